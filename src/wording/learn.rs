//! Terms that past complaints share and no rule of the keyword library knows: what the library should learn next (D40).

use super::grams::terms;
use super::triage::Triage;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A complaint as it is learned from.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Its id.
    pub case: String,
    /// Its category.
    pub category: Option<String>,
    /// Who complains: the contact in one spelling, else the name, else the case.
    pub who: String,
    /// What it says, without names.
    pub text: String,
}

/// A term that several complaints share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// The term.
    pub term: String,
    /// The complaints that use it, in the order in which they were given.
    pub cases: Vec<String>,
    /// The category most of them have, and how many have it.
    pub category: Option<(String, usize)>,
}

/// The terms that complaints of at least `least` customers share and no rule knows, the most frequent first: what one
/// customer says again and again is no kind of complaint. Of terms that stand in
/// the same complaints, one within the other, only the longest is told.
#[must_use]
pub fn learn(lessons: &[Lesson], library: &Triage, least: usize) -> Vec<Learned> {
    let mut users: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, lesson) in lessons.iter().enumerate() {
        for term in terms(&lesson.text) {
            users.entry(term).or_default().push(index);
        }
    }
    let customers = |cases: &[usize]| cases.iter().map(|i| &lessons[*i].who).collect::<HashSet<_>>().len();
    users.retain(|_, cases| cases.len() >= least && customers(cases) >= least);
    let mut within: BTreeSet<String> = BTreeSet::new();
    for (term, cases) in &users {
        let letters: Vec<char> = term.chars().collect();
        if term.is_ascii() || letters.len() < 3 {
            continue;
        }
        for length in 2..letters.len() {
            let shorter = letters.windows(length).map(String::from_iter);
            within.extend(shorter.filter(|s| users.get(s).is_some_and(|c| c.len() == cases.len())));
        }
    }
    let mut learned: Vec<Learned> = users
        .into_iter()
        .filter(|(term, _)| !within.contains(term) && !library.knows(term))
        .map(|(term, cases)| Learned {
            term,
            category: most(cases.iter().filter_map(|i| lessons[*i].category.as_deref())),
            cases: cases.iter().map(|i| lessons[*i].case.clone()).collect(),
        })
        .collect();
    let length = |l: &Learned| l.term.chars().count();
    learned.sort_by(|a, b| {
        b.cases.len().cmp(&a.cases.len()).then(length(b).cmp(&length(a))).then_with(|| a.term.cmp(&b.term))
    });
    learned
}

/// What is named most often, and how often; of equals the first in the alphabet.
fn most<'c>(names: impl Iterator<Item = &'c str>) -> Option<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    let best = counts.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a });
    best.map(|(name, count)| (name.to_owned(), count))
}
