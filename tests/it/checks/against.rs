//! `check --against`: nothing that was recorded is lost or rewritten.

use super::{change, codes, commit, committed, found, path_of};
use crate::scene::Scene;
use std::fs;

/// A committed case with a contact, a note and a promise.
fn recorded() -> (Scene, String) {
    let (scene, id) = committed();
    let mut text = scene.case(&id);
    text.push_str("  - {id: mt7w2c, at: 2026-11-21T15:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, note: \"答应明天回电\"}\n");
    text.push_str("  - {id: rb2xqd, at: 2026-11-21T15:01:00+08:00, by: wang, do: promise, due: 2026-11-22T18:00:00+08:00, what: \"回电\"}\n");
    text.push_str("  - {id: vx5ck8, at: 2026-11-21T16:00:00+08:00, by: wang, do: note, note: \"客户很着急\"}\n");
    fs::write(scene.case_path(&id), text).unwrap();
    commit(&scene);
    assert!(codes(&scene, &["--against", "HEAD"]).is_empty());
    (scene, id)
}

fn without(scene: &Scene, id: &str, event: &str) {
    let text: String = scene.case(id).split_inclusive('\n').filter(|l| !l.contains(event)).collect();
    fs::write(scene.case_path(id), text).unwrap();
}

#[test]
fn an_event_that_is_gone_or_changed_is_an_error_with_its_old_line() {
    let (scene, id) = recorded();
    without(&scene, &id, "vx5ck8");
    change(&scene, &id, "reached: true", "reached: false");
    let ran = scene.now(&["check", "--against", "HEAD"]).expect(1);
    let path = path_of(&id);
    let lines: Vec<&str> = ran.out.lines().filter(|l| l.starts_with(&path)).collect();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    assert!(
        lines[0].ends_with("error: changed-event: the event mt7w2c was changed since HEAD: reached"),
        "{}",
        ran.out
    );
    assert!(lines[1].ends_with("error: lost-event: the event vx5ck8 of HEAD is gone"), "{}", ran.out);
    assert!(ran.out.contains("by: wang, do: note, note: \"客户很着急\""), "the old line: {}", ran.out);
    // The commit holds it now, and an older one still tells.
    commit(&scene);
    assert!(codes(&scene, &["--against", "HEAD"]).is_empty());
    assert_eq!(codes(&scene, &["--against", "HEAD~1"]), ["changed-event", "lost-event"]);
    assert_eq!(codes(&scene, &["--staged", "--against", "HEAD~1"]), ["changed-event", "lost-event"]);
}

#[test]
fn a_case_that_is_gone_is_named_with_the_commit() {
    let (scene, id) = recorded();
    fs::remove_file(scene.case_path(&id)).unwrap();
    let ran = scene.now(&["check", "--against", "HEAD"]).expect(1);
    let line = format!("{} (at HEAD):1:5: error: lost-case: the case {id} of HEAD is gone\n", path_of(&id));
    assert!(ran.out.starts_with(&line), "{}", ran.out);
    assert!(codes(&scene, &["--staged", "--against", "HEAD"]).is_empty(), "it is still in the index");
    scene.git(&["add", "-A"]).expect(0);
    assert_eq!(codes(&scene, &["--staged", "--against", "HEAD"]), ["lost-case"]);
    assert_eq!(codes(&scene, &["--against", "HEAD", &path_of(&id)]), ["lost-case"]);
    assert!(codes(&scene, &["--against", "HEAD", "playbooks"]).is_empty());
}

#[test]
fn spelling_order_place_and_facts_are_no_loss() {
    let (scene, id) = recorded();
    // Another order of keys and other quotes, lines moved, a comment, a fact put right, an event added.
    change(&scene, &id, "by: wang, do: note, note: \"客户很着急\"", "note: '客户很着急', do: \"note\", by: wang");
    change(&scene, &id, "demand: \"换一双\"", "demand: \"退款\"");
    let text = scene.case(&id);
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.len() - 1;
    lines.swap(last, last - 1);
    fs::write(scene.case_path(&id), format!("# 备注\n{}\n", lines.join("\n"))).unwrap();
    scene.now(&["note", &id, "-m", "又来电"]).expect(0);
    assert!(codes(&scene, &["--against", "HEAD"]).is_empty());
    // The same case elsewhere is in the wrong folder, not lost.
    fs::create_dir_all(scene.root().join("cases/2025/01")).unwrap();
    fs::rename(scene.case_path(&id), scene.root().join(format!("cases/2025/01/{id}.yaml"))).unwrap();
    assert_eq!(codes(&scene, &["--against", "HEAD"]), ["wrong-folder"]);
}

