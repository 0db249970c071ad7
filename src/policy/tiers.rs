//! The tiers of handling: who belongs to each, and what brings a case to which.

use super::{Person, Policy};
use crate::case::words::Severity;

/// A tier of handling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// 1 is the first.
    pub level: u32,
    /// Who belongs to it.
    pub roles: Vec<String>,
}

impl Tier {
    /// The three tiers of the car-repair article (R20), which hold where a team lists none.
    #[must_use]
    pub fn three() -> Vec<Self> {
        let of = |level, roles: &[&str]| Self { level, roles: roles.iter().map(|r| (*r).to_owned()).collect() };
        vec![
            of(1, &["agent", "supervisor", "call-back"]),
            of(2, &["agent", "supervisor", "technical-lead"]),
            of(3, &["agent", "general-manager"]),
        ]
    }
}

/// What brings a case to a higher tier. `None` leaves the matter to the default: the second tier for `critical` and
/// `serious`, the third for `breach` and `major`, and where a team has fewer tiers its last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summons {
    /// The tier of a deadline that is critical.
    pub critical: Option<u32>,
    /// The tier of one that is a breach.
    pub breach: Option<u32>,
    /// The tiers that severities ask for.
    pub severities: Vec<(Severity, u32)>,
}

impl Policy {
    /// The tier of a number.
    #[must_use]
    pub fn tier(&self, level: u32) -> Option<&Tier> {
        self.tiers.iter().find(|t| t.level == level)
    }

    /// The highest tier.
    #[must_use]
    pub fn top_tier(&self) -> u32 {
        self.tiers.iter().map(|t| t.level).max().unwrap_or(1)
    }

    /// The people with a role of a tier, in the order of the file.
    pub fn members(&self, tier: &Tier) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|p| p.roles.iter().any(|r| tier.roles.contains(r)))
    }

    /// The tier that a critical deadline brings in.
    #[must_use]
    pub fn tier_of_critical(&self) -> u32 {
        self.summons.critical.unwrap_or_else(|| self.top_tier().min(2))
    }

    /// The tier that a breach brings in.
    #[must_use]
    pub fn tier_of_breach(&self) -> u32 {
        self.summons.breach.unwrap_or_else(|| self.top_tier().min(3))
    }

    /// The tier that a severity asks for; `None` where it asks for none.
    #[must_use]
    pub fn tier_of_severity(&self, severity: Severity) -> Option<u32> {
        let said = self.summons.severities.iter().find(|(s, _)| *s == severity).map(|(_, tier)| *tier);
        said.or_else(|| match severity {
            Severity::Minor | Severity::Normal => None,
            Severity::Serious => Some(self.top_tier().min(2)),
            Severity::Major => Some(self.top_tier().min(3)),
        })
    }
}
