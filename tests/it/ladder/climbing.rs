//! `overdue --escalate`: the ladder of missed days (clocks F12).

use super::{Team, amends, out, t};
use amends::store::Lock;
use std::time::Duration;

const FIRST_MISS: &str = "due: 2026-11-03T18:00:00+08:00";

#[test]
fn each_level_brings_in_its_tier_once_however_often_it_runs() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    // A day late is the handler's own matter.
    let late = team.climb("11-03 18:01");
    assert!(late.out.contains("late") && late.err.is_empty(), "{}{}", late.out, late.err);
    assert!(team.escalations(&id).is_empty());

    let first = team.climb("11-04 18:01");
    assert_eq!(
        first.err,
        format!(
            "{id} to tier 2 (agent, supervisor, technical-lead): feedback critical, due 2026-11-03 18:00; wang, li, chen\n"
        )
    );
    let critical = format!(
        "2026-11-04T18:01:00+08:00, by: system, do: escalate, tier: 2, trigger: time, kind: feedback, level: critical, {FIRST_MISS}"
    );
    assert_eq!(team.escalations(&id), std::slice::from_ref(&critical));
    let text = team.scene.case(&id);
    for later in ["11-04 18:01", "11-04 18:30", "11-05 09:00"] {
        let again = team.climb(later);
        assert!(again.out.contains("critical") && again.err.is_empty(), "{}{}", again.out, again.err);
        assert_eq!(team.scene.case(&id), text, "{later}");
    }

    let breach = team.climb("11-05 18:01");
    assert!(
        breach.err.contains("to tier 3 (agent, general-manager): feedback breach, due 2026-11-03 18:00"),
        "{}",
        breach.err
    );
    team.climb("11-09 18:01");
    let wanted = format!(
        "2026-11-05T18:01:00+08:00, by: system, do: escalate, tier: 3, trigger: time, kind: feedback, level: breach, {FIRST_MISS}"
    );
    assert_eq!(team.escalations(&id), [critical, wanted]);
    assert_eq!(team.tier(&id, "11-09 18:01"), 3);
    team.run(&["check"], "11-09 18:01").expect(0);
}

#[test]
fn who_looks_first_on_the_fourth_day_goes_straight_to_the_manager() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    team.climb("11-05 18:01");
    assert_eq!(team.escalations(&id).len(), 1);
    assert!(team.escalations(&id)[0].contains("tier: 3, trigger: time, kind: feedback, level: breach"));
}

#[test]
fn a_new_streak_climbs_anew_and_never_below_the_tier_the_case_is_on() {
    let team = Team::with("");
    let id = team.file("bcdfg", "wang", "normal", &[out("11-02 11:00"), out("11-05 20:00")]);
    team.climb("11-05 18:01");
    // Only what had happened by then counted: two missed days were a third on that evening.
    assert_eq!(team.escalations(&id), [""; 0], "what is on record by now ended the streak");
    team.climb("11-07 18:01");
    assert!(
        team.escalations(&id)[0]
            .contains("tier: 2, trigger: time, kind: feedback, level: critical, due: 2026-11-06T18:00")
    );
    team.run(&["escalate", &id, "--why", "asked for the manager"], "11-07 19:00").expect(0);
    team.run(&["log", &id, "--via", "phone", "-m", "x"], "11-08 12:00").expect(0);
    assert!(team.climb("11-08 18:01").err.is_empty());
    team.climb("11-10 18:01");
    let last = team.escalations(&id).pop().unwrap();
    assert!(last.contains("tier: 3, trigger: time, kind: feedback, level: critical, due: 2026-11-09T18:00"), "{last}");
}

#[test]
fn reopening_begins_no_ladder_but_its_first_streak_does() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    team.climb("11-04 18:01");
    team.run(&["close", &id, "--outcome", "withdrawn"], "11-04 19:00").expect(0);
    assert!(team.climb("11-06 18:01").err.is_empty());
    team.run(&["reopen", &id, "--why", "again"], "11-07 10:00").expect(0);
    assert!(team.climb("11-07 10:01").err.is_empty());
    assert_eq!(team.escalations(&id).len(), 1);
    team.climb("11-09 18:01");
    let last = team.escalations(&id).pop().unwrap();
    assert!(last.contains("kind: first-response, level: critical, due: 2026-11-08T10:00"), "{last}");
}

