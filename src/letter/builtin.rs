//! The templates that come with the program.

use super::Kind;
use crate::policy::Lang;

/// Declares the embedded files; a kind is added by adding its name.
macro_rules! builtin {
    ($($name:literal),+ $(,)?) => {
        /// Each built-in template: the name of its file and its text.
        pub const BUILTIN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../templates/", $name)))),+];
    };
}

builtin![
    "acknowledgement.en.j2",
    "acknowledgement.zh.j2",
    "progress.en.j2",
    "progress.zh.j2",
    "extension.en.j2",
    "extension.zh.j2",
    "result.en.j2",
    "result.zh.j2",
    "refusal.en.j2",
    "refusal.zh.j2",
    "apology.en.j2",
    "apology.zh.j2",
    "statement.en.j2",
    "statement.zh.j2",
];

/// The name of a template's file, here and in a workspace's `templates/`.
#[must_use]
pub fn file_name(kind: Kind, lang: Lang) -> String {
    let lang = match lang {
        Lang::En => "en",
        Lang::Zh => "zh",
    };
    format!("{kind}.{lang}.j2")
}

/// The built-in template of a kind in a language.
#[must_use]
pub fn builtin(kind: Kind, lang: Lang) -> &'static str {
    let name = file_name(kind, lang);
    BUILTIN.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text)
}
