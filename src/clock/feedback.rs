//! The rule the product exists for: while a complaint is open the customer hears from us (clocks F1 to F9).

use super::calendar::{add_days, is_feedback_day, next_feedback_day};
use super::deadline::{Deadline, Kind, Level};
use super::excuse::{Excuse, Excuses};
use super::limits::{Limit, Source, feedback, first_response};
use super::view::View;
use super::why::{Heard, Why};
use crate::case::state::{Cycle, Grade};
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

/// The feedback rule over one cycle of one case.
#[derive(Debug)]
pub struct Rule<'v, 'a> {
    view: &'v View<'a>,
    cycle: &'v Cycle,
    feedbacks: Vec<&'a Event>,
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
        let rhythm = |e: &Event| Duration::parse(e.contact()?.every.as_deref()?);
        let asked = view.contacts(cycle).filter_map(|e| rhythm(e).map(|d| (e.at, d))).collect();
        Self { view, cycle, feedbacks, days, attempts, excuses: Excuses::of(view, cycle), asked }
    }

    fn settings(&self) -> &'a Feedback {
        &self.view.policy.feedback
    }

    /// The moment on a day at which silence raises the alarm.
    fn cutoff(&self, day: NaiveDate) -> Stamp {
        self.view.zone().at(day, self.settings().cutoff)
    }

    /// The grade that held at a moment, and since when.
    fn grade_at(&self, at: Stamp) -> Grade {
        let grades = &self.view.state.grades;
        *grades.iter().rfind(|g| g.since <= at).unwrap_or(&grades[0])
    }

    /// The rhythm that held at a moment, and since when.
    fn rhythm_at(&self, at: Stamp) -> (Limit, Stamp) {
        if let Some((since, duration)) = self.asked.iter().rfind(|(since, _)| *since <= at) {
            return (Limit { duration: *duration, source: Source::Customer }, *since);
        }
        let grade = self.grade_at(at);
        (feedback(self.view.policy, self.view.playbook, grade), grade.since)
    }

    /// The day on which the cycle started; the first-response clock guards it.
    fn first_day(&self) -> NaiveDate {
        self.view.zone().date(self.cycle.start)
    }

    /// Whether a day carries an obligation, and how it ended (clocks F2, F3, F5, F6).
    fn judge(&self, day: NaiveDate) -> Option<DayRecord> {
        self.judge_at(day, self.cutoff(day))
    }

    fn judge_at(&self, day: NaiveDate, cutoff: Stamp) -> Option<DayRecord> {
        let closed = self.cycle.end.is_some_and(|end| end <= cutoff);
        if day <= self.first_day() || closed || !is_feedback_day(day, self.settings().days) {
            return None;
        }
        let every = self.rhythm_at(cutoff).0.duration.in_days()?;
        let earlier = self.days.partition_point(|d| *d < day);
        let base = self.days[..earlier].last().copied().unwrap_or_else(|| self.first_day()).max(self.first_day());
        if (day - base).num_days() < i64::from(every) {
            return None;
        }
        let status = if self.days.get(earlier) == Some(&day) {
            DayStatus::Met
        } else if let Some(excuse) = self.excuses.on(day, cutoff) {
            DayStatus::Excused(excuse)
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
    fn silent(&self) -> Vec<DayRecord> {
        let from = self.days.last().map_or_else(|| self.first_day(), |d| (*d).max(self.first_day()));
        self.judged(add_days(from, 1), NaiveDate::MAX)
    }

    /// Whether the rolling rule holds now.
    #[must_use]
    pub fn rolls(&self) -> bool {
        self.rhythm_at(self.view.now.stamp).0.duration.in_seconds().is_some()
    }

    /// Feedbacks of the cycle, in the order of time.
    #[must_use]
    pub fn feedbacks(&self) -> &[&'a Event] {
        &self.feedbacks
    }

    fn last_heard(&self) -> Option<Heard> {
        self.feedbacks.last().map(|e| Heard {
            at: e.at,
            by: e.by.clone(),
            entered_late: e.recorded() - e.at > TimeDelta::hours(24),
        })
    }

    /// The row of the running cycle: `first-response` until the first feedback, `feedback` from then on (clocks F7).
    #[must_use]
    pub fn deadline(&self) -> Option<Deadline> {
        if self.view.state.is_closed() || !self.view.has_feedback_clock() {
            return None;
        }
        if self.feedbacks.is_empty() {
            Some(self.first_response())
        } else if self.rolls() {
            Some(self.rolling())
        } else {
            self.daily()
        }
    }

    fn first_response(&self) -> Deadline {
        let (view, zone, start) = (self.view, self.view.zone(), self.cycle.start);
        let grade = self.grade_at(view.now.stamp);
        let limit = first_response(view.policy, view.playbook, grade);
        // A change of severity holds from its moment: the new limit runs from there (clocks T8).
        let before = self.grade_at(start);
        let changed =
            grade.since > start && first_response(view.policy, view.playbook, before).duration != limit.duration;
        let from = if changed { grade.since } else { start };
        let due = zone.end_of_limit(from, limit.duration);
        let missed: Vec<NaiveDate> = missed_days(&self.silent(), DayStatus::Missed);
        let count = u32::try_from(missed.len()).unwrap_or(u32::MAX);
        let level = (view.now.stamp > due).then(|| self.level(count).unwrap_or(Level::Late).min(Level::Late));
        let changed = changed.then_some(grade.since);
        Deadline {
            kind: Kind::FirstResponse,
            due,
            level,
            missed: Some(count),
            why: Why::FirstResponse { start, limit, changed, missed },
        }
    }

    fn daily(&self) -> Option<Deadline> {
        let silent = self.silent();
        let missed = missed_days(&silent, DayStatus::Missed);
        let attempted = missed_days(&silent, DayStatus::Attempted);
        let first = missed.iter().chain(&attempted).min().copied();
        let count = u32::try_from(missed.len()).unwrap_or(u32::MAX);
        let level = match first {
            Some(_) if missed.is_empty() => Some(Level::Late),
            Some(_) => self.level(count),
            None => None,
        };
        let day = first.or_else(|| self.next_day())?;
        let (limit, _) = self.rhythm_at(self.cutoff(day));
        let excused = silent.iter().filter_map(|r| match r.status {
            DayStatus::Excused(excuse) => Some((r.day, excuse)),
            _ => None,
        });
        let why = Why::Day {
            day,
            limit,
            days: self.settings().days,
            last: self.last_heard(),
            missed,
            attempted,
            excused: excused.chain(self.excused_before(day)).collect(),
        };
        Some(Deadline { kind: Kind::Feedback, due: self.cutoff(day), level, missed: Some(count), why })
    }

    /// The next day on which feedback is owed and not yet given.
    fn next_day(&self) -> Option<NaiveDate> {
        let today = self.view.zone().date(self.view.now.stamp);
        let mut day = if self.cutoff(today) < self.view.now.stamp { add_days(today, 1) } else { today };
        for _ in 0..800 {
            if matches!(self.judge(day), Some(DayRecord { status: DayStatus::Missed | DayStatus::Attempted, .. })) {
                return Some(day);
            }
            day = add_days(day, 1);
        }
        None
    }

    /// The excused days from today to before the day that is due next.
    fn excused_before(&self, day: NaiveDate) -> Vec<(NaiveDate, Excuse)> {
        let today = self.view.zone().date(self.view.now.stamp);
        let mut here = if self.cutoff(today) < self.view.now.stamp { add_days(today, 1) } else { today };
        let mut out = Vec::new();
        while here < day && out.len() < 31 {
            if let Some(DayRecord { status: DayStatus::Excused(excuse), .. }) = self.judge(here) {
                out.push((here, excuse));
            }
            here = add_days(here, 1);
        }
        out
    }

    fn rolling(&self) -> Deadline {
        let (view, zone) = (self.view, self.view.zone());
        let (limit, since) = self.rhythm_at(view.now.stamp);
        let last = self.last_heard();
        let from = last.as_ref().map_or(self.cycle.start, |h| h.at).max(self.cycle.start);
        // A rule that began later judges nothing before it began.
        let from = if since > from { since } else { from };
        let period = TimeDelta::seconds(limit.duration.in_seconds().unwrap_or(3600));
        let mut due = zone.local(from + period);
        let grade = self.grade_at(view.now.stamp);
        let restless = grade.urgent && view.policy.urgent.around_the_clock;
        let day = zone.date(due);
        let moved = !restless && !is_feedback_day(day, self.settings().days);
        if moved {
            due = zone.start_of(next_feedback_day(day, self.settings().days));
        }
        let late = view.now.stamp - due;
        let missed = if late > TimeDelta::zero() {
            let periods = late.num_seconds() / period.num_seconds().max(1);
            u32::try_from(periods).unwrap_or(u32::MAX).saturating_add(1)
        } else {
            0
        };
        let why = Why::Rolling { last, from, limit, moved };
        Deadline { kind: Kind::Feedback, due, level: self.level(missed), missed: Some(missed), why }
    }

    /// The level of so many missed days (clocks F4).
    fn level(&self, missed: u32) -> Option<Level> {
        let settings = self.settings();
        if missed == 0 {
            None
        } else if missed >= settings.breach {
            Some(Level::Breach)
        } else if missed >= settings.critical {
            Some(Level::Critical)
        } else if missed >= settings.late {
            Some(Level::Late)
        } else {
            None
        }
    }
}

fn missed_days(records: &[DayRecord], status: DayStatus) -> Vec<NaiveDate> {
    records.iter().filter(|r| r.status == status).map(|r| r.day).collect()
}
