//! A crowd of writers at full size: `cargo bench --bench crowd`. Takes a minute or two, half of it waiting.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "a bench times and prints, and needs only a part of what tests share"
)]

#[path = "../tests/it/crowds/crowd.rs"]
mod crowd;
#[path = "../tests/it/scene.rs"]
mod scene;

use amends::store::{Lock, PATIENCE};
use crowd::{Crowd, Outcome};
use scene::Scene;
use std::process::ExitCode;
use std::time::Instant;

const CROWD: Crowd = Crowd { writers: 32, each: 50 };

fn main() -> ExitCode {
    // `cargo test --benches` runs this without `--bench`: nothing is written there.
    if !std::env::args().any(|a| a == "--bench") {
        return ExitCode::SUCCESS;
    }
    let (scene, case) = Scene::with_case();
    let mut fine = tell(&scene, "one case", &CROWD.write(&scene, &[case]));
    let scene = Scene::workspace();
    let cases: Vec<String> = (0..CROWD.writers).map(|_| scene.open("2026-11-21T14:00:00+08:00", &[])).collect();
    fine &= tell(&scene, "a case each", &CROWD.write(&scene, &cases));
    fine &= waits_and_gives_up(&scene, &cases[0]);
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn tell(scene: &Scene, at: &str, outcome: &Outcome) -> bool {
    let Crowd { writers, each } = CROWD;
    let Outcome { written, refused, lost, doubled, longest } = outcome;
    let check = scene.now(&["check"]).code;
    println!(
        "{writers} writers x {each} at {at}: {written} written, {} refused, {} lost, {} doubled, longest wait {:.1} s, check {check}",
        refused.len(),
        lost.len(),
        doubled.len(),
        longest.as_secs_f64()
    );
    refused.iter().take(3).for_each(|said| println!("  refused: {said}"));
    *written == writers * each && lost.is_empty() && doubled.is_empty() && check == 0
}

/// A writer who waits for this process gives up when the patience ends, and says for whom it waited.
fn waits_and_gives_up(scene: &Scene, case: &str) -> bool {
    let before = scene.case(case);
    let held = Lock::take(scene.root(), "li", PATIENCE).expect("the lock");
    let start = Instant::now();
    let ran = scene.now(&["log", case, "--via", "phone"]);
    let waited = start.elapsed();
    drop(held);
    let named = ran.err.contains(&format!("{} li", std::process::id()));
    println!("lock held: exit {}, holder named: {named}, after {:.1} s", ran.code, waited.as_secs_f64());
    ran.code == 6 && named && scene.case(case) == before && (29.0..35.0).contains(&waited.as_secs_f64())
}
