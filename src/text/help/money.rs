//! The Chinese help of the commands about redress.

pub(super) fn zh(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("redress", "") => "提出补救方案、记录答复、审批、落实",
        ("redress offer", "") => "拟定供客户选择的方案；告知客户之前只在内部",
        ("redress offer", "options") => {
            "方案的一项：字母、loss（损失）或 inconvenience（不便）、补救方式，涉及金钱时写金额"
        }
        ("redress offer", "say") => "用文字说明方案，例如 a:TEXT",
        ("redress offer" | "redress approve", "why") => "原因，为什么是这个金额",
        ("redress answer", "") => "记录客户接受哪个方案，或都不接受",
        ("redress answer", "accepts") => "客户接受的方案的字母，或 none",
        ("redress answer", "how") => "客户是怎样表示的",
        ("redress answer", "of") => "所答复的方案；默认为最近一次提出的",
        ("redress approve", "") => "批准达到审批档的方案，或不批准",
        ("redress approve", "of") => "方案；默认为最近一次提出的",
        ("redress approve", "amount") => "批准的最高金额；须涵盖金额最高的方案和此前已给的金额",
        ("redress approve", "role") => "以什么角色批准；默认为本人具有而尚缺的全部角色",
        ("redress approve", "refuse") => "不批准（需要 --why）",
        ("redress pay", "") => "记录已落实或已支付的内容",
        ("redress pay", "option") => "客户接受的方案",
        ("redress pay", "part") => "方案的一项：loss 或 inconvenience；默认为全部",
        ("redress pay", "remedy") => "没有方案时：给了什么，例如小礼品",
        ("redress pay", "amount") => "金额；有已接受的方案时，默认为方案中的金额",
        ("redress pay", "currency") => "没有方案时：币种；默认为工作区的币种",
        ("redress pay", "covers") => "没有方案时：用于 loss 还是 inconvenience",
        ("redress pay", "reason") => "为什么给、为什么是这个金额，与对客户的说明一致",
        ("log", "tells") => "告知客户的方案；不写编号时为最近一次提出的",
        _ => return None,
    })
}
