//! What is wrong with an outgoing text: its phrases, its amounts, its apology, and whom it addresses.

use super::address;
use super::amounts::{Amount, amounts};
use super::apology;
use super::fold::Folded;
use super::money::{Standing, is_allowed, standing};
use super::phrases::{Grade, PhraseRule, Phrasebook, Set};
use super::quoted::is_customers;
use crate::case::words::Direction;
use crate::case::{Act, Event};
use crate::clock::View;
use crate::policy::Bilingual;
use std::ops::Range;

/// What a text is, and what it is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject<'a> {
    /// The case, as it stands.
    pub view: Option<&'a View<'a>>,
    /// Whether it is a letter, in which an assurance of no repeat belongs (R70).
    pub letter: bool,
    /// Whether it is the text as it goes out and not a note about it: then the customer's name, the copies, and what
    /// an apology is for are looked for too.
    pub whole: bool,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// A phrase of a rule; what is wrong with it, where the rule says so.
    Phrase {
        /// What it guards against.
        set: Set,
        /// In the rule's words.
        why: Option<Bilingual>,
    },
    /// Compensation is named.
    Compensation(Standing),
    /// An amount is named.
    Amount(Standing),
    /// An apology before the facts are on record.
    BeforeFacts,
    /// An apology where the procedure has one for our own fault only, and whose it was isn't on record as ours.
    NotOurFault,
    /// An apology that doesn't say for what.
    Vague,
    /// The customer isn't spoken to by name.
    NoName {
        /// The customer.
        customer: String,
    },
    /// Somebody the customer sent a copy isn't among those the letter goes to.
    NoCopy {
        /// Whom.
        to: String,
    },
}

/// Something wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The rule: its id in the file of phrases, or `amount`, `vague-apology`, `customer-name`, `copies`.
    pub rule: String,
    /// What it guards against.
    pub set: Set,
    /// How much it matters.
    pub grade: Grade,
    /// Where it stands in the text, in bytes; `None` when something is missing from it.
    pub range: Option<Range<usize>>,
    /// The words as they stand there.
    pub words: String,
    /// What is wrong.
    pub matter: Matter,
    /// What to say instead, where the rule says so.
    pub instead: Option<Bilingual>,
    /// Where the rule comes from.
    pub source: Option<String>,
}

/// What is wrong with a text, in the order of the text; what is missing from it comes last.
#[must_use]
pub fn lint(text: &str, subject: &Subject<'_>, book: &Phrasebook) -> Vec<Hit> {
    lint_priced(text, subject, book, subject.view.map_or("", |view| &view.policy.currency))
}

/// As [`lint`], where the currency of the workspace is known without a case; it settles what `$` and `¥` mean.
#[must_use]
pub fn lint_priced(text: &str, subject: &Subject<'_>, book: &Phrasebook, currency: &str) -> Vec<Hit> {
    let folded = Folded::of(text);
    let mut hits: Vec<Hit> = Vec::new();
    let mut apologies = Vec::new();
    for found in book.terms(subject.letter).find_folded(&folded) {
        let rule = &book.rules[found.group];
        if !book.is_on(rule.set) {
            continue;
        }
        let matter = match rule.set {
            Set::Money => standing(subject.view, None).map(Matter::Compensation),
            Set::Apology => {
                apologies.push((found.range.clone(), rule));
                subject.view.and_then(apology::too_early)
            }
            Set::Jargon if is_explained(&text[found.range.end..]) => None,
            set => Some(Matter::Phrase { set, why: rule.why.clone() }),
        };
        hits.extend(matter.map(|matter| rule.hit(text, found.range, matter)));
    }
    if book.is_on(Set::Money) {
        let all = amounts(text, currency).into_iter().filter(|a| a.hundredths > 0);
        hits.extend(all.filter_map(|amount| unallowed(text, subject.view, amount)));
    }
    let mut missing = Vec::new();
    if let (true, Some(view)) = (subject.whole, subject.view) {
        if let Some((range, rule)) = apologies.first()
            && !apology::names_the_problem(&folded, view)
        {
            let hit = rule.hit(text, range.clone(), Matter::Vague);
            hits.push(Hit { rule: "vague-apology".to_owned(), grade: Grade::Hint, ..hit });
        }
        if book.is_on(Set::Address) {
            missing = address::missing(&folded, view, subject.letter);
        }
    }
    hits.sort_by_key(|h| h.range.as_ref().map(|r| (r.start, r.end)));
    hits.extend(missing);
    hits
}

