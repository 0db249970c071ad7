//! What a complaint says, without the names of people.

use super::address::{LATIN_TITLES, TITLES};
use super::fold::{Folded, is_han};
use super::terms::is_of_word;
use crate::case::header::Header;
use std::collections::HashSet;

/// What stands where a name stood.
const GONE: &str = "…";

/// Title, demand and account of events; the names of customer, representative and the people involved, and the
/// customer's contact, are left out.
#[must_use]
pub fn told(header: &Header) -> String {
    // Empty lines, so that the end of one and the beginning of the next make no word.
    nameless(&format!("{}\n\n{}\n\n{}", header.title, header.demand, header.description), header)
}

/// A text of a case with the names it has on record left out: whole, without their title, each part in letters as a
/// word of its own in whatever case; and whatever looks like an e-mail address.
#[must_use]
pub fn nameless(text: &str, header: &Header) -> String {
    let named = [&header.customer, &header.representative, &header.reported_by];
    let names: Vec<&str> =
        named.into_iter().flatten().chain(&header.people).chain(&header.cc).map(|name| name.trim()).collect();
    let mut whole: Vec<&str> = names.iter().copied().chain(header.contact.as_deref().map(str::trim)).collect();
    whole.extend(names.iter().flat_map(|name| name.split(|c| !is_han(c))).map(untitled));
    // A name of a single letter would tear other words apart.
    whole.retain(|name| name.chars().count() >= 2);
    whole.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut text = whole.into_iter().fold(text.to_owned(), |text, name| text.replace(name, GONE));
    let parts: HashSet<String> = names.iter().flat_map(|name| words_of(name)).collect();
    text = without(&text, is_of_address, |word| word.contains('@'));
    without(&text, is_of_word, |word| parts.contains(Folded::of(word).text()))
}

/// A Chinese name without the title at its end; nothing of what is only a title.
fn untitled(name: &str) -> &str {
    TITLES.iter().find_map(|title| name.strip_suffix(title)).unwrap_or(name)
}

/// The words in letters of a name, as they are compared, without titles.
fn words_of(name: &str) -> Vec<String> {
    let folded = Folded::of(name);
    let words = folded.text().split(|c: char| !is_of_word(c));
    let counts = |word: &&str| word.chars().count() >= 2 && !LATIN_TITLES.contains(word);
    words.filter(counts).map(ToOwned::to_owned).collect()
}

/// What addresses of e-mail and names of accounts are made of.
fn is_of_address(c: char) -> bool {
    is_of_word(c) || matches!(c, '@' | '.' | '+' | '-')
}

/// A text in which words made of some characters are left out.
fn without(text: &str, of_word: fn(char) -> bool, is_left_out: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|c| !of_word(c)).unwrap_or(rest.len());
        let (word, more) = rest.split_at(length);
        out.push_str(if is_left_out(word) { GONE } else { word });
        let between = more.find(of_word).unwrap_or(more.len());
        out.push_str(&more[..between]);
        rest = &more[between..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{untitled, without, words_of};
    use crate::wording::terms::is_of_word;

    #[test]
    fn titles_are_no_names() {
        for (name, want) in
            [("张小明先生", "张小明"), ("李总", "李"), ("王女士", "王"), ("先生", ""), ("陈明月", "陈明月")]
        {
            assert_eq!(untitled(name), want);
        }
        assert_eq!(words_of("Mr. ZHANG Xiaoming, J. 张"), ["zhang", "xiaoming"]);
        assert_eq!(words_of("Ms Ｌｉ"), ["li"]);
    }

    #[test]
    fn whole_words_are_left_out_and_nothing_else_changes() {
        let left = |text: &str| without(text, is_of_word, |word| word.eq_ignore_ascii_case("li"));
        assert_eq!(left("Li, LI's list：li给"), "…, …'s list：…给");
        assert_eq!(left(""), "");
        assert_eq!(left(" \n"), " \n");
    }
}
