//! The ladder: handler, supervisor, manager. It is climbed once for each clock, streak and level (clocks F12).

use crate::case::state::Rung;
use crate::case::words::{Severity, Trigger};
use crate::case::{Act, Case, Stamp, State, When};
use crate::clock::{Kind, Level};
use crate::policy::Policy;
use std::collections::BTreeSet;

/// A deadline that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// What is owed.
    pub kind: Kind,
    /// How bad it is.
    pub level: Level,
    /// Since when.
    pub due: Stamp,
}

/// Why a case goes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A deadline passed too long ago.
    Time(Passed),
    /// It is as grave as that.
    Severity(Severity),
}

/// A step up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escalation {
    /// To which tier.
    pub tier: u32,
    /// Why.
    pub cause: Cause,
}

impl Escalation {
    /// The event that records it.
    #[must_use]
    pub fn act(&self) -> Act {
        let (trigger, kind, level, due) = match self.cause {
            Cause::Time(Passed { kind, level, due }) => {
                (Trigger::Time, Some(kind.to_string()), level.to_string(), Some(When::At(due)))
            }
            Cause::Severity(severity) => (Trigger::Severity, None, severity.to_string(), None),
        };
        Act::Escalate { tier: self.tier, trigger, kind, level: Some(level), due }
    }
}

/// What passed deadlines and the severity ask for and what is not on record yet, the deadlines first. Also a retracted
/// escalation is on record: a person took it back, and no machine insists.
#[must_use]
pub fn climb(case: &Case, state: &State, policy: &Policy, passed: &[Passed], by_severity: bool) -> Vec<Escalation> {
    if state.is_closed() {
        return Vec::new();
    }
    let mut steps = Vec::new();
    let mut known = on_record(case);
    let mut here = state.tier;
    for deadline in passed {
        let tier = match deadline.level {
            Level::Critical => policy.tier_of_critical(),
            Level::Breach => policy.tier_of_breach(),
            Level::Late | Level::Damaged | Level::Due => continue,
        };
        let (kind, level) = (deadline.kind.to_string(), deadline.level.to_string());
        if known.insert(Rung::Time { kind, level, due: deadline.due }) {
            here = here.max(tier);
            steps.push(Escalation { tier: here, cause: Cause::Time(*deadline) });
        }
    }
    if by_severity && !answered(case, state) {
        steps.extend(grave(state.severity(), here, policy));
    }
    steps
}

/// What a severity asks for beyond the tier a case is on.
#[must_use]
pub fn grave(severity: Severity, here: u32, policy: &Policy) -> Option<Escalation> {
    let tier = policy.tier_of_severity(severity).filter(|tier| *tier > here)?;
    Some(Escalation { tier, cause: Cause::Severity(severity) })
}

fn on_record(case: &Case) -> BTreeSet<Rung> {
    let rung = |act: &Act| match act {
        Act::Escalate { trigger: Trigger::Time, kind, level, due, .. } => {
            Rung::of(kind.as_deref(), level.as_deref(), *due)
        }
        _ => None,
    };
    case.events.iter().filter_map(|e| rung(&e.act)).collect()
}

/// Whether the severity that holds has brought the case up once already.
fn answered(case: &Case, state: &State) -> bool {
    let severity = state.severity();
    let same = |act: &Act| match act {
        Act::Escalate { trigger: Trigger::Severity, level, .. } => level.as_deref() == Some(severity.as_str()),
        _ => false,
    };
    state.grave_since(severity).is_some_and(|since| case.events.iter().any(|e| e.at >= since && same(&e.act)))
}
