//! `amends action`: corrective actions, and whether they work.

use super::desk::Desk;
use super::promise::is_ahead;
use super::values::yes_or_no;
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::learning::{ActionState, Corrective, corrective};
use crate::case::{Act, Event, History, State};
use crate::text::dates;
use crate::text::learning::Learned;
use clap::{Args, Subcommand};

/// Corrective actions: set one, report it done, have somebody else check the effect
#[derive(Debug, Args)]
pub struct ActionArgs {
    /// What to do
    #[command(subcommand)]
    pub command: ActionCommand,
}

/// What to do with corrective actions.
#[derive(Debug, Subcommand)]
pub enum ActionCommand {
    /// Set a corrective action, with its owner and a due date
    Add {
        /// The case: its id, a unique part of it, or its file
        case: String,
        /// What is to be done; - reads standard input
        #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
        message: Option<String>,
        /// Who does it; me is the one who acts
        #[arg(long, value_name = "PERSON")]
        owner: Option<String>,
        /// By when; a day alone ends with its last second
        #[arg(long, value_name = "TIME")]
        due: Option<String>,
    },
    /// Report an action done
    Done {
        /// The case: its id, a unique part of it, or its file
        case: String,
        /// The action, by the id of its event; the only open one, unless said
        action: Option<String>,
        /// What was done; - reads standard input
        #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
        message: Option<String>,
    },
    /// Record whether an action works; not by whoever owns it or did it
    Verify {
        /// The case: its id, a unique part of it, or its file
        case: String,
        /// The action, by the id of its event; the only one that waits for it, unless said
        action: Option<String>,
        /// Whether it works: yes or no
        #[arg(long, value_name = "YES|NO")]
        effective: Option<String>,
        /// What shows it
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: Option<String>,
    },
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, there is no such action, or it is not the turn of that person or step.
pub fn run(args: &ActionArgs, ctx: &Context, output: &mut Output) -> Outcome {
    match &args.command {
        ActionCommand::Add { case, message, owner, due } => {
            let owner = input::required(ctx, owner.as_ref(), "--owner")?;
            let owner = ctx.owner(Some(&owner))?.unwrap_or(owner);
            let due = ctx.when("--due", &input::required(ctx, due.as_ref(), "--due")?)?;
            let what = input::required_message(ctx, message.as_ref())?;
            let desk = Desk::sit_to_move(ctx, case)?;
            let event = desk.event(Act::Action { what, owner, due })?;
            if !is_ahead(ctx, due, event.at) {
                return Err(refused(Learned::DuePast { due: dates::when(due, ctx.zone()) }));
            }
            desk.commit(&[event], output)
        }
        ActionCommand::Done { case, action, message } => {
            let note = input::message(message.as_ref())?;
            done(ctx, case, action.as_deref(), note, output)
        }
        ActionCommand::Verify { case, action, effective, why } => {
            let effective = yes_or_no("--effective", &input::required(ctx, effective.as_ref(), "--effective")?)?;
            let why = input::required(ctx, why.as_ref(), "--why")?;
            verify(ctx, case, action.as_deref(), effective, why, output)
        }
    }
}

fn done(ctx: &Context, case: &str, action: Option<&str>, note: Option<String>, output: &mut Output) -> Outcome {
    let desk = Desk::sit_to_move(ctx, case)?;
    let action = find(&desk, action, ActionState::Open)?;
    let id = action.id().to_string();
    let by = |event: &Event| event.by.clone();
    match (action.state(), action.done, action.verdict) {
        (ActionState::Done, Some(event), _) => {
            return Err(refused(Learned::DoneAlready { case: desk.id(), action: id, by: by(event) }));
        }
        (ActionState::Effective, _, Some((event, _))) => {
            return Err(refused(Learned::WorksAlready { action: id, by: by(event) }));
        }
        // What didn't work may be done once more.
        _ => {}
    }
    let mut event = desk.event(Act::Done { of: action.id().clone() })?;
    event.note = note;
    let exit = desk.commit(&[event], output)?;
    told(&desk, exit, Learned::CheckEffect { case: desk.id(), action: id }, output);
    Ok(exit)
}

fn verify(
    ctx: &Context,
    case: &str,
    action: Option<&str>,
    effective: bool,
    why: String,
    output: &mut Output,
) -> Outcome {
    let desk = Desk::sit_to_move(ctx, case)?;
    let action = find(&desk, action, ActionState::Done)?;
    let id = action.id().to_string();
    match (action.done, action.verdict) {
        (None, _) => return Err(refused(Learned::NotDone { case: desk.id(), action: id })),
        (_, Some((event, _))) => return Err(refused(Learned::JudgedAlready { action: id, by: event.by.clone() })),
        _ => {}
    }
    if action.is_of(&desk.by) {
        return Err(refused(Learned::OwnCheck { case: desk.id(), action: id, person: desk.by.clone() }));
    }
    let mut event = desk.event(Act::Verify { of: action.id().clone(), effective })?;
    event.why = Some(why);
    let exit = desk.commit(&[event], output)?;
    if !effective {
        told(&desk, exit, Learned::AddAnother { case: desk.id() }, output);
    }
    Ok(exit)
}

/// Says what comes next, once something was written.
fn told(desk: &Desk<'_>, exit: Exit, next: Learned, output: &mut Output) {
    if exit == Exit::Fine && desk.writing.is_some() {
        output.hint(next, desk.ctx.lang);
    }
}

fn refused(learned: Learned) -> anyhow::Error {
    Failure::new(Exit::Refused, learned).into()
}

/// The action that a text means; without one the only one, or the only one in a state.
///
/// # Errors
/// When there is none, there are several, or the event is something else.
fn find<'d>(desk: &'d Desk<'_>, text: Option<&str>, state: ActionState) -> Result<Corrective<'d>, Failure> {
    let history = History::of(&desk.case, None);
    let superseded = State::of(&history).superseded;
    let mut all = corrective(history.events.iter().copied().filter(|e| !superseded.contains(&e.id)));
    let (case, verify) = (desk.id(), state == ActionState::Done);
    if let Some(text) = text {
        let id = desk.event_id(text)?;
        let near = all.iter().find(|a| a.state() == state).or(all.first()).map(|a| a.id().to_string());
        let found = all.into_iter().find(|a| *a.id() == id);
        let other = Learned::NotAnAction { event: id.to_string(), case, near };
        return found.ok_or_else(|| Failure::new(Exit::NotFound, other));
    }
    // Of one alone it is clear which is meant, whatever its turn.
    if all.len() > 1 {
        all.retain(|a| a.state() == state);
    }
    match all.len() {
        0 => Err(Failure::new(Exit::NotFound, Learned::NoAction { case, verify })),
        1 => Ok(all.remove(0)),
        _ => {
            let candidates = all.iter().map(|a| (a.id().to_string(), a.what.to_owned())).collect();
            Err(Failure::new(Exit::NotFound, Learned::WhichAction { case, verify, candidates }))
        }
    }
}
