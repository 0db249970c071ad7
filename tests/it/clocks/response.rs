//! The first answer of a cycle, urgent and rolling cases, severity, reopening, anonymous customers (F7 to F9, T8, T9).

use super::*;

fn assess(moment: &str, what: &str) -> String {
    event(moment, &format!("do: assess, {what}"))
}

/// Urgent in its first answer only: the rule stays once a day.
const DAILY: &str = "[urgent]\nfeedback = \"1d\"\n";

fn opened(severity: &str) -> String {
    event("11-02 10:00", &format!("do: open, step: begin, severity: {severity}, owner: wang"))
}

#[test]
fn until_the_first_feedback_there_is_one_row_and_its_level_grows_with_the_missed_days() {
    through(
        "",
        "",
        &[],
        &[
            ("11-03 10:00", ""),
            ("11-03 10:00:01", "first-response late 0 11-03 10:00"),
            ("11-03 18:00", "first-response late 0 11-03 10:00"),
            ("11-03 18:00:01", "first-response late 1 11-03 10:00"),
            ("11-04 18:00:01", "first-response critical 2 11-03 10:00"),
            ("11-05 18:00:01", "first-response breach 3 11-03 10:00"),
        ],
    );
}

#[test]
fn a_first_answer_is_listed_with_its_limit_or_with_the_first_day_missed_before_the_limit_ends() {
    // The limit ends on the day of the first miss: it comes first, or the row waits for it.
    through(
        "[clocks]\nfirst_response = \"36h\"\n",
        "",
        &[],
        &[("11-03 18:00:01", ""), ("11-03 22:00", ""), ("11-03 22:00:01", "first-response late 1 11-03 22:00")],
    );
    // It ends later: silence isn't hidden behind it.
    for limit in ["72h", "2d"] {
        through(
            &format!("[clocks]\nfirst_response = \"{limit}\"\n"),
            "",
            &[],
            &[
                ("11-03 18:00", ""),
                ("11-03 18:00:01", "first-response late 1 11-03 18:00"),
                ("11-04 18:00:01", "first-response critical 2 11-03 18:00"),
                ("11-05 10:00:01", "first-response critical 2 11-03 18:00"),
            ],
        );
    }
    // In days: the last second of the second day after receipt, where no day rule is in the way.
    through(
        "[clocks]\nfirst_response = \"2d\"\n[feedback]\nevery = \"1w\"\n",
        "",
        &[],
        &[("11-04 23:59:59", ""), ("11-05 00:00", "first-response late 0 11-04 23:59:59")],
    );
}

#[test]
fn a_wait_moves_no_first_answer() {
    for reason in ["awaiting-customer", "awaiting-third-party", "agreed-date"] {
        let events = [pause("11-02 12:00", reason, "11-20 12:00")];
        assert_eq!(judge("", "", &events, "11-03 10:00:01"), ["first-response late 0 11-03 10:00"], "{reason}");
    }
}

#[test]
fn a_day_the_customer_excused_is_not_missed_before_the_first_answer_either() {
    // The customer called on the 3rd and asked for the 6th; nobody has told them anything yet.
    let chosen = format!("{}, next: 2026-11-06", call("11-03 09:00"));
    through(
        "",
        "",
        &[chosen],
        &[
            ("11-03 18:00:01", "first-response late 1 11-03 10:00"),
            ("11-05 18:00:01", "first-response late 1 11-03 10:00"),
            ("11-06 18:00:01", "first-response critical 2 11-03 10:00"),
        ],
    );
}

#[test]
fn from_the_first_feedback_on_the_rows_are_of_kind_feedback() {
    through(
        "",
        "",
        &[out("11-04 20:00")],
        &[
            ("11-04 18:00:01", "first-response critical 2 11-03 10:00"),
            ("11-04 20:00", ""),
            ("11-05 18:00:01", "feedback late 1 11-05 18:00"),
        ],
    );
}

#[test]
fn an_automatic_acknowledgement_is_no_first_answer() {
    let machine = event("11-02 10:01", "do: contact, dir: out, via: email, reached: true, auto: true, purpose: ack");
    assert_eq!(judge("", "", &[machine], "11-03 10:00:01"), ["first-response late 0 11-03 10:00"]);
}

#[test]
fn an_urgent_case_is_answered_within_four_hours() {
    through(
        DAILY,
        "",
        &[assess("11-02 10:00", "urgent: true")],
        &[("11-02 14:00", ""), ("11-02 14:00:01", "first-response late 0 11-02 14:00")],
    );
}

