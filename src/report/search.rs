//! What is looked for in the records, and where it stands.

use super::Mask;
use super::masking::BLOT;
use crate::case::raw::{Node, Pair, RawCase, Value};
use crate::case::{EventId, History};
use crate::wording::Folded;
use crate::wording::fold::level_but_capitals;
use regex::{Error, Regex, RegexBuilder};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// How large a compiled pattern may be, in bytes.
const LARGEST: usize = 1 << 20;

/// How many places of a line are marked.
const MARKS: usize = 64;

/// Header keys that hold nothing but people.
const PEOPLE: [&str; 6] = ["customer", "contact", "people", "representative", "reported_by", "cc"];

/// Why nothing can be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// There is nothing in the text.
    Empty,
    /// The pattern is none.
    Malformed {
        /// At which character, from 1.
        at: Option<usize>,
        /// What is wrong, in English.
        reason: String,
    },
    /// The pattern is too large.
    TooLarge,
}

/// What is looked for. Width is levelled as `wording::fold` does it; capitals count only when there is one in it.
#[derive(Debug, Clone)]
pub struct Query {
    pattern: Regex,
    by_line: bool,
}

impl Query {
    /// A text as it is, also where it is wrapped.
    ///
    /// # Errors
    /// When it is empty.
    pub fn text(text: &str) -> Result<Self, Unusable> {
        let folded = Folded::with_capitals(text.trim());
        if folded.text().trim().is_empty() {
            return Err(Unusable::Empty);
        }
        if let Some(number) = any_spelling(folded.text()) {
            return Ok(Self { pattern: compiled(&number, true)?, by_line: false });
        }
        let any_case = !folded.text().chars().any(char::is_uppercase);
        Ok(Self { pattern: compiled(&regex::escape(folded.text()), any_case)?, by_line: false })
    }

    /// A regular expression, for each line on its own.
    ///
    /// # Errors
    /// When it is empty, malformed or too large.
    pub fn regex(pattern: &str) -> Result<Self, Unusable> {
        if pattern.is_empty() {
            return Err(Unusable::Empty);
        }
        let any_case = !has_capital(pattern);
        // A fault is told as it was typed.
        compiled(pattern, any_case)?;
        let mut levelled = String::with_capacity(pattern.len());
        for c in pattern.chars() {
            match level_but_capitals(c) {
                same if same == c => levelled.push(c),
                // A full-width bracket is a character, not the beginning of a group.
                other => levelled.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
            }
        }
        Ok(Self { pattern: compiled(&levelled, any_case)?, by_line: true })
    }

    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::with_capitals(text);
        let found = self.pattern.find_iter(folded.text()).take(MARKS);
        found.map(|found| folded.origin(found.range())).collect()
    }

    /// The places in a text of these lines.
    fn places(&self, text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
        if !self.by_line {
            return self.find(text);
        }
        let of_line = |line: &Range<usize>| {
            let start = line.start;
            self.find(&text[line.clone()]).into_iter().map(move |m| start + m.start..start + m.end)
        };
        lines.iter().flat_map(of_line).collect()
    }
}

/// A telephone number however its digits are set apart, with China's country code or without it; `None` of anything else.
fn any_spelling(text: &str) -> Option<String> {
    let number = text.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let short = digits.strip_prefix("00").unwrap_or(&digits);
    let short = short.strip_prefix("86").filter(|rest| rest.len() >= 10).unwrap_or(short);
    let apart = |digits: &str| digits.chars().map(String::from).collect::<Vec<_>>().join(r"[ .()\-]{0,3}");
    // Shorter ones may be amounts or dates, which mean what they are written as.
    (number && short.len() >= 10).then(|| apart(short))
}

/// A pattern that is matched in time that grows with the text alone.
fn compiled(pattern: &str, any_case: bool) -> Result<Regex, Unusable> {
    let built = RegexBuilder::new(pattern).case_insensitive(any_case).size_limit(LARGEST).build();
    built.map_err(|error| match error {
        Error::CompiledTooBig(_) => Unusable::TooLarge,
        error => malformed(&error.to_string()),
    })
}

