//! Which files are looked at, and which of them are reported.

use super::{change, codes, commit, committed, found, path_of};
use crate::scene::{NOW, Scene, amends};

#[test]
fn only_the_named_files_are_reported_but_all_are_compared() {
    let scene = Scene::workspace();
    let first = scene.open("2026-11-20T10:00:00+08:00", &[]);
    let later = scene.open("2026-10-21T10:00:00+08:00", &[]);
    change(&scene, &first, "received: 2026-11-20T10", "received: 2026-11-20T11");
    change(&scene, &later, "channel: phone", "channel: phnoe");
    assert_eq!(codes(&scene, &[]), ["damaged", "received-after-open"]);
    let (of_first, ran) = found(&scene, &[&path_of(&first)]);
    assert_eq!((of_first, ran.code), (vec![("received-after-open".to_owned(), path_of(&first))], 1));
    assert_eq!(codes(&scene, &["cases/2026/10"]), ["damaged"]);
    assert_eq!(codes(&scene, &["."]).len(), 2);
    assert!(codes(&scene, &["amends.toml", "playbooks/four-step.toml"]).is_empty());
    // The same id twice is told at whichever of the two was named.
    std::fs::copy(scene.case_path(&first), scene.root().join(format!("cases/2026/11/{}x.yaml", first))).unwrap();
    assert!(codes(&scene, &[&path_of(&first)]).contains(&"same-id".to_owned()));
}

