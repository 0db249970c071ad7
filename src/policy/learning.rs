//! From when on what happens again counts as a pattern (R39, D32).

use super::Duration;
use super::fault::{ConfigFault, ConfigType};
use super::table::{Entry, Table};

/// The thresholds of `report learning`, in days where they are times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Learning {
    /// So many cases make a cause recurring (metrics M16).
    pub recurring: u32,
    /// Received within so many days of each other.
    pub within: u32,
    /// For so many days after a check found an action effective, the same again is a relapse (metrics M11).
    pub relapse: u32,
}

impl Default for Learning {
    fn default() -> Self {
        Self { recurring: 3, within: 30, relapse: 90 }
    }
}

/// Reads `[learning]`.
pub(super) fn read_learning(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Learning {
    let mut t = Table::new(entry, faults);
    let usual = Learning::default();
    let days = |s: &str| Duration::parse(s).and_then(Duration::in_days);
    let learning = Learning {
        recurring: t.number("recurring", 2, 1000).unwrap_or(usual.recurring),
        within: t.with("within", ConfigType::DaysOrWeeks, days).unwrap_or(usual.within),
        relapse: t.with("relapse", ConfigType::DaysOrWeeks, days).unwrap_or(usual.relapse),
    };
    t.end();
    learning
}
