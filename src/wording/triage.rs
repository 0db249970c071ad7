//! The keyword library (D40, 客户关键词库): words of a complaint to category, playbook and severity. It proposes, people
//! decide.

use super::library::{Library, Ruled, phrases, read_library};
use super::terms::{Group, Terms};
use crate::case::Span;
use crate::case::words::Severity;
use crate::policy::table::Table;
use crate::policy::{ConfigFault, ConfigFaultKind};

/// The library that comes with the program.
pub const TRIAGE: &str = include_str!("../../rules/triage.toml");

/// The workspace's own keyword library.
pub const TRIAGE_FILE: &str = "rules/triage.toml";

/// A rule of the keyword library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriageRule {
    /// Its id.
    pub id: String,
    /// Any of them makes the rule speak.
    pub words: Vec<String>,
    /// Longer phrases in which a word doesn't count.
    pub except: Vec<String>,
    /// The category it proposes.
    pub category: Option<String>,
    /// The playbook it proposes.
    pub playbook: Option<String>,
    /// Where the file says the category and the playbook.
    pub places: (Span, Span),
    /// The severity it proposes.
    pub severity: Option<Severity>,
    /// Where its words come from.
    pub source: Option<String>,
}

impl Ruled for TriageRule {
    fn id(&self) -> &str {
        &self.id
    }
}

/// Reads a keyword library; every fault is reported.
#[must_use]
pub fn read_triage(text: &str) -> (Library<TriageRule>, Vec<ConfigFault>) {
    read_library(text, |_| {}, read_rule)
}

fn read_rule(t: &mut Table<'_, '_, '_>) -> Option<TriageRule> {
    let id = t.name("id");
    let id = t.need("id", id);
    let words = phrases(t, "words");
    let empty = words.is_empty();
    let words = t.need("words", (!empty).then_some(words));
    let except = phrases(t, "except");
    let (category, playbook, severity) = (t.name("category"), t.name("playbook"), t.word("severity"));
    let source = t.text("source");
    let (place, proposes) = (t.place("words"), ["category", "playbook", "severity"].map(|key| t.has(key)));
    if empty && t.has("words") {
        t.fault(ConfigFaultKind::EmptyPhrase { key: "words" }, place);
    }
    let places = (t.place("category"), t.place("playbook"));
    if !proposes.contains(&true) {
        t.fault(ConfigFaultKind::ProposesNothing, t.span());
    }
    Some(TriageRule { id: id?, words: words?, except, category, playbook, places, severity, source })
}

/// A rule that spoke, and the words of the text that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoke {
    /// The rule's id.
    pub rule: String,
    /// The words as the text has them, each once, in their order.
    pub words: Vec<String>,
}

/// A value that rules propose, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal<T> {
    /// What is proposed.
    pub value: T,
    /// The rules behind it.
    pub because: Vec<Spoke>,
}

impl<T> Proposal<T> {
    /// How many different words speak for it.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.because.iter().map(|s| s.words.len()).sum()
    }
}

/// What the library makes of a complaint: candidates, the best one first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposals {
    /// Categories, by the number of words that speak for them.
    pub categories: Vec<Proposal<String>>,
    /// Playbooks, likewise.
    pub playbooks: Vec<Proposal<String>>,
    /// Severities, the gravest first: one word of harm outweighs many of annoyance.
    pub severities: Vec<Proposal<Severity>>,
}

/// A keyword library, ready for any number of texts.
#[derive(Debug)]
pub struct Triage {
    rules: Vec<TriageRule>,
    terms: Terms,
}

impl Triage {
    /// Makes a library ready.
    #[must_use]
    pub fn of(rules: Vec<TriageRule>) -> Self {
        let group = |r: &TriageRule| Group { terms: r.words.clone(), except: r.except.clone() };
        let terms = Terms::of(&rules.iter().map(group).collect::<Vec<_>>());
        Self { rules, terms }
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[TriageRule] {
        &self.rules
    }

    /// What the library proposes for a text.
    #[must_use]
    pub fn propose(&self, text: &str) -> Proposals {
        let mut words: Vec<Vec<String>> = vec![Vec::new(); self.rules.len()];
        for found in self.terms.find(text) {
            let word = text[found.range].split_whitespace().collect::<Vec<_>>().join(" ");
            let same = |w: &String| w.to_lowercase() == word.to_lowercase();
            if !words[found.group].iter().any(same) {
                words[found.group].push(word);
            }
        }
        let spoke: Vec<(&TriageRule, Spoke)> = self
            .rules
            .iter()
            .zip(words)
            .filter(|(_, words)| !words.is_empty())
            .map(|(rule, words)| (rule, Spoke { rule: rule.id.clone(), words }))
            .collect();
        let mut severities = gathered(&spoke, |r| r.severity);
        severities.sort_by_key(|p| std::cmp::Reverse(p.value));
        let mut proposals = Proposals {
            categories: gathered(&spoke, |r| r.category.clone()),
            playbooks: gathered(&spoke, |r| r.playbook.clone()),
            severities,
        };
        proposals.categories.sort_by_key(|p| std::cmp::Reverse(p.weight()));
        proposals.playbooks.sort_by_key(|p| std::cmp::Reverse(p.weight()));
        proposals
    }

    /// Whether a term says something that a rule knows, or is part of one of its words.
    #[must_use]
    pub fn knows(&self, term: &str) -> bool {
        let within = |phrase: &String| super::terms::parts(phrase).iter().any(|part| part.contains(term));
        !self.terms.find(term).is_empty() || self.rules.iter().any(|r| r.words.iter().chain(&r.except).any(within))
    }
}

/// The values that the rules which spoke propose, in the order of the rules.
fn gathered<T: PartialEq>(
    spoke: &[(&TriageRule, Spoke)],
    value: impl Fn(&TriageRule) -> Option<T>,
) -> Vec<Proposal<T>> {
    let mut proposals: Vec<Proposal<T>> = Vec::new();
    for (rule, spoke) in spoke {
        let Some(value) = value(rule) else { continue };
        match proposals.iter_mut().find(|p| p.value == value) {
            Some(proposal) => proposal.because.push(spoke.clone()),
            None => proposals.push(Proposal { value, because: vec![spoke.clone()] }),
        }
    }
    proposals
}
