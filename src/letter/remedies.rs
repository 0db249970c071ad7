//! What the customer was offered, chose, got, or was refused.

use crate::case::event::{Fact, OfferOption};
use crate::case::words::{Direction, Purpose, Remedy};
use crate::case::{Act, Event};
use crate::clock::View;
use crate::policy::Bilingual;
use crate::policy::approval::dearest;

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
    view.effective_of_cycle().filter_map(of).collect()
}

/// The last offer of the cycle.
fn last_offer<'a>(view: &View<'a>) -> Option<(&'a Event, &'a [OfferOption])> {
    let of = |e: &'a Event| match &e.act {
        Act::Offer { options } => Some((e, options.as_slice())),
        _ => None,
    };
    view.effective_of_cycle().filter_map(of).last()
}

/// The options of the last offer, if the customer was told them and nothing in them waits for an approval (R60, R61).
pub(super) fn offered<'a>(view: &View<'a>) -> Option<&'a [OfferOption]> {
    let (offer, options) = last_offer(view)?;
    let told = view.effective_of_cycle().any(|e| match &e.act {
        Act::Contact(c) => c.reached && c.tells.as_ref() == Some(&offer.id),
        Act::Answer { of, .. } => of == &offer.id,
        _ => false,
    });
    (told && is_approved(view, offer, options)).then_some(options)
}

/// The option that the customer chose.
pub(super) fn accepted<'a>(view: &View<'a>) -> Option<&'a OfferOption> {
    let chosen = view.state.accepted.clone().flatten()?;
    offered(view)?.iter().find(|o| o.opt == chosen)
}

/// Whether everybody agreed whose word an offer of that much needs.
fn is_approved(view: &View<'_>, offer: &Event, options: &[OfferOption]) -> bool {
    let Some(band) = view.policy.band(dearest(options)) else { return true };
    let mut lacking = band.roles.clone();
    for event in view.effective_of_cycle() {
        match &event.act {
            Act::Approve { of, granted: false, .. } if of == &offer.id => return false,
            Act::Approve { of, role, .. } if of == &offer.id => match role {
                Some(role) => lacking.retain(|r| r != role),
                None => lacking.retain(|r| !view.policy.roles_of(&event.by).contains(r)),
            },
            _ => {}
        }
    }
    lacking.is_empty()
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
    if last_offer(view).is_some_and(|(offer, options)| !is_approved(view, offer, options)) {
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
