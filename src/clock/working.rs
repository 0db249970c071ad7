//! Working time on the clock: where limits end that count days and hours of work (clocks T4 to T6).

use super::zone::{Zone, add_days};
use crate::case::Stamp;
use crate::policy::{Calendar, Days, Duration, Hours, Policy, Unit};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

/// No calendar of ours reaches further: what lies beyond ends there.
const LAST_YEAR: i32 = 9998;

/// The calendar of a team in its zone.
#[derive(Debug, Clone, Copy)]
pub struct Working<'a> {
    zone: Zone,
    calendar: &'a Calendar,
}

impl<'a> Working<'a> {
    /// The working time of a policy.
    #[must_use]
    pub fn of(policy: &'a Policy) -> Self {
        Self { zone: Zone(policy.zone), calendar: &policy.calendar }
    }

    /// Whether feedback is owed on a date (clocks F2).
    #[must_use]
    pub fn is_feedback_day(&self, date: NaiveDate, days: Days) -> bool {
        days == Days::All || self.calendar.works_on(date)
    }

    /// The end of a limit that began at `start`: days end with their last second, days of work with the close of
    /// business, hours run on the wall clock or in working time (clocks T4, T5).
    #[must_use]
    pub fn end_of_limit(&self, start: Stamp, limit: Duration) -> Stamp {
        match limit.unit {
            Unit::Minutes | Unit::Hours => {
                self.zone.local(start + TimeDelta::seconds(limit.in_seconds().unwrap_or_default()))
            }
            Unit::Days | Unit::Weeks => {
                self.zone.end_of(add_days(self.zone.date(start), limit.in_days().unwrap_or_default()))
            }
            Unit::BusinessDays => self.close_of(self.later_day(self.zone.date(start), limit.n)),
            Unit::BusinessHours => self.add_time(start, i64::from(limit.n) * 3600),
        }
    }

    /// The nth working day after a date.
    #[must_use]
    pub fn later_day(&self, date: NaiveDate, n: u32) -> NaiveDate {
        let (mut day, mut left) = (date, n);
        while left > 0 && day.year() <= LAST_YEAR {
            day = add_days(day, 1);
            left -= u32::from(self.calendar.works_on(day));
        }
        day
    }

    /// When business closes on a date; the end of the day where nobody works.
    #[must_use]
    pub fn close_of(&self, date: NaiveDate) -> Stamp {
        match self.calendar.hours(date).last() {
            Some(hours) => self.moment(date, hours.to),
            None => self.zone.end_of(date),
        }
    }

    /// How often business closes from one moment to before another.
    #[must_use]
    pub fn closes_between(&self, from: Stamp, to: Stamp) -> u32 {
        let (mut day, last) = (self.zone.date(from), self.zone.date(to));
        let mut closes = 0;
        while day <= last {
            if self.calendar.works_on(day) {
                let close = self.close_of(day);
                closes += u32::from(from <= close && close < to);
            }
            day = add_days(day, 1);
        }
        closes
    }

    /// The moment after so many seconds of working time; a start outside them counts from the next opening.
    #[must_use]
    pub fn add_time(&self, start: Stamp, seconds: i64) -> Stamp {
        let (mut day, mut left) = (self.zone.date(start), seconds);
        while day.year() <= LAST_YEAR {
            for (open, close) in self.stretches(day, self.calendar.hours(day)) {
                let open = open.max(start);
                let here = (close - open).num_seconds();
                if here <= 0 {
                    continue;
                }
                if left <= here {
                    return self.zone.local(open + TimeDelta::seconds(left));
                }
                left -= here;
            }
            day = add_days(day, 1);
        }
        self.zone.end_of(day)
    }

    /// The seconds of working time from one moment to another.
    #[must_use]
    pub fn time_between(&self, from: Stamp, to: Stamp) -> i64 {
        let (mut day, last) = (self.zone.date(from), self.zone.date(to));
        let mut seconds = 0;
        while day <= last {
            for (open, close) in self.stretches(day, self.calendar.hours(day)) {
                seconds += (close.min(to) - open.max(from)).num_seconds().max(0);
            }
            day = add_days(day, 1);
        }
        seconds
    }

