//! What is owed at a time of its own: promises, steps, corrective actions (clocks T2, T9, F11).

use super::deadline::{Deadline, Kind, Met};
use super::limits;
use super::reckon::reckon;
use super::view::View;
use super::why::Why;
use super::zone::Zone;
use crate::case::state::Promise;
use crate::case::{Act, Event, EventId, Stamp, When};

/// A promise, open or kept.
pub(super) fn promise(view: &View<'_>, p: &Promise) -> Deadline {
    let zone = view.zone();
    // A promise with a date only falls due at that day's cutoff.
    let due = match p.due {
        When::At(stamp) => zone.local(stamp),
        When::On(date) => zone.at(date, view.policy.feedback.cutoff),
    };
    let why = Why::Promise { what: p.what.clone(), by: p.by.clone(), made: p.made, due: p.due };
    let met = p.kept.and_then(|at| {
        let keeps = |e: &&Event| e.at == at && e.contact().is_some_and(|c| c.reached && c.kept.contains(&p.id));
        view.effective().find(keeps).map(Met::by)
    });
    Deadline { event: Some(p.id.clone()), met, ..Deadline::new(Kind::Promise, due, why) }.judged(view)
}

/// When each open promise falls due.
#[must_use]
pub fn promise_deadlines(view: &View<'_>) -> Vec<(EventId, Stamp)> {
    view.state.open_promises().map(|p| (p.id.clone(), promise(view, p).due)).collect()
}

/// The step the case is in, from when it last entered it.
pub(super) fn step(view: &View<'_>) -> Option<Deadline> {
    let (playbook, id) = (view.playbook?, view.state.step.as_deref()?);
    let step = playbook.step(id);
    let limit_at = |at| limits::step(view.policy, playbook, step, view.grade_at(at));
    let reckoned = reckon(view, view.state.step_since, None, &view.waits(), limit_at);
    let (due, blind) = (reckoned.due, reckoned.blind(view));
    let why = Why::Step { step: id.to_owned(), name: step.map(|s| s.name.clone()), reckoned };
    Some(Deadline { blind, ..Deadline::new(Kind::Step, due, why) }.judged(view))
}

/// Corrective actions to be carried out, and their effect to be judged. What was done again is judged again.
pub(super) fn actions(view: &View<'_>) -> Vec<Deadline> {
    let mut all = Vec::new();
    for event in view.effective() {
        let Act::Action { what, owner, due } = &event.act else { continue };
        let mut first = None;
        let mut waiting: Option<&Event> = None;
        let mut verify = |done: &Event, judged: Option<&Event>| {
            let limit_at = |at| limits::verify(view.policy, view.limits_at(at), view.grade_at(at));
            let reckoned = reckon(view, done.at, judged.map(|e| e.at), &[], limit_at);
            let (due, blind) = (reckoned.due, reckoned.blind(view));
            let why = Why::Verify { what: what.clone(), by: done.by.clone(), reckoned };
            let verify = Deadline { blind, met: judged.map(Met::by), ..Deadline::new(Kind::Verify, due, why) };
            all.push(Deadline { event: Some(event.id.clone()), ..verify }.judged(view));
        };
        for later in view.effective() {
            match &later.act {
                Act::Done { of } if of == &event.id => {
                    first = first.or(Some(later));
                    waiting = waiting.or(Some(later));
                }
                Act::Verify { of, .. } if of == &event.id => {
                    if let Some(done) = waiting.take() {
                        verify(done, Some(later));
                    }
                }
                _ => {}
            }
        }
        if let Some(done) = waiting {
            verify(done, None);
        }
        let why = Why::Action { what: what.clone(), by: event.by.clone(), made: event.at, due: *due };
        let action = Deadline::new(Kind::Action, end_of(*due, view.zone()), why);
        let (owner, met) = (Some(owner.clone()), first.map(Met::by));
        all.push(Deadline { event: Some(event.id.clone()), owner, met, ..action }.judged(view));
    }
    all
}

/// A date ends with its last second (clocks T4).
pub(super) fn end_of(when: When, zone: Zone) -> Stamp {
    match when {
        When::At(stamp) => zone.local(stamp),
        When::On(date) => zone.end_of(date),
    }
}
