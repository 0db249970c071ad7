//! Where training may help; whether to train is a person's decision (metrics M20, D35).

use super::patterns::close_together;
use super::taken::{STAFF_CONDUCT, Taken};
use super::{Cases, Question};
use std::collections::{BTreeMap, BTreeSet};

/// An outgoing text with a phrase that is not for customers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The case.
    pub case: String,
    /// The event.
    pub event: String,
}

/// What speaks for training.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Cases in which the conduct of staff was flagged.
    Flagged,
    /// Complaints and grievances about the conduct of staff.
    Grieved,
    /// Texts to customers with a phrase that is not for them.
    Phrases,
    /// A category that keeps coming.
    Category(String),
}

/// A sign that training may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedRow {
    /// What speaks for it.
    pub need: Need,
    /// How often: texts for phrases, else cases.
    pub count: u32,
    /// The cases.
    pub cases: Cases,
}

pub(super) fn needs(taken: &[Taken], question: &Question<'_>) -> Vec<NeedRow> {
    let period = question.period;
    let cases = |keep: &dyn Fn(&Taken) -> bool| taken.iter().filter(|t| keep(t)).map(|t| t.case.clone()).collect();
    let about_conduct = |t: &Taken| t.category.as_deref() == Some(STAFF_CONDUCT) && period.has(t.received);
    let hits: BTreeSet<_> = question.hits.iter().collect();
    let mut rows = vec![
        row(Need::Flagged, cases(&|t| t.conduct_flagged)),
        row(Need::Grieved, cases(&|t| t.conduct_grieved || about_conduct(t))),
        NeedRow {
            count: super::number(hits.len()),
            ..row(Need::Phrases, hits.iter().map(|hit| hit.case.clone()).collect())
        },
    ];
    let mut categories: BTreeMap<&str, Vec<&Taken>> = BTreeMap::new();
    for case in taken {
        if let Some(category) = &case.category {
            categories.entry(category).or_default().push(case);
        }
    }
    for (category, cases) in categories {
        let found = close_together(cases.into_iter(), question);
        rows.extend(found.map(|(cases, _)| row(Need::Category(category.to_owned()), cases)));
    }
    rows.retain(|row| row.count > 0);
    rows
}

fn row(need: Need, cases: Cases) -> NeedRow {
    NeedRow { need, count: super::number(cases.len()), cases }
}
