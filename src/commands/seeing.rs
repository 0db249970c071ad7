//! What a write brings up: signals of a major complaint, a handler who knows other things, one-sided evidence.

use super::{Context, Desk, Output};
use crate::case::words::Severity;
use crate::case::{Act, Case, Event, EventId};
use crate::clock::{Now, View};
use crate::escalation::{Signal, SignalKind, signals};
use crate::text::Seeing;
use crate::wording::lint::taboo_hits;

/// Names the signals that a case has only since these events; a person decides what they mean.
pub(super) fn hint_at_signals(desk: &Desk<'_>, events: &[Event], output: &mut Output) {
    if output.quiet {
        return;
    }
    let mut after = desk.case.clone();
    after.events.extend(events.iter().cloned());
    let signals = |view: &View<'_>| signals(view, &rude(desk.ctx, view));
    let found = found(desk, &after, |view| (signals(view), view.state.severity()));
    let Some((now, severity)) = found.filter(|(_, severity)| *severity < Severity::Major) else { return };
    let before: Vec<SignalKind> = self::found(desk, &desk.case, |view| kinds(&signals(view))).unwrap_or_default();
    let new: Vec<SignalKind> = kinds(&now).into_iter().filter(|kind| !before.contains(kind)).collect();
    if new.is_empty() {
        return;
    }
    let propose = if severity < Severity::Serious { Severity::Serious } else { Severity::Major };
    output.hint(Seeing::New { case: desk.id(), kinds: new, found: now.len(), propose }, desk.ctx.lang);
}

/// The texts to the customer with a forbidden phrase in them (R35, R78).
pub(super) fn rude(ctx: &Context, view: &View<'_>) -> Vec<EventId> {
    taboo_hits(view, &ctx.phrases().book).into_iter().map(|(event, _)| event.id.clone()).collect()
}

fn kinds(signals: &[Signal]) -> Vec<SignalKind> {
    signals.iter().map(|signal| signal.kind).collect()
}

/// What a case comes to now, with everything on record.
fn found<T>(desk: &Desk<'_>, case: &Case, judge: impl Fn(&View<'_>) -> T) -> Option<T> {
    let now = Now { stamp: desk.ctx.now.stamp, given: false };
    let view = View::of(case, &desk.ctx.policy, now)?;
    let playbook = desk.entry.as_ref().and_then(|entry| entry.playbook.as_ref());
    Some(judge(&view.with(playbook)))
}

/// Says when a case goes to somebody who knows other categories (R25).
pub(super) fn hint_at_skills(desk: &Desk<'_>, person: &str, output: &mut Output) {
    let (Some(known), Some(category)) = (desk.ctx.policy.person(person), &desk.case.header.category) else { return };
    if !known.handles.is_empty() && !known.handles.contains(category) {
        let (person, category, handles) = (person.to_owned(), category.clone(), known.handles.clone());
        output.hint(Seeing::OtherSkills { person, category, handles }, desk.ctx.lang);
    }
}

/// Says when the facts are judged by what one side alone has given (R49).
pub(super) fn hint_at_one_side(desk: &Desk<'_>, output: &mut Output) {
    let view = desk.view();
    let givers: Vec<&Option<String>> = view
        .effective()
        .filter_map(|e| match &e.act {
            Act::Evidence { from, .. } => Some(from),
            _ => None,
        })
        .collect();
    // Of evidence that names nobody it is not known whose it is.
    if let Some(Some(first)) = givers.first()
        && givers.iter().all(|from| from.as_ref() == Some(first))
    {
        output.hint(Seeing::OneSided { case: desk.id(), from: first.clone() }, desk.ctx.lang);
    }
}
