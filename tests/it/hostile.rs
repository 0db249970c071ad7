//! Files that somebody made to do harm: escapes, links out of the workspace, pipes that never end, bombs.
//!
//! Every run is stopped after a minute, which only guards the tests against hanging; what is measured is memory.

use crate::damage::{in_time, put, unanswered};
use crate::scene::{NOW, Ran, Scene, amends};
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

/// The largest file that is read.
const MOST: usize = 4 * 1024 * 1024;

/// How large the bombs are: a little less, and far less where the binary is a debug build, whose parsers are slow.
const FULL: usize = if cfg!(debug_assertions) { MOST / 16 } else { MOST - 4000 };

/// Runs the binary at the tests' moment; after a minute it is stopped and the test fails.
#[track_caller]
fn run(scene: &Scene, args: &[&str]) -> Ran {
    in_time(amends(scene.root()).args(args).args(["--now", NOW]))
}

/// The same with at most a gigabyte of memory for it.
#[track_caller]
fn run_bounded(scene: &Scene, args: &[&str]) -> Ran {
    let mut command = Command::new("sh");
    command
        .current_dir(scene.root())
        .env_clear()
        .env("AMENDS_BY", "wang")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .args(["-c", "ulimit -v 1048576; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_amends")])
        .args(args)
        .args(["--now", NOW])
        .stdin(std::process::Stdio::null());
    in_time(&mut command)
}

fn fifo(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.is_ok_and(|s| s.success()), "mkfifo works");
}

/// What moves a cursor or turns the reading direction around, wherever it stands.
#[track_caller]
fn harmless(ran: &Ran, what: &str) {
    let obeyed = |c: &char| c.is_control() && !"\n\t".contains(*c) || ('\u{202a}'..='\u{202e}').contains(c);
    let found = ran.out.chars().chain(ran.err.chars()).find(obeyed);
    assert_eq!(found, None, "{what}:\n{}\n{}", ran.out, ran.err);
}

/// Escapes as TOML and YAML spell them.
const EVIL: &str = "\\u001b[2J\\u0007\\u202ex";

const PLAYBOOK: &str = r#"id = "evil"
revision = 1
name = "EVIL"
source = "EVIL"
industry = "EVIL"
kind = "flow"
[[step]]
id = "soothe"
name = "EVIL"
goal = "EVIL"
say = ["EVIL"]
requires = ["evidence:EVIL"]
[[step.check]]
id = "a"
text = "EVIL"
[[step.field]]
id = "b"
label = "EVIL"
type = "choice"
options = [{ id = "c", name = "EVIL" }]
[[step.branch]]
when = { b = "c" }
to = "last"
[[step]]
id = "last"
name = "EVIL"
on_unsatisfied = "soothe"
"#;

const POLICY: &str = r#"format = 1
time_zone = "Asia/Shanghai"
currency = "EVIL"
[[person]]
id = "wang"
name = "EVIL"
roles = ["EVIL"]
[[category]]
id = "shoes"
name = "EVIL"
[[department]]
id = "shop"
name = "EVIL"
"#;

