//! The log: what each side wrote, every event once.

use super::pieces::{EventPiece, Pieces};
use super::{alike_pairs, three};
use crate::case::conflict::{Conflict, Contested};
use std::collections::BTreeMap;

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
    let has = |id: &str| kept.contains_key(id);
    let time = |id: &'_ str| (kept.get(id).and_then(|lines| lines.first()).and_then(|l| l.event.at), id.to_owned());
    let order = three::with_new(three::order(&b.ids, &o.ids, &t.ids, has), &o.ids, &t.ids, has, time);
    let lines = order.iter().filter_map(|id| kept.get(id)).flatten();
    lines.map(|line| line.spell(indent)).collect()
}

/// The events of a side by id, in the order in which the ids first stand there.
struct Texts<'s> {
    ids: Vec<&'s str>,
    by_id: BTreeMap<&'s str, Vec<Line<'s>>>,
}

impl<'s> Texts<'s> {
    /// A line that stands twice counts once, and a redacted text replaces the full one, as a reader has it; the comments
    /// stay.
    fn of(events: &[EventPiece<'s>]) -> Self {
        let mut ids = Vec::new();
        let mut by_id: BTreeMap<&'s str, Vec<Line<'s>>> = BTreeMap::new();
        for event in events {
            let texts = by_id.entry(event.id).or_default();
            if texts.is_empty() {
                ids.push(event.id);
            }
            let line = Line::of(event);
            match texts.iter_mut().find(|known| same(&known.event, event)) {
                Some(known) => known.join(&line),
                None => texts.push(line),
            }
        }
        by_id.values_mut().for_each(redacted_count);
        Self { ids, by_id }
    }

    fn of_id(&self, id: &str) -> &[Line<'s>] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Of texts with one id the redacted ones count, with the comments of all.
fn redacted_count(texts: &mut Vec<Line<'_>>) {
    if !texts.iter().any(|line| line.event.redacted) {
        return;
    }
    let (mut redacted, full): (Vec<_>, Vec<_>) = std::mem::take(texts).into_iter().partition(|l| l.event.redacted);
    if let Some(first) = redacted.first_mut() {
        full.iter().for_each(|line| first.join(line));
    }
    *texts = redacted;
}

/// An event with its comments, of one side or of all.
#[derive(Clone)]
struct Line<'s> {
    event: EventPiece<'s>,
    lead: String,
    behind: String,
}

impl<'s> Line<'s> {
    fn of(event: &EventPiece<'s>) -> Self {
        Self { event: *event, lead: event.lead.to_owned(), behind: event.behind.to_owned() }
    }

    /// Takes over the comments of another line.
    fn join(&mut self, other: &Self) {
        self.lead = three::comments("", &self.lead, &other.lead);
        self.behind = three::behind("", &self.behind, &other.behind);
    }
}

impl Line<'_> {
    /// The lines of the event, with its dash where the log has it.
    fn spell(&self, indent: &str) -> String {
        let EventPiece { core, dash, indent: old, .. } = self.event;
        let core = if old == indent { core.to_owned() } else { shifted(core, old.len(), indent) };
        // Behind a block mapping a remark could become part of its last text.
        let (above, behind) = if self.event.raw.flow { ("", &*self.behind) } else { (self.behind.trim(), "") };
        let above = if self.lead.lines().any(|l| l.trim() == above) { "" } else { above };
        let above = if above.is_empty() { String::new() } else { format!("{indent}{above}\n") };
        format!("{}{above}{indent}{dash}{core}{behind}\n", self.lead)
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
    base: &[Line<'s>],
    ours: &[Line<'s>],
    theirs: &[Line<'s>],
    conflicts: &mut Vec<Conflict>,
) -> Vec<Line<'s>> {
    if [base, ours, theirs].iter().any(|side| side.len() > 1) {
        return several(base, ours, theirs);
    }
    let mut contest = |theirs: Option<&str>| {
        let theirs = theirs.map(ToOwned::to_owned);
        conflicts.push(Conflict { what: Contested::Event(id.to_owned()), theirs, gone_here: false });
    };
    let untouched = |b: &Line<'s>, e: &Line<'s>| {
        same(&b.event, &e.event) && !three::remarked([&b.lead, &b.behind], [&e.lead, &e.behind])
    };
    let chosen = match (base.first(), ours.first(), theirs.first()) {
        (_, None, None) => return Vec::new(),
        (None, Some(line), None) | (None, None, Some(line)) => return vec![line.clone()],
        (Some(b), Some(e), None) | (Some(b), None, Some(e)) if untouched(b, e) => return Vec::new(),
        // Taken away here, changed there: what is left of it stays, and somebody has a look. A redaction is no change
        // that anybody has to look at.
        (Some(_), Some(line), None) => {
            if !line.event.redacted {
                contest(None);
            }
            return vec![line.clone()];
        }
        (Some(_), None, Some(line)) => {
            if !line.event.redacted {
                let what = Contested::Event(id.to_owned());
                conflicts.push(Conflict { what, theirs: None, gone_here: true });
            }
            return vec![line.clone()];
        }
        (b, Some(o), Some(t)) => {
            let (b, o, t) = (b.map(|b| &b.event), &o.event, &t.event);
            let unchanged = |e: &EventPiece<'_>| b.is_some_and(|b| same(b, e));
            if same(o, t) {
                let (b, dash) = b.filter(|b| same(b, o)).map_or(("", ""), |b| (b.core, b.dash));
                let is_ours = if o.core == t.core {
                    three::text(dash, o.dash, t.dash) == o.dash
                } else {
                    three::text(b, o.core, t.core) == o.core
                };
                if is_ours { o } else { t }
            } else {
                match (o.redacted, t.redacted) {
                    (true, false) => o,
                    (false, true) => t,
                    (_, _) if unchanged(o) => t,
                    (_, _) if unchanged(t) => o,
                    // Two redactions: the one that left less.
                    (true, true) => [o, t].into_iter().min_by_key(|e| (e.core.len(), e.core)).unwrap_or(o),
                    (false, false) => {
                        contest(Some(t.core));
                        o
                    }
                }
            }
        }
    };
    vec![with_comments(chosen, base.first(), ours.first(), theirs.first())]
}

/// An event with what the comments of the three versions come to.
fn with_comments<'s>(
    event: &EventPiece<'s>,
    base: Option<&Line<'s>>,
    ours: Option<&Line<'s>>,
    theirs: Option<&Line<'s>>,
) -> Line<'s> {
    let sides = [base, ours, theirs];
    let [b, o, t] = sides.map(|side| side.map_or("", |line| &line.lead));
    let lead = three::comments(b, o, t);
    let [b, o, t] = sides.map(|side| side.map_or("", |line| &line.behind));
    Line { event: *event, lead, behind: three::behind(b, o, t) }
}

/// One id with several texts already on a side: a merge before this one left it so, and it stays so.
fn several<'s>(base: &[Line<'s>], ours: &[Line<'s>], theirs: &[Line<'s>]) -> Vec<Line<'s>> {
    let of = |side: &'_ [Line<'s>], e: &EventPiece<'s>| side.iter().find(|x| same(&x.event, e)).cloned();
    let mut left: Vec<Line<'s>> = Vec::new();
    for event in ours.iter().chain(theirs).map(|line| &line.event) {
        let [b, o, t] = [base, ours, theirs].map(|side| of(side, event));
        let gone = b.is_some() && (o.is_none() || t.is_none());
        if !gone && of(&left, event).is_none() {
            let spelled = [&o, &t].into_iter().flatten().map(|line| &line.event).min_by_key(|e| e.core);
            left.push(with_comments(spelled.unwrap_or(event), b.as_ref(), o.as_ref(), t.as_ref()));
        }
    }
    redacted_count(&mut left);
    left.sort_by_key(|line| line.event.core);
    left
}
