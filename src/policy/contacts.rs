//! Where `amends.toml` holds personal data by design: the e-mail addresses that git names its people by.

use crate::case::Span;
use toml::de::{DeTable, DeValue};

/// The places of every person's `email`; none when the file can't be read.
#[must_use]
pub fn email_places(text: &str) -> Vec<Span> {
    let Ok(document) = DeTable::parse(text) else { return Vec::new() };
    let people = match document.get_ref().get("person").map(|p| p.get_ref()) {
        Some(DeValue::Array(people)) => people.iter().collect(),
        _ => Vec::new(),
    };
    let email = |person: &toml::Spanned<DeValue<'_>>| {
        let range = person.get_ref().as_table()?.get("email")?.span();
        Some(Span { start: range.start, end: range.end })
    };
    people.into_iter().filter_map(email).collect()
}
