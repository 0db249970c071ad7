//! `amends edit`: a header fact is corrected, and nothing else changes.

use crate::damage::{in_time, unanswered};
use crate::scene::{NOW, Ran, Scene, amends};
use std::fs;
use std::path::Path;
use std::process::Command;

const ID: &str = "2026-11-17-kbbzz";
const FILE: &str = "cases/2026/11/2026-11-17-kbbzz.yaml";

fn scene() -> (Scene, String) {
    let scene = Scene::workspace();
    let (_, text) = unanswered("kbbzz", "\"鞋底开胶\"  # 标题");
    let text = format!("# 顶部说明\n{}", text.replace("log:", "custom: 1\n# 经过\nlog:"));
    scene.write(FILE, &text);
    (scene, text)
}

/// The lines that one text has more than another, and the other more than it.
fn difference(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let lines = |text: &str| text.lines().map(ToOwned::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let only = |a: &[String], b: &[String]| a.iter().filter(|l| !b.contains(l)).cloned().collect();
    (only(&old, &new), only(&new, &old))
}

#[track_caller]
fn set(scene: &Scene, args: &[&str]) -> Ran {
    scene.now(&[&["edit", ID, "--why", "客户更正"], args].concat())
}

#[test]
fn a_fact_is_replaced_and_an_event_says_so() {
    let (scene, before) = scene();
    let ran = set(&scene, &["--set", "title=鞋面开裂"]).expect(0);
    assert!(ran.out.starts_with(&format!("{ID}: edited title (")), "{}", ran.out);
    let (gone, new) = difference(&before, &scene.case(ID));
    assert_eq!(gone, ["title: \"鞋底开胶\"  # 标题"]);
    assert_eq!(new.len(), 2, "{new:?}");
    assert_eq!(new[0], "title: \"鞋面开裂\"  # 标题");
    assert!(
        new[1].starts_with("  - {id: ") && new[1].ends_with(", by: wang, do: edit, key: title, why: \"客户更正\"}"),
        "{new:?}"
    );
    scene.now(&["check"]).expect(0);
    assert!(scene.now(&["show", ID]).out.contains("edited title"));
}

#[test]
fn several_facts_lists_and_mappings_are_set_in_one_write() {
    let (scene, before) = scene();
    let sets = [
        "channel=email",
        "cc=a@x, b@x",
        "cc=c@x",
        "references.order=A-1",
        "references.policy=P 2",
        "place=上海",
        "category=shoes",
        "description=第一行\n第二行",
    ];
    let args: Vec<&str> = sets.iter().flat_map(|s| ["--set", s]).collect();
    let ran = set(&scene, &args).expect(0);
    assert_eq!(ran.out.matches("edited").count(), 6, "{}", ran.out);
    let (gone, new) = difference(&before, &scene.case(ID));
    assert_eq!(gone, ["channel: phone", "  鞋底开胶。"]);
    let header: Vec<&str> = new.iter().map(String::as_str).filter(|l| !l.contains("do: edit")).collect();
    let wanted = [
        "channel: email",
        "cc: [\"a@x\", \"b@x\", \"c@x\"]",
        "references: {order: \"A-1\", policy: \"P 2\"}",
        "place: \"上海\"",
        "category: shoes",
        "  第一行",
        "  第二行",
    ];
    assert_eq!(header, wanted);
    set(&scene, &["--set", "references.order=", "--set", "cc=", "--set", "place="]).expect(0);
    let text = scene.case(ID);
    assert!(
        text.contains("references: {policy: \"P 2\"}\n") && !text.contains("cc:") && !text.contains("place:"),
        "{text}"
    );
    set(&scene, &["--set", "references="]).expect(0);
    assert!(!scene.case(ID).contains("references:"));
    scene.now(&["check"]).expect(0);
}

#[test]
fn crlf_a_byte_order_mark_and_a_missing_last_line_end_stay() {
    let (scene, before) = scene();
    let before = format!("\u{feff}{}", before.trim_end().replace('\n', "\r\n"));
    scene.write(FILE, &before);
    set(&scene, &["--set", "demand=道歉", "--set", "product=鞋"]).expect(0);
    let text = scene.case(ID);
    assert!(text.starts_with('\u{feff}') && !text.ends_with('\n'));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let (gone, new) = difference(&before, &text);
    assert_eq!(gone, ["demand: \"退款\""]);
    assert_eq!(new[..2], ["demand: \"道歉\"", "product: \"鞋\""]);
}

#[test]
fn what_cannot_be_set_is_refused_and_nothing_is_written() {
    let (scene, before) = scene();
    scene.write(
        "amends.toml",
        "format = 1\ntime_zone = \"Asia/Shanghai\"\n[[category]]\nid = \"shoes\"\n[[department]]\nid = \"shop\"\n",
    );
    for (setting, code, said) in [
        ("id=2026-11-17-kbbcc", 4, "`id` is never changed"),
        ("playbook=hotel@1", 4, "amends playbook switch"),
        ("log=x", 2, "--set can't be `log`"),
        ("conflicts=", 2, "--set can't be `conflicts`"),
        ("titel=x", 2, "did you mean `title`?"),
        ("title", 2, "should be like title=TEXT"),
        ("title.x=1", 2, "should be like title=TEXT"),
        ("references=A-1", 2, "should be like references.order=A-1024"),
        ("references.a b=A-1", 2, "should be like references.order=A-1024"),
        ("title=", 2, "every case has `title`"),
        ("customer=", 2, "every case has `customer`"),
        ("description= ", 2, "every case has `description`"),
        ("channel=phnoe", 2, "did you mean `phone`?"),
        ("category=shoe", 2, "did you mean `shoes`?"),
        ("department=shpo", 2, "did you mean `shop`?"),
        ("anonymous=maybe", 2, "it is one of: yes, no"),
        ("received=2026-11-23 10:00", 2, "lies ahead of the clock"),
        ("received=2026-11-18 10:00", 4, "comes after its registration"),
        ("received=soon", 2, "not a clear time"),
        ("demand=退款", 4, "nothing would change"),
        ("place=", 4, "nothing would change"),
    ] {
        let ran = set(&scene, &["--set", setting]);
        assert_eq!(ran.code, code, "{setting}: {}", ran.err);
        assert!(ran.err.contains(said), "{setting}: {}", ran.err);
        assert_eq!(scene.case(ID), before, "{setting}");
    }
    scene.now(&["edit", ID, "--set", "title=x"]).expect(2);
    scene.now(&["edit", ID, "--why", "x"]).expect(2);
    assert!(set(&scene, &["--set", "title=x", "--at", "yesterday 10:00"]).expect(2).err.contains("--at has no effect"));
    set(&scene, &["--set", "received=2026-11-17 09:00"]).expect(0);
    assert!(scene.case(ID).contains("received: 2026-11-17T09:00:00+08:00\n"));
}

#[test]
fn one_fact_is_not_set_to_two_values() {
    let (scene, before) = scene();
    let ran = set(&scene, &["--set", "title=甲", "--set", "title=乙"]).expect(2);
    assert!(ran.err.contains("--set title is there twice"), "{}", ran.err);
    assert_eq!(scene.case(ID), before);
}

#[test]
fn a_retracted_correction_leaves_the_fact_and_says_so() {
    let (scene, _) = scene();
    set(&scene, &["--set", "title=甲"]).expect(0);
    let text = scene.case(ID);
    let line = text.lines().find(|l| l.contains("do: edit")).expect("the event");
    let event = &line[line.find("id: ").expect("its id") + 4..][..6];
    let ran = scene.now(&["retract", ID, event, "--why", "x"]).expect(0);
    assert!(ran.err.contains("the fact `title` stays as it is"), "{}", ran.err);
    assert!(scene.case(ID).contains("title: \"甲\""));
}

#[test]
fn an_anonymous_case_needs_no_customer() {
    let (scene, _) = scene();
    set(&scene, &["--set", "anonymous=yes", "--set", "customer=", "--set", "contact="]).expect(0);
    let text = scene.case(ID);
    assert!(text.contains("anonymous: true\n") && !text.contains("customer:") && !text.contains("contact:"), "{text}");
    set(&scene, &["--set", "anonymous=no"]).expect(2);
    set(&scene, &["--set", "anonymous=no", "--set", "customer=王女士", "--set", "contact=1"]).expect(0);
    assert!(!scene.case(ID).contains("anonymous: true"));
    scene.now(&["check"]).expect(0);
}

#[test]
fn a_closed_case_may_be_corrected_and_a_dry_run_writes_nothing() {
    let (scene, _) = scene();
    scene.now(&["close", ID, "--outcome", "withdrawn", "--lesson", "x"]).expect(0);
    let before = scene.case(ID);
    let ran = set(&scene, &["--set", "title=x", "-n"]).expect(0);
    assert!(
        ran.out.contains(&format!("{FILE}: - title: \"鞋底开胶\"\n{FILE}: + title: \"x\"\n{FILE}: + {{id: ")),
        "{}",
        ran.out
    );
    assert_eq!(scene.case(ID), before);
    assert_eq!(set(&scene, &["--set", "title=x", "-q"]).expect(0).out, format!("{ID}\n"));
    assert!(scene.case(ID).contains("title: \"x\"  # 标题\n"));
}

#[test]
fn a_comment_that_would_be_lost_is_a_reason_to_refuse() {
    let (scene, before) = scene();
    let before = before.replace("custom: 1", "cc:\n  - a # 老板\n  - b");
    scene.write(FILE, &before);
    let ran = set(&scene, &["--set", "cc=c"]).expect(7);
    assert!(ran.err.contains(":13:7: the fact can't be changed") && ran.err.contains("cc: [\"c\"]"), "{}", ran.err);
    assert_eq!(scene.case(ID), before);
}

/// Runs the command on a terminal of its own with an editor that is this shell script; `$1` is the file.
fn with_editor(scene: &Scene, script: &str, args: &str) -> (i32, String) {
    let editor = scene.root().join("editor.sh");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    let line = format!("{} edit {ID} --now {NOW} {args}", env!("CARGO_BIN_EXE_amends"));
    let mut command = Command::new("script");
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.current_dir(scene.root()).env_clear().env("PATH", path).env("AMENDS_BY", "wang");
    command.env("GIT_EDITOR", format!("sh '{}'", editor.display())).args(["-qec", &line, "/dev/null"]);
    let ran = in_time(command.stdin(std::process::Stdio::null()));
    (ran.code, ran.out.replace('\r', ""))
}

/// The drafts in the workspace's own folder.
fn drafts(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join(".amends")).into_iter().flatten().flatten();
    let drafts = entries.filter(|e| e.file_name().to_string_lossy().starts_with("edit-"));
    drafts.map(|e| fs::read_to_string(e.path()).unwrap()).collect()
}

