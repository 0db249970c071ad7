//! The tables of deadlines and of judged days.

use super::Type::{Date, Integer, Time, Word};
use super::{Column, Rows};
use crate::case::state::Cycle;
use crate::clock::excuse::Excuse;
use crate::clock::{DayStatus, Deadline, Rule, deadline};
use crate::playbook::close::is_imported;
use chrono::NaiveDate;
use serde_json::Value;

/// The columns of `clocks`.
pub(super) const CLOCKS: &[Column] = &[
    ("case_id", Word),
    ("kind", Word),
    ("state", Word),
    ("due_at", Time),
    ("due_day", Date),
    ("level", Word),
    ("missed", Integer),
    ("late_s", Integer),
    ("met_at", Time),
    ("met_by", Word),
    ("met_event", Word),
    ("event_id", Word),
    ("owner", Word),
    ("year_without_holidays", Integer),
];

/// The columns of `days`.
pub(super) const DAYS: &[Column] =
    &[("case_id", Word), ("cycle", Integer), ("day", Date), ("status", Word), ("excuse", Word)];

/// The rows of the deadlines of a case, met and unmet.
pub(super) fn clocks(rows: &Rows<'_>) -> Vec<Vec<Value>> {
    deadline::obligations(rows.view).into_iter().map(|d| clock(rows, &d)).collect()
}

fn clock(rows: &Rows<'_>, deadline: &Deadline) -> Vec<Value> {
    let now = rows.view.now.stamp;
    let late = deadline.met.as_ref().map_or(now, |met| met.at) - deadline.due;
    let is_late = late > chrono::TimeDelta::zero();
    let mut row = rows.row();
    row.word("kind", deadline.kind.as_str());
    row.word(
        "state",
        match (&deadline.met, is_late) {
            (Some(_), false) => "met",
            (Some(_), true) => "met-late",
            (None, false) => "open",
            (None, true) => "overdue",
        },
    );
    row.time("due_at", deadline.due);
    row.day_of("due_day", deadline.due);
    row.maybe_word("level", deadline.level.map(|l| l.as_str()));
    if let Some(missed) = deadline.missed {
        row.set("missed", missed);
    }
    row.set("late_s", late.num_seconds());
    if let Some(met) = &deadline.met {
        row.time("met_at", met.at);
        row.word("met_by", &met.by);
        row.word("met_event", met.event.as_str());
    }
    row.maybe_word("event_id", deadline.event.as_ref().map(crate::case::EventId::as_str));
    row.word("owner", deadline.owner.as_ref().unwrap_or(&rows.view.state.owner));
    if let Some(year) = deadline.blind {
        row.set("year_without_holidays", year);
    }
    row.done()
}

/// The rows of the judged days of a case, of all its cycles.
pub(super) fn days(rows: &Rows<'_>) -> Vec<Vec<Value>> {
    let mut all = Vec::new();
    // What the customer heard before an import, if anything, is not on record.
    let view = rows.view;
    let imported = |cycle: &Cycle| view.effective().any(|e| cycle.end == Some(e.at) && is_imported(view.case(), e));
    for (index, cycle) in view.state.cycles.iter().enumerate().filter(|(_, cycle)| !imported(cycle)) {
        for record in Rule::over(rows.view, cycle).judged(NaiveDate::MIN, NaiveDate::MAX) {
            let mut row = rows.row();
            row.set("cycle", index + 1);
            row.day("day", record.day);
            let (status, excuse) = match record.status {
                DayStatus::Met => ("met", None),
                DayStatus::Missed => ("missed", None),
                DayStatus::Attempted => ("attempted", None),
                DayStatus::Excused(Excuse::Next(_)) => ("excused", Some("next")),
                DayStatus::Excused(Excuse::Agreed) => ("excused", Some("agreed-date")),
            };
            row.word("status", status);
            row.maybe_word("excuse", excuse);
            all.push(row.done());
        }
    }
    all
}