/// What the pattern's reader says: the pattern with four blanks before it, a line of `^` under the place, the reason.
fn malformed(said: &str) -> Unusable {
    let reason = said.lines().rev().find_map(|line| line.strip_prefix("error: ")).unwrap_or(said);
    let carets = said.lines().find(|line| line.contains('^') && line.trim().bytes().all(|b| b == b'^'));
    let before = carets.map(|line| line.bytes().take_while(|b| *b == b' ').count());
    Unusable::Malformed { at: before.and_then(|n| (n + 1).checked_sub(4)), reason: reason.to_owned() }
}

/// Whether a pattern asks for a capital: what stands behind a backslash is no letter of the text.
fn has_capital(pattern: &str) -> bool {
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        if c == '\\' {
            let escaped = rest.next();
            if matches!(escaped, Some('p' | 'P' | 'x' | 'u' | 'U')) && rest.as_str().starts_with('{') {
                rest.by_ref().find(|c| *c == '}');
            }
        } else if level_but_capitals(c).is_uppercase() {
            return true;
        }
    }
    false
}

/// A line in which something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The event; `None` in the header.
    pub event: Option<String>,
    /// The key, with those above it: `references.order`.
    pub key: String,
    /// Which line of the value, from 1; `None` where it has only one.
    pub line: Option<usize>,
    /// The line, masked unless everything is to be shown.
    pub text: String,
    /// Where in it; nothing where the place is masked.
    pub marks: Vec<Range<usize>>,
}

/// Every line of a record in which something is found: those of the header, then of the events that count. `field`
/// leaves one key, with those below it.
#[must_use]
pub fn search(query: &Query, raw: &RawCase<'_>, history: &History<'_>, field: Option<&str>, reveal: bool) -> Vec<Hit> {
    let mut fields: Vec<(Option<&str>, String, &str)> = Vec::new();
    for_each_leaf(&raw.header, "", &mut |key, value| fields.push((None, key, value)));
    // A merge may have left an event twice.
    let mut left: BTreeSet<&str> = history.events.iter().map(|e| e.id.as_str()).collect();
    for event in raw.events() {
        if let Some(id) = event.scalar("id").filter(|id| EventId::parse(id).is_some() && left.remove(id)) {
            for_each_leaf(&event.pairs, "", &mut |key, value| fields.push((Some(id), key, value)));
        }
    }
    let wanted = |key: &str| {
        field.is_none_or(|f| key.strip_prefix(f).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    };
    let mut mask = None;
    let mut hits = Vec::new();
    for (event, key, value) in fields.into_iter().filter(|(_, key, _)| wanted(key)) {
        let lines = lines(value);
        let places = query.places(value, &lines);
        if places.is_empty() {
            continue;
        }
        let hides = event.is_none() && PEOPLE.contains(&key.split('.').next().unwrap_or_default());
        let shown = match reveal {
            true => Cow::Borrowed(value),
            false if hides => Cow::Borrowed(BLOT),
            false => mask.get_or_insert_with(|| Mask::of(history.case)).text(value),
        };
        for (n, marks) in by_line(&lines, &places) {
            let line = (lines.len() > 1).then_some(n + 1);
            let (text, marks) = shown_line(query, value, &shown, &lines, n, marks);
            hits.push(Hit { event: event.map(ToOwned::to_owned), key: key.clone(), line, text, marks });
        }
    }
    hits
}

/// A line of what is shown of a value, and the marks in it.
fn shown_line(
    query: &Query,
    value: &str,
    shown: &str,
    of_value: &[Range<usize>],
    n: usize,
    marks: Vec<Range<usize>>,
) -> (String, Vec<Range<usize>>) {
    let own = &value[of_value.get(n).cloned().unwrap_or(0..0)];
    let of_shown = lines(shown);
    // A name that is wrapped took a line with it, so that no line is certain to be the one.
    let same = of_shown.len() == of_value.len();
    let line = of_shown.get(n).filter(|_| same).map_or(BLOT, |line| &shown[line.clone()]);
    let marks = if line == own { marks } else { query.find(line) };
    (line.to_owned(), marks)
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let line = |piece: &str| {
        let own = start..start + piece.trim_end_matches(['\n', '\r']).len();
        start += piece.len();
        own
    };
    text.split_inclusive('\n').map(line).collect()
}

/// The places of each line that has any, counted from its start; one that runs on into the next ends with its line.
fn by_line(lines: &[Range<usize>], places: &[Range<usize>]) -> Vec<(usize, Vec<Range<usize>>)> {
    let mut found: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
    for place in places {
        let n = lines.partition_point(|line| line.start <= place.start).saturating_sub(1);
        let Some(line) = lines.get(n) else { continue };
        let (start, end) = (place.start.min(line.end), place.end.min(line.end));
        let mark = start - line.start..end - line.start;
        match found.last_mut() {
            Some((last, marks)) if *last == n => marks.push(mark),
            _ => found.push((n, vec![mark])),
        }
    }
    found
}

/// Every text of a mapping, however deep, with its key.
fn for_each_leaf<'r>(pairs: &'r [Pair<'_>], above: &str, each: &mut impl FnMut(String, &'r str)) {
    for (key, node) in pairs {
        let key = if above.is_empty() { key.text.clone().into_owned() } else { format!("{above}.{}", key.text) };
        leaves_of(node, key, each);
    }
}

