//! Days the customer excused, rhythms the customer asked for, and days on which we tried in vain (F5, F6).

use super::*;

#[test]
fn the_days_before_the_date_the_customer_chose_are_excused_and_that_date_is_not() {
    for next in ["2026-11-06", "2026-11-06T09:00:00+08:00", "2026-11-06T23:30:00+08:00"] {
        through(
            "",
            "",
            &[out_with("11-02 11:00", &format!("next: {next}"))],
            &[
                ("11-03 18:00:01", ""),
                ("11-05 18:00:01", ""),
                ("11-06 18:00", ""),
                ("11-06 18:00:01", "feedback late 1 11-06 18:00"),
                ("11-07 18:00:01", "feedback critical 2 11-06 18:00"),
            ],
        );
    }
    // Tomorrow excuses nothing.
    through(
        "",
        "",
        &[out_with("11-02 11:00", "next: 2026-11-03")],
        &[("11-03 18:00:01", "feedback late 1 11-03 18:00")],
    );
}

#[test]
fn the_customer_may_choose_the_date_in_a_call_of_their_own() {
    // The call itself is no feedback: nobody told them anything. Its day is owed, the days after are not.
    let chosen = format!("{}, next: 2026-11-06", call("11-03 09:00"));
    through(
        "",
        "",
        &[out("11-02 11:00"), chosen],
        &[
            ("11-03 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-05 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-06 18:00:01", "feedback critical 2 11-03 18:00"),
        ],
    );
}

#[test]
fn a_contact_that_reached_nobody_excuses_nothing() {
    let failed = format!("{}, next: 2026-11-06", tried("11-02 12:00"));
    assert_eq!(judge("", "", &[out("11-02 11:00"), failed], "11-03 18:00:01"), ["feedback late 1 11-03 18:00"]);
}

#[test]
fn a_date_entered_late_excuses_no_day_that_was_judged_before() {
    for (logged, wanted) in [
        ("11-03 17:59:59", ""),
        ("11-03 18:00", "feedback late 1 11-03 18:00"),
        ("11-03 20:00", "feedback late 1 11-03 18:00"),
        ("11-04 17:59:59", "feedback late 1 11-03 18:00"),
        ("11-04 18:00", "feedback critical 2 11-03 18:00"),
    ] {
        let contact = out_with("11-02 11:00", &format!("next: 2026-11-06, logged: {}", t(logged)));
        let rows = judge("", "", &[contact], "11-05 18:00:01");
        assert_eq!(rows.join(" | "), wanted, "logged {logged}");
    }
}

#[test]
fn a_chosen_date_holds_for_two_weeks_at_most() {
    let far = out_with("11-02 11:00", "next: 2026-12-31");
    through("", "", &[far], &[("11-15 18:00:01", ""), ("11-16 18:00:01", "feedback late 1 11-16 18:00")]);
    let far = out_with("11-02 11:00", "next: 2026-11-10");
    through(
        "[feedback]\nmax_next = \"3d\"\n",
        "",
        &[far],
        &[("11-04 18:00:01", ""), ("11-05 18:00:01", "feedback late 1 11-05 18:00")],
    );
    let far = out_with("11-02 11:00", "next: 2026-12-31");
    through(
        "[feedback]\nmax_next = \"1w\"\n",
        "",
        &[far],
        &[("11-08 18:00:01", ""), ("11-09 18:00:01", "feedback late 1 11-09 18:00")],
    );
}

#[test]
fn the_longest_time_ahead_may_be_given_in_hours() {
    let ran = Desk::with("[feedback]\nmax_next = \"72h\"\n", "", &[out_with("11-02 11:00", "next: 2026-11-10")])
        .run(&["overdue", "--format", "tsv"], "11-05 18:00:01");
    // Either three days, or refused as a limit that isn't one of days; never silently two weeks.
    assert!(ran.code == 7 || ran.out.contains("2026-11-05T18:00:00+08:00"), "{ran:?}");
}

#[test]
fn a_later_date_replaces_the_earlier_one_from_its_own_day_on() {
    // Earlier than before.
    through(
        "",
        "",
        &[out_with("11-02 11:00", "next: 2026-11-09"), out_with("11-04 11:00", "next: 2026-11-06")],
        &[
            ("11-03 18:00:01", ""),
            ("11-05 18:00:01", ""),
            ("11-06 18:00:01", "feedback late 1 11-06 18:00"),
            ("11-07 18:00:01", "feedback critical 2 11-06 18:00"),
        ],
    );
    // Later than before.
    through(
        "",
        "",
        &[out_with("11-02 11:00", "next: 2026-11-05"), out_with("11-04 11:00", "next: 2026-11-09")],
        &[("11-08 18:00:01", ""), ("11-09 18:00:01", "feedback late 1 11-09 18:00")],
    );
    // The two weeks run from the later contact.
    through(
        "",
        "",
        &[out_with("11-02 11:00", "next: 2026-12-31"), out_with("11-04 11:00", "next: 2026-12-31")],
        &[("11-17 18:00:01", ""), ("11-18 18:00:01", "feedback late 1 11-18 18:00")],
    );
}

