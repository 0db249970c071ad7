//! The figures of a workspace whose every number was worked out by hand: `tests/metrics/expected.toml` has them with their
//! arithmetic, from the definitions of `docs/metrics.md`.

use super::scene::{Ran, Scene, amends};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/metrics")
}

fn expected() -> toml::Table {
    let text = std::fs::read_to_string(home().join("expected.toml")).expect("the figures");
    text.parse().expect("TOML")
}

/// Runs `report` on the workspace, at the moment the figures are for.
#[track_caller]
fn report(args: &[&str]) -> Ran {
    let (elsewhere, home) = (Scene::empty(), home());
    let now = expected()["now"].as_str().expect("a moment").to_owned();
    let mut command = amends(elsewhere.root());
    command.args(["-C", home.to_str().expect("a path"), "report", "--now", &now]).args(args);
    Ran::of(command.output().expect("the binary runs"))
}

#[track_caller]
fn json(args: &[&str]) -> Value {
    let mut all = args.to_vec();
    all.extend(["-f", "json"]);
    serde_json::from_str(&report(&all).expect(0).out).expect("JSON")
}

/// What stands in the JSON for a value of the file: the text `null` is null.
fn in_json(wanted: &toml::Value) -> Value {
    match wanted {
        toml::Value::String(text) if text == "null" => Value::Null,
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(n) => Value::from(*n),
        toml::Value::Float(n) => Value::from(*n),
        toml::Value::Boolean(yes) => Value::from(*yes),
        toml::Value::Array(list) => list.iter().map(in_json).collect(),
        other => panic!("{other} is no figure"),
    }
}

/// What names a row, among the keys of a list of rows.
const NAMING: [&str; 9] = ["stage", "remedy", "band", "currency", "playbook", "step", "sign", "category", "product"];

/// Notes each key of the file that the JSON lacks or has otherwise.
fn compare(path: &str, wanted: &toml::Value, got: Option<&Value>, differences: &mut Vec<String>) {
    match (wanted, got) {
        (_, None) => differences.push(format!("{path}: not there")),
        (toml::Value::Table(table), Some(got)) => {
            for (key, value) in table {
                compare(&format!("{path}.{key}"), value, got.get(key), differences);
            }
        }
        (toml::Value::Array(rows), Some(got)) if rows.iter().all(toml::Value::is_table) => {
            compare_rows(path, rows, got, differences);
        }
        (wanted, Some(got)) => {
            let wanted = in_json(wanted);
            if wanted != *got {
                differences.push(format!("{path}: worked out {wanted}, reported {got}"));
            }
        }
    }
}

/// Rows are found by what names them; their order is the report's. There are no others.
fn compare_rows(path: &str, rows: &[toml::Value], got: &Value, differences: &mut Vec<String>) {
    let found = got.as_array().cloned().unwrap_or_default();
    if found.len() != rows.len() {
        differences.push(format!("{path}: worked out {} rows, reported {got}", rows.len()));
    }
    for row in rows.iter().filter_map(toml::Value::as_table) {
        let named: Vec<_> = NAMING.iter().filter_map(|key| Some((*key, in_json(row.get(*key)?)))).collect();
        let place = named.iter().map(|(_, name)| name.to_string()).collect::<Vec<_>>().join(" ");
        let same = found.iter().find(|r| named.iter().all(|(key, name)| r.get(key) == Some(name)));
        compare(&format!("{path}[{place}]"), &toml::Value::Table(row.clone()), same, differences);
    }
}

/// The parts of the file that are no figures of the month at its top.
const APART: [&str; 8] = ["month", "now", "explain", "before", "nil", "by_category", "by_severity", "by_product"];

