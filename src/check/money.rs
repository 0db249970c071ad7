//! Redress without the customer's agreement or somebody's word, and words for one's own offer, and
//! answers that answer nothing.

use super::{Finding, Found, Subject};
use crate::case::amount::hundredths;
use crate::case::{Act, Event, EventId, History, State};
use crate::playbook::paying::Objection;
use crate::playbook::redress::{Ledger, Part};

/// Judges every answer, approval and redress by what was on record when it was written.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let history = History::of(subject.case, None);
    let state = State::of(&history);
    let case = || subject.case.header.id.to_string();
    for event in history.events.iter().filter(|e| !state.superseded.contains(&e.id)) {
        let id = event.id.to_string();
        let finding = match &event.act {
            Act::Approve { of, .. } if subject.case.event(of).is_some_and(|offer| offer.by == event.by) => {
                Finding::SelfApproved { event: id, by: event.by.clone() }
            }
            Act::Answer { of, accepts, .. } => match void_answer(subject, event, of, accepts.as_deref()) {
                Some(option) => Finding::VoidAnswer { case: case(), event: id, of: of.to_string(), option },
                None => continue,
            },
            Act::Redress { .. } => match (given_before(&history, event), objection(subject, event)) {
                (Some(other), Some(_)) => Finding::PaidTwice { case: case(), event: id, other: other.id.to_string() },
                (None, Some(objection)) => {
                    Finding::Given { case: case(), event: id, objection, closed: state.is_closed() }
                }
                (_, None) => continue,
            },
            _ => continue,
        };
        found.push(Found { finding, span: subject.place(event.id.as_str(), "do") });
    }
}

/// Whether an answer counts for nothing: the letter that its offer doesn't have, or none where the offer itself doesn't
/// count when it was answered. What is no offer at all is told elsewhere.
fn void_answer(subject: &Subject<'_>, event: &Event, of: &EventId, accepts: Option<&str>) -> Option<Option<String>> {
    let Act::Offer { options } = &subject.case.event(of)?.act else { return None };
    let counted = State::of(&History::before(subject.case, &event.id)).offers.contains(of);
    if !counted {
        return Some(None);
    }
    accepts.filter(|letter| !options.iter().any(|o| o.opt == *letter)).map(|letter| Some(letter.to_owned()))
}

/// The earlier redress of the same side of the same offer.
fn given_before<'a>(history: &History<'a>, event: &Event) -> Option<&'a Event> {
    let side = |e: &Event| match &e.act {
        Act::Redress { of: Some(of), opt, covers: Some(covers), .. } => Some((of.clone(), opt.clone(), covers.clone())),
        _ => None,
    };
    let ours = side(event)?;
    history.events.iter().copied().take_while(|e| e.id != event.id).find(|e| side(e).as_ref() == Some(&ours))
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
            let agreed = ledger.agreement().is_some_and(|(offer, _)| &offer.event.id == of);
            if !agreed && !ledger.offers().iter().any(|o| &o.event.id == of) {
                return None;
            }
            let part = covers.as_deref().and_then(Part::parse);
            ledger.may_pay(opt.as_deref(), part).and_then(|payment| {
                if &payment.offer.event.id != of {
                    return Err(Objection::NoConsent { offer: of.clone(), turned_down: false });
                }
                if part.is_some() { payment.comes_to(given) } else { Ok(()) }
            })
        }
        None => ledger.may_give(given, currency),
    };
    may.err()
}
