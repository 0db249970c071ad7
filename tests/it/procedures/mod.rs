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

/// The built-in playbooks.
fn builtin() -> Vec<Playbook> {
    let read = |(id, text): &(&str, &str)| read_playbook(id, text).0.unwrap_or_else(|| panic!("{id} has faults"));
    BUILTIN.iter().map(read).collect()
}

/// The procedures that cases follow.
fn procedures() -> Vec<Playbook> {
    let mut all = builtin();
    all.retain(|p| p.kind != Kind::Overlay);
    assert_eq!(all.len(), 26);
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

/// Walks every procedure, and looks whether each gate was found closed.
fn walk_every_procedure(lang: Lang) {
    for playbook in &procedures() {
        let closed = walk_all(playbook, lang);
        let asked = playbook.steps.iter().flat_map(|s| &s.requires).map(|r| &r.gate);
        for gate in asked.chain(&playbook.close_requires) {
            assert!(closed.contains(gate), "{}: the gate {gate} was never seen closed", playbook.id);
        }
    }
}

#[test]
fn every_procedure_is_walked_along_each_of_its_branches_in_english() {
    walk_every_procedure(Lang::En);
}

#[test]
fn every_procedure_is_walked_along_each_of_its_branches_in_chinese() {
    walk_every_procedure(Lang::Zh);
}

#[test]
fn each_overlay_is_asked_for_before_a_case_that_matches_is_closed() {
    let (all, four_step) = (builtin(), procedures().remove(0));
    let overlays: Vec<&Playbook> = all.iter().filter(|p| p.kind == Kind::Overlay).collect();
    assert_eq!(overlays.len(), 2);
    for lang in [Lang::En, Lang::Zh] {
        // A journalist is a major complaint as well, so both apply.
        let mut walk = Walk::begin_with(&four_step, lang, &["--flag", "journalist"]);
        for stop in &route(&four_step, &Aim::Exit { step: 0, exit: None }) {
            walk.pass(stop);
        }
        overlays.iter().for_each(|overlay| walk.overlay(overlay));
        walk.close();
    }
}

#[test]
fn a_customer_who_is_not_satisfied_sends_each_procedure_into_another_round() {
    for (n, playbook) in procedures().iter().filter(|p| p.steps.iter().any(|s| s.on_unsatisfied.is_some())).enumerate()
    {
        {
            // The way is the same in both languages, and each reads every other one.
            let lang = if n % 2 == 0 { Lang::En } else { Lang::Zh };
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
