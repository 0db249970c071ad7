//! Comma-separated values for spreadsheets: a row of keys, then one record a line (RFC 4180).

use super::Sheet;
use crate::case::guard::{is_formula, needs_guard};
use crate::case::place::visible;
use serde_json::Value;

/// A mark at the beginning of a file by which spreadsheets know that its text is UTF-8.
pub const BOM: &str = "\u{feff}";

/// RFC 4180 ends a record so, and the readers of this format are spreadsheets and strict parsers; who reads lines in a
/// pipe has `tsv` and `jsonl`.
const END: &str = "\r\n";

/// The keys and the rows; nothing at all without rows.
#[must_use]
pub fn csv(sheet: &Sheet) -> String {
    if sheet.rows.is_empty() {
        return String::new();
    }
    let mut out = heading(sheet.columns.iter().map(|c| c.key));
    for row in &sheet.rows {
        out.push_str(&record(row.iter().map(|c| plain(&c.value))));
    }
    out
}

/// How texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// For spreadsheets: on one line, and none that could be taken for a formula, a number or a date.
    Guarded,
    /// For programs: as they are, line ends within quotes; only characters that could move a cursor are replaced.
    Raw,
}

/// The row of keys.
#[must_use]
pub fn heading<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    record(keys.map(ToOwned::to_owned))
}

/// A row of values, each with whether people wrote it: what we wrote may be a number or a date.
#[must_use]
pub fn row_of<'v>(values: impl Iterator<Item = (&'v Value, bool)>, texts: Texts) -> String {
    record(values.map(|(value, written)| match (texts, value) {
        (Texts::Raw, _) => raw(value),
        (Texts::Guarded, Value::String(text)) if written && needs_guard(text) => format!("'{}", visible(text)),
        (Texts::Guarded, _) => plain(value),
    }))
}

fn record(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|c| quoted(&c)).collect();
    cells.join(",") + END
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// A value on one line. Only texts can be formulas: a number is one of ours.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if is_formula(text) => format!("'{}", visible(text)),
        Value::String(text) => visible(text),
        other => visible(&other.to_string()),
    }
}

/// A value as it is.
fn raw(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => {
            let lines: Vec<String> = text.split('\n').map(visible).collect();
            lines.join("\n")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Cell;

    fn one(text: &str) -> String {
        let mut sheet = Sheet::with(vec![("title", String::new())]);
        sheet.rows.push(vec![Cell::text(text)]);
        csv(&sheet).strip_prefix("title\r\n").unwrap().strip_suffix("\r\n").unwrap().to_owned()
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(1)", "＝1", "＋1", "－1", "＠1", " =1", "\u{3000}=1"] {
            assert_eq!(one(formula), format!("'{formula}"), "{formula:?}");
        }
        assert_eq!(one("\t=1"), "' =1");
        assert_eq!(one("\r1"), "' 1");
        assert_eq!(one("\u{feff}=1"), "'\u{fffd}=1");
        for text in ["1=1", "a-b", "'=1", "2026-11-21-k7f3m", ""] {
            assert_eq!(one(text), text);
        }
    }

    #[test]
    fn what_people_wrote_is_no_number_and_what_we_wrote_may_be_one() {
        let row = |value: Value, written, texts| row_of([(&value, written)].into_iter(), texts);
        for text in ["007", "0571 1234", "1e5", "3-4", "2026年1月2日", "12345678901234567890", ".5", "50%"] {
            assert_eq!(row(Value::from(text), true, Texts::Guarded), format!("'{text}\r\n"), "{text}");
            assert_eq!(row(Value::from(text), false, Texts::Guarded), format!("{text}\r\n"), "{text}");
            assert_eq!(row(Value::from(text), true, Texts::Raw), format!("{text}\r\n"), "{text}");
        }
        // A mark that is part of the text stays when the import takes ours off.
        for text in ["'007", "'=1", "''+1"] {
            assert_eq!(row(Value::from(text), true, Texts::Guarded), format!("'{text}\r\n"), "{text}");
            assert_eq!(row(Value::from(text), true, Texts::Raw), format!("{text}\r\n"), "{text}");
        }
        for text in ["7 瓶", "'a", "a1", "2026-11-21-k7f3m", "年月日", "e"] {
            assert_eq!(row(Value::from(text), true, Texts::Guarded), format!("{text}\r\n"), "{text}");
        }
        assert_eq!(row(Value::from(-5), true, Texts::Guarded), "-5\r\n");
        assert_eq!(row(Value::from("=a\nb\u{202e}"), true, Texts::Raw), "\"=a\nb\u{fffd}\"\r\n");
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_in_their_cell() {
        assert_eq!(one("a,b"), "\"a,b\"");
        assert_eq!(one("say \"no\""), "\"say \"\"no\"\"\"");
        assert_eq!(one("=\"a\",1"), "\"'=\"\"a\"\",1\"");
        assert_eq!(one("a\r\nb\nc"), "a  b c");
    }

    #[test]
    fn without_rows_there_is_no_heading_either() {
        assert_eq!(csv(&Sheet::with(vec![("title", String::new())])), "");
    }
}
