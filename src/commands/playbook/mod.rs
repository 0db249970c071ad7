//! `amends playbook`: the procedures.

mod create;
mod graph;
mod list;
mod switch;

use super::handbook::page;
use super::{Context, Exit, Outcome, Output};
use clap::{Args, Subcommand};

/// List, show, draw, check, write and switch procedures
#[derive(Debug, Args)]
pub struct PlaybookArgs {
    /// What to do
    #[command(subcommand)]
    pub command: PlaybookCommand,
}

/// What to do with playbooks.
#[derive(Debug, Subcommand)]
pub enum PlaybookCommand {
    /// List the playbooks, the workspace's and the built-in ones
    List,
    /// Show a playbook as a handbook page
    Show {
        /// The playbook
        playbook: String,
    },
    /// Check playbooks against every rule of the format
    Check {
        /// The playbooks; all, unless said
        playbooks: Vec<String>,
    },
    /// Draw a playbook: its steps, branches and ways back, as text or as an SVG picture
    Graph(graph::GraphArgs),
    /// Write a new playbook, from a commented template or as a copy of another
    New(create::NewArgs),
    /// Move a case, or all open ones of a playbook, to another playbook or revision
    Switch(switch::SwitchArgs),
}

/// Runs the command.
///
/// # Errors
/// When there is no such playbook or case, or a case can't be written.
pub fn run(args: &PlaybookArgs, ctx: &Context, output: &mut Output) -> Outcome {
    match &args.command {
        PlaybookCommand::List => list::list(ctx, output),
        PlaybookCommand::Show { playbook } => {
            let entry = ctx.sound_playbook(playbook)?;
            if let Some(playbook) = &entry.playbook {
                output.page(&page(playbook, ctx));
            }
            Ok(Exit::Fine)
        }
        PlaybookCommand::Check { playbooks } => list::check(ctx, playbooks, output),
        PlaybookCommand::Graph(args) => graph::run(args, ctx, output),
        PlaybookCommand::New(args) => create::run(args, ctx, output),
        PlaybookCommand::Switch(args) => switch::run(args, ctx, output),
    }
}
