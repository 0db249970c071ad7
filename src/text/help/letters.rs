//! The Chinese help of the letters.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("letter", "") => "起草给客户的信函；不写入任何记录",
        ("letter", "kind") => "种类：acknowledgement、progress、extension、result、refusal、apology、statement",
        ("letter", "set") => "记录中没有的内容，例如 \"effect=一周不能住人\"",
        ("letter", "strict") => "信函缺少应有的部分，或措辞有警告时，以 1 退出",
        ("letter", "template") => "不输出信函，而输出模板：工作区自己的，没有则为内置的",
        ("log", "letter") => {
            "发出的信函：acknowledgement、progress、extension、result、refusal、apology、statement；由此得出 --purpose"
        }
        _ => return None,
    })
}
