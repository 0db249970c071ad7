//! `[signals]`: from when a complaint is said to be at risk of becoming a major one.

use super::Duration;

/// The thresholds of the six signals (R31 to R36). The article names the signals; the numbers are ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signals {
    /// R31: hand-overs without a step done in between.
    pub passed_around: u32,
    /// R32: contacts in which the customer had to tell it again.
    pub retold: u32,
    /// R33: visits after which no step was done.
    pub visits: u32,
    /// R34: answers that contradict an earlier one.
    pub contradictions: u32,
    /// How many of the six put a case at risk.
    pub at: u32,
    /// M11: how long an earlier complaint of the same contact counts.
    pub repeat_within: Duration,
}

impl Default for Signals {
    fn default() -> Self {
        Self { passed_around: 3, retold: 2, visits: 2, contradictions: 1, at: 2, repeat_within: Duration::days(90) }
    }
}
