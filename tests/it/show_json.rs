//! `show -f json`.

use crate::scene::Scene;

/// What the page of `show` tells, its JSON tells too: with English keys, null for what is absent, `[]` for nothing.
#[test]
fn the_json_of_a_case_is_complete() {
    let (scene, id) = Scene::with_case();
    let show = || -> serde_json::Value {
        serde_json::from_str(&scene.now(&["show", &id, "-f", "json"]).expect(0).out).unwrap()
    };
    let bare = show();
    for key in [
        "product",
        "department",
        "place",
        "verified",
        "fault",
        "satisfied",
        "closed_at",
        "last_feedback",
        "outcome",
        "language",
    ] {
        assert!(bare[key].is_null() && bare.get(key).is_some(), "{key}: {}", bare[key]);
    }
    for key in ["flags", "promises", "grievances", "pauses", "people", "cc", "tags"] {
        assert_eq!(bare[key], serde_json::json!([]), "{key}");
    }
    for key in ["references", "prefers"] {
        assert_eq!(bare[key], serde_json::json!({}), "{key}");
    }
    let at = ["--at", "2026-11-21T16:00:00+08:00"];
    let run = |args: &[&str]| scene.now(&[args, &at].concat()).expect(0);
    run(&["log", &id, "--via", "phone", "-m", "x", "--promise", "2026-11-23 10:00", "--what", "说明原因"]);
    run(&[
        "assess",
        &id,
        "--severity",
        "serious",
        "--urgent",
        "--flag",
        "safety",
        "--verified",
        "partly",
        "--fault",
        "ours",
        "--share",
        "30",
    ]);
    run(&["grievance", &id, "-m", "态度差"]);
    run(&["pause", &id, "--reason", "agreed-date", "--until", "2026-11-25"]);
    run(&["survey", &id, "--satisfied", "no", "--score", "2"]);
    run(&["note", &id, "-m", "写错了"]);
    let before = show();
    let note = before["events"].as_array().unwrap().iter().find(|e| e["do"] == "note").unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    scene.now(&["retract", &id, &note, "--why", "x"]).expect(0);
    scene.now(&["edit", &id, "--set", "references.order=A-1", "--set", "place=上海", "--why", "x"]).expect(0);
    let full = show();
    assert_eq!(full["state"], "waiting");
    assert_eq!((&full["urgent"], &full["verified"], &full["fault"]), (&true.into(), &"partly".into(), &"ours".into()));
    assert_eq!(full["flags"], serde_json::json!(["safety"]));
    assert_eq!(full["satisfied"], false);
    assert_eq!(full["last_feedback"], "2026-11-21T16:00:00+08:00");
    let promise = &full["promises"][0];
    assert_eq!((&promise["what"], &promise["due"]), (&"说明原因".into(), &"2026-11-23T10:00:00+08:00".into()));
    assert_eq!((&promise["open"], &promise["kept"]), (&true.into(), &serde_json::Value::Null));
    assert_eq!((&full["grievances"][0]["what"], &full["grievances"][0]["settled"]), (&"态度差".into(), &false.into()));
    let pause = &full["pauses"][0];
    assert_eq!(
        (&pause["reason"], &pause["until"], &pause["runs"]),
        (&"agreed-date".into(), &"2026-11-25".into(), &true.into())
    );
    assert_eq!((&full["references"]["order"], &full["place"]), (&"A-1".into(), &"上海".into()));
    let events = full["events"].as_array().unwrap();
    let of = |word: &str| events.iter().find(|e| e["do"] == word).unwrap();
    assert_eq!(of("assess")["details"]["share"], 30);
    assert_eq!(of("survey")["details"]["score"], 2);
    assert_eq!((&of("note")["retracted"], &of("pause")["retracted"]), (&true.into(), &false.into()));
    assert_eq!(of("edit")["details"]["key"], "references");
    let checks: Vec<&str> = full["checklist"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert!(checks.contains(&"respond-fast"), "{checks:?}");
}
