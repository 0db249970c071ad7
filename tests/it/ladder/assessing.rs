//! `assess`: what is known of a case sets the least severity.

use super::{Team, out};
use serde_json::Value;

const NOW: &str = "11-02 12:00";

impl Team {
    #[track_caller]
    fn severity(&self, id: &str) -> String {
        let item = self.items(&["list"], "11-20 12:00").into_iter().find(|i| i["case"] == *id).expect("the case");
        item["severity"].as_str().expect("a severity").to_owned()
    }
}

#[test]
fn each_flag_asks_for_its_severity() {
    for (flag, severity, rule) in [
        ("public-figure", "major", "R30"),
        ("official", "major", "R30"),
        ("journalist", "major", "R30"),
        ("social-media", "serious", "R37"),
        ("regulator", "serious", "R37"),
        ("consumer-org", "serious", "R37"),
        ("safety", "serious", "a rule of this program"),
        ("vulnerable", "serious", "a rule of this program"),
    ] {
        let team = Team::with("");
        let id = team.case("bcdfg");
        let ran = team.run(&["assess", &id, "--flag", flag], NOW).expect(0);
        assert!(ran.out.contains(&format!("(raised to {severity}: ")) && ran.out.contains(rule), "{flag}: {}", ran.out);
        assert_eq!(team.severity(&id), severity, "{flag}");
        let text = team.scene.case(&id);
        assert!(text.contains(&format!("do: assess, severity: {severity}, flags: [{flag}]")), "{text}");
        // What is set once is not raised again.
        let again = team.run(&["assess", &id, "--flag", flag], NOW).expect(0);
        assert!(!again.out.contains("raised"), "{}", again.out);
    }
}

#[test]
fn conduct_of_staff_and_a_verdict_change_no_severity() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    for args in [&["--flag", "staff-conduct"][..], &["--verified", "confirmed"], &["--fault", "ours", "--share", "100"]]
    {
        team.run(&[&["assess", &id], args].concat(), NOW).expect(0);
    }
    assert_eq!(team.severity(&id), "normal");
    assert!(!team.scene.case(&id).contains("do: assess, severity"));
}

#[test]
fn a_severity_is_raised_and_never_lowered() {
    let team = Team::with("");
    let id = team.file("bcdfg", "wang", "major", &[out("11-02 11:00")]);
    let ran = team.run(&["assess", &id, "--flag", "regulator"], NOW).expect(0);
    assert!(!ran.out.contains("raised"), "{}", ran.out);
    assert_eq!(team.severity(&id), "major");
}

#[test]
fn less_than_what_is_known_asks_for_needs_a_reason() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    let ran = team.run(&["assess", &id, "--severity", "serious", "--flag", "journalist"], NOW).expect(4);
    assert!(ran.err.contains("major") && ran.err.contains("journalist") && ran.err.contains("--why"), "{}", ran.err);
    team.run(&["assess", &id, "--flag", "journalist"], NOW).expect(0);
    // Flags of an earlier assessment ask as well.
    let ran = team.run(&["assess", &id, "--severity", "normal", "--lang", "zh"], NOW).expect(4);
    assert!(ran.err.contains("按已知情况应为重大"), "{}", ran.err);
    team.run(&["assess", &id, "--severity", "normal", "--why", "a private matter of a journalist"], NOW).expect(0);
    assert_eq!(team.severity(&id), "normal");
    // A further input of another kind doesn't undo what was decided.
    team.run(&["assess", &id, "--verified", "partly"], NOW).expect(0);
    assert_eq!(team.severity(&id), "normal");
    team.run(&["assess", &id, "--severity", "major"], NOW).expect(0);
}

#[test]
fn a_loss_raises_it_only_from_what_the_policy_lists() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    team.run(&["assess", &id, "--loss", "999999.00"], NOW).expect(0);
    assert_eq!(team.severity(&id), "normal");
    assert!(team.scene.case(&id).contains("do: assess, loss: \"999999.00\"}"));

    let team = Team::with("[severity.serious]\nfrom_loss = \"10000.00\"\n[severity.major]\nfrom_loss = \"500000\"\n");
    let id = team.case("bcdfg");
    team.run(&["assess", &id, "--loss", "9999.99"], NOW).expect(0);
    assert_eq!(team.severity(&id), "normal");
    let ran = team.run(&["assess", &id, "--loss", "10000"], NOW).expect(0);
    assert!(ran.out.contains("(raised to serious: a loss of 10000.00 or more"), "{}", ran.out);
    team.run(&["assess", &id, "--severity", "minor"], NOW).expect(4);
    team.run(&["assess", &id, "--loss", "500000.00"], NOW).expect(0);
    assert_eq!(team.severity(&id), "major");
    for bad in ["1,000", "-5", "10.5", "much", ""] {
        team.run(&["assess", &id, &format!("--loss={bad}")], NOW).expect(2);
    }
}

