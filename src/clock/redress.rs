//! The decision on what we offer, and whether it arrived (clocks T2).

use super::deadline::{Deadline, Kind, Met};
use super::limits;
use super::reckon::reckon;
use super::view::View;
use super::why::Why;
use crate::case::Act;
use crate::playbook::gate::asks_afterwards;

/// The decision on the offer that stands, where it reaches an approval band (R60). A customer who accepts nothing leaves
/// nothing to approve.
pub(super) fn approval(view: &View<'_>) -> Option<Deadline> {
    if view.policy.approvals.is_empty() {
        return None;
    }
    let ledger = view.ledger();
    let deal = ledger.deal().filter(|d| !d.is_turned_down())?;
    let (offer, approval) = (deal.offer.event, ledger.approval(&deal.offer));
    let (band, decided) = (approval.band?, approval.decided);
    let limit_at = |at| limits::approval(view.policy, view.limits_at(at), view.grade_at(at));
    let reckoned = reckon(view, offer.at, decided.map(|e| e.at), &[], limit_at);
    let (due, blind) = (reckoned.due, reckoned.blind(view));
    let why = Why::Approval { by: offer.by.clone(), from: band.from.clone(), roles: approval.lacking, reckoned };
    let deadline = Deadline { blind, met: decided.map(Met::by), ..Deadline::new(Kind::Approval, due, why) };
    Some(Deadline { event: Some(offer.id.clone()), ..deadline }.judged(view))
}

/// Asking the customer whether the last redress of the cycle arrived: met by a contact for that purpose, or by the
/// answer to a survey, after it.
pub(super) fn follow_up(view: &View<'_>) -> Option<Deadline> {
    if !view.has_feedback_clock() {
        return None;
    }
    let paid = view.effective_of_cycle().filter(|e| matches!(e.act, Act::Redress { .. })).last()?;
    let after = view.effective_of_cycle().skip_while(|e| e.id != paid.id).skip(1);
    let asked = after.into_iter().find(|e| asks_afterwards(e));
    let limit_at = |at| limits::follow_up(view.policy, view.limits_at(at), view.grade_at(at));
    let reckoned = reckon(view, paid.at, asked.map(|e| e.at), &view.waits(), limit_at);
    let (due, blind) = (reckoned.due, reckoned.blind(view));
    let why = Why::FollowUp { by: paid.by.clone(), reckoned };
    let follow_up = Deadline { blind, met: asked.map(Met::by), ..Deadline::new(Kind::FollowUp, due, why) };
    Some(Deadline { event: Some(paid.id.clone()), ..follow_up }.judged(view))
}
