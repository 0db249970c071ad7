//! A whole new record in the canonical form.

use super::event::Event;
use super::header::Header;
use super::id::{is_reserved_word, is_token};
use super::stamp::write_stamp;
use super::write::{description, quoted};
use std::fmt::Write as _;

/// The text of a new case file.
#[must_use]
pub fn write_case(header: &Header, events: &[Event]) -> String {
    let mut out = String::new();
    let mut key = |key: &str, value: &str| {
        let _ = writeln!(out, "{key}: {value}");
    };
    let text = |value: &Option<String>| value.as_deref().map(quoted);
    let list = |values: &[String]| format!("[{}]", values.iter().map(|v| quoted(v)).collect::<Vec<_>>().join(", "));
    let map = |pairs: &[(String, String)]| {
        let inner: Vec<String> = pairs.iter().map(|(k, v)| format!("{}: {}", map_key(k), quoted(v))).collect();
        format!("{{{}}}", inner.join(", "))
    };
    key("id", header.id.as_str());
    key("title", &quoted(&header.title));
    key("received", &write_stamp(header.received));
    key("channel", header.channel.as_str());
    if header.anonymous {
        key("anonymous", "true");
    }
    for (name, value) in [("customer", text(&header.customer)), ("contact", text(&header.contact))] {
        if let Some(value) = value {
            key(name, &value);
        }
    }
    key("demand", &quoted(&header.demand));
    if let Some(category) = &header.category {
        key("category", category);
    }
    key("playbook", &header.playbook.to_string());
    for (name, value) in [("product", text(&header.product)), ("place", text(&header.place))] {
        if let Some(value) = value {
            key(name, &value);
        }
    }
    if let Some(department) = &header.department {
        key("department", department);
    }
    for (name, values) in [("people", &header.people), ("cc", &header.cc), ("tags", &header.tags)] {
        if !values.is_empty() {
            key(name, &list(values));
        }
    }
    for (name, pairs) in [("references", &header.references), ("prefers", &header.prefers)] {
        if !pairs.is_empty() {
            key(name, &map(pairs));
        }
    }
    let more = [
        ("reported_by", &header.reported_by),
        ("representative", &header.representative),
        ("language", &header.language),
    ];
    for (name, value) in more {
        if let Some(value) = text(value) {
            key(name, &value);
        }
    }
    let _ = write!(out, "description: {}", description(&header.description));
    out.push_str("log:\n");
    for event in events {
        let _ = writeln!(out, "  - {}", event.to_line());
    }
    out
}

/// A key of a mapping: in quotes unless nothing in it could be read as anything but the key.
fn map_key(key: &str) -> String {
    let plain = key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/'))
        && !is_reserved_word(key);
    if plain || is_token(key) { key.to_owned() } else { quoted(key) }
}
