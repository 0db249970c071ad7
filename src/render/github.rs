//! Findings as commands that GitHub's runners turn into annotations of a pull request.

use super::Sheet;
use serde_json::Value;

/// One line a finding; the sheet has the columns of `check`: path, line, col, code, severity, message, help.
#[must_use]
pub fn annotations(sheet: &Sheet) -> String {
    let mut out = String::new();
    for row in &sheet.rows {
        let text = |key: &str| {
            let cell = sheet.columns.iter().position(|c| c.key == key).and_then(|i| row.get(i));
            match cell.map(|c| &c.value) {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Number(number)) => number.to_string(),
                _ => String::new(),
            }
        };
        let level = match text("severity").as_str() {
            "error" => "error",
            "warning" => "warning",
            _ => "notice",
        };
        let mut message = text("message");
        if !text("help").is_empty() {
            message = format!("{message}\n{}", text("help"));
        }
        out.push_str(&format!("::{level} file={}", property(&text("path"))));
        // A finding about a whole file has no line, and GitHub puts it on the first.
        for key in ["line", "col"] {
            let number = text(key);
            if !number.is_empty() && number != "0" {
                out.push_str(&format!(",{key}={number}"));
            }
        }
        out.push_str(&format!(",title={}::{}\n", property(&format!("amends {}", text("code"))), escaped(&message)));
    }
    out
}

/// What would end the line, or begin an escape.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property also ends at a colon or comma.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Cell;

    #[test]
    fn what_would_end_a_property_or_a_line_is_escaped() {
        let keys = ["path", "line", "col", "code", "severity", "message", "help"].map(|k| (k, String::new()));
        let mut sheet = Sheet::with(keys.to_vec());
        let texts = ["a,b:c%d.yaml", "", "", "same-id", "error", "100%\r\nof: a, b"].map(Cell::text);
        let mut row = texts.to_vec();
        (row[1], row[2]) = (Cell::both(3, ""), Cell::both(7, ""));
        row.push(Cell::absent());
        sheet.rows.push(row);
        assert_eq!(
            annotations(&sheet),
            "::error file=a%2Cb%3Ac%25d.yaml,line=3,col=7,title=amends same-id::100%25%0D%0Aof: a, b\n"
        );
    }
}
