//! Letters to the customer, pure: the facts of a case for its customer, a template, the text, and what the text lacks.

pub mod builtin;
pub mod facts;
pub mod happening;
pub mod page;
pub mod parts;
mod remedies;
pub mod variables;

pub use builtin::builtin;
pub use facts::Facts;
pub use happening::Happening;
pub use page::{Page, TemplateFault, TemplateFaultKind};
pub use parts::Part;
pub use remedies::{Given, Refusal};
pub use variables::Variables;

use crate::case::words::{Purpose, words};

words! {
    /// What a letter is for.
    Kind {
        /// We received the complaint (R07).
        Acknowledgement = "acknowledgement",
        /// How things stand, also when nothing is new (R03, R08).
        Progress = "progress",
        /// The final answer comes later.
        Extension = "extension",
        /// What we found and what we do (R70).
        Result = "result",
        /// A demand refused, with the alternative (R44).
        Refusal = "refusal",
        /// An apology (R73).
        Apology = "apology",
        /// To the public, after a failure that many felt (P26).
        Statement = "statement",
    }
}

impl Kind {
    /// What a contact is for that sends such a letter, unless somebody says otherwise.
    #[must_use]
    pub fn purpose(self) -> Option<Purpose> {
        match self {
            Self::Acknowledgement => Some(Purpose::Ack),
            Self::Progress => Some(Purpose::Progress),
            Self::Result => Some(Purpose::Result),
            Self::Refusal => Some(Purpose::Refusal),
            Self::Apology => Some(Purpose::Apology),
            Self::Extension | Self::Statement => None,
        }
    }

    /// What the record can't know and a template may take from `--set`.
    #[must_use]
    pub fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Acknowledgement | Self::Progress => &["sender"],
            Self::Refusal => &["sender", "reason"],
            Self::Extension => &["sender", "due", "reason"],
            Self::Result => &["sender", "result", "measures"],
            Self::Apology => &["sender", "effect", "measures"],
            Self::Statement => &["incident", "manager", "values", "measures", "entitlement"],
        }
    }

    /// Whether a name may be set for a letter of some kind.
    #[must_use]
    pub fn is_setting(name: &str) -> bool {
        Self::ALL.iter().any(|kind| kind.settings().contains(&name))
    }

    /// Those of its settings that it makes no sense without: the four parts of a public statement (P26).
    #[must_use]
    pub fn required_settings(self) -> &'static [&'static str] {
        match self {
            Self::Statement => &["manager", "values", "measures", "entitlement"],
            _ => &[],
        }
    }
}
