//! What is wrong with a case file, and what to do about it.

use super::{Say, listed, meant};
use crate::case::FaultKind;
use crate::case::fault::Wanted;
use crate::policy::Lang;

impl Say for Wanted {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Text => tr!(lang, "a text that is not empty", "非空的文字"),
            Self::Name => tr!(
                lang,
                "a name: lower-case letters, digits, `.`, `_`, `-`, and none of YAML's own words",
                "名称：小写字母、数字、点、下划线、连字符，且不能是格式保留的词"
            ),
            Self::Token => tr!(lang, "one word", "一个词"),
            Self::EventId => tr!(lang, "the id of an event", "事件编号"),
            Self::CaseId => tr!(lang, "the id of a case, such as 2026-11-21-k7f3m", "工单编号，例如 2026-11-21-k7f3m"),
            Self::Bool => tr!(lang, "true or false, without quotes", "`true` 或 `false`，不加引号"),
            Self::Number { min, max } => tr!(lang, "a whole number from {min} to {max}", " {min} 到 {max} 的整数"),
            Self::Time => tr!(
                lang,
                "a time with its offset, such as 2026-11-21T18:40:00+08:00",
                "带时区偏移的时间，例如 `2026-11-21T18:40:00+08:00`"
            ),
            Self::DateOrTime => tr!(
                lang,
                "a date, or a time with its offset, such as 2026-11-21T18:40:00+08:00",
                "日期，或带时区偏移的时间，例如 `2026-11-21T18:40:00+08:00`"
            ),
            Self::Duration => tr!(lang, "a duration such as 4h, 2d or 1w", "时长，例如 4h、2d、1w"),
            Self::Money => tr!(lang, "an amount such as \"480.00\"", "金额，例如 \"480.00\""),
            Self::List => tr!(lang, "a list, [a, b]", "列表，[a, b]"),
            Self::Map => tr!(lang, "a mapping, {{key: value}}", "映射，{{键: 值}}"),
            Self::Playbook => {
                tr!(lang, "a playbook with its revision, such as four-step@1", "带版本号的流程，例如 `four-step@1`")
            }
        }
    }
}

impl Say for FaultKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { reason } => {
                tr!(lang, "can't be read: {reason}", "无法读取：`{reason}`")
            }
            Self::NotARegularFile => {
                tr!(lang, "is a link, a folder or a device, not a file", "是链接、目录或设备，不是普通文件")
            }
            Self::TooLarge => tr!(lang, "is larger than 4 MiB", "超过 4 兆字节"),
            Self::Empty => tr!(lang, "the file is empty", "文件是空的"),
            Self::NotUtf8 => tr!(lang, "bytes that are not UTF-8", "含有不是 `UTF-8` 的字节"),
            Self::ControlCharacter { code } => {
                tr!(lang, "control character U+{code:04X}", "控制字符 U+{code:04X}")
            }
            Self::Tab => tr!(lang, "a tab where YAML allows only blanks", "此处不能用制表符，只能用空格"),
            Self::LoneCarriageReturn => {
                tr!(lang, "a carriage return without a line feed", "回车符后面没有换行符")
            }
            Self::MergeMarker => tr!(lang, "unresolved merge: git's conflict markers", "合并尚未解决：有冲突标记"),
            Self::Syntax { message } => {
                tr!(lang, "not valid YAML: {message}", "格式有误：`{message}`")
            }
            Self::UnclosedQuote => tr!(lang, "a quote that is never closed", "引号没有闭合"),
            Self::UnclosedBrace => tr!(lang, "a brace or bracket that is never closed", "括号没有闭合"),
            Self::TooDeep => tr!(lang, "nested too deep", "嵌套太深"),
            Self::Tag => tr!(lang, "YAML tags are not part of the format", "格式不允许使用标签（!）"),
            Self::Anchor => tr!(lang, "YAML anchors are not part of the format", "格式不允许使用锚点（&）"),
            Self::Alias => tr!(lang, "YAML aliases are not part of the format", "格式不允许使用别名（*）"),
            Self::MergeKey => tr!(lang, "the merge key << is not part of the format", "格式不允许使用合并键（<<）"),
            Self::Directive => tr!(lang, "YAML directives are not part of the format", "格式不允许使用指令（%）"),
            Self::SecondDocument => {
                tr!(lang, "a second document in the file", "文件里有第二个文档")
            }
            Self::DuplicateKey { key } => tr!(lang, "the key `{key}` stands here twice", "键“{key}”出现了两次"),
            Self::OddKey => tr!(lang, "a key has to be one plain word", "键必须是一个普通的词"),
            Self::NotAMapping => tr!(lang, "a case file holds keys and values", "工单文件应由键和值组成"),
            Self::MissingHeader { key } => {
                tr!(lang, "the header lacks `{key}`", "工单头部缺少“{key}”")
            }
            Self::NoLog => tr!(lang, "there is no event in `log`", "“log”里没有事件"),
            Self::LogNotAList => tr!(lang, "`log` is not a list of events", "“log”不是事件列表"),
            Self::EventNotAMapping => tr!(lang, "an event is a mapping in braces", "事件应写在花括号里"),
            Self::NullValue { key, .. } => tr!(lang, "`{key}` has no value", "“{key}”没有值"),
            Self::UnknownKey { key, act, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "events of the kind `{act}` have no key `{key}`{near}", "“{act}”事件没有“{key}”这个键{near}")
            }
            Self::MissingKey { key, act: "" } => {
                tr!(lang, "this event lacks `{key}`", "这个事件缺少“{key}”")
            }
            Self::MissingKey { key, act } => {
                tr!(lang, "this `{act}` event lacks `{key}`", "这个“{act}”事件缺少“{key}”")
            }
            Self::UnknownAct { act, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "unknown event `{act}`: if it is no typo, the file was written by a newer amends{near}",
                    "未知事件“{act}”：如果不是笔误，该文件由更新版本的 `amends` 写成{near}"
                )
            }
            Self::UnknownWord { key, word, allowed, near } => {
                let (near, allowed) = (meant(near.as_ref(), lang), listed(allowed, lang));
                tr!(
                    lang,
                    "`{key}` can't be `{word}`; it is one of: {allowed}{near}",
                    "“{key}”不能是“{word}”；可用的值：`{allowed}`{near}"
                )
            }
            Self::WrongType { key, wanted } => {
                let wanted = wanted.say(lang);
                tr!(lang, "`{key}` has to be {wanted}", "“{key}”应为{wanted}")
            }
            Self::UnreachedInbound => {
                tr!(lang, "a contact from the customer has reached us by nature", "客户来的联系不可能没有接通")
            }
            Self::ForcedWithoutWhy => {
                tr!(lang, "`forced` needs a `why`", "写了“forced”就必须写“why”")
            }
            Self::SecondOpen => tr!(lang, "a second `open` event", "出现第二个“open”事件"),
            Self::NoOpen => tr!(lang, "the `open` event is missing", "缺少“open”事件"),
            Self::TwoTexts { id } => {
                tr!(lang, "the event id `{id}` stands here with two different texts", "事件编号“{id}”有两种不同的内容")
            }
            Self::Further => tr!(lang, "there are more faults from here on", "从这里起还有更多错误"),
        }
    }
}

