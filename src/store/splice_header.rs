//! A header fact in an old file: only the bytes of its value change.

use super::yaml::read_yaml;
use super::yaml_marks::comments;
use crate::case::raw::{Key, Node, Value};
use crate::case::{Fault, Span};
use std::ops::Range;

/// Why a fact can't be changed safely; the user edits by hand then.
#[derive(Debug)]
pub(super) enum Stuck {
    /// The file has a fault.
    Fault(Fault),
    /// The key stands in an unusual way, or a comment would be lost.
    At(Span),
}

/// The text with another value for a header key, spelled as it stands behind the colon; without one the key's lines go.
/// A key that isn't there yet gets a line of its own before `description`, else before `log`.
///
/// # Errors
/// When that can't be done without touching anything else.
pub(super) fn set_header(text: &str, key: &str, value: Option<&str>) -> Result<String, Stuck> {
    let raw = read_yaml(text).map_err(Stuck::Fault)?;
    let comments = comments(text);
    let there = raw.header.iter().find(|(k, _)| k.text == key);
    match (there, value) {
        (Some((key, node)), Some(value)) => Shape::of(text, key, node)?.replaced(text, value, &comments),
        (Some((key, node)), None) => Ok(Shape::of(text, key, node)?.removed(text)),
        (None, Some(value)) => {
            let before = raw.header.iter().find(|(k, _)| k.text == "description").map(|(k, _)| k.span).or(raw.log_key);
            inserted(text, key, value, before.unwrap_or_default(), &comments)
        }
        (None, None) => Ok(text.to_owned()),
    }
}

/// How a key and its value stand in the text.
struct Shape {
    /// What stands before the key on its line.
    indent: String,
    /// Where the key begins.
    key: usize,
    /// One past the colon.
    after: usize,
    /// The value's bytes on its first line; empty when it begins on a later one.
    first: Range<usize>,
    /// The lines behind the key's own that belong to the value: all of them whole.
    more: Range<usize>,
    /// The value's last byte, comments and blanks behind it aside.
    end: usize,
}

impl Shape {
    fn of(text: &str, key: &Key<'_>, node: &Node<'_>) -> Result<Self, Stuck> {
        let odd = || Stuck::At(key.span);
        let indent = indent(text, key.span).ok_or_else(odd)?;
        let rest = text[key.span.end..].trim_start_matches(' ');
        let after = text.len() - rest.len() + 1;
        if !rest.starts_with(':') {
            return Err(odd());
        }
        let line_end = end_of_line(text, after);
        let behind = text[after..line_end].trim_start();
        if matches!(node.value, Value::Quoted(_)) && behind.starts_with(['|', '>']) {
            let start = line_end - behind.len();
            let indicator = behind.find(char::is_whitespace).unwrap_or(behind.len());
            let body = &text[line_end..node.span.end.clamp(line_end, text.len())];
            let end = line_end + body.trim_end().len();
            let more = line_end..end_of_line(text, end);
            return Ok(Self { indent, key: key.span.start, after, first: start..start + indicator, more, end });
        }
        let end = leaf_end(text, node);
        let first = if node.span.start < line_end { node.span.start..end } else { after..after };
        let more = if first.is_empty() { line_end..end_of_line(text, end) } else { end..end };
        Ok(Self { indent, key: key.span.start, after, first, more, end })
    }

    fn replaced(&self, text: &str, value: &str, comments: &[Span]) -> Result<String, Stuck> {
        let lost = |range: &Range<usize>| comments.iter().find(|c| range.contains(&c.start)).copied();
        if let Some(comment) = lost(&self.first).or_else(|| lost(&self.more)) {
            return Err(Stuck::At(comment));
        }
        let (head, body) = value.split_once('\n').map_or((value, None), |(head, body)| (head, Some(body)));
        // What is left of the value's first line: blanks, a comment.
        let rest = if self.more.is_empty() { self.first.end } else { self.first.end.min(self.more.start) };
        let line_end = end_of_line(text, rest);
        let mut out = text[..self.first.start].to_owned();
        if self.first.start == self.after {
            out.push(' ');
        }
        out.push_str(head);
        out.push_str(&text[rest..line_end]);
        push_body(&mut out, body, &self.indent, eol(text, self.key));
        out.push_str(&text[line_end.max(self.more.end)..]);
        Ok(out)
    }

    fn removed(&self, text: &str) -> String {
        let end = end_of_line(text, self.end);
        let end = end + line_end_at(text, end).len();
        let start = self.key - self.indent.len();
        format!("{}{}", &text[..start], &text[end..])
    }
}

