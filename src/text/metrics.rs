//! The figures of a report: their names, and out of what each is made (docs/metrics.md).

use super::Say;
use crate::policy::Lang;
use crate::report::{Figure, Metric, Stretch};

impl Say for Metric {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Flow => tr!(lang, "Flow", "收结情况"),
            Self::FirstResponse => tr!(lang, "Time to first response", "首次响应用时"),
            Self::FirstClose => tr!(lang, "Time to first close", "首次结案用时"),
            Self::LastClose => tr!(lang, "Time to last close", "最终结案用时"),
            Self::Handling => tr!(lang, "Handling time", "处理用时"),
            Self::Feedback => tr!(lang, "Feedback compliance", "反馈达标率"),
            Self::Timeliness => tr!(lang, "Timeliness of each clock", "各时限及时率"),
            Self::Promises => tr!(lang, "Promises", "承诺兑现"),
            Self::Ageing => tr!(lang, "Age of open cases", "未结工单在办时长"),
            Self::Outcomes => tr!(lang, "Outcomes and redress", "处理结果与补救"),
            Self::Again => tr!(lang, "Reopened, repeated, recurring", "重开、重复投诉、复发"),
            Self::Rates => tr!(lang, "Rates by volume", "投诉率"),
            Self::Satisfaction => tr!(lang, "Satisfaction", "满意度"),
            Self::Escalations => tr!(lang, "Escalations", "升级"),
            Self::FirstContact => tr!(lang, "Solved at first contact", "首次联系即解决"),
            Self::Systemic => tr!(lang, "What keeps happening", "反复发生的问题"),
            Self::Process => tr!(lang, "Steps", "步骤"),
            Self::Channels => tr!(lang, "Channels", "渠道"),
            Self::Departments => tr!(lang, "Departments", "部门"),
            Self::Training => tr!(lang, "Training needs", "培训需求"),
            Self::AtRisk => tr!(lang, "At risk of becoming a major complaint", "有升级为重大投诉风险的工单"),
        }
    }
}

