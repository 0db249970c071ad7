//! What the report makes of single hand-written cases: flow, first response, compliance, distributions (M1, M2, M6, M9).

use super::*;
use std::collections::BTreeMap;

const NOVEMBER: [&str; 3] = ["report", "--month", "2026-11"];

#[track_caller]
fn figures(desk: &Desk, now: &str) -> Value {
    desk.json(&NOVEMBER, now)["figures"].clone()
}

/// Met, missed, attempted, excused.
#[track_caller]
fn days(policy: &str, events: &[String], now: &str) -> [u64; 4] {
    days_of(&Desk::with(policy, "", events), now)
}

#[track_caller]
fn days_of(desk: &Desk, now: &str) -> [u64; 4] {
    let f = &figures(desk, now)["feedback"];
    let n = |key: &str| f[key].as_u64().expect("a number");
    assert_eq!(n("judged"), n("met") + n("missed"), "{f}");
    [n("met"), n("missed"), n("attempted"), n("excused")]
}

#[track_caller]
fn flow(desk: &Desk, args: &[&str], now: &str) -> [u64; 6] {
    let mut all = vec!["report"];
    all.extend(args);
    let json = desk.json(&all, now);
    ["open_at_start", "received", "reopened", "closed", "distinct_closed", "open_at_end"]
        .map(|key| json["figures"]["flow"][key].as_u64().expect("a number"))
}

#[test]
fn a_day_counts_once_it_is_judged_met_or_not() {
    let events = [out("11-02 11:00"), out("11-03 09:00"), out("11-04 20:00")];
    assert_eq!(days("", &events, "11-03 18:00"), [0, 0, 0, 0]);
    assert_eq!(days("", &events, "11-03 18:00:01"), [1, 0, 0, 0]);
    // Missed until the evening, met since.
    assert_eq!(days("", &events, "11-04 18:00:01"), [1, 1, 0, 0]);
    assert_eq!(days("", &events, "11-04 20:00"), [2, 0, 0, 0]);
    assert_eq!(days("", &events, "11-06 18:00:01"), [2, 2, 0, 0]);
}

#[test]
fn a_missed_day_stays_missed_after_the_streak_has_ended() {
    let events = [out("11-02 11:00"), out("11-05 09:00")];
    assert_eq!(days("", &events, "11-05 18:00:01"), [1, 2, 0, 0]);
}

#[test]
fn days_without_an_answer_count_before_the_first_answer_as_well() {
    assert_eq!(days("", &[], "11-05 18:00:01"), [0, 3, 0, 0]);
}

#[test]
fn attempted_and_excused_days_are_counted_apart() {
    let events =
        [out_with("11-02 11:00", "next: 2026-11-05"), tried("11-05 09:00"), tried("11-05 15:00"), out("11-06 09:00")];
    assert_eq!(days("", &events, "11-07 18:00:01"), [1, 1, 1, 2]);
}

#[test]
fn an_excused_day_owes_nothing_so_a_call_on_it_meets_nothing() {
    // F2: a day the customer excused carries no obligation.
    let events = [out_with("11-02 11:00", "next: 2026-11-05"), out("11-03 09:00")];
    assert_eq!(days("", &events, "11-04 18:00:01"), [0, 0, 0, 2]);
}

#[test]
fn the_day_of_the_close_counts_only_where_the_case_was_open_at_its_cutoff() {
    let closed = |moment: &str| [out("11-02 11:00"), out("11-03 09:00"), out("11-04 09:00"), close(moment, "done")];
    assert_eq!(days("", &closed("11-04 17:00"), "11-10 12:00"), [1, 0, 0, 0]);
    assert_eq!(days("", &closed("11-04 18:00"), "11-10 12:00"), [1, 0, 0, 0]);
    assert_eq!(days("", &closed("11-04 18:00:01"), "11-10 12:00"), [2, 0, 0, 0]);
}

#[test]
fn the_closed_gap_and_the_day_of_the_reopening_owe_nothing() {
    let events = [out("11-02 11:00"), close("11-04 12:00", "done"), reopen("11-09 12:00", "done"), out("11-10 12:00")];
    // Missed on the 3rd; met on the 10th; missed on the 11th.
    assert_eq!(days("", &events, "11-11 18:00:01"), [1, 2, 0, 0]);
}

