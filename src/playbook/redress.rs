//! What a customer was offered, chose and got, and who signed for it (R41, R60, R64). Gates, commands, clocks and
//! `check` all read it here, so that they agree.

use crate::case::amount::hundredths;
use crate::case::event::{OfferOption, OfferPart};
use crate::case::words::{Remedy, words};
use crate::case::{Act, Event, EventId, History, State};
use crate::policy::approval::dearest;
use crate::policy::{Band, Policy};

words! {
    /// A side of an option (R64).
    Part {
        /// What the customer needs now.
        Loss = "loss",
        /// What the trouble deserves.
        Inconvenience = "inconvenience",
    }
}

/// Whether a remedy is money, so that it can be held against the approval bands.
#[must_use]
pub fn is_money(remedy: Remedy) -> bool {
    matches!(remedy, Remedy::Refund | Remedy::Compensation | Remedy::Discount | Remedy::Waiver)
}

/// Whether a remedy costs nothing, so that an amount of it says nothing.
#[must_use]
pub fn is_free(remedy: Remedy) -> bool {
    matches!(remedy, Remedy::Apology | Remedy::CallBack)
}

/// An offer on record.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The event that made it.
    pub event: &'a Event,
    /// Its options.
    pub options: &'a [OfferOption],
}

impl<'a> Offer<'a> {
    /// An offer event as an offer.
    #[must_use]
    pub fn of(event: &'a Event) -> Option<Self> {
        match &event.act {
            Act::Offer { options } => Some(Self { event, options }),
            _ => None,
        }
    }

    /// The option of a letter.
    #[must_use]
    pub fn option(&self, letter: &str) -> Option<&'a OfferOption> {
        self.options.iter().find(|o| o.opt == letter)
    }

    /// The letters of its options.
    #[must_use]
    pub fn letters(&self) -> Vec<String> {
        self.options.iter().map(|o| o.opt.clone()).collect()
    }
}

/// The sides of an option that it has.
pub fn parts(option: &OfferOption) -> impl Iterator<Item = (Part, &OfferPart)> {
    let sides = [(Part::Loss, &option.loss), (Part::Inconvenience, &option.inconvenience)];
    sides.into_iter().filter_map(|(part, side)| Some((part, side.as_ref()?)))
}

/// The offer that stands, and what the customer said to it.
#[derive(Debug, Clone)]
pub struct Deal<'a> {
    /// The offer.
    pub offer: Offer<'a>,
    /// The answer: a letter, or that nothing is accepted; `None` while there is none.
    pub answer: Option<Option<String>>,
}

impl<'a> Deal<'a> {
    /// The option that the customer accepted.
    #[must_use]
    pub fn accepted(&self) -> Option<&'a OfferOption> {
        self.offer.option(self.answer.as_ref()?.as_ref()?)
    }

    /// Whether the customer accepts nothing of it.
    #[must_use]
    pub fn is_turned_down(&self) -> bool {
        self.answer == Some(None)
    }
}

/// Whether an amount may be promised and given: the band it reaches, and who signed.
#[derive(Debug, Clone)]
pub struct Approval<'a> {
    /// What it is about, in hundredths: the dearest option and what was given beside this offer.
    pub amount: u64,
    /// The highest band that it reaches; none asks for nobody's word.
    pub band: Option<&'a Band>,
    /// The roles of the band that have not signed for that much.
    pub lacking: Vec<String>,
    /// The refusal, or the grant of the last role that was lacking.
    pub decided: Option<&'a Event>,
    /// It was refused.
    pub refused: bool,
}

impl Approval<'_> {
    /// Whether nobody's word is lacking.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.band.is_none() || (self.lacking.is_empty() && !self.refused)
    }
}

/// The events of a cycle that tell of redress. Offers and answers count since the last return; what was given and who
/// signed, since the cycle began.
#[derive(Debug, Clone)]
pub struct Ledger<'a> {
    cycle: Vec<&'a Event>,
    round: Vec<&'a Event>,
    answer: Option<(EventId, Option<String>)>,
    agreed: Option<(EventId, String)>,
    policy: &'a Policy,
}

