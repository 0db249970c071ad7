//! Who else has to know: the ladder that missed deadlines climb, what makes a case grave, and what announces it. Pure decisions.

mod ladder;
mod severity;
mod signals;

pub use ladder::{Cause, Escalation, Passed, climb, grave};
pub use severity::{Asked, Rule, asked, by_channel, by_flag, restless};
pub use signals::{Criterion, Late, Signal, SignalKind, at_risk, criteria, signals};
