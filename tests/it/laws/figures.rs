//! The figures of a period add up, and say what the daily runs said.

use super::walk::{Deed, Move, Walk, moves, start};
use super::{Brief, tries};
use amends::case::{Act, Case, Event, Stamp};
use amends::commands::Exit;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use proptest::prelude::*;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The figures from one day to another, judged at the end of the walk.
fn figures(walk: &mut Walk, since: NaiveDate, until: NaiveDate) -> Result<Value, TestCaseError> {
    let (since, until) = (since.to_string(), until.to_string());
    let went = walk.at_now(&["report", "--format", "json", "--since", &since, "--until", &until]);
    prop_assert_eq!(went.exit, Exit::Fine, "{}\n{}", went.hints, walk.story());
    let report: Value = serde_json::from_str(&went.data).expect("JSON");
    Ok(report["figures"].clone())
}

fn number(figures: &Value, path: &str) -> u64 {
    figures.pointer(path).and_then(Value::as_u64).expect("a number")
}

proptest! {
    #![proptest_config(tries(20))]

    /// What came is what went or is still there, in every period; periods side by side add up; and a case is as often
    /// closed as its file says.
    #[test]
    fn the_flow_adds_up_over_any_period(
        Brief((start, moves)) in (start(), moves(1..30, true)).prop_map(Brief),
        cuts in proptest::collection::vec(-3..40_i64, 1..4),
    ) {
        let mut walk = Walk::begin(&start);
        let first = walk.zone().date(walk.now) - TimeDelta::days(12);
        for step in &moves {
            walk.step(step)?;
        }
        let last = walk.zone().date(walk.now);
        let mut days: Vec<NaiveDate> = cuts.iter().map(|n| first + TimeDelta::days(*n + 12)).collect();
        days.retain(|day| (first..last).contains(day));
        days.sort_unstable();
        days.dedup();
        let whole = figures(&mut walk, first, last)?;
        let mut parts = Vec::new();
        let mut since = first;
        for until in days.into_iter().chain([last]) {
            parts.push(figures(&mut walk, since, until)?);
            since = until + TimeDelta::days(1);
        }
        for part in parts.iter().chain([&whole]) {
            let flow = |key: &str| number(part, &format!("/flow/{key}"));
            prop_assert_eq!(
                flow("open_at_start") + flow("received") + flow("reopened"),
                flow("closed") + flow("open_at_end"),
                "{}\n{}", part, walk.story()
            );
        }
        for pair in parts.windows(2) {
            prop_assert_eq!(number(&pair[0], "/flow/open_at_end"), number(&pair[1], "/flow/open_at_start"), "{}", walk.story());
        }
        for key in ["/flow/received", "/flow/reopened", "/flow/closed", "/feedback/met", "/feedback/missed", "/feedback/attempted", "/feedback/excused"] {
            let sum: u64 = parts.iter().map(|p| number(p, key)).sum();
            prop_assert_eq!(sum, number(&whole, key), "{}\n{}", key, walk.story());
        }
        prop_assert_eq!(number(&whole, "/flow/received"), walk.cases.len() as u64, "{}", walk.story());
        prop_assert_eq!(number(&whole, "/flow/open_at_start"), 0, "{}", walk.story());
    }
}

/// Leaves out what the daily runs can't have known (retractions), and the rules that count no days (urgent cases).
fn by_days(step: &Move) -> bool {
    !matches!(step.deed, Deed::Retract | Deed::Switch)
}

/// Whether a case ever was under a rule that rolls by the hour.
fn rolls(case: &Case) -> bool {
    case.events.iter().any(|e| match &e.act {
        Act::Contact(contact) => contact.every.as_deref() == Some("8h"),
        Act::Assess(assessment) => assessment.urgent == Some(true),
        _ => false,
    })
}