#[test]
fn after_its_first_answer_an_urgent_case_is_answered_every_four_hours() {
    through(
        "",
        "",
        &[assess("11-02 10:00", "urgent: true"), out("11-02 10:30")],
        &[
            ("11-02 14:30", ""),
            ("11-02 14:30:01", "feedback late 1 11-02 14:30"),
            ("11-02 18:29:59", "feedback late 1 11-02 14:30"),
            ("11-02 18:30", "feedback critical 2 11-02 14:30"),
            ("11-02 22:30", "feedback breach 3 11-02 14:30"),
        ],
    );
}

#[test]
fn the_limits_of_urgent_cases_are_the_teams_to_set() {
    let policy = "[urgent]\nfirst_response = \"1h\"\nfeedback = \"30m\"\n";
    through(
        policy,
        "",
        &[assess("11-02 10:00", "urgent: true"), out("11-02 11:30")],
        &[
            ("11-02 11:00", ""),
            ("11-02 12:00", ""),
            ("11-02 12:00:01", "feedback late 1 11-02 12:00"),
            ("11-02 12:30", "feedback critical 2 11-02 12:00"),
            ("11-02 13:00", "feedback breach 3 11-02 12:00"),
        ],
    );
    through(
        &DAILY.replace("[urgent]\n", "[urgent]\nfirst_response = \"1h\"\n"),
        "",
        &[assess("11-02 10:00", "urgent: true")],
        &[("11-02 11:00", ""), ("11-02 11:00:01", "first-response late 0 11-02 11:00")],
    );
}

#[test]
fn severity_comes_before_the_playbook_and_the_playbook_before_the_policy() {
    let policy = "[clocks]\nfirst_response = \"12h\"\n[severity.serious]\nfirst_response = \"2h\"\nfeedback = \"3d\"\n";
    let due = |header: &str, severity: &str| judge(policy, header, &[opened(severity)], "11-02 23:00");
    assert_eq!(due("playbook: long@1", "normal"), ["first-response late 0 11-02 22:00"]);
    assert_eq!(due("playbook: paced@1", "normal"), ["first-response late 0 11-02 18:00"]);
    assert_eq!(due("playbook: paced@1", "serious"), ["first-response late 0 11-02 12:00"]);
    // Likewise for feedback: every day, every second day, every third.
    let heard = |header: &str, severity: &str, now: &str| {
        judge(policy, header, &[opened(severity), out("11-02 11:00")], now).join(" | ")
    };
    assert_eq!(heard("playbook: long@1", "normal", "11-03 18:00:01"), "feedback late 1 11-03 18:00");
    assert_eq!(heard("playbook: paced@1", "normal", "11-03 18:00:01"), "");
    assert_eq!(heard("playbook: paced@1", "normal", "11-04 18:00:01"), "feedback late 1 11-04 18:00");
    assert_eq!(heard("playbook: paced@1", "serious", "11-04 18:00:01"), "");
    assert_eq!(heard("playbook: paced@1", "serious", "11-05 18:00:01"), "feedback late 1 11-05 18:00");
}

#[test]
fn a_severity_without_limits_of_its_own_changes_nothing() {
    let policy = "[severity.major]\nfirst_response = \"1h\"\n";
    for severity in ["minor", "normal", "serious"] {
        assert_eq!(
            judge(policy, "", &[opened(severity)], "11-03 10:00:01"),
            ["first-response late 0 11-03 10:00"],
            "{severity}"
        );
    }
    assert_eq!(judge(policy, "", &[opened("major")], "11-02 11:00:01"), ["first-response late 0 11-02 11:00"]);
}

#[test]
fn a_first_answer_not_yet_due_runs_from_the_change_that_shortened_its_limit() {
    let policy = "[severity.serious]\nfirst_response = \"2h\"\n";
    through(
        policy,
        "",
        &[assess("11-02 20:00", "severity: serious")],
        &[("11-02 20:00", ""), ("11-02 22:00", ""), ("11-02 22:00:01", "first-response late 0 11-02 22:00")],
    );
    through(
        DAILY,
        "",
        &[assess("11-02 10:30", "urgent: true")],
        &[("11-02 14:30", ""), ("11-02 14:30:01", "first-response late 0 11-02 14:30")],
    );
}

#[test]
fn raising_the_severity_of_a_case_that_is_overdue_doesnt_take_it_off_the_list() {
    // "Obligations already judged keep their judgement": the first answer was due at 10:00.
    let policy = "[severity.serious]\nfirst_response = \"4h\"\n";
    through(
        policy,
        "",
        &[assess("11-03 12:00", "severity: serious")],
        &[
            ("11-03 11:59:59", "first-response late 0 11-03 10:00"),
            ("11-03 12:30", "first-response late 0 11-03 10:00"),
        ],
    );
}

