//! Two clones of one workspace, merged by git alone: the committed `merge=union` and nothing set up besides.

use crate::scene::{NOW, Ran, Scene, amends};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A bare repository and two clones of it, all in one folder.
struct Clones {
    scene: Scene,
    id: String,
}

impl Clones {
    /// A workspace with one case, cloned twice.
    fn of_one_case() -> Self {
        let scene = Scene::empty();
        let start = scene.root().join("start");
        fs::create_dir(&start).unwrap();
        git(&start, &["init", "-q", "-b", "main"]).expect(0);
        run(&start, "wang", NOW, &["init", "--time-zone", "Asia/Shanghai"]).expect(0);
        let id = run(
            &start,
            "wang",
            NOW,
            &[
                "open",
                "-q",
                "--title",
                "鞋底开胶",
                "--customer",
                "王女士",
                "--contact",
                "1",
                "--channel",
                "phone",
                "--demand",
                "换一双",
                "-m",
                "开胶。",
                "--received",
                "2026-11-22 08:50",
            ],
        )
        .expect(0)
        .out
        .trim()
        .to_owned();
        git(&start, &["add", "-A"]).expect(0);
        git(&start, &["commit", "-q", "-m", "start"]).expect(0);
        git(scene.root(), &["clone", "-q", "--bare", "start", "hub.git"]).expect(0);
        for name in ["a", "b"] {
            git(scene.root(), &["clone", "-q", "hub.git", name]).expect(0);
        }
        Self { scene, id }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.scene.root().join(name)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.at(name).join(format!("cases/{}/{}/{}.yaml", &self.id[..4], &self.id[5..7], self.id))
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs a command on the case in a clone, and commits.
    #[track_caller]
    fn write(&self, name: &str, by: &str, now: &str, args: &[&str]) -> Ran {
        let mut all = vec![args[0], self.id.as_str()];
        all.extend(&args[1..]);
        let ran = run(&self.at(name), by, now, &all).expect(0);
        git(&self.at(name), &["commit", "-q", "-a", "-m", args[0]]).expect(0);
        ran
    }

    /// `a` pushes, `b` pulls, pushes, and `a` pulls.
    #[track_caller]
    fn meet(&self, how: &str) {
        git(&self.at("a"), &["push", "-q"]).expect(0);
        git(&self.at("b"), &["pull", "-q", how]).expect(0);
        git(&self.at("b"), &["push", "-q"]).expect(0);
        git(&self.at("a"), &["pull", "-q", how]).expect(0);
    }

    fn check(&self, name: &str) -> Found {
        let ran = run(&self.at(name), "wang", LATER, &["check", "-f", "json"]);
        let json: serde_json::Value = serde_json::from_str(&ran.out).expect("check prints JSON");
        let items = json["items"].as_array().unwrap();
        let codes = items.iter().map(|i| i["code"].as_str().unwrap().to_owned()).collect();
        let grades = items.iter().map(|i| i["severity"].as_str().unwrap().to_owned()).collect();
        Found { codes, grades, code: ran.code, text: ran.out }
    }

    fn fix(&self, name: &str) -> Ran {
        run(&self.at(name), "wang", LATER, &["check", "--fix"])
    }

    fn shown(&self, name: &str) -> serde_json::Value {
        let ran = run(&self.at(name), "wang", LATER, &["show", &self.id, "-f", "json"]);
        serde_json::from_str(&ran.out).expect(&ran.err)
    }
}

/// What `check` found.
#[derive(Debug)]
struct Found {
    codes: Vec<String>,
    grades: Vec<String>,
    code: i32,
    text: String,
}

const LATER: &str = "2026-11-22T12:00:00+08:00";

fn git(folder: &Path, args: &[&str]) -> Ran {
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_EDITOR", "true")
        .env("GIT_TERMINAL_PROMPT", "0")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args(args)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("git runs");
    Ran {
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or(-1),
    }
}

fn run(folder: &Path, by: &str, now: &str, args: &[&str]) -> Ran {
    let output = amends(folder).env("AMENDS_BY", by).args(args).args(["--now", now]).output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
}

/// The lines of the events.
fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|l| l.trim_start().starts_with("- {")).collect()
}

