//! What holds for the figures of any workspace: periods side by side add up, groups add up to the whole, spreads are what
//! a plain count says, and no report names a customer.

use super::walk::{Deed, Walk, moves, start};
use super::{Brief, tries};
use crate::scene::Scene;
use amends::case::words::Outcome;
use amends::case::{Act, Case};
use amends::commands::Exit;
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The report of a period, judged at the end of the walk.
fn report(walk: &mut Walk, since: NaiveDate, until: NaiveDate, more: &[&str]) -> Result<Value, TestCaseError> {
    let (since, until) = (since.to_string(), until.to_string());
    let mut args = vec!["report", "--format", "json", "--since", &since, "--until", &until];
    args.extend(more);
    let went = walk.at_now(&args);
    prop_assert_eq!(went.exit, Exit::Fine, "{}\n{}", went.hints, walk.story());
    Ok(serde_json::from_str(&went.data).expect("JSON"))
}

/// Every whole number below a value, by its path. Rows of a list go by what names them.
fn numbers(value: &Value, path: &str, found: &mut BTreeMap<String, u64>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| numbers(value, &format!("{path}/{key}"), found)),
        Value::Array(rows) => {
            for row in rows {
                let named = ["stage", "remedy", "band", "currency", "playbook", "step"].iter();
                let place: Vec<String> = named.filter_map(|key| row.get(*key)).map(Value::to_string).collect();
                if !place.is_empty() {
                    numbers(row, &format!("{path}/{}", place.join(" ")), found);
                }
            }
        }
        Value::Number(n) => {
            if let Some(n) = n.as_u64() {
                found.insert(path.to_owned(), n);
            }
        }
        _ => {}
    }
}

/// What was counted once in one period and in no other, so that it adds up over periods side by side.
fn counted_once(path: &str) -> bool {
    let part: Vec<&str> = path.split('/').skip(1).collect();
    match part[..] {
        ["flow", key] => ["received", "reopened", "closed"].contains(&key),
        ["first_response" | "first_close", key] => ["n", "never_answered"].contains(&key),
        ["feedback", key] => ["met", "missed", "judged", "attempted", "excused"].contains(&key),
        ["timeliness", clock, "in_time"] => ["first-response", "promise", "step", "action", "verify"].contains(&clock),
        ["promises", key] => ["early", "on_time", "moved_told", "moved_untold"].contains(&key),
        ["outcomes" | "satisfaction" | "first_contact", _] => true,
        ["redress", row, key] => !row.starts_with("\"accepted\"") && ["n", "without_amount"].contains(&key),
        ["escalations", "cases"] => false,
        ["escalations", ..] => true,
        ["process", "steps", _, key] => key == "n",
        ["process", key] => ["skipped", "returns"].contains(&key),
        ["channels", _, _] => true,
        ["departments", _, key] => ["received", "closed", "upheld", "told"].contains(&key),
        ["reopened", key] => ["closes", "reopened", "immature"].contains(&key),
        _ => false,
    }
}

/// Whether a case was ever closed as a duplicate: no clock of it is judged from then on, also not looking back.
fn was_duplicate(case: &Case) -> bool {
    case.events.iter().any(|e| matches!(&e.act, Act::Close { outcome: Outcome::Duplicate, .. }))
}

/// What any of these periods counts, summed.
fn summed(parts: &[Value]) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for part in parts {
        let mut found = BTreeMap::new();
        numbers(part, "", &mut found);
        for (path, n) in found {
            *sums.entry(path).or_insert(0) += n;
        }
    }
    sums
}

/// The share of the sums that says something, so that a law about nothing is noticed.
fn count(told: &RefCell<BTreeMap<String, u64>>, path: &str, n: u64) {
    let part = path.split('/').take(4).collect::<Vec<_>>().join("/");
    *told.borrow_mut().entry(part).or_insert(0) += n;
}

