//! What can be wrong with a cell.

use crate::clock::when::Unclear;

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrong {
    /// Nothing in it, and nothing in the constants.
    Missing,
    /// Not a clear time.
    Time {
        /// What stands there.
        text: String,
        /// Why it isn't.
        unclear: Unclear,
    },
    /// Ahead of the clock.
    Ahead {
        /// What stands there.
        text: String,
    },
    /// A year that no team has.
    OddYear {
        /// What stands there.
        text: String,
    },
    /// Before the complaint was received.
    BeforeReceived {
        /// What stands there.
        text: String,
    },
    /// Outside its vocabulary.
    Word {
        /// What stands there.
        text: String,
        /// What may.
        allowed: Vec<String>,
        /// What may be meant.
        near: Option<String>,
    },
    /// Not a name of the files.
    Name {
        /// What stands there.
        text: String,
    },
    /// No such playbook.
    Playbook {
        /// What stands there.
        text: String,
        /// What may be meant.
        near: Option<String>,
    },
    /// A control character.
    Control {
        /// Its number.
        code: u32,
    },
    /// Too long a cell.
    TooLong,
    /// Said to be open, and there is a day of its close.
    OpenButClosed,
}

/// Something wrong, and in which column.
#[derive(Debug, Clone, PartialEq)]
pub struct Flawed {
    /// The column, or the target that no column holds.
    pub column: String,
    /// What.
    pub wrong: Wrong,
}
