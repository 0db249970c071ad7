//! What a clone stands on (`doctor`), and who added each line (`show --history`).

use crate::scene::{NOW, Scene, amends};
use serde_json::Value;
use std::fs;

fn conditions(scene: &Scene, more: &[&str]) -> (Vec<Value>, i32) {
    let mut args = vec!["doctor", "-f", "jsonl"];
    args.extend(more);
    let ran = scene.run(&args);
    let rows = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    (rows, ran.code)
}

#[track_caller]
fn fine(rows: &[Value], item: &str) -> bool {
    let row = rows.iter().find(|r| r["item"] == item).unwrap_or_else(|| panic!("no row {item}: {rows:?}"));
    assert_eq!(row["fine"] == false, row["fine"] != true);
    row["fine"] == true
}

#[test]
fn a_fresh_clone_is_told_that_its_driver_is_missing_and_doctor_fix_sets_it_up() {
    let (scene, _) = Scene::with_case();
    let (rows, code) = conditions(&scene, &[]);
    assert_eq!(code, 1);
    assert!(!fine(&rows, "repository"));
    scene.git(&["init", "-q"]).expect(0);
    let (rows, code) = conditions(&scene, &[]);
    assert_eq!(code, 1);
    assert!(fine(&rows, "repository") && fine(&rows, "git-files") && !fine(&rows, "merge-driver"));
    let driver = rows.iter().find(|r| r["item"] == "merge-driver").unwrap();
    assert_eq!(driver["remedy"], "amends doctor --fix");
    // A look changes nothing.
    assert_eq!(scene.git(&["config", "--get", "merge.amends.driver"]).code, 1);
    assert_eq!(conditions(&scene, &["--fix", "-n"]).1, 1);
    assert_eq!(scene.git(&["config", "--get", "merge.amends.driver"]).code, 1);
    let (rows, code) = conditions(&scene, &["--fix"]);
    assert_eq!(code, 0, "{rows:?}");
    let attribute = scene.git(&["check-attr", "merge", "--", "cases/2026/11/2026-11-21-bbbbb.yaml"]).expect(0);
    assert!(attribute.out.ends_with("merge: amends\n"), "{}", attribute.out);
    // Once more adds no second line.
    let attributes = fs::read_to_string(scene.root().join(".git/info/attributes")).unwrap();
    assert_eq!(conditions(&scene, &["--fix"]).1, 0);
    assert_eq!(fs::read_to_string(scene.root().join(".git/info/attributes")).unwrap(), attributes);
}

#[test]
fn lines_that_somebody_added_to_the_attributes_of_the_clone_stay() {
    let (scene, _) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    scene.write(".git/info/attributes", "*.png binary");
    scene.run(&["doctor", "--fix"]);
    let text = fs::read_to_string(scene.root().join(".git/info/attributes")).unwrap();
    assert_eq!(text, "*.png binary\ncases/**/*.yaml merge=amends\n");
}

#[test]
fn lacking_lines_stray_files_a_replaced_union_and_an_unfinished_merge_are_named() {
    let (scene, id) = Scene::with_case();
    scene.git(&["init", "-q", "-b", "main"]).expect(0);
    scene.run(&["doctor", "--fix"]);
    scene.write(".gitattributes", "");
    scene.write("cases/2026/11/.tmp-1-2~", "half");
    scene.git(&["config", "merge.union.driver", "cp %A %B"]).expect(0);
    let two_hours_ago = std::process::Command::new("touch")
        .args(["-d", "2 hours ago"])
        .arg(scene.root().join("cases/2026/11/.tmp-1-2~"))
        .status();
    assert!(two_hours_ago.unwrap().success());
    let (rows, code) = conditions(&scene, &[]);
    assert_eq!(code, 1);
    for item in ["git-files", "temporary-files", "union"] {
        assert!(!fine(&rows, item), "{item}");
    }
    scene.run(&["check", "--fix"]).expect(0);
    assert!(fine(&conditions(&scene, &[]).0, "temporary-files"));

    scene.git(&["config", "--unset", "merge.union.driver"]).expect(0);
    scene.run(&["doctor", "--fix"]).expect(0);
    scene.git(&["add", "-A"]).expect(0);
    scene.git(&["commit", "-qm", "start"]).expect(0);
    scene.git(&["checkout", "-qb", "other"]).expect(0);
    let title = |to: &str| {
        let text = scene.case(&id).replace("title: \"鞋底开胶\"", &format!("title: \"{to}\""));
        fs::write(scene.case_path(&id), text).unwrap();
        scene.git(&["commit", "-qam", to]).expect(0);
    };
    title("a");
    scene.git(&["checkout", "-q", "main"]).expect(0);
    title("b");
    assert_eq!(scene.git(&["merge", "-q", "other"]).code, 1);
    let (rows, _) = conditions(&scene, &[]);
    assert!(!fine(&rows, "unmerged"));
    let row = rows.iter().find(|r| r["item"] == "unmerged").unwrap();
    assert!(row["detail"].as_str().unwrap().contains(&id), "{row}");
}

