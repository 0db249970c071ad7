//! A whole record as one JSON object: every key of its file, in the file's order.

use super::super::masking::BLOT;
use crate::case::raw::{RawCase, RawEvent, Value as Spelled};
use crate::case::stamp::{parse_date, parse_stamp};
use crate::case::write::is_plain_word;
use crate::case::{Case, Stamp};
use crate::report::Mask;
use serde_json::{Map, Value};

/// What tells the form of a line, and its version.
pub const SCHEMA: &str = "amends.record/1";

/// Keys whose whole value says who somebody is.
const PEOPLE: [&str; 6] = ["customer", "contact", "representative", "reported_by", "people", "cc"];

/// A record. Truth values and numbers of at most nine digits that stand plain are such in JSON too, everything else is a
/// string as the file spells it; so the file can be written from it again, but for its comments. Masked it says so, and
/// is no record any more that anybody should import. Events after `until` don't exist.
#[must_use]
pub fn record(raw: &RawCase<'_>, case: &Case, until: Option<Stamp>, reveal: bool) -> Value {
    let mask = (!reveal).then(|| Mask::of(case));
    let mask = mask.as_ref();
    let mut whole = Map::new();
    whole.insert("schema".to_owned(), SCHEMA.into());
    if mask.is_some() {
        whole.insert("masked".to_owned(), true.into());
    }
    let mut record: Map<String, Value> =
        raw.header.iter().map(|(key, node)| (key.text.to_string(), value(&key.text, &node.value, mask))).collect();
    let known = |event: &&RawEvent<'_>| {
        let at = event.scalar("at").and_then(parse_stamp);
        event.scalar("do") == Some("open") || until.is_none_or(|until| at.is_none_or(|at| at <= until))
    };
    let events = raw.events().iter().filter(known).map(|event| {
        let pairs = event.pairs.iter().map(|(key, node)| (key.text.to_string(), value(&key.text, &node.value, mask)));
        Value::Object(pairs.collect())
    });
    record.insert("log".to_owned(), events.collect());
    whole.insert("record".to_owned(), Value::Object(record));
    Value::Object(whole)
}

fn value(key: &str, spelled: &Spelled<'_>, mask: Option<&Mask>) -> Value {
    match (spelled, mask) {
        (Spelled::List(list), _) => list.iter().map(|node| value(key, &node.value, mask)).collect(),
        (Spelled::Map(pairs), _) => {
            let inner = |k: &str| if PEOPLE.contains(&key) { key.to_owned() } else { k.to_owned() };
            // A name may stand as a key of somebody's own mapping.
            let said = |k: &str| mask.map_or_else(|| k.to_owned(), |mask| mask.text(k).into_owned());
            let pairs = pairs.iter().map(|(k, node)| (said(&k.text), value(&inner(&k.text), &node.value, mask)));
            Value::Object(pairs.collect())
        }
        (spelled, _) if spelled.is_null() => Value::Null,
        (Spelled::Plain(_) | Spelled::Quoted(_), Some(_)) if PEOPLE.contains(&key) => BLOT.into(),
        (Spelled::Plain(word), _) if matches!(&**word, "true" | "false") => (**word == *"true").into(),
        (Spelled::Plain(word), _)
            if is_plain_word(word) && word.parse().is_ok_and(|n: u32| n.to_string() == **word) =>
        {
            word.parse::<u32>().map_or(Value::Null, Value::from)
        }
        // A moment names nobody; any other word may be a name, an address or a number to call.
        (Spelled::Plain(word), Some(_)) if parse_stamp(word).is_some() || parse_date(word).is_some() => {
            Value::from(&**word)
        }
        (Spelled::Plain(text) | Spelled::Quoted(text), Some(mask)) => mask.text(text).into_owned().into(),
        (Spelled::Plain(text) | Spelled::Quoted(text), None) => Value::from(&**text),
    }
}
