//! Values of fields as people type them.

use super::{Field, FieldType};
use crate::case::amount::is_money;
use crate::case::event::Fact;
use crate::case::id::nearest;
use crate::case::stamp::{Stamp, parse_date, write_stamp};

/// Why a typed value doesn't fit its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadValue {
    /// The field.
    pub field: String,
    /// What was typed.
    pub value: String,
    /// What the field holds.
    pub kind: FieldType,
    /// The options it has.
    pub allowed: Vec<String>,
    /// What may have been meant.
    pub near: Option<String>,
}

/// Reads a value for a field. `time` reads a time as people type it, in the workspace's zone.
///
/// # Errors
/// When the value doesn't fit the field's type.
pub fn parse_value(field: &Field, text: &str, time: &dyn Fn(&str) -> Option<Stamp>) -> Result<Fact, BadValue> {
    let ids: Vec<&str> = field.options.iter().map(|o| o.id.as_str()).collect();
    let bad = |value: &str| BadValue {
        field: field.id.clone(),
        value: value.to_owned(),
        kind: field.kind,
        allowed: ids.iter().map(|s| (*s).to_owned()).collect(),
        near: nearest(value, ids.iter().copied()),
    };
    let option = |value: &str| ids.contains(&value).then(|| value.to_owned()).ok_or_else(|| bad(value));
    let text = text.trim();
    match field.kind {
        FieldType::Text if text.is_empty() => Err(bad(text)),
        FieldType::Text => Ok(Fact::Text(text.to_owned())),
        FieldType::Choice => option(text).map(Fact::Word),
        FieldType::Many => text.split(',').map(|s| option(s.trim())).collect::<Result<_, _>>().map(Fact::Many),
        FieldType::Bool => match text {
            "true" | "yes" | "是" => Ok(Fact::Word("true".to_owned())),
            "false" | "no" | "否" => Ok(Fact::Word("false".to_owned())),
            _ => Err(bad(text)),
        },
        FieldType::Date => parse_date(text).map(|d| Fact::Word(d.to_string())).ok_or_else(|| bad(text)),
        FieldType::Time => time(text).map(|t| Fact::Word(write_stamp(t))).ok_or_else(|| bad(text)),
        FieldType::Money => is_money(text).then(|| Fact::Text(text.to_owned())).ok_or_else(|| bad(text)),
    }
}

/// Whether a stored fact has the field's type.
#[must_use]
pub fn fits(field: &Field, fact: &Fact) -> bool {
    let known = |id: &String| field.options.iter().any(|o| &o.id == id);
    match (field.kind, fact) {
        (FieldType::Text, Fact::Word(_) | Fact::Text(_)) => true,
        (FieldType::Choice, Fact::Word(s) | Fact::Text(s)) => known(s),
        (FieldType::Many, Fact::Many(list)) => list.iter().all(known),
        (FieldType::Many, Fact::Word(s)) => known(s),
        (FieldType::Bool, Fact::Word(s)) => s == "true" || s == "false",
        (FieldType::Date, Fact::Word(s)) => parse_date(s).is_some(),
        (FieldType::Time, Fact::Word(s)) => crate::case::stamp::parse_stamp(s).is_some(),
        (FieldType::Money, Fact::Text(s)) => is_money(s),
        _ => false,
    }
}
