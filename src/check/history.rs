//! What an earlier commit held and the files of now don't: a record is added to, never taken from.
//!
//! Events are compared by case and id, key by key as spelled; quotes, the order of keys and of lines say nothing. A
//! redaction may empty free texts and nothing else. Header facts may be put right by hand, but the time of receipt
//! starts the clocks, so a change of it needs an `edit` event that tells of it.

use crate::case::Span;
use crate::case::raw::{Pair, RawCase, RawEvent, Value};
use crate::case::stamp::parse_stamp;
use std::collections::HashSet;

/// What is gone or changed since a commit.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Lost {
    /// A whole case.
    Case { id: String, rev: String },
    /// An event.
    Event { event: String, rev: String },
    /// An event reads otherwise.
    Changed { event: String, keys: Vec<String>, rev: String },
    /// The time of receipt.
    Received { was: String, rev: String },
    /// The file could not be read then, so that only parts of it, or nothing, could be compared.
    Unreadable { events: usize, rev: String },
}

/// A case file as far as its YAML can be read.
#[derive(Debug)]
pub struct Record<'t> {
    text: &'t str,
    header: Vec<Pair<'t>>,
    events: Vec<RawEvent<'t>>,
    /// Whether all of it could be read.
    whole: bool,
}

impl<'t> Record<'t> {
    /// A file that could be read.
    #[must_use]
    pub fn whole(text: &'t str, raw: RawCase<'t>) -> Self {
        let events = raw.events().to_vec();
        Self { text, header: raw.header, events, whole: true }
    }

    /// The lines of a file that could be read on their own.
    #[must_use]
    pub fn of_lines(text: &'t str, events: Vec<RawEvent<'t>>) -> Self {
        Self { text, header: Vec::new(), events, whole: false }
    }

    /// The text of a header key.
    #[must_use]
    pub fn header(&self, key: &str) -> Option<&str> {
        match &self.header.iter().find(|(k, _)| k.text == key)?.1.value {
            Value::Plain(s) | Value::Quoted(s) => Some(s),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    fn place_of(&self, key: &str) -> Span {
        self.header.iter().find(|(k, _)| k.text == key).map(|(_, n)| n.span).unwrap_or_default()
    }

    /// Whether the text names an event, be the line around it readable or not.
    fn names(&self, event: &str) -> bool {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        self.text.match_indices(event).any(|(at, _)| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + event.len()..].chars().next();
            !before.is_some_and(word) && !after.is_some_and(word)
        })
    }
}

/// What `old` held that the files of the same case don't hold `now`, each with its place in the old text.
#[must_use]
pub fn compare(old: &Record<'_>, now: &[Record<'_>], id: &str, rev: &str) -> Vec<(Lost, Span)> {
    let rev = || rev.to_owned();
    if now.is_empty() {
        return vec![(Lost::Case { id: id.to_owned(), rev: rev() }, old.place_of("id"))];
    }
    let mut lost = Vec::new();
    if !old.whole {
        lost.push((Lost::Unreadable { events: old.events.len(), rev: rev() }, Span::default()));
    }
    if let Some(was) = received_changed(old, now) {
        lost.push((Lost::Received { was, rev: rev() }, old.place_of("received")));
    }
    let events = || now.iter().flat_map(|r| &r.events);
    let mut seen: HashSet<&str> = HashSet::new();
    for event in &old.events {
        let Some(id) = event.scalar("id") else {
            if !events().any(|e| same_pairs(&event.pairs, &e.pairs)) {
                lost.push((Lost::Event { event: String::new(), rev: rev() }, event.span));
            }
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        // A merge may have left several texts of one event; whoever kept one of them kept the event.
        let texts: Vec<&RawEvent<'_>> = old.events.iter().filter(|e| e.scalar("id") == Some(id)).collect();
        let present: Vec<&RawEvent<'_>> = events().filter(|e| e.scalar("id") == Some(id)).collect();
        let kept = |p: &&RawEvent<'_>| texts.iter().any(|t| same_pairs(&t.pairs, &p.pairs) || is_redaction(t, p));
        if present.iter().any(kept) {
            continue;
        }
        match present.first() {
            Some(present) => {
                let keys = changed_keys(event, present);
                lost.push((Lost::Changed { event: id.to_owned(), keys, rev: rev() }, event.span));
            }
            None if now.iter().any(|r| !r.whole && r.names(id)) => {}
            None => lost.push((Lost::Event { event: id.to_owned(), rev: rev() }, event.span)),
        }
    }
    lost
}

fn received_changed(old: &Record<'_>, now: &[Record<'_>]) -> Option<String> {
    let was = old.header("received")?;
    let is = now.iter().find_map(|r| r.header("received"))?;
    let same = was == is || parse_stamp(was).is_some_and(|w| parse_stamp(is) == Some(w));
    let known: HashSet<&str> = old.events.iter().filter_map(|e| e.scalar("id")).collect();
    let told = |e: &RawEvent<'_>| {
        e.scalar("do") == Some("edit")
            && e.scalar("key") == Some("received")
            && e.scalar("id").is_some_and(|id| !known.contains(id))
    };
    let told = now.iter().flat_map(|r| &r.events).any(told);
    (!same && !told).then(|| was.to_owned())
}

