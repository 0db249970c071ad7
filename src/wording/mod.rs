//! What is said in texts: phrases and amounts found in them, whatever width, case or script they are written in.

pub mod address;
pub mod amounts;
pub mod apology;
pub mod fold;
pub mod grams;
pub mod learn;
pub mod library;
pub mod lint;
pub mod money;
mod numerals;
pub mod phrases;
mod quoted;
pub mod similar;
pub mod terms;
pub mod told;
pub mod triage;

pub use amounts::{Amount, amounts};
pub use fold::Folded;
pub use library::{Library, Ruled, read_library};
pub use lint::{Hit, Matter, Subject, lint, lint_priced, taboo_hits, unapproved_amounts};
pub use money::Standing;
pub use phrases::{Phrasebook, Set, read_phrases};
pub use terms::{Found, Group, Terms};
pub use told::{nameless, told};
