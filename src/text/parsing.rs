//! What the parser of the command line finds.

use super::{Say, listed, meant};
use crate::case::id::nearest;
use crate::policy::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// A mistake on the command line.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Parsing {
    /// A flag that the command doesn't have.
    UnknownFlag { arg: String, near: Option<String> },
    /// A command that doesn't exist.
    UnknownCommand { arg: String, near: Option<String> },
    /// Something is missing.
    Missing { arg: String },
    /// No command.
    NoCommand { of: String },
    /// Two flags that exclude each other.
    Conflict { arg: String, other: String },
    /// A flag given twice.
    Twice { arg: String },
    /// A value that doesn't fit.
    BadValue { arg: String, given: String, allowed: String },
    /// Too many or too few values.
    Count { arg: String },
    /// An argument that is not text.
    NotUtf8,
}

impl Say for Parsing {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::UnknownFlag { arg, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "unexpected argument `{arg}`{near}", "多余或未知的参数“{arg}”{near}")
            }
            Self::UnknownCommand { arg, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "there is no command `{arg}`{near}", "没有命令“{arg}”{near}")
            }
            Self::Missing { arg } => tr!(lang, "missing: {arg}", "缺少：{arg}"),
            Self::NoCommand { of } => {
                tr!(lang, "a command is needed; see {of} --help", "需要一个命令；请看 `{of} --help`")
            }
            Self::Conflict { arg, other } => tr!(lang, "{arg} can't go with {other}", "{arg} 不能与 {other} 同用"),
            Self::Twice { arg } => tr!(lang, "{arg} was given twice", "{arg} 出现了两次"),
            Self::BadValue { arg, given, allowed } if allowed.is_empty() => {
                tr!(lang, "{arg}: a value is needed, not `{given}`", "{arg}：需要一个值，不能是“{given}”")
            }
            Self::BadValue { arg, given, allowed } => tr!(
                lang,
                "{arg} can't be `{given}`; it is one of: {allowed}",
                "{arg} 不能是“{given}”；可用的值：`{allowed}`"
            ),
            Self::Count { arg } => {
                tr!(lang, "{arg}: wrong number of values", "{arg}：值的个数不对")
            }
            Self::NotUtf8 => tr!(lang, "an argument is not UTF-8 text", "有参数不是 `UTF-8` 文字"),
        }
    }
}

/// What clap found, in the language of the screen; `formats` are those that the command prints in, if it is about them.
#[must_use]
pub fn said(error: &clap::Error, formats: &[String], lang: Lang) -> String {
    let value = |kind| match error.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(list)) => list.first().cloned(),
        Some(ContextValue::StyledStr(s)) => Some(s.to_string()),
        _ => None,
    };
    let arg = value(ContextKind::InvalidArg).or_else(|| value(ContextKind::InvalidSubcommand)).unwrap_or_default();
    // clap's list of commands begins with the one that is least alike.
    let near = value(ContextKind::SuggestedArg).or_else(|| match error.get(ContextKind::SuggestedSubcommand) {
        Some(ContextValue::Strings(list)) => nearest(&arg, list.iter().map(String::as_str)),
        _ => value(ContextKind::SuggestedValue),
    });
    let given = value(ContextKind::InvalidValue).unwrap_or_default();
    let other = value(ContextKind::PriorArg).unwrap_or_default();
    let allowed = match formats.is_empty() {
        true => std::error::Error::source(error).map(ToString::to_string).unwrap_or_default(),
        false => listed(formats, lang),
    };
    let line = match error.kind() {
        ErrorKind::UnknownArgument => Parsing::UnknownFlag { arg, near },
        ErrorKind::InvalidSubcommand => Parsing::UnknownCommand { arg, near },
        ErrorKind::MissingRequiredArgument => Parsing::Missing { arg },
        ErrorKind::MissingSubcommand if arg.is_empty() => Parsing::NoCommand { of: "amends".to_owned() },
        ErrorKind::MissingSubcommand => Parsing::NoCommand { of: arg },
        ErrorKind::ArgumentConflict if arg == other => Parsing::Twice { arg: flag_of(&arg) },
        ErrorKind::ArgumentConflict => Parsing::Conflict { arg: flag_of(&arg), other: flag_of(&other) },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Parsing::BadValue { arg: flag_of(&arg), given, allowed }
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            Parsing::Count { arg }
        }
        ErrorKind::InvalidUtf8 => Parsing::NotUtf8,
        _ => {
            return error.to_string().trim_start_matches("error: ").trim_end().to_owned();
        }
    };
    line.say(lang)
}

/// `--via` of `--via <CHANNEL>`; a positional argument stays as it is.
fn flag_of(arg: &str) -> String {
    let flag = arg.split([' ', '=']).next().filter(|f| f.starts_with('-'));
    flag.unwrap_or(arg).to_owned()
}
