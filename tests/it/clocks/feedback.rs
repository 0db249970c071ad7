//! The daily rule: what is feedback, which days owe it, when silence is judged, how bad it is (F1 to F4).

use super::*;

const ONE_LATE: &str = "feedback late 1 11-03 18:00";

/// Heard from us on the day of receipt; what follows is up to the test.
fn heard_first(then: &[String]) -> Vec<String> {
    let mut events = vec![out("11-02 11:00")];
    events.extend_from_slice(then);
    events
}

#[test]
fn the_day_of_receipt_owes_nothing() {
    let patient = "[clocks]\nfirst_response = \"8w\"\n";
    for received in ["11-02 00:00", "11-02 10:00", "11-02 23:59:59"] {
        let header = format!("received: {received}");
        let desk = Desk::with(patient, &header, &[]);
        assert!(desk.at("11-02 23:59:59").is_empty());
        let spoken = Desk::with("", &header, &[out("11-02 23:59:59")]);
        spoken.at("11-02 23:59:59");
        assert!(spoken.at("11-02 23:59:59").is_empty());
        assert_eq!(spoken.at("11-03 18:00:01"), [ONE_LATE], "received {received}");
    }
}

#[test]
fn a_day_is_not_judged_at_its_cutoff_but_a_second_later() {
    through(
        "",
        "",
        &heard_first(&[]),
        &[
            ("11-03 00:00", ""),
            ("11-03 17:59:59", ""),
            ("11-03 18:00", ""),
            ("11-03 18:00:01", ONE_LATE),
            ("11-03 23:59:59", ONE_LATE),
            ("11-04 18:00", ONE_LATE),
        ],
    );
    through(
        "[feedback]\ncutoff = \"09:30\"\n",
        "",
        &heard_first(&[]),
        &[("11-03 09:30", ""), ("11-03 09:30:01", "feedback late 1 11-03 09:30")],
    );
}

#[test]
fn feedback_is_a_contact_made_by_a_person_that_reached_the_customer() {
    let contacts = [
        "do: contact, dir: out, via: phone, reached: true",
        "do: contact, dir: out, via: email, reached: true",
        "do: contact, dir: out, via: letter, reached: true, letter: progress",
        "do: contact, dir: out, via: sms, reached: true",
        "do: contact, dir: out, via: visit, reached: true",
        "do: contact, dir: out, via: regulator, reached: true",
        "do: contact, dir: out, via: phone, reached: true, purpose: progress, note: \"还没有进展\"",
        "do: contact, dir: out, via: phone, reached: true, purpose: refusal",
        "do: contact, dir: out, via: phone, reached: true, auto: false",
        "do: contact, dir: in, via: phone, update: true",
        "do: contact, dir: in, via: in-person, reached: true, update: true",
        "do: contact, dir: out, via: phone, reached: true, redacted: true",
    ];
    for contact in contacts {
        let events = heard_first(&[event("11-03 12:00", contact)]);
        assert!(judge("", "", &events, "11-03 18:00:01").is_empty(), "{contact} is feedback");
    }
}

#[test]
fn notes_failed_attempts_automatic_messages_and_surveys_are_no_feedback() {
    let events = [
        "do: note, note: \"问了仓库\"",
        "do: contact, dir: out, via: phone, reached: false",
        "do: contact, dir: out, via: email, reached: false",
        "do: contact, dir: out, via: email, reached: true, auto: true",
        "do: contact, dir: out, via: email, reached: true, auto: true, purpose: ack",
        "do: contact, dir: in, via: phone",
        "do: contact, dir: in, via: email, reached: true",
        "do: contact, dir: in, via: phone, update: false",
        "do: contact, dir: in, via: form, update: true, auto: true",
        "do: survey, satisfied: false, score: 2, reached: true",
        "do: survey, reached: false",
        "do: promise, due: 2026-12-20T18:00:00+08:00, what: \"退款\"",
        "do: evidence, kind: photo, source: \"客户\"",
        "do: tick, step: begin, ticks: [begin-check]",
        "do: assess, verified: confirmed",
        "do: assign, owner: li, why: \"换人\"",
        "do: escalate, tier: 2, trigger: request",
        "do: grievance, what: \"态度差\"",
        "do: tell-team, department: kitchen",
        "do: offer, options: [{opt: a, what: \"换\"}]",
    ];
    for kind in events {
        let log = heard_first(&[event("11-03 12:00", kind)]);
        assert_eq!(judge("", "", &log, "11-03 18:00:01"), [ONE_LATE], "{kind} is no feedback");
    }
    for machine in ["dir: out, via: email, reached: true", "dir: in, via: phone, update: true"] {
        let line = format!("at: {}, by: system, do: contact, {machine}", t("11-03 12:00"));
        assert_eq!(judge("", "", &heard_first(&[line]), "11-03 18:00:01"), [ONE_LATE], "by system");
    }
}

