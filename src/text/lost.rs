//! What an earlier commit held, and the files of now don't.

use super::{Say, listed};
use crate::check::Lost;
use crate::policy::Lang;

impl Say for Lost {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Case { id, rev } => tr!(lang, "the case {id} of {rev} is gone", "{rev} 里的工单 {id} 不见了"),
            Self::Event { event, rev } if event.is_empty() => {
                tr!(lang, "an event of {rev} without an id is gone", "{rev} 里一个没有编号的事件不见了")
            }
            Self::Event { event, rev } => {
                tr!(lang, "the event {event} of {rev} is gone", "{rev} 里的事件 {event} 不见了")
            }
            Self::Changed { event, keys, rev } => {
                let keys = listed(keys, lang);
                tr!(
                    lang,
                    "the event {event} was changed since {rev}: {keys}",
                    "事件 {event} 在 {rev} 之后被改动：`{keys}`"
                )
            }
            Self::Received { was, rev } => tr!(
                lang,
                "`received` was {was} at {rev}, and no `edit` event tells of the change",
                "“received”在 {rev} 时是 {was}，却没有“edit”事件说明这一改动"
            ),
            Self::Unreadable { events: 0, rev } => tr!(
                lang,
                "this file could not be read at {rev}, so nothing of it could be compared",
                "此文件在 {rev} 时无法读取，没有可以比较的内容"
            ),
            Self::Unreadable { events, rev } => tr!(
                lang,
                "this file could not be read at {rev}; only the events that could be were compared: {events}",
                "此文件在 {rev} 时无法完整读取，只比较了其中能读的事件：{events} 个"
            ),
        }
    }
}

/// How to get it back.
pub(super) fn remedy(lost: &Lost, path: &str, lang: Lang) -> Option<String> {
    match lost {
        Lost::Case { rev, .. } => {
            let path = path.split(' ').next().unwrap_or(path);
            Some(tr!(lang, "get it back: git checkout {rev} -- {path}", "恢复：`git checkout {rev} -- {path}`"))
        }
        Lost::Event { .. } => Some(tr!(
            lang,
            "put the line back; what is no longer true is retracted: amends retract CASE EVENT --why TEXT",
            "把这一行放回去；不再成立的事件应撤回：`amends retract CASE EVENT --why TEXT`"
        )),
        Lost::Changed { .. } => Some(tr!(
            lang,
            "put the line back as it was, and write what is true now as an event of its own",
            "恢复原来的内容；现在的情况另写一个事件"
        )),
        Lost::Received { .. } => Some(tr!(
            lang,
            "put it back, or add an `edit` event with key: received and a why",
            "恢复原值，或加一个“edit”事件，写明 `key: received` 和“why”"
        )),
        Lost::Unreadable { .. } => None,
    }
}
