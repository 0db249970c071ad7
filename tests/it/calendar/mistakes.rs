//! What other systems got wrong about working time, each as a test: sets of weekdays, a lunch break, several stretches a
//! day, make-up days, a holiday nobody expected, a year without data, the change of clocks.

use super::{ics, with_calendar};
use crate::scene::Scene;

const PLAIN: &str = "[week]\nmonday = [\"09:00-12:00\", \"13:00-18:00\"]\ntuesday = [\"09:00-12:00\", \"13:00-18:00\"]\nwednesday = [\"09:00-12:00\", \"13:00-18:00\"]\nthursday = [\"09:00-12:00\", \"13:00-18:00\"]\nfriday = [\"09:00-12:00\", \"13:00-18:00\"]\n";

/// When the first answer to a complaint is due, and what is said on standard error.
#[track_caller]
fn due_in(scene: &Scene, zone: &str, limit: &str, received: &str) -> String {
    let policy = format!("format = 1\ntime_zone = \"{zone}\"\n[clocks]\nfirst_response = \"{limit}\"\n");
    scene.write("amends.toml", policy);
    let now = received;
    let open =
        ["open", "-q", "--title", "t", "--customer", "c", "--contact", "1", "--channel", "phone", "--demand", "d"];
    let open = [&open[..], &["-m", "m", "--received", received, "--now", now]].concat();
    let id = scene.run(&open).expect(0).out.trim().to_owned();
    let ran = scene.run(&["overdue", "--within", "52w", "-f", "json", "--now", now]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let rows = json["items"].as_array().unwrap();
    let row =
        rows.iter().find(|r| r["case"] == *id && r["kind"] == "first-response").unwrap_or_else(|| panic!("{json}"));
    row["due"].as_str().unwrap().to_owned()
}

/// The same in Shanghai, without the year and the offset.
#[track_caller]
fn due(scene: &Scene, limit: &str, received: &str) -> String {
    let due = due_in(scene, "Asia/Shanghai", limit, &format!("{received}:00+08:00"));
    due.strip_suffix(":00+08:00").unwrap_or(&due).replace('T', " ")
}

#[test]
fn any_set_of_weekdays_counts() {
    let scene = with_calendar("[week]\nwednesday = [\"08:00-16:00\"]\nsunday = [\"10:00-14:00\"]\n");
    // 2026-11-16 is a Monday.
    assert_eq!(due(&scene, "1bd", "2026-11-16T10:00"), "2026-11-18 16:00");
    assert_eq!(due(&scene, "2bd", "2026-11-16T10:00"), "2026-11-22 14:00");
    assert_eq!(due(&scene, "3bd", "2026-11-18T10:00"), "2026-11-29 14:00");
    assert_eq!(due(&scene, "10bh", "2026-11-18T10:00"), "2026-11-22 14:00");
    let scene = with_calendar("[week]\nsaturday = [\"00:00-24:00\"]\n");
    assert_eq!(due(&scene, "25bh", "2026-11-16T10:00"), "2026-11-28 01:00");
}

#[test]
fn the_lunch_break_is_not_worked() {
    let scene = with_calendar(PLAIN);
    assert_eq!(due(&scene, "2bh", "2026-11-16T11:00"), "2026-11-16 14:00");
    assert_eq!(due(&scene, "1bh", "2026-11-16T12:30"), "2026-11-16 14:00");
    assert_eq!(due(&scene, "1bh", "2026-11-16T11:00"), "2026-11-16 12:00");
    assert_eq!(due(&scene, "8bh", "2026-11-16T11:00"), "2026-11-17 11:00");
}

#[test]
fn three_stretches_a_day_count_in_any_order() {
    let scene = with_calendar("[week]\nmonday = [\"19:00-21:00\", \"08:00-10:00\", \"13:00-14:00\"]\n");
    assert_eq!(due(&scene, "4bh", "2026-11-16T09:00"), "2026-11-16 21:00");
    assert_eq!(due(&scene, "5bh", "2026-11-16T09:00"), "2026-11-23 09:00");
    assert_eq!(due(&scene, "1bd", "2026-11-16T22:00"), "2026-11-23 21:00");
    let overlap = with_calendar("[week]\nmonday = [\"08:00-10:00\", \"09:00-11:00\"]\n");
    let ran = overlap.now(&["overdue"]).expect(7);
    assert!(ran.err.contains("calendar.toml:2:26"), "{}", ran.err);
}

#[test]
fn a_make_up_saturday_is_a_working_day_and_the_holiday_week_is_not() {
    let scene = Scene::workspace();
    scene.now(&["calendar", "import", "cn-2026"]).expect(0);
    // Wednesday 30 September; the holiday is 1 to 7 October, and Saturday 10 October makes up for it.
    assert_eq!(due(&scene, "3bd", "2026-09-30T10:00"), "2026-10-10 18:00");
    assert_eq!(due(&scene, "4bd", "2026-09-30T10:00"), "2026-10-12 18:00");
    assert_eq!(due(&scene, "10bh", "2026-09-30T17:00"), "2026-10-08 18:00");
    // Friday 13 February: Saturday is worked, then nine days are off.
    assert_eq!(due(&scene, "2bd", "2026-02-13T10:00"), "2026-02-24 18:00");
}

#[test]
fn a_holiday_that_nobody_expected_is_seen_before_it_counts() {
    let scene = with_calendar(PLAIN);
    let expected = "DTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day";
    let surprise = "DTSTART;VALUE=DATE:20261117\nDTEND;VALUE=DATE:20261119\nSUMMARY:Day of Prayer";
    scene.write("feed.ics", ics(&[expected, surprise]));
    let ran = scene.now(&["calendar", "import", "feed.ics", "-n"]).expect(0);
    assert!(ran.out.contains("+ off  2026-11-17 … 2026-11-18  Day of Prayer\n"), "{}", ran.out);
    assert_eq!(due(&scene, "1bd", "2026-11-16T10:00"), "2026-11-17 18:00");
    scene.now(&["calendar", "import", "feed.ics"]).expect(0);
    assert_eq!(due(&scene, "1bd", "2026-11-16T10:00"), "2026-11-19 18:00");
    let page = scene.now(&["calendar", "show"]).expect(0).out;
    assert!(page.contains("2026-11-17 … 2026-11-18  day off  Day of Prayer"), "{page}");
}

#[test]
fn a_year_without_data_is_counted_by_the_week_and_told() {
    let scene = Scene::workspace();
    scene.now(&["calendar", "import", "cn-2026"]).expect(0);
    assert_eq!(due(&scene, "2bd", "2026-12-31T10:00"), "2027-01-04 18:00");
    let ran = scene.run(&["check", "--now", "2026-12-31T11:00:00+08:00"]).expect(1);
    assert!(ran.out.starts_with("calendar.toml:2:9: warning: calendar-year: deadlines use 2027"), "{}", ran.out);
    assert!(ran.out.contains("cases: 1 (2026-12-31-") && ran.out.contains("first response"), "{}", ran.out);
    // Nothing is told of a year that is known, and where nobody declared any.
    let text = super::calendar(&scene);
    scene.write("calendar.toml", text.replace("years = [2026]", "years = [2026, 2027]"));
    scene.run(&["check", "--now", "2026-12-31T11:00:00+08:00"]).expect(0);
    scene.write("calendar.toml", text.replace("years = [2026]\n", ""));
    scene.run(&["check", "--now", "2026-12-31T11:00:00+08:00"]).expect(0);
    // Days and hours of the clock use no holidays.
    scene.write("calendar.toml", text);
    let scene_of_days = scene;
    std::fs::remove_dir_all(scene_of_days.root().join("cases")).unwrap();
    due(&scene_of_days, "3d", "2026-12-31T10:00");
    scene_of_days.run(&["check", "--now", "2026-12-31T11:00:00+08:00"]).expect(0);
}

#[test]
fn working_hours_stay_at_their_place_on_the_clock_when_it_changes() {
    let scene = with_calendar(PLAIN);
    // The clocks of London go back on Sunday 25 October 2026.
    let due = |limit| due_in(&scene, "Europe/London", limit, "2026-10-23T17:00:00+01:00");
    assert_eq!(due("2bh"), "2026-10-26T10:00:00+00:00");
    assert_eq!(due("1bd"), "2026-10-26T18:00:00+00:00");
}
