//! Who else has to know: the ladder that missed deadlines climb, and what makes a case grave. Pure decisions.

mod ladder;
mod severity;

pub use ladder::{Cause, Escalation, Passed, climb, grave};
pub use severity::{Asked, Rule, asked, restless};
