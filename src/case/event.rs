//! What happens in a case: one event a line.

pub use super::contact::{Assessment, Contact};
pub use super::fact::{Fact, Facts};
pub use super::offer::{OfferOption, OfferPart};

use super::header::PlaybookRef;
use super::id::{CaseId, EventId};
use super::stamp::{Stamp, When};
use super::words::{Direction, Outcome, PauseReason, Relation, Remedy, Severity, Trigger};
use chrono::NaiveDate;

/// One line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id, unique within the case.
    pub id: EventId,
    /// When it happened.
    pub at: Stamp,
    /// Who did it; `system` for automatic ones.
    pub by: String,
    /// When it was entered, if that was more than 15 minutes later.
    pub logged: Option<Stamp>,
    /// What was said or done.
    pub note: Option<String>,
    /// The reason.
    pub why: Option<String>,
    /// The gates that were overridden.
    pub forced: Vec<String>,
    /// Its free text was removed.
    pub redacted: bool,
    /// What happened.
    pub act: Act,
}

impl Event {
    /// When the workspace knew of it.
    #[must_use]
    pub fn recorded(&self) -> Stamp {
        self.logged.unwrap_or(self.at)
    }

    /// The contact, if it is one.
    #[must_use]
    pub fn contact(&self) -> Option<&Contact> {
        match &self.act {
            Act::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    /// Whether the customer heard from a person of ours (clocks F1, first part).
    #[must_use]
    pub fn is_feedback(&self) -> bool {
        self.by != "system"
            && self.contact().is_some_and(|c| c.reached && !c.auto && (c.dir == Direction::Out || c.update))
    }

    /// Whether it is an attempt of a person of ours that didn't get through (clocks F6).
    #[must_use]
    pub fn is_failed_attempt(&self) -> bool {
        self.by != "system" && self.contact().is_some_and(|c| c.dir == Direction::Out && !c.reached && !c.auto)
    }
}

/// Where an advance leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a step.
    Step(String),
    /// Past the last step.
    End,
}

impl Target {
    /// Reads a step id or `end`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text == "end" { Self::End } else { Self::Step(text.to_owned()) }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Step(step) => step,
            Self::End => "end",
        })
    }
}

/// What happened: the word behind `do` with its keys.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the keys are those of the format's table, where each is explained")]
pub enum Act {
    /// Filed.
    Open { step: String, severity: Severity, owner: String },
    /// A contact with the customer.
    Contact(Contact),
    /// An internal note.
    Note,
    /// Checks and fields done without leaving the step.
    Tick { step: String, ticks: Vec<String>, facts: Facts },
    /// The step is done, or skipped.
    Advance { step: String, to: Target, ticks: Vec<String>, facts: Facts, skipped: bool },
    /// Back to an earlier step.
    Return { step: String, to: String },
    /// Another playbook.
    Switch { playbook: PlaybookRef, step: String },
    /// Handed over.
    Assign { owner: String },
    /// Assessed.
    Assess(Assessment),
    /// The root cause.
    Cause { code: Option<String>, what: String, bone: Option<String>, whys: Vec<String>, department: Option<String> },
    /// Taken to a higher tier.
    Escalate { tier: u32, trigger: Trigger, kind: Option<String>, level: Option<String>, due: Option<When> },
    /// Told the customer what happens by when.
    Promise { due: When, from: Option<When>, what: String, moves: Option<EventId>, told: bool },
    /// A pointer to evidence.
    Evidence {
        kind: Option<String>,
        what: Option<String>,
        source: String,
        sha256: Option<String>,
        from: Option<String>,
    },
    /// A further grievance within the case.
    Grievance { what: String, category: Option<String> },
    /// The answer to a grievance.
    Settle { of: EventId, how: String },
    /// Options for the customer.
    Offer { options: Vec<OfferOption> },
    /// The customer's choice; `None` accepts nothing.
    Answer { of: EventId, accepts: Option<String>, how: Option<String> },
    /// A demand refused.
    Decline { what: String, alternative: String, told: bool },
    /// A grant or refusal under the approval limits.
    Approve { of: EventId, amount: Option<String>, role: Option<String>, granted: bool },
    /// Redress carried out or paid.
    Redress {
        of: Option<EventId>,
        opt: Option<String>,
        remedy: Remedy,
        amount: Option<String>,
        currency: Option<String>,
        covers: Option<String>,
        reason: Option<String>,
    },
    /// The case waits.
    Pause { reason: PauseReason, until: When },
    /// The wait is over.
    Resume { of: EventId },
    /// A final deadline moved lawfully.
    Extend { clock: String, due: When, approved_by: Option<String>, told: bool },
    /// How content the customer is.
    Survey { satisfied: Option<bool>, score: Option<u32>, words: Option<String>, reached: bool },
    /// Told the department concerned.
    TellTeam { department: String },
    /// Ended.
    Close { outcome: Outcome, ground: Option<String>, lesson: Option<String> },
    /// A new cycle.
    Reopen { of: EventId, step: Option<String> },
    /// Belongs together with another case.
    Link { to: CaseId, relation: Relation },
    /// A corrective action.
    Action { what: String, owner: String, due: When },
    /// The action is carried out.
    Done { of: EventId },
    /// Whether the action worked.
    Verify { of: EventId, effective: bool },
    /// A header fact was changed by command.
    Edit { key: String },
    /// An earlier event counts no more.
    Retract { of: EventId },
    /// Personal data removed in place.
    Redact { of: Option<EventId>, field: Option<String> },
}

