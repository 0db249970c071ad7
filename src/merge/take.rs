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
        ([one], Take::Ours) if one.gone_here => (Some(None), false),
        ([one], Take::Theirs) if one.gone_here => (None, false),
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
            out.push_str(&pieces.remarks);
            out.push_str(&block(&left));
        }
        match in_question {
            None => out.push_str(&format!("{}{}{}\n{}", key.lead, key.core, key.behind, key.tail)),
            // The comments are people's own, and stay.
            Some(None) => {
                let remarks =
                    std::iter::once(key.behind).chain(key.tail.lines()).map(str::trim).filter(|r| !r.is_empty());
                out.push_str(key.lead);
                remarks.for_each(|r| out.push_str(&format!("{r}\n")));
            }
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
                    out.push_str(&own_line(event.indent, event.behind));
                    continue;
                }
            };
            // A remark can't stand behind a text block that ends an event either.
            let (above, behind) = match in_question {
                Some(_) if core.contains('\n') => (own_line(event.indent, event.behind), ""),
                _ => (String::new(), event.behind),
            };
            out.push_str(&format!("{}{above}{}{}{core}{behind}\n", event.lead, event.indent, event.dash));
        }
        if let (false, false, Some(Some(new)), Some(last)) = (there, is_key, theirs, pieces.events.last()) {
            out.push_str(&format!("{}{}{new}\n", last.indent, last.dash));
        }
        out.push_str(pieces.log_tail);
    }
    out.push_str(pieces.trailer);
    Ok(out)
}

/// A remark that stood behind something, on a line of its own.
fn own_line(indent: &str, behind: &str) -> String {
    let remark = behind.trim();
    if remark.is_empty() { String::new() } else { format!("{indent}{remark}\n") }
}
