//! Complaints like another one: the same product, the same category, the same words (R88).

use super::grams::{joined, pairs};
use std::collections::{BTreeMap, BTreeSet};

/// Points for the same product.
pub const PRODUCT: usize = 3;
/// Points for the same category.
pub const CATEGORY: usize = 2;
/// The most points for words, one for each.
pub const WORDS: usize = 10;
/// From so many other complaints on, words that most of them say tell nothing.
const MANY: usize = 20;

/// A complaint as it is compared.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Its id.
    pub case: String,
    /// Its category.
    pub category: Option<String>,
    /// Its product.
    pub product: Option<String>,
    /// What it says, without names.
    pub text: String,
}

/// What two complaints share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// The other one's place in the list.
    pub index: usize,
    /// Both have the same product.
    pub product: bool,
    /// Both have the same category.
    pub category: bool,
    /// The words both say, in the order of the first.
    pub words: Vec<String>,
}

impl Likeness {
    /// 3 for the product, 2 for the category, 1 for each word up to ten.
    #[must_use]
    pub fn points(&self) -> usize {
        usize::from(self.product) * PRODUCT + usize::from(self.category) * CATEGORY + self.words.len().min(WORDS)
    }
}

/// The complaints like one, the likest first, of equals whoever comes first among the others. A category alone makes none alike. Where there are 20 others or more,
/// words that more than half of them say don't count, except between two that share half of all words of the shorter:
/// a batch that everybody complains about in the same words must not become invisible by its size.
#[must_use]
pub fn similar(one: &Compared, others: &[Compared]) -> Vec<Likeness> {
    let theirs: Vec<BTreeSet<String>> = others.iter().map(|o| pairs(&o.text)).collect();
    let mut users: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in theirs.iter().flatten() {
        *users.entry(pair).or_default() += 1;
    }
    let common = |pair: &String| others.len() >= MANY && users.get(pair.as_str()).is_some_and(|n| n * 2 > others.len());
    let mine: BTreeSet<String> = pairs(&one.text);
    let shared = |theirs: &BTreeSet<String>| -> BTreeSet<String> {
        let both: BTreeSet<String> = mine.intersection(theirs).cloned().collect();
        let near = both.len() * 2 >= mine.len().min(theirs.len());
        both.into_iter().filter(|pair| near || !common(pair)).collect()
    };
    let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => a.trim().to_lowercase() == b.trim().to_lowercase(),
        _ => false,
    };
    let mut found: Vec<Likeness> = others
        .iter()
        .zip(&theirs)
        .enumerate()
        .map(|(index, (other, theirs))| Likeness {
            index,
            product: same(&one.product, &other.product),
            category: same(&one.category, &other.category),
            words: joined(&one.text, &shared(theirs)),
        })
        .filter(|l| l.product || l.words.len() >= 2 || l.category && !l.words.is_empty())
        .collect();
    found.sort_by_key(|l| std::cmp::Reverse(l.points()));
    found
}
