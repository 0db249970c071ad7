//! Moving a case to another procedure or revision: where it lands, and what becomes of what was done.

use super::Playbook;
use super::field::fits;
use crate::case::State;
use std::collections::BTreeMap;

/// Where a case is to go on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The step for every case that nothing else is said of.
    pub all: Option<String>,
    /// The step for those that stand at a step; `end` for those past the last one, which `end` leaves there.
    pub from: BTreeMap<String, String>,
}

/// Why a case lands where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Somebody said so.
    Told,
    /// There is a step of the same name.
    Same,
    /// There is none, so it is the first one.
    First,
}

impl Ground {
    /// The token as JSON spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Same => "same",
            Self::First => "first",
        }
    }
}

/// What a move does to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The step it goes on with.
    pub step: String,
    /// Why that one.
    pub ground: Ground,
    /// Checks done at the step it leaves which that step has too: they start afresh.
    pub again: Vec<String>,
    /// Checks done which that step doesn't have.
    pub gone: Vec<String>,
    /// Fields filled in which the new procedure has and takes.
    pub kept: Vec<String>,
    /// Fields filled in which it doesn't have, or whose value it doesn't take; they stay on record.
    pub lost: Vec<String>,
}

/// The step a case stands at as a mapping names it.
#[must_use]
pub fn standing(state: &State) -> &str {
    state.step.as_deref().unwrap_or("end")
}

/// What moving a case to a procedure does; `None` for a case past its last step, which stays there unless a step is
/// named for it.
#[must_use]
pub fn moved(state: &State, to: &Playbook, mapping: &Mapping) -> Option<Move> {
    let here = standing(state);
    let told = mapping.from.get(here).or(mapping.all.as_ref());
    let (step, ground) = match told {
        Some(step) if step == "end" => return None,
        Some(step) => (step.clone(), Ground::Told),
        None if state.step.is_none() => return None,
        None if to.step(here).is_some() => (here.to_owned(), Ground::Same),
        None => (to.steps[0].id.clone(), Ground::First),
    };
    let has = |check: &String| to.step(&step).is_some_and(|s| s.checks.iter().any(|c| &c.id == check));
    let done = state.step.as_ref().and_then(|s| state.ticks.get(s)).into_iter().flatten().cloned();
    let (again, gone) = done.partition(has);
    let takes = |id: &String| to.field(id).zip(state.facts.get(id)).is_some_and(|(field, fact)| fits(field, fact));
    let (kept, lost) = state.facts.keys().cloned().partition(takes);
    Some(Move { step, ground, again, gone, kept, lost })
}
