//! Settling one conflict: one side's text stays, and the entry under `conflicts` goes.

use super::pieces::cut;
use super::{Side, Uncut};
use crate::case::conflict::{Conflict, Contested, block};

/// Whose text stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// What stands in its place already.
    Ours,
    /// What `conflicts` lists.
    Theirs,
}

/// Why nothing was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untaken {
    /// No conflict of that name; these are there.
    NoSuch(Vec<String>),
    /// Their text is listed more than once.
    Several,
    /// The text can't be taken apart.
    Uncut,
}

impl From<Uncut> for Untaken {
    fn from(_: Uncut) -> Self {
        Self::Uncut
    }
}

/// The text with the conflict about `name`, a header key or an event's id, settled.
///
/// # Errors
/// When there is no such conflict, or no telling which text is meant.
pub fn take(side: Side<'_>, name: &str, which: Take) -> Result<String, Untaken> {
    let pieces = cut(&side).ok_or(Untaken::Uncut)?;
    let of_name: Vec<&Conflict> = pieces.conflicts.iter().filter(|c| c.what.name() == name).collect();
    let (theirs, is_key) = match (of_name.as_slice(), which) {
        ([], _) => {
            return Err(Untaken::NoSuch(pieces.conflicts.iter().map(|c| c.what.name().to_owned()).collect()));
        }
        (_, Take::Ours) => (None, false),
        ([one], Take::Theirs) => (Some(one.theirs.as_deref()), matches!(one.what, Contested::Key(_))),
        _ => return Err(Untaken::Several),
    };
    let left: Vec<Conflict> = pieces.conflicts.iter().filter(|c| c.what.name() != name).cloned().collect();
    let mut out = pieces.preamble.to_owned();
    for key in &pieces.keys {
        let in_question = theirs.filter(|_| is_key && key.name == name);
        if key.name == "log" {
            if let (true, Some(Some(new))) = (is_key && !pieces.keys.iter().any(|k| k.name == name), theirs) {
                out.push_str(&format!("{new}\n"));
            }
            out.push_str(&block(&left));
        }
        match in_question {
            None => out.push_str(&format!("{}{}{}\n{}", key.lead, key.core, key.behind, key.tail)),
            Some(None) => out.push_str(key.lead),
            Some(Some(new)) => {
                // A remark behind the value can't stand behind a text block.
                let (above, behind) = if new.contains('\n') { (key.behind.trim(), "") } else { ("", key.behind) };
                let above = if above.is_empty() { String::new() } else { format!("{above}\n") };
                out.push_str(&format!("{}{above}{new}{behind}\n{}", key.lead, key.tail));
            }
        }
        if key.name != "log" {
            continue;
        }
        let mut there = false;
        for event in &pieces.events {
            let in_question = theirs.filter(|_| !is_key && event.id == name);
            there |= event.id == name;
            let core = match in_question {
                None => event.core,
                Some(Some(new)) => new,
                Some(None) => {
                    out.push_str(event.lead);
                    continue;
                }
            };
            out.push_str(&format!("{}{}{}{core}{}\n", event.lead, event.indent, event.dash, event.behind));
        }
        if let (false, false, Some(Some(new)), Some(last)) = (there, is_key, theirs, pieces.events.last()) {
            out.push_str(&format!("{}{}{new}\n", last.indent, last.dash));
        }
        out.push_str(pieces.log_tail);
    }
    out.push_str(pieces.trailer);
    Ok(out)
}
