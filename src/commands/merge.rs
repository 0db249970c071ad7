//! `amends merge`: what git calls, and what settles afterwards what git left.

use super::desk::{lock_failure, write_failure};
use super::merge_driver::drive;
use super::merge_resolve::resolve;
use super::merge_take::settle;
use super::{Context, Failure, Outcome, Output};
use crate::merge::Take;
use crate::store::{PATIENCE, Writing};
use crate::text::Usage;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// Merge case files, and settle what a merge left
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// What to do
    #[command(subcommand)]
    pub command: MergeCommand,
}

/// What to do with versions of a case.
#[derive(Debug, Subcommand)]
pub enum MergeCommand {
    /// Merge three versions of a case; git calls this, set up by init or doctor --fix
    Driver {
        /// The common base
        base: PathBuf,
        /// Our version; the result is written here
        ours: PathBuf,
        /// Their version
        theirs: PathBuf,
        /// The name of the case file
        path: String,
    },
    /// Resolve conflicts event by event, from git's index or the markers in a file
    Resolve {
        /// The cases; every one with a conflict, unless said
        files: Vec<String>,
        /// Settle one conflict: whose text (ours, theirs) of which key or event stays
        #[arg(long, num_args = 2, value_names = ["SIDE", "KEY"])]
        take: Option<Vec<String>>,
    },
}

/// Runs the command.
///
/// # Errors
/// When a file can't be read or written, or no conflict is there to settle.
pub fn run(args: &MergeArgs, ctx: &Context, output: &mut Output) -> Outcome {
    match &args.command {
        MergeCommand::Driver { base, ours, theirs, path } => {
            let at = |file: &Path| ctx.surroundings.here.join(file);
            drive(ctx, [&at(base), &at(ours), &at(theirs)], path, output)
        }
        MergeCommand::Resolve { files, take: None } => resolve(ctx, files, output),
        MergeCommand::Resolve { files, take: Some(words) } => {
            let (side, name) = (words[0].as_str(), words[1].as_str());
            let which = match side {
                "ours" => Take::Ours,
                "theirs" => Take::Theirs,
                _ => {
                    let allowed = vec!["ours".to_owned(), "theirs".to_owned()];
                    let near = crate::case::id::nearest(side, ["ours", "theirs"]);
                    let (flag, word) = ("--take".to_owned(), side.to_owned());
                    return Err(Failure::from(Usage::BadWord { flag, word, allowed, near }).into());
                }
            };
            settle(ctx, files, name, which, output)
        }
    }
}

/// The right to write, unless nothing is to be written.
pub(super) fn writing(ctx: &Context) -> Result<Option<Writing<'_>>, Failure> {
    if ctx.global.dry_run {
        return Ok(None);
    }
    let who = ctx.actor().unwrap_or_else(|_| "merge".to_owned());
    Writing::begin(&ctx.workspace, &who, PATIENCE).map(Some).map_err(lock_failure)
}

/// Writes a text that a merge made of a case.
pub(super) fn put(ctx: &Context, writing: Option<&Writing<'_>>, path: &Path, text: &str) -> Result<(), Failure> {
    match writing {
        None => Ok(()),
        Some(writing) => writing.settle(path, text, ctx.random()).map(|_| ()).map_err(|f| write_failure(ctx, f)),
    }
}
