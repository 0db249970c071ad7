//! `amends resume`: the wait is over.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::text::Refused;
use clap::Args;

/// End a wait before its time
#[derive(Debug, Args)]
pub struct ResumeArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// What happened; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or nothing waits.
pub fn run(args: &ResumeArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let note = input::message(args.message.as_ref())?;
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let view = desk.view();
    let now = view.now.stamp;
    let running: Vec<_> = view
        .state
        .pauses
        .iter()
        .zip(view.waits())
        .filter(|(_, wait)| wait.to > now)
        .map(|(pause, _)| pause.id.clone())
        .collect();
    if running.is_empty() {
        return Err(Failure::from(Refused::NoPause).into());
    }
    let mut events = Vec::new();
    for of in running {
        let mut event = desk.event(Act::Resume { of })?;
        event.note.clone_from(&note);
        events.push(event);
    }
    desk.commit(&events, output)
}
