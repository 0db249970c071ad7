//! The integration tests: one binary, one module a topic.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests make and break files on purpose"
)]

mod articles;
mod authoring;
mod calendar;
mod checks;
mod clocks;
mod clone;
mod concurrency;
mod corpus;
#[cfg(target_os = "linux")]
mod crash;
mod crowds;
mod damage;
mod edit;
mod export;
mod extend;
mod fit;
mod flags;
mod gates;
mod hostile;
mod html;
mod import;
mod ladder;
mod laws;
mod learning;
mod letters;
mod lint;
mod masking;
mod merge;
mod merging;
mod metrics;
mod money;
mod moves;
mod playbooks;
mod procedures;
mod progress;
mod said;
mod samples;
mod scene;
mod seeing;
mod session;
mod show_json;
mod sources;
mod structure;
mod triage;
mod typed;
mod vectors;
mod way_back;
mod ways;
mod wording;
