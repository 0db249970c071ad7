//! The Chinese help of the export.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("export", "") => "导出工单：供电子表格和数据库使用的表，或完整记录",
        ("export", "table") => {
            "导出什么：cases（默认）、cycles、events、clocks、days、records（完整记录，只有 jsonl 格式），或 all（全部，各写入 -o 目录中的一个文件）"
        }
        ("export", "state") => "只导出此状态的工单：open、waiting、closed",
        ("export", "since") => "只导出此日或之后收到的工单",
        ("export", "until") => "只导出此日或之前收到的工单",
        ("export", "reveal") => "写出投诉人和联系方式，文字不遮盖",
        ("export", "raw") => "供程序读取的 CSV：不防公式，开头没有标记，保留换行",
        _ => return None,
    })
}
