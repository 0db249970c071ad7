//! What moves a case and what doesn't: late entries, ways back, retractions, closes that ask for nothing.

use crate::scene::{NOW, Scene};

fn case(scene: &Scene, events: &str) {
    let text = format!(
        "id: 2026-11-16-bcdfg\ntitle: \"t\"\nreceived: 2026-11-16T09:00:00+08:00\nchannel: phone\ncustomer: \"c\"\ncontact: \"1\"\ndemand: \"d\"\nplaybook: four-step@1\ndescription: \"d\"\nlog:\n  - {{id: bbbbbb, at: 2026-11-16T09:05:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}}\n{events}"
    );
    scene.write("cases/2026/11/2026-11-16-bcdfg.yaml", text);
}

fn figures(scene: &Scene) -> serde_json::Value {
    let json = scene.now(&["report", "-f", "json"]).expect(0).out;
    serde_json::from_str::<serde_json::Value>(&json).unwrap()["figures"].clone()
}

#[test]
fn a_customers_answer_entered_late_crosses_no_resume() {
    let scene = Scene::workspace();
    case(
        &scene,
        "  - {id: cccccc, at: 2026-11-16T10:00:00+08:00, by: wang, do: pause, reason: awaiting-customer, until: 2026-11-18T10:00:00+08:00}
  - {id: dddddd, at: 2026-11-16T12:00:00+08:00, by: wang, do: resume, of: cccccc}\n",
    );
    scene.now(&["log", "bcdfg", "--in", "--via", "phone", "--at", "2026-11-16 11:00"]).expect(0);
    assert_eq!(scene.now(&["check"]).expect(0).out, "");
    // A second resume of the same pause did cross.
    scene.write(
        "cases/2026/11/2026-11-16-bcdfg.yaml",
        scene.case("2026-11-16-bcdfg")
            + "  - {id: ffffff, at: 2026-11-16T13:00:00+08:00, by: wang, do: resume, of: cccccc}\n",
    );
    assert!(scene.now(&["check"]).expect(1).out.contains("crossed: two branches crossed: the `resume` event ffffff"));
}

#[test]
fn past_the_end_only_a_return_from_the_last_step_moves_the_case() {
    let scene = Scene::workspace();
    let advance = |id: &str, hour: u32, from: &str, to: &str| {
        format!(
            "  - {{id: {id}, at: 2026-11-16T{hour}:00:00+08:00, by: wang, do: advance, step: {from}, to: {to}, skipped: true, why: \"x\"}}\n"
        )
    };
    let walked = [
        advance("cccccc", 10, "soothe", "establish-cause"),
        advance("dddddd", 11, "establish-cause", "solve"),
        advance("ffffff", 12, "solve", "follow-up"),
        advance("gggggg", 13, "follow-up", "end"),
    ]
    .concat();
    let back = |step: &str| {
        format!(
            "{walked}  - {{id: hhhhhh, at: 2026-11-16T14:00:00+08:00, by: wang, do: return, step: {step}, to: soothe, why: \"x\"}}\n"
        )
    };
    let step = |scene: &Scene| {
        let json = scene.now(&["show", "bcdfg", "-f", "json"]).expect(0).out;
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["step"].clone()
    };
    case(&scene, &back("solve"));
    assert_eq!(step(&scene), serde_json::Value::Null);
    case(&scene, &back("follow-up"));
    assert_eq!(step(&scene), "soothe");
    case(&scene, &walked);
    scene.now(&["advance", "bcdfg", "--back", "solve", "--why", "x"]).expect(0);
    assert!(scene.case("2026-11-16-bcdfg").contains("do: return, step: follow-up, to: solve"));
}

#[test]
fn a_retracted_advance_lacks_nothing_any_more() {
    let scene = Scene::workspace();
    case(
        &scene,
        "  - {id: cccccc, at: 2026-11-16T10:00:00+08:00, by: wang, do: advance, step: soothe, to: establish-cause}\n",
    );
    assert!(scene.now(&["check"]).expect(1).out.contains("gate-passed"));
    scene.now(&["retract", "bcdfg", "cccccc", "--why", "x"]).expect(0);
    assert_eq!(scene.now(&["check"]).expect(0).out, "");
}

#[test]
fn a_close_dated_before_the_receipt_is_found_and_takes_no_figure_down() {
    let scene = Scene::workspace();
    case(&scene, "  - {id: cccccc, at: 2026-11-15T10:00:00+08:00, by: wang, do: close, outcome: withdrawn}\n");
    assert!(scene.now(&["check"]).expect(1).out.contains("before-received"));
    let flow = figures(&scene)["flow"].clone();
    assert_eq!(
        (flow["received"].as_u64(), flow["closed"].as_u64(), flow["open_at_end"].as_u64()),
        (Some(1), Some(1), Some(0))
    );
}

