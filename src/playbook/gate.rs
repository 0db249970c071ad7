//! Gates: what must have happened before a step is left or a case closed.

use crate::case::event::Fact;
use crate::case::words::{Direction, Purpose};
use crate::case::{Act, Event, History, State};
use std::collections::BTreeMap;
use std::fmt;

/// A gate of the closed set (format, table of gates).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gate {
    /// We reached the customer.
    ContactOut,
    /// The customer contacted us.
    ContactIn,
    /// The customer heard from us in whatever way.
    Acknowledged,
    /// We restated the complaint and the customer agreed.
    Confirmed,
    /// Evidence, of a kind if one is named.
    Evidence(Option<String>),
    /// The case was assessed.
    Assessed,
    /// It was decided whether the facts are as told.
    Verified,
    /// A plan stands in the field `plan`.
    Plan,
    /// The customer has a promise, open or kept.
    Promise,
    /// Every refused demand has an alternative.
    Alternative,
    /// The customer was told the result.
    ResultTold,
    /// The customer was asked, or can't be reached.
    Satisfaction,
    /// We asked afterwards whether all is well.
    FollowUp,
    /// The department concerned was told.
    ToldTeam,
    /// What was learned is written down; asked of a close only.
    Lesson,
}

impl Gate {
    /// Every gate without an argument, for "did you mean".
    pub const NAMES: [&'static str; 15] = [
        "contact-out",
        "contact-in",
        "acknowledged",
        "confirmed",
        "evidence",
        "assessed",
        "verified",
        "plan",
        "promise",
        "alternative",
        "result-told",
        "satisfaction",
        "follow-up",
        "told-team",
        "lesson",
    ];

    /// Reads a gate.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(kind) = text.strip_prefix("evidence:") {
            return crate::case::id::is_token(kind).then(|| Self::Evidence(Some(kind.to_owned())));
        }
        Some(match text {
            "contact-out" => Self::ContactOut,
            "contact-in" => Self::ContactIn,
            "acknowledged" => Self::Acknowledged,
            "confirmed" => Self::Confirmed,
            "evidence" => Self::Evidence(None),
            "assessed" => Self::Assessed,
            "verified" => Self::Verified,
            "plan" => Self::Plan,
            "promise" => Self::Promise,
            "alternative" => Self::Alternative,
            "result-told" => Self::ResultTold,
            "satisfaction" => Self::Satisfaction,
            "follow-up" => Self::FollowUp,
            "told-team" => Self::ToldTeam,
            "lesson" => Self::Lesson,
            _ => return None,
        })
    }

    /// Whether the gate is met. Events count since the cycle began or the last return; evidence, verification and
    /// the confirmed restatement survive a return.
    #[must_use]
    pub fn is_met(&self, history: &History<'_>, state: &State, new: &BTreeMap<String, Fact>) -> bool {
        let round = &history.events[state.round_from.min(history.events.len())..];
        let cycle = &history.events[state.cycle_from.min(history.events.len())..];
        let contact = |e: &&&Event, dir| e.contact().is_some_and(|c| c.dir == dir && c.reached);
        let purpose = |e: &&&Event, p| e.contact().is_some_and(|c| c.reached && c.purpose == Some(p));
        let answered = |e: &&&Event| matches!(e.act, Act::Survey { satisfied: Some(_), .. });
        match self {
            Self::ContactOut => round.iter().any(|e| contact(&e, Direction::Out)),
            Self::ContactIn => round.iter().any(|e| contact(&e, Direction::In)),
            Self::Acknowledged => round.iter().any(|e| e.is_feedback()),
            Self::Confirmed => cycle.iter().any(|e| e.contact().is_some_and(|c| c.confirmed && c.reached)),
            Self::Evidence(kind) => cycle.iter().any(|e| match &e.act {
                Act::Evidence { kind: found, .. } => kind.is_none() || kind == found,
                _ => false,
            }),
            Self::Assessed => round.iter().any(|e| matches!(e.act, Act::Assess(_))),
            Self::Verified => cycle.iter().any(|e| matches!(&e.act, Act::Assess(a) if a.verified.is_some())),
            Self::Plan => new.get("plan").or_else(|| state.facts.get("plan")).is_some_and(|f| !f.is_empty()),
            Self::Promise => {
                let ids: Vec<_> =
                    round.iter().filter(|e| matches!(e.act, Act::Promise { .. })).map(|e| &e.id).collect();
                state.promises.iter().any(|p| !p.moved && ids.contains(&&p.id))
            }
            // The format itself asks for an alternative with every refusal.
            Self::Alternative => true,
            Self::ResultTold => round.iter().any(|e| purpose(&e, Purpose::Result)),
            Self::Satisfaction => round.iter().any(|e| answered(&e)) || two_failed_attempts(round),
            Self::FollowUp => {
                let from = round.iter().rposition(|e| matches!(e.act, Act::Redress { .. })).map_or(0, |i| i + 1);
                round[from..].iter().any(|e| purpose(&e, Purpose::FollowUp) || answered(&e))
            }
            Self::ToldTeam => round.iter().any(|e| matches!(e.act, Act::TellTeam { .. })),
            Self::Lesson => false,
        }
    }
}

/// Two failed attempts to reach the customer, at least four hours apart.
#[must_use]
pub fn two_failed_attempts(events: &[&Event]) -> bool {
    let failed =
        |e: &&&Event| e.is_failed_attempt() || matches!(e.act, Act::Survey { satisfied: None, reached: false, .. });
    let mut times = events.iter().filter(failed).map(|e| e.at);
    match times.next() {
        Some(first) => times.any(|t| t - first >= chrono::TimeDelta::hours(4)),
        None => false,
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Evidence(Some(kind)) => return write!(f, "evidence:{kind}"),
            Self::ContactOut => "contact-out",
            Self::ContactIn => "contact-in",
            Self::Acknowledged => "acknowledged",
            Self::Confirmed => "confirmed",
            Self::Evidence(None) => "evidence",
            Self::Assessed => "assessed",
            Self::Verified => "verified",
            Self::Plan => "plan",
            Self::Promise => "promise",
            Self::Alternative => "alternative",
            Self::ResultTold => "result-told",
            Self::Satisfaction => "satisfaction",
            Self::FollowUp => "follow-up",
            Self::ToldTeam => "told-team",
            Self::Lesson => "lesson",
        })
    }
}
