//! A case as it stands at a moment under a policy: what every clock is computed from.

use super::now::Now;
use super::pause::{Wait, wait};
use super::working::Working;
use super::zone::Zone;
use crate::case::state::{Cycle, Grade};
use crate::case::{Case, Event, History, Stamp, State};
use crate::playbook::Playbook;
use crate::playbook::redress::Ledger;
use crate::policy::{Limits, Policy};

/// Whether a case is open, waits, or is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// It is being handled.
    Open,
    /// A pause runs.
    Waiting,
    /// It is closed.
    Closed,
}

impl Phase {
    /// The token as flags and JSON spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
        }
    }
}

/// A case at a moment.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The events that count, in their order.
    pub history: History<'a>,
    /// What they come to.
    pub state: State,
    /// The team's decisions.
    pub policy: &'a Policy,
    /// The procedure, if it can be read.
    pub playbook: Option<&'a Playbook>,
    /// The limits of the procedures it followed before, from when each held.
    pub earlier: Vec<(Stamp, Option<Limits>)>,
    /// The moment.
    pub now: Now,
}

impl<'a> View<'a> {
    /// The case at `now`; `None` when it wasn't received yet.
    #[must_use]
    pub fn of(case: &'a Case, policy: &'a Policy, now: Now) -> Option<Self> {
        if now.until().is_some_and(|until| case.header.received > until) {
            return None;
        }
        let history = History::of(case, now.until());
        let state = State::of(&history);
        Some(Self { history, state, policy, playbook: None, earlier: Vec::new(), now })
    }

    /// The same with its procedure.
    #[must_use]
    pub fn with(mut self, playbook: Option<&'a Playbook>) -> Self {
        self.playbook = playbook;
        self
    }

    /// The same with the procedures it followed before, which `find` knows: what was judged by one is not judged anew
    /// by the next (clocks T8).
    #[must_use]
    pub fn with_earlier(mut self, find: impl Fn(&str) -> Option<Limits>) -> Self {
        let past = self.state.procedures.split_last().map_or(&[][..], |(_, past)| past);
        self.earlier = past.iter().map(|(since, id)| (*since, find(id))).collect();
        self
    }

    /// The limits of the procedure that held at a moment.
    #[must_use]
    pub fn limits_at(&self, at: Stamp) -> Option<&Limits> {
        let last = self.state.procedures.last().map(|(since, _)| *since);
        if last.is_some_and(|since| at < since)
            && let Some((_, limits)) = self.earlier.iter().rfind(|(since, _)| *since <= at)
        {
            return limits.as_ref();
        }
        self.playbook.map(|p| &p.clocks)
    }

    /// The grade that held at a moment, and since when.
    #[must_use]
    pub fn grade_at(&self, at: Stamp) -> Grade {
        let grades = &self.state.grades;
        *grades.iter().rfind(|g| g.since <= at).unwrap_or(&grades[0])
    }

    /// The changes of severity, urgency or playbook after a moment and up to another, in the order of time.
    #[must_use]
    pub fn changes(&self, after: Stamp, until: Stamp) -> Vec<Stamp> {
        let grades = self.state.grades.iter().map(|g| g.since);
        let procedures = self.state.procedures.iter().map(|(since, _)| *since);
        let mut changes: Vec<Stamp> = grades.chain(procedures).filter(|c| after < *c && *c <= until).collect();
        changes.sort_unstable();
        changes
    }

    /// The events that have their effect.
    pub fn effective<'s>(&'s self) -> impl Iterator<Item = &'a Event> + 's {
        self.history.events.iter().copied().filter(|e| !self.state.superseded.contains(&e.id))
    }

    /// Those of the running or last cycle.
    pub fn effective_of_cycle<'s>(&'s self) -> impl Iterator<Item = &'a Event> + 's {
        let events = &self.history.events[self.state.cycle_from.min(self.history.events.len())..];
        events.iter().copied().filter(|e| !self.state.superseded.contains(&e.id))
    }

    /// What was offered, chosen, signed for and given.
    #[must_use]
    pub fn ledger(&self) -> Ledger<'a> {
        Ledger::of(&self.history, &self.state, self.policy)
    }

    /// The team's working time.
    #[must_use]
    pub fn working(&self) -> Working<'a> {
        Working::of(self.policy)
    }

    /// The workspace's zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        Zone(self.policy.zone)
    }

    /// The record itself.
    #[must_use]
    pub fn case(&self) -> &'a Case {
        self.history.case
    }

    /// Whether it is open, waits, or is closed.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if self.state.is_closed() {
            Phase::Closed
        } else if self.waits().iter().any(|w| w.runs_at(self.now.stamp)) {
            Phase::Waiting
        } else {
            Phase::Open
        }
    }

    /// The waits as they really lasted.
    #[must_use]
    pub fn waits(&self) -> Vec<Wait> {
        self.state.pauses.iter().map(|p| wait(p, self.policy)).collect()
    }

    /// The events of a cycle that are feedback: made while it was open (clocks F1).
    pub fn feedbacks<'s>(&'s self, cycle: &'s Cycle) -> impl Iterator<Item = &'a Event> + 's {
        self.contacts(cycle).filter(|e| e.is_feedback())
    }

    /// The contacts of a cycle, in the order of time.
    pub fn contacts<'s>(&'s self, cycle: &'s Cycle) -> impl Iterator<Item = &'a Event> + 's {
        let inside = move |at: Stamp| at >= cycle.start && cycle.end.is_none_or(|end| at <= end);
        self.history.events.iter().copied().filter(move |e| e.contact().is_some() && inside(e.at))
    }

    /// The last feedback of all cycles.
    #[must_use]
    pub fn last_feedback(&self) -> Option<&'a Event> {
        self.state.cycles.iter().rev().find_map(|c| self.feedbacks(c).last())
    }

    /// Whether the feedback clocks run at all (clocks F9).
    #[must_use]
    pub fn has_feedback_clock(&self) -> bool {
        !self.case().header.unreachable_by_nature()
    }
}
