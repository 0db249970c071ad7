//! Working hours and days: the weekly pattern, and the dates on which it doesn't hold (clocks T6).

use super::table::Bilingual;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The minutes of a day.
pub const DAY: u32 = 24 * 60;

/// A stretch of working time within one day, in minutes since its midnight; the end is not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    /// When work begins.
    pub from: u32,
    /// When it ends; 1440 is the end of the day.
    pub to: u32,
}

impl Hours {
    /// Reads `09:00-12:30`; `24:00` is the end of a day. `None` for anything else, and where the end isn't later.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let (from, to) = (minute(from.trim())?, minute(to.trim())?);
        (from < to).then_some(Self { from, to })
    }
}

fn minute(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |s: &str| s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= DAY).then_some(all)
}

impl std::fmt::Display for Hours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}-{:02}:{:02}", self.from / 60, self.from % 60, self.to / 60, self.to % 60)
    }
}

/// A date on which the weekly pattern doesn't hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Special {
    /// Its working time; none on a holiday.
    pub hours: Vec<Hours>,
    /// What the day is called.
    pub name: Option<Bilingual>,
    /// Where we know it from.
    pub source: Option<String>,
}

/// Working time of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The working time of each weekday, Monday first; none on a day of rest.
    pub week: [Vec<Hours>; 7],
    /// Holidays and make-up working days.
    pub special: BTreeMap<NaiveDate, Special>,
    /// The years whose holidays are known; empty when nobody declared any.
    pub years: BTreeSet<i32>,
}

impl Default for Calendar {
    /// Monday to Friday, 09:00 to 18:00.
    fn default() -> Self {
        let day = || vec![Hours { from: 9 * 60, to: 18 * 60 }];
        let week = [day(), day(), day(), day(), day(), Vec::new(), Vec::new()];
        Self { week, special: BTreeMap::new(), years: BTreeSet::new() }
    }
}

impl Calendar {
    /// The working time of a date; none on a day off.
    #[must_use]
    pub fn hours(&self, date: NaiveDate) -> &[Hours] {
        match self.special.get(&date) {
            Some(special) => &special.hours,
            None => &self.week[date.weekday().num_days_from_monday() as usize],
        }
    }

    /// Whether somebody works on a date.
    #[must_use]
    pub fn works_on(&self, date: NaiveDate) -> bool {
        !self.hours(date).is_empty()
    }

    /// The hours of an ordinary day of work: those of the first weekday that has any.
    #[must_use]
    pub fn usual_hours(&self) -> &[Hours] {
        self.week.iter().find(|hours| !hours.is_empty()).map_or(&[], Vec::as_slice)
    }

    /// Whether the holidays of a year are known, or nobody said which are.
    #[must_use]
    pub fn covers(&self, year: i32) -> bool {
        self.years.is_empty() || self.years.contains(&year)
    }
}
