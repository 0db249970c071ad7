//! `csv` and `md`.

use super::{THEN, damaged, late};
use crate::scene::Scene;

#[test]
fn csv_has_ascii_keys_and_what_json_has() {
    let (scene, id) = late("zh", "鞋底开胶，\"很\"差");
    let out = scene.run(&["overdue", "-f", "csv", "--now", THEN]).expect(0).out;
    let lines: Vec<&str> = out.split("\r\n").collect();
    assert_eq!(lines[0], "case,title,kind,level,due,missed,owner,step,last_feedback,damaged");
    let first = format!("{id},\"鞋底开胶，\"\"很\"\"差\",first-response,breach,2026-11-22T14:00:00+08:00,4,wang,");
    assert!(lines[1].starts_with(&first), "{out}");
    assert!(out.ends_with("\r\n") && !out.replace("\r\n", "").contains(['\r', '\n']), "{out:?}");
}

#[test]
fn a_csv_file_begins_with_the_mark_and_standard_output_does_not() {
    let (scene, _) = late("en", "Sole came off");
    let args = ["overdue", "-f", "csv", "--now", THEN];
    let shown = scene.run(&args).expect(0).out;
    assert!(shown.starts_with("case,"), "{shown}");
    assert_eq!(scene.run(&[&args[..], &["-o", "-"]].concat()).expect(0).out, shown);
    assert_eq!(scene.run(&[&args[..], &["-o", "due.csv"]].concat()).expect(0).out, "");
    let file = std::fs::read_to_string(scene.root().join("due.csv")).unwrap();
    assert_eq!(file, format!("\u{feff}{shown}"));
}

#[test]
fn a_title_is_no_formula_and_no_markup() {
    let (scene, id) = late("en", "=cmd|'/C calc'!A0 <b>@everyone</b> [x](http://e.example)");
    let csv = scene.run(&["list", "-f", "csv", "--now", THEN]).expect(0).out;
    assert!(csv.contains(&format!("{id},'=cmd|'/C calc'!A0")), "{csv}");
    let md = scene.run(&["list", "-f", "md", "--now", THEN]).expect(0).out;
    let rows: Vec<&str> = md.lines().collect();
    assert_eq!(rows.len(), 3, "{md}");
    // A pipe with a backslash before it is no border.
    let borders = |row: &str| row.replace("\\|", "").matches('|').count();
    assert!(rows.iter().all(|r| borders(r) == borders(rows[0])), "{md}");
    for markup in ["<b>", "@everyone", "[x]", "http://"] {
        assert!(!md.contains(markup), "{markup} in {md}");
    }
}

#[test]
fn nothing_due_is_nothing_printed() {
    let scene = Scene::workspace();
    for format in ["csv", "md", "tsv", "jsonl", "table"] {
        for command in ["overdue", "today", "list"] {
            assert_eq!(scene.run(&[command, "-f", format, "--now", THEN]).expect(0).out, "", "{command} {format}");
        }
        let file = format!("due.{format}");
        scene.run(&["overdue", "-f", format, "-o", &file, "--now", THEN]).expect(0);
        assert_eq!(std::fs::read(scene.root().join(&file)).unwrap(), b"", "{format}");
    }
}

#[test]
fn every_table_comes_as_csv_and_md_with_the_damaged_file() {
    let (scene, _) = late("en", "Sole came off");
    damaged(&scene);
    for (command, key) in [("overdue", "case"), ("today", "case"), ("list", "case"), ("check", "path")] {
        let csv = scene.run(&[command, "-f", "csv", "--now", THEN]).expect(3).out;
        assert!(csv.starts_with(&format!("{key},")) && csv.contains("2026-11-20-bbbbb"), "{command}: {csv}");
        let md = scene.run(&[command, "-f", "md", "--now", THEN]).expect(3).out;
        assert!(md.starts_with("| ") && md.contains("2026-11-20-bbbbb"), "{command}: {md}");
    }
    let md = scene.run(&["overdue", "--explain", "-f", "md", "--now", THEN]).expect(3).out;
    assert!(md.lines().next().unwrap().ends_with("| why |"), "{md}");
}

#[test]
fn a_command_without_a_table_names_what_it_prints() {
    let (scene, id) = late("en", "Sole came off");
    for (args, accepted) in [
        (vec!["show", &id], "table, json, jsonl"),
        (vec!["report"], "table, json, md, html"),
        (vec!["list"], "table, tsv, json, jsonl, csv, md"),
    ] {
        for format in ["github", "tsv", "csv", "md"] {
            let ran = scene.run(&[&args[..], &["-f", format]].concat());
            if accepted.split(", ").any(|a| a == format) {
                ran.expect(0);
                continue;
            }
            let ran = ran.expect(2);
            assert_eq!(ran.err, format!("amends: --format can't be `{format}`; it is one of: {accepted}\n"));
        }
    }
}