#[test]
fn making_a_silent_case_urgent_doesnt_take_its_missed_days_away() {
    // The 3rd and the 4th were judged and missed; only then the case became urgent.
    let desk = Desk::with("", "", &[out("11-02 11:00"), assess("11-05 09:00", "urgent: true")]);
    assert_eq!(desk.at("11-05 08:59:59"), ["feedback critical 2 11-03 18:00"]);
    assert_eq!(desk.at("11-05 09:30"), ["feedback critical 2 11-03 18:00"]);
}

#[test]
fn a_day_judged_under_the_daily_rule_stays_judged_when_the_case_is_no_longer_urgent() {
    let events = [out("11-02 11:00"), assess("11-04 09:00", "urgent: true"), assess("11-05 09:00", "urgent: false")];
    // The 3rd was missed under the daily rule; then four hours ran six times, from 13:00 on the 4th to 09:00 on the 5th;
    // the 5th is a day again.
    assert_eq!(judge("", "", &events, "11-05 18:00:01"), ["feedback breach 8 11-03 18:00"]);
}

#[test]
fn making_an_urgent_case_ordinary_again_doesnt_take_its_missed_answers_away() {
    // Due at 14:30, silent for two whole periods more; five minutes past eleven it is called ordinary.
    let events = [assess("11-02 10:00", "urgent: true"), out("11-02 10:30"), assess("11-02 23:05", "urgent: false")];
    through(
        "",
        "",
        &events,
        &[("11-02 23:04:59", "feedback breach 3 11-02 14:30"), ("11-02 23:30", "feedback breach 3 11-02 14:30")],
    );
}

#[test]
fn an_assessment_that_changes_no_limit_moves_no_rolling_deadline() {
    let events =
        [assess("11-02 10:00", "urgent: true"), out("11-02 10:30"), assess("11-02 14:00", "severity: serious")];
    assert_eq!(judge("", "", &events, "11-02 14:30:01"), ["feedback late 1 11-02 14:30"]);
}

#[test]
fn an_assessment_that_changes_no_limit_moves_no_first_answer() {
    let events = [assess("11-02 10:30", "urgent: true"), assess("11-02 13:00", "severity: serious")];
    assert_eq!(judge(DAILY, "", &events, "11-02 14:30:01"), ["first-response late 0 11-02 14:30"]);
}

#[test]
fn under_a_rule_in_hours_the_deadline_rolls_from_the_last_feedback() {
    through(
        &format!("[feedback]\nevery = \"4h\"\n{ROUND}"),
        "",
        &[out("11-02 11:00"), out("11-02 17:00")],
        &[
            ("11-02 15:00", ""),
            ("11-02 15:00:01", "feedback late 1 11-02 15:00"),
            ("11-02 16:59:59", "feedback late 1 11-02 15:00"),
            ("11-02 17:00", ""),
            ("11-02 21:00", ""),
            ("11-02 21:00:01", "feedback late 1 11-02 21:00"),
            // One whole period past due, two, three.
            ("11-03 00:59:59", "feedback late 1 11-02 21:00"),
            ("11-03 01:00", "feedback critical 2 11-02 21:00"),
            ("11-03 05:00", "feedback breach 3 11-02 21:00"),
            ("11-03 09:00", "feedback breach 4 11-02 21:00"),
        ],
    );
}

#[test]
fn a_customer_may_ask_for_a_rhythm_in_hours() {
    through(
        "",
        "",
        &[out_with("11-02 11:00", "every: \"2h\"")],
        &[
            ("11-02 13:00", ""),
            ("11-02 13:00:01", "feedback late 1 11-02 13:00"),
            ("11-02 15:00", "feedback critical 2 11-02 13:00"),
        ],
    );
}

#[test]
fn a_rolling_rule_counts_from_the_start_while_nobody_was_heard() {
    // Due at 14:00 and every four hours after: by the next morning the sixth answer is missing.
    through(
        "[feedback]\nevery = \"4h\"\n",
        "",
        &[],
        &[("11-03 10:00", ""), ("11-03 10:00:01", "first-response breach 6 11-03 10:00")],
    );
    through(
        "",
        "",
        &[assess("11-02 10:00", "urgent: true")],
        &[
            ("11-02 14:00:01", "first-response late 1 11-02 14:00"),
            ("11-02 18:00", "first-response critical 2 11-02 14:00"),
            ("11-04 10:00", "first-response breach 12 11-02 14:00"),
        ],
    );
}