/// Out of what a metric is made: numerator, denominator, cohort.
#[must_use]
pub fn basis(metric: Metric, lang: Lang) -> String {
    match metric {
        Metric::Flow => tr!(
            lang,
            "open at start + received + reopened - closed = open at end; a case closed twice counts twice in closed and once in distinct cases",
            "期初未结 + 收到 + 重开 - 结案 = 期末未结；结案两次的工单在结案中计两次，在结案工单数中计一次"
        ),
        Metric::FirstResponse => tr!(
            lang,
            "from the start of a cycle to its first feedback; cohort: cycles closed in the period; those without any feedback apart",
            "从轮次开始到首次反馈；范围：期间内结案的轮次；未反馈即结案的另计"
        ),
        Metric::FirstClose => tr!(
            lang,
            "from receipt to the first close; cohort: cases first closed in the period",
            "从收到到首次结案；范围：期间内首次结案的工单"
        ),
        Metric::LastClose => tr!(
            lang,
            "from the first receipt to the last close; cohort: cases last closed in the period and closed at its end",
            "从首次收到到最后一次结案；范围：最后一次结案在期间内且期末已结案的工单"
        ),
        Metric::Handling => tr!(
            lang,
            "time to last close without closed stretches and pauses; cohort: cases last closed in the period and closed at its end",
            "最终结案用时扣除已结案时段和暂停；范围：最后一次结案在期间内且期末已结案的工单"
        ),
        Metric::Feedback => tr!(
            lang,
            "met days / judged days (met + missed); days tried in vain or excused by the customer are in neither; cohort: obligation days of the period whose cutoff has passed",
            "达标天数 / 应反馈天数（达标 + 漏反馈）；两次未接通和客户约定除外的天数均不计入；范围：期间内截止时刻已过的应反馈日"
        ),
        Metric::Timeliness => tr!(
            lang,
            "in time / (in time + late + open past due); cohort: obligations met in time in the period, or due in it; not yet due stands apart",
            "及时 /（及时 + 逾期完成 + 逾期未办）；范围：期间内按时完成或到期的事项；未到期的另计"
        ),
        Metric::Promises => tr!(
            lang,
            "(early + on time) / (early + on time + late + broken); cohort: promises kept in time in the period, or due in it",
            "（提前 + 按时）/（提前 + 按时 + 逾期兑现 + 未兑现）；范围：期间内按时兑现或到期的承诺"
        ),
        Metric::Ageing => tr!(
            lang,
            "cases open at the end, by whole local days since the first receipt",
            "期末未结工单，按首次收到以来的整日数"
        ),
        Metric::Outcomes => tr!(
            lang,
            "upheld rate: (upheld + partly upheld + goodwill) / decided closes of the period; withdrawn, duplicate and referred are outside; redress: by when it was offered, accepted, carried out; options are alternatives, each counts as offered",
            "成立率：（成立 + 部分成立 + 通融处理）/ 期间内作出决定的结案；撤回、重复、转交不计入；补救按提出、接受、执行的时间统计；备选方案逐个计入提出"
        ),
        Metric::Again => tr!(
            lang,
            "reopened within 30 days / closes of the period; customers of whom another case was received in the 90 days before / cases received with a contact, duplicates apart; corrective actions found effective after which it happened again / all found effective and still watched",
            "30 天内重开 / 期间内结案；此前 90 天内已有投诉的客户的工单 / 收到的有联系方式的工单（重复件除外）；验证有效后又复发的措施 / 验证有效且在观察期内的措施"
        ),
        Metric::Rates => tr!(
            lang,
            "received per 1,000 and serious or major per 10,000 of the volume in `[volume]`; without a volume for every month of the period, or for other than whole months, there is none",
            "收到数占 `[volume]` 业务量的千分率，严重及以上占万分率；期间不是整月或有月份缺业务量时不计算"
        ),
        Metric::Satisfaction => tr!(
            lang,
            "satisfied / answers; scores of 4 and 5 / scores; response rate: surveys with an answer or a score / surveys; cohort: surveys in the period",
            "满意 / 回答；4 至 5 分 / 评分；应答率：有回答或评分的回访 / 全部回访；范围：期间内的回访"
        ),
        Metric::Escalations => tr!(
            lang,
            "escalations recorded in the period, by tier and by what brought them about",
            "期间内记录的升级，按层级和起因"
        ),
        Metric::FirstContact => tr!(
            lang,
            "closes after at most one contact by a person that reached, follow-ups apart / decided closes of the period, imported ones apart",
            "至多一次人工有效联系即结案（回访除外）/ 期间内作出决定的结案（导入的除外）"
        ),
        Metric::Systemic => tr!(
            lang,
            "the same cause, or the same category and product, in as many cases within as many days as the policy says; duplicates count",
            "同一原因，或同一类别和产品，在策略规定的天数内达到规定的工单数；重复件计入"
        ),
        Metric::Process => tr!(
            lang,
            "time in a step, of the stays that ended in the period; waiting: open cases in the step at the end",
            "在步骤中停留的时间，范围：期间内结束的停留；停留中：期末处于该步骤的未结工单"
        ),
        Metric::Channels => tr!(
            lang,
            "cases received in the period by channel; contacts of the period by channel: from us, from the customer, not reached",
            "期间内收到的工单按渠道；期间内的联系按渠道：我方联系、客户联系、未接通"
        ),
        Metric::Departments => tr!(
            lang,
            "by the department complained about: received, closed, of these upheld, open at the end, told",
            "按被投诉部门：收到、结案、其中成立、期末未结、内部反馈"
        ),
        Metric::Training => tr!(
            lang,
            "signs of the period: phrases that are not for customers, conduct flagged or complained about, recurring categories; people decide",
            "期间内的迹象：不宜对客户说的话、被标记或投诉的态度、反复出现的类别；由人决定"
        ),
        Metric::AtRisk => tr!(
            lang,
            "open cases with enough of the six signals, now; a person decides",
            "目前达到规定信号数（共六个）的未结工单；由人决定"
        ),
    }
}

