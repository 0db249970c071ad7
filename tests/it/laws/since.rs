//! `overdue --new-since` is the difference between two lists.

use super::walk::{Walk, moves, start};
use super::{Brief, tries};
use amends::case::Stamp;
use amends::case::stamp::write_stamp;
use chrono::TimeDelta;
use proptest::prelude::*;

/// What tells a row apart, and how bad it is, from the worst.
type Row = (String, String, String, usize);

fn rows(walk: &mut Walk, now: Stamp, more: &[&str]) -> Vec<Row> {
    let went = walk.at(now, &[&["overdue", "--format", "json"], more].concat());
    let value: serde_json::Value = serde_json::from_str(&went.data).expect("JSON");
    let row = |i: &serde_json::Value| {
        let word = |key: &str| i[key].as_str().unwrap_or_default().to_owned();
        let level = ["breach", "critical", "late"].iter().position(|l| *l == word("level")).expect("a level");
        (word("case"), word("kind"), word("due"), level)
    };
    let mut rows: Vec<Row> = value["items"].as_array().expect("items").iter().map(row).collect();
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(tries(40))]

    /// What is new since a moment is what stands in the list and didn't stand in the list of that moment, or wasn't as
    /// bad there.
    #[test]
    fn what_is_new_is_what_the_list_of_that_moment_lacks(
        Brief((start, moves)) in (start(), moves(1..25, false)).prop_map(Brief),
        back in 0..400_i64,
        ahead in 0..300_i64,
    ) {
        let mut walk = Walk::begin(&start);
        for step in &moves {
            walk.step(step)?;
        }
        let now = walk.now + TimeDelta::hours(ahead);
        let then = now - TimeDelta::hours(back);
        let stood = rows(&mut walk, then, &[]);
        let mut all = rows(&mut walk, now, &[]);
        // Two promises for one moment look alike here.
        let alike = all.windows(2).any(|w| (&w[0].0, &w[0].1, &w[0].2) == (&w[1].0, &w[1].1, &w[1].2));
        prop_assume!(!alike);
        all.retain(|r| !stood.iter().any(|s| (&s.0, &s.1, &s.2) == (&r.0, &r.1, &r.2) && s.3 <= r.3));
        let since = write_stamp(then);
        prop_assert_eq!(rows(&mut walk, now, &["--new-since", &since]), all, "{}", walk.story());
    }
}