/// A key with its value on lines of their own before another key and the comment that belongs to that.
fn inserted(text: &str, key: &str, value: &str, before: Span, comments: &[Span]) -> Result<String, Stuck> {
    let indent = indent(text, before).ok_or(Stuck::At(before))?;
    let own = before.start - indent.len();
    let mut at = own;
    while let Some(line) = text[..at].strip_suffix('\n').map(|t| t.rfind('\n').map_or(0, |i| i + 1)) {
        let first = line + (text[line..at].len() - text[line..at].trim_start_matches(' ').len());
        if !comments.iter().any(|c| c.start == first) {
            break;
        }
        at = line;
    }
    // A comment at the top of the file is about all of it.
    if text[..at].trim_start_matches('\u{feff}').is_empty() {
        at = own;
    }
    let eol = eol(text, before.start);
    let (head, body) = value.split_once('\n').map_or((value, None), |(head, body)| (head, Some(body)));
    let mut out = format!("{}{indent}{key}: {head}", &text[..at]);
    push_body(&mut out, body, &indent, eol);
    out.push_str(eol);
    out.push_str(&text[at..]);
    Ok(out)
}

/// The further lines of a value, each begun by a line end.
fn push_body(out: &mut String, body: Option<&str>, indent: &str, eol: &str) {
    for line in body.into_iter().flat_map(|b| b.split('\n')) {
        out.push_str(eol);
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
}

/// The blanks before a key, if nothing else stands before it on its line.
fn indent(text: &str, key: Span) -> Option<String> {
    let start = text[..key.start].rfind('\n').map_or(0, |i| i + 1);
    let before = text[start..key.start].trim_start_matches('\u{feff}');
    before.bytes().all(|b| b == b' ').then(|| before.to_owned())
}

/// Where the line of a byte ends, its line end not included.
fn end_of_line(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

fn line_end_at(text: &str, at: usize) -> &str {
    ["\r\n", "\n"].into_iter().find(|e| text[at..].starts_with(e)).unwrap_or_default()
}

/// The line end of the line on which a byte stands; of the line before where it is the last one.
fn eol(text: &str, at: usize) -> &str {
    let own = line_end_at(text, end_of_line(text, at));
    if own.is_empty() && text[..at].ends_with("\r\n") {
        "\r\n"
    } else if own.is_empty() {
        "\n"
    } else {
        own
    }
}

/// One past the last byte of a value that counts.
fn leaf_end(text: &str, node: &Node<'_>) -> usize {
    let last = match &node.value {
        _ if text[node.span.start..].starts_with(['[', '{']) => None,
        Value::List(list) => list.last(),
        Value::Map(pairs) => pairs.last().map(|(_, node)| node),
        Value::Plain(_) | Value::Quoted(_) => None,
    };
    match last {
        Some(node) => leaf_end(text, node),
        None => node.span.start + text[node.span.start..node.span.end.min(text.len())].trim_end().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "log:\n  - {id: e1, do: open}\n";

    fn set(text: &str, key: &str, value: Option<&str>) -> String {
        match set_header(text, key, value) {
            Ok(text) => text,
            Err(Stuck::At(span)) => format!("stuck at {:?}", &text[span.start..span.end]),
            Err(Stuck::Fault(fault)) => format!("{fault:?}"),
        }
    }

    /// Before, the value, after; the log stands behind each.
    #[test]
    fn only_the_bytes_of_the_value_change() {
        let cases = [
            ("title: a\n", "\"b\"", "title: \"b\"\n"),
            ("title: a", "\"b\"", "title: \"b\""),
            ("title:   \"a\"   # why\nx: 1\n", "\"b\"", "title:   \"b\"   # why\nx: 1\n"),
            ("title: 'it''s # no comment' # one\n", "\"b\"", "title: \"b\" # one\n"),
            ("\"title\" : a\n", "\"b\"", "\"title\" : \"b\"\n"),
            ("title: \"a\n  b\"  # c\nx: 1\n", "\"b\"", "title: \"b\"  # c\nx: 1\n"),
            ("title: a\n  b\n\n# own\nx: 1\n", "\"b\"", "title: \"b\"\n\n# own\nx: 1\n"),
            ("title: |\n  a\n  # text\n\n# own\nx: 1\n", "\"b\"", "title: \"b\"\n\n# own\nx: 1\n"),
            ("title: |2- # c\n   a\nx: 1\n", "\"b\"", "title: \"b\" # c\nx: 1\n"),
            ("title: >+\n  a\n\n\nx: 1\n", "|\n  b\n\n  c", "title: |\n  b\n\n  c\n\n\nx: 1\n"),
            ("title: a # c\nx: 1\n", "|\n  b", "title: | # c\n  b\nx: 1\n"),
            ("title:\n  a\nx: 1\n", "\"b\"", "title: \"b\"\nx: 1\n"),
            ("title: # c\n  - a\n  - [b,\n     c]\n# own\nx: 1\n", "[\"b\"]", "title: [\"b\"] # c\n# own\nx: 1\n"),
            ("title:\n- a\n- k: v\n\nx: 1\n", "[\"b\"]", "title: [\"b\"]\n\nx: 1\n"),
            ("title: [a,\n  b] # c\nx: 1\n", "[\"b\"]", "title: [\"b\"] # c\nx: 1\n"),
            ("title: {a: {b: c}}\r\nx: 1\r\n", "{d: \"e\"}", "title: {d: \"e\"}\r\nx: 1\r\n"),
            ("\u{feff}title: a\r\nx: 1\r\n", "|\n  b\n  c", "\u{feff}title: |\r\n  b\r\n  c\r\nx: 1\r\n"),
            ("title: |\r\n  a\r\n\r\nx: 1\r\n", "\"b\"", "title: \"b\"\r\n\r\nx: 1\r\n"),
            ("title: 酸奶 # 注\n", "\"苍蝇\"", "title: \"苍蝇\" # 注\n"),
            ("title: [a, # one\n  b]\n", "[]", "stuck at \"# one\""),
            ("title:\n  - a # one\n", "[]", "stuck at \"# one\""),
            ("title:\n  # one\n  - a\n", "[]", "stuck at \"# one\""),
            ("? title\n: a\n", "\"b\"", "stuck at \"title\""),
        ];
        for (before, value, after) in cases {
            let stuck = after.starts_with("stuck");
            // A value in the last line of the file, behind the log.
            let (text, wanted) = match before.ends_with('\n') {
                true => (format!("{before}{LOG}"), format!("{after}{LOG}")),
                false => (format!("{LOG}{before}"), format!("{LOG}{after}")),
            };
            assert_eq!(set(&text, "title", Some(value)), if stuck { after.to_owned() } else { wanted }, "{before:?}");
        }
        let indented = "  title: a\n  description: d\n  log:\n  - {id: e1}\n";
        let wanted = "  title: |\n    b\n  description: d\n  log:\n  - {id: e1}\n";
        assert_eq!(set(indented, "title", Some("|\n  b")), wanted);
    }

    #[test]
    fn a_key_that_goes_takes_its_lines_and_nothing_else() {
        for (before, after) in [
            ("# a\nplace: x # its own\n# b\n", "# a\n# b\n"),
            ("x: 1\nplace: |\n  a\n\n  b\n\ny: 2\n", "x: 1\n\ny: 2\n"),
            ("place:\n  - a # one\n  - b # two\n# b\ny: 2\n", "# b\ny: 2\n"),
            ("\u{feff}place: x\r\ny: 2\r\n", "\u{feff}y: 2\r\n"),
            ("place: \"a\n  b\"\ny: 2\n", "y: 2\n"),
            ("y: 2\n", "y: 2\n"),
        ] {
            assert_eq!(set(&format!("{before}{LOG}"), "place", None), format!("{after}{LOG}"), "{before:?}");
        }
        assert_eq!(set(&format!("{LOG}place: x"), "place", None), LOG);
    }

    #[test]
    fn a_new_key_stands_before_the_description_or_the_log() {
        for (before, after) in [
            ("x: 1\ndescription: d\ny: 2\n", "x: 1\nplace: \"p\"\ndescription: d\ny: 2\n"),
            ("x: 1\r\ndescription: d\r\n", "x: 1\r\nplace: \"p\"\r\ndescription: d\r\n"),
            (
                "x: 1\n\n# told\n# by phone\ndescription: d\n",
                "x: 1\n\nplace: \"p\"\n# told\n# by phone\ndescription: d\n",
            ),
            ("# all of it\ndescription: d\n", "# all of it\nplace: \"p\"\ndescription: d\n"),
            ("x: |\n  # text\ndescription: d\n", "x: |\n  # text\nplace: \"p\"\ndescription: d\n"),
            ("x: 1\n# events\n", "x: 1\nplace: \"p\"\n# events\n"),
        ] {
            assert_eq!(set(&format!("{before}{LOG}"), "place", Some("\"p\"")), format!("{after}{LOG}"), "{before:?}");
        }
        assert_eq!(set("{x: 1, log: [{id: e1}]}\n", "place", Some("p")), "stuck at \"log\"");
    }
}
