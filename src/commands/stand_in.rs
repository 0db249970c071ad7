//! Whose cases somebody looks after today, their own and those of the people they stand in for.

use super::context::Context;
use super::output::Output;
use crate::clock::Level;
use crate::render::Cell;
use crate::report::rows::OverdueRow;
use crate::text::Hint;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

impl Context {
    /// Today in the workspace's zone.
    pub(super) fn today(&self) -> NaiveDate {
        self.zone().date(self.now.stamp)
    }

    /// Whether a case belongs to the person of `--owner`: theirs, or an absent owner's whose deputy they are, be it
    /// through others.
    #[must_use]
    pub fn looks_after(&self, person: Option<&String>, owner: &str) -> bool {
        self.looks_after_on(self.today(), person, owner)
    }

    /// Whether it belonged to them on a day.
    #[must_use]
    pub fn looks_after_on(&self, day: NaiveDate, person: Option<&String>, owner: &str) -> bool {
        person.is_none_or(|p| p == owner || self.policy.standing_in(owner, day).contains(&p.as_str()))
    }

    /// The owner, and for people to read who stands in today.
    #[must_use]
    pub fn owner_cell(&self, owner: Option<&str>) -> Cell {
        let Some(owner) = owner else { return Cell::absent() };
        match self.policy.standing_in(owner, self.today()).pop() {
            Some(deputy) if deputy != owner => Cell::both(owner, format!("{owner} → {deputy}")),
            _ => Cell::text(owner),
        }
    }

    /// Says whose overdue cases nobody looks after today.
    pub fn name_the_deserted<'r, D: 'r>(&self, rows: impl Iterator<Item = &'r OverdueRow<D>>, output: &mut Output) {
        let mut deserted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for row in rows.filter(|r| !matches!(r.level, Level::Due | Level::Damaged)) {
            let owner = row.owner.as_deref().filter(|o| self.policy.is_deserted(o, self.today()));
            if let Some(owner) = owner {
                deserted.entry(owner).or_default().insert(&row.case);
            }
        }
        for (owner, cases) in deserted {
            output.hint(Hint::Deserted { owner: owner.to_owned(), cases: cases.len() }, self.lang);
        }
    }

    /// Says that somebody who gets a case is away today.
    pub fn name_the_absent(&self, person: &str, output: &mut Output) {
        let absence = self.policy.person(person).and_then(|p| p.absence_on(self.today()));
        if let Some(absence) = absence {
            let deputy = self.policy.standing_in(person, self.today()).pop().filter(|d| *d != person);
            let (person, deputy) = (person.to_owned(), deputy.map(ToOwned::to_owned));
            output.hint(Hint::Away { person, until: absence.to, deputy }, self.lang);
        }
    }
}
