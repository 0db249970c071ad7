//! Lines of JSON taken apart into columns and rows.

use super::cells::Cells;
use super::sheet::{Content, Flaw, MOST_COLUMNS, MOST_ROWS, NoSheet, RECORD, Row, Sheet, column_name};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};
use std::fmt::Formatter;

/// How deeply objects may stand in each other.
const DEEPEST: usize = 32;

/// Takes lines of JSON apart: nested keys become dotted columns, a record stays whole.
///
/// # Errors
/// When there are more columns or rows than a spreadsheet holds.
pub fn read_jsonl(text: &str) -> Result<Sheet, NoSheet> {
    let mut sheet = Sheet::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (index, line) in text.lines().enumerate() {
        if index >= MOST_ROWS {
            return Err(NoSheet::Rows);
        }
        let content = match content(line) {
            Err(content) => content,
            Ok(pairs) => {
                let mut placed = Vec::with_capacity(pairs.len());
                for (path, cell) in pairs {
                    let next = known.len();
                    let at = *known.entry(path.clone()).or_insert(next);
                    if at == next {
                        if next == MOST_COLUMNS {
                            return Err(NoSheet::Columns);
                        }
                        sheet.columns.push(path);
                    }
                    placed.push((at, cell));
                }
                placed.sort_by_key(|(at, _)| *at);
                let mut cells = Cells::default();
                placed.iter().for_each(|(at, cell)| cells.push(*at, cell));
                Content::Cells(cells)
            }
        };
        sheet.rows.push(Row { number: index + 1, content });
    }
    if sheet.rows.is_empty() { Err(NoSheet::Empty) } else { Ok(sheet) }
}

/// The paths of a line with their texts, or what else it is.
fn content(line: &str) -> Result<Vec<(String, String)>, Content> {
    let line = line.trim();
    if line.is_empty() {
        return Err(Content::Empty);
    }
    let not_json = |error: serde_json::Error| Content::Broken(Flaw::NotJson { message: error.to_string() });
    let value: Value = serde_json::from_str(line).map_err(not_json)?;
    if !value.is_object() {
        return Err(Content::Broken(Flaw::NotAnObject));
    }
    let schema = value.get("schema").and_then(Value::as_str);
    if schema == Some(RECORD) {
        return Err(match key_twice(line, 0) {
            Some(path) => Content::Broken(Flaw::KeyTwice { path }),
            None => Content::Record(Box::new(value)),
        });
    }
    if let Some(schema) = schema.filter(|s| s.starts_with("amends.")) {
        return Err(Content::Broken(Flaw::OtherSchema { schema: schema.to_owned() }));
    }
    let mut pairs = Vec::new();
    flatten("", line, 0, &mut pairs).map_err(Content::Broken)?;
    let mut seen = HashSet::new();
    if let Some((path, _)) = pairs.iter().find(|(path, _)| !seen.insert(path.as_str())) {
        return Err(Content::Broken(Flaw::KeyTwice { path: path.clone() }));
    }
    let empty = pairs.iter().all(|(_, cell)| cell.trim().is_empty());
    if empty { Err(Content::Empty) } else { Ok(pairs) }
}

/// An object as it is written: all its keys, also those that stand there twice, and its numbers to the last digit.
struct AsWritten<'j>(Vec<(String, &'j RawValue)>);

impl<'de: 'j, 'j> Deserialize<'de> for AsWritten<'j> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }
        from.deserialize_map(Pairs).map(AsWritten)
    }
}

fn pairs_of(json: &str) -> Vec<(String, &RawValue)> {
    // The whole line is JSON, so each part of it is.
    serde_json::from_str::<AsWritten<'_>>(json).map(|written| written.0).unwrap_or_default()
}

fn items_of(json: &str) -> Vec<&RawValue> {
    serde_json::from_str(json).unwrap_or_default()
}

