//! Broken files, full disks, closed pipes: a clear message, the right exit code, and nothing lost.

use crate::scene::{NOW, Ran, Scene, amends};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs a command that must not hang: after a minute it is stopped and the test fails.
#[track_caller]
pub(crate) fn in_time(command: &mut Command) -> Ran {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    // A full pipe would hold the child up.
    let out = drain(child.stdout.take().expect("its output"));
    let err = drain(child.stderr.take().expect("its hints"));
    for _ in 0..6000 {
        if let Some(status) = child.try_wait().expect("a child") {
            return Ran {
                out: out.join().expect("stdout is UTF-8"),
                err: err.join().expect("stderr is UTF-8"),
                code: status.code().unwrap_or(-1),
            };
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let _ = child.kill();
    let _ = child.wait();
    panic!("{command:?} hangs");
}

fn drain(mut from: impl std::io::Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("its output");
        String::from_utf8(bytes).expect("text")
    })
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Each folder of `tests/errors` is a broken workspace. `cmd` is the command, `check` where there is none;
/// `expected.txt` is the exit code, standard error, and standard output where there is any. A line of it that
/// begins with `# ` is a comment. With `AMENDS_WRITE_EXPECTED` set the files without a comment are written anew.
#[test]
fn every_broken_workspace_is_told_what_is_wrong_and_where() {
    let errors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut names: Vec<PathBuf> = fs::read_dir(errors).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    assert!(names.len() > 100, "{} broken workspaces", names.len());
    let mut report = String::new();
    for folder in names {
        let scene = Scene::empty();
        copy_tree(&folder, scene.root());
        let cmd = fs::read_to_string(folder.join("cmd")).unwrap_or_else(|_| "check".to_owned());
        let _ = fs::remove_file(scene.root().join("cmd"));
        let _ = fs::remove_file(scene.root().join("expected.txt"));
        let before = tree(scene.root());
        let args: Vec<&str> = cmd.split_whitespace().collect();
        let ran = scene.now(&args);
        let mut got = format!("exit {}\n{}", ran.code, ran.err);
        if !ran.out.is_empty() {
            let _ = write!(got, "--- stdout\n{}", ran.out);
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if tree(scene.root()) != before {
            let _ = writeln!(report, "== {name}: the files changed");
        }
        let file = folder.join("expected.txt");
        let text = fs::read_to_string(&file).unwrap_or_default();
        let commented = text.lines().any(|l| l.starts_with("# "));
        if std::env::var_os("AMENDS_WRITE_EXPECTED").is_some() && !commented {
            fs::write(&file, &got).unwrap();
            continue;
        }
        let wanted: String = text.split_inclusive('\n').filter(|l| !l.starts_with("# ")).collect();
        if got != wanted {
            let _ = writeln!(report, "== {name}\n-- wanted\n{wanted}-- got\n{got}");
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// Every file with its bytes, the lock's folder aside.
fn tree(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with(".amends") {
                continue;
            }
            let kind = path.symlink_metadata().unwrap().file_type();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                let bytes = fs::read(&path).unwrap();
                out.push((path, bytes));
            }
        }
    }
    out.sort();
    out
}

/// A sound case that was never answered, five days old at the tests' moment.
pub(crate) fn unanswered(tail: &str, title: &str) -> (String, String) {
    let id = format!("2026-11-17-{tail}");
    let text = format!(
        "id: {id}\ntitle: {title}\nreceived: 2026-11-17T10:00:00+08:00\nchannel: phone\ncustomer: \"王女士\"\ncontact: \"+86 138 0000 0000\"\ndemand: \"退款\"\nplaybook: four-step@1\ndescription: |\n  鞋底开胶。\nlog:\n  - {{id: kq4z7m, at: 2026-11-17T10:05:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}}\n"
    );
    (id, text)
}

pub(crate) fn put(scene: &Scene, tail: &str, title: &str) -> String {
    let (id, text) = unanswered(tail, title);
    scene.write(&format!("cases/2026/11/{id}.yaml"), text);
    id
}

/// A hundred cases of which the fiftieth lacks a closing quote; the ids of the sound ones and the damaged one.
fn hundred() -> (Scene, Vec<String>, String) {
    let scene = Scene::workspace();
    let letters: Vec<char> = "bcdfghjkmn".chars().collect();
    let mut ids = Vec::new();
    for n in 0..100 {
        let tail = format!("k{}{}zz", letters[n / 10], letters[n % 10]);
        ids.push(put(&scene, &tail, "\"鞋底开胶\""));
    }
    let broken = ids.remove(49);
    let path = scene.case_path(&broken);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text.replace("demand: \"退款\"", "demand: \"退款")).unwrap();
    (scene, ids, broken)
}

#[test]
fn one_broken_case_of_a_hundred_leaves_the_others_judged() {
    let (scene, ids, broken) = hundred();
    let place = format!("cases/2026/11/{broken}.yaml:7:9");
    for format in ["table", "tsv", "json", "jsonl"] {
        let ran = scene.now(&["overdue", "-f", format]).expect(3);
        assert!(ran.err.contains(&place), "{format}: {}", ran.err);
        for id in &ids {
            assert!(ran.out.contains(id.as_str()), "{format}: {id} is missing");
        }
        let row = ran.out.lines().find(|l| l.contains(&broken)).expect(format);
        if format != "json" {
            assert!(row.contains("damaged"), "{format}: {row}");
        }
    }
    let json: serde_json::Value = serde_json::from_str(&scene.now(&["overdue", "-f", "json"]).out).unwrap();
    let items = json["items"].as_array().unwrap();
    assert!(items.len() >= 100);
    let rows: Vec<_> = items.iter().filter(|i| i["case"] == *broken).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["level"], "damaged");
    assert!(rows[0]["kind"].is_null());
    for key in ["title", "due", "missed", "owner", "step", "last_feedback"] {
        assert!(rows[0][key].is_null(), "{key} of {:?}", rows[0]);
    }
    let damaged = rows[0]["damaged"].as_str().unwrap();
    assert!(damaged.starts_with(&format!("{place}: ")), "{damaged}");
    for line in scene.now(&["overdue", "-f", "jsonl"]).out.lines() {
        let item: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(item["level"] == "damaged", item["case"] == *broken);
    }
}