#[test]
fn escapes_of_playbooks_and_policies_never_reach_the_terminal() {
    let scene = Scene::workspace();
    scene.write("amends.toml", POLICY.replace("EVIL", EVIL));
    scene.write("playbooks/evil.toml", PLAYBOOK.replace("evidence:EVIL", "evidence").replace("EVIL", EVIL));
    scene.write("playbooks/gate.toml", PLAYBOOK.replace("\"evil\"", "\"gate\"").replace("EVIL", EVIL));
    scene.write("playbooks/key.toml", format!("\"{EVIL}\" = 1\n"));
    scene.write(&format!("playbooks/{}.toml", "\u{1b}[2J\u{202e}"), "id = \"x\"\n");
    let (id, text) = unanswered("kbbzz", &format!("\"{EVIL}\""));
    let text = text.replace("four-step@1", "evil@1").replace("\"退款\"", &format!("\"{EVIL}\""));
    let text =
        text.replace("log:", &format!("category: shoes\nreferences: {{\"{EVIL}\": \"{EVIL}\"}}\n\"{EVIL}\": 1\nlog:"));
    scene.write(&format!("cases/2026/11/{id}.yaml"), text);
    scene.write(&format!("cases/2026/11/{}.yaml", "\u{1b}[2J\u{202e}"), "x: 1\n");
    let commands: &[&[&str]] = &[
        &["show", &id],
        &["show", &id, "--explain"],
        &["list"],
        &["list", "-q"],
        &["overdue"],
        &["overdue", "--within", "30d", "--explain"],
        &["today"],
        &["report"],
        &["report", "--group-by", "playbook"],
        &["report", "--group-by", "category"],
        &["report", "--group-by", "owner"],
        &["check"],
        &["check", "--fix", "-n"],
        &["playbook", "list"],
        &["playbook", "show", "evil"],
        &["playbook", "show", "gate"],
        &["playbook", "check"],
        &["playbook", "check", "key"],
        &["advance", &id],
        &["advance", &id, "--set", "b=x"],
        &["advance", &id, "--to", "last", "-n"],
        &["tick", &id, "x"],
        &["close", &id, "--outcome", "upheld"],
        &["note", &id, "-m", "x"],
        &["assign", &id, "li"],
        &["playbook", "switch", "gate", &id, "--why", "x"],
        &["playbook", "switch", "evil", &id, "--why", "x", "--step", "last"],
    ];
    for command in commands {
        for lang in ["en", "zh"] {
            let ran = run(&scene, &[command, &["--lang", lang][..]].concat());
            harmless(&ran, &format!("{command:?}"));
        }
        for format in ["tsv", "json", "jsonl"] {
            harmless(&run(&scene, &[command, &["-f", format][..]].concat()), &format!("{command:?} as {format}"));
        }
    }
    let page = run(&scene, &["playbook", "show", "evil"]).expect(0).out;
    assert!(page.contains("\u{fffd}[2J"), "{page}");
    // The policy itself at fault.
    scene.write("amends.toml", format!("\"{EVIL}\" = 1\nlanguage = \"{EVIL}\"\ndefault_playbook = \"{EVIL}\"\n"));
    for command in [&["overdue"][..], &["check"], &["init"], &["note", &id, "-m", "x"]] {
        harmless(&run(&scene, command), &format!("{command:?} with a broken policy"));
    }
}

#[test]
fn names_that_are_not_utf_8_are_shown_and_disturb_nothing() {
    use std::os::unix::ffi::OsStrExt;
    let scene = Scene::workspace();
    let sound = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let odd = std::ffi::OsStr::from_bytes(b"2026-11-17-\xff\xfe.yaml");
    fs::write(scene.root().join("cases/2026/11").join(odd), unanswered("kbbcc", "\"甲\"").1).unwrap();
    fs::write(scene.root().join("cases/2026/11").join(std::ffi::OsStr::from_bytes(b"\xff.yaml")), "x: 1\n").unwrap();
    fs::write(scene.root().join("playbooks").join(std::ffi::OsStr::from_bytes(b"\xff.toml")), "x = 1\n").unwrap();
    let ran = run(&scene, &["overdue"]).expect(3);
    assert!(ran.out.contains(&sound), "{}", ran.out);
    assert!(ran.err.contains("cases/2026/11/\u{fffd}.yaml:1:1"), "{}", ran.err);
    for command in [&["list"][..], &["today"], &["report"], &["check"]] {
        let ran = run(&scene, command).expect(3);
        assert!(format!("{}{}", ran.out, ran.err).contains("11/\u{fffd}.yaml"), "{command:?}");
    }
    run(&scene, &["log", "kbbzz", "--via", "phone"]).expect(0);
}

