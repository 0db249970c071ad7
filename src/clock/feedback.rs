//! The rows of the rule the product exists for: while a complaint is open the customer hears from us (clocks F4, F7, F8).

use super::deadline::{Deadline, Kind, Level, Met};
use super::excuse::Excuse;
use super::limits::{Limit, first_response};
use super::reckon::Reckoned;
use super::rule::{DayRecord, DayStatus, Rhythm, Rule};
use super::why::{Heard, Why};
use super::zone::add_days;
use crate::case::Stamp;
use crate::policy::Days;
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
        if self.feedbacks.is_empty() { Some(self.first_response()) } else { self.all_rhythms() }
    }

    /// The row of the rhythm that holds now, with everything missed under those before: what was judged stays judged
    /// (clocks T8).
    fn all_rhythms(&self) -> Option<Deadline> {
        let now = if self.rolls() { self.rolling() } else { self.daily()? };
        let days = if self.rolls() { self.daily().filter(|d| d.level.is_some()) } else { None };
        let hours = self.rolled_before();
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
    fn silent_since(&self) -> Stamp {
        self.feedbacks.last().map_or(self.cycle.start, |e| e.at).max(self.cycle.start)
    }

    /// When the first answer under a rolling rhythm that holds no more fell due, and how many such answers were missed.
    fn rolled_before(&self) -> Option<(Stamp, u32)> {
        let rhythms = self.rhythms_since(self.silent_since());
        let missed = rhythms.windows(2).filter_map(|pair| {
            let (ended, end) = (pair[0], pair[1].from);
            ended.limit.duration.in_seconds()?;
            let (due, _) = self.rolls_to(ended);
            Some((due, answers_missed(due, ended.limit, end))).filter(|(_, missed)| *missed > 0)
        });
        missed.reduce(|a, b| (a.0.min(b.0), a.1.saturating_add(b.1)))
    }

    /// When the first feedback is due, or was due before it came at `met`. A change of the limit holds from its moment,
    /// but a first answer that is overdue by then stays overdue (clocks T8).
    fn first_due(&self, met: Option<Stamp>) -> Reckoned {
        let (view, working, start) = (self.view, self.view.working(), self.cycle.start);
        let of = |at: Stamp| first_response(view.policy, view.limits_at(at), view.grade_at(at));
        let mut limit = of(start);
        let (mut due, mut changed) = (working.end_of_limit(start, limit.duration), None);
        for change in view.changes(start, met.unwrap_or(view.now.stamp)) {
            if change > due {
                break;
            }
            let next = of(change);
            if next.duration != limit.duration {
                due = working.end_of_limit(change, next.duration);
                changed = Some(change);
            }
            limit = next;
        }
        Reckoned { start, due, limit, waits: Vec::new(), changed }
    }

    fn first_response(&self) -> Deadline {
        let reckoned = self.first_due(None);
        let due = reckoned.due;
        let missed: Vec<NaiveDate> = missed_days(&self.silent(), DayStatus::Missed);
        let blind = reckoned.blind(self.view).or_else(|| self.blind(*missed.last()?));
        let rolled = if self.rolls() { self.rolling().missed.unwrap_or(0) } else { 0 };
        let rolled = rolled.saturating_add(self.rolled_before().map_or(0, |(_, missed)| missed));
        let count = number(missed.len()).saturating_add(rolled);
        let late = self.view.now.stamp > due;
        let level = late.then(|| self.level(count).unwrap_or(Level::Late).min(Level::Late));
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

    /// When a rolling rhythm falls due, and where that was before it was moved to the next opening.
    fn rolls_to(&self, rhythm: Rhythm) -> (Stamp, Option<Stamp>) {
        let due = self.view.zone().local(rhythm.from + period(rhythm.limit));
        if rhythm.restless {
            return (due, None);
        }
        let opening = self.view.working().opening(due, self.settings().days);
        (opening, (opening != due).then_some(due))
    }

    fn rolling(&self) -> Deadline {
        let last = self.last_heard();
        let rhythms = self.rhythms_since(self.silent_since());
        let rhythm = rhythms[rhythms.len() - 1];
        let Rhythm { from, limit, restless } = rhythm;
        let (due, unmoved) = self.rolls_to(rhythm);
        let missed = answers_missed(due, limit, self.view.now.stamp);
        // Where feedback is owed on all days, a holiday opens like any other.
        let asks_calendar = !restless && self.settings().days == Days::Working;
        let blind = asks_calendar.then(|| self.view.working().year_without_data(unmoved.unwrap_or(due), due)).flatten();
        let deadline = Deadline::new(Kind::Feedback, due, Why::Rolling { last, from, limit, unmoved });
        Deadline { level: self.level(missed), missed: Some(missed), blind, ..deadline }
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

fn period(limit: Limit) -> TimeDelta {
    TimeDelta::seconds(limit.duration.in_seconds().unwrap_or(3600).max(1))
}

/// One answer once `due` has passed, and one for each further whole period (clocks F8).
fn answers_missed(due: Stamp, limit: Limit, now: Stamp) -> u32 {
    let late = now - due;
    if late <= TimeDelta::zero() {
        return 0;
    }
    let periods = late.num_seconds() / period(limit).num_seconds();
    u32::try_from(periods).unwrap_or(u32::MAX).saturating_add(1)
}

fn number(days: usize) -> u32 {
    u32::try_from(days).unwrap_or(u32::MAX)
}

fn missed_days(records: &[DayRecord], status: DayStatus) -> Vec<NaiveDate> {
    records.iter().filter(|r| r.status == status).map(|r| r.day).collect()
}
