//! Whether a case may be closed: everything that is missing, at once.

use super::advance::{Decision, Missing, Refusal, Request, advance, current_step};
use super::gate::two_failed_attempts;
use super::redress::Ledger;
use super::{Gate, Playbook};
use crate::case::event::{Fact, Target};
use crate::case::words::{Outcome, Purpose, Relation, Remedy};
use crate::case::{Act, Case, Event, History, State};
use crate::policy::Policy;

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
    /// The close names the root cause.
    pub names_cause: bool,
    /// The close names the case this one duplicates.
    pub names_duplicate: bool,
    /// What is said about the last step.
    pub request: Request,
}

/// What `forced` of a close says when the case was finished before this workspace knew of it: nobody can say any more
/// what was done for it, so the playbook asks for nothing.
pub const IMPORTED: &str = "imported";

/// Whether an event closes a case that was finished before it was imported. The word alone proves nothing: the workspace
/// must have come to know of the case when it was over, and of nothing but its receipt, contacts and notes.
#[must_use]
pub fn is_imported(case: &Case, event: &Event) -> bool {
    if !matches!(event.act, Act::Close { .. }) || !event.forced.iter().any(|f| f == IMPORTED) {
        return false;
    }
    let came = |e: &Event| match e.act {
        Act::Open { .. } => e.recorded() >= event.at,
        Act::Note | Act::Contact(_) => true,
        _ => e.id == event.id,
    };
    // What was entered after the import, also for a time before it, changes nothing in what the import was.
    case.events.iter().filter(|e| e.at <= event.at && e.recorded() <= event.recorded()).all(came)
}

/// Outcomes that end a case whatever the playbook asks (format, on `close`).
#[must_use]
pub fn is_exempt(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Withdrawn | Outcome::Duplicate | Outcome::Referred | Outcome::Unreachable)
}

impl Closing {
    /// Whether the close itself brings what a gate asks for.
    fn brings(&self, gate: &Gate) -> bool {
        match gate {
            Gate::Lesson => self.lesson.is_some(),
            Gate::ToldTeam => self.tells_team,
            Gate::Cause => self.names_cause,
            _ => false,
        }
    }
}

/// Decides on a `close`; the acts are those that come before it: the last step's own end.
///
/// # Errors
/// When something is missing, or the case is closed already.
pub fn close(
    history: &History<'_>,
    state: &State,
    playbook: Option<&Playbook>,
    policy: &Policy,
    closing: &Closing,
) -> Result<Vec<Act>, Refusal> {
    if state.is_closed() {
        return Err(Refusal::Closed);
    }
    let mut acts = Vec::new();
    let mut missing = Vec::new();
    match playbook {
        Some(playbook) if !is_exempt(closing.outcome) => {
            match last_step(history, state, playbook, policy, closing) {
                Ok(decision) => acts = decision.map(|d| d.acts).unwrap_or_default(),
                Err(Refusal::Missing { missing: lacking, .. }) => missing = lacking,
                Err(other) => return Err(other),
            }
            for gate in &playbook.close_requires {
                let met = closing.brings(gate) || gate.is_met(history, state, policy, &closing.request.facts);
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
            missing.extend(owed(&Ledger::of(history, state, policy)));
            let cycle = &history.events[state.cycle_from.min(history.events.len())..];
            missing.extend(only_sorry(cycle, state, closing));
            missing.extend(unsolvable(cycle, closing));
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
    policy: &Policy,
    closing: &Closing,
) -> Result<Option<Decision>, Refusal> {
    let step = match current_step(state, playbook) {
        Err(Refusal::PastEnd) => return Ok(None),
        other => other?,
    };
    // What the close itself brings counts for the step's own gates.
    let brought = |m: &Missing| matches!(m, Missing::Gate(gate) if *gate != Gate::Lesson && closing.brings(gate));
    let decision = match advance(history, state, playbook, policy, &closing.request) {
        Err(Refusal::Missing { missing, .. }) if missing.iter().all(brought) => {
            let forced = Request { force: true, ..closing.request.clone() };
            advance(history, state, playbook, policy, &forced).map(|d| Decision { forced: Vec::new(), ..d })
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
                Ok(decision) => {
                    // Whoever isn't content after two rounds is sent round no more (format, on `close`).
                    let out = Some(playbook.following(step)).filter(|to| state.rounds >= 2 && *to != decision.to);
                    vec![Missing::LeadsTo { to: decision.to.to_string(), out }]
                }
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

/// The parts of the accepted option that the customer still waits for.
fn owed(ledger: &Ledger<'_>) -> Vec<Missing> {
    let owed = ledger.outstanding();
    let option = ledger.agreement().map(|(_, option)| option.opt.clone()).unwrap_or_default();
    let one = |(part, side): (_, &crate::case::event::OfferPart)| Missing::Redress {
        option: option.clone(),
        part,
        remedy: side.remedy,
        amount: side.amount.clone(),
    };
    owed.into_iter().map(one).collect()
}

/// An apology alone closes nothing (R46): beside it something was given, decided, told or set going.
fn only_sorry(cycle: &[&Event], state: &State, closing: &Closing) -> Option<Missing> {
    let sorry = |e: &Event| match &e.act {
        Act::Contact(c) => c.purpose == Some(Purpose::Apology) || c.letter.as_deref() == Some("apology"),
        Act::Redress { remedy, .. } => *remedy == Remedy::Apology,
        _ => false,
    };
    let more = |e: &Event| match &e.act {
        Act::Contact(c) => c.reached && c.purpose == Some(Purpose::Result),
        Act::Redress { remedy, .. } => *remedy != Remedy::Apology,
        Act::Action { .. } | Act::Decline { .. } => true,
        _ => false,
    };
    let tells = |(name, fact): (&String, &Fact)| tells_remedy(name) && !fact.is_empty();
    let fact = closing.request.facts.iter().chain(&state.facts).any(tells);
    let done = cycle.iter().any(|e| more(e)) || fact;
    (cycle.iter().any(|e| sorry(e)) && !done).then_some(Missing::OnlySorry)
}

/// Whether a field is one in which the playbooks record what is done for the customer.
#[must_use]
pub fn tells_remedy(field: &str) -> bool {
    field == "solution" || field == "plan" || field.starts_with("remedy")
}

/// What can't be solved is told to the customer, with another suggestion (R43, R44).
fn unsolvable(cycle: &[&Event], closing: &Closing) -> Option<Missing> {
    if closing.outcome != Outcome::Unresolvable {
        return None;
    }
    let declines = |e: &&Event| matches!(e.act, Act::Decline { .. });
    let Some(first) = cycle.iter().position(declines) else { return Some(Missing::Undeclined) };
    let told = cycle[first..].iter().any(|e| match &e.act {
        Act::Decline { told, .. } => *told,
        Act::Contact(c) => c.reached && matches!(c.purpose, Some(Purpose::Refusal | Purpose::Result)),
        _ => false,
    });
    (!told).then_some(Missing::DeclinedUntold)
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
