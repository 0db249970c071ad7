//! Promises, steps and waits, the order of rows, and what falls due soon (F11, T4, T7).

use super::*;

fn promise(id: &str, due: &str) -> String {
    format!("id: {id}, {}", event("11-02 12:00", &format!("do: promise, due: {due}, what: \"回电\"")))
}

fn kept(moment: &str, id: &str) -> String {
    out_with(moment, &format!("kept: [{id}]"))
}

#[test]
fn a_promise_is_late_for_a_day_critical_for_another_then_a_breach() {
    through(
        QUIET,
        "",
        &[promise("p1", &t("11-04 15:00"))],
        &[
            ("11-04 15:00", ""),
            ("11-04 15:00:01", "promise late - 11-04 15:00"),
            ("11-05 15:00", "promise late - 11-04 15:00"),
            ("11-05 15:00:01", "promise critical - 11-04 15:00"),
            ("11-06 15:00", "promise critical - 11-04 15:00"),
            ("11-06 15:00:01", "promise breach - 11-04 15:00"),
        ],
    );
}

#[test]
fn a_promise_for_a_day_falls_due_at_its_cutoff() {
    let events = [promise("p1", "2026-11-04")];
    through(QUIET, "", &events, &[("11-04 18:00", ""), ("11-04 18:00:01", "promise late - 11-04 18:00")]);
    let early =
        format!("{QUIET}[urgent]\nfeedback = \"52w\"\n").replace("[feedback]\n", "[feedback]\ncutoff = \"09:30\"\n");
    through(&early, "", &events, &[("11-04 09:30", ""), ("11-04 09:30:01", "promise late - 11-04 09:30")]);
}

#[test]
fn a_promise_that_was_kept_is_no_row_be_it_early_or_late() {
    through(QUIET, "", &[promise("p1", &t("11-04 15:00")), kept("11-03 09:00", "p1")], &[("11-08 12:00", "")]);
    through(
        QUIET,
        "",
        &[promise("p1", &t("11-04 15:00")), kept("11-06 09:00", "p1")],
        &[("11-06 08:59:59", "promise critical - 11-04 15:00"), ("11-06 09:00", "")],
    );
    // Nobody took the call, so nothing was kept.
    let vain = format!("{}, kept: [p1]", tried("11-04 12:00"));
    assert_eq!(
        judge(QUIET, "", &[promise("p1", &t("11-04 15:00")), vain], "11-04 15:00:01"),
        ["promise late - 11-04 15:00"]
    );
}

#[test]
fn a_promise_keeps_only_the_one_it_names() {
    let events = [promise("p1", &t("11-04 15:00")), promise("p2", &t("11-05 15:00")), kept("11-04 12:00", "p1")];
    through(QUIET, "", &events, &[("11-04 15:00:01", ""), ("11-05 15:00:01", "promise late - 11-05 15:00")]);
    // Two broken ones are two rows, the earlier first.
    let events = [promise("p2", &t("11-05 12:00")), promise("p1", &t("11-05 09:00"))];
    assert_eq!(
        judge(QUIET, "", &events, "11-05 12:00:01"),
        ["promise late - 11-05 09:00", "promise late - 11-05 12:00"]
    );
}

#[test]
fn a_promise_moved_and_told_counts_by_its_new_date() {
    let moved = |more: &str| {
        let line = format!("do: promise, due: {}, what: \"回电\", moves: p1{more}", t("11-06 15:00"));
        [promise("p1", &t("11-04 15:00")), event("11-04 10:00", &line)]
    };
    through(
        QUIET,
        "",
        &moved(", told: true"),
        &[("11-04 15:00:01", ""), ("11-06 15:00", ""), ("11-06 15:00:01", "promise late - 11-06 15:00")],
    );
    // The customer wasn't told, so the first date stands.
    let untold = judge(QUIET, "", &moved(", told: false"), "11-04 15:00:01");
    assert_eq!(untold, ["promise late - 11-04 15:00"]);
}

#[test]
fn a_wait_moves_no_promise() {
    let events = [promise("p1", &t("11-04 15:00")), pause("11-03 12:00", "agreed-date", "11-20 12:00")];
    assert_eq!(judge(QUIET, "", &events, "11-04 15:00:01"), ["promise late - 11-04 15:00"]);
}

