//! What the commands allow, `check` finds in order.

use super::walk::{Wait, Walk, moves, shanghai, start};
use super::{Brief, tries};
use amends::case::words::Outcome;
use amends::commands::Exit;
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Every command that writes.
const COMMANDS: [&str; 28] = [
    "open",
    "log",
    "note",
    "tick",
    "advance",
    "assign",
    "assess",
    "escalate",
    "overdue",
    "promise",
    "evidence",
    "grievance",
    "settle",
    "decline",
    "redress offer",
    "redress answer",
    "redress approve",
    "redress pay",
    "pause",
    "resume",
    "survey",
    "cause",
    "action",
    "tell-team",
    "close",
    "reopen",
    "retract",
    "playbook",
];

/// Counts what the commands of a walk came to, by command and exit code.
fn tell(walk: &Walk, told: &RefCell<BTreeMap<(String, u8), u32>>) {
    let mut told = told.borrow_mut();
    for line in &walk.journal {
        let (code, words) = line.split_once(" <- ").unwrap_or_default();
        let mut words = words.split(' ').map(|w| w.trim_matches('"'));
        let command = match words.next().unwrap_or_default() {
            "redress" => format!("redress {}", words.next().unwrap_or_default()),
            command => command.to_owned(),
        };
        let outcome = words.skip_while(|w| *w != "--outcome").nth(1);
        for name in [Some(command.as_str()), outcome].into_iter().flatten() {
            *told.entry((name.to_owned(), code.parse().unwrap_or(u8::MAX))).or_default() += 1;
        }
    }
}

/// Any allowed sequence of commands, entered late or not, leaves a workspace that passes `check`. Each command is done
/// and only adds to the one file it is about, or it is refused with 2, 4 or 5 and changes no byte.
#[test]
fn any_allowed_sequence_passes_check() {
    let told = RefCell::new(BTreeMap::new());
    proptest!(tries(80), |(Brief((start, moves)) in (start(), moves(1..40, true)).prop_map(Brief))| {
        let mut walk = Walk::begin(&start);
        for (n, step) in moves.iter().enumerate() {
            walk.step(step)?;
            if n % 5 == 4 {
                walk.climb()?;
            }
        }
        tell(&walk, &told);
        let checked = walk.check();
        prop_assert_eq!(checked.exit, Exit::Fine, "{}{}\n{}", checked.data, checked.hints, walk.story());
    });
    // A law about what never happens would hold too.
    let told = told.into_inner();
    let done = |name: &str| told.get(&(name.to_owned(), 0)).copied().unwrap_or(0);
    for command in COMMANDS.into_iter().chain(Outcome::tokens()) {
        assert!(done(command) > 0, "no `{command}` was ever done: {told:?}");
    }
}

