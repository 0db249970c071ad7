//! Whom a text addresses: the customer by name, and whoever got a copy of the complaint (R70, R76).

use super::fold::Folded;
use super::lint::{Hit, Matter};
use super::phrases::{Grade, Set};
use super::terms::is_of_word;
use crate::clock::View;

/// What stands before a name in letters.
pub const LATIN_TITLES: [&str; 10] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam"];

/// What may follow a surname.
pub const TITLES: [&str; 9] = ["先生", "女士", "小姐", "太太", "老师", "师傅", "总", "阿姨", "同学"];

/// What is missing: the customer's name, and in a letter the copies.
#[must_use]
pub fn missing(text: &Folded, view: &View<'_>, letter: bool) -> Vec<Hit> {
    let header = &view.case().header;
    let mut hits = Vec::new();
    if let Some(customer) = header.customer.as_ref().filter(|c| !header.anonymous && !is_named(text.text(), c)) {
        let matter = Matter::NoName { customer: customer.clone() };
        hits.push(lacking("customer-name", Grade::Hint, matter, "004 (提及客户姓名)"));
    }
    if letter {
        let absent = header.cc.iter().filter(|to| !text.text().contains(Folded::of(to).text().trim()));
        hits.extend(absent.map(|to| {
            lacking("copies", Grade::Warning, Matter::NoCopy { to: to.clone() }, "003:L267 (同时回复抄送者)")
        }));
    }
    hits
}

fn lacking(rule: &str, grade: Grade, matter: Matter, source: &str) -> Hit {
    Hit {
        rule: rule.to_owned(),
        set: Set::Address,
        grade,
        range: None,
        words: String::new(),
        matter,
        instead: None,
        source: Some(source.to_owned()),
    }
}

/// Whether a text has a name: the whole of it, a Chinese surname with a title, or a part of a name in letters.
fn is_named(text: &str, customer: &str) -> bool {
    let folded = Folded::of(customer);
    let name = folded.text().trim();
    let Some(surname) = name.chars().next() else { return true };
    if text.contains(name) {
        return true;
    }
    if is_of_word(surname) {
        // Not by a title: "Ms" alone is no name.
        let parts = name.split(|c: char| !is_of_word(c)).filter(|p| p.chars().count() >= 2);
        let words: Vec<&str> = text.split(|c: char| !is_of_word(c)).collect();
        return parts.filter(|p| !LATIN_TITLES.contains(p)).any(|part| words.contains(&part));
    }
    TITLES.iter().any(|title| text.contains(&format!("{surname}{title}")))
}
