//! Tiers and what brings a case to them.

use super::names::named;
use super::{Say, dates, listed};
use crate::case::words::{Severity, Trigger};
use crate::case::{Act, When};
use crate::clock::{Kind, Level, Zone};
use crate::escalation::Rule;
use crate::policy::{Lang, Policy};

/// Why a case goes up, as an event has it.
#[must_use]
pub fn cause(act: &Act, zone: Zone, lang: Lang) -> String {
    let Act::Escalate { trigger, kind, level, due, .. } = act else { return String::new() };
    let word = level.as_deref().unwrap_or_default();
    match (trigger, kind.as_deref(), due) {
        (Trigger::Time, Some(kind), Some(When::At(due))) => {
            let kind = Kind::parse(kind).map_or_else(|| kind.to_owned(), |k| k.say(lang));
            let level = Level::parse(word).map_or_else(|| word.to_owned(), |l| l.say(lang));
            let due = dates::moment(*due, zone);
            tr!(lang, "{kind} {level}, due {due}", "{kind}{level}，期限 {due}")
        }
        (Trigger::Severity, ..) if Severity::parse(word).is_some() => {
            let severity = Severity::parse(word).map(|s| s.say(lang)).unwrap_or_default();
            tr!(lang, "severity {severity}", "严重程度为{severity}")
        }
        _ => trigger.say(lang),
    }
}

/// The roles of a tier.
#[must_use]
pub fn roles(policy: &Policy, tier: u32, lang: Lang) -> String {
    let ids = policy.tier(tier).map(|t| t.roles.as_slice()).unwrap_or_default();
    listed(&ids.iter().map(|id| named(&policy.roles, id, lang)).collect::<Vec<_>>(), lang)
}

/// The people of a tier.
#[must_use]
pub fn people(policy: &Policy, tier: u32, lang: Lang) -> String {
    let ids: Vec<&str> =
        policy.tier(tier).map(|t| policy.members(t).map(|p| p.id.as_str()).collect()).unwrap_or_default();
    if ids.is_empty() {
        return tr!(lang, "nobody with such a role is listed", "没有登记具有这些角色的人员");
    }
    listed(&ids, lang)
}

/// Roles and people of a tier.
#[must_use]
pub fn members(policy: &Policy, tier: u32, lang: Lang) -> String {
    let (roles, people) = (roles(policy, tier, lang), people(policy, tier, lang));
    tr!(lang, "{roles}: {people}", "{roles}：{people}")
}

impl Say for Rule {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Complainant(flag) => {
                let flag = flag.say(lang);
                tr!(lang, "{flag}, rule R30", "{flag}，规则 `R30`")
            }
            Self::Public(flag) => {
                let flag = flag.say(lang);
                tr!(lang, "{flag}, rule R37", "{flag}，规则 `R37`")
            }
            Self::Channel(channel) => {
                let channel = channel.say(lang);
                tr!(lang, "received through {channel}, rule R37", "投诉渠道为{channel}，规则 `R37`")
            }
            Self::Harm(flag) => {
                let flag = flag.say(lang);
                tr!(lang, "{flag}, a rule of this program", "{flag}，本程序的规则")
            }
            Self::Loss { from } => {
                tr!(lang, "a loss of {from} or more, amends.toml", "损失达到 {from}，见 `amends.toml`")
            }
        }
    }
}
