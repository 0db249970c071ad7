//! What is wrong with the call.

use super::{Say, listed, meant};
use crate::clock::when::Unclear;
use crate::playbook::FieldType;
use crate::policy::Lang;

/// What is wrong with the call (exit 2 or 5).
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Usage {
    /// No workspace here.
    NoWorkspace { at: String },
    /// No workspace in the folder of `-C`.
    NoWorkspaceAt { at: String },
    /// A workspace inside another would hide it.
    WorkspaceAbove { at: String },
    /// No case of that name.
    NoCase { text: String },
    /// A path that is not a case of this workspace.
    NotACase { text: String },
    /// A path that leads out of the workspace, or to nothing.
    NoPath { path: String },
    /// A path to a file that `check` doesn't look at.
    NotChecked { path: String },
    /// No such commit.
    NoCommit { rev: String },
    /// No such rule.
    NoRule { code: String, codes: Vec<&'static str>, near: Option<String> },
    /// Several cases.
    Ambiguous { text: String, candidates: Vec<(String, String)> },
    /// Several events.
    AmbiguousEvent { text: String, candidates: Vec<(String, String)> },
    /// No event of that name.
    NoEvent { text: String, case: String, near: Option<String> },
    /// No playbook of that name.
    NoPlaybook { text: String, near: Option<String> },
    /// One fact set to two values.
    Twice { key: &'static str },
    /// A flag that is needed.
    MissingFlag { flag: &'static str },
    /// Flags that are needed.
    MissingFlags { flags: Vec<&'static str> },
    /// Flags of which one is needed.
    NothingSaid { flags: &'static str },
    /// A time that is not clear.
    BadTime { flag: String, text: String, unclear: Unclear },
    /// A time ahead of the clock.
    TimeAhead { flag: String, text: String, now: String },
    /// A value outside its vocabulary.
    BadWord { flag: String, word: String, allowed: Vec<String>, near: Option<String> },
    /// A value of the wrong form.
    BadForm { flag: String, text: String, wanted: &'static str },
    /// A value that doesn't fit a field.
    BadValue { field: String, value: String, kind: FieldType, allowed: Vec<String>, near: Option<String> },
    /// A field that the playbook doesn't have.
    NoField { field: String, near: Option<String> },
    /// A step that the playbook doesn't have.
    NoStep { step: String, near: Option<String> },
    /// Nobody said who acts.
    NoActor,
    /// Nobody said who `me` is.
    NoMe,
    /// A flag that the command has no use for.
    NoEffect { flag: &'static str },
    /// Somebody who is not listed.
    NoPerson { person: String, near: Option<String> },
    /// A name that YAML would misread.
    BadName { flag: String, text: String },
    /// A closed list without this token.
    NotListed { flag: String, token: String, allowed: Vec<String>, near: Option<String> },
    /// More than one could be meant.
    WhichPromise { open: Vec<String> },
    /// None could be meant.
    NoOpenPromise,
    /// A period whose end comes first.
    PeriodReversed,
    /// A mail or record that can't be read.
    BadInput { file: String, reason: String },
    /// A pipe, a folder or a device in the place of a file.
    NotAFile { file: String },
    /// A fact that every case has.
    Needed { key: &'static str },
    /// More text than a case may hold.
    TooLong { file: String },
    /// A record with a key that a new case doesn't have.
    BadInputKey { file: String, key: String, near: Option<String> },
    /// A record with a value of the wrong type.
    BadInputValue { file: String, key: String },
    /// Text was announced on standard input and none came.
    NoInput,
    /// A tier that isn't there.
    NoTier { tier: u32, highest: u32 },
    /// A zone that nobody knows.
    BadZone { zone: String },
    /// What the parser of the command line said.
    CommandLine { text: String },
}

impl Say for Usage {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoWorkspace { at } => tr!(
                lang,
                "no workspace in {at} or above: neither amends.toml nor cases/; make one with `amends init`",
                "{at} 及其上级目录没有工作区（没有 `amends.toml`，也没有 `cases/`）；用 `amends init` 建一个"
            ),
            Self::NoWorkspaceAt { at } => tr!(
                lang,
                "{at} is no workspace: it has neither amends.toml nor cases/; make one with `amends init`",
                "{at} 不是工作区（没有 `amends.toml`，也没有 `cases/`）；用 `amends init` 建一个"
            ),
            Self::WorkspaceAbove { at } => tr!(
                lang,
                "{at} is a workspace already, and one inside it would hide it",
                "{at} 已经是工作区；在里面再建一个会把它遮住"
            ),
            Self::NoCase { text } => {
                tr!(lang, "no case `{text}`; `amends list` shows them all", "没有工单“{text}”；`amends list` 列出全部")
            }
            Self::NotACase { text } => {
                tr!(lang, "{text} is not a case file of this workspace", "{text} 不是本工作区的工单文件")
            }
            Self::NoPath { path } => {
                tr!(lang, "{path}: no such file or folder in this workspace", "{path}：本工作区没有这个文件或目录")
            }
            Self::NotChecked { path } => tr!(
                lang,
                "{path} is neither a case file, nor a playbook, nor amends.toml",
                "{path} 不是工单文件，不是流程文件，也不是 `amends.toml`"
            ),
            Self::NoCommit { rev } => tr!(
                lang,
                "--against: git knows no commit `{rev}`; `git log --oneline` lists them",
                "--against：`git` 里没有提交“{rev}”；`git log --oneline` 列出提交"
            ),
            Self::NoRule { code, codes, near } => {
                let (near, codes) = (meant(near.as_ref(), lang), listed(codes, lang));
                tr!(
                    lang,
                    "--explain: there is no rule `{code}`{near}\nThe rules are: {codes}",
                    "--explain：没有规则“{code}”{near}\n全部规则：`{codes}`"
                )
            }
            Self::Ambiguous { text, candidates } => {
                let n = candidates.len();
                let head = tr!(
                    lang,
                    "`{text}` fits {n} cases; type more of the id:",
                    "“{text}”对应 {n} 份工单；请多输入几位编号："
                );
                with_candidates(head, candidates)
            }
            Self::AmbiguousEvent { text, candidates } => {
                let n = candidates.len();
                let head = tr!(
                    lang,
                    "`{text}` fits {n} events; type more of the id:",
                    "“{text}”对应 {n} 个事件；请多输入几位编号："
                );
                with_candidates(head, candidates)
            }
            Self::NoEvent { text, case, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "{case} has no event `{text}`{near}", "{case} 没有事件“{text}”{near}")
            }
            Self::NoPlaybook { text, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "no playbook `{text}` (`amends playbook list` shows them all){near}",
                    "没有流程“{text}”（`amends playbook list` 列出全部）{near}"
                )
            }
            Self::Twice { key } => tr!(lang, "--set {key} is there twice", "--set {key} 出现了两次"),
            Self::MissingFlag { flag } => tr!(lang, "{flag} is needed", "需要 {flag}"),
            Self::MissingFlags { flags } => {
                let flags = flags.join(" ");
                tr!(lang, "these are needed: {flags}", "还需要：{flags}")
            }
            Self::NothingSaid { flags } => tr!(lang, "say at least one of: {flags}", "至少给出其中一项：{flags}"),
            Self::BadTime { flag, text, unclear } => super::unclear::refused(flag, text, *unclear, lang),
            Self::TimeAhead { flag, text, now } => tr!(
                lang,
                "{flag}: {text} lies ahead of the clock, which shows {now}",
                "{flag}：{text} 晚于当前时间 {now}"
            ),
            Self::BadWord { flag, word, allowed, near } => {
                let (near, allowed) = (meant(near.as_ref(), lang), listed(allowed, lang));
                tr!(
                    lang,
                    "{flag} can't be `{word}`; it is one of: {allowed}{near}",
                    "{flag} 不能是“{word}”；可用的值：`{allowed}`{near}"
                )
            }
            Self::BadForm { flag, text, wanted } => {
                tr!(lang, "{flag}: `{text}` should be like {wanted}", "{flag}：“{text}”应写成 {wanted}")
            }
            Self::BadValue { field, value, kind, allowed, near } => {
                let (near, kind) = (meant(near.as_ref(), lang), kind.say(lang));
                let allowed = match allowed.is_empty() {
                    true => String::new(),
                    false => {
                        let allowed = listed(allowed, lang);
                        tr!(lang, ": {allowed}", "：{allowed}")
                    }
                };
                tr!(
                    lang,
                    "the field `{field}` takes {kind}, not `{value}`{allowed}{near}",
                    "字段“{field}”应为{kind}，不能是“{value}”{allowed}{near}"
                )
            }
            Self::NoField { field, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "the playbook has no field `{field}`{near}", "流程没有字段“{field}”{near}")
            }
            Self::NoStep { step, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "the playbook has no step `{step}`{near}", "流程没有步骤“{step}”{near}")
            }
            Self::NoActor => tr!(
                lang,
                "who acts? give --by PERSON, or set AMENDS_BY, or list a person with your git e-mail in amends.toml",
                "由谁操作？请给出 --by PERSON，或设置 `AMENDS_BY`，或在 `amends.toml` 里登记与 `git` 邮箱一致的人员"
            ),
            Self::NoMe => tr!(
                lang,
                "who is `me`? give --by PERSON, or set AMENDS_BY",
                "“me”是谁？请给出 --by PERSON，或设置 `AMENDS_BY`"
            ),
            Self::NoEffect { flag } => tr!(lang, "{flag} has no effect here", "{flag} 在此处不起作用"),
            Self::NoPerson { person, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "amends.toml lists no person `{person}`{near}", "`amends.toml` 没有登记人员“{person}”{near}")
            }
            Self::BadName { flag, text } => tr!(
                lang,
                "{flag}: `{text}` can't be a name: lower-case letters, digits, `.`, `_`, `-`, and none of YAML's own words (no, on, y, …)",
                "{flag}：“{text}”不能用作名称：只能用小写字母、数字、点、下划线、连字符，且不能是格式保留的词"
            ),
            Self::NotListed { flag, token, allowed, near } => {
                let (near, allowed) = (meant(near.as_ref(), lang), listed(allowed, lang));
                tr!(
                    lang,
                    "{flag}: amends.toml doesn't list `{token}`; it lists: {allowed}{near}",
                    "{flag}：`amends.toml` 没有登记“{token}”；已登记：`{allowed}`{near}"
                )
            }
            Self::WhichPromise { open } => {
                let open = listed(open, lang);
                tr!(
                    lang,
                    "--kept: several promises are open; name one: {open}",
                    "--kept：有多项承诺未兑现，请指明：`{open}`"
                )
            }
            Self::NoOpenPromise => tr!(lang, "--kept: no promise is open", "--kept：没有未兑现的承诺"),
            Self::PeriodReversed => {
                tr!(lang, "--until comes before --since", "--until 早于 --since")
            }
            Self::BadInput { file, reason } => {
                tr!(lang, "{file} can't be read: {reason}", "无法读取 {file}：`{reason}`")
            }
            Self::NotAFile { file } => tr!(
                lang,
                "{file} is a folder, a pipe or a device, not a file; pipe a text into `-` instead",
                "{file} 是目录、管道或设备，不是普通文件；管道请用“-”"
            ),
            Self::Needed { key } => tr!(
                lang,
                "every case has `{key}`; only customer and contact may go, with --set anonymous=true",
                "每份工单都必须有“{key}”；只有“customer”和“contact”可以去掉，须同时 `--set anonymous=true`"
            ),
            Self::TooLong { file } => tr!(lang, "{file} holds more than 4 MiB", "{file} 超过 4 兆字节"),
            Self::BadInputKey { file, key, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "{file}: a new case has no key `{key}`{near}", "{file}：新工单没有“{key}”这个键{near}")
            }
            Self::BadInputValue { file, key } => {
                tr!(
                    lang,
                    "{file}: `{key}` is not a text, or not what belongs there",
                    "{file}：“{key}”不是文字，或类型不对"
                )
            }
            Self::NoInput => tr!(lang, "nothing came on standard input", "标准输入没有内容"),
            Self::NoTier { tier, highest } => {
                tr!(
                    lang,
                    "there is no tier {tier}; the highest is {highest}",
                    "没有第 {tier} 层；最高为第 {highest} 层"
                )
            }
            Self::BadZone { zone } => tr!(lang, "unknown time zone `{zone}`", "未知时区“{zone}”"),
            Self::CommandLine { text } => text.clone(),
        }
    }
}

/// A line for each candidate, twenty at the most.
fn with_candidates(head: String, candidates: &[(String, String)]) -> String {
    let mut lines = vec![head];
    lines.extend(candidates.iter().take(20).map(|(id, words)| format!("  {id}  {words}")));
    if candidates.len() > 20 {
        lines.push("  …".to_owned());
    }
    lines.join("\n")
}
