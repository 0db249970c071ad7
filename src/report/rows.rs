//! Rows of `overdue`, `list` and `today`.

use super::masking::Mask;
use crate::case::words::Severity;
use crate::case::{EventId, Stamp};
use crate::clock::view::Phase;
use crate::clock::why::Derivation;
use crate::clock::{Deadline, Kind, Level, View, deadline};
use chrono::TimeDelta;
use std::cmp::Ordering;

/// A line of `overdue`.
#[derive(Debug, Clone, PartialEq)]
pub struct OverdueRow<D> {
    /// The case, or the name of a file that can't be read.
    pub case: String,
    /// Its title without the names in it, as a list shows it.
    pub title: Option<String>,
    /// Its title as it is; only a message that is asked for names shows it.
    pub full_title: Option<String>,
    /// Whose complaint it is; only a message that is asked for names shows it.
    pub customer: Option<String>,
    /// What is owed; `None` for a file that can't be judged.
    pub kind: Option<Kind>,
    /// How bad it is.
    pub level: Level,
    /// By when.
    pub due: Option<Stamp>,
    /// Missed days of a feedback clock.
    pub missed: Option<u32>,
    /// Who handles it.
    pub owner: Option<String>,
    /// The step it is in; a closed case is in none.
    pub step: Option<String>,
    /// When the customer last heard from us.
    pub last_feedback: Option<Stamp>,
    /// How the deadline came about.
    pub why: Option<Derivation>,
    /// A year that the deadline needs whose holidays nobody told us (clocks T6).
    pub blind: Option<i32>,
    /// The event the deadline stands on.
    pub event: Option<EventId>,
    /// What is wrong with the file.
    pub damaged: Option<D>,
}

impl<D> OverdueRow<D> {
    /// The row of a file that can't be judged.
    pub fn damaged(case: String, damage: D) -> Self {
        Self {
            case,
            title: None,
            full_title: None,
            customer: None,
            kind: None,
            level: Level::Damaged,
            due: None,
            missed: None,
            owner: None,
            step: None,
            last_feedback: None,
            why: None,
            blind: None,
            event: None,
            damaged: Some(damage),
        }
    }

    fn of(view: &View<'_>, deadline: Deadline, level: Level) -> Self {
        let header = &view.case().header;
        Self {
            case: header.id.to_string(),
            title: Some(shown(view, &header.title)),
            full_title: Some(header.title.clone()),
            customer: header.customer.clone(),
            kind: Some(deadline.kind),
            level,
            due: Some(deadline.due),
            missed: deadline.missed,
            owner: Some(deadline.owner.clone().unwrap_or_else(|| view.state.owner.clone())),
            step: step(view),
            last_feedback: view.last_feedback().map(|e| view.zone().local(e.at)),
            event: deadline.event.clone(),
            blind: deadline.blind,
            why: Some(Derivation::of(deadline, view.policy)),
            damaged: None,
        }
    }

    /// Breach, critical, late, damaged, due; then by deadline, then by case (clocks F11).
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |r: &Self| (r.level, r.due, r.case.clone(), r.kind);
        key(self).cmp(&key(other))
    }
}

/// A text of a case as a list shows it.
fn shown(view: &View<'_>, text: &str) -> String {
    Mask::of(view.case()).text(text).into_owned()
}

/// The step an open case is in.
fn step(view: &View<'_>) -> Option<String> {
    view.state.step.clone().filter(|_| !view.state.is_closed())
}

/// The lines of a case in `overdue`: what is past its time, and what falls due within `within`.
#[must_use]
pub fn overdue<D>(view: &View<'_>, within: Option<Stamp>) -> Vec<OverdueRow<D>> {
    let soon = |d: &Deadline| within.is_some_and(|until| d.due <= until).then_some(Level::Due);
    deadline::deadlines(view)
        .into_iter()
        .filter_map(|d| d.level.or_else(|| soon(&d)).map(|level| OverdueRow::of(view, d, level)))
        .collect()
}

/// A line of `list`.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// The case.
    pub case: String,
    /// Its title.
    pub title: String,
    /// Open, waiting or closed.
    pub state: Phase,
    /// The step it is in.
    pub step: Option<String>,
    /// The procedure it follows.
    pub playbook: String,
    /// Who handles it.
    pub owner: String,
    /// How grave it is.
    pub severity: Severity,
    /// When the customer reached us.
    pub received: Stamp,
    /// When the customer last heard from us.
    pub last_feedback: Option<Stamp>,
    /// The next deadline, past or to come.
    pub next_due: Option<Stamp>,
}

impl CaseRow {
    /// The line of a case.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let (header, zone) = (&view.case().header, view.zone());
        Self {
            case: header.id.to_string(),
            title: shown(view, &header.title),
            state: view.phase(),
            step: step(view),
            playbook: view.state.playbook.id.clone(),
            owner: view.state.owner.clone(),
            severity: view.state.severity(),
            received: zone.local(header.received),
            last_feedback: view.last_feedback().map(|e| zone.local(e.at)),
            next_due: deadline::deadlines(view).first().map(|d| d.due),
        }
    }
}

/// A line of `today`: what is overdue or due before the day ends, worst first.
#[derive(Debug, Clone, PartialEq)]
pub struct TodayRow {
    /// The line as `overdue` has it.
    pub row: OverdueRow<()>,
    /// The last contact: when, which channel, and what was said.
    pub last_contact: Option<LastContact>,
}

/// The last time we and the customer spoke, or tried to.
#[derive(Debug, Clone, PartialEq)]
pub struct LastContact {
    /// When.
    pub at: Stamp,
    /// Through which channel.
    pub via: crate::case::words::Channel,
    /// Which way.
    pub dir: crate::case::words::Direction,
    /// Whether it got through.
    pub reached: bool,
    /// What was said.
    pub note: Option<String>,
}

/// The lines of a case in `today`.
#[must_use]
pub fn today(view: &View<'_>) -> Vec<TodayRow> {
    let end = view.zone().end_of(view.zone().date(view.now.stamp)) + TimeDelta::seconds(1);
    let last = view.history.events.iter().rev().find_map(|e| {
        let c = e.contact()?;
        Some(LastContact {
            at: view.zone().local(e.at),
            via: c.via,
            dir: c.dir,
            reached: c.reached,
            note: e.note.as_deref().map(|note| shown(view, note)),
        })
    });
    overdue(view, Some(end)).into_iter().map(|row| TodayRow { row, last_contact: last.clone() }).collect()
}