#[test]
fn a_severity_that_asks_for_a_tier_brings_it_in_with_the_same_write() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    let ran = team.run(&["assess", &id, "--severity", "serious"], NOW).expect(0);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(
        ran.out.contains("escalated to tier 2: severity serious (agent, supervisor, technical-lead: wang, li, chen)"),
        "{}",
        ran.out
    );
    team.run(&["assess", &id, "--flag", "official"], NOW).expect(0);
    let tiers: Vec<String> = team.escalations(&id).iter().map(|e| e[e.find("tier").unwrap()..].to_owned()).collect();
    assert_eq!(tiers, ["tier: 2, trigger: severity, level: serious", "tier: 3, trigger: severity, level: major"]);
    // Milder again, it stays where it is.
    team.run(&["assess", &id, "--severity", "normal", "--why", "x"], NOW).expect(0);
    assert_eq!(team.tier(&id, NOW), 3);
    assert!(team.climb(NOW).err.is_empty());
}

#[test]
fn a_case_that_keeps_coming_back_is_proposed_and_not_set() {
    let team = Team::with("");
    let id = team.case("hjkmn");
    for n in 0..2 {
        team.run(&["close", &id, "--outcome", "withdrawn"], NOW).expect(0);
        let ran = team.run(&["reopen", &id, "--why", "x"], NOW).expect(0);
        assert_eq!(ran.err.contains("reopened 2"), n == 1, "{}", ran.err);
    }
}

#[test]
fn urgent_brings_the_first_answer_forward_but_not_before_anybody_knew() {
    let team = Team::with("");
    let id = team.file("bcdfg", "wang", "normal", &[]);
    let due = |team: &Team, now: &str| team.rows(&["--within", "2d", "--kind", "first-response"], now);
    assert_eq!(due(&team, "11-02 12:00"), ["first-response due 2026-11-03T10:00:00+08:00"]);
    team.run(&["assess", &id, "--urgent"], "11-02 20:00").expect(0);
    // Four hours of the receipt would have been 14:00, before anybody called it urgent.
    assert_eq!(due(&team, "11-02 20:01"), ["first-response due 2026-11-03T00:00:00+08:00"]);
    assert_eq!(due(&team, "11-03 00:01"), ["first-response late 2026-11-03T00:00:00+08:00"]);
    team.run(&["log", &id, "--via", "phone", "-m", "x"], "11-03 00:10").expect(0);
    let feedback = team.rows(&["--within", "2d", "--kind", "feedback"], "11-03 00:11");
    // Four hours on nobody works yet; the next opening is at nine (clocks F8).
    assert_eq!(feedback, ["feedback due 2026-11-03T09:00:00+08:00"]);
    team.run(&["log", &id, "--via", "phone", "-m", "x"], "11-03 10:00").expect(0);
    let feedback = team.rows(&["--within", "2d", "--kind", "feedback"], "11-03 10:01");
    assert_eq!(feedback, ["feedback due 2026-11-03T14:00:00+08:00"]);
    team.run(&["assess", &id, "--urgent", "no"], "11-03 11:00").expect(0);
    let feedback = team.rows(&["--within", "2d", "--kind", "feedback"], "11-03 11:01");
    assert_eq!(feedback, ["feedback due 2026-11-04T18:00:00+08:00"]);
}

#[test]
fn the_inputs_are_kept_apart_from_what_they_came_to() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    let args = [
        "--flag",
        "safety,staff-conduct",
        "--loss",
        "480.00",
        "--verified",
        "partly",
        "--fault",
        "ours",
        "--share",
        "60%",
    ];
    team.run(&[&["assess", &id][..], &args].concat(), NOW).expect(0);
    let text = team.scene.case(&id);
    let wanted = "do: assess, severity: serious, flags: [safety, staff-conduct], verified: partly, fault: ours, share: 60, loss: \"480.00\"}";
    assert!(text.contains(wanted), "{text}");
    let shown: Value =
        serde_json::from_str(&team.run(&["show", &id, "--format", "json"], NOW).expect(0).out).expect("JSON");
    assert!(shown.to_string().contains("\"serious\""), "{shown}");
}
