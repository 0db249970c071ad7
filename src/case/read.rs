//! From the spelled record to the typed one. Nothing is guessed: whatever is left over is a fault.

use super::Case;
use super::event::Act;
use super::fault::{Fault, FaultKind};
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
    let case = header.filter(|_| readable).map(|header| Case { header, events });
    Reading { case, faults }
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
                faults.push(Fault::new(FaultKind::TwoTexts { id: id.to_owned() }, event.span));
                if spelled(event) < spelled(first) {
                    kept[place] = event;
                }
            }
        }
    }
    kept
}

/// Whether personal data was removed from the event.
#[must_use]
pub fn is_redacted(event: &RawEvent<'_>) -> bool {
    event.scalar("redacted") == Some("true")
}

fn spelled(event: &RawEvent<'_>) -> String {
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
