//! Laws of merging, on random records and random changes of both sides.

use super::model::{Doc, Hand, Piece, Wanted, wanted};
use crate::laws::dress::{Whims, dress};
use crate::laws::records::{case, event, tell_apart};
use crate::laws::{Brief, tries};
use amends::case::raw::Value;
use amends::case::{Case, Event};
use amends::merge::Merged;
use amends::store::{NoMerge, merge_texts, read_text, read_yaml, second_opinion};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PATH: &str = "cases/2026/11/2026-11-21-k7f3m.yaml";

fn merged(base: &str, ours: &str, theirs: &str) -> Result<Merged, TestCaseError> {
    merge_texts(PATH, base, ours, theirs).map_err(|why| {
        TestCaseError::fail(format!("{why:?}\n--- base\n{base}\n--- ours\n{ours}\n--- theirs\n{theirs}"))
    })
}

/// A record, and events that are new to it.
fn case_and_events(news: std::ops::Range<usize>) -> impl Strategy<Value = Brief<(Case, Vec<Event>)>> {
    (case(0..6), vec(event(), news)).prop_map(|(case, new)| {
        let mut all = case.events.clone();
        all.extend(new);
        tell_apart(&mut all);
        let new = all.split_off(case.events.len());
        Brief((case, new))
    })
}

/// The comments of the model, wherever they stand in a text.
fn comments(text: &str) -> BTreeSet<String> {
    let pieces = text.match_indices("#c-").map(|(at, _)| &text[at..]);
    let ours = |comment: &&str| {
        let mark = comment.strip_prefix("#c-").and_then(|c| c.strip_suffix(';')).unwrap_or_default();
        mark.starts_with(['b', 'o', 't']) && mark[1..].bytes().all(|b| b.is_ascii_digit())
    };
    pieces.filter_map(|p| p.split_inclusive(';').next()).filter(ours).map(str::to_owned).collect()
}

/// A value however it is quoted.
fn value(said: &Value<'_>) -> String {
    match said {
        Value::Plain(s) | Value::Quoted(s) => format!("{s:?}"),
        Value::List(list) => list.iter().map(|n| value(&n.value) + ",").collect(),
        Value::Map(map) => map.iter().map(|(k, n)| format!("{}={},", k.text, value(&n.value))).collect(),
    }
}

/// What a file says: by key, and by event.
type Said = (BTreeMap<String, String>, BTreeMap<String, String>);

/// What a text says: its keys, and its events by id, each as it is spelled.
fn says(text: &str) -> Result<Said, TestCaseError> {
    let raw = read_yaml(text).map_err(|f| TestCaseError::fail(format!("{f:?}\n{text}")))?;
    prop_assert!(second_opinion(text, &raw).is_ok(), "the parsers differ\n{text}");
    let keys = raw.header.iter().map(|(k, n)| (k.text.clone().into_owned(), value(&n.value))).collect();
    let mut events = BTreeMap::new();
    for event in raw.events() {
        let id = event.scalar("id").unwrap_or_default().to_owned();
        let all: String = event.pairs.iter().map(|(k, n)| format!("{}={},", k.text, value(&n.value))).collect();
        prop_assert!(events.insert(id, all).is_none(), "an event twice\n{text}");
    }
    Ok((keys, events))
}

/// What the pieces of the oracle say, by the way of the reader.
fn read_pieces(wanted: &Wanted) -> Result<Said, TestCaseError> {
    let mut text: String = wanted.keys.iter().filter(|(k, _)| *k != "log").map(|(_, v)| format!("{v}\n")).collect();
    text.push_str("log:\n");
    wanted.events.values().for_each(|e| text.push_str(&format!("  - {e}\n")));
    says(&text)
}

