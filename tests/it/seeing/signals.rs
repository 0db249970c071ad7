//! The six signals, each below its threshold and at it, and where they are shown.

use super::{Desk, event, out, t};
use serde_json::Value;

const NOW: &str = "11-02 17:00";

fn told_again(moment: &str) -> String {
    event(moment, "contact, dir: in, via: phone, reached: true, update: true, retold: true")
}

fn came(moment: &str, via: &str) -> String {
    event(moment, &format!("contact, dir: in, via: {via}, reached: true, update: true"))
}

fn assign(moment: &str, owner: &str) -> String {
    event(moment, &format!("assign, owner: {owner}"))
}

fn advance(moment: &str, step: &str, to: &str) -> String {
    event(moment, &format!("advance, step: {step}, to: {to}"))
}

/// Each row: the events of a case behind `open`, and what they come to.
#[test]
fn each_signal_below_its_threshold_and_at_it() {
    let answered = |rest: Vec<String>| [vec![out("11-02 11:00")], rest].concat();
    let contradicting = event("11-02 13:00", "contact, dir: out, via: phone, reached: true, contradicts: e1");
    let table: Vec<(Vec<String>, &[&str])> = vec![
        // R31
        (vec![assign("11-02 12:00", "li"), assign("11-02 13:00", "chen")], &[]),
        (
            vec![assign("11-02 12:00", "li"), assign("11-02 13:00", "chen"), assign("11-02 14:00", "wang")],
            &["passed-around e2 e3 e4"],
        ),
        // A step done in between is no passing around, and a hand-over to the same person is none.
        (
            vec![
                assign("11-02 12:00", "li"),
                assign("11-02 13:00", "chen"),
                advance("11-02 13:30", "begin", "look"),
                assign("11-02 14:00", "wang"),
                assign("11-02 14:10", "wang"),
                assign("11-02 14:20", "li"),
            ],
            &[],
        ),
        // R32
        (vec![told_again("11-02 12:00")], &[]),
        (vec![told_again("11-02 12:00"), told_again("11-02 13:00")], &["told-again e2 e3"]),
        // R33: the second visit led somewhere, the first did not.
        (vec![came("11-02 12:00", "counter")], &[]),
        (vec![came("11-02 12:00", "phone"), came("11-02 13:00", "counter")], &[]),
        (vec![came("11-02 12:00", "counter"), came("11-02 13:00", "in-person")], &["visits-in-vain e2 e3"]),
        (
            vec![came("11-02 12:00", "visit"), came("11-02 13:00", "visit"), advance("11-02 13:30", "begin", "look")],
            &[],
        ),
        // R34
        (vec![contradicting], &["contradictions e2"]),
        // R35
        (vec![event("11-02 12:00", "assess, flags: [staff-conduct]")], &["disrespect e2"]),
        (vec![event("11-02 12:00", "grievance, what: \"Shouted at\", category: staff-conduct")], &["disrespect e2"]),
        (vec![event("11-02 12:00", "grievance, what: \"Late\", category: delivery")], &[]),
    ];
    for (n, (events, wanted)) in table.into_iter().enumerate() {
        let desk = Desk::plain();
        let id = desk.file("bcdfg", "", &answered(events));
        assert_eq!(desk.signals(&id, NOW), wanted, "row {n}");
    }
}

#[test]
fn a_customer_left_without_an_answer_for_more_than_a_day_is_not_respected() {
    let asks = event("11-02 12:00", "contact, dir: in, via: phone, reached: true");
    let robot = event("11-02 12:00", "contact, dir: in, via: email, reached: true, auto: true");
    for (asks, answer, now, wanted) in [
        (&asks, None, "11-03 12:00", false),
        (&asks, None, "11-03 12:01", true),
        (&asks, Some("11-03 12:00"), "11-05 12:00", false),
        (&asks, Some("11-03 12:01"), "11-03 12:02", true),
        (&robot, None, "11-03 12:01", false),
    ] {
        let desk = Desk::plain();
        let mut events = vec![out("11-02 11:00"), asks.clone()];
        events.extend(answer.map(out));
        let id = desk.file("bcdfg", "", &events);
        let found = desk.signals(&id, now).contains(&"disrespect e2".to_owned());
        assert_eq!(found, wanted, "{asks} {answer:?} {now}");
    }
}

