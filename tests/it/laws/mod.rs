//! Laws: what holds for every record, every file and every history, tried on random ones.
//!
//! The seed is fixed, so that a run is a test and not a lottery. `PROPTEST_CASES=5000` (with or without
//! `PROPTEST_RNG_SEED`) goes looking further.

mod appending;
mod commands;
mod dress;
mod ids;
mod looking_back;
mod reading;
mod records;
mod texts;
mod walk;

use proptest::test_runner::{Config, RngSeed};

/// So many cases from the fixed seed, unless the environment asks for a longer search.
fn tries(cases: u32) -> Config {
    let found = Config {
        failure_persistence: None,
        max_shrink_iters: 4000,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return found;
    }
    Config {
        cases,
        rng_seed: RngSeed::Fixed(0x0a3e_4d50),
        ..found
    }
}
