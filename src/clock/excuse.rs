//! Days on which the customer doesn't expect us (clocks F5).

use super::pause::{Halt, Wait};
use super::view::View;
use super::zone::add_days;
use crate::case::state::Cycle;
use crate::case::words::PauseReason;
use crate::case::{Stamp, When};
use chrono::NaiveDate;

/// Why a day is excused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excuse {
    /// The customer chose a later day for the next contact.
    Next(NaiveDate),
    /// A date was agreed and the case waits for it.
    Agreed,
}

/// A contact in which the customer chose a date.
#[derive(Debug, Clone, Copy)]
struct Choice {
    day: NaiveDate,
    recorded: Stamp,
    next: NaiveDate,
}

/// The excuses of a cycle.
#[derive(Debug, Clone)]
pub(super) struct Excuses {
    choices: Vec<Choice>,
    agreed: Vec<Wait>,
}

impl Excuses {
    pub(super) fn of(view: &View<'_>, cycle: &Cycle) -> Self {
        let zone = view.zone();
        let max = view.policy.feedback.max_next.in_days().unwrap_or(14);
        let choice = |e: &&crate::case::Event| {
            let contact = e.contact().filter(|c| c.reached)?;
            let next = match contact.next? {
                When::On(date) => date,
                When::At(stamp) => zone.date(stamp),
            };
            let day = zone.date(e.at);
            Some(Choice { day, recorded: e.recorded(), next: next.min(add_days(day, max)) })
        };
        let choices = view.contacts(cycle).filter_map(|e| choice(&e)).collect();
        // A wait excuses no more days than a date that the customer chose.
        let agreed = view.waits().into_iter().filter(|w| w.halt == Halt::Pause(PauseReason::AgreedDate));
        let agreed =
            agreed.map(|w| Wait { to: w.to.min(zone.end_of(add_days(zone.date(w.from), max))), ..w }).collect();
        Self { choices, agreed }
    }

    /// Why a day is excused, if it is.
    pub(super) fn on(&self, day: NaiveDate, cutoff: Stamp) -> Option<Excuse> {
        if self.agreed.iter().any(|w| w.runs_at(cutoff) && w.recorded <= cutoff) {
            return Some(Excuse::Agreed);
        }
        // A later choice replaces an earlier one from its own day on, as soon as somebody knew of it.
        let choice = self.choices.iter().rfind(|c| c.day <= day && c.recorded < cutoff)?;
        (choice.day < day && day < choice.next).then_some(Excuse::Next(choice.next))
    }
}
