//! How a deadline came about, for `--explain`.

use super::deadline::{Deadline, Met};
use super::excuse::Excuse;
use super::limits::Limit;
use super::reckon::Reckoned;
use super::zone::Zone;
use crate::case::{Stamp, When};
use crate::policy::{Bilingual, Days, Policy, Unit};
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
        /// From receipt or reopening.
        reckoned: Reckoned,
        /// Days without feedback so far.
        missed: Vec<NaiveDate>,
    },
    /// The day rule.
    Day {
        /// When the cycle began.
        start: Stamp,
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
        /// Where it ended before it was moved to the next opening.
        unmoved: Option<Stamp>,
        /// It was due before the rhythm changed.
        stands: bool,
    },
    /// A promise.
    Promise {
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
        /// From when the case entered it.
        reckoned: Reckoned,
    },
    /// The decision on an offer.
    Approval {
        /// Who made the offer.
        by: String,
        /// The least amount of its band.
        from: String,
        /// Whose word is lacking.
        roles: Vec<String>,
        /// From the offer.
        reckoned: Reckoned,
    },
    /// Asking whether the redress arrived.
    FollowUp {
        /// Who carried it out.
        by: String,
        /// From then.
        reckoned: Reckoned,
    },
    /// The final answer.
    Final {
        /// From the first receipt.
        reckoned: Reckoned,
        /// The last lawful extension.
        extended: Option<Extension>,
    },
    /// A corrective action.
    Action {
        /// What is to be done.
        what: String,
        /// Who set it.
        by: String,
        /// When.
        made: Stamp,
        /// By when, as it was said.
        due: When,
    },
    /// Judging what an action came to.
    Verify {
        /// What was done.
        what: String,
        /// Who did it.
        by: String,
        /// From then.
        reckoned: Reckoned,
    },
}

/// A lawful extension of the final deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// When it was made.
    pub at: Stamp,
    /// Who made it.
    pub by: String,
    /// Who approved it.
    pub approved_by: String,
    /// The date it replaced.
    pub from: Stamp,
    /// The reason.
    pub why: Option<String>,
}

/// A run of days on the way to a deadline that the weekly pattern or the calendar makes special.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// What it is called.
    pub name: Option<Bilingual>,
    /// It is worked, though the weekly pattern has no work then.
    pub made_up: bool,
}

/// Everything that `--explain` says about a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// How it came about.
    pub why: Why,
    /// What the calendar had to do with it.
    pub skipped: Skipped,
    /// A year it needs whose holidays nobody told us.
    pub blind: Option<i32>,
    /// What met it.
    pub met: Option<Met>,
}

impl Derivation {
    /// The derivation of a deadline.
    #[must_use]
    pub fn of(deadline: Deadline, policy: &Policy) -> Self {
        let skipped = deadline.why.skipped(deadline.due, policy);
        Self { why: deadline.why, skipped, blind: deadline.blind, met: deadline.met }
    }
}

/// What the calendar had to do with a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Skipped {
    /// Ordinary days of rest.
    pub rest: u32,
    /// Holidays, and days made up for.
    pub runs: Vec<Run>,
}

impl Why {
    /// Between which dates its limit passes over days of rest, if it does.
    fn passes(&self, due: Stamp, policy: &Policy, zone: Zone) -> Option<(NaiveDate, NaiveDate)> {
        let reckoned = match self {
            Self::Step { reckoned, .. }
            | Self::Approval { reckoned, .. }
            | Self::FollowUp { reckoned, .. }
            | Self::Final { reckoned, .. }
            | Self::Verify { reckoned, .. }
            | Self::FirstResponse { reckoned, .. } => reckoned,
            Self::Day { days: Days::Working, last, start, .. } => {
                return Some((zone.date(last.as_ref().map_or(*start, |l| l.at)), zone.date(due)));
            }
            Self::Rolling { unmoved: Some(unmoved), .. } if policy.feedback.days == Days::Working => {
                return Some((zone.date(*unmoved), zone.date(due)));
            }
            Self::Day { .. } | Self::Rolling { .. } | Self::Promise { .. } | Self::Action { .. } => return None,
        };
        let unit = reckoned.limit.duration.unit;
        let works = matches!(unit, Unit::BusinessDays | Unit::BusinessHours);
        works.then(|| (zone.date(reckoned.start), zone.date(reckoned.due)))
    }

    /// The days that its limit passed over.
    #[must_use]
    pub fn skipped(&self, due: Stamp, policy: &Policy) -> Skipped {
        let mut skipped = Skipped::default();
        let Some((start, last)) = self.passes(due, policy, Zone(policy.zone)) else {
            return skipped;
        };
        for date in start.iter_days().skip(1).take_while(|d| *d <= last) {
            let works = policy.calendar.works_on(date);
            match policy.calendar.special.get(&date) {
                None => skipped.rest += u32::from(!works),
                Some(special) => match skipped.runs.last_mut() {
                    Some(run)
                        if run.made_up == works && run.name == special.name && run.to.succ_opt() == Some(date) =>
                    {
                        run.to = date;
                    }
                    _ => skipped.runs.push(Run { from: date, to: date, name: special.name.clone(), made_up: works }),
                },
            }
        }
        skipped
    }
}