#[test]
fn a_rolling_deadline_on_a_weekend_moves_to_mondays_opening_where_only_working_days_count() {
    // Friday 6 November.
    let policy = |more: &str| format!("[feedback]\nevery = \"4h\"\ndays = \"working\"\n{more}");
    let header = "received: 11-06 10:00";
    for heard in ["11-06 20:00", "11-06 22:00"] {
        through(
            &policy(""),
            header,
            &[out(heard)],
            &[
                ("11-08 12:00", ""),
                ("11-09 09:00", ""),
                ("11-09 09:00:01", "feedback late 1 11-09 09:00"),
                ("11-09 13:00", "feedback critical 2 11-09 09:00"),
            ],
        );
    }
    // Not one that ends with Friday's work.
    assert_eq!(judge(&policy(""), header, &[out("11-06 14:00")], "11-06 18:00:01"), ["feedback late 1 11-06 18:00"]);
    let urgent = |more: &str| {
        judge(&policy(more), header, &[assess("11-06 10:00", "urgent: true"), out("11-06 22:00")], "11-07 02:00:01")
    };
    // An urgent case rests as well, unless the team works around the clock.
    assert!(urgent("").is_empty());
    assert!(urgent("[urgent]\naround_the_clock = false\n").is_empty());
    assert_eq!(urgent("[urgent]\naround_the_clock = true\n"), ["feedback late 1 11-07 02:00"]);
    // Which is no matter of a case that isn't urgent.
    let restless = policy("[urgent]\naround_the_clock = true\n");
    assert!(judge(&restless, header, &[out("11-06 22:00")], "11-07 02:00:01").is_empty());
}

#[test]
fn where_feedback_is_owed_every_day_a_rolling_deadline_waits_for_the_morning_and_no_longer() {
    // Friday 6 November: an urgent case isn't left alone for longer than the day rule would leave another.
    let events = [assess("11-06 10:00", "urgent: true"), out("11-06 16:00")];
    through(
        "",
        "received: 11-06 10:00",
        &events,
        &[("11-07 09:00", ""), ("11-07 09:00:01", "feedback late 1 11-07 09:00")],
    );
}

#[test]
fn reopening_starts_the_first_answer_and_the_feedback_anew() {
    let events = [out("11-02 11:00"), close("11-05 12:00", "done"), reopen("11-09 12:00", "done")];
    through(
        "",
        "",
        &events,
        &[
            ("11-05 11:59:59", "feedback critical 2 11-03 18:00"),
            ("11-05 12:00", ""),
            ("11-09 11:59:59", ""),
            // Neither the missed days of the first cycle nor the closed gap count.
            ("11-09 18:00:01", ""),
            ("11-10 12:00", ""),
            ("11-10 12:00:01", "first-response late 0 11-10 12:00"),
            ("11-10 18:00:01", "first-response late 1 11-10 12:00"),
            ("11-11 18:00:01", "first-response critical 2 11-10 12:00"),
        ],
    );
}

#[test]
fn only_feedback_since_the_reopening_counts_for_the_new_cycle() {
    let before = [out("11-02 11:00"), close("11-03 12:00", "done"), out("11-09 11:00"), reopen("11-09 12:00", "done")];
    assert_eq!(judge("", "", &before, "11-10 12:00:01"), ["first-response late 0 11-10 12:00"]);
    for heard in ["11-09 12:00", "11-09 12:01"] {
        let after = [out("11-02 11:00"), close("11-03 12:00", "done"), reopen("11-09 12:00", "done"), out(heard)];
        through("", "", &after, &[("11-10 12:00:01", ""), ("11-10 18:00:01", "feedback late 1 11-10 18:00")]);
    }
}

#[test]
fn a_case_closed_and_reopened_on_one_day_owes_nothing_that_day() {
    let events = [out("11-02 11:00"), close("11-03 10:00", "done"), reopen("11-03 15:00", "done"), out("11-03 16:00")];
    through("", "", &events, &[("11-03 18:00:01", ""), ("11-04 18:00:01", "feedback late 1 11-04 18:00")]);
}

#[test]
fn an_anonymous_customer_without_contact_has_no_feedback_clock() {
    let promise = event("11-02 12:00", "do: promise, due: 2026-11-06T15:00:00+08:00, what: \"公示\"");
    let desk = Desk::with("", "anonymous: true", &[promise]);
    assert!(desk.at("11-05 18:00:01").is_empty());
    // Other clocks run on.
    assert_eq!(desk.at("11-06 15:00:01"), ["promise late - 11-06 15:00"]);
    let shown = desk.run(&["show", "2026-11-02-bcdfg"], "11-05 18:00:01").expect(0).out;
    assert!(shown.contains("no feedback clock"), "{shown}");
}

#[test]
fn an_anonymous_customer_with_a_contact_has_one() {
    let header = "anonymous: true\ncontact: \"post box 12\"";
    assert_eq!(judge("", header, &[], "11-03 10:00:01"), ["first-response late 0 11-03 10:00"]);
}
