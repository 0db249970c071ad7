//! The Chinese help of the commands that show cases and figures.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("show", "") => "显示工单：基本情况、状态、检查项、经过、期限",
        ("show", "history") => "依据 git 说明文件每一行由谁、何时加入",
        ("show" | "overdue", "explain") => "说明每个期限的依据",
        ("list", "") => "列出工单",
        ("list", "state") => "状态：open、waiting、closed",
        ("list" | "overdue" | "today", "owner") => "只看此负责人；me 表示自己",
        ("list", "playbook") => "采用此流程",
        ("list", "step") => "处于此步骤",
        ("list", "category") => "此类别",
        ("list", "severity") => "此严重程度",
        ("list", "tier") => "由此层级处理",
        ("list", "flag") => "带此标记",
        ("list", "text") => "标题、诉求、经过或备注中含此文字",
        ("list", "since") => "此日或之后收到",
        ("list", "until") => "此日或之前收到",
        ("list", "sort") => "排序：received（默认）、due、feedback、severity、owner",
        ("today", "") => "显示今天要做的事和上次联系",
        ("ics", "") => "以日历订阅（iCalendar）的形式输出全部期限",
        ("ics", "owner") => "只看此人的工单；me 表示操作人本人",
        ("ics", "kind") => {
            "只看此类期限：first-response、feedback、promise、step、approval、follow-up、final、action、verify"
        }
        ("ics", "with_names") => "写出标题和投诉人",
        ("overdue", "") => "显示哪些客户没有得到回音；--format 还可以是 nagios、slack、wecom、dingtalk、feishu",
        ("overdue", "new_since") => "只列出此时间之后新增或加重的",
        ("overdue", "with_names") => "在发往聊天群的消息中写出标题和投诉人",
        ("overdue", "within") => "也显示此时间内到期的，例如 2d",
        ("overdue", "exit_code") => "有输出时以 1 退出",
        ("overdue", "kind") => {
            "只看此类期限：first-response、feedback、promise、step、approval、follow-up、final、action、verify"
        }
        ("overdue", "level") => "只看此程度：breach、critical、late、damaged、due",
        ("overdue", "escalate") => "把严重超期和重大超期的工单升级，每类期限每个程度只升级一次；加 -n 只说明不写入",
        ("report", "") => "输出一段时间的统计数字",
        ("report", "month") => "月份，例如 2026-11；默认为本月",
        ("report", "quarter") => "季度，例如 2026-Q4",
        ("report", "year") => "年份，例如 2026",
        ("report", "compare") => "同时列出上一期间的数字和变化",
        ("report", "explain") => "说明某项指标（M1 至 M21）如何算出，并列出背后的每个工单",
        ("report", "since") => "第一天",
        ("report", "until") => "最后一天；可以晚于现在，数字算到现在为止",
        ("report", "group_by") => "分组：playbook、step、category、channel、department、owner、severity、product",
        _ => return None,
    })
}
