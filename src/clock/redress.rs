//! The decision on what we offer, and whether it arrived (clocks T2).

use super::deadline::{Deadline, Kind, Met};
use super::limits;
use super::reckon::reckon;
use super::view::View;
use super::why::Why;
use crate::case::event::OfferOption;
use crate::case::words::Purpose;
use crate::case::{Act, Event};
use crate::policy::Band;
use crate::policy::approval::dearest;

/// The decision on the latest offer of the cycle, where it reaches an approval band (R60). A customer who accepts
/// nothing leaves nothing to approve.
pub(super) fn approval(view: &View<'_>) -> Option<Deadline> {
    let cycle = || view.effective_of_cycle();
    let (offer, options) = cycle().filter_map(|e| offer_of(e).map(|o| (e, o))).last()?;
    let band = view.policy.band(dearest(options))?;
    let refused = |e: &&Event| matches!(&e.act, Act::Answer { of, accepts: None, .. } if of == &offer.id);
    if cycle().any(|e| refused(&e)) {
        return None;
    }
    let (decided, lacking) = decision(view, offer, band);
    let limit_at = |at| limits::approval(view.policy, view.limits_at(at), view.grade_at(at));
    let reckoned = reckon(view, offer.at, decided.map(|e| e.at), &[], limit_at);
    let (due, blind) = (reckoned.due, reckoned.blind(view));
    let why = Why::Approval { by: offer.by.clone(), from: band.from.clone(), roles: lacking, reckoned };
    let approval = Deadline { blind, met: decided.map(Met::by), ..Deadline::new(Kind::Approval, due, why) };
    Some(Deadline { event: Some(offer.id.clone()), ..approval }.judged(view))
}

fn offer_of(event: &Event) -> Option<&[OfferOption]> {
    match &event.act {
        Act::Offer { options } => Some(options),
        _ => None,
    }
}

/// The event that decided: a refusal, or the grant of the last role that was lacking; and the roles still lacking.
fn decision<'a>(view: &View<'a>, offer: &Event, band: &Band) -> (Option<&'a Event>, Vec<String>) {
    let mut lacking = band.roles.clone();
    for event in view.effective_of_cycle() {
        let Act::Approve { of, role, granted, .. } = &event.act else { continue };
        if of != &offer.id {
            continue;
        }
        if !granted {
            return (Some(event), Vec::new());
        }
        match role {
            Some(role) => lacking.retain(|r| r != role),
            None => lacking.retain(|r| !view.policy.roles_of(&event.by).contains(r)),
        }
        if lacking.is_empty() {
            return (Some(event), lacking);
        }
    }
    (None, lacking)
}

/// Asking the customer whether the last redress of the cycle arrived: met by a contact for that purpose, or by the
/// answer to a survey, after it.
pub(super) fn follow_up(view: &View<'_>) -> Option<Deadline> {
    if !view.has_feedback_clock() {
        return None;
    }
    let paid = view.effective_of_cycle().filter(|e| matches!(e.act, Act::Redress { .. })).last()?;
    let after = view.effective_of_cycle().skip_while(|e| e.id != paid.id).skip(1);
    let asked = after.into_iter().find(|e| match &e.act {
        Act::Contact(c) => c.reached && c.purpose == Some(Purpose::FollowUp),
        Act::Survey { satisfied, score, .. } => satisfied.is_some() || score.is_some(),
        _ => false,
    });
    let limit_at = |at| limits::follow_up(view.policy, view.limits_at(at), view.grade_at(at));
    let reckoned = reckon(view, paid.at, asked.map(|e| e.at), &view.waits(), limit_at);
    let (due, blind) = (reckoned.due, reckoned.blind(view));
    let why = Why::FollowUp { by: paid.by.clone(), reckoned };
    let follow_up = Deadline { blind, met: asked.map(Met::by), ..Deadline::new(Kind::FollowUp, due, why) };
    Some(Deadline { event: Some(paid.id.clone()), ..follow_up }.judged(view))
}