#[test]
fn links_out_of_the_workspace_are_not_read() {
    let (scene, outside) = (Scene::workspace(), Scene::empty());
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    outside.write("secret", "root:x:0:0:秘密\n");
    let secret = outside.root().join("secret");
    symlink(&secret, scene.root().join("playbooks/evil.toml")).unwrap();
    for command in [
        &["playbook", "check", "evil"][..],
        &["playbook", "list", "-f", "tsv"],
        &["playbook", "show", "evil"],
        &["check"],
    ] {
        let ran = run(&scene, command);
        assert_ne!(ran.code, 0, "{command:?}");
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("evil.toml") && said.contains("leads out of the workspace"), "{command:?}: {said}");
        assert!(!said.contains("秘密") && !said.contains("root:"), "{command:?}: {said}");
    }
    fs::remove_file(scene.root().join("playbooks/evil.toml")).unwrap();
    let policy = scene.root().join("amends.toml");
    let text = fs::read(&policy).unwrap();
    fs::remove_file(&policy).unwrap();
    symlink(&secret, &policy).unwrap();
    for command in [&["overdue"][..], &["show", &id], &["note", &id, "-m", "x"]] {
        let ran = run(&scene, command).expect(7);
        assert!(ran.err.contains("amends.toml:1:1: is a link that leads out of the workspace"), "{}", ran.err);
        assert!(!ran.err.contains("root:"), "{}", ran.err);
    }
    // A link to another file of the workspace is one way to keep a file in a place of its own.
    scene.write("shared/policy.toml", text);
    fs::remove_file(&policy).unwrap();
    symlink("shared/policy.toml", &policy).unwrap();
    run(&scene, &["overdue"]).expect(0);
}

/// A folder of cases behind a link is named by every reading command, and its cases are neither read nor written.
#[test]
fn folders_of_cases_that_are_links_are_named_and_not_followed() {
    for folder in ["cases", "cases/2026", "cases/2026/11"] {
        let (scene, outside) = (Scene::workspace(), Scene::empty());
        let id = put(&scene, "kbbzz", "\"在外面\"");
        let (inside, moved) = (scene.root().join(folder), outside.root().join("moved"));
        fs::rename(&inside, &moved).unwrap();
        symlink(&moved, &inside).unwrap();
        let file = format!("cases/2026/11/{id}.yaml");
        let before = fs::read(scene.root().join(&file)).unwrap();
        for command in [&["overdue"][..], &["list"], &["today"], &["report"], &["check"]] {
            let ran = run(&scene, command).expect(3);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains(&format!("{folder}:1:1")), "{command:?} of {folder}: {said}");
            assert!(!said.contains("在外面"), "{command:?} of {folder}: {said}");
        }
        for case in [id.as_str(), "kbbzz", &file] {
            for command in [&["show", case][..], &["note", case, "-m", "x"]] {
                let ran = run(&scene, command);
                assert!(matches!(ran.code, 5 | 7), "{command:?} of {folder}: {}", ran.code);
                assert!(!ran.out.contains("在外面"), "{command:?} of {folder}: {}", ran.out);
            }
        }
        assert_eq!(fs::read(scene.root().join(&file)).unwrap(), before);
    }
}

