//! What each flag and each command does, as a script or a person at a shell sees it.

use crate::scene::{NOW, Ran, Scene, amends};
use amends::commands::{Exit, Failure};
use amends::store::{LockError, Workspace, Writing};
use amends::text::Trouble;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Runs the binary with a text on standard input.
fn with_input(scene: &Scene, args: &[&str], input: &str) -> Ran {
    let mut child = amends(scene.root())
        .args(args)
        .args(["--now", NOW])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses early doesn't read it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
}

/// The ids of the events of a case, in the order of their lines.
fn events(text: &str) -> Vec<String> {
    let ids = text.lines().filter_map(|l| l.trim_start().strip_prefix("- {id: "));
    ids.map(|l| l[..6].to_owned()).collect()
}

/// A text with the id of the n-th event of the case as `E1`, `E2` …
fn masked(text: &str, case: &str) -> String {
    let mut out = text.to_owned();
    for (n, id) in events(case).iter().enumerate() {
        out = out.replace(id.as_str(), &format!("E{}", n + 1));
    }
    out
}

/// The lines a command added to the end of a case, ids masked.
#[track_caller]
fn added(before: &str, after: &str) -> String {
    let new = after.strip_prefix(before).unwrap_or_else(|| {
        panic!("earlier bytes changed:\n{before}\n-- became\n{after}");
    });
    masked(new, after)
}

/// What everything in a workspace reads, the lock's folder aside.
fn snapshot(scene: &Scene) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    let mut folders = vec![scene.root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with(".amends") && !path.ends_with(".git") {
                    folders.push(path);
                }
            } else {
                let name = path.strip_prefix(scene.root()).unwrap();
                out.push((name.display().to_string(), fs::read(&path).unwrap()));
            }
        }
    }
    out.sort();
    out
}

const FILE: [&str; 13] = [
    "open",
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
];

/// A life of a case: each command with the lines it writes (at = the tests' moment unless said) and with what it says
/// about them. `E1` is `open`.
const LIFE: &[(&[&str], &[&str])] = &[
    (
        &["log", "--via", "phone", "--purpose", "ack", "--confirmed", "-m", "道歉，明天给结果"],
        &[
            "do: contact, dir: out, via: phone, reached: true, purpose: ack, confirmed: true, note: \"道歉，明天给结果\"}",
        ],
    ),
    (
        &["log", "--in", "--via", "email", "--update", "--retold"],
        &["do: contact, dir: in, via: email, reached: true, update: true, retold: true}"],
    ),
    (&["log", "--via", "sms", "--not-reached"], &["do: contact, dir: out, via: sms, reached: false}"]),
    (
        &["log", "--via", "chat", "--next", "2026-11-25", "--every", "3d"],
        &["do: contact, dir: out, via: chat, reached: true, next: 2026-11-25, every: \"3d\"}"],
    ),
    (
        &["log", "--via", "phone", "--promise", "2026-11-23 18:00", "--what", "检测结果", "-m", "说好了"],
        &[
            "do: contact, dir: out, via: phone, reached: true, note: \"说好了\"}",
            "do: promise, due: 2026-11-23T18:00:00+08:00, what: \"检测结果\"}",
        ],
    ),
    (
        &["promise", "--due", "2026-11-24", "--from", "2026-11-23", "--moves", "E7", "--told", "-m", "换货"],
        &["do: promise, due: 2026-11-24, from: 2026-11-23, what: \"换货\", moves: E7, told: true}"],
    ),
    (&["log", "--via", "phone", "--kept"], &["do: contact, dir: out, via: phone, reached: true, kept: [E8]}"]),
    (&["note", "-m", "no"], &["do: note, note: \"no\"}"]),
    (
        &["assign", "li", "--why", "休假", "-m", "已讲过两遍"],
        &["do: assign, owner: li, note: \"已讲过两遍\", why: \"休假\"}"],
    ),
    (
        &[
            "assess",
            "--severity",
            "serious",
            "--urgent",
            "--flag",
            "journalist,safety",
            "--verified",
            "partly",
            "--fault",
            "ours",
            "--share",
            "60",
            "--loss",
            "480.00",
            "--why",
            "只是来问的",
        ],
        &[
            "do: assess, severity: serious, urgent: true, flags: [journalist, safety], verified: partly, fault: ours, share: 60, loss: \"480.00\", why: \"只是来问的\"}",
            "do: escalate, tier: 2, trigger: severity, level: serious}",
        ],
    ),
    (
        &["evidence", "photos/sole.jpg", "--kind", "photo", "--from", "顾客", "-m", "裂口"],
        &["do: evidence, kind: photo, what: \"裂口\", source: \"photos/sole.jpg\", from: \"顾客\"}"],
    ),
    (
        &["grievance", "-m", "店员态度", "--category", "service"],
        &["do: grievance, what: \"店员态度\", category: service}"],
    ),
    (&["settle", "E15", "-m", "已当面道歉"], &["do: settle, of: E15, how: \"已当面道歉\"}"]),
    (
        &["decline", "-m", "十倍赔偿", "--alternative", "换新", "--why", "无依据", "--told"],
        &["do: decline, what: \"十倍赔偿\", alternative: \"换新\", told: true, why: \"无依据\"}"],
    ),
    (&["tick", "respond-fast", "receive-warmly"], &["do: tick, step: soothe, ticks: [respond-fast, receive-warmly]}"]),
    (
        &["advance", "--tick", "offer-help,lead-thoughts,let-vent,emotional-need-met,ready-to-solve"],
        &[
            "do: advance, step: soothe, to: establish-cause, ticks: [offer-help, lead-thoughts, let-vent, emotional-need-met, ready-to-solve]}",
        ],
    ),
    (
        &["advance", "--back", "soothe", "--why", "又生气了"],
        &["do: return, step: establish-cause, to: soothe, why: \"又生气了\"}"],
    ),
    (
        &["advance", "--skip", "--why", "已平静"],
        &["do: advance, step: soothe, to: establish-cause, skipped: true, why: \"已平静\"}"],
    ),
    (
        &["advance", "--tick", "all", "--set", "cause=胶水", "--set", "fault=ours"],
        &[
            "do: advance, step: establish-cause, to: solve, ticks: [locate-problem, settle-responsibility, find-evidence, clear-to-both, solve-first], facts: {cause: \"胶水\", fault: ours}}",
        ],
    ),
    (
        &["pause", "--reason", "awaiting-third-party", "--until", "2026-11-24", "-m", "等厂家"],
        &["do: pause, reason: awaiting-third-party, until: 2026-11-24, note: \"等厂家\"}"],
    ),
    (&["resume"], &["do: resume, of: E23}"]),
    (
        &["survey", "--satisfied", "yes", "--score", "4", "-m", "还行"],
        &["do: survey, satisfied: true, score: 4, words: \"还行\"}"],
    ),
    (&["retract", "E10", "--why", "记错了"], &["do: retract, of: E10, why: \"记错了\"}"]),
    (
        &["playbook", "switch", "five-step", "--why", "更合适"],
        &["do: switch, playbook: five-step@1, step: gather-information, why: \"更合适\"}"],
    ),
    (
        &["escalate", "--trigger", "authority", "--why", "超出权限"],
        &["do: escalate, tier: 3, trigger: authority, why: \"超出权限\"}"],
    ),
    (
        &[
            "close",
            "--outcome",
            "withdrawn",
            "--lesson",
            "先试胶",
            "--cause",
            "胶水",
            "--ground",
            "自己撤回",
            "--tell-team",
            "workshop",
        ],
        &[
            "do: cause, what: \"胶水\"}",
            "do: tell-team, department: workshop}",
            "do: close, outcome: withdrawn, ground: \"自己撤回\", lesson: \"先试胶\"}",
        ],
    ),
    (&["reopen", "--why", "又开胶"], &["do: reopen, of: E31, step: gather-information, why: \"又开胶\"}"]),
];

