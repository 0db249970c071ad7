//! What is said in texts: phrases and amounts found in them, whatever width, case or script they are written in.

pub mod amounts;
pub mod fold;
pub mod grams;
pub mod learn;
pub mod library;
mod numerals;
pub mod similar;
pub mod terms;
pub mod told;
pub mod triage;

pub use amounts::{Amount, amounts};
pub use fold::Folded;
pub use library::{Library, Ruled, read_library};
pub use terms::{Found, Group, Terms};
pub use told::told;
