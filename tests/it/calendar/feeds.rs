//! Feeds as Apple, Google, Outlook and gov.uk write them, and what no feed should do to us.

use super::{calendar, ics, special};
use crate::scene::{Ran, Scene};
use amends::policy::feed::read_feed;
use amends::policy::{Addition, Calendar, read_calendar};
use proptest::prelude::*;

/// Imports a file of this name and text into a new workspace.
#[track_caller]
fn import(name: &str, text: impl AsRef<[u8]>) -> (Scene, Ran) {
    let scene = Scene::workspace();
    scene.write(name, text);
    let ran = scene.now(&["calendar", "import", name]);
    (scene, ran)
}

#[test]
fn apple_marks_its_days_and_has_festivals_on_which_everybody_works() {
    let text = "BEGIN:VCALENDAR\nMETHOD:PUBLISH\nVERSION:2.0\nX-WR-CALNAME;VALUE=TEXT:中国大陆节假日\nBEGIN:VTIMEZONE\nTZID:Asia/Shanghai\nBEGIN:STANDARD\nDTSTART:19700101T000000\nRRULE:FREQ=YEARLY\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261008\nSUMMARY;LANGUAGE=zh_CN:国庆节（休）\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261010\nSUMMARY;LANGUAGE=zh_CN:国庆节（班）\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\nBEGIN:VALARM\nTRIGGER:-PT1H\nDESCRIPTION:休\nEND:VALARM\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261018\nSUMMARY;LANGUAGE=zh_CN:重阳节\nEND:VEVENT\n\
        BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260308\nRRULE:FREQ=YEARLY;COUNT=5\nSUMMARY;LANGUAGE=zh_CN:妇女节\nEND:VEVENT\nEND:VCALENDAR\n";
    let (scene, ran) = import("apple.ics", text);
    let ran = ran.expect(0);
    let mut wanted: Vec<String> = (1..=7).map(|d| format!("2026-10-{d:02} off 国庆节")).collect();
    wanted.push("2026-10-10 make-up 国庆节".to_owned());
    assert_eq!(special(&scene, "2026"), wanted);
    let left: Vec<&str> = ran.err.lines().collect();
    assert_eq!(left.len(), 2, "{}", ran.err);
    assert!(left[0].starts_with("apple.ics:33: left out \"妇女节\": it repeats by a rule"), "{}", ran.err);
    assert!(left[1].starts_with("apple.ics:29: left out \"重阳节\": other events of this file"), "{}", ran.err);
    // No maker, no name of a maker: the file's own.
    assert!(calendar(&scene).contains("source = \"apple.ics\""), "{}", calendar(&scene));
}

/// Where only the days of work are marked, the others are the holidays.
#[test]
fn a_mark_for_work_alone_leaves_nothing_out() {
    let off = "DTSTART;VALUE=DATE:20261001\nSUMMARY:National Day";
    let work = "DTSTART;VALUE=DATE:20261010\nSUMMARY:National Day (workday)";
    let (scene, ran) = import("x.ics", ics(&[off, work]));
    assert_eq!(ran.expect(0).err, "");
    assert_eq!(special(&scene, "2026"), ["2026-10-01 off National Day", "2026-10-10 make-up National Day"]);
}

#[test]
fn google_tells_public_holidays_from_observances_in_folded_lines() {
    let text = ics(&[
        "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261226\nDESCRIPTION:Public holiday\nSUMMARY:Christmas Day\nTRANSP:TRANSPARENT",
        "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261225\nDESCRIPTION:Observance\\nTo hide observances\\, go to Google Calendar Setting\n s > Holidays\nSUMMARY:Christmas Eve",
        "DTSTART;VALUE=DATE:20261228\nDTEND;VALUE=DATE:20261229\nDESCRIPTION:Public holiday\nSUMMARY:Boxing Day\\, substi\n tute\\; observed",
    ]);
    let (scene, ran) = import("google.ics", text);
    assert!(ran.expect(0).err.contains("left out \"Christmas Eve\""));
    assert_eq!(
        special(&scene, "2026"),
        ["2026-12-25 off Christmas Day", "2026-12-28 off Boxing Day, substitute; observed"]
    );
}

#[test]
fn outlook_writes_whole_days_as_midnights() {
    let day = "DTSTART;TZID=\"China Standard Time:x\":20261001T000000\nDTEND;TZID=\"China Standard Time:x\":20261004T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nSUMMARY:National Day";
    let meeting = "DTSTART:20261005T000000Z\nDTEND:20261005T010000Z\nSUMMARY:Meeting";
    let (scene, ran) = import("outlook.ics", ics(&[day, meeting]));
    assert!(ran.expect(0).err.contains("left out \"Meeting\": it has a time of day"));
    let wanted = (1..=3).map(|d| format!("2026-10-{d:02} off National Day")).collect::<Vec<_>>();
    assert_eq!(special(&scene, "2026"), wanted);
}

