//! `amends tell-team`: what a case taught reaches the department concerned.

use super::desk::Desk;
use super::{Context, Outcome, Output, input};
use crate::case::Act;
use clap::Args;

/// Record that the department concerned was told
#[derive(Debug, Args)]
pub struct TellTeamArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The department
    pub department: String,
    /// What it was told; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or the department isn't listed.
pub fn run(args: &TellTeamArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let department = ctx.listed("DEPARTMENT", &ctx.policy.departments, &args.department)?;
    let note = input::message(args.message.as_ref())?;
    let desk = Desk::sit(ctx, &args.case)?;
    let mut event = desk.event(Act::TellTeam { department })?;
    event.note = note;
    desk.commit(&[event], output)
}
