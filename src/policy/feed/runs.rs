//! Days in a row that are one holiday.

use super::{FeedDay, LONGEST};
use crate::policy::calendar::Hours;
use crate::policy::table::Bilingual;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Days in a row of which the same is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// Whether people work on them.
    pub works: bool,
    /// Their hours, where they are not the usual ones.
    pub hours: Vec<Hours>,
    /// What they are called.
    pub name: Option<Bilingual>,
    /// Where it is known from.
    pub source: Option<String>,
}

/// The days gathered into runs, in the order of the year.
#[must_use]
pub fn runs(days: &BTreeMap<NaiveDate, FeedDay>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (date, day) in days {
        if let Some(last) = runs.last_mut()
            && last.to.succ_opt() == Some(*date)
            && (last.works, &last.hours, &last.name, &last.source) == (day.works, &day.hours, &day.name, &day.source)
            && (*date - last.from).num_days() < LONGEST
        {
            last.to = *date;
            continue;
        }
        let FeedDay { works, hours, name, source, .. } = day.clone();
        runs.push(Run { from: *date, to: *date, works, hours, name, source });
    }
    runs
}
