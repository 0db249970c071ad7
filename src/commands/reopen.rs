//! `amends reopen`: a new cycle of a closed case.

use super::assess::hint_at_unrest;
use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::case::id::nearest;
use crate::text::{Refused, Usage};
use clap::Args;

/// Reopen a closed case
#[derive(Debug, Args)]
pub struct ReopenArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The step to begin with; the playbook's first, unless said
    #[arg(long, value_name = "STEP")]
    pub step: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case is not closed, or can't be written.
pub fn run(args: &ReopenArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let why = input::required(ctx, args.why.as_ref(), "--why")?;
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let view = desk.view();
    let Some(closing) = &view.state.closed else {
        return Err(Failure::from(Refused::NotClosed { case: desk.id() }).into());
    };
    let step = match (&args.step, view.playbook) {
        (Some(step), Some(playbook)) if playbook.step(step).is_none() => {
            let near = nearest(step, playbook.step_ids());
            return Err(Failure::from(Usage::NoStep { step: step.clone(), near }).into());
        }
        (Some(step), _) => step.clone(),
        (None, Some(playbook)) => playbook.steps[0].id.clone(),
        (None, None) => view.state.first_step.clone(),
    };
    let mut event = desk.event(Act::Reopen { of: closing.id.clone(), step: Some(step) })?;
    event.why = Some(why);
    let events = [event];
    let exit = desk.commit(&events, output)?;
    hint_at_unrest(&desk, &events, output);
    Ok(exit)
}
