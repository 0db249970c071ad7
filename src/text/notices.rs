//! The words of messages to chat rooms and monitoring, and of the calendar feed.

use super::Say;
use crate::policy::Lang;

/// How many rows of each level there are.
#[derive(Debug, Clone, Copy, Default)]
#[expect(missing_docs, reason = "each is the level")]
pub struct Counts {
    pub breach: usize,
    pub critical: usize,
    pub late: usize,
    pub damaged: usize,
    pub due: usize,
}

impl Say for Counts {
    /// Those that are not 0: `2 breach, 1 critical`.
    fn say(&self, lang: Lang) -> String {
        let Self { breach, critical, late, damaged, due } = *self;
        let all = [
            (breach, tr!(lang, "{breach} breach", "重大超期 {breach}")),
            (critical, tr!(lang, "{critical} critical", "严重超期 {critical}")),
            (late, tr!(lang, "{late} late", "超期 {late}")),
            (damaged, tr!(lang, "{damaged} damaged", "文件损坏 {damaged}")),
            (due, tr!(lang, "{due} due", "将到期 {due}")),
        ];
        let some: Vec<String> = all.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect();
        super::listed(&some, lang)
    }
}

/// A line of a message.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Notices {
    /// The first line of a message to a room.
    Heading { counts: Counts },
    /// Nothing is past its time.
    NothingOverdue { open: usize },
    /// Playbooks that can't be read leave a clock out.
    NoPlaybook { counts: Counts, cases: usize },
    /// A row: the level with the days missed, the case, what is owed and by when.
    Row { level: String, case: String, kind: String, due: String },
    /// A level, and what was missed.
    Missed { level: String, missed: String },
    /// A file that can't be judged.
    Damaged { level: String, case: String },
    /// The last line of a message that is cut.
    More { rows: usize },
    /// The exit codes of monitoring, under those of all else.
    MonitoringCodes,
    /// The name of the calendar.
    Calendar,
    /// The title of an entry of the calendar.
    Entry { kind: String, case: String },
}

impl Say for Notices {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Heading { counts } => {
                let counts = counts.say(lang);
                tr!(lang, "Complaints: {counts}", "投诉：{counts}")
            }
            Self::NothingOverdue { open } => {
                tr!(lang, "nothing overdue, cases not closed: {open}", "没有超期，未结案 {open} 份")
            }
            Self::NoPlaybook { counts, cases } => {
                let counts = counts.say(lang);
                let before = if counts.is_empty() { counts } else { format!("{counts}; ") };
                tr!(
                    lang,
                    "{before}cases whose playbook can't be read: {cases}",
                    "{before}流程无法读取的工单 {cases} 份"
                )
            }
            Self::Row { level, case, kind, due } => {
                tr!(lang, "{level}: {case} {kind}, due {due}", "{level}：{case} {kind}，期限 {due}")
            }
            Self::Missed { level, missed } => tr!(lang, "{level}, {missed}", "{level}，{missed}"),
            Self::Damaged { level, case } => tr!(lang, "{level}: {case}", "{level}：{case}"),
            Self::More { rows } => tr!(lang, "… and {rows} more", "……另有 {rows} 条"),
            Self::MonitoringCodes => tr!(
                lang,
                "overdue --format nagios has codes of its own: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN",
                "`overdue --format nagios` 的退出码另有含义：0 `OK`，1 `WARNING`，2 `CRITICAL`，3 `UNKNOWN`"
            ),
            Self::Calendar => tr!(lang, "Complaints: deadlines", "投诉期限"),
            Self::Entry { kind, case } => tr!(lang, "{kind}: {case}", "{kind}：{case}"),
        }
    }
}
