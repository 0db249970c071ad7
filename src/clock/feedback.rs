//! The rows of the rule the product exists for: while a complaint is open the customer hears from us (clocks F4, F7).

use super::deadline::{Deadline, Kind, Level, Met};
use super::excuse::Excuse;
use super::limits::{Limit, first_response};
use super::reckon::Reckoned;
use super::rule::{DayRecord, DayStatus, Rule};
use super::why::{Heard, Why};
use super::zone::add_days;
use crate::case::Stamp;
use crate::policy::Days;
use chrono::{NaiveDate, TimeDelta};

impl Rule<'_, '_> {
    pub(super) fn last_heard(&self) -> Option<Heard> {
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
        if self.feedbacks.is_empty() { Some(self.first_response()) } else { self.all_rhythms() }
    }

    /// The row of the rhythm that holds now, with everything missed under those before: what was judged stays judged
    /// (clocks T8).
    fn all_rhythms(&self) -> Option<Deadline> {
        let rolled = self.rolled();
        let now = if self.rolls() { self.rolling(&rolled) } else { self.daily()? };
        let days = if self.rolls() { self.daily().filter(|d| d.level.is_some()) } else { None };
        let hours = rolled.before;
        if days.is_none() && hours.is_none() {
            return Some(now);
        }
        let (hours_due, hours_missed) = hours.unwrap_or((now.due, 0));
        let count = [Some(&now), days.as_ref()].into_iter().flatten().filter_map(|d| d.missed).sum::<u32>();
        let count = count.saturating_add(hours_missed);
        let mut row = days.unwrap_or(now);
        row.due = row.due.min(hours_due);
        row.level = self.level(count).or(row.level);
        row.missed = Some(count);
        Some(row)
    }

    /// Where the silence began: the last feedback, or the start of the cycle.
    pub(super) fn silent_since(&self) -> Stamp {
        self.feedbacks.last().map_or(self.cycle.start, |e| e.at).max(self.cycle.start)
    }

    /// When the first feedback is due, or was due before it came at `met`. A change of the limit holds from its moment: a
    /// shorter one runs from then, unless the old one ends earlier, a longer one from the start. A first answer that is
    /// overdue by then stays overdue (clocks T8).
    fn first_due(&self, met: Option<Stamp>) -> Reckoned {
        let (view, working, start) = (self.view, self.view.working(), self.cycle.start);
        let of = |at: Stamp| first_response(view.policy, view.limits_at(at), view.grade_at(at));
        let end = |from: Stamp, limit: Limit| working.end_of_limit(from, limit.duration);
        let mut held = of(start);
        let (mut limit, mut due, mut changed) = (held, end(start, held), None);
        for change in view.changes(start, met.unwrap_or(view.now.stamp)) {
            if change > due {
                break;
            }
            let next = of(change);
            if next.duration != held.duration {
                let longer = end(start, next) >= end(start, held);
                let (anew, from) =
                    if longer { (end(start, next).max(change), None) } else { (end(change, next), Some(change)) };
                if longer || anew < due {
                    (limit, due, changed) = (next, anew, from);
                }
            }
            held = next;
        }
        Reckoned { start, due, limit, waits: Vec::new(), changed }
    }

    /// Until the first feedback. A limit that reaches beyond the day of the first miss hides no missed days: the row is
    /// listed with the first of them, else a customer who was called would stand worse than one who never was.
    fn first_response(&self) -> Deadline {
        let reckoned = self.first_due(None);
        let (zone, now) = (self.view.zone(), self.view.now.stamp);
        let missed: Vec<NaiveDate> = missed_days(&self.silent(), DayStatus::Missed);
        let blind = reckoned.blind(self.view).or_else(|| self.blind(*missed.last()?));
        let rolled = self.rolled();
        let rolls = if self.rolls() { rolled.missed } else { 0 };
        let before = rolled.before.map_or(0, |(_, missed)| missed);
        let count = number(missed.len()).saturating_add(rolls).saturating_add(before);
        let passed = now > reckoned.due;
        let level = self.level(count);
        // A day of 23 hours makes no limit of 24 a longer one.
        let long = !reckoned.limit.duration.is_within_a_day();
        let hidden = missed.first().filter(|day| level.is_some() && long && reckoned.due > zone.end_of(**day));
        let due = hidden.map_or(reckoned.due, |day| self.cutoff(*day));
        let level = if passed { Some(level.unwrap_or(Level::Late)) } else { level.filter(|_| hidden.is_some()) };
        let why = Why::FirstResponse { reckoned, missed };
        let deadline = Deadline::new(Kind::FirstResponse, due, why);
        Deadline { level, missed: Some(count), blind, ..deadline }
    }

