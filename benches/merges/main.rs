//! Random histories of several clones, merged until something breaks: `cargo bench --bench merges`.
//!
//! `-- --in-process N --git M --seed S`: N merges of texts along a random graph of commits, M merges by git itself with
//! the driver, by union alone, by rebase, cherry-pick and stash pop. Ends with exit code 1 when an event is lost, a file
//! is invalid, two sides exchanged give another text, or `check` says nothing of a doubtful file.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::exit,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench runs git, writes files and prints"
)]

mod git;
mod history;
mod texts;

use git::by_git;
use history::Dice;
use std::time::Instant;
use texts::in_process;

/// What was counted.
#[derive(Debug, Default)]
struct Count {
    merges: u64,
    lost: u64,
    invalid: u64,
    not_commuting: u64,
    refused: u64,
    conflicts: u64,
    doubtful: u64,
    unnamed: u64,
}

impl Count {
    fn is_bad(&self) -> bool {
        self.lost + self.invalid + self.not_commuting + self.refused + self.unnamed > 0
    }

    fn print(&self, what: &str, start: Instant) {
        println!(
            "{what:<22} {:6} merges  lost {}  invalid {}  not commuting {}  refused {}  conflicts {}  doubtful {}, unnamed by check {}   {:.1} s",
            self.merges,
            self.lost,
            self.invalid,
            self.not_commuting,
            self.refused,
            self.conflicts,
            self.doubtful,
            self.unnamed,
            start.elapsed().as_secs_f64()
        );
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    // `cargo test --benches` runs this without `--bench`: nothing is merged there.
    if !args.iter().any(|a| a == "--bench") {
        return;
    }
    let number = |name: &str, otherwise: u64| {
        let given = args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
        given.map_or(otherwise, |text| text.parse().expect("a number"))
    };
    let seed = number("--seed", 20_261_122).max(1);
    println!("seed {seed}");
    let start = Instant::now();
    let texts = in_process(number("--in-process", 10_000), &mut Dice(seed));
    texts.print("in process", start);
    let start = Instant::now();
    let git = by_git(number("--git", 500), &mut Dice(seed));
    git.print("by git", start);
    if texts.is_bad() || git.is_bad() {
        std::process::exit(1);
    }
}
