//! Whether a case may be closed: everything that is missing, at once.

use super::advance::{Decision, Missing, Refusal, Request, advance, current_step};
use super::gate::two_failed_attempts;
use super::{Gate, Playbook};
use crate::case::event::Target;
use crate::case::words::{Outcome, Relation};
use crate::case::{Act, History, State};

/// What comes with a close.
#[derive(Debug, Clone)]
pub struct Closing {
    /// How it ends.
    pub outcome: Outcome,
    /// What was learned.
    pub lesson: Option<String>,
    /// Where a referral goes, or why.
    pub ground: Option<String>,
    /// The close tells the department concerned.
    pub tells_team: bool,
    /// The close names the case this one duplicates.
    pub names_duplicate: bool,
    /// What is said about the last step.
    pub request: Request,
}

/// Outcomes that end a case whatever the playbook asks (format, on `close`).
#[must_use]
pub fn is_exempt(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Withdrawn | Outcome::Duplicate | Outcome::Referred | Outcome::Unreachable)
}

/// Decides on a `close`; the acts are those that come before it: the last step's own end.
///
/// # Errors
/// When something is missing, or the case is closed already.
pub fn close(
    history: &History<'_>,
    state: &State,
    playbook: Option<&Playbook>,
    closing: &Closing,
) -> Result<Vec<Act>, Refusal> {
    if state.is_closed() {
        return Err(Refusal::Closed);
    }
    let mut acts = Vec::new();
    let mut missing = Vec::new();
    match playbook {
        Some(playbook) if !is_exempt(closing.outcome) => {
            match last_step(history, state, playbook, closing) {
                Ok(decision) => acts = decision.map(|d| d.acts).unwrap_or_default(),
                Err(Refusal::Missing { missing: lacking, .. }) => missing = lacking,
                Err(other) => return Err(other),
            }
            for gate in &playbook.close_requires {
                let met = match gate {
                    Gate::Lesson => closing.lesson.is_some(),
                    Gate::ToldTeam if closing.tells_team => true,
                    gate => gate.is_met(history, state, &closing.request.facts),
                };
                let lacking = Missing::Gate(gate.clone());
                if !met && !missing.contains(&lacking) {
                    missing.push(lacking);
                }
            }
            missing.extend(unsatisfied(history, state, playbook, closing));
            // Withdrawn, duplicate, referred and unreachable end the promises and grievances with the case.
            missing.extend(
                state
                    .grievances
                    .iter()
                    .filter(|g| !g.settled)
                    .map(|g| Missing::Grievance { id: g.id.to_string(), what: g.what.clone() }),
            );
            missing.extend(
                state.open_promises().map(|p| Missing::OpenPromise { id: p.id.to_string(), what: p.what.clone() }),
            );
        }
        _ => missing.extend(exemption(history, state, closing)),
    }
    if missing.is_empty() {
        return Ok(acts);
    }
    Err(Refusal::Missing { step: "end".to_owned(), missing })
}

/// The end of the last step, which a close completes itself; `None` when the case is past it.
fn last_step(
    history: &History<'_>,
    state: &State,
    playbook: &Playbook,
    closing: &Closing,
) -> Result<Option<Decision>, Refusal> {
    let step = match current_step(state, playbook) {
        Err(Refusal::PastEnd) => return Ok(None),
        other => other?,
    };
    // What the close itself brings counts for the step's own gates.
    let brought = |m: &Missing| closing.tells_team && *m == Missing::Gate(Gate::ToldTeam);
    let decision = match advance(history, state, playbook, &closing.request) {
        Err(Refusal::Missing { missing, .. }) if missing.iter().all(brought) => {
            let forced = Request { force: true, ..closing.request.clone() };
            advance(history, state, playbook, &forced).map(|d| Decision { forced: Vec::new(), ..d })
        }
        Err(Refusal::Missing { step, missing }) => {
            Err(Refusal::Missing { step, missing: missing.into_iter().filter(|m| !brought(m)).collect() })
        }
        other => other,
    };
    match decision {
        Ok(decision) if decision.to == Target::End => Ok(Some(decision)),
        other => {
            let after = playbook.index(&step.id).map_or(0, |i| i + 1);
            let left: Vec<String> = playbook.steps[after..].iter().map(|s| s.id.clone()).collect();
            let mut missing = match other {
                Err(Refusal::Missing { missing, .. }) => missing,
                Err(refusal) => return Err(refusal),
                Ok(decision) => vec![Missing::LeadsTo { to: decision.to.to_string() }],
            };
            if playbook.following(step) != Target::End {
                missing.insert(0, Missing::NotAtEnd { left });
            }
            Err(Refusal::Missing { step: step.id.clone(), missing })
        }
    }
}

/// After two rounds a case may end unsolved, if a refused demand has its alternative (format, on `close`).
fn unsatisfied(history: &History<'_>, state: &State, playbook: &Playbook, closing: &Closing) -> Option<Missing> {
    if state.satisfied != Some(false) {
        return None;
    }
    let back = playbook.way_back(state.step.as_deref().or(state.left.as_deref()))?;
    let cycle = &history.events[state.cycle_from.min(history.events.len())..];
    let declined = cycle.iter().any(|e| matches!(e.act, Act::Decline { .. }));
    let unsolved = matches!(closing.outcome, Outcome::NotUpheld | Outcome::Unresolvable);
    (!(unsolved && declined && state.rounds >= 2)).then(|| Missing::Unsatisfied { back: back.to_owned() })
}

fn exemption(history: &History<'_>, state: &State, closing: &Closing) -> Option<Missing> {
    let cycle = &history.events[state.cycle_from.min(history.events.len())..];
    let linked = cycle.iter().any(|e| matches!(&e.act, Act::Link { relation: Relation::DuplicateOf, .. }));
    match closing.outcome {
        Outcome::Duplicate if !linked && !closing.names_duplicate => Some(Missing::DuplicateOf),
        Outcome::Referred if closing.ground.is_none() => Some(Missing::ReferredWhere),
        Outcome::Unreachable if !two_failed_attempts(cycle) => Some(Missing::Attempts),
        _ => None,
    }
}
