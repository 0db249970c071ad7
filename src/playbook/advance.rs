//! Whether a case may leave its step, and where it goes: decisions only, nothing is changed.

use super::condition::Known;
use super::redress::Part;
use super::{Gate, Playbook, Step};
use crate::case::event::{Fact, Facts, Target};
use crate::case::id::nearest;
use crate::case::words::Remedy;
use crate::case::{Act, Case, History, State};
use crate::policy::Policy;
use std::collections::BTreeMap;

/// What is asked of a step.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Checks that are done now.
    pub ticks: Vec<String>,
    /// Every check of the step is done.
    pub tick_all: bool,
    /// Fields that are known now.
    pub facts: BTreeMap<String, Fact>,
    /// The step to go to, instead of the one the playbook names.
    pub to: Option<Target>,
    /// Leave the step undone.
    pub skip: bool,
    /// Go on although something is missing.
    pub force: bool,
    /// The reason for skipping or forcing.
    pub why: Option<String>,
}

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A required check isn't done.
    Check(String),
    /// A required field isn't known.
    Field(String),
    /// A gate isn't met.
    Gate(Gate),
    /// Required checks that an overlay adds to the case aren't done.
    Overlay {
        /// The overlay.
        id: String,
        /// Its checks.
        checks: Vec<String>,
    },
    /// A step that may not be skipped, nor jumped over.
    NotSkippable {
        /// The step.
        step: String,
    },
    /// The playbook has no way from this step to that one.
    NoWay {
        /// Where it was to go.
        to: Target,
        /// Where it can go.
        ways: Vec<Target>,
    },
    /// The step lies behind: going back is another thing.
    Earlier {
        /// Where it was to go.
        to: String,
    },
    /// What is known leads the last step to another one.
    LeadsTo {
        /// That one.
        to: String,
        /// The way out of the circle, once it went round twice.
        out: Option<Target>,
    },
    /// The flow hasn't come to its end.
    NotAtEnd {
        /// The steps that are left.
        left: Vec<String>,
    },
    /// A grievance has no answer.
    Grievance {
        /// The event that noted it.
        id: String,
        /// What it is.
        what: String,
    },
    /// A promise is neither kept nor moved.
    OpenPromise {
        /// The event that made it.
        id: String,
        /// What was promised.
        what: String,
    },
    /// The customer isn't satisfied.
    Unsatisfied {
        /// The step to go back to.
        back: String,
    },
    /// A part of the option that the customer accepted was not carried out.
    Redress {
        /// The letter of the option.
        option: String,
        /// Which part.
        part: Part,
        /// What it is.
        remedy: Remedy,
        /// How much, if it is money.
        amount: Option<String>,
    },
    /// Nothing was done but saying sorry (R46).
    OnlySorry,
    /// What can't be solved has no declined demand with an alternative (R43, R44).
    Undeclined,
    /// The customer doesn't know that the demand was declined (R43).
    DeclinedUntold,
    /// A duplicate doesn't name the other case.
    DuplicateOf,
    /// A referral doesn't say where to.
    ReferredWhere,
    /// Too few failed attempts to call a customer unreachable.
    Attempts,
}

impl Missing {
    /// The word that `forced` records for it.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        match self {
            Self::Check(id) => Some(format!("check:{id}")),
            Self::Field(id) => Some(format!("field:{id}")),
            Self::Gate(gate) => Some(gate.to_string()),
            Self::NoWay { .. } => Some("way".to_owned()),
            _ => None,
        }
    }
}

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The case is closed.
    Closed,
    /// The case is past its last step.
    PastEnd,
    /// The playbook has no step of that name any more.
    StepGone {
        /// The step the case is in.
        step: String,
    },
    /// A check that the step doesn't have.
    UnknownCheck {
        /// What was named.
        check: String,
        /// The step.
        step: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// All that is missing.
    Missing {
        /// The step.
        step: String,
        /// What.
        missing: Vec<Missing>,
    },
}

