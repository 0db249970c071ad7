//! `cause`, `action`, `tell-team`: what they write, refuse and say, and the clocks they meet.

use super::{at, last, team};
use crate::scene::Scene;
use serde_json::{Value, json};

/// The last line of a case, without the id of its event.
fn written(scene: &Scene, case: &str) -> String {
    let text = scene.case(case);
    let line = text.lines().last().expect("a line");
    line.split_once(", ").expect("an id").1.trim_end_matches('}').to_owned()
}

#[track_caller]
fn passes_check(scene: &Scene) {
    let checked = at(scene, "30 20:00", &["check"]).expect(0);
    assert_eq!(checked.out, "");
}

#[test]
fn a_life_of_a_corrective_action_is_written_line_by_line() {
    let (scene, id) = team();
    let lives: &[(&str, &[&str], &str)] = &[
        (
            "22 09:00",
            &[
                "cause",
                &id,
                "-m",
                "胶水过期",
                "--code",
                "glue",
                "--bone",
                "料",
                "--because",
                "没有标签",
                "--because",
                "散装采购",
                "--department",
                "workshop",
            ],
            "by: wang, do: cause, code: glue, what: \"胶水过期\", bone: \"material\", whys: [\"没有标签\", \"散装采购\"], department: workshop",
        ),
        (
            "22 09:01",
            &["cause", &id, "-m", "no date", "--bone", "weather"],
            "by: wang, do: cause, what: \"no date\", bone: \"weather\"",
        ),
        (
            "22 09:02",
            &["cause", &id, "-m", "x", "--fault", "shared", "--share", "60%"],
            "by: wang, do: assess, fault: shared, share: 60",
        ),
        (
            "22 09:03",
            &["action", "add", &id, "-m", "胶水贴标签", "--owner", "li", "--due", "2026-11-25"],
            "by: wang, do: action, what: \"胶水贴标签\", owner: li, due: 2026-11-25",
        ),
        (
            "23 10:00",
            &["action", "done", &id, "-m", "全部贴好", "--by", "li"],
            "by: li, do: done, note: \"全部贴好\", of: A",
        ),
        (
            "26 10:00",
            &["action", "verify", &id, "--effective", "no", "--why", "仍有开胶", "--by", "zhao"],
            "by: zhao, do: verify, why: \"仍有开胶\", of: A, effective: false",
        ),
        // What didn't work may be done again, and is judged again.
        ("27 10:00", &["action", "done", &id, "A", "--by", "li"], "by: li, do: done, of: A"),
        (
            "28 10:00",
            &["action", "verify", &id, "--effective", "yes", "--why", "一周无投诉", "--by", "zhao"],
            "by: zhao, do: verify, why: \"一周无投诉\", of: A, effective: true",
        ),
        (
            "28 10:01",
            &["tell-team", &id, "workshop", "-m", "请查胶水"],
            "by: wang, do: tell-team, note: \"请查胶水\", department: workshop",
        ),
    ];
    for (moment, args, wanted) in lives {
        let action = if args.contains(&"A") { last(&scene, &id, "action") } else { String::new() };
        let args: Vec<&str> = args.iter().map(|a| if *a == "A" { action.as_str() } else { *a }).collect();
        let before = scene.case(&id);
        let rehearsed = at(&scene, moment, &[&args[..], &["-n"]].concat()).expect(0);
        assert_eq!((scene.case(&id), rehearsed.out.is_empty()), (before, false), "{args:?}");
        let ran = at(&scene, moment, &args).expect(0);
        assert!(ran.out.starts_with(&format!("{id}: ")) && ran.out.lines().count() == 1, "{}", ran.out);
        let mut line = written(&scene, &id);
        let stamp = format!("at: 2026-11-{}:00+08:00, ", moment.replace(' ', "T"));
        line = line.strip_prefix(&stamp).expect(&stamp).to_owned();
        if wanted.contains("of: A") {
            line = line.replace(&last(&scene, &id, "action"), "A");
        }
        let mut got: Vec<&str> = line.split(", ").collect();
        let mut want: Vec<&str> = wanted.split(", ").collect();
        got.sort_unstable();
        want.sort_unstable();
        assert_eq!(got, want);
        passes_check(&scene);
    }
    // A cause with a fault is two events; the fault is what `assess` writes.
    assert_eq!(scene.case(&id).matches("do: cause").count(), 3);
}