#[test]
fn a_step_ends_with_its_fifth_day_unless_it_says_otherwise() {
    through(
        QUIET,
        "playbook: plain@1",
        &[],
        &[
            ("11-07 23:59:59", ""),
            ("11-08 00:00", "step late - 11-07 23:59:59"),
            ("11-08 23:59:59", "step late - 11-07 23:59:59"),
            ("11-09 00:00", "step critical - 11-07 23:59:59"),
            ("11-09 23:59:59", "step critical - 11-07 23:59:59"),
            ("11-10 00:00", "step breach - 11-07 23:59:59"),
        ],
    );
    through(
        QUIET,
        "playbook: two-days@1",
        &[],
        &[("11-04 23:59:59", ""), ("11-05 00:00", "step late - 11-04 23:59:59")],
    );
    through(QUIET, "playbook: six-hours@1", &[], &[("11-02 16:00", ""), ("11-02 16:00:01", "step late - 11-02 16:00")]);
}

#[test]
fn the_team_may_set_a_limit_for_steps_without_one_and_severity_comes_first() {
    let policy = format!("{QUIET}step = \"3d\"\n[severity.serious]\nstep = \"1d\"\n");
    let due = |playbook: &str, severity: &str| {
        let open = event("11-02 10:00", &format!("do: open, step: begin, severity: {severity}, owner: wang"));
        let desk = Desk::with(&policy, &format!("playbook: {playbook}@1"), &[open]);
        desk.rows(&["--within", "9d"], "11-02 10:00").join(" | ")
    };
    assert_eq!(due("plain", "normal"), "step due - 11-05 23:59:59");
    assert_eq!(due("two-days", "normal"), "step due - 11-04 23:59:59");
    assert_eq!(due("plain", "serious"), "step due - 11-03 23:59:59");
    assert_eq!(due("two-days", "serious"), "step due - 11-03 23:59:59");
}

#[test]
fn a_step_counts_from_its_last_entry_and_the_end_of_the_flow_has_none() {
    let events = [
        event("11-04 09:00", "do: advance, step: begin, to: finish"),
        event("11-06 09:00", "do: return, step: finish, to: begin, why: \"not solved\""),
        event("11-08 09:00", "do: advance, step: begin, to: finish"),
        event("11-09 09:00", "do: advance, step: finish, to: end"),
    ];
    let desk = Desk::with(QUIET, "playbook: two-days@1", &events);
    let due = |now| desk.rows(&["--within", "1w"], now).join(" | ");
    assert_eq!(due("11-04 08:59:59"), "step due - 11-04 23:59:59");
    assert_eq!(due("11-04 09:00"), "step due - 11-06 23:59:59");
    assert_eq!(due("11-06 09:00"), "step due - 11-08 23:59:59");
    assert_eq!(due("11-08 09:00"), "step due - 11-10 23:59:59");
    assert_eq!(due("11-09 09:00"), "");
}

#[test]
fn a_reopened_case_enters_its_step_anew() {
    let events = [close("11-03 12:00", "done"), reopen("11-09 12:00", "done")];
    let desk = Desk::with(QUIET, "playbook: two-days@1", &events);
    assert_eq!(desk.rows(&["--within", "1w"], "11-09 12:00"), ["step due - 11-11 23:59:59"]);
}

/// When the step of a case ends, seen from 30 November, well past it.
#[track_caller]
fn step_end(playbook: &str, events: &[String]) -> String {
    let rows = judge(QUIET, &format!("playbook: {playbook}@1"), events, "11-30 10:00");
    let [row] = &rows[..] else { panic!("{rows:?}") };
    row.strip_prefix("step breach - ").expect("a step past its time").to_owned()
}

#[test]
fn a_wait_moves_a_limit_in_days_by_the_midnights_it_spans() {
    let end = |from: &str, until: &str| step_end("two-days", &[pause(from, "awaiting-third-party", until)]);
    assert_eq!(end("11-03 09:00", "11-03 20:00"), "11-04 23:59:59");
    assert_eq!(end("11-03 23:00", "11-04 01:00"), "11-05 23:59:59");
    assert_eq!(end("11-03 23:00", "11-04 00:00"), "11-05 23:59:59");
    assert_eq!(end("11-03 09:00", "11-06 09:00"), "11-07 23:59:59");
    // It may begin within the limit and end long after.
    assert_eq!(end("11-04 23:00", "11-09 09:00"), "11-09 23:59:59");
    // One that begins after the end moves nothing.
    assert_eq!(end("11-05 00:00", "11-09 09:00"), "11-04 23:59:59");
}

