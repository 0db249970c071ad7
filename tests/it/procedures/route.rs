//! A way through a procedure, worked out from the procedure alone.

use amends::case::event::Target;
use amends::case::words::{Blame, Channel, Severity, Verified};
use amends::playbook::condition::Condition;
use amends::playbook::{FieldType, Playbook};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Something that some walk has to meet. Places are indices; an exit is a branch, or `None` for the way on without one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aim {
    /// The case leaves the step that way.
    Exit { step: usize, exit: Option<usize> },
    /// The requirement of that index stands in the way.
    Gate { step: usize, gate: usize },
}

/// A step of a walk: what has to be known there, and where it leads.
#[derive(Debug, Clone)]
pub(super) struct Stop {
    pub(super) step: usize,
    pub(super) exit: Option<usize>,
    /// What is known when the step is left: names of conditions and their values.
    pub(super) known: BTreeMap<String, String>,
    /// The requirements that stand in the way then.
    pub(super) asked: Vec<usize>,
}

/// Everything there is to meet in a procedure.
pub(super) fn aims(playbook: &Playbook) -> BTreeSet<Aim> {
    let mut aims = BTreeSet::new();
    for (step, s) in playbook.steps.iter().enumerate() {
        let ways = (0..s.branches.len()).map(Some).chain([None]);
        let possible = ways.filter(|exit| choose(playbook, step, |stop| stop.exit == *exit).is_some());
        aims.extend(possible.map(|exit| Aim::Exit { step, exit }));
        aims.extend((0..s.requires.len()).map(|gate| Aim::Gate { step, gate }));
    }
    aims
}

/// A walk from the first step to the end that meets the aim.
pub(super) fn route(playbook: &Playbook, aim: &Aim) -> Vec<Stop> {
    let (step, stop) = match aim {
        Aim::Exit { step, exit } => (*step, choose(playbook, *step, |s| s.exit == *exit)),
        Aim::Gate { step, gate } => (*step, choose(playbook, *step, |s| s.asked.contains(gate))),
    };
    let stop = stop.unwrap_or_else(|| panic!("{}: nothing meets {aim:?}", playbook.id));
    let mut route =
        shortest(playbook, Some(0), |here| here == Some(step)).unwrap_or_else(|| panic!("no way to {aim:?}"));
    let next = target(playbook, step, stop.exit);
    route.push(stop);
    route.extend(shortest(playbook, next, |here| here.is_none()).unwrap_or_else(|| panic!("no end after {aim:?}")));
    route
}

/// Where an exit leads; `None` is the end.
fn target(playbook: &Playbook, step: usize, exit: Option<usize>) -> Option<usize> {
    let step = &playbook.steps[step];
    match exit.map_or_else(|| playbook.following(step), |i| step.branches[i].to.clone()) {
        Target::Step(id) => playbook.index(&id),
        Target::End => None,
    }
}

/// The fewest steps from one place to another.
fn shortest(playbook: &Playbook, from: Option<usize>, there: impl Fn(Option<usize>) -> bool) -> Option<Vec<Stop>> {
    let mut seen = BTreeSet::from([from]);
    let mut queue = VecDeque::from([(from, Vec::new())]);
    while let Some((here, route)) = queue.pop_front() {
        if there(here) {
            return Some(route);
        }
        let Some(step) = here else { continue };
        for exit in [None].into_iter().chain((0..playbook.steps[step].branches.len()).map(Some)) {
            let Some(stop) = choose(playbook, step, |s| s.exit == exit) else { continue };
            let next = target(playbook, step, exit);
            if seen.insert(next) {
                let mut longer = route.clone();
                longer.push(stop);
                queue.push_back((next, longer));
            }
        }
    }
    None
}

/// The first choice of values at a step that is as wanted.
fn choose(playbook: &Playbook, step: usize, wanted: impl Fn(&Stop) -> bool) -> Option<Stop> {
    let s = &playbook.steps[step];
    let conditions = s.branches.iter().flat_map(|b| &b.when).chain(s.requires.iter().flat_map(|r| &r.when));
    let names: BTreeSet<&str> = conditions.map(|c| c.name.as_str()).collect();
    let mut choices: Vec<BTreeMap<String, String>> = vec![BTreeMap::new()];
    for name in names {
        let values = values(playbook, name);
        choices = choices
            .iter()
            .flat_map(|known| {
                values.iter().map(|value| {
                    let mut known = known.clone();
                    known.insert(name.to_owned(), value.clone());
                    known
                })
            })
            .collect();
    }
    choices.into_iter().find_map(|known| {
        let all = |when: &[Condition]| when.iter().all(|c| c.values.contains(&known[&c.name]));
        let exit = s.branches.iter().position(|b| all(&b.when));
        let asked = (0..s.requires.len()).filter(|i| all(&s.requires[*i].when)).collect();
        let stop = Stop { step, exit, known, asked };
        wanted(&stop).then_some(stop)
    })
}

/// The values that a name of a condition can take.
fn values(playbook: &Playbook, name: &str) -> Vec<String> {
    let own = |list: Vec<&'static str>| list.into_iter().map(ToOwned::to_owned).collect();
    if let Some(field) = playbook.field(name) {
        return match field.kind {
            FieldType::Choice | FieldType::Many => field.options.iter().map(|o| o.id.clone()).collect(),
            FieldType::Bool => own(vec!["true", "false"]),
            _ => panic!("{}: a condition on the field {name}, which has no list of values", playbook.id),
        };
    }
    match name {
        "severity" => own(Severity::tokens()),
        "verified" => own(Verified::tokens()),
        "fault" => own(Blame::tokens()),
        "channel" => own(Channel::tokens()),
        "satisfied" => own(vec!["true", "false"]),
        "accepted" => own(vec!["a", "none"]),
        other => panic!("{}: no values are known of {other}", playbook.id),
    }
}
