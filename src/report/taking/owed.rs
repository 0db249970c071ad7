//! What was owed and whether it came in time (M7), and how promises were kept (M8).

use super::super::entry::{Entries, Figure, Part};
use super::Asked;
use crate::case::{Act, Stamp};
use crate::clock::Kind;
use crate::clock::settled::{Settled, settled};
use crate::playbook::close::is_imported;

pub(super) fn take(asked: &Asked<'_, '_>, entries: &mut Entries) {
    // Whether somebody answered or finished a step in time before a case was imported finished is not on record.
    let closes: Vec<Stamp> =
        asked.view.effective().filter(|e| is_imported(asked.view.case(), e)).map(|e| e.at).collect();
    let unknown = |owed: &Settled| {
        matches!(owed.kind, Kind::FirstResponse | Kind::Step)
            && [owed.met, owed.ended].into_iter().flatten().any(|at| closes.contains(&at))
    };
    for owed in settled(asked.view, asked.procedures).into_iter().filter(|owed| !unknown(owed)) {
        timeliness(asked, &owed, entries);
        if owed.kind == Kind::Promise {
            promise(asked, &owed, entries);
        }
    }
    for event in asked.view.effective().filter(|e| asked.has(e.at)) {
        if let Act::Promise { moves: Some(_), told, .. } = event.act {
            let figure = if told { Figure::MovedTold } else { Figure::MovedUntold };
            entries.count(figure, event.at, Some(&event.id));
        }
    }
}

fn timeliness(asked: &Asked<'_, '_>, owed: &Settled, entries: &mut Entries) {
    let mut add = |figure, at| entries.add(figure, Part::Clock(owed.kind), at, None, owed.event.as_ref());
    let in_time = owed.met.filter(|met| *met <= owed.due);
    if let Some(met) = in_time {
        if asked.has(met) {
            add(Figure::InTime, met);
        }
    } else if owed.ended.is_some_and(|ended| ended <= owed.due) {
        // It was no longer owed when its time came.
    } else if !asked.is_past(owed.due) {
        add(Figure::NotDue, owed.due);
    } else if asked.has(owed.due) {
        let over = owed.met.is_some() || owed.ended.is_some();
        add(if over { Figure::Late } else { Figure::OpenLate }, owed.due);
    }
}

fn promise(asked: &Asked<'_, '_>, owed: &Settled, entries: &mut Entries) {
    let zone = asked.view.zone();
    let mut add = |figure, at| entries.count(figure, at, owed.event.as_ref());
    let settled = match owed.met {
        Some(met) if met <= owed.due => {
            let early = zone.date(met) < zone.date(owed.due);
            Some((if early { Figure::PromiseEarly } else { Figure::PromiseOnTime }, met))
        }
        _ if owed.ended.is_some_and(|ended| ended <= owed.due) => None,
        Some(_) => Some((Figure::PromiseLate, owed.due)),
        None if !asked.is_past(owed.due) => return add(Figure::PromiseOpen, owed.due),
        None => Some((Figure::PromiseBroken, owed.due)),
    };
    if let Some((figure, at)) = settled.filter(|(_, at)| asked.has(*at)) {
        add(figure, at);
    }
}
