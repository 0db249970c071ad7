//! The Chinese help of imports.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("import", "") => "从电子表格（CSV、JSON 行）或导出的工单记录导入工单",
        ("import", "file") => "文件：常用编码的 CSV，或每行一个 JSON 对象",
        ("import", "map") => "对照表（TOML），说明哪一列是什么；导出的工单记录不需要",
        ("import", "guess") => "按列名和内容拟一份对照表，不导入",
        ("import", "skip_faulty") => "有问题的行跳过，导入其余的行",
        ("import", "encoding") => "文件编码：utf-8、utf-16le、gb18030、big5 等；默认自动判断",
        ("import", "delimiter") => "分隔符：, ; | 或 tab；默认自动判断",
        _ => return None,
    })
}
