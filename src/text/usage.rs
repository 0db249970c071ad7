//! What is wrong with the call, what the system refuses, and hints.

use super::{Say, listed, meant};
use crate::case::Place;
use crate::clock::when::Unclear;
use crate::playbook::FieldType;
use crate::policy::Lang;

/// What is wrong with the call (exit 2 or 5).
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Usage {
    /// No workspace here.
    NoWorkspace { at: String },
    /// No case of that name.
    NoCase { text: String },
    /// A path that is not a case of this workspace.
    NotACase { text: String },
    /// Several cases.
    Ambiguous { text: String, candidates: Vec<(String, String)> },
    /// No event of that name.
    NoEvent { text: String, case: String, near: Option<String> },
    /// No playbook of that name.
    NoPlaybook { text: String, near: Option<String> },
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
    /// Text was announced on standard input and none came.
    NoInput,
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
            Self::NoCase { text } => {
                tr!(lang, "no case `{text}`; `amends list` shows them all", "没有工单“{text}”；`amends list` 列出全部")
            }
            Self::NotACase { text } => {
                tr!(lang, "{text} is not a case file of this workspace", "{text} 不是本工作区的工单文件")
            }
            Self::Ambiguous { text, candidates } => {
                let n = candidates.len();
                let head = tr!(
                    lang,
                    "`{text}` fits {n} cases; type more of the id:",
                    "“{text}”对应 {n} 份工单；请多输入几位编号："
                );
                let mut lines = vec![head];
                lines.extend(candidates.iter().take(20).map(|(id, title)| format!("  {id}  {title}")));
                if n > 20 {
                    lines.push("  …".to_owned());
                }
                lines.join("\n")
            }
            Self::NoEvent { text, case, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "{case} has no event `{text}`{near}", "{case} 没有事件“{text}”{near}")
            }
            Self::NoPlaybook { text, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "no playbook `{text}`{near}; `amends playbook list` shows them all",
                    "没有流程“{text}”{near}；`amends playbook list` 列出全部"
                )
            }
            Self::MissingFlag { flag } => tr!(lang, "{flag} is needed", "需要 {flag}"),
            Self::MissingFlags { flags } => {
                let flags = flags.join(" ");
                tr!(lang, "these are needed: {flags}", "还需要：{flags}")
            }
            Self::NothingSaid { flags } => tr!(lang, "say at least one of: {flags}", "至少给出其中一项：{flags}"),
            Self::BadTime { flag, text, unclear } => match unclear {
                Unclear::Form => tr!(
                    lang,
                    "{flag}: `{text}` is not a clear time; write 2026-11-20 14:00, yesterday 14:00, 2h ago, tomorrow 9am",
                    "{flag}：“{text}”不是明确的时间；可以写 2026-11-20 14:00、昨天 14:00、2小时前、明天上午9点"
                ),
                Unclear::Clock => tr!(
                    lang,
                    "{flag}: the clock skips `{text}` or shows it twice on that day; add the offset: 2026-10-25T01:30:00+01:00",
                    "{flag}：当天时钟调整，“{text}”不存在或出现两次；请写明时区偏移：`2026-10-25T01:30:00+01:00`"
                ),
                Unclear::DayOnly => tr!(
                    lang,
                    "{flag}: `{text}` is a day; a time is needed, such as \"{text} 14:00\"",
                    "{flag}：“{text}”只是日期，还需要时刻，例如“{text} 14:00”"
                ),
            },
            Self::TimeAhead { flag, text, now } => tr!(
                lang,
                "{flag}: {text} lies ahead of the clock, which shows {now}",
                "{flag}：{text} 晚于当前时间 {now}"
            ),
            Self::BadWord { flag, word, allowed, near } => {
                let (near, allowed) = (meant(near.as_ref(), lang), listed(allowed, lang));
                tr!(
                    lang,
                    "{flag} can't be `{word}`{near} It is one of: {allowed}",
                    "{flag} 不能是“{word}”{near}可用的值：`{allowed}`"
                )
            }
            Self::BadForm { flag, text, wanted } => {
                tr!(lang, "{flag}: `{text}` should be like {wanted}", "{flag}：“{text}”应写成 {wanted}")
            }
            Self::BadValue { field, value, kind, allowed, near } => {
                let (near, kind) = (meant(near.as_ref(), lang), kind.say(lang));
                let allowed = if allowed.is_empty() { String::new() } else { format!(": {}", allowed.join(", ")) };
                tr!(
                    lang,
                    "the field `{field}` takes {kind}, not `{value}`{near}{allowed}",
                    "字段“{field}”应为{kind}，不能是“{value}”{near}{allowed}"
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
                    "{flag}: amends.toml doesn't list `{token}`{near} It lists: {allowed}",
                    "{flag}：`amends.toml` 没有登记“{token}”{near}已登记：`{allowed}`"
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
            Self::NoInput => tr!(lang, "nothing came on standard input", "标准输入没有内容"),
            Self::BadZone { zone } => tr!(lang, "unknown time zone `{zone}`", "未知时区“{zone}”"),
            Self::CommandLine { text } => text.clone(),
        }
    }
}

