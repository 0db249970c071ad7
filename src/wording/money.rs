//! Whether an outgoing text may name money: what was offered, what was approved, what was paid (R60, R61).

use super::amounts::Amount;
use crate::case::amount::hundredths;
use crate::case::event::OfferOption;
use crate::case::{Act, Event};
use crate::clock::View;
use crate::policy::approval::dearest;

/// Why money may not be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// No case was named, so nothing allows it.
    NoCase,
    /// Nothing was offered.
    NotOffered,
    /// It is more than the latest offer, in hundredths of the workspace's currency.
    AboveOffer {
        /// The dearest option.
        offered: u64,
    },
    /// It is in another currency than what was offered or paid.
    OtherCurrency {
        /// Which.
        currency: String,
    },
    /// These roles haven't signed yet.
    Unapproved {
        /// The roles.
        roles: Vec<String>,
    },
    /// The approval was refused.
    Refused,
}

/// Why an amount, or compensation at all, may not be named; `None` when the record allows it.
#[must_use]
pub fn standing(view: Option<&View<'_>>, amount: Option<&Amount>) -> Option<Standing> {
    let Some(view) = view else { return Some(Standing::NoCase) };
    if amount.is_some_and(|a| is_paid(view, a)) || amount.is_none() && paid(view).next().is_some() {
        return None;
    }
    let offer = view.effective_of_cycle().filter_map(|e| offered(e).map(|o| (e, o))).last();
    let foreign = amount.and_then(|a| a.currency.clone()).filter(|c| *c != view.policy.currency);
    if let Some(currency) = foreign {
        return Some(Standing::OtherCurrency { currency });
    }
    let Some((offer, options)) = offer else { return Some(Standing::NotOffered) };
    let dearest = dearest(options);
    let named = amount.map_or(0, |a| a.hundredths);
    if named > dearest {
        return Some(Standing::AboveOffer { offered: dearest });
    }
    decision(view, offer, dearest, named)
}

/// Whether the record allows an amount to be named.
#[must_use]
pub fn is_allowed(view: &View<'_>, amount: &Amount) -> bool {
    standing(Some(view), Some(amount)).is_none()
}

fn offered(event: &Event) -> Option<&[OfferOption]> {
    match &event.act {
        Act::Offer { options } => Some(options),
        _ => None,
    }
}

/// The amounts on record as given, each with its currency if that isn't the workspace's.
fn paid<'a>(view: &'a View<'_>) -> impl Iterator<Item = (u64, Option<&'a str>)> {
    view.effective_of_cycle().filter_map(|event| match &event.act {
        Act::Redress { amount, currency, .. } => {
            Some((amount.as_deref().and_then(hundredths).unwrap_or(0), currency.as_deref()))
        }
        _ => None,
    })
}

/// Whether one redress of the amount's currency, or all of them together, come to the amount.
fn is_paid(view: &View<'_>, amount: &Amount) -> bool {
    let own = view.policy.currency.as_str();
    let currency = amount.currency.as_deref().unwrap_or(own);
    let same = paid(view).filter(|(_, c)| c.unwrap_or(own) == currency);
    let total = same.map(|(given, _)| given).fold(0, u64::saturating_add);
    amount.hundredths <= total
}

/// What is lacking before an amount of an offer may be named.
fn decision(view: &View<'_>, offer: &Event, dearest: u64, named: u64) -> Option<Standing> {
    let mut lacking = view.policy.band(dearest)?.roles.clone();
    for event in view.effective_of_cycle() {
        let Act::Approve { of, role, granted, amount } = &event.act else { continue };
        if of != &offer.id {
            continue;
        }
        if !granted {
            return Some(Standing::Refused);
        }
        if amount.as_deref().and_then(hundredths).is_some_and(|up_to| up_to < named) {
            continue;
        }
        match role {
            Some(role) => lacking.retain(|r| r != role),
            None => lacking.retain(|r| !view.policy.roles_of(&event.by).contains(r)),
        }
    }
    (!lacking.is_empty()).then_some(Standing::Unapproved { roles: lacking })
}
