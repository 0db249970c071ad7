//! Ids: as the program makes them, as files hold them, as people type them.

use super::tries;
use crate::scene::Scene;
use amends::case::id::is_token;
use amends::case::stamp::{parse_date, parse_stamp};
use amends::case::{CaseId, EventId};
use amends::store::{Resolution, Workspace, read_yaml, resolve, second_opinion};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A small random source with a fixed seed.
fn random() -> impl FnMut() -> u64 {
    let mut x = 0x9e37_79b9_7f4a_7c15_u64;
    move || {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        x
    }
}

/// Ten thousand random ids of cases are ids, carry their date, lie in its folder, and stand plain in a file for both
/// parsers.
#[test]
fn an_id_of_a_case_reads_as_itself() {
    let mut random = random();
    let first = NaiveDate::from_ymd_opt(1999, 12, 31).expect("a date");
    let mut lines = String::new();
    for n in 0..10_000 {
        let date = first + TimeDelta::days(n * 3);
        let id = CaseId::random(date, &mut random);
        let text = id.as_str();
        assert_eq!(CaseId::parse(text).as_ref(), Some(&id));
        assert_eq!(text, format!("{date}-{}", id.tail()));
        assert_eq!(parse_date(id.date_text()), Some(date));
        assert!(parse_date(text).is_none() && parse_stamp(text).is_none(), "{text} is a time too");
        assert_eq!(id.relative_path(), format!("cases/{}/{text}.yaml", date.format("%Y/%m")));
        assert!(!id.tail().contains(['a', 'e', 'i', 'o', 'u', 'y', 'l', '0', '1']), "{text}");
        lines.push_str(&format!("k{n}: {text}\n"));
    }
    let raw = read_yaml(&lines).expect("a file of ids");
    assert!(second_opinion(&lines, &raw).is_ok());
}

/// Ten thousand random ids of events are tokens, begin with a letter, and none comes twice in a case.
#[test]
fn an_id_of_an_event_is_a_token_of_its_own() {
    let mut random = random();
    let mut seen: BTreeSet<EventId> = BTreeSet::new();
    let mut lines = String::new();
    for n in 0..10_000 {
        // The case is never longer than a few hundred events; the ones before it are another case's.
        let taken: Vec<&EventId> = seen.iter().take(300).collect();
        let id = EventId::random(&taken, &mut random);
        assert!(!taken.contains(&&id));
        assert_eq!(EventId::parse(id.as_str()).as_ref(), Some(&id));
        assert!(is_token(id.as_str()), "{id}");
        assert!(id.as_str().len() == 6 && id.as_str().starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
        lines.push_str(&format!("k{n}: {id}\n"));
        seen.insert(id);
    }
    let raw = read_yaml(&lines).expect("a file of ids");
    assert!(second_opinion(&lines, &raw).is_ok());
}

/// A poor random source never makes the same id twice within a case.
#[test]
fn an_id_is_new_whatever_the_random_source_says() {
    let mut n = 0_u64;
    let mut poor = || {
        n += 1;
        n / 4000
    };
    let mut taken = Vec::new();
    for _ in 0..40 {
        let id = EventId::random(&taken.iter().collect::<Vec<_>>(), &mut poor);
        assert!(!taken.contains(&id));
        taken.push(id);
    }
}

/// What a typed text means among these ids: the full id or tail, else every id that it begins, or whose tail it begins.
fn meant(ids: &[CaseId], typed: &str) -> Vec<String> {
    let typed = typed.to_ascii_lowercase();
    let of =
        |hit: &dyn Fn(&CaseId) -> bool| ids.iter().filter(|id| hit(id)).map(ToString::to_string).collect::<Vec<_>>();
    let exact = of(&|id| id.as_str() == typed || id.tail() == typed);
    if exact.is_empty() { of(&|id| id.as_str().starts_with(&typed) || id.tail().starts_with(&typed)) } else { exact }
}

proptest! {
    #![proptest_config(tries(12))]

    /// A text means the case whose id or tail it begins when there is just one, and otherwise all of them are named.
    /// Capital letters mean the same.
    #[test]
    fn a_prefix_means_a_case_only_when_it_is_the_only_one(
        tails in proptest::collection::btree_set("[bc2][bc]{0,2}[bc2-4]{3}", 1..12),
        more in proptest::collection::vec("[2bc][0bc2-]{0,3}", 8),
        days in proptest::collection::vec(0..40_i64, 12),
    ) {
        let scene = Scene::empty();
        let mut ids = Vec::new();
        let first = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a date");
        for (tail, day) in tails.iter().zip(&days) {
            let date = first + TimeDelta::days(*day);
            let Some(id) = CaseId::parse(&format!("{date}-{:b<5.5}", tail)) else { continue };
            if !ids.contains(&id) {
                scene.write(&id.relative_path(), "title: t\n");
                ids.push(id);
            }
        }
        ids.sort();
        let workspace = Workspace::at(scene.root().to_path_buf());
        let mut typed = more;
        for id in &ids {
            typed.extend((1..=16).map(|n| id.as_str()[..n].to_owned()));
            typed.extend((1..=5).map(|n| id.tail()[..n].to_owned()));
        }
        typed.extend(typed.clone().iter().map(|t| t.to_ascii_uppercase()));
        for text in typed {
            let meant = meant(&ids, &text);
            match resolve(&workspace, scene.root(), &text) {
                Resolution::Found(path) => {
                    let stem = path.file_stem().and_then(|s| s.to_str()).map(str::to_owned);
                    prop_assert_eq!(&meant, &stem.into_iter().collect::<Vec<_>>(), "{}", text);
                }
                Resolution::Ambiguous(candidates) => {
                    let named: Vec<String> = candidates.into_iter().map(|(id, _)| id).collect();
                    prop_assert!(meant.len() > 1, "{text}: {meant:?}");
                    prop_assert_eq!(&meant, &named, "{}", text);
                }
                Resolution::Unknown => prop_assert!(meant.is_empty(), "{text}: {meant:?}"),
                Resolution::NotACase => prop_assert!(false, "{text} is no path"),
            }
        }
    }
}