#[test]
fn an_escalation_by_time_never_takes_a_case_down_and_twice_the_same_is_once() {
    let team = Team::with("");
    let up = |moment: &str, tier: u32, rest: &str| {
        format!("at: {}, by: system, do: escalate, tier: {tier}, {rest}", t(moment))
    };
    let same = format!("trigger: time, kind: feedback, level: critical, {FIRST_MISS}");
    let person =
        |moment: &str, tier: u32| format!("at: {}, by: li, do: escalate, tier: {tier}, trigger: request", t(moment));
    let events = [out("11-02 11:00"), person("11-04 12:00", 3), up("11-04 18:01", 2, &same)];
    let id = team.file("bcdfg", "wang", "normal", &events);
    assert_eq!(team.tier(&id, "11-04 19:00"), 3);
    // What a person wrote holds as written, and the same rung from another clone takes nothing back.
    let events = [&events[..], &[person("11-04 20:00", 1), up("11-04 21:00", 2, &same)]].concat();
    team.file("bcdfg", "wang", "normal", &events);
    assert_eq!(team.tier(&id, "11-04 22:00"), 1);
    assert_eq!(team.ids(&["list", "--tier", "1"], "11-04 22:00"), [id]);
}

#[test]
fn a_retracted_escalation_is_not_written_again() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    team.climb("11-04 18:01");
    let text = team.scene.case(&id);
    let event = text.lines().last().unwrap().split(['{', ',']).nth(1).unwrap().trim_start_matches("id: ");
    team.run(&["retract", &id, event, "--why", "li knows already"], "11-04 19:00").expect(0);
    assert_eq!(team.tier(&id, "11-04 19:00"), 1);
    assert!(team.climb("11-04 20:00").err.is_empty());
    assert_eq!(team.tier(&id, "11-04 20:00"), 1);
}

#[test]
fn a_grave_case_goes_up_by_its_severity_where_no_deadline_has_passed() {
    let team = Team::with("");
    let answered = [out("11-02 11:00")];
    let major = team.file("bcdfg", "wang", "major", &answered);
    let serious = team.file("hjkmn", "wang", "serious", &answered);
    let normal = team.file("pqrst", "wang", "normal", &answered);
    // A choice among rows is one about deadlines, and these have none that passed.
    for flags in [["--level", "critical"], ["--kind", "feedback"]] {
        assert!(team.run(&[&["overdue", "--escalate"][..], &flags].concat(), "11-02 12:00").expect(0).err.is_empty());
    }
    let ran = team.climb("11-02 12:00");
    assert!(ran.out.is_empty(), "{}", ran.out);
    assert_eq!(
        ran.err,
        format!(
            "{major} to tier 3 (agent, general-manager): severity major; wang, sun\n{serious} to tier 2 (agent, supervisor, technical-lead): severity serious; wang, li, chen\n"
        )
    );
    assert!(team.escalations(&major)[0].ends_with("do: escalate, tier: 3, trigger: severity, level: major"));
    assert!(team.climb("11-02 12:01").err.is_empty());
    assert!(team.escalations(&normal).is_empty());
}