#[test]
fn doctor_names_who_is_writing_and_stands_in_nobodys_way() {
    let (scene, id) = Scene::with_case();
    fs::create_dir_all(scene.root().join(".amends")).unwrap();
    let lock = fs::File::create(scene.root().join(".amends/lock")).unwrap();
    use std::io::Write as _;
    writeln!(&lock, "4711 li").unwrap();
    lock.lock().unwrap();
    let (rows, _) = conditions(&scene, &[]);
    let row = rows.iter().find(|r| r["item"] == "lock").unwrap();
    assert_eq!(row["detail"], "process 4711 li is writing");
    drop(lock);
    scene.now(&["log", &id, "--via", "phone", "-m", "x"]).expect(0);
    assert_eq!(conditions(&scene, &[]).0.iter().find(|r| r["item"] == "lock").unwrap()["detail"], "nobody is writing");
}

#[test]
fn doctor_works_without_git_and_in_chinese() {
    let (scene, _) = Scene::with_case();
    let output = amends(scene.root()).env("PATH", "/nonexistent").args(["doctor", "--lang", "zh"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("没有安装") && out.contains("锁"), "{out}");
}

#[test]
fn history_names_the_author_of_each_line_and_what_is_not_committed() {
    let (scene, id) = Scene::with_case();
    assert_eq!(scene.now(&["show", &id, "--history"]).code, 7);
    scene.git(&["init", "-q"]).expect(0);
    let rows = |scene: &Scene| -> Vec<Value> {
        let ran = scene.now(&["show", &id, "--history", "-f", "jsonl"]).expect(0);
        ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    };
    assert!(rows(&scene).iter().all(|r| r["commit"].is_null()));
    scene.git(&["add", "-A"]).expect(0);
    scene.git(&["commit", "-qm", "filed"]).expect(0);
    scene.now(&["log", &id, "--via", "phone", "-m", "一"]).expect(0);
    scene.git(&["-c", "user.name=Li\u{1b}[2J", "commit", "-qam", "called"]).expect(0);
    scene.now(&["log", &id, "--via", "phone", "-m", "二"]).expect(0);
    let rows = rows(&scene);
    let lines = scene.case(&id).lines().count();
    assert_eq!(rows.len(), lines);
    let author = |i: usize| rows[i]["author"].as_str();
    assert_eq!(author(0), Some("Test"));
    assert_eq!(author(lines - 2), Some("Li\u{fffd}[2J"));
    assert_eq!(author(lines - 1), None);
    assert!(rows[lines - 1]["text"].as_str().unwrap().contains("二"));
    let page = scene.now(&["show", &id, "--history"]).expect(0);
    assert!(page.err.contains("not committed yet: 1 lines"), "{}", page.err);
    assert!(!page.out.contains('\u{1b}'));
}

#[test]
fn a_hook_of_another_repository_does_not_lead_history_astray() {
    let (scene, id) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    scene.git(&["add", "-A"]).expect(0);
    scene.git(&["commit", "-qm", "filed"]).expect(0);
    let other = Scene::empty();
    other.git(&["init", "-q"]).expect(0);
    let output = amends(scene.root())
        .env("GIT_DIR", other.root().join(".git"))
        .env("GIT_WORK_TREE", other.root())
        .args(["show", &id, "--history", "-f", "jsonl", "--now", NOW])
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.lines().all(|l| !serde_json::from_str::<Value>(l).unwrap()["commit"].is_null()), "{out}");
}

#[test]
fn a_shallow_clone_proves_nothing_about_what_it_cut_off() {
    let (scene, id) = Scene::with_case();
    scene.git(&["init", "-q", "-b", "main"]).expect(0);
    scene.git(&["add", "-A"]).expect(0);
    scene.git(&["commit", "-qm", "filed"]).expect(0);
    scene.git(&["commit", "-q", "--allow-empty", "-m", "empty"]).expect(0);
    let origin = format!("file://{}", scene.root().display());
    scene.git(&["clone", "-q", "--depth", "1", &origin, "shallow"]).expect(0);
    let shallow = |args: &[&str]| scene.run(&[&["-C", "shallow"], args].concat());
    let ran = shallow(&["show", &id, "--history", "-f", "jsonl", "--now", NOW]).expect(0);
    assert!(ran.out.lines().all(|l| serde_json::from_str::<Value>(l).unwrap()["author"].is_null()), "{}", ran.out);
    assert!(ran.err.contains("this clone is shallow"), "{}", ran.err);
    scene.now(&["show", &id, "--history"]).expect(0);
}

#[test]
fn a_line_that_takes_union_away_and_a_link_in_place_of_the_lock_are_named() {
    let (scene, _) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    let own = fs::read_to_string(scene.root().join(".gitattributes")).unwrap();
    scene.write(".gitattributes", own + "*.yaml -merge\n");
    fs::remove_dir_all(scene.root().join(".amends")).unwrap();
    std::os::unix::fs::symlink("cases", scene.root().join(".amends")).unwrap();
    let (rows, code) = conditions(&scene, &[]);
    assert_eq!(code, 1);
    assert!(!fine(&rows, "git-files") && !fine(&rows, "lock"), "{rows:?}");
}
