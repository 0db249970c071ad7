//! `amends assess`: how grave, whether true, whose fault.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output};
use crate::case::Act;
use crate::case::event::Assessment;
use crate::text::Usage;
use clap::Args;

/// Assess a case: severity, urgency, flags, facts, fault
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// How grave: minor, normal, serious, major
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<String>,
    /// Whether it can't wait: yes (the default) or no
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "yes")]
    pub urgent: Option<String>,
    /// What raises it: public-figure, official, journalist, social-media, regulator, consumer-org, safety, vulnerable, staff-conduct
    #[arg(long = "flag", value_name = "FLAG", value_delimiter = ',')]
    pub flags: Vec<String>,
    /// Whether the facts are as told: confirmed, partly, refuted
    #[arg(long, value_name = "VERDICT")]
    pub verified: Option<String>,
    /// Whose fault: ours, customer, supplier, shared, nobody
    #[arg(long, value_name = "FAULT")]
    pub fault: Option<String>,
    /// Our share, in percent
    #[arg(long, value_name = "PERCENT")]
    pub share: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or a word is unknown.
pub fn run(args: &AssessArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let flags = args.flags.iter().map(|f| ctx.word("--flag", f)).collect::<Result<Vec<_>, _>>()?;
    let urgent = args.urgent.as_deref().map(|text| super::values::yes_or_no("--urgent", text)).transpose()?;
    let share = match &args.share {
        None => None,
        Some(text) => {
            let number = text.trim_end_matches('%').parse::<u32>().ok().filter(|n| *n <= 100);
            let bad = || Usage::BadForm { flag: "--share".to_owned(), text: text.clone(), wanted: "0 … 100" };
            Some(number.ok_or_else(|| Failure::from(bad()))?)
        }
    };
    let assessment = Assessment {
        severity: ctx.maybe_word("--severity", args.severity.as_ref())?,
        urgent,
        flags,
        verified: ctx.maybe_word("--verified", args.verified.as_ref())?,
        fault: ctx.maybe_word("--fault", args.fault.as_ref())?,
        share,
        loss: None,
    };
    if assessment == Assessment::default() {
        let flags = "--severity --urgent --flag --verified --fault --share";
        return Err(Failure::from(Usage::NothingSaid { flags }).into());
    }
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let mut event = desk.event(Act::Assess(assessment))?;
    event.why = args.why.clone().filter(|why| !why.trim().is_empty());
    desk.commit(&[event], output)
}
