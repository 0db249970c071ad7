//! What the system, or a file, refuses.

use super::{Say, meant};
use crate::case::Place;
use crate::policy::{ConfigFaultKind, Lang};
use crate::store::git::GitError;

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
    /// git gives no answer.
    Git { error: GitError },
    /// The case is damaged, so nothing is written to it.
    Damaged { path: String },
    /// The line can't be added safely.
    Unsafe { place: Box<Place>, lines: Vec<String> },
    /// A fact can't be changed safely.
    UnsafeFact { place: Box<Place>, lines: Vec<String> },
    /// The result would not have meant what was meant.
    Doubtful { path: String, lines: Vec<String> },
    /// The result could not be read any more.
    Unreadable { path: String, fault: Box<ConfigFaultKind>, lines: Vec<String> },
    /// A link, or a place outside the workspace.
    Outside { path: String },
    /// A file of that name is there.
    Exists { path: String },
    /// A policy stands where a ready-made one was to go.
    PolicyThere { policy: &'static str },
    /// A file of the configuration has faults.
    Config { path: String },
    /// The playbook has faults.
    Playbook { id: String },
    /// The playbook is not there.
    PlaybookGone { id: String },
    /// `default_playbook` names none.
    DefaultPlaybook { id: String, near: Option<String> },
    /// A typed text that a strict reader objects to.
    Mistyped,
    /// The editor can't be run, or ended with a failure.
    Editor { reason: String },
    /// The file is another one than when the editor was opened.
    ChangedMeanwhile { path: String },
    /// The case would become too large to be read.
    Outgrown { path: String },
    /// `--output` names a file of the workspace's own.
    OutputOnRecord { path: String },
    /// Standard output is full or broken.
    Output { reason: String },
    /// The figures don't add up.
    Identity,
    /// The system gives no random numbers.
    Random,
    /// A flag that asks git, where there is no repository.
    NeedsGit { flag: &'static str },
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
                tr!(lang, "could not read {path}: {reason}", "无法读取 {path}：{reason}")
            }
            Self::Git { error } => error.say(lang),
            Self::Damaged { path } => tr!(
                lang,
                "{path} is damaged; nothing was written. Mend it, then check it: amends check",
                "{path} 已损坏，没有写入。请修好，再运行 `amends check`"
            ),
            Self::Unsafe { place, lines } => {
                let lines = lines.join("\n");
                tr!(
                    lang,
                    "{place}: no safe place for a new line here; nothing was written. Add it by hand at the end of the log:\n{lines}",
                    "{place}：这里无法安全地添加一行，没有写入。请手工加到“log”末尾：\n{lines}"
                )
            }
            Self::UnsafeFact { place, lines } => {
                let lines = lines.join("\n");
                tr!(
                    lang,
                    "{place}: the fact can't be changed without touching this; nothing was written. Do it by hand, with the event at the end of the log:\n{lines}",
                    "{place}：改动会影响这里的内容，没有写入。请手工修改，并在“log”末尾加上事件：\n{lines}"
                )
            }
            Self::Doubtful { path, lines } => {
                let lines = below(lines, lang);
                tr!(
                    lang,
                    "{path}: the file would not read back as meant, so nothing was written{lines}",
                    "{path}：写入后读回的内容会不一致，因此没有写入{lines}"
                )
            }
            Self::Unreadable { path, fault, lines } => {
                let (fault, lines) = (fault.say(lang), below(lines, lang));
                tr!(
                    lang,
                    "{path} could not be read with that: {fault}; nothing was written{lines}",
                    "{path} 写入后将无法读取：{fault}；没有写入{lines}"
                )
            }
            Self::Outside { path } => tr!(
                lang,
                "{path} is a link or a device, or lies outside the workspace; nothing was written",
                "{path} 是链接或设备，或在工作区之外，没有写入"
            ),
            Self::Exists { path } => tr!(lang, "{path} is there already", "{path} 已经存在"),
            Self::PolicyThere { policy } => tr!(
                lang,
                "amends.toml is there already and stays as it is; to compare: amends -C OTHER-FOLDER init --policy {policy}, then diff OTHER-FOLDER/amends.toml amends.toml",
                "`amends.toml` 已经存在，保持不变；如需比较：先 `amends -C OTHER-FOLDER init --policy {policy}`，再 `diff OTHER-FOLDER/amends.toml amends.toml`"
            ),
            Self::Config { path } => tr!(lang, "{path} has faults; nothing was done", "{path} 有误，没有执行"),
            Self::Playbook { id } => tr!(
                lang,
                "the playbook {id} has faults; see amends playbook check {id}",
                "流程“{id}”有误；请看 `amends playbook check {id}`"
            ),
            Self::PlaybookGone { id } => {
                tr!(lang, "the case follows the playbook {id}, which isn't there", "工单使用的流程“{id}”不存在")
            }
            Self::DefaultPlaybook { id, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "amends.toml: default_playbook: there is no playbook `{id}`{near}",
                    "`amends.toml`：“default_playbook”：没有流程“{id}”{near}"
                )
            }
            Self::Mistyped => tr!(lang, "the text has mistakes; nothing was written", "内容有误，没有写入"),
            Self::Editor { reason } => {
                tr!(lang, "the editor failed: {reason}; nothing was written", "编辑器出错：`{reason}`；没有写入")
            }
            Self::ChangedMeanwhile { path } => tr!(
                lang,
                "{path} was changed by somebody else while you were typing; nothing was written, edit it again",
                "编辑期间 {path} 被别人改动；没有写入，请重新编辑"
            ),
            Self::Outgrown { path } => tr!(
                lang,
                "{path} would grow beyond 4 MiB and could not be read any more; nothing was written",
                "{path} 将超过 4 兆字节而无法再读取；没有写入"
            ),
            Self::OutputOnRecord { path } => tr!(
                lang,
                "{path} belongs to the workspace's records, so no output goes there; name another file",
                "{path} 属于工作区的记录，不能写入输出；请换一个文件"
            ),
            Self::Output { reason } => tr!(
                lang,
                "could not write the output: {reason}; whatever was to be recorded is recorded",
                "无法输出：`{reason}`；该记录的已经记录"
            ),
            Self::Identity => tr!(
                lang,
                "the flow does not add up: open + received + reopened is not closed + open at end; please report this",
                "数量对不上：期初未结 + 收到 + 重开 ≠ 结案 + 期末未结；请报告这个错误"
            ),
            Self::Random => tr!(lang, "the system gives no random numbers", "系统不提供随机数"),
            Self::NeedsGit { flag } => tr!(
                lang,
                "{flag} asks git, and this workspace is in no git repository, or git is not installed",
                "{flag} 需要 `git`，但此工作区不在 `git` 仓库中，或没有安装 `git`"
            ),
        }
    }
}

/// Lines that stand below what is said, if there are any.
fn below(lines: &[String], lang: Lang) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines = lines.join("\n");
    tr!(lang, ":\n{lines}", "：\n{lines}")
}
