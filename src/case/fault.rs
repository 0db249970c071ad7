//! What can be wrong with a case file, and where.

use super::raw::Span;

/// How many faults of a file are named. Nobody mends a file by a longer list, and a hostile file would fill the memory.
pub const ENOUGH: usize = 100;

/// A fault in a file: what it is and the bytes it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The very value it is about.
    pub span: Span,
}

impl Fault {
    /// A fault at a place.
    #[must_use]
    pub fn new(kind: FaultKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// Whether the case can be judged all the same.
    #[must_use]
    pub fn leaves_a_case(&self) -> bool {
        matches!(self.kind, FaultKind::TwoTexts { .. } | FaultKind::Further)
    }
}

/// What is wrong with a case file. Every kind but [`FaultKind::TwoTexts`], and [`FaultKind::Further`] in its wake,
/// leaves nothing to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The file can't be read at all.
    Unreadable {
        /// What the system said.
        reason: String,
    },
    /// The file is a link, a folder or a device.
    NotARegularFile,
    /// More than 4 MiB.
    TooLarge,
    /// Zero bytes, or nothing but blanks and comments.
    Empty,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A control character that YAML and terminals don't expect in text.
    ControlCharacter {
        /// Its code point.
        code: u32,
    },
    /// A tab where YAML forbids one.
    Tab,
    /// A carriage return without a line feed.
    LoneCarriageReturn,
    /// `<<<<<<<`, `=======` or `>>>>>>>` of an unresolved merge.
    MergeMarker,
    /// The parser's word for anything else.
    Syntax {
        /// What it said.
        message: String,
    },
    /// A quote that is opened and never closed.
    UnclosedQuote,
    /// A brace or bracket that is opened and never closed.
    UnclosedBrace,
    /// Deeper than the format allows.
    TooDeep,
    /// `!tag`.
    Tag,
    /// `&anchor`.
    Anchor,
    /// `*alias`.
    Alias,
    /// The key `<<`.
    MergeKey,
    /// `%YAML` or another directive.
    Directive,
    /// A second document in the file.
    SecondDocument,
    /// A key twice in one mapping.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that is not a plain word.
    OddKey,
    /// The file is not a mapping.
    NotAMapping,
    /// A required header key is missing.
    MissingHeader {
        /// The key.
        key: &'static str,
    },
    /// No event at all.
    NoLog,
    /// `log` is not a list of events.
    LogNotAList,
    /// An entry of the log is not a mapping.
    EventNotAMapping,
    /// A key that has nothing behind it.
    NullValue {
        /// The key.
        key: String,
        /// It stands in an event, where a forgotten quote looks exactly like that.
        in_event: bool,
    },
    /// A key that an event of this kind doesn't have.
    UnknownKey {
        /// The key.
        key: String,
        /// The kind of event.
        act: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// A key that an event of this kind needs.
    MissingKey {
        /// The key.
        key: &'static str,
        /// The kind of event.
        act: &'static str,
    },
    /// A kind of event that this version doesn't know.
    UnknownAct {
        /// The word behind `do`.
        act: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// A word outside its vocabulary.
    UnknownWord {
        /// The key.
        key: String,
        /// The word.
        word: String,
        /// What it may be.
        allowed: Vec<&'static str>,
        /// What may have been meant.
        near: Option<String>,
    },
    /// A value of the wrong type.
    WrongType {
        /// The key.
        key: String,
        /// What it should be.
        wanted: Wanted,
    },
    /// A contact from the customer that says it didn't reach us.
    UnreachedInbound,
    /// An overridden gate without a reason.
    ForcedWithoutWhy,
    /// A second `open` event.
    SecondOpen,
    /// No `open` event.
    NoOpen,
    /// One event id with two different texts.
    TwoTexts {
        /// The id.
        id: String,
    },
    /// From here on the faults are too many to be named.
    Further,
}

/// The type a value should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A text.
    Text,
    /// A name: lower-case letters, digits, `.`, `_`, `-`.
    Name,
    /// A token without blanks.
    Token,
    /// An event's id.
    EventId,
    /// A case's id.
    CaseId,
    /// `true` or `false`.
    Bool,
    /// A whole number within these bounds.
    Number {
        /// The least.
        min: u32,
        /// The greatest.
        max: u32,
    },
    /// An RFC 3339 time with offset.
    Time,
    /// A date, or a time with offset.
    DateOrTime,
    /// A duration such as `3d` or `4h`.
    Duration,
    /// An amount such as `"480.00"`.
    Money,
    /// A list.
    List,
    /// A mapping.
    Map,
    /// A playbook with its revision, `four-step@1`.
    Playbook,
}
