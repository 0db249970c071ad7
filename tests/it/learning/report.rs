//! `report learning`, reckoned by hand.

use super::POLICY;
use crate::scene::{Ran, Scene};
use amends::case::stamp::parse_date;
use amends::policy::Learning as Thresholds;
use amends::report::Period;
use amends::report::learning::{Hit, Learning, Need, Question};
use serde_json::{Value, json};

/// Five cases of one shop:
///
/// - `a` of 2 November: glue, ours, an action done by li and found effective by zhao on the 10th, the workshop told,
///   closed on the 12th with a lesson.
/// - `b` of 9 November: glue, first assessed as ours, then as the supplier's; an action that is due on the 15th and open.
/// - `c` of 20 November: glue and a cause in words, a grievance about staff, closed on the 25th without a lesson.
/// - `d` of 25 October, in another category: glue in October, conduct of staff flagged on 4 November.
/// - `e` of 28 November: about the conduct of staff.
fn shop(policy: &str) -> Scene {
    let scene = Scene::workspace();
    scene.write("amends.toml", format!("{POLICY}{policy}"));
    let case = |tail: &str, received: &str, facts: &str, events: &[&str]| {
        let id = format!("2026-{received}-{tail}");
        let month = &received[..2];
        let mut text = format!(
            "id: {id}\ntitle: \"鞋底开胶 {tail}\"\nreceived: 2026-{received}T10:00:00+08:00\nchannel: phone\ncustomer: \"王女士\"\ncontact: \"1\"\ndemand: \"换一双\"\n{facts}playbook: four-step@1\ndescription: \"开胶\"\nlog:\n  - {{id: e0, at: 2026-{received}T10:00:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}}\n"
        );
        for (n, event) in events.iter().enumerate() {
            let (day, rest) = event.split_once(' ').expect("a day");
            text += &format!("  - {{id: e{}, at: 2026-{day}T12:00:00+08:00, {rest}}}\n", n + 1);
        }
        scene.write(&format!("cases/2026/{month}/{id}.yaml"), text);
    };
    case(
        "bbbbb",
        "11-02",
        "category: product\nproduct: shoes\n",
        &[
            "11-03 by: wang, do: cause, code: glue, what: \"glue past its date\", bone: \"material\", whys: [\"no label\", \"bought loose\"], department: workshop",
            "11-03 by: wang, do: assess, fault: ours",
            "11-04 by: wang, do: action, what: \"label the pots\", owner: li, due: 2026-11-06",
            "11-05 by: li, do: done, of: e3",
            "11-06 by: wang, do: tell-team, note: \"look at the dates\", department: workshop",
            "11-10 by: zhao, do: verify, of: e3, effective: true",
            "11-12 by: wang, do: close, outcome: upheld, lesson: \"Label every pot\"",
        ],
    );
    case(
        "ccccc",
        "11-09",
        "category: product\nproduct: shoes\n",
        &[
            "11-10 by: wang, do: cause, code: glue, what: \"old glue\", bone: \"material\"",
            "11-10 by: wang, do: assess, fault: ours",
            "11-11 by: wang, do: assess, fault: supplier",
            "11-11 by: wang, do: action, what: \"another supplier\", owner: zhao, due: 2026-11-15",
        ],
    );
    case(
        "ddddd",
        "11-20",
        "category: product\nproduct: shoes\ndepartment: workshop\n",
        &[
            "11-21 by: wang, do: cause, code: glue, what: \"glue\", bone: \"material\"",
            "11-21 by: wang, do: cause, what: \"nothing written down\", bone: \"method\"",
            "11-22 by: wang, do: grievance, what: \"rude\", category: staff-conduct",
            "11-25 by: wang, do: close, outcome: goodwill",
        ],
    );
    case(
        "fffff",
        "10-25",
        "category: service\n",
        &[
            "10-26 by: wang, do: cause, code: glue, what: \"glue\"",
            "11-04 by: wang, do: assess, flags: [staff-conduct]",
        ],
    );
    case("ggggg", "11-28", "category: staff-conduct\n", &[]);
    scene
}

const A: &str = "2026-11-02-bbbbb";
const B: &str = "2026-11-09-ccccc";
const C: &str = "2026-11-20-ddddd";
const D: &str = "2026-10-25-fffff";
const E: &str = "2026-11-28-ggggg";

fn learn(scene: &Scene, args: &[&str], now: &str) -> Ran {
    scene.run(&[&["report", "learning"], args, &["--now", now]].concat()).expect(0)
}

