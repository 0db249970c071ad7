//! Contacts by channel (M18), what customers said (M13), and who was brought in (M14).

use super::super::entry::{Entries, Figure, Part};
use super::Asked;
use crate::case::Event;
use crate::case::event::Act;
use crate::case::state::Rung;
use crate::case::words::{Direction, Severity, Trigger};
use std::collections::BTreeSet;

pub(super) fn take(asked: &Asked<'_, '_>, entries: &mut Entries) {
    let mut escalated = false;
    let mut rungs: BTreeSet<Rung> = BTreeSet::new();
    for event in asked.view.effective() {
        // Two clones that noticed the same escalated once (clocks F12).
        let again = rung(asked, event).is_some_and(|rung| !rungs.insert(rung));
        if again || !asked.has(event.at) {
            continue;
        }
        let mut add = |figure, part, value| entries.add(figure, part, event.at, value, Some(&event.id));
        match &event.act {
            Act::Contact(contact) => {
                let figure = match (contact.dir, contact.reached) {
                    (Direction::In, _) => Figure::ContactIn,
                    (Direction::Out, true) => Figure::ContactOut,
                    (Direction::Out, false) => Figure::Attempt,
                };
                add(figure, Part::Channel(contact.via), None);
            }
            Act::Survey { satisfied, score, .. } => {
                add(Figure::Asked, Part::Whole, None);
                if satisfied.is_some() || score.is_some() {
                    add(Figure::Responded, Part::Whole, None);
                }
                if let Some(content) = satisfied {
                    add(Figure::Answer, Part::Whole, None);
                    if *content {
                        add(Figure::Satisfied, Part::Whole, None);
                    }
                }
                if let Some(score) = score {
                    let points = Some(i64::from(*score));
                    add(Figure::Score, Part::Whole, points);
                    if *score >= 4 {
                        add(Figure::HighScore, Part::Whole, points);
                    }
                }
            }
            Act::Escalate { tier, trigger, .. } => {
                add(Figure::Escalation, Part::Tier(*tier, *trigger), None);
                if !escalated {
                    add(Figure::EscalatedCase, Part::Whole, None);
                }
                escalated = true;
            }
            _ => {}
        }
    }
}

/// What tells an escalation that nobody decided on from another.
fn rung(asked: &Asked<'_, '_>, event: &Event) -> Option<Rung> {
    let Act::Escalate { trigger, kind, level, due, .. } = &event.act else { return None };
    match trigger {
        Trigger::Time => Rung::of(kind.as_deref(), level.as_deref(), *due),
        Trigger::Severity => {
            let severity: Severity = level.as_deref()?.parse().ok()?;
            let earlier = asked.view.state.grades.iter().filter(|g| g.since <= event.at);
            let mut since = None;
            for grade in earlier {
                since = if grade.severity == severity { since.or(Some(grade.since)) } else { None };
            }
            Some(Rung::Severity { severity, since: since? })
        }
        Trigger::Request | Trigger::Authority => None,
    }
}
