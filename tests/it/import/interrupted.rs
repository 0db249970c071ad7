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
    scene.now(&["check"]).expect(0);
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
        assert_eq!(cases(&scene).len(), placed);
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
    import(&scene, &["-n"]).expect(0);
    assert!(staging(&scene).join("commit").exists());
}
