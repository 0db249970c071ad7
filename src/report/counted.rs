//! The cases of a report with what each brings to it, and what only shows across cases.

use super::entry::{Entry, Figure, Part};
use super::figures::{Group, Period};
use super::masking::Mask;
use super::taking::take;
use super::tally::Tally;
use crate::case::Stamp;
use crate::case::words::Outcome;
use crate::check::duplicates::contact_marks;
use crate::clock::View;
use crate::clock::settled::Procedures;
use chrono::TimeDelta;
use std::collections::{BTreeMap, HashMap};

/// How long a customer is remembered (M11).
const REMEMBERED: TimeDelta = TimeDelta::days(90);

/// A case and what it brings to the figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Its id.
    pub case: String,
    /// Its title.
    pub title: String,
    /// When it was received.
    pub received: Stamp,
    /// Its kind of complaint.
    pub category: Option<String>,
    /// The group it is counted in; `None` within when it says nothing about that.
    pub group: Option<Option<String>>,
    /// The group as it may be shown, where it is a text that may name the customer.
    pub shown_group: Option<String>,
    /// What it brings.
    pub entries: Vec<Entry>,
    /// By what its customer is known again; nothing of a duplicate.
    marks: Vec<String>,
}

impl Counted {
    /// Of a case: `view` as it stood when the period ended, or now if that is earlier, and `now` as it stands now.
    #[must_use]
    pub fn of(
        view: &View<'_>,
        now: &View<'_>,
        procedures: &Procedures<'_>,
        period: Period,
        group: Option<Group>,
    ) -> Self {
        let header = &view.case().header;
        let duplicate = view.state.closed.as_ref().is_some_and(|c| c.outcome == Outcome::Duplicate);
        let contact = header.contact.as_deref().filter(|_| !duplicate);
        Self {
            case: header.id.to_string(),
            title: header.title.clone(),
            received: header.received,
            category: header.category.clone(),
            group: group.map(|g| g.of(view)),
            shown_group: header
                .product
                .as_deref()
                .filter(|_| group == Some(Group::Product))
                .map(|product| Mask::of(view.case()).text(product).into_owned()),
            entries: take(view, now, procedures, period),
            marks: contact.map(marks).unwrap_or_default(),
        }
    }
}

/// By what a customer is known again: the numbers and addresses of the contact, or else its text.
fn marks(contact: &str) -> Vec<String> {
    let found = contact_marks(contact);
    if found.is_empty() { vec![contact.split_whitespace().collect::<String>().to_lowercase()] } else { found }
}

/// Adds the repeated complaints: those of a customer of whom another was received in the 90 days before (M11).
pub fn find_repeats(cases: &mut [Counted]) {
    let mut known: HashMap<String, Vec<(Stamp, String)>> = HashMap::new();
    for case in cases.iter() {
        for mark in &case.marks {
            known.entry(mark.clone()).or_default().push((case.received, case.case.clone()));
        }
    }
    for case in cases.iter_mut().filter(|c| c.entries.iter().any(|e| e.figure == Figure::Repeatable)) {
        let before =
            |(at, id): &(Stamp, String)| (*at, id) < (case.received, &case.case) && case.received - *at <= REMEMBERED;
        if case.marks.iter().any(|mark| known.get(mark).is_some_and(|others| others.iter().any(before))) {
            let (figure, at) = (Figure::Repeat, case.received);
            case.entries.push(Entry { figure, part: Part::Whole, at, value: None, event: None });
        }
    }
}

/// The figures of all cases.
#[must_use]
pub fn whole(cases: &[Counted]) -> Tally {
    Tally::of(cases.iter().flat_map(|c| &c.entries))
}

/// The groups that are shown otherwise than they are written, by the first case of each.
#[must_use]
pub fn shown_groups(cases: &[Counted]) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for case in cases {
        if let (Some(Some(group)), Some(shown)) = (&case.group, &case.shown_group) {
            names.entry(group.clone()).or_insert_with(|| shown.clone());
        }
    }
    names
}

/// The figures of each group; those that nothing was counted in are left out.
#[must_use]
pub fn groups(cases: &[Counted]) -> BTreeMap<Option<String>, Tally> {
    let mut entries: BTreeMap<Option<String>, Vec<&Entry>> = BTreeMap::new();
    for case in cases {
        if let Some(group) = &case.group {
            entries.entry(group.clone()).or_default().extend(&case.entries);
        }
    }
    let tallies = entries.into_iter().map(|(group, entries)| (group, Tally::of(entries)));
    tallies.filter(|(_, tally)| !tally.is_empty()).collect()
}
