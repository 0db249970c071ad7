//! An earlier `--now` shows what was shown then.

use super::walk::{Wait, Walk, moves, start};
use super::{Brief, tries};
use amends::case::Stamp;
use amends::commands::Exit;
use proptest::prelude::*;

/// What the reading commands print, with their exit codes.
fn shown(walk: &mut Walk, now: Stamp) -> Vec<(String, Exit, String)> {
    let mut lines = vec![
        "list --state open,waiting,closed --format json".to_owned(),
        "overdue --within 7d --format json".to_owned(),
        "report --format json".to_owned(),
    ];
    lines.extend(walk.cases.iter().map(|id| format!("show {id} --format json")));
    lines
        .into_iter()
        .map(|line| {
            let went = walk.at(now, &line.split(' ').collect::<Vec<_>>());
            (line, went.exit, went.data)
        })
        .collect()
}

proptest! {
    #![proptest_config(tries(25))]

    /// What `list`, `overdue`, `show` and `report` printed after the last command of a second, they print again later
    /// with that second as `--now`, whatever was done in between, retractions included. (What is entered later than it
    /// happened counts from when it happened; there is none of it here.)
    #[test]
    fn an_earlier_now_shows_what_was_shown_then(
        Brief((start, moves)) in (start(), moves(2..30, false)).prop_map(Brief),
        every in 3..12_usize,
    ) {
        let mut walk = Walk::begin(&start);
        let mut seen = Vec::new();
        for (n, step) in moves.iter().enumerate() {
            walk.step(step)?;
            let last_of_its_second = moves.get(n + 1).is_some_and(|next| next.wait != Wait::None);
            if last_of_its_second && n % every == 0 {
                let now = walk.now;
                let cases = walk.cases.clone();
                seen.push((now, cases, shown(&mut walk, now)));
            }
        }
        let all = std::mem::take(&mut walk.cases);
        for (now, cases, then) in seen {
            walk.cases = cases;
            let again = shown(&mut walk, now);
            walk.cases.clone_from(&all);
            for (a, b) in then.iter().zip(&again) {
                prop_assert_eq!(a, b, "at {}\n{}", now, walk.story());
            }
        }
    }
}
