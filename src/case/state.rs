//! What a case has come to: everything here is derived from the events and never stored.

use super::event::Fact;
use super::header::PlaybookRef;
use super::id::EventId;
use super::stamp::{Stamp, When};
use super::words::{Blame, Flag, Outcome, PauseReason, Severity, Verified};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch from receipt or reopening to the close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// Receipt, or the reopening.
    pub start: Stamp,
    /// The close that ended it.
    pub end: Option<Stamp>,
}

/// A promise to the customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// The event that made it.
    pub id: EventId,
    /// When it was made.
    pub made: Stamp,
    /// Who made it.
    pub by: String,
    /// What was promised.
    pub what: String,
    /// By when.
    pub due: When,
    /// The contact that kept it.
    pub kept: Option<Stamp>,
    /// A later promise replaced it, and the customer was told.
    pub moved: bool,
}

impl Promise {
    /// Whether it is neither kept nor moved.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kept.is_none() && !self.moved
    }
}

/// A grievance beside the filing itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grievance {
    /// The event that noted it.
    pub id: EventId,
    /// What it is.
    pub what: String,
    /// Whether it was answered.
    pub settled: bool,
}

/// A wait as it was announced and, perhaps, ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Pause {
    /// The event that began it.
    pub id: EventId,
    /// Why.
    pub reason: PauseReason,
    /// When it began.
    pub from: Stamp,
    /// When the workspace knew of it.
    pub recorded: Stamp,
    /// Its announced end.
    pub until: When,
    /// It was resumed by an event of its own.
    pub resumed: bool,
    /// Resumed, ended by the customer's answer, or by the close.
    pub ended: Option<Stamp>,
    /// When the customer's answer ended it.
    pub answered: Option<Stamp>,
}

/// What tells one escalation that nobody decided on from another (clocks F12).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// By time: the clock, the level, and the streak by its deadline.
    Time {
        /// The kind of the deadline.
        kind: String,
        /// Its level.
        level: String,
        /// When it fell due.
        due: Stamp,
    },
    /// By severity.
    Severity {
        /// How grave.
        severity: Severity,
        /// Since when it is that grave.
        since: Stamp,
    },
}

impl Rung {
    /// The rung of a deadline that an event names; `None` where it leaves something out.
    #[must_use]
    pub fn of(kind: Option<&str>, level: Option<&str>, due: Option<When>) -> Option<Self> {
        let Some(When::At(due)) = due else { return None };
        Some(Self::Time { kind: kind?.to_owned(), level: level?.to_owned(), due })
    }
}

/// Severity and urgency, and since when they hold (clocks T8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade {
    /// Since when.
    pub since: Stamp,
    /// How grave.
    pub severity: Severity,
    /// Whether it can't wait.
    pub urgent: bool,
}

/// How a case was closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// The event.
    pub id: EventId,
    /// When.
    pub at: Stamp,
    /// How it ended.
    pub outcome: Outcome,
}

/// The state of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The step it is in; `None` past the last one.
    pub step: Option<String>,
    /// The step it left last, by whatever way.
    pub left: Option<String>,
    /// When it entered that step.
    pub step_since: Stamp,
    /// The step the running playbook began with.
    pub first_step: String,
    /// The procedure it follows.
    pub playbook: PlaybookRef,
    /// Every procedure it followed, from when.
    pub procedures: Vec<(Stamp, String)>,
    /// Who handles it.
    pub owner: String,
    /// How grave it was when; the last one holds.
    pub grades: Vec<Grade>,
    /// What raises it above the ordinary.
    pub flags: BTreeSet<Flag>,
    /// Whether the facts are as told.
    pub verified: Option<Verified>,
    /// Whose fault.
    pub fault: Option<Blame>,
    /// What the customer lost, as last assessed.
    pub loss: Option<String>,
    /// The tier that handles it.
    pub tier: u32,
    /// The escalations by time and severity that counted.
    pub rungs: BTreeSet<Rung>,
    /// The escalations that another clone had recorded before, and that count no more.
    pub doubled: BTreeSet<EventId>,
    /// The close, while it is closed.
    pub closed: Option<Closing>,
    /// Its cycles, the running or last one last.
    pub cycles: Vec<Cycle>,
    /// How often it went back to an earlier step, in this cycle.
    pub rounds: u32,
    /// The fields that were filled in.
    pub facts: BTreeMap<String, Fact>,
    /// The checks done, for each step since it was last entered.
    pub ticks: BTreeMap<String, BTreeSet<String>>,
    /// The promises of all cycles.
    pub promises: Vec<Promise>,
    /// The grievances beside the filing.
    pub grievances: Vec<Grievance>,
    /// The waits of all cycles.
    pub pauses: Vec<Pause>,
    /// What the customer last answered in this cycle since the last return: content or not.
    pub satisfied: Option<bool>,
    /// The offers of this cycle since the last return.
    pub offers: Vec<EventId>,
    /// What the customer said since the latest of them, and to which; `None` accepts nothing.
    pub answer: Option<(EventId, Option<String>)>,
    /// The offer and the option that the customer accepted last in this cycle. Going back or another offer leaves what
    /// is owed as it was; another answer replaces it.
    pub agreed: Option<(EventId, String)>,
    /// Index in the history of the first event of this cycle.
    pub cycle_from: usize,
    /// Index in the history of the first event since the cycle began or since the last return.
    pub round_from: usize,
    /// Events whose state effect was lost because two branches crossed.
    pub superseded: BTreeSet<EventId>,
    /// Of those, closes whose outcome differs from the one that counts.
    pub clashing_closes: Vec<EventId>,
}

impl State {
    /// Whether the case is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// The grade that holds now.
    #[must_use]
    pub fn grade(&self) -> Grade {
        self.grades[self.grades.len() - 1]
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.grade().severity
    }

    /// Since when it is as grave as that, or last was; urgency comes and goes meanwhile. `None` where it never was.
    #[must_use]
    pub fn grave_since(&self, severity: Severity) -> Option<Stamp> {
        let last = self.grades.iter().rposition(|g| g.severity == severity)?;
        let other = self.grades[..last].iter().rposition(|g| g.severity != severity);
        Some(self.grades[other.map_or(0, |other| other + 1)].since)
    }

    /// Whether the severity that holds has brought the case up already, and would not again.
    #[must_use]
    pub fn has_climbed_by_severity(&self) -> bool {
        let severity = self.severity();
        self.grave_since(severity).is_some_and(|since| self.rungs.contains(&Rung::Severity { severity, since }))
    }

    /// The running cycle, or the last one.
    #[must_use]
    pub fn cycle(&self) -> &Cycle {
        &self.cycles[self.cycles.len() - 1]
    }

    /// The promises neither kept nor moved.
    pub fn open_promises(&self) -> impl Iterator<Item = &Promise> {
        self.promises.iter().filter(|p| p.is_open())
    }

    /// Whether a check of a step was done since the step was last entered.
    #[must_use]
    pub fn is_ticked(&self, step: &str, check: &str) -> bool {
        self.ticks.get(step).is_some_and(|t| t.contains(check))
    }
}
