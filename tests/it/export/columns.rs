//! Names, types and values of the columns.

use super::{TABLES, everything, lines};
use crate::scene::Scene;
use amends::case::event::ACTS;
use amends::case::stamp::{parse_date, parse_stamp};
use amends::report::export::{Table, Type};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The page's SQL is what the export has: tables, columns, order and types.
#[test]
fn the_page_lists_every_column_with_its_type() {
    let page = std::fs::read_to_string(home().join("docs/analysis.md")).unwrap();
    let block = page.split("```sql schema\n").nth(1).unwrap().split("```").next().unwrap();
    let mut listed: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in block.lines() {
        let line = line.split("--").next().unwrap().trim().trim_end_matches(',');
        if let Some(name) = line.strip_prefix("CREATE TABLE ") {
            listed.push((name.trim_end_matches(" (").to_owned(), Vec::new()));
        } else if let Some((name, kind)) = line.split_once(' ') {
            let kind = kind.trim_end_matches(" PRIMARY KEY").to_owned();
            listed.last_mut().unwrap().1.push((name.to_owned(), kind));
        }
    }
    let wanted: Vec<(String, Vec<(String, String)>)> = Table::ALL
        .iter()
        .map(|table| {
            let sql = |kind: Type| match kind {
                Type::Text | Type::Word => "text",
                Type::Integer => "bigint",
                Type::Boolean => "boolean",
                Type::Time => "timestamptz",
                Type::Date => "date",
                Type::Decimal => "decimal(18,2)",
            };
            let columns = table.columns().iter().map(|(name, kind)| ((*name).to_owned(), sql(*kind).to_owned()));
            (table.to_string(), columns.collect())
        })
        .collect();
    assert_eq!(listed, wanted);
}

fn fits(kind: Type, value: &Value) -> bool {
    match kind {
        Type::Text | Type::Word => value.is_string(),
        Type::Integer => value.is_i64() || value.is_u64(),
        Type::Boolean => value.is_boolean(),
        Type::Time => value.as_str().and_then(parse_stamp).is_some_and(|at| at.offset().local_minus_utc() == 28_800),
        Type::Date => value.as_str().and_then(parse_date).is_some(),
        Type::Decimal => value.as_str().and_then(amends::case::amount::hundredths).is_some(),
    }
}

/// Values fit the type of their column, and no column is one that nothing ever fills.
#[test]
fn every_column_is_filled_by_something_and_holds_its_type() {
    let scene = Scene::workspace();
    everything(&scene);
    chosen_day(&scene);
    scene.open("2025-12-30T10:00:00+08:00", &["--anonymous"]);
    scene.write("amends.toml", "format = 1\ntime_zone = \"Asia/Shanghai\"\n[feedback]\ndays = \"working\"\n");
    scene.write("calendar.toml", "years = [2025]\n");
    let mut empty: BTreeSet<String> = BTreeSet::new();
    let mut acts = BTreeSet::new();
    for table in Table::ALL {
        let rows = lines(&scene, &[table.as_str(), "--reveal"]);
        let columns: BTreeMap<&str, Type> = table.columns().iter().copied().collect();
        assert_eq!(columns.len(), table.columns().len(), "{table} has a column twice");
        let mut filled = BTreeSet::new();
        for row in &rows {
            let row = row.as_object().unwrap();
            let keys: Vec<&str> = row.keys().map(String::as_str).collect();
            assert_eq!(keys, table.columns().iter().map(|(name, _)| *name).collect::<Vec<_>>());
            for (name, value) in row.iter().filter(|(_, value)| !value.is_null()) {
                assert!(fits(columns[name.as_str()], value), "{table}.{name}: {value}");
                filled.insert(name.clone());
            }
            acts.extend(row.get("act").and_then(Value::as_str).map(ToOwned::to_owned));
        }
        empty.extend(columns.keys().filter(|name| !filled.contains(**name)).map(|name| format!("{table}.{name}")));
    }
    assert_eq!(acts, ACTS.iter().map(|act| (*act).to_owned()).collect());
    // Closed is the state of a case that has these.
    let closed = ["cases.closed_at", "cases.closed_day", "cases.outcome", "cases.satisfied"];
    assert_eq!(empty, closed.iter().map(|c| (*c).to_owned()).collect());
}