impl Say for Figure {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::OpenAtStart => tr!(lang, "open at start", "期初未结"),
            Self::Received => tr!(lang, "received", "收到"),
            Self::Reopened => tr!(lang, "reopened", "重开"),
            Self::Closed => tr!(lang, "closed", "结案"),
            Self::DistinctClosed => tr!(lang, "distinct cases closed", "结案工单数"),
            Self::OpenAtEnd => tr!(lang, "open at end", "期末未结"),
            Self::FirstResponse => tr!(lang, "first response", "首次响应"),
            Self::NeverAnswered => tr!(lang, "closed without any feedback", "未反馈即结案"),
            Self::FirstClose => tr!(lang, "first close", "首次结案"),
            Self::LastClose => tr!(lang, "last close", "最终结案"),
            Self::Handling => tr!(lang, "handled", "处理"),
            Self::Met => tr!(lang, "met", "达标"),
            Self::Missed => tr!(lang, "missed", "漏反馈"),
            Self::Attempted => tr!(lang, "tried in vain", "两次未接通"),
            Self::Excused => tr!(lang, "excused by the customer", "客户约定除外"),
            Self::JudgedCase => tr!(lang, "cases with a judged day", "有应反馈日的工单"),
            Self::CleanCase => tr!(lang, "cases without a miss", "无漏反馈的工单"),
            Self::Streak => tr!(lang, "longest streak of missed days", "最长连续漏反馈天数"),
            Self::Gap => tr!(lang, "longest time between feedbacks", "最长反馈间隔"),
            Self::Rolling => {
                tr!(lang, "cases under a rolling rule, not counted here", "按小时滚动计时的工单（不计入）")
            }
            Self::InTime => tr!(lang, "in time", "及时"),
            Self::Late => tr!(lang, "late", "逾期完成"),
            Self::PromiseLate => tr!(lang, "late", "逾期兑现"),
            Self::OpenLate => tr!(lang, "open past due", "逾期未办"),
            Self::NotDue | Self::PromiseOpen => tr!(lang, "not yet due", "未到期"),
            Self::PromiseEarly => tr!(lang, "early", "提前"),
            Self::PromiseOnTime => tr!(lang, "on time", "按时"),
            Self::PromiseBroken => tr!(lang, "broken", "未兑现"),
            Self::MovedTold => tr!(lang, "moved, the customer was told", "已告知客户的改期"),
            Self::MovedUntold => tr!(lang, "moved without notice", "未告知客户的改期"),
            Self::Age => tr!(lang, "age", "在办天数"),
            Self::Outcome => tr!(lang, "outcome", "结果"),
            Self::Offered => tr!(lang, "offered", "提出"),
            Self::Accepted => tr!(lang, "accepted", "接受"),
            Self::Paid => tr!(lang, "carried out", "执行"),
            Self::ReopenedSoon => tr!(lang, "reopened within 30 days", "30 天内重开"),
            Self::Immature => tr!(lang, "closes not yet 30 days old", "结案未满 30 天"),
            Self::Repeatable => tr!(lang, "received with a contact", "收到且有联系方式"),
            Self::Repeat => tr!(lang, "complained in the 90 days before", "此前 90 天内投诉过"),
            Self::Serious => tr!(lang, "serious or major", "严重及以上"),
            Self::Asked => tr!(lang, "surveys", "回访"),
            Self::Responded => tr!(lang, "with an answer", "有应答"),
            Self::Answer => tr!(lang, "answers", "回答"),
            Self::Satisfied => tr!(lang, "satisfied", "满意"),
            Self::Score => tr!(lang, "scores", "评分"),
            Self::HighScore => tr!(lang, "scores of 4 and 5", "4 至 5 分"),
            Self::Escalation => tr!(lang, "escalations", "升级次数"),
            Self::EscalatedCase => tr!(lang, "cases escalated", "升级工单数"),
            Self::Decided => tr!(lang, "decided closes", "作出决定的结案"),
            Self::DecidedHere => tr!(lang, "decided closes with contacts on record", "有联系记录的决定性结案"),
            Self::SolvedAtOnce => tr!(lang, "solved at first contact", "首次联系即解决"),
            Self::Visit => tr!(lang, "stays ended", "结束的停留"),
            Self::Waiting => tr!(lang, "waiting at the end", "期末停留中"),
            Self::Skipped => tr!(lang, "steps skipped", "跳过的步骤"),
            Self::Returned => tr!(lang, "ways back", "退回次数"),
            Self::Forced => tr!(lang, "forced advances", "强行通过次数"),
            Self::Overridden => tr!(lang, "overridden", "被绕过的要求"),
            Self::CameBy | Self::DepartmentReceived => tr!(lang, "cases received", "收到工单"),
            Self::ContactOut => tr!(lang, "contacts from us", "我方联系"),
            Self::ContactIn => tr!(lang, "contacts from customers", "客户联系"),
            Self::Attempt => tr!(lang, "not reached", "未接通"),
            Self::DepartmentClosed => tr!(lang, "cases closed", "结案工单"),
            Self::DepartmentUpheld => tr!(lang, "upheld", "成立"),
            Self::DepartmentOpen => tr!(lang, "cases open", "未结工单"),
            Self::DepartmentTold => tr!(lang, "told", "已反馈"),
        }
    }
}