/// What is refused, with its code and words of the message in both languages.
#[test]
fn what_cannot_be_is_refused_with_the_way_out() {
    let (scene, id) = team();
    at(&scene, "22 09:00", &["action", "add", &id, "-m", "贴标签", "--owner", "li", "--due", "2026-11-25"]).expect(0);
    let action = last(&scene, &id, "action");
    let open = last(&scene, &id, "open");
    let refuse = |args: &[&str], code: i32, english: &[&str], chinese: &[&str]| {
        let before = scene.case(&id);
        for (lang, wanted) in [("en", english), ("zh", chinese)] {
            let ran = at(&scene, "22 10:00", &[args, &["--lang", lang]].concat()).expect(code);
            for words in wanted {
                assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
            }
            assert_eq!(ran.out, "", "{args:?}");
        }
        assert_eq!(scene.case(&id), before, "{args:?}");
    };
    let yes = |more: &[&'static str]| -> Vec<&'static str> { [&["--effective", "yes", "--why", "x"], more].concat() };
    let verify = |more: &[&'static str]| -> Vec<String> {
        ["action", "verify", id.as_str()].into_iter().chain(yes(more)).map(ToOwned::to_owned).collect()
    };
    let refuse_verify = |more: &[&'static str], english: &[&str], chinese: &[&str]| {
        let args = verify(more);
        refuse(&args.iter().map(String::as_str).collect::<Vec<_>>(), 4, english, chinese);
    };
    refuse(&["tell-team", &id, "workshp"], 2, &["did you mean `workshop`"], &["是不是“workshop”"]);
    refuse(&["cause", &id, "-m", "x", "--department", "kitchn"], 2, &["did you mean `kitchen`"], &["是不是“kitchen”"]);
    refuse(&["cause", &id, "-m", "x", "--code", "glu"], 2, &["did you mean `glue`"], &["是不是“glue”"]);
    refuse(&["cause", &id, "-m", "x", "--fault", "our"], 2, &["did you mean `ours`"], &["是不是“ours”"]);
    refuse(&["cause", &id, "-m", "x", "--fault", "ours", "--share", "101"], 2, &["0 … 100"], &["0 … 100"]);
    refuse(&["cause", &id, "-m", "x", "--share", "10"], 2, &["--fault"], &["--fault"]);
    refuse(&["cause", &id, "-m", "x", "--bone", "Two Words"], 2, &["--bone"], &["--bone"]);
    refuse(&["cause", &id], 2, &["-m is needed"], &["需要 -m"]);
    refuse(
        &["action", "add", &id, "-m", "x", "--owner", "lii", "--due", "2026-12-01"],
        2,
        &["did you mean `li`"],
        &["是不是“li”"],
    );
    refuse(&["action", "add", &id, "-m", "x", "--owner", "li"], 2, &["--due"], &["--due"]);
    refuse(&["action", "add", &id, "-m", "x", "--due", "2026-12-01"], 2, &["--owner"], &["--owner"]);
    refuse(&["action", "add", &id, "-m", "x", "--owner", "li", "--due", "2026-11-21"], 4, &["is past"], &["已经过去"]);
    refuse(&["action", "verify", &id, "--effective", "perhaps", "--why", "x"], 2, &["yes, no"], &["yes、no"]);
    refuse(&["action", "verify", &id, "--effective", "yes"], 2, &["--why"], &["--why"]);
    refuse(&["action", "done", &id, "zzzzzz"], 5, &["no event"], &["没有事件"]);
    refuse(&["action", "done", &id, &open], 5, &["no corrective action", &action], &["不是", &action]);
    // A check before the report, by whoever did it or owns it, and twice.
    refuse_verify(&["--by", "zhao"], &["nobody reported", "amends action done"], &["还没有人报告完成"]);
    at(&scene, "22 09:30", &["action", "done", &id, &action[..5]]).expect(0);
    refuse(&["action", "done", &id], 4, &["wang reported", "amends action verify"], &["wang 已报告"]);
    refuse_verify(&["--by", "li"], &["li owns", "--by PERSON"], &["li 是改进措施", "由他人验证"]);
    refuse_verify(&["--by", "wang"], &["wang owns the action", "or did it"], &["负责人或完成人"]);
    at(&scene, "22 09:40", &["action", "verify", &id, "--effective", "yes", "--why", "x", "--by", "zhao"]).expect(0);
    refuse_verify(&["--by", "zhao"], &["zhao checked"], &["zhao 已验证过"]);
    refuse(&["action", "done", &id], 4, &["zhao found"], &["zhao 已验证"]);
    // Of several the one that is meant has to be named.
    for what in ["甲", "乙"] {
        at(&scene, "22 09:50", &["action", "add", &id, "-m", what, "--owner", "li", "--due", "2026-11-25"]).expect(0);
    }
    refuse(&["action", "done", &id], 5, &["amends action done", "甲", "乙"], &["请指明", "甲", "乙"]);
    passes_check(&scene);
}

#[test]
fn a_case_without_an_action_says_how_to_set_one() {
    let (scene, id) = team();
    let ran = at(&scene, "22 10:00", &["action", "done", &id]).expect(5);
    assert!(ran.err.contains("amends action add"), "{}", ran.err);
    let ran = at(&scene, "22 10:00", &["action", "verify", &id, "--effective", "yes", "--why", "x", "--lang", "zh"])
        .expect(5);
    assert!(ran.err.contains("没有待验证的改进措施"), "{}", ran.err);
}

/// What comes next is said on standard error, and not with `-q`.
#[test]
fn each_step_names_the_next_one() {
    let (scene, id) = team();
    let ran = at(&scene, "22 09:00", &["cause", &id, "-m", "x", "--bone", "methd"]).expect(0);
    assert!(ran.err.contains("did you mean `method`"), "{}", ran.err);
    at(&scene, "22 09:00", &["action", "add", &id, "-m", "x", "--owner", "li", "--due", "2026-11-25"]).expect(0);
    let ran = at(&scene, "22 10:00", &["action", "done", &id]).expect(0);
    assert!(ran.err.contains("somebody else checks the effect: amends action verify"), "{}", ran.err);
    let no = ["action", "verify", &id, "--effective", "no", "--why", "x", "--by", "zhao"];
    let ran = at(&scene, "22 11:00", &[&no[..], &["--lang", "zh"]].concat()).expect(0);
    assert!(ran.err.contains("请再登记一项改进措施：`amends action add"), "{}", ran.err);
    let ran = at(&scene, "22 12:00", &["action", "done", &id, "-q"]).expect(0);
    assert_eq!((ran.out, ran.err), (format!("{id}\n"), String::new()));
}

/// The rows of a kind in `overdue` or `today`: level, due, owner.
fn rows(scene: &Scene, now: &str, args: &[&str]) -> Vec<String> {
    let ran = scene.run(&[args, &["-f", "json", "--now", now]].concat()).expect(0);
    let all: Value = serde_json::from_str(&ran.out).unwrap();
    let word = |item: &Value, key: &str| item[key].as_str().unwrap_or("-").to_owned();
    let items = all["items"].as_array().unwrap().iter().filter(|i| i["kind"] == "action" || i["kind"] == "verify");
    items.map(|i| ["kind", "level", "due", "owner"].map(|key| word(i, key)).join(" ")).collect()
}

/// An action falls due with its day and its check 30 days after the report; both are on the lists also when the case
/// is closed, and the commands take them off.
#[test]
fn the_clocks_of_an_action_and_its_check_run_and_are_met() {
    let (scene, id) = team();
    at(&scene, "22 09:00", &["close", &id, "--outcome", "withdrawn"]).expect(0);
    let refused = at(&scene, "22 09:10", &["cause", &id, "-m", "x"]).expect(4);
    assert!(refused.err.contains("amends reopen"), "{}", refused.err);
    at(&scene, "22 09:10", &["tell-team", &id, "workshop"]).expect(0);
    at(&scene, "22 09:10", &["action", "add", &id, "-m", "x", "--owner", "li", "--due", "2026-11-25"]).expect(0);
    let late = "action late 2026-11-25T23:59:59+08:00 li";
    let overdue = |now: &str| rows(&scene, now, &["overdue"]);
    assert_eq!(overdue("2026-11-25T23:59:59+08:00"), [""; 0]);
    assert_eq!(rows(&scene, "2026-11-25T12:00:00+08:00", &["today"]), ["action due 2026-11-25T23:59:59+08:00 li"]);
    assert_eq!(overdue("2026-11-26T10:00:00+08:00"), [late]);
    assert_eq!(rows(&scene, "2026-11-26T10:00:00+08:00", &["today", "--owner", "li"]), [late]);
    at(&scene, "26 11:00", &["action", "done", &id, "--by", "li"]).expect(0);
    assert_eq!(overdue("2026-11-26T11:00:01+08:00"), [""; 0]);
    let check = "verify late 2026-12-26T23:59:59+08:00 wang";
    assert_eq!(overdue("2026-12-26T23:59:59+08:00"), [""; 0]);
    assert_eq!(overdue("2026-12-27T10:00:00+08:00"), [check]);
    scene
        .run(&[
            "action",
            "verify",
            &id,
            "--effective",
            "yes",
            "--why",
            "x",
            "--by",
            "zhao",
            "--now",
            "2026-12-27T11:00:00+08:00",
        ])
        .expect(0);
    assert_eq!(overdue("2027-03-01T10:00:00+08:00"), [""; 0]);
    assert_eq!(scene.run(&["check", "--now", "2026-12-28T10:00:00+08:00"]).expect(0).out, "");
}

#[test]
fn show_lists_causes_actions_and_departments() {
    let (scene, id) = team();
    let show = |more: &[&str]| at(&scene, "30 20:00", &[&["show", id.as_str()], more].concat()).expect(0).out;
    let bare: Value = serde_json::from_str(&show(&["-f", "json"])).unwrap();
    for key in ["causes", "actions", "departments_told"] {
        assert_eq!(bare[key], json!([]), "{key}");
    }
    assert!(!show(&[]).contains("Causes"), "an empty heading");
    at(
        &scene,
        "22 09:00",
        &["cause", &id, "-m", "胶水过期", "--code", "glue", "--bone", "人", "--because", "没有标签"],
    )
    .expect(0);
    at(&scene, "22 09:00", &["action", "add", &id, "-m", "贴标签", "--owner", "li", "--due", "2026-11-25"]).expect(0);
    at(&scene, "22 09:00", &["action", "add", &id, "-m", "换供应商", "--owner", "zhao", "--due", "2026-11-27 12:00"])
        .expect(0);
    let second = last(&scene, &id, "action");
    at(&scene, "23 09:00", &["action", "done", &id, &second, "--by", "zhao"]).expect(0);
    at(&scene, "24 09:00", &["action", "verify", &id, &second, "--effective", "yes", "--why", "x"]).expect(0);
    at(&scene, "24 09:00", &["tell-team", &id, "workshop"]).expect(0);
    let english = show(&[]);
    for wanted in [
        "\nCauses\n",
        "people  胶水过期 (glue)\n          why? 没有标签\n",
        "\nCorrective actions\n",
        "  2026-11-25  li  贴标签 (open)\n",
        "  2026-11-27 12:00 +08:00  zhao  换供应商 (effective)\n",
        "\nDepartments told\n",
        "  2026-11-24 09:00  Workshop\n",
    ] {
        assert!(english.contains(wanted), "{wanted}\n{english}");
    }
    let chinese = show(&["--lang", "zh"]);
    for wanted in [
        "\n原因\n",
        "人员  胶水过期（glue）\n          为什么？没有标签\n",
        "\n改进措施\n",
        "贴标签（待完成）",
        "换供应商（有效）",
        "\n已反馈的部门\n",
        "  2026-11-24 09:00  车间\n",
    ] {
        assert!(chinese.contains(wanted), "{wanted}\n{chinese}");
    }
    let full: Value = serde_json::from_str(&show(&["-f", "json"])).unwrap();
    let cause = &full["causes"][0];
    assert_eq!(
        (&cause["code"], &cause["bone"], &cause["whys"]),
        (&json!("glue"), &json!("people"), &json!(["没有标签"]))
    );
    let states: Vec<&Value> = full["actions"].as_array().unwrap().iter().map(|a| &a["state"]).collect();
    assert_eq!(states, ["open", "effective"]);
    let judged = &full["actions"][1];
    assert_eq!(
        (&judged["done_by"], &judged["verified_by"], &judged["effective"]),
        (&json!("zhao"), &json!("wang"), &json!(true))
    );
    assert_eq!(full["departments_told"][0]["department"], "workshop");
    // What was retracted is no cause any more.
    let cause = last(&scene, &id, "cause");
    at(&scene, "25 09:00", &["retract", &id, &cause, "--why", "x"]).expect(0);
    let after: Value = serde_json::from_str(&show(&["-f", "json"])).unwrap();
    assert_eq!(after["causes"], json!([]));
}
