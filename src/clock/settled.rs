//! Every obligation of a whole record, met or not: what the report judges (metrics M7, M8, M17).

use super::deadline::{Deadline, Kind, last};
use super::reckon::reckon;
use super::rule::Rule;
use super::view::View;
use super::{Now, limits, owed, redress};
use crate::case::event::Target;
use crate::case::words::Outcome;
use crate::case::{Act, Event, EventId, History, Stamp};
use crate::playbook::Playbook;

/// The procedures that a case followed, by id, as far as they can be read.
pub type Procedures<'p> = [(String, &'p Playbook)];

/// Something that was owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What.
    pub kind: Kind,
    /// By when.
    pub due: Stamp,
    /// When it was met.
    pub met: Option<Stamp>,
    /// When it was no longer owed, met or not: the close of its cycle.
    pub ended: Option<Stamp>,
    /// What it stands on: the event that began it, or that met it.
    pub event: Option<EventId>,
}

/// A stay in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The procedure.
    pub playbook: String,
    /// The step.
    pub step: String,
    /// From when.
    pub from: Stamp,
    /// Until when, and the event that ended it; `None` while it lasts.
    pub left: Option<(Stamp, EventId)>,
    /// It was not left for another step or the end: the case was closed from it.
    pub cut_short: bool,
}

/// The stays of a case in its steps, in the order of time.
#[must_use]
pub fn visits(view: &View<'_>) -> Vec<Visit> {
    let mut all: Vec<Visit> = Vec::new();
    let mut playbook = view.case().header.playbook.id.clone();
    let mut first = String::new();
    for event in view.effective() {
        let entered = match &event.act {
            Act::Open { step, .. } => {
                first.clone_from(step);
                Some(step.clone())
            }
            Act::Switch { playbook: next, step } => {
                playbook.clone_from(&next.id);
                first.clone_from(step);
                Some(step.clone())
            }
            Act::Advance { to: Target::Step(step), .. } | Act::Return { to: step, .. } => Some(step.clone()),
            Act::Reopen { step, .. } => Some(step.clone().unwrap_or_else(|| first.clone())),
            Act::Advance { to: Target::End, .. } | Act::Close { .. } => None,
            _ => continue,
        };
        if let Some(visit) = all.last_mut()
            && visit.left.is_none()
        {
            visit.left = Some((event.at, event.id.clone()));
            visit.cut_short = matches!(event.act, Act::Close { .. });
        }
        let visit = |step| Visit { playbook: playbook.clone(), step, from: event.at, left: None, cut_short: false };
        all.extend(entered.map(visit));
    }
    all
}

/// What was owed over the whole record: a first answer, an approval, a follow-up and a final answer in each cycle, a step
/// each time it was entered, every promise that was not moved, every corrective action. A case that is closed as a
/// duplicate owes nothing (M16).
#[must_use]
pub fn settled(view: &View<'_>, procedures: &Procedures<'_>) -> Vec<Settled> {
    let closed = view.state.closed.as_ref();
    if closed.is_some_and(|closing| closing.outcome == Outcome::Duplicate) {
        return Vec::new();
    }
    let mut all: Vec<Settled> = Vec::new();
    for cycle in &view.state.cycles {
        all.extend(Rule::over(view, cycle).first_answer().map(|d| of(d, cycle.end)));
    }
    all.extend(steps(view, procedures));
    let promises = view.state.promises.iter().filter(|p| !p.moved);
    all.extend(promises.map(|p| Settled {
        // Closing ends what was promised before, until the case is taken up again.
        ended: closed.map(|closing| closing.at).filter(|at| *at >= p.made),
        met: p.kept,
        ..of(owed::promise(view, p), None)
    }));
    for close in view.effective().filter(|e| matches!(e.act, Act::Close { .. })) {
        all.extend(of_cycle(&view.before(close, procedures), Some(close), procedures));
    }
    if closed.is_none() {
        all.extend(of_cycle(view, None, procedures));
    }
    all.extend(owed::actions(view).into_iter().map(|d| of(d, None)));
    all
}

