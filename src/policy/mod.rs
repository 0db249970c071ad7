//! `amends.toml`: what a team decided for all its cases.

mod absence;
pub mod approval;
pub mod calendar;
mod calendar_entries;
mod calendar_import;
mod contacts;
pub mod duration;
pub mod fault;
pub mod feed;
pub mod holidays;
mod learning;
mod read;
mod read_calendar;
mod ready;
mod signals;
pub mod table;
mod team;
mod tiers;
mod volume;

pub use absence::Absence;
pub use calendar::{Calendar, Hours, Special};
pub use calendar_entries::{DaysEntry, calendar_entries, calendar_years};
pub use calendar_import::{Addition, Clash};
pub use contacts::email_places;
pub use duration::{Duration, Unit};
pub use fault::{ConfigFault, ConfigFaultKind, ConfigType};
pub use learning::Learning;
pub use read::read_policy;
pub use read_calendar::read_calendar;
pub use ready::{READY, Ready};
pub use signals::Signals;
pub use table::Bilingual;
pub use tiers::{Summons, Tier};

use crate::case::words::Severity;
use chrono::NaiveTime;
use chrono_tz::Tz;

/// The format that this version reads and writes.
pub const FORMAT: u32 = 1;

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl std::str::FromStr for Lang {
    type Err = crate::case::words::UnknownWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "en" => Ok(Self::En),
            "zh" => Ok(Self::Zh),
            _ => Err(crate::case::words::UnknownWord { allowed: vec!["en", "zh"] }),
        }
    }
}

/// Which days carry an obligation to give feedback (clocks F2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// All of them.
    All,
    /// Working days of the calendar.
    Working,
}

impl std::str::FromStr for Days {
    type Err = crate::case::words::UnknownWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "all" => Ok(Self::All),
            "working" => Ok(Self::Working),
            _ => Err(crate::case::words::UnknownWord { allowed: vec!["all", "working"] }),
        }
    }
}

/// Limits that a policy, a severity or a playbook may set; `None` leaves the matter to the next in line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// Until the customer hears from us for the first time.
    pub first_response: Option<Duration>,
    /// Between two feedbacks: days make the day rule, hours roll.
    pub feedback: Option<Duration>,
    /// For a step without a limit of its own.
    pub step: Option<Duration>,
    /// Until we ask whether the redress arrived.
    pub follow_up: Option<Duration>,
    /// Until an approval is decided.
    pub approval: Option<Duration>,
    /// Until the final answer.
    pub last: Option<Duration>,
    /// Until a corrective action's effect is judged.
    pub verify: Option<Duration>,
}

/// The feedback rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// How often.
    pub every: Duration,
    /// On which days.
    pub days: Days,
    /// When a day without feedback raises the alarm.
    pub cutoff: NaiveTime,
    /// Missed days from which a case is late.
    pub late: u32,
    /// Missed days from which it is critical.
    pub critical: u32,
    /// Missed days from which it is a breach.
    pub breach: u32,
    /// How far ahead a customer's chosen date may lie.
    pub max_next: Duration,
    /// The share of obligation days that is to be met, in percent: what the report holds the figures against.
    pub target: u32,
}

/// What an urgent case changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgent {
    /// Its limits.
    pub limits: Limits,
    /// Whether its rolling rule takes no rest.
    pub around_the_clock: bool,
}

/// Somebody of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id that events carry.
    pub id: String,
    /// The name on the screen.
    pub name: Option<Bilingual>,
    /// What they may do.
    pub roles: Vec<String>,
    /// Matched with git's `user.email`.
    pub email: Option<String>,
    /// Categories they know.
    pub handles: Vec<String>,
    /// When they are away, and who stands in.
    pub away: Vec<Absence>,
}

/// An entry of a list that closes an open vocabulary: department, category, cause, role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The token.
    pub id: String,
    /// Its name on the screen.
    pub name: Option<Bilingual>,
}

/// An approval band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The least amount of the band.
    pub from: String,
    /// Who has to sign.
    pub roles: Vec<String>,
}

/// A team's decisions, with defaults for everything it left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The language of the screen.
    pub language: Lang,
    /// The zone in which days are counted.
    pub zone: Tz,
    /// The currency of amounts.
    pub currency: String,
    /// The procedure of a new case.
    pub default_playbook: String,
    /// The feedback rule.
    pub feedback: Feedback,
    /// The limits.
    pub clocks: Limits,
    /// Whether pauses shift the final deadline.
    pub final_pauses: bool,
    /// What an urgent case changes.
    pub urgent: Urgent,
    /// What each severity changes.
    pub severities: Vec<(Severity, Limits)>,
    /// The losses from which a severity holds at the least.
    pub losses: Vec<(Severity, String)>,
    /// The tiers.
    pub tiers: Vec<Tier>,
    /// What brings a case to which of them.
    pub summons: Summons,
    /// The thresholds of the signals of a complaint that may become a major one.
    pub signals: Signals,
    /// The team; empty when anybody may act.
    pub people: Vec<Person>,
    /// The departments; empty when any token is one.
    pub departments: Vec<Listed>,
    /// The categories; empty when any token is one.
    pub categories: Vec<Listed>,
    /// The causes; empty when any token is one.
    pub causes: Vec<Listed>,
    /// The roles; empty when any token is one.
    pub roles: Vec<Listed>,
    /// The approval bands.
    pub approvals: Vec<Band>,
    /// From when on what happens again is a pattern.
    pub learning: Learning,
    /// Contacts or orders per month.
    pub volumes: Vec<(String, u32)>,
    /// Working time, from `calendar.toml`.
    pub calendar: Calendar,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            language: Lang::En,
            zone: Tz::UTC,
            currency: "CNY".to_owned(),
            default_playbook: "four-step".to_owned(),
            feedback: Feedback {
                every: Duration::days(1),
                days: Days::All,
                cutoff: NaiveTime::from_hms_opt(18, 0, 0).unwrap_or_default(),
                late: 1,
                critical: 2,
                breach: 3,
                max_next: Duration::days(14),
                target: 100,
            },
            clocks: Limits::default(),
            final_pauses: false,
            urgent: Urgent {
                limits: Limits {
                    first_response: Some(Duration::hours(4)),
                    feedback: Some(Duration::hours(4)),
                    ..Limits::default()
                },
                around_the_clock: false,
            },
            severities: Vec::new(),
            losses: Vec::new(),
            tiers: Tier::three(),
            summons: Summons::default(),
            signals: Signals::default(),
            people: Vec::new(),
            departments: Vec::new(),
            categories: Vec::new(),
            causes: Vec::new(),
            roles: Vec::new(),
            approvals: Vec::new(),
            learning: Learning::default(),
            volumes: Vec::new(),
            calendar: Calendar::default(),
        }
    }
}

impl Policy {
    /// The person of that id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|p| p.id == id)
    }

    /// Whether somebody may act under that id: anybody, as long as nobody is listed.
    #[must_use]
    pub fn knows_person(&self, id: &str) -> bool {
        self.people.is_empty() || id == "system" || self.person(id).is_some()
    }

    /// What a severity changes.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> Option<&Limits> {
        self.severities.iter().find(|(s, _)| *s == severity).map(|(_, limits)| limits)
    }
}

/// Whether a list leaves a token open, or contains it.
#[must_use]
pub fn admits(list: &[Listed], token: &str) -> bool {
    list.is_empty() || list.iter().any(|l| l.id == token)
}