/// Every word that may stand behind `do`.
pub const ACTS: [&str; 34] = [
    "open",
    "contact",
    "note",
    "tick",
    "advance",
    "return",
    "switch",
    "assign",
    "assess",
    "cause",
    "escalate",
    "promise",
    "evidence",
    "grievance",
    "settle",
    "offer",
    "answer",
    "decline",
    "approve",
    "redress",
    "pause",
    "resume",
    "extend",
    "survey",
    "tell-team",
    "close",
    "reopen",
    "link",
    "action",
    "done",
    "verify",
    "edit",
    "retract",
    "redact",
];

impl Act {
    /// The word behind `do`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Contact(_) => "contact",
            Self::Note => "note",
            Self::Tick { .. } => "tick",
            Self::Advance { .. } => "advance",
            Self::Return { .. } => "return",
            Self::Switch { .. } => "switch",
            Self::Assign { .. } => "assign",
            Self::Assess(_) => "assess",
            Self::Cause { .. } => "cause",
            Self::Escalate { .. } => "escalate",
            Self::Promise { .. } => "promise",
            Self::Evidence { .. } => "evidence",
            Self::Grievance { .. } => "grievance",
            Self::Settle { .. } => "settle",
            Self::Offer { .. } => "offer",
            Self::Answer { .. } => "answer",
            Self::Decline { .. } => "decline",
            Self::Approve { .. } => "approve",
            Self::Redress { .. } => "redress",
            Self::Pause { .. } => "pause",
            Self::Resume { .. } => "resume",
            Self::Extend { .. } => "extend",
            Self::Survey { .. } => "survey",
            Self::TellTeam { .. } => "tell-team",
            Self::Close { .. } => "close",
            Self::Reopen { .. } => "reopen",
            Self::Link { .. } => "link",
            Self::Action { .. } => "action",
            Self::Done { .. } => "done",
            Self::Verify { .. } => "verify",
            Self::Edit { .. } => "edit",
            Self::Retract { .. } => "retract",
            Self::Redact { .. } => "redact",
        }
    }

    /// Whether the event may stand after a close (format, end of the event table).
    #[must_use]
    pub fn may_follow_close(&self) -> bool {
        matches!(
            self,
            Self::Contact(_)
                | Self::Note
                | Self::Edit { .. }
                | Self::Survey { .. }
                | Self::Action { .. }
                | Self::Done { .. }
                | Self::Verify { .. }
                | Self::TellTeam { .. }
                | Self::Link { .. }
                | Self::Redact { .. }
                | Self::Retract { .. }
                | Self::Reopen { .. }
        )
    }
}

/// A date as a deadline.
impl From<NaiveDate> for When {
    fn from(date: NaiveDate) -> Self {
        Self::On(date)
    }
}
