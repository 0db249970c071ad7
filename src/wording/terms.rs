//! Many phrases found in one pass over a text.

use super::fold::Folded;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many characters `…` in a phrase may stand for.
pub const GAP: usize = 30;

/// Phrases that mean the same to the caller, and where they don't count.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// The phrases. `…` or `...` stands for up to 30 characters of the same sentence; `？！。` at the end may be missing.
    pub terms: Vec<String>,
    /// Longer phrases in which a term is none: 能不可能 for 不可能.
    pub except: Vec<String>,
}

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which group, counted from 0.
    pub group: usize,
    /// Which term of the group, counted from 0.
    pub term: usize,
    /// Where it stands, in bytes of the original text.
    pub range: Range<usize>,
}

/// Groups of phrases, ready for any number of texts.
///
/// A phrase in Latin letters counts as whole words only, one in Chinese anywhere. Of phrases of one group that overlap
/// the leftmost stands, and of those the longest; groups don't hide each other. Time and memory grow with the text, not
/// with its square, whatever it says.
#[derive(Debug)]
pub struct Terms {
    machine: Option<AhoCorasick>,
    /// What each pattern of the machine is part of: phrase, and which part.
    parts: Vec<Vec<(usize, usize)>>,
    phrases: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    group: usize,
    /// `None` for an exception.
    term: Option<usize>,
    parts: usize,
}

type Stretch = Range<usize>;

/// Where a group's terms stand, each with which, and where its exceptions do.
type Held = (Vec<(Stretch, usize)>, Vec<Stretch>);

/// The parts of a phrase between its `…`, folded; empty when nothing is left to look for.
#[must_use]
pub fn parts(phrase: &str) -> Vec<String> {
    let folded = Folded::of(phrase);
    let joined = folded.text().replace("...", "…");
    let whole = joined.trim().trim_end_matches(['?', '!', '。', '.', '…']).trim_start_matches('…').trim();
    let edge = |c: char| c == ' ' || matches!(c, ',' | '、' | ';' | ':');
    let inner: Vec<&str> = whole.split('…').collect();
    let last = inner.len() - 1;
    let parts = inner.iter().enumerate().map(|(i, part)| {
        let part = if i > 0 { part.trim_start_matches(edge) } else { part };
        (if i < last { part.trim_end_matches(edge) } else { part }).to_owned()
    });
    parts.filter(|p| p.contains(char::is_alphanumeric)).collect()
}

impl Terms {
    /// Makes ready to look for the phrases. A phrase without a letter or digit is never found.
    #[must_use]
    pub fn of(groups: &[Group]) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut known = std::collections::HashMap::new();
        let mut terms = Self { machine: None, parts: Vec::new(), phrases: Vec::new() };
        for (group, g) in groups.iter().enumerate() {
            let spoken = g.terms.iter().enumerate().map(|(i, t)| (Some(i), t));
            for (term, text) in spoken.chain(g.except.iter().map(|t| (None, t))) {
                let parts = parts(text);
                for (i, part) in parts.iter().enumerate() {
                    let pattern = *known.entry(part.clone()).or_insert_with(|| {
                        patterns.push(part.clone());
                        terms.parts.push(Vec::new());
                        patterns.len() - 1
                    });
                    terms.parts[pattern].push((terms.phrases.len(), i));
                }
                if !parts.is_empty() {
                    terms.phrases.push(Phrase { group, term, parts: parts.len() });
                }
            }
        }
        // Only more than 2^31 bytes of phrases are too many, and a file of rules holds 4 MiB.
        terms.machine = AhoCorasick::new(&patterns).ok().filter(|_| !patterns.is_empty());
        terms
    }

    /// Finds the phrases in a text, in the order in which they stand there.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found> {
        self.find_folded(&Folded::of(text))
    }

    /// As [`Terms::find`], in a text that is folded already.
    #[must_use]
    pub fn find_folded(&self, folded: &Folded) -> Vec<Found> {
        let Some(machine) = &self.machine else { return Vec::new() };
        let text = folded.text();
        // Most texts have none of the phrases, so nothing is laid out for those that don't occur.
        let mut seen: BTreeMap<usize, Vec<Vec<Stretch>>> = BTreeMap::new();
        // Overlapping: a longer phrase that fails at a word's edge must not hide a shorter one that holds.
        for hit in machine.find_overlapping_iter(text) {
            let stretch = hit.range();
            if is_whole(text, &stretch) {
                for (phrase, part) in &self.parts[hit.pattern().as_usize()] {
                    let parts = seen.entry(*phrase).or_insert_with(|| vec![Vec::new(); self.phrases[*phrase].parts]);
                    parts[*part].push(stretch.clone());
                }
            }
        }
        let mut groups: BTreeMap<usize, Held> = BTreeMap::new();
        for (phrase, parts) in seen {
            let phrase = &self.phrases[phrase];
            let (held, spared) = groups.entry(phrase.group).or_default();
            let stretches = chained(text, parts);
            match phrase.term {
                Some(term) => held.extend(stretches.into_iter().map(|s| (s, term))),
                None => spared.extend(stretches),
            }
        }
        let mut found = Vec::new();
        for (group, (held, spared)) in groups {
            for (stretch, term) in leftmost_longest(uncovered(held, spared)) {
                found.push(Found { group, term, range: folded.origin(stretch) });
            }
        }
        found.sort_by_key(|f| (f.range.start, f.range.end, f.group));
        found
    }
}

