//! Playbooks, steps, checks, fields and events that others refer to.

use super::{Finding, Found, Subject};
use crate::case::event::{Facts, Target};
use crate::case::id::nearest;
use crate::case::{Act, Event, EventId, History, State};
use crate::playbook::field::fits;
use crate::playbook::{Kind, Playbook};
use std::collections::HashMap;

/// Checks that everything referred to is there.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let history = History::of(subject.case, None);
    let state = State::of(&history);
    for id in &state.superseded {
        let act = subject.case.event(id).map_or("", |e| e.act.word());
        let finding = if state.clashing_closes.contains(id) {
            Finding::TwoOutcomes { event: id.to_string() }
        } else {
            Finding::Crossed { event: id.to_string(), act }
        };
        found.push(Found { finding, span: subject.place(id.as_str(), "do") });
    }
    playbooks(subject, &history, found);
    let acts: HashMap<&EventId, &Act> = subject.case.events.iter().map(|e| (&e.id, &e.act)).collect();
    for event in &subject.case.events {
        for (of, wanted, right) in wanted(event) {
            if !acts.get(of).is_some_and(|act| right(act)) {
                let finding = Finding::NoSuchEvent { event: event.id.to_string(), of: of.to_string(), wanted };
                found.push(Found { finding, span: subject.place(event.id.as_str(), "of") });
            }
        }
        match &event.act {
            Act::Promise { moves: Some(_), told: false, .. } => {
                let finding = Finding::MovedUntold { event: event.id.to_string() };
                found.push(Found { finding, span: subject.place(event.id.as_str(), "moves") });
            }
            Act::Retract { of } if subject.case.open_event().is_some_and(|o| &o.id == of) => {
                let finding = Finding::OpenRetracted { event: event.id.to_string() };
                found.push(Found { finding, span: subject.place(event.id.as_str(), "of") });
            }
            _ => {}
        }
    }
}

type Reference<'e> = (&'e EventId, &'static str, fn(&Act) -> bool);

/// The events that an event refers to, and of what kind they should be.
fn wanted(event: &Event) -> Vec<Reference<'_>> {
    let is_promise: fn(&Act) -> bool = |a| matches!(a, Act::Promise { .. });
    let is_offer: fn(&Act) -> bool = |a| matches!(a, Act::Offer { .. });
    match &event.act {
        Act::Contact(contact) => {
            let tells = contact.tells.iter().map(|id| (id, "offer", is_offer));
            contact.kept.iter().map(|id| (id, "promise", is_promise)).chain(tells).collect()
        }
        Act::Promise { moves: Some(id), .. } => vec![(id, "promise", is_promise)],
        Act::Settle { of, .. } => vec![(of, "grievance", |a| matches!(a, Act::Grievance { .. }))],
        Act::Answer { of, .. } | Act::Approve { of, .. } | Act::Redress { of: Some(of), .. } => {
            vec![(of, "offer", is_offer)]
        }
        Act::Resume { of } => vec![(of, "pause", |a| matches!(a, Act::Pause { .. }))],
        Act::Reopen { of, .. } => vec![(of, "close", |a| matches!(a, Act::Close { .. }))],
        Act::Done { of } | Act::Verify { of, .. } => {
            vec![(of, "action", |a| matches!(a, Act::Action { .. }))]
        }
        Act::Retract { of } | Act::Redact { of: Some(of), .. } => vec![(of, "event", |_| true)],
        _ => Vec::new(),
    }
}

