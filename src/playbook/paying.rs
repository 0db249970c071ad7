//! Whether money may be offered, promised and given: decisions only, nothing is changed.

use super::Playbook;
use super::redress::{Approval, Ledger, Offer, Part, is_money, parts};
use crate::case::EventId;
use crate::case::amount::{hundredths, write_amount};
use crate::case::event::{OfferOption, OfferPart};
use crate::case::words::Remedy;
use crate::policy::Policy;
use crate::policy::approval::dearest;

/// Why money is neither promised nor given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Objection {
    /// Nothing was offered since the case last went back.
    NoOffer,
    /// The playbook wants another number of options (R63).
    Options { count: usize, min: u32, max: u32 },
    /// The playbook doesn't admit the remedy (R67).
    Remedy { remedy: Remedy, allowed: Vec<Remedy> },
    /// The customer doesn't know of the offer.
    Untold { offer: EventId },
    /// The customer accepted nothing yet, or turned the offer down (R41).
    NoConsent { offer: EventId, turned_down: bool },
    /// The customer accepted another option.
    OtherOption { accepted: String },
    /// The accepted option has no such part.
    NoPart { accepted: String, part: Part },
    /// The parts were carried out already.
    GivenAlready,
    /// What is to be given is not what was offered.
    OtherAmount { offered: String },
    /// What was accepted has no amount.
    NoSum,
    /// Money has no amount that the bands could be held against.
    NoAmount { remedy: Remedy },
    /// The words of an option name more than its sides, and that much reaches a band.
    Worded { option: String, named: u64, from: String },
    /// Something accepted is not carried out yet.
    StillOwed { offer: EventId, begun: bool },
    /// Somebody has to sign first (R60).
    Unsigned { offer: Option<EventId>, amount: u64, from: String, roles: Vec<String> },
    /// An approval was refused.
    Refused { offer: EventId, by: String },
    /// An amount that the bands can't be held against.
    OtherCurrency { currency: String, ours: String },
    /// The offer reaches no band, so that there is nothing to sign.
    NothingToSign,
    /// Nobody signs for an offer of their own.
    OwnOffer { by: String },
    /// The approval was decided already.
    Decided,
    /// Not a role that has to sign, or has still to.
    NotAsked { role: String, roles: Vec<String> },
    /// Somebody who has none of the roles that have to sign.
    LacksRole { by: String, roles: Vec<String> },
    /// The amount doesn't cover the dearest option.
    TooLittle { amount: u64, needed: u64 },
}

/// Whether a playbook admits an offer: the number of its options (R63) and its remedies (R67).
///
/// # Errors
/// When it doesn't.
pub fn may_offer(playbook: &Playbook, options: &[OfferOption]) -> Result<(), Objection> {
    if let Some((min, max)) = playbook.offer {
        let count = options.len();
        if !(min as usize..=max as usize).contains(&count) {
            return Err(Objection::Options { count, min, max });
        }
    }
    options.iter().flat_map(parts).try_for_each(|(_, side)| admits(playbook, side.remedy))
}

/// Whether money has an amount, where there are bands to hold it against.
///
/// # Errors
/// When it has none.
pub fn has_amount(policy: &Policy, remedy: Remedy, amount: Option<&str>) -> Result<(), Objection> {
    if amount.is_some() || policy.approvals.is_empty() || !is_money(remedy) {
        return Ok(());
    }
    Err(Objection::NoAmount { remedy })
}

/// Whether a playbook admits a remedy (R67).
///
/// # Errors
/// When it doesn't.
pub fn admits(playbook: &Playbook, remedy: Remedy) -> Result<(), Objection> {
    let allowed = &playbook.allowed_remedies;
    if allowed.is_empty() || allowed.contains(&remedy) {
        return Ok(());
    }
    Err(Objection::Remedy { remedy, allowed: allowed.clone() })
}

