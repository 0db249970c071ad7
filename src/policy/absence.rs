//! Who is away, and who stands in.

use super::{Person, Policy};
use chrono::NaiveDate;

/// A stretch of days on which somebody is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Who stands in.
    pub deputy: Option<String>,
}

impl Person {
    /// The absence that a day falls into.
    #[must_use]
    pub fn absence_on(&self, day: NaiveDate) -> Option<&Absence> {
        self.away.iter().find(|a| a.from <= day && day <= a.to)
    }
}

impl Policy {
    /// Who looks after somebody's cases on a day: themselves first, then their deputy while they are away, then the
    /// deputy's deputy, until somebody is there, nobody is named, or the deputies lead in a circle.
    #[must_use]
    pub fn standing_in<'p>(&'p self, person: &'p str, day: NaiveDate) -> Vec<&'p str> {
        let mut chain = vec![person];
        while let Some(deputy) = self.deputy_on(chain[chain.len() - 1], day).filter(|d| !chain.contains(d)) {
            chain.push(deputy);
        }
        chain
    }

    /// Whether nobody is there for somebody's cases on a day.
    #[must_use]
    pub fn is_deserted(&self, person: &str, day: NaiveDate) -> bool {
        let last = self.standing_in(person, day).pop();
        last.and_then(|id| self.person(id)).is_some_and(|p| p.absence_on(day).is_some())
    }

    fn deputy_on(&self, person: &str, day: NaiveDate) -> Option<&str> {
        self.person(person)?.absence_on(day)?.deputy.as_deref()
    }
}
