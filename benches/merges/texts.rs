//! Texts merged along a random graph of commits.

use crate::Count;
use crate::history::{CASE, Dice, START, Told, change, is_valid};
use amends::merge::{Merged, Take};
use amends::store::{merge_texts, settle_text};
use std::collections::BTreeSet;

/// A commit: its text and where it comes from.
struct Commit {
    text: String,
    parents: Vec<usize>,
}

fn ancestors(commits: &[Commit], of: usize) -> BTreeSet<usize> {
    let (mut all, mut queue) = (BTreeSet::new(), vec![of]);
    while let Some(at) = queue.pop() {
        if all.insert(at) {
            queue.extend(&commits[at].parents);
        }
    }
    all
}

/// The base of two commits, as git makes it: of several the merge of them.
fn base_of(commits: &[Commit], a: usize, b: usize) -> String {
    let common: BTreeSet<usize> = ancestors(commits, a).intersection(&ancestors(commits, b)).copied().collect();
    let below: BTreeSet<usize> =
        common.iter().flat_map(|c| &commits[*c].parents).flat_map(|p| ancestors(commits, *p)).collect();
    let mut best = common.difference(&below).copied();
    let first = best.next().unwrap();
    let mut text = commits[first].text.clone();
    for other in best {
        let deeper = base_of(commits, first, other);
        if let Ok(merged) = merge_texts(CASE, &deeper, &text, &commits[other].text) {
            text = merged.text;
        }
    }
    text
}

pub(crate) fn in_process(merges: u64, dice: &mut Dice) -> Count {
    let mut count = Count::default();
    while count.merges < merges {
        let mut commits = vec![Commit { text: START.to_owned(), parents: Vec::new() }];
        let mut heads = vec![0; 2 + dice.of(4)];
        let mut events = 0;
        for _ in 0..20 {
            let at = dice.of(heads.len());
            for _ in 0..dice.of(4) {
                let text = change(&commits[heads[at]].text, dice, &mut events);
                commits.push(Commit { text, parents: vec![heads[at]] });
                heads[at] = commits.len() - 1;
            }
            let other = dice.of(heads.len());
            let (o, t) = (heads[at], heads[other]);
            if o == t {
                continue;
            }
            let text = one(&base_of(&commits, o, t), &commits[o].text, &commits[t].text, dice, &mut count);
            commits.push(Commit { text, parents: vec![o, t] });
            heads[at] = commits.len() - 1;
        }
    }
    count
}

fn one(base: &str, ours: &str, theirs: &str, dice: &mut Dice, count: &mut Count) -> String {
    count.merges += 1;
    let told = |what: &str, text: &str| {
        println!("{what}\n--- base\n{base}--- ours\n{ours}--- theirs\n{theirs}--- merged\n{text}---");
    };
    let Ok(Merged { mut text, conflicts }) = merge_texts(CASE, base, ours, theirs) else {
        count.refused += 1;
        told("refused", "");
        return ours.to_owned();
    };
    let missing = Told::of(ours).and(Told::of(theirs)).missing(&text);
    if !missing.is_empty() {
        count.lost += missing.len() as u64;
        told(&format!("lost: {missing:?}"), &text);
    }
    if !is_valid(&text) {
        count.invalid += 1;
        told("invalid", &text);
    }
    if conflicts.is_empty() && merge_texts(CASE, base, theirs, ours).map(|m| m.text).as_ref() != Ok(&text) {
        count.not_commuting += 1;
        told("not commuting", &text);
    }
    count.conflicts += conflicts.len() as u64;
    for conflict in conflicts {
        let which = if dice.of(2) == 0 { Take::Ours } else { Take::Theirs };
        // Now and then nobody settles it, and the next merge meets it.
        if dice.of(5) > 0
            && let Ok(settled) = settle_text(&text, conflict.what.name(), which)
        {
            text = settled;
        }
    }
    text
}