/// What the system, or a file, refuses (exit 6 or 7).
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Trouble {
    /// Somebody else writes.
    Busy { holder: String },
    /// A file can't be written.
    CannotWrite { path: String, reason: String },
    /// A file can't be read.
    CannotRead { path: String, reason: String },
    /// The case is damaged, so nothing is written to it.
    Damaged { path: String },
    /// The line can't be added safely.
    Unsafe { place: Box<Place>, lines: Vec<String> },
    /// The result would not have meant what was meant.
    Doubtful { path: String, lines: Vec<String> },
    /// A link, or a place outside the workspace.
    Outside { path: String },
    /// A file of that name is there.
    Exists { path: String },
    /// The configuration has faults.
    Config,
    /// The playbook has faults.
    Playbook { id: String },
    /// The playbook is not there.
    PlaybookGone { id: String },
    /// Standard output is full or broken.
    Output { reason: String },
    /// The figures don't add up.
    Identity,
    /// The system gives no random numbers.
    Random,
}

impl Say for Trouble {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Busy { holder } => tr!(
                lang,
                "another process is writing in this workspace (process {holder}); try again",
                "另一个进程正在写入本工作区（进程 {holder}）；请稍后再试"
            ),
            Self::CannotWrite { path, reason } => tr!(
                lang,
                "could not write {path}: {reason}; nothing was changed",
                "无法写入 {path}：`{reason}`；没有任何改动"
            ),
            Self::CannotRead { path, reason } => {
                tr!(lang, "could not read {path}: {reason}", "无法读取 {path}：`{reason}`")
            }
            Self::Damaged { path } => tr!(
                lang,
                "{path} is damaged; nothing was written. Mend it by hand, then check it: amends check",
                "{path} 已损坏，没有写入。请手工修好，再运行 `amends check`"
            ),
            Self::Unsafe { place, lines } => {
                let lines = lines.join("\n");
                tr!(
                    lang,
                    "{place}: no safe place for a new line here; nothing was written. Add it by hand at the end of the log:\n{lines}",
                    "{place}：这里无法安全地添加一行，没有写入。请手工加到“log”末尾：\n{lines}"
                )
            }
            Self::Doubtful { path, lines } => {
                let lines = lines.join("\n");
                tr!(
                    lang,
                    "{path}: the file would not read back as meant; nothing was written. Add it by hand:\n{lines}",
                    "{path}：写入后读回的内容会不一致，因此没有写入。请手工添加：\n{lines}"
                )
            }
            Self::Outside { path } => tr!(
                lang,
                "{path} is a link or lies outside the workspace; nothing was written",
                "{path} 是链接或在工作区之外，没有写入"
            ),
            Self::Exists { path } => tr!(lang, "{path} is there already", "{path} 已经存在"),
            Self::Config => tr!(lang, "amends.toml has faults; nothing was done", "`amends.toml` 有误，没有执行"),
            Self::Playbook { id } => tr!(
                lang,
                "the playbook {id} has faults; see amends playbook check {id}",
                "流程“{id}”有误；请看 `amends playbook check {id}`"
            ),
            Self::PlaybookGone { id } => {
                tr!(lang, "the case follows the playbook {id}, which isn't there", "工单使用的流程“{id}”不存在")
            }
            Self::Output { reason } => tr!(lang, "could not write the output: {reason}", "无法输出：`{reason}`"),
            Self::Identity => tr!(
                lang,
                "the flow does not add up: open + received + reopened is not closed + open at end; please report this",
                "数量对不上：期初未结 + 收到 + 重开 ≠ 结案 + 期末未结；请报告这个错误"
            ),
            Self::Random => tr!(lang, "the system gives no random numbers", "系统不提供随机数"),
        }
    }
}

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
            Self::NoGit => tr!(
                lang,
                "this folder is not in a git repository: without one there is no history and no merging; run git init",
                "此目录不在 `git` 仓库中：没有仓库就没有历史，也无法合并；请运行 `git init`"
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
            Self::Ask { what } => tr!(lang, "{what}: ", "{what}："),
        }
    }
}