/// The stretches in which the parts of a phrase follow each other within a sentence.
fn chained(text: &str, parts: Vec<Vec<Stretch>>) -> Vec<Stretch> {
    let mut parts = parts.into_iter();
    let mut reached = parts.next().unwrap_or_default();
    for part in parts {
        let mut next = Vec::new();
        let mut before = 0;
        // Both come in the order of their ends, and one part is of one length.
        for stretch in part {
            while reached.get(before).is_some_and(|r| r.end <= stretch.start) {
                before += 1;
            }
            if let Some(nearest) = before.checked_sub(1).map(|i| &reached[i])
                && is_bridged(text, nearest.end..stretch.start)
            {
                next.push(nearest.start..stretch.end);
            }
        }
        reached = next;
    }
    reached
}

/// Whether `…` may stand for a stretch.
fn is_bridged(text: &str, gap: Stretch) -> bool {
    gap.len() <= GAP * 4 && {
        let between = &text[gap];
        between.chars().count() <= GAP && !between.contains(['。', '!', '?', '\n']) && !between.contains(". ")
    }
}

/// The stretches that no exception holds.
fn uncovered(mut held: Vec<(Stretch, usize)>, mut spared: Vec<Stretch>) -> Vec<(Stretch, usize)> {
    held.sort_by_key(|(s, _)| (s.start, std::cmp::Reverse(s.end)));
    spared.sort_by_key(|s| s.start);
    let (mut next, mut reach) = (0, 0);
    held.retain(|(stretch, _)| {
        while let Some(spare) = spared.get(next).filter(|s| s.start <= stretch.start) {
            reach = reach.max(spare.end);
            next += 1;
        }
        reach < stretch.end
    });
    held
}

fn leftmost_longest(sorted: Vec<(Stretch, usize)>) -> Vec<(Stretch, usize)> {
    let mut end = 0;
    sorted
        .into_iter()
        .filter(|(s, _)| {
            s.start >= end && {
                end = s.end;
                true
            }
        })
        .collect()
}

/// Whether a stretch doesn't begin or end within a word of an alphabet.
fn is_whole(text: &str, stretch: &Stretch) -> bool {
    let (before, within, after) = (&text[..stretch.start], &text[stretch.clone()], &text[stretch.end..]);
    let cut_before = within.starts_with(is_of_word) && goes_on(before.chars().rev());
    let cut_after = within.ends_with(is_of_word) && goes_on(after.chars());
    !cut_before && !cut_after
}

/// Whether a word goes on here: with a letter, or with an apostrophe and a letter.
fn goes_on(mut chars: impl Iterator<Item = char>) -> bool {
    match chars.next() {
        Some('\'') => chars.next().is_some_and(is_of_word),
        Some(c) => is_of_word(c),
        None => false,
    }
}

/// Whether a character is part of words that blanks divide: no Chinese one is.
#[must_use]
pub fn is_of_word(c: char) -> bool {
    let undivided = matches!(u32::from(c), 0x2e80..=0xa4cf | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff);
    c == '_' || c.is_alphanumeric() && !undivided
}

#[cfg(test)]
mod tests {
    use super::{Group, Terms, parts};

    fn found(terms: &[&str], except: &[&str], text: &str) -> Vec<String> {
        let own = |list: &[&str]| list.iter().map(|t| (*t).to_owned()).collect();
        let group = Group { terms: own(terms), except: own(except) };
        Terms::of(&[group]).find(text).into_iter().map(|f| text[f.range].to_owned()).collect()
    }

