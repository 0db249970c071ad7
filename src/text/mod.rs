//! Every message a user sees, in English and Simplified Chinese.
//!
//! A message is a variant of [`Msg`]; the match arms make sure that none lacks a wording. The two wordings stand side
//! by side in a call of `tr!`, where a test finds them all.

/// The wording in the language at hand; values in braces are taken from the surrounding names.
macro_rules! tr {
    ($lang:expr, $en:literal, $zh:literal $(,)?) => {
        match $lang {
            $crate::policy::Lang::En => format!($en),
            $crate::policy::Lang::Zh => format!($zh),
        }
    };
}

/// An enum of headings, each with its two wordings.
macro_rules! headings {
    ($(#[$meta:meta])* $name:ident; $($variant:ident: $en:literal, $zh:literal;)+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is its own wording")]
        pub enum $name { $($variant),+ }

        impl $crate::text::Say for $name {
            fn say(&self, lang: $crate::policy::Lang) -> String {
                match self { $(Self::$variant => tr!(lang, $en, $zh)),+ }
            }
        }
    };
}

mod authoring;
pub mod calendar;
pub mod conditions;
mod config_faults;
pub mod dates;
mod detours;
mod doctor;
pub mod done;
mod exits;
mod exporting;
mod faults;
pub mod findings;
mod git;
pub mod help;
pub mod hint;
mod import_map;
pub mod importing;
mod imports;
pub mod labels;
pub mod lacking;
pub mod ladder;
pub mod learned;
pub mod learning;
pub mod letter_words;
mod letters;
mod lost;
mod merging;
pub mod metrics;
pub mod money;
pub mod names;
pub mod notices;
pub mod pages;
pub mod parsing;
pub mod phrasing;
pub mod refusals;
mod rule_files;
mod rule_history;
mod rule_log;
mod rule_money;
pub mod rules;
mod searching;
pub mod seeing;
mod stages;
mod suspicions;
pub mod triage;
pub mod trouble;
mod unclear;
mod usage;
mod whys;
mod words;

pub use authoring::Authoring;
pub use doctor::Condition;
pub use done::Done;
pub use exporting::Exporting;
pub use hint::Hint;
pub use import_map::MapComment;
pub use importing::Importing;
pub use imports::Import;
pub use labels::Label;
pub use letters::Letters;
pub use merging::Merging;
pub use money::Money;
pub use pages::Pages;
pub use phrasing::Phrasing;
pub use refusals::Refused;
pub use searching::Searching;
pub use seeing::Seeing;
pub use stages::Stage;
pub use trouble::Trouble;
pub use usage::Usage;

use crate::case::FaultKind;
use crate::check::Finding;
use crate::clock::Zone;
use crate::clock::why::Derivation;
use crate::policy::{Bilingual, ConfigFaultKind, Lang};

/// Something that can be said in both languages.
pub trait Say {
    /// Its wording.
    fn say(&self, lang: Lang) -> String;
}

/// Every message of the program.
#[derive(Debug)]
pub enum Msg {
    /// What is wrong with a case file.
    Fault(FaultKind),
    /// What is wrong with a TOML file.
    Config(ConfigFaultKind),
    /// What playbook or policy refuses.
    Refused(Box<Refused>),
    /// What is wrong with the call.
    Usage(Usage),
    /// What the system refuses.
    Trouble(Trouble),
    /// What was written.
    Done(Done),
    /// What to do next.
    Hint(Hint),
    /// What `check` found.
    Finding(Box<Finding>),
    /// What a merge came to.
    Merging(Merging),
    /// What is said about causes and corrective actions.
    Learned(learning::Learned),
    /// A heading.
    Label(Label),
    /// How a deadline came about.
    Why(Box<Derivation>, Zone),
    /// What an import of holidays comes to.
    Import(Box<Import>),
    /// What the keyword library proposes.
    Triaging(triage::Triaging),
    /// Offers, approvals, redress.
    Money(Box<Money>),
    /// What is wrong with the wording of a text.
    Phrasing(Phrasing),
    /// What is said of playbooks as files.
    Authoring(Authoring),
    /// What is seen coming, and what belongs together.
    Seeing(Box<Seeing>),
    /// What is said about a search.
    Searching(Searching),
    /// What is being done at length.
    Stage(Stage),
    /// What is said about an export.
    Exporting(Exporting),
    /// What is said about a letter.
    Letters(Box<Letters>),
    /// What is said of a spreadsheet that becomes cases.
    Importing(Box<Importing>),
}

impl Say for Msg {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Fault(kind) => kind.say(lang),
            Self::Config(kind) => kind.say(lang),
            Self::Refused(refused) => refused.say(lang),
            Self::Usage(usage) => usage.say(lang),
            Self::Trouble(trouble) => trouble.say(lang),
            Self::Done(done) => done.say(lang),
            Self::Hint(hint) => hint.say(lang),
            Self::Finding(finding) => finding.say(lang),
            Self::Merging(merging) => merging.say(lang),
            Self::Learned(learned) => learned.say(lang),
            Self::Label(label) => label.say(lang),
            Self::Why(why, zone) => whys::say(why, *zone, lang),
            Self::Import(import) => import.say(lang),
            Self::Triaging(triaging) => triaging.say(lang),
            Self::Money(money) => money.say(lang),
            Self::Phrasing(phrasing) => phrasing.say(lang),
            Self::Authoring(authoring) => authoring.say(lang),
            Self::Exporting(exporting) => exporting.say(lang),
            Self::Seeing(seeing) => seeing.say(lang),
            Self::Searching(searching) => searching.say(lang),
            Self::Stage(stage) => stage.say(lang),
            Self::Letters(letters) => letters.say(lang),
            Self::Importing(importing) => importing.say(lang),
        }
    }
}

