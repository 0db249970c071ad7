//! Two versions of a case and the one they both come from, made into one: key by key and event by event.
//!
//! Facts: the changed side counts; changed on both, ours stays and theirs is listed under `conflicts`. Events: those of
//! the base keep their place, new ones stay behind what they follow, by time. Comments travel with what stands below
//! them. Without a conflict the result is the same bytes whichever side is ours.

mod events;
mod header;
mod markers;
mod pieces;
mod take;
mod three;

pub use markers::{Marked, sides_of};
pub use take::{Take, Untaken, take};

use crate::case::conflict::{CONFLICTS, Conflict, block};
use crate::case::raw::{RawCase, RawEvent, Value, same_pairs};
use pieces::{Pieces, cut};
use std::collections::HashMap;

/// A version of a case: its text, with LF line ends and one at its end, and what it spells.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// The text.
    pub text: &'s str,
    /// The text as read.
    pub raw: &'s RawCase<'s>,
}

/// What two versions come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The text.
    pub text: String,
    /// What both changed, each in its own way, in this merge.
    pub conflicts: Vec<Conflict>,
}

/// A version can't be taken apart: its log is not one dash an event, or its keys don't stand at the left margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncut;

/// Merges two versions of a case. Without a base everything that differs was added by both.
///
/// # Errors
/// When a version can't be taken apart.
pub fn merge(base: Option<Side<'_>>, ours: Side<'_>, theirs: Side<'_>) -> Result<Merged, Uncut> {
    // A base that can't be taken apart is as good as none: all that it would save is a conflict.
    let base = base.as_ref().and_then(cut).unwrap_or_default();
    let (ours, theirs) = (cut(&ours).ok_or(Uncut)?, cut(&theirs).ok_or(Uncut)?);
    let mut new = Vec::new();
    let keys = header::merge(&base, &ours, &theirs, &mut new);
    let log = events::merge(&base, &ours, &theirs, &mut new);
    let mut listed = three::entries(&base.conflicts, &ours.conflicts, &theirs.conflicts);
    listed.extend(new.iter().cloned());
    listed.sort();
    listed.dedup();
    let mut text = three::comments(base.preamble, ours.preamble, theirs.preamble);
    for key in keys {
        if key.name == "log" {
            text.push_str(&three::comments(&base.remarks, &ours.remarks, &theirs.remarks));
            text.push_str(&block(&listed));
            text.push_str(&key.text);
            text.push_str(&log);
            text.push_str(&three::comments(base.log_tail, ours.log_tail, theirs.log_tail));
        } else {
            text.push_str(&key.text);
        }
    }
    text.push_str(&three::comments(base.trailer, ours.trailer, theirs.trailer));
    new.sort();
    Ok(Merged { text, conflicts: new })
}

/// Whether the merged text says what it has to, judged by the three versions alone: every event of either side is there
/// in a text that a side has, unless the base had it and the other side took it away; nothing else is there; and every
/// fact is a side's.
#[must_use]
pub fn keeps_all(was: Option<&RawCase<'_>>, ours: &RawCase<'_>, theirs: &RawCase<'_>, merged: &RawCase<'_>) -> bool {
    let (base, result) = (was.map(by_id).unwrap_or_default(), by_id(merged));
    let (o, t) = (by_id(ours), by_id(theirs));
    let has = |side: &ById<'_, '_>, id: &str, e: &RawEvent<'_>| {
        side.get(id).is_some_and(|texts| texts.iter().any(|x| alike_pairs(x, e)))
    };
    let kept = |side: &ById<'_, '_>, other: &ById<'_, '_>| {
        side.keys().all(|id| result.contains_key(id) || (base.contains_key(id) && !other.contains_key(id)))
    };
    let known = result.iter().all(|(id, texts)| texts.iter().all(|e| has(&o, id, e) || has(&t, id, e)));
    let facts = merged.header.iter().filter(|(k, _)| k.text != CONFLICTS).all(|(key, node)| {
        [ours, theirs].iter().any(|s| s.get(&key.text).is_some_and(|n| alike(&n.value, &node.value)))
    });
    let stays = |side: &RawCase<'_>, other: &RawCase<'_>| {
        let mut keys = side.header.iter().map(|(k, _)| &*k.text).filter(|k| *k != CONFLICTS);
        keys.all(|k| merged.get(k).is_some() || (was.is_some_and(|b| b.get(k).is_some()) && other.get(k).is_none()))
    };
    kept(&o, &t) && kept(&t, &o) && known && facts && stays(ours, theirs) && stays(theirs, ours)
}

type ById<'r, 't> = HashMap<&'r str, Vec<&'r RawEvent<'t>>>;

fn by_id<'r, 't>(case: &'r RawCase<'t>) -> ById<'r, 't> {
    let mut map = ById::new();
    for event in case.events() {
        map.entry(event.scalar("id").unwrap_or_default()).or_default().push(event);
    }
    map
}

fn alike_pairs(a: &RawEvent<'_>, b: &RawEvent<'_>) -> bool {
    same_pairs(&a.pairs, &b.pairs)
        || (a.pairs.len() == b.pairs.len()
            && a.pairs
                .iter()
                .zip(&b.pairs)
                .all(|((ka, va), (kb, vb))| ka.text == kb.text && alike(&va.value, &vb.value)))
}

/// Whether two values mean the same, however they are quoted. A word that YAML reads as something else than text when
/// it stands plain means another thing in quotes.
fn alike(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Plain(x), Value::Quoted(y)) | (Value::Quoted(y), Value::Plain(x)) => {
            x == y && !a.is_null() && !b.is_null() && !matches!(&**x, "true" | "false")
        }
        (Value::List(x), Value::List(y)) => {
            x.len() == y.len() && x.iter().zip(y).all(|(x, y)| alike(&x.value, &y.value))
        }
        (Value::Map(x), Value::Map(y)) => {
            x.len() == y.len()
                && x.iter().zip(y).all(|((kx, x), (ky, y))| kx.text == ky.text && alike(&x.value, &y.value))
        }
        _ => a.same(b),
    }
}

/// The parts of no version at all.
impl Default for Pieces<'_> {
    fn default() -> Self {
        Self {
            preamble: "",
            keys: Vec::new(),
            conflicts: Vec::new(),
            remarks: String::new(),
            events: Vec::new(),
            log_tail: "",
            trailer: "",
        }
    }
}
