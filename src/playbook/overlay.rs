//! Overlays: checks that are added to the running cases that a file of the workspace picks out, such as the articles'
//! lists for a crisis. Nothing about them is stored but the ticks.

use super::advance::{Missing, Refusal};
use super::condition::Condition;
use super::{Check, Kind, Playbook, Step};
use crate::case::id::nearest;
use crate::case::words::{Blame, Channel, Flag, Severity, Verified};
use crate::case::{Act, Case, State};

/// What an overlay may ask a case for. Fields of a procedure are no part of it: an overlay is for every procedure.
pub const ASKED: [&str; 6] = ["flags", "severity", "channel", "category", "fault", "verified"];

/// The keys of a playbook and of a step that mean nothing in an overlay.
pub(super) const NO_PART_OF_IT: [&str; 13] = [
    "apology",
    "close_requires",
    "allowed_remedies",
    "offer",
    "clocks",
    "actor",
    "within",
    "skippable",
    "requires",
    "on_unsatisfied",
    "next",
    "field",
    "branch",
];

/// The values that something an overlay asks for can have, or `None` when any text can; `Err` for what it can't ask for.
pub(super) fn values_of(name: &str) -> Result<Option<Vec<&'static str>>, ()> {
    Ok(Some(match name {
        "flags" => Flag::tokens(),
        "severity" => Severity::tokens(),
        "channel" => Channel::tokens(),
        "fault" => Blame::tokens(),
        "verified" => Verified::tokens(),
        "category" => return Ok(None),
        _ => return Err(()),
    }))
}

fn holds(case: &Case, state: &State, condition: &Condition) -> bool {
    let any = |value: &str| condition.values.iter().any(|v| v == value);
    match condition.name.as_str() {
        "flags" => state.flags.iter().any(|f| any(f.as_str())),
        "severity" => any(state.severity().as_str()),
        "channel" => any(case.header.channel.as_str()),
        "category" => case.header.category.as_deref().is_some_and(any),
        "fault" => state.fault.is_some_and(|f| any(f.as_str())),
        "verified" => state.verified.is_some_and(|v| any(v.as_str())),
        _ => false,
    }
}

impl Playbook {
    /// Whether it adds its checks to a case: it is an overlay, the case runs, and everything it asks for holds. One that
    /// asks for nothing applies to nothing, so that a team can put a built-in overlay out of force.
    #[must_use]
    pub fn applies_to(&self, case: &Case, state: &State) -> bool {
        self.kind == Kind::Overlay
            && !state.is_closed()
            && !self.applies.is_empty()
            && self.applies.iter().all(|condition| holds(case, state, condition))
    }

    /// The checks that an overlay adds.
    pub fn overlay_checks(&self) -> impl Iterator<Item = &Check> {
        self.steps.iter().flat_map(|step| &step.checks)
    }
}

/// What stands in the way of a close: for each of the overlays that apply, its required checks that aren't done.
#[must_use]
pub fn undone(state: &State, applying: &[&Playbook]) -> Vec<Missing> {
    let of = |overlay: &&Playbook| {
        let open = overlay.overlay_checks().filter(|c| c.required && !state.is_ticked(&overlay.id, &c.id));
        let checks: Vec<String> = open.map(|c| c.id.clone()).collect();
        (!checks.is_empty()).then(|| Missing::Overlay { id: overlay.id.clone(), checks })
    };
    applying.iter().filter_map(of).collect()
}

/// What a close comes to when this is lacking too, so that all of it is named at once.
///
/// # Errors
/// When anything is missing.
pub fn lacking_too(decided: Result<Vec<Act>, Refusal>, lacking: Vec<Missing>) -> Result<Vec<Act>, Refusal> {
    match decided {
        Ok(acts) if lacking.is_empty() => Ok(acts),
        Ok(_) => Err(Refusal::Missing { step: "end".to_owned(), missing: lacking }),
        Err(Refusal::Missing { step, mut missing }) => {
            missing.extend(lacking);
            Err(Refusal::Missing { step, missing })
        }
        Err(other) => Err(other),
    }
}

/// Ticks that were named, each at the place where it belongs.
#[derive(Debug, PartialEq, Eq)]
pub struct Sorted {
    /// The step's own, and those that nothing has.
    pub own: Vec<String>,
    /// Those of overlays: the overlay, and its checks.
    pub added: Vec<(String, Vec<String>)>,
}

/// Sorts ticks: an id means the step's check before that of an overlay, and of several the first that isn't done.
#[must_use]
pub fn sorted(state: &State, step: Option<&Step>, applying: &[&Playbook], ticks: &[String]) -> Sorted {
    let mut out = Sorted { own: Vec::new(), added: Vec::new() };
    for tick in ticks {
        let of_step = step.filter(|s| s.checks.iter().any(|c| &c.id == tick));
        let of_overlays = || applying.iter().filter(|o| o.overlay_checks().any(|c| &c.id == tick));
        let open = of_overlays().find(|o| !state.is_ticked(&o.id, tick));
        let is_open = of_step.is_some_and(|s| !state.is_ticked(&s.id, tick));
        match if is_open { None } else { open.or_else(|| of_overlays().next().filter(|_| of_step.is_none())) } {
            None => out.own.push(tick.clone()),
            Some(overlay) => match out.added.iter_mut().find(|(id, _)| id == &overlay.id) {
                Some((_, checks)) => checks.push(tick.clone()),
                None => out.added.push((overlay.id.clone(), vec![tick.clone()])),
            },
        }
    }
    out
}

/// A refusal that knows of the overlays' checks too when it guesses what may have been meant.
#[must_use]
pub fn with_guess(refusal: Refusal, applying: &[&Playbook]) -> Refusal {
    match refusal {
        Refusal::UnknownCheck { check, step, near: None } => {
            let near = nearest(&check, applying.iter().flat_map(|o| o.overlay_checks()).map(|c| c.id.as_str()));
            Refusal::UnknownCheck { check, step, near }
        }
        other => other,
    }
}
