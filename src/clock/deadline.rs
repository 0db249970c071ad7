//! Every deadline of a case, and how far past it is (clocks F11).

pub use super::last::{Void, last, void_extensions};
use super::rule::Rule;
use super::view::View;
use super::why::Why;
use super::{owed, redress};
use crate::case::words::{Outcome, words};
use crate::case::{Event, EventId, Stamp};
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

/// What met an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// When.
    pub at: Stamp,
    /// By whom.
    pub by: String,
    /// By which event; `None` where the promise was moved.
    pub event: EventId,
}

impl Met {
    /// Met by an event.
    pub(super) fn by(event: &Event) -> Self {
        Self { at: event.at, by: event.by.clone(), event: event.id.clone() }
    }
}

/// A deadline of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What is owed.
    pub kind: Kind,
    /// By when.
    pub due: Stamp,
    /// How far past it is; `None` when it isn't, or when it was met.
    pub level: Option<Level>,
    /// Missed days of a feedback clock; other clocks have none.
    pub missed: Option<u32>,
    /// The event it stands on: a promise, an offer, redress, an action.
    pub event: Option<EventId>,
    /// Who owes it, where that isn't the owner of the case.
    pub owner: Option<String>,
    /// A year it needs whose holidays nobody told us (clocks T6).
    pub blind: Option<i32>,
    /// What met it.
    pub met: Option<Met>,
    /// How it came about.
    pub why: Why,
}

impl Deadline {
    pub(super) fn new(kind: Kind, due: Stamp, why: Why) -> Self {
        Self { kind, due, level: None, missed: None, event: None, owner: None, blind: None, met: None, why }
    }

    /// Judged by the hours past it (clocks F11).
    pub(super) fn judged(mut self, view: &View<'_>) -> Self {
        if self.met.is_none() {
            self.level = level_by_hours(view.now.stamp, self.due);
        }
        self
    }
}

/// Every deadline of a case that is not met, past or to come, the earliest first. A closed case has those of its
/// corrective actions only, and one closed as a duplicate none (M16).
#[must_use]
pub fn deadlines(view: &View<'_>) -> Vec<Deadline> {
    let mut all = gather(view, false);
    all.retain(|d| d.met.is_none());
    all
}

/// The same with those that were met: of this cycle, and the promises and actions of all.
#[must_use]
pub fn obligations(view: &View<'_>) -> Vec<Deadline> {
    gather(view, true)
}

fn gather(view: &View<'_>, with_met: bool) -> Vec<Deadline> {
    let mut all = Vec::new();
    match &view.state.closed {
        Some(closing) if closing.outcome == Outcome::Duplicate => return all,
        Some(_) => {}
        None => {
            let rule = Rule::over(view, view.state.cycle());
            all.extend(rule.deadline());
            if with_met {
                all.extend(rule.first_response_met());
            }
            let promises = view.state.promises.iter().filter(|p| !p.moved && (with_met || p.is_open()));
            all.extend(promises.map(|p| owed::promise(view, p)));
            all.extend(owed::step(view));
            all.extend(redress::approval(view));
            all.extend(redress::follow_up(view));
            all.push(last(view));
        }
    }
    all.extend(owed::actions(view));
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
