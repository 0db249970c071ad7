//! The procedures that come with the program.

/// Declares the embedded files; a playbook is added by adding its name.
macro_rules! builtin {
    ($($id:literal),+ $(,)?) => {
        /// Each built-in playbook: its id and the text of its file.
        pub const BUILTIN: &[(&str, &str)] =
            &[$(($id, include_str!(concat!("../../playbooks/", $id, ".toml")))),+];
    };
}

builtin![
    "four-step",
    "five-step",
    "golden-four-step",
    "sincere-apology",
    "auto-repair",
    "property-four-step",
    "hotel",
    "insurance-standard-flow",
    "response-basics",
    "ten-techniques",
    "apology-five-step",
    "six-methods",
    "consumer-six-step",
    "record-first-five-step",
    "service-four-step",
    "classified-six-step",
    "classify-five-step",
    "property-developer",
    "complete-guide",
    "analyse-and-improve",
    "seven-methods",
    "property-five-step",
    "assign-and-solve",
    "six-techniques",
    "insurance-seven-step",
    "brand-crisis",
    "public-apology",
    "major-complaint",
];

/// The text of a built-in playbook.
#[must_use]
pub fn builtin(id: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(name, _)| *name == id).map(|(_, text)| *text)
}
