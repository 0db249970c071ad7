//! The choice between three texts, and the union of remarks.

use std::collections::{HashMap, HashSet};

/// The side that changed; of two changes the smaller, so that it doesn't matter whose it is.
pub(super) fn text<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> &'t str {
    if ours == theirs || theirs == base {
        ours
    } else if ours == base {
        theirs
    } else {
        ours.min(theirs)
    }
}

/// As [`text`], for comments and blank lines: of two changes both are kept, line by line.
pub(super) fn comments(base: &str, ours: &str, theirs: &str) -> String {
    if ours == theirs || theirs == base || ours == base {
        return text(base, ours, theirs).to_owned();
    }
    let (first, second) = if ours < theirs { (ours, theirs) } else { (theirs, ours) };
    let has = |text: &str, line: &str| text.split_inclusive('\n').any(|l| l == line);
    // A line that one side took away goes; a line that one side added stays.
    let kept = first.split_inclusive('\n').filter(|l| !has(base, l) || has(second, l));
    let added = second.split_inclusive('\n').filter(|l| !has(base, l) && !has(first, l));
    kept.chain(added).collect()
}

/// As [`comments`], for what stands behind a value on its line, remark by remark.
pub(super) fn behind(base: &str, ours: &str, theirs: &str) -> String {
    if ours == theirs || theirs == base || ours == base {
        return text(base, ours, theirs).to_owned();
    }
    let (first, second) = if ours < theirs { (ours, theirs) } else { (theirs, ours) };
    let (b, first, second) = (remarks(base), remarks(first), remarks(second));
    let has = |list: &[&str], remark: &str| list.iter().any(|r| r.trim() == remark.trim());
    let kept = first.iter().filter(|r| !has(&b, r) || has(&second, r));
    let added = second.iter().filter(|r| !has(&b, r) && !has(&first, r));
    kept.chain(added).copied().collect()
}

/// The remarks behind a value, each with the blanks before it.
fn remarks(behind: &str) -> Vec<&str> {
    let blank = |c: char| c == ' ' || c == '\t';
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in behind.match_indices('#').skip(1).filter(|(at, _)| behind[..*at].ends_with(blank)) {
        let end = behind[..at].trim_end_matches(blank).len();
        out.push(&behind[start..end]);
        start = end;
    }
    out.push(&behind[start..]);
    out.retain(|r| !r.trim().is_empty());
    out
}

/// Whether a side has a remark that the base hasn't.
pub(super) fn remarked(base: [&str; 2], side: [&str; 2]) -> bool {
    let known = |line: &str| base[0].lines().any(|l| l.trim() == line.trim());
    let known_behind = |remark: &str| remarks(base[1]).iter().any(|r| r.trim() == remark.trim());
    side[0].lines().any(|l| !l.trim().is_empty() && !known(l)) || remarks(side[1]).iter().any(|r| !known_behind(r))
}

/// Whether a value over several lines may have comments between them; such a one is compared as it is spelled, or a
/// comment would be lost.
pub(super) fn holds_comments(core: &str) -> bool {
    core.contains('\n') && core.contains('#')
}

/// What one side took away goes, what one side added stays.
pub(super) fn entries<T: PartialEq + Clone>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    let kept = ours.iter().filter(|e| theirs.contains(e) || !base.contains(e));
    let added = theirs.iter().filter(|e| !ours.contains(e) && !base.contains(e));
    kept.chain(added).cloned().collect()
}

