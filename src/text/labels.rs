//! Headings of tables, of `show` and of the report.

use super::Say;
use crate::policy::Lang;

impl Label {
    /// The heading with its colon.
    #[must_use]
    pub fn colon(self, lang: Lang) -> String {
        let label = self.say(lang);
        tr!(lang, "{label}: ", "{label}：")
    }

    /// The heading with a number.
    #[must_use]
    pub fn numbered(self, n: u32, lang: Lang) -> String {
        let label = self.say(lang);
        tr!(lang, "{label} {n}", "第 {n} {label}")
    }
}

/// So many missed days or answers.
#[derive(Debug, Clone, Copy)]
pub struct Missed {
    /// How many.
    pub count: u32,
    /// Days of the day rule, or answers of an hourly one.
    pub days: bool,
}

impl Say for Missed {
    fn say(&self, lang: Lang) -> String {
        match (self.count, self.days) {
            (n, true) => tr!(lang, "{n} missed", "漏 {n} 天"),
            (n, false) => tr!(lang, "{n} missed", "漏 {n} 次"),
        }
    }
}

headings! {
    /// A heading.
    Label;
    Case: "case", "工单";
    Title: "title", "标题";
    Kind: "kind", "类型";
    Level: "level", "超期程度";
    Due: "due", "期限";
    Missed: "missed", "漏反馈天数";
    Owner: "owner", "负责人";
    Step: "step", "步骤";
    LastFeedback: "last feedback", "上次反馈";
    LastContact: "last contact", "上次联系";
    Damaged: "damaged", "损坏";
    Tier: "tier", "层级";
    Line: "line", "行";
    File: "file", "文件";
    ColumnNumber: "column", "列";
    Rule: "rule", "规则";
    Grade: "severity", "级别";
    Commit: "commit", "提交";
    Committed: "committed", "提交时间";
    CutOff: "cut off", "已截断";
    NotCommitted: "not committed", "未提交";
    Author: "author", "作者";
    Text: "text", "内容";
    Summary: "summary", "说明";
    Item: "item", "项目";
    Detail: "detail", "详情";
    Remedy: "remedy", "处理办法";
    Instead: "instead", "建议";
    Words: "words", "原文";
    Fine: "fine", "正常";
    Note: "note", "提示";
    ToMend: "to mend", "待处理";
    MergeDriver: "merge driver of this clone", "本克隆的合并驱动";
    State: "state", "状态";
    Playbook: "playbook", "流程";
    Severity: "severity", "严重程度";
    Received: "received", "收到时间";
    NextDue: "next due", "下一期限";
    Why: "why", "依据";
    Id: "id", "编号";
    Name: "name", "名称";
    Steps: "steps", "步骤数";
    Revision: "revision", "版本";
    Industry: "industry", "行业";
    Source: "source", "来源";
    Origin: "from", "来源";
    Builtin: "built in", "内置";
    Workspace: "workspace", "工作区";
    Facts: "Facts", "基本情况";
    Channel: "channel", "渠道";
    Customer: "customer", "投诉人";
    Contact: "contact", "联系方式";
    Anonymous: "anonymous", "匿名";
    Demand: "demand", "诉求";
    Category: "category", "类别";
    Product: "product", "产品";
    Department: "department", "部门";
    Place: "place", "地点";
    People: "people", "涉及人员";
    ReportedBy: "reported by", "转报部门";
    Representative: "representative", "代理人";
    Signals: "signals", "信号";
    Which: "which", "哪些";
    Description: "Account of events", "事情经过";
    Cycle: "cycle", "轮次";
    Round: "round", "轮";
    Rounds: "times sent back", "退回次数";
    Outcome: "outcome", "结果";
    Flags: "flags", "标记";
    Promises: "Open promises", "未兑现的承诺";
    Grievances: "Grievances without an answer", "未答复的投诉点";
    Answered: "Grievances answered", "已答复的投诉点";
    Lesson: "lesson", "经验教训";
    Redress: "Redress", "补救";
    Currency: "currency", "币种";
    FromPlaybook: "from", "原流程";
    ToPlaybook: "to", "新流程";
    StepNow: "step now", "当前步骤";
    StepThen: "step then", "新步骤";
    TheFirst: "the first", "首步";
    ChecksAgain: "checks to tick again", "重做项";
    ChecksGone: "checks gone", "作废项";
    FieldsKept: "fields kept", "保留字段";
    FieldsLost: "fields lost", "弃用字段";
    BackTo: "back to", "退回";
    Dissatisfied: "customer not satisfied", "客户不满意";
    Applies: "Applies to", "适用于";
    Nothing: "nothing", "无";
    BeforeClosing: "Before closing, also", "结案前还须完成";
    Checklist: "Checklist", "检查项";
    Fields: "Fields", "要记录的内容";
    Gates: "Needed before the next step", "离开本步骤前必须";
    Say: "What you may say", "可以这样说";
    Goal: "Goal", "目标";
    History: "History", "处理记录";
    Deadlines: "Deadlines", "期限一览";
    MetDeadlines: "Met", "已完成的期限";
    Optional: "optional", "可选";
    Retracted: "retracted", "已撤回";
    Superseded: "superseded: two branches crossed", "已失效：两个分支交叉";
    NotReached: "not reached", "未接通";
    EnteredLate: "entered late", "补记";
    Forced: "forced", "强行通过";
    Unhappy: "Customer not satisfied: back to", "客户不满意时退回";
    Branches: "Ways on", "去向";
    Otherwise: "otherwise", "其他情况";
    End: "end", "结束";
    Within: "time limit", "时限";
    NotSkippable: "may not be skipped", "不可跳过";
    CloseNeeds: "Needed to close", "结案条件";
    Overdue: "overdue", "已超期";
    Period: "Period", "期间";
    Median: "median", "中位数";
    P90: "90 % within", "九成以内";
    Max: "longest", "最长";
    Values: "values", "各值";
    Group: "group", "分组";
    Unsaid: "(not stated)", "（未注明）";
    Incomplete: "incomplete", "不完整";
    NoFeedbackClock: "anonymous without contact: no feedback clock", "匿名且无联系方式：不计反馈时限";
    Yes: "yes", "是";
    No: "no", "否";
    ExitCodes: "Exit codes", "退出码";
}