/// The command line of a step of `LIFE` for this case.
fn line<'a>(args: &[&'a str], id: &'a str, case: &str) -> Vec<String> {
    let ids = events(case);
    let mut out: Vec<String> = args
        .iter()
        .map(|a| match a.strip_prefix('E').and_then(|n| n.parse::<usize>().ok()) {
            Some(n) => ids[n - 1].clone(),
            None => (*a).to_owned(),
        })
        .collect();
    let at = match args[0] {
        "playbook" => 3,
        _ => 1,
    };
    out.insert(at, id.to_owned());
    out
}

#[test]
fn each_writing_command_adds_exactly_the_line_it_names() {
    let (scene, id) = Scene::with_case();
    let open = masked(scene.case(&id).lines().last().unwrap(), &scene.case(&id));
    assert_eq!(
        open,
        format!(
            "  - {{id: E1, at: 2026-11-21T14:00:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang, logged: {NOW}}}"
        )
    );
    for (args, wanted) in LIFE {
        let before = scene.case(&id);
        let line = line(args, &id, &before);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let ran = scene.now(&line).expect(0);
        let after = scene.case(&id);
        let first = events(&before).len() + 1;
        let lines: String = wanted
            .iter()
            .enumerate()
            .map(|(n, w)| format!("  - {{id: E{}, at: {NOW}, by: wang, {w}\n", first + n))
            .collect();
        assert_eq!(added(&before, &after), lines, "{args:?}");
        // One line, which begins with the case, names each event and the moment understood.
        assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
        assert!(ran.out.starts_with(&format!("{id}: ")), "{}", ran.out);
        for event in &events(&after)[first - 1..] {
            assert!(ran.out.contains(event.as_str()), "{args:?}: {}", ran.out);
        }
        assert!(ran.out.contains("2026-11-22 09:00 +08:00"), "{}", ran.out);
    }
    scene.now(&["check"]).expect(0);
}

#[test]
fn each_command_on_a_case_is_one_file_and_one_added_line_per_event_for_git() {
    let (scene, id) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    let commit = || {
        scene.git(&["add", "-A"]).expect(0);
        scene.git(&["commit", "-q", "-m", "x"]).expect(0);
    };
    // The switch below copies a playbook, and the journalist a list; here they stand already.
    scene.now(&[&FILE[..], &["--playbook", "five-step", "--flag", "journalist"]].concat()).expect(0);
    commit();
    let file = scene.case_path(&id);
    let file = file.strip_prefix(scene.root()).unwrap().to_str().unwrap();
    for (args, wanted) in LIFE {
        let before = scene.case(&id);
        let line = line(args, &id, &before);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        scene.now(&line).expect(0);
        let stat = scene.git(&["diff", "--numstat"]).expect(0);
        assert_eq!(stat.out, format!("{}\t0\t{file}\n", wanted.len()), "{args:?}");
        let status = scene.git(&["status", "--porcelain"]).expect(0);
        assert_eq!(status.out, format!(" M {file}\n"), "{args:?}");
        commit();
    }
}

#[test]
fn opening_a_case_adds_its_file_and_the_first_time_the_playbook() {
    let scene = Scene::workspace();
    scene.git(&["init", "-q"]).expect(0);
    scene.git(&["add", "-A"]).expect(0);
    scene.git(&["commit", "-q", "-m", "x"]).expect(0);
    let open = [&FILE[..], &["-q", "--playbook", "five-step"]].concat();
    let first = scene.now(&open).expect(0).out.trim().to_owned();
    let status = scene.git(&["status", "--porcelain", "-uall"]).expect(0).out;
    assert_eq!(status, format!("?? cases/2026/11/{first}.yaml\n?? playbooks/five-step.toml\n"));
    scene.git(&["add", "-A"]).expect(0);
    let second = scene.now(&open).expect(0).out.trim().to_owned();
    let status = scene.git(&["status", "--porcelain", "-uall"]).expect(0).out;
    assert!(status.contains(&format!("?? cases/2026/11/{second}.yaml\n")), "{status}");
    assert_eq!(status.matches("??").count(), 1, "{status}");
}

