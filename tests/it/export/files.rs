//! Which cases, into which file, in which format; what is refused.

use super::{TABLES, lines};
use crate::scene::Scene;

#[test]
fn a_workspace_without_cases_has_tables_without_rows() {
    let scene = Scene::workspace();
    for table in TABLES {
        let out = scene.now(&["export", table]).expect(0).out;
        assert!(out.starts_with("case_id,") && out.ends_with("\r\n") && out.lines().count() == 1, "{out}");
        assert_eq!(scene.now(&["export", table, "-f", "jsonl"]).expect(0).out, "");
    }
    assert_eq!(scene.now(&["export", "records"]).expect(0).out, "");
}

#[test]
fn a_file_has_the_mark_of_spreadsheets_and_its_name_says_the_format() {
    let (scene, id) = Scene::with_case();
    let read = |name: &str| std::fs::read_to_string(scene.root().join(name)).unwrap();
    for (args, name, starts) in [
        (&["cases"][..], "a.csv", "\u{feff}case_id,"),
        (&["cases"], "a.txt", "\u{feff}case_id,"),
        (&["cases", "--format", "csv"], "b.jsonl", "\u{feff}case_id,"),
        (&["cases", "--raw"], "raw.csv", "case_id,"),
        (&["cases", "--raw", "-f", "csv"], "raw2.csv", "case_id,"),
        (&["cases"], "a.jsonl", "{\"case_id\":"),
        (&["records"], "r.jsonl", "{\"schema\":"),
        (&["records"], "r.csv", "{\"schema\":"),
    ] {
        let ran = scene.now(&[&["export"], args, &["-o", name]].concat()).expect(if name == "r.csv" { 2 } else { 0 });
        if name == "r.csv" {
            continue;
        }
        assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""), "{name}");
        assert!(read(name).starts_with(starts), "{name}: {}", read(name));
        assert!(read(name).contains(&id));
    }
    assert!(scene.now(&["export"]).expect(0).out.starts_with("case_id,"));
}

#[test]
fn all_tables_go_into_a_folder() {
    let (scene, _) = Scene::with_case();
    for (lang, rows) in [("en", "out/cases.csv: 1 row\n"), ("zh", "out/cases.csv：1 行\n")] {
        let ran = scene.now(&["export", "all", "-o", "out", "--lang", lang]).expect(0);
        assert!(ran.out.starts_with(rows) && ran.err.is_empty(), "{}", ran.out);
        assert_eq!(ran.out.lines().count(), 6);
    }
    for table in TABLES {
        let text = std::fs::read_to_string(scene.root().join(format!("out/{table}.csv"))).unwrap();
        let alone = scene.now(&["export", table]).expect(0).out;
        assert_eq!(text, format!("\u{feff}{alone}"), "{table}");
    }
    let ran = scene.now(&["export", "all", "-q", "-f", "jsonl", "-o", "deep/er"]).expect(0);
    let names: Vec<&str> = ran.out.lines().collect();
    let wanted = ["cases", "cycles", "events", "clocks", "days", "records"].map(|t| format!("deep/er/{t}.jsonl"));
    assert_eq!(names, wanted);
    for (table, name) in TABLES.iter().zip(names) {
        let text = std::fs::read_to_string(scene.root().join(name)).unwrap();
        assert_eq!(text, scene.now(&["export", table, "-f", "jsonl"]).expect(0).out);
    }
}

#[test]
fn no_record_is_overwritten() {
    let (scene, id) = Scene::with_case();
    let path = format!("cases/2026/11/{id}.yaml");
    let before = scene.case(&id);
    for (table, file) in [
        ("cases", path.as_str()),
        ("cases", "cases/new.csv"),
        ("records", "amends.toml"),
        ("all", "cases"),
        ("all", "cases/2026"),
        ("all", "playbooks"),
    ] {
        for lang in ["en", "zh"] {
            let ran = scene.now(&["export", table, "-o", file, "--lang", lang]).expect(7);
            assert!(ran.out.is_empty() && !ran.err.is_empty(), "{file}");
        }
    }
    assert_eq!(scene.case(&id), before);
    assert!(!scene.root().join("cases/cases.csv").exists() && !scene.root().join("playbooks/cases.csv").exists());
    // A file in the place of the folder.
    scene.write("file", "x");
    let ran = scene.now(&["export", "all", "-o", "file"]).expect(7);
    assert!(ran.err.contains("name a folder with -o"), "{}", ran.err);
    let ran = scene.now(&["export", "all", "-o", "file", "--lang", "zh"]).expect(7);
    assert!(ran.err.contains("请用 `-o` 指定"), "{}", ran.err);
    // The workspace's own folder is a place like any other.
    scene.now(&["export", "all", "-o", "."]).expect(0);
    assert!(scene.root().join("cases.csv").is_file());
}

