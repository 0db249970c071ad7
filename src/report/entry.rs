//! What a report counts: one entry for each thing, so that every figure can name what is behind it.

use crate::case::words::{Channel, Outcome, Remedy, Trigger, words};
use crate::case::{EventId, Stamp};
use crate::clock::Kind;

words! {
    /// A figure of the report, by its number in the design.
    Metric {
        /// What came, went and is there.
        Flow = "M1",
        /// From the start to the first feedback.
        FirstResponse = "M2",
        /// From receipt to the first close.
        FirstClose = "M3",
        /// From receipt to the last close.
        LastClose = "M4",
        /// The same without waits.
        Handling = "M5",
        /// The days on which the customer heard from us.
        Feedback = "M6",
        /// In time or not, by clock.
        Timeliness = "M7",
        /// How promises were kept.
        Promises = "M8",
        /// How old the open cases are.
        Ageing = "M9",
        /// Outcomes and redress.
        Outcomes = "M10",
        /// Reopened, repeated, recurring.
        Again = "M11",
        /// Against the volume.
        Rates = "M12",
        /// What customers say.
        Satisfaction = "M13",
        /// Brought up to a higher tier.
        Escalations = "M14",
        /// Solved at first contact.
        FirstContact = "M15",
        /// What keeps happening.
        Systemic = "M16",
        /// Steps, waits, skips.
        Process = "M17",
        /// Ways in and out.
        Channels = "M18",
        /// By department complained about.
        Departments = "M19",
        /// Where training may help.
        Training = "M20",
        /// What announces a major complaint.
        AtRisk = "M21",
    }
}

words! {
    /// What an entry counts as.
    Figure {
        /// M1: open when the period began.
        OpenAtStart = "open_at_start",
        /// M1: received in the period.
        Received = "received",
        /// M1: reopened in the period.
        Reopened = "reopened",
        /// M1: closed in the period.
        Closed = "closed",
        /// M1: closed at least once in the period.
        DistinctClosed = "distinct_closed",
        /// M1: open when the period ended.
        OpenAtEnd = "open_at_end",
        /// M2: seconds from the start of a cycle to its first feedback.
        FirstResponse = "first_response",
        /// M2: a cycle closed without feedback.
        NeverAnswered = "never_answered",
        /// M3: seconds from receipt to the first close.
        FirstClose = "first_close",
        /// M4: seconds from receipt to the last close.
        LastClose = "last_close",
        /// M5: of these, the seconds in which it was handled.
        Handling = "handling",
        /// M6: an obligation day on which the customer heard from us.
        Met = "met",
        /// M6: one on which they did not.
        Missed = "missed",
        /// M6: one on which we tried twice in vain.
        Attempted = "attempted",
        /// M6: one that the customer excused.
        Excused = "excused",
        /// M6: a case with a judged day.
        JudgedCase = "cases",
        /// M6: of those, one without a missed day.
        CleanCase = "cases_without_miss",
        /// M6: missed days in a row.
        Streak = "streak",
        /// M6: seconds between two feedbacks.
        Gap = "gap",
        /// M6: a case under a rule in hours.
        Rolling = "rolling_cases",
        /// M7: met in time.
        InTime = "in_time",
        /// M7: met after its time.
        Late = "late",
        /// M7: past its time, not met.
        OpenLate = "open_late",
        /// M7: not yet due.
        NotDue = "not_due",
        /// M8: kept on an earlier day.
        PromiseEarly = "promise_early",
        /// M8: kept on its day, in time.
        PromiseOnTime = "promise_on_time",
        /// M8: kept after its time.
        PromiseLate = "promise_late",
        /// M8: not kept.
        PromiseBroken = "promise_broken",
        /// M8: not yet due.
        PromiseOpen = "promise_open",
        /// M8: moved, and the customer was told.
        MovedTold = "moved_told",
        /// M8: moved without notice.
        MovedUntold = "moved_untold",
        /// M9: days since receipt of a case that is open.
        Age = "age",
        /// M10: a close, by outcome.
        Outcome = "outcome",
        /// M10: a part of an option offered, in hundredths.
        Offered = "offered",
        /// M10: a part of an option accepted, in hundredths.
        Accepted = "accepted",
        /// M10: redress carried out, in hundredths.
        Paid = "paid",
        /// M11: a close followed by a reopening within 30 days.
        ReopenedSoon = "reopened_soon",
        /// M11: a close whose 30 days are not over.
        Immature = "immature",
        /// M11: a case that can be a repeated one.
        Repeatable = "repeatable",
        /// M11: received from a customer who complained in the 90 days before.
        Repeat = "repeat",
        /// M12: received, and serious or major.
        Serious = "serious",
        /// M13: a survey.
        Asked = "asked",
        /// M13: a survey with an answer or a score.
        Responded = "responded",
        /// M13: content or not.
        Answer = "answers",
        /// M13: content.
        Satisfied = "satisfied",
        /// M13: a score.
        Score = "scores",
        /// M13: a score of 4 or 5.
        HighScore = "high",
        /// M14: an escalation.
        Escalation = "escalation",
        /// M14: a case with one.
        EscalatedCase = "escalated_case",
        /// M10: a close that decided.
        Decided = "decided",
        /// M15: a close that decided, of a cycle whose contacts are on record.
        DecidedHere = "decided_here",
        /// M15: of those, one after at most one contact.
        SolvedAtOnce = "solved",
        /// M17: seconds in a step that was left.
        Visit = "visit",
        /// M17: an open case, by its step.
        Waiting = "waiting",
        /// M17: a step skipped.
        Skipped = "skipped",
        /// M17: a way back to an earlier step.
        Returned = "returned",
        /// M17: a step left although something was missing.
        Forced = "forced",
        /// M17: what was missing then, once a case.
        Overridden = "overridden",
        /// M18: received, by channel.
        CameBy = "came_by",
        /// M18: a contact from us that reached.
        ContactOut = "contact_out",
        /// M18: a contact from the customer.
        ContactIn = "contact_in",
        /// M18: a contact that didn't reach.
        Attempt = "attempt",
        /// M19: received, by department.
        DepartmentReceived = "department_received",
        /// M19: closed, by department.
        DepartmentClosed = "department_closed",
        /// M19: of these, upheld.
        DepartmentUpheld = "department_upheld",
        /// M19: open at the end, by department.
        DepartmentOpen = "department_open",
        /// M19: what a department was told.
        DepartmentTold = "department_told",
    }
}