/// Holds the figures of a period to a table of the file.
#[track_caller]
fn hold(table: &toml::Table) {
    let got = json(&["--month", table["month"].as_str().expect("a month")]);
    let mut differences = Vec::new();
    for (key, value) in table.iter().filter(|(key, _)| !APART.contains(&key.as_str())) {
        // What is of now and not of the period stands beside the figures.
        let place = if key == "at_risk" { &got } else { &got["figures"] };
        compare(key, value, place.get(key), &mut differences);
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_figure_of_the_month_is_the_one_worked_out_by_hand() {
    hold(&expected());
}

#[test]
fn the_month_before_is_judged_as_it_stood_at_its_own_end() {
    hold(expected()["before"].as_table().expect("October"));
}

#[test]
fn a_month_without_anything_has_no_shares() {
    hold(expected()["nil"].as_table().expect("July"));
}

#[test]
fn what_happens_after_the_end_moves_no_figure_but_reopenings() {
    // A second after the month, and three weeks: what was not over on the first (M11) is by then.
    let at = |now: &str| {
        let (elsewhere, home) = (Scene::empty(), home());
        let mut command = amends(elsewhere.root());
        command.args(["-C", home.to_str().expect("a path"), "report", "--month", "2026-11", "-f", "json"]);
        let ran = Ran::of(command.args(["--now", now]).output().expect("the binary runs")).expect(0);
        let mut figures = serde_json::from_str::<Value>(&ran.out).expect("JSON")["figures"].clone();
        let figures_of = figures.as_object_mut().expect("figures");
        figures_of.remove("reopened").expect("M11");
        figures
    };
    assert_eq!(at("2026-12-01T00:00:00+08:00"), at("2026-12-20T10:00:00+08:00"));
}

#[test]
fn the_groups_are_those_worked_out_by_hand() {
    let expected = expected();
    let mut differences = Vec::new();
    for by in ["category", "severity", "product"] {
        let got = json(&["--month", "2026-11", "--group-by", by]);
        for (name, wanted) in expected[&format!("by_{by}")].as_table().expect("groups") {
            let group = got["groups"].as_array().and_then(|all| all.iter().find(|g| g["group"] == name.as_str()));
            compare(&format!("{by} {name}"), wanted, group.map(|g| &g["figures"]), &mut differences);
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_explanation_names_every_case_behind_a_figure() {
    for (figure, cases) in expected()["explain"].as_table().expect("figures") {
        let told = report(&["--month", "2026-11", "--explain", figure]).expect(0).out;
        let cases = cases.as_array().expect("cases").iter().filter_map(toml::Value::as_str);
        let unnamed: Vec<&str> = cases.filter(|case| !told.contains(&format!("-{case}"))).collect();
        assert!(unnamed.is_empty(), "{figure}: {unnamed:?} are missing in\n{told}");
    }
}

#[test]
fn no_case_without_a_part_in_a_figure_explains_it() {
    // No clock for answers, other months.
    let apart = ["nnmss", "prvnm", "prvns", "ctbrc", "nxtmn"];
    assert!(apart.iter().all(|case| !named("M6").contains(*case)), "{:?}", named("M6"));
    assert_eq!(named("M8"), BTreeSet::from(["prmss", "nvrgt"].map(str::to_owned)));
}

/// The cases that the explanation of a figure names, by the end of their ids.
fn named(figure: &str) -> BTreeSet<String> {
    let told = report(&["--month", "2026-11", "--explain", figure, "-f", "json"]).expect(0).out;
    let ids = told.match_indices("\"2026-").filter_map(|(at, _)| told.get(at + 1..at + 17));
    ids.filter(|id| home_has(id)).map(|id| id[11..].to_owned()).collect()
}

/// Whether there is a case of this id in the workspace.
fn home_has(id: &str) -> bool {
    let month = id.get(5..7).unwrap_or("");
    home().join(format!("cases/2026/{month}/{id}.yaml")).is_file()
}

#[test]
fn the_workspace_keeps_every_rule_but_those_it_breaks_on_purpose() {
    let (elsewhere, home) = (Scene::empty(), home());
    let mut command = amends(elsewhere.root());
    command.args(["-C", home.to_str().expect("a path"), "check", "--now", "2026-12-20 10:00", "-f", "json"]);
    let ran = Ran::of(command.output().expect("the binary runs")).expect(1);
    let found: Value = serde_json::from_str(&ran.out).expect("JSON");
    let mut codes: Vec<&str> =
        found["items"].as_array().expect("findings").iter().filter_map(|f| f["code"].as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["crossed", "moved-untold", "other-currency"]);
}