#[test]
fn no_filter_hides_a_damaged_case() {
    let (scene, _, broken) = hundred();
    for filter in [
        &["--owner", "nobody-here"][..],
        &["--kind", "promise"],
        &["--level", "breach"],
        &["--within", "2d"],
        &["--owner", "nobody-here", "--kind", "step", "--level", "due"],
    ] {
        let mut args = vec!["overdue", "-f", "tsv"];
        args.extend(filter);
        let ran = scene.now(&args);
        if ran.code == 2 {
            continue; // a level that this filter doesn't know
        }
        let ran = ran.expect(3);
        assert!(ran.out.lines().any(|l| l.starts_with(&broken) && l.contains("damaged")), "{filter:?}: {}", ran.out);
        assert!(ran.err.contains(&broken), "{filter:?}: {}", ran.err);
    }
}

#[test]
fn a_damaged_case_beats_the_exit_code_of_findings() {
    let (scene, _, _) = hundred();
    // Exit 1 for any printed row, 3 for an incomplete result: 3 beats 1.
    scene.now(&["overdue", "--exit-code"]).expect(3);
    scene.now(&["check"]).expect(3);
}

#[test]
fn output_never_takes_the_place_of_a_record() {
    let (scene, id) = Scene::with_case();
    let case = format!("cases/2026/11/{id}.yaml");
    let new = "cases/2026/11/2026-11-21-bbbbb.yaml";
    std::os::unix::fs::symlink(scene.case_path(&id), scene.root().join("link.txt")).unwrap();
    for file in [case.as_str(), new, "amends.toml", "playbooks/four-step.toml", "./cases/../amends.toml", "link.txt"] {
        let before = fs::read(scene.root().join(file)).ok();
        for command in [&["list"][..], &["log", &id, "--via", "phone", "-m", "x"]] {
            let ran = scene.now(&[command, &["-o", file]].concat()).expect(7);
            assert!(ran.err.contains("belongs to the workspace's records"), "{}", ran.err);
        }
        assert_eq!(fs::read(scene.root().join(file)).ok(), before, "{file}");
    }
    assert_eq!(scene.case(&id).matches("do: ").count(), 1);
    scene.now(&["list", "-o", "list.txt"]).expect(0);
    assert!(scene.root().join("list.txt").exists());
}