#[test]
fn ids_and_names_lead_nowhere_else() {
    let (scene, outside) = (Scene::workspace(), Scene::empty());
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    outside.write("x.yaml", unanswered("kbbcc", "\"在外面\"").1);
    outside.write("x.toml", "root = 1\n");
    let up = "../".repeat(20);
    let case = format!("{up}{}", &outside.root().join("x.yaml").display().to_string()[1..]);
    let toml = format!("{up}{}", &outside.root().join("x").display().to_string()[1..]);
    for text in [&case, "../../etc/passwd", "2026-11-17-../..", "cases/../../x.yaml", "..", "."] {
        for command in [&["show", text][..], &["note", text, "-m", "x"]] {
            let ran = run(&scene, command).expect(5);
            assert!(!ran.err.contains("在外面"), "{}", ran.err);
        }
    }
    for name in [&toml, &format!("{toml}.toml"), "../amends", "..", "playbooks/../amends.toml"] {
        run(&scene, &["playbook", "show", name]).expect(5);
        run(&scene, &["playbook", "check", name]).expect(5);
        run(&scene, &["playbook", "switch", name, &id, "--why", "x"]).expect(5);
        run(&scene, &["retract", &id, name, "--why", "x"]).expect(5);
    }
    let (_, text) = unanswered("kbbdd", "\"甲\"");
    let file = "cases/2026/11/2026-11-17-kbbdd.yaml";
    scene.write(file, text.replace("four-step@1", "../../x@1"));
    assert!(run(&scene, &["check"]).expect(3).out.contains("`playbook` has to be"));
    scene.write(file, text.replace("id: 2026-11-17-kbbdd", "id: ../../../x"));
    assert!(run(&scene, &["check"]).expect(3).out.contains("`id` has to be"));
}

/// The lock is written into, so a link in its place would destroy what it leads to.
#[test]
fn a_lock_that_is_a_link_is_not_written_through() {
    let (scene, outside) = (Scene::workspace(), Scene::empty());
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    outside.write("precious", "keep me\n");
    fs::create_dir_all(scene.root().join(".amends")).unwrap();
    let lock = scene.root().join(".amends/lock");
    symlink(outside.root().join("precious"), &lock).unwrap();
    let ran = run(&scene, &["note", &id, "-m", "x"]).expect(7);
    assert!(ran.err.contains(".amends/lock is a link or a device"), "{}", ran.err);
    run(&scene, &["check", "--fix"]).expect(7);
    assert_eq!(fs::read_to_string(outside.root().join("precious")).unwrap(), "keep me\n");
    fs::remove_file(&lock).unwrap();
    fifo(&lock);
    run(&scene, &["note", &id, "-m", "x"]).expect(7);
    fs::remove_dir_all(scene.root().join(".amends")).unwrap();
    fs::create_dir(outside.root().join("folder")).unwrap();
    symlink(outside.root().join("folder"), scene.root().join(".amends")).unwrap();
    run(&scene, &["note", &id, "-m", "x"]).expect(7);
    assert_eq!(fs::read_dir(outside.root().join("folder")).unwrap().count(), 0);
}

#[test]
fn a_playbook_is_not_copied_out_of_the_workspace() {
    let (scene, outside) = (Scene::workspace(), Scene::empty());
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    fs::rename(scene.root().join("playbooks"), scene.root().join("old")).unwrap();
    symlink(outside.root(), scene.root().join("playbooks")).unwrap();
    for command in [&["playbook", "switch", "hotel", &id, "--why", "x"][..], &["init"]] {
        let ran = run(&scene, command).expect(7);
        assert!(ran.err.contains("lies outside the workspace"), "{command:?}: {}", ran.err);
    }
    assert_eq!(fs::read_dir(outside.root()).unwrap().count(), 0);
}

#[test]
fn pipes_and_devices_in_the_place_of_files_are_refused_at_once() {
    let scene = Scene::workspace();
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let path = |name: &str| scene.root().join(name);
    fifo(&path("pipe"));
    for file in ["pipe", "/dev/zero", "/dev/null", "cases"] {
        let ran = run(&scene, &["open", "--from", file]).expect(2);
        assert!(ran.err.contains(&format!("{file} is a folder, a pipe or a device")), "{}", ran.err);
    }
    fs::remove_file(path(".gitignore")).unwrap();
    fifo(&path(".gitignore"));
    let ran = run(&scene, &["init"]).expect(7);
    assert!(ran.err.contains(".gitignore is a link or a device"), "{}", ran.err);
    fifo(&path("playbooks/evil.toml"));
    let ran = run(&scene, &["playbook", "check"]).expect(1);
    assert!(ran.out.contains("playbooks/evil.toml:1:1: is not a regular file"), "{}", ran.out);
    fs::remove_file(path("amends.toml")).unwrap();
    fifo(&path("amends.toml"));
    for command in [&["overdue"][..], &["list"], &["note", &id, "-m", "x"]] {
        let ran = run(&scene, command).expect(7);
        assert!(ran.err.contains("amends.toml:1:1: is not a regular file"), "{}", ran.err);
    }
}

