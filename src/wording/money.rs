//! Whether an outgoing text may name money: what was offered, what was approved, what was paid (R60, R61).

use super::amounts::Amount;
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
    let (ledger, ours) = (view.ledger(), &view.policy.currency);
    let is_paid = match amount {
        Some(amount) => amount.hundredths <= ledger.sum_given(amount.currency.as_ref().unwrap_or(ours), None),
        None => ledger.given().next().is_some(),
    };
    if is_paid {
        return None;
    }
    if let Some(currency) = amount.and_then(|a| a.currency.clone()).filter(|c| c != ours) {
        return Some(Standing::OtherCurrency { currency });
    }
    let Some(deal) = ledger.deal() else { return Some(Standing::NotOffered) };
    let dearest = dearest(deal.offer.options);
    if amount.is_some_and(|a| a.hundredths > dearest) {
        return Some(Standing::AboveOffer { offered: dearest });
    }
    let approval = ledger.approval(&deal.offer);
    if approval.is_given() {
        None
    } else if approval.refused {
        Some(Standing::Refused)
    } else {
        Some(Standing::Unapproved { roles: approval.lacking })
    }
}

/// Whether the record allows an amount to be named.
#[must_use]
pub fn is_allowed(view: &View<'_>, amount: &Amount) -> bool {
    standing(Some(view), Some(amount)).is_none()
}
