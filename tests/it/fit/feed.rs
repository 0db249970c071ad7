//! `amends ics`: a calendar that people subscribe to.

use super::{THEN, damaged, late};
use crate::scene::{NOW, Scene};
use std::collections::BTreeSet;

/// The lines of a feed, unfolded.
fn lines(feed: &str) -> Vec<String> {
    assert!(feed.ends_with("\r\n") && !feed.replace("\r\n", "").contains(['\r', '\n']), "{feed:?}");
    assert!(feed.split("\r\n").all(|l| l.len() <= 75), "{feed}");
    feed.replace("\r\n ", "").split_terminator("\r\n").map(ToOwned::to_owned).collect()
}

/// The values of a property, in order.
fn values(feed: &str, key: &str) -> Vec<String> {
    let key = format!("{key}:");
    lines(feed).iter().filter_map(|l| l.strip_prefix(&key)).map(ToOwned::to_owned).collect()
}

#[test]
fn every_deadline_of_an_open_case_is_an_entry_in_utc() {
    let (scene, id) = late("en", "Sole came off");
    scene.run(&["promise", &id, "--due", "2026-11-24 12:00", "-m", "new sole", "--now", NOW]).expect(0);
    scene.run(&["promise", &id, "--due", "2026-11-25 12:00", "-m", "voucher", "--now", NOW]).expect(0);
    let out = scene.run(&["ics"]).expect(0).out;
    let own = lines(&out);
    assert_eq!(own[..3], ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//amends//deadlines//EN"]);
    assert_eq!(own.last().unwrap(), "END:VCALENDAR");
    assert_eq!(values(&out, "X-WR-CALNAME"), ["Complaints: deadlines"]);
    assert_eq!(values(&out, "CATEGORIES"), ["final", "first-response", "promise", "promise", "step"]);
    assert_eq!(values(&out, "SUMMARY")[1], format!("first response: {id}"));
    let due = values(&out, "DTSTART");
    assert_eq!(due[1], "20261122T060000Z");
    let promised: BTreeSet<&str> = due[2..4].iter().map(String::as_str).collect();
    assert_eq!(promised, BTreeSet::from(["20261124T040000Z", "20261125T040000Z"]));
    // The last event is the second promise.
    assert_eq!(values(&out, "LAST-MODIFIED"), ["20261122T010000Z"; 5]);
    assert_eq!(values(&out, "DTSTAMP"), ["20261122T010000Z"; 5]);
    let uids: BTreeSet<String> = values(&out, "UID").into_iter().collect();
    assert_eq!(uids.len(), 5);
    assert!(uids.contains(&format!("{id}.first-response@amends")), "{uids:?}");
    for event in scene.case(&id).lines().filter(|l| l.contains("do: promise")) {
        let event = &event.split("id: ").nth(1).unwrap()[..6];
        assert!(uids.contains(&format!("{id}.promise.{event}@amends")), "{uids:?}");
    }
}

#[test]
fn the_file_changes_with_the_workspace_only_and_an_entry_keeps_its_name() {
    let (scene, id) = late("en", "Sole came off");
    let feed = |args: &[&str]| scene.run(&[&["ics"], args].concat()).expect(0).out;
    let first = feed(&[]);
    assert_eq!(first, feed(&["--now", NOW]));
    assert_eq!(first, feed(&["--now", THEN]));
    assert_eq!(first, feed(&["--now", "2027-06-01 00:00"]));
    scene.run(&["ics", "-o", "due.ics"]).expect(0);
    assert_eq!(std::fs::read_to_string(scene.root().join("due.ics")).unwrap(), first);
    scene.run(&["log", &id, "--via", "phone", "-m", "sorry", "--now", NOW]).expect(0);
    let second = feed(&[]);
    scene.run(&["log", &id, "--via", "phone", "-m", "still on it", "--now", THEN]).expect(0);
    let third = feed(&[]);
    assert_eq!(values(&second, "UID"), values(&third, "UID"));
    let feedback = |feed: &str| {
        let kinds = values(feed, "CATEGORIES");
        values(feed, "DTSTART")[kinds.iter().position(|k| k == "feedback").unwrap()].clone()
    };
    assert_eq!((feedback(&second), feedback(&third)), ("20261123T100000Z".to_owned(), "20261127T100000Z".to_owned()));
    assert_ne!(values(&second, "LAST-MODIFIED"), values(&third, "LAST-MODIFIED"));
    let close = ["close", &id, "--outcome", "withdrawn", "--now", "2026-11-27 09:00"];
    scene.run(&close).expect(0);
    assert_eq!(values(&feed(&[]), "UID"), [""; 0]);
}

/// Approval, follow-up, extension, action and verification, as their events stand in a file.
const MONEY: &str = r#"  - {id: bffrb2, at: 2026-11-22T09:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true}
  - {id: cffrb2, at: 2026-11-22T10:00:00+08:00, by: wang, do: offer, options: [{opt: a, loss: {remedy: refund, amount: "4800.00"}}]}
  - {id: dffrb2, at: 2026-11-22T11:00:00+08:00, by: wang, do: redress, opt: a, remedy: refund, amount: "4800.00", currency: CNY}
  - {id: fffrb2, at: 2026-11-22T12:00:00+08:00, by: wang, do: extend, clock: final, due: 2027-03-01, why: "laboratory", approved_by: li, told: true}
  - {id: gffrb2, at: 2026-11-22T13:00:00+08:00, by: wang, do: action, what: "another glue", owner: zhao, due: 2026-12-01}
  - {id: hffrb2, at: 2026-11-22T13:10:00+08:00, by: wang, do: action, what: "tell the shop", owner: li, due: 2026-12-01}
  - {id: jffrb2, at: 2026-11-22T14:00:00+08:00, by: li, do: done, of: hffrb2}
"#;

#[test]
fn no_kind_of_deadline_moves_with_the_clock() {
    let (scene, id) = late("en", "Sole came off");
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    scene.write("amends.toml", policy + "\n[[approval]]\nfrom = \"2000.00\"\nroles = [\"manager\"]\n");
    std::fs::write(scene.case_path(&id), scene.case(&id) + MONEY).unwrap();
    let feed = scene.run(&["ics"]).expect(0).out;
    let kinds = ["action", "approval", "feedback", "final", "follow-up", "step", "verify"];
    assert_eq!(values(&feed, "CATEGORIES"), kinds, "{feed}");
    let mut own: Vec<(String, String)> =
        values(&feed, "CATEGORIES").into_iter().zip(values(&feed, "DTSTART")).collect();
    own.sort();
    for now in ["2026-11-22 15:00", "2026-11-24 18:00", "2026-12-01 23:59", "2027-05-01 12:00"] {
        assert_eq!(scene.run(&["ics", "--now", now]).expect(0).out, feed, "{now}");
        let list = scene.run(&["overdue", "--within", "1000d", "-f", "json", "--now", now]).expect(0).out;
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        let utc = |due: &serde_json::Value| {
            let due = chrono::DateTime::parse_from_rfc3339(due.as_str().unwrap()).unwrap();
            due.to_utc().format("%Y%m%dT%H%M%SZ").to_string()
        };
        let row = |i: &serde_json::Value| (i["kind"].as_str().unwrap().to_owned(), utc(&i["due"]));
        let mut rows: Vec<(String, String)> = list["items"].as_array().unwrap().iter().map(row).collect();
        rows.sort();
        assert_eq!(rows, own, "{now}");
    }
    // An action belongs to whoever is to carry it out.
    let zhao = scene.run(&["ics", "--owner", "zhao"]).expect(0).out;
    assert_eq!(values(&zhao, "UID"), [format!("{id}.action.gffrb2@amends")]);
    assert!(values(&zhao, "DESCRIPTION")[0].starts_with("owner: zhao"), "{zhao}");
}

#[test]
fn nobody_is_named_unless_it_is_asked_for_and_no_text_ends_its_line() {
    let title = "鞋底，开胶; a,b \\ c\r\nEND:VEVENT\nBEGIN:VALARM \u{1b}[0m \u{202e}";
    let (scene, _) = late("zh", title);
    let out = scene.run(&["ics"]).expect(0).out;
    assert!(!out.contains("鞋底") && !lines(&out).join("\n").contains("王女士"), "{out}");
    let out = scene.run(&["ics", "--with-names"]).expect(0).out;
    let about = &values(&out, "DESCRIPTION")[0];
    assert!(about.starts_with("负责人：wang\\n步骤："), "{about}");
    assert!(about.contains("\\n标题：鞋底，开胶\\; a\\,b \\\\ c  END:VEVENT BEGIN:VALARM "), "{about}");
    assert!(about.ends_with("\\n投诉人：王女士") && !out.contains("138"), "{about}");
    assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out:?}");
    assert_eq!(lines(&out).iter().filter(|l| *l == "END:VEVENT").count(), values(&out, "UID").len());
}

