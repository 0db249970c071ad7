//! `amends extend`: a lawful extension of the final deadline.

use super::desk::Desk;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::words::UnknownWord;
use crate::case::{Act, Stamp, When};
use crate::clock::deadline::last;
use crate::text::{Refused, Usage};
use clap::Args;

/// Move the final deadline: for a reason, approved by somebody else, and told to the customer
#[derive(Debug, Args)]
pub struct ExtendArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The new deadline; a day alone ends with its last second
    #[arg(long, value_name = "TIME")]
    pub due: Option<String>,
    /// Which clock: final
    #[arg(long, value_name = "CLOCK", default_value = "final", hide_default_value = true)]
    pub clock: Clock,
    /// Who approved it; not the one who writes it
    #[arg(long, value_name = "PERSON")]
    pub approved_by: Option<String>,
    /// The customer knows
    #[arg(long)]
    pub told: bool,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// The clock that may be extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The final answer.
    Final,
}

impl std::str::FromStr for Clock {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        if text == "final" { Ok(Self::Final) } else { Err(UnknownWord { allowed: vec!["final"] }) }
    }
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or the extension would not be lawful.
pub fn run(args: &ExtendArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let due = ctx.when("--due", &input::required(ctx, args.due.as_ref(), "--due")?)?;
    let why = input::required(ctx, args.why.as_ref(), "--why")?;
    let approved_by = input::required(ctx, args.approved_by.as_ref(), "--approved-by")?;
    ctx.person("--approved-by", &approved_by)?;
    if approved_by == "system" {
        return Err(Failure::from(Usage::NoPerson { person: approved_by, near: None }).into());
    }
    let desk = Desk::sit(ctx, &args.case)?;
    let Clock::Final = args.clock;
    let act = Act::Extend { clock: "final".to_owned(), due, approved_by: Some(approved_by.clone()), told: args.told };
    let mut event = desk.event(act)?;
    event.why = Some(why);
    if approved_by == event.by {
        return Err(Failure::from(Refused::ExtendAlone { by: approved_by }).into());
    }
    if !args.told {
        return Err(Failure::from(Refused::ExtendUntold).into());
    }
    let zone = ctx.zone();
    let old = last(&desk.view()).due;
    if event.recorded() > old {
        return Err(Failure::from(Refused::ExtendLate { due: old, zone }).into());
    }
    if end(ctx, due) <= old {
        return Err(Failure::from(Refused::ExtendEarlier { due: old, zone }).into());
    }
    desk.commit(&[event], output)
}

fn end(ctx: &Context, when: When) -> Stamp {
    match when {
        When::At(stamp) => stamp,
        When::On(date) => ctx.zone().end_of(date),
    }
}
