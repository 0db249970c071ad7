//! The rows of the rule the product exists for: while a complaint is open the customer hears from us (clocks F4, F7, F8).

use super::deadline::{Deadline, Kind, Level};
use super::excuse::Excuse;
use super::limits::{Limit, first_response};
use super::rule::{DayRecord, DayStatus, Rule};
use super::why::{Heard, Why};
use super::zone::add_days;
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
        let ended = rhythms.windows(2).map(|pair| (pair[0].0, pair[0].1, pair[1].0));
        let missed = ended.filter_map(|(from, limit, end)| {
            limit.duration.in_seconds()?;
            let (due, _) = self.rolls_to(from, limit);
            Some((due, answers_missed(due, limit, end))).filter(|(_, missed)| *missed > 0)
        });
        missed.reduce(|a, b| (a.0.min(b.0), a.1.saturating_add(b.1)))
    }

    /// When the first feedback is due. A change of the limit holds from its moment, but a first answer that is
    /// overdue by then stays overdue (clocks T8).
    fn first_due(&self) -> (Stamp, Limit, Option<Stamp>) {
        let (view, working, start) = (self.view, self.view.working(), self.cycle.start);
        let of = |grade: Grade| first_response(view.policy, view.limits_at(grade.since.max(start)), grade);
        let mut limit = of(self.grade_at(start));
        let (mut due, mut changed) = (working.end_of_limit(start, limit.duration), None);
        let now = view.now.stamp;
        for grade in view.state.grades.iter().filter(|g| g.since > start && g.since <= now) {
            let next = of(*grade);
            if grade.since > due {
                break;
            }
            if next.duration != limit.duration {
                due = working.end_of_limit(grade.since, next.duration);
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
        let rolled = rolled.saturating_add(self.rolled_before().map_or(0, |(_, missed)| missed));
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
        let limit = self.rhythm_at(self.cutoff(day));
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

    /// When a rolling rhythm that runs from a moment falls due, and whether it was moved to the next opening.
    fn rolls_to(&self, from: Stamp, limit: Limit) -> (Stamp, bool) {
        let (view, zone) = (self.view, self.view.zone());
        let due = zone.local(from + period(limit));
        let restless = self.grade_at(view.now.stamp).urgent && view.policy.urgent.around_the_clock;
        if restless {
            return (due, false);
        }
        let opening = view.working().opening(due, self.settings().days);
        (opening, opening != due)
    }

    fn rolling(&self) -> Deadline {
        let last = self.last_heard();
        let rhythms = self.rhythms_since(self.silent_since());
        let (from, limit) = rhythms[rhythms.len() - 1];
        let (due, moved) = self.rolls_to(from, limit);
        let missed = answers_missed(due, limit, self.view.now.stamp);
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
