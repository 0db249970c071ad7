//! A day is a local date of the workspace's zone: changes of clock, offsets of every kind, the host's own zone (T1).

use super::*;
use std::process::Output;

const LONDON: &str = "time_zone = \"Europe/London\"\n";
const NEW_YORK: &str = "time_zone = \"America/New_York\"\n";

#[test]
fn in_spring_the_cutoff_stays_at_six_on_the_wall() {
    // On 29 March 2026 the clocks of London went from 01:00 to 02:00.
    let header = "received: 2026-03-27T10:00:00+00:00";
    let events = [out("2026-03-27T11:00:00+00:00"), out("2026-03-28T12:00:00+00:00")];
    through(
        LONDON,
        header,
        &events,
        &[
            ("2026-03-28T18:00:01+00:00", ""),
            ("2026-03-29T18:00:00+01:00", ""),
            ("2026-03-29T18:00:01+01:00", "feedback late 1 2026-03-29T18:00:00+01:00"),
            ("2026-03-30T18:00:01+01:00", "feedback critical 2 2026-03-29T18:00:00+01:00"),
        ],
    );
}

#[test]
fn a_contact_belongs_to_the_local_date_whatever_its_offset() {
    let header = "received: 2026-03-27T10:00:00+00:00";
    let late_on_the_28th = out("2026-03-28T23:30:00+00:00");
    // Half past eleven in the evening in UTC is half past midnight of the 30th in London.
    let early_on_the_30th = out("2026-03-29T23:30:00+00:00");
    // Half past midnight of the 30th in Shanghai is still the 29th in London.
    let on_the_29th = out("2026-03-30T00:30:00+08:00");
    let now = "2026-03-29T18:00:01+01:00";
    let first = out("2026-03-27T11:00:00+00:00");
    let rows = |e: &String| judge(LONDON, header, &[first.clone(), e.clone()], "2026-03-28T23:59:59+00:00").len();
    assert_eq!(rows(&late_on_the_28th), 0);
    let missed = ["feedback late 1 2026-03-29T18:00:00+01:00"];
    assert_eq!(judge(LONDON, header, &[first.clone(), late_on_the_28th.clone()], now), missed);
    let events = [first.clone(), late_on_the_28th.clone(), early_on_the_30th];
    assert_eq!(judge(LONDON, header, &events, "2026-03-30T00:29:59+01:00"), missed);
    assert!(judge(LONDON, header, &events, "2026-03-30T18:00:01+01:00").is_empty());
    assert!(judge(LONDON, header, &[first, late_on_the_28th, on_the_29th], now).is_empty());
}

#[test]
fn in_autumn_the_longer_day_is_one_day() {
    // On 25 October 2026 the clocks of London went from 02:00 back to 01:00.
    let header = "received: 2026-10-24T12:00:00+01:00";
    // Twenty-four hours on the wall clock that hours run on: an hour earlier by its face.
    through(
        LONDON,
        header,
        &[],
        &[
            ("2026-10-25T11:00:00+00:00", ""),
            ("2026-10-25T11:00:01+00:00", "first-response late 0 2026-10-25T11:00:00+00:00"),
        ],
    );
    through(
        &format!("{LONDON}[clocks]\nfirst_response = \"1d\"\n"),
        header,
        &[],
        &[
            ("2026-10-25T23:59:59+00:00", ""),
            ("2026-10-26T00:00:00+00:00", "first-response late 1 2026-10-25T23:59:59+00:00"),
        ],
    );
    // Both half past ones are of the 25th.
    for heard in ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00", "2026-10-25T23:59:59+00:00"] {
        let events = [out("2026-10-24T13:00:00+01:00"), out(heard)];
        assert!(judge(LONDON, header, &events, "2026-10-26T18:00:00+00:00").is_empty(), "{heard}");
    }
    let events = [out("2026-10-24T13:00:00+01:00"), out("2026-10-24T23:30:00+00:00")];
    assert!(judge(LONDON, header, &events, "2026-10-25T18:00:01+00:00").is_empty());
}

#[test]
fn four_hours_between_attempts_are_hours_that_passed() {
    let heard = out("2026-10-24T13:00:00+01:00");
    let autumn = |second: &str| {
        let events = [heard.clone(), tried("2026-10-25T00:30:00+01:00"), tried(second)];
        judge(LONDON, "received: 2026-10-24T12:00:00+01:00", &events, "2026-10-25T18:00:01+00:00")
    };
    assert_eq!(autumn("2026-10-25T03:30:00+00:00"), ["feedback late 0 2026-10-25T18:00:00+00:00"]);
    assert_eq!(autumn("2026-10-25T03:29:59+00:00"), ["feedback late 1 2026-10-25T18:00:00+00:00"]);
    let heard = out("2026-03-28T13:00:00+00:00");
    let spring = |second: &str| {
        let events = [heard.clone(), tried("2026-03-29T00:30:00+00:00"), tried(second)];
        judge(LONDON, "received: 2026-03-28T12:00:00+00:00", &events, "2026-03-29T18:00:01+01:00")
    };
    assert_eq!(spring("2026-03-29T05:30:00+01:00"), ["feedback late 0 2026-03-29T18:00:00+01:00"]);
    assert_eq!(spring("2026-03-29T04:30:00+01:00"), ["feedback late 1 2026-03-29T18:00:00+01:00"]);
}