#[test]
fn entries_are_chosen_by_owner_and_kind() {
    let (scene, id) = late("en", "Sole came off");
    let kinds = |args: &[&str]| values(&scene.run(&[&["ics"], args].concat()).expect(0).out, "CATEGORIES");
    assert_eq!(kinds(&["--kind", "step"]), ["step"]);
    assert_eq!(kinds(&["--kind", "step,promise", "--kind", "first-response"]), ["first-response", "step"]);
    assert_eq!(kinds(&["--owner", "me"]), ["final", "first-response", "step"]);
    assert_eq!(kinds(&["--owner", "li"]), [""; 0]);
    scene.run(&["ics", "--kind", "nonsense"]).expect(2);
    for args in [&["ics", "--at", "now"][..], &["ics", "-n"], &["ics", "-f", "json"]] {
        let ran = scene.run(args).expect(2);
        assert!(ran.err.contains("has no effect here"), "{args:?}: {} {id}", ran.err);
    }
}

#[test]
fn a_damaged_file_is_named_and_the_rest_is_there() {
    let (scene, id) = late("en", "Sole came off");
    damaged(&scene);
    let ran = scene.run(&["ics"]).expect(3);
    assert!(ran.err.contains("cases/2026/11/2026-11-20-bbbbb.yaml:"), "{}", ran.err);
    assert!(values(&ran.out, "UID").iter().all(|u| u.starts_with(&id)), "{}", ran.out);
    assert_eq!(values(&ran.out, "UID").len(), 3);
}

