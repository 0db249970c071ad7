//! JSON: an envelope, or one object a line. Keys and enum values are the same in every language.

use super::Sheet;
use crate::case::Stamp;
use crate::case::stamp::write_stamp;
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
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// One item a line.
#[must_use]
pub fn lines(sheet: &Sheet) -> String {
    items(sheet).map(|item| format!("{item}\n")).collect()
}
