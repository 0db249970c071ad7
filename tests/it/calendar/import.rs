//! What an import does to `calendar.toml`.

use super::{calendar, ics, special, with_calendar};
use crate::scene::{Scene, amends};
use std::process::Stdio;

const SET: &str = r#"{
    "$schema": "https://example.com/schema.json",
    "year": 2026,
    "papers": ["https://example.com/paper-1", "https://example.com/paper-2"],
    "days": [
        {"name": "元旦", "date": "2026-01-01", "isOffDay": true},
        {"name": "元旦", "date": "2026-01-02", "isOffDay": true},
        {"name": "元旦", "date": "2026-01-03", "isOffDay": true},
        {"name": "元旦", "date": "2026-01-04", "isOffDay": false}
    ]
}
"#;

const OLD: &str = "# 我们的日历\nyears = [2025] # 去年\n\n[week]\nmonday = [\"09:00-12:00\", \"13:30-18:00\"]\ntuesday = [\"09:00-12:00\"] # 半天\n\n[[off]]\nday = 2026-01-01\nname = \"我们自己写的\"\n";

#[test]
fn an_import_keeps_every_line_and_is_done_once() {
    let scene = with_calendar(OLD);
    scene.write("2026.json", SET);
    let dry = scene.now(&["calendar", "import", "2026.json", "-n"]).expect(0);
    assert_eq!(calendar(&scene), OLD);
    let ran = scene.now(&["calendar", "import", "2026.json"]).expect(0);
    assert_eq!(ran.out, dry.out);
    assert_eq!(
        ran.out,
        "+ off  2026-01-02 … 2026-01-03  元旦\n+ work 2026-01-04 Sun           元旦\n\
         calendar.toml: days off: 2, working days: 1; years now known: 2026\n"
    );
    let source = "source = \"https://example.com/paper-1 https://example.com/paper-2\"\n";
    let wanted = format!(
        "{}\n[[off]]\nfrom = 2026-01-02\nto = 2026-01-03\nname = \"元旦\"\n{source}\n[[work]]\nday = 2026-01-04\nname = \"元旦\"\n{source}",
        OLD.replace("[2025]", "[2025, 2026]")
    );
    assert_eq!(calendar(&scene), wanted);
    // Hours of a make-up day are those of the first working day of the week.
    let day = scene.now(&["calendar", "show", "2026-01", "-f", "tsv"]).expect(0).out;
    assert!(day.lines().any(|l| l.starts_with("2026-01-04") && l.contains("09:00-12:00, 13:30-18:00")), "{day}");
    let again = scene.now(&["calendar", "import", "2026.json"]).expect(0);
    assert_eq!((again.out.as_str(), again.err.as_str()), ("nothing new: calendar.toml has it all\n", ""));
    assert_eq!(calendar(&scene), wanted);
}