/// The missed days that `overdue` shows for each case at a moment.
fn missed_at(walk: &mut Walk, now: Stamp) -> Result<BTreeMap<String, u64>, TestCaseError> {
    let went = walk.at(now, &["overdue", "--within", "60d", "--kind", "first-response,feedback", "--format", "json"]);
    prop_assert_eq!(went.exit, Exit::Fine, "{}\n{}", went.hints, walk.story());
    let rows: Value = serde_json::from_str(&went.data).expect("JSON");
    let rows = rows["items"].as_array().cloned().unwrap_or_default();
    let row = |row: &Value| Some((row["case"].as_str()?.to_owned(), row["missed"].as_u64().unwrap_or(0)));
    Ok(rows.iter().filter_map(row).collect())
}

/// The move, or a contact in the place of what is nothing to the days.
fn talking(step: &Move) -> Move {
    let mut step = step.clone();
    if matches!(
        step.deed,
        Deed::Offer | Deed::Answer | Deed::Approve | Deed::Pay | Deed::Cause | Deed::Improve | Deed::TellTeam
    ) {
        step.deed = Deed::Log;
    }
    step
}

/// M6: the missed days of the report are those that a run of `overdue` at the end of each day showed for the first time.
/// A case that was closed in the evening is asked a second before.
#[test]
fn the_missed_days_are_those_of_the_daily_runs() {
    let told = RefCell::new(BTreeMap::new());
    proptest!(tries(40), |(Brief((start, moves)) in (start(), moves(4..20, true)).prop_map(Brief))| {
        let mut walk = Walk::begin(&start);
        for step in moves.iter().filter(|s| by_days(s)) {
            walk.step(&talking(step))?;
        }
        let ids = walk.cases.clone();
        let cases = ids.iter().map(|id| walk.read(id)).collect::<Result<Vec<_>, _>>()?;
        prop_assume!(!cases.iter().any(rolls));
        let zone = walk.zone();
        let first = cases.iter().map(|c| zone.date(c.header.received)).min().expect("a case");
        // The day that still runs isn't over.
        let last = zone.date(walk.now) - TimeDelta::days(1);
        prop_assume!(first <= last && (last - first).num_days() < 30);
        let missed = missed_by_night(&mut walk, &cases, first, last)?;
        let report = figures(&mut walk, first, last)?;
        prop_assert_eq!(number(&report, "/feedback/missed"), missed, "{}\n{}", report, walk.story());
        for key in ["met", "missed", "attempted", "excused"] {
            *told.borrow_mut().entry(key).or_insert(0) += number(&report, &format!("/feedback/{key}"));
        }
    });
    // A law about days that never come would hold too.
    let told = told.into_inner();
    assert!(told.values().all(|days| *days > 0), "{told:?}");
}

/// The missed days that the runs of each night showed for the first time.
fn missed_by_night(walk: &mut Walk, cases: &[Case], first: NaiveDate, last: NaiveDate) -> Result<u64, TestCaseError> {
    let zone = walk.zone();
    let cutoff = NaiveTime::from_hms_opt(18, 0, 0).expect("a time");
    let mut missed = 0;
    let mut yesterday = BTreeMap::new();
    for day in first.iter_days().take_while(|day| *day <= last) {
        let night = missed_at(walk, zone.end_of(day))?;
        for case in cases {
            let id = case.header.id.to_string();
            let on_day = |e: &&Event| zone.date(e.at) == day;
            let is_evening = |e: &&Event| matches!(e.act, Act::Close { .. }) && e.at > zone.at(day, cutoff);
            let now = match case.events.iter().filter(on_day).find(is_evening) {
                None => *night.get(&id).unwrap_or(&0),
                Some(close) if case.events.iter().filter(on_day).any(|e| e.is_feedback() && e.at <= close.at) => 0,
                Some(close) => {
                    let before = close.at - TimeDelta::seconds(1);
                    // What happened in the very second of the close can't be asked for apart from it, and neither can
                    // a day that was over only in that second.
                    let same = |e: &Event| e.is_failed_attempt() && e.at == close.at;
                    prop_assume!(!case.events.iter().any(same) && before > zone.at(day, cutoff));
                    *missed_at(walk, before)?.get(&id).unwrap_or(&0)
                }
            };
            missed += now.saturating_sub(*yesterday.get(&id).unwrap_or(&0));
        }
        yesterday = night;
    }
    Ok(missed)
}
