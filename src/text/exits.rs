//! The exit codes in words.

use super::Say;
use crate::commands::Exit;
use crate::policy::Lang;

impl Say for Exit {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Fine => tr!(lang, "fine", "正常"),
            Self::Findings => tr!(
                lang,
                "findings: check found errors or warnings, playbook check found a fault, overdue --exit-code printed a row, lint --strict or letter --strict has a warning, a merge left a conflict, doctor has something to mend",
                "发现问题：`check` 有错误或警告，`playbook check` 发现问题，`overdue --exit-code` 有输出，`lint --strict` 或 `letter --strict` 有警告，合并留下冲突，或 `doctor` 有待处理的项目"
            ),
            Self::Usage => tr!(
                lang,
                "the call is wrong: unknown flag or value, something missing, nobody to act",
                "用法错误：未知的参数或取值、缺少内容、没有操作人"
            ),
            Self::Incomplete => tr!(
                lang,
                "a case file is damaged, or a playbook can't be read: everything else was judged, the result is incomplete",
                "有工单文件损坏或流程无法读取：其余都已判断，结果不完整"
            ),
            Self::Refused => {
                tr!(lang, "refused by playbook or policy; nothing was written", "被流程或规定拒绝；没有写入")
            }
            Self::NotFound => tr!(
                lang,
                "the case, event, playbook, path, commit or conflict was not found, or the name is ambiguous",
                "没有找到工单、事件、流程、路径、提交或冲突，或名称不唯一"
            ),
            Self::Busy => tr!(lang, "another process is writing; try again", "另一个进程正在写入；请稍后再试"),
            Self::Trouble => tr!(
                lang,
                "file, configuration or git error, also a write to a damaged file; nothing was written",
                "文件、配置或 `git` 错误，包括写入已损坏的文件；没有写入"
            ),
        }
    }
}
