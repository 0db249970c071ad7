//! What is said about a search.

use super::{Say, meant};
use crate::case::place::visible;
use crate::policy::Lang;
use crate::report::search::Unusable;

/// Headings of a search, and what is wrong with one.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Searching {
    /// Heading: the event.
    Event,
    /// Heading: the key.
    Key,
    /// Nothing can be looked for.
    Unusable { fault: Unusable },
    /// There is no such key.
    NoField { field: String, near: Option<String> },
}

impl Say for Searching {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Event => tr!(lang, "event", "事件"),
            Self::Key => tr!(lang, "field", "字段"),
            Self::Unusable { fault: Unusable::Empty } => {
                tr!(lang, "there is nothing to look for in this text", "要查找的文字是空的")
            }
            Self::Unusable { fault: Unusable::Malformed { at: Some(at), reason } } => {
                let reason = visible(reason);
                tr!(
                    lang,
                    "--regex: wrong at character {at}: {reason}; without --regex the text is taken as it is",
                    "--regex：第 {at} 个字符处有误：`{reason}`；去掉 --regex 则按原文查找"
                )
            }
            Self::Unusable { fault: Unusable::Malformed { at: None, reason } } => {
                let reason = visible(reason);
                tr!(
                    lang,
                    "--regex: {reason}; without --regex the text is taken as it is",
                    "--regex：`{reason}`；去掉 --regex 则按原文查找"
                )
            }
            Self::Unusable { fault: Unusable::TooLarge } => tr!(
                lang,
                "--regex: the pattern grows too large; repeat less in it",
                "--regex：表达式展开后过大；请减少重复次数"
            ),
            Self::NoField { field, near } => {
                let (field, near) = (visible(field), meant(near.as_ref(), lang));
                tr!(
                    lang,
                    "--field: a record has no key `{field}`{near}; docs/format.md lists them",
                    "--field：工单没有“{field}”这个键{near}；`docs/format.md` 列出全部"
                )
            }
        }
    }
}
