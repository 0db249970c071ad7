//! What keeps happening, and what happened again after it was found to be mended (metrics M11, M16; R39, D32).

use super::taken::{Measure, Taken};
use super::{Cases, Question};
use crate::case::learning::ActionState;
use crate::clock::zone::add_days;
use crate::report::figures::Period;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What several cases have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// The code of a cause.
    Cause(String),
    /// Category and product.
    Product {
        /// The category.
        category: String,
        /// The product.
        product: String,
    },
}

/// Cases with something in common, enough of them close together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    /// What they have in common.
    pub pattern: Pattern,
    /// The first and the last day on which one was received.
    pub days: (NaiveDate, NaiveDate),
    /// The cases.
    pub cases: Cases,
}

/// A corrective action that was found effective, and the cases of the same cause and category after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relapse {
    /// The action.
    pub action: Measure,
    /// The day of the check.
    pub since: NaiveDate,
    /// The last day on which the same again counts.
    pub until: NaiveDate,
    /// That day is still to come, so the figure isn't final.
    pub immature: bool,
    /// The cases received in the period.
    pub cases: Cases,
}

/// The cases of those stretches that have enough cases within the days of the policy and reach into the period. What
/// was received before the period helps to see a pattern in it.
pub(super) fn close_together<'t>(
    received: impl Iterator<Item = &'t Taken>,
    question: &Question<'_>,
) -> Option<(Cases, (NaiveDate, NaiveDate))> {
    let enough = question.thresholds.recurring as usize;
    let mut all: Vec<(NaiveDate, &str)> = received.map(|t| (t.received, t.case.as_str())).collect();
    all.sort_unstable();
    let mut found: BTreeSet<(NaiveDate, &str)> = BTreeSet::new();
    for stretch in all.windows(enough) {
        let (first, last) = (stretch[0].0, stretch[enough - 1].0);
        if last <= add_days(first, question.thresholds.within) && question.period.has(last) {
            found.extend(stretch);
        }
    }
    let days = (found.first()?.0, found.last()?.0);
    Some((found.into_iter().map(|(_, case)| case.to_owned()).collect(), days))
}

pub(super) fn recurring(taken: &[Taken], question: &Question<'_>) -> Vec<Recurring> {
    let mut groups: BTreeMap<Pattern, Vec<&Taken>> = BTreeMap::new();
    for case in taken {
        let codes: BTreeSet<&str> = case.causes.iter().filter_map(|c| c.key.code()).collect();
        for code in codes {
            groups.entry(Pattern::Cause(code.to_owned())).or_default().push(case);
        }
        if let (Some(category), Some(product)) = (&case.category, &case.product) {
            let pattern = Pattern::Product { category: category.clone(), product: product.clone() };
            groups.entry(pattern).or_default().push(case);
        }
    }
    let seen = |(mut pattern, cases): (Pattern, Vec<&Taken>)| {
        // Grouped as it is written, shown as it may be.
        if let (Pattern::Product { product, .. }, Some(shown)) =
            (&mut pattern, cases.first().and_then(|c| c.shown_product.as_ref()))
        {
            product.clone_from(shown);
        }
        let (cases, days) = close_together(cases.into_iter(), question)?;
        Some(Recurring { pattern, days, cases })
    };
    groups.into_iter().filter_map(seen).collect()
}

pub(super) fn relapses(taken: &[Taken], question: &Question<'_>) -> Vec<Relapse> {
    let Period { since: first, until: last } = question.period;
    let mut found = Vec::new();
    for case in taken {
        for action in &case.actions {
            let Some((since, true)) = action.verdict.filter(|_| action.state == ActionState::Effective) else {
                continue;
            };
            let until = add_days(since, question.thresholds.relapse);
            // Watched in the period, be it for a part of it.
            if since > last || until < first {
                continue;
            }
            let again = |t: &&Taken| {
                t.received > since && t.received <= until && question.period.has(t.received) && is_same(case, t)
            };
            let cases = taken.iter().filter(again).map(|t| t.case.clone()).collect();
            let immature = until >= question.today;
            found.push(Relapse { action: action.clone(), since, until, immature, cases });
        }
    }
    found.sort_by(|a, b| (a.since, &a.action.case, &a.action.id).cmp(&(b.since, &b.action.case, &b.action.id)));
    found
}

/// Same category and a cause code in common.
fn is_same(one: &Taken, other: &Taken) -> bool {
    let codes: BTreeSet<&str> = one.causes.iter().filter_map(|c| c.key.code()).collect();
    one.category.is_some()
        && one.category == other.category
        && one.case != other.case
        && other.causes.iter().filter_map(|c| c.key.code()).any(|code| codes.contains(code))
}