#[test]
fn a_missed_day_a_broken_promise_and_a_late_step_are_too_slow() {
    let late = |desk: &Desk, id: &str, now: &str| -> Vec<String> {
        let shown = desk.shown(id, now);
        let signals = shown["signals"].as_array().unwrap().clone();
        let slow = signals.iter().find(|s| s["signal"] == "too-slow").map(|s| s["late"].as_array().unwrap().clone());
        slow.unwrap_or_default()
            .iter()
            .map(|l| format!("{} {}", l["kind"].as_str().unwrap(), l["due"].as_str().unwrap()))
            .collect()
    };
    let desk = Desk::plain();
    let id = desk.case("bcdfg");
    assert!(late(&desk, &id, "11-03 18:00").is_empty());
    assert_eq!(late(&desk, &id, "11-03 18:01"), [format!("feedback {}", t("11-03 18:00"))]);
    // An answer ends the streak and takes nothing back.
    desk.run(&["log", &id, "--via", "phone", "-m", "x"], "11-04 09:00").expect(0);
    assert_eq!(late(&desk, &id, "11-04 09:01"), [format!("feedback {}", t("11-03 18:00"))]);

    let promise = event("11-02 11:30", &format!("promise, due: {}, what: \"A call\"", t("11-02 15:00")));
    let kept = |at: &str| event(at, "contact, dir: out, via: phone, reached: true, kept: [e2]");
    for (at, wanted) in [("11-02 15:00", 0), ("11-02 15:01", 1)] {
        let desk = Desk::plain();
        let id = desk.file("bcdfg", "", &[out("11-02 11:00"), promise.clone(), kept(at)]);
        assert_eq!(late(&desk, &id, NOW).len(), wanted, "{at}");
    }

    let desk = Desk::with("[clocks]\nstep = \"2h\"\n");
    let id = desk.run(
        &[
            "open",
            "-q",
            "--title",
            "x",
            "--customer",
            "王女士",
            "--contact",
            "1",
            "--channel",
            "phone",
            "--demand",
            "x",
            "-m",
            "x",
            "--spoke",
            "phone",
        ],
        "11-02 10:00",
    );
    let id = id.expect(0).out.trim().to_owned();
    let step = |now: &str| late(&desk, &id, now).iter().any(|l| l.starts_with("step "));
    assert!(!step("11-02 10:30"));
    assert!(step("11-20 10:00"));
}

#[test]
fn retracted_events_and_closed_cases_count_for_nothing() {
    let desk = Desk::plain();
    let id = desk.file("bcdfg", "", &[out("11-02 11:00"), told_again("11-02 12:00"), told_again("11-02 13:00")]);
    assert_eq!(desk.signals(&id, NOW), ["told-again e2 e3"]);
    desk.run(&["retract", &id, "e3", "--why", "x"], NOW).expect(0);
    assert!(desk.signals(&id, NOW).is_empty());
    let id = desk.file("hjkmn", "", &[out("11-02 11:00"), told_again("11-02 12:00"), told_again("11-02 13:00")]);
    desk.run(&["close", &id, "--outcome", "withdrawn"], NOW).expect(0);
    assert!(desk.signals(&id, NOW).is_empty());
}

#[test]
fn the_policy_sets_the_thresholds() {
    let policy = "[signals]\npassed_around = 1\nretold = 1\nvisits = 1\ncontradictions = 2\nat = 3\n";
    let desk = Desk::with(policy);
    let events = [
        out("11-02 11:00"),
        assign("11-02 12:00", "li"),
        told_again("11-02 12:10"),
        came("11-02 12:20", "visit"),
        event("11-02 13:00", "contact, dir: out, via: phone, reached: true, contradicts: e1"),
    ];
    let id = desk.file("bcdfg", "", &events);
    assert_eq!(desk.signals(&id, NOW), ["passed-around e2", "told-again e3", "visits-in-vain e4"]);
    assert_eq!(desk.shown(&id, NOW)["at_risk"], true);
    let two = desk.file("hjkmn", "", &events[..3]);
    assert_eq!(desk.shown(&two, NOW)["at_risk"], false);
    assert_eq!(desk.ids(&["list", "--at-risk"], NOW), [id]);

    for (line, word) in [
        ("at = 7", "at"),
        ("retold = 0", "retold"),
        ("repeat_within = \"5h\"", "repeat_within"),
        ("retolt = 2", "retold"),
    ] {
        let desk = Desk::with(&format!("[signals]\n{line}\n"));
        let ran = desk.run(&["list"], NOW).expect(7);
        assert!(ran.err.contains(word), "{line}: {}", ran.err);
    }
}

