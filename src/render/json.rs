//! JSON: an envelope, or one object a line. Keys and enum values are the same in every language.

use super::Sheet;
use crate::case::Stamp;
use crate::case::stamp::write_stamp;
use crate::case::write::needs_escape;
use serde::Serialize;
use serde_json::{Map, Value};

/// What stands around the items.
#[derive(Debug, Clone, Copy)]
pub struct Envelope<'a> {
    /// Name and version of the shape, `amends.overdue/1`.
    pub schema: &'a str,
    /// The moment the items were judged by.
    pub now: Stamp,
    /// Files that are left out because they can't be judged.
    pub incomplete: bool,
}

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'a str,
    now: String,
    incomplete: bool,
    items: Vec<Value>,
}

fn items(sheet: &Sheet) -> impl Iterator<Item = Value> + '_ {
    sheet.rows.iter().map(|row| {
        let pairs = sheet.columns.iter().zip(row).map(|(c, cell)| (c.key.to_owned(), cell.value.clone()));
        Value::Object(pairs.collect::<Map<_, _>>())
    })
}

/// The envelope with the items, `[]` when there are none.
#[must_use]
pub fn envelope(sheet: &Sheet, envelope: &Envelope<'_>) -> String {
    let Envelope { schema, now, incomplete } = *envelope;
    print(&Whole { schema, now: write_stamp(now), incomplete, items: items(sheet).collect() })
}

/// Any object with a line end.
#[must_use]
pub fn print(value: &impl Serialize) -> String {
    // Strings, numbers and maps with text keys always serialise.
    let mut text = escaped(&serde_json::to_string_pretty(value).unwrap_or_default());
    text.push('\n');
    text
}

/// A value on one line.
#[must_use]
pub fn line(value: &Value) -> String {
    escaped(&value.to_string()) + "\n"
}

/// JSON lets characters through that move a terminal's cursor or turn its reading direction; they only ever stand in
/// strings, where an escape says the same.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && needs_escape(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// One item a line.
#[must_use]
pub fn lines(sheet: &Sheet) -> String {
    items(sheet).map(|item| line(&item)).collect()
}
