//! Steps that were left, and cases that were closed, without what they need.

use super::{Finding, Found, Subject};
use crate::case::event::Target;
use crate::case::{Act, Event, History, State};
use crate::playbook::Gate;
use crate::playbook::advance::{Missing, Refusal, Request, advance};
use crate::playbook::close::{Closing, close, is_imported, tells_remedy};
use std::collections::{BTreeMap, BTreeSet};

/// Judges every advance and close by what was known when it was written.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let history = History::of(subject.case, None);
    let superseded = State::of(&history).superseded;
    for event in history.events.iter().filter(|e| !superseded.contains(&e.id)) {
        let judge = match &event.act {
            Act::Advance { .. } => advance_lacks,
            _ if is_imported(subject.case, event) => continue,
            Act::Close { .. } => close_lacks,
            _ => continue,
        };
        let before = History::before(subject.case, &event.id);
        let mut missing = judge(subject, event, &before);
        if missing.is_empty() {
            continue;
        }
        let emptied = emptied(event, &before);
        missing.retain(|missing| match missing {
            Missing::Field(id) => !emptied.contains(id.as_str()),
            Missing::Gate(Gate::Plan) => !emptied.contains("plan"),
            Missing::OnlySorry => !emptied.iter().any(|id| tells_remedy(id)),
            _ => true,
        });
        // A contact entered late may bring what was asked for, but what nobody could know of yet asked for nothing.
        let known = judge(subject, event, &before.written_before(&event.id));
        missing.retain(|m| known.contains(m));
        missing.retain(|m| !m.token().is_some_and(|t| event.forced.contains(&t)));
        if !missing.is_empty() {
            let finding =
                Finding::Passed { case: subject.case.header.id.to_string(), event: event.id.to_string(), missing };
            found.push(Found { finding, span: subject.place(event.id.as_str(), "do") });
        }
    }
}

fn advance_lacks(subject: &Subject<'_>, event: &Event, history: &History<'_>) -> Vec<Missing> {
    let Act::Advance { step, to, ticks, facts, skipped } = &event.act else {
        return Vec::new();
    };
    // The step that the event names, also where a contact entered late hides how the case came there.
    let state = State { step: Some(step.clone()), ..State::of(history) };
    let Some(playbook) = subject.playbooks.get(&state.playbook.id).filter(|p| p.revision == state.playbook.revision)
    else {
        return Vec::new();
    };
    let Some(step) = playbook.step(step) else {
        return Vec::new();
    };
    // A check or a step that the playbook doesn't have is a finding of its own.
    if matches!(to, Target::Step(to) if playbook.step(to).is_none()) {
        return Vec::new();
    }
    let request = Request {
        ticks: ticks.iter().filter(|t| step.checks.iter().any(|c| &c.id == *t)).cloned().collect(),
        facts: facts.iter().cloned().collect::<BTreeMap<_, _>>(),
        to: Some(to.clone()),
        skip: *skipped,
        ..Request::default()
    };
    let mut lacking = match advance(history, &state, playbook, subject.policy, &request) {
        Err(Refusal::Missing { missing, .. }) => missing,
        _ => return Vec::new(),
    };
    // The condition of the way that was taken may have gone with the text.
    let emptied = emptied(event, history);
    let mut conditions = step.branches.iter().filter(|b| b.to == *to).flat_map(|b| &b.when);
    if conditions.any(|c| emptied.contains(c.name.as_str())) {
        let of_the_way =
            |m: &Missing| matches!(m, Missing::NoWay { .. } | Missing::NotSkippable { .. } | Missing::Earlier { .. });
        lacking.retain(|m| !of_the_way(m));
    }
    lacking
}

/// The fields of the events up to one of them that a redaction may have emptied: they were known once.
fn emptied<'e>(event: &'e Event, history: &History<'e>) -> BTreeSet<&'e str> {
    let facts = |event: &'e Event| match &event.act {
        Act::Tick { facts, .. } | Act::Advance { facts, .. } if event.redacted => facts.as_slice(),
        _ => &[],
    };
    let upto = history.events.iter().copied().chain([event]);
    upto.flat_map(facts).map(|(id, _)| id.as_str()).collect()
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
