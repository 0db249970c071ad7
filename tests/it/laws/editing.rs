//! A correction of facts changes their values, adds its events, and keeps every other byte.

use super::dress::{Dressed, Whims, dress};
use super::records::{case, header};
use super::{Brief, tries};
use amends::case::header::KNOWN;
use amends::case::header_fact::HeaderFact;
use amends::case::stamp::parse_stamp;
use amends::case::{Act, Case, Event, EventId, Header};
use amends::store::{Loaded, WriteFailure, edited_text, read_text};
use proptest::prelude::*;
use std::cell::Cell;
use std::path::PathBuf;

/// A record, a header that lends it facts, their keys, and how the file is dressed.
fn corrections() -> impl Strategy<Value = Brief<(Case, Header, Vec<&'static str>, Vec<u8>)>> {
    let keys = KNOWN.into_iter().filter(|k| !matches!(*k, "id" | "playbook" | "anonymous")).collect::<Vec<_>>();
    let some = proptest::sample::subsequence(keys, 1..4);
    (case(0..4), header().boxed(), some, proptest::collection::vec(any::<u8>(), 0..300)).prop_map(Brief)
}

fn edit(key: &str) -> Event {
    Event {
        id: EventId::parse("edit-of-the-law").expect("an id"),
        at: parse_stamp("2026-11-22T09:00:00+08:00").expect("a moment"),
        by: "wang".to_owned(),
        logged: None,
        note: None,
        why: Some("更正".to_owned()),
        forced: Vec::new(),
        redacted: false,
        act: Act::Edit { key: key.to_owned() },
    }
}

fn loaded(text: &str) -> Loaded {
    Loaded {
        path: PathBuf::from("x.yaml"),
        shown: "x.yaml".to_owned(),
        stem: "x".to_owned(),
        text: text.to_owned(),
        case: None,
        faults: Vec::new(),
    }
}

/// Whether the lines of `part` stand in `whole` in their order.
fn in_order(part: &[&str], whole: &str) -> bool {
    let mut lines = whole.lines();
    part.iter().all(|line| lines.any(|l| l == *line))
}

#[test]
fn a_correction_changes_its_facts_and_nothing_else() {
    let (done, refused) = (Cell::new(0), Cell::new(0));
    proptest!(tries(300), |(Brief((case, other, keys, whims)) in corrections())| {
        let file: Dressed = dress(&case, &mut Whims::new(&whims));
        let text = file.text();
        let changes: Vec<(&'static str, HeaderFact)> = keys
            .iter()
            .map(|key| (*key, other.fact(key)))
            .filter(|(key, fact)| *fact != HeaderFact::Absent || !matches!(*key, "customer" | "contact"))
            .collect();
        let events = [edit(keys[0])];
        match edited_text(&loaded(&text), &case, &changes, &events) {
            Err(WriteFailure::Unsafe { .. } | WriteFailure::UnsafeFact { .. }) => refused.set(refused.get() + 1),
            Err(failure) => prop_assert!(false, "{failure:?}\n{changes:?}\n{text}"),
            Ok(after) => {
                done.set(done.get() + 1);
                let read = read_text(&after).case.expect("a case");
                for key in KNOWN {
                    let changed = changes.iter().find(|(k, _)| *k == key).map(|(_, fact)| fact.clone());
                    prop_assert_eq!(read.header.fact(key), changed.unwrap_or_else(|| case.header.fact(key)), "{}", key);
                }
                let wanted: Vec<Event> = case.events.iter().chain(&events).cloned().collect();
                prop_assert_eq!(&read.events, &wanted);
                // A comment goes only with the key it stands in.
                let goes = changes.iter().any(|(_, fact)| *fact == HeaderFact::Absent);
                let remarks: Vec<&str> = text.lines().filter(|l| l.starts_with('#')).collect();
                prop_assert!(goes || in_order(&remarks, &after), "{text}\n---\n{after}");
                // There and back: with its old facts the file says what it said before.
                let back: Vec<_> = keys.iter().map(|key| (*key, case.header.fact(key))).collect();
                if let Ok(again) = edited_text(&loaded(&after), &read, &back, &[]) {
                    prop_assert_eq!(read_text(&again).case.expect("a case").header, case.header.clone());
                }
            }
        }
    });
    assert!(done.get() > refused.get(), "{done:?} were done, {refused:?} refused");
}