/// Two signals: told again twice, came twice.
fn risky() -> Vec<String> {
    vec![
        out("11-02 11:00"),
        told_again("11-02 12:00"),
        told_again("11-02 12:30"),
        came("11-02 13:00", "counter"),
        came("11-02 14:00", "counter"),
    ]
}

#[test]
fn a_case_at_risk_is_shown_with_the_events_behind_each_signal() {
    let desk = Desk::plain();
    let id = desk.file("bcdfg", "", &risky());
    let ran = desk.run(&["show", &id], NOW).expect(0);
    let block: String = ran
        .out
        .lines()
        .skip_while(|l| !l.starts_with("At risk"))
        .take_while(|l| !l.is_empty())
        .map(|l| format!("{l}\n"))
        .collect();
    assert_eq!(
        block,
        "At risk of becoming a major complaint: 2 of 6\n  told again and again\n\
         \x20   2026-11-02 12:00  e2  contact from the customer, phone, told how things stand, the customer had\n\
         \x20                         to tell it again\n\
         \x20   2026-11-02 12:30  e3  contact from the customer, phone, told how things stand, the customer had\n\
         \x20                         to tell it again\n\
         \x20 visits in vain\n\
         \x20   2026-11-02 13:00  e4  contact from the customer, counter, told how things stand\n\
         \x20   2026-11-02 14:00  e5  contact from the customer, counter, told how things stand\n"
    );
    let ran = desk.run(&["show", &id, "--lang", "zh"], NOW).expect(0);
    assert!(ran.out.contains("有升级为重大投诉的风险：6 个信号中有 2 个\n  反复述说\n"), "{}", ran.out);
    assert!(ran.out.contains("  多次登门无果\n"), "{}", ran.out);
    // What is major already isn't at risk of it; the signals stay.
    desk.run(&["assess", &id, "--severity", "major"], NOW).expect(0);
    let ran = desk.run(&["show", &id], NOW).expect(0);
    assert!(ran.out.contains("Signals of a major complaint: 2 of 6"), "{}", ran.out);
    assert!(desk.ids(&["list", "--at-risk"], NOW).is_empty());
}

#[test]
fn what_makes_a_case_grave_stands_with_the_events_that_say_so() {
    let desk = Desk::with("[severity.serious]\nfrom_loss = \"100.00\"\n");
    let events = [
        out("11-02 11:00"),
        event("11-02 12:00", "assess, severity: major, flags: [journalist, staff-conduct]"),
        event("11-02 12:30", "assess, flags: [safety], loss: \"200.00\""),
    ];
    let id = desk.file("bcdfg", "channel: regulator\n", &events);
    let shown = desk.shown(&id, NOW);
    let line = |c: &Value| format!("{} {} {} {}", c["severity"], c["rule"], c["by"], c["events"]).replace('"', "");
    let found: Vec<String> = shown["criteria"].as_array().unwrap().iter().map(line).collect();
    assert_eq!(
        found,
        [
            "major R30 journalist [e2]",
            "serious harm safety [e3]",
            "serious R37 regulator [e0]",
            "serious from_loss 100.00 [e3]"
        ]
    );
    let ran = desk.run(&["show", &id], NOW).expect(0);
    assert!(
        ran.out.contains("What makes it grave\n  major (journalist, rule R30)\n    2026-11-02 12:00  e2"),
        "{}",
        ran.out
    );
    let ran = desk.run(&["show", &id, "--lang", "zh"], NOW).expect(0);
    assert!(ran.out.contains("  重大（传媒记者，规则 `R30`）\n"), "{}", ran.out);
}

