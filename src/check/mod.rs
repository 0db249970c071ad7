//! Rules over the whole workspace: what a strict reader would object to.

pub mod files;
pub mod gates;
pub mod people;
pub mod references;
pub mod times;

use crate::case::conflict::Conflict;
use crate::case::raw::{RawCase, RawEvent};
use crate::case::words::words;
use crate::case::{Case, FaultKind, Span, Stamp};
use crate::clock::{Now, Zone};
use crate::playbook::Playbook;
use crate::playbook::advance::Missing;
use crate::policy::{ConfigFaultKind, Policy};
use std::collections::{BTreeMap, HashMap};

words! {
    /// How grave a finding is.
    Grade {
        /// Wrong.
        Error = "error",
        /// Probably wrong.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Finding {
    /// The file can't be read as a case, or only with a doubt.
    Damage(FaultKind),
    /// A TOML file has a fault.
    Config(ConfigFaultKind),
    /// The id is not the name of the file.
    IdIsNotFileName { id: String, stem: String },
    /// The file lies in another folder than its id says.
    WrongFolder { wanted: String },
    /// Two files hold a case of the same id.
    SameId { id: String, other: String },
    /// A header key that the format doesn't have.
    UnknownHeaderKey { key: String, near: Option<String> },
    /// A merge left a header key in conflict.
    Conflicts,
    /// A merge left this to be settled.
    Conflict(Conflict),
    /// An event is not on a line of its own; `--fix` puts it there.
    NotOneLine { event: String },
    /// The same line stands twice; `--fix` removes one.
    Repeated { event: String },
    /// The full text of a redacted event; `--fix` removes it.
    Unredacted { event: String },
    /// Two branches crossed, and this event lost its effect.
    Crossed { event: String, act: &'static str },
    /// Two branches closed the case with different outcomes.
    TwoOutcomes { event: String },
    /// The complaint was received after it was registered.
    ReceivedAfterOpen { received: Stamp, open: Stamp, zone: Zone },
    /// An event before the complaint was received.
    BeforeReceived { event: String },
    /// A time ahead of the clock.
    Future { at: Stamp, zone: Zone },
    /// Entered before it happened.
    LoggedBeforeAt { event: String },
    /// A playbook that is not there.
    UnknownPlaybook { id: String, near: Option<String> },
    /// The case follows another revision than the file at hand.
    Drift { id: String, of_case: u32, at_hand: u32 },
    /// A step that the playbook doesn't have.
    UnknownStep { step: String, playbook: String, near: Option<String> },
    /// A check that the step doesn't have.
    UnknownCheck { check: String, step: String, near: Option<String> },
    /// A field that the playbook doesn't have.
    UnknownField { field: String, playbook: String, near: Option<String> },
    /// A value that doesn't fit its field.
    BadFact { field: String, value: String },
    /// The step was left, or the case closed, without what it needs.
    Passed { event: String, missing: Vec<Missing> },
    /// An event refers to one that isn't there, or is of another kind.
    NoSuchEvent { event: String, of: String, wanted: &'static str },
    /// A promise was moved without telling the customer.
    MovedUntold { event: String },
    /// `open` can't be retracted.
    OpenRetracted { event: String },
    /// Somebody who is not listed.
    UnknownPerson { person: String, near: Option<String> },
    /// A token that is not on its list.
    NotListed { key: &'static str, token: String, near: Option<String> },
}

impl Finding {
    /// The name of the rule.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Damage(FaultKind::TwoTexts { .. }) => "two-texts",
            Self::Damage(_) => "damaged",
            Self::Config(_) => "config",
            Self::IdIsNotFileName { .. } => "id-not-file-name",
            Self::WrongFolder { .. } => "wrong-folder",
            Self::SameId { .. } => "same-id",
            Self::UnknownHeaderKey { .. } => "unknown-header-key",
            Self::Conflicts | Self::Conflict(_) => "conflicts",
            Self::NotOneLine { .. } => "not-one-line",
            Self::Repeated { .. } => "repeated-line",
            Self::Unredacted { .. } => "unredacted",
            Self::Crossed { .. } | Self::TwoOutcomes { .. } => "crossed",
            Self::ReceivedAfterOpen { .. } => "received-after-open",
            Self::BeforeReceived { .. } => "before-received",
            Self::Future { .. } => "future",
            Self::LoggedBeforeAt { .. } => "logged-before-at",
            Self::UnknownPlaybook { .. } => "unknown-playbook",
            Self::Drift { .. } => "playbook-drift",
            Self::UnknownStep { .. } => "unknown-step",
            Self::UnknownCheck { .. } => "unknown-check",
            Self::UnknownField { .. } => "unknown-field",
            Self::BadFact { .. } => "bad-fact",
            Self::Passed { .. } => "gate-passed",
            Self::NoSuchEvent { .. } => "no-such-event",
            Self::MovedUntold { .. } => "moved-untold",
            Self::OpenRetracted { .. } => "open-retracted",
            Self::UnknownPerson { .. } => "unknown-person",
            Self::NotListed { .. } => "not-listed",
        }
    }

    /// How grave it is.
    #[must_use]
    pub fn grade(&self) -> Grade {
        match self {
            Self::Damage(_)
            | Self::Config(_)
            | Self::IdIsNotFileName { .. }
            | Self::SameId { .. }
            | Self::Conflicts
            | Self::Conflict(_)
            | Self::TwoOutcomes { .. }
            | Self::ReceivedAfterOpen { .. }
            | Self::BeforeReceived { .. }
            | Self::UnknownPlaybook { .. }
            | Self::UnknownStep { .. }
            | Self::NoSuchEvent { .. }
            | Self::OpenRetracted { .. } => Grade::Error,
            Self::WrongFolder { .. }
            | Self::NotOneLine { .. }
            | Self::Repeated { .. }
            | Self::Unredacted { .. }
            | Self::Crossed { .. }
            | Self::Future { .. }
            | Self::LoggedBeforeAt { .. }
            | Self::UnknownCheck { .. }
            | Self::UnknownField { .. }
            | Self::BadFact { .. }
            | Self::Passed { .. }
            | Self::MovedUntold { .. }
            | Self::UnknownPerson { .. }
            | Self::NotListed { .. } => Grade::Warning,
            Self::UnknownHeaderKey { .. } | Self::Drift { .. } => Grade::Note,
        }
    }
}

/// A finding and the bytes it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What.
    pub finding: Finding,
    /// Where in the file.
    pub span: Span,
}

/// What the rules look at.
pub struct Subject<'a> {
    /// The file's name without its ending.
    pub stem: &'a str,
    /// The file, relative to the workspace.
    pub path: &'a str,
    /// The record as spelled.
    pub raw: &'a RawCase<'a>,
    /// The record as read.
    pub case: &'a Case,
    /// The team's decisions.
    pub policy: &'a Policy,
    /// The playbooks that can be read, by id.
    pub playbooks: &'a BTreeMap<String, Playbook>,
    /// The ids of all playbooks, those with a fault too.
    pub playbook_ids: &'a [String],
    /// The moment.
    pub now: Now,
    /// The first line of each event's id.
    pub lines: HashMap<&'a str, &'a RawEvent<'a>>,
}

