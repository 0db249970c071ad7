//! Several processes at one file: nothing lost, nothing twice, never half a file.

use crate::scene::{NOW, Scene, amends};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How many contacts each of two processes writes: fewer where the binary is a debug build, whose parsers are slow.
const EACH: usize = if cfg!(debug_assertions) { 60 } else { 200 };

/// A process of its own that logs one contact after the other and stops at the first that fails.
fn logging(root: &Path, id: &str, who: &str, times: usize) -> Child {
    let script = format!(
        "i=0; while [ $i -lt {times} ]; do i=$((i+1)); \"$0\" log {id} --via phone -m \"{who} $i\" -q --by {who} --now {NOW} >/dev/null || exit $?; done"
    );
    Command::new("sh")
        .current_dir(root)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .args(["-c", &script, env!("CARGO_BIN_EXE_amends")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a shell")
}

/// The ids and the notes of the contacts.
fn contacts(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter(|l| l.contains("do: contact"))
        .map(|l| {
            let part = |from: &str, to: &str| l.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
            (part("{id: ", ","), part("note: \"", "\""))
        })
        .collect()
}

#[test]
fn two_processes_that_log_on_one_case_leave_every_event_once() {
    let (scene, id) = Scene::with_case();
    let before = scene.case(&id);
    let mut children = [logging(scene.root(), &id, "wang", EACH), logging(scene.root(), &id, "li", EACH)];
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let text = scene.case(&id);
    assert!(text.starts_with(&before));
    let all = contacts(&text);
    assert_eq!(all.len(), 2 * EACH);
    let ids: BTreeSet<&String> = all.iter().map(|c| &c.0).collect();
    assert_eq!(ids.len(), 2 * EACH, "no id twice");
    for who in ["wang", "li"] {
        let notes: Vec<&String> = all.iter().map(|c| &c.1).filter(|n| n.starts_with(who)).collect();
        let wanted: Vec<String> = (1..=EACH).map(|n| format!("{who} {n}")).collect();
        assert!(notes.into_iter().eq(wanted.iter()), "the contacts of {who}, in their order");
    }
    scene.now(&["check"]).expect(0);
    no_leftovers(&scene, &id);
}

fn no_leftovers(scene: &Scene, id: &str) {
    let folder = scene.case_path(id);
    let names: Vec<String> = std::fs::read_dir(folder.parent().unwrap())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, [format!("{id}.yaml")]);
}

#[test]
fn two_processes_that_open_cases_make_a_file_each() {
    let scene = Scene::workspace();
    let script = format!(
        "for i in 1 2 3 4 5 6 7 8 9 10; do \"$0\" open -q --title t --customer c --contact 1 --channel phone --demand d -m m --by wang --playbook hotel --now {NOW} || exit $?; done"
    );
    let children: Vec<Child> = (0..2)
        .map(|_| {
            Command::new("sh")
                .current_dir(scene.root())
                .args(["-c", &script, env!("CARGO_BIN_EXE_amends")])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut ids = BTreeSet::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        ids.extend(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned));
    }
    assert_eq!(ids.len(), 20);
    let list = scene.now(&["list", "-q"]).expect(0).out;
    assert_eq!(list.lines().map(str::to_owned).collect::<BTreeSet<_>>(), ids);
    scene.now(&["check"]).expect(0);
}

#[test]
#[cfg(unix)]
fn a_killed_writer_leaves_the_old_file_or_the_new_one_and_no_stuck_lock() {
    let (scene, id) = Scene::with_case();
    let mut said = 0;
    for round in 0..20u64 {
        let before = scene.case(&id);
        // A loop in this process, so that the one who is killed is the writer itself and not a shell.
        let deadline = Duration::from_millis(1 + round * 3 % 17);
        let mut child = amends(scene.root())
            .args(["log", &id, "--via", "phone", "-m", &format!("轮 {round}"), "-q", "--now", NOW])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(deadline);
        // SIGKILL: nothing is tidied up.
        let _ = child.kill();
        let done = child.wait().unwrap().success();
        let after = scene.case(&id);
        let new = after.strip_prefix(before.as_str()).expect("earlier bytes stay");
        if done {
            assert!(!new.is_empty(), "what was reported as written is there");
        }
        assert!(new.is_empty() || (new.lines().count() == 1 && new.ends_with("}\n")), "{new:?}");
        said += new.lines().count();
        // Always readable, and no lock is stuck: the next command works at once.
        scene.now(&["show", &id]).expect(0);
        let next = format!("轮 {round} 之后");
        scene.now(&["note", &id, "-m", &next, "-q"]).expect(0);
        assert!(scene.case(&id).contains(&next));
    }
    scene.now(&["check"]).expect(0);
    assert_eq!(scene.case(&id).matches("do: contact").count(), said);
    let listed = scene.now(&["list", "-q"]).expect(0).out;
    assert_eq!(listed, format!("{id}\n"), "a temporary file is no case");
}

#[test]
#[cfg(unix)]
fn a_loop_killed_in_the_middle_loses_at_most_the_event_in_hand() {
    use std::os::unix::process::CommandExt;
    let (scene, id) = Scene::with_case();
    // The shell notes each contact it was told about; what it noted must be in the file.
    let script = format!(
        "i=0; while :; do i=$((i+1)); \"$0\" log {id} --via phone -m \"x $i\" -q --now {NOW} >/dev/null && echo $i >>told; done"
    );
    let mut child = Command::new("sh")
        .current_dir(scene.root())
        .env("AMENDS_BY", "wang")
        .args(["-c", &script, env!("CARGO_BIN_EXE_amends")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    for _ in 0..600 {
        if scene.case(&id).matches("do: contact").count() >= 10 {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    // The whole group, shell and writer.
    let group = format!("-{}", child.id());
    let killed = Command::new("kill").args(["-KILL", "--", &group]).status().unwrap();
    assert!(killed.success());
    child.wait().unwrap();
    let told = std::fs::read_to_string(scene.root().join("told")).unwrap();
    let told = told.lines().count();
    let text = scene.case(&id);
    let notes: Vec<String> = contacts(&text).into_iter().map(|c| c.1).collect();
    assert!(notes.len() == told || notes.len() == told + 1, "{} in the file, {told} reported", notes.len());
    let wanted: Vec<String> = (1..=notes.len()).map(|n| format!("x {n}")).collect();
    assert_eq!(notes, wanted);
    scene.now(&["log", &id, "--via", "phone", "-m", "y"]).expect(0);
    scene.now(&["check"]).expect(0);
}

#[test]
fn a_reader_never_sees_a_damaged_file() {
    let (scene, id) = Scene::with_case();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            let mut longest = 0;
            while !stop.load(Ordering::Relaxed) {
                let text = scene.case(&id);
                assert!(text.ends_with("}\n"), "half a file: {text:?}");
                assert!(text.len() >= longest, "the file became shorter");
                longest = text.len();
                let reading = amends::store::read_text(&text);
                assert!(reading.faults.is_empty() && reading.case.is_some());
                reads += 1;
            }
            reads
        });
        let commands = scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                let ran = scene.now(&["list", "-f", "json"]);
                if ran.code != 0 {
                    return Err(ran);
                }
            }
            Ok(())
        });
        let written = logging(scene.root(), &id, "wang", 60).wait().unwrap();
        stop.store(true, Ordering::Relaxed);
        assert!(written.success());
        assert!(reader.join().unwrap() > 10);
        commands.join().unwrap().expect("every reader sees a whole workspace");
    });
}

