//! The Chinese help of the search.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("search", "") => "在全部工单中查找文字；找不到不算失败",
        ("search", "text") => "要查找的文字；其中有大写字母时才区分大小写，全角与半角视为相同",
        ("search", "regex") => "把文字当作正则表达式，逐行匹配",
        ("search", "field") => "只查此键：工单开头或事件中的键，例如 description、note、lesson",
        ("search", "state") => "只查这些状态的工单：open、waiting、closed",
        ("search", "since") => "只查此日或之后收到的工单",
        ("search", "until") => "只查此日或之前收到的工单",
        ("search", "reveal") => "同时输出个人信息",
        _ => return None,
    })
}
