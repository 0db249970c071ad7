//! The integration tests: one binary, one module a topic.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests make and break files on purpose"
)]

mod clocks;
mod concurrency;
mod damage;
mod flags;
mod laws;
mod merge;
mod merging;
mod moves;
mod samples;
mod scene;
mod session;
mod structure;
mod wording;
