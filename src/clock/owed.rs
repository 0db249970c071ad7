//! What is owed at a time of its own: promises, steps, the final answer, corrective actions (clocks T2, T9, F11).

use super::deadline::{Deadline, Kind, Level, Met};
use super::limits;
use super::now::Now;
use super::pause::{Halt, Wait};
use super::reckon::reckon;
use super::view::View;
use super::why::{Extension, Why};
use crate::case::state::Promise;
use crate::case::{Act, Event, EventId, History, Stamp, State, When};

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

/// The final answer, which runs on from the first receipt, less the time the case was closed (clocks T9). A lawful
/// extension moves it: with a reason, somebody who approved it and word to the customer, before the old date passed.
#[must_use]
pub fn last(view: &View<'_>) -> Deadline {
    let gaps = view.state.cycles.windows(2).filter_map(|pair| {
        let (from, to) = (pair[0].end?, pair[1].start);
        Some(Wait { halt: Halt::Closed, from, to, void_until: None })
    });
    let mut waits: Vec<Wait> = gaps.collect();
    if view.policy.final_pauses {
        waits.extend(view.waits());
    }
    let limit_at = |at| limits::last(view.policy, view.limits_at(at), view.grade_at(at));
    let reckoned = reckon(view, view.case().header.received, None, &waits, limit_at);
    let (mut due, blind) = (reckoned.due, reckoned.blind(view));
    let mut extended = None;
    for event in view.effective() {
        let Some(Ok((new, approved_by))) = extension(view, event, due) else { continue };
        let by = event.by.clone();
        extended = Some(Extension { at: event.at, by, approved_by, from: due, why: event.why.clone() });
        due = new;
    }
    let why = Why::Final { reckoned, extended };
    let mut deadline = Deadline { blind, ..Deadline::new(Kind::Final, due, why) };
    // A final deadline leaves nothing to wait for.
    deadline.level = (view.now.stamp > due).then_some(Level::Breach);
    deadline
}

/// Why an extension moves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Void {
    /// Of a clock that can't be extended.
    Clock,
    /// Nobody else approved it.
    Alone,
    /// The customer wasn't told.
    Untold,
    /// The deadline had passed.
    Late,
    /// It lies no later than the deadline.
    Earlier,
}

/// Where an extension moves a deadline, and who approved it; `None` for any other event.
fn extension(view: &View<'_>, event: &Event, due: Stamp) -> Option<Result<(Stamp, String), Void>> {
    let Act::Extend { clock, due: new, approved_by, told } = &event.act else { return None };
    let new = end_of(*new, view);
    Some(match approved_by.as_ref().filter(|person| **person != event.by) {
        _ if clock != Kind::Final.as_str() => Err(Void::Clock),
        None => Err(Void::Alone),
        Some(_) if !told => Err(Void::Untold),
        Some(_) if event.at > due => Err(Void::Late),
        Some(_) if new <= due => Err(Void::Earlier),
        Some(person) => Ok((view.zone().local(new), person.clone())),
    })
}

/// The extensions of a case that move nothing, and why.
#[must_use]
pub fn void_extensions(view: &View<'_>) -> Vec<(EventId, Void)> {
    let mut void = Vec::new();
    for event in view.effective().filter(|e| matches!(e.act, Act::Extend { .. })) {
        // What the deadline was without this one and those after it.
        let history = History::before(view.case(), &event.id);
        let state = State::of(&history);
        let now = Now { stamp: event.at, given: false };
        let before = View { history, state, now, earlier: view.earlier.clone(), ..*view };
        if let Some(Err(why)) = extension(view, event, last(&before).due) {
            void.push((event.id.clone(), why));
        }
    }
    void
}

/// A date ends with its last second (clocks T4).
fn end_of(when: When, view: &View<'_>) -> Stamp {
    match when {
        When::At(stamp) => view.zone().local(stamp),
        When::On(date) => view.zone().end_of(date),
    }
}

/// Corrective actions to be carried out, and their effect to be judged.
pub(super) fn actions(view: &View<'_>) -> Vec<Deadline> {
    let mut all = Vec::new();
    for event in view.effective() {
        let Act::Action { what, owner, due } = &event.act else { continue };
        let done = view.effective().find(|e| matches!(&e.act, Act::Done { of } if of == &event.id));
        let why = Why::Action { what: what.clone(), by: event.by.clone(), made: event.at, due: *due };
        let mut action = Deadline::new(Kind::Action, end_of(*due, view), why);
        action.event = Some(event.id.clone());
        action.owner = Some(owner.clone());
        action.met = done.map(Met::by);
        all.push(action.judged(view));
        let Some(done) = done else { continue };
        let judged = view.effective().find(|e| matches!(&e.act, Act::Verify { of, .. } if of == &event.id));
        let limit_at = |at| limits::verify(view.policy, view.limits_at(at), view.grade_at(at));
        let reckoned = reckon(view, done.at, judged.map(|e| e.at), &[], limit_at);
        let (due, blind) = (reckoned.due, reckoned.blind(view));
        let why = Why::Verify { what: what.clone(), by: done.by.clone(), reckoned };
        let verify = Deadline { blind, met: judged.map(Met::by), ..Deadline::new(Kind::Verify, due, why) };
        all.push(Deadline { event: Some(event.id.clone()), ..verify }.judged(view));
    }
    all
}
