//! The rules about files and what merges leave in them.

use super::rules::Rule;
use crate::check::Code;
use crate::policy::Lang;

/// The page of a code, if it is one of these.
pub(super) fn rule(code: Code, lang: Lang) -> Option<Rule> {
    Some(match code {
        Code::Damaged => Rule {
            says: tr!(lang, "The file can't be read as a case.", "文件无法作为工单读取。"),
            why: tr!(
                lang,
                "What can't be read can't be judged: no clock runs for this customer, and no report counts the case. Reading is strict so that nothing is silently taken for something else.",
                "读不懂就无法判断：这位客户不再计时，报表也不计入。读取从严，免得内容被悄悄误解。"
            ),
            example: "demand: \"a new pair",
            mend: tr!(
                lang,
                "Mend the line that is shown; the message says what is wrong with it. `git log -p FILE` shows how it came about.",
                "修好所示的行；信息说明了问题所在。`git log -p FILE` 可查看它是怎么来的。"
            ),
        },
        Code::TwoTexts => Rule {
            says: tr!(
                lang,
                "One event id stands in the file with two different texts.",
                "同一个事件编号有两种不同的内容。"
            ),
            why: tr!(
                lang,
                "Two branches changed one event, and a merge kept both lines. Only one of them can be true; until somebody decides, the first in byte order counts.",
                "两个分支改了同一个事件，合并时都留下了。只能有一个是真的；在有人决定之前，按字节顺序取第一个。"
            ),
            example: "- {id: mt7w2c, …, note: \"will call back\"}   and   - {id: mt7w2c, …, note: \"called back\"}",
            mend: tr!(lang, "Keep the right line and delete the other.", "保留正确的一行，删去另一行。"),
        },
        Code::Config => Rule {
            says: tr!(
                lang,
                "amends.toml, calendar.toml, a playbook, a file of rules or a letter template has a fault.",
                "`amends.toml`、`calendar.toml`、某个流程、规则文件或信函模板有误。"
            ),
            why: tr!(
                lang,
                "A limit or a step that is misspelt would quietly not hold for any case.",
                "写错的期限或步骤会在所有工单上悄悄失效。"
            ),
            example: "[feedback]\n    evry = \"1d\"",
            mend: tr!(
                lang,
                "Put the line right; an unknown key is told with the nearest one that exists.",
                "改正该行；未知的键会附上最接近的写法。"
            ),
        },
        Code::CalendarYear => Rule {
            says: tr!(
                lang,
                "A deadline of an open case uses a year that calendar.toml doesn't declare.",
                "未结工单的期限落在 `calendar.toml` 没有写明的年份。"
            ),
            why: tr!(
                lang,
                "Working days of such a year follow the week alone: a deadline may fall on a holiday, or a make-up working day may not count.",
                "这样的年份只按每周安排推算：期限可能落在节假日，调休上班的日子也不计。"
            ),
            example: "years = [2026]   with a limit of 15bd that began on 2026-12-20",
            mend: tr!(
                lang,
                "Import the holidays when they are announced: `amends calendar import FILE`. If the year has none, add it to `years`.",
                "公布后导入节假日：`amends calendar import FILE`。如果该年没有节假日，把它加到“years”。"
            ),
        },
        Code::Unmerged => Rule {
            says: tr!(lang, "git's index holds the file in conflict.", "暂存区里这个文件有冲突。"),
            why: tr!(
                lang,
                "Nothing can be committed while a merge is unfinished, and nothing can be said of what will be.",
                "合并没有完成就不能提交，也无法判断将要提交的内容。"
            ),
            example: "UU cases/2026/11/2026-11-21-k7f3m.yaml   (in git status --short)",
            mend: tr!(
                lang,
                "Keep the event lines of both sides, delete the marker lines, then git add the file.",
                "保留两边的事件行，删去标记行，再用 `git add` 加入该文件。"
            ),
        },
        Code::IdNotFileName => Rule {
            says: tr!(lang, "The id in the file is not the name of the file.", "文件里的编号与文件名不一致。"),
            why: tr!(
                lang,
                "Commands and links find a case by its name; a copied file with the old id in it would be taken for the other case.",
                "命令和关联都按名称找工单；复制来的文件若带着旧编号，会被当成另一份工单。"
            ),
            example: "id: 2026-11-21-k7f3m   in cases/2026/11/2026-11-21-b2c3d.yaml",
            mend: tr!(lang, "Rename the file with git mv, or put the id right.", "用 `git mv` 改文件名，或改正编号。"),
        },
        Code::WrongFolder => Rule {
            says: tr!(
                lang,
                "The file doesn't lie in the folder of its id's year and month.",
                "文件不在其编号所属年月的目录里。"
            ),
            why: tr!(
                lang,
                "A case file never moves, so that git's history, merges and links find it; commands that are given the whole id look in one place only.",
                "工单文件从不移动，这样历史、合并和关联都能找到它；按完整编号查找时只看一个位置。"
            ),
            example: "cases/2026/12/2026-11-21-k7f3m.yaml",
            mend: tr!(lang, "git mv it to the path that the message names.", "用 `git mv` 移到信息所指的路径。"),
        },
        Code::SameId => Rule {
            says: tr!(lang, "Two files hold a case of the same id.", "两个文件是同一编号的工单。"),
            why: tr!(
                lang,
                "What is written to one of them is missing in the other, and reports count the complaint twice.",
                "写进其中一份的内容在另一份里就没有，报表也会重复计数。"
            ),
            example: "cases/2026/10/2026-11-21-k7f3m.yaml   beside   cases/2026/11/2026-11-21-k7f3m.yaml",
            mend: tr!(
                lang,
                "Give one of them an id and a file of its own; if they are one complaint, put the event lines together in one file.",
                "给其中一份另起编号和文件；如果是同一投诉，把事件行合到一个文件里。"
            ),
        },
        Code::UnknownHeaderKey => Rule {
            says: tr!(lang, "The header has a key that the format doesn't know.", "头部有格式里没有的键。"),
            why: tr!(
                lang,
                "Keys of your own are kept and never touched, but a misspelt one is a fact that nobody finds.",
                "自定的键会保留不动；但写错的键就成了谁也找不到的信息。"
            ),
            example: "catgory: product",
            mend: tr!(
                lang,
                "If it is misspelt, put it right; the nearest known key is named. Otherwise leave it.",
                "如果是笔误，改正它，信息会给出最接近的键；否则不用管。"
            ),
        },
        Code::Conflicts => Rule {
            says: tr!(lang, "A merge left something that both sides changed.", "合并后仍有双方都改过的内容。"),
            why: tr!(
                lang,
                "Two branches gave one fact two values; ours stands in its place, theirs under `conflicts`, and somebody has to decide.",
                "两个分支给了同一事实两个值：本方的在原处，对方的在“conflicts”里，需要有人决定。"
            ),
            example: "  - {key: demand, theirs: \"demand: \\\"a refund\\\"\"}",
            mend: tr!(
                lang,
                "`amends merge resolve --take ours KEY` keeps what stands there, `--take theirs KEY` takes theirs; or put the right value in by hand and delete the line below `conflicts`.",
                "`amends merge resolve --take ours KEY` 保留现有内容，`--take theirs KEY` 采用对方的；也可手工填入正确的值，并删去“conflicts”下的那一行。"
            ),
        },
        Code::NotOneLine => Rule {
            says: tr!(lang, "An event doesn't stand on one line in braces.", "事件没有在花括号里写成一行。"),
            why: tr!(
                lang,
                "git merges lines: an event on one line merges with what others wrote beside it, an event of several lines may be torn apart.",
                "合并以行为单位：一行一个事件可以与他人的记录合并，分成几行就可能被拆开。"
            ),
            example: "- id: mt7w2c\n      at: 2026-11-21T19:20:00+08:00",
            mend: tr!(lang, "`amends check --fix` puts it back on one line.", "`amends check --fix` 会把它写回一行。"),
        },
        Code::RepeatedLine => Rule {
            says: tr!(lang, "The same event stands in the file twice.", "同一事件的行出现了两次。"),
            why: tr!(
                lang,
                "Harmless: it counts once. It is what a merge by lines leaves when both sides have the event.",
                "无害，只计一次。双方都有该事件时，按行合并会留下这种情况。"
            ),
            example: "- {id: mt7w2c, …}   twice",
            mend: tr!(lang, "`amends check --fix` removes one.", "`amends check --fix` 会删去一行。"),
        },
        Code::Unredacted => Rule {
            says: tr!(
                lang,
                "An event was redacted, but a merge brought its full text back.",
                "事件已脱敏，但合并又带回了原文。"
            ),
            why: tr!(
                lang,
                "Somebody asked for this text to be removed. The redacted line counts; the full one must not stay.",
                "有人要求删除这段文字。以脱敏的行为准，原文不能留下。"
            ),
            example: "- {id: mt7w2c, …, note: \"the full text\"}   beside   - {id: mt7w2c, …, note: \"\", redacted: true}",
            mend: tr!(lang, "`amends check --fix` removes the full line.", "`amends check --fix` 会删去原文那一行。"),
        },
        _ => return None,
    })
}
