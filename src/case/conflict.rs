//! What two sides changed each in its own way: ours stays in its place, theirs is listed under `conflicts`.

use super::line::quoted;
use super::raw::{Node, Value};

/// The header key that lists what is to be settled.
pub const CONFLICTS: &str = "conflicts";

/// What is contested.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contested {
    /// A header key.
    Key(String),
    /// An event, by its id.
    Event(String),
}

impl Contested {
    /// The key or the event's id.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Key(name) | Self::Event(name) => name,
        }
    }
}

/// Something that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// What.
    pub what: Contested,
    /// How their text has it, key included; `None` when it is gone there, or stays here in their text.
    pub theirs: Option<String>,
    /// Ours removed it, theirs changed it, and their text stays in its place.
    pub gone_here: bool,
}

impl Conflict {
    /// The conflict as its line has it, without the dash.
    fn to_line(&self) -> String {
        let kind = match self.what {
            Contested::Key(_) => "key",
            Contested::Event(_) => "event",
        };
        let name = super::line::token(self.what.name());
        match &self.theirs {
            Some(theirs) => format!("{{{kind}: {name}, theirs: {}}}", quoted(theirs)),
            None if self.gone_here => format!("{{{kind}: {name}, gone: ours}}"),
            None => format!("{{{kind}: {name}, gone: theirs}}"),
        }
    }
}

/// The key `conflicts` with its list, a line each; nothing for none.
#[must_use]
pub fn block(conflicts: &[Conflict]) -> String {
    if conflicts.is_empty() {
        return String::new();
    }
    let lines: String = conflicts.iter().map(|c| format!("  - {}\n", c.to_line())).collect();
    format!("{CONFLICTS}:\n{lines}")
}

/// Reads the value of the key `conflicts`; `None` when it isn't what a merge writes.
#[must_use]
pub fn conflicts_of(node: &Node<'_>) -> Option<Vec<Conflict>> {
    let Value::List(list) = &node.value else { return None };
    list.iter().map(|item| conflict_of(&item.value)).collect()
}

fn conflict_of(value: &Value<'_>) -> Option<Conflict> {
    let Value::Map(pairs) = value else { return None };
    let text = |value: &Value<'_>| match value {
        Value::Plain(s) | Value::Quoted(s) => Some(s.clone().into_owned()),
        Value::List(_) | Value::Map(_) => None,
    };
    let [(kind, name), (side, theirs)] = pairs.as_slice() else { return None };
    let name = text(&name.value)?;
    let what = match &*kind.text {
        "key" => Contested::Key(name),
        "event" => Contested::Event(name),
        _ => return None,
    };
    match &*side.text {
        "theirs" => Some(Conflict { what, theirs: Some(text(&theirs.value)?), gone_here: false }),
        "gone" => Some(Conflict { what, theirs: None, gone_here: text(&theirs.value)? == "ours" }),
        _ => None,
    }
}
