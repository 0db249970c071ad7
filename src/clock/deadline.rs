//! Every deadline of a case, and how far past it is (clocks F11).

use super::limits;
use super::pause;
use super::rule::Rule;
use super::view::View;
use super::why::Why;
use crate::case::words::words;
use crate::case::{EventId, Stamp, When};
use chrono::TimeDelta;

words! {
    /// What is owed.
    Kind {
        /// The first answer of a cycle.
        FirstResponse = "first-response",
        /// The next answer.
        Feedback = "feedback",
        /// What was promised.
        Promise = "promise",
        /// The end of a step.
        Step = "step",
        /// The decision on what we offer.
        Approval = "approval",
        /// Asking whether the redress arrived.
        FollowUp = "follow-up",
        /// The final answer.
        Final = "final",
        /// A corrective action.
        Action = "action",
        /// Judging what a corrective action came to.
        Verify = "verify",
    }
}

words! {
    /// How bad it is, the worst first.
    Level {
        /// Three days and more.
        Breach = "breach",
        /// Two days.
        Critical = "critical",
        /// Past its time.
        Late = "late",
        /// The file can't be judged.
        Damaged = "damaged",
        /// Not yet past its time.
        Due = "due",
    }
}

/// A deadline of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What is owed.
    pub kind: Kind,
    /// By when.
    pub due: Stamp,
    /// How far past it is; `None` when it isn't.
    pub level: Option<Level>,
    /// Missed days of a feedback clock; other clocks have none.
    pub missed: Option<u32>,
    /// How it came about.
    pub why: Why,
}

impl Deadline {
    /// The event it hangs on, where a case may have several deadlines of the kind.
    #[must_use]
    pub fn of(&self) -> Option<&EventId> {
        match &self.why {
            Why::Promise { id, .. } => Some(id),
            _ => None,
        }
    }
}

/// Every deadline of a case, past or to come, the earliest first. A closed case has none.
#[must_use]
pub fn deadlines(view: &View<'_>) -> Vec<Deadline> {
    if view.state.is_closed() {
        return Vec::new();
    }
    let mut all = Vec::new();
    all.extend(Rule::over(view, view.state.cycle()).deadline());
    all.extend(promises(view));
    all.extend(step(view));
    all.sort_by_key(|d| d.due);
    all
}

/// The level of anything but feedback: late for a day, critical for another, then breach.
fn level_by_hours(now: Stamp, due: Stamp) -> Option<Level> {
    let late = now - due;
    if late <= TimeDelta::zero() {
        None
    } else if late <= TimeDelta::hours(24) {
        Some(Level::Late)
    } else if late <= TimeDelta::hours(48) {
        Some(Level::Critical)
    } else {
        Some(Level::Breach)
    }
}

fn promises(view: &View<'_>) -> Vec<Deadline> {
    let zone = view.zone();
    let deadline = |p: &crate::case::state::Promise| {
        // A promise with a date only falls due at that day's cutoff.
        let due = match p.due {
            When::At(stamp) => zone.local(stamp),
            When::On(date) => zone.at(date, view.policy.feedback.cutoff),
        };
        Deadline {
            kind: Kind::Promise,
            due,
            level: level_by_hours(view.now.stamp, due),
            missed: None,
            why: Why::Promise { id: p.id.clone(), what: p.what.clone(), by: p.by.clone(), made: p.made, due: p.due },
        }
    };
    view.state.open_promises().map(deadline).collect()
}

fn step(view: &View<'_>) -> Option<Deadline> {
    let (playbook, id) = (view.playbook?, view.state.step.as_deref()?);
    let limit = limits::step(view.policy, playbook, playbook.step(id), view.state.grade());
    let since = view.state.step_since;
    let (due, waits) = pause::moved(view.working(), view.zone(), since, limit.duration, &view.waits());
    Some(Deadline {
        kind: Kind::Step,
        due,
        level: level_by_hours(view.now.stamp, due),
        missed: None,
        why: Why::Step { step: id.to_owned(), name: playbook.step(id).map(|s| s.name.clone()), since, limit, waits },
    })
}

/// When each open promise falls due.
#[must_use]
pub fn promise_deadlines(view: &View<'_>) -> Vec<(EventId, Stamp)> {
    view.state.open_promises().map(|p| p.id.clone()).zip(promises(view).into_iter().map(|d| d.due)).collect()
}