/// The first line of each event's id, so that a long log isn't searched for each of its events.
#[must_use]
pub fn first_lines<'a>(raw: &'a RawCase<'a>) -> HashMap<&'a str, &'a RawEvent<'a>> {
    let mut lines = HashMap::with_capacity(raw.events().len());
    for event in raw.events() {
        if let Some(id) = event.scalar("id") {
            lines.entry(id).or_insert(event);
        }
    }
    lines
}

impl Subject<'_> {
    /// Where a key of an event stands; the event itself, if it has no such key.
    #[must_use]
    pub fn place(&self, event: &str, key: &str) -> Span {
        self.lines.get(event).map(|e| e.get(key).map_or(e.span, |n| n.span)).unwrap_or_default()
    }

    /// Where a header key's value stands.
    #[must_use]
    pub fn header_place(&self, key: &str) -> Span {
        self.raw.get(key).map(|n| n.span).unwrap_or_default()
    }
}

/// Every finding about one case, in the order of its file.
#[must_use]
pub fn check_case(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    files::check(subject, &mut found);
    times::check(subject, &mut found);
    references::check(subject, &mut found);
    people::check(subject, &mut found);
    gates::check(subject, &mut found);
    found.sort_by_key(|f| (f.span, f.finding.code()));
    found
}
