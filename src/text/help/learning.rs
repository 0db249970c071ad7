//! The Chinese help of the commands about causes, corrective actions and what a period teaches.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("cause", "") => "记录原因：在鱼骨图上的位置、连续追问的为什么、责任",
        ("cause", "message") => "原因；- 表示标准输入",
        ("cause", "code") => "原因代码，须在 amends.toml 的 [[cause]] 中登记（如有登记）",
        ("cause", "bone") => {
            "鱼骨图上的位置：people、machine、material、method、measurement、environment（人机料法测环，也可直接写这些字），或自定名称"
        }
        ("cause", "because") => "为什么；按顺序重复，逐层追问，五次为宜",
        ("cause", "department") => "原因所在的部门",
        ("cause", "fault") => "责任方：ours、customer、supplier、shared、nobody；同时记为评估",
        ("cause", "share") => "我方责任所占百分比",
        ("action", "") => "改进措施：登记、报告完成、由他人验证效果",
        ("action add", "") => "登记改进措施，写明负责人和期限",
        ("action add", "message") => "要做什么；- 表示标准输入",
        ("action add", "owner") => "由谁负责；me 表示操作人本人",
        ("action add", "due") => "期限；只写日期时到当天最后一秒",
        ("action done", "") => "报告改进措施已完成",
        ("action done" | "action verify", "action") => "措施的事件编号；默认为唯一一项待办的",
        ("action done", "message") => "做了什么；- 表示标准输入",
        ("action verify", "") => "验证改进措施是否有效；不能由负责人或完成人自己验证",
        ("action verify", "effective") => "是否有效：yes 或 no",
        ("action verify", "why") => "依据：看到了什么",
        ("tell-team", "") => "记录已把情况反馈给有关部门",
        ("tell-team", "department") => "部门",
        ("tell-team", "message") => "反馈的内容；- 表示标准输入",
        ("show", "fishbone") => "只显示工单原因的鱼骨图",
        ("report learning", "") => "输出一段时间的经验教训：原因、重复发生、改进措施、培训需要、对部门的反馈",
        ("report learning", "month") => "月份，例如 2026-11；默认为本月",
        ("report learning", "quarter") => "季度，例如 2026-Q4",
        ("report learning", "year") => "年份，例如 2026",
        ("report learning", "since") => "第一天",
        ("report learning", "until") => "最后一天；可以晚于现在，数字算到现在为止",
        _ => return None,
    })
}
