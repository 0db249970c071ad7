//! Points in time as the files hold them.

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

/// A point in time with its offset, as RFC 3339 writes it.
pub type Stamp = DateTime<FixedOffset>;

/// Reads an RFC 3339 stamp, in whole seconds: events of the same second stand in the order of the file, and no finer
/// time is ever written. `None` when the text is anything else.
#[must_use]
pub fn parse_stamp(text: &str) -> Option<Stamp> {
    // chrono also takes a space or a lower-case letter between date and time; the format doesn't.
    if text.len() < 20 || text.as_bytes()[10] != b'T' {
        return None;
    }
    DateTime::parse_from_rfc3339(text).ok()?.with_nanosecond(0)
}

/// Writes a stamp in the 25-character form with a numeric offset, in whole seconds.
#[must_use]
pub fn write_stamp(stamp: Stamp) -> String {
    stamp.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Reads a plain date, `2026-11-22`.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    // chrono also takes signs and blanks among the digits; the format doesn't.
    let is_date = |(i, b): (usize, u8)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(is_date) {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// A deadline somebody named: a moment, or only a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// That moment.
    At(Stamp),
    /// That day; the clocks say at what hour it ends.
    On(NaiveDate),
}

impl When {
    /// Reads either form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse_date(text).map(When::On).or_else(|| parse_stamp(text).map(When::At))
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            When::At(stamp) => f.write_str(&write_stamp(*stamp)),
            When::On(date) => write!(f, "{date}"),
        }
    }
}
