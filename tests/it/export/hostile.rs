//! Texts that mean harm, people who are not to be named, and what a spreadsheet would make of either.

use super::{TABLES, lines, parsed};
use crate::scene::{Scene, amends};
use std::path::Path;

const TEXT: &str = "=1+1,\"x\"\n@b\u{202e}c";

fn hostile() -> (Scene, String) {
    let scene = Scene::workspace();
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--product", "007", "--place", "-1"]);
    let text = scene.case(&id).replace("\"鞋底开胶\"", r#""=1+1,\"x\"\n@b\u202ec""#);
    scene.write(&format!("cases/2026/11/{id}.yaml"), text);
    (scene, id)
}

#[test]
fn csv_for_spreadsheets_has_no_formula_and_one_line_a_record() {
    let (scene, id) = hostile();
    let out = scene.now(&["export"]).expect(0).out;
    assert_eq!(out.lines().count(), 2, "{out}");
    let rows = parsed(&out);
    let cell = |name: &str| rows[1][rows[0].iter().position(|c| c == name).unwrap()].as_str();
    assert_eq!(cell("case_id"), id);
    assert_eq!(cell("title"), "'=1+1,\"x\" @b\u{fffd}c");
    assert_eq!((cell("product"), cell("place")), ("'007", "'-1"));
    // Ours are numbers and days.
    assert_eq!((cell("tier"), cell("received_day")), ("1", "2026-11-21"));
    let clocks = parsed(&scene.now(&["export", "clocks"]).expect(0).out);
    let late = clocks[0].iter().position(|c| c == "late_s").unwrap();
    assert!(clocks[1..].iter().any(|row| row[late].starts_with('-')), "a negative number is no formula: {clocks:?}");
}

#[test]
fn csv_for_programs_has_the_text_as_it_is() {
    let (scene, _) = hostile();
    let rows = parsed(&scene.now(&["export", "--raw"]).expect(0).out);
    let cell = |name: &str| rows[1][rows[0].iter().position(|c| c == name).unwrap()].as_str();
    assert_eq!(cell("title"), "=1+1,\"x\"\n@b\u{fffd}c");
    assert_eq!((cell("product"), cell("place")), ("007", "-1"));
}

#[test]
fn json_has_every_character_and_no_terminal_sees_it() {
    let (scene, _) = hostile();
    let out = scene.now(&["export", "-f", "jsonl"]).expect(0).out;
    assert!(!out.contains('\u{202e}') && out.contains("\\u202e"), "{out}");
    assert_eq!(lines(&scene, &[])[0]["title"], TEXT);
}

/// Every sample, every table: nobody's name or number, unless it is asked for.
#[test]
fn nobody_is_named_unless_it_is_asked_for() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scene = Scene::empty();
    let run = |args: &[&str]| {
        let mut command = amends(scene.root());
        let output = command.arg("-C").arg(home).arg("export").args(args).args(["--now", crate::scene::NOW]).output();
        crate::scene::Ran::of(output.unwrap()).expect(0).out
    };
    let records = run(&["records", "--reveal"]);
    let mut people = Vec::new();
    for line in records.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        for key in ["customer", "contact", "representative", "reported_by"] {
            people.extend(line["record"][key].as_str().map(ToOwned::to_owned));
        }
    }
    assert!(people.len() >= 28, "{people:?}");
    for format in ["csv", "jsonl"] {
        for table in TABLES.iter().chain(&["records"]).filter(|t| (format, **t) != ("csv", "records")) {
            let masked = run(&[table, "-f", format]);
            for person in &people {
                assert!(!masked.contains(person.as_str()), "{table} as {format} names {person}");
            }
        }
        let shown = run(&["cases", "--reveal", "-f", format]);
        assert!(people.iter().all(|person| shown.contains(person.as_str())), "{format}");
    }
}

/// Somebody who has read enough.
#[cfg(unix)]
#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    use std::io::Read;
    use std::process::Stdio;
    let (scene, id) = Scene::with_case();
    let line = |n: usize| {
        format!("  - {{id: n{n}, at: 2026-11-21T15:00:00+08:00, by: wang, do: note, note: \"{}\"}}\n", "字".repeat(400))
    };
    let text = scene.case(&id) + &(0..400).map(line).collect::<String>();
    scene.write(&format!("cases/2026/11/{id}.yaml"), text);
    for args in [&["events"][..], &["events", "-f", "jsonl"], &["records"]] {
        let mut command = amends(scene.root());
        command.arg("export").args(args).args(["--now", crate::scene::NOW]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 10]).unwrap();
        drop(out);
        let ended = child.wait_with_output().unwrap();
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    }
}