fn set(text: &str) -> BTreeSet<&str> {
    lines(text).into_iter().collect()
}

/// Both clones log, note, promise and advance; what is left is held against the union of both sides.
fn both_work_on_the_case(how: &str) {
    let clones = Clones::of_one_case();
    for (name, by, minute) in [("a", "wang", "10"), ("b", "li", "11")] {
        let now = |n: u32| format!("2026-11-22T{minute}:{n:02}:00+08:00");
        clones.write(name, by, &now(0), &["log", "--via", "phone", "-m", &format!("{by} 打了电话")]);
        clones.write(name, by, &now(1), &["note", "-m", &format!("{by} 的备注")]);
        clones.write(name, by, &now(2), &["promise", "--due", "2026-11-23 18:00", "-m", &format!("{by} 的承诺")]);
        clones.write(name, by, &now(3), &["tick", "respond-fast"]);
        clones.write(name, by, &now(4), &["advance", "--tick", "all"]);
    }
    let (a, b) = (clones.text("a"), clones.text("b"));
    let union: BTreeSet<&str> = set(&a).union(&set(&b)).copied().collect();
    assert_eq!(union.len(), 11);
    clones.meet(how);
    for name in ["a", "b"] {
        let text = clones.text(name);
        assert!(!text.contains("<<<<<<<"), "{text}");
        assert_eq!(set(&text), union, "every event of both sides, and no other");
        let found = clones.check(name);
        let mendable = ["crossed", "repeated-line", "unredacted", "not-one-line"];
        assert!(found.codes.iter().all(|c| mendable.contains(&c.as_str())), "{}", found.text);
        assert!(found.codes.contains(&"crossed".to_owned()), "{}", found.text);
        assert_eq!(found.code, 1);
        clones.fix(name);
        let found = clones.check(name);
        assert_eq!(found.codes, ["crossed"], "{}", found.text);
        assert_eq!(found.grades, ["warning"]);
        // The later advance has no effect on the step, its ticks and the rest count.
        assert_eq!(clones.shown(name)["step"], "establish-cause");
    }
    // Both clones say the same, whichever side was whose.
    assert_eq!(clones.shown("a"), clones.shown("b"));
    let status = git(&clones.at("a"), &["status", "--porcelain"]);
    assert!(status.out.is_empty() || status.out.starts_with(" M cases/"), "{}", status.out);
    // And the next command works.
    clones.write("a", "wang", LATER, &["log", "--via", "phone", "--kept", &promise(&clones.text("a"), "wang")]);
    clones.write("a", "wang", LATER, &["retract", &crossed(&clones), "--why", "重复"]);
    assert!(clones.check("a").codes.is_empty(), "{}", clones.check("a").text);
}

fn promise(text: &str, by: &str) -> String {
    let line = lines(text).into_iter().find(|l| l.contains("do: promise") && l.contains(&format!("by: {by},")));
    event_id(line.unwrap())
}

fn event_id(line: &str) -> String {
    line.split("{id: ").nth(1).unwrap()[..6].to_owned()
}

