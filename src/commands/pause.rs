//! `amends pause`: a case waits for somebody else.

use super::desk::Desk;
use super::values::latest_date;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::words::PauseReason;
use crate::case::{Act, When};
use crate::text::Refused;
use clap::Args;

/// Let a case wait, for a reason and until a time
#[derive(Debug, Args)]
pub struct PauseArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// Why: awaiting-customer, awaiting-third-party, agreed-date
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
    /// Until when; the feedback clock goes on unless the customer agreed to the date
    #[arg(long, value_name = "TIME")]
    pub until: Option<String>,
    /// What we wait for; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or the wait would end before it begins.
pub fn run(args: &PauseArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let reason = ctx.word("--reason", &input::required(ctx, args.reason.as_ref(), "--reason")?)?;
    let until = ctx.when("--until", &input::required(ctx, args.until.as_ref(), "--until")?)?;
    let note = input::message(args.message.as_ref())?;
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let mut event = desk.event(Act::Pause { reason, until })?;
    let end = match until {
        When::At(stamp) => stamp,
        When::On(date) => ctx.zone().at(date, ctx.policy.feedback.cutoff),
    };
    if end <= event.at {
        return Err(Failure::from(Refused::PausePast).into());
    }
    if reason == PauseReason::AgreedDate {
        let latest = latest_date(ctx, event.at);
        let until = ctx.zone().date(end);
        if until > latest {
            return Err(Failure::from(Refused::WaitTooFar { until, latest }).into());
        }
    }
    event.note = note;
    desk.commit(&[event], output)
}
