//! Who has to sign for how much.

use super::{Band, Policy};
use crate::case::amount::hundredths;
use crate::case::event::OfferOption;

impl Policy {
    /// The highest approval band that an amount reaches, in hundredths of the currency (R60).
    #[must_use]
    pub fn band(&self, amount: u64) -> Option<&Band> {
        let reached = self.approvals.iter().filter_map(|b| Some((hundredths(&b.from)?, b)));
        reached.filter(|(from, _)| *from <= amount).max_by_key(|(from, _)| *from).map(|(_, band)| band)
    }

    /// The roles that a person has.
    #[must_use]
    pub fn roles_of(&self, person: &str) -> &[String] {
        self.person(person).map_or(&[], |p| &p.roles)
    }
}

/// What the dearest of some options comes to, in hundredths: its loss and its inconvenience together.
#[must_use]
pub fn dearest(options: &[OfferOption]) -> u64 {
    let amount = |option: &OfferOption| {
        let parts = [&option.loss, &option.inconvenience].into_iter().flatten();
        parts.filter_map(|p| hundredths(p.amount.as_deref()?)).fold(0, u64::saturating_add)
    };
    options.iter().map(amount).max().unwrap_or(0)
}