#[test]
fn a_wait_moves_a_limit_in_hours_by_its_own_time() {
    let end = |from: &str, until: &str| step_end("six-hours", &[pause(from, "awaiting-third-party", until)]);
    assert_eq!(end("11-02 12:00", "11-02 14:30"), "11-02 18:30");
    assert_eq!(end("11-02 15:59", "11-03 15:59"), "11-03 16:00");
    assert_eq!(end("11-02 16:00:01", "11-03 15:59"), "11-02 16:00");
}

#[test]
fn every_reason_to_wait_moves_the_step() {
    for reason in ["awaiting-customer", "awaiting-third-party", "agreed-date"] {
        let events = [pause("11-03 09:00", reason, "11-06 09:00")];
        assert_eq!(step_end("two-days", &events), "11-07 23:59:59", "{reason}");
    }
}

#[test]
fn waits_that_overlap_count_once() {
    let wait = |from: &str, until: &str| pause(from, "awaiting-third-party", until);
    // 3 to 5 and 4 to 6 November: three midnights.
    let across = [wait("11-03 12:00", "11-05 12:00"), wait("11-04 12:00", "11-06 12:00")];
    assert_eq!(step_end("two-days", &across), "11-07 23:59:59");
    // One within the other, and the same twice.
    let inside = [wait("11-03 12:00", "11-06 12:00"), wait("11-04 12:00", "11-05 12:00")];
    assert_eq!(step_end("two-days", &inside), "11-07 23:59:59");
    let twice = [wait("11-03 12:00", "11-06 12:00"), wait("11-03 12:00", "11-06 12:00")];
    assert_eq!(step_end("two-days", &twice), "11-07 23:59:59");
    // 12 to 14 and 13 to 15 o'clock: three hours.
    let hours = [wait("11-02 12:00", "11-02 14:00"), wait("11-02 13:00", "11-02 15:00")];
    assert_eq!(step_end("six-hours", &hours), "11-02 19:00");
    // Apart they add up, the second within the time the first one gained.
    let apart = [wait("11-02 12:00", "11-02 14:00"), wait("11-02 17:00", "11-02 18:00")];
    assert_eq!(step_end("six-hours", &apart), "11-02 19:00");
}

#[test]
fn of_a_wait_that_began_before_the_step_only_the_rest_counts() {
    // Entered on the 4th, so due on the 6th; the wait spans two more midnights.
    let events = [
        pause("11-03 12:00", "awaiting-third-party", "11-06 12:00"),
        event("11-04 09:00", "do: advance, step: begin, to: finish"),
    ];
    assert_eq!(step_end("two-days", &events), "11-08 23:59:59");
    let events = [
        pause("11-03 12:00", "awaiting-third-party", "11-04 11:00"),
        event("11-04 09:00", "do: advance, step: begin, to: finish"),
    ];
    assert_eq!(step_end("six-hours", &events), "11-04 17:00");
}

#[test]
fn a_wait_ends_when_it_is_resumed() {
    let paused = format!("id: w1, {}", pause("11-03 12:00", "awaiting-third-party", "11-09 12:00"));
    let resumed = event("11-04 12:00", "do: resume, of: w1");
    assert_eq!(step_end("two-days", &[paused, resumed]), "11-05 23:59:59");
}

#[test]
fn a_call_from_the_customer_ends_the_wait_for_the_customer_and_no_other() {
    let end =
        |reason: &str, contact: String| step_end("two-days", &[pause("11-03 12:00", reason, "11-09 12:00"), contact]);
    assert_eq!(end("awaiting-customer", call("11-04 12:00")), "11-05 23:59:59");
    assert_eq!(end("awaiting-customer", out("11-04 12:00")), "11-10 23:59:59");
    assert_eq!(end("awaiting-customer", tried("11-04 12:00")), "11-10 23:59:59");
    assert_eq!(end("awaiting-third-party", call("11-04 12:00")), "11-10 23:59:59");
    assert_eq!(end("agreed-date", call("11-04 12:00")), "11-10 23:59:59");
}

