//! Days of a zone, across its changes of clock.

use crate::case::Stamp;
use chrono::{LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// The workspace's zone: a *day* is a local calendar date in it (clocks T1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(pub Tz);

impl Zone {
    /// The stamp as this zone writes it.
    #[must_use]
    pub fn local(self, stamp: Stamp) -> Stamp {
        stamp.with_timezone(&self.0).fixed_offset()
    }

    /// The moment so many seconds after the beginning of 1970; `None` where no calendar reaches.
    #[must_use]
    pub fn moment(self, seconds: i64) -> Option<Stamp> {
        self.0.timestamp_opt(seconds, 0).single().map(|t| t.fixed_offset())
    }

    /// The local date of a moment.
    #[must_use]
    pub fn date(self, stamp: Stamp) -> NaiveDate {
        stamp.with_timezone(&self.0).date_naive()
    }

    /// The time of day of a moment.
    #[must_use]
    pub fn time(self, stamp: Stamp) -> NaiveTime {
        stamp.with_timezone(&self.0).time()
    }

    /// A time on a date. Where the clock shows it twice the later one, where it skips it the first moment after.
    #[must_use]
    pub fn at(self, date: NaiveDate, time: NaiveTime) -> Stamp {
        let mut local = date.and_time(time);
        // Samoa skipped all of 30 December 2011.
        for _ in 0..=1500 {
            match self.0.from_local_datetime(&local) {
                LocalResult::Single(t) => return t.fixed_offset(),
                LocalResult::Ambiguous(_, later) => return later.fixed_offset(),
                LocalResult::None => local += TimeDelta::minutes(1),
            }
        }
        // Reached only for dates at the end of time.
        self.0.from_utc_datetime(&date.and_time(time)).fixed_offset()
    }

    /// The last second of a date (clocks T4).
    #[must_use]
    pub fn end_of(self, date: NaiveDate) -> Stamp {
        self.at(date, NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default())
    }

    /// The first moment of a date: where midnight comes twice, the first of both.
    #[must_use]
    pub fn start_of(self, date: NaiveDate) -> Stamp {
        match self.0.from_local_datetime(&date.and_time(NaiveTime::MIN)) {
            LocalResult::Ambiguous(first, _) => first.fixed_offset(),
            _ => self.at(date, NaiveTime::MIN),
        }
    }
}

/// A later date.
#[must_use]
pub fn add_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::stamp::write_stamp;

    #[test]
    fn a_time_that_the_clock_skips_or_repeats_has_one_moment() {
        let london = Zone(chrono_tz::Europe::London);
        // 01:30 doesn't exist on that day.
        let gap = london.at(NaiveDate::from_ymd_opt(2026, 3, 29).unwrap(), NaiveTime::from_hms_opt(1, 30, 0).unwrap());
        assert_eq!(write_stamp(gap), "2026-03-29T02:00:00+01:00");
        // 01:30 comes twice in autumn: the later one counts, so that nobody is late too early.
        let twice =
            london.at(NaiveDate::from_ymd_opt(2026, 10, 25).unwrap(), NaiveTime::from_hms_opt(1, 30, 0).unwrap());
        assert_eq!(write_stamp(twice), "2026-10-25T01:30:00+00:00");
    }
}
