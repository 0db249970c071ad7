//! What `show` says about redress: the offers of this round, who signed, what was given, what is owed.

use super::Context;
use crate::case::Act;
use crate::case::amount::{hundredths, write_amount};
use crate::case::event::OfferPart;
use crate::clock::View;
use crate::playbook::redress::{Approval, Deal, Ledger, Offer, Part, parts};
use crate::render::table::wrapped;
use crate::text::money::{Standing, option_sum, option_words, percent_of, side_words};
use crate::text::{Label, Say, listed};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What was given, by currency.
fn sums(ledger: &Ledger<'_>) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for event in ledger.given() {
        if let Act::Redress { amount: Some(_), currency, .. } = &event.act {
            let currency = currency.clone().unwrap_or_else(|| ledger.policy().currency.clone());
            sums.entry(currency.clone()).or_insert_with(|| ledger.sum_given(&currency, None));
        }
    }
    sums
}

/// The lines of the page; none where nothing was offered and nothing given.
pub(super) fn lines(ctx: &Context, view: &View<'_>) -> String {
    let (lang, width, ledger) = (ctx.lang, ctx.screen().width, view.ledger());
    let (offers, deal) = (ledger.offers(), ledger.deal());
    if offers.is_empty() && ledger.given().next().is_none() && ledger.outstanding().is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", Label::Redress.say(lang));
    let mut line = |first: &str, text: &str| out.push_str(&wrapped(first, text, width));
    for offer in offers {
        let said = standing(&ledger, &offer, deal.as_ref()).iter().map(|s| s.say(lang)).collect::<Vec<_>>();
        line(&format!("  {}  ", offer.event.id), &listed(&said, lang));
        for option in offer.options {
            let (sum, loss) = (option_sum(option), view.state.loss.as_deref());
            let share = loss.and_then(|l| Some((percent_of(sum, hundredths(l)?)?, l.to_owned())));
            let of_loss = share.filter(|_| sum > 0).map(|(percent, loss)| Standing::OfLoss { percent, loss }.say(lang));
            let words = [Some(option_words(option, lang)), of_loss].into_iter().flatten().collect::<Vec<_>>();
            line(&format!("    {}  ", option.opt), &listed(&words, lang));
        }
    }
    for (currency, sum) in sums(&ledger) {
        line("  ", &Standing::Given { sum: write_amount(sum), currency }.say(lang));
    }
    for (part, side) in ledger.outstanding() {
        let (what, part) = (side_words(side.remedy, side.amount.as_deref(), lang), part.say(lang));
        line("  ", &Standing::Owed { what, part }.say(lang));
    }
    out
}

/// How an offer stands: who has to sign, whether it was told, what the customer said.
fn standing(ledger: &Ledger<'_>, offer: &Offer<'_>, deal: Option<&Deal<'_>>) -> Vec<Standing> {
    let told = if ledger.is_told(&offer.event.id) { Standing::Told } else { Standing::Untold };
    let stands = deal.is_some_and(|d| d.offer.event.id == offer.event.id);
    // What no longer stands asks for nobody's word, whatever was given since.
    if !stands {
        return match ledger.last_answer(&offer.event.id) {
            Some(None) => vec![told, Standing::TurnedDown],
            Some(Some(option)) if ledger.is_begun(&offer.event.id) => {
                vec![told, Standing::Answered { accepts: Some(option.to_owned()) }]
            }
            _ => vec![told, Standing::Replaced],
        };
    }
    if deal.is_some_and(Deal::is_turned_down) {
        return vec![told, Standing::Answered { accepts: None }];
    }
    let mut said = Vec::new();
    let Approval { band, lacking, refused, .. } = ledger.approval(offer);
    if let Some(band) = band {
        said.push(match (refused, lacking.is_empty()) {
            (true, _) => Standing::Refused,
            (false, true) => Standing::Approved,
            (false, false) => Standing::ToSign { from: band.from.clone(), roles: lacking },
        });
    }
    said.push(told);
    let answer = deal.and_then(|d| d.answer.clone());
    said.extend(answer.map(|accepts| Standing::Answered { accepts }));
    said
}

/// The same as JSON.
pub(super) fn as_json(view: &View<'_>) -> Value {
    let ledger = view.ledger();
    let deal = ledger.deal();
    let side = |side: &OfferPart| json!({ "remedy": side.remedy.as_str(), "amount": side.amount });
    let part = |(part, what): (Part, &OfferPart)| json!({ "part": part.as_str(), "remedy": what.remedy.as_str(), "amount": what.amount });
    let offers = ledger.offers().into_iter().map(|offer| {
        let approval = ledger.approval(&offer);
        let stands = deal.as_ref().is_some_and(|d| d.offer.event.id == offer.event.id);
        let options = offer.options.iter().map(|o| {
            let sides: serde_json::Map<String, Value> =
                parts(o).map(|(part, what)| (part.as_str().to_owned(), side(what))).collect();
            json!({ "opt": o.opt, "parts": sides, "what": o.what, "sum": write_amount(option_sum(o)) })
        });
        json!({
            "id": offer.event.id.as_str(),
            "by": offer.event.by,
            "options": options.collect::<Vec<_>>(),
            "told": ledger.is_told(&offer.event.id),
            "stands": stands,
            "approval": stands.then(|| json!({
                "amount": write_amount(approval.amount),
                "band": approval.band.map(|b| b.from.as_str()),
                "lacking": approval.lacking,
                "given": approval.is_given(),
                "refused": approval.refused,
            })),
        })
    });
    let given = ledger.given().filter_map(|e| match &e.act {
        Act::Redress { of, opt, remedy, amount, currency, covers, reason } => Some(json!({
            "id": e.id.as_str(), "of": of.as_ref().map(crate::case::EventId::as_str), "opt": opt,
            "remedy": remedy.as_str(), "amount": amount, "currency": currency, "covers": covers, "reason": reason,
        })),
        _ => None,
    });
    let sums: serde_json::Map<String, Value> =
        sums(&ledger).into_iter().map(|(currency, sum)| (currency, Value::from(write_amount(sum)))).collect();
    json!({ "redress": {
        "offers": offers.collect::<Vec<_>>(),
        "answer": deal.as_ref().and_then(|d| Some(json!({ "of": d.offer.event.id.as_str(), "accepts": d.answer.as_ref()? }))),
        "given": given.collect::<Vec<_>>(),
        "sums": sums,
        "outstanding": ledger.outstanding().into_iter().map(part).collect::<Vec<_>>(),
    }})
}