#[test]
fn a_severity_brings_a_case_up_once_whatever_a_person_decides_after_it() {
    let team = Team::with("");
    let up =
        |moment: &str| format!("at: {}, by: system, do: escalate, tier: 3, trigger: severity, level: major", t(moment));
    let person = |moment: &str, rest: &str| format!("at: {}, by: li, {rest}", t(moment));
    let down = "do: escalate, tier: 1, trigger: authority";
    let events = [
        out("11-02 11:00"),
        person("11-02 12:00", "do: assess, severity: major"),
        up("11-02 13:00"),
        person("11-02 14:00", down),
        up("11-02 14:30"),
    ];
    let id = team.file("bcdfg", "wang", "normal", &events);
    // Another clone noticed the same.
    assert_eq!(team.tier(&id, "11-02 13:30"), 3);
    assert_eq!(team.tier(&id, "11-02 15:00"), 1);
    // Urgency leaves the severity as it is.
    for urgent in ["yes", "no"] {
        team.run(&["assess", &id, "--urgent", urgent, "--by", "li"], "11-02 15:00").expect(0);
        assert!(team.climb("11-02 15:00").err.is_empty(), "{urgent}");
    }
    assert_eq!((team.tier(&id, "11-02 15:00"), team.escalations(&id).len()), (1, 3));
    // Milder and grave again is another matter, and so is the severity that the case came in with.
    team.run(&["assess", &id, "--severity", "normal", "--why", "a mistake"], "11-02 16:00").expect(0);
    team.run(&["assess", &id, "--severity", "major"], "11-02 17:00").expect(0);
    assert_eq!((team.tier(&id, "11-02 17:00"), team.escalations(&id).len()), (3, 4));
    let events = [out("11-02 11:00"), up("11-02 13:00"), person("11-02 14:00", down), up("11-02 14:30")];
    let id = team.file("hjkmn", "wang", "major", &events);
    assert_eq!(team.tier(&id, "11-02 15:00"), 1);
}

#[test]
fn a_severity_that_is_said_again_writes_no_escalation_without_effect() {
    let team = Team::with("");
    let event = |moment: &str, rest: &str| format!("at: {}, by: li, do: escalate, {rest}", t(moment));
    let events = [
        out("11-02 11:00"),
        event("11-02 12:00", "tier: 3, trigger: severity, level: major"),
        event("11-02 13:00", "tier: 1, trigger: authority"),
    ];
    let id = team.file("bcdfg", "wang", "major", &events);
    let ran = team.run(&["assess", &id, "--severity", "major"], "11-02 14:00").expect(0);
    assert!(!ran.out.contains("escalated"), "{}", ran.out);
    assert_eq!((team.tier(&id, "11-02 14:00"), team.escalations(&id).len()), (1, 2));
    let ran = team.run(&["assess", &id, "--severity", "serious", "--why", "less"], "11-02 15:00").expect(0);
    assert!(ran.out.contains("escalated to tier 2"), "{}", ran.out);
}

#[test]
fn the_policy_says_which_tier_a_level_and_a_severity_bring_in() {
    let tiers = "[[tier]]\nlevel = 1\nroles = [\"agent\"]\n[[tier]]\nlevel = 2\nroles = [\"call-back\"]\n";
    let team = Team::with(tiers);
    let (id, grave) = (team.case("bcdfg"), team.file("hjkmn", "wang", "major", &[out("11-05 11:00")]));
    team.climb("11-05 18:01");
    // Where there are two tiers the second is the last.
    assert!(team.escalations(&id)[0].contains("tier: 2, trigger: time, kind: feedback, level: breach"));
    assert!(team.escalations(&grave)[0].contains("tier: 2, trigger: severity"));

    let team =
        Team::with("[feedback]\ntiers = { critical = 3 }\n[severity.minor]\ntier = 2\n[severity.major]\ntier = 1\n");
    let (id, minor) = (team.case("bcdfg"), team.file("hjkmn", "wang", "minor", &[out("11-04 11:00")]));
    let major = team.file("pqrst", "wang", "major", &[out("11-04 11:00")]);
    team.climb("11-04 18:01");
    assert!(team.escalations(&id)[0].contains("tier: 3, trigger: time, kind: feedback, level: critical"));
    assert!(team.escalations(&minor)[0].contains("tier: 2, trigger: severity"));
    assert!(team.escalations(&major).is_empty());
}

#[test]
fn a_dry_run_says_what_it_would_write_and_writes_nothing() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    let text = team.scene.case(&id);
    let ran = team.run(&["overdue", "--escalate", "-n"], "11-04 18:01").expect(0);
    assert!(ran.out.contains("critical"), "{}", ran.out);
    assert!(ran.err.starts_with(&format!("{id} would go to tier 2 (")), "{}", ran.err);
    assert!(ran.err.ends_with("dry run: nothing was written\n"), "{}", ran.err);
    assert_eq!(team.scene.case(&id), text);
    let chinese = team.run(&["overdue", "--escalate", "-n", "--lang", "zh"], "11-04 18:01").expect(0);
    assert!(chinese.err.contains("将升级到第 2 层"), "{}", chinese.err);
    // Without --escalate there is nothing that a dry run could leave out.
    team.run(&["overdue", "-n"], "11-04 18:01").expect(2);
}

