//! `amends`: complaint handling in plain files.

pub mod case;
pub mod check;
pub mod clock;
pub mod playbook;
pub mod policy;
pub mod report;
pub mod store;
