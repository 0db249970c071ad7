//! The page of a month or year, and its days for machines.

use super::{ics, with_calendar};
use crate::scene::Scene;

/// Columns on the screen.
fn width(text: &str) -> usize {
    text.chars().map(|c| if (c as u32) < 0x2e80 { 1 } else { 2 }).sum()
}

fn place(line: &str, what: &str) -> usize {
    width(&line[..line.find(what).unwrap_or_else(|| panic!("{what} in {line}"))])
}

#[test]
fn a_month_is_a_grid_whose_marks_need_no_colour() {
    let scene = Scene::workspace();
    scene.now(&["calendar", "import", "cn-2026"]).expect(0);
    let page = scene.run(&["calendar", "show", "--now", "2026-10-09T10:00:00+08:00"]).expect(0).out;
    let lines: Vec<&str> = page.lines().collect();
    assert_eq!(lines[0], "October 2026");
    assert_eq!(lines[1], "  Mon      Tue      Wed      Thu      Fri      Sat      Sun");
    assert_eq!(lines[3], "  5  off   6  off   7  off   8       [9]      10  work 11  -");
    assert_eq!(lines[8], "off day off   work make-up working day   - day of rest   [9] today");
    assert!(page.contains("\n2026-10-01 … 2026-10-07  day off              National Day\n"), "{page}");
    assert!(page.contains("\n2026-10-10 Sat           make-up working day  made up for National Day\n"), "{page}");
    assert_eq!(page.matches("source: State Council").count(), 1, "{page}");
    assert!(page.ends_with("\nworking days: 18, hours: 162\n"), "{page}");
}

#[test]
fn wide_characters_keep_the_columns() {
    let scene = Scene::workspace();
    scene.now(&["calendar", "import", "cn-2026"]).expect(0);
    let page = scene.now(&["calendar", "show", "2026-02", "--lang", "zh"]).expect(0).out;
    let lines: Vec<&str> = page.lines().collect();
    assert_eq!(lines[0], "2026年2月");
    let column = place(lines[1], "周六");
    assert_eq!(place(lines[4], "14"), column - 1, "{page}");
    assert_eq!(place(lines[6], "28"), column - 1, "{page}");
    assert_eq!(place(lines[4], "15"), place(lines[1], "周日") - 1, "{page}");
    let named: Vec<&str> = lines.iter().filter(|l| l.starts_with("2026-")).copied().collect();
    let ends: Vec<usize> = named.iter().map(|l| place(l, "春节")).collect();
    assert!(ends.windows(2).all(|w| w[0] == w[1]), "{named:?}");
    assert!(page.ends_with("\n工作日 16 天，共 144 小时\n"), "{page}");
}

#[test]
fn what_is_not_known_is_said() {
    let scene = Scene::workspace();
    let unknown = "no holidays are known: calendar.toml declares no years, so the week decides\n";
    assert!(scene.now(&["calendar", "show"]).expect(0).out.ends_with(unknown));
    let ran = scene.now(&["calendar", "check"]).expect(0);
    assert_eq!(ran.out, "no calendar.toml: Monday to Friday, 09:00-18:00; no holidays are known\n");
    scene.now(&["calendar", "import", "cn-2026"]).expect(0);
    let page = scene.now(&["calendar", "show", "2027-01"]).expect(0).out;
    assert!(page.contains("the holidays of 2027 are not known"), "{page}");
    assert!(!scene.now(&["calendar", "show"]).expect(0).out.contains("not known"));
    let days = scene.now(&["calendar", "show", "2027", "-f", "jsonl"]).expect(0).out;
    assert_eq!((days.lines().count(), days.matches("\"covered\":false").count()), (365, 365));
}