#[test]
fn gov_uk_is_read_as_a_feed_and_as_json() {
    let feed = ics(&[
        "DTEND;VALUE=DATE:20260102\nDTSTART;VALUE=DATE:20260101\nSUMMARY:New Year’s Day\nUID:x",
        "DTEND;VALUE=DATE:20260404\nDTSTART;VALUE=DATE:20260403\nSUMMARY:Good Friday\nUID:y",
    ]);
    let (scene, ran) = import("bank-holidays.ics", feed);
    assert_eq!(ran.expect(0).err, "");
    let wanted = ["2026-01-01 off New Year’s Day", "2026-04-03 off Good Friday"];
    assert_eq!(special(&scene, "2026"), wanted);
    let json = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
        {"title": "New Year’s Day", "date": "2026-01-01", "notes": "", "bunting": true},
        {"title": "Good Friday", "date": "2026-04-03", "notes": "", "bunting": false}]},
      "scotland": {"division": "scotland", "events": [{"title": "2nd January", "date": "2026-01-02"}]}}"#;
    let scene = Scene::workspace();
    scene.write("bank-holidays.json", json);
    scene.now(&["calendar", "import", "bank-holidays.json"]).expect(7);
    scene.now(&["calendar", "import", "bank-holidays.json", "--division", "england-and-wales"]).expect(0);
    assert_eq!(special(&scene, "2026"), wanted);
}

#[test]
fn days_by_date_keep_both_names() {
    let json = r#"{"holidays": {"2026-05-01": "Labour Day,劳动节,2", "2026-05-02": "Labour Day,劳动节,2"},
      "workdays": {"2026-05-09": "Labour Day,劳动节,2"}, "inLieuDays": {"2026-05-04": "x"}}"#;
    let (scene, ran) = import("2026.json", json);
    ran.expect(0);
    assert!(calendar(&scene).contains("name = { en = \"Labour Day\", zh = \"劳动节\" }"), "{}", calendar(&scene));
    assert_eq!(
        special(&scene, "2026"),
        ["2026-05-01 off 劳动节", "2026-05-02 off 劳动节", "2026-05-09 make-up 劳动节"]
    );
}

/// A word in a name decides only where nothing better does, and only as a word.
#[test]
fn a_name_tells_days_of_work_from_days_off() {
    let kinds = |summary: &str| {
        let (scene, ran) = import("x.ics", ics(&[&format!("DTSTART;VALUE=DATE:20261003\nSUMMARY:{summary}")]));
        ran.expect(0);
        special(&scene, "2026")[0].split(' ').nth(1).unwrap().to_owned()
    };
    for off in
        ["International Workers' Day", "Day off work", "Non-working day", "劳动节(休)", "国庆节 放假", "Network Day"]
    {
        assert_eq!(kinds(off), "off", "{off}");
    }
    for work in ["国庆节(班)", "国庆补班", "调休上班", "Special Working Day", "National Day(Workday)", "work day"]
    {
        assert_eq!(kinds(work), "make-up", "{work}");
    }
}

#[test]
fn a_fold_within_a_character_and_other_spellings_are_read() {
    let mut bytes = b"\xef\xbb\xbfbegin:vcalendar\nBEGIN:VEVENT\nsummary:".to_vec();
    let name = "国庆节".as_bytes();
    bytes.extend_from_slice(&name[..4]);
    bytes.extend_from_slice(b"\r\n ");
    bytes.extend_from_slice(&name[4..]);
    bytes.extend_from_slice(b"\n\nDTSTART:20261001\nDURATION:P1W\nEND:VEVENT\nEND:VCALENDAR\n");
    // Two calendars in a file, the second with an end that is the start.
    bytes.extend_from_slice(
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nDTEND:20260101\nEND:VEVENT\nEND:VCALENDAR",
    );
    let (scene, ran) = import("odd.ics", bytes);
    ran.expect(0);
    let mut wanted = vec!["2026-01-01 off".to_owned()];
    wanted.extend((1..=7).map(|d| format!("2026-10-{d:02} off 国庆节")));
    assert_eq!(special(&scene, "2026"), wanted);
}

#[test]
fn a_cancelled_event_is_left_out() {
    let kept = "DTSTART;VALUE=DATE:20261001\nSUMMARY:Kept";
    let cancelled = "DTSTART;VALUE=DATE:20261002\nSUMMARY:Gone\nSTATUS:CANCELLED";
    let (scene, ran) = import("x.ics", ics(&[kept, cancelled]));
    assert!(ran.expect(0).err.contains("left out \"Gone\": it was cancelled"));
    assert_eq!(special(&scene, "2026"), ["2026-10-01 off Kept"]);
}

