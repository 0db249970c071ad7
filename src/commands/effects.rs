//! Global flags that a command has no use for: each is refused, so that nobody believes it did something.

use super::calendar::CalendarCommand;
use super::merge::MergeCommand;
use super::playbook::PlaybookCommand;
use crate::cli::{Cli, Command};

/// A global flag that the command has no use for.
#[must_use]
pub fn without_effect(cli: &Cli) -> Option<&'static str> {
    let global = &cli.global;
    let reads = match &cli.command {
        // `overdue --escalate -n` only says what it would write.
        Command::Overdue(args) if args.escalate => return global.at.is_some().then_some("--at"),
        Command::Overdue(_) | Command::Today(_) | Command::Show(_) | Command::List(_) | Command::Report(_) => true,
        Command::Export(_) => true,
        Command::Ics(_) | Command::Letter(_) | Command::Lint(_) | Command::Triage(_) | Command::Similar(_) => true,
        Command::Search(_) => true,
        Command::Playbook(args) => match &args.command {
            // What a switch would do is a table.
            PlaybookCommand::Switch(_) if global.dry_run => return None,
            PlaybookCommand::Switch(_) => false,
            PlaybookCommand::New(_) if global.at.is_some() => return Some("--at"),
            PlaybookCommand::New(_) => false,
            _ => true,
        },
        // A proposal of a map is a page; what an import would do is a table.
        Command::Import(args) if args.guess && global.dry_run => return Some("--dry-run"),
        Command::Import(args) if !args.guess && global.dry_run => return global.at.is_some().then_some("--at"),
        Command::Calendar(args) => !matches!(args.command, CalendarCommand::Import(_)),
        // `check` reads, but `check --fix -n` only says what it would write.
        Command::Doctor(args) => return (!args.fix && global.dry_run).then_some("--dry-run"),
        Command::Merge(args) if global.dry_run && matches!(args.command, MergeCommand::Driver { .. }) => {
            return Some("--dry-run");
        }
        Command::Check(args) if !args.fix && global.dry_run => return Some("--dry-run"),
        Command::Check(args) if args.explain.is_some() && global.format.is_some() => return Some("--format"),
        Command::Check(_) => return None,
        Command::Help(_) => return None,
        _ => false,
    };
    let init = matches!(cli.command, Command::Init(_));
    // What is imported or merged has times of its own.
    let merges = matches!(cli.command, Command::Merge(_) | Command::Calendar(_) | Command::Import(_));
    // A correction is made now, whenever the fact was learned.
    let edit = matches!(cli.command, Command::Edit(_));
    let page = match &cli.command {
        Command::Playbook(args) => matches!(args.command, PlaybookCommand::Show { .. } | PlaybookCommand::Graph(_)),
        Command::Ics(_) | Command::Letter(_) => true,
        _ => false,
    };
    if (reads || init || merges || edit) && global.at.is_some() {
        Some("--at")
    } else if (reads || init) && global.dry_run {
        Some("--dry-run")
    } else if (!reads || page) && global.format.is_some() {
        Some("--format")
    } else {
        None
    }
}
