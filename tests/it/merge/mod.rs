//! Merging, by someone who wants to see it fail: texts by hand, laws over random ones, and git itself.

mod git;
mod laws;
mod model;
mod texts;