#[test]
fn a_path_is_taken_from_where_the_command_is_called() {
    let (scene, id) = Scene::with_case();
    change(&scene, &id, "channel: phone", "channel: phnoe");
    let folder = scene.root().join("cases/2026");
    let run = |path: &str| {
        let output = amends(&folder).args(["check", "--now", NOW, path]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run("11").0, Some(3));
    assert_eq!(run(&format!("11/{id}.yaml")).0, Some(3));
    assert_eq!(run("../../amends.toml").0, Some(0));
    for (path, said) in [
        ("12", "no such file or folder in this workspace"),
        ("../../..", "no such file or folder in this workspace"),
        ("/dev/null", "no such file or folder in this workspace"),
        ("../../.gitignore", "neither a case file, nor a playbook, nor amends.toml"),
    ] {
        let (code, err) = run(path);
        assert!(code == Some(5) && err.contains(said), "{path}: {code:?} {err}");
    }
}

#[test]
fn staged_looks_at_the_index_and_not_at_the_disk() {
    let (scene, id) = committed();
    let path = path_of(&id);
    change(&scene, &id, "channel: phone", "channel: phnoe");
    assert!(codes(&scene, &["--staged"]).is_empty(), "nothing is staged");
    scene.git(&["add", "-A"]).expect(0);
    change(&scene, &id, "channel: phnoe", "channel: phone");
    let (staged, ran) = found(&scene, &["--staged"]);
    assert_eq!((staged, ran.code), (vec![("damaged".to_owned(), path.clone())], 3));
    assert!(codes(&scene, &[]).is_empty());
    // A playbook that is staged away is gone, although its file lies there, and all cases are reported.
    scene.git(&["add", "-A"]).expect(0);
    change(&scene, &id, "playbook: four-step@1", "playbook: house@1");
    std::fs::copy(scene.root().join("playbooks/four-step.toml"), scene.root().join("playbooks/house.toml")).unwrap();
    let house = std::fs::read_to_string(scene.root().join("playbooks/house.toml")).unwrap();
    scene.write("playbooks/house.toml", house.replace("id = \"four-step\"", "id = \"house\""));
    commit(&scene);
    assert!(codes(&scene, &["--staged"]).is_empty());
    scene.git(&["rm", "-q", "--cached", "playbooks/house.toml"]).expect(0);
    assert_eq!(codes(&scene, &["--staged"]), ["unknown-playbook"]);
    assert!(codes(&scene, &[]).is_empty());
}

#[test]
fn staged_reports_what_differs_from_head_and_named_paths_in_any_case() {
    let (scene, id) = committed();
    change(&scene, &id, "received: 2026-11-21T14", "received: 2026-11-21T15");
    commit(&scene);
    let other = scene.open("2026-11-21T10:00:00+08:00", &[]);
    change(&scene, &other, "contact: \"+86 138 0000 0000\"", "contact: \"柜台\"");
    scene.git(&["add", "-A"]).expect(0);
    assert!(codes(&scene, &["--staged"]).is_empty(), "the old finding is not this commit's");
    assert_eq!(codes(&scene, &["--staged", &path_of(&id)]), ["received-after-open"]);
    assert_eq!(codes(&scene, &["--staged", "cases"]), ["received-after-open"]);
    // The policy holds for all cases.
    scene.write("amends.toml", "format = 1\ntime_zone = \"Asia/Shanghai\"\n# new\n");
    scene.git(&["add", "-A"]).expect(0);
    assert_eq!(codes(&scene, &["--staged"]), ["received-after-open"]);
}

#[test]
fn a_hook_s_own_index_is_honoured_when_it_is_this_repository_s() {
    let (scene, id) = committed();
    change(&scene, &id, "channel: phone", "channel: phnoe");
    let index = scene.root().join(".git/next-index.lock");
    std::fs::copy(scene.root().join(".git/index"), &index).unwrap();
    let elsewhere = Scene::empty();
    std::process::Command::new("git")
        .current_dir(scene.root())
        .env("GIT_INDEX_FILE", &index)
        .args(["add", "-A"])
        .status()
        .unwrap();
    std::fs::copy(&index, elsewhere.root().join("index")).unwrap();
    let run_in = |folder: &std::path::Path, index: &std::path::Path| {
        let mut command = amends(folder);
        command.env("GIT_INDEX_FILE", index).env("GIT_DIR", elsewhere.root());
        command.args(["check", "--staged", "--now", NOW]).output().unwrap().status.code()
    };
    let run = |index: &std::path::Path| run_in(scene.root(), index);
    assert_eq!(run(std::path::Path::new(".git/next-index.lock")), Some(3));
    assert_eq!(run(&index), Some(3));
    let below = scene.root().join("cases/2026");
    assert_eq!(run_in(&below, std::path::Path::new(".git/next-index.lock")), Some(3), "the script went elsewhere");
    assert_eq!(run(&elsewhere.root().join("index")), Some(0), "another repository's index says nothing here");
    assert!(codes(&scene, &["--staged"]).is_empty());
}

#[test]
fn an_unfinished_merge_and_a_staged_link_are_findings() {
    let (scene, id) = committed();
    scene.write(".gitattributes", "");
    commit(&scene);
    scene.git(&["checkout", "-q", "-b", "other"]).expect(0);
    change(&scene, &id, "demand: \"换一双\"", "demand: \"退款\"");
    commit(&scene);
    scene.git(&["checkout", "-q", "-"]).expect(0);
    change(&scene, &id, "demand: \"换一双\"", "demand: \"道歉\"");
    commit(&scene);
    scene.git(&["merge", "-q", "other"]).expect(1);
    let (staged, ran) = found(&scene, &["--staged"]);
    assert_eq!((staged, ran.code), (vec![("unmerged".to_owned(), path_of(&id))], 1));
    scene.git(&["merge", "--abort"]).expect(0);
    #[cfg(unix)]
    {
        let link = "cases/2026/11/2026-11-22-bcdfg.yaml";
        std::os::unix::fs::symlink("../../../amends.toml", scene.root().join(link)).unwrap();
        scene.git(&["add", "-A"]).expect(0);
        let (staged, ran) = found(&scene, &["--staged"]);
        assert_eq!((staged, ran.code), (vec![("damaged".to_owned(), link.to_owned())], 3));
    }
}

#[test]
fn before_the_first_commit_everything_is_new_and_outside_git_it_is_said() {
    let (scene, id) = Scene::with_case();
    change(&scene, &id, "channel: phone", "channel: phnoe");
    for flags in [&["--staged"][..], &["--against", "HEAD"]] {
        let mut args = vec!["check"];
        args.extend(flags);
        let ran = scene.now(&args).expect(7);
        assert!(ran.err.contains("git repository") && ran.err.contains(flags[0]), "{}", ran.err);
    }
    scene.git(&["init", "-q"]).expect(0);
    scene.git(&["add", "-A"]).expect(0);
    assert_eq!(codes(&scene, &["--staged"]), ["damaged"]);
    scene.now(&["check", "--staged", "--fix"]).expect(2);
    let ran = scene.now(&["check", "--against", "HEAD"]).expect(5);
    assert!(ran.err.contains("no commit `HEAD`"), "{}", ran.err);
}

#[test]
fn a_workspace_below_the_top_of_its_repository_is_compared_too() {
    let scene = Scene::empty();
    scene.git(&["init", "-q"]).expect(0);
    scene.run(&["-C", ".", "init", "--time-zone", "Asia/Shanghai"]).expect(0);
    let id = scene.open("2026-11-21T10:00:00+08:00", &[]);
    std::fs::create_dir(scene.root().join("sub")).unwrap();
    for name in ["amends.toml", "cases", "playbooks"] {
        std::fs::rename(scene.root().join(name), scene.root().join("sub").join(name)).unwrap();
    }
    let path = scene.root().join("sub").join(path_of(&id));
    commit(&scene);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("owner: wang", "owner: li").replace("channel: phone", "channel: phnoe"))
        .unwrap();
    assert!(codes(&scene, &["-C", "sub", "--staged"]).is_empty());
    assert_eq!(codes(&scene, &["-C", "sub", "--against", "HEAD"]), ["damaged", "changed-event"]);
    scene.git(&["add", "-A"]).expect(0);
    assert_eq!(codes(&scene, &["-C", "sub", "--staged", "--against", "HEAD"]), ["damaged", "changed-event"]);
    scene.git(&["rm", "-q", "-f", &format!("sub/{}", path_of(&id))]).expect(0);
    let ran = scene.now(&["-C", "sub", "check", "--against", "HEAD", "-f", "github"]).expect(1);
    assert!(ran.out.starts_with(&format!("::error file=sub/{},line=1,", path_of(&id))), "{}", ran.out);
}