#[test]
fn a_retracted_contact_is_no_feedback_from_its_retraction_on() {
    let contact = format!("id: wrong, {}", out("11-03 12:00"));
    let back = event("11-03 19:00", "do: retract, of: wrong, why: \"another case\"");
    through("", "", &heard_first(&[contact, back]), &[("11-03 18:00:01", ""), ("11-03 19:00", ONE_LATE)]);
}

#[test]
fn only_contacts_of_an_open_period_are_feedback() {
    // Before receipt.
    assert_eq!(judge("", "", &[out("11-02 09:59:59")], "11-03 10:00:01"), ["first-response late 0 11-03 10:00"]);
    // At the very moment of receipt.
    assert!(judge("", "", &[out("11-02 10:00")], "11-03 10:00:01").is_empty());
    // Between close and reopening.
    let gap = heard_first(&[close("11-03 12:00", "done"), out("11-03 13:00"), reopen("11-03 14:00", "done")]);
    assert_eq!(judge("", "", &gap, "11-04 14:00:01"), ["first-response late 0 11-04 14:00"]);
    // After it.
    let after = heard_first(&[close("11-03 12:00", "done"), reopen("11-03 14:00", "done"), out("11-03 15:00")]);
    assert!(judge("", "", &after, "11-04 14:00:01").is_empty());
}

#[test]
fn feedback_after_the_cutoff_still_meets_its_day() {
    through(
        "",
        "",
        &heard_first(&[out("11-03 18:30")]),
        &[
            ("11-03 18:00:01", ONE_LATE),
            ("11-03 18:29:59", ONE_LATE),
            ("11-03 18:30", ""),
            ("11-04 18:00", ""),
            ("11-04 18:00:01", "feedback late 1 11-04 18:00"),
        ],
    );
}

#[test]
fn a_minute_before_and_a_minute_after_midnight_meet_two_days() {
    through(
        "",
        "",
        &heard_first(&[out("11-03 23:59"), out("11-04 00:01")]),
        &[("11-04 18:00:01", ""), ("11-05 18:00", ""), ("11-05 18:00:01", "feedback late 1 11-05 18:00")],
    );
    through("", "", &heard_first(&[out("11-04 00:00")]), &[("11-03 23:59:59", ONE_LATE), ("11-04 18:00:01", "")]);
}

#[test]
fn several_feedbacks_on_a_day_meet_one_day() {
    let events = heard_first(&[out("11-03 09:00"), out("11-03 12:00"), out("11-03 17:00"), out("11-03 23:00")]);
    assert_eq!(judge("", "", &events, "11-04 18:00:01"), ["feedback late 1 11-04 18:00"]);
}

#[test]
fn one_missed_day_is_late_two_are_critical_three_and_more_a_breach() {
    through(
        "",
        "",
        &heard_first(&[]),
        &[
            ("11-03 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-04 18:00", "feedback late 1 11-03 18:00"),
            ("11-04 18:00:01", "feedback critical 2 11-03 18:00"),
            ("11-05 18:00:01", "feedback breach 3 11-03 18:00"),
            ("11-06 18:00:01", "feedback breach 4 11-03 18:00"),
            ("12-02 18:00:01", "feedback breach 30 11-03 18:00"),
        ],
    );
}

