//! Where a limit ends, across waits and changes of severity, urgency or playbook (clocks T7, T8).

use super::limits::Limit;
use super::pause::{Wait, moved};
use super::view::View;
use crate::case::Stamp;
use crate::policy::{Duration, Unit};

/// What a limit came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoned {
    /// From when it runs.
    pub start: Stamp,
    /// When it ends.
    pub due: Stamp,
    /// The limit that holds.
    pub limit: Limit,
    /// The waits that moved it.
    pub waits: Vec<Wait>,
    /// The change of severity, urgency or playbook that brought this limit.
    pub changed: Option<Stamp>,
}

impl Reckoned {
    /// The year whose holidays it needs and nobody told us (clocks T6).
    pub(super) fn blind(&self, view: &View<'_>) -> Option<i32> {
        let counts_work = matches!(self.limit.duration.unit, Unit::BusinessDays | Unit::BusinessHours);
        counts_work.then(|| view.working().year_without_data(self.start, self.due)).flatten()
    }
}

/// The end of a limit that runs from `start`, by what was known at `until`. A change holds from its moment: what was past
/// due by then stays so, and nothing falls due before the change that made it fall due earlier (clocks T8).
pub(super) fn reckon(
    view: &View<'_>,
    start: Stamp,
    until: Option<Stamp>,
    waits: &[Wait],
    limit_at: impl Fn(Stamp) -> Limit,
) -> Reckoned {
    // Few limits, however often a case changes between them.
    let mut known: Vec<(Duration, (Stamp, Vec<Wait>))> = Vec::new();
    let mut end = |limit: Limit| {
        if let Some((_, end)) = known.iter().find(|(duration, _)| *duration == limit.duration) {
            return end.clone();
        }
        let unmoved = view.working().end_of_limit(start, limit.duration);
        let end = moved(view.working(), view.zone(), (start, unmoved), limit.duration.unit, waits);
        known.push((limit.duration, end.clone()));
        end
    };
    let mut limit = limit_at(start);
    let ((mut due, mut used), mut changed) = (end(limit), None);
    for change in view.changes(start, until.unwrap_or(view.now.stamp)) {
        if change > due {
            break;
        }
        let next = limit_at(change);
        if next.duration != limit.duration {
            (due, used) = end(next);
            due = due.max(change);
            changed = Some(change);
        }
        limit = next;
    }
    Reckoned { start, due: view.zone().local(due), limit, waits: used, changed }
}
