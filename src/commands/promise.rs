//! `amends promise`: what we told the customer, and by when.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::{Act, Stamp, When};
use crate::text::{Refused, dates};
use clap::Args;

/// Record a promise to the customer
#[derive(Debug, Args)]
pub struct PromiseArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// By when; a day alone falls due at its cutoff
    #[arg(long, value_name = "TIME")]
    pub due: Option<String>,
    /// The start of an honest range
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// The promise it replaces
    #[arg(long, value_name = "ID")]
    pub moves: Option<String>,
    /// The customer knows that the promise was moved
    #[arg(long, requires = "moves")]
    pub told: bool,
    /// What is promised; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or the promise can't be kept any more.
pub fn run(args: &PromiseArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let due = ctx.when("--due", &input::required(ctx, args.due.as_ref(), "--due")?)?;
    let from = args.from.as_ref().map(|t| ctx.when("--from", t)).transpose()?;
    let what = input::required_message(ctx, args.message.as_ref())?;
    let desk = Desk::sit(ctx, &args.case)?;
    let moves = args.moves.as_ref().map(|m| desk.event_id(m)).transpose()?;
    if let Some(moved) = &moves {
        if !args.told {
            return Err(Failure::from(Refused::MoveUntold).into());
        }
        if !desk.view().state.open_promises().any(|p| &p.id == moved) {
            return Err(Failure::from(Refused::PromiseNotOpen { event: moved.to_string() }).into());
        }
    }
    if from.is_some_and(|from| end(ctx, from) > end(ctx, due)) {
        return Err(Failure::from(Refused::FromAfterDue).into());
    }
    super::redress::promised(&desk, &what)?;
    let event = desk.event(Act::Promise { due, from, what, moves, told: args.told })?;
    lies_ahead(ctx, due, event.at)?;
    super::lint::hints_of(&desk, std::slice::from_ref(&event), output);
    desk.commit(&[event], output)
}

fn end(ctx: &Context, when: When) -> Stamp {
    match when {
        When::At(stamp) => stamp,
        When::On(date) => ctx.zone().end_of(date),
    }
}

/// Refuses a promise that would be broken when it is made.
///
/// # Errors
/// When its time is past.
pub fn lies_ahead(ctx: &Context, due: When, made: Stamp) -> Result<(), Failure> {
    if is_ahead(ctx, due, made) {
        return Ok(());
    }
    Err(Refused::DuePast { due: dates::when(due, ctx.zone()) }.into())
}

/// Whether a time lies ahead of a moment; a day does as long as it isn't over.
pub(super) fn is_ahead(ctx: &Context, due: When, at: Stamp) -> bool {
    end(ctx, due) > at
}
