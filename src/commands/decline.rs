//! `amends decline`: a demand that we refuse, with what we offer instead.

use super::desk::Desk;
use super::{Context, Outcome, Output, input};
use crate::case::Act;
use clap::Args;

/// Refuse a demand and name the alternative
#[derive(Debug, Args)]
pub struct DeclineArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// What we offer instead; a refusal without an alternative is not possible
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub alternative: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
    /// The customer was told
    #[arg(long)]
    pub told: bool,
    /// What is refused; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or the customer was told of an alternative that nobody signed for (R61).
pub fn run(args: &DeclineArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let alternative = input::required(ctx, args.alternative.as_ref(), "--alternative")?;
    let what = input::required_message(ctx, args.message.as_ref())?;
    let desk = Desk::sit(ctx, &args.case)?;
    // What is refused may be any sum; what is offered instead binds us as a promise does.
    if args.told {
        super::redress::promised(&desk, &alternative)?;
    }
    let mut event = desk.event(Act::Decline { what, alternative, told: args.told })?;
    event.why = args.why.clone().filter(|why| !why.trim().is_empty());
    super::lint::hints_of(&desk, std::slice::from_ref(&event), output);
    desk.commit(&[event], output)
}
