//! `amends`: complaint handling in plain files.

pub mod case;
pub mod playbook;
pub mod policy;
pub mod store;