#[test]
fn what_a_close_says_about_the_step_is_kept_whatever_the_outcome() {
    let (scene, id) = Scene::with_case();
    scene.now(&["close", &id, "--outcome", "withdrawn", "--tick", "respond-fast", "--set", "cause=x"]).expect(0);
    let text = scene.case(&id);
    assert!(text.contains("do: tick, step: soothe, ticks: [respond-fast], facts: {cause: \"x\"}"), "{text}");
}

#[test]
fn a_case_is_no_duplicate_of_itself() {
    let (scene, id) = Scene::with_case();
    let before = scene.case(&id);
    scene.now(&["close", &id, "--outcome", "duplicate", "--ground", &id]).expect(4);
    assert_eq!(scene.case(&id), before);
    let other = scene.open("2026-11-21T15:00:00+08:00", &[]);
    scene.now(&["close", &id, "--outcome", "duplicate", "--ground", &other[11..]]).expect(0);
    assert!(scene.case(&id).contains(&format!("do: link, to: {other}, relation: duplicate-of")));
}

#[test]
fn an_attempt_that_failed_keeps_and_confirms_nothing() {
    let (scene, id) = Scene::with_case();
    let before = scene.case(&id);
    for flag in [&["--kept"][..], &["--confirmed"], &["--retold"], &["--next", "tomorrow"], &["--every", "3d"]] {
        let args = [&["log", &id, "--via", "phone", "--not-reached"][..], flag].concat();
        scene.now(&args).expect(2);
    }
    assert_eq!(scene.case(&id), before);
}

#[test]
fn nobody_acts_as_system() {
    let (scene, id) = Scene::with_case();
    scene.now(&["log", &id, "--via", "phone", "--by", "system"]).expect(2);
}

#[test]
fn a_record_that_cannot_be_parsed_does_not_become_the_account_of_events() {
    let scene = Scene::workspace();
    scene.write("in.json", "{\"title\": \"T\", \"customer\": ");
    let args = [
        "open",
        "--from",
        "in.json",
        "--title",
        "t",
        "--customer",
        "c",
        "--contact",
        "1",
        "--channel",
        "phone",
        "--demand",
        "d",
    ];
    scene.now(&args).expect(2);
    scene.write("in.yaml", "title: T\ncustomer: C\ncontact: \"1\"\nchannel: phone\ndemand: D\ndescription: X\nplace: Hall\npeople: [A, B]\nreferences: {order: 17}\n");
    let id = scene.now(&["open", "-q", "--from", "in.yaml"]).expect(0).out;
    let text = scene.case(id.trim());
    for line in ["place: \"Hall\"", "people: [\"A\", \"B\"]", "references: {order: \"17\"}"] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    scene.write("bad.yaml", "title: T\nreferences: {order: true}\n");
    assert!(scene.now(&["open", "--from", "bad.yaml"]).expect(2).err.contains("`references`"));
}

#[test]
fn cases_can_be_moved_off_a_playbook_that_is_gone_and_damaged_ones_are_named() {
    let scene = Scene::workspace();
    case(&scene, "");
    let text = scene.case("2026-11-16-bcdfg").replace("four-step@1", "gone@1");
    scene.write("cases/2026/11/2026-11-16-bcdfg.yaml", text);
    scene.write("cases/2026/11/2026-11-16-bcdfh.yaml", "<<<<<<< ours\n");
    let ran = scene.now(&["playbook", "switch", "four-step", "--all-of", "gone", "--why", "x"]).expect(3);
    assert!(ran.err.contains("2026-11-16-bcdfh.yaml:1:1"), "{}", ran.err);
    assert!(scene.case("2026-11-16-bcdfg").contains("do: switch, playbook: four-step@1"));
}

#[test]
fn a_workspace_inside_another_is_not_made() {
    let scene = Scene::workspace();
    std::fs::create_dir(scene.root().join("inner")).unwrap();
    scene.run(&["init", "-C", "inner"]).expect(2);
    assert!(!scene.root().join("inner/cases").exists());
    // Completing the one that is there is another thing.
    scene.run(&["init"]).expect(0);
}

#[test]
fn an_empty_reason_is_no_reason() {
    let (scene, id) = Scene::with_case();
    for flag in ["--force", "--skip"] {
        scene.run(&["advance", &id, flag, "--why", " ", "--now", NOW]).expect(2);
    }
}
