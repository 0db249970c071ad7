//! Contacts by channel (M18), what customers said (M13), and who was brought in (M14).

use super::super::entry::{Entries, Figure, Part};
use super::Asked;
use crate::case::event::Act;
use crate::case::words::Direction;

pub(super) fn take(asked: &Asked<'_, '_>, entries: &mut Entries) {
    let mut escalated = false;
    for event in asked.view.effective().filter(|e| asked.has(e.at)) {
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
            // Two clones that noticed the same escalated once (clocks F12).
            Act::Escalate { tier, trigger, .. } if !asked.view.state.doubled.contains(&event.id) => {
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
