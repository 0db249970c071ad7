//! The figures of a period over time: week by week, or in longer stretches where that would be too many.

use super::counted::Counted;
use super::entry::Figure;
use super::figures::Period;
use crate::case::Stamp;
use crate::clock::Zone;
use crate::clock::zone::add_days;
use chrono::{Datelike, Months, NaiveDate};

/// How long each stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// From Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// Two years of weeks are as many as a chart can show; ten years of months too.
const MOST: usize = 120;

/// The stretches of a period, the first and the last as far as they lie in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// How long they are.
    pub stretch: Stretch,
    /// The first day of each, in order.
    pub starts: Vec<NaiveDate>,
    until: NaiveDate,
}

impl Course {
    /// Of a period, up to today: what lies ahead has no figures. A period that lies ahead as a whole has no stretch.
    #[must_use]
    pub fn of(period: Period, today: NaiveDate) -> Self {
        let until = period.until.min(today);
        let stretches = [Stretch::Week, Stretch::Month, Stretch::Year];
        let starts = |stretch: Stretch| {
            let mut starts = Vec::new();
            let mut start = period.since;
            // One more than are shown tells that they are too many.
            while start <= until && (starts.len() <= MOST || stretch == Stretch::Year) {
                starts.push(start);
                match following(start, stretch) {
                    Some(next) => start = next,
                    None => break,
                }
            }
            starts
        };
        let fits = |stretch: &Stretch| starts(*stretch).len() <= MOST;
        let stretch = stretches.into_iter().find(fits).unwrap_or(Stretch::Year);
        let mut starts = starts(stretch);
        starts.drain(..starts.len().saturating_sub(MOST));
        Self { stretch, starts, until }
    }

    /// The stretch that a moment lies in.
    #[must_use]
    pub fn place(&self, at: Stamp, zone: Zone) -> Option<usize> {
        let day = zone.date(at);
        let after = self.starts.partition_point(|start| *start <= day);
        (day <= self.until).then(|| after.checked_sub(1)).flatten()
    }

    /// How many entries of a figure there are in each stretch.
    #[must_use]
    pub fn counts<'c>(&self, cases: impl IntoIterator<Item = &'c Counted>, figure: Figure, zone: Zone) -> Vec<u32> {
        let mut counts = vec![0; self.starts.len()];
        for entry in cases.into_iter().flat_map(|c| &c.entries).filter(|e| e.figure == figure) {
            if let Some(place) = self.place(entry.at, zone) {
                counts[place] += 1;
            }
        }
        counts
    }
}

/// The first day of the next stretch.
fn following(start: NaiveDate, stretch: Stretch) -> Option<NaiveDate> {
    match stretch {
        Stretch::Week => {
            let next = add_days(start, 7 - start.weekday().num_days_from_monday());
            (next > start).then_some(next)
        }
        Stretch::Month => start.with_day(1)?.checked_add_months(Months::new(1)),
        Stretch::Year => NaiveDate::from_ymd_opt(start.year() + 1, 1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn course(since: &str, until: &str, today: &str) -> Course {
        Course::of(Period { since: day(since), until: day(until) }, day(today))
    }

    #[test]
    fn weeks_begin_on_monday_and_end_with_today() {
        let november = course("2026-11-01", "2026-11-30", "2026-11-24");
        let starts = ["2026-11-01", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"].map(day);
        assert_eq!((november.stretch, november.starts.as_slice()), (Stretch::Week, &starts[..]));
        assert_eq!(course("2026-12-01", "2026-12-31", "2026-11-24").starts, []);
        assert_eq!(course("2026-01-01", "2026-12-31", "2027-03-01").starts.len(), 53);
    }

    #[test]
    fn long_periods_go_by_months_and_years() {
        let three = course("2024-01-01", "2026-12-31", "2027-01-01");
        assert_eq!((three.stretch, three.starts.len()), (Stretch::Month, 36));
        let fifty = course("1980-06-15", "2026-12-31", "2027-01-01");
        assert_eq!((fifty.stretch, fifty.starts.len(), fifty.starts[1]), (Stretch::Year, 47, day("1981-01-01")));
        assert_eq!(course("0001-01-01", "9999-12-31", "9999-12-31").starts.len(), MOST);
    }

    #[test]
    fn a_moment_lies_in_the_stretch_of_its_local_day() {
        let november = course("2026-11-01", "2026-11-30", "2026-11-24");
        let zone = Zone(chrono_tz::Asia::Shanghai);
        let place = |text: &str| november.place(crate::case::stamp::parse_stamp(text).unwrap(), zone);
        assert_eq!(place("2026-11-01T23:59:59+08:00"), Some(0));
        assert_eq!(place("2026-11-01T16:00:00+00:00"), Some(1));
        assert_eq!(place("2026-11-24T23:00:00+08:00"), Some(4));
        assert_eq!(place("2026-10-31T23:00:00+08:00"), None);
        assert_eq!(place("2026-11-25T00:00:00+08:00"), None);
    }
}
