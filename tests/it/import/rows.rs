//! What rows come to.

use super::{MAP, cases, fates, import, only, scene, with};
use crate::scene::Scene;

const WHOLE: &str = r#"
[reference]
key = "sheet"
column = "编号"

[columns]
title = "标题"
received = "收到时间"
customer = "客户"
contact = "电话"
channel = "渠道"
demand = "诉求"
description = ["经过", "补充"]
category = "类别"
product = "产品"
place = "门店"
people = "涉及人员"
owner = "处理人"
severity = "等级"
status = "状态"
closed = "结案时间"
outcome = "结果"
lesson = "教训"
last_contact = "最近联系"
note = "备注"

[references]
order = "订单号"

[values.channel]
"来电" = "phone"

[values.category]
"质量" = "quality"

[values.owner]
"小王" = "wang"
"#;

const HEAD: &str = "编号,标题,收到时间,客户,电话,渠道,诉求,经过,补充,类别,产品,门店,涉及人员,处理人,等级,状态,结案时间,结果,教训,最近联系,备注,订单号\n";

#[test]
fn a_row_becomes_a_case_with_everything_it_says() {
    let row = "0012,酸奶变质,2026/11/18 14:05,李女士,'+86 138 0000 0001,来电,换一瓶,\"昨天买的，\n今天就酸了。\",有小票,质量,酸奶,东门店,小张、小刘,小王,严重,处理中,,,,2026-11-20 10:00,客户很着急,0047\n";
    let scene = scene(format!("{HEAD}{row}"), WHOLE);
    let ran = import(&scene, &[]).expect(0);
    let text = only(&scene);
    let id = &text[4..20];
    assert_eq!(ran.out, format!("{id} row 2, 0012\n"));
    assert!(ran.err.contains("imported: 1, already there: 0, faulty: 0\n"), "{}", ran.err);
    for line in [
        "title: \"酸奶变质\"\n",
        "received: 2026-11-18T14:05:00+08:00\n",
        "channel: phone\n",
        "customer: \"李女士\"\ncontact: \"+86 138 0000 0001\"\n",
        "demand: \"换一瓶\"\ncategory: quality\n",
        "place: \"东门店\"\n",
        "people: [\"小张\", \"小刘\"]\n",
        "references: {sheet: \"0012\", order: \"0047\"}\n",
        "description: |\n  昨天买的，\n  今天就酸了。\n  有小票\n",
        "at: 2026-11-18T14:05:00+08:00, by: wang, do: open, step: soothe, severity: serious, owner: wang, logged: 2026-11-22T09:00:00+08:00}",
        "do: note, note: \"客户很着急\", logged",
        "at: 2026-11-20T10:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, logged",
    ] {
        assert!(text.contains(line), "{line:?} is not in\n{text}");
    }
    assert!(!text.contains("do: close"));
    scene.now(&["check"]).expect(0);
    // The streak of silence runs from the last contact of the sheet.
    let overdue = scene.now(&["overdue", "--format", "tsv"]).expect(0).out;
    assert!(overdue.contains("feedback") && !overdue.contains("first-response"), "{overdue}");
    // The same again, and once more in another file.
    for name in ["sheet.csv", "other.csv"] {
        scene.write(name, format!("{HEAD}{row}"));
        let ran = scene.now(&["import", name, "--map", "map.toml"]).expect(0);
        assert_eq!((ran.out.as_str(), cases(&scene).len()), ("", 1));
        assert!(ran.err.contains("imported: 0, already there: 1, faulty: 0"), "{}", ran.err);
    }
}