fn same_pairs(a: &[Pair<'_>], b: &[Pair<'_>]) -> bool {
    a.len() == b.len()
        && a.iter().all(|(key, node)| {
            b.iter().find(|(k, _)| k.text == key.text).is_some_and(|(_, other)| same(&node.value, &other.value))
        })
}

/// Whether two values say the same, quoted or not.
fn same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Plain(a) | Value::Quoted(a), Value::Plain(b) | Value::Quoted(b)) => a == b,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
        }
        (Value::Map(a), Value::Map(b)) => same_pairs(a, b),
        _ => false,
    }
}

fn changed_keys(old: &RawEvent<'_>, now: &RawEvent<'_>) -> Vec<String> {
    let gone = old.pairs.iter().filter(|(k, n)| now.get(&k.text).is_none_or(|other| !same(&n.value, &other.value)));
    let new = now.pairs.iter().filter(|(k, _)| old.get(&k.text).is_none());
    gone.chain(new).map(|(k, _)| k.text.clone().into_owned()).collect()
}

/// Whether `now` is `old` with free texts emptied or left out and the mark of a redaction, and nothing else.
fn is_redaction(old: &RawEvent<'_>, now: &RawEvent<'_>) -> bool {
    let act = old.scalar("do").unwrap_or_default();
    let added = |key: &str| key != "redacted" && old.get(key).is_none();
    now.scalar("redacted") == Some("true")
        && !now.pairs.iter().any(|(k, _)| added(&k.text))
        && old.pairs.iter().all(|(key, node)| match now.get(&key.text) {
            Some(other) => emptied(act, &key.text, &node.value, &other.value),
            None => is_free(act, &key.text),
        })
}

/// Whether a value stayed, or lost nothing but free text.
fn emptied(act: &str, key: &str, old: &Value<'_>, now: &Value<'_>) -> bool {
    match (old, now) {
        (Value::List(_), Value::List(now)) if now.is_empty() => is_free(act, key),
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| emptied(act, key, &a.value, &b.value))
        }
        (Value::Map(a), Value::Map(b)) => a.iter().all(|(k, node)| {
            let key = if key == "facts" { "fact" } else { &*k.text };
            let other = b.iter().find(|(o, _)| o.text == k.text);
            let token = key == "fact" && matches!(node.value, Value::Plain(_));
            match other {
                Some((_, other)) => emptied(act, key, &node.value, &other.value),
                None => is_free(act, key) && !token,
            }
        }),
        // A fact without quotes is a token, which the steps of the playbook go by.
        (Value::Plain(_), _) if key == "fact" => same(old, now),
        (_, Value::Plain(text) | Value::Quoted(text)) if text.is_empty() => is_free(act, key),
        _ => same(old, now),
    }
}

/// Whether a key of an event holds free text.
fn is_free(act: &str, key: &str) -> bool {
    match key {
        "note" | "why" | "what" | "bone" | "whys" | "source" | "sha256" | "how" | "alternative" | "words"
        | "ground" | "lesson" | "fact" => true,
        "from" => act == "evidence",
        "reason" => act == "redress",
        _ => false,
    }
}