impl Figure {
    /// The metric it belongs to.
    #[must_use]
    pub fn metric(self) -> Metric {
        match self {
            Self::OpenAtStart
            | Self::Received
            | Self::Reopened
            | Self::Closed
            | Self::DistinctClosed
            | Self::OpenAtEnd => Metric::Flow,
            Self::FirstResponse | Self::NeverAnswered => Metric::FirstResponse,
            Self::FirstClose => Metric::FirstClose,
            Self::LastClose => Metric::LastClose,
            Self::Handling => Metric::Handling,
            Self::Met
            | Self::Missed
            | Self::Attempted
            | Self::Excused
            | Self::JudgedCase
            | Self::CleanCase
            | Self::Streak
            | Self::Gap
            | Self::Rolling => Metric::Feedback,
            Self::InTime | Self::Late | Self::OpenLate | Self::NotDue => Metric::Timeliness,
            Self::PromiseEarly
            | Self::PromiseOnTime
            | Self::PromiseLate
            | Self::PromiseBroken
            | Self::PromiseOpen
            | Self::MovedTold
            | Self::MovedUntold => Metric::Promises,
            Self::Age => Metric::Ageing,
            Self::Outcome | Self::Decided | Self::Offered | Self::Accepted | Self::Paid => Metric::Outcomes,
            Self::ReopenedSoon | Self::Immature | Self::Repeatable | Self::Repeat => Metric::Again,
            Self::Serious => Metric::Rates,
            Self::Asked | Self::Responded | Self::Answer | Self::Satisfied | Self::Score | Self::HighScore => {
                Metric::Satisfaction
            }
            Self::Escalation | Self::EscalatedCase => Metric::Escalations,
            Self::DecidedHere | Self::SolvedAtOnce => Metric::FirstContact,
            Self::Visit | Self::Waiting | Self::Skipped | Self::Returned | Self::Forced | Self::Overridden => {
                Metric::Process
            }
            Self::CameBy | Self::ContactOut | Self::ContactIn | Self::Attempt => Metric::Channels,
            Self::DepartmentReceived
            | Self::DepartmentClosed
            | Self::DepartmentUpheld
            | Self::DepartmentOpen
            | Self::DepartmentTold => Metric::Departments,
        }
    }

    /// What its value is.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::FirstResponse | Self::FirstClose | Self::LastClose | Self::Handling | Self::Gap | Self::Visit => {
                Unit::Seconds
            }
            Self::Age | Self::Streak => Unit::Days,
            Self::Offered | Self::Accepted | Self::Paid => Unit::Hundredths,
            Self::Score | Self::HighScore => Unit::Points,
            _ => Unit::One,
        }
    }
}

/// What the value of an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The entry counts, and has no value.
    One,
    /// Seconds.
    Seconds,
    /// Days.
    Days,
    /// Hundredths of a currency.
    Hundredths,
    /// A score.
    Points,
}

/// What an entry is counted by within its figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// By nothing.
    Whole,
    /// A clock.
    Clock(Kind),
    /// An outcome.
    Outcome(Outcome),
    /// A channel.
    Channel(Channel),
    /// A tier and what brought the case there.
    Tier(u32, Trigger),
    /// A procedure and a step.
    Step(String, String),
    /// A department, or another name.
    Name(String),
    /// Redress.
    Redress(Parcel),
}

/// Redress that can be added up: of one kind, band and currency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parcel {
    /// What was given.
    pub remedy: Remedy,
    /// The lower edge of the approval band, in hundredths, as it is written.
    pub band: Option<(u64, String)>,
    /// The currency.
    pub currency: String,
}

/// Something that a report counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// As what.
    pub figure: Figure,
    /// By what within that.
    pub part: Part,
    /// When it counts.
    pub at: Stamp,
    /// Seconds, days, hundredths or points, as the figure says; `None` where it only counts.
    pub value: Option<i64>,
    /// The event behind it.
    pub event: Option<EventId>,
}

/// The entries of a case while they are gathered.
#[derive(Debug, Default)]
pub struct Entries(pub Vec<Entry>);

impl Entries {
    /// One that only counts.
    pub fn count(&mut self, figure: Figure, at: Stamp, event: Option<&EventId>) {
        self.add(figure, Part::Whole, at, None, event);
    }

    /// One with a value.
    pub fn measure(&mut self, figure: Figure, at: Stamp, value: i64, event: Option<&EventId>) {
        self.add(figure, Part::Whole, at, Some(value), event);
    }

    /// Any.
    pub fn add(&mut self, figure: Figure, part: Part, at: Stamp, value: Option<i64>, event: Option<&EventId>) {
        self.0.push(Entry { figure, part, at, value, event: event.cloned() });
    }
}
