//! The days of a calendar, one by one.

use crate::case::words::words;
use crate::policy::{Bilingual, Calendar, Hours};
use chrono::{Datelike, NaiveDate};

words! {
    /// What a day is.
    DayKind {
        /// An ordinary working day, or one with hours of its own.
        Work = "work",
        /// A day of rest of the week.
        Rest = "rest",
        /// A day off by name.
        Off = "off",
        /// A day of rest on which people work.
        MakeUp = "make-up",
    }
}

/// A day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    /// The date.
    pub date: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// Its working time.
    pub hours: Vec<Hours>,
    /// Whether the calendar names it, so that the week doesn't decide.
    pub special: bool,
    /// Whether its working time is not that of its weekday, or of an ordinary day.
    pub own_hours: bool,
    /// What it is called.
    pub name: Option<Bilingual>,
    /// Where it is known from.
    pub source: Option<String>,
    /// Whether the holidays of its year are declared as known.
    pub covered: bool,
}

/// Days in a row of which the calendar says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRun<'r> {
    /// The first.
    pub first: &'r DayRow,
    /// The last.
    pub last: &'r DayRow,
}

/// Every day from one to another.
#[must_use]
pub fn day_rows(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> Vec<DayRow> {
    from.iter_days().take_while(|d| *d <= to).map(|date| day_row(calendar, date)).collect()
}

fn day_row(calendar: &Calendar, date: NaiveDate) -> DayRow {
    let special = calendar.special.get(&date);
    let of_week = &calendar.week[date.weekday().num_days_from_monday() as usize];
    let hours = calendar.hours(date).to_vec();
    let kind = match (special, hours.is_empty(), of_week.is_empty()) {
        (Some(_), true, _) => DayKind::Off,
        (Some(_), false, true) => DayKind::MakeUp,
        (None, true, _) => DayKind::Rest,
        (_, false, _) => DayKind::Work,
    };
    let usual = if of_week.is_empty() { calendar.usual_hours() } else { of_week };
    DayRow {
        date,
        kind,
        own_hours: !hours.is_empty() && hours != usual,
        hours,
        special: special.is_some(),
        name: special.and_then(|s| s.name.clone()),
        source: special.and_then(|s| s.source.clone()),
        covered: calendar.years.contains(&date.year()),
    }
}

/// The working days of these, and their minutes of working time.
#[must_use]
pub fn working_time(rows: &[DayRow]) -> (usize, u32) {
    let days = rows.iter().filter(|r| !r.hours.is_empty()).count();
    (days, rows.iter().map(DayRow::minutes).sum())
}

/// The days that a calendar names, gathered where they follow each other and are one holiday.
#[must_use]
pub fn special_runs(rows: &[DayRow]) -> Vec<DayRun<'_>> {
    let mut runs: Vec<DayRun<'_>> = Vec::new();
    for row in rows.iter().filter(|r| r.special) {
        match runs.last_mut() {
            Some(run) if run.last.date.succ_opt() == Some(row.date) && run.last.same_as(row) => run.last = row,
            _ => runs.push(DayRun { first: row, last: row }),
        }
    }
    runs
}

impl DayRow {
    /// How long people work.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.hours.iter().map(|h| h.to - h.from).sum()
    }

    fn same_as(&self, other: &Self) -> bool {
        (self.kind, &self.hours, &self.name, &self.source) == (other.kind, &other.hours, &other.name, &other.source)
    }
}
