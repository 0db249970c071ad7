//! The Chinese help of the commands about the files, the calendar and the procedures.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("doctor", "") => "查看本克隆的状况：git、合并驱动、锁、遗留文件、文件系统",
        ("doctor", "fix") => "补上 git 在本克隆中缺少的设置：工单的属性行和合并驱动",
        ("merge", "") => "合并工单文件，解决合并留下的冲突",
        ("merge driver", "") => "合并一份工单的三个版本；由 git 调用，用 init 或 doctor --fix 设置",
        ("merge driver", "base") => "共同的基础版本",
        ("merge driver", "ours") => "本方的版本；结果写在这里",
        ("merge driver", "theirs") => "对方的版本",
        ("merge driver", "path") => "工单文件名",
        ("merge resolve", "") => "逐个事件解决冲突，依据 git 的暂存区或文件中的标记",
        ("merge resolve", "files") => "工单；默认为所有有冲突的",
        ("merge resolve", "take") => "确定一处冲突：哪一方（ours、theirs）的哪个键或事件有效",
        ("init", "") => "在此建立工作区，或补上缺少的文件；不覆盖任何文件",
        ("init", "time_zone") => "按哪个时区计算日期；默认为本机时区",
        ("init", "policy") => "采用现成的规定：daily、cn-finance、samr、disp、cfpb",
        ("check", "") => "检查工作区的所有文件；--format github 在合并请求上加批注",
        ("check", "paths") => "只报告这些文件或目录；跨工单的规则仍查看全部",
        ("check", "staged") => {
            "检查 git 暂存区的内容，而不是磁盘上的文件，并与 HEAD（或 --against 的提交）比较；只报告与 HEAD 不同的文件，amends.toml 或流程有变时报告全部"
        }
        ("check", "against") => "另外找出此提交里有、现在没有或被改动的工单和事件",
        ("check", "explain") => "按代码解释一条规则；不写代码时列出全部规则",
        ("check", "fix") => "修好合并和格式化留下的无害问题；加 -n 只说明不写入",
        ("calendar", "") => "显示和检查工作日历，导入节假日",
        ("calendar show", "") => "显示一个月或一年：工作日、放假、调休上班",
        ("calendar show", "period") => "月份或年份，例如 2026-10、2026；默认为本月",
        ("calendar check", "") => "检查 calendar.toml：错误、没有作用的条目、没有数据的年份",
        ("calendar import", "") => "把节假日加入 calendar.toml；原有内容不变，遇到矛盾则拒绝",
        ("calendar import", "files") => {
            "日历订阅（ICS）、节假日表（JSON）或其他日历；- 表示标准输入。也可以是内置的节假日表：cn-2026（中国）"
        }
        ("calendar import", "year") => "只导入此年的日子；可重复",
        ("calendar import", "source") => "日子的出处；默认为文件自己所写的",
        ("calendar import", "division") => "JSON 文件含有多个地区时，选哪一个",
        ("playbook list", "") => "列出工作区的流程和内置流程",
        ("playbook show", "") => "像手册一样显示流程",
        ("playbook check", "") => "按格式的全部规则检查流程",
        ("playbook switch", "") => "把一份工单，或某流程的全部未结案工单，换到另一流程或版本",
        ("playbook show", "playbook") => "流程",
        ("playbook check", "playbooks") => "流程；默认为全部",
        ("playbook switch", "playbook") => "今后采用的流程",
        ("playbook switch", "all_of") => "此流程的全部未结案工单",
        ("help", "") => "显示命令的帮助，或退出码一览（exit-codes）",
        ("help", "topic") => "命令或主题",
        _ => return None,
    })
}
