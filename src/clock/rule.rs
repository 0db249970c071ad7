//! Which days owe the customer an answer, and how they ended (clocks F2 to F6).

use super::excuse::{Excuse, Excuses};
use super::limits::{Limit, Source, feedback};
use super::view::View;
use super::zone::add_days;
use crate::case::state::Cycle;
use crate::case::{Event, Stamp};
use crate::policy::{Duration, Feedback};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// How a day with an obligation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayStatus {
    /// The customer heard from us.
    Met,
    /// Not.
    Missed,
    /// We tried twice, at least four hours apart, in vain.
    Attempted,
    /// The customer didn't expect us.
    Excused(Excuse),
}

/// A day that would carry an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRecord {
    /// The day.
    pub day: NaiveDate,
    /// How it ended.
    pub status: DayStatus,
}

/// A rhythm, from when it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rhythm {
    /// Since when.
    pub(super) from: Stamp,
    /// How often.
    pub(super) limit: Limit,
    /// Whether it takes no rest.
    pub(super) restless: bool,
}

/// The feedback rule over one cycle of one case.
#[derive(Debug)]
pub struct Rule<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) cycle: &'v Cycle,
    pub(super) feedbacks: Vec<&'a Event>,
    days: Vec<NaiveDate>,
    attempts: BTreeMap<NaiveDate, Vec<Stamp>>,
    excuses: Excuses,
    /// The rhythms the customer asked for, from when each holds.
    asked: Vec<(Stamp, Duration)>,
}

impl<'v, 'a> Rule<'v, 'a> {
    /// The rule over a cycle.
    #[must_use]
    pub fn over(view: &'v View<'a>, cycle: &'v Cycle) -> Self {
        let zone = view.zone();
        let feedbacks: Vec<&Event> = view.feedbacks(cycle).collect();
        let mut days: Vec<NaiveDate> = feedbacks.iter().map(|e| zone.date(e.at)).collect();
        days.sort_unstable();
        let mut attempts: BTreeMap<NaiveDate, Vec<Stamp>> = BTreeMap::new();
        for event in view.contacts(cycle).filter(|e| e.is_failed_attempt()) {
            attempts.entry(zone.date(event.at)).or_default().push(event.at);
        }
        // No rhythm asked for lets the customer wait longer than a date they may choose.
        let most = view.policy.feedback.max_next;
        let rhythm = |e: &Event| {
            let every = Duration::rhythm(e.contact().filter(|c| c.reached)?.every.as_deref()?)?;
            Some(if every.rough_seconds() > most.rough_seconds() { most } else { every })
        };
        let asked = view.contacts(cycle).filter_map(|e| rhythm(e).map(|d| (e.at, d))).collect();
        Self { view, cycle, feedbacks, days, attempts, excuses: Excuses::of(view, cycle), asked }
    }