/// What was taken back after the end of a period still counts in it: it is judged as it stood then. So periods add up
/// where nothing is taken back.
#[test]
fn what_is_counted_once_adds_up_over_periods_side_by_side() {
    let told = RefCell::new(BTreeMap::new());
    proptest!(tries(20), |(
        Brief((start, moves)) in (start(), moves(6..40, true)).prop_map(Brief),
        cuts in proptest::collection::vec(-3..30_i64, 1..4),
    )| {
        let mut walk = Walk::begin(&start);
        let first = walk.zone().date(walk.now) - TimeDelta::days(12);
        for step in moves.iter().filter(|step| step.deed != Deed::Retract) {
            walk.step(step)?;
        }
        let ids = walk.cases.clone();
        let cases = ids.iter().map(|id| walk.read(id)).collect::<Result<Vec<_>, _>>()?;
        prop_assume!(!cases.iter().any(was_duplicate));
        let last = walk.zone().date(walk.now);
        let mut days: Vec<NaiveDate> = cuts.iter().map(|n| first + TimeDelta::days(*n + 12)).collect();
        days.retain(|day| (first..last).contains(day));
        days.sort_unstable();
        days.dedup();
        let whole = report(&mut walk, first, last, &[])?["figures"].clone();
        let mut parts = Vec::new();
        let mut since = first;
        for until in days.into_iter().chain([last]) {
            parts.push(report(&mut walk, since, until, &[])?["figures"].clone());
            since = until + TimeDelta::days(1);
        }
        let (sums, wholes) = (summed(&parts), summed(&[whole]));
        for path in sums.keys().chain(wholes.keys()).filter(|path| counted_once(path)) {
            let of = |map: &BTreeMap<String, u64>| map.get(path).copied().unwrap_or(0);
            prop_assert_eq!(of(&sums), of(&wholes), "{}\n{}", path, walk.story());
            count(&told, path, of(&wholes));
        }
    });
    let told = told.into_inner();
    for part in ["/flow/closed", "/feedback/met", "/timeliness/step/in_time", "/promises/early", "/satisfaction/asked"]
    {
        assert!(told.get(part).is_some_and(|n| *n > 0), "nothing was counted in {part}: {told:?}");
    }
}

/// What belongs to one case alone, so that groups of cases add up to the whole.
fn of_one_case(path: &str) -> bool {
    let part: Vec<&str> = path.split('/').skip(1).collect();
    match part[..] {
        ["flow" | "outcomes" | "satisfaction" | "first_contact" | "promises" | "ageing" | "reopened", _] => true,
        ["first_response" | "first_close" | "last_close" | "handling", key] => ["n", "never_answered"].contains(&key),
        ["feedback", key] => !key.starts_with("longest"),
        ["timeliness", _, key] => ["in_time", "late", "open_late", "not_due"].contains(&key),
        ["redress", _, key] => ["n", "without_amount"].contains(&key),
        ["escalations", ..] => true,
        ["process", "steps", _, key] => ["n", "waiting"].contains(&key),
        ["process", key] => ["skipped", "returns"].contains(&key),
        _ => false,
    }
}

#[test]
fn groups_add_up_to_the_whole_by_whatever_they_are_grouped() {
    let told = RefCell::new(BTreeMap::new());
    proptest!(tries(12), |(Brief((start, moves)) in (start(), moves(6..40, true)).prop_map(Brief))| {
        let mut walk = Walk::begin(&start);
        let first = walk.zone().date(walk.now) - TimeDelta::days(12);
        for step in &moves {
            walk.step(step)?;
        }
        let last = walk.zone().date(walk.now);
        for by in GROUPS {
            let got = report(&mut walk, first, last, &["--group-by", by])?;
            let groups: Vec<Value> =
                got["groups"].as_array().expect("groups").iter().map(|g| g["figures"].clone()).collect();
            let (sums, wholes) = (summed(&groups), summed(&[got["figures"].clone()]));
            for (path, sum) in sums.iter().filter(|(path, _)| of_one_case(path)) {
                let whole = wholes.get(path).copied().unwrap_or(0);
                prop_assert_eq!(*sum, whole, "{} by {}\n{}", path, by, walk.story());
                count(&told, path, *sum);
            }
        }
    });
    let told = told.into_inner();
    for part in ["/flow/received", "/flow/closed", "/feedback/met", "/feedback/missed"] {
        assert!(told.get(part).is_some_and(|n| *n > 0), "nothing was counted in {part}: {told:?}");
    }
}

/// The smallest of the values that at least this share of them does not exceed, by counting.
fn plain(values: &[u64], percent: usize) -> Option<u64> {
    let enough = |v: &&u64| values.iter().filter(|w| w <= v).count() * 100 >= percent * values.len();
    values.iter().filter(enough).min().copied()
}

