//! `amends redress offer`: options for the customer.

use super::{amount, named, objected};
use crate::case::amount::{hundredths, write_amount};
use crate::case::event::{OfferOption, OfferPart};
use crate::case::id::nearest;
use crate::case::words::Remedy;
use crate::case::{Act, History, State};
use crate::commands::desk::Desk;
use crate::commands::{Context, Exit, Failure, Outcome, Output};
use crate::playbook::paying::{Objection, has_amount, may_offer};
use crate::playbook::redress::{Ledger, Part, is_free, parts};
use crate::text::money::{option_sum, percent_of};
use crate::text::{Money, Usage};
use clap::Args;
use std::collections::BTreeMap;

/// Put options together for the customer; internal until a contact tells them
#[derive(Debug, Args)]
pub struct OfferArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// A side of an option: its letter, loss or inconvenience, the remedy, and an amount if it is money
    #[arg(long = "option", value_name = "a:loss=REMEDY:AMOUNT", required = true)]
    pub options: Vec<String>,
    /// An option in words, such as a:TEXT
    #[arg(long, value_name = "a:TEXT")]
    pub say: Vec<String>,
    /// Why this and this much
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When an option can't be read, the playbook doesn't admit it, or what was accepted is not carried out yet.
pub(super) fn offer(args: &OfferArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let options = options(args, ctx)?;
    let desk = Desk::sit(ctx, &args.case)?;
    may_offer(desk.playbook()?, &options)
        .and_then(|()| admitted(&desk.view().ledger(), &options))
        .map_err(|o| objected(&desk, o))?;
    let mut event = desk.event(Act::Offer { options: options.clone() })?;
    event.why = args.why.clone().filter(|why| !why.trim().is_empty());
    let exit = desk.commit(std::slice::from_ref(&event), output)?;
    if exit != Exit::Fine {
        return Ok(exit);
    }
    let mut after = desk.case.clone();
    after.events.push(event);
    let history = History::of(&after, None);
    let state = State::of(&history);
    if let Some(loss) = state.loss.as_deref() {
        for option in options.iter().filter(|o| option_sum(o) > 0) {
            let sum = option_sum(option);
            if let Some(percent) = hundredths(loss).and_then(|l| percent_of(sum, l)) {
                let (option, sum, loss) = (option.opt.clone(), write_amount(sum), loss.to_owned());
                output.hint(Money::OfLoss { option, sum, loss, percent }, ctx.lang);
            }
        }
    }
    let ledger = Ledger::of(&history, &state, &ctx.policy);
    if let Some(deal) = ledger.deal() {
        let approval = ledger.approval(&deal.offer);
        let case = desk.id();
        output.hint(
            match approval.band {
                None => Money::ToTell { case },
                Some(band) => {
                    let (amount, from) = (write_amount(approval.amount), band.from.clone());
                    Money::ToSign { case, amount, from, roles: approval.lacking }
                }
            },
            ctx.lang,
        );
    }
    Ok(exit)
}

/// Whether the options say what they cost, and no other option waits to be carried out.
fn admitted(ledger: &Ledger<'_>, options: &[OfferOption]) -> Result<(), Objection> {
    ledger.may_offer_anew()?;
    for option in options {
        for (_, side) in parts(option) {
            has_amount(ledger.policy(), side.remedy, side.amount.as_deref())?;
        }
        if let Some(named) = named(ledger, option.what.as_deref().unwrap_or_default())? {
            ledger.may_word(option, named)?;
        }
    }
    Ok(())
}

/// The options in the order of their letters.
fn options(args: &OfferArgs, ctx: &Context) -> Result<Vec<OfferOption>, Failure> {
    let mut options: BTreeMap<String, OfferOption> = BTreeMap::new();
    for text in &args.options {
        let (letter, part, side) = side(text, ctx)?;
        let empty = OfferOption { opt: letter.clone(), loss: None, inconvenience: None, what: None };
        let option = options.entry(letter).or_insert(empty);
        let place = match part {
            Part::Loss => &mut option.loss,
            Part::Inconvenience => &mut option.inconvenience,
        };
        if place.replace(side).is_some() {
            return Err(Failure::new(Exit::Usage, Money::SideTwice { option: option.opt.clone(), part }));
        }
    }
    for text in &args.say {
        let bad = || Usage::BadForm { flag: "--say".to_owned(), text: text.clone(), wanted: "a:TEXT" };
        let (letter, what) = text.split_once(':').ok_or_else(bad)?;
        let letter = read_letter(letter).ok_or_else(bad)?;
        if what.trim().is_empty() {
            return Err(bad().into());
        }
        match options.get_mut(&letter) {
            Some(option) => option.what = Some(what.trim().to_owned()),
            None => return Err(Failure::new(Exit::Usage, Money::NoSuchOption { option: letter })),
        }
    }
    Ok(options.into_values().collect())
}

/// `a:loss=refund:480.00`; a Chinese keyboard types full-width colons.
fn side(text: &str, ctx: &Context) -> Result<(String, Part, OfferPart), Failure> {
    let bad = || Usage::BadForm { flag: "--option".to_owned(), text: text.to_owned(), wanted: "a:loss=refund:480.00" };
    let folded = text.replace('：', ":").replace('＝', "=");
    let (head, what) = folded.split_once('=').ok_or_else(bad)?;
    let (letter, part) = head.split_once(':').ok_or_else(bad)?;
    let letter = read_letter(letter).ok_or_else(bad)?;
    let part: Part = ctx.word("--option", part.trim())?;
    let (remedy, sum) = match what.split_once(':') {
        Some((remedy, sum)) => (remedy, Some(sum)),
        None => (what, None),
    };
    let remedy: Remedy = ctx.word("--option", remedy.trim())?;
    let amount = sum.map(|sum| amount("--option", sum)).transpose()?.map(write_amount);
    costs("--option", remedy, amount.is_some())?;
    Ok((letter, part, OfferPart { remedy, amount }))
}

/// Refuses an amount of what costs nothing.
pub(super) fn costs(flag: &str, remedy: Remedy, has_amount: bool) -> Result<(), Failure> {
    if has_amount && is_free(remedy) {
        return Err(Failure::new(Exit::Usage, Money::Free { flag: flag.to_owned(), remedy }));
    }
    Ok(())
}

/// A letter from a to z.
fn read_letter(text: &str) -> Option<String> {
    let text = text.trim();
    matches!(text.as_bytes(), [b'a'..=b'z']).then(|| text.to_owned())
}

/// The option of a letter that was typed, or a failure that lists those there are.
pub(super) fn option_of(
    flag: &str,
    text: &str,
    mut letters: Vec<String>,
    none: bool,
) -> Result<Option<String>, Failure> {
    let typed = text.trim().to_ascii_lowercase();
    if none && typed == "none" {
        return Ok(None);
    }
    if letters.contains(&typed) {
        return Ok(Some(typed));
    }
    // Letters are too short to resemble each other; where there is one only, it is meant.
    let only = letters.first().filter(|_| letters.len() == 1).cloned();
    letters.extend(none.then(|| "none".to_owned()));
    let near = nearest(&typed, letters.iter().map(String::as_str)).or(only);
    Err(Usage::BadWord { flag: flag.to_owned(), word: text.to_owned(), allowed: letters, near }.into())
}
