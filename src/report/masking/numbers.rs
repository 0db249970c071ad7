//! The digits of a contact, however they are grouped.

use crate::case::Span;

/// Fewer digits than this are no address: a room, a day, an amount.
const LEAST: usize = 6;

/// The numbers by which the customer is reached, digits only.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    all: Vec<String>,
}

impl Numbers {
    /// The numbers in a contact, with and without the country's.
    pub(super) fn add(&mut self, contact: &str) {
        let folded = crate::wording::Folded::of(contact);
        for (digits, _) in groups(folded.text()) {
            if let Some(rest) = digits.strip_prefix("86").filter(|rest| rest.len() >= 10) {
                self.all.push(rest.to_owned());
            }
            if digits.len() >= LEAST {
                self.all.push(digits);
            }
        }
    }

    /// Where they stand in a folded text, perhaps with more digits around them.
    pub(super) fn find(&self, text: &str) -> Vec<Span> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let holds = |digits: &String| self.all.iter().any(|number| digits.contains(number.as_str()));
        groups(text).into_iter().filter(|(digits, _)| holds(digits)).map(|(_, span)| span).collect()
    }
}

/// The digits of a text that stand together, with at most one blank, hyphen, dot or bracket between two of them, and where.
fn groups(text: &str) -> Vec<(String, Span)> {
    let bytes = text.as_bytes();
    let mut all: Vec<(String, Span)> = Vec::new();
    for (at, byte) in bytes.iter().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
        let digit = char::from(*byte);
        match all.last_mut() {
            Some((digits, span)) if is_one_number(&bytes[span.end..at]) => {
                digits.push(digit);
                span.end = at + 1;
            }
            _ => all.push((digit.to_string(), Span { start: at, end: at + 1 })),
        }
    }
    all
}

fn is_one_number(between: &[u8]) -> bool {
    between.len() <= 2 && between.iter().all(|b| b" -.()".contains(b))
}
