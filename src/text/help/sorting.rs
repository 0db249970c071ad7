//! The Chinese help of the commands that compare complaints by their words.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("triage", "") => "按关键词库建议类别、流程和严重程度",
        ("triage", "file") => "尚未登记的文字；- 表示标准输入",
        ("triage", "learn") => "列出以往投诉中常见而规则尚未收录的词",
        ("triage", "least") => "与 --learn 同用：至少几位客户的投诉共有的词；默认为 3",
        ("triage", "top") => "与 --learn 同用：最多列出几个词；默认为 20",
        ("open", "triage") => "没有指定的类别、流程和严重程度，采纳关键词库的建议",
        ("similar", "") => "列出与此相似的投诉及其结果",
        ("similar", "top") => "最多列出几份；默认为 10",
        _ => return None,
    })
}