#[test]
fn rolling_hours_pass_through_a_change_of_clock() {
    let policy = format!("{NEW_YORK}[feedback]\nevery = \"4h\"\n{ROUND}");
    // On 1 November 2026 the clocks of New York went from 02:00 back to 01:00.
    through(
        &policy,
        "received: 2026-10-31T20:00:00-04:00",
        &[out("2026-11-01T00:30:00-04:00")],
        &[
            ("2026-11-01T03:30:00-05:00", ""),
            ("2026-11-01T03:30:01-05:00", "feedback late 1 2026-11-01T03:30:00-05:00"),
        ],
    );
    // On 8 March 2026 they went from 02:00 to 03:00.
    through(
        &policy,
        "received: 2026-03-07T20:00:00-05:00",
        &[out("2026-03-08T00:30:00-05:00")],
        &[
            ("2026-03-08T05:30:00-04:00", ""),
            ("2026-03-08T05:30:01-04:00", "feedback late 1 2026-03-08T05:30:00-04:00"),
        ],
    );
}

#[test]
fn a_cutoff_that_comes_twice_or_not_at_all_alarms_nobody_too_early() {
    through(
        &format!("{NEW_YORK}[feedback]\ncutoff = \"01:30\"\n"),
        "received: 2026-10-31T10:00:00-04:00",
        &[out("2026-10-31T11:00:00-04:00")],
        &[
            ("2026-11-01T01:30:01-04:00", ""),
            ("2026-11-01T01:30:00-05:00", ""),
            ("2026-11-01T01:30:01-05:00", "feedback late 1 2026-11-01T01:30:00-05:00"),
        ],
    );
    through(
        &format!("{NEW_YORK}[feedback]\ncutoff = \"02:30\"\n"),
        "received: 2026-03-07T10:00:00-05:00",
        &[out("2026-03-07T11:00:00-05:00")],
        &[
            ("2026-03-08T03:00:00-04:00", ""),
            ("2026-03-08T03:00:01-04:00", "feedback late 1 2026-03-08T03:00:00-04:00"),
        ],
    );
}

#[test]
fn waits_across_a_change_of_clock_move_by_midnights_and_by_hours_that_passed() {
    let quiet = format!("{NEW_YORK}{QUIET}");
    let header = |playbook: &str| format!("received: 2026-10-31T10:00:00-04:00\nplaybook: {playbook}@1");
    let waits = [pause("2026-10-31T12:00:00-04:00", "awaiting-third-party", "2026-11-01T12:00:00-05:00")];
    // Two days and one midnight.
    assert_eq!(
        judge(&quiet, &header("two-days"), &waits, "2026-11-04T00:00:00-05:00"),
        ["step late - 2026-11-03T23:59:59-05:00"]
    );
    // Six hours and twenty-five.
    assert_eq!(
        judge(&quiet, &header("six-hours"), &waits, "2026-11-01T20:00:00-05:00"),
        ["step late - 2026-11-01T16:00:00-05:00"]
    );
}

#[test]
fn the_moment_and_the_stamps_may_carry_any_offset() {
    let shanghai = Desk::with("", "", &[out("11-02 11:00")]);
    let elsewhere = Desk::with(
        "",
        "received: 2026-11-01T21:00:00-05:00",
        &[
            "at: 2026-11-02T02:05:00+00:00, by: wang, do: open, step: begin, severity: normal, owner: wang".to_owned(),
            out("2026-11-02T03:00:00+00:00"),
        ],
    );
    for now in ["11-03 18:00", "11-03 18:00:01", "2026-11-03T10:00:01Z", "2026-11-03T05:00:01-05:00"] {
        assert_eq!(shanghai.at(now), elsewhere.at(now), "at {now}");
    }
    assert_eq!(elsewhere.at("2026-11-03T10:00:01Z"), ["feedback late 1 11-03 18:00"]);
    assert!(elsewhere.at("2026-11-03T10:00:00Z").is_empty());
}

#[test]
fn the_hosts_zone_changes_nothing() {
    let promise = event("11-02 12:00", "do: promise, due: 2026-11-03, what: \"回电\"");
    let desk = Desk::with("", "playbook: two-days@1", &[out("11-02 11:00"), promise]);
    let now = t("11-05 18:00:01");
    let run = |zone: Option<&str>, args: &[&str]| -> Output {
        let mut command = amends(desk.scene.root());
        if let Some(zone) = zone {
            command.env("TZ", zone);
        }
        command.args(args).args(["--now", &now]).output().unwrap()
    };
    for args in [
        &["overdue"][..],
        &["overdue", "--explain", "--format", "json"],
        &["list"],
        &["today"],
        &["show", "2026-11-02-bcdfg", "--explain"],
        &["report", "--format", "json"],
    ] {
        let plain = run(None, args);
        assert!(!plain.stdout.is_empty(), "{args:?}");
        for zone in ["UTC", "America/Los_Angeles", "Pacific/Kiritimati", ":/nowhere", "nonsense"] {
            let there = run(Some(zone), args);
            assert_eq!(there.status.code(), plain.status.code(), "{args:?} with TZ={zone}");
            assert_eq!(there.stdout, plain.stdout, "{args:?} with TZ={zone}");
        }
    }
}

#[test]
fn a_folder_without_policy_is_judged_in_utc() {
    let desk = Desk::with("", "received: 2026-11-02T10:00:00+00:00", &[out("2026-11-02T11:00:00+00:00")]);
    std::fs::remove_file(desk.scene.root().join("amends.toml")).unwrap();
    assert!(desk.at("2026-11-03T18:00:00+00:00").is_empty());
    assert_eq!(desk.at("2026-11-03T18:00:01+00:00"), ["feedback late 1 2026-11-03T18:00:00+00:00"]);
}
