//! What to do next.

use super::Say;
use crate::case::words::Severity;
use crate::escalation::Rule;
use crate::policy::Lang;
use chrono::NaiveDate;

/// What to do next, on standard error.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Hint {
    /// Nothing is overdue.
    NothingOverdue { open: usize },
    /// The result leaves out what can't be read.
    Incomplete { files: usize },
    /// A case whose playbook is missing or broken.
    NoStepClock { case: String, playbook: String },
    /// A deadline needs a year whose holidays nobody told us.
    YearWithoutData { year: i32 },
    /// The folder was not synced after the write.
    NotSynced { path: String },
    /// The playbook was copied into the workspace.
    Adopted { path: String },
    /// The step the case is in now.
    NowIn { case: String, step: String },
    /// The last step is done.
    AtEnd { case: String },
    /// The customer isn't satisfied.
    GoBack { case: String, back: String },
    /// Nothing was written.
    DryRun,
    /// The file was as git has it.
    UndoByGit { folder: String, path: String },
    /// Earlier changes of the file would be lost with this one.
    UndoByRetracting { case: String, events: Vec<String> },
    /// A new file.
    Uncommitted { path: String },
    /// The text came back from the editor as it was.
    NothingChanged,
    /// What was typed is not lost.
    TypedKept { path: String },
    /// Outside git.
    NoGit,
    /// A promise was broken.
    LatePromise { id: String },
    /// Nothing to mend or to find.
    Clean { cases: usize },
    /// The next thing to do after `init`.
    FirstCase,
    /// A customer may have no other way of being reached.
    NoFeedbackClock { case: String },
    /// A retracted correction leaves the fact as it is.
    FactStays { case: String, key: String },
    /// Lines from before the history that a shallow clone has.
    CutOff { lines: usize },
    /// Lines that git doesn't have yet.
    NotCommitted { lines: usize },
    /// An escalation that the ladder wrote, or would write.
    Escalated { case: String, tier: u32, roles: String, cause: String, people: String, dry: bool },
    /// Why an assessment made a case graver than anybody said.
    Raised { severity: Severity, rule: Rule },
    /// A complaint that keeps coming back.
    Restless { case: String, reopened: usize },
    /// Overdue cases of somebody who is away, and nobody stands in.
    Deserted { owner: String, cases: usize },
    /// Somebody who gets a case is away.
    Away { person: String, until: NaiveDate, deputy: Option<String> },
    /// What a ready-made policy is and isn't.
    NotLegalAdvice { policy: &'static str },
    /// A policy that counts working days, without a calendar.
    WantsCalendar { policy: &'static str },
    /// An interactive question.
    Ask { what: String },
}

impl Say for Hint {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NothingOverdue { open } => {
                tr!(lang, "nothing overdue; cases not closed: {open}", "没有超期；未结案 {open} 份")
            }
            Self::Incomplete { files } => tr!(
                lang,
                "incomplete: files that can't be judged: {files}; see amends check",
                "结果不完整：无法判断的文件 {files} 个；请看 `amends check`"
            ),
            Self::NoStepClock { case, playbook } => tr!(
                lang,
                "{case}: its playbook {playbook} is missing or has faults, so its steps have no deadline",
                "{case}：流程“{playbook}”不存在或有误，步骤期限无法计算"
            ),
            Self::YearWithoutData { year } => tr!(
                lang,
                "calendar.toml has no data for {year}: deadlines there follow the weekly pattern; amends calendar import",
                "`calendar.toml` 没有 {year} 年的数据：其中的期限按每周工作时间推算；请用 `amends calendar import`"
            ),
            Self::NotSynced { path } => tr!(
                lang,
                "{path} is written, but its folder could not be synced to disk",
                "{path} 已写入，但目录未能同步到磁盘"
            ),
            Self::Adopted { path } => {
                tr!(lang, "copied {path}: commit it with the case", "已复制 {path}：请与工单一起提交")
            }
            Self::NowIn { case, step } => {
                tr!(lang, "now in: {step}; see amends show {case}", "当前步骤：{step}；详见 `amends show {case}`")
            }
            Self::AtEnd { case } => tr!(
                lang,
                "all steps are done; close it: amends close {case} --outcome OUTCOME",
                "所有步骤已完成；请结案：`amends close {case} --outcome OUTCOME`"
            ),
            Self::GoBack { case, back } => tr!(
                lang,
                "the customer is not satisfied; go back: amends advance {case} --back {back} --why TEXT",
                "客户不满意；请退回：`amends advance {case} --back {back} --why TEXT`"
            ),
            Self::DryRun => tr!(lang, "dry run: nothing was written", "演练：没有写入"),
            Self::UndoByGit { folder, path } => {
                tr!(lang, "undo: git {folder}checkout -- {path}", "撤销：`git {folder}checkout -- {path}`")
            }
            Self::UndoByRetracting { case, events } => {
                let each = events.iter().map(|event| format!("amends retract {case} {event} --why TEXT"));
                let commands = each.collect::<Vec<_>>().join("; ");
                tr!(lang, "undo: {commands}", "撤销：`{commands}`")
            }
            Self::Uncommitted { path } => tr!(lang, "{path} is not committed yet", "{path} 尚未提交"),
            Self::NothingChanged => tr!(lang, "nothing changed", "没有改动"),
            Self::TypedKept { path } => tr!(lang, "what you typed is kept in {path}", "输入的内容保存在 {path}"),
            Self::NoGit => tr!(
                lang,
                "this folder is not in a git repository: without one there is no history and no merging; run git init, then amends init again",
                "此目录不在 `git` 仓库中：没有仓库就没有历史，也无法合并；请运行 `git init`，再运行 `amends init`"
            ),
            Self::LatePromise { id } => tr!(lang, "the promise {id} was kept late", "承诺 {id} 兑现得晚了"),
            Self::Clean { cases } => {
                tr!(lang, "cases checked: {cases}; nothing found", "已检查工单 {cases} 份，没有发现问题")
            }
            Self::FirstCase => tr!(
                lang,
                "file the first complaint: amends open --title … --customer … --contact … --channel phone --demand … -m …",
                "登记第一份投诉：`amends open --title … --customer … --contact … --channel phone --demand … -m …`"
            ),
            Self::NoFeedbackClock { case } => tr!(
                lang,
                "{case} is anonymous and has no contact: no feedback clock runs",
                "{case} 匿名且没有联系方式：不计反馈时限"
            ),
            Self::FactStays { case, key } => tr!(
                lang,
                "the fact `{key}` stays as it is; put it back with: amends edit {case} --set {key}=VALUE --why TEXT",
                "事实“{key}”保持不变；如需改回：`amends edit {case} --set {key}=VALUE --why TEXT`"
            ),
            Self::CutOff { lines } => tr!(
                lang,
                "this clone is shallow: nothing is known of {lines} lines; git fetch --unshallow brings the rest",
                "本克隆是浅克隆：{lines} 行的来历未知；用 `git fetch --unshallow` 取回其余历史"
            ),
            Self::NotCommitted { lines } => {
                tr!(lang, "not committed yet: {lines} lines, which nothing proves", "尚未提交：{lines} 行，没有凭据")
            }
            Self::Escalated { case, tier, roles, cause, people, dry: false } => tr!(
                lang,
                "{case} to tier {tier} ({roles}): {cause}; {people}",
                "{case} 升级到第 {tier} 层（{roles}）：{cause}；{people}"
            ),
            Self::Escalated { case, tier, roles, cause, people, dry: true } => tr!(
                lang,
                "{case} would go to tier {tier} ({roles}): {cause}; {people}",
                "{case} 将升级到第 {tier} 层（{roles}）：{cause}；{people}"
            ),
            Self::Raised { severity, rule } => {
                let (severity, rule) = (severity.say(lang), rule.say(lang));
                tr!(lang, "raised to {severity}: {rule}", "升为{severity}：{rule}")
            }
            Self::Restless { case, reopened } => tr!(
                lang,
                "{case} was reopened {reopened} times; is it serious? amends assess {case} --severity serious",
                "{case} 重新打开 {reopened} 次；是否应为严重？`amends assess {case} --severity serious`"
            ),
            Self::Deserted { owner, cases } => tr!(
                lang,
                "{owner} is away and nobody stands in; overdue cases: {cases}",
                "{owner} 缺勤，无人代理；超期工单 {cases} 份"
            ),
            Self::Away { person, until, deputy: Some(deputy) } => tr!(
                lang,
                "{person} is away until {until}; {deputy} stands in",
                "{person} 缺勤至 {until}，由 {deputy} 代理"
            ),
            Self::Away { person, until, deputy: None } => {
                tr!(lang, "{person} is away until {until}, and nobody stands in", "{person} 缺勤至 {until}，无人代理")
            }
            Self::NotLegalAdvice { policy } => tr!(
                lang,
                "the policy {policy} names its source in amends.toml; it is not legal advice",
                "规定“{policy}”的来源见 `amends.toml`；不构成法律意见"
            ),
            Self::WantsCalendar { policy } => tr!(
                lang,
                "{policy} counts working days: Monday to Friday until calendar.toml names the holidays; see amends calendar import",
                "“{policy}”按工作日计算：在 `calendar.toml` 写明假日之前，周一至周五都算工作日；请看 `amends calendar import`"
            ),
            Self::Ask { what } => tr!(lang, "{what}: ", "{what}："),
        }
    }
}