/// What to do about a fault, if it isn't plain.
#[must_use]
pub(super) fn remedy(kind: &FaultKind, path: &str, lang: Lang) -> Option<String> {
    Some(match kind {
        FaultKind::MergeMarker => tr!(
            lang,
            "amends merge resolve {path} merges both versions; or settle it by hand and delete the marker lines",
            "`amends merge resolve {path}` 会合并两个版本；或手工解决并删去标记行"
        ),
        FaultKind::UnclosedQuote => {
            tr!(lang, "close it with \" ; inside a text write \\\"", "用 \" 闭合；文字里的引号写成 \\\"")
        }
        FaultKind::UnclosedBrace => {
            tr!(lang, "an event stands on one line, from {{ to }}", "一个事件占一行，从 {{ 到 }}")
        }
        FaultKind::UnknownKey { .. } | FaultKind::NullValue { in_event: true, .. } => tr!(
            lang,
            "a text with a comma or colon needs quotes: note: \"ok, will call\"",
            "带逗号或冒号的文字要加引号，例如 `note`: \"好的，再联系\""
        ),
        FaultKind::TwoTexts { .. } => {
            tr!(lang, "keep the right line and delete the other", "保留正确的一行，删去另一行")
        }
        FaultKind::SecondOpen => tr!(
            lang,
            "two cases are mixed in this file: give one of them a file and an id of its own",
            "两份工单混在了一个文件里：把其中一份移到自己的文件，另用编号"
        ),
        FaultKind::Empty => tr!(lang, "get it back: git checkout -- {path}", "恢复：`git checkout -- {path}`"),
        FaultKind::NotARegularFile => {
            tr!(lang, "put the case itself here; links are not followed", "把工单文件本身放在这里；链接不会被跟随")
        }
        FaultKind::DuplicateKey { .. } => {
            tr!(lang, "a merge kept both lines: keep one of them", "合并时两行都留了下来：保留其中一行")
        }
        FaultKind::ControlCharacter { .. } => {
            tr!(lang, "delete it, or write it as an escape in double quotes", "删去它，或在双引号里写成转义")
        }
        FaultKind::Anchor | FaultKind::Alias | FaultKind::Tag => {
            tr!(
                lang,
                "delete it; if it is part of a text, put the text in double quotes",
                "删去它；如果它是文字的一部分，把文字放进双引号"
            )
        }
        _ => return None,
    })
}
