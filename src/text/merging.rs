//! What a merge came to.

use super::{Say, listed};
use crate::case::conflict::{Conflict, Contested};
use crate::policy::Lang;

/// What a merge came to.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Merging {
    /// The file holds what both sides have.
    Merged { path: String },
    /// One side deleted the file, and it stays.
    Kept { path: String, here: bool },
    /// Something is left to be settled.
    Contested { path: String, conflict: Conflict },
    /// A conflict was settled.
    Settled { path: String, name: String, theirs: bool, removed: bool },
    /// What to do with a merged file.
    Add { paths: Vec<String> },
    /// How to settle what is left.
    Settle,
    /// There is nothing to resolve.
    Nothing,
    /// This file has nothing to resolve.
    NothingIn { path: String },
    /// The file was edited since the merge.
    Edited { path: String },
    /// The file is one of the versions, which the other would contest.
    OneVersion { path: String },
    /// Markers that don't belong together.
    Unpaired { path: String },
    /// git merged the lines without a conflict.
    Textual { path: String },
    /// A version can't be read.
    Unreadable { path: String, theirs: bool },
    /// Both sides filed another complaint under one id.
    TwoCases { path: String },
    /// The versions can't be merged event by event.
    NoWay { path: String },
    /// Both versions stand in the file, between git's markers.
    Marked { path: String },
    /// No conflict of that name.
    NoConflict { name: String, there: Vec<String> },
    /// Several cases have a conflict of that name.
    WhichCase { name: String, paths: Vec<String> },
    /// Several texts are listed for one name.
    SeveralTexts { path: String, name: String },
    /// A settled text would not read back.
    Unsettled { path: String, name: String },
}

impl Say for Merging {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Merged { path } => {
                tr!(lang, "{path}: merged, every event of both sides kept", "{path}：已合并，双方事件全部保留")
            }
            Self::Kept { path, here } => {
                if *here {
                    tr!(
                        lang,
                        "{path}: deleted there, kept here: no record is deleted by a merge",
                        "{path}：对方删除了，本方保留：合并不会删除任何记录"
                    )
                } else {
                    tr!(
                        lang,
                        "{path}: deleted here, brought back: no record is deleted by a merge",
                        "{path}：本方删除了，已恢复：合并不会删除任何记录"
                    )
                }
            }
            Self::Contested { path, conflict } => contested(path, conflict, lang),
            Self::Settled { path, name, theirs, removed } => {
                if *removed {
                    tr!(lang, "{path}: {name}: removed, as one side had it", "{path}：{name}：已按一方的做法删除")
                } else if *theirs {
                    tr!(lang, "{path}: {name}: theirs taken", "{path}：{name}：采用对方的内容")
                } else {
                    tr!(lang, "{path}: {name}: ours kept", "{path}：{name}：保留本方的内容")
                }
            }
            Self::Add { paths } => {
                let paths = paths.join(" ");
                tr!(lang, "look at it, then: git add {paths}", "确认后运行：`git add {paths}`")
            }
            Self::Settle => tr!(
                lang,
                "settle each: amends merge resolve --take ours KEY, or --take theirs KEY",
                "逐项确定：`amends merge resolve --take ours KEY`，或 `--take theirs KEY`"
            ),
            Self::Nothing => tr!(lang, "nothing to resolve", "没有需要解决的冲突"),
            Self::NothingIn { path } => tr!(lang, "{path}: nothing to resolve", "{path}：没有需要解决的冲突"),
            Self::Edited { path } => {
                tr!(
                    lang,
                    "{path}: settled or edited since the merge, so left alone",
                    "{path}：合并后已解决或编辑过，未改动"
                )
            }
            Self::OneVersion { path } => tr!(
                lang,
                "{path}: is one of the versions as it was; git add it if that is meant, or put in by hand what the other has:",
                "{path}：现在是其中一个版本的原样；如确认无误请 `git add`，否则请手工填入另一方的内容："
            ),
            Self::Unpaired { path } => tr!(
                lang,
                "{path}: the conflict markers don't pair up; settle it by hand",
                "{path}：冲突标记不成对；请手工解决"
            ),
            Self::Textual { path } => tr!(
                lang,
                "{path}: git merged it line by line instead; look at it before you git add it",
                "{path}：已改由 `git` 逐行合并；`git add` 之前请先查看"
            ),
            Self::Unreadable { path, theirs } => {
                if *theirs {
                    tr!(
                        lang,
                        "{path}: their version can't be read; settle it by hand",
                        "{path}：对方的版本无法读取；请手工解决"
                    )
                } else {
                    tr!(
                        lang,
                        "{path}: our version can't be read; settle it by hand",
                        "{path}：本方的版本无法读取；请手工解决"
                    )
                }
            }
            Self::TwoCases { path } => tr!(
                lang,
                "{path}: two different complaints under one id; give one of them an id and a file of its own",
                "{path}：两份不同的投诉用了同一个编号；请给其中一份另起编号和文件"
            ),
            Self::NoWay { path } => tr!(
                lang,
                "{path}: can't be merged event by event (one event a line, please); settle it by hand",
                "{path}：无法逐个事件合并（每个事件应占一行）；请手工解决"
            ),
            Self::Marked { path } => {
                tr!(
                    lang,
                    "{path}: both versions stand in the file, between markers",
                    "{path}：两个版本都在文件里，以标记分隔"
                )
            }
            Self::NoConflict { name, there } if there.is_empty() => {
                tr!(
                    lang,
                    "no conflict about `{name}`, and none about anything else",
                    "没有关于“{name}”的冲突，也没有其他冲突"
                )
            }
            Self::NoConflict { name, there } => {
                let there = listed(there, lang);
                tr!(
                    lang,
                    "no conflict about `{name}`; there is one about: {there}",
                    "没有关于“{name}”的冲突；现有冲突：{there}"
                )
            }
            Self::WhichCase { name, paths } => {
                let paths = paths.join(" ");
                tr!(
                    lang,
                    "several cases have a conflict about `{name}`; say which: {paths}",
                    "多份工单有关于“{name}”的冲突；请指明文件：{paths}"
                )
            }
            Self::SeveralTexts { path, name } => tr!(
                lang,
                "{path}: `conflicts` lists more than one text for `{name}`; put the right one in by hand and delete the others",
                "{path}：“conflicts”中“{name}”有多个内容；请手工填入正确的，并删去其余的"
            ),
            Self::Unsettled { path, name } => tr!(
                lang,
                "{path}: `{name}` can't be put in safely; nothing was written, settle it by hand",
                "{path}：无法安全地填入“{name}”；没有写入，请手工解决"
            ),
        }
    }
}