#[test]
fn more_text_than_a_case_may_hold_is_refused_and_not_cut() {
    let scene = Scene::workspace();
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    scene.write("long", "长".repeat(MOST / 2));
    let file = fs::File::open(scene.root().join("long")).unwrap();
    let ran = in_time(amends(scene.root()).args(["note", &id, "-m", "-", "--now", NOW]).stdin(file)).expect(2);
    assert!(ran.err.contains("- holds more than 4 MiB"), "{}", ran.err);
    let ran = run(&scene, &["open", "--from", "long"]).expect(2);
    assert!(ran.err.contains("long holds more than 4 MiB"), "{}", ran.err);
}

/// Lines made by `line` until the file is full.
fn full_of(line: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(FULL);
    for n in 0.. {
        let line = line(n);
        if out.len() + line.len() > FULL {
            break;
        }
        out.push_str(&line);
    }
    out
}

/// A short id for each number.
fn name(n: usize) -> String {
    let letters = b"bcdfghjkmpqrstvwxz";
    (0..5).map(|place| char::from(letters[n / letters.len().pow(place) % letters.len()])).collect()
}

#[test]
fn a_log_full_of_events_is_read_checked_and_written_to() {
    let event = |n, rest: &str| {
        let id = name(n);
        format!("  - {{id: {id}, at: 2026-11-17T10:05:00+08:00, by: w, {rest}}}\n")
    };
    let scene = Scene::workspace();
    let (id, text) = unanswered("kbbzz", "\"鞋底开胶\"");
    let logs = [
        ("notes of nobody", full_of(|n| event(n, "do: note, note: x")), 1),
        ("the same note", full_of(|_| event(0, "do: note, note: x")), 1),
    ];
    for (what, log, code) in logs {
        scene.write("amends.toml", "format = 1\n[[person]]\nid = \"wang\"\n");
        scene.write(&format!("cases/2026/11/{id}.yaml"), text.clone() + &log);
        let ran = run_bounded(&scene, &["overdue", "-q"]).expect(0);
        assert_eq!(ran.out.trim(), id, "{what}");
        run_bounded(&scene, &["check", "-f", "tsv"]).expect(code);
        run_bounded(&scene, &["note", &id, "-m", "x"]).expect(0);
    }
}

/// Of a file with a million faults the first hundred are named, within bounds of time and memory.
#[test]
fn a_file_full_of_faults_names_the_first_of_them() {
    let scene = Scene::workspace();
    let (id, text) = unanswered("kbbzz", "\"鞋底开胶\"");
    let at = "at: 2026-11-17T10:05:00+08:00, by: w";
    let files = [
        ("empty events", text.clone() + &full_of(|_| "  - {}\n".to_owned())),
        ("one id, many texts", text.clone() + &full_of(|n| format!("  - {{id: a, {at}, do: note, note: x{n}}}\n"))),
        ("unknown keys", text.replace("owner: wang}", &format!("owner: wang, {}}}", full_of(|n| name(n) + ": 1, ")))),
    ];
    for (what, file) in files {
        scene.write(&format!("cases/2026/11/{id}.yaml"), file);
        for command in [&["overdue"][..], &["check"], &["show", &id]] {
            let ran = run_bounded(&scene, command).expect(3);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains(&id), "{what}: {said}");
            assert!(said.len() < 300_000, "{what}: {command:?} says {} bytes", said.len());
        }
        let said = run_bounded(&scene, &["check"]).out;
        assert!(said.contains("there are more faults from here on"), "{what}: {said}");
        run_bounded(&scene, &["note", &id, "-m", "x"]).expect(7);
    }
}