proptest! {
    #![proptest_config(tries(24))]

    /// Cases of known times to the first answer and to the close, in any number.
    #[test]
    fn spreads_are_what_a_plain_count_says(
        times in proptest::collection::vec((0..90_000_u64, 0..400_000_u64, any::<bool>()), 0..23),
    ) {
        let scene = Scene::empty();
        scene.write("amends.toml", "format = 1\ntime_zone = \"Asia/Shanghai\"\n");
        let start = chrono::DateTime::parse_from_rfc3339("2026-11-02T00:00:00+08:00").expect("a moment");
        let (mut answers, mut closes) = (Vec::new(), Vec::new());
        for (n, (answer, more, answered)) in times.iter().enumerate() {
            let at = |seconds: u64| (start + TimeDelta::seconds(i64::try_from(seconds).expect("few"))).to_rfc3339();
            let id = format!("2026-11-02-{}", tail(n));
            let mut text = format!(
                "id: {id}\ntitle: \"x\"\nreceived: {}\nchannel: phone\ncustomer: \"Ms Li\"\ncontact: \"li@example.com\"\n\
                 demand: \"x\"\nplaybook: four-step@1\ndescription: |\n  x\nlog:\n",
                at(0)
            );
            let mut line = |seconds: u64, id: &str, rest: &str| {
                text.push_str(&format!("  - {{id: {id}, at: {}, by: wang, {rest}}}\n", at(seconds)));
            };
            line(0, "bbbbbb", "do: open, step: soothe, severity: normal, owner: wang");
            if *answered {
                line(*answer, "cccccc", "do: contact, dir: out, via: phone, reached: true");
                answers.push(*answer);
            }
            line(answer + more, "dddddd", "do: close, outcome: withdrawn");
            closes.push(answer + more);
            scene.write(&format!("cases/2026/11/{id}.yaml"), text);
        }
        let ran = scene.run(&["report", "--month", "2026-11", "--now", "2026-12-02T09:00:00+08:00", "-f", "json"]).expect(0);
        let figures = serde_json::from_str::<Value>(&ran.out).expect("JSON")["figures"].clone();
        for (key, values) in [("first_response", &mut answers), ("first_close", &mut closes)] {
            values.sort_unstable();
            let got = &figures[key];
            prop_assert_eq!(got["n"].as_u64(), Some(values.len() as u64), "{}", got);
            prop_assert_eq!(got["median_seconds"].as_u64(), plain(values, 50), "{}", got);
            prop_assert_eq!(got["p90_seconds"].as_u64(), plain(values, 90), "{}", got);
            prop_assert_eq!(got["max_seconds"].as_u64(), values.last().copied(), "{}", got);
            let shown = if values.len() < 5 { Value::from(values.clone()) } else { Value::Null };
            prop_assert_eq!(&got["values_seconds"], &shown, "{}", got);
        }
        prop_assert_eq!(figures["first_response"]["never_answered"].as_u64(), Some((times.len() - answers.len()) as u64));
    }
}

/// The last part of the id of the nth case.
fn tail(n: usize) -> String {
    let letters = b"bcdfghjkmn";
    let letter = |i: usize| char::from(letters[i % 10]);
    [letter(n / 10), letter(n), 'x', 'x', 'x'].iter().collect()
}

/// The customer and the contact as the walks file them, and as a title may have them.
const NAMES: [&str; 3] = ["王女士", "138 0000 0000", "13800000000"];

#[test]
fn no_report_of_any_format_names_a_customer() {
    let mut pages: Vec<Vec<&str>> = vec![vec!["report"], vec!["report", "board"]];
    pages.extend(GROUPS.iter().map(|by| vec!["report", "--group-by", *by]));
    pages.extend(FIGURES.iter().map(|figure| vec!["report", "--explain", *figure]));
    nobody_is_named(3, &pages);
}

#[test]
fn what_a_period_teaches_names_no_customer() {
    nobody_is_named(8, &[vec!["report", "learning"]]);
}

/// Pages about cases whose every text has the customer's name and telephone in it.
#[track_caller]
fn nobody_is_named(lives: u32, pages: &[Vec<&str>]) {
    let shown = RefCell::new(0);
    proptest!(tries(lives), |(Brief((start, moves)) in (start(), moves(6..40, true)).prop_map(Brief))| {
        let mut walk = Walk::begin(&start);
        let first = walk.zone().date(walk.now) - TimeDelta::days(12);
        for step in &moves {
            walk.step(step)?;
        }
        walk.tell_everywhere("王女士（138 0000 0000，+86 13800000000）");
        let (since, until) = (first.to_string(), walk.zone().date(walk.now).to_string());
        for (page, format) in pages.iter().flat_map(|page| FORMATS.iter().map(move |format| (page, format))) {
            let mut args = page.clone();
            if page.get(1) != Some(&"board") {
                args.extend(["--since", &since, "--until", &until]);
            }
            args.extend(["--format", format]);
            let went = walk.at_now(&args);
            // Not every page has every format.
            prop_assert!([Exit::Fine, Exit::Usage].contains(&went.exit), "{:?}\n{}", args, went.hints);
            *shown.borrow_mut() += u32::from(went.exit == Exit::Fine);
            for name in NAMES.iter().filter(|name| went.data.contains(**name) || went.hints.contains(**name)) {
                prop_assert!(false, "{args:?} names {name}\n{}\n{}\n{}", went.data, went.hints, walk.story());
            }
        }
    });
    assert!(shown.into_inner() >= lives, "few pages were shown");
}

const FORMATS: [&str; 7] = ["table", "tsv", "json", "jsonl", "csv", "md", "html"];

const GROUPS: [&str; 7] = ["playbook", "category", "channel", "owner", "department", "severity", "product"];

const FIGURES: [&str; 21] = [
    "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12", "M13", "M14", "M15", "M16", "M17",
    "M18", "M19", "M20", "M21",
];