#[test]
fn a_later_contact_without_a_date_leaves_the_chosen_one() {
    through(
        "",
        "",
        &[out_with("11-02 11:00", "next: 2026-11-06"), out("11-03 12:00"), tried("11-04 12:00"), call("11-04 13:00")],
        &[("11-05 18:00:01", ""), ("11-06 18:00:01", "feedback late 1 11-06 18:00")],
    );
}

#[test]
fn a_chosen_date_ends_with_its_cycle() {
    let events = [
        out_with("11-02 11:00", "next: 2026-11-10"),
        close("11-03 12:00", "done"),
        reopen("11-03 13:00", "done"),
        out("11-03 14:00"),
    ];
    assert_eq!(judge("", "", &events, "11-04 18:00:01"), ["feedback late 1 11-04 18:00"]);
}

#[test]
fn an_agreed_date_excuses_the_days_at_whose_cutoff_it_runs() {
    let with_pause = |from: &str, until: &str| [out("11-02 11:00"), pause(from, "agreed-date", until)];
    through(
        "",
        "",
        &with_pause("11-03 12:00", "11-05 12:00"),
        &[("11-03 18:00:01", ""), ("11-04 18:00:01", ""), ("11-05 18:00:01", "feedback late 1 11-05 18:00")],
    );
    // It runs from its first moment to just before its end.
    for (from, until, now, wanted) in [
        ("11-03 18:00", "11-03 19:00", "11-03 18:00:01", ""),
        ("11-03 18:00:01", "11-03 19:00", "11-03 18:00:01", "feedback late 1 11-03 18:00"),
        ("11-03 12:00", "11-03 18:00", "11-03 18:00:01", "feedback late 1 11-03 18:00"),
        ("11-03 12:00", "11-03 18:00:01", "11-03 18:00:01", ""),
    ] {
        let rows = judge("", "", &with_pause(from, until), now);
        assert_eq!(rows.join(" | "), wanted, "{from} to {until}");
    }
}

#[test]
fn an_agreed_date_that_was_ended_early_excuses_no_day_after() {
    let paused = format!("id: w1, {}", pause("11-02 12:00", "agreed-date", "11-10 12:00"));
    let resumed = event("11-04 12:00", "do: resume, of: w1");
    through(
        "",
        "",
        &[out("11-02 11:00"), paused, resumed],
        &[("11-03 18:00:01", ""), ("11-04 18:00:01", "feedback late 1 11-04 18:00")],
    );
}

#[test]
fn other_waits_excuse_no_day() {
    for reason in ["awaiting-customer", "awaiting-third-party"] {
        let events = [out("11-02 11:00"), pause("11-03 12:00", reason, "11-10 12:00")];
        assert_eq!(judge("", "", &events, "11-03 18:00:01"), ["feedback late 1 11-03 18:00"], "{reason}");
    }
}

#[test]
fn an_excused_day_neither_breaks_nor_lengthens_a_streak() {
    through(
        "",
        "",
        &[out("11-02 11:00"), pause("11-04 12:00", "agreed-date", "11-05 12:00")],
        &[
            ("11-03 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-04 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-05 18:00:01", "feedback critical 2 11-03 18:00"),
        ],
    );
}

#[test]
fn a_rhythm_the_customer_asked_for_holds_for_the_rest_of_the_cycle() {
    through(
        "",
        "",
        &[out_with("11-02 11:00", "every: \"3d\""), out("11-05 12:00")],
        &[
            ("11-04 18:00:01", ""),
            ("11-05 11:59:59", ""),
            ("11-07 18:00:01", ""),
            ("11-08 18:00:01", "feedback late 1 11-08 18:00"),
            ("11-09 18:00:01", "feedback critical 2 11-08 18:00"),
        ],
    );
    // Also where the playbook has its own, and where it is shorter than the policy's.
    through(
        "[feedback]\nevery = \"1w\"\n",
        "playbook: paced@1",
        &[out_with("11-02 11:00", "every: \"1d\"")],
        &[("11-03 18:00:01", "feedback late 1 11-03 18:00")],
    );
    // The next cycle is back to the rule.
    let events = [
        out_with("11-02 11:00", "every: \"3d\""),
        close("11-03 12:00", "done"),
        reopen("11-03 13:00", "done"),
        out("11-03 14:00"),
    ];
    assert_eq!(judge("", "", &events, "11-04 18:00:01"), ["feedback late 1 11-04 18:00"]);
}