#[test]
fn what_has_no_meaning_is_refused() {
    let (scene, _) = Scene::with_case();
    for (args, en, zh) in [
        (&["case"][..], "did you mean `cases`?", "是不是“cases”？"),
        (&["records", "-f", "csv"], "jsonl", "jsonl"),
        (&["--raw", "-f", "jsonl"], "--raw has no effect here", "--raw"),
        (&["records", "--raw"], "--raw has no effect here", "--raw"),
        (&["all"], "-o DIR is needed", "-o DIR"),
        (&["all", "-o", "-"], "-o DIR is needed", "-o DIR"),
        (&["-f", "json"], "csv, jsonl", "csv"),
        (&["--state", "opne"], "open", "open"),
        (&["--since", "2026-11-02", "--until", "2026-11-01"], "", ""),
        (&["-n"], "--dry-run has no effect", "--dry-run"),
        (&["--at", "10:00"], "--at has no effect", "--at"),
    ] {
        for (lang, want) in [("en", en), ("zh", zh)] {
            let ran = scene.now(&[&["export", "--lang", lang], args].concat()).expect(2);
            assert!(ran.err.contains(want) && ran.out.is_empty(), "{args:?}: {}", ran.err);
        }
    }
}

#[test]
fn states_and_days_of_receipt_choose_the_cases() {
    let scene = Scene::workspace();
    let [a, b, c] =
        ["2026-11-01", "2026-11-10", "2026-11-20"].map(|day| scene.open(&format!("{day}T10:00:00+08:00"), &[]));
    scene.now(&["close", &a, "--outcome", "withdrawn"]).expect(0);
    let ids = |args: &[&str]| -> Vec<String> {
        let rows = lines(&scene, args);
        let mut ids: Vec<String> = rows.iter().map(|r| r["case_id"].as_str().unwrap().to_owned()).collect();
        ids.dedup();
        ids
    };
    for table in ["cases", "events", "cycles"] {
        assert_eq!(ids(&[table]), [a.clone(), b.clone(), c.clone()], "{table}");
        assert_eq!(ids(&[table, "--state", "closed"]), std::slice::from_ref(&a), "{table}");
        assert_eq!(ids(&[table, "--state", "open,waiting"]), [b.clone(), c.clone()], "{table}");
        assert_eq!(
            ids(&[table, "--since", "2026-11-10", "--until", "2026-11-10"]),
            std::slice::from_ref(&b),
            "{table}"
        );
    }
    let records = lines(&scene, &["records", "--since", "2026-11-02", "--state", "open"]);
    let records: Vec<&str> = records.iter().map(|r| r["record"]["id"].as_str().unwrap()).collect();
    assert_eq!(records, [b, c]);
}

#[test]
fn a_damaged_file_is_named_and_the_others_are_exported() {
    let (scene, id) = Scene::with_case();
    scene.write("cases/2026/11/2026-11-05-bcdfg.yaml", "id: 2026-11-05-bcdfg\ntitle: [\n");
    for table in TABLES.iter().chain(&["records"]) {
        for (lang, says) in [("en", "can't be judged: 1"), ("zh", "1 ")] {
            let ran = scene.now(&["export", table, "--lang", lang]).expect(3);
            assert!(ran.err.contains("cases/2026/11/2026-11-05-bcdfg.yaml:") && ran.err.contains(says), "{}", ran.err);
            assert!(ran.out.contains(&id) || *table == "days", "{table}: {}", ran.out);
            assert!(!ran.out.contains("bcdfg"));
        }
    }
    let ran = scene.now(&["export", "all", "-o", "out"]).expect(3);
    assert_eq!(ran.err.matches("2026-11-05-bcdfg.yaml:").count(), 1, "{}", ran.err);
}