#[test]
fn what_is_too_large_or_too_deep_is_refused_quickly() {
    let scene = Scene::workspace();
    let sound = put(&scene, "kbbcc", "\"平常\"");
    let (id, text) = unanswered("kbbzz", "\"鞋底开胶\"");
    let path = format!("cases/2026/11/{id}.yaml");
    let before = |x: String| text.replace("log:", &format!("{x}log:"));
    let million: String = (0..80_000).map(|n| format!("  - {{id: {}, do: note, note: x}}\n", name(n))).collect();
    let files = [
        ("a million events", text.clone() + &million.repeat(3), "is larger than 4 MiB"),
        ("nested lists", before(format!("x: {}{}\n", "[".repeat(FULL / 2 - 9), "]".repeat(FULL / 2 - 9))), ""),
        ("nested dashes", before(format!("x:\n  {}a\n", "- ".repeat(FULL / 2 - 9))), ""),
        ("an alias bomb", format!("a: &a [{}]\nb: [{}]\n{text}", "x,".repeat(FULL / 4), "*a,".repeat(9999)), "anchors"),
    ];
    for (what, file, said) in files {
        scene.write(&path, file);
        let ran = run_bounded(&scene, &["overdue"]).expect(3);
        assert!(ran.err.contains(&format!("{path}:")) && ran.err.contains(said), "{what}: {}", ran.err);
        assert!(ran.out.contains(&sound), "{what}: {}", ran.out);
        run_bounded(&scene, &["note", &id, "-m", "x"]).expect(7);
    }
    // A hundred megabytes, and none of them on the disk.
    fs::File::create(scene.root().join(&path)).unwrap().set_len(100 << 20).unwrap();
    let ran = run_bounded(&scene, &["overdue"]).expect(3);
    assert!(ran.err.contains(&format!("{path}:1:1: is larger than 4 MiB")), "{}", ran.err);
    fs::write(
        scene.root().join("bomb.yaml"),
        format!("title: t\ncc: &a [{}]\nb: [{}]\n", "x,".repeat(FULL / 4), "*a,".repeat(99_999)),
    )
    .unwrap();
    let ran = run_bounded(&scene, &["open", "--from", "bomb.yaml"]).expect(2);
    assert!(ran.err.contains("YAML aliases are not part of the format"), "{}", ran.err);
}

#[test]
fn a_title_of_four_megabytes_fits_into_a_table() {
    let scene = Scene::workspace();
    for title in ["t".repeat(FULL), "苍".repeat(FULL / 3), "ab ".repeat(FULL / 3)] {
        put(&scene, "kbbzz", &format!("\"{title}\""));
        for command in ["overdue", "list", "today"] {
            let ran = run_bounded(&scene, &[command]).expect(0);
            let letters = |s: &str| s.chars().filter(|c| "t苍ab".contains(*c)).count();
            assert!(letters(&ran.out) >= letters(&title), "{command} cuts the title");
        }
    }
}

