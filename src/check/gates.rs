//! Steps that were left, and cases that were closed, without what they need.

use super::{Finding, Found, Subject};
use crate::case::{Act, Event, History, State};
use crate::playbook::advance::{Missing, Refusal, Request, missing};
use crate::playbook::close::{Closing, close};
use std::collections::BTreeMap;

/// Judges every advance and close by what was known when it was written.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let history = History::of(subject.case, None);
    let superseded = State::of(&history).superseded;
    for event in history.events.iter().filter(|e| !superseded.contains(&e.id)) {
        let judge = match &event.act {
            Act::Advance { .. } => advance_lacks,
            Act::Close { .. } => close_lacks,
            _ => continue,
        };
        let before = History::before(subject.case, &event.id);
        let mut missing = judge(subject, event, &before);
        // A contact entered late may bring what was asked for, but what nobody could know of yet asked for nothing.
        if !missing.is_empty() {
            let known = judge(subject, event, &before.written_before(&event.id));
            missing.retain(|m| known.contains(m));
        }
        missing.retain(|m| !m.token().is_some_and(|t| event.forced.contains(&t)));
        if !missing.is_empty() {
            let finding =
                Finding::Passed { case: subject.case.header.id.to_string(), event: event.id.to_string(), missing };
            found.push(Found { finding, span: subject.place(event.id.as_str(), "do") });
        }
    }
}

fn advance_lacks(subject: &Subject<'_>, event: &Event, history: &History<'_>) -> Vec<Missing> {
    let Act::Advance { step, ticks, facts, skipped, .. } = &event.act else {
        return Vec::new();
    };
    let state = State::of(history);
    let Some(playbook) = subject.playbooks.get(&state.playbook.id).filter(|p| p.revision == state.playbook.revision)
    else {
        return Vec::new();
    };
    let Some(step) = playbook.step(step) else {
        return Vec::new();
    };
    if *skipped {
        return if step.skippable { Vec::new() } else { vec![Missing::NotSkippable] };
    }
    let request = Request {
        ticks: ticks.clone(),
        facts: facts.iter().cloned().collect::<BTreeMap<_, _>>(),
        ..Request::default()
    };
    let mut lacking = missing(history, &state, step, subject.policy, &request);
    // What a close brings is written just before the end of the last step it completes.
    lacking.retain(|m| !matches!(m, Missing::Gate(crate::playbook::Gate::Lesson)));
    lacking
}

fn close_lacks(subject: &Subject<'_>, event: &Event, history: &History<'_>) -> Vec<Missing> {
    let Act::Close { outcome, ground, lesson } = &event.act else {
        return Vec::new();
    };
    let state = State::of(history);
    let playbook = subject.playbooks.get(&state.playbook.id).filter(|p| p.revision == state.playbook.revision);
    if playbook.is_none() {
        return Vec::new();
    }
    let closing = Closing {
        outcome: *outcome,
        lesson: lesson.clone(),
        ground: ground.clone(),
        tells_team: false,
        names_cause: false,
        names_duplicate: false,
        request: Request::default(),
    };
    match close(history, &state, playbook, subject.policy, &closing) {
        Err(Refusal::Missing { missing, .. }) => missing,
        _ => Vec::new(),
    }
}
