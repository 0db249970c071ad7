//! Impossible times.

use super::{Finding, Found, Subject};
use crate::case::{Act, Stamp};
use chrono::{Datelike, TimeDelta};

/// How far a stored time may be ahead of the clock before it is worth a word.
const LEEWAY: TimeDelta = TimeDelta::minutes(5);

/// Whether a year lies before any team wrote files, or an offset outside the zones of the earth: both come from a slip
/// of the hand.
fn is_odd(at: Stamp) -> bool {
    let minutes = at.offset().local_minus_utc() / 60;
    !(2000..2100).contains(&at.year()) || !(-12 * 60..=14 * 60).contains(&minutes)
}

/// Checks the order of receipt, registration, events and the clock.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let zone = crate::clock::Zone(subject.policy.zone);
    let header = &subject.case.header;
    let open = subject.case.registered();
    let ahead = subject.now.stamp + LEEWAY;
    let mut say = |finding, span| found.push(Found { finding, span });
    if is_odd(header.received) {
        say(Finding::OddTime { at: header.received }, subject.header_place("received"));
    }
    if header.received > open {
        let finding = Finding::ReceivedAfterOpen { received: header.received, open, zone };
        say(finding, subject.header_place("received"));
    }
    if header.received > ahead && !subject.now.given {
        say(Finding::Future { at: header.received, zone }, subject.header_place("received"));
    }
    for event in &subject.case.events {
        let id = event.id.to_string();
        if event.at < header.received && !matches!(event.act, Act::Open { .. }) {
            say(Finding::BeforeReceived { event: id.clone() }, subject.place(&id, "at"));
        }
        for (key, at) in [("at", Some(event.at)), ("logged", event.logged)] {
            if let Some(at) = at.filter(|at| is_odd(*at)) {
                say(Finding::OddTime { at }, subject.place(&id, key));
            }
        }
        // With --now the later events don't exist.
        if event.at > ahead && !subject.now.given {
            say(Finding::Future { at: event.at, zone }, subject.place(&id, "at"));
        }
        if event.logged.is_some_and(|logged| logged < event.at) {
            say(Finding::LoggedBeforeAt { event: id.clone() }, subject.place(&id, "logged"));
        }
    }
}
