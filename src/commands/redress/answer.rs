//! `amends redress answer`: what the customer says to an offer.

use super::offer::option_of;
use super::{objected, offer_of};
use crate::case::Act;
use crate::commands::desk::Desk;
use crate::commands::{Context, Exit, Failure, Outcome, Output, input};
use crate::playbook::paying::Objection;
use crate::text::Money;
use clap::Args;

/// Record which option the customer accepts, or none
#[derive(Debug, Args)]
pub struct AnswerArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The letter of the option that the customer accepts, or none
    #[arg(long, value_name = "OPTION")]
    pub accepts: Option<String>,
    /// How the customer said so
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub how: Option<String>,
    /// The offer that is answered; the latest one, unless said
    #[arg(long, value_name = "OFFER")]
    pub of: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the offer has no such option, or nobody told the customer of it.
pub(super) fn answer(args: &AnswerArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let accepts = input::required(ctx, args.accepts.as_ref(), "--accepts")?;
    let how = input::required(ctx, args.how.as_ref(), "--how")?;
    let desk = Desk::sit(ctx, &args.case)?;
    let view = desk.view();
    let ledger = view.ledger();
    let offer = offer_of(&desk, &ledger, args.of.as_deref())?;
    let accepts = option_of("--accepts", &accepts, offer.letters(), true)?;
    let of = offer.event.id.clone();
    if !ledger.is_told(&of) {
        return Err(objected(&desk, Objection::Untold { offer: of }).into());
    }
    // Once anything was carried out the answer stands, also where another offer is open beside.
    let held = ledger.deal().filter(|d| d.accepted().is_some() && !ledger.outstanding().is_empty());
    let held = held.map(|d| &d.offer.event.id).filter(|held| ledger.is_begun(held));
    if let Some(begun) = Some(&of).filter(|of| ledger.is_begun(of)).or(held) {
        return Err(Failure::new(Exit::Refused, Money::AnsweredByDeed { offer: begun.to_string() }).into());
    }
    let turned_down = accepts.is_none();
    let event = desk.event(Act::Answer { of, accepts, how: Some(how) })?;
    let exit = desk.commit(&[event], output)?;
    if exit == Exit::Fine && !ctx.global.dry_run {
        let (case, step) = (desk.id(), view.state.step.as_deref().or(view.state.left.as_deref()));
        if !turned_down {
            output.hint(Money::ToPay { case }, ctx.lang);
        } else {
            let back = view.playbook.and_then(|p| p.way_back(step));
            let hint = match back {
                Some(back) => Money::GoBack { case, back: back.to_owned() },
                None => Money::OfferAnew { case },
            };
            output.hint(hint, ctx.lang);
        }
    }
    Ok(exit)
}
