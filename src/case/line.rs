//! A line of the log under construction, and how its values are quoted.

use super::id::is_token;
use super::stamp::{Stamp, When, write_stamp};
use std::fmt::Write as _;

/// A flow mapping under construction.
pub(super) struct Line(String);

impl Line {
    pub(super) fn new() -> Self {
        Self(String::from("{"))
    }

    pub(super) fn key(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0.push_str(", ");
        }
        self.0.push_str(key);
        self.0.push_str(": ");
    }

    pub(super) fn plain(&mut self, key: &str, value: &str) {
        self.key(key);
        self.0.push_str(value);
    }

    /// A token stays plain; what only looks like one is quoted.
    pub(super) fn token(&mut self, key: &str, value: &str) {
        self.key(key);
        self.0.push_str(&token(value));
    }

    pub(super) fn maybe_token(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.token(key, value);
        }
    }

    pub(super) fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.key(key);
            self.0.push_str(&quoted(value));
        }
    }

    pub(super) fn stamp(&mut self, key: &str, value: Stamp) {
        self.plain(key, &write_stamp(value));
    }

    pub(super) fn when(&mut self, key: &str, value: Option<When>) {
        if let Some(value) = value {
            self.plain(key, &value.to_string());
        }
    }

    pub(super) fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.plain(key, "true");
        }
    }

    pub(super) fn list(&mut self, key: &str, items: impl IntoIterator<Item = String>) {
        let items: Vec<_> = items.into_iter().collect();
        if !items.is_empty() {
            self.plain(key, &format!("[{}]", items.join(", ")));
        }
    }

    pub(super) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

pub(super) fn token(value: &str) -> String {
    if is_token(value) { value.to_owned() } else { quoted(value) }
}

/// A double-quoted YAML scalar with everything escaped that needs it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => {
                let code = c as u32;
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02X}"),
                    0x100..=0xffff => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character can't stand raw in a case file: controls, odd spaces and line ends, the byte order mark, and
/// the marks that turn the reading direction around.
#[must_use]
pub fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
}

/// A `|` block indented by two when the text allows it, else a quoted scalar. Ends in a line feed.
#[must_use]
pub fn description(text: &str) -> String {
    let body = text.strip_suffix('\n');
    let fits = body.is_some_and(|body| {
        let mut lines = body.split('\n');
        let first_ok = body.split('\n').next().is_some_and(|l| !l.trim().is_empty() && !l.starts_with(' '));
        first_ok && !body.ends_with('\n') && lines.all(|l| !l.ends_with(' ') && !l.chars().any(needs_escape))
    });
    match body {
        Some(body) if fits => {
            let mut out = String::from("|\n");
            for line in body.split('\n') {
                if !line.is_empty() {
                    out.push_str("  ");
                    out.push_str(line);
                }
                out.push('\n');
            }
            out
        }
        _ => format!("{}\n", quoted(text)),
    }
}