#[test]
fn a_call_that_nobody_took_sets_no_rhythm() {
    // "The rhythm the customer asked for": who wasn't reached asked for nothing.
    let vain = format!("{}, every: \"8w\"", tried("11-02 12:00"));
    assert_eq!(judge("", "", &[out("11-02 11:00"), vain], "11-03 18:00:01"), ["feedback late 1 11-03 18:00"]);
}

#[test]
fn a_rhythm_doesnt_undo_what_was_missed_before_it() {
    // Missed on the 3rd; asked on the 5th, so the 4th was missed as well.
    let events = [out("11-02 11:00"), format!("{}, every: \"3d\"", call("11-05 12:00"))];
    through(
        "",
        "",
        &events,
        &[
            ("11-04 18:00:01", "feedback critical 2 11-03 18:00"),
            // Three days after the last feedback and nobody has called: owed under either rhythm.
            ("11-05 18:00:01", "feedback breach 3 11-03 18:00"),
        ],
    );
}

#[test]
fn two_attempts_four_hours_apart_make_a_day_attempted() {
    let row =
        |first: &str, second: &str| judge("", "", &[out("11-02 11:00"), tried(first), tried(second)], "11-03 18:00:01");
    assert_eq!(row("11-03 09:00", "11-03 13:00"), ["feedback late 0 11-03 18:00"]);
    assert_eq!(row("11-03 09:00", "11-03 17:30"), ["feedback late 0 11-03 18:00"]);
    assert_eq!(row("11-03 09:00", "11-03 12:59"), ["feedback late 1 11-03 18:00"]);
    assert_eq!(row("11-03 09:00", "11-03 12:59:59"), ["feedback late 1 11-03 18:00"]);
    assert_eq!(row("11-03 09:00", "11-03 09:00"), ["feedback late 1 11-03 18:00"]);
    // Both on the same day.
    assert_eq!(row("11-02 23:00", "11-03 09:00"), ["feedback late 1 11-03 18:00"]);
}

#[test]
fn the_first_and_the_last_of_several_attempts_may_be_the_two() {
    let attempts = ["11-03 09:00", "11-03 11:00", "11-03 13:00"].map(tried);
    let mut events = vec![out("11-02 11:00")];
    events.extend(attempts);
    assert_eq!(judge("", "", &events, "11-03 18:00:01"), ["feedback late 0 11-03 18:00"]);
}

#[test]
fn a_day_isnt_attempted_before_its_cutoff_and_an_evening_attempt_counts_for_it() {
    through(
        "",
        "",
        &[out("11-02 11:00"), tried("11-03 09:00"), tried("11-03 19:00")],
        &[
            ("11-03 18:00", ""),
            ("11-03 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-03 19:00", "feedback late 0 11-03 18:00"),
        ],
    );
}

#[test]
fn attempted_days_are_listed_as_late_and_dont_raise_the_count() {
    let twice = |day: &str| [tried(&format!("{day} 09:00")), tried(&format!("{day} 14:00"))];
    let mut events = vec![out("11-02 11:00")];
    events.extend(["11-03", "11-04", "11-05", "11-06"].iter().flat_map(|d| twice(d)));
    through(
        "",
        "",
        &events,
        &[
            ("11-03 18:00:01", "feedback late 0 11-03 18:00"),
            ("11-06 18:00:01", "feedback late 0 11-03 18:00"),
            ("11-07 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-08 18:00:01", "feedback critical 2 11-03 18:00"),
        ],
    );
    // A missed day first, an attempted one after.
    let mut events = vec![out("11-02 11:00")];
    events.extend(twice("11-04"));
    through(
        "",
        "",
        &events,
        &[
            ("11-03 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-04 18:00:01", "feedback late 1 11-03 18:00"),
            ("11-05 18:00:01", "feedback critical 2 11-03 18:00"),
        ],
    );
}

#[test]
fn reaching_the_customer_at_last_meets_an_attempted_day() {
    through(
        "",
        "",
        &[out("11-02 11:00"), tried("11-03 09:00"), tried("11-03 14:00"), out("11-03 20:00")],
        &[("11-03 18:00:01", "feedback late 0 11-03 18:00"), ("11-03 20:00", ""), ("11-04 18:00", "")],
    );
}

#[test]
fn attempted_days_dont_count_as_missed_before_the_first_answer_either() {
    through(
        "",
        "",
        &[tried("11-03 09:00"), tried("11-03 13:30")],
        &[
            ("11-03 18:00:01", "first-response late 0 11-03 10:00"),
            ("11-04 18:00:01", "first-response late 1 11-03 10:00"),
            ("11-05 18:00:01", "first-response critical 2 11-03 10:00"),
        ],
    );
}
