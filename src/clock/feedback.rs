//! The rows of the rule the product exists for: while a complaint is open the customer hears from us (clocks F4, F7, F8).

use super::calendar::{add_days, is_feedback_day, next_feedback_day};
use super::deadline::{Deadline, Kind, Level};
use super::excuse::Excuse;
use super::limits::{Limit, first_response};
use super::rule::{DayRecord, DayStatus, Rule};
use super::why::{Heard, Why};
use crate::case::Stamp;
use crate::case::state::Grade;
use chrono::{NaiveDate, TimeDelta};

impl Rule<'_, '_> {
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
            Some(self.rolling_after_days())
        } else {
            self.daily()
        }
    }

    /// The rolling rule, with the days that were missed before it began: what was judged stays judged (clocks T8).
    fn rolling_after_days(&self) -> Deadline {
        let rolling = self.rolling();
        let Some(daily) = self.daily().filter(|d| d.level.is_some()) else { return rolling };
        let count = daily.missed.unwrap_or(0).saturating_add(rolling.missed.unwrap_or(0));
        let level = self.level(count).or(daily.level);
        Deadline { missed: Some(count), level, ..daily }
    }

    /// When the first feedback is due. A change of the limit holds from its moment, but a first answer that is
    /// overdue by then stays overdue (clocks T8).
    fn first_due(&self) -> (Stamp, Limit, Option<Stamp>) {
        let (view, zone, start) = (self.view, self.view.zone(), self.cycle.start);
        let of = |grade: Grade| first_response(view.policy, view.playbook, grade);
        let mut limit = of(self.grade_at(start));
        let (mut due, mut changed) = (zone.end_of_limit(start, limit.duration), None);
        let now = view.now.stamp;
        for grade in view.state.grades.iter().filter(|g| g.since > start && g.since <= now) {
            let next = of(*grade);
            if grade.since > due {
                break;
            }
            if next.duration != limit.duration {
                due = zone.end_of_limit(grade.since, next.duration);
                changed = Some(grade.since);
            }
            limit = next;
        }
        (due, limit, changed)
    }

    fn first_response(&self) -> Deadline {
        let (due, limit, changed) = self.first_due();
        let missed: Vec<NaiveDate> = missed_days(&self.silent(), DayStatus::Missed);
        let rolled = if self.rolls() { self.rolling().missed.unwrap_or(0) } else { 0 };
        let count = number(missed.len()).saturating_add(rolled);
        let late = self.view.now.stamp > due;
        let level = late.then(|| self.level(count).unwrap_or(Level::Late).min(Level::Late));
        let start = self.cycle.start;
        let why = Why::FirstResponse { start, limit, changed, missed };
        Deadline { kind: Kind::FirstResponse, due, level, missed: Some(count), why }
    }

    fn daily(&self) -> Option<Deadline> {
        let silent = self.silent();
        let missed = missed_days(&silent, DayStatus::Missed);
        let attempted = missed_days(&silent, DayStatus::Attempted);
        let first = missed.iter().chain(&attempted).min().copied();
        let count = number(missed.len());
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

fn number(days: usize) -> u32 {
    u32::try_from(days).unwrap_or(u32::MAX)
}

fn missed_days(records: &[DayRecord], status: DayStatus) -> Vec<NaiveDate> {
    records.iter().filter(|r| r.status == status).map(|r| r.day).collect()
}