    /// The first answer of the cycle, once it was given.
    pub(super) fn first_response_met(&self) -> Option<Deadline> {
        let first = self.feedbacks.first().filter(|_| self.view.has_feedback_clock())?;
        let reckoned = self.first_due(Some(first.at));
        let (due, blind) = (reckoned.due, reckoned.blind(self.view));
        let why = Why::FirstResponse { reckoned, missed: Vec::new() };
        Some(Deadline { blind, met: Some(Met::by(first)), ..Deadline::new(Kind::FirstResponse, due, why) })
    }

    /// The first answer of the cycle by its own limit, given or not; `None` where nobody can be answered.
    pub(super) fn first_answer(&self) -> Option<Deadline> {
        if !self.view.has_feedback_clock() {
            return None;
        }
        let unmet = || {
            let reckoned = self.first_due(self.cycle.end);
            let (due, why) = (reckoned.due, Why::FirstResponse { reckoned, missed: Vec::new() });
            Deadline::new(Kind::FirstResponse, due, why)
        };
        Some(self.first_response_met().unwrap_or_else(unmet))
    }

    fn daily(&self) -> Option<Deadline> {
        let silent = self.silent();
        let missed = missed_days(&silent, DayStatus::Missed);
        let attempted = missed_days(&silent, DayStatus::Attempted);
        let first = missed.iter().chain(&attempted).min().copied();
        let count = number(missed.len());
        let level = first.and_then(|_| self.level(count).or((!attempted.is_empty()).then_some(Level::Late)));
        let day = first.or_else(|| self.next_day())?;
        let limit = self.rhythm_at(self.cutoff(day));
        let excused = silent.iter().filter_map(|r| match r.status {
            DayStatus::Excused(excuse) => Some((r.day, excuse)),
            _ => None,
        });
        let blind = self.blind(day);
        let why = Why::Day {
            start: self.cycle.start,
            day,
            limit,
            days: self.settings().days,
            last: self.last_heard(),
            missed,
            attempted,
            excused: excused.chain(self.excused_before(day)).collect(),
        };
        let deadline = Deadline::new(Kind::Feedback, self.cutoff(day), why);
        Some(Deadline { level, missed: Some(count), blind, ..deadline })
    }

    /// The year whose working days the silence up to a day needs, and nobody told us (clocks T6).
    fn blind(&self, day: NaiveDate) -> Option<i32> {
        let working = self.settings().days == Days::Working;
        working.then(|| self.view.working().year_without_data(self.silent_since(), self.cutoff(day))).flatten()
    }

    /// The next day on which feedback is owed and not yet given.
    fn next_day(&self) -> Option<NaiveDate> {
        let today = self.view.zone().date(self.view.now.stamp);
        let mut day = if self.cutoff(today) < self.view.now.stamp { add_days(today, 1) } else { today };
        // No day before the rhythm has run out: it may be years long.
        let silent = self.view.zone().date(self.silent_since());
        let every = self.rhythm_at(self.view.now.stamp).duration.in_days().unwrap_or(1);
        day = day.max(add_days(silent, every));
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

    /// The level of so many missed days (clocks F4).
    pub(super) fn level(&self, missed: u32) -> Option<Level> {
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