#[test]
fn no_depth_and_no_number_of_events_breaks_the_reader() {
    let deep = "BEGIN:VCALENDAR\n".repeat(150_000);
    let (_, ran) = import("deep.ics", deep);
    assert!(ran.expect(7).err.contains("the file ends before the END"));
    let (_, ran) = import("deep.json", "[".repeat(1_000_000).replacen("[[", "[ [", 1));
    assert!(ran.expect(7).err.contains("not valid JSON"));
    let range = |year| format!("DTSTART;VALUE=DATE:{year}0101\nDTEND;VALUE=DATE:{year}1231\nSUMMARY:x");
    let years: Vec<String> = (2000..2040).map(range).collect();
    let (scene, ran) = import("many.ics", ics(&years.iter().map(String::as_str).collect::<Vec<_>>()));
    assert!(ran.expect(7).err.contains("more than 10000 days"));
    assert_eq!(calendar(&scene), "");
    let events = "BEGIN:VEVENT\nDTSTART:20260101T100000\nSUMMARY:x\nEND:VEVENT\n".repeat(1000);
    let (_, ran) = import("meetings.ics", format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n"));
    assert_eq!(ran.expect(7).err.lines().count(), 22);
}

#[test]
fn more_entries_than_a_calendar_may_hold_are_refused_with_the_reason_alone() {
    // Every other day, so that none makes a range with another.
    let first = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
    let day = |d: chrono::NaiveDate| format!("DTSTART;VALUE=DATE:{}\nSUMMARY:x", d.format("%Y%m%d"));
    let days: Vec<String> = first.iter_days().step_by(2).take(2001).map(day).collect();
    let (scene, ran) = import("many.ics", ics(&days.iter().map(String::as_str).collect::<Vec<_>>()));
    let ran = ran.expect(7);
    assert_eq!((ran.out.as_str(), calendar(&scene).as_str()), ("", ""));
    assert_eq!(
        ran.err,
        "amends: calendar.toml could not be read with that: `off` has more than 2000 entries; nothing was written\n"
    );
    // A dry run promises nothing that the real one refuses.
    let dry = scene.now(&["calendar", "import", "many.ics", "-n"]).expect(7);
    assert_eq!((dry.out, dry.err), (ran.out, ran.err));
}

/// Lines of feeds, sets and calendars, and pieces of them.
const PIECES: [&str; 26] = [
    "BEGIN:VEVENT\nDTSTART:20261001\nDTEND:20261004\nSUMMARY:x\nEND:VEVENT\n",
    "{\"holidays\": {\"2026-10-01\": \"a,\u{1f600},2\", \"2026-10-02\": \"\\\\\\\"\"}}",
    "BEGIN:VCALENDAR\n",
    "END:VCALENDAR\n",
    "BEGIN:VEVENT\n",
    "END:VEVENT\n",
    "DTSTART;VALUE=DATE:2026",
    "1001\n",
    "DTEND:",
    "20261003\n",
    "DURATION:P3D\n",
    "SUMMARY:国庆节(班)\n",
    "RRULE:FREQ=YEARLY\n",
    "\r\n ",
    "STATUS:CANCELLED\n",
    "T000000",
    "{\"days\": [",
    "{\"date\": \"2026-10-01\", \"isOffDay\": true, \"name\": \"\\\\\\\"\u{1f600}\"}",
    "]}",
    ",",
    "[[off]]\n",
    "day = 2026-10-01\n",
    "name = \"x\"\n",
    "years = [2026]\n",
    "\u{feff}",
    "\u{0}",
];

proptest! {
    /// Whatever a file holds, it is refused or gives days that `calendar.toml` reads back as they are.
    #[test]
    fn no_text_breaks_an_import(start in 0..26usize, pieces in prop::collection::vec(0..26usize, 0..14), cut in 0..12usize) {
        let mut bytes: Vec<u8> = std::iter::once(start).chain(pieces).flat_map(|i| PIECES[i].bytes()).collect();
        bytes.truncate(bytes.len().saturating_sub(cut));
        if let Ok(feed) = read_feed(&bytes, None) {
            let calendar = Calendar::default();
            let addition = Addition::of("", &calendar, &feed, &[].into()).unwrap();
            let text = addition.written_to(None);
            prop_assert_eq!(read_calendar(&text), (addition.added_to(&calendar), Vec::new()), "{}", text);
            let (calendar, _) = read_calendar(&text);
            prop_assert!(Addition::of(&text, &calendar, &feed, &[].into()).unwrap().is_empty(), "{}", text);
        }
    }
}
