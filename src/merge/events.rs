//! The log: what each side wrote, every event once.

use super::pieces::{EventPiece, Pieces};
use super::{alike_pairs, three};
use crate::case::conflict::{Conflict, Contested};
use std::collections::{BTreeMap, HashSet};

/// The lines of the merged log; what both sides changed is added to `conflicts`.
pub(super) fn merge(
    base: &Pieces<'_>,
    ours: &Pieces<'_>,
    theirs: &Pieces<'_>,
    conflicts: &mut Vec<Conflict>,
) -> String {
    let (b, o, t) = (Texts::of(&base.events), Texts::of(&ours.events), Texts::of(&theirs.events));
    let first_indent = |side: &Pieces<'_>| side.events.first().map_or(String::new(), |e| e.indent.to_owned());
    let (bi, oi, ti) = (first_indent(base), first_indent(ours), first_indent(theirs));
    let indent = if base.events.is_empty() { oi.as_str().max(&ti) } else { three::text(&bi, &oi, &ti) };
    let mut kept: BTreeMap<&str, Vec<Line<'_>>> = BTreeMap::new();
    for id in three::weave(&o.ids, &t.ids, |id| id) {
        let lines = one(id, b.of_id(id), o.of_id(id), t.of_id(id), conflicts);
        if !lines.is_empty() {
            kept.insert(id, lines);
        }
    }
    let mut order = three::order(&b.ids, &o.ids, &t.ids, |id| kept.contains_key(id));
    let placed: HashSet<&str> = order.iter().copied().collect();
    let is_new = |id: &&str| kept.contains_key(*id) && !placed.contains(id);
    let new_ours: Vec<&str> = o.ids.iter().copied().filter(is_new).collect();
    let new_theirs: Vec<&str> = t.ids.iter().copied().filter(is_new).collect();
    let time = |id: &str| (o.of_id(id).first().or(t.of_id(id).first()).and_then(|e| e.at), id.to_owned());
    order.extend(three::weave(&new_ours, &new_theirs, time));
    let lines = order.iter().filter_map(|id| kept.get(id)).flatten();
    lines.map(|line| line.spell(indent)).collect()
}

/// The events of a side by id, in the order in which the ids first stand there.
struct Texts<'s> {
    ids: Vec<&'s str>,
    by_id: BTreeMap<&'s str, Vec<EventPiece<'s>>>,
}

impl<'s> Texts<'s> {
    /// A line that stands twice counts once, and a redacted text replaces the full one, as a reader has it.
    fn of(events: &[EventPiece<'s>]) -> Self {
        let mut ids = Vec::new();
        let mut by_id: BTreeMap<&'s str, Vec<EventPiece<'s>>> = BTreeMap::new();
        for event in events {
            let texts = by_id.entry(event.id).or_default();
            if texts.is_empty() {
                ids.push(event.id);
            }
            if !texts.iter().any(|known| same(known, event)) {
                texts.push(*event);
            }
        }
        for texts in by_id.values_mut() {
            if texts.iter().any(|e| e.redacted) {
                texts.retain(|e| e.redacted);
            }
        }
        Self { ids, by_id }
    }

    fn of_id(&self, id: &str) -> &[EventPiece<'s>] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }
}

/// An event of the result, with the comments of all sides.
struct Line<'s> {
    event: EventPiece<'s>,
    lead: String,
    behind: String,
}

impl Line<'_> {
    /// The lines of the event, with its dash where the log has it.
    fn spell(&self, indent: &str) -> String {
        let EventPiece { core, dash, indent: old, .. } = self.event;
        let core = if old == indent { core.to_owned() } else { shifted(core, old.len(), indent) };
        format!("{}{indent}{dash}{core}{}\n", self.lead, self.behind)
    }
}

/// The later lines of an event, moved along with its dash.
fn shifted(core: &str, old: usize, indent: &str) -> String {
    let mut lines = core.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        out.push('\n');
        out.push_str(indent);
        out.push_str(&line[old.min(blanks)..]);
    }
    out
}

