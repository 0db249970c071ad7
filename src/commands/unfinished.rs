//! What an import left that was cut off: a command that writes clears it up first, one that reads says what it lacks.

use super::calendar::CalendarCommand;
use super::desk::lock_failure;
use super::merge::MergeCommand;
use super::playbook::PlaybookCommand;
use super::{Context, Exit, Failure, Output};
use crate::cli::Command;
use crate::store::{PATIENCE, Recovered, Writing};
use crate::text::Importing;

/// What a command does with the cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Reads,
    Writes,
    Neither,
}

fn used(command: &Command, dry: bool) -> Use {
    match command {
        Command::Overdue(args) if args.escalate && !dry => Use::Writes,
        Command::Overdue(_) | Command::Today(_) | Command::Show(_) | Command::List(_) | Command::Report(_) => {
            Use::Reads
        }
        Command::Search(_) | Command::Triage(_) | Command::Similar(_) | Command::Ics(_) => Use::Reads,
        Command::Export(_) | Command::Letter(_) => Use::Reads,
        Command::Lint(args) if args.case.is_some() => Use::Reads,
        Command::Check(args) if args.explain.is_some() => Use::Neither,
        Command::Check(args) if !args.fix => Use::Reads,
        Command::Import(args) if args.guess => Use::Neither,
        Command::Playbook(args) if !matches!(args.command, PlaybookCommand::Switch(_)) => Use::Neither,
        Command::Calendar(args) if !matches!(args.command, CalendarCommand::Import(_)) => Use::Neither,
        // git calls it, wherever the workspace is.
        Command::Merge(args) if matches!(args.command, MergeCommand::Driver { .. }) => Use::Neither,
        Command::Lint(_) | Command::Doctor(_) | Command::Init(_) | Command::Help(_) => Use::Neither,
        _ if dry => Use::Reads,
        _ => Use::Writes,
    }
}

/// Before a command runs: finishes or removes what is left of an import where the command writes, and says so; where it
/// reads, warns of cases that count and are not in their places. Whether the command reads, and such cases are lacking.
///
/// # Errors
/// When another process writes, or the cases can't be put in their places.
pub fn clear_up(command: &Command, ctx: &Context, output: &mut Output) -> Result<bool, Failure> {
    match used(command, ctx.global.dry_run) {
        Use::Reads if ctx.workspace.is_unfinished() => {
            output.warn(&ctx.say(Importing::Lacking));
            Ok(true)
        }
        // Also before a case is looked up, which may be one of those.
        Use::Writes if ctx.workspace.cut_off().is_some() => {
            let who = ctx.actor().unwrap_or_else(|_| "system".to_owned());
            let writing = Writing::begin(&ctx.workspace, &who, PATIENCE).map_err(lock_failure)?;
            match writing.recovered {
                Some(Recovered::Finished { cases, kept }) => output.hint(Importing::Finished { cases, kept }, ctx.lang),
                Some(Recovered::Removed) => output.hint(Importing::Removed, ctx.lang),
                None => {}
            }
            Ok(false)
        }
        _ => Ok(false),
    }
}

/// The exit of a command that lacked cases.
#[must_use]
pub fn lacking(exit: Exit) -> Exit {
    match exit {
        Exit::Fine | Exit::Findings => Exit::Incomplete,
        other => other,
    }
}
