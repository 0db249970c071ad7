//! `amends escalate`: take a case to a higher tier.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::case::words::Trigger;
use crate::text::{Refused, Usage, ladder};
use clap::Args;

/// Take a case to a higher tier
#[derive(Debug, Args)]
pub struct EscalateArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// To which tier; the next one, unless said
    #[arg(long, value_name = "NUMBER")]
    pub tier: Option<String>,
    /// What brings it there: request (the default), time, severity, authority
    #[arg(long, value_name = "TRIGGER")]
    pub trigger: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such tier, the case is that high already, or it can't be written.
pub fn run(args: &EscalateArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let asked = args.tier.as_deref().map(|text| tier(ctx, text)).transpose()?;
    let trigger = ctx.maybe_word("--trigger", args.trigger.as_ref())?.unwrap_or(Trigger::Request);
    let why = input::required(ctx, args.why.as_ref(), "--why")?;
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let state = desk.view().state;
    let here = state.tier;
    let (case, roles) = (desk.id(), ladder::roles(&ctx.policy, here, ctx.lang));
    let tier = asked.unwrap_or(here + 1);
    // A closed case goes nowhere, whatever tier it was on.
    if !state.is_closed() && tier <= here {
        return Err(Failure::from(Refused::NotAbove { case, tier, here, roles }).into());
    }
    if !state.is_closed() && ctx.policy.tier(tier).is_none() {
        return Err(Failure::from(Refused::TopTier { case, here, roles }).into());
    }
    let mut event = desk.event(Act::Escalate { tier, trigger, kind: None, level: None, due: None })?;
    event.why = Some(why);
    desk.remark(&event, ladder::members(&ctx.policy, tier, ctx.lang));
    desk.commit(&[event], output)
}

/// A tier that is there.
fn tier(ctx: &Context, text: &str) -> Result<u32, Failure> {
    let bad = || Usage::BadForm { flag: "--tier".to_owned(), text: text.to_owned(), wanted: "2" };
    let tier: u32 = text.parse().map_err(|_| bad())?;
    ctx.sound_policy()?;
    match ctx.policy.tier(tier) {
        Some(_) => Ok(tier),
        None => Err(Usage::NoTier { tier, highest: ctx.policy.top_tier() }.into()),
    }
}
