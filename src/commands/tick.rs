//! `amends tick`: checks and fields done without leaving the step.

use super::advance::{tick_ids, ticks_and_facts};
use super::desk::Desk;
use super::overlays::applying;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::Act;
use crate::playbook::advance::{Refusal, current_step, known_ticks};
use crate::playbook::overlay::{sorted, with_guess};
use crate::text::{Authoring, Usage};
use clap::Args;

/// Tick checks of the step, or of an overlay, without leaving it
#[derive(Debug, Args)]
pub struct TickArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The checks that are done; all ticks every one of the step
    pub checks: Vec<String>,
    /// A field that is known now
    #[arg(long = "set", value_name = "FIELD=VALUE", allow_hyphen_values = true)]
    pub set: Vec<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or the step has no such check or field.
pub fn run(args: &TickArgs, ctx: &Context, output: &mut Output) -> Outcome {
    if tick_ids(&args.checks).is_empty() && args.set.is_empty() {
        return Err(Failure::from(Usage::NothingSaid { flags: "CHECK… --set" }).into());
    }
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let playbook = desk.playbook()?;
    let view = desk.view();
    let step = current_step(&view.state, playbook);
    let mut request = ticks_and_facts(&desk, &tick_ids(&args.checks), &args.set)?;
    let overlays = ctx.overlays()?;
    let overlays = applying(&overlays, &desk.case, &view.state);
    let sorted = sorted(&view.state, step.as_ref().ok().copied(), &overlays, &request.ticks);
    request.ticks = sorted.own;
    let mut acts = Vec::new();
    // What is done already is not written again.
    let mut done = Vec::new();
    let mut fresh = |place: &str, ticks: Vec<String>| -> Vec<String> {
        let (ticked, fresh) = ticks.into_iter().partition(|check| view.state.is_ticked(place, check));
        done.extend::<Vec<String>>(ticked);
        fresh
    };
    // What overlays ask for can be done when the last step is, too.
    let of_step = !request.ticks.is_empty() || request.tick_all || !request.facts.is_empty();
    if of_step || step.as_ref().is_err_and(|r| *r != Refusal::PastEnd) {
        let step = step.map_err(|r| desk.refused(r))?;
        if request.tick_all && step.checks.is_empty() && request.facts.is_empty() && sorted.added.is_empty() {
            return Err(Failure::new(Exit::Refused, Authoring::NothingToTick { step: step.id.clone() }).into());
        }
        let ticks = known_ticks(step, &request).map_err(|r| desk.refused(with_guess(r, &overlays)))?;
        let ticks = fresh(&step.id, ticks);
        if !ticks.is_empty() || !request.facts.is_empty() {
            acts.push(Act::Tick { step: step.id.clone(), ticks, facts: request.facts.into_iter().collect() });
        }
    }
    for (overlay, ticks) in sorted.added {
        let ticks = fresh(&overlay, ticks);
        if !ticks.is_empty() {
            acts.push(Act::Tick { step: overlay, ticks, facts: Vec::new() });
        }
    }
    if acts.is_empty() {
        let said = Authoring::DoneAlready { case: desk.id(), checks: done };
        output.line(&if ctx.global.quiet { desk.id() } else { ctx.say(said) });
        return Ok(Exit::Fine);
    }
    let events = acts.into_iter().map(|act| desk.event(act)).collect::<Result<Vec<_>, _>>()?;
    desk.commit(&events, output)
}
