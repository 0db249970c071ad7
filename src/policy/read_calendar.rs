//! Reading `calendar.toml`.

use super::calendar::{Calendar, Hours, Special};
use super::fault::{ConfigFault, ConfigFaultKind, ConfigType};
use super::table::{Entry, Table, as_number, parse};
use crate::case::Span;
use chrono::NaiveDate;

/// The longest run of days off that one entry may name.
const LONGEST: i64 = 366;

/// Reads a calendar; what it leaves open has its default. Every fault is reported, in the order of the file.
#[must_use]
pub fn read_calendar(text: &str) -> (Calendar, Vec<ConfigFault>) {
    let mut faults = Vec::new();
    let mut calendar = Calendar::default();
    let Some(document) = parse(text, &mut faults) else {
        return (calendar, faults);
    };
    let mut t = Table::new((&document, Span::default()), &mut faults);
    for (value, span) in t.items("years") {
        match as_number(value).filter(|y| (1900..=9998).contains(y)).and_then(|y| i32::try_from(y).ok()) {
            Some(year) => {
                calendar.years.insert(year);
            }
            None => {
                let kind = ConfigFaultKind::WrongType {
                    key: "years".to_owned(),
                    wanted: ConfigType::Number { min: 1900, max: 9998 },
                };
                t.fault(kind, span);
            }
        }
    }
    let week = t.table("week");
    let (off, work) = (t.tables("off"), t.tables("work"));
    t.end();
    if let Some(entry) = week {
        read_week(entry, &mut calendar, &mut faults);
    }
    for entry in off {
        read_days(entry, false, &mut calendar, &mut faults);
    }
    for entry in work {
        read_days(entry, true, &mut calendar, &mut faults);
    }
    super::fault::in_order(&mut faults);
    (calendar, faults)
}

fn read_week(entry: Entry<'_, '_>, calendar: &mut Calendar, faults: &mut Vec<ConfigFault>) {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let (span, before) = (entry.1, faults.len());
    let mut t = Table::new(entry, faults);
    for (day, key) in DAYS.into_iter().enumerate() {
        calendar.week[day] = hours(&mut t, key);
    }
    t.end();
    if calendar.usual_hours().is_empty() {
        // A misspelt day or stretch is told by itself.
        if faults.len() == before {
            faults.push(ConfigFault::new(ConfigFaultKind::NoWorkingTime, span));
        }
        calendar.week = Calendar::default().week;
    }
}

/// A list of stretches, in the order of the clock.
fn hours(t: &mut Table<'_, '_, '_>, key: &'static str) -> Vec<Hours> {
    let mut out: Vec<Hours> = Vec::new();
    for (text, span) in t.texts(key) {
        match Hours::parse(&text) {
            None => t.fault(ConfigFaultKind::WrongType { key: key.to_owned(), wanted: ConfigType::Hours }, span),
            Some(hours) if out.iter().any(|h| h.from < hours.to && hours.from < h.to) => {
                t.fault(ConfigFaultKind::HoursOverlap { hours: text }, span);
            }
            Some(hours) => out.push(hours),
        }
    }
    out.sort_unstable();
    out
}

/// One `[[off]]` or `[[work]]`: a `day`, or the days `from` … `to`.
fn read_days(entry: Entry<'_, '_>, work: bool, calendar: &mut Calendar, faults: &mut Vec<ConfigFault>) {
    let mut t = Table::new(entry, faults);
    let day = t.day("day");
    let (from, to) = (t.day("from"), t.day("to"));
    let (name, source) = (t.bilingual("name"), t.text("source"));
    let own = if work { hours(&mut t, "hours") } else { Vec::new() };
    let mut span = t.place("day");
    let range = match (day, from, to) {
        (Some(day), None, None) => Some((day, day)),
        (None, Some(from), Some(to)) => {
            span = t.place("from");
            Some((from, to))
        }
        (None, None, None) => {
            t.need::<()>("day", None);
            None
        }
        (None, Some(_), None) => {
            t.need::<()>("to", None);
            None
        }
        (None, None, Some(_)) => {
            t.need::<()>("from", None);
            None
        }
        (Some(_), ..) => {
            t.fault(ConfigFaultKind::DayAndRange, span);
            None
        }
    };
    if let Some((from, to)) = range {
        if from > to {
            t.fault(ConfigFaultKind::DatesReversed, span);
        } else if (to - from).num_days() >= LONGEST {
            t.fault(ConfigFaultKind::RangeTooLong { most: LONGEST }, span);
        } else {
            let usual = if work && own.is_empty() { calendar.usual_hours().to_vec() } else { own };
            for date in days(from, to) {
                let clash = calendar.special.get(&date).is_some_and(|s| s.hours.is_empty() == work);
                if clash {
                    t.fault(ConfigFaultKind::OffAndWork { date }, span);
                    break;
                }
                let special = Special { hours: usual.clone(), name: name.clone(), source: source.clone() };
                calendar.special.insert(date, special);
            }
        }
    }
    t.end();
}

fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |d| *d <= to)
}