fn of(deadline: Deadline, ended: Option<Stamp>) -> Settled {
    let met = deadline.met.as_ref().map(|met| met.at);
    let event = deadline.event.or(deadline.met.map(|met| met.event));
    Settled { kind: deadline.kind, due: deadline.due, met, ended, event }
}

/// What is owed once a cycle; `close` ended it.
fn of_cycle(view: &View<'_>, close: Option<&Event>, procedures: &Procedures<'_>) -> Vec<Settled> {
    let ended = close.map(|e| e.at);
    let mut all: Vec<Settled> = redress::follow_up(view).map(|d| of(d, ended)).into_iter().collect();
    all.extend(redress::approval(view).map(|d| of(d, ended)).or_else(|| replaced(view, procedures)));
    let answer = of(last(view), ended);
    all.push(Settled { met: ended, event: close.map(|e| e.id.clone()), ..answer });
    all
}

/// The decision on the last offer that reached a band, where another one took its place, the customer turned it down, or
/// the case went back.
fn replaced(view: &View<'_>, procedures: &Procedures<'_>) -> Option<Settled> {
    if view.policy.approvals.is_empty() {
        return None;
    }
    let ends = |e: &&Event| matches!(e.act, Act::Offer { .. } | Act::Answer { accepts: None, .. } | Act::Return { .. });
    let ends: Vec<&Event> = view.effective_of_cycle().filter(ends).collect();
    let earlier = |next: &&Event| {
        let before = redress::approval(&view.before(next, procedures))?;
        Some(of(before, Some(next.at)))
    };
    ends.iter().rev().find_map(earlier)
}

fn steps<'v>(view: &'v View<'_>, procedures: &'v Procedures<'_>) -> impl Iterator<Item = Settled> + 'v {
    let waits = view.waits();
    visits(view).into_iter().filter_map(move |visit| {
        let playbook = procedures.iter().find(|(id, _)| *id == visit.playbook).map(|(_, playbook)| *playbook)?;
        let step = playbook.step(&visit.step);
        let limit_at = |at| limits::step(view.policy, playbook, step, view.grade_at(at));
        let left = visit.left.as_ref().map(|(at, _)| *at);
        let reckoned = reckon(view, visit.from, left, &waits, limit_at);
        let event = visit.left.map(|(_, event)| event);
        let met = left.filter(|_| !visit.cut_short);
        Some(Settled { kind: Kind::Step, due: reckoned.due, met, ended: left, event })
    })
}

impl<'a> View<'a> {
    /// The case just before one of its events took effect.
    #[must_use]
    pub fn before(&self, event: &Event, procedures: &Procedures<'a>) -> Self {
        let mut history = self.history.clone();
        let cut = history.events.iter().position(|e| e.id == event.id).unwrap_or(history.events.len());
        history.events.truncate(cut);
        self.cut(history, event.at, procedures)
    }

    /// The case as it stood at a moment, but for what was retracted since; `None` when it wasn't received by then.
    #[must_use]
    pub fn until(&self, moment: Stamp, procedures: &Procedures<'a>) -> Option<Self> {
        let mut history = self.history.clone();
        history.events.retain(|e| matches!(e.act, Act::Open { .. }) || e.at <= moment);
        let received = history.case.header.received;
        (received <= moment).then(|| self.cut(history, moment, procedures))
    }

    fn cut(&self, history: History<'a>, at: Stamp, procedures: &Procedures<'a>) -> Self {
        let state = crate::case::State::of(&history);
        let find = |id: &str| procedures.iter().find(|(known, _)| known == id).map(|(_, playbook)| *playbook);
        let playbook = find(&state.playbook.id);
        let now = Now { stamp: self.zone().local(at), given: true };
        let cut = Self { history, state, policy: self.policy, playbook, earlier: Vec::new(), now };
        cut.with_earlier(|id| find(id).map(|playbook| playbook.clocks.clone()))
    }
}