impl<'a> Ledger<'a> {
    /// Whether other options may be offered: what the customer accepted in this round is carried out first, or taken
    /// back, so that it isn't forgotten.
    ///
    /// # Errors
    /// When something of it is left to do.
    pub fn may_offer_anew(&self) -> Result<(), Objection> {
        match self.deal().filter(|d| d.accepted().is_some()) {
            Some(deal) if !self.outstanding().is_empty() => {
                let offer = deal.offer.event.id.clone();
                Err(Objection::StillOwed { begun: self.is_begun(&offer), offer })
            }
            _ => Ok(()),
        }
    }

    /// Whether the words of an option may name an amount: no more than the option, unless that much reaches no band.
    ///
    /// # Errors
    /// When nobody could sign for what the words name.
    pub fn may_word(&self, option: &OfferOption, named: u64) -> Result<(), Objection> {
        let given = self.sum_given(&self.policy().currency, None);
        let band = self.policy().band(named.saturating_add(given));
        match band.filter(|_| named > dearest(std::slice::from_ref(option))) {
            Some(band) => Err(Objection::Worded { option: option.opt.clone(), named, from: band.from.clone() }),
            None => Ok(()),
        }
    }

    /// Whether an offer may be told: an amount that nobody signed for is not promised (R60, R61).
    ///
    /// # Errors
    /// When a word is lacking.
    pub fn may_tell(&self, offer: &Offer<'a>) -> Result<(), Objection> {
        unobjected(&self.approval(offer), Some(offer))
    }

    /// Whether an amount may be promised in words: with all that was given beside the offer that stands it reaches no
    /// band, or everybody has signed for that much (R61).
    ///
    /// # Errors
    /// When somebody has to sign first.
    pub fn may_promise(&self, amount: u64) -> Result<(), Objection> {
        self.beside(amount, false)
    }

    /// Whether something may be given that was not offered: a small gift, as long as all that is given and offered in
    /// the cycle reaches no band that nobody signed for. Splitting adds up.
    ///
    /// # Errors
    /// When it reaches one, or the currency is another than the bands'.
    pub fn may_give(&self, amount: u64, currency: &str) -> Result<(), Objection> {
        if amount == 0 {
            return Ok(());
        }
        self.in_our_currency(currency)?;
        if currency == self.policy().currency { self.beside(amount, true) } else { Ok(()) }
    }

    /// Whether an amount in a currency can be held against the bands, or there are none.
    ///
    /// # Errors
    /// When it can't.
    pub fn in_our_currency(&self, currency: &str) -> Result<(), Objection> {
        let ours = &self.policy().currency;
        if currency == ours || self.policy().approvals.is_empty() {
            return Ok(());
        }
        Err(Objection::OtherCurrency { currency: currency.to_owned(), ours: ours.clone() })
    }

    /// Whether an amount may come beside what was given and, where it comes on top of it, of the offer that stands.
    fn beside(&self, amount: u64, on_top: bool) -> Result<(), Objection> {
        let offer = self.deal().filter(|d| !d.is_turned_down()).map(|d| d.offer);
        let given = self.sum_given(&self.policy().currency, offer.as_ref().map(|o| &o.event.id));
        let offered = offer.filter(|_| on_top).map_or(0, |o| dearest(o.options));
        let total = amount.saturating_add(given).saturating_add(offered);
        unobjected(&self.signed(offer.as_ref(), total), offer.as_ref())
    }