fn same(a: &EventPiece<'_>, b: &EventPiece<'_>) -> bool {
    if three::holds_comments(a.core) || three::holds_comments(b.core) {
        return a.core == b.core;
    }
    alike_pairs(a.raw, b.raw)
}

/// What the texts of one id come to.
fn one<'s>(
    id: &str,
    base: &[EventPiece<'s>],
    ours: &[EventPiece<'s>],
    theirs: &[EventPiece<'s>],
    conflicts: &mut Vec<Conflict>,
) -> Vec<Line<'s>> {
    if [base, ours, theirs].iter().any(|side| side.len() > 1) {
        return several(base, ours, theirs);
    }
    let mut contest = |theirs: Option<&str>| {
        let theirs = theirs.map(ToOwned::to_owned);
        conflicts.push(Conflict { what: Contested::Event(id.to_owned()), theirs });
    };
    let alone = |e: &EventPiece<'s>| Line { event: *e, lead: e.lead.to_owned(), behind: e.behind.to_owned() };
    let chosen = match (base.first(), ours.first(), theirs.first()) {
        (_, None, None) => return Vec::new(),
        (None, Some(e), None) | (None, None, Some(e)) => return vec![alone(e)],
        (Some(b), Some(e), None) | (Some(b), None, Some(e)) if same(b, e) => return Vec::new(),
        // Taken away here, changed there: what is left of it stays, and somebody has a look. A redaction is no change
        // that anybody has to look at.
        (Some(_), Some(e), None) => {
            if !e.redacted {
                contest(None);
            }
            return vec![alone(e)];
        }
        (Some(_), None, Some(e)) => {
            if !e.redacted {
                contest(Some(e.core));
            }
            return vec![alone(e)];
        }
        (b, Some(o), Some(t)) => {
            let unchanged = |e: &EventPiece<'_>| b.is_some_and(|b| same(b, e));
            if same(o, t) {
                let b = b.filter(|b| same(b, o)).map_or("", |b| b.core);
                if three::text(b, o.core, t.core) == o.core { o } else { t }
            } else {
                match (o.redacted, t.redacted) {
                    (true, false) => o,
                    (false, true) => t,
                    // Two redactions: the one that left less.
                    (true, true) => [o, t].into_iter().min_by_key(|e| (e.core.len(), e.core)).unwrap_or(o),
                    (false, false) if unchanged(o) => t,
                    (false, false) if unchanged(t) => o,
                    (false, false) => {
                        contest(Some(t.core));
                        o
                    }
                }
            }
        }
    };
    let part = |side: &[EventPiece<'s>], part: fn(&EventPiece<'s>) -> &'s str| side.first().map_or("", part);
    let lead = three::comments(part(base, |e| e.lead), part(ours, |e| e.lead), part(theirs, |e| e.lead));
    let behind = three::behind(part(base, |e| e.behind), part(ours, |e| e.behind), part(theirs, |e| e.behind));
    vec![Line { event: *chosen, lead, behind }]
}

/// One id with several texts already on a side: a merge before this one left it so, and it stays so.
fn several<'s>(base: &[EventPiece<'s>], ours: &[EventPiece<'s>], theirs: &[EventPiece<'s>]) -> Vec<Line<'s>> {
    let has = |side: &[EventPiece<'s>], e: &EventPiece<'s>| side.iter().any(|x| same(x, e));
    let mut left: Vec<EventPiece<'s>> = Vec::new();
    for event in ours.iter().chain(theirs) {
        let gone = has(base, event) && !(has(ours, event) && has(theirs, event));
        if !gone && !has(&left, event) {
            left.push(*event);
        }
    }
    if left.iter().any(|e| e.redacted) {
        left.retain(|e| e.redacted);
    }
    left.sort_by_key(|e| e.core);
    left.iter().map(|e| Line { event: *e, lead: e.lead.to_owned(), behind: e.behind.to_owned() }).collect()
}
