//! Findings that need a person's eye: the same complaint twice, personal data where it doesn't belong.

use super::Say;
use crate::check::{PersonalKind, PersonalPlace, Sameness};
use crate::policy::Lang;

/// Two cases that may be one.
pub(super) fn duplicate(other: &str, same: Sameness, lang: Lang) -> String {
    match same {
        Sameness::Contact => {
            tr!(lang, "perhaps the same complaint as {other}: the same contact", "可能与 {other} 重复：联系方式相同")
        }
        Sameness::Customer => tr!(
            lang,
            "perhaps the same complaint as {other}: the same customer and product",
            "可能与 {other} 重复：客户和产品相同"
        ),
        Sameness::Reference => tr!(
            lang,
            "perhaps the same complaint as {other}: the same number in references",
            "可能与 {other} 重复：单号相同"
        ),
    }
}

/// What settles a possible duplicate.
pub(super) fn link_remedy(lang: Lang) -> String {
    tr!(
        lang,
        "if it is: close one of them as duplicate; either way a `link` event in one says how they belong together",
        "如果是，把其中一份按“duplicate”结案；无论是否重复，在其中一份里用“link”事件说明两者的关系"
    )
}

/// What to do about a token.
pub(super) fn secret_remedy(lang: Lang) -> String {
    tr!(
        lang,
        "take it out, and have the robot give a new one: git keeps the old one for ever",
        "删去它，并在机器人那里换一个新的：旧的会一直留在 `git` 历史里"
    )
}

impl Say for PersonalKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Phone => tr!(lang, "a telephone number", "电话号码"),
            Self::Email => tr!(lang, "an e-mail address", "邮箱地址"),
            Self::IdCard => tr!(lang, "the number of an identity card", "身份证号码"),
            Self::BankCard => tr!(lang, "the number of a bank card", "银行卡号"),
            Self::Contact => tr!(lang, "the text of `contact`", "“contact”的内容"),
        }
    }
}

/// Personal data in a place for others.
pub(super) fn personal(what: PersonalKind, shown: &str, place: PersonalPlace, lang: Lang) -> String {
    let what = what.say(lang);
    match place {
        PersonalPlace::Header => tr!(
            lang,
            "{what} ({shown}) where lists, reports and letters take their words from",
            "列表、报表和信函会引用此处，却含有{what}（{shown}）"
        ),
        PersonalPlace::Log | PersonalPlace::Aside => {
            tr!(
                lang,
                "{what} ({shown}) outside the keys that are made for it",
                "{what}（{shown}）写在了不该放个人信息的地方"
            )
        }
        PersonalPlace::FileName => {
            tr!(lang, "{what} ({shown}) in the name of a file", "文件名里有{what}（{shown}）")
        }
        PersonalPlace::Shared => {
            tr!(
                lang,
                "{what} ({shown}) in a file that is shared by all cases",
                "所有工单共用的文件里有{what}（{shown}）"
            )
        }
    }
}

/// Where personal data goes instead.
pub(super) fn personal_remedy(place: PersonalPlace, lang: Lang) -> String {
    match place {
        PersonalPlace::Header | PersonalPlace::Aside => {
            tr!(
                lang,
                "move it to `contact`, `references` or `description`",
                "把它移到“contact”“references”或“description”"
            )
        }
        PersonalPlace::Log => tr!(
            lang,
            "next time write it into `contact` and name the person here; what stands in the log goes by a redaction only",
            "以后写进“contact”，此处只写是谁；已在经过里的只能通过脱敏去掉"
        ),
        PersonalPlace::FileName => tr!(lang, "rename the file with git mv", "用 `git mv` 给文件改名"),
        PersonalPlace::Shared => tr!(lang, "take it out", "删去它"),
    }
}
