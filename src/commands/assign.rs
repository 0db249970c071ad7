//! `amends assign`: hand a case over.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::text::Refused;
use clap::Args;

/// Hand a case over to somebody else
#[derive(Debug, Args)]
pub struct AssignArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// Who handles it from now on
    pub person: String,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
    /// What the customer told already, so that nobody asks again; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or the person is not listed.
pub fn run(args: &AssignArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.person("PERSON", &args.person)?;
    let note = input::message(args.message.as_ref())?;
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    if desk.view().state.owner == args.person && !desk.view().state.is_closed() {
        return Err(Failure::from(Refused::Same { what: args.person.clone() }).into());
    }
    let mut event = desk.event(Act::Assign { owner: args.person.clone() })?;
    event.why = args.why.clone().filter(|why| !why.trim().is_empty());
    event.note = note;
    let events = [event];
    let exit = desk.commit(&events, output)?;
    ctx.name_the_absent(&args.person, output);
    super::seeing::hint_at_skills(&desk, &args.person, output);
    Ok(exit)
}
