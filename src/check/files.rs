//! Names, places and leftovers of merges.

use super::{Finding, Found, Subject};
use crate::case::Span;
use crate::case::conflict::{CONFLICTS, conflicts_of};
use crate::case::header::KNOWN;
use crate::case::id::nearest;
use crate::case::raw::{Key, Node, RawEvent, Value, same_pairs};
use crate::case::read::{is_redacted, several_lines, spelled};
use std::collections::HashMap;

/// Checks what the file is called, where it lies, and how its lines stand.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let id = &subject.case.header.id;
    let mut say = |finding, span| found.push(Found { finding, span });
    if id.as_str() != subject.stem {
        let finding = Finding::IdIsNotFileName { id: id.to_string(), stem: subject.stem.to_owned() };
        say(finding, subject.header_place("id"));
    } else if subject.path != id.relative_path() {
        say(Finding::WrongFolder { wanted: id.relative_path() }, subject.header_place("id"));
    }
    for (key, node) in &subject.raw.header {
        if key.text == CONFLICTS {
            conflicts(key, node, &mut say);
        } else if !KNOWN.contains(&&*key.text) {
            let near = nearest(&key.text, KNOWN);
            say(Finding::UnknownHeaderKey { key: key.text.clone().into_owned(), near }, key.span);
        }
    }
    let several = several_lines(subject.raw.events());
    let mut met: HashMap<(&str, String), Vec<&RawEvent<'_>>> = HashMap::new();
    for event in subject.raw.events() {
        let key = event.scalar("id").unwrap_or_default();
        let id = key.to_owned();
        if !event.flow || !event.one_line {
            say(Finding::NotOneLine { event: id.clone() }, event.span);
        }
        let Some(lines) = several.get(key) else { continue };
        let earlier = met.entry((key, spelled(event))).or_default();
        if earlier.iter().any(|o| same_pairs(&o.pairs, &event.pairs)) {
            say(Finding::Repeated { event: id }, event.span);
            continue;
        }
        earlier.push(event);
        if lines.redacted && !is_redacted(event) {
            say(Finding::Unredacted { event: id }, event.span);
        }
    }
}

/// What a merge left to be settled, each at its own line; one finding about the key when it isn't a merge's list.
fn conflicts(key: &Key<'_>, node: &Node<'_>, say: &mut impl FnMut(Finding, Span)) {
    let (Some(listed), Value::List(items)) = (conflicts_of(node), &node.value) else {
        return say(Finding::Conflicts, key.span);
    };
    if listed.is_empty() {
        say(Finding::Conflicts, key.span);
    }
    for (conflict, item) in listed.into_iter().zip(items) {
        say(Finding::Conflict(conflict), item.span);
    }
}
