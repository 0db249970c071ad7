//! Every built-in procedure is walked from `open` to `close`: through each of its ways on and each of its conditions,
//! in both languages. Each gate is seen closed, with the command that meets it, and open after that command.

mod route;
mod walk;

use amends::playbook::builtin::BUILTIN;
use amends::playbook::{Gate, Kind, Playbook, read_playbook};
use amends::policy::Lang;
use route::{Aim, aims, route};
use std::collections::BTreeSet;
use walk::Walk;

/// The procedures that cases follow.
fn procedures() -> Vec<Playbook> {
    let read = |(id, text): &(&str, &str)| read_playbook(id, text).0.unwrap_or_else(|| panic!("{id} has faults"));
    let mut all: Vec<Playbook> = BUILTIN.iter().map(read).collect();
    all.retain(|p| matches!(p.kind, Kind::Flow | Kind::Checklist));
    all
}

/// Walks a procedure until every aim was met by some walk; returns the gates that were seen closed.
fn walk_all(playbook: &Playbook, lang: Lang) -> BTreeSet<Gate> {
    let mut left: BTreeSet<Aim> = aims(playbook);
    let mut closed = BTreeSet::new();
    while let Some(aim) = left.first().cloned() {
        let route = route(playbook, &aim);
        let mut walk = Walk::begin(playbook, lang);
        for stop in &route {
            walk.pass(stop);
            left.remove(&Aim::Exit { step: stop.step, exit: stop.exit });
            for gate in &stop.asked {
                left.remove(&Aim::Gate { step: stop.step, gate: *gate });
            }
        }
        assert!(!left.contains(&aim), "{}: {aim:?} was not met by {route:?}", playbook.id);
        walk.close();
        closed.extend(walk.closed_gates());
    }
    closed
}

#[test]
fn every_procedure_is_walked_along_each_of_its_branches_in_both_languages() {
    let procedures = procedures();
    assert!(procedures.len() >= 8, "{} procedures", procedures.len());
    for playbook in &procedures {
        for lang in [Lang::En, Lang::Zh] {
            let closed = walk_all(playbook, lang);
            let asked = playbook.steps.iter().flat_map(|s| &s.requires).map(|r| &r.gate);
            for gate in asked.chain(&playbook.close_requires) {
                // No command refuses a demand without an alternative, so this one can't be found closed.
                if *gate != Gate::Alternative {
                    assert!(closed.contains(gate), "{}: the gate {gate} was never seen closed", playbook.id);
                }
            }
        }
    }
}

#[test]
fn a_customer_who_is_not_satisfied_sends_each_procedure_into_another_round() {
    for playbook in procedures().iter().filter(|p| p.steps.iter().any(|s| s.on_unsatisfied.is_some())) {
        for lang in [Lang::En, Lang::Zh] {
            for (index, step) in playbook.steps.iter().enumerate().filter(|(_, s)| s.on_unsatisfied.is_some()) {
                let mut walk = Walk::begin(playbook, lang);
                let way = route(playbook, &Aim::Exit { step: index, exit: None });
                let here = way.iter().position(|stop| stop.step == index).unwrap();
                way[..here].iter().for_each(|stop| walk.pass(stop));
                let back = step.on_unsatisfied.as_deref().unwrap();
                walk.displease(back);
                let again = way.iter().position(|stop| playbook.steps[stop.step].id == back);
                let again = again.unwrap_or_else(|| panic!("{}: {back} lies before {}", playbook.id, step.id));
                way[again..].iter().for_each(|stop| walk.pass(stop));
                walk.close();
            }
        }
    }
}
