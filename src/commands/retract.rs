//! `amends retract`: an earlier event counts no more.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::{Act, Case, Event, History, State};
use crate::text::{Hint, Refused};
use clap::Args;

/// Take back an event; it stays visible and counts no more
#[derive(Debug, Args)]
pub struct RetractArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The event, by its id
    pub event: String,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the event can't be retracted, or the case can't be written.
pub fn run(args: &RetractArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let why = input::required(ctx, args.why.as_ref(), "--why")?;
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let of = desk.event_id(&args.event)?;
    let view = desk.view();
    if desk.case.open_event().is_some_and(|e| e.id == of) {
        return Err(Failure::from(Refused::RetractOpen).into());
    }
    if view.history.retracted.contains(&of) {
        return Err(Failure::from(Refused::RetractedAlready { event: of.to_string() }).into());
    }
    let mut event = desk.event(Act::Retract { of })?;
    event.why = Some(why);
    let mut crossed = newly_superseded(&desk.case, &view.state, &event);
    crossed.extend(ticks_after_switch(&view.history, &event));
    if !crossed.is_empty() {
        return Err(Failure::from(Refused::RetractCrosses { events: crossed }).into());
    }
    if let Some(Act::Edit { key }) = retracted_act(&desk.case, &event) {
        output.hint(Hint::FactStays { case: desk.id(), key: key.clone() }, ctx.lang);
    }
    desk.commit(&[event], output)
}

/// What the event says that a retraction takes back.
fn retracted_act<'c>(case: &'c Case, retraction: &Event) -> Option<&'c Act> {
    let Act::Retract { of } = &retraction.act else { return None };
    case.event(of).map(|e| &e.act)
}

/// The ticks that name steps of the playbook whose switch would be retracted.
fn ticks_after_switch(history: &History<'_>, retraction: &Event) -> Vec<String> {
    let Act::Retract { of } = &retraction.act else { return Vec::new() };
    let mut after = history.events.iter().skip_while(|e| &e.id != of);
    if !after.next().is_some_and(|e| matches!(e.act, Act::Switch { .. })) {
        return Vec::new();
    }
    after.filter(|e| matches!(e.act, Act::Tick { .. })).map(|e| e.id.to_string()).collect()
}

/// The events that would lose their effect if the retraction counted.
fn newly_superseded(case: &Case, state: &State, retraction: &Event) -> Vec<String> {
    let mut after = case.clone();
    after.events.push(retraction.clone());
    let superseded = State::of(&History::of(&after, None)).superseded;
    superseded.difference(&state.superseded).map(ToString::to_string).collect()
}
