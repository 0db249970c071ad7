//! What a complaint says, without the names of people.

use crate::case::header::Header;

/// Title, demand and account of events; the names of customer, representative and the people involved, and the
/// customer's contact, are left out.
#[must_use]
pub fn told(header: &Header) -> String {
    let mut text = format!("{}\n{}\n{}", header.title, header.demand, header.description);
    let known = [&header.customer, &header.contact, &header.representative, &header.reported_by];
    for name in known.into_iter().flatten().chain(&header.people).chain(&header.cc) {
        let name = name.trim();
        // A name of a single letter would tear other words apart.
        if name.chars().count() >= 2 {
            text = text.replace(name, "\n");
        }
    }
    text
}
