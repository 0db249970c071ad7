//! `amends search`: where a text stands in the records, and that nobody's data is printed with it.

use crate::scene::{NOW, Scene, amends};
use std::process::Stdio;

/// A case with much to find.
const CASE: &str = r#"id: 2026-11-20-zzb5k
title: "酸奶里有苍蝇"
received: 2026-11-20T09:00:00+08:00
channel: counter
customer: "李小红"
contact: "+86 138 0000 0011"
demand: "Refund ￥１２８ and an apology"
playbook: four-step@1
tags: ["乳品", "Hot"]
references: {order: "ＡＢ-2291", receipt: "77"}
x_batch: "L9 lot"
description: |
  李小红在门店买了一盒酸奶。
  打开发现苍蝇，店员说不知
  道，请拨１３８００００００１１。

  Said twice.
log:
  - {id: bb2222, at: 2026-11-20T09:05:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}
  - {id: bb2223, at: 2026-11-20T09:10:00+08:00, by: wang, do: note, note: "call back 138-0000-0011 about the Fly"}
  - {id: bb2224, at: 2026-11-20T09:20:00+08:00, by: wang, do: tick, step: soothe, ticks: [listened], facts: {feeling: "furious"}}
  - {id: bb2225, at: 2026-11-20T09:30:00+08:00, by: wang, do: note, note: "wrong customer"}
  - {id: bb2226, at: 2026-11-20T09:40:00+08:00, by: wang, do: retract, of: bb2225, why: "another case"}
"#;

fn scene() -> Scene {
    let scene = Scene::workspace();
    scene.write("cases/2026/11/2026-11-20-zzb5k.yaml", CASE);
    scene
}

/// Event, key, line and text of what is found.
fn rows(scene: &Scene, args: &[&str]) -> Vec<String> {
    let ran = scene.now(&[&["search", "-f", "tsv"], args].concat()).expect(0);
    ran.out.lines().map(|line| line.strip_prefix("2026-11-20-zzb5k\t").expect("the case").to_owned()).collect()
}

#[test]
fn a_text_is_found_wherever_it_stands_and_however_it_is_written() {
    let scene = scene();
    for (args, want) in [
        (&["酸奶里"][..], &["\ttitle\t\t酸奶里有苍蝇"][..]),
        (&["¥128"], &["\tdemand\t\tRefund ￥１２８ and an apology"]),
        (&["refund"], &["\tdemand\t\tRefund ￥１２８ and an apology"]),
        (&["REFUND"], &[]),
        (&["ab-2291"], &["\treferences.order\t\tＡＢ-2291"]),
        (&["ＡＢ"], &["\treferences.order\t\tＡＢ-2291"]),
        (&["hot"], &["\ttags\t\tHot"]),
        (&["lot"], &["\tx_batch\t\tL9 lot"]),
        (&["不知道"], &["\tdescription\t2\t打开发现苍蝇，店员说不知"]),
        (&["fly"], &["bb2223\tnote\t\tcall back *** about the Fly"]),
        (&["furious"], &["bb2224\tfacts.feeling\t\tfurious"]),
        (&["another case"], &["bb2226\twhy\t\tanother case"]),
        // What counts no more is not found.
        (&["wrong customer"], &[]),
        (&["苍蝇", "--field", "title"], &["\ttitle\t\t酸奶里有苍蝇"]),
        (&["furious", "--field", "facts"], &["bb2224\tfacts.feeling\t\tfurious"]),
        (&["77", "--field", "references.receipt"], &["\treferences.receipt\t\t77"]),
        (&["77", "--field", "references.order"], &[]),
        (&["a.c"], &[]),
        (&["--regex", "^打开.*知$"], &["\tdescription\t2\t打开发现苍蝇，店员说不知"]),
        (&["--regex", "^said"], &["\tdescription\t5\tSaid twice."]),
        (&["--regex", "^道"], &["\tdescription\t3\t道，请拨***。"]),
        (&["--regex", r"^L\d\b"], &["\tx_batch\t\tL9 lot"]),
        (&["--regex", r"￥\d{3}\b"], &["\tdemand\t\tRefund ￥１２８ and an apology"]),
    ] {
        assert_eq!(rows(&scene, args), want, "{args:?}");
    }
}