/// What to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The acts, in order. The gates that were overridden belong to the last one.
    pub acts: Vec<Act>,
    /// The gates that were overridden.
    pub forced: Vec<String>,
    /// Where the case goes.
    pub to: Target,
    /// The reason of a jump back that the playbook itself makes.
    pub because: Option<String>,
}

/// The step a case is in.
///
/// # Errors
/// When it is closed, past the end, or in a step that is gone.
pub fn current_step<'p>(state: &State, playbook: &'p Playbook) -> Result<&'p Step, Refusal> {
    if state.is_closed() {
        return Err(Refusal::Closed);
    }
    let id = state.step.as_deref().ok_or(Refusal::PastEnd)?;
    playbook.step(id).ok_or_else(|| Refusal::StepGone { step: id.to_owned() })
}

/// The checks a request names, held against the step.
///
/// # Errors
/// When the step has no such check.
pub fn known_ticks(step: &Step, request: &Request) -> Result<Vec<String>, Refusal> {
    for check in &request.ticks {
        if !step.checks.iter().any(|c| &c.id == check) {
            let near = nearest(check, step.checks.iter().map(|c| c.id.as_str()));
            return Err(Refusal::UnknownCheck { check: check.clone(), step: step.id.clone(), near });
        }
    }
    if request.tick_all {
        return Ok(step.checks.iter().map(|c| c.id.clone()).collect());
    }
    Ok(request.ticks.clone())
}

/// What is missing before the step can be left.
#[must_use]
pub fn missing(history: &History<'_>, state: &State, step: &Step, policy: &Policy, request: &Request) -> Vec<Missing> {
    let known = Known::new(history.case, state, &request.facts);
    let ticked = |id: &str| request.tick_all || request.ticks.iter().any(|t| t == id) || state.is_ticked(&step.id, id);
    let checks = step.checks.iter().filter(|c| c.required && !ticked(&c.id)).map(|c| Missing::Check(c.id.clone()));
    let fields = step.fields.iter().filter(|f| f.required && known.fact(&f.id).is_none());
    let gates = step.requires.iter().filter(|r| known.all(&r.when)).map(|r| &r.gate);
    let mut missing: Vec<Missing> = checks.collect();
    missing.extend(fields.map(|f| Missing::Field(f.id.clone())));
    // A missing field `plan` already says what the gate of that name would say.
    let said = |g: &Gate| *g == Gate::Plan && missing.contains(&Missing::Field("plan".to_owned()));
    let unmet: Vec<Missing> = gates
        .filter(|g| !g.is_met(history, state, policy, &request.facts) && !said(g))
        .map(|g| Missing::Gate(g.clone()))
        .collect();
    missing.extend(unmet);
    missing
}

/// Where the step leads: the first branch that holds, else `next`, else the following step.
#[must_use]
pub fn leads_to(
    case: &Case,
    state: &State,
    playbook: &Playbook,
    step: &Step,
    facts: &BTreeMap<String, Fact>,
) -> (Target, Option<String>) {
    let known = Known::new(case, state, facts);
    match step.branches.iter().find(|b| known.all(&b.when)) {
        Some(branch) => {
            let because = branch.when.iter().map(|c| format!("{} = {}", c.name, c.values.join("/")));
            (branch.to.clone(), Some(because.collect::<Vec<_>>().join(", ")))
        }
        None => (playbook.following(step), None),
    }
}

/// Where a step may lead: along each branch that holds, and on to the following step.
fn ways(case: &Case, state: &State, playbook: &Playbook, step: &Step, facts: &BTreeMap<String, Fact>) -> Vec<Target> {
    let known = Known::new(case, state, facts);
    let holding = step.branches.iter().filter(|b| known.all(&b.when)).map(|b| b.to.clone());
    let mut ways: Vec<Target> = Vec::new();
    for way in holding.chain([playbook.following(step)]) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// The steps that a jump to `to` leaves out although they may not be skipped.
fn jumped_over<'p>(playbook: &'p Playbook, step: &Step, to: &Target) -> impl Iterator<Item = &'p Step> {
    let after = playbook.index(&step.id).map_or(0, |i| i + 1);
    let upto = match to {
        Target::Step(to) => playbook.index(to).unwrap_or(after),
        Target::End => playbook.steps.len(),
    };
    playbook.steps.iter().take(upto).skip(after).filter(|s| !s.skippable)
}

