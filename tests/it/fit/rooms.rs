//! Messages for chat rooms.

use super::{ROOMS, THEN, damaged, late, retitle, shown};
use crate::scene::Scene;

#[test]
fn each_service_gets_the_shape_it_takes() {
    let (scene, _) = late("en", "Sole came off");
    let body = |room| -> serde_json::Value {
        let out = scene.run(&["overdue", "-f", room, "--now", THEN]).expect(0).out;
        assert!(out.ends_with("}\n") && out.lines().count() == 1, "{out}");
        serde_json::from_str(&out).unwrap()
    };
    let slack = body("slack");
    assert_eq!(slack["text"], "Complaints: 1 breach");
    assert_eq!(slack["blocks"][1]["text"]["type"], "plain_text");
    assert_eq!(body("wecom")["msgtype"], "markdown");
    let dingtalk = body("dingtalk");
    assert_eq!(
        (&dingtalk["msgtype"], &dingtalk["markdown"]["title"]),
        (&"markdown".into(), &"Complaints: 1 breach".into())
    );
    let feishu = body("feishu");
    assert_eq!(feishu["msg_type"], "interactive");
    assert_eq!(feishu["card"]["header"]["title"]["tag"], "plain_text");
}

#[test]
fn a_message_names_the_case_and_nobody_unless_it_is_asked_to() {
    let (scene, id) = late("zh", "鞋底开胶");
    for room in ROOMS {
        let out = scene.run(&["overdue", "-f", room, "--now", THEN]).expect(0).out;
        let text = shown(room, &out);
        assert!(text.contains("投诉：重大超期 1"), "{text}");
        assert!(text.contains(&format!("重大超期，漏 4 天：{id} 首次响应，期限 2026-11-22 14:00 · ")), "{text}");
        assert!(text.trim_end().ends_with(" · wang"), "{text}");
        assert!(!text.contains("鞋底") && !text.contains("王女士") && !text.contains("138"), "{text}");
        let named = scene.run(&["overdue", "-f", room, "--with-names", "--now", THEN]).expect(0).out;
        let named = shown(room, &named);
        assert!(named.trim_end().ends_with(" · wang · 鞋底开胶 · 王女士") && !named.contains("138"), "{named}");
    }
}

#[test]
fn nothing_due_is_nothing_to_post() {
    let scene = Scene::workspace();
    for room in ROOMS {
        let ran = scene.run(&["overdue", "-f", room, "--now", THEN]).expect(0);
        assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""), "{room}");
    }
}

#[test]
fn a_damaged_file_is_told_whatever_is_asked_for_and_nothing_of_what_stands_in_it() {
    let (scene, id) = late("en", "Sole came off");
    damaged(&scene);
    for room in ROOMS {
        for filter in [&[][..], &["--level", "breach"], &["--kind", "promise,step"], &["--owner", "li"]] {
            let args = [&["overdue", "-f", room, "--with-names", "--now", THEN], filter].concat();
            let ran = scene.run(&args).expect(3);
            let text = shown(room, &ran.out);
            assert!(text.contains("damaged: 2026-11-20-bbbbb") && !text.contains("李女士"), "{text}");
            assert_eq!(text.contains(&id), matches!(filter, [] | [_, "breach"]), "{filter:?}: {text}");
            assert!(ran.err.contains("cases/2026/11/2026-11-20-bbbbb.yaml:"), "{}", ran.err);
        }
    }
}

#[test]
fn filters_take_lists_and_may_be_given_again() {
    let (scene, id) = late("en", "Sole came off");
    scene.run(&["promise", &id, "--due", "2026-11-24 12:00", "-m", "new sole", "--now", crate::scene::NOW]).expect(0);
    for format in ROOMS.into_iter().chain(["csv", "md", "tsv", "json", "jsonl", "table"]) {
        let count = |filter: &[&str]| {
            let ran = scene.run(&[&["overdue", "-f", format, "--now", THEN], filter].concat()).expect(0);
            ran.out.matches(id.as_str()).count()
        };
        assert_eq!(count(&[]), 2, "{format}");
        assert_eq!(count(&["--kind", "promise,first-response"]), 2, "{format}");
        assert_eq!(count(&["--kind", "promise", "--kind", "step"]), 1, "{format}");
        assert_eq!(count(&["--level", "critical,late"]), 1, "{format}");
        assert_eq!(count(&["--level", "late", "--level", "breach", "--kind", "promise"]), 0, "{format}");
        assert_eq!(count(&["--owner", "wang"]), 2, "{format}");
        assert_eq!(count(&["--owner", "li"]), 0, "{format}");
    }
}

