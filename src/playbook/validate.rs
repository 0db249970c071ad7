//! The rules a playbook must keep beyond the types of its keys.

use super::condition::{Condition, KNOWN_NAMES, possible};
use super::overlay::{ASKED, values_of};
use super::{Branch, FieldType, Gate, Kind, Playbook, Step};
use crate::case::Span;
use crate::case::event::Target;
use crate::case::id::nearest;
use crate::policy::{ConfigFault, ConfigFaultKind};
use std::collections::{BTreeSet, HashMap};

/// Where the parts of a playbook stand.
pub(super) struct Places {
    pub(super) id: Span,
    pub(super) offer: Span,
    pub(super) applies: Option<Span>,
    pub(super) conditions: Vec<(Span, Span)>,
    /// Keys that an overlay can't have.
    pub(super) no_overlay: Vec<(&'static str, Span)>,
    pub(super) steps: Vec<StepPlaces>,
}

/// Where the parts of a step stand.
pub(super) struct StepPlaces {
    pub(super) id: Span,
    pub(super) next: Span,
    pub(super) on_unsatisfied: Span,
    pub(super) requires: Vec<BranchPlaces>,
    pub(super) checks: Vec<Span>,
    pub(super) fields: Vec<Span>,
    pub(super) branches: Vec<BranchPlaces>,
    /// Keys that an overlay can't have.
    pub(super) no_overlay: Vec<(&'static str, Span)>,
}

/// Where a gate or a way leads from, and where its conditions stand.
pub(super) struct BranchPlaces {
    pub(super) to: Span,
    pub(super) conditions: Vec<(Span, Span)>,
}

/// Holds a playbook against every rule.
pub(super) fn validate(playbook: &Playbook, places: &Places, stem: &str, faults: &mut Vec<ConfigFault>) {
    let mut say = |kind, span| faults.push(ConfigFault::new(kind, span));
    if playbook.id != stem {
        say(ConfigFaultKind::IdIsNotFileName { id: playbook.id.clone(), stem: stem.to_owned() }, places.id);
    }
    if playbook.steps.is_empty() {
        say(ConfigFaultKind::NoStep, places.id);
        return;
    }
    if playbook.kind == Kind::Checklist && playbook.steps.len() != 1 {
        say(ConfigFaultKind::ChecklistSteps, places.steps[1].id);
    }
    overlay(playbook, places, &mut say);
    if playbook.offer.is_some_and(|(min, max)| min > max) {
        say(ConfigFaultKind::OfferBounds, places.offer);
    }
    let mut step_ids = BTreeSet::new();
    let mut field_ids = BTreeSet::new();
    for (index, (step, place)) in playbook.steps.iter().zip(&places.steps).enumerate() {
        let duplicate = |id: &str| ConfigFaultKind::DuplicateId { id: id.to_owned() };
        if step.id == "end" {
            say(ConfigFaultKind::StepNamedEnd, place.id);
        }
        if !step_ids.insert(&step.id) {
            say(duplicate(&step.id), place.id);
        }
        let mut check_ids = BTreeSet::new();
        for (check, span) in step.checks.iter().zip(&place.checks) {
            if !check_ids.insert(&check.id) {
                say(duplicate(&check.id), *span);
            }
        }
        for (field, span) in step.fields.iter().zip(&place.fields) {
            if !field_ids.insert(&field.id) {
                say(duplicate(&field.id), *span);
            }
            let wants_options = matches!(field.kind, FieldType::Choice | FieldType::Many);
            if wants_options == field.options.is_empty() {
                say(ConfigFaultKind::OptionsMismatch { field: field.id.clone() }, *span);
            }
            let mut option_ids = BTreeSet::new();
            for option in &field.options {
                if !option_ids.insert(&option.id) {
                    say(duplicate(&option.id), *span);
                }
            }
        }
        for (requirement, at) in step.requires.iter().zip(&place.requires) {
            let span = at.to;
            match &requirement.gate {
                Gate::Lesson => say(ConfigFaultKind::GateOnlyOnClose { gate: "lesson".to_owned() }, span),
                Gate::Plan if !known_fields(playbook, index).contains(&"plan") => {
                    say(ConfigFaultKind::PlanWithoutField, span);
                }
                _ => {}
            }
            conditions(playbook, index, &requirement.when, &at.conditions, &mut say);
        }
        for (branch, at) in step.branches.iter().zip(&place.branches) {
            conditions(playbook, index, &branch.when, &at.conditions, &mut say);
            target(playbook, &branch.to, at.to, &mut say);
        }
        if let Some(next) = &step.next {
            target(playbook, next, place.next, &mut say);
        }
        if let Some(back) = &step.on_unsatisfied {
            target(playbook, &Target::Step(back.clone()), place.on_unsatisfied, &mut say);
            if playbook.index(back).is_some_and(|b| b > index) {
                say(ConfigFaultKind::UnsatisfiedForward { step: back.clone() }, place.on_unsatisfied);
            }
        }
    }
    if faults.is_empty() {
        ways(playbook, places, faults);
    }
}

/// An overlay is one step with checks and nothing else, and only an overlay says what it applies to.
fn overlay(playbook: &Playbook, places: &Places, say: &mut impl FnMut(ConfigFaultKind, Span)) {
    if playbook.kind != Kind::Overlay {
        if let Some(span) = places.applies {
            say(ConfigFaultKind::AppliesElsewhere, span);
        }
        return;
    }
    match playbook.steps.as_slice() {
        [step] if step.checks.is_empty() => say(ConfigFaultKind::OverlayEmpty, places.steps[0].id),
        [_] => {}
        _ => say(ConfigFaultKind::OverlaySteps, places.steps[1].id),
    }
    for (key, span) in places.no_overlay.iter().chain(places.steps.iter().flat_map(|s| &s.no_overlay)) {
        say(ConfigFaultKind::NotInOverlay { key }, *span);
    }
    for (condition, &(name_span, span)) in playbook.applies.iter().zip(&places.conditions) {
        let name = condition.name.clone();
        match values_of(&name) {
            Err(()) => {
                let near = nearest(&name, ASKED.iter().copied());
                say(ConfigFaultKind::UnknownApplies { name, allowed: ASKED.to_vec(), near }, name_span);
            }
            Ok(Some(allowed)) => {
                for value in condition.values.iter().filter(|v| !allowed.contains(&v.as_str())) {
                    let near = nearest(value, allowed.iter().copied());
                    say(ConfigFaultKind::ImpossibleValue { name: name.clone(), value: value.clone(), near }, span);
                }
            }
            Ok(None) => {}
        }
    }
}

fn known_fields(playbook: &Playbook, upto: usize) -> Vec<&str> {
    playbook.steps[..=upto].iter().flat_map(|s| &s.fields).map(|f| f.id.as_str()).collect()
}

fn conditions(
    playbook: &Playbook,
    index: usize,
    when: &[Condition],
    places: &[(Span, Span)],
    say: &mut impl FnMut(ConfigFaultKind, Span),
) {
    for (condition, &(name_span, span)) in when.iter().zip(places) {
        match possible(playbook, index, &condition.name) {
            Err(()) => {
                let candidates = known_fields(playbook, index).into_iter().chain(KNOWN_NAMES);
                let near = nearest(&condition.name, candidates);
                say(ConfigFaultKind::UnknownCondition { name: condition.name.clone(), near }, name_span);
            }
            Ok(Some(allowed)) => {
                for value in condition.values.iter().filter(|v| !allowed.contains(v)) {
                    let near = nearest(value, allowed.iter().map(String::as_str));
                    let (name, value) = (condition.name.clone(), value.clone());
                    say(ConfigFaultKind::ImpossibleValue { name, value, near }, span);
                }
            }
            Ok(None) => {}
        }
    }
}

fn target(playbook: &Playbook, to: &Target, span: Span, say: &mut impl FnMut(ConfigFaultKind, Span)) {
    if let Target::Step(step) = to
        && playbook.step(step).is_none()
    {
        let near = nearest(step, playbook.step_ids());
        say(ConfigFaultKind::UnknownStep { step: step.clone(), near }, span);
    }
}

/// Every step can be reached, and following the steps without a branch comes to an end.
fn ways(playbook: &Playbook, places: &Places, faults: &mut Vec<ConfigFault>) {
    let mut reached = BTreeSet::from([0]);
    let mut queue = vec![0];
    while let Some(index) = queue.pop() {
        for next in exits(playbook, &playbook.steps[index]) {
            if reached.insert(next) {
                queue.push(next);
            }
        }
    }
    for (index, step) in playbook.steps.iter().enumerate() {
        if !reached.contains(&index) {
            let kind = ConfigFaultKind::UnreachableStep { step: step.id.clone() };
            faults.push(ConfigFault::new(kind, places.steps[index].id));
        }
    }
    if let Some(circle) = circle(playbook) {
        let first = circle[0];
        let steps = circle.iter().chain([&first]).map(|i| playbook.steps[*i].id.clone()).collect();
        faults.push(ConfigFault::new(ConfigFaultKind::Cycle { steps }, places.steps[first].next));
    }
}

/// The first circle of following steps, begun with its earliest one. Each step is walked over once, so that a long
/// playbook doesn't take the cube of its length.
fn circle(playbook: &Playbook) -> Option<Vec<usize>> {
    let places: HashMap<&str, usize> = playbook.steps.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let following = |i: usize| match &playbook.steps[i].next {
        Some(Target::Step(next)) => places.get(next.as_str()).copied(),
        Some(Target::End) => None,
        None => Some(i + 1).filter(|next| *next < playbook.steps.len()),
    };
    let mut walked_from: Vec<Option<usize>> = vec![None; playbook.steps.len()];
    for start in 0..playbook.steps.len() {
        let mut here = Some(start);
        while let Some(i) = here.filter(|i| walked_from[*i].is_none()) {
            walked_from[i] = Some(start);
            here = following(i);
        }
        if let Some(again) = here.filter(|i| walked_from[*i] == Some(start)) {
            let mut circle = vec![again];
            while let Some(next) = following(circle[circle.len() - 1]).filter(|next| *next != again) {
                circle.push(next);
            }
            let earliest = (0..circle.len()).min_by_key(|i| circle[*i]).unwrap_or(0);
            circle.rotate_left(earliest);
            return Some(circle);
        }
    }
    None
}

fn exits(playbook: &Playbook, step: &Step) -> Vec<usize> {
    let branches = step.branches.iter().map(|Branch { to, .. }| to.clone());
    let back = step.on_unsatisfied.iter().map(|s| Target::Step(s.clone()));
    branches
        .chain(back)
        .chain([playbook.following(step)])
        .filter_map(|t| match t {
            Target::Step(s) => playbook.index(&s),
            Target::End => None,
        })
        .collect()
}