#[test]
fn a_finished_row_is_a_closed_case_that_passes_the_check_and_is_counted_as_what_it_is() {
    let rows = "1,甲,2026-10-03 09:00,李女士,1,来电,道歉,,,,,,,,,已结案,2026-10-05,成立,交接要写清,2026-10-05 08:00,,\n\
                2,乙,2026-10-03,张先生,1,来电,道歉,,,,,,,,,已结案,2026-10-03,撤诉,,,,\n";
    let scene = scene(format!("{HEAD}{rows}"), WHOLE);
    let ran = import(&scene, &["--lang", "zh"]).expect(0);
    assert!(ran.err.contains("已导入 2 份，已存在 0 份，有问题 0 行"), "{}", ran.err);
    let all = cases(&scene).concat();
    // A day alone is the first moment of it that comes after what went before.
    for line in [
        "at: 2026-10-05T08:00:00+08:00, by: wang, do: close, outcome: upheld, lesson: \"交接要写清\", why: \"imported from sheet.csv, row 2, where it was finished already\", forced: [imported], logged: 2026-11-22T09:00:00+08:00}",
        "at: 2026-10-03T00:00:00+08:00, by: wang, do: close, outcome: withdrawn, why: \"imported from sheet.csv, row 3,",
    ] {
        assert!(all.contains(line), "{line:?} is not in\n{all}");
    }
    let check = scene.now(&["check"]).expect(0);
    assert!(!check.out.contains("gate-passed"), "{}", check.out);
    assert_eq!(scene.now(&["overdue"]).expect(0).out, "");
    let report: serde_json::Value =
        serde_json::from_str(&scene.now(&["report", "--month", "2026-10", "--format", "json"]).expect(0).out).unwrap();
    assert_eq!((&report["figures"]["flow"]["received"], &report["figures"]["flow"]["closed"]), (&2.into(), &2.into()));
    let exceptions = report.to_string();
    assert!(exceptions.contains("\"forced_advances\":0"), "{exceptions}");
    assert!(exceptions.contains("\"imported\":2"), "{exceptions}");
    let timely = &report["figures"]["timeliness"];
    assert_eq!((&timely["first-response"]["late"], &timely["step"]["in_time"]), (&0.into(), &0.into()));
    // Of their contacts nothing is known, so no day of theirs was met or missed.
    assert_eq!(
        (&report["figures"]["feedback"]["met"], &report["figures"]["feedback"]["missed"]),
        (&0.into(), &0.into())
    );
}

#[test]
fn every_fault_of_every_row_is_named_and_nothing_is_written() {
    let sheet = "no,received,customer,contact,channel,demand\n\
                 1,2026-11-20,,,,\n\
                 2,2026-13-45,,,pigeon,\n\
                 ,2026-11-23,,,,\n\
                 1,yesterday,,,,\n\
                 ,,,,,\n\
                 5,2026-11-20,a\u{0}b,,,\n\
                 6,1926-11-20,,,,,x\n\
                 7,1926-11-20,,,,\n";
    let scene = scene(sheet, &with(&["customer", "contact", "channel", "demand"]));
    let ran = import(&scene, &[]).expect(7);
    assert_eq!(ran.out, "");
    assert_eq!(
        ran.err,
        "sheet.csv: row 3, column received: `2026-13-45` is not a date or time such as 2026-11-20, 2026/11/20 14:05\n\
         sheet.csv: row 3, column channel: `pigeon` is none of phone, email, letter, chat, form, social, in-person, counter, visit, sms, regulator, other; [values] of the map can translate it\n\
         sheet.csv: row 4, column no: empty, and [constants] of the map has nothing for it\n\
         sheet.csv: row 4, column received: `2026-11-23` lies ahead of now\n\
         sheet.csv: row 5, column no: the same as in row 2\n\
         sheet.csv: row 5, column received: `yesterday` is not a date or time such as 2026-11-20, 2026/11/20 14:05\n\
         sheet.csv: row 7, column customer: a control character (U+0000)\n\
         sheet.csv: row 8, 7 cells, but there are 6 columns; perhaps a delimiter stands in a cell without quotes\n\
         sheet.csv: row 9, column received: `1926-11-20` has a year before 2000 or after 2099\n\
         amends: sheet.csv: rows with faults: 6; nothing was written. Correct them, or write the other 1 with --skip-faulty\n"
    );
    assert_eq!(cases(&scene).len(), 0);
    let chinese = import(&scene, &["--lang", "zh"]).expect(7).err;
    assert!(chinese.starts_with("sheet.csv：第 3 行，“received”列：“2026-13-45”不是日期或时间"), "{chinese}");
    let fates: Vec<(u64, String)> = fates(&scene, 1).into_iter().map(|(row, fate, _)| (row, fate)).collect();
    let wanted = ["new", "faulty", "faulty", "faulty", "skipped", "faulty", "faulty", "faulty"];
    assert_eq!(fates, (2..).zip(wanted.map(ToOwned::to_owned)).collect::<Vec<_>>());
    assert_eq!(cases(&scene).len(), 0);
    import(&scene, &["--skip-faulty"]).expect(0);
    assert_eq!(cases(&scene).len(), 1);
}

