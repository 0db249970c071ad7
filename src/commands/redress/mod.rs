//! `amends redress`: what the customer is offered, chooses and gets, and who signs for it.

mod answer;
mod approve;
mod offer;
mod pay;

use super::desk::Desk;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::amount::{UnclearAmount, typed_amount};
use crate::case::{EventId, History, State};
use crate::playbook::paying::Objection;
use crate::playbook::redress::{Ledger, Offer};
use crate::text::{Money, Usage};
use crate::wording::amounts::amounts;
use clap::{Args, Subcommand};

/// Offer redress, record the answer, have it approved, carry it out
#[derive(Debug, Args)]
pub struct RedressArgs {
    /// What to do
    #[command(subcommand)]
    pub command: RedressCommand,
}

/// What to do about redress.
#[derive(Debug, Subcommand)]
pub enum RedressCommand {
    /// Put options together for the customer; internal until a contact tells them
    Offer(offer::OfferArgs),
    /// Record which option the customer accepts, or none
    Answer(answer::AnswerArgs),
    /// Sign for an offer that reaches an approval band, or refuse to
    Approve(approve::ApproveArgs),
    /// Record what was carried out or paid
    Pay(pay::PayArgs),
}

/// Runs the command.
///
/// # Errors
/// When the playbook or the policy refuses (exit 4), or the case can't be written.
pub fn run(args: &RedressArgs, ctx: &Context, output: &mut Output) -> Outcome {
    match &args.command {
        RedressCommand::Offer(args) => offer::offer(args, ctx, output),
        RedressCommand::Answer(args) => answer::answer(args, ctx, output),
        RedressCommand::Approve(args) => approve::approve(args, ctx, output),
        RedressCommand::Pay(args) => pay::pay(args, ctx, output),
    }
}

/// An objection about the case at hand.
pub(super) fn objected(desk: &Desk<'_>, objection: Objection) -> Failure {
    Failure::new(Exit::Refused, Money::Objected { case: desk.id(), objection })
}

/// The hundredths of a typed amount.
pub(super) fn amount(flag: &str, text: &str) -> Result<u64, Failure> {
    let flag = flag.to_owned();
    typed_amount(text).map_err(|unclear| match unclear {
        UnclearAmount::NoAmount => Usage::BadForm { flag, text: text.to_owned(), wanted: "480.00" }.into(),
        UnclearAmount::Grouped(meant) => {
            Failure::new(Exit::Usage, Money::Grouped { flag, text: text.to_owned(), meant })
        }
        UnclearAmount::Zero => Failure::new(Exit::Usage, Money::Zero { flag }),
    })
}

/// The offer that is meant: the one that is named, else the one that stands.
pub(super) fn offer_of<'a>(desk: &Desk<'_>, ledger: &Ledger<'a>, named: Option<&str>) -> Result<Offer<'a>, Failure> {
    let Some(text) = named.filter(|text| !text.is_empty()) else {
        return ledger.offers().pop().ok_or_else(|| objected(desk, Objection::NoOffer));
    };
    let id = desk.event_id(text)?;
    let found = ledger.offers().into_iter().find(|o| o.event.id == id);
    found.ok_or_else(|| Failure::new(Exit::Refused, Money::NotAnOffer { event: id.to_string() }))
}

/// The offer that a contact tells the customer: one that nobody has to sign for any more.
///
/// # Errors
/// When there is none, or somebody has to sign first (R61).
pub(super) fn told(desk: &Desk<'_>, named: &str) -> Result<EventId, Failure> {
    let view = desk.view();
    let ledger = view.ledger();
    let offer = offer_of(desk, &ledger, Some(named))?;
    ledger.may_tell(&offer).map_err(|objection| objected(desk, objection))?;
    Ok(offer.event.id.clone())
}

/// Refuses to promise an amount that nobody signed for (R61); the dearest amount in the text counts. A promise that is
/// entered late is held against all that is on record, as payments made since can't be taken back.
///
/// # Errors
/// When an amount reaches an approval band, or is in a currency that the bands can't be held against.
pub(super) fn promised(desk: &Desk<'_>, text: &str) -> Result<(), Failure> {
    let history = History::of(&desk.case, None);
    let ledger = Ledger::of(&history, &State::of(&history), &desk.ctx.policy);
    let may = named(&ledger, text).and_then(|named| named.map_or(Ok(()), |dearest| ledger.may_promise(dearest)));
    may.map_err(|objection| objected(desk, objection))
}

/// The dearest amount that a text names, in hundredths.
///
/// # Errors
/// When an amount is in a currency that the bands can't be held against.
fn named(ledger: &Ledger<'_>, text: &str) -> Result<Option<u64>, Objection> {
    let ours = &ledger.policy().currency;
    let named = amounts(text, ours);
    named.iter().try_for_each(|a| ledger.in_our_currency(a.currency.as_deref().unwrap_or(ours)))?;
    let in_ours = named.iter().filter(|a| a.currency.as_ref().is_none_or(|c| c == ours));
    Ok(in_ours.map(|a| a.hundredths).max())
}
