//! A Markdown table: the columns of the screen's table, in which no text of a customer is markup.

use super::{Cell, Sheet};
use crate::case::place::visible;

/// The table; columns that are empty in every row are left out, and nothing is printed without rows.
#[must_use]
pub fn md(sheet: &Sheet) -> String {
    if sheet.rows.is_empty() {
        return String::new();
    }
    let shown: Vec<usize> = (0..sheet.columns.len())
        .filter(|i| sheet.columns[*i].from_width.is_some())
        .filter(|i| sheet.rows.iter().any(|r| !r[*i].text.is_empty()))
        .collect();
    let mut out = line(shown.iter().map(|i| escaped(&sheet.columns[*i].heading)));
    out.push_str(&line(shown.iter().map(|_| "---".to_owned())));
    for row in &sheet.rows {
        out.push_str(&line(shown.iter().map(|i| cell(&row[*i]))));
    }
    out
}

/// A heading of a level, with a blank line after it.
#[must_use]
pub fn heading(level: usize, text: &str) -> String {
    format!("{} {}\n\n", "#".repeat(level), escaped(text))
}

/// A paragraph, with a blank line after it.
#[must_use]
pub fn paragraph(text: &str) -> String {
    format!("{}\n\n", escaped(text))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

/// A cell has one line; `<br>` would be read as letters where HTML is not allowed.
fn cell(cell: &Cell) -> String {
    cell.text.split('\n').map(|l| escaped(l.trim())).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A backslash takes its meaning from any ASCII sign. The rendered text is then searched for `@name`, which a backslash
/// doesn't stop, so that sign is replaced by its full-width form; addresses of pages are recognised by their colon or
/// first dot.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '@' => out.push('＠'),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '(' | ')' | '#' | '!' | '|' | '~' | '&'
            | '$' | '^' | '=' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.replace("://", "\\://").replace("www.", "www\\.").replace("WWW.", "WWW\\.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("a|b\\|c"), "a\\|b\\\\\\|c");
        assert_eq!(escaped("<b>&lt;</b>"), "\\<b\\>\\&lt;\\</b\\>");
        assert_eq!(escaped("[x](http://e.example)"), "\\[x\\]\\(http\\://e.example\\)");
        assert_eq!(escaped("`@everyone` *b* _i_ ~s~"), "\\`＠everyone\\` \\*b\\* \\_i\\_ \\~s\\~");
        assert_eq!(escaped("www.e.example"), "www\\.e.example");
        assert_eq!(escaped("2026-11-21 09:00，酸奶"), "2026-11-21 09:00，酸奶");
    }

    #[test]
    fn a_cell_is_one_line() {
        let mut sheet = Sheet::with(vec![("level", "level".to_owned()), ("note", "note".to_owned())]);
        sheet.rows.push(vec![Cell::text("late\n2 missed"), Cell::text("a\r\n\nb")]);
        assert_eq!(md(&sheet), "| level | note |\n| --- | --- |\n| late; 2 missed | a; b |\n");
    }
}
