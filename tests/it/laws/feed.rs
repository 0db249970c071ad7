//! The calendar feed doesn't look at the clock, and says what `overdue` says.

use super::walk::{Walk, moves, start};
use super::{Brief, tries};
use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Case, kind and moment of every deadline, as `overdue` has it.
fn owed(walk: &mut Walk, now: amends::case::Stamp) -> BTreeSet<(String, String, i64)> {
    let went = walk.at(now, &["overdue", "--within", "3000d", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&went.data).expect("JSON");
    let word = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let row = |i: &serde_json::Value| {
        let due = DateTime::parse_from_rfc3339(i["due"].as_str()?).expect("a time").timestamp();
        Some((word(&i["case"]), word(&i["kind"]), due))
    };
    value["items"].as_array().expect("items").iter().filter_map(row).collect()
}

/// The same of the feed.
fn fed(feed: &str) -> BTreeSet<(String, String, i64)> {
    let feed = feed.replace("\r\n ", "");
    let entry = |text: &str| {
        let of = |key: &str| text.lines().find_map(|l| l.strip_prefix(key)).expect("a line").to_owned();
        let uid = of("UID:");
        let due = chrono::NaiveDateTime::parse_from_str(&of("DTSTART:"), "%Y%m%dT%H%M%SZ").expect("a time");
        (uid.split('.').next().expect("a case").to_owned(), of("CATEGORIES:"), due.and_utc().timestamp())
    };
    feed.split("BEGIN:VEVENT\r\n").skip(1).map(entry).collect()
}

proptest! {
    #![proptest_config(tries(40))]

    /// The feed is the same whenever it is printed after the last event, and has the deadlines that `overdue` has.
    #[test]
    fn the_feed_is_the_same_at_any_time_and_tells_what_overdue_tells(
        Brief((start, moves)) in (start(), moves(1..25, false)).prop_map(Brief),
        hours in proptest::collection::vec(1..2000_i64, 1..4),
    ) {
        let mut walk = Walk::begin(&start);
        for step in &moves {
            walk.step(step)?;
        }
        let now = walk.now;
        let feed = walk.at(now, &["ics"]).data;
        for after in [0].into_iter().chain(hours) {
            let later = now + TimeDelta::hours(after);
            let again = walk.at(later, &["ics"]).data;
            prop_assert_eq!(&feed, &again, "{} hours later\n{}", after, walk.story());
            let owed = owed(&mut walk, later);
            prop_assert_eq!(fed(&feed), owed, "{} hours later\n{}", after, walk.story());
        }
    }
}
