//! `rules/phrases.toml`: what an outgoing text must not say, and what to say instead.

use super::library::{Library, Ruled, phrases, read_library};
use super::terms::{Group, Terms};
use crate::case::words::words;
use crate::policy::table::Table;
use crate::policy::{Bilingual, ConfigFault};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The workspace's own rules.
pub const PHRASES_FILE: &str = "rules/phrases.toml";

/// The rules that come with the program.
pub const PHRASES: &str = include_str!("../../rules/phrases.toml");

words! {
    /// What a rule guards against.
    Set {
        /// The articles' forbidden phrases (R78).
        Taboo = "taboo",
        /// Promises nobody can keep (R09).
        Overpromise = "overpromise",
        /// Words of the trade (R75).
        Jargon = "jargon",
        /// Words that may create a liability (R77).
        Liability = "liability",
        /// Compensation and amounts that nothing on record allows (R61).
        Money = "money",
        /// Apologies too early or about nothing (R71, R73).
        Apology = "apology",
        /// Who is spoken to and who gets a copy (R70, R76).
        Address = "address",
    }
}

words! {
    /// How much a finding matters.
    Grade {
        /// Not to be sent like this.
        Warning = "warning",
        /// Worth a thought.
        Hint = "hint",
    }
}

/// A rule: phrases of one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseRule {
    /// Its id.
    pub id: String,
    /// What it guards against.
    pub set: Set,
    /// How much a hit matters.
    pub grade: Grade,
    /// The phrases.
    pub any: Vec<String>,
    /// Where they don't count.
    pub except: Vec<String>,
    /// Where they don't count in a letter.
    pub except_letter: Vec<String>,
    /// What is wrong with them; the set says it where the rule doesn't.
    pub why: Option<Bilingual>,
    /// What to say instead.
    pub instead: Option<Bilingual>,
    /// Where the rule comes from.
    pub source: Option<String>,
}

impl Ruled for PhraseRule {
    fn id(&self) -> &str {
        &self.id
    }
}

/// A phrase that the articles recommend (R79).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommended {
    /// Its id.
    pub id: String,
    /// The phrase.
    pub text: Bilingual,
    /// Where it comes from.
    pub source: Option<String>,
}

/// What one file says.
#[derive(Debug, Clone, Default)]
pub struct PhraseFile {
    /// Its rules.
    pub rules: Library<PhraseRule>,
    /// The sets it turns on or off.
    pub sets: Vec<(Set, bool)>,
    /// The phrases it recommends.
    pub recommended: Vec<Recommended>,
}

/// Reads a file of phrases.
#[must_use]
pub fn read_phrases(text: &str) -> (PhraseFile, Vec<ConfigFault>) {
    let (mut sets, mut recommended) = (Vec::new(), Vec::new());
    let top = |t: &mut Table<'_, '_, '_>| {
        if let Some(entry) = t.table("sets") {
            t.inner(entry, |inner| {
                sets.extend(Set::ALL.iter().filter_map(|set| Some((*set, inner.truth(set.as_str())?))));
            });
        }
        for entry in t.tables("recommended") {
            t.inner(entry, |inner| {
                let (id, text) = (inner.name("id"), inner.bilingual("text"));
                let source = inner.text("source");
                if let (Some(id), Some(text)) = (inner.need("id", id), inner.need("text", text)) {
                    recommended.push(Recommended { id, text, source });
                }
            });
        }
    };
    let (rules, faults) = read_library(text, top, rule);
    (PhraseFile { rules, sets, recommended }, faults)
}

fn rule(t: &mut Table<'_, '_, '_>) -> Option<PhraseRule> {
    let (id, set) = (t.name("id"), t.word("set"));
    let (id, set) = (t.need("id", id), t.need("set", set));
    let grade = t.word("severity").unwrap_or(Grade::Warning);
    let any = phrases(t, "any");
    let any = t.need("any", (!any.is_empty()).then_some(any));
    let (except, except_letter) = (phrases(t, "except"), phrases(t, "except_letter"));
    let (why, instead) = (t.bilingual("why"), t.bilingual("instead"));
    let source = t.text("source");
    Some(PhraseRule { id: id?, set: set?, grade, any: any?, except, except_letter, why, instead, source })
}

/// The rules that hold in a workspace.
#[derive(Debug)]
pub struct Phrasebook {
    /// The rules, those of sets that are off too.
    pub rules: Vec<PhraseRule>,
    /// The phrases that are recommended.
    pub recommended: Vec<Recommended>,
    on: BTreeSet<Set>,
    message: OnceLock<Terms>,
    letter: OnceLock<Terms>,
    forbidden: OnceLock<Terms>,
}

impl Phrasebook {
    /// The built-in rules under those of a workspace.
    #[must_use]
    pub fn of(own: PhraseFile) -> Self {
        let (builtin, _) = read_phrases(PHRASES);
        let mut on: BTreeSet<Set> = Set::ALL.iter().copied().collect();
        for (set, is_on) in builtin.sets.iter().chain(&own.sets) {
            if *is_on {
                on.insert(*set)
            } else {
                on.remove(set)
            };
        }
        let keeps = own.rules.builtin;
        let recommended = builtin.recommended.into_iter().filter(|_| keeps).chain(own.recommended).collect();
        let rules = own.rules.over(builtin.rules.rules);
        let (message, letter, forbidden) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { rules, recommended, on, message, letter, forbidden }
    }

    /// Also judges by these sets.
    pub fn turn_on(&mut self, sets: &[Set]) {
        self.on.extend(sets);
    }

    /// Whether a set is on.
    #[must_use]
    pub fn is_on(&self, set: Set) -> bool {
        self.on.contains(&set)
    }

    /// The phrases ready to be looked for, group by group as the rules stand.
    pub(super) fn terms(&self, letter: bool) -> &Terms {
        let cell = if letter { &self.letter } else { &self.message };
        cell.get_or_init(|| {
            let groups: Vec<Group> = self.rules.iter().map(|rule| self.group(rule, letter)).collect();
            Terms::of(&groups)
        })
    }

    /// As [`Phrasebook::terms`] of a message, with the forbidden phrases alone (R78); rules that only hint are left out.
    pub(super) fn forbidden(&self) -> &Terms {
        self.forbidden.get_or_init(|| {
            let counts = |rule: &PhraseRule| rule.set == Set::Taboo && rule.grade == Grade::Warning;
            let group = |rule| if counts(rule) { self.group(rule, false) } else { Group::default() };
            Terms::of(&self.rules.iter().map(group).collect::<Vec<_>>())
        })
    }

    fn group(&self, rule: &PhraseRule, letter: bool) -> Group {
        let mut except = rule.except.clone();
        if letter {
            except.extend(rule.except_letter.iter().cloned());
        }
        // What an article recommends is never warned of; that it may be hollow is worth a hint.
        if rule.grade == Grade::Warning {
            let texts = self.recommended.iter().flat_map(|r| [&r.text.en, &r.text.zh]);
            except.extend(texts.flatten().cloned());
        }
        Group { terms: rule.any.clone(), except }
    }
}
