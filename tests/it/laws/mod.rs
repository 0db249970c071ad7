//! Laws: what holds for every record, every file and every history, tried on random ones.
//!
//! The seed is fixed, so that a run is a test and not a lottery. `PROPTEST_CASES=5000` (with or without
//! `PROPTEST_RNG_SEED`) goes looking further.

mod appending;
mod clocks;
mod commands;
pub(crate) mod dress;
mod editing;
mod feed;
mod figures;
mod ids;
mod looking_back;
mod metrics;
mod reading;
pub(crate) mod records;
mod since;
mod texts;
mod walk;

use proptest::test_runner::{Config, RngSeed};

/// Something made up, printed in a line when a law fails; the law's own message shows what matters of it.
#[derive(Clone)]
pub(crate) struct Brief<T>(pub(crate) T);

impl<T> std::fmt::Debug for Brief<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("as told above")
    }
}

/// So many cases from the fixed seed, unless the environment asks for a longer search.
pub(crate) fn tries(cases: u32) -> Config {
    let found = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return found;
    }
    Config { cases, rng_seed: RngSeed::Fixed(0x0a3e_4d50), max_shrink_time: 20_000, ..found }
}