#[test]
fn rolling_cases_are_on_a_line_of_their_own() {
    let desk = Desk::with("[feedback]\nevery = \"4h\"\n", "", &[out("11-02 11:00")]);
    assert_eq!(days_of(&desk, "11-05 18:00:01"), [0, 0, 0, 0]);
    let f = figures(&desk, "11-05 18:00:01");
    assert_eq!(f["feedback"]["rolling_cases"], 1);
    assert_eq!(f["feedback"]["cases"], 0);
    assert_eq!(f["feedback"]["compliance_percent"], Value::Null);
}

#[test]
fn customers_who_cant_be_reached_by_nature_are_in_no_figure_of_feedback() {
    let desk = Desk::with("", "anonymous: true", &[close("11-05 12:00", "done")]);
    assert_eq!(days_of(&desk, "11-06 18:00:01"), [0, 0, 0, 0]);
    let f = figures(&desk, "11-06 18:00:01");
    assert_eq!(f["first_response"]["n"], 0);
    assert_eq!(f["first_response"]["never_answered"], 0);
    assert_eq!(f["flow"]["closed"], 1);
}

#[test]
fn the_days_of_other_months_count_there() {
    let desk = Desk::with("", "received: 10-29 10:00", &[out("10-29 11:00"), out("11-01 09:00")]);
    // Missed on 30 and 31 October; met on 1 November; missed on the 2nd.
    assert_eq!(days_of(&desk, "11-02 18:00:01"), [1, 1, 0, 0]);
    let october = desk.json(&["report", "--month", "2026-10"], "11-02 18:00:01");
    assert_eq!(october["figures"]["feedback"]["missed"], 2);
    assert_eq!(october["figures"]["feedback"]["met"], 0);
    assert_eq!(october["figures"]["feedback"]["compliance_percent"], 0.0);
}

#[track_caller]
fn longest_streak(policy: &str, header: &str, events: &[String], now: &str) -> Option<u64> {
    figures(&Desk::with(policy, header, events), now)["feedback"]["longest_streak"].as_u64()
}

#[test]
fn the_longest_streak_is_of_missed_days_without_a_feedback_between() {
    let events = [out("11-02 11:00"), out("11-05 09:00")];
    assert_eq!(longest_streak("", "", &events, "11-06 18:00:01"), Some(2));
    assert_eq!(longest_streak("", "", &events, "11-09 18:00:01"), Some(4));
}

#[test]
fn a_feedback_on_a_day_that_owed_none_ends_the_longest_streak_too() {
    // Missed on Friday, heard on Saturday, missed on Monday: never two in a row.
    let working = "[feedback]\ndays = \"working\"\n";
    let events = [out("11-05 11:00"), out("11-07 12:00")];
    assert_eq!(longest_streak(working, "received: 11-05 10:00", &events, "11-09 18:00:01"), Some(1));
}

#[test]
fn a_case_without_a_miss_is_one_with_judged_days_and_all_met() {
    let desk = Desk::empty("");
    desk.add("bbbbb", "", &[out("11-02 11:00"), out("11-03 09:00")]);
    desk.add("ccccc", "", &[out("11-02 11:00")]);
    desk.add("ddddd", "received: 11-03 10:00", &[out("11-03 11:00")]);
    let f = figures(&desk, "11-03 18:00:01");
    assert_eq!(f["feedback"]["cases"], 2);
    assert_eq!(f["feedback"]["cases_without_miss"], 1);
    assert_eq!(f["feedback"]["compliance_percent"], 50.0);
}

