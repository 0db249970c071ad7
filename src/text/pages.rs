//! What the pages say: the board and the report as HTML.

use super::{Say, listed};
use crate::clock::Level;
use crate::policy::Lang;
use crate::report::Stretch;
use chrono::NaiveDate;

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
    /// Title of the report.
    ReportTitle,
    /// The period.
    Period { since: NaiveDate, until: NaiveDate },
    /// The period before, with which figures are compared.
    ComparedWith { since: NaiveDate, until: NaiveDate },
    /// What became of a count or a length since the period before.
    Change { change: String },
    /// What became of a share.
    ChangeOfShare { change: String },
    /// Out of what a headline figure is made.
    Made { of: Made, parts: String },
    /// Heading: charts.
    Charts,
    /// Heading: all figures.
    AllFigures,
    /// Heading: figures apart.
    Apart { group: String },
    /// Heading of a chart.
    Chart { chart: Chart, stretch: Stretch },
    /// What is in the table under a chart.
    TableOf { heading: String },
    /// A chart without data.
    NoData,
    /// What can be seen in a chart, beside its table.
    SeeTable,
    /// The lowest point of a line.
    Lowest { share: String, at: String },
    /// The highest bar.
    Highest { count: u32, at: String },
    /// What a line is to reach.
    Target { percent: u32 },
    /// The first day of a week.
    From { stretch: Stretch },
    /// A share in percent.
    Percent,
    /// Heading: days met.
    DaysMet,
    /// Heading: days judged.
    DaysJudged,
    /// Unit of time.
    InDays,
    /// Unit of time.
    InHours,
    /// Unit of money.
    InMoney { currency: String },
    /// A cell of the heat table that is empty.
    EmptyCell,
    /// The sum of a row.
    Sum,
    /// Heading: the bone of a cause.
    Bone,
    /// A cause and how many cases it was found in.
    CauseIn { what: String, cases: usize },
    /// What of money is drawn.
    OnlyCurrency { currency: String },
    /// An approval band by its lower edge.
    BandFrom { from: String },
    /// Below the first band, or without one.
    NoBand,
    /// Money and how often.
    MoneyTimes { sum: String, count: u32 },
    /// How a figure is reckoned.
    How,
    /// Where the cases behind a figure are.
    Behind { command: String },
    /// Nothing was counted for a figure.
    NothingCounted,
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
            Self::ReportTitle => tr!(lang, "Complaints report", "投诉报告"),
            Self::Period { since, until } => tr!(lang, "Period: {since} to {until}", "期间：{since} 至 {until}"),
            Self::ComparedWith { since, until } => {
                tr!(lang, "Changes are against {since} to {until}", "变化与 {since} 至 {until} 相比")
            }
            Self::Change { change } => tr!(lang, "{change} against the period before", "比上一期间 {change}"),
            Self::ChangeOfShare { change } => {
                tr!(lang, "{change} points against the period before", "比上一期间 {change} 个百分点")
            }
            Self::Made { of, parts } => {
                let of = of.say(lang);
                if parts.is_empty() { of } else { tr!(lang, "{parts}: {of}", "{parts}：{of}") }
            }
            Self::Charts => tr!(lang, "At a glance", "概览"),
            Self::AllFigures => tr!(lang, "All figures", "全部指标"),
            Self::Apart { group } => tr!(lang, "By {group}", "按{group}分组"),
            Self::Chart { chart, stretch } => chart.heading(*stretch, lang),
            Self::TableOf { heading } => tr!(lang, "Table: {heading}", "数据表：{heading}"),
            Self::NoData => tr!(
                lang,
                "Nothing was counted in this period, so the chart is empty.",
                "本期间没有可统计的内容，图为空。"
            ),
            Self::SeeTable => tr!(lang, "The numbers are in the table under the chart.", "数值见图下的表。"),
            Self::Lowest { share, at } => tr!(lang, "Lowest: {share} at {at}.", "最低：{at}，{share}。"),
            Self::Highest { count, at } => tr!(lang, "Highest: {count} at {at}.", "最高：{at}，{count}。"),
            Self::Target { percent } => tr!(lang, "target {percent} %", "目标 {percent} %"),
            Self::From { stretch: Stretch::Week } => tr!(lang, "week from", "周起始日"),
            Self::From { stretch: Stretch::Month } => tr!(lang, "month from", "月起始日"),
            Self::From { stretch: Stretch::Year } => tr!(lang, "year from", "年起始日"),
            Self::Percent => tr!(lang, "compliance", "达标率"),
            Self::DaysMet => tr!(lang, "days met", "达标天数"),
            Self::DaysJudged => tr!(lang, "days judged", "应反馈天数"),
            Self::InDays => tr!(lang, "days", "天"),
            Self::InHours => tr!(lang, "hours", "小时"),
            Self::InMoney { currency } => tr!(lang, "{currency}", "{currency}"),
            Self::EmptyCell => tr!(lang, "An empty cell is 0; the darker, the more.", "空格表示 0；颜色越深数量越多。"),
            Self::Sum => tr!(lang, "sum", "合计"),
            Self::Bone => tr!(lang, "bone", "鱼骨"),
            Self::CauseIn { what, cases } => tr!(lang, "{what} ({cases})", "{what}（{cases}）"),
            Self::OnlyCurrency { currency } => tr!(
                lang,
                "Drawn: redress carried out with an amount in {currency}; the table has the rest, too.",
                "图中为以 {currency} 计并写明金额的已执行补救；其余见表。"
            ),
            Self::BandFrom { from } => tr!(lang, "from {from}", "{from} 起"),
            Self::NoBand => tr!(lang, "no band", "无档位"),
            Self::MoneyTimes { sum, count } => tr!(lang, "{sum} (n = {count})", "{sum}（n = {count}）"),
            Self::How => tr!(lang, "How it is reckoned", "如何计算"),
            Self::Behind { command } => tr!(lang, "Every case behind it: `{command}`", "背后的每件工单：`{command}`"),
            Self::NothingCounted => tr!(lang, "Nothing in this period", "本期间无数据"),
            Self::Foot { version } => tr!(
                lang,
                "Made by `amends` {version} from the files of the workspace; the same files at the same moment give the same page.",
                "由 `amends` {version} 根据工作区文件生成；同样的文件、同一时刻，生成的页面相同。"
            ),
        }
    }
}

