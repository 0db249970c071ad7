//! Which events count, and in what order (format, rules 6 and 9).

use super::Case;
use super::event::{Act, Event};
use super::id::EventId;
use super::stamp::Stamp;
use std::collections::BTreeSet;

/// The events of a case as they take effect.
#[derive(Debug, Clone)]
pub struct History<'c> {
    /// The case.
    pub case: &'c Case,
    /// The events that count: `open` first, then by time, within a second in file order.
    pub events: Vec<&'c Event>,
    /// The events that were retracted.
    pub retracted: BTreeSet<&'c EventId>,
}

impl<'c> History<'c> {
    /// The events that count at `until`, or all of them.
    #[must_use]
    pub fn of(case: &'c Case, until: Option<Stamp>) -> Self {
        let mut events: Vec<&Event> = case
            .events
            .iter()
            .filter(|e| matches!(e.act, Act::Open { .. }) || until.is_none_or(|now| e.at <= now))
            .collect();
        events.sort_by_key(|e| (!matches!(e.act, Act::Open { .. }), e.at.timestamp()));
        let retracted = retracted(&events);
        events.retain(|e| !retracted.contains(&e.id));
        Self { case, events, retracted }
    }
}

impl<'c> History<'c> {
    /// The events that counted just before one of them took effect, retractions included.
    #[must_use]
    pub fn before(case: &'c Case, id: &EventId) -> Self {
        let mut events: Vec<&Event> = case.events.iter().collect();
        events.sort_by_key(|e| (!matches!(e.act, Act::Open { .. }), e.at.timestamp()));
        let cut = events.iter().position(|e| &e.id == id).unwrap_or(events.len());
        events.truncate(cut);
        let retracted = retracted(&events);
        events.retain(|e| !retracted.contains(&e.id));
        Self { case, events, retracted }
    }
}

impl<'c> History<'c> {
    /// The same without the contacts that stand further down in the file than an event: they were entered after it,
    /// however early they are dated.
    #[must_use]
    pub fn written_before(mut self, id: &EventId) -> Self {
        let later: BTreeSet<&EventId> = self
            .case
            .events
            .iter()
            .skip_while(|e| &e.id != id)
            .filter(|e| e.contact().is_some())
            .map(|e| &e.id)
            .collect();
        self.events.retain(|e| !later.contains(&e.id));
        self
    }
}

/// A retraction counts unless a later one retracts it; `open` can't be retracted.
fn retracted<'c>(ordered: &[&'c Event]) -> BTreeSet<&'c EventId> {
    let mut gone: BTreeSet<&EventId> = BTreeSet::new();
    if !ordered.iter().any(|e| matches!(e.act, Act::Retract { .. })) {
        return gone;
    }
    let opens: BTreeSet<&EventId> =
        ordered.iter().filter(|e| matches!(e.act, Act::Open { .. })).map(|e| &e.id).collect();
    for event in ordered.iter().rev() {
        if let Act::Retract { of } = &event.act
            && !gone.contains(&event.id)
            && of != &event.id
            && !opens.contains(of)
        {
            gone.insert(of);
        }
    }
    gone
}
