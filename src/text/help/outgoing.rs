//! The Chinese help of the commands about outgoing texts.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("lint", "") => "检查发给客户的文字：忌语、过度承诺、专业用语、未批准的金额、过早的道歉",
        ("lint", "file") => "要检查的文字；- 或不写表示标准输入",
        ("lint", "case") => "文字所属的工单：核对补偿方案、审批、道歉时机、客户姓名和抄送人",
        ("lint", "set") => "同时按一个默认关闭的规则组检查：liability（可能带来法律责任的字眼）；可以重复",
        ("lint", "strict") => "有警告时返回 1",
        ("lint", "kind") => "文字的种类：message（默认）或 letter；信函中应当保证不再发生同类事件，并抄送原抄送人",
        _ => return None,
    })
}
