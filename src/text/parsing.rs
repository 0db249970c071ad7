//! What the parser of the command line finds.

use super::{Say, meant};
use crate::policy::Lang;

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
    NoCommand,
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
            Self::NoCommand => {
                tr!(lang, "a command is needed; see amends --help", "需要一个命令；请看 `amends` --help")
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