fn leaves_of<'r>(node: &'r Node<'_>, key: String, each: &mut impl FnMut(String, &'r str)) {
    match &node.value {
        Value::Plain(text) | Value::Quoted(text) => each(key, text),
        Value::List(items) => items.iter().for_each(|item| leaves_of(item, key.clone(), each)),
        Value::Map(pairs) => for_each_leaf(pairs, &key, each),
    }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one place found is a list of one range")]
mod tests {
    use super::*;

    #[test]
    fn only_a_capital_of_the_text_makes_capitals_count() {
        for (pattern, want) in [
            ("refund", false),
            ("Refund", true),
            (r"\S+\W\B", false),
            (r"\p{Lu}x", false),
            (r"\x{4E00}", false),
            (r"\\A", true),
            ("ＶＩＰ", true),
            ("退款", false),
        ] {
            assert_eq!(has_capital(pattern), want, "{pattern}");
        }
    }

    #[test]
    fn a_fault_of_a_pattern_has_its_place() {
        let fault = |pattern: &str| Query::regex(pattern).err();
        let malformed = |at, reason: &str| Some(Unusable::Malformed { at, reason: reason.to_owned() });
        assert_eq!(fault("退款(a"), malformed(Some(3), "unclosed group"));
        assert_eq!(fault("*"), malformed(Some(1), "repetition operator missing expression"));
        assert_eq!(fault(r"a\q"), malformed(Some(2), "unrecognized escape sequence"));
        assert_eq!(fault(r"(\w{99}){99}{9}"), Some(Unusable::TooLarge));
        assert_eq!(fault(""), Some(Unusable::Empty));
        assert_eq!(Query::text(" \u{200b} ").err(), Some(Unusable::Empty));
    }

    #[test]
    fn width_wrapping_and_lines_are_seen_through() {
        let found = |query: Result<Query, Unusable>, text: &str| {
            let places = query.unwrap().places(text, &lines(text));
            by_line(&lines(text), &places)
        };
        assert_eq!(found(Query::text("不知道"), "我\n说不知\n道"), [(1, vec![3..9])]);
        assert_eq!(found(Query::text("ａ１（"), "xA1(y"), [(0, vec![1..4])]);
        assert_eq!(found(Query::text("A1"), "a1 Ａ１"), [(0, vec![3..9])]);
        assert_eq!(found(Query::regex("^b.$"), "ab1\r\nB２\n\nb3"), [(1, vec![0..4]), (3, vec![0..2])]);
        assert_eq!(found(Query::regex("（.）"), "(x) （y）"), [(0, vec![0..3, 4..11])]);
        assert_eq!(found(Query::regex("^$"), "a\n\nb\n"), [(1, vec![0..0])]);
    }
}
