//! `amends grievance`: a further grievance within a case.

use super::desk::Desk;
use super::{Context, Outcome, Output, input};
use crate::case::Act;
use clap::Args;

/// Record a further grievance within a case
#[derive(Debug, Args)]
pub struct GrievanceArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// What kind of complaint it is
    #[arg(long, value_name = "CATEGORY")]
    pub category: Option<String>,
    /// What it is about; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written.
pub fn run(args: &GrievanceArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let category = args.category.as_ref().map(|c| ctx.listed("--category", &ctx.policy.categories, c)).transpose()?;
    let what = input::required_message(ctx, args.message.as_ref())?;
    let desk = Desk::sit(ctx, &args.case)?;
    let event = desk.event(Act::Grievance { what, category })?;
    desk.commit(&[event], output)
}