/// The scenario of 20,000 rows with 50 faults, at a fiftieth of its size.
#[test]
fn many_rows_with_few_faults() {
    let mut sheet = "no,received\n".to_owned();
    for n in 1..=400 {
        let received = if n % 40 == 0 { "31.11.2026".to_owned() } else { format!("2026-10-{:02} 09:00", n % 28 + 1) };
        sheet.push_str(&format!("{n},{received}\n"));
    }
    let scene = scene(sheet, MAP);
    let refused = import(&scene, &[]).expect(7).err;
    assert_eq!(refused.matches("sheet.csv: row ").count(), 10, "{refused}");
    assert!(
        refused.contains("row 41, column received: in `31.11.2026` the day or the month could come first"),
        "{refused}"
    );
    assert_eq!(cases(&scene).len(), 0);
    let dry = import(&scene, &["-n", "-q", "--format", "tsv"]).expect(1).out;
    assert_eq!((dry.lines().count(), dry.matches("\tnew\t").count()), (400, 390));
    let first = import(&scene, &["-q", "--skip-faulty"]).expect(0).out;
    assert_eq!((first.lines().count(), cases(&scene).len()), (390, 390));
    let again = import(&scene, &["--skip-faulty"]).expect(0);
    assert_eq!((again.out.as_str(), cases(&scene).len()), ("", 390));
    assert!(again.err.contains("imported: 0, already there: 390, faulty: 10"), "{}", again.err);
    assert!(!scene.root().join(".amends/import").exists());
    scene.now(&["check"]).expect(0);
}

#[test]
fn every_format_lists_the_fates() {
    let scene = scene("no,received\n1,2026-11-20\n2,x\n", MAP);
    for (format, says) in [
        ("table", "| 3   | 2              | faulty | column received"),
        ("tsv", "3\t2\tfaulty\t"),
        ("csv", "row,reference,fate,case,columns,fault\r\n2,1,new,,,\r\n3,2,faulty,,received,"),
        ("json", "\"schema\": \"amends.import/1\""),
        ("jsonl", "{\"row\":2,\"reference\":\"1\",\"fate\":\"new\",\"case\":null,\"columns\":null,\"fault\":null}"),
        ("md", "| 3 | 2 | faulty |"),
    ] {
        let ran = import(&scene, &["-n", "--format", format]).expect(1);
        assert!(ran.out.contains(says), "{format}: {}", ran.out);
    }
    let zh = import(&scene, &["-n", "--lang", "zh"]).expect(1);
    assert!(zh.out.contains("去向") && zh.out.contains("新建") && zh.out.contains("有问题"), "{}", zh.out);
    assert!(zh.err.contains("将新建 1 份，已存在 0 份，有问题 1 行"), "{}", zh.err);
    // A format, a time and a dry run have an effect here only.
    import(&scene, &["--format", "json"]).expect(2);
    import(&scene, &["-n", "--at", "yesterday 14:00"]).expect(2);
    import(&scene, &["-n", "--format", "nagios"]).expect(2);
    scene.now(&["import", "sheet.csv", "--guess", "-n"]).expect(2);
    scene.now(&["import", "sheet.csv", "--guess", "--map", "map.toml"]).expect(2);
}

