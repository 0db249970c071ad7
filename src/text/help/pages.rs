//! The Chinese help of the reports as pages.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("report board", "") => "把未结工单输出为看板页面（HTML）：每步一列，每件一卡，写明下一期限",
        ("report board", "owner") => "只看此负责人；me 表示自己",
        ("report board", "playbook") => "只看此流程",
        _ => return None,
    })
}
