//! What can be wrong with a TOML file of the workspace, and where.

use crate::case::Span;
use crate::case::fault::ENOUGH;

/// A fault in `amends.toml` or in a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// What is wrong.
    pub kind: ConfigFaultKind,
    /// The very value it is about.
    pub span: Span,
}

impl ConfigFault {
    /// A fault at a place.
    #[must_use]
    pub fn new(kind: ConfigFaultKind, span: Span) -> Self {
        Self { kind, span }
    }
}

/// The faults in the order of the file, so many as somebody may want to read.
pub fn in_order(faults: &mut Vec<ConfigFault>) {
    faults.sort_by_key(|f| f.span);
    if faults.len() > ENOUGH {
        let rest = faults[ENOUGH].span;
        faults.truncate(ENOUGH);
        faults.push(ConfigFault::new(ConfigFaultKind::Further, rest));
    }
}

/// The type a value should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfigType {
    /// A text.
    Text,
    /// A name: lower-case letters, digits, `.`, `_`, `-`.
    Name,
    /// A duration.
    Duration,
    /// A duration in days or weeks.
    DaysOrWeeks,
    /// A list.
    List,
    /// A table.
    Table,
    /// `true` or `false`.
    Bool,
    /// A text, or one in each language.
    Bilingual,
    /// A time of day.
    TimeOfDay,
    /// A stretch of working time, `09:00-12:00`.
    Hours,
    /// A duration in hours, days or weeks that has nothing to do with working time.
    Rhythm,
    /// A date.
    Date,
    /// A zone of the IANA database.
    Zone,
    /// An amount of money.
    Money,
    /// A month, `2026-11`.
    Month,
    /// A whole number within these bounds.
    Number {
        /// The least.
        min: u32,
        /// The greatest.
        max: u32,
    },
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message: key, word, step, id as written")]
pub enum ConfigFaultKind {
    /// The file can't be read.
    Unreadable { reason: String },
    /// A folder, a pipe or a device, or more than 4 MiB.
    NotAFile,
    /// A link that leads out of the workspace.
    Outside,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Not TOML.
    Syntax { message: String },
    /// A key the format doesn't have here.
    UnknownKey { key: String, near: Option<String> },
    /// A required key is missing.
    MissingKey { key: &'static str },
    /// A value of the wrong type.
    WrongType { key: String, wanted: ConfigType },
    /// A word outside its vocabulary.
    UnknownWord { key: String, word: String, allowed: Vec<&'static str>, near: Option<String> },
    /// A format number above the one this version knows.
    NewerFormat { found: u32 },
    /// An id twice where it may stand once.
    DuplicateId { id: String },
    /// A playbook's id is not its file's name.
    IdIsNotFileName { id: String, stem: String },
    /// A checklist with more or fewer than one step.
    ChecklistSteps,
    /// An overlay with more or fewer than one step.
    OverlaySteps,
    /// An overlay without a check.
    OverlayEmpty,
    /// A key that means nothing in an overlay.
    NotInOverlay { key: &'static str },
    /// `applies` in a playbook that cases follow.
    AppliesElsewhere,
    /// A condition of an overlay about something it can't ask for.
    UnknownApplies { name: String, allowed: Vec<&'static str>, near: Option<String> },
    /// A playbook without a step.
    NoStep,
    /// A step that the playbook doesn't have.
    UnknownStep { step: String, near: Option<String> },
    /// `end` as the id of a step.
    StepNamedEnd,
    /// A step that no way leads to.
    UnreachableStep { step: String },
    /// Following steps that lead in a circle.
    Cycle { steps: Vec<String> },
    /// `on_unsatisfied` leads forward.
    UnsatisfiedForward { step: String },
    /// A gate the format doesn't have.
    UnknownGate { gate: String, near: Option<String> },
    /// A gate that only a close can meet, asked of a step.
    GateOnlyOnClose { gate: String },
    /// The gate `plan` without a field of that name.
    PlanWithoutField,
    /// A condition about something that is not known at that step.
    UnknownCondition { name: String, near: Option<String> },
    /// A condition with a value that can never hold.
    ImpossibleValue { name: String, value: String, near: Option<String> },
    /// A choice without options, or options where none belong.
    OptionsMismatch { field: String },
    /// The least number of options is above the greatest.
    OfferBounds,
    /// A level of missed feedback reached before the one below it.
    LevelsReversed { level: (&'static str, u32), below: (&'static str, u32) },
    /// A person who is away at no time: the end before the start.
    DatesReversed,
    /// A tier listed twice.
    TierTwice { level: u32 },
    /// A tier without the one below it.
    TierGap { level: u32, missing: u32 },
    /// A tier that isn't listed.
    NoTier { tier: u32, highest: u32 },
    /// A person who is away twice at the same time.
    AwayTwice { id: String },
    /// A deputy who is not listed, or stands in for themselves.
    UnknownDeputy { deputy: String, near: Option<String> },
    /// A week without any working time.
    NoWorkingTime,
    /// A stretch of working time that overlaps another of the same day.
    HoursOverlap { hours: String },
    /// A date that is both a day off and a working day (clocks T6).
    OffAndWork { date: chrono::NaiveDate },
    /// A single day and a range in one entry.
    DayAndRange,
    /// A range of more days than a year has.
    RangeTooLong { most: i64 },
    /// A column that the sheet doesn't have.
    NoColumn { column: String, near: Option<String> },
    /// A column that the sheet has more than once.
    ColumnTwice { column: String },
    /// A list longer than any team or procedure needs.
    TooMany { key: &'static str, most: usize },
    /// A phrase to look for without a letter or digit.
    EmptyPhrase { key: &'static str },
    /// A rule of the keyword library without a proposal.
    ProposesNothing,
    /// Not a letter template.
    NoTemplate { message: String },
    /// A file of templates that no letter uses.
    UnusedTemplate { name: String, near: Option<String> },
    /// A name in a template that is close to a variable and is none.
    MisspeltVariable { name: String, near: String },
    /// From here on the faults are too many to be named.
    Further,
}
