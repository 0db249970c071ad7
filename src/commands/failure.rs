//! How a command ends.

use crate::policy::Lang;
use crate::render::problem::Problem;
use crate::text::{Exporting, Hint, Msg, Refused, Say, Trouble, Usage};

/// The exit codes, one table for the whole program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Fine.
    Fine = 0,
    /// Findings.
    Findings = 1,
    /// The call is wrong.
    Usage = 2,
    /// A case is damaged, the result incomplete.
    Incomplete = 3,
    /// Refused by playbook or policy; nothing was written.
    Refused = 4,
    /// Case, event or playbook not found, or ambiguous.
    NotFound = 5,
    /// Somebody else is writing.
    Busy = 6,
    /// File or configuration error; nothing was written.
    Trouble = 7,
}

impl Exit {
    /// Every code.
    pub const ALL: [Self; 8] = [
        Self::Fine,
        Self::Findings,
        Self::Usage,
        Self::Incomplete,
        Self::Refused,
        Self::NotFound,
        Self::Busy,
        Self::Trouble,
    ];

    /// The number.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// What a command comes to.
pub type Outcome = anyhow::Result<Exit>;

/// A failure with its code, its message, and the faults behind it.
#[derive(Debug)]
pub struct Failure {
    /// The code.
    pub exit: Exit,
    /// The message.
    pub msg: Box<Msg>,
    /// The faults behind it.
    pub problems: Vec<Problem>,
    /// Where what was typed is kept.
    pub kept: Option<String>,
}

impl Failure {
    /// A failure without further detail.
    #[must_use]
    pub fn new(exit: Exit, msg: impl Into<Msg>) -> Self {
        Self { exit, msg: Box::new(msg.into()), problems: Vec::new(), kept: None }
    }

    /// The message in words, after the faults behind it.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let mut out: String = self.problems.iter().map(Problem::full).collect();
        out.push_str("amends: ");
        out.push_str(&self.msg.say(lang));
        out.push('\n');
        if let Some(path) = &self.kept {
            out.push_str(&Hint::TypedKept { path: path.clone() }.say(lang));
            out.push('\n');
        }
        out
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.msg.say(Lang::En))
    }
}

impl std::error::Error for Failure {}

impl From<Usage> for Failure {
    fn from(usage: Usage) -> Self {
        let exit = match usage {
            Usage::NoCase { .. }
            | Usage::NotACase { .. }
            | Usage::NoPath { .. }
            | Usage::NotChecked { .. }
            | Usage::NoCommit { .. }
            | Usage::Ambiguous { .. }
            | Usage::AmbiguousEvent { .. }
            | Usage::NoEvent { .. }
            | Usage::NoPlaybook { .. } => Exit::NotFound,
            _ => Exit::Usage,
        };
        Self::new(exit, usage)
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::new(Exit::Refused, refused)
    }
}

impl From<Exporting> for Failure {
    fn from(exporting: Exporting) -> Self {
        Self::new(Exit::Trouble, exporting)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let exit = if matches!(trouble, Trouble::Busy { .. } | Trouble::ChangedMeanwhile { .. }) {
            Exit::Busy
        } else {
            Exit::Trouble
        };
        Self::new(exit, trouble)
    }
}
