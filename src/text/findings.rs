//! What `check` found, in words, with the remedy.

use super::lacking::missing_lines;
use super::{Say, dates, faults, listed, lost, meant, suspicions};
use crate::case::stamp::write_stamp;
use crate::check::{Finding, Grade};
use crate::clock::deadline::Void;
use crate::policy::Lang;

impl Say for Grade {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Error => tr!(lang, "error", "错误"),
            Self::Warning => tr!(lang, "warning", "警告"),
            Self::Note => tr!(lang, "note", "提示"),
        }
    }
}

impl Say for Finding {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Damage(kind) => kind.say(lang),
            Self::Config(kind) => kind.say(lang),
            Self::IdIsNotFileName { id, stem } => {
                tr!(lang, "the id {id} is not the name of the file, {stem}", "编号 {id} 与文件名 {stem} 不一致")
            }
            Self::WrongFolder { wanted } => tr!(lang, "this case belongs in {wanted}", "这份工单应放在 {wanted}"),
            Self::CalendarYear { year, cases, first, kinds } => {
                let kinds = listed(&kinds.iter().map(|k| k.say(lang)).collect::<Vec<_>>(), lang);
                tr!(
                    lang,
                    "deadlines use {year}, whose holidays are not known; cases: {cases} ({first}: {kinds})",
                    "有期限落在 {year} 年，而该年没有节假日数据：涉及工单 {cases} 份（{first}：{kinds}）"
                )
            }
            Self::SameId { id, other } => tr!(lang, "{other} holds a case {id} too", "{other} 也是工单 {id}"),
            Self::UnknownHeaderKey { key, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "the format has no header key `{key}`{near}", "格式没有头部键“{key}”{near}")
            }
            Self::Conflicts => tr!(lang, "a merge left header keys in conflict", "合并后头部仍有冲突"),
            Self::Conflict(conflict) => super::merging::contested_words(conflict, lang),
            Self::NotOneLine { event } => {
                tr!(
                    lang,
                    "the event {event} is not on one line, so git can't merge it",
                    "事件 {event} 没有写成一行，合并会出错"
                )
            }
            Self::Repeated { event } => tr!(lang, "the line of {event} stands twice", "事件 {event} 的行出现了两次"),
            Self::Unredacted { event } => {
                tr!(lang, "{event} was redacted, but its full text is still here", "事件 {event} 已脱敏，但原文仍在")
            }
            Self::Crossed { event, act } => tr!(
                lang,
                "two branches crossed: the `{act}` event {event} has no effect on the state any more",
                "两个分支交叉：“{act}”事件 {event} 不再影响状态"
            ),
            Self::TwoOutcomes { event } => tr!(
                lang,
                "two branches closed the case with different outcomes; {event} came second",
                "两个分支以不同的结果结案；{event} 在后"
            ),
            Self::ReceivedAfterOpen { received, open, zone } => {
                let (received, open) = (dates::full_moment(*received, *zone), dates::full_moment(*open, *zone));
                tr!(
                    lang,
                    "received {received} comes after its registration, {open}",
                    "收到时间 {received} 晚于登记时间 {open}"
                )
            }
            Self::BeforeReceived { event } => {
                tr!(lang, "{event} comes before the complaint was received", "事件 {event} 早于收到投诉的时间")
            }
            Self::Future { at, zone } => {
                let at = dates::full_moment(*at, *zone);
                tr!(lang, "{at} lies ahead of the clock", "{at} 晚于当前时间")
            }
            Self::LoggedBeforeAt { event } => {
                tr!(lang, "{event} was entered before it happened", "事件 {event} 的录入时间早于发生时间")
            }
            Self::UnknownPlaybook { id, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "there is no playbook `{id}`{near}", "没有流程“{id}”{near}")
            }
            Self::Drift { id, of_case, at_hand } => tr!(
                lang,
                "the case follows {id}@{of_case}, the file at hand is revision {at_hand}",
                "工单使用 {id}@{of_case}，现有文件是第 {at_hand} 版"
            ),
            Self::UnknownStep { step, playbook, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "the playbook {playbook} has no step `{step}`{near}",
                    "流程 {playbook} 没有步骤“{step}”{near}"
                )
            }
            Self::UnknownCheck { check, step, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "the step {step} has no check `{check}`{near}", "步骤 {step} 没有检查项“{check}”{near}")
            }
            Self::UnknownField { field, playbook, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "the playbook {playbook} has no field `{field}`{near}",
                    "流程 {playbook} 没有字段“{field}”{near}"
                )
            }
            Self::BadFact { field, value } => {
                tr!(lang, "`{value}` is not a value of the field {field}", "“{value}”不是字段 {field} 的值")
            }
            Self::Passed { case, event, missing } => {
                let lines: Vec<String> =
                    missing_lines(case, missing, lang).iter().map(|line| format!("  - {line}")).collect();
                let lines = lines.join("\n");
                tr!(lang, "{event} went on without:\n{lines}", "事件 {event} 缺少以下内容就通过了：\n{lines}")
            }
            Self::SelfApproved { event, by } => tr!(
                lang,
                "{event} approves an offer that {by} made too; somebody else has to sign",
                "事件 {event} 批准的方案也是 {by} 提出的；须由他人批准"
            ),
            Self::PaidTwice { case, event, other } => tr!(
                lang,
                "paid twice: {event} carries out once more what {other} did; retract the one that did not happen: amends retract {case} {event} --why TEXT",
                "重复支付：事件 {event} 与 {other} 落实的是同一项；请撤回没有实际发生的那一个：`amends retract {case} {event} --why TEXT`"
            ),
            Self::VoidAnswer { case, event, of, option } => {
                super::money::void_answer(case, event, of, option.as_deref(), lang)
            }
            Self::Given { case, event, objection, .. } => {
                let text = super::money::objected(case, objection, lang);
                tr!(lang, "{event} gives redress all the same: {text}", "事件 {event} 仍然给了补救：{text}")
            }
            Self::NoSuchEvent { event, of, wanted } => {
                tr!(
                    lang,
                    "{event} refers to {of}, which is no `{wanted}` event here",
                    "事件 {event} 引用的 {of} 不是本工单的“{wanted}”事件"
                )
            }
            Self::VoidExtension { event, why } => {
                let why = match why {
                    Void::Clock => tr!(lang, "only the clock `final` can be extended", "只有“final”可以延期"),
                    Void::Alone => tr!(lang, "nobody else approved it", "没有他人批准"),
                    Void::Untold => tr!(lang, "the customer wasn't told", "没有告知客户"),
                    Void::Late => tr!(lang, "the final deadline had passed", "最终期限已过"),
                    Void::Earlier => tr!(lang, "it lies no later than the deadline", "不晚于原期限"),
                };
                tr!(lang, "the extension {event} moves nothing: {why}", "延期 {event} 没有效力：{why}")
            }
            Self::MovedUntold { event } => tr!(
                lang,
                "{event} moves a promise without telling the customer; the old promise still stands",
                "{event} 给承诺改了期却没有告知客户；原承诺仍然有效"
            ),
            Self::OpenRetracted { event } => {
                tr!(lang, "{event} retracts `open`, which can't be", "{event} 撤回“open”，这是不允许的")
            }
            Self::UnknownPerson { person, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "amends.toml lists no person `{person}`{near}", "`amends.toml` 没有登记人员“{person}”{near}")
            }
            Self::NotListed { key, token, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "amends.toml lists no {key} `{token}`{near}", "`amends.toml` 的“{key}”没有“{token}”{near}")
            }
            Self::Unmerged => tr!(
                lang,
                "the merge of this file is unfinished, so there is nothing to commit yet",
                "这个文件的合并尚未完成，暂存区里没有可提交的内容"
            ),
            Self::OddTime { at } => {
                let at = write_stamp(*at);
                tr!(lang, "{at} can't be: look at the year and the offset", "{at} 不可能：请看年份和时区偏移")
            }
            Self::PossibleDuplicate { other, same } => suspicions::duplicate(other, *same, lang),
            Self::Secret { service, shown } => tr!(
                lang,
                "a chat address of {service} with its token: {shown}",
                "`{service}` 的聊天机器人地址，含有密钥：`{shown}`"
            ),
            Self::PersonalData { what, shown, place } => suspicions::personal(*what, shown, *place, lang),
            Self::Lost(lost) => lost.say(lang),
        }
    }
}