fn holds(base: &Doc, ours: &Doc, theirs: &Doc) -> Result<(), TestCaseError> {
    let [b, o, t] = [base, ours, theirs].map(Doc::text);
    let sides = || format!("--- base\n{b}\n--- ours\n{o}\n--- theirs\n{t}");
    let wanted = wanted(base, ours, theirs);
    let Merged { text, conflicts } = merged(&b, &o, &t)?;
    let told = format!("--- merged\n{text}\n{}", sides());

    let contested: BTreeSet<String> = conflicts.iter().map(|c| c.what.name().to_owned()).collect();
    prop_assert_eq!(&contested, &wanted.contested, "what is contested\n{}", told);
    let (mut keys, events) = says(&text)?;
    prop_assert_eq!(keys.remove("conflicts").is_some(), !conflicts.is_empty(), "{}", told);
    let (want_keys, want_events) = read_pieces(&wanted)?;
    prop_assert_eq!(&keys, &want_keys, "the facts\n{}", told);
    prop_assert_eq!(&events, &want_events, "the events\n{}", told);

    // Where one side left the order alone it is the other's, unless something stays that the other took away.
    let raw = read_yaml(&text).map_err(|f| TestCaseError::fail(format!("{f:?}")))?;
    let names = |pieces: &[Piece]| pieces.iter().map(|p| p.name.clone()).collect::<Vec<_>>();
    let ids: Vec<&str> = raw.events().iter().filter_map(|e| e.scalar("id")).collect();
    let facts: Vec<&str> = raw.header.iter().map(|(k, _)| &*k.text).filter(|k| *k != "conflicts").collect();
    for (still, moved) in [(ours, theirs), (theirs, ours)] {
        let mut wanted = names(&moved.events);
        if names(&still.events) == names(&base.events) && ids.iter().all(|id| wanted.iter().any(|w| w == id)) {
            prop_assert_eq!(&ids, &wanted, "the order of the events\n{}", told);
        }
        wanted = names(&moved.keys);
        wanted.retain(|k| k != "log");
        if names(&still.keys) == names(&base.keys) && facts.iter().all(|key| wanted.iter().any(|w| w == key)) {
            prop_assert_eq!(&facts, &wanted, "the order of the keys\n{}", told);
        }
    }

    let there = comments(&text);
    let lost: Vec<&String> = wanted.comments.difference(&there).collect();
    prop_assert!(lost.is_empty(), "comments lost: {lost:?}\n{told}");
    let listed: BTreeSet<String> = conflicts.iter().filter_map(|c| c.theirs.as_deref()).flat_map(comments).collect();
    let may: BTreeSet<&String> = wanted.comments.iter().chain(&wanted.optional).chain(&listed).collect();
    let odd: Vec<&String> = there.iter().filter(|c| !may.contains(c)).collect();
    prop_assert!(odd.is_empty(), "comments that a side took away: {odd:?}\n{told}");

    let other = merged(&b, &t, &o)?;
    if conflicts.is_empty() {
        prop_assert_eq!(&other.text, &text, "the sides exchanged\n{}", told);
        // Merging a side that is in already changes nothing but, at most, the order of what both had moved.
        for side in [&o, &t] {
            let again = merged(&b, &text, side)?;
            let sorted = |text: &str| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            prop_assert!(again.conflicts.is_empty(), "merged again\n{told}");
            prop_assert_eq!(sorted(&again.text), sorted(&text), "merged again\n{}", told);
        }
    } else {
        let other: BTreeSet<String> = other.conflicts.iter().map(|c| c.what.name().to_owned()).collect();
        prop_assert_eq!(&other, &contested, "the sides exchanged\n{}", told);
        // Once it is settled as ours is, it is ours.
        let mut settled = text.clone();
        for name in &contested {
            settled = amends::store::settle_text(&settled, name, amends::merge::Take::Ours)
                .map_err(|why| TestCaseError::fail(format!("{name}: {why:?}\n{told}")))?;
        }
        prop_assert!(!settled.contains("\nconflicts:"), "{}", settled);
        let mut theirs_taken = text.clone();
        for name in &contested {
            theirs_taken = amends::store::settle_text(&theirs_taken, name, amends::merge::Take::Theirs)
                .map_err(|why| TestCaseError::fail(format!("{name}: {why:?}\n{told}")))?;
        }
        prop_assert!(!theirs_taken.contains("\nconflicts:"), "{}", theirs_taken);
        let (theirs_keys, theirs_events) = says(&theirs_taken)?;
        let (keys_of_theirs, events_of_theirs) = says(&t)?;
        for name in &contested {
            prop_assert_eq!(theirs_keys.get(name), keys_of_theirs.get(name), "{} taken\n{}", name, told);
            prop_assert_eq!(theirs_events.get(name), events_of_theirs.get(name), "{} taken\n{}", name, told);
        }
        let lost: Vec<String> = wanted.comments.difference(&comments(&theirs_taken)).cloned().collect();
        let only_ours = |c: &String| comments(&o).contains(c) && !comments(&t).contains(c);
        prop_assert!(lost.iter().all(only_ours), "comments lost by taking theirs: {lost:?}\n{theirs_taken}\n{told}");
    }
    for side in [&b, &o, &t] {
        prop_assert_eq!(&merged(side, side, side)?.text, side);
        prop_assert_eq!(&merged(&b, side, &b)?.text, side);
        prop_assert_eq!(&merged(&b, &b, side)?.text, side);
        prop_assert_eq!(&merged(&b, side, side)?.text, side);
    }
    Ok(())
}

