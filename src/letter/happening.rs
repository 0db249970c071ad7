//! What happened in a case as its customer may hear of it: what kind of thing was done and when, never in the words of
//! the record, which are written for colleagues.

use crate::case::words::{Direction, PauseReason, Remedy, Trigger};
use crate::case::{Act, Event, When};
use crate::clock::View;
use chrono::NaiveDate;

/// Something that a customer may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// The customer wrote or called.
    Heard(NaiveDate),
    /// We tried to reach the customer and did not get through.
    Tried(NaiveDate),
    /// Information was gathered.
    Gathered,
    /// The facts were checked.
    Checked,
    /// The cause was found.
    CauseFound,
    /// Somebody higher up is involved.
    Higher,
    /// A colleague took over.
    HandedOver,
    /// The handling went a step further.
    Further,
    /// The matter is gone over once more.
    Again,
    /// A further point of the customer's was noted.
    Noted,
    /// A further point of the customer's was dealt with.
    DealtWith,
    /// Options were worked out.
    Options,
    /// The customer chose.
    Chosen,
    /// Redress was carried out.
    Carried(Remedy),
    /// The department concerned was told.
    DepartmentTold,
    /// Something is done so that it doesn't happen again.
    Improving,
    /// That is done.
    Improved,
}

impl Happening {
    /// What an event is to the customer; `None` for what is our own affair.
    #[must_use]
    pub fn of(event: &Event, view: &View<'_>) -> Option<Self> {
        let zone = view.zone();
        Some(match &event.act {
            Act::Contact(c) if c.auto => return None,
            Act::Contact(c) if c.dir == Direction::In => Self::Heard(zone.date(event.at)),
            Act::Contact(c) if !c.reached => Self::Tried(zone.date(event.at)),
            Act::Evidence { .. } => Self::Gathered,
            Act::Assess(a) if a.verified.is_some() => Self::Checked,
            Act::Cause { .. } => Self::CauseFound,
            Act::Escalate { tier, trigger, .. } if joined(*tier, *trigger, view) => Self::Higher,
            Act::Assign { .. } => Self::HandedOver,
            Act::Advance { skipped: false, .. } | Act::Tick { .. } => Self::Further,
            Act::Return { .. } | Act::Reopen { .. } => Self::Again,
            Act::Grievance { .. } => Self::Noted,
            Act::Settle { .. } => Self::DealtWith,
            Act::Offer { .. } => Self::Options,
            Act::Answer { .. } => Self::Chosen,
            Act::Redress { remedy, .. } => Self::Carried(*remedy),
            Act::TellTeam { .. } => Self::DepartmentTold,
            Act::Action { .. } => Self::Improving,
            Act::Done { .. } => Self::Improved,
            _ => return None,
        })
    }

    /// Whether it belongs to finding out what happened, which a reply tells (R70).
    #[must_use]
    pub fn is_of_the_investigation(&self) -> bool {
        !matches!(self, Self::Heard(_) | Self::Tried(_) | Self::Further | Self::HandedOver | Self::Carried(_))
    }
}

/// Whether somebody is there for a case that went up: a person sent it, or the tier that a clock or the severity asked
/// for has somebody in it.
fn joined(tier: u32, trigger: Trigger, view: &View<'_>) -> bool {
    let policy = view.policy;
    match trigger {
        Trigger::Request | Trigger::Authority => true,
        Trigger::Time | Trigger::Severity => {
            policy.tier(tier).is_some_and(|tier| policy.members(tier).any(|p| p.id != view.state.owner))
        }
    }
}

/// Whether it was looked into what happened: information, checked facts, a cause, or a step done on the way to them.
pub(super) fn is_of_looking_into(event: &Event) -> bool {
    match &event.act {
        Act::Evidence { .. } | Act::Cause { .. } | Act::Advance { skipped: false, .. } => true,
        Act::Assess(a) => a.verified.is_some(),
        _ => false,
    }
}

/// The happenings of some events, each told once, where it happened last; of a further point that was dealt with it is
/// not told that it was noted, too.
pub(super) fn told<'e>(events: impl Iterator<Item = &'e Event>, view: &View<'_>) -> Vec<Happening> {
    let events: Vec<&Event> = events.collect();
    let settled =
        |grievance: &Event| events.iter().any(|e| matches!(&e.act, Act::Settle { of, .. } if *of == grievance.id));
    let news = events.iter().filter(|e| !(matches!(e.act, Act::Grievance { .. }) && settled(e)));
    let mut all: Vec<Happening> = Vec::new();
    for happening in news.filter_map(|e| Happening::of(e, view)) {
        all.retain(|h| *h != happening);
        all.push(happening);
    }
    all
}

/// What a case waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Why.
    pub reason: PauseReason,
    /// Its announced end.
    pub until: When,
}
