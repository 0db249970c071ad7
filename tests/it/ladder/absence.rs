//! Who is away, and who sees the cases.

use super::{Team, out, t};
use crate::scene::{Ran, amends};

/// On 5 November wang is away for li, li for chen, and sun for nobody; on the 10th wang and li are away for each other.
const AWAY: &str = r#"
[[person]]
id = "wang"
away = [{ from = 2026-11-04, to = 2026-11-06, deputy = "li" }, { from = 2026-11-10, to = 2026-11-10, deputy = "li" }]
[[person]]
id = "li"
away = [{ from = 2026-11-05, to = 2026-11-05, deputy = "chen" }, { from = 2026-11-10, to = 2026-11-10, deputy = "wang" }]
[[person]]
id = "chen"
[[person]]
id = "sun"
away = [{ from = 2026-11-05, to = 2026-11-07 }]
"#;

/// A case of each of wang, li and sun.
fn team() -> (Team, [String; 3]) {
    let team = Team::exactly(AWAY);
    let ids = [("bcdfg", "wang"), ("hjkmn", "li"), ("pqrst", "sun")]
        .map(|(tail, owner)| team.file(tail, owner, "normal", &[out("11-02 11:00")]));
    (team, ids)
}

#[test]
fn a_deputy_sees_the_cases_of_whom_they_stand_in_for_as_long_as_that_lasts() {
    let (team, [wang, li, _]) = team();
    for command in [&["overdue", "--owner"][..], &["today", "--owner"], &["list", "--owner"]] {
        let of = |who: &str, now: &str| team.ids(&[command, &[who]].concat(), now);
        // Before, on the first and the last day, and after; the day is the workspace's.
        assert_eq!(of("li", "11-03 23:59"), std::slice::from_ref(&li), "{command:?}");
        assert_eq!(of("li", "11-04 00:01"), [wang.clone(), li.clone()], "{command:?}");
        assert_eq!(of("li", "11-06 23:59"), [wang.clone(), li.clone()], "{command:?}");
        assert_eq!(of("li", "11-07 00:01"), std::slice::from_ref(&li), "{command:?}");
        // Whoever is away still sees what is theirs.
        assert_eq!(of("wang", "11-05 19:00"), std::slice::from_ref(&wang), "{command:?}");
        // A deputy who is away hands on.
        assert_eq!(of("chen", "11-05 19:00"), [wang.clone(), li.clone()], "{command:?}");
        assert!(of("chen", "11-06 19:00").is_empty(), "{command:?}");
        // Two who stand in for each other go round once.
        assert_eq!(of("wang", "11-10 19:00"), [wang.clone(), li.clone()], "{command:?}");
        assert_eq!(of("li", "11-10 19:00"), [wang.clone(), li.clone()], "{command:?}");
    }
    let me = team.run(&["overdue", "-q", "--owner", "me", "--by", "chen"], "11-05 19:00").expect(0);
    assert_eq!(me.out.lines().count(), 2, "{}", me.out);
}

#[test]
fn the_table_names_who_stands_in_and_the_data_the_owner() {
    let (team, [wang, ..]) = team();
    for command in ["overdue", "today", "list"] {
        let mut wide = amends(team.scene.root());
        wide.env("COLUMNS", "200").args([command, "--now", &t("11-05 19:00")]);
        let table = Ran::of(wide.output().expect("the binary runs")).expect(0).out;
        assert!(table.contains("wang → chen") && table.contains("li → chen"), "{table}");
        let items = team.items(&[command], "11-05 19:00");
        let item = items.iter().find(|i| i["case"] == *wang).expect("the case");
        assert_eq!(item["owner"], "wang", "{command}");
        let tsv = team.run(&[command, "--format", "tsv"], "11-05 19:00").expect(0).out;
        assert!(!tsv.contains('→'), "{tsv}");
        assert!(!team.run(&[command], "11-08 19:00").expect(0).out.contains('→'));
    }
}

#[test]
fn overdue_cases_that_nobody_looks_after_are_named() {
    let (team, _) = team();
    for command in ["overdue", "today"] {
        let ran = team.run(&[command], "11-05 19:00").expect(0);
        assert_eq!(ran.err, "sun is away and nobody stands in; overdue cases: 1\n", "{command}");
        let chinese = team.run(&[command, "--lang", "zh"], "11-05 19:00").expect(0);
        assert_eq!(chinese.err, "sun 缺勤，无人代理；超期工单 1 份\n");
        assert!(team.run(&[command], "11-08 19:00").expect(0).err.is_empty());
        // In a circle nobody is there.
        let circle = team.run(&[command], "11-10 19:00").expect(0).err;
        assert_eq!(circle.lines().count(), 2, "{circle}");
    }
    // What isn't overdue yet is no alarm.
    assert!(team.run(&["overdue", "--within", "9w", "--owner", "chen"], "11-02 19:00").expect(0).err.is_empty());
}

#[test]
fn the_ladder_takes_the_cases_of_the_absent_with_the_deputys() {
    let (team, [wang, li, sun]) = team();
    team.run(&["overdue", "--escalate", "--owner", "chen"], "11-05 19:00").expect(0);
    assert_eq!((team.escalations(&wang).len(), team.escalations(&li).len()), (1, 1));
    assert!(team.escalations(&sun).is_empty());
}

#[test]
fn handing_over_to_somebody_who_is_away_is_said() {
    let (team, [wang, ..]) = team();
    let ran = team.run(&["assign", &wang, "sun"], "11-05 19:00").expect(0);
    assert_eq!(ran.err, "sun is away until 2026-11-07, and nobody stands in\n");
    let ran = team.run(&["assign", &wang, "li"], "11-05 19:00").expect(0);
    assert!(ran.err.starts_with("li is away until 2026-11-05; chen stands in\n"), "{}", ran.err);
    let ran = team.run(&["assign", &wang, "chen"], "11-05 19:00").expect(0);
    assert!(!ran.err.contains("away"), "{}", ran.err);
}

#[test]
fn absences_may_follow_each_other_and_a_deputy_may_be_listed_later() {
    let team = Team::exactly(
        "[[person]]\nid = \"wang\"\naway = [{ from = 2026-11-07, to = 2026-11-08, deputy = \"li\" }, { from = 2026-11-04, to = 2026-11-06, deputy = \"li\" }]\n[[person]]\nid = \"li\"\n",
    );
    team.run(&["check"], "11-05 19:00").expect(0);
}
