//! Cells that several tables share.

use super::Output;
use crate::case::State;
use crate::clock::{Level, View, Why};
use crate::render::{Cell, Tint};
use crate::report::rows::OverdueRow;
use crate::text::labels::Missed;
use crate::text::{Say, dates, pick};

/// The name of the step a case is in.
#[must_use]
pub fn step_name(view: &View<'_>, lang: crate::policy::Lang) -> Option<String> {
    let State { step, .. } = &view.state;
    let id = step.as_deref()?;
    Some(view.playbook.and_then(|p| p.step(id)).map_or(id, |s| pick(&s.name, lang, id)).to_owned())
}

/// The level, and how many days or answers were missed.
#[must_use]
pub fn level_words<D>(row: &OverdueRow<D>, lang: crate::policy::Lang) -> String {
    let level = row.level.say(lang);
    let days = !matches!(row.why.as_ref().map(|d| &d.why), Some(Why::Rolling { .. }));
    match row.missed {
        Some(count) if count > 0 => format!("{level}\n{}", Missed { count, days }.say(lang)),
        _ => level,
    }
}

/// A moment: exact for machines, short for people.
#[must_use]
pub fn stamp(at: Option<crate::case::Stamp>, zone: crate::clock::Zone) -> Cell {
    at.map_or_else(Cell::absent, |s| Cell::both(crate::case::stamp::write_stamp(zone.local(s)), dates::moment(s, zone)))
}

/// The colour of a level.
#[must_use]
pub fn tint(level: Level) -> Option<Tint> {
    match level {
        Level::Breach | Level::Critical | Level::Damaged => Some(Tint::Red),
        Level::Late => Some(Tint::Yellow),
        Level::Due => None,
    }
}

/// The ids of rows, each once.
pub fn ids<'r>(cases: impl Iterator<Item = &'r str>, output: &mut Output) {
    let mut seen = std::collections::BTreeSet::new();
    cases.filter(|case| seen.insert(*case)).for_each(|case| output.line(case));
}
