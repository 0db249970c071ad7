//! From the spelled record to the typed one. Nothing is guessed: whatever is left over is a fault.

use super::Case;
use super::event::Act;
use super::fault::{ENOUGH, Fault, FaultKind};
use super::header::{Header, REQUIRED};
use super::pairs::Pairs;
use super::raw::{RawCase, RawEvent, RawLog, Span, Value, same_pairs};
use super::read_event::read_event;
use std::collections::HashMap;

/// A case as far as it could be read, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The case; `None` when a fault leaves nothing to judge.
    pub case: Option<Case>,
    /// Every fault, in the order of the file.
    pub faults: Vec<Fault>,
}

/// Reads a whole record.
#[must_use]
pub fn read_case(raw: &RawCase<'_>) -> Reading {
    let mut faults = Vec::new();
    let header = read_header(raw, &mut faults);
    let log_key = raw.log_key.unwrap_or_default();
    match &raw.log {
        RawLog::Other(span) => faults.push(Fault::new(FaultKind::LogNotAList, *span)),
        RawLog::Block(events) | RawLog::Flow(events, _) if !events.is_empty() => {}
        _ => faults.push(Fault::new(FaultKind::NoLog, log_key)),
    }
    let mut events = Vec::with_capacity(raw.events().len());
    let mut open: Option<Span> = None;
    for raw_event in once_each(raw.events(), &mut faults) {
        if faults.len() > ENOUGH && !faults.iter().all(Fault::leaves_a_case) {
            break;
        }
        let Some(event) = read_event(raw_event, &mut faults) else {
            continue;
        };
        if matches!(event.act, Act::Open { .. }) {
            if open.is_some() {
                faults.push(Fault::new(FaultKind::SecondOpen, raw_event.span));
            }
            open = Some(raw_event.span);
        }
        events.push(event);
    }
    if open.is_none() && faults.iter().all(Fault::leaves_a_case) {
        faults.push(Fault::new(FaultKind::NoOpen, log_key));
    }
    faults.sort_by_key(|f| f.span);
    let readable = faults.iter().all(Fault::leaves_a_case);
    if faults.len() > ENOUGH {
        let rest = faults[ENOUGH].span;
        faults.truncate(ENOUGH);
        faults.push(Fault::new(FaultKind::Further, rest));
    }
    let case = header.filter(|_| readable).map(|header| Case { header, events });
    Reading { case, faults }
}

/// The header and the events that are sound in themselves, whatever is wrong with the others; `None` when the header
/// or the filing can't be read. Nothing may be folded from it.
#[must_use]
pub fn read_rest(raw: &RawCase<'_>) -> Option<Case> {
    let mut faults = Vec::new();
    let header = read_header(raw, &mut faults)?;
    let events: Vec<_> =
        once_each(raw.events(), &mut faults).iter().filter_map(|e| read_event(e, &mut faults)).collect();
    let filed = events.iter().any(|e| matches!(e.act, Act::Open { .. }));
    filed.then_some(Case { header, events })
}

/// The events without repetition (format, rule 8): the same line twice is one event, a redacted text beats the
/// full one, and of two other texts the first in byte order counts and is reported.
fn once_each<'r, 't>(events: &'r [RawEvent<'t>], faults: &mut Vec<Fault>) -> Vec<&'r RawEvent<'t>> {
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(events.len());
    let mut kept: Vec<&RawEvent<'t>> = Vec::with_capacity(events.len());
    for event in events {
        let Some(id) = event.scalar("id") else {
            kept.push(event);
            continue;
        };
        let Some(&place) = seen.get(id) else {
            seen.insert(id, kept.len());
            kept.push(event);
            continue;
        };
        let first = kept[place];
        match (is_redacted(first), is_redacted(event)) {
            _ if same_pairs(&first.pairs, &event.pairs) => {}
            (true, false) => {}
            (false, true) => kept[place] = event,
            _ => {
                if faults.len() <= ENOUGH {
                    faults.push(Fault::new(FaultKind::TwoTexts { id: id.to_owned() }, event.span));
                }
                if spelled(event) < spelled(first) {
                    kept[place] = event;
                }
            }
        }
    }
    kept
}

/// The lines of one id.
#[derive(Debug, Clone, Copy, Default)]
pub struct SameId {
    count: usize,
    /// One of them was redacted.
    pub redacted: bool,
}

/// The ids with more than one line, so that the others needn't be held against every line of a long log.
#[must_use]
pub fn several_lines<'r>(events: &'r [RawEvent<'_>]) -> HashMap<&'r str, SameId> {
    let mut all: HashMap<&str, SameId> = HashMap::with_capacity(events.len());
    for event in events {
        let lines = all.entry(event.scalar("id").unwrap_or_default()).or_default();
        lines.count += 1;
        lines.redacted |= is_redacted(event);
    }
    all.retain(|_, lines| lines.count > 1);
    all
}

/// Whether personal data was removed from the event.
#[must_use]
pub fn is_redacted(event: &RawEvent<'_>) -> bool {
    event.scalar("redacted") == Some("true")
}

/// The keys and values of an event run together: the same for two lines that say the same.
#[must_use]
pub fn spelled(event: &RawEvent<'_>) -> String {
    fn spell(value: &Value<'_>, out: &mut String) {
        match value {
            Value::Plain(s) | Value::Quoted(s) => out.push_str(s),
            Value::List(list) => list.iter().for_each(|n| spell(&n.value, out)),
            Value::Map(pairs) => pairs.iter().for_each(|(k, n)| {
                out.push_str(&k.text);
                spell(&n.value, out);
            }),
        }
    }
    let mut out = String::new();
    for (key, node) in &event.pairs {
        out.push_str(&key.text);
        out.push(':');
        spell(&node.value, &mut out);
        out.push(',');
    }
    out
}

fn read_header(raw: &RawCase<'_>, faults: &mut Vec<Fault>) -> Option<Header> {
    let mut p = Pairs::new(&raw.header, Span::default());
    let anonymous = p.flag("anonymous");
    for key in REQUIRED {
        let spared = anonymous && matches!(key, "customer" | "contact");
        if !spared && raw.get(key).is_none() {
            p.fault(FaultKind::MissingHeader { key }, Span::default());
        }
    }
    let id = p.case_id("id");
    let title = p.text("title");
    let received = p.stamp("received");
    let channel = p.word("channel");
    let customer = p.text("customer");
    let contact = p.text("contact");
    let demand = p.text("demand");
    let category = p.name("category");
    let product = p.text("product");
    let department = p.name("department");
    let place = p.text("place");
    let people = p.texts("people");
    let cc = p.texts("cc");
    let references = p.strings("references");
    let reported_by = p.text("reported_by");
    let representative = p.text("representative");
    let language = p.text("language");
    let prefers = p.strings("prefers");
    let tags = p.texts("tags");
    let conflicts = raw.get("conflicts").is_some();
    let playbook = p.playbook("playbook");
    let description = p.text("description");
    if !p.faults.is_empty() {
        faults.append(&mut p.faults);
        return None;
    }
    Some(Header {
        id: id?,
        title: title?,
        received: received?,
        channel: channel?,
        customer,
        contact,
        anonymous,
        demand: demand?,
        category,
        product,
        department,
        place,
        people,
        cc,
        references,
        reported_by,
        representative,
        language,
        prefers,
        tags,
        conflicts,
        playbook: playbook?,
        description: description?,
    })
}