#[test]
fn a_check_that_mends_waits_for_a_writer_and_loses_nothing() {
    let (scene, id) = Scene::with_case();
    let line = "  - {id: zzzzzz, at: 2026-11-22T09:00:00+08:00, by: wang, do: note, note: \"两次\"}\n";
    let text = scene.case(&id) + line + line;
    std::fs::write(scene.case_path(&id), text).unwrap();
    let mut child = logging(scene.root(), &id, "wang", 30);
    for _ in 0..10 {
        let ran = scene.now(&["check", "--fix"]);
        assert!(ran.code == 0 || ran.code == 1, "{}", ran.err);
    }
    assert!(child.wait().unwrap().success());
    scene.now(&["check", "--fix"]).expect(0);
    let text = scene.case(&id);
    assert_eq!(text.matches("do: contact").count(), 30, "no contact was lost to the mending");
    assert_eq!(text.matches("两次").count(), 1);
}

#[test]
fn fix_sweeps_what_a_killed_writer_left_behind_more_than_an_hour_ago() {
    let (scene, id) = Scene::with_case();
    let folder = scene.case_path(&id).parent().unwrap().to_path_buf();
    let (old, fresh, other) = (".tmp-1-0000000000000001~", ".tmp-2-0000000000000002~", "tmp-3~");
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(2 * 3600);
    for name in [old, fresh, other] {
        let file = std::fs::File::create(folder.join(name)).unwrap();
        if name != fresh {
            file.set_modified(long_ago).unwrap();
        }
    }
    scene.now(&["log", &id, "--via", "phone"]).expect(0);
    scene.now(&["check", "--fix"]).expect(0);
    assert!(!folder.join(old).exists());
    assert!(folder.join(fresh).exists(), "it may belong to somebody who is writing");
    assert!(folder.join(other).exists(), "not ours");
}
