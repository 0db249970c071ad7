//! What is said in texts: phrases and amounts found in them, whatever width, case or script they are written in.

pub mod amounts;
pub mod fold;
pub mod library;
mod numerals;
pub mod terms;

pub use amounts::{Amount, amounts};
pub use fold::Folded;
pub use library::{Library, Ruled, read_library};
pub use terms::{Found, Group, Terms};
