//! What the pages say: the board and the report as HTML.

use super::{Say, listed};
use crate::clock::Level;
use crate::policy::Lang;

/// What pages say.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Pages {
    /// Title of the board.
    BoardTitle,
    /// As of when.
    AsOf { now: String },
    /// The cases of one person only.
    OnlyOwner { owner: String },
    /// The cases of one procedure only.
    OnlyPlaybook { name: String },
    /// The link past the heading.
    Skip,
    /// So many open cases.
    OpenCases { count: usize },
    /// No open case at all.
    NoOpenCase,
    /// So many open cases, of them so many past due by how bad it is.
    Open { count: usize, past: Vec<(usize, Level)> },
    /// Cases that the board has no room for.
    MoreCases { left: usize, step: String },
    /// How old a case is.
    Age { days: i64 },
    /// Heading: how old it is.
    AgeHeading,
    /// Heading: what is due.
    Next,
    /// What a case waits for, and until when.
    WaitsFor { reason: String, until: String },
    /// Other deadlines that have passed.
    OthersPast { count: usize },
    /// A step without a name.
    NoStep,
    /// The page leaves something out.
    LeftOut { files: usize },
    /// Further lines of a list.
    More { left: usize },
    /// The end of every page.
    Foot { version: &'static str },
}

impl Say for Pages {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::BoardTitle => tr!(lang, "Board of open complaints", "未结投诉看板"),
            Self::AsOf { now } => tr!(lang, "As of {now}", "截至 {now}"),
            Self::OnlyOwner { owner } => tr!(lang, "Only cases of {owner}", "只含 {owner} 负责的工单"),
            Self::OnlyPlaybook { name } => tr!(lang, "Only the playbook “{name}”", "只含流程“{name}”"),
            Self::Skip => tr!(lang, "Skip to the content", "跳到正文"),
            Self::OpenCases { count: 1 } => tr!(lang, "1 open case", "1 件未结"),
            Self::OpenCases { count } => tr!(lang, "{count} open cases", "{count} 件未结"),
            Self::NoOpenCase => tr!(lang, "No case is open.", "没有未结工单。"),
            Self::Open { count, past } => {
                let open = Self::OpenCases { count: *count }.say(lang);
                let level = |(n, level): &(usize, Level)| format!("{n} {}", level.say(lang));
                let past: Vec<String> = past.iter().map(level).collect();
                match past.as_slice() {
                    [] => open,
                    past => {
                        let past = listed(past, lang);
                        tr!(lang, "{open}, of them past due: {past}", "{open}，其中超期：{past}")
                    }
                }
            }
            Self::MoreCases { left, step } => tr!(
                lang,
                "and {left} more: `amends list --state open,waiting --step {step}`",
                "还有 {left} 件：`amends list --state open,waiting --step {step}`"
            ),
            Self::Age { days: 1 } => tr!(lang, "1 day", "1 天"),
            Self::Age { days } => tr!(lang, "{days} days", "{days} 天"),
            Self::AgeHeading => tr!(lang, "age", "已历时"),
            Self::Next => tr!(lang, "due", "期限"),
            Self::WaitsFor { reason, until } => tr!(lang, "{reason}, until {until}", "{reason}，至 {until}"),
            Self::OthersPast { count: 1 } => tr!(lang, "and 1 more past due", "另有 1 项超期"),
            Self::OthersPast { count } => tr!(lang, "and {count} more past due", "另有 {count} 项超期"),
            Self::NoStep => tr!(lang, "(no step)", "（无步骤）"),
            Self::LeftOut { files: 1 } => tr!(
                lang,
                "Incomplete: 1 file can't be judged. `amends check` shows what to mend",
                "不完整：有 1 个文件无法统计。用 `amends check` 查看如何修复"
            ),
            Self::LeftOut { files } => tr!(
                lang,
                "Incomplete: {files} files can't be judged. `amends check` shows what to mend",
                "不完整：有 {files} 个文件无法统计。用 `amends check` 查看如何修复"
            ),
            Self::More { left } => tr!(lang, "and {left} more", "还有 {left} 项"),
            Self::Foot { version } => tr!(
                lang,
                "Made by `amends` {version} from the files of the workspace; the same files at the same moment give the same page.",
                "由 `amends` {version} 根据工作区文件生成；同样的文件、同一时刻，生成的页面相同。"
            ),
        }
    }
}