fn playbooks(subject: &Subject<'_>, history: &History<'_>, found: &mut Vec<Found>) {
    let header = &subject.case.header.playbook;
    let mut running = header.clone();
    let mut say = |finding, span| found.push(Found { finding, span });
    known(subject, &header.id, subject.header_place("playbook"), &mut say);
    let state = State::of(history);
    for event in &history.events {
        let id = event.id.as_str();
        if let Act::Switch { playbook, .. } = &event.act {
            running = playbook.clone();
            known(subject, &playbook.id, subject.place(id, "playbook"), &mut say);
        }
        // A case that follows another revision is judged by no revision's steps.
        let Some(playbook) = subject.playbooks.get(&running.id).filter(|p| p.revision == running.revision) else {
            continue;
        };
        let mut step = |step: &str, key: &str| {
            if playbook.step(step).is_none() {
                let near = nearest(step, playbook.step_ids());
                let (step, playbook) = (step.to_owned(), playbook.id.clone());
                say(Finding::UnknownStep { step, playbook, near }, subject.place(id, key));
            }
        };
        match &event.act {
            Act::Open { step: s, .. } | Act::Switch { step: s, .. } | Act::Reopen { step: Some(s), .. } => {
                step(s, "step");
            }
            Act::Return { step: s, to } => {
                step(s, "step");
                step(to, "to");
            }
            Act::Tick { step: s, ticks, .. } if is_overlay(subject, playbook, s) => {
                added(subject, id, s, ticks, &mut say);
            }
            Act::Tick { step: s, ticks, facts } => {
                step(s, "step");
                details(subject, playbook, id, s, ticks, facts, &mut say);
            }
            Act::Advance { step: s, to, ticks, facts, .. } => {
                step(s, "step");
                if let Target::Step(to) = to {
                    step(to, "to");
                }
                details(subject, playbook, id, s, ticks, facts, &mut say);
            }
            _ => {}
        }
    }
    if let Some(playbook) = subject.playbooks.get(&state.playbook.id)
        && playbook.revision != state.playbook.revision
        && !state.is_closed()
    {
        let (of_case, at_hand) = (state.playbook.revision, playbook.revision);
        say(Finding::Drift { id: playbook.id.clone(), of_case, at_hand }, subject.header_place("playbook"));
    }
}

fn known(subject: &Subject<'_>, id: &str, span: crate::case::Span, say: &mut impl FnMut(Finding, crate::case::Span)) {
    if !subject.playbook_ids.iter().any(|p| p == id) {
        let near = nearest(id, subject.playbook_ids.iter().map(String::as_str));
        say(Finding::UnknownPlaybook { id: id.to_owned(), near }, span);
    }
}

/// Whether a tick that is for no step of the procedure is for an overlay, one with faults too.
fn is_overlay(subject: &Subject<'_>, playbook: &Playbook, step: &str) -> bool {
    let unreadable = || subject.playbook_ids.iter().any(|id| id == step);
    playbook.step(step).is_none()
        && subject.playbooks.get(step).map_or_else(unreadable, |other| other.kind == Kind::Overlay)
}

/// Ticks of an overlay's checks.
fn added(
    subject: &Subject<'_>,
    event: &str,
    overlay: &str,
    ticks: &[String],
    say: &mut impl FnMut(Finding, crate::case::Span),
) {
    let Some(playbook) = subject.playbooks.get(overlay) else { return };
    for check in ticks.iter().filter(|t| !playbook.overlay_checks().any(|c| &c.id == *t)) {
        let near = nearest(check, playbook.overlay_checks().map(|c| c.id.as_str()));
        let finding = Finding::UnknownCheck { check: check.clone(), step: overlay.to_owned(), near };
        say(finding, subject.place(event, "ticks"));
    }
}

fn details(
    subject: &Subject<'_>,
    playbook: &Playbook,
    event: &str,
    step: &str,
    ticks: &[String],
    facts: &Facts,
    say: &mut impl FnMut(Finding, crate::case::Span),
) {
    if let Some(step) = playbook.step(step) {
        for check in ticks.iter().filter(|t| !step.checks.iter().any(|c| &c.id == *t)) {
            let near = nearest(check, step.checks.iter().map(|c| c.id.as_str()));
            let finding = Finding::UnknownCheck { check: check.clone(), step: step.id.clone(), near };
            say(finding, subject.place(event, "ticks"));
        }
    }
    for (name, fact) in facts {
        let finding = match playbook.field(name) {
            None => {
                let ids = playbook.steps.iter().flat_map(|s| &s.fields).map(|f| f.id.as_str());
                let near = nearest(name, ids);
                Finding::UnknownField { field: name.clone(), playbook: playbook.id.clone(), near }
            }
            Some(field) if !fits(field, fact) => Finding::BadFact { field: name.clone(), value: fact.line() },
            Some(_) => continue,
        };
        say(finding, subject.place(event, "facts"));
    }
}