#[test]
fn what_is_found_in_personal_data_is_printed_masked_unless_revealed() {
    let scene = scene();
    let number = ["--regex", "138[- ]?0000[- ]?0011"];
    let masked = ["\tcontact\t\t***", "\tdescription\t3\t道，请拨***。", "bb2223\tnote\t\tcall back *** about the Fly"];
    assert_eq!(rows(&scene, &number), masked);
    let open = [
        "\tcontact\t\t+86 138 0000 0011",
        "\tdescription\t3\t道，请拨１３８００００００１１。",
        "bb2223\tnote\t\tcall back 138-0000-0011 about the Fly",
    ];
    assert_eq!(rows(&scene, &[&number[..], &["--reveal"]].concat()), open);
    assert_eq!(rows(&scene, &["李小红"]), ["\tcustomer\t\t***", "\tdescription\t1\t***在门店买了一盒酸奶。"]);
    for format in ["table", "tsv", "json", "jsonl", "csv", "md"] {
        let ran = scene.now(&["search", "李小红", "-f", format, "--color", "always"]).expect(0);
        // Markdown would take the stars for emphasis.
        let blots = ran.out.replace('\\', "");
        assert!(blots.contains("***") && !blots.contains("李小红"), "{}", ran.out);
    }
    // A name that is wrapped takes the lines with it.
    scene.write("cases/2026/11/2026-11-20-zzb5k.yaml", CASE.replace("李小红在门店", "投诉人李小\n  红在门店"));
    assert_eq!(rows(&scene, &["李小红", "--field", "description"]), ["\tdescription\t1\t***"]);
}

#[test]
fn a_telephone_number_is_found_however_its_digits_are_set_apart() {
    let scene = scene();
    for number in ["13800000011", "138-0000-0011", "+86 138 0000 0011", "008613800000011", "１３８００００００１１"]
    {
        let found = rows(&scene, &[number]);
        let keys: Vec<&str> = found.iter().map(|row| row.split('\t').nth(1).unwrap()).collect();
        assert_eq!(keys, ["contact", "description", "note"], "{number}: {found:?}");
        assert!(!found.concat().contains("0011"), "{found:?}");
    }
    // A short number means what it says.
    assert_eq!(rows(&scene, &["2291"]), ["\treferences.order\t\tＡＢ-2291"]);
    assert!(rows(&scene, &["22-91"]).is_empty());
}

#[test]
fn no_list_shows_the_name_of_a_customer_in_a_title() {
    let scene = Scene::workspace();
    scene.write("cases/2026/11/2026-11-20-zzb5k.yaml", CASE.replace("酸奶里有苍蝇", "李小红来电 13800000011"));
    for command in ["list", "overdue", "today"] {
        for format in ["table", "tsv", "json", "csv", "md"] {
            let out = scene.now(&[command, "-f", format]).expect(0).out;
            assert!(out.contains("2026-11-20-zzb5k"), "{command} {format}: {out}");
            assert!(!out.contains("李小红") && !out.contains("13800000011"), "{command} {format}: {out}");
        }
    }
    let told = scene.now(&["overdue", "-f", "wecom", "--with-names"]).expect(0).out;
    assert!(told.contains("李小红来电"), "{told}");
}

#[test]
fn cases_are_chosen_by_state_and_day_and_quiet_prints_their_ids() {
    let scene = scene();
    let id = scene.open("2026-11-21T14:00:00+08:00", &[]);
    scene.write("cases/2026/11/2026-11-19-ccdfg.yaml", closed());
    for (args, want) in [
        (&["bb2223"][..], &["2026-11-20-zzb5k"][..]),
        (&["wang"], &["2026-11-19-ccdfg", "2026-11-20-zzb5k", id.as_str()]),
        (&["wang", "--state", "open"], &["2026-11-20-zzb5k", id.as_str()]),
        (&["wang", "--state", "closed"], &["2026-11-19-ccdfg"]),
        (&["wang", "--since", "2026-11-20", "--until", "2026-11-20"], &["2026-11-20-zzb5k"]),
        (&["nowhere"], &[]),
    ] {
        let ran = scene.now(&[&["search", "-q"], args].concat()).expect(0);
        assert_eq!(ran.out.lines().collect::<Vec<_>>(), want, "{args:?}");
        assert_eq!(ran.err, "", "{args:?}");
    }
    assert_eq!(scene.now(&["search", "nowhere"]).expect(0).out, "");
    let json = scene.now(&["search", "nowhere", "-f", "json"]).expect(0).out;
    assert!(json.contains("\"amends.search/1\"") && json.contains("\"items\": []"), "{json}");
}

/// A case that is over.
fn closed() -> String {
    let head = CASE.split("log:\n").next().expect("a header").replace("2026-11-20-zzb5k", "2026-11-19-ccdfg");
    head.replace("received: 2026-11-20T09", "received: 2026-11-19T09")
        + "log:\n  - {id: cc2222, at: 2026-11-19T09:05:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}\n  \
           - {id: cc2223, at: 2026-11-19T10:05:00+08:00, by: wang, do: close, outcome: duplicate}\n"
}

