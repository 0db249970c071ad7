//! `amends settle`: the answer to a grievance.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::text::{Refused, Usage};
use clap::Args;

/// Record the answer to a further grievance
#[derive(Debug, Args)]
pub struct SettleArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The grievance, by the id of its event
    pub grievance: String,
    /// How it was settled; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or has no such grievance.
pub fn run(args: &SettleArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let how = input::required_message(ctx, args.message.as_ref())?;
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let of = desk.event_id(&args.grievance)?;
    let view = desk.view();
    match view.state.grievances.iter().find(|g| g.id == of) {
        Some(grievance) if grievance.settled => {
            return Err(Failure::from(Refused::SettledAlready { event: of.to_string() }).into());
        }
        Some(_) => {}
        None => {
            let near = view.state.grievances.first().map(|g| g.id.to_string());
            return Err(Failure::from(Usage::NoEvent { text: args.grievance.clone(), case: desk.id(), near }).into());
        }
    }
    let event = desk.event(Act::Settle { of, how })?;
    desk.commit(&[event], output)
}
