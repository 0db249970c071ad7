//! By what names the people of a case are called.

use crate::wording::Folded;
use crate::wording::address::{LATIN_TITLES, TITLES};

/// Titles that follow a Chinese name, beside those that letters use.
const MORE_TITLES: [&str; 14] =
    ["夫人", "阿姨", "大爷", "大爺", "大妈", "大媽", "老师", "老師", "师傅", "師傅", "同学", "同學", "某某", "某"];

/// What stands for a name and names nobody.
const NOBODY: [&str; 16] = [
    "客户",
    "客戶",
    "顾客",
    "顧客",
    "消费者",
    "消費者",
    "业主",
    "業主",
    "匿名",
    "本人",
    "customer",
    "the customer",
    "client",
    "anonymous",
    "unknown",
    "guest",
];

/// The most words that the name of a person has; longer ones are looked for as a whole only.
const WORDS_OF_A_PERSON: usize = 4;

/// What has to stand around a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bounds {
    /// Anything.
    None,
    /// No letter or digit of a script that is written with blanks.
    Word,
    /// No letter or digit at all.
    Alone,
}

/// One thing to look for.
#[derive(Debug, Clone)]
pub(super) struct Name {
    text: String,
    /// What has to stand around it.
    pub(super) bounds: Bounds,
    /// Whether it counts in small letters too.
    pub(super) any_case: bool,
}

/// Everything to look for.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<Name>,
}

impl Names {
    /// What to look for, in folded form.
    pub(super) fn patterns(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|n| n.text.as_str())
    }

    /// The name of that number.
    pub(super) fn at(&self, index: usize) -> &Name {
        &self.all[index]
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// A person or a unit, and how they are called.
    pub(super) fn add_person(&mut self, name: &str) {
        let folded = Folded::of(name.trim());
        let whole = folded.text().trim();
        if NOBODY.contains(&whole) || titles().any(|title| title == whole) || LATIN_TITLES.contains(&whole) {
            return;
        }
        self.add_whole(whole);
        self.add_words(whole, name);
        for han in whole.split(|c| !is_unspaced(c)).filter(|part| !part.is_empty()) {
            self.add_unspaced(han);
        }
    }

    /// An address of some kind: whole, and each of several.
    pub(super) fn add_contact(&mut self, contact: &str) {
        let folded = Folded::of(contact.trim());
        let whole = folded.text().trim();
        self.add_whole(whole);
        for part in whole.split([',', ';', '/', '|', '、', '；', '，', ' ', '\n', '(', ')', ':', '：']) {
            // Short words are what stands around an address, such as `tel`, and digits are looked for as such.
            let tells = part.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'@' | b'_'));
            if part.len() >= 5 && tells && !part.bytes().all(|b| b.is_ascii_digit() || b"+-.".contains(&b)) {
                self.push(part, Bounds::Word, true);
            }
        }
    }

    /// The whole of a value.
    fn add_whole(&mut self, whole: &str) {
        let mut letters = whole.chars();
        match (letters.next(), letters.next()) {
            (None, _) => {}
            (Some(one), None) => {
                if is_unspaced(one) {
                    self.push(whole, Bounds::Alone, true);
                }
            }
            _ if whole.chars().any(is_unspaced) => self.push(whole, Bounds::None, true),
            _ => self.push(whole, Bounds::Word, true),
        }
    }

    /// The words of a person's name in letters, each with a capital as it is on record.
    fn add_words(&mut self, whole: &str, written: &str) {
        let of_word = |c: char| c.is_alphanumeric() && !is_unspaced(c) || matches!(c, '\'' | '-');
        let words = |text: &str| -> Vec<String> {
            text.split(|c| !of_word(c)).filter(|w| !w.is_empty()).map(ToOwned::to_owned).collect()
        };
        let parts: Vec<String> = words(whole).into_iter().filter(|w| !LATIN_TITLES.contains(&w.as_str())).collect();
        // `bank of china` and `complaints desk` are no person's name.
        let capitals = words(written).iter().all(|w| super::is_written_as_a_name(w));
        if parts.len() > WORDS_OF_A_PERSON || !capitals {
            return;
        }
        for part in parts.iter().filter(|p| p.chars().count() >= 2) {
            self.push(part, Bounds::Word, false);
        }
    }

    /// A name in a script without blanks: without its title, and the family name with any other.
    fn add_unspaced(&mut self, name: &str) {
        let untitled = titles().find_map(|title| name.strip_suffix(title));
        let bare = untitled.unwrap_or(name);
        let count = bare.chars().count();
        if count == 0 || NOBODY.contains(&bare) {
            return;
        }
        if count >= 2 {
            self.push(bare, Bounds::None, true);
        }
        // A family name has one character, or two; a unit's name is longer than a person's.
        let family = match (count, untitled) {
            (1, _) | (2, Some(_)) => bare,
            (2..=4, _) => &bare[..bare.chars().next().map_or(0, char::len_utf8)],
            _ => return,
        };
        // Not `总`: `行李总重` has nothing to do with anybody.
        for title in titles().filter(|title| *title != "总") {
            self.push(&format!("{family}{title}"), Bounds::None, true);
        }
    }

    fn push(&mut self, text: &str, bounds: Bounds, any_case: bool) {
        self.all.push(Name { text: text.to_owned(), bounds, any_case });
    }
}

fn titles() -> impl Iterator<Item = &'static str> {
    TITLES.into_iter().chain(MORE_TITLES)
}

/// Whether a character belongs to a script that is written without blanks between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
