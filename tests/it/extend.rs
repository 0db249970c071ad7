//! `extend`, what it asks for, and how far ahead a customer's wish may silence a case.

use crate::scene::Scene;

/// A case received on 21 November 2026 at 14:00, with 15 days for the final answer.
fn scene() -> (Scene, String) {
    let (scene, id) = Scene::with_case();
    let mut policy = std::fs::read_to_string(scene.root().join("amends.toml")).expect("the policy");
    policy += "\n[clocks]\nfinal = \"15d\"\n";
    scene.write("amends.toml", policy);
    (scene, id)
}

fn finals(scene: &Scene, now: &str) -> String {
    let args = ["overdue", "--kind", "final", "--format", "tsv", "--now", now];
    let out = scene.run(&args).expect(0).out;
    out.lines().map(|l| l.split('\t').skip(3).take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_lawful_extension_moves_the_final_deadline_and_the_old_date_is_no_breach() {
    let (scene, id) = scene();
    assert_eq!(finals(&scene, "2026-12-06T23:59:59+08:00"), "");
    assert_eq!(finals(&scene, "2026-12-07T00:00:00+08:00"), "breach 2026-12-06T23:59:59+08:00");
    let told = ["extend", &id, "--due", "2026-12-21", "--why", "鉴定未出", "--approved-by", "li", "--told"];
    let ran = scene.now(&told).expect(0);
    assert!(ran.out.contains("extended to 2026-12-21"), "{}", ran.out);
    assert_eq!(finals(&scene, "2026-12-21T23:59:59+08:00"), "");
    assert_eq!(finals(&scene, "2026-12-22T00:00:00+08:00"), "breach 2026-12-21T23:59:59+08:00");
    let page = scene.run(&["show", &id, "--explain", "--now", "2026-12-10T09:00:00+08:00"]).expect(0).out;
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        page.contains("extended Sun 22 Nov 09:00 by wang, approved by li, before that 2026-12-06 23:59 (鉴定未出)"),
        "{page}"
    );
    scene.now(&["check"]).expect(0);
}

#[test]
fn an_extension_that_would_not_be_lawful_is_refused_and_nothing_is_written() {
    let (scene, id) = scene();
    let before = scene.case(&id);
    let run = |more: &[&str], code| {
        let mut args = vec!["extend", id.as_str()];
        args.extend(more);
        let ran = scene.now(&args).expect(code);
        assert_eq!(scene.case(&id), before);
        ran.err
    };
    let whole = ["--due", "2026-12-21", "--why", "鉴定未出", "--approved-by", "li", "--told"];
    assert!(run(&whole[..6], 4).contains("--told"));
    assert!(run(&whole[2..], 2).contains("--due"));
    assert!(run(&["--due", "2026-12-21", "--approved-by", "li", "--told"], 2).contains("--why"));
    assert!(run(&["--due", "2026-12-21", "--why", "x", "--told"], 2).contains("--approved-by"));
    let alone = ["--due", "2026-12-21", "--why", "x", "--approved-by", "wang", "--told"];
    assert!(run(&alone, 4).contains("somebody else"));
    let earlier = ["--due", "2026-12-06", "--why", "x", "--approved-by", "li", "--told"];
    assert!(run(&earlier, 4).contains("2026-12-06 23:59:59 +08:00"));
    let other = ["--clock", "step", "--due", "2026-12-21", "--why", "x", "--approved-by", "li", "--told"];
    assert!(run(&other, 2).contains("final"));
    let mut late = vec!["extend", id.as_str(), "--now", "2026-12-07T09:00:00+08:00"];
    late.extend(whole);
    assert!(scene.run(&late).expect(4).err.contains("the final deadline passed on 2026-12-06 23:59"));
    assert_eq!(scene.case(&id), before);
}

#[test]
fn an_extension_written_by_hand_without_what_makes_it_lawful_moves_nothing_and_check_says_so() {
    for (event, code) in [
        ("do: extend, clock: final, due: 2026-12-21, approved_by: li, why: \"x\"", "extension"),
        ("do: extend, clock: final, due: 2026-12-21, told: true, why: \"x\"", "extension"),
        ("do: extend, clock: step, due: 2026-12-21, approved_by: li, told: true, why: \"x\"", "extension"),
        ("do: extend, clock: final, due: 2026-12-21, approved_by: wang, told: true, why: \"x\"", "extension"),
    ] {
        let (scene, id) = scene();
        let text = scene.case(&id) + &format!("  - {{id: ext222, at: 2026-11-22T08:00:00+08:00, by: wang, {event}}}\n");
        scene.write(&format!("cases/2026/11/{id}.yaml"), text);
        assert_eq!(finals(&scene, "2026-12-07T00:00:00+08:00"), "breach 2026-12-06T23:59:59+08:00", "{event}");
        let ran = scene.now(&["check"]).expect(1);
        assert!(ran.out.contains(code), "{event}: {}", ran.out);
    }
}

#[test]
fn no_wish_of_the_customer_silences_a_case_for_longer_than_max_next() {
    let (scene, id) = scene();
    let every = |rhythm: &str, code| {
        scene.now(&["log", &id, "--via", "phone", "--every", rhythm, "-m", "x", "-n"]).expect(code).err
    };
    every("2w", 0);
    every("14d", 0);
    assert!(every("15d", 4).contains("max_next"));
    assert!(every("99999w", 4).contains("max_next"));
    assert!(every("3bd", 2).contains("--every"));
    let wait = |reason: &str, until: &str, code| {
        scene.now(&["pause", &id, "--reason", reason, "--until", until, "-n"]).expect(code).err
    };
    wait("agreed-date", "2026-12-06", 0);
    assert!(wait("agreed-date", "2026-12-07", 4).contains("2026-12-06"));
    wait("awaiting-third-party", "2027-12-07", 0);
    // What stands in a file counts no further than that.
    let calls =
        "  - {id: hea222, at: 2026-11-22T08:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true";
    for silence in [
        ", every: \"300d\"}\n".to_owned(),
        "}\n  - {id: wai222, at: 2026-11-22T08:30:00+08:00, by: wang, do: pause, reason: agreed-date, until: 2027-11-01}\n"
            .to_owned(),
    ] {
        let text = scene.case(&id) + calls + &silence;
        let other = Scene::workspace();
        other.write(&format!("cases/2026/11/{id}.yaml"), text);
        let at = |now: &str| other.run(&["overdue", "--kind", "feedback", "-q", "--now", now]).expect(0).out;
        assert_eq!(at("2026-12-06T18:00:00+08:00"), "", "{silence}");
        assert_eq!(at("2026-12-07T18:00:01+08:00").trim(), id, "{silence}");
    }
}

#[test]
fn an_explanation_names_what_met_each_obligation() {
    let (scene, id) = scene();
    scene.now(&["log", &id, "--via", "phone", "--promise", "2026-11-23", "--what", "说明原因", "-m", "x"]).expect(0);
    scene.now(&["log", &id, "--via", "phone", "--kept", "-m", "说了原因"]).expect(0);
    let page = scene.now(&["show", &id, "--explain"]).expect(0).out;
    let met = page.split("\nMet\n").nth(1).expect("what was met").split("\n\n").next().expect("its lines");
    assert!(met.contains("first response") && met.contains("promise") && met.contains("met Sun 22 Nov 09:00 by wang"));
    let json = scene.now(&["show", &id, "--format", "json"]).expect(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let kinds: Vec<&str> = json["met"].as_array().expect("met").iter().filter_map(|m| m["kind"].as_str()).collect();
    assert_eq!(kinds, ["first-response", "promise"]);
    assert!(!scene.now(&["show", &id]).expect(0).out.contains("\nMet\n"));
}