#[test]
fn a_mark_is_coloured_and_a_long_line_is_cut_around_it() {
    let scene = scene();
    let long = format!("{}退款{}", "很".repeat(120), "长".repeat(120));
    scene.write("cases/2026/11/2026-11-20-zzb5k.yaml", CASE.replace("Said twice.", &long));
    let ran = scene.now(&["search", "退款", "--color", "always"]).expect(0);
    let line = ran.out.lines().find(|l| l.contains("退款")).expect("the line");
    assert!(line.contains("…很") && line.contains("\u{1b}[1;31m退款\u{1b}[0m长") && line.contains("长…"), "{line}");
    assert_eq!(ran.out.matches("退款").count(), 1);
    let plain = scene.now(&["search", "退款"]).expect(0).out;
    assert!(!plain.contains('\u{1b}') && plain.contains("很退款长"), "{plain}");
    // Machines get the whole line.
    assert!(scene.now(&["search", "退款", "-f", "jsonl"]).expect(0).out.contains(&long));
}

#[test]
fn a_hostile_record_can_not_move_the_cursor() {
    let scene = scene();
    let evil = r#"note: "fly \e]0;x\a \e[2J \u202E end""#;
    scene.write(
        "cases/2026/11/2026-11-20-zzb5k.yaml",
        CASE.replace("note: \"wrong customer\"", evil).replace("do: retract, of: bb2225, why", "do: note, note"),
    );
    for format in ["table", "tsv", "json", "jsonl", "csv", "md"] {
        let ran = scene.now(&["search", "2j", "-f", format]).expect(0);
        assert!(ran.out.contains("2J") && !ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", ran.out);
    }
}

#[test]
fn what_is_wrong_with_the_call_is_said_in_both_languages() {
    let scene = scene();
    for (args, en, zh) in [
        (
            &["退(款", "--regex"][..],
            "--regex: wrong at character 2: unclosed group; without --regex the text is taken as it is",
            "--regex：第 2 个字符处有误：`unclosed group`；去掉 --regex 则按原文查找",
        ),
        (&[" "], "there is nothing to look for in this text", "要查找的文字是空的"),
        (
            &[r"(\w{99}){99}{9}", "--regex"],
            "--regex: the pattern grows too large; repeat less in it",
            "--regex：表达式展开后过大；请减少重复次数",
        ),
        (
            &["x", "--field", "descripton"],
            "--field: a record has no key `descripton`; did you mean `description`?; docs/format.md lists them",
            "--field：工单没有“descripton”这个键；是不是“description”？；`docs/format.md` 列出全部",
        ),
        (
            &["x", "--since", "2026-11-20", "--until", "2026-11-19"],
            "--until comes before --since",
            "--until 早于 --since",
        ),
        (&["x", "-q", "--reveal"], "--reveal has no effect here", "--reveal 在此处不起作用"),
        (&["x", "-n"], "--dry-run has no effect here", "--dry-run 在此处不起作用"),
    ] {
        for (lang, want) in [("en", en), ("zh", zh)] {
            let ran = scene.now(&[&["search", "--lang", lang], args].concat()).expect(2);
            assert_eq!(ran.err, format!("amends: {want}\n"), "{args:?}");
        }
    }
    let zh = scene.now(&["search", "苍蝇", "--lang", "zh", "--field", "title"]).expect(0).out;
    assert!(zh.contains("字段") && zh.contains("工单"), "{zh}");
}

#[test]
fn a_damaged_file_is_named_and_the_rest_is_found() {
    let scene = scene();
    scene.write("cases/2026/11/2026-11-20-bbbbb.yaml", "id: 2026-11-20-bbbbb\ntitle: [\n");
    for lang in ["en", "zh"] {
        let ran = scene.now(&["search", "苍蝇", "-q", "--lang", lang]).expect(3);
        assert_eq!(ran.out, "2026-11-20-zzb5k\n");
        assert!(ran.err.contains("2026-11-20-bbbbb.yaml:"), "{}", ran.err);
    }
    // What a case says is there without its procedure too.
    let scene = self::scene();
    scene.write("cases/2026/11/2026-11-20-zzb5k.yaml", CASE.replace("four-step@1", "own@1"));
    assert_eq!(scene.now(&["search", "苍蝇", "-q"]).expect(0).err, "");
}

#[test]
fn a_pipe_that_is_closed_early_ends_quietly() {
    let scene = scene();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = amends(scene.root());
    command.args(["search", "苍蝇", "--now", NOW]).stdout(writer).stderr(Stdio::piped());
    let output = command.output().expect("the binary runs");
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