#[test]
fn closed_lists_and_names_of_the_policy_hold() {
    let sheet = "no,received,owner,category,playbook,severity\n\
                 1,2026-11-20,王,产品质量,five-step,重大\n\
                 2,2026-11-20,wnag,servise,fivestep,grave\n\
                 3,2026-11-20,,,,\n";
    let map = with(&["owner", "category", "playbook", "severity"]);
    let scene = scene(sheet, &map);
    let mut policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    policy.push_str(
        "\n[[person]]\nid = \"wang\"\nname = \"王\"\n[[category]]\nid = \"product\"\nname = { zh = \"产品质量\" }\n[[category]]\nid = \"service\"\n",
    );
    scene.write("amends.toml", policy);
    let faults = fates(&scene, 1);
    assert_eq!(faults[0].1, "new", "{faults:?}");
    for says in [
        "did you mean `wang`?",
        "did you mean `service`?",
        "no playbook `fivestep`; did you mean `five-step`?",
        "`grave` is none of minor",
    ] {
        assert!(faults[1].2.contains(says), "{says}: {}", faults[1].2);
    }
    import(&scene, &["--skip-faulty"]).expect(0);
    let all = cases(&scene).concat();
    assert!(all.contains("category: product\nplaybook: five-step@"), "{all}");
    assert!(all.contains("severity: major, owner: wang"), "{all}");
    assert!(scene.root().join("playbooks/five-step.toml").is_file());
    scene.now(&["check"]).expect(0);
}

#[test]
fn open_and_closed_must_agree() {
    let map = MAP.replace(
        "[columns]",
        "[columns]\nstatus = \"status\"\nclosed = \"closed\"\noutcome = \"outcome\"\nlast_contact = \"last\"",
    );
    let sheet = "no,received,status,closed,outcome,last\n\
                 1,2026-11-10,open,2026-11-12,,\n\
                 2,2026-11-10,closed,,upheld,\n\
                 3,2026-11-10,closed,2026-11-12,,\n\
                 4,2026-11-10,closed,2026-11-09,upheld,\n\
                 5,2026-11-10,perhaps,,,\n\
                 6,2026-11-10,,2026-11-12,upheld,2026-11-09\n\
                 7,2026-11-10,,,,\n";
    let scene = scene(sheet, &map);
    let faults: Vec<String> = fates(&scene, 1).into_iter().map(|(.., fault)| fault).collect();
    for (fault, says) in faults.iter().zip([
        "column status: it says open, and the row has a time of its close",
        "column closed: empty",
        "column outcome: empty",
        "column closed: `2026-11-09` is before the complaint was received",
        "column status: `perhaps` is none of open, closed",
        "column last: `2026-11-09` is before the complaint was received",
        "",
    ]) {
        assert!(if says.is_empty() { fault.is_empty() } else { fault.starts_with(says) }, "{says}: {fault}");
    }
}

#[test]
fn anonymous_rows_and_titles_of_their_own() {
    let map = "[reference]\ncolumn = \"no\"\n[columns]\nreceived = \"received\"\ndescription = \"what\"\n[constants]\nchannel = \"form\"\ndemand = \"An answer\"\nanonymous = true\n";
    let long = "这是一段很长的投诉内容，说的是上周在门店买的东西一直没有人来处理，打了很多次电话也没有人接，非常生气";
    let scene = scene(format!("no,received,what\n1,2026-11-20,{long}\n"), map);
    import(&scene, &[]).expect(0);
    let text = only(&scene);
    let title: String = long.chars().take(39).collect();
    assert!(text.contains(&format!("title: \"{title}…\"\n")), "{text}");
    assert!(text.contains("anonymous: true\n") && text.contains(&format!("  {long}\n")), "{text}");
}

#[test]
fn a_damaged_case_that_may_hold_the_row_stops_it() {
    let scene = scene("no,received\n1,2026-11-20\n2,2026-11-20\n", MAP);
    import(&scene, &[]).expect(0);
    let id = scene.now(&["list", "-q"]).expect(0).out.lines().next().unwrap().to_owned();
    let text = scene.case(&id);
    let reference = if text.contains("sheet: \"1\"") { "1" } else { "2" };
    std::fs::write(scene.case_path(&id), text.replace("do: open", "do: opened")).unwrap();
    let ran = import(&scene, &[]).expect(7);
    let row = if reference == "1" { 2 } else { 3 };
    assert!(
        ran.err
            .contains(&format!("sheet.csv: row {row}, the damaged file cases/2026/11/{id}.yaml may hold it already")),
        "{}",
        ran.err
    );
    assert_eq!(std::fs::read_dir(scene.case_path(&id).parent().unwrap()).unwrap().count(), 2);
}