/// How grave a finding is, and its rule.
#[must_use]
pub fn graded(finding: &Finding, lang: Lang) -> String {
    let (grade, code) = (finding.grade().say(lang), finding.code());
    tr!(lang, "{grade}: {code}", "{grade}：{code}")
}

/// A path that is only in a commit.
#[must_use]
pub fn at_rev(path: &str, rev: &str, lang: Lang) -> String {
    tr!(lang, "{path} (at {rev})", "{path}（在 {rev}）")
}

/// What to do about a finding, if it isn't plain.
#[must_use]
pub fn remedy(finding: &Finding, path: &str, lang: Lang) -> Option<String> {
    Some(match finding {
        Finding::Damage(kind) => return faults::remedy(kind, path, lang),
        Finding::NotOneLine { .. } | Finding::Repeated { .. } | Finding::Unredacted { .. } => {
            tr!(lang, "amends check --fix mends it", "运行 `amends check --fix` 即可修好")
        }
        Finding::Crossed { .. } => tr!(
            lang,
            "look at the case with `amends show`; advance it again if need be, or retract the event",
            "用 `amends show` 查看工单；必要时重新推进，或撤回该事件"
        ),
        Finding::TwoOutcomes { event } => {
            tr!(
                lang,
                "decide, and retract the wrong one: amends retract CASE {event} --why TEXT",
                "决定哪个对，撤回另一个：`amends retract CASE {event} --why TEXT`"
            )
        }
        Finding::WrongFolder { .. } | Finding::IdIsNotFileName { .. } => {
            tr!(lang, "move the file with git mv, or put the id right", "用 `git mv` 移动文件，或改正编号")
        }
        Finding::CalendarYear { .. } => {
            tr!(lang, "amends calendar import FILE brings them", "用 `amends calendar import FILE` 导入")
        }
        Finding::SameId { .. } => tr!(lang, "give one of them an id and a file of its own", "给其中一份另起编号和文件"),
        Finding::Drift { id, .. } => {
            tr!(
                lang,
                "amends playbook switch {id} CASE --why TEXT moves it",
                "用 `amends playbook switch {id} CASE --why TEXT` 换到新版"
            )
        }
        Finding::Conflict(conflict) => {
            let name = conflict.what.name();
            tr!(
                lang,
                "amends merge resolve --take ours {name} {path} keeps what stands in its place, --take theirs takes theirs",
                "`amends merge resolve --take ours {name} {path}` 保留现有内容，`--take theirs` 采用对方的内容"
            )
        }
        Finding::Conflicts => {
            tr!(lang, "settle them by hand, then delete the key `conflicts`", "手工确定取值，然后删去“conflicts”")
        }
        Finding::Unmerged => tr!(lang, "settle it, then: git add {path}", "解决冲突后运行：`git add {path}`"),
        Finding::PossibleDuplicate { .. } => suspicions::link_remedy(lang),
        Finding::Secret { .. } => suspicions::secret_remedy(lang),
        Finding::PersonalData { place, .. } => suspicions::personal_remedy(*place, lang),
        Finding::Lost(lost) => return lost::remedy(lost, path, lang),
        _ => return None,
    })
}