fn crossed(clones: &Clones) -> String {
    let ran = run(&clones.at("a"), "wang", LATER, &["check", "-f", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let line = json["items"][0]["line"].as_u64().unwrap();
    let text = clones.text("a");
    let line = text.lines().nth(usize::try_from(line).unwrap() - 1).unwrap();
    assert!(line.contains("by: li"), "the later one is superseded: {line}");
    event_id(line)
}

#[test]
fn two_clones_merge_by_a_plain_pull() {
    both_work_on_the_case("--no-rebase");
}

#[test]
fn two_clones_merge_by_a_rebase() {
    both_work_on_the_case("--rebase");
}

#[test]
fn two_closes_with_different_outcomes_are_an_error_until_one_is_retracted() {
    for how in ["--no-rebase", "--rebase"] {
        let clones = Clones::of_one_case();
        clones.write("a", "wang", "2026-11-22T10:00:00+08:00", &["close", "--outcome", "withdrawn"]);
        clones.write("b", "li", "2026-11-22T10:30:00+08:00", &["close", "--outcome", "referred", "--ground", "消协"]);
        clones.meet(how);
        for name in ["a", "b"] {
            let found = clones.check(name);
            assert_eq!(found.codes, ["crossed"], "{how}: {}", found.text);
            assert_eq!(found.grades, ["error"], "{how}: {}", found.text);
            assert_eq!(found.code, 1);
            assert!(found.text.contains("retract"), "{}", found.text);
            assert_eq!(clones.shown(name)["state"], "closed");
        }
        let text = clones.text("a");
        let second = lines(&text).into_iter().find(|l| l.contains("by: li")).unwrap();
        clones.write("a", "wang", LATER, &["retract", &event_id(second), "--why", "以第一个为准"]);
        assert!(clones.check("a").codes.is_empty(), "{}", clones.check("a").text);
    }
}

#[test]
fn two_closes_with_the_same_outcome_are_a_warning() {
    let clones = Clones::of_one_case();
    for (name, by) in [("a", "wang"), ("b", "li")] {
        clones.write(name, by, "2026-11-22T10:00:00+08:00", &["close", "--outcome", "withdrawn"]);
    }
    clones.meet("--no-rebase");
    let found = clones.check("b");
    assert_eq!(found.codes, ["crossed"], "{}", found.text);
    assert_eq!(found.grades, ["warning"]);
}

#[test]
fn one_side_closes_while_the_other_goes_on() {
    let clones = Clones::of_one_case();
    clones.write("a", "wang", "2026-11-22T10:00:00+08:00", &["close", "--outcome", "withdrawn"]);
    clones.write("b", "li", "2026-11-22T10:30:00+08:00", &["log", "--via", "phone"]);
    clones.write("b", "li", "2026-11-22T10:31:00+08:00", &["advance", "--tick", "all"]);
    clones.meet("--no-rebase");
    for name in ["a", "b"] {
        let found = clones.check(name);
        assert_eq!(found.codes, ["crossed"], "{}", found.text);
        // Nothing but reopen reopens a case.
        assert_eq!(clones.shown(name)["state"], "closed");
    }
}

#[test]
fn one_side_reopens_while_the_other_writes_a_contact() {
    let clones = Clones::of_one_case();
    clones.write("a", "wang", "2026-11-22T10:00:00+08:00", &["close", "--outcome", "withdrawn"]);
    git(&clones.at("a"), &["push", "-q"]).expect(0);
    git(&clones.at("b"), &["pull", "-q"]).expect(0);
    clones.write("a", "wang", "2026-11-22T10:10:00+08:00", &["reopen", "--why", "又坏了"]);
    clones.write("b", "li", "2026-11-22T10:20:00+08:00", &["reopen", "--why", "又开胶"]);
    clones.write("b", "li", "2026-11-22T10:21:00+08:00", &["log", "--via", "phone"]);
    clones.meet("--no-rebase");
    let found = clones.check("a");
    assert_eq!(found.codes, ["crossed"], "{}", found.text);
    assert_eq!(clones.shown("a")["state"], "open");
    assert_eq!(lines(&clones.text("a")).len(), 5);
}

#[test]
fn both_sides_change_the_same_line_of_the_header() {
    // A hand edit on both sides: union keeps both lines, and that is a duplicate key, never a silent choice.
    let clones = Clones::of_one_case();
    for (name, demand) in [("a", "退款"), ("b", "修好")] {
        let text = clones.text(name).replace("demand: \"换一双\"", &format!("demand: \"{demand}\""));
        fs::write(clones.path(name), text).unwrap();
        git(&clones.at(name), &["commit", "-q", "-a", "-m", "edit"]).expect(0);
    }
    clones.meet("--no-rebase");
    let found = clones.check("b");
    assert_eq!(found.code, 3, "{}", found.text);
    assert!(found.text.contains("`demand` stands here twice"), "{}", found.text);
    assert!(found.text.contains("退款") || clones.text("b").contains("退款"));
    assert!(clones.text("b").contains("修好"));
    // Nothing is written to it meanwhile.
    run(&clones.at("b"), "li", LATER, &["log", &clones.id, "--via", "phone"]).expect(7);
}

#[test]
fn a_cherry_picked_event_comes_twice_and_is_mended() {
    let clones = Clones::of_one_case();
    clones.write("a", "wang", "2026-11-22T10:00:00+08:00", &["note", "-m", "先前"]);
    clones.write("a", "wang", "2026-11-22T10:01:00+08:00", &["log", "--via", "phone", "-m", "挑过去的"]);
    // The second line alone comes to b, which has another one before it.
    clones.write("b", "li", "2026-11-22T10:00:30+08:00", &["note", "-m", "别的"]);
    git(&clones.at("b"), &["fetch", "-q", "../a"]).expect(0);
    git(&clones.at("b"), &["cherry-pick", "FETCH_HEAD"]).expect(0);
    clones.meet("--no-rebase");
    let all: BTreeSet<&str> = ["先前", "挑过去的", "别的"].into();
    for name in ["a", "b"] {
        let text = clones.text(name);
        for what in &all {
            assert!(text.contains(what), "{text}");
        }
        let repeated = lines(&text).len() != set(&text).len();
        let found = clones.check(name);
        assert_eq!(found.code, i32::from(repeated), "{}", found.text);
        assert!(found.codes.iter().all(|c| c == "repeated-line"), "{}", found.text);
        clones.fix(name).expect(0);
        assert!(clones.check(name).codes.is_empty());
        assert_eq!(lines(&clones.text(name)).len(), 4);
    }
}

#[test]
fn the_remark_behind_a_repeated_line_stays() {
    let (scene, id) = Scene::with_case();
    let line = "  - {id: zzzzzz, at: 2026-11-22T08:00:00+08:00, by: wang, do: note, note: \"x\"}";
    let before = scene.case(&id);
    fs::write(scene.case_path(&id), format!("{before}{line}\n{line} # two\n")).unwrap();
    scene.now(&["check", "--fix"]).expect(0);
    assert_eq!(scene.case(&id), format!("{before}{line}\n  # two\n"));
}

#[test]
fn a_repeated_line_is_one_event_and_fix_removes_the_second() {
    let clones = Clones::of_one_case();
    clones.write("a", "wang", "2026-11-22T10:01:00+08:00", &["log", "--via", "phone", "-m", "一次"]);
    let text = clones.text("a");
    let last = lines(&text).last().copied().unwrap();
    fs::write(clones.path("a"), format!("{text}{last}\n")).unwrap();
    let before = clones.shown("a");
    let found = clones.check("a");
    assert_eq!(found.codes, ["repeated-line"]);
    let dry = run(&clones.at("a"), "wang", LATER, &["check", "--fix", "-n"]);
    assert!(dry.out.contains(&event_id(last)), "{}", dry.out);
    assert_eq!(lines(&clones.text("a")).len(), 3);
    clones.fix("a").expect(0);
    assert_eq!(clones.text("a"), text, "the earlier bytes are back");
    assert_eq!(clones.shown("a"), before);
    let again = clones.fix("a").expect(0);
    assert!(again.out.is_empty(), "{}", again.out);
}

#[test]
fn an_event_redacted_on_one_side_stays_redacted() {
    let clones = Clones::of_one_case();
    clones.write("a", "wang", "2026-11-22T10:01:00+08:00", &["note", "-m", "身份证 110101199001011234"]);
    git(&clones.at("a"), &["push", "-q"]).expect(0);
    git(&clones.at("b"), &["pull", "-q"]).expect(0);
    // Removed in place by hand; the other side appends right behind the line.
    let text = clones.text("a").replace("note: \"身份证 110101199001011234\"", "note: \"\", redacted: true");
    fs::write(clones.path("a"), &text).unwrap();
    git(&clones.at("a"), &["commit", "-q", "-a", "-m", "redact"]).expect(0);
    clones.write("b", "li", "2026-11-22T10:05:00+08:00", &["log", "--via", "phone"]);
    clones.meet("--no-rebase");
    for name in ["a", "b"] {
        let shown = clones.shown(name).to_string();
        assert!(!shown.contains("110101"), "{name}: what was redacted is not shown: {shown}");
        let found = clones.check(name);
        assert!(found.codes.iter().all(|c| c == "unredacted" || c == "unredacted-line"), "{}", found.text);
        clones.fix(name);
        assert!(clones.check(name).codes.is_empty(), "{}", clones.check(name).text);
        assert!(!clones.text(name).contains("110101"), "{}", clones.text(name));
        assert_eq!(lines(&clones.text(name)).len(), 3, "{}", clones.text(name));
    }
}

#[test]
fn a_case_opened_on_both_sides_is_two_files() {
    let clones = Clones::of_one_case();
    let mut ids = Vec::new();
    for (name, by) in [("a", "wang"), ("b", "li")] {
        let ran = run(
            &clones.at(name),
            by,
            NOW,
            &[
                "open",
                "-q",
                "--title",
                "同一件事",
                "--customer",
                "李先生",
                "--contact",
                "2",
                "--channel",
                "email",
                "--demand",
                "退款",
                "-m",
                "x",
                "--playbook",
                "five-step",
            ],
        );
        ids.push(ran.expect(0).out.trim().to_owned());
        git(&clones.at(name), &["add", "-A"]).expect(0);
        git(&clones.at(name), &["commit", "-q", "-m", "open"]).expect(0);
    }
    assert_ne!(ids[0], ids[1]);
    clones.meet("--no-rebase");
    for name in ["a", "b"] {
        assert!(clones.check(name).codes.is_empty(), "{}", clones.check(name).text);
        let list = run(&clones.at(name), "wang", NOW, &["list", "-q"]).expect(0).out;
        assert!(ids.iter().all(|id| list.contains(id)), "{list}");
        assert_eq!(list.lines().count(), 3);
    }
}

#[test]
fn two_cases_under_one_id_are_an_error_that_says_so() {
    // The chance is one in millions; union then mixes two stories in one file.
    let clones = Clones::of_one_case();
    let other = "2026-11-22-zzzzz";
    for (name, by, title, event) in [("a", "wang", "鞋", "kq4z7m"), ("b", "li", "包", "kq4z7n")] {
        let text = format!(
            "id: {other}\ntitle: {title}\nreceived: 2026-11-22T08:00:00+08:00\nchannel: phone\ncustomer: c\ncontact: \"1\"\ndemand: d\nplaybook: four-step@1\ndescription: d\nlog:\n  - {{id: {event}, at: 2026-11-22T08:05:00+08:00, by: {by}, do: open, step: soothe, severity: normal, owner: {by}}}\n"
        );
        let path = clones.at(name).join(format!("cases/2026/11/{other}.yaml"));
        fs::write(path, text).unwrap();
        git(&clones.at(name), &["add", "-A"]).expect(0);
        git(&clones.at(name), &["commit", "-q", "-m", "open"]).expect(0);
    }
    git(&clones.at("a"), &["push", "-q"]).expect(0);
    git(&clones.at("b"), &["pull", "-q", "--no-rebase"]);
    let found = clones.check("b");
    assert_eq!(found.code, 3, "{}", found.text);
    assert!(found.text.contains(other), "{}", found.text);
    // The other case is judged.
    let list = run(&clones.at("b"), "wang", NOW, &["list", "-q"]).expect(3).out;
    assert!(list.contains(&clones.id), "{list}");
}

#[test]
fn a_clone_with_windows_line_ends_merges_and_keeps_them() {
    let clones = Clones::of_one_case();
    let b = clones.at("b");
    // .gitattributes says eol=lf, so a clone has LF even where git would convert; an editor may still save CR LF.
    git(&b, &["config", "core.autocrlf", "true"]).expect(0);
    fs::remove_file(clones.path("b")).unwrap();
    git(&b, &["checkout", "--", "."]).expect(0);
    assert!(!clones.text("b").contains('\r'));
    let crlf = clones.text("b").replace('\n', "\r\n");
    fs::write(clones.path("b"), &crlf).unwrap();
    let ran = run(&b, "li", "2026-11-22T10:05:00+08:00", &["log", &clones.id, "--via", "phone", "-m", "从另一台电脑"]);
    ran.expect(0);
    let after = clones.text("b");
    assert!(after.starts_with(&crlf), "the earlier bytes stay");
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "the new line ends like the others");
    assert!(clones.check("b").codes.is_empty(), "{}", clones.check("b").text);
    // Committed, it is LF again, and merges like any other.
    git(&b, &["commit", "-q", "-a", "-m", "log"]).expect(0);
    let blob = git(&b, &["show", &format!("HEAD:cases/2026/11/{}.yaml", clones.id)]).expect(0).out;
    assert!(!blob.contains('\r'), "{blob:?}");
    clones.write("a", "wang", "2026-11-22T10:00:00+08:00", &["note", "-m", "这边也写"]);
    clones.meet("--no-rebase");
    for name in ["a", "b"] {
        assert!(clones.check(name).codes.is_empty(), "{}", clones.check(name).text);
        assert_eq!(lines(&clones.text(name)).len(), 3);
    }
}

#[test]
fn a_missing_final_newline_on_one_side_loses_no_event() {
    let clones = Clones::of_one_case();
    let text = clones.text("b");
    fs::write(clones.path("b"), text.trim_end()).unwrap();
    git(&clones.at("b"), &["commit", "-q", "-a", "-m", "editor"]).expect(0);
    clones.write("a", "wang", "2026-11-22T10:00:00+08:00", &["note", "-m", "甲"]);
    clones.write("b", "li", "2026-11-22T10:01:00+08:00", &["note", "-m", "乙"]);
    clones.meet("--no-rebase");
    for name in ["a", "b"] {
        let found = clones.check(name);
        assert!(found.codes.is_empty() || found.codes == ["repeated-line"], "{}", found.text);
        let text = clones.text(name);
        assert!(text.contains("甲") && text.contains("乙"), "{text}");
    }
}

#[test]
fn fix_mends_what_is_harmless_and_leaves_the_rest_and_every_other_byte() {
    let clones = Clones::of_one_case();
    let start = clones.text("a");
    let event =
        |id: &str, rest: &str| format!("  - {{id: {id}, at: 2026-11-22T09:30:00+08:00, by: wang, do: note, {rest}}}");
    let mended = |lines: &[String]| {
        fs::write(clones.path("a"), format!("{start}{}\n", lines.join("\n"))).unwrap();
        let ran = clones.fix("a");
        let text = clones.text("a");
        assert!(text.starts_with(&start), "{text}");
        (ran.code, text[start.len()..].trim_end().to_owned())
    };
    let (a, b) = (event("rbxxxx", "note: a"), event("rbxxxx", "note: b"));
    let redacted = event("rbxxxx", "note: \"\", redacted: true");
    let comment = "  # bleibt".to_owned();
    let behind = format!("{a} # hinten");
    for (lines, wanted, code) in [
        (vec![a.clone(), a.clone()], a.clone(), 0),
        (vec![behind.clone(), comment.clone(), a.clone()], format!("{behind}\n{comment}"), 0),
        (vec![redacted.clone(), a.clone(), b.clone(), redacted.clone()], redacted.clone(), 0),
        (vec![a.clone(), redacted.clone()], redacted.clone(), 0),
        // Which of two texts is right nobody but a person can say; what is plain is mended all the same.
        (vec![a.clone(), b.clone(), event("rbyyyy", "note: c"), event("rbyyyy", "note: c")], format!("{a}\n{b}\n{}", event("rbyyyy", "note: c")), 3),
        (vec![a.replace(", do", ",\n     do")], event("rbxxxx", "note: \"a\""), 0),
        (vec!["  - id: rbxxxx\n    at: 2026-11-22T09:30:00+08:00\n    by: wang\n    do: note\n    note: |-\n      a\n      b".to_owned()], event("rbxxxx", "note: \"a\\nb\""), 0),
        // A comment inside would be lost: it stays, and stays a finding.
        (vec![a.replace(", do", ", # warum\n     do")], a.replace(", do", ", # warum\n     do"), 1),
    ] {
        let (got, text) = mended(&lines);
        assert_eq!(text, wanted.trim_start_matches('\n'), "{lines:#?}");
        assert_eq!(got, code, "{lines:#?}");
    }
}
