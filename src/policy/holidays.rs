//! The holiday sets that come with the program.

/// Declares the embedded files; a set is added by adding its name.
macro_rules! sets {
    ($($id:literal),+ $(,)?) => {
        /// Each set: its name and the text of its file, which is a calendar.
        pub const HOLIDAYS: &[(&str, &str)] =
            &[$(($id, include_str!(concat!("../../calendars/", $id, ".toml")))),+];
    };
}

sets!["cn-2026"];

/// The text of a set.
#[must_use]
pub fn holidays(id: &str) -> Option<&'static str> {
    HOLIDAYS.iter().find(|(name, _)| *name == id).map(|(_, text)| *text)
}
