//! `amends redress approve`: the word of whoever has to sign.

use super::{amount, objected, offer_of};
use crate::case::Act;
use crate::case::amount::write_amount;
use crate::commands::desk::Desk;
use crate::commands::{Context, Exit, Outcome, Output, input};
use crate::text::Money;
use clap::Args;

/// Sign for an offer that reaches an approval band, or refuse to
#[derive(Debug, Args)]
pub struct ApproveArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The offer; the latest one, unless said
    #[arg(long, value_name = "OFFER")]
    pub of: Option<String>,
    /// Up to how much; it has to cover the dearest option and what was given besides
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Option<String>,
    /// In which role; all that the person has and that are lacking, unless said
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// Refuse to sign (needs --why)
    #[arg(long, requires = "why")]
    pub refuse: bool,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is nothing to sign, or not for this person, this role or this amount.
pub(super) fn approve(args: &ApproveArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let why = args.why.clone().filter(|why| !why.trim().is_empty());
    if args.refuse {
        input::required(ctx, why.as_ref(), "--why")?;
    }
    let amount = match &args.amount {
        None if args.refuse => None,
        given => Some(amount("--amount", &input::required(ctx, given.as_ref(), "--amount")?)?),
    };
    let role = args.role.as_ref().map(|role| ctx.listed("--role", &ctx.policy.roles, role)).transpose()?;
    let desk = Desk::sit(ctx, &args.case)?;
    // Where nobody is listed nobody's roles are known.
    let role = match role {
        None if ctx.policy.people.is_empty() => Some(input::required(ctx, None, "--role")?),
        role => role,
    };
    let view = desk.view();
    let ledger = view.ledger();
    let offer = offer_of(&desk, &ledger, args.of.as_deref())?;
    let covered = amount.filter(|_| !args.refuse);
    let mut signs =
        ledger.may_sign(&offer, &desk.by, role.as_deref(), covered).map_err(|objection| objected(&desk, objection))?;
    // One refusal is enough.
    signs.truncate(if args.refuse { 1 } else { signs.len() });
    let mut events = Vec::new();
    for role in signs {
        let (of, amount) = (offer.event.id.clone(), amount.map(write_amount));
        let mut event = desk.event(Act::Approve { of, amount, role: Some(role), granted: !args.refuse })?;
        event.why.clone_from(&why);
        events.push(event);
    }
    let exit = desk.commit(&events, output)?;
    if exit == Exit::Fine && args.refuse {
        output.hint(Money::OfferAnew { case: desk.id() }, ctx.lang);
    }
    Ok(exit)
}