fn november(scene: &Scene) -> Value {
    let ran = learn(scene, &["-f", "json"], "2026-11-30T20:00:00+08:00");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_figures_of_a_month_are_those_reckoned_by_hand() {
    let report = november(&shop(""));
    assert_eq!((&report["since"], &report["until"]), (&json!("2026-11-01"), &json!("2026-11-30")));
    assert_eq!(report["schema"], "amends.report.learning/1");
    assert_eq!(report["received"], 4);
    assert_eq!(
        report["causes"],
        json!({
            "of": 3, "closed": 2, "closed_with_cause": 2, "closed_with_cause_percent": 100.0,
            "items": [
                {"code": "glue", "what": "glue past its date", "count": 3, "of": 3, "percent": 100.0, "cases": [A, B, C]},
                {"code": null, "what": "nothing written down", "count": 1, "of": 3, "percent": 33.3, "cases": [C]},
            ],
        })
    );
    let faults: Vec<(&Value, &Value)> =
        report["fault"]["items"].as_array().unwrap().iter().map(|i| (&i["fault"], &i["cases"])).collect();
    assert_eq!(report["fault"]["of"], 2);
    assert_eq!(
        faults,
        [
            (&json!("ours"), &json!([A])),
            (&json!("customer"), &json!([])),
            (&json!("supplier"), &json!([B])),
            (&json!("shared"), &json!([])),
            (&json!("nobody"), &json!([])),
        ]
    );
    assert_eq!(
        report["fishbone"],
        json!([
            {"bone": "material", "causes": [
                {"code": "glue", "what": "glue past its date", "whys": [["no label", "bought loose"]], "cases": [A, B, C]},
            ]},
            {"bone": "method", "causes": [
                {"code": null, "what": "nothing written down", "whys": [], "cases": [C]},
            ]},
        ])
    );
    // The case of October helps to see the pattern of November.
    let pattern = |code: Value, category: Value, product: Value, first: &str, cases: &[&str]| {
        json!({
            "code": code, "category": category, "product": product, "count": cases.len(), "first": first,
            "last": "2026-11-20", "cases": cases,
        })
    };
    assert_eq!(
        report["recurring"],
        json!([
            pattern(json!("glue"), Value::Null, Value::Null, "2026-10-25", &[D, A, B, C]),
            pattern(Value::Null, json!("product"), json!("shoes"), "2026-11-02", &[A, B, C]),
        ])
    );
    // `b` came in the day before the check, `c` ten days after it.
    assert_eq!(
        report["relapses"],
        json!({"again": 1, "of": 1, "percent": 100.0, "items": [{
            "case": A, "action": "e3", "what": "label the pots", "effective_since": "2026-11-10",
            "watched_until": "2027-02-08", "immature": true, "cases": [C],
        }]})
    );
    assert_eq!(
        report["actions"],
        json!({
            "open": 1, "overdue": 1, "unchecked": 0, "judged": 1, "effective": 1, "effective_percent": 100.0,
            "items": [
                {"case": A, "id": "e3", "what": "label the pots", "owner": "li", "due": "2026-11-06",
                 "state": "effective", "overdue": false, "judged": "2026-11-10"},
                {"case": B, "id": "e4", "what": "another supplier", "owner": "zhao", "due": "2026-11-15",
                 "state": "open", "overdue": true, "judged": null},
            ],
        })
    );
    assert_eq!(
        report["training"],
        json!([
            {"sign": "flagged", "category": null, "count": 1, "cases": [D]},
            {"sign": "grieved", "category": null, "count": 2, "cases": [C, E]},
            {"sign": "category", "category": "product", "count": 3, "cases": [A, B, C]},
        ])
    );
    assert_eq!(
        report["lessons"],
        json!({"with_lesson": 1, "of": 2, "percent": 50.0, "items": [
            {"day": "2026-11-12", "case": A, "title": "鞋底开胶 bbbbb", "lesson": "Label every pot"},
        ]})
    );
    assert_eq!(
        report["departments"],
        json!([{
            "department": "workshop", "concerned": [A, C], "count": 1, "of": 2, "percent": 50.0, "cases": [A],
            "notes": [{"case": A, "note": "look at the dates"}],
        }])
    );
}

#[test]
fn the_page_says_the_same_in_both_languages() {
    let scene = shop("");
    let page = |lang: &str| learn(&scene, &["--lang", lang], "2026-11-30T20:00:00+08:00").out;
    let english = page("en");
    for wanted in [
        "Period 2026-11-01 … 2026-11-30\nreceived: 4\n",
        "| Old glue | 100.0 % (3/3) |",
        "  closed cases with a cause on record  100.0 % (2/2)\n",
        "  ours            50.0 % (1/2)  2026-11-02-bbbbb\n",
        "<= 3 complaints with a cause\n|\n+== material\n",
        "why? no label\n",
        "M16 recurring: same cause code, or category and product, in 3 or more cases received within 30 days\n",
        "Product quality, shoes",
        "M11 recurrence: same cause code and category within 90 days after an action was found effective\n  again  100.0 % (1/1)\n",
        "2027-02-08",
        "  of those overdue                   100.0 % (1/1)\n",
        "| recurring: Product quality ",
        "Lessons: closes with a lesson / closes in the period\n  50.0 % (1/2)\n",
        "| Workshop   | 50.0 % (1/2) |",
    ] {
        assert!(english.contains(wanted), "{wanted}\n{english}");
    }
    let chinese = page("zh");
    for wanted in [
        "期间 2026-11-01 … 2026-11-30\n收到：4\n",
        "| 胶水过期 | 100.0 % (3/3) |",
        "<= 3 件查明原因的投诉\n|\n+== 物料\n",
        "M16 反复发生：30 天内收到 3 件及以上，原因代码相同，或类别与产品都相同\n",
        "产品质量、shoes",
        "M11 复发：措施验证有效后 90 天内，又收到原因代码和类别都相同的投诉\n",
        "| 反复发生：产品质量 ",
        "| 车间 | 50.0 % (1/2) |",
    ] {
        assert!(chinese.contains(wanted), "{wanted}\n{chinese}");
    }
}

#[test]
fn the_thresholds_of_the_policy_decide_what_is_a_pattern() {
    // 25 October to 9 November is fifteen days, 2 to 20 November eighteen.
    let report = november(&shop("[learning]\nwithin = \"15d\"\nrelapse = \"9d\"\n"));
    assert_eq!(report["thresholds"], json!({"recurring": 3, "within_days": 15, "relapse_days": 9}));
    let found: Vec<&Value> = report["recurring"].as_array().unwrap().iter().map(|r| &r["cases"]).collect();
    assert_eq!(found, [&json!([D, A, B])]);
    let relapse = &report["relapses"];
    assert_eq!((&relapse["again"], &relapse["of"]), (&json!(0), &json!(1)));
    assert_eq!(relapse["items"][0]["immature"], false);
    let report = november(&shop("[learning]\nwithin = \"2w\"\n"));
    assert_eq!(report["recurring"], json!([]));
    let report = november(&shop("[learning]\nrecurring = 5\n"));
    assert_eq!(report["recurring"], json!([]));
    let report = november(&shop("[learning]\nrecurring = 2\nwithin = \"7d\"\nrelapse = \"10d\"\n"));
    assert_eq!(report["recurring"][1]["cases"], json!([A, B]));
    assert_eq!(report["relapses"]["again"], 1);
}

#[test]
fn a_month_without_anything_is_a_report_too() {
    let scene = shop("");
    let nil = learn(&scene, &["--month", "2026-09"], "2026-11-30T20:00:00+08:00").out;
    assert!(nil.contains("received: 0\n") && nil.contains("\nFishbone of the period\n  none\n"), "{nil}");
    // In December the action is still watched and the other one still open.
    let report = learn(&scene, &["--since", "2026-12-01", "-f", "json"], "2026-12-20T20:00:00+08:00");
    let report: Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!((&report["received"], &report["recurring"]), (&json!(0), &json!([])));
    assert_eq!((&report["relapses"]["again"], &report["relapses"]["of"]), (&json!(0), &json!(1)));
    assert_eq!((&report["actions"]["open"], &report["actions"]["judged"]), (&json!(1), &json!(0)));
    // October ends before any of it was known.
    let report = learn(&scene, &["--month", "2026-10", "-f", "json"], "2026-11-30T20:00:00+08:00");
    let report: Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!((&report["received"], &report["causes"]["of"]), (&json!(1), &json!(1)));
    assert_eq!((&report["actions"]["items"], &report["training"]), (&json!([]), &json!([])));
    // Nothing at all, in an empty workspace.
    assert!(Scene::workspace().now(&["report", "learning", "--lang", "zh"]).expect(0).out.contains("收到：0"));
}

#[test]
fn a_damaged_case_is_named_and_the_code_says_so() {
    let scene = shop("");
    scene.write("cases/2026/11/2026-11-29-zzzzz.yaml", "id: [\n");
    let ran = scene.run(&["report", "learning", "--now", "2026-11-30T20:00:00+08:00"]).expect(3);
    assert!(ran.out.contains("[incomplete]") && ran.out.contains("2026-11-29-zzzzz"), "{}", ran.out);
}

#[test]
fn wrong_calls_and_wrong_settings_are_named() {
    let scene = shop("");
    for args in [
        &["report", "learning", "--month", "2026-13"][..],
        &["report", "learning", "--since", "2026-11-09", "--until", "2026-11-01"],
        &["report", "learning", "--format", "csv"],
        &["report", "learning", "--group-by", "owner"],
        &["report", "--group-by", "owner", "learning"],
    ] {
        scene.now(args).expect(2);
    }
    for (policy, english, chinese) in [
        ("[learning]\nrecuring = 3\n", "did you mean `recurring`", "是不是“recurring”"),
        ("[learning]\nwithin = \"30h\"\n", "days or weeks", "天数或周数"),
        ("[learning]\nrecurring = 1\n", "a whole number from 2 to 1000", "2 到 1000 的整数"),
    ] {
        let scene = shop(policy);
        for (lang, wanted) in [("en", english), ("zh", chinese)] {
            let ran = scene.now(&["report", "learning", "--lang", lang]).expect(7);
            assert!(ran.err.contains(wanted), "{}", ran.err);
        }
    }
}

/// Texts with a phrase that is not for customers come from elsewhere, and are counted once each.
#[test]
fn phrases_in_texts_to_customers_are_a_sign() {
    let day = |text: &str| parse_date(text).unwrap();
    let hit = |case: &str, event: &str| Hit { case: case.to_owned(), event: event.to_owned() };
    let hits = [hit("x", "1"), hit("x", "2"), hit("y", "1"), hit("x", "1")];
    let question = Question {
        period: Period { since: day("2026-11-01"), until: day("2026-11-30") },
        today: day("2026-11-30"),
        thresholds: Thresholds::default(),
        hits: &hits,
    };
    let training = Learning::of(Vec::new(), &question).training;
    assert_eq!(training.len(), 1);
    assert_eq!((&training[0].need, training[0].count, training[0].cases.len()), (&Need::Phrases, 3, 2));
}

#[test]
fn what_the_fields_of_a_procedure_say_counts_where_nobody_recorded_more() {
    let scene = Scene::workspace();
    scene.write("amends.toml", POLICY);
    let one = scene.open("2026-11-21T14:00:00+08:00", &[]);
    let two = scene.open("2026-11-21T15:00:00+08:00", &[]);
    for id in [&one, &two] {
        scene.now(&["advance", id, "--force", "--why", "x"]).expect(0);
        let set = ["--set", "cause=A torn fly screen", "--set", "fault=ours"];
        scene.now(&[&["tick", id][..], &set].concat()).expect(0);
    }
    // A cause on record and an assessed fault take the place of the fields.
    scene.now(&["cause", &two, "-m", "nobody looked", "--fault", "supplier"]).expect(0);
    for id in [&one, &two] {
        scene.now(&["close", id, "--outcome", "withdrawn"]).expect(0);
    }
    let report = november(&scene);
    let causes = report["causes"]["items"].as_array().unwrap();
    let seen: Vec<(&Value, &Value, &Value)> = causes.iter().map(|c| (&c["what"], &c["code"], &c["cases"])).collect();
    let (ours, theirs) = (json!([one]), json!([two]));
    assert!(seen.contains(&(&json!("A torn fly screen"), &Value::Null, &ours)) && seen.len() == 2, "{seen:?}");
    assert_eq!(report["causes"]["closed_with_cause"], 2);
    let faults = report["fault"]["items"].as_array().unwrap();
    let of = |fault: &str| faults.iter().find(|f| f["fault"] == fault).unwrap()["cases"].clone();
    assert_eq!((of("ours"), of("supplier")), (ours, theirs));
    for (lang, rate) in [("en", "closed cases with a cause on record  100.0 % (2/2)"), ("zh", "100.0%")] {
        let ran = learn(&scene, &["--lang", lang], "2026-11-30T20:00:00+08:00");
        assert!(ran.out.contains("A torn fly screen") && ran.out.replace(" %", "%").contains(&rate.replace(" %", "%")));
    }
    let drawn = scene.now(&["show", &one, "--fishbone"]).expect(0);
    assert_eq!(drawn.out, "<= 鞋底开胶\n|\n+== (not stated)\n    +- A torn fly screen\n");
    assert!(drawn.err.is_empty(), "{}", drawn.err);
    let shown: Value = serde_json::from_str(&scene.now(&["show", &one, "-f", "json"]).expect(0).out).unwrap();
    assert!(shown.to_string().contains("\"what\":\"A torn fly screen\""), "{shown}");
    let shown = scene.now(&["show", &two, "--fishbone"]).expect(0).out;
    assert!(shown.contains("nobody looked") && !shown.contains("fly screen"), "{shown}");
}
