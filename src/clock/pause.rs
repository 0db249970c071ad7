//! Waits as they really lasted, and how far they move a deadline (clocks T7).

use super::working::Working;
use super::zone::{Zone, add_days};
use crate::case::state::Pause;
use crate::case::words::PauseReason;
use crate::case::{Stamp, When};
use crate::policy::{Policy, Unit};
use chrono::TimeDelta;

/// Why time doesn't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// The case waited.
    Pause(PauseReason),
    /// The case was closed (clocks T9).
    Closed,
}

/// A wait from its beginning to its real end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Why.
    pub halt: Halt,
    /// From then.
    pub from: Stamp,
    /// Until then, not included.
    pub to: Stamp,
    /// When the workspace knew of it.
    pub recorded: Stamp,
    /// How far it moved the deadline: days, or seconds where the limit is in hours.
    pub adds: i64,
    /// The announced end, where the customer's answer came first: from `to` on the wait is void.
    pub void_until: Option<Stamp>,
}

impl Wait {
    /// Whether the wait runs at a moment.
    #[must_use]
    pub fn runs_at(&self, at: Stamp) -> bool {
        self.from <= at && at < self.to
    }
}

/// The real end: announced, or earlier by resuming, the customer's answer, or the close. A date ends at its cutoff.
pub(super) fn wait(pause: &Pause, policy: &Policy) -> Wait {
    let zone = Zone(policy.zone);
    let until = match pause.until {
        When::At(stamp) => stamp,
        When::On(date) => zone.at(date, policy.feedback.cutoff),
    };
    let to = pause.ended.map_or(until, |ended| ended.min(until)).max(pause.from);
    let void_until = pause.answered.filter(|answered| *answered < until).map(|_| until);
    Wait { halt: Halt::Pause(pause.reason), from: pause.from, to, recorded: pause.recorded, adds: 0, void_until }
}

/// What a wait is made of up to a moment; `None` where it begins later.
pub(super) fn clipped(wait: &Wait, until: Stamp) -> Option<Wait> {
    (wait.from < until).then(|| Wait { to: wait.to.min(until), ..*wait })
}

/// A deadline moved by the waits inside it: days by the local midnights a wait spans, days of work by the closes of
/// business, hours by its time, hours of work by the working time inside it. Overlapping waits count once. A wait that
/// was entered when the deadline had passed moves nothing (clocks T8). Returns the new end and the waits that moved it.
pub(super) fn moved(
    working: Working<'_>,
    zone: Zone,
    (start, end): (Stamp, Stamp),
    unit: Unit,
    waits: &[Wait],
) -> (Stamp, Vec<Wait>) {
    let mut end = end;
    let mut spans: Vec<Wait> =
        waits.iter().filter(|w| w.to > start).map(|w| Wait { from: w.from.max(start), ..*w }).collect();
    spans.sort_by_key(|w| w.from);
    let mut counted_to = start;
    let mut used = Vec::new();
    for wait in spans {
        let from = wait.from.max(counted_to);
        if from >= wait.to || from > end || wait.recorded > end {
            continue;
        }
        let adds = match unit {
            Unit::Days | Unit::Weeks => (zone.date(wait.to) - zone.date(from)).num_days(),
            Unit::Minutes | Unit::Hours => (wait.to - from).num_seconds(),
            Unit::BusinessDays => i64::from(working.closes_between(from, wait.to)),
            Unit::BusinessHours => working.time_between(from, wait.to),
        };
        let days = u32::try_from(adds).unwrap_or(0);
        end = match unit {
            Unit::Days | Unit::Weeks => zone.at(add_days(zone.date(end), days), zone.time(end)),
            Unit::Minutes | Unit::Hours => zone.local(end + TimeDelta::seconds(adds)),
            Unit::BusinessDays if days == 0 => end,
            Unit::BusinessDays => working.close_of(working.later_day(zone.date(end), days)),
            Unit::BusinessHours => working.add_time(end, adds),
        };
        counted_to = wait.to;
        used.push(Wait { adds, ..wait });
    }
    (end, used)
}