#[test]
fn the_team_may_set_other_levels() {
    let policy = |levels: &str| format!("[feedback]\nlevels = {{ {levels} }}\n");
    through(
        &policy("late = 1, critical = 3, breach = 5"),
        "",
        &heard_first(&[]),
        &[
            ("11-03 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-04 18:00:01", "feedback late 2 11-03 18:00"),
            ("11-05 18:00:01", "feedback critical 3 11-03 18:00"),
            ("11-06 18:00:01", "feedback critical 4 11-03 18:00"),
            ("11-07 18:00:01", "feedback breach 5 11-03 18:00"),
        ],
    );
    through(
        &policy("late = 2, critical = 3, breach = 4"),
        "",
        &heard_first(&[]),
        &[
            ("11-03 18:00:01", ""),
            ("11-04 18:00:01", "feedback late 2 11-03 18:00"),
            ("11-05 18:00:01", "feedback critical 3 11-03 18:00"),
            ("11-06 18:00:01", "feedback breach 4 11-03 18:00"),
        ],
    );
    // One key alone leaves the others as they are.
    through(
        &policy("breach = 4"),
        "",
        &heard_first(&[]),
        &[("11-05 18:00:01", "feedback critical 3 11-03 18:00"), ("11-06 18:00:01", "feedback breach 4 11-03 18:00")],
    );
}

#[test]
fn any_feedback_ends_the_streak_and_the_next_one_counts_from_one() {
    let answers = [out("11-05 09:00"), event("11-05 09:00", "do: contact, dir: in, via: phone, update: true")];
    for answer in answers {
        through(
            "",
            "",
            &heard_first(&[answer]),
            &[
                ("11-04 18:00:01", "feedback critical 2 11-03 18:00"),
                ("11-05 09:00", ""),
                ("11-05 18:00:01", ""),
                ("11-06 18:00:01", "feedback late 1 11-06 18:00"),
                ("11-07 18:00:01", "feedback critical 2 11-06 18:00"),
            ],
        );
    }
}

#[test]
fn a_case_closed_at_the_cutoff_owes_nothing_that_day() {
    for (closed, wanted) in [("11-03 12:00", ""), ("11-03 18:00", ""), ("11-03 18:00:01", "")] {
        let events = heard_first(&[close(closed, "done")]);
        let desk = Desk::with("", "", &events);
        for now in ["11-03 18:00:01", "11-05 18:00:01"] {
            assert_eq!(desk.at(now).join(" | "), wanted, "closed {closed}, at {now}");
        }
    }
    // Still open at the cutoff: the alarm was raised, and the close ended it.
    through(
        "",
        "",
        &heard_first(&[close("11-03 19:00", "done")]),
        &[("11-03 18:00:01", ONE_LATE), ("11-03 18:59:59", ONE_LATE), ("11-03 19:00", "")],
    );
}

#[test]
fn a_closed_case_has_no_rows_at_all() {
    let promise = event("11-02 12:00", "do: promise, due: 2026-11-02T15:00:00+08:00, what: \"回电\"");
    let events = [promise, close("11-05 12:00", "done")];
    let desk = Desk::with("", "playbook: two-days@1", &events);
    assert_eq!(desk.at("11-05 11:59:59").len(), 3);
    assert!(desk.rows(&["--within", "8w"], "11-05 12:00").is_empty());
    assert!(desk.rows(&["--within", "8w"], "12-25 12:00").is_empty());
}

#[test]
fn a_waiting_case_owes_feedback_as_any_other() {
    for reason in ["awaiting-customer", "awaiting-third-party"] {
        let events = heard_first(&[pause("11-02 12:00", reason, "11-20 12:00")]);
        assert_eq!(judge("", "", &events, "11-04 18:00:01"), ["feedback critical 2 11-03 18:00"], "{reason}");
    }
}

