//! Whole records, as `export records --reveal` writes them: read back as the cases they were.

use crate::case::event::{Fact, Facts};
use crate::case::header::KNOWN;
use crate::case::id::is_token;
use crate::case::raw::{Key, Node, Pair, RawCase, RawEvent, RawLog, Value};
use crate::case::read::read_case;
use crate::case::stamp::{parse_date, parse_stamp};
use crate::case::write::quoted;
use crate::case::write_case::write_case;
use crate::case::{Act, Case, Fault, Span};
use serde_json::{Map, Value as Json};
use std::borrow::Cow;

/// Why a line with a record is not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// Names and contacts were left out of it.
    Masked,
    /// Not the shape of a record.
    Shape {
        /// What is not there.
        key: &'static str,
    },
    /// What a case file would be damaged by.
    Faults(Vec<Fault>),
    /// The playbook that it follows isn't there, or has faults.
    Playbook {
        /// Its id.
        id: String,
    },
    /// Its file would be too long to be read.
    Outgrown,
    /// Its file would not be read as what the line says.
    Otherwise,
    /// A key of the header that no case file can hold.
    Key {
        /// The key.
        key: String,
    },
}

/// A record: the case, and its text.
#[derive(Debug, Clone)]
pub struct Record {
    /// The case.
    pub case: Case,
    /// What its file says.
    pub text: String,
}

/// Reads a record.
///
/// # Errors
/// When it is masked, or no sound case.
pub fn read_record(line: &Json) -> Result<Record, Refused> {
    let masked = |value: &Json| value.get("masked").and_then(Json::as_bool) == Some(true);
    let record = line.get("record").ok_or(Refused::Shape { key: "record" })?;
    if masked(line) || masked(record) {
        return Err(Refused::Masked);
    }
    let header = record.as_object().ok_or(Refused::Shape { key: "record" })?;
    let log = header.get("log").and_then(Json::as_array).ok_or(Refused::Shape { key: "log" })?;
    let events: Option<Vec<RawEvent<'_>>> = log.iter().map(|e| e.as_object().map(event)).collect();
    let raw = RawCase {
        header: pairs(header.iter().filter(|(key, _)| !matches!(key.as_str(), "log" | "masked"))),
        log_key: Some(Span::default()),
        log: RawLog::Block(events.ok_or(Refused::Shape { key: "log" })?),
    };
    let reading = read_case(&raw);
    let case = match reading.case {
        Some(case) if reading.faults.is_empty() => case,
        _ => return Err(Refused::Faults(reading.faults)),
    };
    let mut more = String::new();
    for (key, value) in header {
        if KNOWN.contains(&key.as_str()) || matches!(key.as_str(), "log" | "masked") || value.is_null() {
            continue;
        }
        if !is_token(key) {
            return Err(Refused::Key { key: key.clone() });
        }
        more.push_str(&format!("{key}: {}\n", flow(value)));
    }
    let text = write_case(&case.header, &case.events);
    let text = match text.find("\ndescription: ") {
        Some(at) if !more.is_empty() => format!("{}\n{more}{}", &text[..at], &text[at + 1..]),
        _ => text,
    };
    Ok(Record { case, text })
}

fn pairs<'j>(map: impl Iterator<Item = (&'j String, &'j Json)>) -> Vec<Pair<'j>> {
    let key = |text: &'j String| Key { text: Cow::Borrowed(text.as_str()), span: Span::default() };
    map.filter(|(_, value)| !value.is_null()).map(|(k, value)| (key(k), node(value, k == "facts"))).collect()
}

fn event(map: &Map<String, Json>) -> RawEvent<'_> {
    RawEvent { pairs: pairs(map.iter()), span: Span::default(), flow: true, one_line: true }
}

/// A value as a case file spells it. Among facts a word stood plain and a text in quotes.
fn node(json: &Json, facts: bool) -> Node<'_> {
    let value = match json {
        Json::Null => Value::Plain(Cow::Borrowed("")),
        Json::Bool(truth) => Value::Plain(Cow::Borrowed(if *truth { "true" } else { "false" })),
        Json::Number(number) => Value::Plain(Cow::Owned(number.to_string())),
        Json::String(text) if facts && is_word(text) => Value::Plain(Cow::Borrowed(text)),
        Json::String(text) => Value::Quoted(Cow::Borrowed(text)),
        Json::Array(list) => Value::List(list.iter().map(|item| node(item, false)).collect()),
        Json::Object(map) => {
            let key = |text: &'_ String| Key { text: Cow::Owned(text.clone()), span: Span::default() };
            Value::Map(map.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (key(k), node(v, facts))).collect())
        }
    };
    Node { value, span: Span::default() }
}

fn is_word(text: &str) -> bool {
    is_token(text) || parse_date(text).is_some() || parse_stamp(text).is_some()
}

/// A value in braces and quotes.
fn flow(json: &Json) -> String {
    match json {
        Json::Null => "\"\"".to_owned(),
        Json::Bool(_) | Json::Number(_) => json.to_string(),
        Json::String(text) => quoted(text),
        Json::Array(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Json::Object(map) => {
            let inner: Vec<String> = map.iter().map(|(k, v)| format!("{}: {}", quoted(k), flow(v))).collect();
            format!("{{{}}}", inner.join(", "))
        }
    }
}

/// Whether two cases say the same. JSON doesn't tell a fact that stood plain from one in quotes.
#[must_use]
pub fn same(a: &Case, b: &Case) -> bool {
    levelled(a) == levelled(b)
}

fn levelled(case: &Case) -> Case {
    let text = |facts: &mut Facts| {
        for (_, fact) in facts {
            if let Fact::Word(word) = fact {
                *fact = Fact::Text(std::mem::take(word));
            }
        }
    };
    let mut case = case.clone();
    for event in &mut case.events {
        if let Act::Tick { facts, .. } | Act::Advance { facts, .. } = &mut event.act {
            text(facts);
        }
        event.at = event.at.to_utc().fixed_offset();
        event.logged = event.logged.map(|at| at.to_utc().fixed_offset());
    }
    case.header.description = case.header.description.trim_end().to_owned();
    case
}
