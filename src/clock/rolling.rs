//! The rule in hours: it rolls from each feedback to the next, and across changes of the rhythm (clocks F8, T8).

use super::deadline::{Deadline, Kind};
use super::limits::Limit;
use super::rule::{DayStatus, Rhythm, Rule};
use super::why::Why;
use super::zone::add_days;
use crate::case::Stamp;
use crate::policy::Days;
use chrono::{NaiveDate, TimeDelta};

/// An answer under a rhythm.
#[derive(Debug, Clone, Copy)]
struct Owed {
    due: Stamp,
    /// Where it runs from.
    from: Stamp,
    /// Where it ended before it was moved to the next opening.
    unmoved: Option<Stamp>,
    /// It is the one of the rhythm before.
    stands: bool,
}

/// What the rhythms of a silence came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rolled {
    /// The one that holds.
    rhythm: Rhythm,
    /// Its next answer.
    owed: Owed,
    /// The answers missed under it.
    pub(super) missed: u32,
    /// The first that was missed under those before, and how many.
    pub(super) before: Option<(Stamp, u32)>,
}

impl Rule<'_, '_> {
    /// When a rolling rhythm that runs from a moment falls due, and where that was before it was moved to the next
    /// opening.
    fn rolls_to(&self, from: Stamp, rhythm: Rhythm) -> Owed {
        let due = self.view.zone().local(from + period(rhythm.limit));
        if rhythm.restless {
            return Owed { due, from, unmoved: None, stands: false };
        }
        let opening = self.view.working().opening(due, self.settings().days);
        Owed { due: opening, from, unmoved: (opening != due).then_some(due), stands: false }
    }

    /// The next answer under a rhythm, where the one before it, if any, left one still to be given.
    fn owed(&self, rhythm: Rhythm, left: Option<(Rhythm, Owed)>) -> Option<Owed> {
        if rhythm.limit.duration.in_seconds().is_none() {
            let days = (0..=14).map(|n| add_days(self.view.zone().date(rhythm.from), n));
            let owed = |day: &NaiveDate| {
                let status = self.judge_under(*day, self.cutoff(*day), rhythm.limit.duration).map(|r| r.status);
                self.cutoff(*day) >= rhythm.from && matches!(status, Some(DayStatus::Missed | DayStatus::Attempted))
            };
            let due = self.cutoff(days.into_iter().find(owed)?);
            return Some(Owed { due, from: rhythm.from, unmoved: None, stands: false });
        }
        let anew = self.rolls_to(rhythm.from, rhythm);
        let Some((before, left)) = left else { return Some(anew) };
        if rhythm.limit.duration.rough_seconds() > before.limit.duration.rough_seconds() {
            // A longer rhythm runs from the last word, so that no change back and forth puts it off for ever.
            let again = self.rolls_to(self.silent_since(), rhythm);
            return Some(if again.due < rhythm.from { Owed { due: rhythm.from, ..again } } else { again });
        }
        Some(if left.due < anew.due { Owed { stands: true, ..left } } else { anew })
    }

    /// The rhythms of this silence one after the other: what each left to the next, and what it missed (clocks T8, F8).
    pub(super) fn rolled(&self) -> Rolled {
        let rhythms = self.rhythms_since(self.silent_since());
        let mut before: Option<(Stamp, u32)> = None;
        let mut left: Option<(Rhythm, Owed)> = None;
        let (mut owed, mut rhythm) = (None, rhythms[0]);
        for (n, here) in rhythms.iter().enumerate() {
            rhythm = *here;
            let (rolls, next) = (rhythm.limit.duration.in_seconds().is_some(), rhythms.get(n + 1));
            // What a rule in days owes now is the day rule's own matter.
            owed = if rolls || next.is_some() { self.owed(rhythm, left.take()) } else { None };
            let (Some(end), Some(given)) = (next.map(|next| next.from), owed) else { continue };
            let missed = if rolls { answers_missed(given.due, rhythm.limit, end) } else { 0 };
            if missed > 0 {
                before =
                    Some(before.map_or((given.due, missed), |(due, m)| (due.min(given.due), m.saturating_add(missed))));
            }
            left = (given.due >= end).then_some((rhythm, given));
        }
        let owed = owed.unwrap_or_else(|| self.rolls_to(rhythm.from, rhythm));
        let rolls = rhythm.limit.duration.in_seconds().is_some();
        let missed = if rolls { answers_missed(owed.due, rhythm.limit, self.view.now.stamp) } else { 0 };
        Rolled { rhythm, owed, missed, before }
    }

    /// The row of a rolling rhythm.
    pub(super) fn rolling(&self, rolled: &Rolled) -> Deadline {
        let Rolled { rhythm, owed, missed, .. } = *rolled;
        let Owed { due, from, unmoved, stands } = owed;
        // Where feedback is owed on all days, a holiday opens like any other.
        let asks_calendar = !rhythm.restless && self.settings().days == Days::Working;
        let blind = asks_calendar.then(|| self.view.working().year_without_data(unmoved.unwrap_or(due), due)).flatten();
        let why = Why::Rolling { last: self.last_heard(), from, limit: rhythm.limit, unmoved, stands };
        let deadline = Deadline::new(Kind::Feedback, due, why);
        Deadline { level: self.level(missed), missed: Some(missed), blind, ..deadline }
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
