//! A case's texts without the people they are about: what a list, a report or an export may show.

mod names;
mod numbers;

use crate::case::{Case, Span};
use crate::check::personal::scan;
use crate::wording::Folded;
use aho_corasick::{AhoCorasick, MatchKind};
use names::{Bounds, Names};
use numbers::Numbers;
use std::borrow::Cow;

/// What stands where something was blotted out, however long that was.
pub const BLOT: &str = "***";

/// Blots out a case's people in any text: `customer`, `representative`, `people` and `reported_by` wherever they stand,
/// `contact` in whatever grouping of its digits, and whatever has the form of a telephone number, an identity card, a
/// bank card or an e-mail address.
///
/// Texts are compared as `wording::fold` levels them, so that full-width digits, capitals, invisible characters and
/// blanks between Chinese characters hide nothing. A name in letters is blotted out as a word of its own, a Chinese one
/// wherever it stands, and so are the parts people are called by: `Li` of `Ms Li`, `李小姐` of `李女士`. A name that is a
/// word of the language is blotted out as well: no text is worth a name. Two things are not: a single character within
/// other words, and what names nobody, such as `客户`.
#[derive(Debug)]
pub struct Mask {
    finder: Option<AhoCorasick>,
    names: Names,
    numbers: Numbers,
}

impl Mask {
    /// The mask of a case.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let header = &case.header;
        let mut names = Names::default();
        let people = [&header.customer, &header.representative, &header.reported_by];
        for name in people.into_iter().flatten().chain(&header.people) {
            names.add_person(name);
        }
        let mut numbers = Numbers::default();
        if let Some(contact) = &header.contact {
            names.add_contact(contact);
            numbers.add(contact);
        }
        // Too many patterns for the finder are no case of ours: a file has 4 MiB.
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(names.patterns()).ok();
        Self { finder: finder.filter(|_| !names.is_empty()), names, numbers }
    }

    /// A text with everything blotted out.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let folded = Folded::of(text);
        let level = folded.text();
        let mut spans: Vec<Span> = scan(level).into_iter().map(|(_, span)| span).collect();
        spans.extend(self.numbers.find(level));
        if let Some(finder) = &self.finder {
            for found in finder.find_overlapping_iter(level) {
                let span = Span { start: found.start(), end: found.end() };
                let name = self.names.at(found.pattern().as_usize());
                let origin = folded.origin(span.start..span.end);
                let stands = match name.bounds {
                    Bounds::None => true,
                    Bounds::Word => is_between(level, span, |c| c.is_alphanumeric() && !names::is_unspaced(c)),
                    // The levelled text has no blanks between Chinese characters.
                    Bounds::Alone => {
                        is_between(text, Span { start: origin.start, end: origin.end }, char::is_alphanumeric)
                    }
                };
                if stands && (name.any_case || is_written_as_a_name(&text[origin])) {
                    spans.push(span);
                }
            }
        }
        if spans.is_empty() {
            return Cow::Borrowed(text);
        }
        spans.sort_unstable();
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for span in joined(level, &spans) {
            let origin = folded.origin(span.start..span.end);
            out.push_str(&text[at..origin.start]);
            out.push_str(BLOT);
            at = origin.end;
        }
        out.push_str(&text[at..]);
        Cow::Owned(out)
    }
}

/// Sorted places, those that overlap or have only a blank between them made one.
fn joined(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match all.last_mut() {
            Some(last) if span.start < last.end || text[last.end..span.start] == *" " => {
                last.end = last.end.max(span.end)
            }
            _ => all.push(*span),
        }
    }
    all
}

/// Whether a place has no such character on either side.
fn is_between(text: &str, span: Span, is_joined: impl Fn(char) -> bool) -> bool {
    let (before, after) = (text[..span.start].chars().next_back(), text[span.end..].chars().next());
    !before.is_some_and(&is_joined) && !after.is_some_and(&is_joined)
}

/// Whether a word begins with a capital, as the part of a name does.
fn is_written_as_a_name(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase())
}