/// Out of what a headline figure is made: numerator, denominator, cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its own wording")]
pub enum Made {
    Feedback,
    Received,
    Closed,
    Open,
    FirstResponse,
    LastClose,
    Promises,
    Upheld,
    Satisfied,
}

impl Say for Made {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Feedback => tr!(
                lang,
                "met / judged days of the period whose cutoff has passed",
                "达标天数 / 应反馈天数，期间内截止时刻已过的各日"
            ),
            Self::Received => tr!(lang, "cases received in the period", "期间内收到的工单"),
            Self::Closed => tr!(lang, "closes in the period", "期间内的结案次数"),
            Self::Open => tr!(lang, "cases open when the period ends, or now", "期末或此刻未结的工单"),
            Self::FirstResponse => {
                tr!(lang, "median of the cycles closed in the period", "期间内结案的轮次的中位数")
            }
            Self::LastClose => {
                tr!(lang, "median of the cases last closed in the period", "最后一次结案在期间内的工单的中位数")
            }
            Self::Promises => tr!(lang, "kept in time / promises of the period", "按时兑现 / 期间内的承诺"),
            Self::Upheld => tr!(lang, "upheld / decided closes of the period", "支持 / 期间内作出决定的结案"),
            Self::Satisfied => tr!(lang, "satisfied / answers in the period", "满意 / 期间内的回答"),
        }
    }
}

/// A chart of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its own wording")]
pub enum Chart {
    Compliance,
    Flow,
    Ages,
    Steps,
    Heat,
    Fishbone,
    Redress,
}

impl Chart {
    fn heading(self, stretch: Stretch, lang: Lang) -> String {
        let per = match stretch {
            Stretch::Week => tr!(lang, "week", "周"),
            Stretch::Month => tr!(lang, "month", "月"),
            Stretch::Year => tr!(lang, "year", "年"),
        };
        match self {
            Self::Compliance => {
                tr!(lang, "Feedback compliance against target per {per}", "每{per}反馈达标率与目标")
            }
            Self::Flow => tr!(lang, "Received and closed per {per}", "每{per}收到与结案"),
            Self::Ages => tr!(lang, "Age of open cases, in days", "未结工单在办时长（天）"),
            Self::Steps => tr!(lang, "Time per step", "各步骤用时"),
            Self::Heat => tr!(lang, "Received by category and {per}", "各类别每{per}收到"),
            Self::Fishbone => tr!(lang, "Fishbone of causes", "原因鱼骨图"),
            Self::Redress => tr!(lang, "Redress by approval band", "各审批档的补救"),
        }
    }
}
