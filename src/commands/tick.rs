//! `amends tick`: checks and fields done without leaving the step.

use super::advance::{tick_ids, ticks_and_facts};
use super::desk::Desk;
use super::{Context, Failure, Outcome, Output};
use crate::case::Act;
use crate::playbook::advance::{current_step, known_ticks};
use crate::text::Usage;
use clap::Args;

/// Tick checks of the step, without leaving it
#[derive(Debug, Args)]
pub struct TickArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The checks that are done; all ticks every one
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
    let step = current_step(&view.state, playbook).map_err(|r| desk.refused(r))?;
    let request = ticks_and_facts(&desk, &tick_ids(&args.checks), &args.set)?;
    let ticks = known_ticks(step, &request).map_err(|r| desk.refused(r))?;
    let facts = request.facts.into_iter().collect();
    let event = desk.event(Act::Tick { step: step.id.clone(), ticks, facts })?;
    desk.commit(&[event], output)
}
