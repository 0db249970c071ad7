//! An import that is cut off is finished or removed by the next writer.

use super::{MAP, cases, import, scene};
use crate::scene::Scene;
use std::path::PathBuf;

/// A workspace whose import of two rows was cut off: `placed` cases took their place, and the marker may stand.
fn cut_off(marked: bool, placed: usize) -> (Scene, Vec<String>) {
    let scene = scene("no,received\n1,2026-11-20\n2,2026-10-20\n", MAP);
    import(&scene, &[]).expect(0);
    let ids: Vec<String> = cases(&scene).iter().map(|text| text[4..20].to_owned()).collect();
    let staging = staging(&scene);
    std::fs::create_dir(&staging).unwrap();
    for id in ids.iter().skip(placed) {
        std::fs::rename(scene.case_path(id), staging.join(format!("{id}.yaml"))).unwrap();
    }
    if marked {
        std::fs::write(staging.join("commit"), "").unwrap();
    }
    (scene, ids)
}

fn staging(scene: &Scene) -> PathBuf {
    scene.root().join(".amends/import")
}

#[test]
fn before_it_counts_it_is_removed() {
    let (scene, _) = cut_off(false, 0);
    // Readers leave it alone and see none of it.
    assert_eq!(scene.now(&["check"]).expect(0).err, "");
    assert!(staging(&scene).exists() && cases(&scene).is_empty());
    let ran = import(&scene, &[]).expect(0);
    assert!(ran.err.contains("what it had prepared was removed"), "{}", ran.err);
    assert!(ran.err.contains("imported: 2, already there: 0"), "{}", ran.err);
    assert!(!staging(&scene).exists());
    assert_eq!(cases(&scene).len(), 2);
}

#[test]
fn once_it_counts_any_writer_finishes_it() {
    for placed in [0, 1] {
        let (scene, ids) = cut_off(true, placed);
        assert_eq!(scene.now(&["list", "-q", "--state", "open,waiting,closed"]).expect(3).out.lines().count(), placed);
        scene.open("2026-11-21T14:00:00+08:00", &[]);
        assert!(!staging(&scene).exists());
        assert_eq!(cases(&scene).len(), 3);
        ids.iter().for_each(|id| assert!(scene.case_path(id).is_file()));
        let again = import(&scene, &[]).expect(0);
        assert!(again.err.contains("imported: 0, already there: 2"), "{}", again.err);
    }
    let (scene, _) = cut_off(true, 1);
    let ran = import(&scene, &["--lang", "zh"]).expect(0);
    assert!(ran.err.contains("此前有一次导入在生效后中断；现已补完，放入 1 份"), "{}", ran.err);
    assert!(ran.err.contains("已导入 0 份，已存在 2 份"), "{}", ran.err);
}

#[test]
fn a_case_that_lies_in_both_places_is_one_and_another_of_its_name_is_kept() {
    let (scene, ids) = cut_off(true, 0);
    let staged = |id: &str| staging(&scene).join(format!("{id}.yaml"));
    std::fs::copy(staged(&ids[0]), scene.case_path(&ids[0])).unwrap();
    let other = std::fs::read_to_string(staged(&ids[1])).unwrap().replace("A new bottle", "Something else");
    std::fs::write(scene.case_path(&ids[1]), &other).unwrap();
    // A name that is no case's, whoever put it there, finds its way nowhere.
    std::fs::write(staging(&scene).join("x.yaml"), "x").unwrap();
    let ran = import(&scene, &[]).expect(0);
    assert!(
        ran.err.contains("cases put in place: 1, kept in .amends/ because another file has their name: 1"),
        "{}",
        ran.err
    );
    assert_eq!(scene.case(&ids[1]), other);
    let kept = scene.root().join(".amends").join(format!("{}.yaml", ids[1]));
    assert!(std::fs::read_to_string(kept).unwrap().contains("A new bottle"));
    assert!(!staging(&scene).exists());
    assert!(scene.now(&["doctor"]).out.contains(&ids[1]));
}

