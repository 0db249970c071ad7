//! `overdue --new-since`: what a room was told already is not told again.

use super::{THEN, damaged, late};
use crate::scene::Scene;

/// Kind and level of each row.
fn rows(scene: &Scene, args: &[&str]) -> Vec<String> {
    let ran = scene.run(&[&["overdue", "-f", "json"], args].concat());
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    let word = |v: &serde_json::Value| v.as_str().unwrap_or("-").to_owned();
    let items = value["items"].as_array().unwrap();
    items.iter().map(|i| format!("{} {}", word(&i["kind"]), word(&i["level"]))).collect()
}

#[test]
fn a_row_is_shown_when_it_is_new_and_whenever_it_gets_worse() {
    let (scene, _) = late("en", "Sole came off");
    let told = |now: &str, since: &str| rows(&scene, &["--now", now, "--new-since", since]);
    // Due on the 22nd at 14:00; a day more each evening at the cutoff.
    assert_eq!(told("2026-11-22 15:00", "2026-11-22 13:00"), ["first-response late"]);
    assert_eq!(told("2026-11-22 17:00", "2026-11-22 15:00"), [""; 0]);
    assert_eq!(told("2026-11-23 17:00", "2026-11-22 19:00"), [""; 0]);
    assert_eq!(told("2026-11-23 19:00", "2026-11-23 17:00"), ["first-response critical"]);
    assert_eq!(told("2026-11-24 19:00", "2026-11-24 17:00"), ["first-response breach"]);
    assert_eq!(told("2026-11-25 19:00", "2026-11-24 19:00"), [""; 0]);
    // Exactly at a moment the moment itself is known.
    assert_eq!(told(THEN, THEN), [""; 0]);
    // Before the case came in nothing was known of it.
    assert_eq!(told(THEN, "2026-11-20 08:00"), ["first-response breach"]);
}

#[test]
fn what_was_known_then_is_what_had_happened_then() {
    let (scene, id) = late("en", "Sole came off");
    let noon = "2026-11-24T12:00:00+08:00";
    scene.run(&["log", &id, "--via", "phone", "-m", "sorry", "--at", noon, "--now", noon]).expect(0);
    // The answer ended one streak, and the next one begins on the 25th.
    let told = |now: &str, since: &str| rows(&scene, &["--now", now, "--new-since", since]);
    assert_eq!(told("2026-11-25 19:00", "2026-11-24 08:00"), ["feedback late"]);
    assert_eq!(told("2026-11-25 20:00", "2026-11-25 19:00"), [""; 0]);
}

#[test]
fn two_promises_for_one_moment_are_two() {
    let (scene, id) = late("en", "Sole came off");
    let promise = |at: &str| {
        let args = ["promise", &id, "--due", "2026-11-24 12:00", "-m", "new sole", "--at", at, "--now", at];
        scene.run(&args).expect(0);
    };
    promise("2026-11-22T10:00:00+08:00");
    promise("2026-11-24T11:00:00+08:00");
    let args = ["--kind", "promise", "--within", "3d", "--now", "2026-11-24 11:30", "--new-since", "2026-11-24 10:00"];
    assert_eq!(rows(&scene, &args), ["promise due"]);
}

#[test]
fn what_falls_due_soon_is_told_once() {
    let (scene, _) = late("en", "Sole came off");
    let told = |now: &str, since: &str| {
        rows(&scene, &["--kind", "first-response", "--within", "5h", "--now", now, "--new-since", since])
    };
    assert_eq!(told("2026-11-22 09:30", "2026-11-22 08:30"), ["first-response due"]);
    assert_eq!(told("2026-11-22 10:30", "2026-11-22 09:30"), [""; 0]);
    assert_eq!(told("2026-11-22 14:30", "2026-11-22 10:30"), ["first-response late"]);
}

#[test]
fn a_hand_over_is_new_to_whoever_takes_over() {
    let (scene, id) = late("en", "Sole came off");
    let at = "2026-11-25T20:00:00+08:00";
    scene.run(&["assign", &id, "li", "--why", "holiday", "--at", at, "--now", at]).expect(0);
    let since = ["--now", THEN, "--new-since", "2026-11-25 19:00"];
    assert_eq!(rows(&scene, &since), [""; 0]);
    assert_eq!(rows(&scene, &[&["--owner", "li"], &since[..]].concat()), ["first-response breach"]);
}

#[test]
fn what_a_deputy_takes_over_is_new_to_them_and_what_they_give_back_is_not() {
    let (scene, id) = late("en", "Sole came off");
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    let away = "\n[[person]]\nid = \"wang\"\naway = [{ from = 2026-11-25, to = 2026-11-26, deputy = \"li\" }]\n\
        [[person]]\nid = \"li\"\n";
    scene.write("amends.toml", policy + away);
    let told = |owner: &str, since: &str, now: &str| {
        rows(&scene, &["--kind", "first-response", "--owner", owner, "--new-since", since, "--now", now])
    };
    // A breach since the 24th at 18:00.
    assert_eq!(told("li", "2026-11-24 20:00", "2026-11-25 08:30"), ["first-response breach"], "{id}");
    assert_eq!(told("li", "2026-11-25 00:01", "2026-11-25 08:30"), [""; 0]);
    assert_eq!(told("wang", "2026-11-24 20:00", "2026-11-25 08:30"), [""; 0]);
    assert_eq!(told("li", "2026-11-26 20:00", "2026-11-27 08:30"), [""; 0]);
    assert_eq!(told("wang", "2026-11-26 20:00", "2026-11-27 08:30"), [""; 0]);
}

#[test]
fn a_damaged_file_is_always_told() {
    let (scene, _) = late("en", "Sole came off");
    damaged(&scene);
    assert_eq!(rows(&scene, &["--now", THEN, "--new-since", THEN]), ["- damaged"]);
    let ran = scene.run(&["overdue", "-f", "wecom", "--now", THEN, "--new-since", THEN]).expect(3);
    assert!(ran.out.contains("damaged: 2026-11-20-bbbbb"), "{}", ran.out);
}

#[test]
fn a_moment_ahead_or_unclear_is_refused() {
    let (scene, _) = late("en", "Sole came off");
    let ran = scene.run(&["overdue", "--now", THEN, "--new-since", "2026-11-26 08:31"]).expect(2);
    assert!(ran.err.contains("--new-since: 2026-11-26 08:31 +08:00 lies ahead of the clock"), "{}", ran.err);
    scene.run(&["overdue", "--now", THEN, "--new-since", "14"]).expect(2);
    scene.run(&["overdue", "--now", THEN, "--new-since", "yesterday"]).expect(2);
    scene.run(&["overdue", "--now", THEN, "--new-since", "24h ago"]).expect(0);
    scene.run(&["overdue", "--now", THEN, "--new-since", "昨天 8:30"]).expect(0);
}
