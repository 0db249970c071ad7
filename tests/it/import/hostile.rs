//! Files that mean no good.

use super::{MAP, cases, import, only, scene, with};

#[test]
fn texts_of_customers_stay_texts() {
    let nasty = "=cmd|' /C calc'!A0\u{202e}<script> # {a: b} \\\" - 'x' : ? % @ `~";
    let quoted = nasty.replace('"', "\"\"");
    let scene = scene(
        format!(
            "no,received,customer,contact,demand\n../../x,2026-11-20,\"{quoted}\",\"'=1+1\",\"{quoted}\n\n---\n...\n%YAML\n<<<<<<< x\n\"\n"
        ),
        &with(&["customer", "contact", "demand"]),
    );
    let ran = import(&scene, &[]).expect(0);
    assert!(!ran.out.contains('\u{202e}'));
    let text = only(&scene);
    assert!(text.contains("references: {sheet: \"../../x\"}") && text.contains("contact: \"=1+1\"\n"), "{text}");
    scene.now(&["list", "--state", "open"]).expect(0);
    let again = import(&scene, &[]).expect(0);
    assert!(again.err.contains("already there: 1"), "{}", again.err);
}

#[test]
fn escapes_in_names_and_values_never_reach_the_terminal() {
    let scene = scene("no,received\u{1b}[2J\n1,\u{1b}[31mx\n", &MAP.replace("\"received\"", "\"received\\u001b[2J\""));
    let ran = import(&scene, &[]).expect(7);
    assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
    let map = scene.now(&["import", "sheet.csv", "--guess"]).expect(0).out;
    assert!(!map.contains('\u{1b}'), "{map}");
}

#[test]
fn what_is_too_large_is_refused_in_a_few_words() {
    let cell = "x".repeat(3 * 1024 * 1024);
    let scene_of_cell = scene(format!("no,received,demand\n1,2026-11-20,{cell}\n"), &with(&["demand"]));
    let ran = import(&scene_of_cell, &[]).expect(7);
    assert!(ran.err.contains("row 2, column demand: more than 1 MiB in one cell") && ran.err.len() < 1000);
    let columns = import(&scene(",".repeat(1_000_000), MAP), &[]).expect(7);
    assert!(columns.err.contains("more than 2000 columns") && columns.err.len() < 1000, "{}", columns.err);
    let keys: Vec<String> = (0..3000).map(|n| format!("\"k{n}\":1")).collect();
    let wide = scene("", MAP);
    wide.write("wide.jsonl", format!("{{{}}}\n", keys.join(",")));
    assert!(wide.now(&["import", "wide.jsonl", "--map", "map.toml"]).expect(7).err.contains("more than 2000 columns"));
    wide.write("deep.jsonl", format!("{}{}\n", "{\"a\":".repeat(5000), "}".repeat(5000)));
    assert!(wide.now(&["import", "deep.jsonl", "--map", "map.toml"]).expect(7).err.len() < 2000);
    // A quote that is never closed makes one cell of everything behind it.
    let rows: String = (2..3000).map(|n| format!("{n},2026-11-20\n")).collect();
    let open = import(&scene(format!("no,received\n\"1,2026-11-20\n{rows}"), MAP), &[]).expect(7);
    assert!(open.err.contains("row 2, a quote that is never closed") && open.err.len() < 1000, "{}", open.err);
}

#[test]
fn no_row_vanishes_in_a_cell_whose_quote_is_missing() {
    let sheet = "no,received,demand\n1,2026-11-20,\"a new bottle\n2,2026-11-20,refund\n3,2026-11-20,\"a refund\"\n4,2026-11-20,a call\n";
    let scene = scene(sheet, &with(&["demand"]));
    let ran = import(&scene, &[]).expect(7);
    assert!(ran.err.contains("row 2, text behind a closing quote"), "{}", ran.err);
    assert!(ran.err.contains("goes on over 3 lines of the file"), "{}", ran.err);
    assert!(cases(&scene).is_empty());
    import(&scene, &["--skip-faulty"]).expect(0);
    assert!(only(&scene).contains("demand: \"a call\""));
}

/// 1,995 columns and 20,000 rows of one cell: short rows take no room for cells that they don't have.
#[test]
fn short_rows_of_a_wide_sheet_are_read() {
    let names: Vec<String> = (0..1993).map(|n| format!("c{n}")).collect();
    let rows = "1\n".repeat(20_000);
    let scene = scene(format!("no,received,{}\n{rows}", names.join(",")), MAP);
    let ran = import(&scene, &[]).expect(7);
    assert!(ran.err.contains("rows with faults: 20000"), "{}", ran.err);
}

#[test]
fn of_many_faults_so_many_are_named_as_somebody_may_read() {
    let rows: String = (1..=1000).map(|n| format!("{n},x\n")).collect();
    let scene = scene(format!("no,received\n{rows}"), MAP);
    let ran = import(&scene, &[]).expect(7);
    assert_eq!(ran.err.matches("column received").count(), 200);
    assert!(
        ran.err
            .contains("... and 800 more rows with faults; `amends import sheet.csv -n --format csv` lists every row")
    );
    assert!(cases(&scene).is_empty());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let outside = crate::scene::Scene::empty();
    let scene = scene("no,received\n1,2026-11-20\n", MAP);
    std::os::unix::fs::symlink(outside.root(), scene.root().join("cases/2026")).unwrap();
    import(&scene, &[]).expect(7);
    assert_eq!(std::fs::read_dir(outside.root()).unwrap().count(), 0);
    std::fs::remove_file(scene.root().join("cases/2026")).unwrap();
    std::fs::create_dir_all(scene.root().join(".amends")).unwrap();
    std::os::unix::fs::symlink(outside.root(), scene.root().join(".amends/import")).unwrap();
    import(&scene, &[]).expect(7);
    assert_eq!(std::fs::read_dir(outside.root()).unwrap().count(), 0);
}
