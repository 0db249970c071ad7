//! After a splice: does the new text say what the old one said and the new event besides, to two parsers?

use super::yaml::read_yaml;
use crate::case::raw::{Node, Pair, RawCase, Value, same_pairs};
use crate::case::read::read_case;
use crate::case::{Event, Fault};
use serde_yaml::Value as Yaml;

/// Why a new text can't replace the old one.
#[derive(Debug)]
pub enum Doubt {
    /// The new text has a fault that the old one hadn't.
    Fault(Fault),
    /// The header or an earlier event would change.
    EarlierChanged,
    /// The new events don't read as they were meant.
    NewDiffers,
    /// The second parser reads the text another way.
    SecondOpinion,
}

/// Holds the text after a splice against the text before it.
///
/// # Errors
/// The first doubt; nothing may be written then.
pub(super) fn verify(old: &str, new: &str, added: &[Event]) -> Result<(), Doubt> {
    let old = read_yaml(old).map_err(Doubt::Fault)?;
    let raw = read_yaml(new).map_err(Doubt::Fault)?;
    if !same_pairs(&old.header, &raw.header) {
        return Err(Doubt::EarlierChanged);
    }
    let (before, after) = (old.events(), raw.events());
    if after.len() != before.len() + added.len() {
        return Err(Doubt::NewDiffers);
    }
    if !before.iter().zip(after).all(|(a, b)| same_pairs(&a.pairs, &b.pairs)) {
        return Err(Doubt::EarlierChanged);
    }
    let reading = read_case(&raw);
    if let Some(fault) = reading.faults.into_iter().find(|f| !f.leaves_a_case()) {
        return Err(Doubt::Fault(fault));
    }
    let case = reading.case.ok_or(Doubt::NewDiffers)?;
    for event in added {
        if case.event(&event.id) != Some(event) {
            return Err(Doubt::NewDiffers);
        }
    }
    second_opinion(new, &raw)
}

/// Whether the other parser reads the text alike.
///
/// # Errors
/// When it doesn't.
pub fn second_opinion(text: &str, raw: &RawCase<'_>) -> Result<(), Doubt> {
    let yaml: Yaml = serde_yaml::from_str(text).map_err(|_| Doubt::SecondOpinion)?;
    let Yaml::Mapping(map) = yaml else {
        return Err(Doubt::SecondOpinion);
    };
    let log = map.get("log");
    let events = log.and_then(Yaml::as_sequence).map_or(&[][..], Vec::as_slice);
    let agree = map.len() == raw.header.len() + usize::from(raw.log_key.is_some())
        && raw.header.iter().all(|(k, v)| map.get(&*k.text).is_some_and(|y| alike(&v.value, y)))
        && events.len() == raw.events().len()
        && raw.events().iter().zip(events).all(|(e, y)| alike_pairs(&e.pairs, y));
    if agree { Ok(()) } else { Err(Doubt::SecondOpinion) }
}

fn alike_pairs(pairs: &[Pair<'_>], yaml: &Yaml) -> bool {
    yaml.as_mapping().is_some_and(|map| {
        map.len() == pairs.len() && pairs.iter().all(|(k, v)| map.get(&*k.text).is_some_and(|y| alike(&v.value, y)))
    })
}

fn alike(value: &Value<'_>, yaml: &Yaml) -> bool {
    match (value, yaml) {
        (Value::Plain(s) | Value::Quoted(s), Yaml::String(y)) => **s == **y,
        // The second parser gives plain numbers and truth values a type; the same text typed alone must be that.
        (Value::Plain(s), Yaml::Bool(_) | Yaml::Number(_)) => {
            serde_yaml::from_str::<Yaml>(s).is_ok_and(|typed| typed == *yaml)
        }
        (value, Yaml::Null) => value.is_null(),
        (Value::List(list), Yaml::Sequence(y)) => {
            list.len() == y.len() && list.iter().zip(y).all(|(Node { value, .. }, y)| alike(value, y))
        }
        (Value::Map(pairs), yaml) => alike_pairs(pairs, yaml),
        _ => false,
    }
}