    pub(super) fn settings(&self) -> &'a Feedback {
        &self.view.policy.feedback
    }

    /// The moment on a day at which silence raises the alarm.
    pub(super) fn cutoff(&self, day: NaiveDate) -> Stamp {
        self.view.zone().at(day, self.settings().cutoff)
    }

    /// The rhythm that held at a moment.
    pub(super) fn rhythm_at(&self, at: Stamp) -> Limit {
        match self.asked.iter().rfind(|(since, _)| *since <= at) {
            Some((_, duration)) => Limit { duration: *duration, source: Source::Customer },
            None => feedback(self.view.policy, self.view.limits_at(at), self.view.grade_at(at)),
        }
    }

    /// The rhythms from a moment up to now; a change that leaves the rhythm alone begins none.
    pub(super) fn rhythms_since(&self, from: Stamp) -> Vec<Rhythm> {
        let now = self.view.now.stamp;
        let asked = self.asked.iter().map(|(since, _)| *since).filter(|c| from < *c && *c <= now);
        let mut changes: Vec<Stamp> = self.view.changes(from, now).into_iter().chain(asked).collect();
        changes.sort_unstable();
        let at = |from| Rhythm { from, limit: self.rhythm_at(from), restless: self.is_restless(from) };
        let mut rhythms = vec![at(from)];
        for change in changes {
            let next = at(change);
            let same = |last: &Rhythm| last.limit.duration == next.limit.duration && last.restless == next.restless;
            if !rhythms.last().is_some_and(same) {
                rhythms.push(next);
            }
        }
        rhythms
    }

    /// Whether the rolling rule took no rest at a moment.
    fn is_restless(&self, at: Stamp) -> bool {
        self.view.policy.urgent.around_the_clock && self.view.grade_at(at).urgent
    }

    /// The day on which the cycle started; the first-response clock guards it.
    pub(super) fn first_day(&self) -> NaiveDate {
        self.view.zone().date(self.cycle.start)
    }

    /// Whether a day carries an obligation, and how it ended (clocks F2, F3, F5, F6).
    pub(super) fn judge(&self, day: NaiveDate) -> Option<DayRecord> {
        self.judge_at(day, self.cutoff(day))
    }

    fn judge_at(&self, day: NaiveDate, cutoff: Stamp) -> Option<DayRecord> {
        self.judge_under(day, cutoff, self.rhythm_at(cutoff).duration)
    }

    /// The same under a rhythm that need not be the one of that day.
    pub(super) fn judge_under(&self, day: NaiveDate, cutoff: Stamp, rhythm: Duration) -> Option<DayRecord> {
        let closed = self.cycle.end.is_some_and(|end| end <= cutoff);
        // A date that the zone skipped has no cutoff of its own.
        let skipped = self.view.zone().date(cutoff) != day;
        if day <= self.first_day()
            || closed
            || skipped
            || !self.view.working().is_feedback_day(day, self.settings().days)
        {
            return None;
        }
        let every = rhythm.in_days()?;
        let earlier = self.days.partition_point(|d| *d < day);
        let base = self.days[..earlier].last().copied().unwrap_or_else(|| self.first_day()).max(self.first_day());
        if (day - base).num_days() < i64::from(every) {
            return None;
        }
        let status = if let Some(excuse) = self.excuses.on(day, cutoff) {
            DayStatus::Excused(excuse)
        } else if self.days.get(earlier) == Some(&day) {
            DayStatus::Met
        } else if self.is_attempted(day) {
            DayStatus::Attempted
        } else {
            DayStatus::Missed
        };
        Some(DayRecord { day, status })
    }

    fn is_attempted(&self, day: NaiveDate) -> bool {
        let Some(times) = self.attempts.get(&day) else {
            return false;
        };
        let (Some(first), Some(last)) = (times.iter().min(), times.iter().max()) else {
            return false;
        };
        *last - *first >= TimeDelta::hours(4)
    }

    /// Every judged day of the cycle between two dates (clocks F3: judged once its cutoff has passed).
    #[must_use]
    pub fn judged(&self, from: NaiveDate, to: NaiveDate) -> Vec<DayRecord> {
        if !self.view.has_feedback_clock() {
            return Vec::new();
        }
        let now = self.view.now.stamp;
        let last = self.cycle.end.map_or(now, |end| end.min(now));
        let to = to.min(self.view.zone().date(last));
        let mut day = from.max(add_days(self.first_day(), 1));
        let mut out = Vec::new();
        while day <= to {
            let cutoff = self.cutoff(day);
            if cutoff >= now {
                break;
            }
            out.extend(self.judge_at(day, cutoff));
            day = add_days(day, 1);
        }
        out
    }

    /// The judged days later than the last feedback.
    pub(super) fn silent(&self) -> Vec<DayRecord> {
        let from = self.days.last().map_or_else(|| self.first_day(), |d| (*d).max(self.first_day()));
        self.judged(add_days(from, 1), NaiveDate::MAX)
    }

    /// Whether the customer heard from us after a day and before another.
    #[must_use]
    pub fn heard_between(&self, after: NaiveDate, before: NaiveDate) -> bool {
        self.days.iter().any(|d| after < *d && *d < before)
    }

    /// Whether the rolling rule holds now.
    #[must_use]
    pub fn rolls(&self) -> bool {
        self.rhythm_at(self.view.now.stamp).duration.in_seconds().is_some()
    }

    /// Feedbacks of the cycle, in the order of time.
    #[must_use]
    pub fn feedbacks(&self) -> &[&'a Event] {
        &self.feedbacks
    }
}
