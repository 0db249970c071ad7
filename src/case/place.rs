//! From a range of bytes to the line and column that people look for.

use super::raw::Span;
use unicode_width::UnicodeWidthStr;

/// A place in a file, with the line it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the workspace.
    pub path: String,
    /// The line, from 1; 0 when the fault is about the whole file.
    pub line: usize,
    /// The column, from 1, in characters.
    pub col: usize,
    /// The line itself, or the part of a long one around the place.
    pub text: String,
    /// How many screen columns stand before the place.
    pub before: usize,
    /// How many screen columns it covers, at least one.
    pub width: usize,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(path: &str) -> Self {
        Self { path: path.to_owned(), line: 0, col: 0, text: String::new(), before: 0, width: 0 }
    }

    /// A range of bytes in the text of a file.
    #[must_use]
    pub fn of(path: &str, text: &str, span: Span) -> Self {
        Lines::of(text).place(path, span)
    }
}

/// A text with the beginnings of its lines, so that many places in it don't each count from its top.
#[derive(Debug, Clone)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The line, from 1, on which a byte stands.
    #[must_use]
    pub fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|s| *s <= at)
    }

    /// A range of bytes of the text, which is that of the file at `path`.
    #[must_use]
    pub fn place(&self, path: &str, span: Span) -> Place {
        let text = self.text;
        let start = floor(text, span.start);
        let line = self.number(start);
        let line_start = self.starts[line - 1];
        let line_end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let end = floor(text, span.end).clamp(start, line_end);
        let col = text[line_start..start].trim_start_matches('\u{feff}').chars().count() + 1;
        // A long line is cut so that the place stays in sight.
        let from = floor(text, start.saturating_sub(60).max(line_start));
        let from = if start - line_start <= 60 { line_start } else { from };
        let to = floor(text, (start + 100).min(line_end)).max(start);
        let end = end.min(to);
        let clean = |s: &str| visible(s.trim_start_matches('\u{feff}'));
        let before = clean(&text[from..start]);
        let marked = clean(text[start..end].trim_end_matches('\r'));
        let rest = clean(text[end..to].trim_end_matches('\r'));
        Place {
            path: path.to_owned(),
            line,
            col,
            before: before.width(),
            width: marked.width().max(1),
            text: format!("{before}{marked}{rest}"),
        }
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.line == 0 { f.write_str(&self.path) } else { write!(f, "{}:{}:{}", self.path, self.line, self.col) }
    }
}

/// A text that can't move the cursor, ring the bell or turn the reading direction around: what could is shown as a
/// replacement character, tabs and line ends as a blank.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
            '\u{a0}' => ' ',
            c if super::write::needs_escape(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_underline_counts_wide_characters_twice() {
        let text = "id: 1\ntitle: 酸奶 苍蝇\n";
        let start = text.find('苍').unwrap();
        let place = Place::of("a.yaml", text, Span { start, end: start + 6 });
        assert_eq!((place.line, place.col, place.before, place.width), (2, 11, 12, 4));
    }

    #[test]
    fn escapes_never_reach_the_screen() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c\td"), "a\u{fffd}[2Jb\u{fffd}c d");
    }
}
