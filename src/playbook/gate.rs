//! Gates: what must have happened before a step is left or a case closed.

use super::redress::Ledger;
use crate::case::event::Fact;
use crate::case::words::{Direction, Purpose};
use crate::case::{Act, Event, History, State};
use crate::policy::Policy;
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
    /// The root cause is on record.
    Cause,
    /// A plan stands in the field `plan`.
    Plan,
    /// The customer has a promise, open or kept.
    Promise,
    /// The customer has options to choose from on record.
    Offer,
    /// The customer was told the offer that stands.
    Told,
    /// The customer accepted an option of it (R41).
    Consent,
    /// Every refused demand has an alternative (R44).
    Alternative,
    /// Whoever has to sign for the offer has (R60).
    Approval,
    /// What the customer accepted was carried out.
    Redress,
    /// The customer was told the result.
    ResultTold,
    /// A letter of that kind went out.
    Letter(String),
    /// The customer was asked, or can't be reached.
    Satisfaction,
    /// We asked afterwards whether all is well.
    FollowUp,
    /// The case was taken to a higher tier.
    Escalated,
    /// The department concerned was told.
    ToldTeam,
    /// A corrective action has an owner and a date.
    Action,
    /// What was learned is written down; asked of a close only.
    Lesson,
}

impl Gate {
    /// Every gate without an argument, for "did you mean".
    pub const NAMES: [&'static str; 23] = [
        "contact-out",
        "contact-in",
        "acknowledged",
        "confirmed",
        "evidence",
        "assessed",
        "verified",
        "cause",
        "plan",
        "promise",
        "offer",
        "told",
        "consent",
        "alternative",
        "approval",
        "redress",
        "result-told",
        "satisfaction",
        "follow-up",
        "escalated",
        "told-team",
        "action",
        "lesson",
    ];

    /// Reads a gate.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(kind) = text.strip_prefix("evidence:") {
            return crate::case::id::is_token(kind).then(|| Self::Evidence(Some(kind.to_owned())));
        }
        if let Some(kind) = text.strip_prefix("letter:") {
            return crate::case::id::is_token(kind).then(|| Self::Letter(kind.to_owned()));
        }
        Some(match text {
            "contact-out" => Self::ContactOut,
            "contact-in" => Self::ContactIn,
            "acknowledged" => Self::Acknowledged,
            "confirmed" => Self::Confirmed,
            "evidence" => Self::Evidence(None),
            "assessed" => Self::Assessed,
            "verified" => Self::Verified,
            "cause" => Self::Cause,
            "plan" => Self::Plan,
            "promise" => Self::Promise,
            "offer" => Self::Offer,
            "told" => Self::Told,
            "consent" => Self::Consent,
            "alternative" => Self::Alternative,
            "approval" => Self::Approval,
            "redress" => Self::Redress,
            "result-told" => Self::ResultTold,
            "satisfaction" => Self::Satisfaction,
            "follow-up" => Self::FollowUp,
            "escalated" => Self::Escalated,
            "told-team" => Self::ToldTeam,
            "action" => Self::Action,
            "lesson" => Self::Lesson,
            _ => return None,
        })
    }

    /// Whether the gate is met. Events count since the cycle began or the last return; evidence, verification and
    /// the confirmed restatement survive a return.
    #[must_use]
    pub fn is_met(&self, history: &History<'_>, state: &State, policy: &Policy, new: &BTreeMap<String, Fact>) -> bool {
        let round = &history.events[state.round_from.min(history.events.len())..];
        let cycle = &history.events[state.cycle_from.min(history.events.len())..];
        let contact = |e: &&&Event, dir| e.contact().is_some_and(|c| c.dir == dir && c.reached);
        let purpose = |e: &&&Event, p| e.contact().is_some_and(|c| c.reached && c.purpose == Some(p));
        let answered = |e: &&&Event| matches!(e.act, Act::Survey { satisfied: Some(_), .. });
        let any = |is: fn(&Act) -> bool| round.iter().any(|e| is(&e.act));
        let ledger = || Ledger::of(history, state, policy);
        match self {
            Self::ContactOut => round.iter().any(|e| contact(&e, Direction::Out)),
            Self::ContactIn => round.iter().any(|e| contact(&e, Direction::In)),
            Self::Acknowledged => round.iter().any(|e| e.is_feedback()),
            Self::Confirmed => cycle.iter().any(|e| e.contact().is_some_and(|c| c.confirmed && c.reached)),
            Self::Evidence(kind) => cycle.iter().any(|e| match &e.act {
                Act::Evidence { kind: found, .. } => kind.is_none() || kind == found,
                _ => false,
            }),
            Self::Assessed => any(|a| matches!(a, Act::Assess(_))),
            Self::Verified => cycle.iter().any(|e| matches!(&e.act, Act::Assess(a) if a.verified.is_some())),
            Self::Plan => new.get("plan").or_else(|| state.facts.get("plan")).is_some_and(|f| !f.is_empty()),
            Self::Promise => {
                let ids: Vec<_> =
                    round.iter().filter(|e| matches!(e.act, Act::Promise { .. })).map(|e| &e.id).collect();
                state.promises.iter().any(|p| !p.moved && ids.contains(&&p.id))
            }
            Self::Cause => any(|a| matches!(a, Act::Cause { .. })),
            Self::Offer => any(|a| matches!(a, Act::Offer { .. })),
            Self::Told => ledger().deal().is_some_and(|d| ledger().is_told(&d.offer.event.id)),
            Self::Consent => ledger().deal().is_some_and(|d| d.accepted().is_some()),
            Self::Alternative => refused_with_alternative(round),
            // Where nothing is offered, or nothing of it taken, there is nothing to sign for.
            Self::Approval => match ledger().deal() {
                Some(deal) if !deal.is_turned_down() => ledger().approval(&deal.offer).is_given(),
                _ => true,
            },
            Self::Redress => ledger().outstanding().is_empty(),
            Self::Letter(kind) => {
                round.iter().any(|e| e.contact().is_some_and(|c| c.reached && c.letter.as_ref() == Some(kind)))
            }
            Self::Escalated => any(|a| matches!(a, Act::Escalate { .. })),
            Self::Action => any(|a| matches!(a, Act::Action { .. })),
            Self::ResultTold => round.iter().any(|e| purpose(&e, Purpose::Result)),
            Self::Satisfaction => round.iter().any(|e| answered(&e)) || two_failed_attempts(round),
            Self::FollowUp => {
                let from = round.iter().rposition(|e| matches!(e.act, Act::Redress { .. })).map_or(0, |i| i + 1);
                round[from..].iter().any(|e| asks_afterwards(e))
            }
            Self::ToldTeam => any(|a| matches!(a, Act::TellTeam { .. })),
            Self::Lesson => false,
        }
    }
}

