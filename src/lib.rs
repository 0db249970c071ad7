//! `amends`: complaint handling in plain files.
//!
//! | module | what it holds |
//! |---|---|
//! | [`case`] | one complaint, pure: header, events, the state they fold to |
//! | [`playbook`] | a procedure: steps, checks, gates, and whether a case may go on |
//! | [`policy`] | `amends.toml`: people, limits, language, zone |
//! | [`clock`] | now, days of a zone, durations, and every deadline with its derivation |
//! | [`escalation`] | pure: who else has to know, and how grave a case is at the least |
//! | [`wording`] | pure: phrases and amounts in texts, and what is wrong with an outgoing one |
//! | [`import`] | pure: files of other programs taken apart, row by row, into cases |
//! | [`store`] | the only module that touches files: find, read, splice, verify, lock, write |
//! | [`letter`] | pure: what a customer is told in writing, from templates |
//! | [`merge`] | two versions of a case and their common base, made into one |
//! | [`check`] | rules over the whole workspace |
//! | [`report`] | pure: cases and policy to rows and figures |
//! | [`render`] | rows and figures to text |
//! | [`text`] | every message in English and Simplified Chinese |
//! | [`commands`] | one file per subcommand |
//! | [`cli`] | parsing the command line and dispatch |

pub mod case;
pub mod check;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod escalation;
pub mod import;
pub mod letter;
pub mod merge;
pub mod playbook;
pub mod policy;
pub mod render;
pub mod report;
pub mod store;
pub mod text;
pub mod wording;