#[test]
fn the_list_counts_and_the_report_names_who_is_at_risk() {
    let desk = Desk::plain();
    let id = desk.file("bcdfg", "", &risky());
    let quiet = desk.case("hjkmn");
    assert_eq!(desk.ids(&["list", "--at-risk"], NOW).concat(), id);
    let list = desk.run(&["list", "--format", "json"], NOW).expect(0);
    let list: Value = serde_json::from_str(&list.out).unwrap();
    let counts: Vec<_> =
        list["items"].as_array().unwrap().iter().map(|i| (i["case"].clone(), i["signals"].clone())).collect();
    assert_eq!(counts, [(Value::from(&*id), Value::from(2)), (Value::from(quiet), Value::from(0))]);
    assert!(!desk.run(&["list"], NOW).expect(0).out.contains("signals"));

    let ran = desk.run(&["report"], NOW).expect(0);
    assert!(ran.out.contains("M21 At risk of becoming a major complaint\n"), "{}", ran.out);
    let row = ran.out.lines().find(|l| l.contains(&id)).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(row, format!("| {id} | wang | 2 of 6 | told again and again, visits in vain |"));
    let ran = desk.run(&["report", "--lang", "zh"], NOW).expect(0);
    assert!(
        ran.out.contains("M21 有升级为重大投诉风险的工单\n") && ran.out.contains("反复述说、多次登门无果"),
        "{}",
        ran.out
    );
    let json = |args: &[&str]| -> Value { serde_json::from_str(&desk.run(args, NOW).expect(0).out).unwrap() };
    let report = json(&["report", "--format", "json"]);
    assert_eq!(report["at_risk"][0]["which"], serde_json::json!(["told-again", "visits-in-vain"]));
    assert_eq!(report["at_risk"].as_array().unwrap().len(), 1);
    // A month that is over says nothing of now.
    let report = json(&["report", "--month", "2026-10", "--format", "json"]);
    assert_eq!(report["at_risk"], Value::Null);
}

#[test]
fn a_new_signal_is_named_once_and_changes_nothing_by_itself() {
    let desk = Desk::plain();
    let id = desk.case("bcdfg");
    for (n, person) in ["li", "chen", "wang", "li"].into_iter().enumerate() {
        let ran = desk.run(&["assign", &id, person], NOW).expect(0);
        let wanted = format!(
            "{id}: passed around: 1 of 6 signals of a major complaint; is it serious? amends assess {id} --severity serious\n"
        );
        assert_eq!(ran.err, if n == 2 { wanted } else { String::new() }, "{n}");
    }
    assert_eq!(desk.shown(&id, NOW)["severity"], "normal");
    let log = |lang: &str| {
        desk.run(&["log", &id, "--in", "--update", "--via", "phone", "--retold", "-m", "x", "--lang", lang], NOW)
            .expect(0)
    };
    assert!(log("zh").err.is_empty());
    let ran = log("zh");
    assert!(ran.err.contains("：反复述说；重大投诉的 6 个信号已有 2 个；是否应为严重？"), "{}", ran.err);
    desk.run(&["assess", &id, "--severity", "serious"], NOW).expect(0);
    let ran = desk.run(&["grievance", &id, "--category", "staff-conduct", "-m", "Shouted at"], NOW).expect(0);
    assert!(ran.err.contains("not respected: 3 of 6") && ran.err.contains("is it major?"), "{}", ran.err);
    // The overlay for a brand crisis says what it asks for; of signals nothing more is said.
    let ran = desk.run(&["assess", &id, "--severity", "major"], NOW).expect(0);
    assert!(!ran.err.contains("6 signals"), "{}", ran.err);
    desk.is_clean(NOW);
}

#[test]
fn an_answer_says_which_earlier_one_it_contradicts() {
    let desk = Desk::plain();
    let id = desk.case("bcdfg");
    let log = |event: &str| desk.run(&["log", &id, "--via", "phone", "--contradicts", event, "-m", "x"], NOW);
    log("e9").expect(5);
    let ran = log("e0").expect(2);
    assert!(ran.err.contains("e0 is no contact"), "{}", ran.err);
    let ran = log("e1").expect(0);
    assert!(ran.out.contains("contradicts e1"), "{}", ran.out);
    assert!(ran.err.contains("contradictory answers: 1 of 6"), "{}", ran.err);
    assert!(desk.scene.case(&id).contains("contradicts: e1"));
    desk.run(&["log", &id, "--via", "phone", "--contradicts", "e1", "--not-reached"], NOW).expect(2);
    desk.is_clean(NOW);
}

