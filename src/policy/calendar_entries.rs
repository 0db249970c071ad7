//! What stands where in `calendar.toml`: for messages about an entry, and for what is added to the file.

use super::table::{Table, as_number, parse};
use crate::case::Span;
use chrono::NaiveDate;

/// An `[[off]]` or `[[work]]` as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysEntry {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Whether people work on these days.
    pub works: bool,
    /// Whether it names hours of its own.
    pub own_hours: bool,
    /// Where its day, or the first of its days, is written.
    pub span: Span,
}

impl DaysEntry {
    /// Its days.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let to = self.to;
        self.from.iter_days().take_while(move |d| *d <= to)
    }
}

/// The entries of a calendar that can be read, in the order of the file.
#[must_use]
pub fn calendar_entries(text: &str) -> Vec<DaysEntry> {
    let mut faults = Vec::new();
    let Some(document) = parse(text, &mut faults) else {
        return Vec::new();
    };
    let mut t = Table::new((&document, Span::default()), &mut faults);
    let (off, work) = (t.tables("off"), t.tables("work"));
    let both = off.into_iter().map(|entry| (entry, false)).chain(work.into_iter().map(|entry| (entry, true)));
    let mut entries = Vec::new();
    for (entry, works) in both {
        let mut t = Table::new(entry, &mut faults);
        let (day, from, to) = (t.day("day"), t.day("from"), t.day("to"));
        let range = day.map(|day| (day, day)).or(from.zip(to));
        let span = t.place(if day.is_some() { "day" } else { "from" });
        let own_hours = !t.items("hours").is_empty();
        if let Some((from, to)) = range {
            entries.push(DaysEntry { from, to, works, own_hours, span });
        }
    }
    entries.sort_by_key(|e| e.span);
    entries
}

/// The years that a calendar declares, each with its place, in the order of the file.
#[must_use]
pub fn calendar_years(text: &str) -> Vec<(i32, Span)> {
    let mut faults = Vec::new();
    let Some(document) = parse(text, &mut faults) else {
        return Vec::new();
    };
    let mut t = Table::new((&document, Span::default()), &mut faults);
    let years = t.items("years").into_iter();
    years.filter_map(|(value, span)| Some((i32::try_from(as_number(value)?).ok()?, span))).collect()
}
