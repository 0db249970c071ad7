//! Redress without the customer's agreement or somebody's word, and words for one's own offer.

use super::{Finding, Found, Subject};
use crate::case::amount::hundredths;
use crate::case::{Act, Event, History, State};
use crate::playbook::paying::{Objection, Payment};
use crate::playbook::redress::{Ledger, Part};

/// Judges every approval and every redress by what was on record when it was written.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let history = History::of(subject.case, None);
    let state = State::of(&history);
    for event in history.events.iter().filter(|e| !state.superseded.contains(&e.id)) {
        let finding = match &event.act {
            Act::Approve { of, .. } if subject.case.event(of).is_some_and(|offer| offer.by == event.by) => {
                Finding::SelfApproved { event: event.id.to_string(), by: event.by.clone() }
            }
            Act::Redress { .. } => match objection(subject, event) {
                Some(objection) => Finding::Given { event: event.id.to_string(), objection, closed: state.is_closed() },
                None => continue,
            },
            _ => continue,
        };
        found.push(Found { finding, span: subject.place(event.id.as_str(), "do") });
    }
}

/// What stood in the way of giving that.
fn objection(subject: &Subject<'_>, event: &Event) -> Option<Objection> {
    let Act::Redress { of, opt, amount, currency, covers, .. } = &event.act else { return None };
    let history = History::before(subject.case, &event.id);
    let state = State::of(&history);
    let ledger = Ledger::of(&history, &state, subject.policy);
    let given = amount.as_deref().and_then(hundredths).unwrap_or(0);
    let currency = currency.as_deref().unwrap_or(&subject.policy.currency);
    let may = match of {
        Some(of) => {
            // What was agreed before the case went back was agreed all the same, and what is no offer is told elsewhere.
            if !ledger.offers().iter().any(|o| &o.event.id == of) {
                return None;
            }
            let part = covers.as_deref().and_then(Part::parse);
            ledger.may_pay(opt.as_deref(), part).and_then(|p| as_offered(&p, part, given))
        }
        None => ledger.may_give(given, currency),
    };
    may.err()
}

/// What is given for a part is what was accepted for it.
fn as_offered(payment: &Payment<'_>, part: Option<Part>, given: u64) -> Result<(), Objection> {
    let mut offered = payment.due.iter().filter_map(|(_, side)| side.amount.as_deref());
    let other = offered.find(|offered| hundredths(offered) != Some(given));
    match other.filter(|_| part.is_some()) {
        Some(offered) => Err(Objection::OtherAmount { offered: offered.to_owned() }),
        None => Ok(()),
    }
}