#[test]
fn a_case_that_goes_to_somebody_of_other_skills_says_so() {
    let people = "[[person]]\nid = \"wang\"\n[[person]]\nid = \"li\"\nhandles = [\"delivery\", \"price\"]\n";
    let desk = Desk::with(people);
    for (header, wanted) in [("category: product\n", true), ("category: price\n", false), ("", false)] {
        let id = desk.file("bcdfg", header, &[out("11-02 11:00")]);
        let ran = desk.run(&["assign", &id, "li"], NOW).expect(0);
        assert_eq!(
            ran.err.contains("li handles delivery, price, and this case is of category product"),
            wanted,
            "{}",
            ran.err
        );
        let ran = desk.run(&["assign", &id, "wang"], NOW).expect(0);
        assert!(ran.err.is_empty(), "{}", ran.err);
    }
}

#[test]
fn facts_judged_by_the_evidence_of_one_side_are_said_to_be() {
    let evidence = |from: &str| event("11-02 12:00", &format!("evidence, source: \"photo.jpg\"{from}"));
    let (hers, ours, nobodys) = (evidence(", from: customer"), evidence(", from: shop"), evidence(""));
    for (events, wanted) in [
        (vec![hers.clone(), hers.clone()], true),
        (vec![hers.clone(), ours], false),
        (vec![hers.clone(), nobodys], false),
        (vec![], false),
    ] {
        let desk = Desk::plain();
        let id = desk.file("bcdfg", "", &events);
        let ran = desk.run(&["assess", &id, "--verified", "confirmed"], NOW).expect(0);
        assert_eq!(
            ran.err.contains("all evidence comes from customer; hear the other side too"),
            wanted,
            "{}",
            ran.err
        );
        let ran = desk.run(&["assess", &id, "--fault", "ours"], NOW).expect(0);
        assert!(ran.err.is_empty(), "{}", ran.err);
    }
}

#[test]
fn of_many_events_the_latest_are_shown_and_the_others_counted() {
    let desk = Desk::plain();
    let mut events = vec![out("11-02 11:00")];
    events.extend((10..18).map(|minute| told_again(&format!("11-02 12:{minute}"))));
    let id = desk.file("bcdfg", "", &events);
    for (lang, more) in [("en", "and 3 more"), ("zh", "另有 3 项")] {
        let page = desk.run(&["show", &id, "--lang", lang], NOW).expect(0).out;
        // A page ends with the history, where every event stands.
        let at = page.find(more).unwrap_or_else(|| panic!("{page}"));
        let listed: Vec<&str> = page[at..].lines().skip(1).take_while(|l| l.starts_with("    ")).collect();
        let named: Vec<&str> =
            listed.iter().filter_map(|l| l.split_whitespace().nth(2)).filter(|w| w.starts_with('e')).collect();
        assert_eq!(named, ["e5", "e6", "e7", "e8", "e9"], "{page}");
    }
    assert_eq!(desk.signals(&id, NOW), ["told-again e2 e3 e4 e5 e6 e7 e8 e9"]);
}

#[test]
fn only_the_questions_without_an_answer_within_a_day_count_among_many() {
    let desk = Desk::plain();
    let asks = |moment: &str| event(moment, "contact, dir: in, via: phone, reached: true");
    let events = [
        out("11-02 11:00"),
        asks("11-02 12:00"),
        asks("11-02 13:00"),
        out("11-03 12:30"),
        asks("11-03 13:00"),
        asks("11-04 13:00"),
        out("11-04 13:00"),
        asks("11-05 09:00"),
    ];
    let id = desk.file("bcdfg", "", &events);
    let found = desk.signals(&id, "11-06 10:00");
    assert!(found.contains(&"disrespect e2 e8".to_owned()), "{found:?}");
}