#[test]
fn compliance_is_what_daily_runs_of_overdue_say_whatever_happened() {
    let desk = Desk::empty("");
    let twice = |day: &str| [tried(&format!("{day} 09:00")), tried(&format!("{day} 14:00"))];
    // Excused until the 6th, then heard twice, then silent.
    desk.add("bbbbb", "", &[out_with("11-02 11:00", "next: 2026-11-06"), out("11-06 10:00"), out("11-08 10:00")]);
    // Attempted days among missed ones.
    let [a, b] = twice("11-04");
    let [c, d] = twice("11-07");
    desk.add("ccccc", "", &[out("11-02 11:00"), a, b, c, d, out("11-09 09:00")]);
    // Closed on the 5th and reopened on the 9th.
    desk.add("ddddd", "", &[out("11-02 11:00"), close("11-05 12:00", "done"), reopen("11-09 12:00", "done")]);
    // Every third day, and a date that was agreed.
    desk.add("fffff", "", &[out_with("11-02 11:00", "every: \"3d\""), out("11-06 10:00")]);
    desk.add("ggggg", "", &[out("11-02 11:00"), pause("11-04 09:00", "agreed-date", "11-07 09:00")]);
    // Never heard.
    desk.add("hhhhh", "", &[]);
    let missed_at = |now: &str| -> BTreeMap<String, u64> {
        desk.items(&["overdue"], now)
            .iter()
            .map(|i| (i["case"].as_str().unwrap().to_owned(), i["missed"].as_u64().unwrap()))
            .collect()
    };
    let mut missed = 0;
    for day in 3..=14 {
        let earlier = missed_at(&format!("11-{day:02} 18:00"));
        let after = format!("11-{day:02} 18:00:01");
        missed += missed_at(&after).iter().map(|(case, n)| n - earlier.get(case).copied().unwrap_or(0)).sum::<u64>();
        assert_eq!(days_of(&desk, &after)[1], missed, "until 11-{day:02}");
    }
    // bbbbb: 7, 9 to 14. ccccc: 3, 5, 6, 8, 10 to 14. ddddd: 3, 4, 10 to 14. fffff: 5, 9 to 14. ggggg: 3, 7 to 14. hhhhh: 3 to 14.
    assert_eq!(missed, 7 + 9 + 7 + 7 + 9 + 12);
    // Met: 6 and 8; 9; none; 6; none; none. Attempted: 4 and 7. Excused: 3, 4, 5 and 4, 5, 6.
    assert_eq!(days_of(&desk, "11-14 18:00:01"), [4, missed, 2, 6]);
}

#[test]
fn another_playbook_judges_no_day_anew() {
    // Every second day until the 5th, every day from then on: the 3rd owed nothing, and no run of `overdue` said it did.
    let switch = event("11-05 09:00", "do: switch, playbook: long@1, step: begin");
    let desk = Desk::with("", "playbook: paced@1", &[out("11-02 11:00"), out("11-04 10:00"), switch]);
    assert!(desk.at("11-03 18:00:01").is_empty());
    assert_eq!(days_of(&desk, "11-04 18:00:01"), [1, 0, 0, 0]);
    assert_eq!(days_of(&desk, "11-05 09:00"), [1, 0, 0, 0]);
    assert_eq!(days_of(&desk, "11-05 18:00:01"), [1, 1, 0, 0]);
}

#[test]
fn a_case_closed_twice_counts_twice_in_closed_and_once_in_distinct_cases() {
    let events = [
        out("11-02 11:00"),
        close("11-03 12:00", "one"),
        reopen("11-04 12:00", "one"),
        out("11-04 15:00"),
        close("11-05 12:00", "two"),
    ];
    let desk = Desk::with("", "", &events);
    assert_eq!(flow(&desk, &["--month", "2026-11"], "11-10 12:00"), [0, 1, 1, 2, 1, 0]);
    // Each cycle has its own first answer: after one hour and after three.
    let f = figures(&desk, "11-10 12:00");
    assert_eq!(f["first_response"]["values_seconds"], serde_json::json!([3600, 10800]));
    // Seen day by day.
    let of = |day: &str| flow(&desk, &["--since", day, "--until", day], "11-10 12:00");
    assert_eq!(of("2026-11-01"), [0, 0, 0, 0, 0, 0]);
    assert_eq!(of("2026-11-02"), [0, 1, 0, 0, 0, 1]);
    assert_eq!(of("2026-11-03"), [1, 0, 0, 1, 1, 0]);
    assert_eq!(of("2026-11-04"), [0, 0, 1, 0, 0, 1]);
    assert_eq!(of("2026-11-05"), [1, 0, 0, 1, 1, 0]);
    assert_eq!(of("2026-11-06"), [0, 0, 0, 0, 0, 0]);
}