/// The first key that an object of a record has twice.
fn key_twice(json: &str, depth: usize) -> Option<String> {
    // What stands deeper is refused by the reader of records.
    if depth > DEEPEST {
        return None;
    }
    let inner = |value: &RawValue| key_twice(value.get(), depth + 1);
    if json.starts_with('[') {
        return items_of(json).into_iter().find_map(inner);
    }
    if !json.starts_with('{') {
        return None;
    }
    let mut seen = HashSet::new();
    let pairs = pairs_of(json);
    pairs
        .iter()
        .find(|(key, _)| !seen.insert(key))
        .map(|(key, _)| key.clone())
        .or_else(|| pairs.iter().find_map(|(_, value)| inner(value)))
}

fn flatten(path: &str, json: &str, depth: usize, pairs: &mut Vec<(String, String)>) -> Result<(), Flaw> {
    match json.as_bytes().first() {
        Some(b'{') if depth > DEEPEST => return Err(Flaw::Deep),
        Some(b'{') => {
            for (key, value) in pairs_of(json) {
                let key = column_name(&key);
                let path = if depth == 0 { key } else { format!("{path}.{key}") };
                flatten(&path, value.get(), depth + 1, pairs)?;
            }
        }
        Some(b'[') => {
            let items: Option<Vec<String>> = items_of(json).into_iter().map(|item| scalar(item.get())).collect();
            let items = items.ok_or_else(|| Flaw::ListOfObjects { path: path.to_owned() })?;
            pairs.push((path.to_owned(), items.join("\n")));
        }
        _ => pairs.push((path.to_owned(), scalar(json).unwrap_or_default())),
    }
    Ok(())
}

/// A value as a cell: numbers as they are written.
fn scalar(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'{' | b'[' => None,
        b'"' => serde_json::from_str(json).ok(),
        b'n' => Some(String::new()),
        _ => Some(json.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: &str) -> (Vec<String>, Vec<String>) {
        let sheet = read_jsonl(line).unwrap();
        match &sheet.rows[0].content {
            Content::Cells(cells) => {
                let texts = (0..sheet.columns.len()).map(|at| cells.get(at).to_owned()).collect();
                (sheet.columns, texts)
            }
            other => (Vec::new(), vec![format!("{other:?}")]),
        }
    }

    #[test]
    fn nested_keys_are_dotted_columns() {
        let text = "{\"id\":7,\"customer\":{\"name\":\"Li\",\"phones\":[1,\"2\"]}}\n\n{\"ok\":true,\"id\":8}\n";
        let sheet = read_jsonl(text).unwrap();
        assert_eq!(sheet.columns, ["id", "customer.name", "customer.phones", "ok"]);
        let cells = |at: usize| match &sheet.rows[at].content {
            Content::Cells(cells) => [0, 1, 2, 3].map(|column| cells.get(column).to_owned()),
            other => panic!("{other:?}"),
        };
        assert_eq!(cells(0), ["7", "Li", "1\n2", ""]);
        assert!(matches!(sheet.rows[1].content, Content::Empty));
        assert_eq!((sheet.rows[2].number, cells(2)), (3, ["8", "", "", "true"].map(ToOwned::to_owned)));
        let deep = format!("{}1{}", "{\"a\":".repeat(60), "}".repeat(60));
        for (line, flaw) in [
            ("{", "NotJson"),
            ("[1]", "NotAnObject"),
            ("{\"a\":[{}]}", "ListOfObjects"),
            ("{\"a\":1,\"a\":2}", "KeyTwice"),
            ("{\"a.b\":1,\"a\":{\"b\":2}}", "KeyTwice"),
            ("{\"schema\":\"amends.record/1\",\"record\":{\"id\":1,\"id\":1}}", "KeyTwice"),
            (&deep, "Deep"),
        ] {
            assert!(row(line).1[0].contains(flaw), "{line}: {:?}", row(line));
        }
    }

    #[test]
    fn numbers_keep_every_digit() {
        for number in ["12345678901234567890123", "12345678901234567890124", "1.10", "-0.0", "1e3"] {
            assert_eq!(row(&format!("{{ \"no\" : {number} }}")).1, [number]);
            assert_eq!(row(&format!("{{\"no\":[{number}, null]}}")).1, [format!("{number}\n")]);
        }
    }
}
