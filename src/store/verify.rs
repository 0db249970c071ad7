//! After a splice: does the new text say what the old one said and the new event besides, to two parsers?

use super::yaml::read_yaml;
use crate::case::raw::{Node, Pair, RawCase, Value, same_pairs};
use crate::case::read::read_case;
use crate::case::{Event, Fault, Span};
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
    let yaml: Yaml = serde_yaml::from_str(&for_the_other(text, raw)).map_err(|_| Doubt::SecondOpinion)?;
    let Yaml::Mapping(map) = yaml else { return Err(Doubt::SecondOpinion) };
    let log = map.get("log");
    let events = log.and_then(Yaml::as_sequence).map_or(&[][..], Vec::as_slice);
    let header = map.iter().filter(|(key, _)| key.as_str() != Some("log"));
    let agree = map.len() == raw.header.len() + usize::from(raw.log_key.is_some())
        && raw.header.iter().zip(header).all(|((k, v), (yk, yv))| alike_key(&k.text, yk) && alike(&v.value, yv))
        && events.len() == raw.events().len()
        && raw.events().iter().zip(events).all(|(e, y)| alike_pairs(&e.pairs, y));
    if agree { Ok(()) } else { Err(Doubt::SecondOpinion) }
}

/// Whether the other parser reads two texts alike, as they are.
pub(super) fn read_alike(text: &str, other: &str) -> bool {
    let read = |text: &str| serde_yaml::from_str::<Yaml>(text.trim_start_matches('\u{feff}')).ok();
    read(text).zip(read(other)).is_some_and(|(a, b)| a == b)
}

/// The text without what the other parser, one of YAML 1.1, doesn't take, or takes otherwise, although it is sound: a
/// byte order mark, the odd line ends inside a remark, whole numbers that fit no machine word, and a last line without
/// its end.
fn for_the_other(text: &str, raw: &RawCase<'_>) -> String {
    let mut long = Vec::new();
    let header = raw.header.iter().map(|(_, node)| node);
    let events = raw.events().iter().flat_map(|e| &e.pairs).map(|(_, node)| node);
    header.chain(events).for_each(|node| long_numbers(node, &mut long));
    long.sort_unstable();
    let mut out = String::with_capacity(text.len() + 2 * long.len());
    let mut at = 0;
    for span in long {
        out.push_str(&text[at..span.start]);
        out.push_str(&format!("\"{}\"", &text[span.start..span.end]));
        at = span.end;
    }
    out.push_str(&text[at..]);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    if out.contains(ODD_ENDS) {
        out = out.replace(ODD_ENDS, "?");
    }
    out.trim_start_matches('\u{feff}').to_owned()
}

fn long_numbers(node: &Node<'_>, found: &mut Vec<Span>) {
    match &node.value {
        Value::Plain(s) if s.len() > 18 && s.trim_start_matches(['-', '+']).bytes().all(|b| b.is_ascii_digit()) => {
            found.push(node.span);
        }
        Value::Plain(_) | Value::Quoted(_) => {}
        Value::List(list) => list.iter().for_each(|n| long_numbers(n, found)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, n)| long_numbers(n, found)),
    }
}

const ODD_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

fn alike_text(ours: &str, theirs: &str) -> bool {
    ours == theirs || (ours.contains(ODD_ENDS) && ours.replace(ODD_ENDS, "?") == theirs)
}

/// Plain numbers and truth values have a type there; the same text alone must have that type and value.
fn alike_typed(text: &str, yaml: &Yaml) -> bool {
    serde_yaml::from_str::<Yaml>(text).is_ok_and(|typed| typed == *yaml)
}

fn alike_key(key: &str, yaml: &Yaml) -> bool {
    yaml.as_str().map_or_else(|| alike_typed(key, yaml), |theirs| alike_text(key, theirs))
}

fn alike_pairs(pairs: &[Pair<'_>], yaml: &Yaml) -> bool {
    yaml.as_mapping().is_some_and(|map| {
        map.len() == pairs.len()
            && pairs.iter().zip(map).all(|((k, v), (yk, yv))| alike_key(&k.text, yk) && alike(&v.value, yv))
    })
}

fn alike(value: &Value<'_>, yaml: &Yaml) -> bool {
    match (value, yaml) {
        (Value::Plain(s) | Value::Quoted(s), Yaml::String(y)) => alike_text(s, y),
        (Value::Plain(s), Yaml::Bool(_) | Yaml::Number(_)) => alike_typed(s, yaml),
        (value, Yaml::Null) => value.is_null(),
        (Value::List(list), Yaml::Sequence(y)) => {
            list.len() == y.len() && list.iter().zip(y).all(|(Node { value, .. }, y)| alike(value, y))
        }
        (Value::Map(pairs), yaml) => alike_pairs(pairs, yaml),
        _ => false,
    }
}