#[test]
fn an_empty_calendar_is_one_too() {
    let out = Scene::workspace().run(&["ics"]).expect(0).out;
    assert!(out.starts_with("BEGIN:VCALENDAR\r\n") && out.ends_with("END:VCALENDAR\r\n"), "{out}");
}

#[test]
fn a_deadline_in_a_year_that_the_format_cannot_tell_is_left_out() {
    let (scene, id) = late("en", "Sole came off");
    let kinds = || values(&scene.run(&["ics"]).expect(0).out, "CATEGORIES");
    assert_eq!(kinds(), ["final", "first-response", "step"]);
    // With the west of the world a promise for the last day of 9999 falls due in the next year by UTC.
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    scene.write("amends.toml", policy.replace("Asia/Shanghai", "America/New_York"));
    let promise = |moment: &str| {
        let promise = format!(
            "  - {{id: bffrb2, at: 2026-11-22T09:00:00+08:00, by: wang, do: promise, due: {moment}, what: glue}}\n"
        );
        let text = scene.case(&id);
        let kept: String = text.lines().filter(|l| !l.contains("bffrb2")).map(|l| format!("{l}\n")).collect();
        std::fs::write(scene.case_path(&id), kept + &promise).unwrap();
    };
    promise("9999-12-31T18:59:59-05:00");
    assert_eq!(kinds(), ["final", "first-response", "promise", "step"]);
    promise("9999-12-31T19:00:00-05:00");
    assert_eq!(kinds(), ["final", "first-response", "step"]);
    let feed = scene.run(&["ics"]).expect(0).out;
    assert!(!feed.contains(":+"), "{feed}");
}
