//! `amends redress pay`: what was carried out or paid.

use super::offer::{costs, option_of};
use super::{amount, named, objected};
use crate::case::Act;
use crate::case::amount::write_amount;
use crate::case::event::OfferPart;
use crate::case::words::Remedy;
use crate::commands::desk::Desk;
use crate::commands::{Context, Failure, Outcome, Output, input};
use crate::playbook::paying::{Objection, Payment, admits, has_amount};
use crate::playbook::redress::{Ledger, Part};
use crate::text::Usage;
use clap::Args;

/// Record what was carried out or paid
#[derive(Debug, Args)]
pub struct PayArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The option that the customer accepted
    #[arg(long, value_name = "OPTION")]
    pub option: Option<String>,
    /// One side of it: loss or inconvenience; both, unless said
    #[arg(long, value_name = "SIDE")]
    pub part: Option<String>,
    /// Without an offer: what was given, such as a small gift
    #[arg(long, value_name = "REMEDY", conflicts_with_all = ["option", "part"])]
    pub remedy: Option<String>,
    /// How much; with an accepted option what was offered, unless said
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Option<String>,
    /// Without an offer: the currency of the amount; the workspace's, unless said
    #[arg(long, value_name = "CURRENCY", requires_all = ["remedy", "amount"])]
    pub currency: Option<String>,
    /// Without an offer: what it is for: loss or inconvenience
    #[arg(long, value_name = "SIDE", requires = "remedy")]
    pub covers: Option<String>,
    /// Why this and this much, as it was explained to the customer
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the customer didn't agree, somebody has to sign first, or it was carried out already.
pub(super) fn pay(args: &PayArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let amount = args.amount.as_deref().map(|text| amount("--amount", text)).transpose()?;
    let remedy: Option<Remedy> = ctx.maybe_word("--remedy", args.remedy.as_ref())?;
    let part: Option<Part> = ctx.maybe_word("--part", args.part.as_ref())?;
    let covers: Option<Part> = ctx.maybe_word("--covers", args.covers.as_ref())?;
    let currency = args.currency.as_deref().map(currency).transpose()?;
    let reason = input::required(ctx, args.reason.as_ref(), "--reason")?;
    let desk = Desk::sit(ctx, &args.case)?;
    let view = desk.view();
    let ledger = view.ledger();
    let ours = ctx.policy.currency.clone();
    let acts = match remedy {
        Some(remedy) => {
            admits(desk.playbook()?, remedy).map_err(|o| objected(&desk, o))?;
            let currency = currency.unwrap_or_else(|| ours.clone());
            costs("--amount", remedy, amount.is_some())?;
            let may = match amount {
                Some(amount) => ledger.may_give(amount, &currency),
                None => has_amount(&ctx.policy, remedy, None).and_then(|()| explained(&ledger, &reason)),
            };
            may.map_err(|o| objected(&desk, o))?;
            vec![Act::Redress {
                of: None,
                opt: None,
                remedy,
                currency: amount.map(|_| currency),
                amount: amount.map(write_amount),
                covers: covers.map(|c| c.as_str().to_owned()),
                reason: Some(reason),
            }]
        }
        None => {
            let owed = ledger.agreement().map(|(offer, _)| offer);
            let offer = ledger.deal().map(|d| d.offer).or(owed);
            let option = match (&args.option, offer) {
                (Some(text), Some(offer)) => option_of("--option", text, offer.letters(), false)?,
                (text, _) => text.clone(),
            };
            let payment = ledger.may_pay(option.as_deref(), part).map_err(|o| objected(&desk, o))?;
            amount.map_or(Ok(()), |amount| payment.comes_to(amount)).map_err(|o| objected(&desk, o))?;
            if payment.due.iter().all(|(_, side)| side.amount.is_none()) {
                explained(&ledger, &reason).map_err(|o| objected(&desk, o))?;
            }
            payment.due.iter().map(|(part, side)| carried_out(&payment, *part, side, &ours, &reason)).collect()
        }
    };
    let events = acts.into_iter().map(|act| desk.event(act)).collect::<Result<Vec<_>, _>>()?;
    desk.commit(&events, output)
}

/// What has no amount of its own may not have one in its reason that nobody signed for.
fn explained(ledger: &Ledger<'_>, reason: &str) -> Result<(), Objection> {
    named(ledger, reason)?.map_or(Ok(()), |named| ledger.may_give(named, &ledger.policy().currency))
}

fn carried_out(payment: &Payment<'_>, part: Part, side: &OfferPart, currency: &str, reason: &str) -> Act {
    Act::Redress {
        of: Some(payment.offer.event.id.clone()),
        opt: Some(payment.option.opt.clone()),
        remedy: side.remedy,
        amount: side.amount.clone(),
        currency: side.amount.as_ref().map(|_| currency.to_owned()),
        covers: Some(part.as_str().to_owned()),
        reason: Some(reason.to_owned()),
    }
}

/// Three capital letters.
fn currency(text: &str) -> Result<String, Failure> {
    let letters = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    let bad = || Usage::BadForm { flag: "--currency".to_owned(), text: text.to_owned(), wanted: "CNY" };
    if letters { Ok(text.to_owned()) } else { Err(bad().into()) }
}