#[test]
fn a_case_waits_until_the_end_of_its_wait_and_not_longer() {
    let desk = Desk::with(QUIET, "", &[pause("11-03 12:00", "awaiting-customer", "11-05 12:00"), call("11-04 12:00")]);
    let state = |now: &str| desk.items(&["list"], now)[0]["state"].as_str().unwrap().to_owned();
    assert_eq!(state("11-03 11:59:59"), "open");
    assert_eq!(state("11-03 12:00"), "waiting");
    assert_eq!(state("11-04 11:59:59"), "waiting");
    assert_eq!(state("11-04 12:00"), "open");
    let desk = Desk::with(QUIET, "", &[pause("11-03 12:00", "agreed-date", "11-05 12:00")]);
    let state = |now: &str| desk.items(&["list"], now)[0]["state"].as_str().unwrap().to_owned();
    assert_eq!(state("11-05 11:59:59"), "waiting");
    assert_eq!(state("11-05 12:00"), "open");
}

#[test]
fn rows_are_ordered_by_level_then_by_deadline_then_by_case() {
    let desk = Desk::empty("[feedback]\nevery = \"1d\"\n");
    // Breach: silent since the 2nd. Critical: since the 3rd. Two of the same level and deadline.
    desk.add("zzzzz", "", &[out("11-02 11:00")]);
    desk.add("wwwww", "", &[out("11-03 11:00")]);
    desk.add("vvvvv", "", &[out("11-03 12:00")]);
    desk.add("ttttt", "", &[out("11-04 12:00")]);
    desk.add("rrrrr", "", &[out("11-05 12:00"), promise("p1", &t("11-05 15:00"))]);
    desk.add("qqqqq", "", &[out("11-05 12:00"), promise("p1", &t("11-03 15:00"))]);
    desk.add("ppppp", "", &[out("11-05 13:00")]);
    desk.scene.write("cases/2026/11/2026-11-02-ddddd.yaml", "id: [\n");
    let ran = desk.run(&["overdue", "--within", "1d", "--format", "json"], "11-05 18:00:01").expect(3);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let rows: Vec<String> = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| format!("{} {}", i["case"].as_str().unwrap().trim_start_matches("2026-11-02-"), row(i)))
        .collect();
    assert_eq!(
        rows,
        [
            "qqqqq promise breach - 11-03 15:00",
            "zzzzz feedback breach 3 11-03 18:00",
            "vvvvv feedback critical 2 11-04 18:00",
            "wwwww feedback critical 2 11-04 18:00",
            "rrrrr promise late - 11-05 15:00",
            "ttttt feedback late 1 11-05 18:00",
            "ddddd - damaged - -",
            "ppppp feedback due 0 11-06 18:00",
            "qqqqq feedback due 0 11-06 18:00",
            "rrrrr feedback due 0 11-06 18:00",
        ]
    );
}

#[test]
fn what_falls_due_soon_is_listed_on_demand_only() {
    let events = [out("11-02 11:00"), promise("p1", &t("11-03 15:00"))];
    let desk = Desk::with("", "", &events);
    assert!(desk.at("11-03 12:00").is_empty());
    assert_eq!(desk.rows(&["--within", "2h"], "11-03 12:00"), Vec::<String>::new());
    assert_eq!(desk.rows(&["--within", "3h"], "11-03 12:00"), ["promise due - 11-03 15:00"]);
    assert_eq!(
        desk.rows(&["--within", "6h"], "11-03 12:00"),
        ["promise due - 11-03 15:00", "feedback due 0 11-03 18:00"]
    );
    // What is past its time stays, in its place before.
    assert_eq!(
        desk.rows(&["--within", "3h"], "11-03 15:00:01"),
        ["promise late - 11-03 15:00", "feedback due 0 11-03 18:00"]
    );
}

#[test]
fn what_falls_due_next_is_the_first_day_not_yet_met_and_not_excused() {
    let next = |events: &[String], now: &str| Desk::with("", "", events).rows(&["--within", "2w"], now).join(" | ");
    let heard = [out("11-02 11:00")];
    assert_eq!(next(&heard, "11-02 12:00"), "feedback due 0 11-03 18:00");
    assert_eq!(next(&heard, "11-03 18:00"), "feedback due 0 11-03 18:00");
    let twice = [out("11-02 11:00"), out("11-03 09:00")];
    assert_eq!(next(&twice, "11-03 09:00"), "feedback due 0 11-04 18:00");
    let chosen = [out_with("11-02 11:00", "next: 2026-11-06")];
    assert_eq!(next(&chosen, "11-02 12:00"), "feedback due 0 11-06 18:00");
    let slow = [out_with("11-02 11:00", "every: \"3d\"")];
    assert_eq!(next(&slow, "11-02 12:00"), "feedback due 0 11-05 18:00");
    assert_eq!(next(&[], "11-02 12:00"), "first-response due 0 11-03 10:00");
    let waiting = [out("11-02 11:00"), pause("11-02 12:00", "agreed-date", "11-05 12:00")];
    assert_eq!(next(&waiting, "11-02 13:00"), "feedback due 0 11-05 18:00");
}

