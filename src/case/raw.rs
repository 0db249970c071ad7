//! The record as its text spells it: every key and value verbatim, with its place in the file.

use std::borrow::Cow;

/// A range of bytes in a case file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node<'t> {
    /// The value itself.
    pub value: Value<'t>,
    /// Its bytes, quotes and braces included.
    pub span: Span,
}

/// A key and where it stands.
#[derive(Debug, Clone)]
pub struct Key<'t> {
    /// The key without its colon.
    pub text: Cow<'t, str>,
    /// Its bytes.
    pub span: Span,
}

/// A key with its value.
pub type Pair<'t> = (Key<'t>, Node<'t>);

/// A YAML value, untyped: a plain scalar may still be a time, a number, a token or a text.
#[derive(Debug, Clone)]
pub enum Value<'t> {
    /// A scalar without quotes.
    Plain(Cow<'t, str>),
    /// A scalar in quotes, or a block scalar.
    Quoted(Cow<'t, str>),
    /// A sequence.
    List(Vec<Node<'t>>),
    /// A mapping.
    Map(Vec<Pair<'t>>),
}

impl Value<'_> {
    /// Whether two values say the same, wherever they stand.
    #[must_use]
    pub fn same(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Value::Plain(a), Value::Plain(b)) | (Value::Quoted(a), Value::Quoted(b)) => a == b,
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value.same(&b.value))
            }
            (Value::Map(a), Value::Map(b)) => same_pairs(a, b),
            _ => false,
        }
    }

    /// Whether YAML reads this as nothing: an empty plain scalar, `~` or `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Plain(s) if matches!(&**s, "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// Whether two mappings hold the same keys and values in the same order.
#[must_use]
pub fn same_pairs(a: &[Pair<'_>], b: &[Pair<'_>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|((ka, va), (kb, vb))| ka.text == kb.text && va.value.same(&vb.value))
}

/// One event as written.
#[derive(Debug, Clone)]
pub struct RawEvent<'t> {
    /// Its keys and values in their order.
    pub pairs: Vec<Pair<'t>>,
    /// From its first to its last byte, braces included.
    pub span: Span,
    /// Whether it is written in braces.
    pub flow: bool,
    /// Whether it stands on a single line, which with braces is the form that merges.
    pub one_line: bool,
}

impl<'t> RawEvent<'t> {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.pairs.iter().find(|(k, _)| k.text == key).map(|(_, v)| v)
    }

    /// The text of a scalar key.
    #[must_use]
    pub fn scalar(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.value {
            Value::Plain(s) | Value::Quoted(s) => Some(s),
            Value::List(_) | Value::Map(_) => None,
        }
    }
}

/// A whole file as written.
#[derive(Debug, Clone)]
pub struct RawCase<'t> {
    /// Every top-level key but `log`.
    pub header: Vec<Pair<'t>>,
    /// The key `log`, if it stands there.
    pub log_key: Option<Span>,
    /// How the log is written.
    pub log: RawLog<'t>,
}

/// The value of `log`.
#[derive(Debug, Clone)]
pub enum RawLog<'t> {
    /// No key `log`, or one with nothing behind it.
    Missing,
    /// A block sequence: one dash an event.
    Block(Vec<RawEvent<'t>>),
    /// A flow sequence, `[…]`.
    Flow(Vec<RawEvent<'t>>, Span),
    /// Something else than a sequence.
    Other(Span),
}

impl<'t> RawCase<'t> {
    /// The events, however the log is written.
    #[must_use]
    pub fn events(&self) -> &[RawEvent<'t>] {
        match &self.log {
            RawLog::Block(events) | RawLog::Flow(events, _) => events,
            RawLog::Missing | RawLog::Other(_) => &[],
        }
    }

    /// The value of a header key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.header.iter().find(|(k, _)| k.text == key).map(|(_, v)| v)
    }
}