#[test]
fn only_working_days_owe_feedback_where_the_team_says_so() {
    // Thursday 5 November.
    let working = "[feedback]\ndays = \"working\"\n";
    let header = "received: 11-05 10:00";
    through(
        working,
        header,
        &[out("11-05 11:00")],
        &[
            ("11-06 18:00:01", "feedback late 1 11-06 18:00"),
            ("11-07 18:00:01", "feedback late 1 11-06 18:00"),
            ("11-08 18:00:01", "feedback late 1 11-06 18:00"),
            ("11-09 18:00", "feedback late 1 11-06 18:00"),
            ("11-09 18:00:01", "feedback critical 2 11-06 18:00"),
        ],
    );
    // A feedback on a Saturday ends the streak, too.
    through(
        working,
        header,
        &[out("11-05 11:00"), out("11-07 12:00")],
        &[
            ("11-07 11:59:59", "feedback late 1 11-06 18:00"),
            ("11-07 12:00", ""),
            ("11-09 18:00", ""),
            ("11-09 18:00:01", "feedback late 1 11-09 18:00"),
        ],
    );
}

#[test]
fn a_longer_rhythm_owes_its_last_day_and_every_day_after_until_one_is_met() {
    let policy = "[feedback]\nevery = \"3d\"\n";
    through(
        policy,
        "",
        &heard_first(&[out("11-06 19:00")]),
        &[
            ("11-04 18:00:01", ""),
            ("11-05 18:00", ""),
            ("11-05 18:00:01", "feedback late 1 11-05 18:00"),
            ("11-06 18:00:01", "feedback critical 2 11-05 18:00"),
            ("11-06 19:00", ""),
            ("11-08 18:00:01", ""),
            ("11-09 18:00:01", "feedback late 1 11-09 18:00"),
        ],
    );
    // A feedback before its time starts the count anew.
    through(
        policy,
        "",
        &heard_first(&[out("11-04 09:00")]),
        &[("11-06 18:00:01", ""), ("11-07 18:00:01", "feedback late 1 11-07 18:00")],
    );
    through(
        "[feedback]\nevery = \"1w\"\n",
        "",
        &heard_first(&[]),
        &[("11-08 18:00:01", ""), ("11-09 18:00:01", "feedback late 1 11-09 18:00")],
    );
}

#[test]
fn a_longer_rhythm_counts_from_the_start_while_nobody_was_heard() {
    // Days 5 to 11 November: seven.
    let policy = "[feedback]\nevery = \"3d\"\n[clocks]\nfirst_response = \"240h\"\n";
    through(
        policy,
        "",
        &[],
        &[
            ("11-05 18:00", ""),
            ("11-05 18:00:01", "first-response late 1 11-05 18:00"),
            ("11-12 10:00:01", "first-response breach 7 11-05 18:00"),
        ],
    );
}

#[test]
fn a_longer_rhythm_that_ends_on_a_weekend_moves_to_monday() {
    // Wednesday 4 November and three days: Saturday.
    let policy = "[feedback]\nevery = \"3d\"\ndays = \"working\"\n";
    through(
        policy,
        "received: 11-04 10:00",
        &[out("11-04 11:00")],
        &[
            ("11-07 18:00:01", ""),
            ("11-09 18:00", ""),
            ("11-09 18:00:01", "feedback late 1 11-09 18:00"),
            ("11-10 18:00:01", "feedback critical 2 11-09 18:00"),
        ],
    );
}

#[test]
fn the_order_of_lines_in_the_file_doesnt_matter() {
    let open = event("11-02 10:00", "do: open, step: begin, severity: normal, owner: wang");
    let mut events = vec![
        open,
        out_with("11-02 11:00", "next: 2026-11-05"),
        tried("11-05 09:00"),
        tried("11-05 13:00"),
        out("11-07 09:00"),
        pause("11-08 09:00", "agreed-date", "11-10 09:00"),
        format!("id: p1, {}", event("11-08 10:00", "do: promise, due: 2026-11-11T12:00:00+08:00, what: \"回电\"")),
        out_with("11-11 13:00", "kept: [p1]"),
    ];
    let moments =
        ["11-04 18:00:01", "11-05 18:00:01", "11-06 18:00:01", "11-10 18:00:01", "11-11 12:30", "11-13 18:00:01"];
    let forward = Desk::with("", "", &events);
    events.reverse();
    let backward = Desk::with("", "", &events);
    events.swap(0, 3);
    events.swap(2, 6);
    let shuffled = Desk::with("", "", &events);
    for now in moments {
        let wanted = forward.at(now);
        assert_eq!(backward.at(now), wanted, "at {now}");
        assert_eq!(shuffled.at(now), wanted, "at {now}");
    }
    assert_eq!(forward.at("11-06 18:00:01"), ["feedback late 1 11-05 18:00"]);
}

