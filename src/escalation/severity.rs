//! How grave a case is at the least, by what is known of it.

use crate::case::amount::hundredths;
use crate::case::words::{Channel, Flag, Severity};
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
    /// The channel of the complaint, by which others look on (R37).
    Channel(Channel),
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

/// The gravest that flags, a loss and the channel of the complaint ask for.
#[must_use]
pub fn asked(policy: &Policy, flags: &BTreeSet<Flag>, loss: Option<&str>, channel: Option<Channel>) -> Option<Asked> {
    let flags = flags.iter().filter_map(|flag| by_flag(*flag));
    let rest = [by_loss(policy, loss), channel.and_then(by_channel)];
    flags.chain(rest.into_iter().flatten()).reduce(graver)
}

fn graver(a: Asked, b: Asked) -> Asked {
    if b.severity > a.severity { b } else { a }
}

/// What a flag asks for. Conduct of staff asks for nothing: it is a second grievance (R38).
#[must_use]
pub fn by_flag(flag: Flag) -> Option<Asked> {
    let (severity, rule) = match flag {
        Flag::PublicFigure | Flag::Official | Flag::Journalist => (Severity::Major, Rule::Complainant(flag)),
        Flag::SocialMedia | Flag::Regulator | Flag::ConsumerOrg => (Severity::Serious, Rule::Public(flag)),
        Flag::Safety | Flag::Vulnerable => (Severity::Serious, Rule::Harm(flag)),
        Flag::StaffConduct => return None,
    };
    Some(Asked { severity, rule })
}

/// What the channel of a complaint asks for: who came by way of the public or a regulator has them look on (R37).
#[must_use]
pub fn by_channel(channel: Channel) -> Option<Asked> {
    let looks_on = matches!(channel, Channel::Social | Channel::Regulator);
    looks_on.then_some(Asked { severity: Severity::Serious, rule: Rule::Channel(channel) })
}

/// The gravest that a loss asks for, by `from_loss` of the policy.
#[must_use]
pub(super) fn by_loss(policy: &Policy, loss: Option<&str>) -> Option<Asked> {
    let loss = loss.and_then(hundredths)?;
    let reached = |from: &String| hundredths(from).is_some_and(|from| loss >= from);
    let asked =
        |(severity, from): &(Severity, String)| Asked { severity: *severity, rule: Rule::Loss { from: from.clone() } };
    policy.losses.iter().filter(|(_, from)| reached(from)).map(asked).reduce(graver)
}

/// How often a case was reopened, where that is twice or more: a complaint that keeps coming back.
#[must_use]
pub fn restless(history: &History<'_>) -> Option<usize> {
    let reopened = history.events.iter().filter(|e| matches!(e.act, Act::Reopen { .. })).count();
    (reopened >= 2).then_some(reopened)
}
