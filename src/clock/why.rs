//! How a deadline came about, for `--explain`.

use super::excuse::Excuse;
use super::limits::Limit;
use super::pause::Wait;
use crate::case::{EventId, Stamp, When};
use crate::policy::{Bilingual, Days};
use chrono::NaiveDate;

/// The feedback a derivation starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// When.
    pub at: Stamp,
    /// Who gave it.
    pub by: String,
    /// It was entered more than 24 hours later.
    pub entered_late: bool,
}

/// The derivation of a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The first feedback of a cycle.
    FirstResponse {
        /// Receipt or reopening.
        start: Stamp,
        /// The limit.
        limit: Limit,
        /// The change of severity or urgency that the limit runs from.
        changed: Option<Stamp>,
        /// Days without feedback so far.
        missed: Vec<NaiveDate>,
    },
    /// The day rule.
    Day {
        /// The day that carries the obligation.
        day: NaiveDate,
        /// The rule.
        limit: Limit,
        /// Which days count.
        days: Days,
        /// The last feedback.
        last: Option<Heard>,
        /// Days without feedback since.
        missed: Vec<NaiveDate>,
        /// Days on which we tried twice in vain.
        attempted: Vec<NaiveDate>,
        /// Days the customer excused.
        excused: Vec<(NaiveDate, Excuse)>,
    },
    /// The rolling rule.
    Rolling {
        /// From the last feedback, or from the start.
        last: Option<Heard>,
        /// Where the hours run from.
        from: Stamp,
        /// The rule.
        limit: Limit,
        /// It was moved to the next opening.
        moved: bool,
    },
    /// A promise.
    Promise {
        /// The event that made it.
        id: EventId,
        /// What was promised.
        what: String,
        /// Who promised it.
        by: String,
        /// When.
        made: Stamp,
        /// By when, as it was said.
        due: When,
    },
    /// A step.
    Step {
        /// The step.
        step: String,
        /// Its name.
        name: Option<Bilingual>,
        /// When the case entered it.
        since: Stamp,
        /// The limit.
        limit: Limit,
        /// The waits that moved it.
        waits: Vec<Wait>,
    },
}
