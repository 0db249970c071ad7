//! What is odd about a calendar that can be read.

use super::{Finding, Grade};
use crate::case::Span;
use crate::clock::deadline::deadlines;
use crate::clock::{Kind, View};
use crate::policy::{Calendar, DaysEntry, calendar_entries, calendar_years};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// From this month on the holidays of the next year are decreed, and deadlines begin to reach into it.
const NEXT_YEAR_FROM: u32 = 11;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarFinding {
    /// A day of a year that is not declared.
    OutsideYears {
        /// The year.
        year: i32,
    },
    /// A declared year without any day.
    YearWithoutDays {
        /// The year.
        year: i32,
    },
    /// A day off that is a day of rest anyway.
    RestAnyway {
        /// Its first day.
        date: NaiveDate,
    },
    /// A working day that is one anyway.
    WorkAnyway {
        /// Its first day.
        date: NaiveDate,
    },
    /// Nobody said which years are known.
    NoYears,
    /// The holidays of a year that deadlines reach into are not known.
    YearUnknown {
        /// The year.
        year: i32,
    },
}

impl CalendarFinding {
    /// How grave it is.
    #[must_use]
    pub fn grade(&self) -> Grade {
        match self {
            Self::OutsideYears { .. } | Self::YearUnknown { .. } => Grade::Warning,
            Self::YearWithoutDays { .. } | Self::RestAnyway { .. } | Self::WorkAnyway { .. } | Self::NoYears => {
                Grade::Note
            }
        }
    }
}

/// The years without data that deadlines of a case use, and which kinds of deadlines do.
#[must_use]
pub fn blind_years(view: &View<'_>) -> Vec<(i32, Kind)> {
    deadlines(view).into_iter().filter_map(|d| Some((d.blind?, d.kind))).collect()
}

/// The findings about these years, one each: a finding a case would say a hundred times what is mended once.
#[must_use]
pub fn calendar_years_used(cases: &[(String, Vec<(i32, Kind)>)]) -> Vec<Finding> {
    let mut used: BTreeMap<i32, (BTreeSet<&str>, Vec<Kind>)> = BTreeMap::new();
    for (case, years) in cases {
        for (year, kind) in years {
            let (cases, kinds) = used.entry(*year).or_default();
            cases.insert(case);
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
    }
    let finding = |(year, (cases, kinds)): (i32, (BTreeSet<&str>, Vec<Kind>))| {
        let first = cases.first().map(|c| (*c).to_owned()).unwrap_or_default();
        Finding::CalendarYear { year, cases: cases.len(), first, kinds }
    };
    used.into_iter().map(finding).collect()
}

/// Every finding about a calendar, in the order of its file.
#[must_use]
pub fn check_calendar(text: &str, calendar: &Calendar, today: NaiveDate) -> Vec<(CalendarFinding, Span)> {
    let mut found = Vec::new();
    let (entries, years) = (calendar_entries(text), calendar_years(text));
    let list = years.iter().map(|(_, span)| *span).reduce(|a, b| Span { start: a.start, end: b.end });
    if let (None, Some(first)) = (list, entries.first()) {
        found.push((CalendarFinding::NoYears, first.span));
    }
    let next = (today.month() >= NEXT_YEAR_FROM).then(|| today.year() + 1);
    for year in std::iter::once(today.year()).chain(next) {
        if let Some(list) = list.filter(|_| !calendar.covers(year)) {
            found.push((CalendarFinding::YearUnknown { year }, list));
        }
    }
    for (year, span) in years {
        if !entries.iter().any(|e| (e.from.year()..=e.to.year()).contains(&year)) {
            found.push((CalendarFinding::YearWithoutDays { year }, span));
        }
    }
    for entry in entries {
        if let Some(year) = (entry.from.year()..=entry.to.year()).find(|y| !calendar.covers(*y)) {
            found.push((CalendarFinding::OutsideYears { year }, entry.span));
        }
        found.extend(idle(&entry, calendar).map(|finding| (finding, entry.span)));
    }
    found.sort_by_key(|(_, span)| *span);
    found
}

/// An entry that changes nothing.
fn idle(entry: &DaysEntry, calendar: &Calendar) -> Option<CalendarFinding> {
    let works = |d: NaiveDate| !calendar.week[d.weekday().num_days_from_monday() as usize].is_empty();
    let date = entry.from;
    if !entry.works && !entry.days().any(works) {
        Some(CalendarFinding::RestAnyway { date })
    } else if entry.works && !entry.own_hours && entry.days().all(works) {
        Some(CalendarFinding::WorkAnyway { date })
    } else {
        None
    }
}
