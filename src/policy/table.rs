//! Typed access to a TOML table: every key is taken once, and what nobody took is a fault with its place.

use super::duration::Duration;
use super::fault::{ConfigFault, ConfigFaultKind, ConfigType};
use crate::case::Span;
use crate::case::fault::ENOUGH;
use crate::case::id::{is_name, nearest};
use crate::case::words::UnknownWord;
use toml::de::{DeTable, DeValue};

/// How long a list may be: longer than any team's, and short enough for what compares each entry with each other.
const MOST: usize = 2000;

/// Text in up to two languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bilingual {
    /// In English.
    pub en: Option<String>,
    /// In Simplified Chinese.
    pub zh: Option<String>,
}

impl Bilingual {
    /// The same text for both languages.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { en: Some(text.to_owned()), zh: Some(text.to_owned()) }
    }
}

/// The keys of one table while they are being read.
pub struct Table<'r, 't, 'f> {
    table: &'r DeTable<'t>,
    known: Vec<&'static str>,
    span: Span,
    faults: &'f mut Vec<ConfigFault>,
}

/// A table of an array of tables, and its place.
pub type Entry<'r, 't> = (&'r DeTable<'t>, Span);

fn span_of(range: std::ops::Range<usize>) -> Span {
    Span { start: range.start, end: range.end }
}

/// Parses a document. Syntax errors become a fault.
pub fn parse<'t>(text: &'t str, faults: &mut Vec<ConfigFault>) -> Option<DeTable<'t>> {
    match DeTable::parse(text) {
        Ok(table) => Some(table.into_inner()),
        Err(error) => {
            let span = error.span().map(span_of).unwrap_or_default();
            let message = error.message().to_owned();
            faults.push(ConfigFault::new(ConfigFaultKind::Syntax { message }, span));
            None
        }
    }
}

/// Where the value of a top-level key stands.
#[must_use]
pub fn place_of(text: &str, key: &str) -> Span {
    let document = DeTable::parse(text).ok();
    document.and_then(|d| d.get_ref().get(key).map(|v| span_of(v.span()))).unwrap_or_default()
}

impl<'r, 't, 'f> Table<'r, 't, 'f> {
    /// Starts on a table that stands at `span`.
    pub fn new((table, span): Entry<'r, 't>, faults: &'f mut Vec<ConfigFault>) -> Self {
        Self { table, known: Vec::new(), span, faults }
    }

    /// Where the table stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Notes a fault.
    pub fn fault(&mut self, kind: ConfigFaultKind, span: Span) {
        if self.faults.len() <= ENOUGH {
            self.faults.push(ConfigFault::new(kind, span));
        }
    }

    fn value(&mut self, key: &'static str) -> Option<(&'r DeValue<'t>, Span)> {
        self.known.push(key);
        let value = self.table.get(key)?;
        Some((value.get_ref(), span_of(value.span())))
    }

    /// Where a key's value stands, or the table if it has no such key.
    #[must_use]
    pub fn place(&self, key: &str) -> Span {
        self.table.get(key).map_or(self.span, |v| span_of(v.span()))
    }

    /// Whether the table has such a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Where a key's value stands, if the table has the key and it holds more than an empty list.
    #[must_use]
    pub fn written(&self, key: &str) -> Option<Span> {
        let value = self.table.get(key)?;
        let empty = value.get_ref().as_array().is_some_and(|list| list.is_empty());
        (!empty).then(|| span_of(value.span()))
    }

    fn wrong(&mut self, key: &str, wanted: ConfigType, span: Span) {
        self.fault(ConfigFaultKind::WrongType { key: key.to_owned(), wanted }, span);
    }

    fn parsed<T>(&mut self, key: &'static str, wanted: ConfigType, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (value, span) = self.value(key)?;
        let parsed = value.as_str().and_then(parse);
        if parsed.is_none() {
            self.wrong(key, wanted, span);
        }
        parsed
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.parsed(key, ConfigType::Text, |s| Some(s.to_owned()))
    }

    /// A name: lower-case letters, digits, `.`, `_`, `-`.
    pub fn name(&mut self, key: &'static str) -> Option<String> {
        self.parsed(key, ConfigType::Name, |s| is_name(s).then(|| s.to_owned()))
    }

    /// A duration.
    pub fn duration(&mut self, key: &'static str) -> Option<Duration> {
        self.parsed(key, ConfigType::Duration, Duration::parse)
    }

    /// A duration between two feedbacks.
    pub fn rhythm(&mut self, key: &'static str) -> Option<Duration> {
        self.parsed(key, ConfigType::Rhythm, Duration::rhythm)
    }

    /// Anything that `parse` can make of a text.
    pub fn with<T>(&mut self, key: &'static str, wanted: ConfigType, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.parsed(key, wanted, parse)
    }

    /// A word of a vocabulary.
    pub fn word<W: std::str::FromStr<Err = UnknownWord>>(&mut self, key: &'static str) -> Option<W> {
        let (value, span) = self.value(key)?;
        let Some(text) = value.as_str() else {
            self.wrong(key, ConfigType::Text, span);
            return None;
        };
        self.word_of(key, text, span)
    }

    fn word_of<W: std::str::FromStr<Err = UnknownWord>>(&mut self, key: &str, text: &str, span: Span) -> Option<W> {
        match text.parse() {
            Ok(word) => Some(word),
            Err(UnknownWord { allowed }) => {
                let near = nearest(text, allowed.iter().copied());
                let kind = ConfigFaultKind::UnknownWord { key: key.to_owned(), word: text.to_owned(), allowed, near };
                self.fault(kind, span);
                None
            }
        }
    }