#[test]
fn a_staged_policy_of_a_newer_format_is_not_judged_by() {
    let (scene, _) = committed();
    scene.write("amends.toml", "format = 99\n");
    scene.git(&["add", "-A"]).expect(0);
    scene.write("amends.toml", "format = 1\n");
    let ran = scene.now(&["check", "--staged"]).expect(7);
    assert!(ran.err.contains("written by a newer amends"), "{}", ran.err);
}

#[test]
fn fix_mends_the_harmless_at_once_and_loses_nothing() {
    let (scene, id) = committed();
    let mut text = scene.case(&id);
    let open = text.lines().last().unwrap().to_owned();
    text.push_str(&format!("{open}\n"));
    text.push_str("  - {id: mt7w2c, at: 2026-11-21T15:00:00+08:00, by: wang, do: note, note: \"原文\"}\n");
    text.push_str("  - {id: mt7w2c, at: 2026-11-21T15:00:00+08:00, by: wang, do: note, note: \"\", redacted: true}\n");
    text.push_str("  - id: rb2xqd\n    at: 2026-11-21T15:01:00+08:00\n    by: wang\n    do: note\n    note: '分行'\n");
    std::fs::write(scene.case_path(&id), &text).unwrap();
    commit(&scene);
    assert_eq!(codes(&scene, &[]), ["repeated-line", "unredacted", "not-one-line"]);
    let preview = scene.now(&["check", "--fix", "-n"]).expect(0).out;
    assert_eq!(scene.case(&id), text, "a preview writes nothing");
    let json = scene.now(&["check", "--fix", "-f", "json"]).expect(0);
    assert!(json.out.starts_with('{') && json.err == preview, "{}{}", json.out, json.err);
    assert_eq!(preview.lines().count(), 3, "{preview}");
    let mended = scene.case(&id);
    assert!(mended.ends_with("note: \"\", redacted: true}\n  - {id: rb2xqd, at: 2026-11-21T15:01:00+08:00, by: wang, do: note, note: \"分行\"}\n"), "{mended}");
    assert_eq!((mended.matches("do: open").count(), mended.contains("原文")), (1, false));
    assert!(codes(&scene, &["--against", "HEAD"]).is_empty());
    assert_eq!(scene.now(&["check", "--fix"]).expect(0).out, "");
}

#[test]
fn fix_mends_the_named_files_only() {
    let scene = Scene::workspace();
    let ids = ["2026-11-20T10:00:00+08:00", "2026-10-20T10:00:00+08:00"].map(|at| scene.open(at, &[]));
    for id in &ids {
        let text = scene.case(id);
        let line = text.lines().last().unwrap().to_owned();
        std::fs::write(scene.case_path(id), format!("{text}{line}\n")).unwrap();
    }
    assert_eq!(codes(&scene, &[]), ["repeated-line", "repeated-line"]);
    let ran = scene.now(&["check", "--fix", &path_of(&ids[0])]).expect(0);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    let (left, _) = found(&scene, &[]);
    assert_eq!(left, [("repeated-line".to_owned(), path_of(&ids[1]))]);
}