#[test]
fn nothing_in_a_title_acts() {
    for title in [
        "*bold* _i_ `c` <@everyone> <!channel> @all </font> <at id=all></at> &lt; # | ```",
        "[x](http://evil.example/a) www.evil.example \u{1b}[31m \u{202e}abc\u{200b}\u{2028} :joy:",
    ] {
        let (scene, _) = late("en", title);
        for room in ROOMS {
            let out = scene.run(&["overdue", "-f", room, "--with-names", "--now", THEN]).expect(0).out;
            nothing_acts(room, &out);
        }
    }
}

fn nothing_acts(room: &str, body: &str) {
    let text = shown(room, body);
    for sign in ['\u{1b}', '\u{202e}', '\u{2028}', '<', '@'] {
        assert!(!body.contains(sign) && !text.contains(sign), "{room}: {sign:?} in {text}");
    }
    for address in ["://", "www.", "evil.example"] {
        assert!(!text.contains(address), "{room}: {text}");
    }
    let row = text.lines().last().expect("a row");
    match room {
        // No markup is read in a plain text, and no word between colons is turned into a picture.
        "slack" => {
            let value: serde_json::Value = serde_json::from_str(body).unwrap();
            for block in value["blocks"].as_array().unwrap() {
                assert_eq!((&block["text"]["type"], &block["text"]["emoji"]), (&"plain_text".into(), &false.into()));
            }
            assert!(!row.contains('>') && (!row.contains("everyone") || row.contains("&lt;＠everyone&gt;")), "{row}");
        }
        "feishu" => assert!(!row.contains('>'), "{row}"),
        _ => {
            let row = row.strip_prefix("> ").or_else(|| row.strip_prefix("- ")).expect("our own mark");
            assert!(!row.contains(['*', '_', '`', '[', ']', '#', '|', '&', '>']), "{room}: {row}");
        }
    }
}

#[test]
fn five_hundred_rows_with_long_titles_stay_within_each_size() {
    let (scene, id) = late("zh", "鞋底开胶");
    retitle_long(&scene, &id);
    let text = scene.case(&id);
    let letters = "bcdfghjkmn";
    for n in 0..499usize {
        let tail: String = [n / 100, n / 10 % 10, n % 10].iter().map(|d| letters.as_bytes()[*d] as char).collect();
        let other = format!("2026-11-21-zz{tail}");
        scene.write(&format!("cases/2026/11/{other}.yaml"), text.replace(&id, &other));
    }
    for room in ROOMS {
        for names in [&["--with-names"][..], &[]] {
            let args = [&["overdue", "-f", room, "--now", THEN], names].concat();
            let out = scene.run(&args).expect(0).out;
            let text = shown(room, &out);
            match room {
                "wecom" => assert!(text.len() <= 4096, "{}", text.len()),
                "slack" => {
                    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
                    let blocks = value["blocks"].as_array().unwrap();
                    assert!(blocks.iter().all(|b| b["text"]["text"].as_str().unwrap().chars().count() <= 3000));
                    assert!(text.chars().count() <= 13_000, "{}", text.chars().count());
                }
                _ => assert!(out.trim_end().len() <= 20_000, "{}", out.len()),
            }
            let rows = text.matches("：2026-11-21-").count();
            assert!(rows > 5, "{room}: {text}");
            let last = format!("……另有 {} 条", 500 - rows);
            assert!(text.trim_end().ends_with(&last), "{room}: {text}");
            // Rows are whole: each has its owner, and with names the customer at its end.
            let whole = if names.is_empty() { " · wang" } else { "… · 王女士" };
            let ends = text.lines().filter(|l| l.contains("：2026-11-21-")).all(|l| l.ends_with(whole));
            assert!(ends, "{room}: {text}");
        }
    }
}

fn retitle_long(scene: &Scene, id: &str) {
    retitle(scene, id, &"鞋底\"开\\胶\u{1f45f}，".repeat(40));
}

#[test]
fn a_flag_without_effect_is_refused() {
    let (scene, _) = late("en", "Sole came off");
    for format in ["table", "tsv", "json", "jsonl", "csv", "md"] {
        let ran = scene.run(&["overdue", "-f", format, "--with-names", "--now", THEN]).expect(2);
        assert_eq!(ran.err, "amends: --with-names has no effect here\n");
    }
    for room in ROOMS {
        for flag in ["--explain", "--quiet"] {
            let ran = scene.run(&["overdue", "-f", room, flag, "--now", THEN]).expect(2);
            assert_eq!((ran.out, ran.err), (String::new(), format!("amends: {flag} has no effect here\n")));
        }
        scene.run(&["overdue", "-f", room, "--exit-code", "--now", THEN]).expect(1);
        let ran = scene.run(&["today", "-f", room]).expect(2);
        assert!(ran.err.ends_with("it is one of: table, tsv, json, jsonl, csv, md\n"), "{}", ran.err);
    }
}