#[test]
fn only_the_rows_that_are_chosen_go_up() {
    let team = Team::with("");
    let (one, two) = (team.case("bcdfg"), team.file("hjkmn", "li", "serious", &[out("11-02 11:00")]));
    let ran = team.run(&["overdue", "--escalate", "--owner", "li", "--exit-code"], "11-04 18:01").expect(1);
    assert!(!ran.out.contains(&one), "{}", ran.out);
    assert!(team.escalations(&one).is_empty());
    assert_eq!(
        team.escalations(&two).len(),
        1,
        "the tier that the deadline brought in is the one the severity asks for"
    );
    let three = team.case("pqrst");
    team.run(&["overdue", "--escalate", "--kind", "promise"], "11-04 18:01").expect(0);
    team.run(&["overdue", "--escalate", "--level", "breach"], "11-04 18:01").expect(0);
    assert!(team.escalations(&three).is_empty());
}

#[test]
fn a_damaged_case_is_named_and_left_alone_and_the_others_go_up() {
    let team = Team::with("");
    let (sound, doubtful) = (team.case("bcdfg"), team.case("hjkmn"));
    team.scene.write("cases/2026/11/2026-11-02-pqrst.yaml", "id: [\n");
    let twin =
        team.scene.case(&doubtful) + "  - {id: e1, at: 2026-11-02T11:00:00+08:00, by: wang, do: note, note: \"x\"}\n";
    team.scene.write(&format!("cases/2026/11/{doubtful}.yaml"), &twin);
    let ran = team.run(&["overdue", "--escalate"], "11-04 18:01").expect(3);
    assert!(
        ran.err.contains("2026-11-02-pqrst.yaml:") && ran.err.contains(&format!("{sound} to tier 2")),
        "{}",
        ran.err
    );
    assert_eq!(team.escalations(&sound).len(), 1);
    assert_eq!(team.scene.case(&doubtful), twin);
}

#[test]
fn a_closed_case_takes_no_escalation_whatever_now_says() {
    let team = Team::with("");
    let closed = format!("at: {}, by: wang, do: close, outcome: goodwill", t("11-06 12:00"));
    let id = team.file("bcdfg", "wang", "normal", &[out("11-02 11:00"), closed]);
    let ran = team.climb("11-04 18:01");
    assert!(ran.out.contains("critical") && ran.err.is_empty(), "{}{}", ran.out, ran.err);
    assert!(team.escalations(&id).is_empty());
}

#[test]
fn it_needs_no_environment_no_actor_and_no_git() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    let mut command = amends(team.scene.root());
    command.env_clear().args(["overdue", "--escalate", "--now", &t("11-04 18:01")]);
    let output = command.output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(team.escalations(&id).len(), 1);
}

#[test]
fn without_anything_to_write_it_does_not_wait_for_the_lock() {
    let team = Team::with("");
    team.case("bcdfg");
    let held = Lock::take(team.scene.root(), "li", Duration::ZERO).expect("the lock");
    team.climb("11-03 18:01");
    team.run(&["overdue", "--escalate", "-n"], "11-04 18:01").expect(0);
    drop(held);
}

#[test]
fn a_workspace_that_stays_busy_is_exit_6_and_the_rows_are_printed_all_the_same() {
    let team = Team::with("");
    let id = team.case("bcdfg");
    let held = Lock::take(team.scene.root(), "li", Duration::ZERO).expect("the lock");
    let ran = team.run(&["overdue", "--escalate"], "11-04 18:01").expect(6);
    assert!(ran.out.contains(&id), "{}", ran.out);
    assert!(ran.err.contains("li"), "{}", ran.err);
    drop(held);
    assert!(team.escalations(&id).is_empty());
}