#[test]
fn a_given_moment_knows_nothing_of_what_came_later() {
    let events = heard_first(&[out("11-04 10:00"), close("11-05 12:00", "done")]);
    let desk = Desk::with("", "", &events);
    assert_eq!(desk.at("11-03 18:00:01"), [ONE_LATE]);
    assert_eq!(desk.at("11-04 09:59:59"), [ONE_LATE]);
    assert!(desk.at("11-04 10:00").is_empty());
    let state = |now| desk.items(&["list"], now)[0]["state"].clone();
    assert_eq!(state("11-05 11:59:59"), "open");
    assert_eq!(state("11-05 12:00"), "closed");
    // Nor of a case that wasn't received yet.
    assert!(desk.items(&["list"], "11-02 09:59:59").is_empty());
    assert!(desk.rows(&["--within", "8w"], "11-02 09:59:59").is_empty());
    assert_eq!(desk.items(&["list"], "11-02 10:00").len(), 1);
}

#[test]
fn a_case_exists_from_its_receipt_even_where_it_was_filed_later() {
    let open = event("11-02 17:00", "do: open, step: begin, severity: normal, owner: wang");
    let desk = Desk::with("", "", &[open]);
    assert_eq!(desk.items(&["list"], "11-02 12:00").len(), 1);
    // The registration starts no clock of the customer's.
    assert_eq!(desk.at("11-03 10:00:01"), ["first-response late 0 11-03 10:00"]);
}

#[test]
fn without_a_given_moment_a_fast_clock_of_a_colleague_hides_nothing() {
    let ahead = "at: 2199-01-01T00:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true".to_owned();
    let desk = Desk::with("", "received: 2020-11-02T10:00:00+08:00", &[ahead]);
    let ran = desk.scene.run(&["list", "--format", "json"]).expect(0);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list["items"][0]["last_feedback"], "2199-01-01T00:00:00+08:00");
}

#[test]
fn a_contact_counts_when_it_happened_not_when_it_was_entered() {
    let late = out_with("11-03 10:00", &format!("logged: {}", t("11-05 12:00")));
    let desk = Desk::with("", "", &heard_first(&[late]));
    assert!(desk.at("11-03 18:00:01").is_empty());
    assert_eq!(desk.at("11-04 18:00:01"), ["feedback late 1 11-04 18:00"]);
}

#[test]
fn a_contact_entered_more_than_a_day_later_is_shown_as_such() {
    for (logged, marked) in [("11-04 10:00:01", true), ("11-04 10:00", false), ("11-03 12:00", false)] {
        let line = out_with("11-03 10:00", &format!("logged: {}", t(logged)));
        let desk = Desk::with("", "", &heard_first(&[line]));
        let explained = desk.run(&["overdue", "--explain"], "11-05 18:00:01").expect(0).out;
        assert_eq!(explained.contains("entered late"), marked, "logged {logged}:\n{explained}");
        let shown = desk.run(&["show", "2026-11-02-bcdfg"], "11-05 18:00:01").expect(0).out;
        assert_eq!(shown.contains("entered late"), marked, "logged {logged}:\n{shown}");
    }
}

#[test]
fn rows_carry_the_last_feedback_the_owner_and_the_step() {
    let assign = event("11-03 09:00", "do: assign, owner: li, why: \"换人\"");
    let desk = Desk::with("", "", &heard_first(&[assign, tried("11-03 10:00")]));
    let items = desk.items(&["overdue"], "11-03 18:00:01");
    let item = &items[0];
    assert_eq!(item["case"], "2026-11-02-bcdfg");
    assert_eq!(item["owner"], "li");
    assert_eq!(item["step"], "begin");
    assert_eq!(item["last_feedback"], "2026-11-02T11:00:00+08:00");
    assert_eq!(item["due"], "2026-11-03T18:00:00+08:00");
    assert_eq!(item["damaged"], Value::Null);
}