#[test]
fn a_day_for_machines_is_the_same_in_both_languages() {
    let scene = with_calendar(
        "years = [2026]\n[week]\nmonday = [\"13:00-18:00\", \"09:00-12:00\"]\n\n[[work]]\nday = 2026-11-22\nhours = [\"10:00-12:00\"]\nname = \"盘点\"\nsource = \"公司通知\"\n",
    );
    let of = |lang: &str| {
        let ran = scene.now(&["calendar", "show", "-f", "json", "--lang", lang]).expect(0);
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()
    };
    assert_eq!(of("en"), of("zh"));
    assert_eq!(of("en")["schema"], "amends.calendar/1");
    let items = of("en")["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 30);
    assert_eq!(
        items[21],
        serde_json::json!({"date": "2026-11-22", "weekday": "sun", "working": true, "hours": "10:00-12:00",
            "kind": "make-up", "name": "盘点", "source": "公司通知", "covered": true})
    );
    assert_eq!(items[22]["hours"], "09:00-12:00, 13:00-18:00");
    let page = scene.now(&["calendar", "show"]).expect(0).out;
    assert!(page.contains("[22] work*") && page.contains("* other hours than usual"), "{page}");
    assert!(page.contains("盘点  10:00-12:00") && page.ends_with("hours: 42\n"), "{page}");
    let table = scene.now(&["calendar", "show", "-f", "table"]).expect(0).out;
    assert!(table.lines().any(|l| l.contains("2026-11-22") && l.contains("make-up")), "{table}");
}

#[test]
fn an_escape_in_a_name_never_reaches_the_terminal() {
    let scene = with_calendar("[[off]]\nday = 2026-11-23\nname = \"\\u001B[2J\"\nsource = \"\\u202E\"\n");
    for format in [&[][..], &["-f", "table"], &["-f", "tsv"], &["-f", "json"]] {
        let ran = scene.now(&[&["calendar", "show"][..], format].concat()).expect(0);
        assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{format:?}: {}", ran.out);
    }
}

#[test]
fn calendar_check_speaks_to_machines_and_check_knows_the_file() {
    let scene = with_calendar("years = [2026]\n\n[[off]]\nday = 2026-01-01\n");
    let ran = scene.now(&["calendar", "check", "-f", "json"]).expect(1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["schema"], "amends.calendar-check/1");
    assert_eq!(json["items"][0]["severity"], "warning");
    assert_eq!(json["items"][0]["line"], 1);
    // In October nobody can know the next year's holidays.
    let ran = scene.run(&["calendar", "check", "--now", "2026-10-31T10:00:00+08:00"]).expect(0);
    assert_eq!(ran.out, "");
    scene.now(&["check", "calendar.toml"]).expect(0);
    scene.write("calendar.toml", "yeers = [2026]\n");
    let ran = scene.now(&["check", "calendar.toml"]).expect(1);
    assert!(ran.out.starts_with("calendar.toml:1:1: error: config: "), "{}", ran.out);
}

#[test]
fn a_staged_calendar_is_checked_for_all_cases() {
    let (scene, _) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    scene.git(&["add", "-A"]).expect(0);
    scene.git(&["commit", "-qm", "start"]).expect(0);
    scene.write("calendar.toml", "[[off]]\nday = 2026-10-01\nto = 2026-10-02\n");
    scene.now(&["check", "--staged"]).expect(0);
    scene.git(&["add", "calendar.toml"]).expect(0);
    let ran = scene.now(&["check", "--staged"]).expect(1);
    assert!(ran.out.starts_with("calendar.toml:2:7: error: config: "), "{}", ran.out);
}

#[test]
fn flags_without_effect_are_refused() {
    let scene = Scene::workspace();
    scene.write("x.ics", ics(&["DTSTART:20261001"]));
    for args in [
        &["calendar", "show", "-n"][..],
        &["calendar", "check", "-n"],
        &["calendar", "show", "--at", "now"],
        &["calendar", "import", "x.ics", "-f", "json"],
        &["calendar", "import", "x.ics", "--at", "now"],
        &["calendar", "import"],
        &["calendar", "import", "x.ics", "--year", "26"],
        &["calendar"],
    ] {
        scene.now(args).expect(2);
    }
    assert!(!scene.root().join("calendar.toml").exists());
}