#[test]
fn every_reading_command_says_that_its_result_is_incomplete() {
    let (scene, ids, broken) = hundred();
    for command in [&["list"][..], &["today"], &["report", "--month", "2026-11"]] {
        let ran = scene.now(command).expect(3);
        assert!(ran.err.contains(&broken), "{command:?}: {}", ran.err);
        assert!(ran.out.contains(&broken), "{command:?}: {}", ran.out);
    }
    let report = scene.now(&["report", "--month", "2026-11", "-f", "json"]).expect(3);
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!(report["damaged"][0]["case"], broken.as_str());
    let list = scene.now(&["list", "-q"]).expect(3);
    for id in &ids {
        assert!(list.out.contains(id.as_str()), "{id}");
    }
    // What concerns a sound case alone is complete.
    scene.now(&["show", &ids[0]]).expect(0);
    scene.now(&["log", &ids[0], "--via", "phone", "-m", "已联系"]).expect(0);
    let shown = scene.now(&["show", &broken]).expect(3);
    assert!(shown.err.contains(":7:9"), "{}", shown.err);
    let before = scene.case(&broken);
    let logged = scene.now(&["log", &broken, "--via", "phone"]).expect(7);
    assert!(logged.err.contains(":7:9"), "{}", logged.err);
    assert_eq!(scene.case(&broken), before);
}

#[test]
fn a_case_with_two_texts_of_one_event_is_judged_and_marked() {
    let scene = Scene::workspace();
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let mut text = scene.case(&id);
    for note in ["b 后写", "a 先写"] {
        let _ =
            writeln!(text, "  - {{id: rb2xqd, at: 2026-11-17T11:00:00+08:00, by: wang, do: note, note: \"{note}\"}}");
    }
    scene.write(&format!("cases/2026/11/{id}.yaml"), text);
    let ran = scene.now(&["overdue", "-f", "json"]).expect(3);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let items = json["items"].as_array().unwrap();
    let judged = items.iter().find(|i| i["level"] != "damaged").expect("it is judged");
    let damaged = judged["damaged"].as_str().expect("its row is marked");
    assert!(damaged.contains(":14:"), "{damaged}");
    // The first in byte order counts.
    let shown = scene.now(&["show", &id]).expect(3);
    assert!(shown.out.contains("a 先写"), "{}", shown.out);
}

#[test]
#[cfg(unix)]
fn links_folders_and_fifos_in_the_place_of_a_case_are_named_and_never_followed() {
    let scene = Scene::workspace();
    let sound = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let (linked, folder, fifo, loop_) = ("kccll", "kddff", "kffpp", "kggss");
    let path = |tail: &str| scene.case_path(&format!("2026-11-17-{tail}"));
    scene.write("elsewhere.yaml", unanswered(linked, "\"在外面\"").1);
    std::os::unix::fs::symlink(scene.root().join("elsewhere.yaml"), path(linked)).unwrap();
    std::os::unix::fs::symlink(path(loop_), path(loop_)).unwrap();
    fs::create_dir(path(folder)).unwrap();
    let made = Command::new("mkfifo").arg(path(fifo)).status();
    assert!(made.is_ok_and(|s| s.success()), "mkfifo works");
    let outside = fs::read(scene.root().join("elsewhere.yaml")).unwrap();
    for command in [&["overdue"][..], &["list"], &["today"], &["check"], &["report"]] {
        let ran = in_time(amends(scene.root()).args(command).args(["--now", NOW])).expect(3);
        // `check` prints what it finds, the others hint at it.
        let said = format!("{}{}", ran.err, ran.out);
        for tail in [linked, fifo, loop_, folder] {
            assert!(said.contains(tail), "{command:?} doesn't name {tail}: {said}");
        }
        assert!(!said.contains("在外面"), "{command:?} followed the link");
    }
    assert!(scene.now(&["list", "-q"]).out.contains(&sound));
    for tail in [linked, fifo, loop_, folder] {
        let id = format!("2026-11-17-{tail}");
        let log = ["log", &id, "--via", "phone", "--now", NOW];
        let ran = in_time(amends(scene.root()).args(log)).expect(7);
        assert!(ran.err.contains(tail), "{}", ran.err);
        in_time(amends(scene.root()).args(["show", &id, "--now", NOW])).expect(3);
    }
    assert_eq!(fs::read(scene.root().join("elsewhere.yaml")).unwrap(), outside);
    assert!(path(linked).symlink_metadata().unwrap().is_symlink());
}

