//! `amends calendar`: working days, and where they are known from.

mod check;
mod import;
mod show;

use super::{Context, Outcome, Output};
use clap::{Args, Subcommand};

/// Show and check the calendar of working days, and import holidays
#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// What to do
    #[command(subcommand)]
    pub command: CalendarCommand,
}

/// What to do with the calendar.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// Show a month or a year: working days, days off, make-up days
    Show {
        /// The month or year, such as 2026-10 or 2026; this month, unless said
        #[arg(value_name = "PERIOD")]
        period: Option<String>,
    },
    /// Check calendar.toml: faults, entries without effect, years without data
    Check,
    /// Add holidays to calendar.toml; what it has stays, and a contradiction is refused
    Import(import::ImportArgs),
}

/// Runs the command.
///
/// # Errors
/// When the period is not clear, the calendar has faults, or a file can't be imported.
pub fn run(args: &CalendarArgs, ctx: &Context, output: &mut Output) -> Outcome {
    match &args.command {
        CalendarCommand::Show { period } => show::show(period.as_deref(), ctx, output),
        CalendarCommand::Check => Ok(check::check(ctx, output)),
        CalendarCommand::Import(args) => import::import(args, ctx, output),
    }
}
