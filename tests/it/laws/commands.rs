//! What the commands allow, `check` finds in order.

use super::walk::{Walk, moves, start};
use super::{Brief, tries};
use amends::case::words::Outcome;
use amends::commands::Exit;
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Every command that writes.
const COMMANDS: [&str; 19] = [
    "open",
    "log",
    "note",
    "tick",
    "advance",
    "assign",
    "assess",
    "promise",
    "evidence",
    "grievance",
    "settle",
    "decline",
    "pause",
    "resume",
    "survey",
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
        let command = words.next().unwrap_or_default();
        let outcome = words.skip_while(|w| *w != "--outcome").nth(1);
        for name in [Some(command), outcome].into_iter().flatten() {
            *told.entry((name.to_owned(), code.parse().unwrap_or(u8::MAX))).or_default() += 1;
        }
    }
}

/// Any allowed sequence of commands, entered late or not, leaves a workspace that passes `check`. Each command is done
/// and only adds to the one file it is about, or it is refused with 2, 4 or 5 and changes no byte.
#[test]
fn any_allowed_sequence_passes_check() {
    let told = RefCell::new(BTreeMap::new());
    proptest!(tries(60), |(Brief((start, moves)) in (start(), moves(1..40, true)).prop_map(Brief))| {
        let mut walk = Walk::begin(&start);
        for step in &moves {
            walk.step(step)?;
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
