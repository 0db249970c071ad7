//! Personal data where it doesn't belong: lists, reports and letters take their words from titles, labels and notes.
//!
//! `contact`, `customer`, `representative`, `reported_by`, `cc`, `people`, `references` and `description` are where it
//! belongs, and keys the format doesn't know are their owner's.

use super::mask::{blotted, masked};
use super::{Finding, Found};
use crate::case::Span;
use crate::case::raw::{RawCase, Value};
use crate::case::words::words;

words! {
    /// What kind of personal data it is.
    PersonalKind {
        /// A telephone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// The number of a Chinese identity card.
        IdCard = "id-card",
        /// The number of a bank card.
        BankCard = "bank-card",
        /// The very text of the case's `contact`.
        Contact = "contact",
    }
}

/// Where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalPlace {
    /// A key that lists and reports show.
    Header,
    /// The demand, or a comment.
    Aside,
    /// An event.
    Log,
    /// The name of a file.
    FileName,
    /// A playbook or `amends.toml`.
    Shared,
}

/// Header keys that lists and reports show.
const SHOWN: [&str; 7] = ["title", "tags", "category", "product", "department", "place", "language"];

/// Keys of events that hold no free text.
const TOKENS: [&str; 6] = ["id", "at", "by", "do", "logged", "sha256"];

/// Checks a case file.
pub fn check(text: &str, raw: &RawCase<'_>, found: &mut Vec<Found>) {
    let mut all = scan(text);
    all.extend(contact_repeated(text, raw, &all));
    for (what, span) in all {
        if let Some(place) = place_of(raw, span) {
            found.push(finding(text, what, span, place));
        }
    }
}

/// Checks a playbook or `amends.toml`; `allowed` are the places where such data belongs.
pub fn check_shared(text: &str, allowed: &[Span], found: &mut Vec<Found>) {
    for (what, span) in scan(text) {
        if !allowed.iter().any(|a| holds(*a, span)) {
            found.push(finding(text, what, span, PersonalPlace::Shared));
        }
    }
}

/// Checks the name of a file.
#[must_use]
pub fn check_name(path: &str) -> Option<Finding> {
    let (what, span) = scan(path).into_iter().next()?;
    Some(finding(path, what, span, PersonalPlace::FileName).finding)
}

/// The text with what was found blotted out, byte for byte.
#[must_use]
pub fn without_found(text: &str, found: &[Found]) -> String {
    let place = |f: &Found| match f.finding {
        Finding::PersonalData { what, .. } => Some((f.span, shown_of(what))),
        _ => None,
    };
    blotted(text, &found.iter().filter_map(place).collect::<Vec<_>>())
}

/// The text with everything blotted out that has the form of personal data.
#[must_use]
pub fn without_any(text: &str) -> String {
    blotted(text, &scan(text).into_iter().map(|(what, span)| (span, shown_of(what))).collect::<Vec<_>>())
}

/// How much of a value is shown, so that its owner finds it: of an address its first letter may be half of it.
fn shown_of(what: PersonalKind) -> usize {
    if what == PersonalKind::Email { 1 } else { 2 }
}

fn finding(text: &str, what: PersonalKind, span: Span, place: PersonalPlace) -> Found {
    let shown = masked(&text[span.start..span.end], shown_of(what));
    Found { finding: Finding::PersonalData { what, shown, place }, span }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// What kind of place it is; `None` where such data may stand.
fn place_of(raw: &RawCase<'_>, span: Span) -> Option<PersonalPlace> {
    if let Some((key, _)) = raw.header.iter().find(|(_, node)| holds(node.span, span)) {
        return match &*key.text {
            key if SHOWN.contains(&key) => Some(PersonalPlace::Header),
            "demand" => Some(PersonalPlace::Aside),
            _ => None,
        };
    }
    let event = raw.events().iter().find(|e| holds(e.span, span));
    let token = event.is_some_and(|e| e.pairs.iter().any(|(k, n)| holds(n.span, span) && TOKENS.contains(&&*k.text)));
    (!token).then_some(if event.is_some() { PersonalPlace::Log } else { PersonalPlace::Aside })
}

/// Where the case's `contact` stands word for word, if it is an address of some kind that no pattern knows.
fn contact_repeated(text: &str, raw: &RawCase<'_>, known: &[(PersonalKind, Span)]) -> Vec<(PersonalKind, Span)> {
    let Some(Value::Plain(contact) | Value::Quoted(contact)) = raw.get("contact").map(|n| &n.value) else {
        return Vec::new();
    };
    let contact = contact.trim();
    let address = contact.len() >= 6 && contact.bytes().any(|b| b.is_ascii_digit() || b == b'@');
    if !address || !scan(contact).is_empty() {
        return Vec::new();
    }
    let places = text.match_indices(contact).map(|(start, _)| Span { start, end: start + contact.len() });
    places.filter(|p| !known.iter().any(|(_, k)| holds(*k, *p))).map(|p| (PersonalKind::Contact, p)).collect()
}

/// Everything in a text that has the form of personal data.
#[must_use]
pub fn scan(text: &str) -> Vec<(PersonalKind, Span)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(PersonalKind, Span)> = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        let hit = match bytes[i] {
            b'@' => email(text, i).map(|span| (PersonalKind::Email, span)),
            b'0'..=b'9' | b'+' | b'(' => {
                let number = if begins(bytes, i) { number(&bytes[i..]) } else { None };
                if number.is_none() && bytes[i].is_ascii_digit() {
                    i += digits(&bytes[i..]);
                    continue;
                }
                number.map(|(kind, length)| (kind, Span { start: i, end: i + length }))
            }
            _ => None,
        };
        i = match hit {
            Some((kind, span)) => {
                // An address may begin with a number that was taken for one.
                found.retain(|(_, s)| s.end <= span.start);
                found.push((kind, span));
                span.end.max(i + 1)
            }
            None => i + 1,
        };
    }
    found
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Whether a number may begin here: not within a word, and not within a longer number.
fn begins(bytes: &[u8], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map_or(b' ', |i| bytes[i]);
    let joined = matches!(before(1), b'-' | b'.' | b':' | b'+' | b'_') && before(2).is_ascii_alphanumeric();
    !before(1).is_ascii_alphanumeric() && !joined
}

