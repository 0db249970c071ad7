//! `amends`: complaint handling in plain files.

pub mod case;
