//! `amends evidence`: a pointer to evidence, never the content.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::case::id::is_token;
use crate::text::Usage;
use clap::Args;

/// Record where evidence is kept
#[derive(Debug, Args)]
pub struct EvidenceArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// Where it is: a file, an address, a shelf
    pub reference: String,
    /// What kind, such as recording, photo, statement
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Who gave it
    #[arg(long, value_name = "WHO")]
    pub from: Option<String>,
    /// What it shows; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written.
pub fn run(args: &EvidenceArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let bad = |flag: &str, text: &str| Failure::from(Usage::BadName { flag: flag.to_owned(), text: text.to_owned() });
    if let Some(kind) = args.kind.as_ref().filter(|k| !is_token(k)) {
        return Err(bad("--kind", kind).into());
    }
    if args.reference.trim().is_empty() {
        return Err(Failure::from(Usage::MissingFlag { flag: "REFERENCE" }).into());
    }
    let what = input::message(args.message.as_ref())?;
    let desk = Desk::sit(ctx, &args.case)?;
    let event = desk.event(Act::Evidence {
        kind: args.kind.clone(),
        what,
        source: args.reference.clone(),
        sha256: None,
        from: args.from.clone().filter(|from| !from.trim().is_empty()),
    })?;
    desk.commit(&[event], output)
}
