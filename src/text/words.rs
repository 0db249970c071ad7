//! The vocabularies as a reader of either language says them.

use super::Say;
use crate::case::words::{
    Blame, Channel, Direction, Flag, Outcome, PauseReason, Purpose, Relation, Remedy, Severity, Trigger, Verified,
};
use crate::clock::view::Phase;
use crate::clock::{Kind, Level};
use crate::playbook::FieldType;
use crate::policy::{Duration, Lang, Unit};

/// Gives each word of a vocabulary its two names.
macro_rules! names {
    ($($ty:ident { $($variant:ident: $en:literal, $zh:literal;)+ })+) => {
        $(impl Say for $ty {
            fn say(&self, lang: Lang) -> String {
                match self { $(Self::$variant => tr!(lang, $en, $zh)),+ }
            }
        })+
    };
}

names! {
    Channel {
        Phone: "phone", "电话"; Email: "email", "电子邮件"; Letter: "letter", "信函"; Chat: "chat", "在线聊天";
        Form: "form", "在线表单"; Social: "social media", "社交媒体"; InPerson: "in person", "当面";
        Counter: "counter", "柜面"; Visit: "visit", "上门"; Sms: "text message", "短信";
        Regulator: "regulator", "监管转办"; Other: "other", "其他";
    }
    Severity {
        Minor: "minor", "轻微"; Normal: "normal", "一般"; Serious: "serious", "严重"; Major: "major", "重大";
    }
    Outcome {
        Upheld: "upheld", "成立"; PartlyUpheld: "partly upheld", "部分成立"; NotUpheld: "not upheld", "不成立";
        Goodwill: "goodwill", "通融处理"; Unresolvable: "unresolvable", "无法解决"; Withdrawn: "withdrawn", "撤诉";
        Unreachable: "unreachable", "联系不上"; Duplicate: "duplicate", "重复件"; Referred: "referred", "转办";
    }
    Direction { Out: "out", "去"; In: "in", "来"; }
    Purpose {
        Ack: "acknowledgement", "受理告知"; Progress: "progress", "进展"; Result: "result", "处理结果";
        Apology: "apology", "道歉"; FollowUp: "follow-up", "回访"; Refusal: "refusal", "拒绝诉求";
    }
    PauseReason {
        AwaitingCustomer: "awaiting the customer", "等待客户"; AwaitingThirdParty: "awaiting a third party", "等待第三方";
        AgreedDate: "agreed date", "约定日期";
    }
    Verified { Confirmed: "confirmed", "属实"; Partly: "partly", "部分属实"; Refuted: "refuted", "不属实"; }
    Blame {
        Ours: "ours", "我方"; Customer: "the customer's", "客户"; Supplier: "a supplier's", "供应商";
        Shared: "shared", "各方分担"; Nobody: "nobody's", "无人";
    }
    Flag {
        PublicFigure: "public figure", "社会名流"; Official: "government official", "政府官员";
        Journalist: "journalist", "传媒记者"; SocialMedia: "social media", "社交媒体"; Regulator: "regulator", "监管机构";
        ConsumerOrg: "consumer organisation", "消费者组织"; Safety: "safety", "安全"; Vulnerable: "vulnerable", "弱势群体";
        StaffConduct: "staff conduct", "员工言行";
    }
    Remedy {
        Refund: "refund", "退款"; Replacement: "replacement", "更换"; Redo: "redone", "重新提供服务"; Repair: "repair", "维修";
        Apology: "apology", "道歉"; Compensation: "compensation", "补偿"; Inspection: "inspection", "免费检测";
        Discount: "discount", "优惠"; Waiver: "waiver", "减免"; ExtraService: "extra service", "额外服务";
        Mediation: "mediation", "调解"; CallBack: "call-back", "回访"; Rectification: "rectification", "整改";
        GoodwillGift: "goodwill gift", "慰问品"; Visit: "visit", "参观"; Surrender: "surrender", "退保"; Other: "other", "其他";
    }
    Trigger { Time: "time", "超时"; Severity: "severity", "严重程度"; Request: "request", "要求"; Authority: "authority", "权限"; }
    Relation {
        DuplicateOf: "duplicate of", "重复于"; RepeatOf: "repeat of", "再次投诉"; PartOf: "part of", "属于"; Related: "related to", "相关";
    }
    Phase { Open: "open", "处理中"; Waiting: "waiting", "等待"; Closed: "closed", "已结案"; }
    Kind {
        FirstResponse: "first response", "首次响应"; Feedback: "feedback", "反馈"; Promise: "promise", "承诺"; Step: "step", "步骤";
        Approval: "approval", "审批"; FollowUp: "follow-up", "回访"; Final: "final answer", "最终答复"; Action: "corrective action", "改进措施";
        Verify: "check of the effect", "效果验证";
    }
    Level { Breach: "breach", "重大超期"; Critical: "critical", "严重超期"; Late: "late", "超期"; Damaged: "damaged", "文件损坏"; Due: "due", "将到期"; }
    FieldType {
        Text: "a text", "文字"; Choice: "one of its options", "选项之一"; Many: "some of its options, apart by commas", "若干选项，用逗号隔开";
        Bool: "yes or no", "是或否"; Date: "a date such as 2026-11-22", "日期，例如 2026-11-22";
        Time: "a time such as \"2026-11-22 14:00\"", "时间，例如“2026-11-22 14:00”"; Money: "an amount such as 480.00", "金额，例如 480.00";
    }
}

impl Say for Duration {
    fn say(&self, lang: Lang) -> String {
        let n = self.n;
        match (self.unit, n) {
            (Unit::Minutes, 1) => tr!(lang, "1 minute", "1 分钟"),
            (Unit::Minutes, _) => tr!(lang, "{n} minutes", "{n} 分钟"),
            (Unit::Hours, 1) => tr!(lang, "1 hour", "1 小时"),
            (Unit::Hours, _) => tr!(lang, "{n} hours", "{n} 小时"),
            (Unit::BusinessHours, 1) => tr!(lang, "1 working hour", "1 个工作小时"),
            (Unit::BusinessHours, _) => tr!(lang, "{n} working hours", "{n} 个工作小时"),
            (Unit::BusinessDays, 1) => tr!(lang, "1 working day", "1 个工作日"),
            (Unit::BusinessDays, _) => tr!(lang, "{n} working days", "{n} 个工作日"),
            (Unit::Days, 1) => tr!(lang, "1 day", "1 天"),
            (Unit::Days, _) => tr!(lang, "{n} days", "{n} 天"),
            (Unit::Weeks, 1) => tr!(lang, "1 week", "1 周"),
            (Unit::Weeks, _) => tr!(lang, "{n} weeks", "{n} 周"),
        }
    }
}
