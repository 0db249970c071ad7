//! What the customer was offered, chose, got, or was refused.

use crate::case::event::{Fact, OfferOption};
use crate::case::words::{Direction, Purpose, Remedy};
use crate::case::{Act, Event};
use crate::clock::View;
use crate::playbook::redress::Deal;
use crate::policy::Bilingual;

/// Something that was given or paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What.
    pub remedy: Remedy,
    /// How much, and in which currency where it isn't the team's.
    pub amount: Option<(String, Option<String>)>,
}

/// A demand refused, with what we offer instead (R44).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What was asked for.
    pub what: String,
    /// What we offer instead.
    pub alternative: String,
    /// Why.
    pub why: Option<String>,
}

/// The last refusal of the cycle.
pub(super) fn refusal(view: &View<'_>) -> Option<Refusal> {
    let of = |e: &Event| match &e.act {
        Act::Decline { what, alternative, .. } => {
            Some(Refusal { what: what.clone(), alternative: alternative.clone(), why: e.why.clone() })
        }
        _ => None,
    };
    view.effective_of_cycle().filter_map(of).last()
}

/// Everything given in the cycle.
pub(super) fn given(view: &View<'_>) -> Vec<Given> {
    let of = |e: &Event| match &e.act {
        Act::Redress { remedy, amount, currency, .. } => {
            Some(Given { remedy: *remedy, amount: amount.clone().map(|a| (a, currency.clone())) })
        }
        _ => None,
    };
    view.ledger().given().filter_map(of).collect()
}

/// What stands of redress, if the customer was told it and nothing in it waits for an approval (R60, R61).
fn told<'a>(view: &View<'a>) -> Option<Deal<'a>> {
    let ledger = view.ledger();
    let deal = ledger.deal()?;
    let told = ledger.is_told(&deal.offer.event.id) || deal.answer.is_some();
    (told && ledger.approval(&deal.offer).is_given()).then_some(deal)
}

/// The options of the offer that stands, if the customer knows of it.
pub(super) fn offered<'a>(view: &View<'a>) -> Option<&'a [OfferOption]> {
    told(view).map(|deal| deal.offer.options)
}

/// The option that the customer chose.
pub(super) fn accepted<'a>(view: &View<'a>) -> Option<&'a OfferOption> {
    told(view)?.accepted()
}

/// What the playbook's field `solution` holds, once the customer was told the result or the case is closed, and while
/// no amount waits for an approval.
pub(super) fn solution(view: &View<'_>) -> Option<Vec<Bilingual>> {
    let told = |e: &Event| {
        e.contact().is_some_and(|c| c.reached && c.dir == Direction::Out && c.purpose == Some(Purpose::Result))
    };
    if !view.state.is_closed() && !view.effective_of_cycle().any(told) {
        return None;
    }
    let ledger = view.ledger();
    if ledger.deal().is_some_and(|deal| !ledger.approval(&deal.offer).is_given()) {
        return None;
    }
    let field = view.playbook.and_then(|p| p.field("solution"))?;
    let name = |id: &String| {
        let plain = || Bilingual { en: Some(id.clone()), zh: Some(id.clone()) };
        field.options.iter().find(|o| &o.id == id).map_or_else(plain, |o| o.name.clone())
    };
    let words = match view.state.facts.get("solution")? {
        Fact::Word(word) | Fact::Text(word) => vec![name(word)],
        Fact::Many(words) => words.iter().map(name).collect(),
    };
    Some(words)
}