#[test]
fn a_reference_that_looks_the_same_is_the_same() {
    let scene = scene("no,received\nA-1,2026-11-20\nA-1\u{200b},2026-11-20\n\u{ff21}-1,2026-11-20\n", MAP);
    let ran = import(&scene, &["--skip-faulty"]).expect(0);
    for row in [3, 4] {
        assert!(ran.err.contains(&format!("row {row}, column no: the same as in row 2")), "{}", ran.err);
    }
    only(&scene);
    scene.write("sheet.csv", "no,received\n \u{ff21}-1\u{feff},2026-11-20\n");
    assert!(import(&scene, &[]).expect(0).err.contains("already there: 1"));
    // In block form, with a remark, in a file that is damaged.
    let id = scene.now(&["list", "-q"]).expect(0).out.trim().to_owned();
    let text = scene.case(&id).replace("references: {sheet: \"A-1\"}", "references:\n  sheet: A-1 # old");
    std::fs::write(scene.case_path(&id), text.replace("do: open", "do: opened")).unwrap();
    let ran = import(&scene, &[]).expect(7);
    assert!(ran.err.contains("may hold it already"), "{}", ran.err);
}

#[test]
fn nothing_left_behind_the_faults_is_a_failure() {
    let scene = scene("no,received\n1,x\n2,y\n", MAP);
    for (lang, says) in [("en", "every row has faults (2); nothing was written"), ("zh", "每一行都有问题（2 行）")]
    {
        let ran = import(&scene, &["--skip-faulty", "--lang", lang]).expect(7);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    assert!(cases(&scene).is_empty());
}

#[test]
fn what_the_export_guards_comes_back_as_it_was() {
    let sheet = "no,received,contact,demand\n'0017,2026-11-20,'13800000000,''=x\n";
    let scene = scene(sheet, &with(&["contact", "demand"]));
    import(&scene, &[]).expect(0);
    let text = only(&scene);
    for line in ["references: {sheet: \"0017\"}", "contact: \"13800000000\"", "demand: \"'=x\""] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let exported = scene.now(&["export", "--reveal"]).expect(0).out;
    assert!(exported.contains("'13800000000") && exported.contains("''=x"), "{exported}");
}

#[test]
fn nothing_is_imported_without_a_map_or_somebody_who_acts() {
    let scene = Scene::workspace();
    scene.write("sheet.csv", "no,received\n1,2026-11-20\n");
    let ran = scene.now(&["import", "sheet.csv"]).expect(2);
    assert!(ran.err.contains("`amends import sheet.csv --guess -o map.toml`"), "{}", ran.err);
    assert!(scene.now(&["import", "sheet.csv", "--lang", "zh"]).expect(2).err.contains("需要对照表"));
    scene.now(&["import", "gone.csv", "--map", "map.toml"]).expect(2);
    scene.write("map.toml", MAP);
    scene.now(&["import", "sheet.csv", "--map", "gone.toml"]).expect(2);
}

#[test]
fn the_word_imported_opens_no_gate_of_a_case_that_was_handled_here() {
    let scene = Scene::workspace();
    let id = scene.open("2026-11-21T14:00:00+08:00", &[]);
    let close = "do: close, outcome: upheld, why: \"w\", forced: [imported]";
    let path = format!("cases/2026/11/{id}.yaml");
    for logged in ["", ", logged: 2026-11-22T08:59:00+08:00"] {
        let text = scene.case(&id);
        let moved = "  - {id: yyyyyy, at: 2026-11-21T14:30:00+08:00, by: wang, do: assign, owner: wang}\n";
        let line = format!("{moved}  - {{id: zzzzzz, at: 2026-11-21T15:00:00+08:00, by: wang, {close}{logged}}}\n");
        scene.write(&path, text.clone() + &line);
        let ran = scene.now(&["check"]);
        assert!(ran.out.contains("gate-passed"), "{logged}: {} {}", ran.out, ran.err);
        scene.write(&path, text);
    }
}
