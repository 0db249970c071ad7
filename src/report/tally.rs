//! Entries added up.

use super::distribution::Distribution;
use super::entry::{Entry, Figure, Part};
use std::collections::{BTreeMap, BTreeSet};

/// So many entries, and their values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sum {
    /// How many entries.
    pub n: u32,
    /// The values of those that have one.
    pub values: Vec<i64>,
}

impl Sum {
    /// The values in order.
    #[must_use]
    pub fn spread(&self) -> Distribution {
        Distribution::of(self.values.clone())
    }

    /// The values added up.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.values.iter().fold(0, |sum, value| sum.saturating_add(*value))
    }

    /// The entries without a value.
    #[must_use]
    pub fn without_value(&self) -> u32 {
        self.n.saturating_sub(u32::try_from(self.values.len()).unwrap_or(u32::MAX))
    }
}

/// The figures of a set of cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally(BTreeMap<Figure, BTreeMap<Part, Sum>>);

impl Tally {
    /// Of these entries.
    #[must_use]
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Self {
        let mut tally = Self::default();
        for entry in entries {
            let parts = tally.0.entry(entry.figure).or_default();
            let sum = match parts.get_mut(&entry.part) {
                Some(sum) => sum,
                None => parts.entry(entry.part.clone()).or_default(),
            };
            sum.n += 1;
            sum.values.extend(entry.value);
        }
        tally
    }

    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many entries a figure has.
    #[must_use]
    pub fn count(&self, figure: Figure) -> u32 {
        self.parts(figure).map(|(_, sum)| sum.n).sum()
    }

    /// How many of them are of a part.
    #[must_use]
    pub fn count_of(&self, figure: Figure, part: &Part) -> u32 {
        self.0.get(&figure).and_then(|parts| parts.get(part)).map_or(0, |sum| sum.n)
    }

    /// How its values are spread.
    #[must_use]
    pub fn spread(&self, figure: Figure) -> Distribution {
        Distribution::of(self.parts(figure).flat_map(|(_, sum)| sum.values.iter().copied()).collect())
    }

    /// The greatest value of a figure, 0 without any.
    #[must_use]
    pub fn greatest(&self, figure: Figure) -> i64 {
        self.parts(figure).flat_map(|(_, sum)| sum.values.iter().copied()).max().unwrap_or(0)
    }

    /// A figure by its parts, in their order.
    pub fn parts(&self, figure: Figure) -> impl Iterator<Item = (&Part, &Sum)> {
        self.0.get(&figure).into_iter().flatten()
    }

    /// What a part of a figure comes to.
    #[must_use]
    pub fn sum_of(&self, figure: Figure, part: &Part) -> Sum {
        self.0.get(&figure).and_then(|parts| parts.get(part)).cloned().unwrap_or_default()
    }

    /// The parts that any of these figures has, in their order.
    #[must_use]
    pub fn parts_of(&self, figures: impl Iterator<Item = Figure>) -> BTreeSet<Part> {
        figures.flat_map(|figure| self.parts(figure).map(|(part, _)| part.clone())).collect()
    }

    /// M1: what came must be what went or is still there.
    #[must_use]
    pub fn identity_holds(&self) -> bool {
        let n = |figure| self.count(figure);
        n(Figure::OpenAtStart) + n(Figure::Received) + n(Figure::Reopened) == n(Figure::Closed) + n(Figure::OpenAtEnd)
    }

    /// M6: judged obligation days.
    #[must_use]
    pub fn judged(&self) -> u32 {
        self.count(Figure::Met) + self.count(Figure::Missed)
    }
}