#[test]
fn a_calendar_is_made_where_there_is_none() {
    let scene = Scene::workspace();
    scene.write("2026.json", SET);
    scene.now(&["calendar", "import", "2026.json", "--source", "The \"notice\" \\ of 2025"]).expect(0);
    let text = calendar(&scene);
    assert!(text.starts_with("# ") && text.contains("source = \"The \\\"notice\\\" \\\\ of 2025\"\n"), "{text}");
    assert_eq!(special(&scene, "2026-01").len(), 4);
    scene.now(&["check"]).expect(0);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_stay() {
    let old = format!("\u{feff}{}", OLD.replace('\n', "\r\n"));
    let scene = with_calendar(&old);
    scene.write("2026.json", format!("\u{feff}{}", SET.replace('\n', "\r\n")));
    scene.now(&["calendar", "import", "2026.json"]).expect(0);
    let new = calendar(&scene);
    assert!(new.starts_with(&old.replace("[2025]", "[2025, 2026]")), "{new}");
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
}

#[test]
fn only_the_years_asked_for_are_taken() {
    let scene = Scene::workspace();
    let years = ["2025-01-01", "2026-01-01", "2027-01-01"]
        .map(|d| format!("{{\"date\": \"{d}\", \"isOffDay\": true, \"name\": \"元旦\"}}"));
    scene.write("many.json", format!("[{{\"days\": [{}]}}]", years.join(",")));
    let ran = scene.now(&["calendar", "import", "many.json", "--year", "2026", "--year", "2027"]).expect(0);
    assert!(ran.out.ends_with("years now known: 2026, 2027\n"), "{}", ran.out);
    assert!(!calendar(&scene).contains("2025"));
    let ran = scene.now(&["calendar", "import", "many.json"]).expect(0);
    assert!(ran.out.ends_with("years now known: 2025\n"), "{}", ran.out);
    assert!(calendar(&scene).contains("years = [2025, 2026, 2027]"), "{}", calendar(&scene));
}

#[test]
fn the_december_of_a_notice_does_not_make_its_year_known() {
    let scene = Scene::workspace();
    let set = SET.replace("2026-01-0", "2027-01-0").replace("\"year\": 2026", "\"year\": 2027");
    let set =
        set.replace("\"days\": [", "\"days\": [{\"name\": \"元旦\", \"date\": \"2026-12-31\", \"isOffDay\": true},");
    scene.write("2027.json", set);
    let ran = scene.now(&["calendar", "import", "2027.json"]).expect(0);
    assert!(ran.out.ends_with("years now known: 2027\n"), "{}", ran.out);
    // The same from a feed, which doesn't say its year.
    let scene = Scene::workspace();
    let new_year = "DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270103\nSUMMARY:元旦(休)";
    let may = "DTSTART;VALUE=DATE:20270501\nDTEND;VALUE=DATE:20270506\nSUMMARY:劳动节(休)";
    scene.write("2027.ics", ics(&[new_year, may]));
    let ran = scene.now(&["calendar", "import", "2027.ics"]).expect(0);
    assert!(ran.out.ends_with("years now known: 2027\n"), "{}", ran.out);
    assert_eq!(special(&scene, "2026-12"), ["2026-12-31 off 元旦"]);
}

#[test]
fn another_name_of_a_day_is_no_contradiction_and_a_weekend_off_is_kept() {
    let scene = with_calendar("years = [2026]\n\n[[off]]\nday = 2026-10-01\nname = \"National Day\"\n");
    let set = |date: &str, off| format!("{{\"date\": \"{date}\", \"isOffDay\": {off}, \"name\": \"国庆节\"}}");
    let days = [set("2026-10-01", true), set("2026-10-02", true), set("2026-10-03", true), set("2026-10-10", false)];
    scene.write("a.json", format!("{{\"days\": [{}]}}", days.join(",")));
    scene.now(&["calendar", "import", "a.json"]).expect(0);
    let wanted =
        ["2026-10-01 off National Day", "2026-10-02 off 国庆节", "2026-10-03 off 国庆节", "2026-10-10 make-up 国庆节"];
    assert_eq!(special(&scene, "2026-10"), wanted);
}

#[test]
fn several_files_and_standard_input_are_one_import() {
    let scene = Scene::workspace();
    scene.write("rest.ics", ics(&["DTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261008\nSUMMARY:国庆节(休)"]));
    scene.write("work.ics", ics(&["DTSTART;VALUE=DATE:20261010\nSUMMARY:国庆节(班)"]));
    let input = std::fs::File::open(scene.root().join("work.ics")).unwrap();
    let output = amends(scene.root())
        .args(["calendar", "import", "rest.ics", "-", "--lang", "zh"])
        .stdin(Stdio::from(input))
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        out,
        "+ 休 2026-10-01 … 2026-10-07  国庆节\n+ 班 2026-10-10 周六          国庆节\n`calendar.toml`：放假 7 天，上班 1 天；新增年份：2026\n"
    );
    assert_eq!(calendar(&scene).matches("source = \"-//test//EN\"").count(), 2);
}

#[test]
fn a_calendar_that_cannot_be_written_stays() {
    let scene = Scene::workspace();
    scene.write("elsewhere.toml", "years = []\n");
    std::os::unix::fs::symlink(scene.root().join("elsewhere.toml"), scene.root().join("calendar.toml")).unwrap();
    let ran = scene.now(&["calendar", "import", "cn-2026"]).expect(7);
    assert!(ran.err.contains("calendar.toml is a link"), "{}", ran.err);
    assert_eq!(calendar(&scene), "years = []\n");
    std::fs::remove_file(scene.root().join("calendar.toml")).unwrap();
    scene.write("large.ics", vec![b'\n'; 4 * 1024 * 1024 + 1]);
    let ran = scene.now(&["calendar", "import", "large.ics"]).expect(2);
    assert!(ran.err.contains("4 MiB"), "{}", ran.err);
    std::fs::create_dir(scene.root().join("folder.ics")).unwrap();
    scene.now(&["calendar", "import", "folder.ics"]).expect(2);
    assert_eq!(calendar(&scene), "");
}

#[test]
fn an_import_waits_for_nobody_who_only_reads_and_leaves_no_temporary_file() {
    let scene = Scene::workspace();
    scene.now(&["calendar", "import", "cn-2026"]).expect(0);
    let left: Vec<String> = std::fs::read_dir(scene.root())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|n| n.starts_with(".tmp-"))
        .collect();
    assert_eq!(left, [""; 0]);
}