    /// A list of words of a vocabulary.
    pub fn words<W: std::str::FromStr<Err = UnknownWord>>(&mut self, key: &'static str) -> Vec<W> {
        let items = self.texts(key);
        items.into_iter().filter_map(|(text, span)| self.word_of(key, &text, span)).collect()
    }

    /// A list of texts with their places.
    pub fn texts(&mut self, key: &'static str) -> Vec<(String, Span)> {
        let mut out = Vec::new();
        for (value, span) in self.items(key) {
            match value.as_str() {
                Some(text) => out.push((text.to_owned(), span)),
                None => self.wrong(key, ConfigType::Text, span),
            }
        }
        out
    }

    /// The values of a list with their places.
    pub fn items(&mut self, key: &'static str) -> Vec<(&'r DeValue<'t>, Span)> {
        let Some((value, span)) = self.value(key) else {
            return Vec::new();
        };
        match value.as_array() {
            Some(array) => {
                if array.len() > MOST {
                    self.fault(ConfigFaultKind::TooMany { key, most: MOST }, span);
                }
                array.iter().take(MOST).map(|v| (v.get_ref(), span_of(v.span()))).collect()
            }
            None => {
                self.wrong(key, ConfigType::List, span);
                Vec::new()
            }
        }
    }

    /// The tables of an array of tables.
    pub fn tables(&mut self, key: &'static str) -> Vec<Entry<'r, 't>> {
        let mut out = Vec::new();
        for (value, span) in self.items(key) {
            match value.as_table() {
                Some(table) => out.push((table, span)),
                None => self.wrong(key, ConfigType::Table, span),
            }
        }
        out
    }

    /// A table below a key.
    pub fn table(&mut self, key: &'static str) -> Option<Entry<'r, 't>> {
        let (value, span) = self.value(key)?;
        let table = value.as_table();
        if table.is_none() {
            self.wrong(key, ConfigType::Table, span);
        }
        table.map(|t| (t, span))
    }

    /// Every pair of a table whose keys are free: key, value, and the place of each.
    #[must_use]
    pub fn free_pairs((table, _): Entry<'r, 't>) -> Vec<(&'r str, Span, &'r DeValue<'t>, Span)> {
        table.iter().map(|(k, v)| (&**k.get_ref(), span_of(k.span()), v.get_ref(), span_of(v.span()))).collect()
    }

    /// Reads a table below this one; what it leaves is a fault as here.
    pub fn inner(&mut self, entry: Entry<'r, 't>, read: impl FnOnce(&mut Table<'r, 't, '_>)) {
        let mut inner = Table::new(entry, self.faults);
        read(&mut inner);
        inner.end();
    }

    /// A whole number.
    pub fn number(&mut self, key: &'static str, min: u32, max: u32) -> Option<u32> {
        let (value, span) = self.value(key)?;
        let number = as_number(value).filter(|n| (min..=max).contains(n));
        if number.is_none() {
            self.wrong(key, ConfigType::Number { min, max }, span);
        }
        number
    }

    /// A date, plain or quoted.
    pub fn day(&mut self, key: &'static str) -> Option<chrono::NaiveDate> {
        let (value, span) = self.value(key)?;
        let text = value.as_str().map(ToOwned::to_owned).or_else(|| value.as_datetime().map(ToString::to_string));
        let day = text.and_then(|s| crate::case::stamp::parse_date(&s));
        if day.is_none() {
            self.wrong(key, ConfigType::Date, span);
        }
        day
    }

    /// A truth value.
    pub fn truth(&mut self, key: &'static str) -> Option<bool> {
        let (value, span) = self.value(key)?;
        let truth = value.as_bool();
        if truth.is_none() {
            self.wrong(key, ConfigType::Bool, span);
        }
        truth
    }

    /// A text in one or two languages.
    pub fn bilingual(&mut self, key: &'static str) -> Option<Bilingual> {
        let (value, span) = self.value(key)?;
        self.bilingual_of(key, value, span)
    }

    /// A value as a text in one or two languages.
    pub fn bilingual_of(&mut self, key: &'static str, value: &'r DeValue<'t>, span: Span) -> Option<Bilingual> {
        if let Some(text) = value.as_str() {
            return Some(Bilingual::plain(text));
        }
        let Some(table) = value.as_table() else {
            self.wrong(key, ConfigType::Bilingual, span);
            return None;
        };
        let mut inner = Table::new((table, span), self.faults);
        let both = Bilingual { en: inner.text("en"), zh: inner.text("zh") };
        inner.end();
        if both == Bilingual::default() {
            self.wrong(key, ConfigType::Bilingual, span);
        }
        Some(both)
    }

    /// Turns an absent required key into a fault.
    pub fn need<T>(&mut self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.table.get(key).is_none() {
            let span = self.span;
            self.fault(ConfigFaultKind::MissingKey { key }, span);
        }
        value
    }

    /// Ends the table: every key that nobody took is a fault.
    pub fn end(mut self) {
        for (key, _) in self.table {
            if self.faults.len() > ENOUGH {
                break;
            }
            let text = &**key.get_ref();
            if !self.known.contains(&text) {
                let near = nearest(text, self.known.iter().copied());
                let kind = ConfigFaultKind::UnknownKey { key: text.to_owned(), near };
                self.fault(kind, span_of(key.span()));
            }
        }
    }
}

/// A TOML integer as a small number.
#[must_use]
pub fn as_number(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    u32::from_str_radix(integer.as_str(), integer.radix()).ok()
}
