//! The Chinese help of the commands that write and draw procedures and move cases between them.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("playbook", "") => "列出、显示、绘制、检查、新建、更换流程",
        ("playbook graph", "") => "绘制流程：步骤、分支、退回，输出文字或 SVG 图",
        ("playbook graph", "playbook") => "流程",
        ("playbook graph", "svg") => "输出 SVG 图；用 -o FILE.svg 时同样如此",
        ("playbook new", "") => "新建流程：用带注释的模板，或复制另一流程",
        ("playbook new", "id") => "编号，即文件名：小写字母、数字、连字符",
        ("playbook new", "from") => "复制哪个流程；默认用模板",
        ("playbook new", "name") => "名称",
        ("playbook switch", "step") => {
            "从哪一步继续；OLD=NEW 只用于处于步骤 OLD 的工单（end 表示已走完）；可重复。默认为同名步骤，否则为第一步；已走完的工单保持不变"
        }
        _ => return None,
    })
}
