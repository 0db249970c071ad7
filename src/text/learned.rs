//! Headings of `report learning`, and of what `show` tells about causes and corrective actions.

use super::Say;
use crate::policy::{Lang, Learning};
use crate::report::learning::Need;

headings! {
    /// A heading.
    Heading;
    Causes: "Causes", "原因";
    Actions: "Corrective actions", "改进措施";
    Told: "Departments told", "已反馈的部门";
    CauseShares: "Causes: cases with the cause / cases with a cause recorded in the period", "原因：有此原因的工单 / 期间内记录了原因的工单";
    KnownCause: "closed cases with a cause on record", "已记录原因的结案工单";
    Faults: "Whose fault: cases / cases assessed with a fault in the period", "责任划分：工单数 / 期间内评定了责任的工单";
    Fishbone: "Fishbone of the period", "期间鱼骨图";
    Measures: "Improvement measures, as of the end of the period", "改进措施（截至期末）";
    Open: "open", "待完成";
    Overdue: "of those overdue", "其中已超期";
    Unchecked: "done, effect to be checked", "已完成，待验证";
    Effective: "effective / checked in the period", "有效 / 期间内验证";
    Training: "Signs that training may help; whether to train is for people to decide", "可能需要培训的迹象（是否培训由人决定）";
    Lessons: "Lessons: closes with a lesson / closes in the period", "经验教训：写有教训的结案 / 期间内结案";
    Departments: "Internal feedback: cases the department was told of / cases that concern it", "内部反馈：已反馈的工单 / 涉及该部门的工单";
    Cause: "cause", "原因";
    Department: "department", "部门";
    Code: "code", "代码";
    Share: "share", "占比";
    Count: "count", "次数";
    Cases: "cases", "工单";
    Pattern: "what they share", "共同点";
    First: "first", "最早";
    Last: "last", "最近";
    Action: "action", "措施";
    Since: "effective since", "验证有效日";
    Until: "watched until", "观察至";
    Again: "again", "再次发生";
    Sign: "sign", "迹象";
    Day: "day", "日期";
    Lesson: "lesson", "教训";
    ToldShare: "told", "已反馈";
    Said: "what it was told", "反馈内容";
    Nothing: "none", "无";
    Running: "still watched", "观察中";
}

/// A heading with figures in it.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Headline {
    /// The head of the period's fishbone.
    Problem { cases: u32 },
    /// What counts as recurring.
    Recurring { thresholds: Learning },
    /// What counts as a relapse.
    Relapses { thresholds: Learning },
    /// How many complaints came in.
    Received { cases: u32 },
}

impl Say for Headline {
    fn say(&self, lang: Lang) -> String {
        match *self {
            Self::Problem { cases: 1 } => tr!(lang, "1 complaint with a cause", "1 件查明原因的投诉"),
            Self::Problem { cases } => tr!(lang, "{cases} complaints with a cause", "{cases} 件查明原因的投诉"),
            Self::Recurring { thresholds: Learning { recurring, within, .. } } => tr!(
                lang,
                "M16 recurring: same cause code, or category and product, in {recurring} or more cases received within {within} days",
                "M16 反复发生：{within} 天内收到 {recurring} 件及以上，原因代码相同，或类别与产品都相同"
            ),
            Self::Relapses { thresholds: Learning { relapse, .. } } => tr!(
                lang,
                "M11 recurrence: same cause code and category within {relapse} days after an action was found effective",
                "M11 复发：措施验证有效后 {relapse} 天内，又收到原因代码和类别都相同的投诉"
            ),
            Self::Received { cases } => tr!(lang, "received: {cases}", "收到：{cases}"),
        }
    }
}

/// What speaks for training; a category by its name.
#[must_use]
pub fn need(need: &Need, category: &str, lang: Lang) -> String {
    match need {
        Need::Flagged => tr!(lang, "conduct of staff flagged", "标记为员工言行"),
        Need::Grieved => tr!(lang, "complaints about the conduct of staff", "投诉员工言行"),
        Need::Phrases => tr!(lang, "texts with a phrase that is not for customers", "对客户用语不当"),
        Need::Category(_) => tr!(lang, "recurring: {category}", "反复发生：{category}"),
    }
}

/// A cause on a bone, how often, and in which cases.
#[must_use]
pub fn rib(what: &str, cases: &[&str], lang: Lang) -> String {
    let (count, cases) = (cases.len(), super::listed(cases, lang));
    tr!(lang, "{what} ({count}: {cases})", "{what}（{count}：{cases}）")
}

/// A day up to which something is watched.
#[must_use]
pub fn watched(day: chrono::NaiveDate, running: bool, lang: Lang) -> String {
    let state = if running { super::bracketed(&Heading::Running.say(lang), lang) } else { String::new() };
    format!("{day}{state}")
}