/// Whether a number may end before `rest`.
fn ends(rest: &[u8]) -> bool {
    match rest {
        [a, ..] if a.is_ascii_alphanumeric() => false,
        [b'-' | b':', b, ..] if b.is_ascii_alphanumeric() => false,
        [b'.', b, ..] if b.is_ascii_digit() => false,
        _ => true,
    }
}

/// The number that a text begins with, and its length.
fn number(bytes: &[u8]) -> Option<(PersonalKind, usize)> {
    let card = |n| (is_bank_card(&bytes[..n]), PersonalKind::BankCard, n);
    let candidates = [
        (is_id_card(bytes), PersonalKind::IdCard, 18),
        card(digits(bytes)),
        card(groups(bytes, &[4, 4, 4, 4, 3])),
        card(groups(bytes, &[4, 4, 4, 4])),
        (true, PersonalKind::Phone, phone(bytes)),
    ];
    let fits = |(yes, kind, n): (bool, PersonalKind, usize)| {
        (yes && n > 0 && bytes.len() >= n && ends(&bytes[n..])).then_some((kind, n))
    };
    candidates.into_iter().find_map(fits)
}

/// The length of groups of exactly so many digits, with a blank or a hyphen between them; 0 when they don't stand here.
fn groups(bytes: &[u8], sizes: &[usize]) -> usize {
    let mut at = 0;
    for (i, size) in sizes.iter().enumerate() {
        if i > 0 {
            if !matches!(bytes.get(at), Some(b' ' | b'-' | b'.')) {
                return 0;
            }
            at += 1;
        }
        if digits(&bytes[at..]) != *size {
            return 0;
        }
        at += size;
    }
    at
}

/// The length of a telephone number, or 0.
fn phone(bytes: &[u8]) -> usize {
    let mobile = |b: &[u8]| b.first() == Some(&b'1') && b.get(1).is_some_and(|d| (b'3'..=b'9').contains(d));
    let n = digits(bytes);
    match bytes {
        [b'+', rest @ ..] => international(rest).map_or(0, |n| n + 1),
        [b'(', rest @ ..] => bracketed(rest).map_or(0, |n| n + 1),
        _ if n == 11 && mobile(bytes) => 11,
        _ if n == 13 && bytes.starts_with(b"86") && mobile(&bytes[2..]) => 13,
        _ if n == 3 && mobile(bytes) => groups(bytes, &[3, 4, 4]),
        [b'0', ..] => [[3, 8], [3, 7], [4, 7], [4, 8]].iter().map(|g| groups(bytes, g)).max().unwrap_or(0),
        // Service numbers in China.
        [b'4' | b'8', b'0', b'0', ..] => 0,
        [b'2'..=b'9', ..] => groups(bytes, &[3, 3, 4]),
        _ => 0,
    }
}

/// The length of 8 to 15 digits in groups behind a plus sign.
fn international(bytes: &[u8]) -> Option<usize> {
    let (mut count, mut end, mut gap) = (0, 0, 0);
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' => (count, end, gap) = (count + 1, i + 1, 0),
            b' ' | b'-' | b'(' | b')' if gap < 2 && count > 0 => gap += 1,
            _ => break,
        }
    }
    (8..=15).contains(&count).then_some(end)
}

/// The length of `010) 12345678` or `555) 123-4567`, behind the bracket.
fn bracketed(bytes: &[u8]) -> Option<usize> {
    let area = digits(bytes);
    let rest = bytes.get(area..)?.strip_prefix(b")")?;
    let blank = usize::from(rest.first() == Some(&b' '));
    let rest = &rest[blank..];
    let n = digits(rest);
    let local = if (7..=8).contains(&n) { n } else { groups(rest, &[3, 4]) };
    ((3..=4).contains(&area) && local > 0).then_some(area + 1 + blank + local)
}

