//! How long it took (M3 to M5), how it ended (M10, M15, M19), and whether it stayed so (M11).

use super::super::entry::{Entries, Figure, Part};
use super::Asked;
use crate::case::event::Act;
use crate::case::words::{Outcome, Purpose};
use crate::case::{Event, Stamp};
use crate::clock::View;
use crate::playbook::close::is_imported;
use chrono::TimeDelta;

/// How long a close has to hold (M11).
const HOLDS: TimeDelta = TimeDelta::days(30);

/// Whether we gave the customer at least something (M10).
#[must_use]
pub fn is_upheld(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Upheld | Outcome::PartlyUpheld | Outcome::Goodwill)
}

/// Whether the close decided on the complaint (M10).
#[must_use]
pub fn is_decided(outcome: Outcome) -> bool {
    !matches!(outcome, Outcome::Withdrawn | Outcome::Duplicate | Outcome::Referred)
}

pub(super) fn take(asked: &Asked<'_, '_>, entries: &mut Entries) {
    let view = asked.view;
    durations(asked, entries);
    for event in view.effective().filter(|e| asked.has(e.at)) {
        match &event.act {
            Act::Close { outcome, .. } => close(asked, event, *outcome, entries),
            Act::TellTeam { department } => {
                let part = Part::Name(department.clone());
                entries.add(Figure::DepartmentTold, part, event.at, None, Some(&event.id));
            }
            _ => {}
        }
    }
    let header = &view.case().header;
    let duplicate = view.state.closed.as_ref().is_some_and(|c| c.outcome == Outcome::Duplicate);
    if asked.has(header.received) && header.contact.is_some() && !duplicate {
        entries.count(Figure::Repeatable, header.received, None);
    }
}

fn close(asked: &Asked<'_, '_>, event: &Event, outcome: Outcome, entries: &mut Entries) {
    let mut add = |figure, part| entries.add(figure, part, event.at, None, Some(&event.id));
    add(Figure::Outcome, Part::Outcome(outcome));
    if let Some(department) = &asked.view.case().header.department {
        add(Figure::DepartmentClosed, Part::Name(department.clone()));
        if is_upheld(outcome) {
            add(Figure::DepartmentUpheld, Part::Name(department.clone()));
        }
    }
    if is_decided(outcome) {
        add(Figure::Decided, Part::Whole);
    }
    // How a case was handled that was finished before it was imported is not on record.
    if is_decided(outcome) && !is_imported(asked.view.case(), event) {
        add(Figure::DecidedHere, Part::Whole);
        let solved = !matches!(outcome, Outcome::Unreachable | Outcome::Unresolvable);
        if solved && talks_before(asked.view, event.at) <= 1 {
            add(Figure::SolvedAtOnce, Part::Whole);
        }
    }
    // Whether it holds shows later, so this looks beyond the period.
    let again = asked.now.state.cycles.iter().skip(1).map(|c| c.start).find(|start| *start >= event.at);
    if again.is_some_and(|start| start - event.at <= HOLDS) {
        add(Figure::ReopenedSoon, Part::Whole);
    } else if asked.now.now.stamp - event.at < HOLDS {
        add(Figure::Immature, Part::Whole);
    }
}

/// The contacts that reached, by a person, in the cycle that a close ended; questions after the fact apart (M15).
fn talks_before(view: &View<'_>, closed: Stamp) -> usize {
    let Some(cycle) = view.state.cycles.iter().find(|c| c.end == Some(closed)) else { return 0 };
    let talks = view.contacts(cycle).filter(|e| {
        e.by != "system" && e.contact().is_some_and(|c| c.reached && !c.auto && c.purpose != Some(Purpose::FollowUp))
    });
    talks.count()
}

fn durations(asked: &Asked<'_, '_>, entries: &mut Entries) {
    let view = asked.view;
    let received = view.case().header.received;
    let first = view.state.cycles.first().and_then(|c| c.end);
    if let Some(closed) = first.filter(|at| asked.has(*at)) {
        entries.measure(Figure::FirstClose, closed, (closed - received).num_seconds(), None);
    }
    let last = view.state.cycle().end.filter(|_| view.state.is_closed());
    if let Some(closed) = last.filter(|at| asked.has(*at)) {
        entries.measure(Figure::LastClose, closed, (closed - received).num_seconds(), None);
        entries.measure(Figure::Handling, closed, handled(view), None);
    }
}

/// The seconds in which a case was open and did not wait. Waits that overlap count once (M5).
fn handled(view: &View<'_>) -> i64 {
    let mut waits: Vec<(Stamp, Stamp)> = view.waits().iter().map(|w| (w.from, w.to)).collect();
    waits.sort_unstable();
    let of_cycle = |from: Stamp, to: Stamp| {
        let (mut waited, mut counted_to) = (TimeDelta::zero(), from);
        for (begin, end) in &waits {
            let (begin, end) = ((*begin).max(counted_to), (*end).min(to));
            if begin < end {
                waited += end - begin;
                counted_to = end;
            }
        }
        (to - from - waited).num_seconds()
    };
    view.state.cycles.iter().filter_map(|c| c.end.map(|end| of_cycle(c.start, end))).sum()
}