    #[test]
    fn latin_words_are_whole_and_chinese_stands_anywhere() {
        for (term, text, hits) in [
            ("rude", "How RUDE!", 1),
            ("rude", "crude oil, rudely, rude_1, rude2, ruder", 0),
            ("rude", "他很rude吗", 1),
            ("rude", "'rude' and \"rude\"", 2),
            ("can", "we can't, can’t", 0),
            ("can't", "we can’t.", 1),
            ("不知道", "我不知道", 1),
            ("100%", "at 100%, not 1100%", 1),
            ("café", "the café. cafés", 1),
        ] {
            assert_eq!(found(&[term], &[], text).len(), hits, "{term} in {text}");
        }
    }

    #[test]
    fn an_exception_takes_a_hit_only_where_it_covers_it() {
        let only = |text| found(&["不可能"], &["能不可能", "不可能不"], text).len();
        assert_eq!(only("这能不可能吗"), 0);
        assert_eq!(only("这不可能"), 1);
        assert_eq!(only("能不可能，就是不可能"), 1);
        assert_eq!(only("不可能不来"), 0);
    }

    #[test]
    fn a_longer_phrase_that_fails_hides_no_shorter_one() {
        assert_eq!(found(&["can't", "can't do"], &[], "we can't dodge"), ["can't"]);
        assert_eq!(found(&["can't", "can't do"], &[], "we can't do it"), ["can't do"]);
        assert_eq!(found(&["不清", "不清楚"], &[], "不清楚"), ["不清楚"]);
    }

    #[test]
    fn dots_stand_for_the_rest_of_a_sentence() {
        let term = "如果你能…，我们就可以…";
        let whole = "如果您能提供发票，我们就可以";
        assert_eq!(found(&[term], &[], &format!("{whole}退货")), [whole]);
        assert_eq!(found(&[term], &[], "如果你能我们就可以").len(), 1);
        assert_eq!(found(&[term], &[], "如果你能来。我们就可以").len(), 0);
        assert_eq!(found(&[term], &[], "如果你能来！我们就可以").len(), 0);
        // A single line break may stand anywhere in Chinese; an empty line ends the sentence.
        assert_eq!(found(&[term], &[], "如果你能来\n我们就可以").len(), 1);
        assert_eq!(found(&[term], &[], "如果你能来\n\n我们就可以").len(), 0);
        assert_eq!(found(&[term], &[], &format!("如果你能{}我们就可以", "好".repeat(30))).len(), 1);
        assert_eq!(found(&[term], &[], &format!("如果你能{}我们就可以", "好".repeat(31))).len(), 0);
        assert_eq!(found(&["if you ... then we"], &[], "If you send it, then we pay").len(), 1);
        assert_eq!(found(&["if you ... then we"], &[], "If you can. And then we pay").len(), 0);
    }

    #[test]
    fn the_nearest_part_counts_even_when_an_earlier_one_is_too_far() {
        let text = format!("甲{}甲乙{}丙", "好".repeat(40), "好".repeat(5));
        assert_eq!(found(&["甲…乙…丙"], &[], &text), [&text[text.find("甲乙").unwrap()..]]);
    }

    #[test]
    fn punctuation_at_the_end_may_be_missing() {
        assert_eq!(parts("那是不可能的！"), ["那是不可能的"]);
        assert_eq!(parts("我们不能…"), ["我们不能"]);
        assert_eq!(parts("Did you check first?"), ["did you check first"]);
        assert!(parts("…！").is_empty() && parts(" ").is_empty());
    }

    #[test]
    fn groups_do_not_hide_each_other() {
        let group = |term: &str| Group { terms: vec![term.to_owned()], except: Vec::new() };
        let found = Terms::of(&[group("绝对不可能"), group("绝对")]).find("绝对不可能");
        assert_eq!(found.iter().map(|f| f.group).collect::<Vec<_>>(), [1, 0]);
    }

    #[test]
    fn a_long_hostile_text_is_gone_through_once() {
        let terms = ["不", "不不", "不不不", "不…不…知", "aa…aa"];
        assert_eq!(found(&terms, &[], &"不".repeat(30_000)).len(), 10_000);
        assert!(found(&terms, &[], &"a".repeat(1 << 16)).is_empty());
        assert!(found(&terms, &[], &"\u{200b}\u{1b}".repeat(1 << 14)).is_empty());
    }
}