#[test]
fn a_new_case_reads_as_the_format_says() {
    let scene = Scene::workspace();
    let ran = scene.now(
        &[
            &FILE[..],
            &[
                "--category",
                "product",
                "--product",
                "皮鞋",
                "--severity",
                "serious",
                "--owner",
                "li",
                "--cc",
                "消协",
                "--reference",
                "order=A-1024",
                "--department",
                "shop",
                "--spoke",
                "phone",
                "--received",
                "2026-11-22 08:50",
            ],
        ]
        .concat(),
    );
    let id = ran.expect(0).out[..16].to_owned();
    let text = scene.case(&id);
    assert_eq!(
        masked(&text, &text).replace(&id, "ID"),
        "id: ID
title: \"鞋底开胶\"
received: 2026-11-22T08:50:00+08:00
channel: phone
customer: \"王女士\"
contact: \"1\"
demand: \"换一双\"
category: product
playbook: four-step@1
product: \"皮鞋\"
department: shop
cc: [\"消协\"]
references: {order: \"A-1024\"}
description: |
  开胶。
log:
  - {id: E1, at: 2026-11-22T09:00:00+08:00, by: wang, do: open, step: soothe, severity: serious, owner: li}
  - {id: E2, at: 2026-11-22T09:00:00+08:00, by: wang, do: escalate, tier: 2, trigger: severity, level: serious}
  - {id: E3, at: 2026-11-22T09:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, purpose: ack}
"
    );
    assert!(id.starts_with("2026-11-22-"));
    assert!(id[11..].bytes().all(|b| b"bcdfghjkmnpqrstvwxz23456789".contains(&b)));
}

#[test]
fn an_anonymous_case_has_no_customer_and_no_feedback_clock() {
    let scene = Scene::workspace();
    let ran = scene
        .now(&["open", "--anonymous", "--title", "t", "--channel", "letter", "--demand", "d", "-m", "m"])
        .expect(0);
    let text = scene.case(&ran.out[..16]);
    assert!(text.contains("anonymous: true\n"), "{text}");
    assert!(!text.contains("customer:") && !text.contains("contact:"), "{text}");
    assert!(ran.err.contains("no feedback clock"), "{}", ran.err);
}

// ---- exit codes

#[test]
fn an_unknown_value_of_a_flag_is_exit_2_and_writes_nothing() {
    let (scene, id) = Scene::with_case();
    let before = snapshot(&scene);
    let mut wrong = String::new();
    for (args, word) in [
        (&["log", &id, "--via", "fone"][..], "phone"),
        (&["log", &id, "--via", "phone", "--purpose", "akc"], "ack"),
        (&["log", &id, "--via", "phone", "--every", "often"], "3d"),
        (&["assess", &id, "--severity", "seriuos"], "serious"),
        (&["assess", &id, "--flag", "jurnalist"], "journalist"),
        (&["assess", &id, "--verified", "maybe"], "partly"),
        (&["assess", &id, "--fault", "their"], "customer"),
        (&["assess", &id, "--share", "120"], "100"),
        (&["assess", &id, "--loss", "much"], "1200.00"),
        (&["escalate", &id, "--why", "x", "--tier", "second"], "2"),
        (&["escalate", &id, "--why", "x", "--tier", "4"], "3"),
        (&["escalate", &id, "--why", "x", "--trigger", "tiem"], "time"),
        (&["close", &id, "--outcome", "uphelt"], "upheld"),
        (&["pause", &id, "--reason", "agreed", "--until", "2026-11-24"], "agreed-date"),
        (&["survey", &id, "--satisfied", "maybe"], "yes"),
        (&["survey", &id, "--satisfied", "yes", "--score", "6"], "5"),
        (&["advance", &id, "--to", "solv"], "solve"),
        (&["advance", &id, "--back", "soth", "--why", "x"], "soothe"),
        (&["advance", &id, "--set", "caus=x"], "cause"),
        (&["advance", &id, "--set", "cause"], "FIELD=VALUE"),
        (&["reopen", &id, "--step", "soth"], "--why"),
        (&["list", "--state", "opne"], "open"),
        (&["list", "--sort", "titel"], "received"),
        (&["overdue", "--kind", "fedback"], "feedback"),
        (&["overdue", "--level", "brech"], "breach"),
        (&["overdue", "--within", "soon"], "2d"),
        (&["report", "--group-by", "chanel"], "channel"),
        (&["report", "--month", "november"], "2026-11"),
        (&["list", "-f", "jsno"], "json"),
        (&["list", "--lang", "fr"], "zh"),
        (&["list", "--color", "sometimes"], "always"),
        (&["--now", "14", "list"], "--now"),
        (&["open", "--playbook", "for-step"], "four-step"),
        (&["open", "--severity", "hgih"], "normal"),
        (&["open", "--spoke", "fone"], "phone"),
    ] {
        let ran = if args.contains(&"--now") { scene.run(args) } else { scene.now(args) };
        if ran.code != 2 || !ran.err.contains(word) {
            wrong += &format!("{args:?}: exit {} (2), {word:?} in: {}", ran.code, ran.err);
        }
    }
    assert_eq!(snapshot(&scene), before);
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_person_who_is_not_listed_is_exit_2_with_the_nearest_name() {
    let (scene, id) = Scene::with_case();
    let policy = "time_zone = \"Asia/Shanghai\"\n[[person]]\nid = \"wang\"\n[[person]]\nid = \"zhao\"\n";
    scene.write("amends.toml", policy);
    let before = snapshot(&scene);
    let mut wrong = String::new();
    for args in [
        &["log", &id, "--via", "phone", "--by", "wong"][..],
        &["assign", &id, "wong"],
        &[&FILE[..], &["--owner", "wong"]].concat(),
        // A misspelt name must not look like a clean desk.
        &["overdue", "--owner", "wong"],
        &["list", "--owner", "wong"],
        &["today", "--owner", "wong"],
    ] {
        let ran = scene.now(args);
        if ran.code != 2 || !ran.err.contains("did you mean `wang`?") {
            wrong += &format!("{args:?}: exit {} (2): {}\n", ran.code, ran.err);
        }
    }
    assert_eq!(snapshot(&scene), before);
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_filter_that_names_nothing_known_is_not_an_empty_result() {
    let (scene, _) = Scene::with_case();
    let mut wrong = String::new();
    for args in [
        &["list", "--playbook", "for-step"][..],
        &["list", "--severity", "grave"],
        &["list", "--flag", "jurnalist"],
        &["list", "--tier", "high"],
        &["list", "--since", "last week"],
        &["list", "--until", "01/02/2026"],
    ] {
        let ran = scene.now(args);
        if ran.code != 2 {
            wrong += &format!("{args:?}: exit {} (2): {}{}\n", ran.code, ran.out, ran.err);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn nobody_who_acts_is_exit_2_and_nothing_is_guessed() {
    let (scene, id) = Scene::with_case();
    let run = |args: &[&str]| {
        let output = amends(scene.root()).env_remove("AMENDS_BY").args(args).args(["--now", NOW]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let before = snapshot(&scene);
    for args in [&["log", &id, "--via", "phone"][..], &["note", &id, "-m", "x"], &FILE] {
        let (code, err) = run(args);
        assert_eq!(code, Some(2), "{err}");
        assert!(err.contains("--by") && err.contains("AMENDS_BY"), "{err}");
    }
    assert_eq!(snapshot(&scene), before);
    // Reading needs no one.
    assert_eq!(run(&["overdue"]).0, Some(0));
    assert_eq!(run(&["overdue", "--owner", "me"]).0, Some(2));
}

#[test]
fn by_comes_before_the_environment_and_the_environment_before_git() {
    let (scene, id) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    scene.git(&["config", "user.email", "Li@Example.com"]).expect(0);
    scene.write(
        "amends.toml",
        "time_zone = \"Asia/Shanghai\"\n[[person]]\nid = \"wang\"\n[[person]]\nid = \"li\"\nemail = \"li@example.com\"\n[[person]]\nid = \"sun\"\n",
    );
    let by = |env: Option<&str>, args: &[&str]| {
        let mut command = amends(scene.root());
        command.env_remove("AMENDS_BY");
        if let Some(env) = env {
            command.env("AMENDS_BY", env);
        }
        let args = [&["note", &id, "-m", "x", "--now", NOW], args].concat();
        let output = command.args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = scene.case(&id);
        let last = text.lines().last().unwrap();
        last.split("by: ").nth(1).unwrap().split(',').next().unwrap().to_owned()
    };
    assert_eq!(by(Some("wang"), &["--by", "sun"]), "sun");
    assert_eq!(by(Some("wang"), &[]), "wang");
    assert_eq!(by(None, &[]), "li");
}

#[test]
fn an_address_of_git_that_nobody_has_is_nobody() {
    let (scene, id) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    scene.git(&["config", "user.email", "x@example.com"]).expect(0);
    let output =
        amends(scene.root()).env_remove("AMENDS_BY").args(["note", &id, "-m", "x", "--now", NOW]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_missing_argument_is_exit_2_and_names_the_flag() {
    let (scene, id) = Scene::with_case();
    let before = snapshot(&scene);
    for (args, flags) in [
        (&["open", "--title", "t"][..], &["--customer", "--contact", "--channel", "--demand", "-m"][..]),
        (&["log", &id], &["--via"]),
        (&["note", &id], &["-m"]),
        (&["promise", &id, "-m", "x"], &["--due"]),
        (&["promise", &id, "--due", "2026-11-24"], &["-m"]),
        (&["pause", &id, "--until", "2026-11-24"], &["--reason"]),
        (&["pause", &id, "--reason", "agreed-date"], &["--until"]),
        (&["survey", &id], &["--satisfied", "--not-reached"]),
        (&["assess", &id], &["--severity"]),
        (&["escalate", &id], &["--why"]),
        (&["decline", &id, "-m", "x"], &["--alternative"]),
        (&["grievance", &id], &["-m"]),
        (&["close", &id, "--lesson", "x"], &["--outcome"]),
        (&["reopen", &id], &["--why"]),
        (&["retract", &id, "abcdef"], &["--why"]),
        (&["advance", &id, "--skip"], &["--why"]),
        (&["advance", &id, "--force"], &["--why"]),
        (&["advance", &id, "--back", "soothe"], &["--why"]),
        (&["log", &id, "--via", "phone", "--promise", "2026-11-24"], &["--what"]),
    ] {
        let ran = scene.now(args).expect(2);
        for flag in flags {
            assert!(ran.err.contains(flag), "{args:?}: {}", ran.err);
        }
    }
    assert_eq!(snapshot(&scene), before);
}

#[test]
fn what_the_playbook_refuses_is_exit_4_with_everything_missing_and_its_command() {
    let (scene, id) = Scene::with_case();
    let before = snapshot(&scene);
    let ran = scene.now(&["advance", &id]).expect(4);
    let checks = "respond-fast receive-warmly offer-help lead-thoughts let-vent emotional-need-met ready-to-solve";
    for wanted in [format!("amends tick {id} {checks}"), format!("amends log {id} --via CHANNEL")] {
        assert!(ran.err.contains(&wanted), "{wanted}: {}", ran.err);
    }
    assert!(ran.out.is_empty());
    let ran = scene.now(&["close", &id, "--outcome", "upheld"]).expect(4);
    for wanted in ["--lesson", "survey", "follow-up"] {
        assert!(ran.err.contains(wanted), "{wanted}: {}", ran.err);
    }
    for args in [
        // Each is refused by a rule, not by the way it was typed.
        &["reopen", &id, "--why", "x"][..],
        &["resume", &id],
        &["assign", &id, "wang"],
        &["close", &id, "--outcome", "unreachable"],
        &["close", &id, "--outcome", "duplicate"],
        &["close", &id, "--outcome", "referred"],
        &["promise", &id, "--due", "2026-11-21", "-m", "x"],
        &["promise", &id, "--due", "2026-11-24", "--from", "2026-11-25", "-m", "x"],
        &["pause", &id, "--reason", "agreed-date", "--until", "2026-11-21"],
        &["log", &id, "--via", "phone", "--next", "2026-12-31"],
        &["log", &id, "--via", "phone", "--next", "2026-11-21"],
        &["advance", &id, "--back", "solve", "--why", "x"],
        &[&FILE[..], &["--at", "2026-11-21 10:00", "--received", "2026-11-21 11:00"]].concat(),
    ] {
        let ran = scene.now(args).expect(4);
        assert!(ran.out.is_empty() && !ran.err.is_empty());
    }
    let open = events(&scene.case(&id))[0].clone();
    scene.now(&["retract", &id, &open, "--why", "x"]).expect(4);
    assert_eq!(snapshot(&scene), before);
}

#[test]
fn a_step_that_must_not_be_skipped_is_not_skipped() {
    let (scene, id) = Scene::with_case();
    scene.now(&["advance", &id, "--force", "--why", "x"]).expect(0);
    let before = scene.case(&id);
    scene.now(&["advance", &id, "--skip", "--why", "x"]).expect(4);
    assert_eq!(scene.case(&id), before);
}

#[test]
fn a_closed_case_takes_only_what_may_follow_a_close() {
    let (scene, id) = Scene::with_case();
    scene.now(&["close", &id, "--outcome", "withdrawn"]).expect(0);
    let before = scene.case(&id);
    for args in [
        &["tick", &id, "respond-fast"][..],
        &["advance", &id],
        &["assign", &id, "li"],
        &["assess", &id, "--severity", "minor"],
        &["escalate", &id, "--why", "x"],
        &["promise", &id, "--due", "2026-11-24", "-m", "x"],
        &["evidence", &id, "x"],
        &["grievance", &id, "-m", "x"],
        &["decline", &id, "-m", "x", "--alternative", "y"],
        &["pause", &id, "--reason", "agreed-date", "--until", "2026-11-24"],
        &["close", &id, "--outcome", "upheld"],
        &["log", &id, "--via", "phone", "--promise", "2026-11-24", "--what", "x"],
    ] {
        let ran = scene.now(args).expect(4);
        assert!(ran.err.contains("reopen"), "{args:?}: {}", ran.err);
        assert_eq!(scene.case(&id), before, "{args:?}");
    }
    for args in [
        &["log", &id, "--via", "phone"][..],
        &["note", &id, "-m", "x"],
        &["survey", &id, "--satisfied", "yes"],
        &["reopen", &id, "--why", "x"],
    ] {
        scene.now(args).expect(0);
    }
}

#[test]
fn an_unknown_or_ambiguous_name_is_exit_5_with_the_candidates() {
    let scene = Scene::workspace();
    let titled = |title: &str| {
        let received = ["-q", "--received", "2026-11-21 14:00", "--title", title];
        let rest = FILE.iter().copied().filter(|a| !["--title", "鞋底开胶"].contains(a));
        let args: Vec<&str> = rest.chain(received).collect();
        scene.now(&args).expect(0).out.trim().to_owned()
    };
    let one = titled("屏幕碎裂");
    let two = titled("按键失灵");
    let before = snapshot(&scene);
    for args in [&["show", "2026-11-21-"][..], &["log", "2026-11", "--via", "phone"], &["advance", "2026"]] {
        let ran = scene.now(args).expect(5);
        for wanted in [&one, &two, "屏幕碎裂", "按键失灵"] {
            assert!(ran.err.contains(wanted), "{args:?}: {}", ran.err);
        }
    }
    for args in [
        &["show", "zzzzz"][..],
        &["log", "2026-11-21-zzzzz", "--via", "phone"],
        &["show", ""],
        &["retract", &one, "zzzzzz", "--why", "x"],
        &["settle", &one, "zzzzzz", "-m", "x"],
        &["log", &one, "--via", "phone", "--kept", "zzzzzz"],
        &["promise", &one, "--due", "2026-11-24", "-m", "x", "--moves", "zzzzzz", "--told"],
        &["playbook", "show", "zzzzzz"],
        &["playbook", "check", "zzzzzz"],
        &["playbook", "switch", "zzzzzz", &one, "--why", "x"],
    ] {
        let ran = scene.now(args).expect(5);
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{args:?}");
    }
    assert_eq!(snapshot(&scene), before);
}

#[test]
fn an_event_is_found_by_a_unique_beginning_of_its_id() {
    let scene = Scene::workspace();
    let text = "id: 2026-11-17-kbbzz\ntitle: t\nreceived: 2026-11-17T10:00:00+08:00\nchannel: phone\ncustomer: c\ncontact: \"1\"\ndemand: d\nplaybook: four-step@1\ndescription: d\nlog:\n  - {id: kq4z7m, at: 2026-11-17T10:05:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}\n  - {id: rbxxxx, at: 2026-11-17T10:06:00+08:00, by: wang, do: note, note: a}\n  - {id: rbyyyy, at: 2026-11-17T10:07:00+08:00, by: wang, do: note, note: b}\n";
    scene.write("cases/2026/11/2026-11-17-kbbzz.yaml", text);
    let ran = scene.now(&["retract", "kbbzz", "rb", "--why", "x"]).expect(5);
    // Both are named, as with cases.
    assert!(ran.err.contains("rbxxxx") && ran.err.contains("rbyyyy"), "{}", ran.err);
    scene.now(&["retract", "kbbzz", "rby", "--why", "x"]).expect(0);
    assert!(scene.case("2026-11-17-kbbzz").contains("do: retract, of: rbyyyy"));
}

#[test]
fn a_workspace_that_somebody_else_writes_in_is_busy_and_names_the_holder() {
    let (scene, id) = Scene::with_case();
    fs::create_dir_all(scene.root().join(".amends")).unwrap();
    let path = scene.root().join(".amends/lock");
    let holder = fs::OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path).unwrap();
    holder.lock().unwrap();
    fs::write(&path, "4242 li\n").unwrap();
    let workspace = Workspace::at(scene.root().to_path_buf());
    let patience = Duration::from_millis(50);
    match Writing::begin(&workspace, "wang", patience) {
        Err(LockError::Busy { holder }) => {
            assert_eq!(holder, "4242 li");
            let failure = Failure::from(Trouble::Busy { holder });
            assert_eq!(failure.exit, Exit::Busy);
            assert_eq!(failure.exit.code(), 6);
            assert!(failure.to_string().contains("4242 li") && failure.to_string().contains("try again"));
        }
        other => panic!("{other:?}"),
    }
    // Readers take no lock, and a dry run writes nothing.
    scene.now(&["overdue"]).expect(0);
    scene.now(&["show", &id]).expect(0);
    scene.now(&["check"]).expect(0);
    scene.now(&["log", &id, "--via", "phone", "-n"]).expect(0);
    holder.unlock().unwrap();
    Writing::begin(&workspace, "wang", patience).expect("the lock is free again");
    scene.now(&["log", &id, "--via", "phone"]).expect(0);
}

#[test]
fn a_lock_file_that_was_replaced_while_one_waited_is_not_trusted() {
    let (scene, _) = Scene::with_case();
    let path = scene.root().join(".amends/lock");
    let old = fs::File::options().read(true).write(true).open(&path).unwrap();
    old.lock().unwrap();
    fs::remove_file(&path).unwrap();
    let workspace = Workspace::at(scene.root().to_path_buf());
    let first = Writing::begin(&workspace, "wang", Duration::from_millis(50)).expect("a new file");
    let second = Writing::begin(&workspace, "li", Duration::from_millis(50));
    assert!(matches!(second, Err(LockError::Busy { .. })), "{second:?}");
    drop(first);
}

#[test]
fn a_file_error_is_exit_7() {
    let (scene, id) = Scene::with_case();
    scene.write("amends.toml", "time_zone = \"Asia/Shanghai\"\nlangauge = \"zh\"\n");
    let before = snapshot(&scene);
    for args in
        [&["log", &id, "--via", "phone"][..], &["overdue"], &["list"], &["show", &id], &["today"], &["report"], &FILE]
    {
        let ran = scene.now(args).expect(7);
        assert!(ran.err.contains("amends.toml:2:1"), "{args:?}: {}", ran.err);
        assert!(ran.err.contains("language"), "{args:?}: {}", ran.err);
    }
    assert_eq!(snapshot(&scene), before);
}

// ---- -q, -n, -o, --lang

#[test]
fn quiet_prints_the_id_alone() {
    let (scene, id) = Scene::with_case();
    let opened = scene.now(&[&FILE[..], &["-q"]].concat()).expect(0);
    assert!(opened.err.is_empty(), "{}", opened.err);
    let new = opened.out.trim().to_owned();
    assert_eq!(opened.out, format!("{new}\n"));
    assert!(scene.case_path(&new).is_file());
    for args in [
        &["log", &id, "--via", "phone", "-q"][..],
        &["-q", "note", &id, "-m", "x"],
        &["tick", &id, "all", "--quiet"],
        &["advance", &id, "-q"],
        &["close", &id, "--outcome", "withdrawn", "-q"],
        &["reopen", &id, "--why", "x", "-q"],
        &["playbook", "switch", "five-step", &id, "--why", "x", "-q"],
    ] {
        let ran = scene.now(args).expect(0);
        assert_eq!(ran.out, format!("{id}\n"), "{args:?}");
        assert!(ran.err.is_empty(), "{args:?}: {}", ran.err);
    }
    let list = scene.now(&["list", "-q"]).expect(0);
    let mut ids: Vec<&str> = list.out.lines().collect();
    ids.sort_unstable();
    let mut wanted = [id.as_str(), new.as_str()];
    wanted.sort_unstable();
    assert_eq!(ids, wanted);
}

#[test]
fn a_dry_run_shows_the_line_and_writes_nothing() {
    let (scene, id) = Scene::with_case();
    let before = snapshot(&scene);
    let ran = scene.now(&["log", &id, "--via", "phone", "-m", "你好", "-n"]).expect(0);
    assert!(ran.out.contains("do: contact, dir: out, via: phone, reached: true, note: \"你好\"}"), "{}", ran.out);
    for args in [
        &["note", &id, "-m", "x", "--dry-run"][..],
        &["advance", &id, "--force", "--why", "x", "-n"],
        &["close", &id, "--outcome", "withdrawn", "-n"],
        &["playbook", "switch", "five-step", &id, "--why", "x", "-n"],
        &["playbook", "switch", "five-step", "--all-of", "four-step", "--why", "x", "-n"],
        &[&FILE[..], &["-n"]].concat(),
        &[&FILE[..], &["--playbook", "hotel", "-n"]].concat(),
        &["check", "--fix", "-n"],
    ] {
        scene.now(args).expect(0);
        assert_eq!(snapshot(&scene), before, "{args:?}");
    }
    scene.now(&["advance", &id, "-n"]).expect(4);
}

#[test]
fn a_dry_run_of_init_makes_nothing() {
    let scene = Scene::empty();
    // A flag without effect doesn't exist: it is refused, or shows what would be made.
    let ran = scene.run(&["init", "-n"]);
    assert!(ran.code == 0 || ran.code == 2, "{}", ran.err);
    assert_eq!(fs::read_dir(scene.root()).unwrap().count(), 0);
}

#[test]
fn a_flag_given_twice_is_named_once() {
    let (scene, id) = Scene::with_case();
    let ran = scene.now(&["log", &id, "--via", "phone", "--via", "email"]).expect(2);
    assert!(!ran.err.contains("can't go with --via"), "{}", ran.err);
}

#[test]
fn output_goes_to_a_file_or_to_standard_output() {
    let (scene, id) = Scene::with_case();
    let list = scene.now(&["list", "-f", "tsv"]).expect(0).out;
    let ran = scene.now(&["list", "-f", "tsv", "-o", "out.tsv"]).expect(0);
    assert!(ran.out.is_empty());
    assert_eq!(fs::read_to_string(scene.root().join("out.tsv")).unwrap(), list);
    assert_eq!(scene.now(&["list", "-f", "tsv", "--output", "-"]).expect(0).out, list);
    // An older file is replaced, its mode stays.
    scene.write("out.tsv", "old");
    scene.now(&["list", "-f", "tsv", "-o", "out.tsv"]).expect(0);
    assert_eq!(fs::read_to_string(scene.root().join("out.tsv")).unwrap(), list);
    assert!(
        !fs::read_dir(scene.root()).unwrap().any(|e| { e.unwrap().file_name().to_string_lossy().starts_with(".tmp-") })
    );
    let _ = id;
}

#[test]
#[cfg(unix)]
fn output_to_a_link_or_a_pipe_goes_through_it_and_does_not_replace_it() {
    let (scene, _) = Scene::with_case();
    let list = scene.now(&["list", "-f", "tsv"]).expect(0).out;
    scene.write("real.tsv", "old");
    std::os::unix::fs::symlink("real.tsv", scene.root().join("link.tsv")).unwrap();
    scene.now(&["list", "-f", "tsv", "-o", "link.tsv"]).expect(0);
    assert!(scene.root().join("link.tsv").symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::read_to_string(scene.root().join("real.tsv")).unwrap(), list);
    // /dev/null and /dev/stdout are of this kind: replaced, they would be lost to the whole machine.
    let pipe = scene.root().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
    let ran = scene.now(&["list", "-f", "tsv", "-o", "pipe"]);
    let still_a_pipe = !pipe.symlink_metadata().unwrap().is_file();
    if !still_a_pipe {
        let _ = reader.kill();
    }
    let read = reader.wait_with_output().unwrap().stdout;
    assert!(still_a_pipe, "the pipe was replaced by a file");
    ran.expect(0);
    assert_eq!(String::from_utf8(read).unwrap(), list);
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_file_that_cannot_be_written_is_known_before_the_event_is_written() {
    let (scene, id) = Scene::with_case();
    let before = scene.case(&id);
    let ran = scene.now(&["log", &id, "--via", "phone", "-o", "/proc/nowhere/file"]).expect(7);
    // Exit 7 and "nothing was changed" are a promise: whoever tries again would record the call twice.
    assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
    assert_eq!(scene.case(&id), before);
}

#[test]
fn the_flag_chooses_the_language_and_amends_toml_is_its_default() {
    let (scene, id) = Scene::with_case();
    let en = scene.now(&["advance", &id]).expect(4);
    let zh = scene.now(&["advance", &id, "--lang", "zh"]).expect(4);
    assert!(en.err.contains("can't leave"), "{}", en.err);
    assert!(zh.err.contains("还不能离开步骤"), "{}", zh.err);
    let json = |args: &[&str]| scene.now(args).expect(0).out;
    // Machines read the same in every language.
    assert_eq!(json(&["list", "-f", "json", "--lang", "zh"]), json(&["list", "-f", "json", "--lang", "en"]));
    let toml = fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    let zh_toml: String = toml
        .lines()
        .map(|l| if l.starts_with("language") { "language = \"zh\"\n".to_owned() } else { format!("{l}\n") })
        .collect();
    scene.write("amends.toml", zh_toml);
    assert_eq!(scene.now(&["advance", &id]).expect(4).err, zh.err);
    assert_eq!(scene.now(&["advance", &id, "--lang=en"]).expect(4).err, en.err);
    assert!(scene.now(&["--help"]).expect(0).out.contains("登记"));
}

#[test]
fn global_flags_stand_before_or_after_the_command() {
    let (scene, id) = Scene::with_case();
    let outside = Scene::empty();
    let dir = scene.root().to_str().unwrap();
    let a = outside.run(&["-C", dir, "--now", NOW, "-f", "tsv", "list"]).expect(0);
    let b = outside.run(&["list", "-f", "tsv", "--now", NOW, "-C", dir]).expect(0);
    assert_eq!(a.out, b.out);
    assert!(a.out.contains(&id));
    let none = outside.run(&["list"]).expect(2);
    assert!(none.err.contains("amends init"), "{}", none.err);
    let below = scene.root().join("cases/2026");
    let output = amends(&below).args(["list", "-q", "--now", NOW]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{id}\n"));
}

// ---- input

#[test]
fn a_message_comes_from_standard_input() {
    let (scene, id) = Scene::with_case();
    let before = scene.case(&id);
    with_input(&scene, &["log", &id, "--via", "phone", "-m", "-"], "第一行\n第二行: \"引号\"\n").expect(0);
    assert_eq!(
        added(&before, &scene.case(&id)),
        format!(
            "  - {{id: E2, at: {NOW}, by: wang, do: contact, dir: out, via: phone, reached: true, note: \"第一行\\n第二行: \\\"引号\\\"\\n\"}}\n"
        )
    );
    let ran = with_input(&scene, &["note", &id, "-m", "-"], "").expect(2);
    assert!(ran.err.contains("standard input"), "{}", ran.err);
    let before = scene.case(&id);
    let child = amends(scene.root())
        .args(["note", &id, "-m", "-", "--now", NOW])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut child = child;
    child.stdin.take().unwrap().write_all(&[0xff, 0xfe, b'a']).unwrap();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(2));
    assert_eq!(scene.case(&id), before);
}

#[test]
fn a_case_is_opened_from_a_record_in_yaml_or_json() {
    let scene = Scene::workspace();
    let yaml = "title: 屏幕碎裂\ncustomer: 李先生\ncontact: 13800000000\nchannel: chat\ndemand: 退款\nreceived: 2026-11-22T08:55:00+08:00\ndescription: |\n  摔了一下就碎。\nreferences:\n  order: A-1\ncc: [消协]\n";
    scene.write("in.yaml", yaml);
    let json = r#"{"title":"屏幕碎裂","customer":"李先生","contact":13800000000,"channel":"chat","demand":"退款","received":"2026-11-22T08:55:00+08:00","description":"摔了一下就碎。\n","references":{"order":"A-1"},"cc":["消协"]}"#;
    scene.write("in.json", json);
    let mut texts = Vec::new();
    for (file, input) in [("in.yaml", ""), ("in.json", ""), ("-", yaml), ("-", json)] {
        let ran = with_input(&scene, &["open", "--from", file, "-q"], input).expect(0);
        let id = ran.out.trim().to_owned();
        let text = scene.case(&id);
        texts.push(masked(&text, &text).replace(&id, "ID"));
    }
    assert!(texts.iter().all(|t| t == &texts[0]), "{texts:#?}");
    for line in [
        "title: \"屏幕碎裂\"",
        "customer: \"李先生\"",
        "contact: \"13800000000\"",
        "channel: chat",
        "cc: [\"消协\"]",
        "references: {order: \"A-1\"}",
        "  摔了一下就碎。",
    ] {
        assert!(texts[0].contains(line), "{line}: {}", texts[0]);
    }
    // A flag wins over the file.
    let ran = scene.now(&["open", "--from", "in.yaml", "--title", "另一个", "-q"]).expect(0);
    assert!(scene.case(ran.out.trim()).contains("title: \"另一个\""));
}

#[test]
fn a_case_is_opened_from_a_mail() {
    let scene = Scene::workspace();
    let mail = "From: \"王女士\" <w@example.com>\r\nTo: shop@example.com\r\nCc: Li <li@example.com>\r\nSubject: 鞋底开胶\r\nDate: Sun, 22 Nov 2026 08:00:00 +0800\r\n\r\n你好，\r\n\r\n鞋底开胶。\r\n";
    let ran = with_input(&scene, &["open", "--from", "-", "--demand", "换一双", "-q"], mail).expect(0);
    let text = scene.case(ran.out.trim());
    for line in [
        "title: \"鞋底开胶\"",
        "received: 2026-11-22T08:00:00+08:00",
        "channel: email",
        "customer: \"王女士\"",
        "contact: \"w@example.com\"",
        "cc: [\"Li <li@example.com>\"]",
        "description: |\n  你好，\n\n  鞋底开胶。\nlog:",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    // What a mail doesn't say is asked for by the flag's name.
    let ran = with_input(&scene, &["open", "--from", "-"], mail).expect(2);
    assert!(ran.err.contains("--demand") && !ran.err.contains("--title"), "{}", ran.err);
}

#[test]
fn a_record_with_a_fault_names_it_and_opens_nothing() {
    let scene = Scene::workspace();
    let before = snapshot(&scene);
    for (text, wanted) in [
        ("titel: x\ntitle: y\n", "did you mean `title`?"),
        ("title: [a]\ncustomer: b\n", "`title` is not a text"),
        ("title: x\nchannel: fone\ncustomer: c\ncontact: d\ndemand: e\ndescription: f\n", "phone"),
        (
            "title: x\nreceived: soon\ncustomer: c\ncontact: d\ndemand: e\ndescription: f\nchannel: phone\n",
            "--received",
        ),
        ("   \n", "standard input"),
    ] {
        let ran = with_input(&scene, &["open", "--from", "-"], text).expect(2);
        assert!(ran.err.contains(wanted), "{text:?}: {}", ran.err);
    }
    scene.now(&["open", "--from", "no-such-file"]).expect(2);
    scene.now(&["open", "--from", "cases"]).expect(2);
    assert_eq!(snapshot(&scene), before);
}

#[test]
fn a_text_that_looks_like_yaml_stays_text() {
    let (scene, id) = Scene::with_case();
    for text in [
        "2026-11-22",
        "yes",
        "null",
        "12",
        "~",
        "- a",
        "a: b",
        "#x",
        "'",
        "\"",
        "\\",
        "{}",
        "a\tb",
        "!x",
        "&a",
        "*a",
        "\u{feff}x",
        "a\u{2028}b",
        "…",
        " x ",
        "😀",
    ] {
        let before = scene.case(&id);
        scene.now(&["note", &id, &format!("--message={text}")]).expect(0);
        let line = added(&before, &scene.case(&id));
        let yaml: serde_yaml::Value = serde_yaml::from_str(line.trim_start().trim_start_matches("- ")).unwrap();
        assert_eq!(yaml["note"].as_str(), Some(text), "{line}");
    }
    scene.now(&["check"]).expect(0);
}

#[test]
fn a_text_may_begin_with_a_dash() {
    let (scene, id) = Scene::with_case();
    for text in ["- 第一点", "-5 度", "--"] {
        let ran = scene.now(&["note", &id, "-m", text]).expect(0);
        assert!(ran.out.starts_with(&id));
    }
}

// ---- --at

#[test]
fn a_time_ahead_of_the_clock_is_refused_except_where_it_lies_ahead_by_nature() {
    let (scene, id) = Scene::with_case();
    let before = scene.case(&id);
    for at in ["2026-11-22 09:06", "tomorrow 9am", "明天9点", "2026-12-01T00:00:00+08:00"] {
        let ran = scene.now(&["log", &id, "--via", "phone", "--at", at]).expect(2);
        assert!(ran.err.contains("--at"), "{}", ran.err);
        scene.now(&[&FILE[..], &["--received", at]].concat()).expect(2);
        scene.now(&[&FILE[..], &["--at", at]].concat()).expect(2);
    }
    assert_eq!(scene.case(&id), before);
    // A colleague's clock may be five minutes fast.
    scene.now(&["log", &id, "--via", "phone", "--at", "2026-11-22 09:05"]).expect(0);
    scene.now(&["promise", &id, "--due", "tomorrow 9am", "-m", "x"]).expect(0);
}

#[test]
fn what_is_ambiguous_is_refused_and_what_was_understood_is_echoed() {
    let (scene, id) = Scene::with_case();
    for at in ["14", "01/02/2026", "next friday", "friday 25:00", "", "2026-11-22", "yesterday", "25:00", "noon"] {
        let ran = scene.now(&["log", &id, "--via", "phone", "--at", at]).expect(2);
        assert!(ran.err.contains("--at"), "{at}: {}", ran.err);
    }
    for (at, understood) in [
        ("2026-11-22T01:30:00+00:00", None),
        ("2026-11-22T00:30:00+00:00", Some("2026-11-22 08:30 +08:00")),
        ("2026-11-21 20:00", Some("2026-11-21 20:00 +08:00")),
        ("yesterday 21:00", Some("2026-11-21 21:00 +08:00")),
        ("2h ago", Some("2026-11-22 07:00 +08:00")),
        ("昨天 22:00", Some("2026-11-21 22:00 +08:00")),
        ("2小时前", Some("2026-11-22 07:00 +08:00")),
        ("今天上午8点", Some("2026-11-22 08:00 +08:00")),
    ] {
        let ran = scene.now(&["log", &id, "--via", "phone", "--at", at]);
        match understood {
            None => assert_eq!(ran.code, 2, "{at}"),
            Some(text) => assert!(ran.expect(0).out.contains(text), "{at}"),
        }
    }
}

#[test]
fn contacts_notes_and_evidence_are_dated_back_to_the_receipt_and_no_further() {
    let (scene, id) = Scene::with_case();
    scene.now(&["advance", &id, "--force", "--why", "x"]).expect(0);
    let early = "2026-11-21 14:10";
    for args in [&["log", &id, "--via", "phone"][..], &["note", &id, "-m", "x"], &["evidence", &id, "x"]] {
        let before = scene.case(&id);
        scene.now(&[args, &["--at", early]].concat()).expect(0);
        let line = added(&before, &scene.case(&id));
        assert!(line.contains("at: 2026-11-21T14:10:00+08:00"), "{line}");
        assert!(line.contains(&format!("logged: {NOW}")), "{line}");
        let ran = scene.now(&[args, &["--at", "2026-11-21 13:00"]].concat()).expect(4);
        assert!(ran.err.contains("before the complaint was received"), "{}", ran.err);
    }
    let before = scene.case(&id);
    for args in [
        &["advance", &id, "--force", "--why", "x"][..],
        &["advance", &id, "--back", "soothe", "--why", "x"],
        &["pause", &id, "--reason", "agreed-date", "--until", "2026-11-24"],
        &["close", &id, "--outcome", "withdrawn"],
        &["playbook", "switch", "five-step", &id, "--why", "x"],
    ] {
        let ran = scene.now(&[args, &["--at", early]].concat()).expect(4);
        assert!(ran.err.contains("2026-11-22 09:00 +08:00"), "{args:?}: {}", ran.err);
        assert_eq!(scene.case(&id), before);
    }
    scene.now(&["check"]).expect(0);
}

#[test]
fn an_event_entered_within_a_quarter_of_an_hour_is_not_late() {
    let (scene, id) = Scene::with_case();
    for (at, late) in
        [("15m ago", false), ("16m ago", true), ("2026-11-22 08:45:00", false), ("2026-11-22 08:44:59", true)]
    {
        let before = scene.case(&id);
        scene.now(&["log", &id, "--via", "phone", "--at", at]).expect(0);
        let line = added(&before, &scene.case(&id));
        assert_eq!(line.contains("logged:"), late, "{at}: {line}");
    }
}

#[test]
fn a_state_event_written_behind_a_fast_clock_takes_the_time_of_the_last_one() {
    let (scene, id) = Scene::with_case();
    scene.run(&["advance", &id, "--force", "--why", "x", "--now", "2026-11-22T11:00:00+08:00"]).expect(0);
    let before = scene.case(&id);
    scene.now(&["advance", &id, "--force", "--why", "y"]).expect(0);
    let line = added(&before, &scene.case(&id));
    assert!(line.contains("at: 2026-11-22T11:00:00+08:00"), "{line}");
    assert!(!line.contains("logged:"), "{line}");
}

// ---- overdue

/// One case a day late, one answered, one of somebody else that falls due tomorrow.
fn desk() -> (Scene, String, String) {
    let scene = Scene::workspace();
    let late = scene.open("2026-11-19T10:00:00+08:00", &[]);
    let soon = scene.open("2026-11-21T14:00:00+08:00", &["--owner", "li"]);
    (scene, late, soon)
}

#[test]
fn overdue_prints_nothing_at_all_when_nothing_is_due() {
    let scene = Scene::workspace();
    for args in [&["overdue"][..], &["overdue", "--exit-code"], &["overdue", "--explain"]] {
        for format in ["table", "tsv", "jsonl"] {
            let ran = scene.now(&[args, &["-f", format]].concat()).expect(0);
            assert_eq!(ran.out, "", "{format}");
            assert_eq!(ran.err, "", "{format}");
        }
        let ran = scene.now(&[args, &["-f", "json"]].concat()).expect(0);
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(json["schema"], "amends.overdue/1");
        assert_eq!(json["now"], NOW);
        assert_eq!(json["items"], serde_json::json!([]));
    }
}

#[test]
fn overdue_turns_rows_into_an_exit_code_only_when_asked() {
    let (scene, late, _) = desk();
    let ran = scene.now(&["overdue"]).expect(0);
    assert!(ran.out.contains(&late));
    let ran = scene.now(&["overdue", "--exit-code"]).expect(1);
    assert!(ran.out.contains(&late));
    scene.now(&["overdue", "--exit-code", "--owner", "li"]).expect(0);
    scene.now(&["overdue", "--exit-code", "--owner", "li", "--within", "1d"]).expect(1);
}

#[test]
fn overdue_filters_by_time_owner_kind_and_level() {
    let (scene, late, soon) = desk();
    let rows = |args: &[&str]| {
        let ran = scene.now(&[&["overdue", "-f", "json"], args].concat()).expect(0);
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let items = json["items"].as_array().unwrap().clone();
        let text = |i: &serde_json::Value, k: &str| i[k].as_str().unwrap_or_default().to_owned();
        let rows: Vec<_> =
            items.iter().map(|i| (text(i, "case"), text(i, "kind"), text(i, "level"), text(i, "owner"))).collect();
        rows
    };
    let all = rows(&[]);
    assert!(all.iter().all(|r| r.0 == late), "{all:?}");
    let within = rows(&["--within", "2d"]);
    assert!(within.iter().any(|r| r.0 == soon), "{within:?}");
    assert!(within.len() > all.len());
    for (flag, value, at) in [("--kind", "first-response", 1), ("--owner", "li", 3), ("--level", "due", 2)] {
        let got = rows(&["--within", "2d", flag, value]);
        let pick = |r: &(String, String, String, String)| [&r.0, &r.1, &r.2, &r.3][at].clone();
        let wanted: Vec<_> = within.iter().filter(|r| pick(r) == value).cloned().collect();
        assert_eq!(got, wanted, "{flag} {value}");
    }
    let two = rows(&["--within", "2d", "--kind", "first-response,step"]);
    assert!(two.iter().all(|r| r.1 == "first-response" || r.1 == "step"), "{two:?}");
    assert_eq!(rows(&["--owner", "me"]), rows(&["--owner", "wang"]));
    for row in &within {
        assert!(["breach", "critical", "late", "due"].contains(&row.2.as_str()), "{row:?}");
    }
}

#[test]
fn overdue_has_the_same_keys_in_the_same_order_in_every_row() {
    let (scene, _, _) = desk();
    let ran = scene.now(&["overdue", "-f", "jsonl", "--within", "2d"]).expect(0);
    assert!(ran.out.lines().count() >= 2);
    for line in ran.out.lines() {
        let item: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let keys: Vec<&str> = item.keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            ["case", "title", "kind", "level", "due", "missed", "owner", "step", "last_feedback", "damaged"]
        );
        assert!(item["damaged"].is_null());
    }
    let ran = scene.now(&["list", "-f", "jsonl"]).expect(0);
    for line in ran.out.lines() {
        let item: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let keys: Vec<&str> = item.keys().map(String::as_str).collect();
        assert_eq!(
            &keys[..10],
            [
                "case",
                "title",
                "state",
                "step",
                "playbook",
                "owner",
                "severity",
                "received",
                "last_feedback",
                "next_due"
            ]
        );
    }
}

#[test]
fn empty_results_of_the_other_reading_commands_have_their_envelope() {
    let scene = Scene::workspace();
    for command in [&["list"][..], &["today"], &["check"]] {
        let json = scene.now(&[command, &["-f", "json"]].concat()).expect(0);
        let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
        assert_eq!(json["items"], serde_json::json!([]), "{command:?}");
        assert!(json["schema"].as_str().unwrap().starts_with("amends."));
        for format in ["tsv", "jsonl"] {
            let ran = scene.now(&[command, &["-f", format]].concat()).expect(0);
            assert_eq!(ran.out, "", "{command:?} {format}");
        }
    }
}

#[test]
fn overdue_works_in_an_empty_environment() {
    let (scene, late, _) = desk();
    let output = Command::new(env!("CARGO_BIN_EXE_amends"))
        .current_dir(scene.root())
        .env_clear()
        .args(["overdue", "--now", NOW])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains(&late));
    // Cron has no terminal: plain borders, no colour, a hundred columns.
    assert!(!text.contains('\u{1b}') && !text.contains('│'), "{text}");
    // Writing works there too, with the actor named.
    let output = Command::new(env!("CARGO_BIN_EXE_amends"))
        .current_dir(scene.root())
        .env_clear()
        .args(["log", &late, "--via", "phone", "--by", "wang", "--now", NOW])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_table_is_never_cut_and_never_wider_than_asked() {
    let scene = Scene::workspace();
    let long = "鞋底开胶而且雨天进水".repeat(12);
    let id = scene.open("2026-11-19T10:00:00+08:00", &[]);
    let text = scene.case(&id).replace("鞋底开胶\"", &format!("{long}\""));
    fs::write(scene.case_path(&id), text).unwrap();
    for columns in ["80", "100", "200"] {
        let output = amends(scene.root()).env("COLUMNS", columns).args(["overdue", "--now", NOW]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let width: usize = columns.parse().unwrap();
        for line in text.lines() {
            let cells: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            assert!(cells <= width, "{columns}: {line}");
        }
        let chars = text.chars().filter(|c| long.contains(*c)).count();
        assert!(chars >= long.chars().count(), "{columns}: {text}");
    }
}

// ---- CASE

#[test]
fn a_case_is_named_by_id_by_a_beginning_by_its_tail_or_by_its_file() {
    let scene = Scene::workspace();
    let text = |id: &str| {
        format!(
            "id: {id}\ntitle: t\nreceived: 2026-11-17T10:00:00+08:00\nchannel: phone\ncustomer: c\ncontact: \"1\"\ndemand: d\nplaybook: four-step@1\ndescription: d\nlog:\n  - {{id: kq4z7m, at: 2026-11-17T10:05:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}}\n"
        )
    };
    let ids = ["2026-11-17-k7f3m", "2026-11-17-k7gzz", "2026-11-18-rr2bb"];
    for id in ids {
        scene.write(&format!("cases/2026/11/{id}.yaml"), text(id));
    }
    let shown = |arg: &str| {
        let ran = scene.now(&["show", arg, "-f", "json"]);
        (ran.code, ids.iter().find(|id| ran.out.contains(**id)).copied())
    };
    for arg in [
        "2026-11-17-k7f3m",
        "2026-11-17-k7f",
        "k7f3m",
        "k7f",
        "K7F",
        "cases/2026/11/2026-11-17-k7f3m.yaml",
        "./cases/2026/11/2026-11-17-k7f3m.yaml",
        "cases/2026/../2026/11/2026-11-17-k7f3m.yaml",
    ] {
        assert_eq!(shown(arg), (0, Some("2026-11-17-k7f3m")), "{arg}");
    }
    let absolute = scene.case_path("2026-11-17-k7f3m");
    assert_eq!(shown(absolute.to_str().unwrap()), (0, Some("2026-11-17-k7f3m")));
    assert_eq!(shown("2026-11-18"), (0, Some("2026-11-18-rr2bb")));
    assert_eq!(shown("rr2bb"), (0, Some("2026-11-18-rr2bb")));
    for arg in ["k7", "2026-11-17", "2026"] {
        assert_eq!(shown(arg).0, 5, "{arg}");
    }
    // From a folder below, the path is relative to where one stands.
    let below = scene.root().join("cases/2026/11");
    let output = amends(&below).args(["show", "2026-11-17-k7f3m.yaml", "--now", NOW]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn tricks_with_paths_lead_nowhere() {
    let (scene, id) = Scene::with_case();
    let secret = scene.case(&id).replace("鞋底开胶", "外面的秘密");
    let outside = Scene::empty();
    outside.write("evil.yaml", &secret);
    scene.write("evil.yaml", &secret);
    let evil = outside.root().join("evil.yaml");
    let up = format!("cases/../../{}/evil.yaml", outside.root().file_name().unwrap().to_str().unwrap());
    let before = snapshot(&scene);
    for case in [
        "../evil.yaml",
        "evil.yaml",
        "./evil.yaml",
        "cases/../evil.yaml",
        "cases",
        "cases/",
        ".",
        "..",
        "/",
        "/etc/passwd",
        "amends.toml",
        "cases/../amends.toml",
        "-",
        "*",
        "2026-11-21-../../x",
        "2026-13-41-bbbbb",
        &up,
        evil.to_str().unwrap(),
    ] {
        for args in [&["show", case][..], &["note", case, "-m", "x"]] {
            let ran = scene.now(args);
            assert!(ran.code == 5 || ran.code == 2, "{args:?}: {} {}", ran.code, ran.err);
            assert!(!ran.out.contains("外面的秘密") && !ran.err.contains("外面的秘密"));
        }
    }
    assert_eq!(snapshot(&scene), before);
    assert_eq!(fs::read_to_string(evil).unwrap(), secret);
    for id in ["../x", "a/b", "..", "/etc/passwd"] {
        let ran = scene.now(&["playbook", "show", id]);
        assert_eq!(ran.code, 5, "{id}: {}", ran.err);
        let ran = scene.now(&[&FILE[..], &["--playbook", id]].concat());
        assert!(ran.code == 2 || ran.code == 5, "{id}: {}", ran.err);
    }
    assert_eq!(snapshot(&scene), before);
}

#[test]
#[cfg(unix)]
fn a_path_through_a_link_is_not_a_case() {
    let (scene, id) = Scene::with_case();
    let outside = Scene::empty();
    outside.write("2026-11-21-bbbbb.yaml", scene.case(&id));
    let link = scene.root().join("cases/2026/out");
    std::os::unix::fs::symlink(outside.root(), &link).unwrap();
    let ran = scene.now(&["note", "cases/2026/out/2026-11-21-bbbbb.yaml", "-m", "x"]);
    assert!(ran.code == 5 || ran.code == 7, "{} {}", ran.code, ran.err);
    assert_eq!(fs::read_to_string(outside.root().join("2026-11-21-bbbbb.yaml")).unwrap(), scene.case(&id));
    assert!(!Path::new(&outside.root().join(".amends")).exists());
}

#[test]
fn init_adds_what_is_missing_and_never_overwrites() {
    let scene = Scene::empty();
    let first = scene.run(&["init", "--time-zone", "Asia/Shanghai"]).expect(0);
    assert!(format!("{}{}", first.out, first.err).contains("Asia/Shanghai"));
    let attributes = fs::read_to_string(scene.root().join(".gitattributes")).unwrap();
    assert!(attributes.lines().any(|l| l == "cases/**/*.yaml text eol=lf merge=union"), "{attributes}");
    let toml = fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    for line in ["format = 1", "language = \"en\"", "time_zone = \"Asia/Shanghai\"", "default_playbook = \"four-step\""]
    {
        assert!(toml.lines().any(|l| l.starts_with(line)), "{line}: {toml}");
    }
    assert!(toml.lines().any(|l| l.starts_with("currency = ")), "{toml}");
    assert!(!toml.lines().any(|l| l.starts_with("[[")), "{toml}");
    let before = snapshot(&scene);
    scene.run(&["init"]).expect(0);
    assert_eq!(snapshot(&scene), before);
    scene.write(".gitattributes", "*.png binary\n");
    fs::remove_file(scene.root().join("playbooks/four-step.toml")).unwrap();
    scene.run(&["init", "--time-zone", "Europe/Berlin"]).expect(0);
    let attributes = fs::read_to_string(scene.root().join(".gitattributes")).unwrap();
    assert!(attributes.starts_with("*.png binary\n"), "{attributes}");
    assert!(scene.root().join("playbooks/four-step.toml").is_file());
    assert_eq!(fs::read_to_string(scene.root().join("amends.toml")).unwrap(), toml);
    Scene::empty().run(&["init", "--time-zone", "Mars/Base"]).expect(2);
}
