//! `amends settle`: the answer to a grievance.

use super::desk::Desk;
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::place::visible;
use crate::case::{Act, EventId, State};
use crate::text::{Refused, Seeing, Usage};
use clap::Args;

/// Record the answer to a further grievance
#[derive(Debug, Args)]
pub struct SettleArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The grievance, by the id of its event; may be left out where one alone has no answer
    pub grievance: Option<String>,
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
    let view = desk.view();
    let of = match &args.grievance {
        Some(text) => desk.event_id(text)?,
        None => the_open_one(&desk, &view.state)?,
    };
    match view.state.grievances.iter().find(|g| g.id == of) {
        Some(grievance) if grievance.settled => {
            return Err(Failure::from(Refused::SettledAlready { event: of.to_string() }).into());
        }
        Some(_) => {}
        None => {
            let near = view.state.grievances.first().map(|g| g.id.to_string());
            return Err(Failure::from(Usage::NoEvent { text: of.to_string(), case: desk.id(), near }).into());
        }
    }
    let event = desk.event(Act::Settle { of, how })?;
    desk.commit(&[event], output)
}

/// The grievance that can be meant where none is named.
///
/// # Errors
/// When none or several wait for an answer.
fn the_open_one(desk: &Desk<'_>, state: &State) -> Result<EventId, Failure> {
    let open: Vec<_> = state.grievances.iter().filter(|g| !g.settled).collect();
    match open.as_slice() {
        [one] => Ok(one.id.clone()),
        [] => Err(Failure::new(Exit::NotFound, Seeing::NoGrievance { case: desk.id() })),
        _ => {
            let candidates = open.iter().map(|g| (g.id.to_string(), visible(&g.what))).collect();
            Err(Failure::new(Exit::Usage, Seeing::WhichGrievance { case: desk.id(), candidates }))
        }
    }
}