#[test]
fn a_dry_run_leaves_what_was_cut_off_alone() {
    let (scene, _) = cut_off(true, 1);
    // It only reads, and what it says of the rows isn't the whole truth.
    let ran = import(&scene, &["-n"]).expect(3);
    assert!(ran.err.contains("cases of it are lacking here"), "{}", ran.err);
    assert!(staging(&scene).join("commit").exists());
}

#[test]
fn whoever_reads_is_told_that_cases_are_lacking() {
    let (scene, _) = cut_off(true, 1);
    for args in [
        &["list"][..],
        &["overdue"],
        &["overdue", "--escalate", "-n"],
        &["today"],
        &["check"],
        &["report"],
        &["search", "x"],
        &["export"],
        &["ics"],
    ] {
        let ran = scene.now(args).expect(3);
        assert!(ran.err.contains("an import was cut off after it counted: cases of it are lacking here"), "{args:?}");
        assert!(!ran.out.is_empty() || ["search", "check"].contains(&args[0]), "{args:?}");
    }
    for args in [&["list"][..], &["overdue"], &["today"], &["check"]] {
        let json = scene.now(&[args, &["--format", "json"]].concat()).expect(3).out;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["incomplete"], true, "{args:?}");
    }
    let ran = scene.now(&["list", "--lang", "zh", "-q"]).expect(3);
    assert!(ran.err.contains("有一次导入在生效后中断：这里缺少其中的工单"), "{}", ran.err);
    // None of them touched anything, and what reads no cases is as ever.
    assert!(staging(&scene).join("commit").exists());
    scene.now(&["help", "list"]).expect(0);
    scene.now(&["playbook", "list"]).expect(0);
    scene.now(&["doctor"]).expect(1);
}

#[test]
fn doctor_names_what_was_cut_off() {
    for (marked, en, zh) in [
        (true, "cut off after it counted; cases that are not in their places: 1", "生效后中断；还没有放入的工单：1 份"),
        (false, "cut off before it counted; cases that were prepared: 1", "生效前中断；准备好的工单：1 份"),
    ] {
        let (scene, _) = cut_off(marked, 1);
        for (lang, says) in [("en", en), ("zh", zh)] {
            let out = scene.now(&["doctor", "--lang", lang, "--format", "tsv"]).expect(1).out;
            let row = out.lines().find(|line| line.starts_with("import\t")).unwrap();
            assert!(row.contains(says) && row.contains("amends check --fix"), "{row}");
        }
        scene.now(&["check", "--fix"]);
        assert!(!scene.now(&["doctor", "--format", "tsv"]).out.contains("\nimport\t"));
    }
}

#[test]
fn a_writer_finds_a_case_that_was_only_staged_and_says_what_it_finished() {
    let (scene, ids) = cut_off(true, 0);
    let ran = scene.now(&["note", &ids[0], "-m", "Called back", "--lang", "zh"]).expect(0);
    assert!(ran.err.contains("此前有一次导入在生效后中断；现已补完，放入 2 份"), "{}", ran.err);
    assert!(scene.case(&ids[0]).contains("Called back"));
    // Also where nothing else is to be written, and where it hadn't counted.
    let (scene, _) = cut_off(true, 1);
    let ran = scene.now(&["overdue", "--escalate"]);
    assert!(ran.err.contains("it is finished now, cases put in place: 1"), "{}", ran.err);
    assert_eq!(cases(&scene).len(), 2);
    let (scene, ids) = cut_off(false, 1);
    let ran = scene.now(&["note", &ids[0], "-m", "Called back"]).expect(0);
    assert!(ran.err.contains("what it had prepared was removed"), "{}", ran.err);
}

#[test]
fn a_folder_among_the_staged_files_stops_no_later_import() {
    for marked in [false, true] {
        let (scene, ids) = cut_off(marked, 0);
        std::fs::create_dir(staging(&scene).join("folder")).unwrap();
        std::fs::create_dir(staging(&scene).join("2026-11-19-bbbbb.yaml")).unwrap();
        std::fs::write(staging(&scene).join("folder/file"), "x").unwrap();
        import(&scene, &[]).expect(0);
        assert!(!staging(&scene).exists());
        assert_eq!(cases(&scene).len(), ids.len());
        import(&scene, &[]).expect(0);
    }
}
