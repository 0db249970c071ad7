//! Typed access to the keys of a mapping: every key is taken once, and what nobody took is a fault.

use super::amount::{is_duration, is_money};
use super::event::{Fact, Facts};
use super::fault::{ENOUGH, Fault, FaultKind, Wanted};
use super::header::PlaybookRef;
use super::id::{EventId, is_name, is_token};
use super::raw::{Node, Pair, Span, Value};
use super::stamp::{Stamp, When, parse_stamp};
use super::write::is_plain_word;

/// The keys of one mapping while they are being read.
pub struct Pairs<'r, 't> {
    pairs: &'r [Pair<'t>],
    used: u64,
    whole: Span,
    act: &'static str,
    redacted: bool,
    /// What was wrong so far.
    pub faults: Vec<Fault>,
}

impl<'r, 't> Pairs<'r, 't> {
    /// Starts on a mapping that stands at `whole`.
    #[must_use]
    pub fn new(pairs: &'r [Pair<'t>], whole: Span) -> Self {
        Self { pairs, used: 0, whole, act: "", redacted: false, faults: Vec::new() }
    }

    /// Names the kind of event, for faults about missing keys.
    pub fn set_act(&mut self, act: &'static str) {
        self.act = act;
    }

    /// From here on texts may be empty, because they were removed.
    pub fn set_redacted(&mut self) {
        self.redacted = true;
    }

    /// Takes a key. A key with nothing behind it is a fault, and counts as absent.
    pub fn node(&mut self, key: &str) -> Option<&'r Node<'t>> {
        let place = self.pairs.iter().position(|(k, _)| k.text == key)?;
        self.used |= 1 << place.min(63);
        let node = &self.pairs[place].1;
        if node.value.is_null() {
            self.fault(
                FaultKind::NullValue { key: key.to_owned(), in_event: !self.act.is_empty() },
                self.pairs[place].0.span,
            );
            return None;
        }
        Some(node)
    }

    /// Whether the key stands there, with a value or without.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(k, _)| k.text == key)
    }

    /// Notes a fault.
    pub fn fault(&mut self, kind: FaultKind, span: Span) {
        if self.faults.len() <= ENOUGH {
            self.faults.push(Fault::new(kind, span));
        }
    }

    /// Notes that a required key isn't there.
    pub fn missing(&mut self, key: &'static str) {
        let act = self.act;
        self.fault(FaultKind::MissingKey { key, act }, self.whole);
    }

    /// Turns an absent required key into a fault.
    pub fn need<T>(&mut self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.has(key) {
            self.missing(key);
        }
        value
    }

    /// The keys that nobody took.
    pub fn left_over(&self) -> impl Iterator<Item = &'r Pair<'t>> + '_ {
        self.pairs.iter().enumerate().filter(|(i, _)| self.used & (1 << (*i).min(63)) == 0).map(|(_, p)| p)
    }

    fn wrong<T>(&mut self, key: &str, wanted: Wanted, span: Span) -> Option<T> {
        self.fault(FaultKind::WrongType { key: key.to_owned(), wanted }, span);
        None
    }

    /// A scalar, whether it is quoted, and its place.
    fn scalar(&mut self, key: &str, wanted: Wanted) -> Option<(&'r str, bool, Span)> {
        let node = self.node(key)?;
        match &node.value {
            Value::Plain(s) => Some((s, false, node.span)),
            Value::Quoted(s) => Some((s, true, node.span)),
            Value::List(_) | Value::Map(_) => self.wrong(key, wanted, node.span),
        }
    }

    fn parsed<T>(&mut self, key: &str, wanted: Wanted, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (text, _, span) = self.scalar(key, wanted)?;
        match parse(text) {
            Some(value) => Some(value),
            None => self.wrong(key, wanted, span),
        }
    }

    /// A free text. An empty one says nothing and is a fault, unless it was redacted.
    pub fn text(&mut self, key: &str) -> Option<String> {
        let redacted = self.redacted;
        self.parsed(key, Wanted::Text, |s| (redacted || !s.trim().is_empty()).then(|| s.to_owned()))
    }

    /// A name of a person, step, check, category.
    pub fn name(&mut self, key: &str) -> Option<String> {
        self.parsed(key, Wanted::Name, |s| is_name(s).then(|| s.to_owned()))
    }

    /// Any token.
    pub fn token(&mut self, key: &str) -> Option<String> {
        self.parsed(key, Wanted::Token, |s| is_token(s).then(|| s.to_owned()))
    }

    /// An event's id.
    pub fn event_id(&mut self, key: &str) -> Option<EventId> {
        self.parsed(key, Wanted::EventId, EventId::parse)
    }

    /// A case's id.
    pub fn case_id(&mut self, key: &str) -> Option<super::CaseId> {
        self.parsed(key, Wanted::CaseId, super::CaseId::parse)
    }

    /// A playbook with its revision.
    pub fn playbook(&mut self, key: &str) -> Option<PlaybookRef> {
        self.parsed(key, Wanted::Playbook, PlaybookRef::parse)
    }

    /// A time with offset.
    pub fn stamp(&mut self, key: &str) -> Option<Stamp> {
        self.parsed(key, Wanted::Time, parse_stamp)
    }

    /// A date, or a time with offset.
    pub fn when(&mut self, key: &str) -> Option<When> {
        self.parsed(key, Wanted::DateOrTime, When::parse)
    }

    /// A duration, as text.
    pub fn duration(&mut self, key: &str) -> Option<String> {
        self.parsed(key, Wanted::Duration, |s| is_duration(s).then(|| s.to_owned()))
    }

    /// An amount of money, as text.
    pub fn money(&mut self, key: &str) -> Option<String> {
        self.parsed(key, Wanted::Money, |s| is_money(s).then(|| s.to_owned()))
    }

    /// A truth value; only the plain words count.
    pub fn truth(&mut self, key: &str) -> Option<bool> {
        let (text, quoted, span) = self.scalar(key, Wanted::Bool)?;
        match (text, quoted) {
            ("true", false) => Some(true),
            ("false", false) => Some(false),
            _ => self.wrong(key, Wanted::Bool, span),
        }
    }

    /// A truth value that is false when it isn't there.
    pub fn flag(&mut self, key: &str) -> bool {
        self.truth(key).unwrap_or(false)
    }

    /// A whole number between two bounds.
    pub fn number(&mut self, key: &str, min: u32, max: u32) -> Option<u32> {
        self.parsed(key, Wanted::Number { min, max }, |s| {
            let plain = s == "0" || !s.starts_with('0');
            s.parse().ok().filter(|n| plain && (min..=max).contains(n))
        })
    }

    /// A word of a vocabulary.
    pub fn word<W>(&mut self, key: &str) -> Option<W>
    where
        W: std::str::FromStr<Err = super::words::UnknownWord>,
    {
        let (text, _, span) = self.scalar(key, Wanted::Token)?;
        self.word_of(key, text, span)
    }

    fn word_of<W>(&mut self, key: &str, text: &str, span: Span) -> Option<W>
    where
        W: std::str::FromStr<Err = super::words::UnknownWord>,
    {
        match text.parse() {
            Ok(word) => Some(word),
            Err(super::words::UnknownWord { allowed }) => {
                let near = super::id::nearest(text, allowed.iter().copied());
                self.fault(FaultKind::UnknownWord { key: key.to_owned(), word: text.to_owned(), allowed, near }, span);
                None
            }
        }
    }

    /// A list of words of a vocabulary.
    pub fn words<W>(&mut self, key: &str) -> Vec<W>
    where
        W: std::str::FromStr<Err = super::words::UnknownWord>,
    {
        self.items(key).into_iter().filter_map(|(text, span)| self.word_of(key, text, span)).collect()
    }

    /// The scalars of a list with their places.
    pub fn items(&mut self, key: &str) -> Vec<(&'r str, Span)> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let Value::List(list) = &node.value else {
            self.wrong::<()>(key, Wanted::List, node.span);
            return Vec::new();
        };
        self.scalars(key, list)
    }

    fn scalars(&mut self, key: &str, list: &'r [Node<'t>]) -> Vec<(&'r str, Span)> {
        let mut out = Vec::with_capacity(list.len());
        for item in list {
            match &item.value {
                Value::Plain(s) | Value::Quoted(s) if !item.value.is_null() => out.push((&**s, item.span)),
                _ => {
                    self.wrong::<()>(key, Wanted::Text, item.span);
                }
            }
        }
        out
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        self.items(key).into_iter().map(|(s, _)| s.to_owned()).collect()
    }

    /// A list of names.
    pub fn names(&mut self, key: &str) -> Vec<String> {
        let items = self.items(key);
        items
            .into_iter()
            .filter_map(|(s, span)| if is_name(s) { Some(s.to_owned()) } else { self.wrong(key, Wanted::Name, span) })
            .collect()
    }

    /// A list of event ids.
    pub fn event_ids(&mut self, key: &str) -> Vec<EventId> {
        let items = self.items(key);
        items
            .into_iter()
            .filter_map(|(s, span)| EventId::parse(s).or_else(|| self.wrong(key, Wanted::EventId, span)))
            .collect()
    }

    /// A mapping of texts.
    pub fn strings(&mut self, key: &str) -> Vec<(String, String)> {
        self.facts(key).into_iter().map(|(k, v)| (k, v.line())).collect()
    }

    /// A mapping of fields to values.
    pub fn facts(&mut self, key: &str) -> Facts {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let Value::Map(pairs) = &node.value else {
            self.wrong::<()>(key, Wanted::Map, node.span);
            return Vec::new();
        };
        let mut facts = Vec::with_capacity(pairs.len());
        for (name, value) in pairs {
            if value.value.is_null() {
                self.fault(
                    FaultKind::NullValue { key: name.text.clone().into_owned(), in_event: !self.act.is_empty() },
                    name.span,
                );
                continue;
            }
            let fact = match &value.value {
                Value::Plain(s) if is_plain_word(s) => Fact::Word(s.clone().into_owned()),
                Value::Plain(s) | Value::Quoted(s) => Fact::Text(s.clone().into_owned()),
                Value::List(list) => {
                    let items = self.scalars(&name.text, list);
                    Fact::Many(items.into_iter().map(|(s, _)| s.to_owned()).collect())
                }
                Value::Map(_) => {
                    self.wrong::<()>(&name.text, Wanted::Text, value.span);
                    continue;
                }
            };
            facts.push((name.text.clone().into_owned(), fact));
        }
        facts
    }

    /// The mappings of a list, each read by `read`.
    pub fn maps<T>(&mut self, key: &str, read: impl Fn(&mut Pairs<'r, 't>) -> Option<T>) -> Vec<T> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let Value::List(list) = &node.value else {
            self.wrong::<()>(key, Wanted::List, node.span);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in list {
            match &item.value {
                Value::Map(pairs) => out.extend(self.inner(pairs, item.span, &read)),
                _ => {
                    self.wrong::<()>(key, Wanted::Map, item.span);
                }
            }
        }
        out
    }

    /// A mapping below a key, read by `read`.
    pub fn map<T>(&mut self, key: &str, read: impl Fn(&mut Pairs<'r, 't>) -> Option<T>) -> Option<T> {
        let node = self.node(key)?;
        match &node.value {
            Value::Map(pairs) => self.inner(pairs, node.span, &read),
            _ => self.wrong(key, Wanted::Map, node.span),
        }
    }

    fn inner<T>(
        &mut self,
        pairs: &'r [Pair<'t>],
        span: Span,
        read: &impl Fn(&mut Pairs<'r, 't>) -> Option<T>,
    ) -> Option<T> {
        let mut inner = Pairs::new(pairs, span);
        inner.act = self.act;
        inner.redacted = self.redacted;
        let value = read(&mut inner);
        let unknown: Vec<_> = inner.left_over().map(|(k, _)| (k.text.clone().into_owned(), k.span)).collect();
        self.faults.append(&mut inner.faults);
        for (key, span) in unknown {
            self.fault(FaultKind::UnknownKey { key, act: self.act.to_owned(), near: None }, span);
        }
        value
    }
}
