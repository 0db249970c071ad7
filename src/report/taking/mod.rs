//! What a case brings to each figure, one file a group of metrics.

mod days;
mod endings;
mod flow;
mod money;
mod owed;
mod steps;
mod talks;

pub use endings::{is_decided, is_upheld};

use super::entry::{Entries, Entry};
use super::figures::Period;
use crate::case::Stamp;
use crate::clock::View;
use crate::clock::settled::Procedures;

/// A case and what it is asked for.
pub(super) struct Asked<'q, 'a> {
    /// The case as it stood when the period ended.
    pub(super) view: &'q View<'a>,
    /// The case as it stands now.
    pub(super) now: &'q View<'a>,
    /// Its procedures.
    pub(super) procedures: &'q Procedures<'a>,
    /// The period.
    pub(super) period: Period,
    /// Its first moment.
    pub(super) start: Stamp,
    /// Its last moment, or now.
    pub(super) end: Stamp,
}

impl Asked<'_, '_> {
    /// Whether a deadline has passed: in a period that is over also that of its last second.
    fn is_past(&self, due: Stamp) -> bool {
        due < self.end || (due == self.end && self.now.now.stamp > self.end)
    }

    /// Whether a moment is in the period.
    fn has(&self, at: Stamp) -> bool {
        self.start <= at && at <= self.end
    }
}

/// Everything that a case brings to the figures of a period (docs/metrics.md). `view` is the case as it stood at the
/// period's end, or now if that is earlier; `now` as it stands now.
#[must_use]
pub fn take(view: &View<'_>, now: &View<'_>, procedures: &Procedures<'_>, period: Period) -> Vec<Entry> {
    let zone = view.zone();
    let end = zone.end_of(period.until).min(now.now.stamp);
    let start = zone.start_of(period.since).min(end);
    let asked = Asked { view, now, procedures, period, start, end };
    let mut entries = Entries::default();
    flow::take(&asked, &mut entries);
    days::take(&asked, &mut entries);
    owed::take(&asked, &mut entries);
    endings::take(&asked, &mut entries);
    money::take(&asked, &mut entries);
    steps::take(&asked, &mut entries);
    talks::take(&asked, &mut entries);
    entries.0
}
