//! Holidays from elsewhere: a calendar feed (ICS), a holiday set in JSON, or another team's `calendar.toml`. Which days a
//! file names is read here, strictly: a feed that is half understood would lose a holiday without a word.

mod ics;
mod json;
mod runs;
mod toml_set;

pub use runs::{Run, runs};

use super::calendar::Hours;
use super::fault::ConfigFaultKind;
use super::table::Bilingual;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The longest run of days that one event may name.
pub const LONGEST: i64 = 366;

/// The most days that one file may name: many more than the holidays of a lifetime.
pub const MOST_DAYS: usize = 10_000;

/// The longest name of a holiday, in characters.
pub const LONGEST_NAME: usize = 200;

/// What a file says of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedDay {
    /// Whether people work on it.
    pub works: bool,
    /// Its hours, where they are not the usual ones.
    pub hours: Vec<Hours>,
    /// What it is called.
    pub name: Option<Bilingual>,
    /// Where the file knows it from.
    pub source: Option<String>,
    /// The line that says so.
    pub line: usize,
}

/// An event that is no holiday of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is called.
    pub name: String,
    /// Its line.
    pub line: usize,
    /// Why.
    pub why: Why,
}

/// Why an event is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It repeats by a rule, and holidays are decreed year by year.
    Repeats,
    /// It has a time of day.
    TimeOfDay,
    /// It was cancelled.
    Cancelled,
    /// It is not marked as a day off, as others of the file are.
    Unmarked,
}

/// The days of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// What it says of each date.
    pub days: BTreeMap<NaiveDate, FeedDay>,
    /// The years whose holidays it has.
    pub years: BTreeSet<i32>,
    /// Where the file itself says it comes from.
    pub source: Option<String>,
    /// What of it is left out.
    pub left_out: Vec<LeftOut>,
}

/// Why a file is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum FeedFaultKind {
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Neither of the forms.
    NotAFeed,
    /// Not JSON.
    Json { message: String },
    /// A fault of a TOML file.
    Toml(ConfigFaultKind),
    /// A set whose shape isn't known.
    Shape { wanted: &'static str },
    /// Several countries or regions in one file.
    WhichDivision { divisions: Vec<String> },
    /// No such country or region.
    NoDivision { wanted: String, divisions: Vec<String> },
    /// A line that is no line of a calendar feed.
    NotALine,
    /// `END` without its `BEGIN`.
    EndOf { component: String },
    /// The file ends in the middle.
    CutOff { component: String },
    /// An event without a start.
    NoStart,
    /// A date that does not exist.
    BadDate { text: String },
    /// The end comes before the start.
    Reversed,
    /// More days than a year has.
    TooLong { most: i64 },
    /// More days than anybody needs.
    TooMany { most: usize },
    /// A character that moves the cursor.
    ControlCharacter,
    /// A name longer than a line.
    LongName { most: usize },
    /// A date both off and worked.
    BothWays { date: NaiveDate, line: usize },
    /// No day at all.
    Empty,
}

/// Why a file is refused, and its line; 0 where it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedFault {
    /// Why.
    pub kind: FeedFaultKind,
    /// The line.
    pub line: usize,
}

impl FeedFault {
    fn new(kind: FeedFaultKind, line: usize) -> Self {
        Self { kind, line }
    }
}

/// Reads a file of any of the forms. `division` names a country or region where the file has several.
///
/// # Errors
/// When it is none of the forms, or not all of it can be understood.
pub fn read_feed(bytes: &[u8], division: Option<&str>) -> Result<Feed, FeedFault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    if start.get(..15).is_some_and(|s| s.eq_ignore_ascii_case(b"BEGIN:VCALENDAR")) {
        ics::read(bytes)
    } else {
        let text = std::str::from_utf8(bytes).map_err(|e| {
            let line = 1 + bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            FeedFault::new(FeedFaultKind::NotUtf8, line)
        })?;
        match start {
            [b'[', b'[', ..] | [b'#', ..] => toml_set::read(text),
            [b'{' | b'[', ..] => json::read(text, division),
            [b'a'..=b'z', ..] => toml_set::read(text),
            _ => Err(FeedFault::new(FeedFaultKind::NotAFeed, 0)),
        }
    }
}

impl Feed {
    /// Notes what the file says of a stretch of days. Said twice the first stays; said both ways is a fault.
    fn add(&mut self, from: NaiveDate, to: NaiveDate, day: &FeedDay) -> Result<(), FeedFault> {
        if from > to {
            return Err(FeedFault::new(FeedFaultKind::Reversed, day.line));
        }
        if (to - from).num_days() >= LONGEST {
            return Err(FeedFault::new(FeedFaultKind::TooLong { most: LONGEST }, day.line));
        }
        for date in from.iter_days().take_while(|d| *d <= to) {
            match self.days.get(&date) {
                Some(known) if known.works != day.works => {
                    return Err(FeedFault::new(FeedFaultKind::BothWays { date, line: known.line }, day.line));
                }
                Some(_) => {}
                None if self.days.len() >= MOST_DAYS => {
                    return Err(FeedFault::new(FeedFaultKind::TooMany { most: MOST_DAYS }, day.line));
                }
                None => {
                    self.days.insert(date, day.clone());
                }
            }
        }
        Ok(())
    }

    /// A year counts as known when a holiday lies wholly in it: the last days of December may stand in the next year's
    /// decree.
    fn know_years(&mut self) {
        self.years = runs(&self.days).iter().filter(|r| r.from.year() == r.to.year()).map(|r| r.from.year()).collect();
    }
}

/// A name as it may stand in a calendar: one line that moves no cursor.
fn clean_name(text: &str, line: usize) -> Result<Option<String>, FeedFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().any(crate::case::write::needs_escape) {
        return Err(FeedFault::new(FeedFaultKind::ControlCharacter, line));
    }
    if text.chars().count() > LONGEST_NAME {
        return Err(FeedFault::new(FeedFaultKind::LongName { most: LONGEST_NAME }, line));
    }
    Ok(Some(text).filter(|t| !t.is_empty()))
}

/// A date of a year that calendars have.
fn date_of(text: &str, line: usize) -> Result<NaiveDate, FeedFault> {
    let date = crate::case::stamp::parse_date(text).filter(|d| (1900..=9998).contains(&d.year()));
    date.ok_or_else(|| FeedFault::new(FeedFaultKind::BadDate { text: text.chars().take(40).collect() }, line))
}
