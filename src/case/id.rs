//! Names of things: cases, events, and the tokens that files and commands share.

use chrono::NaiveDate;
use std::fmt;

/// The letters of random ids: no vowels, so no words; no look-alikes.
pub const ALPHABET: &[u8; 27] = b"bcdfghjkmnpqrstvwxz23456789";

/// A case's id: the local date of receipt and five random characters, `2026-11-21-k7f3m`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseId(String);

impl CaseId {
    /// Reads an id. `None` when the text has another form, so that no id ever touches a path unchecked.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let tail = text.get(11..)?;
        let dated = super::stamp::parse_date(text.get(..10)?).is_some() && &text[10..11] == "-";
        (dated && tail.len() == 5 && tail.bytes().all(|b| ALPHABET.contains(&b))).then(|| Self(text.to_owned()))
    }

    /// Makes an id for a complaint received on `date`.
    pub fn random(date: NaiveDate, random: &mut dyn FnMut() -> u64) -> Self {
        Self(format!("{date}-{}", random_tail(5, random)))
    }

    /// The whole id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The five random characters.
    #[must_use]
    pub fn tail(&self) -> &str {
        &self.0[11..]
    }

    /// The local date of receipt that the id carries.
    #[must_use]
    pub fn date_text(&self) -> &str {
        &self.0[..10]
    }

    /// Where the case's file lies below the workspace: the folder is the year and month of the id.
    #[must_use]
    pub fn relative_path(&self) -> String {
        format!("cases/{}/{}/{}.yaml", &self.0[..4], &self.0[5..7], self.0)
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An event's id, unique within its case: six characters, the first a letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(String);

impl EventId {
    /// Reads an id: a token, so that hand-written ids such as `e1` hold too.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ok = text.len() <= 40
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        (ok && !is_reserved_word(text)).then(|| Self(text.to_owned()))
    }

    /// Makes an id that none of `taken` has.
    pub fn random(taken: &[&Self], random: &mut dyn FnMut() -> u64) -> Self {
        loop {
            let letters = &ALPHABET[..19];
            let first = letters[pick(letters.len(), random)] as char;
            let id = Self(format!("{first}{}", random_tail(5, random)));
            if !taken.contains(&&id) {
                return id;
            }
        }
    }

    /// The whole id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn pick(n: usize, random: &mut dyn FnMut() -> u64) -> usize {
    usize::try_from(random() % n as u64).unwrap_or(0)
}

fn random_tail(n: usize, random: &mut dyn FnMut() -> u64) -> String {
    (0..n).map(|_| ALPHABET[pick(ALPHABET.len(), random)] as char).collect()
}

/// Words that some YAML reader takes for a boolean, a null or a number.
#[must_use]
pub fn is_reserved_word(text: &str) -> bool {
    const WORDS: [&str; 12] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "~"];
    WORDS.iter().any(|w| text.eq_ignore_ascii_case(w))
}

/// Whether a text may name a person, step, check, field, category or playbook.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= 60
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-'))
        && !is_reserved_word(text)
}

/// Whether a text may stand in a case file without quotes.
#[must_use]
pub fn is_token(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._:+@/-".contains(&b))
        && !text.ends_with(':')
        && !is_reserved_word(text)
}

/// The candidate nearest to `word`, when it is near enough to be what was meant.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Nobody mistypes a word that long, and comparing two of them takes the product of their lengths.
    const LONGEST: usize = 100;
    let length = word.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|c| (c, c.chars().take(LONGEST + 1).count()))
        .filter(|(_, n)| *n <= LONGEST && n.abs_diff(length) <= (*n.max(&length) / 3).max(1))
        .map(|(c, n)| (strsim::damerau_levenshtein(&word, &c.to_lowercase()), c, n))
        .filter(|(distance, _, n)| *distance <= (*n.max(&length) / 3).max(1))
        .map(|(distance, c, _)| (distance, c))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_checked_before_they_touch_a_path() {
        assert!(CaseId::parse("2026-11-21-k7f3m").is_some());
        for bad in [
            "2026-11-21-../..",
            "2026-13-01-k7f3m",
            "2026-11-21-k7f3",
            "2026-11-21-aeiou",
            "../2026-11-21-k7f3m",
            "2026-11-21_k7f3m",
            "酸奶酸奶酸奶酸奶",
        ] {
            assert!(CaseId::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_typing_slip_finds_the_word_that_was_meant() {
        let commands = ["resume", "reopen", "open", "overdue", "today", "report"];
        for (slip, meant) in [("ovredue", "overdue"), ("overdeu", "overdue"), ("opne", "open"), ("tody", "today")] {
            assert_eq!(nearest(slip, commands).as_deref(), Some(meant), "{slip}");
        }
        assert_eq!(nearest("frobnicate", commands), None);
    }

    #[test]
    fn an_event_id_starts_with_a_letter_and_is_new() {
        let mut n = 0;
        let mut random = || {
            n += 1;
            n / 7
        };
        let first = EventId::random(&[], &mut random);
        let second = EventId::random(&[&first], &mut random);
        assert_ne!(first, second);
        assert!(second.as_str().starts_with(|c: char| c.is_ascii_alphabetic()));
    }

    #[test]
    fn the_nearest_word_is_offered_only_when_near() {
        assert_eq!(nearest("phnoe", ["phone", "email"]).as_deref(), Some("phone"));
        assert_eq!(nearest("carrier-pigeon", ["phone", "email"]), None);
    }
}
