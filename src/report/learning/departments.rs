//! Internal feedback: which departments a period concerned, and which were told (R50, D44).

use super::Cases;
use super::taken::Taken;
use std::collections::{BTreeMap, BTreeSet};

/// A department and what it was told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DepartmentRow {
    /// The department.
    pub department: String,
    /// Cases that concern it: closed in the period and complaining about it or caused by it, or told of.
    pub concerned: Cases,
    /// Of those, the cases it was told of in the period.
    pub told: Cases,
    /// What it was told, each with its case.
    pub notes: Vec<(String, String)>,
}

pub(super) fn told(taken: &[Taken]) -> Vec<DepartmentRow> {
    let mut rows: BTreeMap<&str, DepartmentRow> = BTreeMap::new();
    for case in taken {
        let about = case.department.iter().chain(case.causes.iter().filter_map(|c| c.department.as_ref()));
        let concerned: BTreeSet<&str> = about
            .filter(|_| !case.closes.is_empty())
            .chain(case.told.iter().map(|(d, _)| d))
            .map(String::as_str)
            .collect();
        for department in concerned {
            rows.entry(department).or_default().concerned.insert(case.case.clone());
        }
        for (department, note) in &case.told {
            let row = rows.entry(department).or_default();
            row.told.insert(case.case.clone());
            row.notes.extend(note.clone().map(|note| (case.case.clone(), note)));
        }
    }
    let named = |(department, row): (&str, DepartmentRow)| DepartmentRow { department: department.to_owned(), ..row };
    rows.into_iter().map(named).collect()
}