impl<'a> Ledger<'a> {
    /// The ledger of the running or last cycle.
    #[must_use]
    pub fn of(history: &History<'a>, state: &State, policy: &'a Policy) -> Self {
        let since = |from: usize| -> Vec<&'a Event> {
            let events = &history.events[from.min(history.events.len())..];
            events.iter().copied().filter(|e| !state.superseded.contains(&e.id)).collect()
        };
        let (answer, agreed) = (state.answer.clone(), state.agreed.clone());
        Self { cycle: since(state.cycle_from), round: since(state.round_from), answer, agreed, policy }
    }

    /// The policy it is judged by.
    #[must_use]
    pub fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The offers since the last return, the latest one last.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer<'a>> {
        self.round.iter().filter_map(|e| Offer::of(e)).collect()
    }

    /// The offer that stands: the one that the customer answered after the latest one was made, else the latest one.
    #[must_use]
    pub fn deal(&self) -> Option<Deal<'a>> {
        let mut offers = self.offers();
        let latest = offers.pop()?;
        let Some((of, accepts)) = &self.answer else { return Some(Deal { offer: latest, answer: None }) };
        let offer = if &latest.event.id == of { latest } else { offers.into_iter().find(|o| &o.event.id == of)? };
        Some(Deal { offer, answer: Some(accepts.clone()) })
    }

    /// What the customer accepted last in the cycle: owed until it is carried out or another answer replaces it, even
    /// where the case went back meanwhile.
    #[must_use]
    pub fn agreement(&self) -> Option<(Offer<'a>, &'a OfferOption)> {
        let (of, option) = self.agreed.as_ref()?;
        let offer = self.cycle.iter().filter_map(|e| Offer::of(e)).find(|o| &o.event.id == of)?;
        Some((offer, offer.option(option)?))
    }

    /// What the customer last said to an offer of this round: a letter, or that nothing of it is accepted.
    #[must_use]
    pub fn last_answer(&self, offer: &EventId) -> Option<Option<&'a str>> {
        self.round.iter().rev().find_map(|e| match &e.act {
            Act::Answer { of, accepts, .. } if of == offer => Some(accepts.as_deref()),
            _ => None,
        })
    }

    /// Whether the customer was told an offer.
    #[must_use]
    pub fn is_told(&self, offer: &EventId) -> bool {
        self.round.iter().any(|e| e.contact().is_some_and(|c| c.reached && c.tells.as_ref() == Some(offer)))
    }

    /// The redress of the cycle.
    pub fn given(&self) -> impl Iterator<Item = &'a Event> + '_ {
        self.cycle.iter().copied().filter(|e| matches!(e.act, Act::Redress { .. }))
    }

    /// What was given in the cycle in a currency, in hundredths, one offer's parts apart. Lines add up, however small
    /// each is; currencies never do.
    #[must_use]
    pub fn sum_given(&self, currency: &str, apart: Option<&EventId>) -> u64 {
        let amounts = self.given().filter_map(|e| match &e.act {
            Act::Redress { of, amount, currency: in_currency, .. } => {
                let theirs = in_currency.as_deref().unwrap_or(&self.policy.currency);
                let counts = theirs == currency && (apart.is_none() || of.as_ref() != apart);
                hundredths(amount.as_deref()?).filter(|_| counts)
            }
            _ => None,
        });
        amounts.fold(0, u64::saturating_add)
    }

    /// The approval that an offer needs: its dearest option, with all that was given beside it, decides on the band.
    #[must_use]
    pub fn approval(&self, offer: &Offer<'a>) -> Approval<'a> {
        let beside = self.sum_given(&self.policy.currency, Some(&offer.event.id));
        self.signed(Some(offer), dearest(offer.options).saturating_add(beside))
    }

    /// Who signed for an amount. Nobody signs for their own offer, a grant of less doesn't count, and a refusal holds
    /// until another offer is made or it is retracted, whoever granted before.
    #[must_use]
    pub fn signed(&self, offer: Option<&Offer<'a>>, amount: u64) -> Approval<'a> {
        let band = self.policy.band(amount);
        let lacking = band.map(|b| b.roles.clone()).unwrap_or_default();
        let mut approval = Approval { amount, band, lacking, decided: None, refused: false };
        let (Some(offer), Some(_)) = (offer, band) else { return approval };
        for event in &self.cycle {
            let Act::Approve { of, amount: signed, role, granted } = &event.act else { continue };
            let covers = signed.as_deref().and_then(hundredths).is_none_or(|signed| signed >= amount);
            if of != &offer.event.id || event.by == offer.event.by || (*granted && !covers) {
                continue;
            }
            if !granted {
                return Approval { decided: Some(event), refused: true, ..approval };
            }
            match role {
                Some(role) => approval.lacking.retain(|r| r != role),
                None => approval.lacking.retain(|r| !self.policy.roles_of(&event.by).contains(r)),
            }
            if approval.lacking.is_empty() {
                approval.decided.get_or_insert(event);
            }
        }
        approval
    }

    /// Whether anything of an offer was carried out.
    #[must_use]
    pub fn is_begun(&self, offer: &EventId) -> bool {
        self.given().any(|e| matches!(&e.act, Act::Redress { of: Some(of), .. } if of == offer))
    }

    /// The parts of the accepted option that were not carried out.
    #[must_use]
    pub fn outstanding(&self) -> Vec<(Part, &'a OfferPart)> {
        let Some((offer, option)) = self.agreement() else { return Vec::new() };
        parts(option).filter(|(part, side)| !self.is_carried_out(&offer, *part, side)).collect()
    }

    /// Whether a part of an offer was carried out. A line that names no part is that of its remedy.
    #[must_use]
    pub fn is_carried_out(&self, offer: &Offer<'a>, part: Part, side: &OfferPart) -> bool {
        self.given().any(|e| match &e.act {
            Act::Redress { of, covers, remedy, .. } if of.as_ref() == Some(&offer.event.id) => match covers {
                Some(covers) => covers == part.as_str(),
                None => *remedy == side.remedy,
            },
            _ => false,
        })
    }
}