#[test]
#[cfg(unix)]
fn a_folder_of_cases_that_is_a_link_is_not_written_through() {
    let scene = Scene::workspace();
    let outside = Scene::empty();
    fs::create_dir_all(scene.root().join("cases")).unwrap();
    std::os::unix::fs::symlink(outside.root(), scene.root().join("cases/2026")).unwrap();
    let ran = scene.now(&[
        "open",
        "--title",
        "t",
        "--customer",
        "c",
        "--contact",
        "1",
        "--channel",
        "phone",
        "--demand",
        "d",
        "-m",
        "m",
    ]);
    let ran = ran.expect(7);
    assert!(ran.err.contains("outside") || ran.err.contains("link"), "{}", ran.err);
    assert_eq!(fs::read_dir(outside.root()).unwrap().count(), 0);
}

#[test]
fn an_output_pipe_that_is_closed_early_ends_quietly() {
    let (scene, _, _) = hundred();
    for command in [&["list"][..], &["overdue"], &["report"], &["check"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = amends(scene.root())
            .args(command)
            .args(["--now", NOW])
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{command:?}");
        assert!(output.stderr.is_empty(), "{:?}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_head_of_a_long_list_is_all_one_gets_and_no_complaint() {
    let (scene, _, _) = hundred();
    let line = format!("\"$0\" list --now {NOW} 2>err | head -1; echo \"${{PIPESTATUS[0]}}\"; cat err");
    let output =
        Command::new("bash").current_dir(scene.root()).args(["-c", &line, env!("CARGO_BIN_EXE_amends")]).output();
    let Ok(output) = output else {
        println!("SKIPPED: no bash");
        return;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    // A short list fits into the pipe, so the damaged case may still be told; a long one ends with 0.
    let code = text.lines().nth(1).unwrap();
    assert!(code == "0" || code == "3", "{text}");
    assert!(!text.to_lowercase().contains("broken pipe"), "{text}");
    assert!(!text.contains("panicked"), "{text}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_output_device_is_exit_7() {
    let scene = Scene::workspace();
    put(&scene, "kbbzz", "\"鞋底开胶\"");
    for command in [&["overdue"][..], &["list"], &["report"], &["today"], &["--help"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = amends(scene.root())
            .args(command)
            .args(["--now", NOW])
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(7), "{command:?}: {err}");
        assert!(err.contains("could not write the output"), "{command:?}: {err}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_output_device_speaks_the_chosen_language() {
    let scene = Scene::workspace();
    put(&scene, "kbbzz", "\"鞋底开胶\"");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = amends(scene.root())
        .args(["list", "--lang", "zh", "--now", NOW])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("无法输出"), "{err}");
}

#[test]
#[cfg(unix)]
fn closed_standard_streams_are_no_trouble() {
    let scene = Scene::workspace();
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let shell = |line: &str| {
        let output = Command::new("sh")
            .current_dir(scene.root())
            .env("AMENDS_BY", "wang")
            .args(["-c", line, env!("CARGO_BIN_EXE_amends")])
            .output()
            .unwrap();
        Ran {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap_or(-1),
        }
    };
    let ran = shell(&format!("\"$0\" overdue --now {NOW} <&-")).expect(0);
    assert!(ran.out.contains(&id));
    shell(&format!("\"$0\" overdue --now {NOW} <&- >&- 2>&-")).expect(0);
    shell(&format!("\"$0\" log {id} --via phone -m x --now {NOW} <&- >&- 2>&-")).expect(0);
    // With nothing behind them the streams' numbers are free, and no case may be opened under one of them.
    assert_eq!(scene.case(&id).lines().count(), 13);
    let ran = shell(&format!("\"$0\" log {id} --via phone -m - --now {NOW} <&-")).expect(2);
    assert!(ran.err.contains("standard input"), "{}", ran.err);
    let ran = shell(&format!("\"$0\" log {id} --now {NOW} <&-")).expect(2);
    assert!(ran.err.contains("--via"), "{}", ran.err);
    shell(&format!("\"$0\" open --from - --now {NOW} <&-")).expect(2);
}

/// Who runs the tests may write anywhere; then the binary runs as somebody who may not.
#[cfg(unix)]
fn as_somebody_else(folder: &Path) -> Option<Command> {
    use std::os::unix::process::CommandExt;
    let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n");
    let mut command = amends(folder);
    if root {
        command.uid(65534).gid(65534);
    }
    command.arg("--version").output().is_ok_and(|o| o.status.success()).then(|| {
        let mut command = amends(folder);
        if root {
            command.uid(65534).gid(65534);
        }
        command
    })
}

#[cfg(unix)]
fn mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
#[cfg(unix)]
fn an_unwritable_folder_leaves_the_case_as_it_was() {
    let scene = Scene::workspace();
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let folder = scene.case_path(&id).parent().unwrap().to_path_buf();
    if as_somebody_else(scene.root()).is_none() {
        println!("SKIPPED: the binary can't be run as another user");
        return;
    }
    let run = |args: &[&str]| {
        let mut command = as_somebody_else(scene.root()).unwrap();
        in_time(command.args(args).args(["--now", NOW]))
    };
    let before = scene.case(&id);
    mode(&folder, 0o555);
    // Not even the lock can be made.
    let root_mode = fs::metadata(scene.root()).unwrap().permissions();
    mode(scene.root(), 0o555);
    let ran = run(&["log", &id, "--via", "phone"]).expect(7);
    assert!(ran.err.contains(".amends"), "{}", ran.err);
    fs::set_permissions(scene.root(), root_mode).unwrap();
    // The lock can, the temporary file beside the case can't.
    fs::create_dir_all(scene.root().join(".amends")).unwrap();
    mode(&scene.root().join(".amends"), 0o777);
    if scene.root().join(".amends/lock").exists() {
        mode(&scene.root().join(".amends/lock"), 0o666);
    }
    let ran = run(&["log", &id, "--via", "phone"]).expect(7);
    assert!(ran.err.contains(&format!("{id}.yaml")), "{}", ran.err);
    assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
    // Reading needs no right to write.
    let ran = run(&["overdue"]).expect(0);
    assert!(ran.out.contains(&id));
    run(&["check"]).expect(0);
    mode(&folder, 0o755);
    assert_eq!(scene.case(&id), before);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
#[cfg(unix)]
fn an_unreadable_case_is_named_and_the_others_are_judged() {
    let scene = Scene::workspace();
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let hidden = put(&scene, "kcczz", "\"鞋底开胶\"");
    if as_somebody_else(scene.root()).is_none() {
        println!("SKIPPED: the binary can't be run as another user");
        return;
    }
    mode(&scene.case_path(&hidden), 0o000);
    let mut command = as_somebody_else(scene.root()).unwrap();
    let ran = in_time(command.args(["overdue", "--now", NOW])).expect(3);
    mode(&scene.case_path(&hidden), 0o644);
    assert!(ran.out.contains(&id), "{}", ran.out);
    assert!(ran.err.contains(&hidden) && ran.err.contains("denied"), "{}", ran.err);
    assert!(ran.out.contains("damaged"), "{}", ran.out);
}

/// A small file system of its own, gone with the test.
#[cfg(target_os = "linux")]
struct Tmpfs(PathBuf);

#[cfg(target_os = "linux")]
impl Tmpfs {
    fn mount(at: &Path) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let status = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
            .arg(at)
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|s| s.success()).then(|| Self(at.to_path_buf()))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Tmpfs {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_old_file_whole_and_no_temporary_one() {
    let scene = Scene::empty();
    let disk = scene.root().join("disk");
    let Some(_disk) = Tmpfs::mount(&disk) else {
        println!("SKIPPED: no right to mount a tmpfs; the full disk is not tested");
        return;
    };
    let (id, mut text) = unanswered("kbbzz", "\"鞋底开胶\"");
    for n in 0..60 {
        let _ = writeln!(
            text,
            "  - {{id: n{n:05}, at: 2026-11-17T11:00:00+08:00, by: wang, do: note, note: \"客户说鞋底从中间裂开，雨天进水\"}}"
        );
    }
    let path = disk.join(format!("cases/2026/11/{id}.yaml"));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(disk.join("amends.toml"), "time_zone = \"Asia/Shanghai\"\n").unwrap();
    fs::create_dir_all(disk.join(".amends")).unwrap();
    fs::write(disk.join(".amends/lock"), "1 wang\n").unwrap();
    fs::write(disk.join(".amends/.gitignore"), "*\n").unwrap();
    fs::write(&path, &text).unwrap();
    let room = 64 * 1024 - 4096 * 6;
    let mut refused = 0;
    // From almost room enough to no room at all: the temporary file is cut short at another place each time.
    for pages in 0..8 {
        let filler = fs::File::create(disk.join("filler")).unwrap();
        let mut left = filler;
        let mut size = 0usize;
        while size + 4096 <= room.min(64 * 1024) - pages * 4096 {
            use std::io::Write as _;
            if left.write_all(&[b'x'; 4096]).is_err() {
                break;
            }
            size += 4096;
        }
        drop(left);
        let before = fs::read_to_string(&path).unwrap();
        let ran = in_time(amends(&disk).args(["log", &id, "--via", "phone", "-m", "x", "--now", NOW]));
        let after = fs::read_to_string(&path).unwrap();
        if ran.code == 0 {
            assert!(after.starts_with(&before) && after.len() > before.len());
        } else {
            refused += 1;
            let ran = ran.expect(7);
            assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
            assert_eq!(after, before);
        }
        let left: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left.len(), 1, "{left:?}");
        fs::remove_file(disk.join("filler")).unwrap();
    }
    assert!(refused > 0, "the disk was never full");
    // No room for a new case either: no half file, and the next number is free.
    let mut filler = fs::File::create(disk.join("filler")).unwrap();
    while std::io::Write::write_all(&mut filler, &[b'x'; 512]).is_ok() {}
    drop(filler);
    let before = tree(&disk);
    let ran = in_time(amends(&disk).args([
        "open",
        "--title",
        "t",
        "--customer",
        "c",
        "--contact",
        "1",
        "--channel",
        "phone",
        "--demand",
        "d",
        "-m",
        "m",
        "--now",
        NOW,
    ]))
    .expect(7);
    assert!(ran.out.is_empty(), "{}", ran.out);
    assert_eq!(tree(&disk), before);
    // With room again the next command works.
    fs::remove_file(disk.join("filler")).unwrap();
    in_time(amends(&disk).args(["log", &id, "--via", "phone", "--now", NOW])).expect(0);
}

/// The first character that is neither text nor a line end nor a tab between columns.
pub(crate) fn controls(ran: &Ran) -> Option<char> {
    let mut all = ran.out.chars().chain(ran.err.chars());
    all.find(|c| c.is_control() && !"\n\t".contains(*c))
}

#[track_caller]
fn no_controls(ran: &Ran, what: &str) {
    assert_eq!(controls(ran), None, "{what}: {:?} {:?}", ran.out, ran.err);
}

/// A title whose escapes are legal YAML, so that the text in memory holds ESC, BEL, CSI, CR, LF and a tab.
const EVIL: &str = r#""\x1b[2J\x07红\u009b31m字\r\n第二行\t尾""#;

#[test]
fn a_terminal_escape_in_a_title_never_reaches_the_terminal() {
    let scene = Scene::workspace();
    let evil = put(&scene, "kbbzz", EVIL);
    put(&scene, "kbbcc", "\"平常\"");
    let text = scene.case(&evil);
    let text = text.replace("\"退款\"", EVIL).replace("\"王女士\"", EVIL).replace("\"+86 138 0000 0000\"", EVIL);
    let text = text
        + &format!("  - {{id: rb2xqd, at: 2026-11-17T11:00:00+08:00, by: wang, do: note, note: {EVIL}}}\n")
        + &format!(
            "  - {{id: rb2xqe, at: 2026-11-17T11:00:00+08:00, by: wang, do: promise, due: 2026-11-18T10:00:00+08:00, what: {EVIL}}}\n"
        )
        + &format!("  - {{id: rb2xqf, at: 2026-11-17T11:00:00+08:00, by: wang, do: evidence, source: {EVIL}}}\n")
        + &format!("  - {{id: rb2xqg, at: 2026-11-17T11:00:00+08:00, by: wang, do: grievance, what: {EVIL}}}\n");
    scene.write(&format!("cases/2026/11/{evil}.yaml"), text);
    scene.now(&["check"]).expect(0);
    let commands: &[&[&str]] = &[
        &["list"],
        &["list", "-q"],
        &["overdue"],
        &["overdue", "--explain"],
        &["today"],
        &["report"],
        &["check"],
        &["show", &evil],
        &["show", &evil, "--explain"],
    ];
    let mut report = String::new();
    for command in commands {
        for format in ["table", "tsv", "json", "jsonl"] {
            let mut args = command.to_vec();
            args.extend(["-f", format]);
            let ran = scene.now(&args);
            if let Some(c) = controls(&ran) {
                let _ = writeln!(report, "{args:?}: {c:?}");
            }
            // Colours are the program's own, the rest isn't.
            let ran = scene.now(&[&args[..], &["--color", "always"]].concat());
            for evil in ["\u{1b}[2J", "\u{7}", "\u{9b}", "\r"] {
                if ran.out.contains(evil) {
                    let _ = writeln!(report, "{args:?} in colour: {evil:?}");
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
    let ambiguous = scene.now(&["show", "kbb"]).expect(5);
    no_controls(&ambiguous, "the ambiguous id");
    assert_eq!(ambiguous.err.lines().count(), 3, "{}", ambiguous.err);
    let logged = scene.now(&["log", &evil, "--via", "phone", "-m", "\u{1b}[2J"]).expect(0);
    no_controls(&logged, "log");
    let promised = scene.now(&["promise", &evil, "--due", "2026-11-23 10:00", "-m", "\u{1b}[2J\n\u{9b}"]).expect(0);
    no_controls(&promised, "promise");
    assert_eq!(promised.out.lines().count(), 1, "{}", promised.out);
    assert!(!scene.case(&evil).contains('\u{1b}'), "the file holds it as an escape");
}

#[test]
fn a_title_with_line_breaks_and_tabs_keeps_its_row_on_one_line() {
    let scene = Scene::workspace();
    put(&scene, "kbbzz", EVIL);
    put(&scene, "kbbcc", "\"平常\"");
    for command in ["list", "overdue"] {
        let ran = scene.now(&[command, "-f", "tsv"]).expect(0);
        let columns: Vec<usize> = ran.out.lines().map(|l| l.split('\t').count()).collect();
        assert_eq!(columns.len(), 2, "{}", ran.out);
        assert_eq!(columns[0], columns[1], "{}", ran.out);
        let ran = scene.now(&[command, "-f", "jsonl"]).expect(0);
        assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    }
}

#[test]
fn escapes_in_what_is_typed_never_come_back() {
    let scene = Scene::workspace();
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let evil = "\u{1b}[31mx\u{9b}2J\u{7}";
    let mut report = String::new();
    for args in [
        &["show", evil][..],
        &["show", &id, "--now", evil],
        &["log", &id, "--via", evil],
        &["log", &id, "--via", "phone", "--by", evil],
        &["log", &id, "--via", "phone", "--at", evil],
        &["log", &id, "--via", "phone", "--kept", evil],
        &["log", &id, "--via", "phone", "--every", evil],
        &["retract", &id, evil, "--why", "x"],
        &["advance", &id, "--to", evil],
        &["advance", &id, "--tick", evil],
        &["advance", &id, "--set", evil],
        &["advance", &id, "--set", "\u{1b}[31m=x"],
        &["tick", &id, evil],
        &["assign", &id, evil],
        &["assess", &id, "--flag", evil],
        &["open", "--playbook", evil],
        &["open", "--from", evil],
        &["playbook", "show", evil],
        &["playbook", "check", evil],
        &["list", "--owner", evil],
        &["list", "--format", evil],
        &["overdue", "--within", evil],
        &["report", "--month", evil],
        &["report", "--group-by", evil],
        &["init", "--time-zone", evil],
        &["-C", evil, "list"],
        &["--lang", evil, "list"],
        &["list", "-o", "\u{1b}[31m/x"],
        &[evil],
        &["help", evil],
        &["list", "--\u{1b}[31m"],
    ] {
        let ran = scene.run(args);
        if ran.code == 0 || controls(&ran).is_some() {
            let _ = writeln!(report, "{args:?}: {} {:?}", ran.code, ran.err);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn an_unknown_default_playbook_is_a_fault_of_the_configuration() {
    let scene = Scene::workspace();
    scene.write("amends.toml", "time_zone = \"Asia/Shanghai\"\ndefault_playbook = \"for-step\"\n");
    let ran = scene
        .now(&[
            "open",
            "--title",
            "t",
            "--customer",
            "c",
            "--contact",
            "1",
            "--channel",
            "phone",
            "--demand",
            "d",
            "-m",
            "m",
        ])
        .expect(7);
    assert!(ran.err.contains("amends.toml") && ran.err.contains("four-step"), "{}", ran.err);
    let ran = scene.now(&["check"]).expect(1);
    assert!(ran.out.contains("amends.toml:2:20"), "{}", ran.out);
}

#[test]
fn a_file_that_cannot_be_spliced_is_refused_with_the_line_to_add_by_hand() {
    let head = "id: 2026-11-17-kbbzz\ntitle: t\nreceived: 2026-11-17T10:00:00+08:00\nchannel: phone\ncustomer: c\ncontact: \"1\"\ndemand: d\nplaybook: four-step@1\ndescription: d\n";
    let open =
        "{id: kq4z7m, at: 2026-11-17T10:05:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}";
    let block = "  - id: kq4z7m\n    at: 2026-11-17T10:05:00+08:00\n    by: wang\n    do: open\n    step: soothe\n    severity: normal\n    owner: wang\n";
    for (what, text) in
        [("a flow log", format!("{head}log: [{open}]\n")), ("a block event", format!("{head}log:\n{block}"))]
    {
        let scene = Scene::workspace();
        scene.write("cases/2026/11/2026-11-17-kbbzz.yaml", &text);
        scene.now(&["list"]).expect(0);
        let ran = scene.now(&["log", "kbbzz", "--via", "phone", "-m", "x"]).expect(7);
        assert!(ran.err.contains("cases/2026/11/2026-11-17-kbbzz.yaml:1"), "{what}: {}", ran.err);
        assert!(ran.err.contains("do: contact"), "{what}: {}", ran.err);
        assert_eq!(scene.case("2026-11-17-kbbzz"), text, "{what}");
    }
}