    /// The moment itself where somebody works, else the next opening. Where feedback is owed on all days, a day of rest
    /// opens like an ordinary day of work: an urgent case must not wait longer than the day rule lets others wait.
    #[must_use]
    pub fn opening(&self, at: Stamp, days: Days) -> Stamp {
        let mut day = self.zone.date(at);
        while day.year() <= LAST_YEAR {
            let hours = match self.calendar.hours(day) {
                [] if days == Days::All => self.calendar.usual_hours(),
                hours => hours,
            };
            for (open, close) in self.stretches(day, hours) {
                if at <= close {
                    return open.max(at);
                }
            }
            day = add_days(day, 1);
        }
        at
    }

    /// The first year from one moment to another whose holidays should be known and aren't (clocks T6).
    #[must_use]
    pub fn year_without_data(&self, from: Stamp, to: Stamp) -> Option<i32> {
        let (from, to) = (self.zone.date(from).year(), self.zone.date(to).year());
        (from..=to).find(|year| !self.calendar.covers(*year))
    }

    fn stretches(self, date: NaiveDate, hours: &'a [Hours]) -> impl Iterator<Item = (Stamp, Stamp)> + 'a {
        hours.iter().map(move |h| (self.moment(date, h.from), self.moment(date, h.to)))
    }

    fn moment(&self, date: NaiveDate, minute: u32) -> Stamp {
        match NaiveTime::from_hms_opt(minute / 60, minute % 60, 0) {
            Some(time) => self.zone.at(date, time),
            None => self.zone.start_of(add_days(date, 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::stamp::{parse_stamp, write_stamp};
    use crate::policy::read_calendar;

    fn end(policy: &Policy, start: &str, limit: &str) -> String {
        let start = parse_stamp(start).unwrap();
        write_stamp(Working::of(policy).end_of_limit(start, Duration::parse(limit).unwrap()))
    }

    #[test]
    fn limits_end_where_people_expect_across_a_change_of_clock() {
        let london = Policy { zone: chrono_tz::Europe::London, ..Policy::default() };
        let start = "2026-03-28T12:00:00+00:00";
        assert_eq!(end(&london, start, "24h"), "2026-03-29T13:00:00+01:00");
        assert_eq!(end(&london, start, "1d"), "2026-03-29T23:59:59+01:00");
        assert_eq!(end(&london, start, "1w"), "2026-04-04T23:59:59+01:00");
        assert_eq!(end(&london, start, "1bd"), "2026-03-30T18:00:00+01:00");
        assert_eq!(end(&london, start, "1bh"), "2026-03-30T10:00:00+01:00");
    }

    #[test]
    fn working_time_skips_nights_lunch_and_holidays() {
        let (calendar, faults) = read_calendar(
            "years = [2026]\n[week]\nmonday = [\"09:00-12:00\", \"13:00-18:00\"]\nthursday = [\"09:00-24:00\"]\n\
             [[off]]\nfrom = 2026-10-01\nto = 2026-10-07\n[[work]]\nday = 2026-10-10\n",
        );
        assert_eq!(faults, []);
        let policy = Policy { zone: chrono_tz::Asia::Shanghai, calendar, ..Policy::default() };
        // Monday 28 September, then nothing until Saturday the 10th: Thursday the 1st and Monday the 5th are off.
        assert_eq!(end(&policy, "2026-09-28T11:30:00+08:00", "1bh"), "2026-09-28T13:30:00+08:00");
        assert_eq!(end(&policy, "2026-09-28T17:30:00+08:00", "1bh"), "2026-10-08T09:30:00+08:00");
        assert_eq!(end(&policy, "2026-09-28T10:00:00+08:00", "7bh"), "2026-09-28T18:00:00+08:00");
        assert_eq!(end(&policy, "2026-09-28T10:00:00+08:00", "1bd"), "2026-10-09T00:00:00+08:00");
        assert_eq!(end(&policy, "2026-09-28T10:00:00+08:00", "2bd"), "2026-10-10T18:00:00+08:00");
        let working = Working::of(&policy);
        let stamp = |s: &str| parse_stamp(s).unwrap();
        let (from, to) = (stamp("2026-09-28T17:00:00+08:00"), stamp("2026-10-10T10:00:00+08:00"));
        assert_eq!(working.time_between(from, to), 3600 * (1 + 15 + 1));
        assert_eq!(working.closes_between(from, to), 2);
        assert_eq!(working.year_without_data(from, to), None);
        assert_eq!(working.year_without_data(from, stamp("2027-01-01T00:00:00+08:00")), Some(2027));
    }
}
