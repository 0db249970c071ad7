//! Rules over the whole workspace: what a strict reader would object to.

pub mod calendar;
pub mod clocks;
pub mod code;
pub mod duplicates;
pub mod files;
pub mod gates;
pub mod history;
pub mod mask;
pub mod money;
pub mod people;
pub mod personal;
pub mod references;
pub mod secrets;
pub mod times;

pub use calendar::{CalendarFinding, blind_years, calendar_years_used, check_calendar};
pub use code::Code;
pub use duplicates::Sameness;
pub use history::Lost;
pub use personal::{PersonalKind, PersonalPlace};

use crate::case::conflict::Conflict;
use crate::case::raw::{RawCase, RawEvent};
use crate::case::words::words;
use crate::case::{Case, FaultKind, Span, Stamp};
use crate::clock::deadline::Void;
use crate::clock::{Kind, Now, Zone};
use crate::playbook::Playbook;
use crate::playbook::advance::Missing;
use crate::playbook::paying::Objection;
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
    /// Deadlines of open cases use a year whose holidays are not known.
    CalendarYear { year: i32, cases: usize, first: String, kinds: Vec<Kind> },
    /// The file is in conflict in the index.
    Unmerged,
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
    /// A year or an offset that no team has.
    OddTime { at: Stamp },
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
    Passed { case: String, event: String, missing: Vec<Missing> },
    /// Somebody signed for an offer of their own.
    SelfApproved { event: String, by: String },
    /// Redress that should not have been given yet.
    Given { case: String, event: String, objection: Objection, closed: bool },
    /// The same side of an option was carried out twice.
    PaidTwice { case: String, event: String, other: String },
    /// An answer to an offer that doesn't count, or with a letter that it doesn't have.
    VoidAnswer { case: String, event: String, of: String, option: Option<String> },
    /// An event refers to one that isn't there, or is of another kind.
    NoSuchEvent { event: String, of: String, wanted: &'static str },
    /// A promise was moved without telling the customer.
    MovedUntold { event: String },
    /// An extension that moves nothing.
    VoidExtension { event: String, why: Void },
    /// `open` can't be retracted.
    OpenRetracted { event: String },
    /// Somebody who is not listed.
    UnknownPerson { person: String, near: Option<String> },
    /// A token that is not on its list.
    NotListed { key: &'static str, token: String, near: Option<String> },
    /// Perhaps the same complaint as another.
    PossibleDuplicate { other: String, same: Sameness },
    /// The address of a chat robot with its token; `shown` is what may be shown of it.
    Secret { service: &'static str, shown: String },
    /// Personal data where it doesn't belong; `shown` is what may be shown of it.
    PersonalData { what: PersonalKind, shown: String, place: PersonalPlace },
    /// An earlier commit held more.
    Lost(Lost),
}

impl Finding {
    /// The rule.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Damage(FaultKind::TwoTexts { .. }) => Code::TwoTexts,
            Self::Damage(_) => Code::Damaged,
            Self::Config(_) => Code::Config,
            Self::CalendarYear { .. } => Code::CalendarYear,
            Self::Unmerged => Code::Unmerged,
            Self::IdIsNotFileName { .. } => Code::IdNotFileName,
            Self::WrongFolder { .. } => Code::WrongFolder,
            Self::SameId { .. } => Code::SameId,
            Self::UnknownHeaderKey { .. } => Code::UnknownHeaderKey,
            Self::Conflicts | Self::Conflict(_) => Code::Conflicts,
            Self::NotOneLine { .. } => Code::NotOneLine,
            Self::Repeated { .. } => Code::RepeatedLine,
            Self::Unredacted { .. } => Code::Unredacted,
            Self::Crossed { .. } | Self::TwoOutcomes { .. } => Code::Crossed,
            Self::ReceivedAfterOpen { .. } => Code::ReceivedAfterOpen,
            Self::BeforeReceived { .. } => Code::BeforeReceived,
            Self::Future { .. } => Code::Future,
            Self::LoggedBeforeAt { .. } => Code::LoggedBeforeAt,
            Self::OddTime { .. } => Code::OddTime,
            Self::UnknownPlaybook { .. } => Code::UnknownPlaybook,
            Self::Drift { .. } => Code::PlaybookDrift,
            Self::UnknownStep { .. } => Code::UnknownStep,
            Self::UnknownCheck { .. } => Code::UnknownCheck,
            Self::UnknownField { .. } => Code::UnknownField,
            Self::BadFact { .. } => Code::BadFact,
            Self::Passed { .. } => Code::GatePassed,
            Self::SelfApproved { .. } => Code::SelfApproved,
            Self::Given { objection: Objection::Unsigned { .. } | Objection::Refused { .. }, .. } => Code::Unapproved,
            Self::Given { objection: Objection::OtherCurrency { .. }, .. } => Code::OtherCurrency,
            Self::Given { .. } | Self::PaidTwice { .. } | Self::VoidAnswer { .. } => Code::NoConsent,
            Self::NoSuchEvent { .. } => Code::NoSuchEvent,
            Self::MovedUntold { .. } => Code::MovedUntold,
            Self::VoidExtension { .. } => Code::Extension,
            Self::OpenRetracted { .. } => Code::OpenRetracted,
            Self::UnknownPerson { .. } => Code::UnknownPerson,
            Self::NotListed { .. } => Code::NotListed,
            Self::PossibleDuplicate { .. } => Code::PossibleDuplicate,
            Self::Secret { .. } => Code::Secret,
            Self::PersonalData { .. } => Code::PersonalData,
            Self::Lost(Lost::Case { .. }) => Code::LostCase,
            Self::Lost(Lost::Event { .. }) => Code::LostEvent,
            Self::Lost(Lost::Changed { .. }) => Code::ChangedEvent,
            Self::Lost(Lost::Received { .. }) => Code::ChangedReceived,
            Self::Lost(Lost::Unreadable { .. }) => Code::NotCompared,
        }
    }

    /// How grave it is.
    #[must_use]
    pub fn grade(&self) -> Grade {
        match self {
            Self::TwoOutcomes { .. } => Grade::Error,
            // No list shows it, and what stands in the log goes only by a redaction.
            Self::PersonalData { place: PersonalPlace::Log | PersonalPlace::Aside, .. } => Grade::Note,
            // The team may have set its limits since the case was closed.
            Self::Given { closed: true, .. } => match self.code() {
                Code::NoConsent => Grade::Warning,
                _ => Grade::Note,
            },
            _ => self.code().grade(),
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
    money::check(subject, &mut found);
    clocks::check(subject, &mut found);
    in_order(found)
}

/// What can be said of a case although some of its events can't be read: rules that look at one event or key at a time.
/// What follows from the whole log (state, references, gates) would only repeat the damage in other words.
#[must_use]
pub fn check_rest(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    files::check(subject, &mut found);
    times::check(subject, &mut found);
    people::check(subject, &mut found);
    in_order(found)
}

fn in_order(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|f| (f.span, f.finding.code().as_str()));
    found
}