macro_rules! into_msg {
    ($($from:ty => $variant:ident),+ $(,)?) => {
        $(impl From<$from> for Msg {
            fn from(value: $from) -> Self {
                Self::$variant(value)
            }
        })+
    };
}
into_msg!(FaultKind => Fault, ConfigFaultKind => Config, Usage => Usage, Trouble => Trouble, Done => Done, Hint => Hint, Merging => Merging, Label => Label, triage::Triaging => Triaging, Phrasing => Phrasing, Stage => Stage, Exporting => Exporting, Authoring => Authoring, learning::Learned => Learned, Searching => Searching);

impl From<Import> for Msg {
    fn from(value: Import) -> Self {
        Self::Import(Box::new(value))
    }
}

impl From<Importing> for Msg {
    fn from(value: Importing) -> Self {
        Self::Importing(Box::new(value))
    }
}

impl From<Money> for Msg {
    fn from(value: Money) -> Self {
        Self::Money(Box::new(value))
    }
}

impl From<Seeing> for Msg {
    fn from(value: Seeing) -> Self {
        Self::Seeing(Box::new(value))
    }
}

impl From<Refused> for Msg {
    fn from(value: Refused) -> Self {
        Self::Refused(Box::new(value))
    }
}

/// A text of a playbook or policy: in the language asked for, else in the other one, else the id.
#[must_use]
pub fn pick<'t>(text: &'t Bilingual, lang: Lang, id: &'t str) -> &'t str {
    let (first, second) = match lang {
        Lang::En => (&text.en, &text.zh),
        Lang::Zh => (&text.zh, &text.en),
    };
    let said = |text: &'t Option<String>| text.as_deref().filter(|t| !t.trim().is_empty());
    said(first).or(said(second)).unwrap_or(id)
}

/// A text in brackets, set off from what stands before it.
#[must_use]
pub fn bracketed(text: &str, lang: Lang) -> String {
    tr!(lang, " ({text})", "（{text}）")
}

/// `; did you mean …?`, or nothing.
fn meant(near: Option<&String>, lang: Lang) -> String {
    near.map(|near| tr!(lang, "; did you mean `{near}`?", "；是不是“{near}”？")).unwrap_or_default()
}

/// A list as a sentence has it.
#[must_use]
pub fn listed<T: AsRef<str>>(items: &[T], lang: Lang) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match lang {
        Lang::En => items.join(", "),
        Lang::Zh => items.join("、"),
    }
}