#[test]
fn without_a_terminal_the_flag_is_named() {
    let (scene, _) = scene();
    let ran = in_time(amends(scene.root()).args(["edit", ID, "--now", NOW])).expect(2);
    assert!(ran.err.contains("--set is needed"), "{}", ran.err);
}

#[test]
fn the_editor_changes_facts_and_remarks_and_each_fact_is_an_event() {
    let (scene, before) = scene();
    let script = "sed -i -e 's/退款/换货/' -e 's/^channel: phone/channel: email/' -e 's/顶部/上面/' \"$1\"";
    let (code, said) = with_editor(&scene, script, "--why 更正");
    assert_eq!(code, 0, "{said}");
    let (gone, new) = difference(&before, &scene.case(ID));
    assert_eq!(gone, ["# 顶部说明", "channel: phone", "demand: \"退款\""]);
    assert_eq!(new[..3], ["# 上面说明", "channel: email", "demand: \"换货\""]);
    assert!(new[3].contains("do: edit, key: channel") && new[4].contains("do: edit, key: demand"), "{new:?}");
    assert!(drafts(scene.root()).is_empty());
    let before = scene.case(ID);
    let (code, said) = with_editor(&scene, "true", "");
    assert_eq!((code, said.trim()), (0, "nothing changed"));
    // Only a remark: no fact, no event, no reason needed.
    let (code, said) = with_editor(&scene, "sed -i 's/上面/这里/' \"$1\"", "");
    assert_eq!(code, 0, "{said}");
    assert_eq!(scene.case(ID), before.replace("上面", "这里"));
}