#[test]
fn a_redaction_may_empty_texts_and_nothing_else() {
    let (scene, id) = recorded();
    change(&scene, &id, "do: note, note: \"客户很着急\"", "do: note, note: \"\", redacted: true");
    change(&scene, &id, "reached: true, note: \"答应明天回电\"", "reached: true, redacted: true");
    assert!(codes(&scene, &["--against", "HEAD"]).is_empty());
    change(&scene, &id, "reached: true, redacted: true", "reached: false, redacted: true");
    assert_eq!(codes(&scene, &["--against", "HEAD"]), ["changed-event"]);
    change(&scene, &id, "reached: false, redacted: true", "reached: true, redacted: true");
    change(&scene, &id, "do: note, note: \"\", redacted: true", "do: note, note: \"别的话\", redacted: true");
    assert_eq!(codes(&scene, &["--against", "HEAD"]), ["changed-event"]);
    // What was redacted stays so.
    change(&scene, &id, "note: \"别的话\"", "note: \"\"");
    commit(&scene);
    change(&scene, &id, "do: note, note: \"\", redacted: true", "do: note, note: \"客户很着急\"");
    assert_eq!(codes(&scene, &["--against", "HEAD"]), ["changed-event"]);
}

#[test]
fn a_changed_time_of_receipt_needs_an_event_that_tells() {
    let (scene, id) = recorded();
    change(&scene, &id, "received: 2026-11-21T14:00:00+08:00", "received: 2026-11-21T13:30:00+08:00");
    let (lost, ran) = found(&scene, &["--against", "HEAD"]);
    assert_eq!((lost, ran.code), (vec![("changed-received".to_owned(), path_of(&id))], 1));
    let edit = "  - {id: ghgj5g, at: 2026-11-21T17:00:00+08:00, by: wang, do: edit, key: received, why: \"客户半小时前就来了\"}\n";
    fs::write(scene.case_path(&id), scene.case(&id) + edit).unwrap();
    assert!(codes(&scene, &["--against", "HEAD"]).is_empty());
    change(&scene, &id, "received: 2026-11-21T13:30:00+08:00", "received: 2026-11-21T06:00:00Z");
    assert!(codes(&scene, &["--against", "HEAD"]).is_empty(), "the same moment in another zone");
}

#[test]
fn a_file_that_was_damaged_then_is_compared_as_far_as_it_can_be_read() {
    let (scene, id) = recorded();
    change(&scene, &id, "demand: \"换一双\"", "demand: \"换一双");
    commit(&scene);
    assert_eq!(codes(&scene, &["--against", "HEAD"]), ["damaged"], "the same bytes");
    change(&scene, &id, "demand: \"换一双", "demand: \"换一双\"");
    let (noted, ran) = found(&scene, &["--against", "HEAD"]);
    assert_eq!((noted, ran.code), (vec![("not-compared".to_owned(), path_of(&id))], 0));
    assert!(ran.out.contains("only the events that could be were compared: 4"), "{}", ran.out);
    without(&scene, &id, "rb2xqd");
    assert_eq!(codes(&scene, &["--against", "HEAD"]), ["not-compared", "lost-event"]);
}

#[test]
fn of_a_file_that_is_damaged_now_the_events_that_are_gone_are_told() {
    let (scene, id) = recorded();
    without(&scene, &id, "rb2xqd");
    change(&scene, &id, "note: \"客户很着急\"", "note: \"客户很着急");
    // The note is there, though it can't be read; the promise isn't.
    assert_eq!(codes(&scene, &["--against", "HEAD"]), ["damaged", "lost-event"]);
    fs::write(scene.case_path(&id), [0xff, 0xfe]).unwrap();
    let all = codes(&scene, &["--against", "HEAD"]);
    assert_eq!(all.iter().filter(|c| *c == "lost-event").count(), 4, "{all:?}");
}

#[test]
fn of_two_texts_that_a_merge_left_one_may_go() {
    let (scene, id) = recorded();
    let twin = "  - {id: vx5ck8, at: 2026-11-21T16:00:00+08:00, by: wang, do: note, note: \"客户在等\"}\n";
    fs::write(scene.case_path(&id), scene.case(&id) + twin).unwrap();
    commit(&scene);
    without(&scene, &id, "客户很着急");
    assert!(codes(&scene, &["--against", "HEAD"]).is_empty());
}

#[test]
fn personal_data_of_a_lost_line_is_not_told() {
    let (scene, id) = recorded();
    scene.now(&["note", &id, "-m", "请打 13912345678"]).expect(0);
    commit(&scene);
    let text = scene.case(&id);
    fs::write(
        scene.case_path(&id),
        text.split_inclusive('\n').filter(|l| !l.contains("13912345678")).collect::<String>(),
    )
    .unwrap();
    let ran = scene.now(&["check", "--against", "HEAD"]).expect(1);
    assert!(ran.out.contains("lost-event") && ran.out.contains("13*********"), "{}", ran.out);
    assert!(!ran.out.contains("13912345678"), "{}", ran.out);
}