/// An identity card: region, date of birth, number, and a check digit.
fn is_id_card(bytes: &[u8]) -> bool {
    let Some(all) = bytes.get(..18) else { return false };
    if digits(all) < 17 || !matches!(all[17], b'0'..=b'9' | b'X' | b'x') {
        return false;
    }
    let birth = std::str::from_utf8(&all[6..14]).ok();
    let born = birth.is_some_and(|b| chrono::NaiveDate::parse_from_str(b, "%Y%m%d").is_ok());
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = all.iter().zip(weights).map(|(d, w)| usize::from(d - b'0') * w).sum();
    let check = b"10X98765432"[sum % 11];
    all[0] != b'0' && matches!(&all[6..8], b"18" | b"19" | b"20") && born && check == all[17].to_ascii_uppercase()
}

/// A bank card: a prefix that an issuer has (order numbers are as long), and a check digit.
fn is_bank_card(bytes: &[u8]) -> bool {
    let number: Vec<u8> = bytes.iter().filter(|b| b.is_ascii_digit()).map(|b| b - b'0').collect();
    let issued = matches!(number[..], [6, 2, ..] | [4, ..] | [5, 1..=5, ..] | [2, 2..=7, ..] | [3, 5, ..]);
    let doubled = |(i, d): (usize, &u8)| if i % 2 == 1 { d * 2 / 10 + d * 2 % 10 } else { *d };
    let sum: u32 = number.iter().rev().enumerate().map(doubled).map(u32::from).sum();
    let long = number.len() == 16 || ((17..=19).contains(&number.len()) && number.starts_with(&[6, 2]));
    long && issued && sum.is_multiple_of(10)
}

/// The e-mail address around an @; those that no mail reaches are none.
fn email(text: &str, at: usize) -> Option<Span> {
    let local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let domain = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let start = text[..at].rfind(|c| !local(c)).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let rest = &text[at + 1..];
    let host = rest[..rest.find(|c| !domain(c)).unwrap_or(rest.len())].trim_end_matches(['.', '-']);
    let top = host.rsplit_once('.').map(|(_, top)| top)?;
    let plain = top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic());
    let reserved = ["example", "invalid", "test", "localhost"].contains(&top)
        || ["example.com", "example.org", "example.net"].iter().any(|e| host == *e || host.ends_with(&format!(".{e}")));
    (start < at && &text[start..at] != "git" && plain && !reserved).then_some(Span { start, end: at + 1 + host.len() })
}

#[cfg(test)]
mod tests {
    use super::PersonalKind::{BankCard, Email, IdCard, Phone};
    use super::*;

    fn found(text: &str) -> Vec<(PersonalKind, &str)> {
        scan(text).into_iter().map(|(kind, span)| (kind, &text[span.start..span.end])).collect()
    }

    #[test]
    fn numbers_and_addresses_are_known_by_their_form() {
        for (text, kind, value) in [
            ("电话13812345678，请回电", Phone, "13812345678"),
            ("+86 138 0000 0000", Phone, "+86 138 0000 0000"),
            ("call 138-0000-0000.", Phone, "138-0000-0000"),
            ("tel 010-12345678", Phone, "010-12345678"),
            ("（0571-8765432）", Phone, "0571-8765432"),
            ("(555) 123-4567", Phone, "(555) 123-4567"),
            ("555-123-4567", Phone, "555-123-4567"),
            ("+44 20 7946 0958,", Phone, "+44 20 7946 0958"),
            ("photos/13812345678.jpg", Phone, "13812345678"),
            ("mail Li.Na+x@qq.com.", Email, "Li.Na+x@qq.com"),
            ("13812345678@163.com", Email, "13812345678@163.com"),
            ("身份证11010519491231002X", IdCard, "11010519491231002X"),
            ("卡号 6222020000000000000", BankCard, "6222020000000000000"),
            ("4111 1111 1111 1111", BankCard, "4111 1111 1111 1111"),
        ] {
            assert_eq!(found(text), [(kind, value)], "{text}");
        }
    }

    #[test]
    fn times_ids_versions_and_order_numbers_are_left_alone() {
        for text in [
            "2026-11-21T18:40:00+08:00",
            "cases/2026/11/2026-11-21-23456.yaml",
            "playbook: four-step@1",
            "order 202611211234567890",
            "订单 4200001234202611212345678901",
            "sha256: 13812345678abcdef13812345678",
            "e0d3f1-13812345678",
            "400-820-8820",
            "480.00",
            "11010519491231002",
            "110105194912310021",
            "wang@example.com git@github.com:a/b",
            "6222020000000000001",
            "v1.38.0000.0000",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
