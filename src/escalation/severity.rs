//! How grave a case is at the least, by what is known of it.

use crate::case::amount::hundredths;
use crate::case::words::{Flag, Severity};
use crate::case::{Act, History};
use crate::policy::Policy;
use std::collections::BTreeSet;

/// What makes a case grave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Who complains: a well-known person, an official, a journalist (R30).
    Complainant(Flag),
    /// Who looks on: social media, a regulator, a consumer organisation (R37).
    Public(Flag),
    /// Who may come to harm; the rule is ours.
    Harm(Flag),
    /// What it cost the customer, by `from_loss` of the policy.
    Loss {
        /// From which loss on.
        from: String,
    },
}

/// The least severity that the inputs ask for, and the rule behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How grave.
    pub severity: Severity,
    /// Why.
    pub rule: Rule,
}

/// The gravest that flags and a loss ask for. Conduct of staff asks for none: it is a second grievance (R38).
#[must_use]
pub fn asked(policy: &Policy, flags: &BTreeSet<Flag>, loss: Option<&str>) -> Option<Asked> {
    let by_flag = flags.iter().filter_map(|flag| {
        let (severity, rule) = match flag {
            Flag::PublicFigure | Flag::Official | Flag::Journalist => (Severity::Major, Rule::Complainant(*flag)),
            Flag::SocialMedia | Flag::Regulator | Flag::ConsumerOrg => (Severity::Serious, Rule::Public(*flag)),
            Flag::Safety | Flag::Vulnerable => (Severity::Serious, Rule::Harm(*flag)),
            Flag::StaffConduct => return None,
        };
        Some(Asked { severity, rule })
    });
    let loss = loss.and_then(hundredths);
    let by_loss = policy.losses.iter().filter_map(|(severity, from)| {
        let reached = hundredths(from).is_some_and(|from| loss.is_some_and(|loss| loss >= from));
        reached.then(|| Asked { severity: *severity, rule: Rule::Loss { from: from.clone() } })
    });
    by_flag.chain(by_loss).reduce(|a, b| if b.severity > a.severity { b } else { a })
}

/// How often a case was reopened and handed over, where one of them is twice or more: signs of a complaint that grows.
#[must_use]
pub fn restless(history: &History<'_>) -> Option<(usize, usize)> {
    let count = |wanted: fn(&Act) -> bool| history.events.iter().filter(|e| wanted(&e.act)).count();
    let reopened = count(|act| matches!(act, Act::Reopen { .. }));
    let handed_over = count(|act| matches!(act, Act::Assign { .. }));
    (reopened.max(handed_over) >= 2).then_some((reopened, handed_over))
}
