//! Complaints that may have been filed twice.

use crate::case::raw::Span;
use crate::case::words::{Outcome, words};
use crate::case::{Act, Case, CaseId, Event, History, Stamp, State};
use crate::check::personal::{PersonalKind, scan};
use chrono::TimeDelta;
use std::collections::{HashMap, HashSet};

words! {
    /// What two cases have in common.
    Sameness {
        /// The customer's number or address.
        Contact = "contact",
        /// The customer's name, and the product.
        Customer = "customer",
        /// An order or receipt number.
        Reference = "reference",
    }
}

/// How far apart two complaints of one customer may be received to be suspected, and how long a closed one counts.
const NEAR: TimeDelta = TimeDelta::days(14);

/// How many earlier cases with the same mark are looked at: a pair that is linked hides behind no more of them.
const LOOK_BACK: usize = 20;

/// What is known of a case for this: small, because all cases of a workspace are held at once.
#[derive(Debug, Clone)]
pub struct Summary {
    id: CaseId,
    received: Stamp,
    /// Whether it is open, or was closed a short while ago.
    current: bool,
    marks: Vec<(Sameness, String)>,
    linked: Vec<CaseId>,
}

impl Summary {
    /// The summary of a case at a moment.
    #[must_use]
    pub fn of(case: &Case, now: Stamp) -> Self {
        let header = &case.header;
        // Whoever closed it as a duplicate has looked already.
        let settled = case.events.iter().any(|e| matches!(e.act, Act::Close { outcome: Outcome::Duplicate, .. }));
        let closed = case.events.iter().filter(|e| matches!(e.act, Act::Close { .. })).map(|e| e.at).max();
        // Only what was done after a close tells whether it holds, and few cases have that.
        let undone = |e: &Event| matches!(e.act, Act::Reopen { .. } | Act::Retract { .. });
        let reopened = || case.events.iter().any(undone) && !State::of(&History::of(case, None)).is_closed();
        let current = !settled && (closed.is_none_or(|at| at + NEAR >= now) || reopened());
        let mut marks: Vec<(Sameness, String)> = Vec::new();
        let contacts = header.contact.iter().flat_map(|c| contact_marks(c));
        marks.extend(contacts.map(|mark| (Sameness::Contact, mark)));
        if let (Some(customer), Some(product)) = (&header.customer, &header.product) {
            marks.push((Sameness::Customer, format!("{}|{}", plain(customer), plain(product))));
        }
        let references = header.references.iter().map(|(_, value)| plain(value)).filter(|v| v.len() >= 4);
        marks.extend(references.map(|value| (Sameness::Reference, value)));
        let link = |act: &Act| if let Act::Link { to, .. } = act { Some(to.clone()) } else { None };
        let linked = case.events.iter().filter_map(|e| link(&e.act)).collect();
        Self { id: header.id.clone(), received: header.received, current, marks, linked }
    }
}

/// A text without what people vary: case, blanks.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The numbers and addresses of a `contact`, each in one spelling.
#[must_use]
pub fn contact_marks(contact: &str) -> Vec<String> {
    let of = |(kind, span): (PersonalKind, Span)| {
        let text = &contact[span.start..span.end];
        match kind {
            PersonalKind::Email => Some(text.to_lowercase()),
            PersonalKind::Phone => Some(phone_mark(text)),
            _ => None,
        }
    };
    let marks: Vec<String> = scan(contact).into_iter().filter_map(of).collect();
    let bare = contact.bytes().all(|b| b.is_ascii_digit() || b" +-()".contains(&b));
    if marks.is_empty() && bare && contact.bytes().filter(u8::is_ascii_digit).count() >= 7 {
        return vec![phone_mark(contact)];
    }
    marks
}

/// The digits of a number without China's country code, which people write or leave out.
fn phone_mark(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let short = digits.strip_prefix("00").unwrap_or(&digits);
    short.strip_prefix("86").filter(|rest| rest.len() >= 10).unwrap_or(short).to_owned()
}

/// Pairs that may be one complaint: index of the later case, index of the earlier, what they share. Each case is told
/// of one other for each thing they share, the nearest that is not linked with it, so that the work grows with the
/// number of cases and not with its square.
#[must_use]
pub fn duplicates(cases: &[Summary]) -> Vec<(usize, usize, Sameness)> {
    let mut order: Vec<usize> = (0..cases.len()).collect();
    order.sort_by_key(|&i| (cases[i].received, cases[i].id.as_str()));
    let links: HashSet<(&CaseId, &CaseId)> =
        cases.iter().flat_map(|c| c.linked.iter().flat_map(move |to| [(&c.id, to), (to, &c.id)])).collect();
    let mut earlier: HashMap<&(Sameness, String), Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for later in order {
        let case = &cases[later];
        let mut told: HashSet<usize> = HashSet::new();
        for mark in &case.marks {
            let same = earlier.entry(mark).or_default();
            let fits = |&&other: &&usize| {
                let other = &cases[other];
                let near = mark.0 == Sameness::Reference || case.received - other.received <= NEAR;
                near && case.current && other.current && other.id != case.id && !links.contains(&(&case.id, &other.id))
            };
            if let Some(&other) = same.iter().rev().take(LOOK_BACK).find(fits)
                && told.insert(other)
            {
                pairs.push((later, other, mark.0));
            }
            same.push(later);
        }
    }
    pairs
}
