//! The facts, key by key.

use super::alike;
use super::pieces::{KeyPiece, Pieces};
use super::three;
use crate::case::conflict::{Conflict, Contested};

/// A key of the result.
pub(super) struct Key<'s> {
    pub(super) name: &'s str,
    /// Its lines, comments included.
    pub(super) text: String,
}

/// The keys of the result in their order; what both sides changed is added to `conflicts`.
pub(super) fn merge<'s>(
    base: &Pieces<'s>,
    ours: &Pieces<'s>,
    theirs: &Pieces<'s>,
    conflicts: &mut Vec<Conflict>,
) -> Vec<Key<'s>> {
    let names = |side: &Pieces<'s>| side.keys.iter().map(|k| k.name).collect::<Vec<_>>();
    let (b, o, t) = (names(base), names(ours), names(theirs));
    let mut merged: Vec<Key<'s>> = Vec::new();
    for name in three::weave(&o, &t, |name| name) {
        let of = |side: &Pieces<'s>| side.keys.iter().find(|k| k.name == name).copied();
        merged.extend(one(name, of(base), of(ours), of(theirs), conflicts));
    }
    let has = |name: &str| merged.iter().any(|k| k.name == name);
    let order = three::with_new(three::order(&b, &o, &t, has), &o, &t, has, |name| name);
    merged.sort_by_key(|key| order.iter().position(|name| *name == key.name));
    merged
}

fn one<'s>(
    name: &'s str,
    base: Option<KeyPiece<'s>>,
    ours: Option<KeyPiece<'s>>,
    theirs: Option<KeyPiece<'s>>,
    conflicts: &mut Vec<Conflict>,
) -> Option<Key<'s>> {
    let same = |a: &KeyPiece<'_>, b: &KeyPiece<'_>| match (a.value, b.value) {
        (Some(x), Some(y)) if three::holds_comments(a.core) || three::holds_comments(b.core) => {
            a.core.trim_end() == b.core.trim_end() && alike(x, y)
        }
        (Some(a), Some(b)) => alike(a, b),
        (None, None) => true,
        _ => false,
    };
    let untouched = |b: &KeyPiece<'_>, side: &KeyPiece<'_>| {
        same(b, side) && !three::remarked([b.lead, b.behind], [side.lead, side.behind])
    };
    let mut contest = |theirs: Option<&str>| {
        let theirs = theirs.map(ToOwned::to_owned);
        conflicts.push(Conflict { what: Contested::Key(name.to_owned()), theirs, gone_here: false });
    };
    let chosen = match (base, ours, theirs) {
        (_, None, None) => return None,
        (None, Some(only), None) | (None, None, Some(only)) => return Some(whole(name, &only)),
        (Some(b), Some(side), None) | (Some(b), None, Some(side)) if untouched(&b, &side) => return None,
        (Some(_), Some(ours), None) => {
            contest(None);
            return Some(whole(name, &ours));
        }
        (Some(_), None, Some(theirs)) => {
            // Nothing of it is left here, so its comments are listed with it.
            contest(Some(&format!("{}{}{}", theirs.lead, theirs.core, theirs.behind)));
            return None;
        }
        (base, Some(ours), Some(theirs)) => {
            let unchanged = |side: &KeyPiece<'_>| base.is_some_and(|b| same(&b, side));
            if same(&ours, &theirs) {
                let b = base.filter(|b| same(b, &ours)).map_or("", |b| b.core);
                if three::text(b, ours.core, theirs.core) == ours.core { ours } else { theirs }
            } else if unchanged(&ours) {
                theirs
            } else if unchanged(&theirs) {
                ours
            } else {
                contest(Some(theirs.core));
                ours
            }
        }
    };
    let (ours, theirs) = (ours?, theirs?);
    let of_base = |part: fn(&KeyPiece<'s>) -> &'s str| base.as_ref().map_or("", part);
    let lead = three::comments(of_base(|k| k.lead), ours.lead, theirs.lead);
    let behind = three::behind(of_base(|k| k.behind), ours.behind, theirs.behind);
    let tail = three::comments(of_base(|k| k.tail), ours.tail, theirs.tail);
    // What reaches to the next key brings its own blank lines, and a remark behind or below it would be part of a text.
    let text = if chosen.reaches {
        let remarks = std::iter::once(&*behind).chain(tail.lines()).map(str::trim);
        let remarks = remarks.filter(|r| !r.is_empty() && !lead.lines().any(|l| l.trim() == *r));
        let above: String = remarks.map(|r| format!("{r}\n")).collect();
        format!("{lead}{above}{}\n", chosen.core)
    } else {
        format!("{lead}{}{behind}\n{tail}", chosen.core)
    };
    Some(Key { name, text })
}

fn whole<'s>(name: &'s str, key: &KeyPiece<'s>) -> Key<'s> {
    Key { name, text: format!("{}{}{}\n{}", key.lead, key.core, key.behind, key.tail) }
}
