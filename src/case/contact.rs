//! Contacts with the customer, and what an assessment found.

use super::id::EventId;
use super::stamp::When;
use super::words::{Blame, Channel, Direction, Flag, Purpose, Severity, Verified};

/// A contact with the customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// Which way.
    pub dir: Direction,
    /// Through which channel.
    pub via: Channel,
    /// Whether it got through. True with `dir: in` by nature.
    pub reached: bool,
    /// An inbound contact in which we told the customer how things stand.
    pub update: bool,
    /// Sent by a machine.
    pub auto: bool,
    /// What it was for.
    pub purpose: Option<Purpose>,
    /// We restated the complaint and the customer agreed.
    pub confirmed: bool,
    /// The customer had to tell it again.
    pub retold: bool,
    /// The event it contradicts.
    pub contradicts: Option<EventId>,
    /// The day the customer chose for the next contact.
    pub next: Option<When>,
    /// The rhythm the customer asked for, a duration.
    pub every: Option<String>,
    /// The promises kept by it.
    pub kept: Vec<EventId>,
    /// The offer it told.
    pub tells: Option<EventId>,
    /// The kind of letter sent.
    pub letter: Option<String>,
}

impl Contact {
    /// A contact of which nothing more is known.
    #[must_use]
    pub fn new(dir: Direction, via: Channel, reached: bool) -> Self {
        Self {
            dir,
            via,
            reached,
            update: false,
            auto: false,
            purpose: None,
            confirmed: false,
            retold: false,
            contradicts: None,
            next: None,
            every: None,
            kept: Vec::new(),
            tells: None,
            letter: None,
        }
    }
}

/// What an assessment found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assessment {
    /// How grave.
    pub severity: Option<Severity>,
    /// Whether it can't wait.
    pub urgent: Option<bool>,
    /// What raises it above the ordinary.
    pub flags: Vec<Flag>,
    /// Whether the facts are as told.
    pub verified: Option<Verified>,
    /// Whose fault.
    pub fault: Option<Blame>,
    /// Our share, in percent.
    pub share: Option<u32>,
    /// The customer's loss, a decimal amount.
    pub loss: Option<String>,
}