/// The order of what the base had: the changed one, or the base's own when both changed it. `has` says what is left.
pub(super) fn order<'t>(
    base: &[&'t str],
    ours: &[&'t str],
    theirs: &[&'t str],
    has: impl Fn(&str) -> bool,
) -> Vec<&'t str> {
    let known: HashSet<&str> = base.iter().copied().collect();
    let of_base =
        |side: &[&'t str]| -> Vec<&'t str> { side.iter().copied().filter(|x| known.contains(x) && has(x)).collect() };
    let (b, o, t) = (of_base(base), of_base(ours), of_base(theirs));
    // A side that lacks one of them has no say in where it stands.
    match (o.len() == b.len(), t.len() == b.len()) {
        (true, true) if o == b => t,
        (true, true) if t == b || o == t => o,
        (true, false) => o,
        (false, true) => t,
        _ => b,
    }
}

/// Puts what only a side has behind what it follows there, or at the end where nothing of the base comes after it; of
/// several at one place the smaller first.
pub(super) fn with_new<'t, K: Ord>(
    skeleton: Vec<&'t str>,
    ours: &[&'t str],
    theirs: &[&'t str],
    has: impl Fn(&str) -> bool,
    key: impl Fn(&'t str) -> K,
) -> Vec<&'t str> {
    let known: HashSet<&str> = skeleton.iter().copied().collect();
    let chains = |side: &[&'t str]| {
        let mut chains: HashMap<Option<&'t str>, Vec<&'t str>> = HashMap::new();
        let (mut here, mut chain) = (None, Vec::new());
        for name in side.iter().copied().filter(|n| has(n)) {
            if known.contains(name) {
                chains.insert(here, std::mem::take(&mut chain));
                here = Some(name);
            } else {
                chain.push(name);
            }
        }
        (chains, chain)
    };
    let ((ours, our_end), (theirs, their_end)) = (chains(ours), chains(theirs));
    let mut out: Vec<&'t str> = Vec::new();
    let mut seen = HashSet::new();
    // Of two places for one of them the first counts.
    let mut put = |out: &mut Vec<&'t str>, ours: &[&'t str], theirs: &[&'t str]| {
        out.extend(weave(ours, theirs, &key).into_iter().filter(|name| seen.insert(*name)));
    };
    for place in std::iter::once(None).chain(skeleton.iter().copied().map(Some)) {
        out.extend(place);
        let [ours, theirs] = [&ours, &theirs].map(|side| side.get(&place).map_or(&[][..], Vec::as_slice));
        put(&mut out, ours, theirs);
    }
    put(&mut out, &our_end, &their_end);
    out
}

/// Two sequences woven into one: what both have comes once, and of two heads the smaller comes first.
pub(super) fn weave<'t, K: Ord>(ours: &[&'t str], theirs: &[&'t str], key: impl Fn(&'t str) -> K) -> Vec<&'t str> {
    let mut out = Vec::with_capacity(ours.len() + theirs.len());
    let mut seen = HashSet::new();
    let (mut i, mut j) = (0, 0);
    loop {
        while ours.get(i).is_some_and(|x| seen.contains(x)) {
            i += 1;
        }
        while theirs.get(j).is_some_and(|x| seen.contains(x)) {
            j += 1;
        }
        let next = match (ours.get(i), theirs.get(j)) {
            (None, None) => return out,
            (Some(x), None) | (None, Some(x)) => *x,
            (Some(x), Some(y)) if key(y) < key(x) => *y,
            (Some(x), Some(_)) => *x,
        };
        seen.insert(next);
        out.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_of_both_sides_stay_and_removed_ones_go() {
        let merged = comments("# a\n# b\n", "# a\n# b\n# ours\n", "# b\n# theirs\n");
        assert_eq!(merged, comments("# a\n# b\n", "# b\n# theirs\n", "# a\n# b\n# ours\n"));
        let mut lines: Vec<&str> = merged.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, ["# b", "# ours", "# theirs"]);
    }

    #[test]
    fn a_remark_behind_a_value_is_joined_by_the_other() {
        assert_eq!(behind("", " # a", " # b"), " # a # b");
        assert_eq!(behind(" # a", "", " # a"), "");
        assert_eq!(behind(" # x", "", " # b"), " # b");
        assert_eq!(behind(" # x", "  # a # b", " # b"), "  # a # b");
        assert_eq!(behind("", " # see #5", " # see"), " # see #5");
    }

    #[test]
    fn what_both_have_is_woven_in_once() {
        assert_eq!(weave(&["c", "a"], &["b", "a"], |x| x), ["b", "a", "c"]);
        assert_eq!(weave(&["b", "a"], &["c", "a"], |x| x), ["b", "a", "c"]);
    }
}