    /// The parts of the accepted option that may be carried out now; one of them, if a part is named.
    ///
    /// # Errors
    /// When the customer didn't agree (R41), a word is lacking (R60), or there is nothing left to do.
    pub fn may_pay(&self, option: Option<&str>, part: Option<Part>) -> Result<Payment<'a>, Objection> {
        let deal = self.deal();
        let stands = |offer: &Offer<'a>| deal.as_ref().is_some_and(|d| d.offer.event.id == offer.event.id);
        let agreed = self.agreement().filter(|(offer, _)| stands(offer) || !self.outstanding().is_empty());
        let Some((offer, accepted)) = agreed else {
            let deal = deal.ok_or(Objection::NoOffer)?;
            let turned_down = deal.is_turned_down();
            return Err(Objection::NoConsent { offer: deal.offer.event.id.clone(), turned_down });
        };
        if option.is_some_and(|option| option != accepted.opt) {
            return Err(Objection::OtherOption { accepted: accepted.opt.clone() });
        }
        if let Some(part) = part.filter(|part| !parts(accepted).any(|(has, _)| has == *part)) {
            return Err(Objection::NoPart { accepted: accepted.opt.clone(), part });
        }
        self.may_tell(&offer)?;
        let mut due = self.outstanding();
        due.retain(|(due, _)| part.is_none_or(|part| part == *due));
        if due.is_empty() {
            return Err(Objection::GivenAlready);
        }
        Ok(Payment { offer, option: accepted, due })
    }

    /// The roles that somebody signs for: the one that is named, else all that the person has and that are lacking.
    ///
    /// # Errors
    /// When there is nothing to sign, or not for this person, this role or this amount.
    pub fn may_sign(
        &self,
        offer: &Offer<'a>,
        by: &str,
        role: Option<&str>,
        amount: Option<u64>,
    ) -> Result<Vec<String>, Objection> {
        let needed = self.approval(offer).amount;
        // Signing for more than is offered leaves room for more, and asks for whoever has to sign for that much.
        let approval = self.signed(Some(offer), amount.unwrap_or(0).max(needed));
        if approval.band.is_none() {
            return Err(Objection::NothingToSign);
        }
        if approval.decided.is_some() {
            return Err(Objection::Decided);
        }
        if by == offer.event.by {
            return Err(Objection::OwnOffer { by: by.to_owned() });
        }
        let roles = approval.lacking;
        if let Some(role) = role.filter(|role| !roles.iter().any(|r| r == role)) {
            return Err(Objection::NotAsked { role: role.to_owned(), roles });
        }
        let has = |r: &String| self.policy().people.is_empty() || self.policy().roles_of(by).contains(r);
        let signs: Vec<String> =
            roles.iter().filter(|r| role.is_none_or(|role| role == *r) && has(r)).cloned().collect();
        if signs.is_empty() {
            return Err(Objection::LacksRole { by: by.to_owned(), roles });
        }
        match amount.filter(|amount| *amount < needed) {
            Some(amount) => Err(Objection::TooLittle { amount, needed }),
            None => Ok(signs),
        }
    }
}

impl Payment<'_> {
    /// Whether an amount is what the customer accepted for the parts that are due.
    ///
    /// # Errors
    /// When it isn't.
    pub fn comes_to(&self, amount: u64) -> Result<(), Objection> {
        let sums = self.due.iter().filter_map(|(_, side)| hundredths(side.amount.as_deref()?));
        match sums.reduce(u64::saturating_add) {
            Some(sum) if sum == amount => Ok(()),
            Some(sum) => Err(Objection::OtherAmount { offered: write_amount(sum) }),
            None if amount == 0 => Ok(()),
            None => Err(Objection::NoSum),
        }
    }
}

/// What is carried out of an accepted option.
#[derive(Debug, Clone)]
pub struct Payment<'a> {
    /// The offer.
    pub offer: Offer<'a>,
    /// The option.
    pub option: &'a OfferOption,
    /// The parts that are left to do.
    pub due: Vec<(Part, &'a OfferPart)>,
}

fn unobjected(approval: &Approval<'_>, offer: Option<&Offer<'_>>) -> Result<(), Objection> {
    if approval.is_given() {
        return Ok(());
    }
    let id = offer.map(|o| o.event.id.clone());
    if let (Some(event), Some(offer), true) = (approval.decided, &id, approval.refused) {
        return Err(Objection::Refused { offer: offer.clone(), by: event.by.clone() });
    }
    let from = approval.band.map(|b| b.from.clone()).unwrap_or_default();
    Err(Objection::Unsigned { offer: id, amount: approval.amount, from, roles: approval.lacking.clone() })
}