/// Histories on which commands and `check` once disagreed, a line a command: how long after the line before it, and what
/// is typed. `CASE` is the case, `@word` the last event of that kind.
const STORIES: &[(&str, &[(&str, &str)])] = &[
    (
        "a switch entered late, dated before a tick",
        &[
            ("2d", "tick CASE let-vent"),
            ("1d", "playbook switch sincere-apology CASE --why w --at 2026-11-21T09:00:00+08:00"),
        ],
    ),
    (
        "evidence entered late, dated into a time when the case was closed",
        &[
            ("1d", "close CASE --outcome withdrawn"),
            ("2d", "reopen CASE --why w"),
            ("1d", "evidence CASE shelf-3 --at 2026-11-22T09:00:00+08:00"),
        ],
    ),
    (
        "a promise entered late, dated into a time when the case was closed",
        &[
            ("1d", "close CASE --outcome withdrawn"),
            ("2d", "reopen CASE --why w"),
            ("1d", "promise CASE --due 2026-12-24 -m w --at 2026-11-22T09:00:00+08:00"),
        ],
    ),
    (
        "a promise entered late, dated before a close that an open promise would have stopped",
        &[
            ("1h", "log CASE --via phone --purpose follow-up"),
            ("0s", "survey CASE --satisfied yes"),
            ("0s", "advance CASE --force --why w"),
            ("0s", "advance CASE --force --why w"),
            ("0s", "advance CASE --force --why w"),
            ("0s", "advance CASE --force --why w"),
            ("1h", "close CASE --outcome upheld --lesson w"),
            ("1d", "promise CASE --due 2026-12-24 -m w --at 2026-11-20T10:30:00+08:00"),
            ("0s", "log CASE --via phone --promise 2026-12-24 --what w --at 2026-11-20T10:30:00+08:00"),
            ("1d", "reopen CASE --why w"),
            ("0s", "promise CASE --due 2026-12-24 -m w --at 2026-11-20T10:30:00+08:00"),
        ],
    ),
    (
        "a switch taken back after a tick of the other playbook",
        &[
            ("1h", "playbook switch five-step CASE --why w"),
            ("1h", "tick CASE echo-words"),
            ("1h", "retract CASE @switch --why w"),
        ],
    ),
    (
        "a last step that leads back, in the command that closes",
        &[
            ("1h", "playbook switch five-step CASE --step sum-up --why w"),
            ("0s", "survey CASE --satisfied yes"),
            ("1h", "close CASE --outcome upheld --tick all --set expectations-met=no"),
        ],
    ),
    (
        "a close from the middle of a flow after a customer said no",
        &[
            ("1h", "playbook switch insurance-standard-flow CASE --step receive --why w"),
            ("1h", "survey CASE --satisfied no"),
            (
                "1h",
                "close CASE --outcome upheld --tick all --set reason=r --set reason-group=counter-or-manager \
                 --set needs=cared-for --set on-the-spot=yes",
            ),
        ],
    ),
    (
        "a customer's call entered late, dated into a wait that was ended by hand",
        &[
            ("1h", "pause CASE --reason awaiting-customer --until 2026-12-24"),
            ("2d", "resume CASE"),
            ("1h", "log CASE --in --via phone --at 2026-11-21T09:00:00+08:00"),
        ],
    ),
    (
        "a step left, entered late and dated before the call that it rests on",
        &[("1h", "log CASE --via phone"), ("1h", "advance CASE --tick all --at 2026-11-20T09:30:00+08:00")],
    ),
    (
        "evidence and a promise entered late, dated after a reopening that was taken back later",
        &[
            ("1d", "close CASE --outcome withdrawn"),
            ("0s", "reopen CASE --why w"),
            ("1d", "retract CASE @reopen --why w"),
            ("1h", "reopen CASE --why w"),
            ("1d", "evidence CASE shelf-3 --at 2026-11-21T12:00:00+08:00"),
            ("0s", "promise CASE --due 2026-12-24 -m w --at 2026-11-21T12:00:00+08:00"),
        ],
    ),
];

/// What once went wrong doesn't again: such a command is refused, or `check` has nothing against it.
#[test]
fn what_once_failed_the_check_is_refused_or_passes() {
    let mut wrong = Vec::new();
    for (story, lines) in STORIES {
        let mut walk = Walk::begin(&shanghai());
        let opened = walk.at_now(&[
            "open",
            "-q",
            "--title",
            "t",
            "--customer",
            "c",
            "--contact",
            "x",
            "--channel",
            "phone",
            "--demand",
            "d",
            "-m",
            "m",
        ]);
        let case = opened.data.trim().to_owned();
        walk.cases.extend(amends::case::CaseId::parse(&case));
        for (wait, line) in *lines {
            let wait = amends::policy::Duration::parse(wait)
                .map_or(0, |d| d.in_days().map_or(d.in_seconds().unwrap_or(0), |n| i64::from(n) * 86_400));
            walk.pass(Wait::Seconds(wait));
            let record = walk.read(&walk.cases[0].clone()).expect("the case");
            let event = |word: &str| record.events.iter().rfind(|e| e.act.word() == word).map(|e| e.id.to_string());
            let words = line.split_whitespace().map(|word| match word.strip_prefix('@') {
                Some(kind) => event(kind).expect("such an event"),
                None => word.replace("CASE", &case),
            });
            let words: Vec<String> = words.collect();
            let went = walk.at_now(&words.iter().map(String::as_str).collect::<Vec<_>>());
            assert!([Exit::Fine, Exit::Refused].contains(&went.exit), "{story}: {line}\n{}", went.hints);
            walk.journal.push(format!("{} <- {line}", went.exit.code()));
        }
        let checked = walk.check();
        if checked.exit != Exit::Fine {
            wrong.push(format!("{story}\n{}{}", checked.data, walk.story()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
