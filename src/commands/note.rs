//! `amends note`.

use super::desk::Desk;
use super::{Context, Outcome, Output, input};
use crate::case::Act;
use clap::Args;

/// Write an internal note
#[derive(Debug, Args)]
pub struct NoteArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// What to note; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written.
pub fn run(args: &NoteArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let note = input::required_message(ctx, args.message.as_ref())?;
    let desk = Desk::sit(ctx, &args.case)?;
    let mut event = desk.event(Act::Note)?;
    event.note = Some(note);
    desk.commit(&[event], output)
}