fn contested(path: &str, conflict: &Conflict, lang: Lang) -> String {
    let what = contested_words(conflict, lang);
    tr!(lang, "{path}: {what}", "{path}：{what}")
}

/// What is contested, and what the other side has.
pub(super) fn contested_words(conflict: &Conflict, lang: Lang) -> String {
    let theirs = in_a_line(conflict.theirs.as_deref().unwrap_or_default());
    let gone = conflict.theirs.is_none();
    match (&conflict.what, gone) {
        (Contested::Key(key), false) => {
            tr!(lang, "both sides changed `{key}`; theirs: {theirs}", "双方都改了“{key}”；对方的内容：`{theirs}`")
        }
        (Contested::Key(key), true) => {
            tr!(lang, "`{key}` was changed here and removed there", "“{key}”本方修改了，对方删除了")
        }
        (Contested::Event(id), false) => tr!(
            lang,
            "the event {id} was changed on both sides; theirs: {theirs}",
            "事件 {id} 双方都改了；对方的内容：`{theirs}`"
        ),
        (Contested::Event(id), true) if conflict.gone_here => tr!(
            lang,
            "the event {id} was removed here and changed there; their text stands in the log",
            "事件 {id} 本方删除了，对方修改了；日志中是对方的内容"
        ),
        (Contested::Event(id), true) => {
            tr!(lang, "the event {id} was changed here and removed there", "事件 {id} 本方修改了，对方删除了")
        }
    }
}

/// The first line of a text, and a sign that there is more.
fn in_a_line(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, rest)) if !rest.trim().is_empty() => {
            let second = rest.trim().lines().next().unwrap_or_default();
            format!("{first} {second} …")
        }
        _ => text.trim_end().to_owned(),
    }
}