/// Whether an event asks the customer afterwards whether all is well: a contact for that, or an answer to the survey.
#[must_use]
pub fn asks_afterwards(event: &Event) -> bool {
    match &event.act {
        Act::Contact(c) => c.reached && c.purpose == Some(Purpose::FollowUp),
        Act::Survey { satisfied, score, .. } => satisfied.is_some() || score.is_some(),
        _ => false,
    }
}

/// Whether no demand was refused without naming what we do instead (R44): a `decline` has its alternative, one whose
/// text was removed too; a contact that refuses needs a `decline` beside it.
fn refused_with_alternative(round: &[&Event]) -> bool {
    let mut declines = round.iter().filter_map(|e| match &e.act {
        Act::Decline { alternative, .. } => Some(e.redacted || !alternative.trim().is_empty()),
        _ => None,
    });
    let refused = round.iter().any(|e| e.contact().is_some_and(|c| c.reached && c.purpose == Some(Purpose::Refusal)));
    match declines.next() {
        None => !refused,
        Some(first) => first && declines.all(|with| with),
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
            Self::Letter(kind) => return write!(f, "letter:{kind}"),
            Self::ContactOut => "contact-out",
            Self::ContactIn => "contact-in",
            Self::Acknowledged => "acknowledged",
            Self::Confirmed => "confirmed",
            Self::Evidence(None) => "evidence",
            Self::Assessed => "assessed",
            Self::Verified => "verified",
            Self::Cause => "cause",
            Self::Plan => "plan",
            Self::Promise => "promise",
            Self::Offer => "offer",
            Self::Told => "told",
            Self::Consent => "consent",
            Self::Alternative => "alternative",
            Self::Approval => "approval",
            Self::Redress => "redress",
            Self::ResultTold => "result-told",
            Self::Satisfaction => "satisfaction",
            Self::FollowUp => "follow-up",
            Self::Escalated => "escalated",
            Self::ToldTeam => "told-team",
            Self::Action => "action",
            Self::Lesson => "lesson",
        })
    }
}