#[test]
fn a_mistake_comes_back_with_the_text_until_it_is_right() {
    let (scene, _) = scene();
    let script = "if grep -q '^# amends: ' \"$1\"; then cp \"$1\" seen; sed -i 's/phnoe/email/' \"$1\"; else sed -i 's/^channel: phone/channel: phnoe/' \"$1\"; fi";
    let (code, said) = with_editor(&scene, script, "--why x");
    assert_eq!(code, 0, "{said}");
    let text = scene.case(ID);
    assert!(text.contains("channel: email\n") && !text.contains("# amends:"), "{text}");
    let seen = fs::read_to_string(scene.root().join("seen")).unwrap();
    assert!(seen.contains("`channel` can't be `phnoe`"), "{seen}");
    assert!(drafts(scene.root()).is_empty());
}

#[test]
fn what_was_typed_is_never_lost() {
    let (scene, before) = scene();
    // Each script, the exit code, what is said; the typed word stands in the kept text.
    let attempts = [
        (
            "grep -q '^# amends' \"$1\" || sed -i 's/^channel: phone/channel: typed/' \"$1\"",
            2,
            "`channel` can't be `typed`",
        ),
        (
            "if grep -q '^# amends' \"$1\"; then : > \"$1\"; else sed -i 's/^channel: phone/channel: typed/' \"$1\"; fi",
            2,
            "typed",
        ),
        ("sed -i 's/退款/typed/' \"$1\"; exit 3", 7, "the editor failed"),
        ("grep -q '^# amends' \"$1\" || sed -i -e 's/do: open/do: note, note: x/' -e 's/退款/typed/' \"$1\"", 2, ""),
        (
            "grep -q '^# amends' \"$1\" || sed -i -e 's/owner: wang/owner: typed/' \"$1\"",
            4,
            "amends retract 2026-11-17-kbbzz kq4z7m",
        ),
        (
            "grep -q '^# amends' \"$1\" || sed -i -e 's/four-step@1/hotel@1/' -e 's/退款/typed/' \"$1\"",
            4,
            "amends playbook switch",
        ),
        (
            "grep -q '^# amends' \"$1\" || sed -i -e 's/^id: .*/id: 2026-11-17-kbbcc/' -e 's/退款/typed/' \"$1\"",
            4,
            "`id` is never changed",
        ),
    ];
    for (script, code, said) in attempts {
        scene.write(FILE, &before);
        let (got, out) = with_editor(&scene, script, "--why x");
        assert_eq!(got, code, "{script}\n{out}");
        assert!(out.contains(said) && out.contains("what you typed is kept in .amends/edit-"), "{script}\n{out}");
        let kept = drafts(scene.root());
        assert!(kept.len() == 1 && kept[0].contains("typed"), "{script}\n{kept:?}");
        assert!(scene.case(ID).starts_with(&before) && !scene.case(ID).contains("typed"), "{script}");
        fs::remove_dir_all(scene.root().join(".amends")).unwrap();
    }
}

