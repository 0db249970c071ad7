//! The exceptions of a period: steps left although something was missing.

use super::Period;
use crate::clock::View;
use crate::playbook::close::IMPORTED;
use std::collections::{BTreeMap, BTreeSet};

/// What was overridden with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exceptions {
    /// Advances that were forced in the period.
    pub forced: u32,
    /// In how many cases each gate, check or field was overridden.
    pub gates: BTreeMap<String, u32>,
}

impl Exceptions {
    /// Adds the exceptions of a case in a period.
    pub fn add(&mut self, view: &View<'_>, period: Period) {
        let zone = view.zone();
        let (start, end) = (zone.start_of(period.since), zone.end_of(period.until).min(view.now.stamp));
        let forced = view.effective().filter(|e| !e.forced.is_empty() && start <= e.at && e.at <= end);
        let mut gates: BTreeSet<&String> = BTreeSet::new();
        for event in forced {
            // Nobody overrode anything for what was finished elsewhere; it is counted by its word alone.
            self.forced += u32::from(event.forced.iter().any(|f| f != IMPORTED));
            gates.extend(&event.forced);
        }
        for gate in gates {
            *self.gates.entry(gate.clone()).or_default() += 1;
        }
    }

    /// Adds those of other cases.
    pub fn merge(&mut self, other: &Self) {
        self.forced += other.forced;
        for (gate, cases) in &other.gates {
            *self.gates.entry(gate.clone()).or_default() += cases;
        }
    }
}