#[test]
fn toml_bombs_are_refused() {
    let scene = Scene::workspace();
    let id = put(&scene, "kbbzz", "\"鞋底开胶\"");
    let bombs = [
        ("keys", full_of(|n| name(n) + " = 1\n")),
        ("nested arrays", format!("x = {}", "[".repeat(FULL))),
        ("nested tables", format!("x = {}", "{a=".repeat(FULL / 3))),
        ("dotted key", format!("a{} = 1\n", ".a".repeat(FULL / 2))),
        ("long key", format!("{} = 1\n", "a".repeat(FULL))),
        ("people", full_of(|n| format!("[[person]]\nid = \"{}\"\n", name(n)))),
        ("one person", full_of(|_| "[[person]]\nid = \"a\"\n".to_owned())),
    ];
    let policy = fs::read(scene.root().join("amends.toml")).unwrap();
    for (what, bomb) in &bombs {
        scene.write("amends.toml", bomb);
        let ran = run_bounded(&scene, &["overdue"]).expect(7);
        assert!(ran.err.contains("amends.toml:") && ran.err.len() < 100_000, "{what}: {} bytes", ran.err.len());
        run_bounded(&scene, &["note", &id, "-m", "x"]).expect(7);
    }
    scene.write("amends.toml", policy);
    let steps = full_of(|n| format!("[[step]]\nid = \"{}\"\nname = \"x\"\n", name(n)));
    let head = "id = \"bomb\"\nrevision = 1\nname = \"x\"\nkind = \"flow\"\n";
    let bombs = bombs.into_iter().take(5).map(|(what, bomb)| (what, bomb.replace('\u{0}', "")));
    for (what, bomb) in bombs.chain([("steps", format!("{head}{steps}"))]) {
        scene.write("playbooks/bomb.toml", bomb);
        let ran = run_bounded(&scene, &["playbook", "check", "bomb"]).expect(1);
        assert!(ran.out.contains("playbooks/bomb.toml:") && ran.out.len() < 100_000, "{what}: {} bytes", ran.out.len());
        run_bounded(&scene, &["playbook", "switch", "bomb", &id, "--why", "x"]).expect(7);
    }
    // A text may be as long as it likes.
    scene.write("playbooks/bomb.toml", format!("{head}[[step]]\nid = \"a\"\nname = \"{}\"\n", "x".repeat(FULL)));
    for command in [
        &["playbook", "list"][..],
        &["playbook", "show", "bomb"],
        &["playbook", "switch", "bomb", &id, "--why", "x"],
        &["show", &id],
        &["overdue"],
        &["today"],
    ] {
        run_bounded(&scene, command).expect(0);
    }
}

#[test]
fn a_playbook_that_leads_in_a_circle_ends_everywhere() {
    let scene = Scene::workspace();
    let circle = "id = \"circle\"\nrevision = 1\nname = \"x\"\nkind = \"flow\"\n\
        [[step]]\nid = \"soothe\"\nname = \"x\"\n[[step.branch]]\nto = \"b\"\nwhen = { severity = \"normal\" }\n\
        [[step]]\nid = \"b\"\nname = \"x\"\n[[step.branch]]\nto = \"soothe\"\nwhen = { severity = \"normal\" }\n";
    scene.write("playbooks/circle.toml", circle);
    run(&scene, &["playbook", "check", "circle"]).expect(0);
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--playbook", "circle"]);
    let mut told = String::new();
    for command in [
        &["advance", &id][..],
        &["advance", &id],
        &["show", &id],
        &["show", &id, "-f", "json"],
        &["overdue", "--within", "30d", "--explain"],
        &["list"],
        &["today"],
        &["report"],
        &["check"],
        &["playbook", "show", "circle"],
        &["playbook", "switch", "circle", &id, "--why", "x", "--step", "b"],
    ] {
        let ran = run(&scene, command);
        let _ = writeln!(told, "{}: {}{}", command[0], ran.code, ran.err);
        assert_eq!(ran.code, 0, "{told}");
    }
    let ran = run(&scene, &["close", &id, "--outcome", "upheld", "--lesson", "x"]).expect(4);
    assert!(ran.err.contains("soothe"), "{}", ran.err);
    // The same without conditions is a fault.
    scene.write(
        "playbooks/circle.toml",
        circle
            .replace("name = \"x\"\n[[step.branch]]\nto", "name = \"x\"\nnext")
            .replace("when = { severity = \"normal\" }\n", ""),
    );
    let ran = run(&scene, &["playbook", "check", "circle"]).expect(1);
    assert!(ran.out.contains("the steps lead in a circle: soothe → b → soothe"), "{}", ran.out);
    run(&scene, &["overdue"]).expect(3);
    run(&scene, &["advance", &id]).expect(7);
}