impl PhraseRule {
    fn hit(&self, text: &str, range: Range<usize>, matter: Matter) -> Hit {
        Hit {
            rule: self.id.clone(),
            set: self.set,
            grade: self.grade,
            words: text[range.clone()].to_owned(),
            range: Some(range),
            matter,
            instead: self.instead.clone(),
            source: self.source.clone(),
        }
    }
}

/// An amount that nothing on record allows (R61).
fn unallowed(text: &str, view: Option<&View<'_>>, amount: Amount) -> Option<Hit> {
    let matter = Matter::Amount(standing(view, Some(&amount))?);
    Some(Hit {
        rule: "amount".to_owned(),
        set: Set::Money,
        grade: Grade::Warning,
        words: text[amount.range.clone()].to_owned(),
        range: Some(amount.range),
        matter,
        instead: None,
        source: Some("003:L254, L451".to_owned()),
    })
}

/// Whether brackets follow, with what a word means.
fn is_explained(rest: &str) -> bool {
    rest.trim_start_matches(['”', '」', '"', ' ']).starts_with(['(', '（'])
}

/// The amounts of a text that an offer, its approvals, or the redress on record don't allow to be named.
#[must_use]
pub fn unapproved_amounts(text: &str, view: &View<'_>) -> Vec<(Amount, Standing)> {
    let all = amounts(text, &view.policy.currency).into_iter().filter(|a| a.hundredths > 0 && !is_allowed(view, a));
    all.filter_map(|a| standing(Some(view), Some(&a)).map(|s| (a, s))).collect()
}

/// What an event says to the customer.
#[must_use]
pub fn outgoing(event: &Event) -> Vec<&str> {
    match &event.act {
        Act::Contact(c) if (c.dir == Direction::Out || c.update) && !c.auto => {
            event.note.as_deref().into_iter().collect()
        }
        Act::Promise { what, .. } => vec![what],
        Act::Decline { what, alternative, .. } => vec![what, alternative],
        _ => Vec::new(),
    }
}

/// The events of a case in which one of ours said a forbidden phrase, each with what was said (R35, M20). Retracted
/// events don't count, and neither do phrases the rules only hint at, nor the customer's own words that a note quotes.
#[must_use]
pub fn taboo_hits<'c>(view: &View<'c>, book: &Phrasebook) -> Vec<(&'c Event, Vec<Hit>)> {
    if !book.is_on(Set::Taboo) {
        return Vec::new();
    }
    let said = view.effective().map(|event| {
        let hits = outgoing(event).into_iter().flat_map(|text| {
            let ours = move |hit: &Hit| !hit.range.as_ref().is_some_and(|range| is_customers(text, range));
            taboos(text, book).into_iter().filter(ours)
        });
        (event, hits.collect::<Vec<_>>())
    });
    said.filter(|(_, hits)| !hits.is_empty()).collect()
}

/// The forbidden phrases of a text, as [`lint`] finds them; nothing else is looked for.
fn taboos(text: &str, book: &Phrasebook) -> Vec<Hit> {
    let found = book.forbidden().find(text).into_iter();
    let hit = |found: super::terms::Found| {
        let rule = &book.rules[found.group];
        rule.hit(text, found.range, Matter::Phrase { set: rule.set, why: rule.why.clone() })
    };
    found.map(hit).collect()
}
