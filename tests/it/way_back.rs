//! After a write a person at a terminal is told the way back, and it leads back.

use crate::damage::in_time;
use crate::scene::{NOW, Scene, amends};
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the binary on a terminal of its own, in a folder; what it prints there.
fn on_terminal(folder: &Path, args: &str) -> String {
    let line = format!("{} {args} --now {NOW}", env!("CARGO_BIN_EXE_amends"));
    let mut command = Command::new("script");
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("AMENDS_BY", "wang")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .args(["-qec", &line, "/dev/null"]);
    let ran = in_time(command.stdin(Stdio::null())).expect(0);
    ran.out.replace('\r', "")
}

/// The command behind `undo: `.
#[track_caller]
fn undo(said: &str) -> String {
    let line = said.lines().find_map(|l| l.strip_prefix("undo: "));
    line.unwrap_or_else(|| panic!("no way back: {said}")).to_owned()
}

fn run_line(folder: &Path, line: &str) {
    let binary = Path::new(env!("CARGO_BIN_EXE_amends")).parent().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = format!("{}:{}", binary.display(), path.to_string_lossy());
    let status = Command::new("sh")
        .current_dir(folder)
        .env("PATH", path)
        .env("AMENDS_BY", "wang")
        .args(["-c", &line.replace("TEXT", "错了")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    assert!(status.is_ok_and(|s| s.success()), "{line}");
}

#[test]
fn a_file_that_git_has_is_brought_back_by_git_and_another_by_retracting() {
    let (scene, id) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    scene.git(&["add", "-A"]).expect(0);
    scene.git(&["commit", "-qm", "x"]).expect(0);
    let before = scene.case(&id);
    let said = on_terminal(scene.root(), &format!("note {id} -m x"));
    let line = undo(&said);
    assert_eq!(line, format!("git checkout -- cases/2026/11/{id}.yaml"));
    run_line(scene.root(), &line);
    assert_eq!(scene.case(&id), before);
    // From another folder the same.
    let folder = scene.root().join("playbooks");
    let line = undo(&on_terminal(&folder, &format!("note {id} -m x")));
    run_line(&folder, &line);
    assert_eq!(scene.case(&id), before);
    // With earlier changes git would take too much back.
    scene.now(&["note", &id, "-m", "first"]).expect(0);
    let first = scene.case(&id);
    let line = undo(&on_terminal(scene.root(), &format!("log {id} --via phone --promise 'tomorrow 10:00' --what x")));
    assert_eq!(line.matches("amends retract").count(), 2, "{line}");
    run_line(scene.root(), &line);
    assert!(scene.case(&id).starts_with(&first));
    assert!(!scene.run(&["show", &id]).out.contains("Open promises"));
    // A correction is not undone by retracting its event.
    let said = on_terminal(scene.root(), &format!("edit {id} --set title=y --why x"));
    assert!(!said.contains("undo:"), "{said}");
    let open = "open --title t --customer c --contact 1 --channel phone --demand d -m m";
    let said = on_terminal(scene.root(), open);
    assert!(said.contains(".yaml is not committed yet") && !said.contains("undo:"), "{said}");
}

#[test]
fn outside_git_there_is_still_a_way_back_and_quiet_is_quiet() {
    let (scene, id) = Scene::with_case();
    let line = undo(&on_terminal(scene.root(), &format!("note {id} -m x")));
    assert!(line.starts_with(&format!("amends retract {id} ")), "{line}");
    run_line(scene.root(), &line);
    assert_eq!(on_terminal(scene.root(), &format!("note {id} -m x -q")), format!("{id}\n"));
}

#[test]
fn git_is_not_asked_where_nobody_reads_the_answer() {
    let (scene, id) = Scene::with_case();
    let git = "#!/bin/sh\ntouch called\nexit 1\n";
    scene.write("bin/git", git);
    let file = scene.root().join("bin/git");
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = amends(scene.root());
    command.env("PATH", file.parent().unwrap()).args(["note", &id, "-m", "x", "--now", NOW]);
    let ran = in_time(&mut command).expect(0);
    assert_eq!(ran.err, "");
    assert!(!scene.root().join("called").exists());
}
