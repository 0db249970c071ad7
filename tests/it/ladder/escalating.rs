//! `escalate`: a person takes a case to a higher tier.

use super::{Team, out};

const NOW: &str = "11-02 12:00";

#[test]
fn the_next_tier_is_named_with_its_roles_and_people() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    let ran =
        team.run(&["escalate", &id, "--why", "beyond what I may decide", "--trigger", "authority"], NOW).expect(0);
    assert!(
        ran.out.starts_with(&format!(
            "{id}: escalated to tier 2: authority (agent, supervisor, technical-lead: wang, li, chen) ("
        )),
        "{}",
        ran.out
    );
    let wanted = "2026-11-02T12:00:00+08:00, by: wang, do: escalate, tier: 2, trigger: authority, why: \"beyond what I may decide\"";
    assert_eq!(team.escalations(&id), [wanted]);
    let shown = team.run(&["show", &id], NOW).expect(0).out;
    assert!(shown.contains("2 (agent, supervisor, technical-lead)"), "{shown}");
    let chinese = team.run(&["escalate", &id, "--why", "x", "--lang", "zh"], NOW).expect(0).out;
    assert!(chinese.contains("升级到第 3 层：要求（agent、general-manager：wang、sun）"), "{chinese}");
}

#[test]
fn a_tier_may_be_skipped_but_not_gone_back_to() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    team.run(&["escalate", &id, "--tier", "3", "--why", "x"], NOW).expect(0);
    let text = team.scene.case(&id);
    for tier in ["1", "2", "3"] {
        let ran = team.run(&["escalate", &id, "--tier", tier, "--why", "x"], NOW).expect(4);
        assert!(ran.err.contains("tier 3 (agent, general-manager)"), "{}", ran.err);
    }
    let ran = team.run(&["escalate", &id, "--why", "x"], NOW).expect(4);
    assert!(ran.err.contains("highest") && ran.err.contains("tier 3"), "{}", ran.err);
    let ran = team.run(&["escalate", &id, "--tier", "4", "--why", "x"], NOW).expect(2);
    assert!(ran.err.contains("the highest is 3"), "{}", ran.err);
    team.run(&["escalate", &id, "--tier", "0", "--why", "x"], NOW).expect(2);
    assert_eq!(team.scene.case(&id), text);
}

#[test]
fn a_reason_is_needed_and_a_closed_case_goes_nowhere() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    let ran = team.run(&["escalate", &id], NOW).expect(2);
    assert!(ran.err.contains("--why"), "{}", ran.err);
    team.run(&["close", &id, "--outcome", "withdrawn"], NOW).expect(0);
    let ran = team.run(&["escalate", &id, "--tier", "1", "--why", "x"], NOW).expect(4);
    assert!(ran.err.contains("reopen"), "{}", ran.err);
}

#[test]
fn escalating_moves_no_deadline() {
    let team = Team::with("");
    let id = team.file("bcdfg", "wang", "normal", &[out("11-02 11:00")]);
    let before = team.rows(&["--within", "99w"], "11-04 18:01");
    team.run(&["escalate", &id, "--why", "x"], "11-04 18:01").expect(0);
    assert_eq!(team.rows(&["--within", "99w"], "11-04 18:01"), before);
    assert!(before.iter().any(|r| r == "feedback critical 2026-11-03T18:00:00+08:00"), "{before:?}");
}

#[test]
fn where_nobody_is_listed_the_built_in_tiers_hold_and_nobody_is_named() {
    let team = Team::exactly("");
    let id = team.case("bcdfg");
    let ran = team.run(&["escalate", &id, "--why", "x"], NOW).expect(0);
    assert!(ran.out.contains("(agent, supervisor, technical-lead: nobody with such a role is listed)"), "{}", ran.out);
}