#[test]
fn a_period_begins_with_its_first_second_and_ends_with_its_last() {
    let at_start = Desk::with("", "received: 11-01 00:00", &[]);
    assert_eq!(flow(&at_start, &["--month", "2026-11"], "12-05 12:00"), [0, 1, 0, 0, 0, 1]);
    assert_eq!(flow(&at_start, &["--month", "2026-10"], "12-05 12:00"), [0, 0, 0, 0, 0, 0]);
    let at_end = Desk::with("", "received: 10-31 23:59:59", &[close("11-30 23:59:59", "done")]);
    assert_eq!(flow(&at_end, &["--month", "2026-10"], "12-05 12:00"), [0, 1, 0, 0, 0, 1]);
    assert_eq!(flow(&at_end, &["--month", "2026-11"], "12-05 12:00"), [1, 0, 0, 1, 1, 0]);
    assert_eq!(flow(&at_end, &["--month", "2026-12"], "12-05 12:00"), [0, 0, 0, 0, 0, 0]);
    // The figures stop at now.
    assert_eq!(flow(&at_end, &["--month", "2026-11"], "11-20 12:00"), [1, 0, 0, 0, 0, 1]);
    // Closed in the first second of a month.
    let first = Desk::with("", "received: 10-30 10:00", &[close("11-01 00:00", "done")]);
    assert_eq!(flow(&first, &["--month", "2026-11"], "12-05 12:00"), [1, 0, 0, 1, 1, 0]);
    assert_eq!(flow(&first, &["--month", "2026-10"], "12-05 12:00"), [0, 1, 0, 0, 0, 1]);
}

#[test]
fn first_responses_are_of_the_cycles_closed_in_the_period() {
    let desk = Desk::empty("");
    // Still open; closed in the period; closed without an answer; closed before.
    desk.add("bbbbb", "", &[out("11-02 11:00")]);
    desk.add("ccccc", "received: 10-30 10:00", &[out("10-30 10:30"), close("11-02 12:00", "done")]);
    desk.add("ddddd", "", &[tried("11-02 11:00"), close("11-02 12:00", "done")]);
    desk.add("fffff", "received: 10-30 11:00", &[out("10-30 11:10"), close("10-31 12:00", "done")]);
    let f = &figures(&desk, "11-05 12:00")["first_response"];
    assert_eq!(f["values_seconds"], serde_json::json!([1800]));
    assert_eq!(f["n"], 1);
    assert_eq!(f["never_answered"], 1);
}

#[test]
fn spreads_are_by_nearest_rank_and_few_values_are_shown_as_they_are() {
    let desk = Desk::empty("");
    let tails = ["bbbbb", "ccccc", "ddddd", "fffff", "ggggg", "hhhhh"];
    let minutes = [50, 10, 40, 20, 30, 59];
    let add = |n: usize| {
        desk.add(tails[n], "", &[out(&format!("11-02 10:{}", minutes[n])), close("11-02 12:00", "done")]);
    };
    (0..4).for_each(add);
    let four = figures(&desk, "11-05 12:00")["first_response"].clone();
    // Sorted 10, 20, 40, 50: rank 2 is the median, rank 4 the ninth decile.
    assert_eq!(four["values_seconds"], serde_json::json!([600, 1200, 2400, 3000]));
    assert_eq!([&four["median_seconds"], &four["p90_seconds"], &four["max_seconds"]], [1200, 3000, 3000]);
    add(4);
    let five = figures(&desk, "11-05 12:00")["first_response"].clone();
    // Rank 3 of 10, 20, 30, 40, 50.
    assert_eq!(five["values_seconds"], Value::Null);
    assert_eq!([&five["median_seconds"], &five["p90_seconds"], &five["max_seconds"]], [1800, 3000, 3000]);
    add(5);
    let six = figures(&desk, "11-05 12:00")["first_response"].clone();
    // Rank 3 of six, and rank 6.
    assert_eq!([&six["median_seconds"], &six["p90_seconds"], &six["max_seconds"]], [1800, 3540, 3540]);
}