/// Whatever both sides do with an editor, the merge comes to what the three lists come to: facts, events, comments and
/// questions, none lost, none made up, the same bytes from either side.
#[test]
fn a_merge_comes_to_what_the_oracle_says() {
    let whims = || vec(any::<u8>(), 0..60);
    proptest!(tries(200), |(
        Brief((case, new)) in case_and_events(0..6),
        start in vec(any::<u8>(), 0..30), left in whims(), right in whims(),
    )| {
        let mut base = Doc::of(&case);
        let mut whims = Whims::new(&start);
        let mut hand = Hand::new('b');
        // The base has comments already, and other quotes.
        for _ in 0..whims.of(10) {
            base.change(&mut hand, &mut whims);
        }
        let mut sides = [base.clone(), base.clone()];
        for (side, (mark, whims)) in sides.iter_mut().zip([('o', &left), ('t', &right)]) {
            let mut hand = Hand::new(mark);
            let mut whims = Whims::new(whims);
            for _ in 0..whims.of(7) {
                side.change(&mut hand, &mut whims);
            }
            for (i, event) in new.iter().enumerate() {
                // The first may have been carried to both sides.
                if i == 0 && whims.once_in(2) || i % 2 == usize::from(mark == 't') {
                    side.append(&event.to_line());
                }
            }
        }
        let [ours, theirs] = sides;
        holds(&base, &ours, &theirs)?;
    });
}

/// However each of the three is dressed by its editor, every event and every new remark comes through, or the merge is
/// refused; never half of it.
#[test]
fn dressed_files_merge_whole_or_not_at_all() {
    let mut counts = [0_u32; 3];
    let whims = || vec(any::<u8>(), 0..300);
    let counted = std::cell::RefCell::new(&mut counts);
    proptest!(tries(120), |(Brief((case, new)) in case_and_events(0..5), a in whims(), b in whims(), c in whims())| {
        let with = |which: usize| {
            let mut all = case.clone();
            all.events.extend(new.iter().enumerate().filter(|(i, _)| i % 2 == which).map(|(_, e)| e.clone()));
            all
        };
        let (ours_case, theirs_case) = (with(0), with(1));
        let base = dress(&case, &mut Whims::new(&a)).text();
        let mark = |text: String, who: &str| text.replace("# a remark", &format!("# a remark of {who}"));
        let ours = mark(dress(&ours_case, &mut Whims::new(&b)).text(), "ours");
        let theirs = mark(dress(&theirs_case, &mut Whims::new(&c)).text(), "theirs");
        let told = format!("--- base\n{base}\n--- ours\n{ours}\n--- theirs\n{theirs}");
        let done = merge_texts(PATH, &base, &ours, &theirs);
        let mut counts = counted.borrow_mut();
        match done {
            Err(NoMerge::NoWay) => counts[0] += 1,
            Err(other) => prop_assert!(false, "{other:?}\n{told}"),
            Ok(Merged { text, conflicts }) => {
                counts[if conflicts.is_empty() { 1 } else { 2 }] += 1;
                let reading = read_text(&text);
                let mut ids: Vec<String> = case.events.iter().chain(&new).map(|e| e.to_line()).collect();
                let read = reading.case.ok_or_else(|| TestCaseError::fail(format!("{:?}\n{told}", reading.faults)))?;
                let mut lines: Vec<String> = read.events.iter().map(Event::to_line).collect();
                ids.sort();
                lines.sort();
                prop_assert_eq!(lines, ids, "--- merged\n{}\n{}", text, told);
                let header = amends::case::Header { conflicts: read.header.conflicts, ..case.header.clone() };
                prop_assert_eq!(read.header, header, "--- merged\n{}\n{}", text, told);
                for who in ["ours", "theirs"] {
                    let (remark, side) = (format!("# a remark of {who}"), if who == "ours" { &ours } else { &theirs });
                    prop_assert_eq!(side.contains(&remark), text.contains(&remark), "--- merged\n{}\n{}", text, told);
                }
                if conflicts.is_empty() {
                    let other = merged(&base, &theirs, &ours)?;
                    prop_assert_eq!(other.text, text, "{}", told);
                }
            }
        }
    });
    // Three editors that all left other comments within one value are contested, and a log in brackets is refused.
    assert!(counts[1] >= 20, "hardly any was merged: {counts:?}");
}

/// Three branches that only append come to the same file in whatever order they are merged.
#[test]
fn appends_merge_in_any_order() {
    proptest!(tries(50), |(Brief((case, new)) in case_and_events(1..12), to in vec(0..3_usize, 12))| {
        let base = Doc::of(&case);
        let branches: Vec<String> = (0..3)
            .map(|n| {
                let mut branch = base.clone();
                let own = new.iter().zip(&to).filter(|(_, to)| **to == n);
                own.for_each(|(event, _)| branch.append(&event.to_line()));
                branch.text()
            })
            .collect();
        let b = base.text();
        let mut results = BTreeSet::new();
        for [x, y, z] in [[0, 1, 2], [0, 2, 1], [1, 2, 0], [1, 0, 2], [2, 0, 1], [2, 1, 0]] {
            let two = merged(&b, &branches[x], &branches[y])?.text;
            results.insert(merged(&b, &two, &branches[z])?.text);
            results.insert(merged(&b, &branches[z], &two)?.text);
        }
        prop_assert_eq!(results.len(), 1, "{:#?}", results);
    });
}
