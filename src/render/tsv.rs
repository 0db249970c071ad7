//! Tab-separated values: no heading, exact values, one line a row.

use super::Sheet;
use crate::case::place::visible;
use serde_json::Value;

/// The rows.
#[must_use]
pub fn tsv(sheet: &Sheet) -> String {
    let mut out = String::new();
    for row in &sheet.rows {
        let cells: Vec<String> = row.iter().map(|c| plain(&c.value)).collect();
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

/// A value as a script reads it: tabs and line ends inside a text become blanks.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(s) => visible(s),
        other => other.to_string(),
    }
}