#[test]
fn values_are_those_of_the_record() {
    let scene = Scene::workspace();
    everything(&scene);
    let events = lines(&scene, &["events"]);
    let event = |id: &str| events.iter().find(|e| e["event_id"] == id).unwrap();
    for (id, column, want) in [
        ("e02", "note", Value::from("Told ***")),
        ("e02", "feedback", true.into()),
        ("e02", "kept", "e09;e10".into()),
        ("e02", "rhythm", "2d".into()),
        // A day alone ends at the cutoff.
        ("e02", "next_at", "2026-11-03T18:00:00+08:00".into()),
        ("e09", "due_at", "2026-11-02T18:00:00+08:00".into()),
        ("e09", "due_day", "2026-11-02".into()),
        ("e10", "due_day", Value::Null),
        ("e03", "forced", "ack;checks".into()),
        ("e05", "fault_share", 80.into()),
        ("e17", "amount", "5.00".into()),
        ("e18", "currency", "USD".into()),
        ("e35", "state", "retracted".into()),
        ("e37", "state", "superseded".into()),
        ("e28", "cycle", 1.into()),
        ("e29", "cycle", 2.into()),
        ("e01", "state", "counts".into()),
    ] {
        assert_eq!(event(id)[column], want, "{id}.{column}");
    }
    let [case] = &lines(&scene, &["cases"])[..] else { panic!("one case") };
    // Currencies never add up.
    assert_eq!((&case["redress"], &case["currency"]), (&"5.00".into(), &"CNY".into()));
    assert_eq!((&case["loss"], &case["flags"]), (&"12.50".into(), &"safety;vulnerable".into()));
    assert_eq!((&case["description"], &case["tags"]), (&"One.\nTwo for ***.".into(), &"a;b c".into()));
    assert_eq!((&case["cycles"], &case["state"]), (&2.into(), &"open".into()));
    let cycles = lines(&scene, &["cycles"]);
    let row =
        |c: &Value| (c["cycle"].clone(), c["outcome"].clone(), c["duration_s"].clone(), c["first_response_s"].clone());
    assert_eq!(row(&cycles[0]), (1.into(), "upheld".into(), 14_400.into(), 1_200.into()));
    assert_eq!(row(&cycles[1]), (2.into(), Value::Null, Value::Null, Value::Null));
}

/// A case whose customer chose the 18th for the next contact, and heard nothing then.
fn chosen_day(scene: &Scene) {
    let id = scene.open("2026-11-15T10:00:00+08:00", &[]);
    let contact = "  - {id: c1, at: 2026-11-16T10:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, next: 2026-11-18}\n";
    scene.write(&format!("cases/2026/11/{id}.yaml"), scene.case(&id) + contact);
}

/// Deadlines and judged days, each with how it ended.
#[test]
fn clocks_and_days_say_how_they_ended() {
    let scene = Scene::workspace();
    chosen_day(&scene);
    let days: Vec<String> = lines(&scene, &["days"])
        .iter()
        .map(|d| format!("{} {} {}", d["day"].as_str().unwrap(), d["status"].as_str().unwrap(), d["excuse"]))
        .collect();
    let missed = ["18", "19", "20", "21"].map(|day| format!("2026-11-{day} missed null"));
    let all: Vec<String> = ["2026-11-16 met null", "2026-11-17 excused \"next\""]
        .map(ToOwned::to_owned)
        .into_iter()
        .chain(missed)
        .collect();
    assert_eq!(days, all);
    let clocks = lines(&scene, &["clocks"]);
    let row = |kind: &str| clocks.iter().find(|c| c["kind"] == kind).unwrap();
    let feedback = row("feedback");
    assert_eq!(
        (&feedback["state"], &feedback["level"], &feedback["missed"]),
        (&"overdue".into(), &"breach".into(), &4.into())
    );
    // From the cutoff of the 18th to nine on the 22nd.
    assert_eq!(feedback["late_s"], 3 * 86_400 + 15 * 3_600);
    let first = row("first-response");
    assert_eq!((&first["state"], &first["met_by"]), (&"met".into(), &"wang".into()));
    // The limit of 24 hours ended as the call was made.
    assert_eq!(first["late_s"], 0);
}

/// Nobody's language changes a byte.
#[test]
fn the_tables_are_the_same_in_both_languages() {
    let scene = Scene::workspace();
    everything(&scene);
    for table in TABLES.iter().chain(&["records"]) {
        let [en, zh] = ["en", "zh"].map(|lang| scene.now(&["export", table, "--lang", lang]).expect(0).out);
        assert_eq!(en, zh, "{table}");
        assert!(!en.is_empty());
    }
}