headings! {
    /// A heading of the figures.
    Heading;
    Clock: "clock", "时限";
    Share: "share", "占比";
    Days: "days", "天数";
    Cases: "cases", "工单";
    Previous: "period before", "上一期间";
    Change: "change", "变化";
    Value: "value", "数值";
    Number: "number", "数量";
    Sum: "sum", "合计";
    Middle: "median", "中位数";
    Stage: "stage", "阶段";
    Band: "approval band from", "审批档起点";
    NoAmount: "without amount", "未写金额";
    Kept: "kept in time", "按时兑现率";
    UpheldRate: "upheld rate", "成立率";
    ReopenRate: "reopened within 30 days", "30 天内重开率";
    RepeatRate: "repeat complainants", "重复投诉率";
    Recurrence: "happened again after an effective action", "有效措施后复发";
    Volume: "volume", "业务量";
    PerThousand: "received per 1,000", "每千件投诉量";
    PerTenThousand: "serious or major per 10,000", "每万件严重投诉量";
    AboveOne: "above 1 in 10,000", "超过万分之一";
    ResponseRate: "response rate", "应答率";
    HighRate: "scores of 4 and 5", "4 至 5 分占比";
    Trigger: "brought about by", "起因";
    CasesByGap: "cases by what was missing", "按所缺内容统计的工单数";
    Figure: "figure", "指标";
    Part: "by", "按";
    At: "at", "时间";
    Event: "event", "事件";
    NotAvailable: "n/a", "不适用";
    OverTime: "Over time", "按时间";
}

/// A figure, stretch by stretch.
#[must_use]
pub fn by_stretch(figure: Figure, stretch: Stretch, lang: Lang) -> String {
    let figure = figure.say(lang);
    match stretch {
        Stretch::Week => tr!(lang, "{figure}, by week", "每周{figure}"),
        Stretch::Month => tr!(lang, "{figure}, by month", "每月{figure}"),
        Stretch::Year => tr!(lang, "{figure}, by year", "每年{figure}"),
    }
}

/// What was left out of a page because nothing was counted.
#[must_use]
pub fn empty_ones(metrics: &[Metric], lang: Lang) -> String {
    let list = metrics.iter().map(|m| m.as_str()).collect::<Vec<_>>().join(" ");
    tr!(
        lang,
        "Nothing in the period: {list}. `amends report --explain M6` says how a figure is made and what is behind it.",
        "期间内无数据：{list}。`amends report --explain M6` 说明一个指标如何算出、由哪些记录构成。"
    )
}
