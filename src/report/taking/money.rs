//! What was offered, accepted and given (M10).

use super::super::entry::{Entries, Figure, Parcel, Part};
use super::Asked;
use crate::case::amount::hundredths;
use crate::case::event::Act;
use crate::case::words::Remedy;
use crate::case::{Event, EventId};
use crate::playbook::redress::{Offer, parts};
use std::collections::BTreeMap;

pub(super) fn take(asked: &Asked<'_, '_>, entries: &mut Entries) {
    let view = asked.view;
    let currency = &view.policy.currency;
    let mut offers: BTreeMap<&EventId, Offer<'_>> = BTreeMap::new();
    // Only the last word on an offer counts.
    let mut answers: BTreeMap<&EventId, (&Event, Option<&String>)> = BTreeMap::new();
    for event in view.effective() {
        match &event.act {
            Act::Offer { .. } => {
                let Some(offer) = Offer::of(event) else { continue };
                if asked.has(event.at) {
                    for (_, side) in offer.options.iter().flat_map(parts) {
                        add(asked, Figure::Offered, (side.remedy, side.amount.as_deref(), currency), event, entries);
                    }
                }
                offers.insert(&event.id, offer);
            }
            Act::Answer { of, accepts, .. } => {
                answers.insert(of, (event, accepts.as_ref()));
            }
            Act::Redress { remedy, amount, currency: other, .. } if asked.has(event.at) => {
                let currency = other.as_ref().unwrap_or(currency);
                add(asked, Figure::Paid, (*remedy, amount.as_deref(), currency), event, entries);
            }
            _ => {}
        }
    }
    for (of, (event, accepts)) in answers.into_iter().filter(|(_, (event, _))| asked.has(event.at)) {
        let option = offers.get(of).and_then(|offer| offer.option(accepts?));
        for (_, side) in option.into_iter().flat_map(parts) {
            add(asked, Figure::Accepted, (side.remedy, side.amount.as_deref(), currency), event, entries);
        }
    }
}

fn add(
    asked: &Asked<'_, '_>,
    figure: Figure,
    (remedy, amount, currency): (Remedy, Option<&str>, &String),
    event: &Event,
    entries: &mut Entries,
) {
    let policy = asked.view.policy;
    let amount = amount.and_then(hundredths);
    // Bands are in the workspace's currency.
    let banded = amount.filter(|_| *currency == policy.currency);
    let band =
        banded.and_then(|amount| policy.band(amount)).map(|b| (hundredths(&b.from).unwrap_or(0), b.from.clone()));
    let part = Part::Redress(Parcel { remedy, band, currency: currency.clone() });
    entries.add(figure, part, event.at, amount.and_then(|a| i64::try_from(a).ok()), Some(&event.id));
}