#[test]
fn within_so_many_days_ends_with_the_last_second_of_the_last_day() {
    // "The day of the start is day 0; within N days ends at 23:59:59 of local date start+N."
    let soon = |due: &str| {
        let desk = Desk::with(QUIET, "", &[promise("p1", &t(due))]);
        desk.rows(&["--within", "2d"], "11-02 13:00").len()
    };
    assert_eq!(soon("11-04 12:00"), 1);
    assert_eq!(soon("11-05 00:00"), 0);
    assert_eq!(soon("11-04 18:00"), 1);
    assert_eq!(soon("11-04 23:59:59"), 1);
}

#[test]
fn flags_pick_rows_by_kind_level_and_owner() {
    let desk = Desk::with("", "", &[out("11-02 11:00"), promise("p1", &t("11-03 15:00"))]);
    let now = "11-04 18:00:01";
    assert_eq!(desk.rows(&["--kind", "promise"], now), ["promise critical - 11-03 15:00"]);
    assert_eq!(desk.rows(&["--kind", "feedback"], now), ["feedback critical 2 11-03 18:00"]);
    assert_eq!(desk.rows(&["--level", "critical"], now).len(), 2);
    assert_eq!(desk.rows(&["--level", "late"], now).len(), 0);
    assert_eq!(desk.rows(&["--owner", "wang"], now).len(), 2);
    assert_eq!(desk.rows(&["--owner", "li"], now).len(), 0);
    desk.run(&["overdue", "--exit-code"], now).expect(1);
    desk.run(&["overdue", "--exit-code", "--level", "late"], now).expect(0);
}

#[test]
fn an_action_is_on_the_list_of_whoever_is_to_carry_it_out() {
    let action = event("11-02 12:00", "do: action, what: glue, owner: li, due: 2026-11-05");
    let desk = Desk::with("", "", &[out("11-02 11:00"), action]);
    let kinds = |owner: &str| {
        let of = |command: &str| {
            let items = desk.items(&[command, "--owner", owner], "11-07 10:00");
            items.iter().map(|i| i["kind"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(of("today"), of("overdue"), "{owner}");
        of("today")
    };
    assert_eq!(kinds("li"), ["action"]);
    assert_eq!(kinds("wang"), ["feedback"]);
    assert_eq!(kinds("chen"), [""; 0]);
}

#[test]
fn how_long_there_is_to_ask_whether_it_helped_stands_before_where_that_comes_from() {
    let desk = Desk::with("", "", &[event("11-03 10:00", "do: redress, remedy: apology")]);
    let said = |lang| {
        let args = ["overdue", "--kind", "follow-up", "--explain", "--format", "jsonl", "--lang", lang];
        desk.run(&args, "11-20 10:00").expect(0).out
    };
    let (en, zh) = (said("en"), said("zh"));
    assert!(en.contains("by wang; ask whether it arrived within 3 days (policy); no follow-up"), "{en}");
    assert!(zh.contains("落实补救；3 天内回访（按团队规定或默认）；尚未回访"), "{zh}");
}

#[test]
fn chinese_pages_have_chinese_punctuation() {
    let flags = event("11-02 11:00", "do: assess, flags: [journalist, regulator]");
    let desk = Desk::with("language = \"zh\"\n", "", &[flags]);
    let page = desk.run(&["show", "2026-11-02-bcdfg"], "11-02 12:00").expect(0).out;
    for wanted in ["传媒记者、监管机构", "（电话）", "检查项："] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    desk.scene.write("calendar.toml", "years = [5]\n");
    let said = desk.run(&["check"], "11-02 12:00").out;
    assert!(said.contains("错误：config") && said.contains("应为 1900 到 9998 的整数"), "{said}");
}