#[test]
fn what_others_wrote_while_the_editor_was_open_is_merged() {
    let (scene, before) = scene();
    let log = format!(
        "AMENDS_BY=li {} log {ID} --via phone -m 期间 --now {NOW} > /dev/null; sed -i 's/^channel: phone/channel: email/' {FILE}",
        env!("CARGO_BIN_EXE_amends")
    );
    let (code, said) = with_editor(&scene, &format!("sed -i 's/退款/换货/' \"$1\"; {log}"), "--why 更正");
    assert_eq!(code, 0, "{said}");
    let (gone, new) = difference(&before, &scene.case(ID));
    assert_eq!(gone, ["channel: phone", "demand: \"退款\""]);
    assert_eq!(new[..2], ["channel: email", "demand: \"换货\""]);
    assert!(new[2].contains("期间") && new[3].contains("do: edit, key: demand"), "{new:?}");
    assert_eq!(new.len(), 4);
    assert!(drafts(scene.root()).is_empty());
}

#[test]
fn one_fact_changed_by_two_is_not_overwritten() {
    let (scene, before) = scene();
    let script = format!("sed -i 's/退款/typed/' \"$1\"; sed -i 's/退款/others/' {FILE}");
    let (code, said) = with_editor(&scene, &script, "--why x");
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("changed by somebody else") && said.contains("kept in .amends/edit-"), "{said}");
    assert_eq!(scene.case(ID), before.replace("退款", "others"));
    assert!(drafts(scene.root())[0].contains("typed"));
}