/// Decides on an `advance`.
///
/// # Errors
/// When the case may not go on; everything that is missing is named at once.
pub fn advance(
    history: &History<'_>,
    state: &State,
    playbook: &Playbook,
    policy: &Policy,
    request: &Request,
) -> Result<Decision, Refusal> {
    let step = current_step(state, playbook)?;
    let ticks = known_ticks(step, request)?;
    let (default, because) = leads_to(history.case, state, playbook, step, &request.facts);
    let to = request.to.clone().unwrap_or(default);
    let ways = ways(history.case, state, playbook, step, &request.facts);
    if let Target::Step(id) = &to
        && playbook.index(id) <= playbook.index(&step.id)
        && !ways.contains(&to)
    {
        let missing = vec![Missing::Earlier { to: id.clone() }];
        return Err(Refusal::Missing { step: step.id.clone(), missing });
    }
    let mut lacking = Vec::new();
    if request.skip {
        if !step.skippable {
            lacking.push(Missing::NotSkippable { step: step.id.clone() });
        }
    } else {
        lacking = missing(history, state, step, policy, request);
    }
    if !ways.contains(&to) {
        lacking.push(Missing::NoWay { to: to.clone(), ways });
        let barred = jumped_over(playbook, step, &to).map(|s| Missing::NotSkippable { step: s.id.clone() });
        lacking.extend(barred);
    }
    let forceable = request.force && lacking.iter().all(|m| m.token().is_some());
    if !lacking.is_empty() && !forceable {
        return Err(Refusal::Missing { step: step.id.clone(), missing: lacking });
    }
    let forced = lacking.iter().filter_map(Missing::token).collect();
    let facts: Facts = request.facts.clone().into_iter().collect();
    let back = match &to {
        Target::Step(to) => playbook.index(to) <= playbook.index(&step.id),
        Target::End => false,
    };
    let mut acts = Vec::new();
    if back {
        if !ticks.is_empty() || !facts.is_empty() {
            acts.push(Act::Tick { step: step.id.clone(), ticks, facts });
        }
        acts.push(Act::Return { step: step.id.clone(), to: to.to_string() });
    } else {
        acts.push(Act::Advance { step: step.id.clone(), to: to.clone(), ticks, facts, skipped: request.skip });
    }
    Ok(Decision { acts, forced, to, because: because.filter(|_| back) })
}

/// Decides on going back by hand.
///
/// # Errors
/// When the case is closed, or the step is neither an earlier one nor the case's own.
pub fn back(state: &State, playbook: &Playbook, to: &str) -> Result<Decision, Refusal> {
    if state.is_closed() {
        return Err(Refusal::Closed);
    }
    let here = state.step.as_deref();
    let from = here.or(state.left.as_deref()).unwrap_or_default();
    // A step may begin anew: a playbook can send an unsatisfied customer back to the step itself.
    let upto = here.and_then(|id| playbook.index(id)).map_or(playbook.steps.len(), |i| i + 1);
    let ways: Vec<Target> = playbook.steps[..upto].iter().map(|s| Target::Step(s.id.clone())).collect();
    if !ways.contains(&Target::Step(to.to_owned())) {
        let missing = vec![Missing::NoWay { to: Target::Step(to.to_owned()), ways }];
        return Err(Refusal::Missing { step: from.to_owned(), missing });
    }
    let act = Act::Return { step: from.to_owned(), to: to.to_owned() };
    Ok(Decision { acts: vec![act], forced: Vec::new(), to: Target::Step(to.to_owned()), because: None })
}
