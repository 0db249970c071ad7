//! The help of the command line in Chinese; the English stands as doc comments at the flags themselves.

use clap::Command;

/// The help of the whole program.
pub const ABOUT: &str = "投诉处理，一案一个文件：每位客户每天都有回音，记录一条不丢，数字个个有据";

/// The help of a command (`log`) or of a flag (`log` and `via`). `None` where there is none, which a test forbids.
#[must_use]
pub fn zh(command: &str, arg: &str) -> Option<&'static str> {
    own(command, arg).or_else(|| shared(arg))
}

fn shared(arg: &str) -> Option<&'static str> {
    Some(match arg {
        "case" => "工单：编号、编号中唯一的一段，或文件路径",
        "why" => "原因",
        "dir" => "工作区目录",
        "dry_run" => "只显示将要写入的内容，不写入",
        "quiet" => "有编号时只输出编号，不输出提示",
        "format" => "输出格式：table、tsv、json、jsonl、csv、md",
        "output" => "把结果写入文件，- 表示标准输出",
        "at" => "发生时间，例如“昨天 14:00”；默认为现在",
        "by" => "操作人",
        "now" => "以此刻为准进行判断；之后发生的事不计",
        "lang" => "语言：en 或 zh",
        "color" => "颜色：auto、always、never",
        "no_input" => "不提问；缺少内容时直接报错",
        "help" => "显示帮助",
        "version" => "显示版本",
        _ => return None,
    })
}

fn own(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("doctor", "") => "查看本克隆的状况：git、合并驱动、锁、遗留文件、文件系统",
        ("doctor", "fix") => "补上 git 在本克隆中缺少的设置：工单的属性行和合并驱动",
        ("merge", "") => "合并工单文件，解决合并留下的冲突",
        ("merge driver", "") => "合并一份工单的三个版本；由 git 调用，用 init 或 doctor --fix 设置",
        ("merge driver", "base") => "共同的基础版本",
        ("merge driver", "ours") => "本方的版本；结果写在这里",
        ("merge driver", "theirs") => "对方的版本",
        ("merge driver", "path") => "工单文件名",
        ("merge resolve", "") => "逐个事件解决冲突，依据 git 的暂存区或文件中的标记",
        ("merge resolve", "files") => "工单；默认为所有有冲突的",
        ("merge resolve", "take") => "确定一处冲突：哪一方（ours、theirs）的哪个键或事件有效",
        ("init", "") => "在此建立工作区，或补上缺少的文件；不覆盖任何文件",
        ("init", "time_zone") => "按哪个时区计算日期；默认为本机时区",
        ("init", "policy") => "采用现成的规定：daily、cn-finance、samr、disp、cfpb",
        ("open", "") => "登记投诉",
        ("open", "title") => "一句话说明投诉",
        ("open", "customer") => "投诉人",
        ("open", "contact") => "联系方式",
        ("open", "channel") => {
            "渠道：phone、email、letter、chat、form、social、in-person、counter、visit、sms、regulator、other"
        }
        ("open", "demand") => "客户的诉求",
        ("open", "category") => "投诉类别",
        ("open", "product") => "涉及的产品",
        ("open", "playbook") => "采用的流程；默认为工作区的默认流程",
        ("open", "received") => "收到投诉的时间；默认为现在",
        ("open", "severity") => "严重程度：minor、normal（默认）、serious、major",
        ("open", "owner") => "负责人；默认为登记人",
        ("open", "cc") => "客户抄送的对象",
        ("open", "references") => "订单号、保单号、收据号等",
        ("open", "department") => "被投诉的部门",
        ("open", "anonymous") => "客户不愿透露身份",
        ("open", "spoke") => "已当即与客户沟通，通过此渠道",
        ("open", "file") => "读取记录（YAML、JSON）或邮件；- 表示标准输入",
        ("open", "message") => "事情经过；- 表示标准输入",
        ("log", "") => "记录与客户的联系",
        ("log", "out") => "我方联系客户（默认）",
        ("log", "inbound") => "客户联系我方",
        ("log", "via") => {
            "渠道：phone、email、letter、chat、form、social、in-person、counter、visit、sms、regulator、other"
        }
        ("log", "not_reached") => "尝试过，没有接通",
        ("log", "update") => "与 --in 同用：已向客户说明进展",
        ("log", "purpose") => "目的：ack、progress、result、apology、follow-up、refusal",
        ("log", "confirmed") => "已复述投诉内容，客户确认",
        ("log", "retold") => "客户不得不再说一遍",
        ("log", "next") => "客户选定的下次联系日期",
        ("log", "every") => "客户要求的联系频率，例如 3d",
        ("log", "kept") => "由此兑现的承诺；不写编号时为唯一未兑现的承诺",
        ("log", "promise") => "同时承诺在此时间之前",
        ("log", "what") => "承诺的内容",
        ("log", "message") => "沟通内容；- 表示标准输入",
        ("note", "") => "写内部备注",
        ("note", "message") => "备注内容；- 表示标准输入",
        ("tick", "") => "只勾选本步骤的检查项，不进入下一步",
        ("tick", "checks") => "已完成的检查项；all 表示全部",
        ("tick" | "advance", "set") => "填写字段",
        ("advance", "") => "完成本步骤，进入下一步；不满足时列出所缺",
        ("advance", "tick") => "已完成的检查项，用逗号隔开；all 表示全部",
        ("advance", "to") => "有多个去向时，指定下一步骤",
        ("advance", "back") => "退回之前的步骤（需要 --why）",
        ("advance", "skip") => "跳过本步骤（需要 --why）",
        ("advance", "force") => "缺少内容也继续（需要 --why）；记录会注明",
        ("assign", "") => "把工单转交他人",
        ("assign", "person") => "今后的负责人",
        ("assign", "message") => "客户已经说过的内容，免得再问一遍；- 表示标准输入",
        ("assess", "") => "评估：严重程度、紧急、标记、是否属实、责任、损失",
        ("assess", "severity") => "严重程度：minor、normal、serious、major",
        ("assess", "urgent") => "是否紧急：yes（默认）或 no",
        ("assess", "flags") => {
            "升高严重程度的标记：public-figure、official、journalist、social-media、regulator、consumer-org、safety、vulnerable、staff-conduct"
        }
        ("assess", "verified") => "是否属实：confirmed、partly、refuted",
        ("assess", "fault") => "责任方：ours、customer、supplier、shared、nobody",
        ("assess", "share") => "我方责任所占百分比",
        ("assess", "loss") => "客户的损失，例如 1200.00",
        ("escalate", "") => "把工单升级到更高层级",
        ("escalate", "tier") => "升级到第几层；默认为下一层",
        ("escalate", "trigger") => "起因：request（默认）、time、severity、authority",
        ("promise", "") => "记录对客户的承诺",
        ("promise", "due") => "在此时间之前；只写日期时，以当天截止时刻为准",
        ("promise", "from") => "时间范围的起点",
        ("promise", "moves") => "它所取代的承诺",
        ("promise", "told") => "已告知客户承诺改期",
        ("promise", "message") => "承诺的内容；- 表示标准输入",
        ("evidence", "") => "记录证据存放在哪里",
        ("evidence", "reference") => "存放处：文件、网址、架号",
        ("evidence", "kind") => "种类，例如 recording、photo、statement",
        ("evidence", "from") => "由谁提供",
        ("evidence", "message") => "说明了什么；- 表示标准输入",
        ("grievance", "") => "记录同一工单里的又一投诉点",
        ("grievance", "category") => "类别",
        ("grievance", "message") => "内容；- 表示标准输入",
        ("settle", "") => "记录对投诉点的答复",
        ("settle", "grievance") => "投诉点的事件编号",
        ("settle", "message") => "如何答复；- 表示标准输入",
        ("decline", "") => "拒绝诉求，并给出替代方案",
        ("decline", "alternative") => "替代方案；没有替代方案不能拒绝",
        ("decline", "told") => "已告知客户",
        ("decline", "message") => "拒绝的内容；- 表示标准输入",
        ("extend", "") => "延长最终期限：须有原因，由他人批准，并已告知客户",
        ("extend", "due") => "新的期限；只写日期时到当天最后一秒",
        ("extend", "clock") => "哪一种期限：final（最终答复）",
        ("extend", "approved_by") => "批准人；不能是经办人自己",
        ("extend", "told") => "已告知客户",
        ("pause", "") => "让工单等待，须有原因和期限",
        ("pause", "reason") => "原因：awaiting-customer、awaiting-third-party、agreed-date",
        ("pause", "until") => "等到何时；除非客户同意日期，反馈照常计时",
        ("pause", "message") => "等待什么；- 表示标准输入",
        ("resume", "") => "提前结束等待",
        ("resume", "message") => "发生了什么；- 表示标准输入",
        ("survey", "") => "记录客户是否满意",
        ("survey", "satisfied") => "回答：yes 或 no",
        ("survey", "score") => "评分，1 到 5",
        ("survey", "not_reached") => "询问过，没有得到回答",
        ("survey", "message") => "客户的原话；- 表示标准输入",
        ("close", "") => "结案，或说明还缺什么",
        ("close", "outcome") => {
            "结果：upheld、partly-upheld、not-upheld、goodwill、unresolvable、withdrawn、unreachable、duplicate、referred"
        }
        ("close", "lesson") => "经验教训",
        ("close", "cause") => "根本原因",
        ("close", "ground") => "理由；referred 时写转到哪里，duplicate 时写另一份工单",
        ("close", "tell_team") => "已反馈的部门",
        ("close", "tick") => "最后一步已完成的检查项，用逗号隔开；all 表示全部",
        ("close", "set") => "填写最后一步的字段",
        ("reopen", "") => "重新打开已结案的工单",
        ("reopen", "step") => "从哪一步开始；默认为流程的第一步",
        ("retract", "") => "撤回一个事件；它仍可见，但不再计入",
        ("retract", "event") => "事件编号",
        ("edit", "") => "更正基本情况：用 --set 改几项，或在 git 的编辑器里改整个文件",
        ("edit", "set") => "要改的内容，例如 title=…、references.order=…；不写值则删去该项；可重复",
        ("show", "") => "显示工单：基本情况、状态、检查项、经过、期限",
        ("show", "history") => "依据 git 说明文件每一行由谁、何时加入",
        ("show" | "overdue", "explain") => "说明每个期限的依据",
        ("list", "") => "列出工单",
        ("list", "state") => "状态：open、waiting、closed",
        ("list" | "overdue" | "today", "owner") => "只看此负责人；me 表示自己",
        ("list", "playbook") => "采用此流程",
        ("list", "step") => "处于此步骤",
        ("list", "category") => "此类别",
        ("list", "severity") => "此严重程度",
        ("list", "tier") => "由此层级处理",
        ("list", "flag") => "带此标记",
        ("list", "text") => "标题、诉求、经过或备注中含此文字",
        ("list", "since") => "此日或之后收到",
        ("list", "until") => "此日或之前收到",
        ("list", "sort") => "排序：received（默认）、due、feedback、severity、owner",
        ("today", "") => "显示今天要做的事和上次联系",
        ("ics", "") => "以日历订阅（iCalendar）的形式输出全部期限",
        ("ics", "owner") => "只看此人的工单；me 表示操作人本人",
        ("ics", "kind") => {
            "只看此类期限：first-response、feedback、promise、step、approval、follow-up、final、action、verify"
        }
        ("ics", "with_names") => "写出标题和投诉人",
        ("overdue", "") => "显示哪些客户没有得到回音；--format 还可以是 nagios、slack、wecom、dingtalk、feishu",
        ("overdue", "new_since") => "只列出此时间之后新增或加重的",
        ("overdue", "with_names") => "在发往聊天群的消息中写出标题和投诉人",
        ("overdue", "within") => "也显示此时间内到期的，例如 2d",
        ("overdue", "exit_code") => "有输出时以 1 退出",
        ("overdue", "kind") => {
            "只看此类期限：first-response、feedback、promise、step、approval、follow-up、final、action、verify"
        }
        ("overdue", "level") => "只看此程度：breach、critical、late、damaged、due",
        ("overdue", "escalate") => "把严重超期和重大超期的工单升级，每类期限每个程度只升级一次；加 -n 只说明不写入",
        ("report", "") => "输出一段时间的统计数字",
        ("report", "month") => "月份，例如 2026-11；默认为本月",
        ("report", "since") => "第一天",
        ("report", "until") => "最后一天；可以晚于现在，数字算到现在为止",
        ("report", "group_by") => "分组：playbook、category、channel、owner、department",
        ("check", "") => "检查工作区的所有文件；--format github 在合并请求上加批注",
        ("check", "paths") => "只报告这些文件或目录；跨工单的规则仍查看全部",
        ("check", "staged") => {
            "检查 git 暂存区的内容，而不是磁盘上的文件，并与 HEAD（或 --against 的提交）比较；只报告与 HEAD 不同的文件，amends.toml 或流程有变时报告全部"
        }
        ("check", "against") => "另外找出此提交里有、现在没有或被改动的工单和事件",
        ("check", "explain") => "按代码解释一条规则；不写代码时列出全部规则",
        ("check", "fix") => "修好合并和格式化留下的无害问题；加 -n 只说明不写入",
        ("calendar", "") => "显示和检查工作日历，导入节假日",
        ("calendar show", "") => "显示一个月或一年：工作日、放假、调休上班",
        ("calendar show", "period") => "月份或年份，例如 2026-10、2026；默认为本月",
        ("calendar check", "") => "检查 calendar.toml：错误、没有作用的条目、没有数据的年份",
        ("calendar import", "") => "把节假日加入 calendar.toml；原有内容不变，遇到矛盾则拒绝",
        ("calendar import", "files") => {
            "日历订阅（ICS）、节假日表（JSON）或其他日历；- 表示标准输入。也可以是内置的节假日表：cn-2026（中国）"
        }
        ("calendar import", "year") => "只导入此年的日子；可重复",
        ("calendar import", "source") => "日子的出处；默认为文件自己所写的",
        ("calendar import", "division") => "JSON 文件含有多个地区时，选哪一个",
        ("playbook", "") => "列出、显示、检查、更换流程",
        ("playbook list", "") => "列出工作区的流程和内置流程",
        ("playbook show", "") => "像手册一样显示流程",
        ("playbook check", "") => "按格式的全部规则检查流程",
        ("playbook switch", "") => "把一份工单，或某流程的全部未结案工单，换到另一流程或版本",
        ("playbook show", "playbook") => "流程",
        ("playbook check", "playbooks") => "流程；默认为全部",
        ("playbook switch", "playbook") => "今后采用的流程",
        ("playbook switch", "all_of") => "此流程的全部未结案工单",
        ("playbook switch", "step") => "从哪一步继续；默认为同名步骤，否则为第一步",
        ("help", "") => "显示命令的帮助，或退出码一览（exit-codes）",
        ("help", "topic") => "命令或主题",
        _ => return None,
    })
}

/// Puts a command, its flags and its subcommands into Chinese.
#[must_use]
pub fn in_chinese(command: Command, path: &str) -> Command {
    let mut command = command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}")
        .subcommand_help_heading("命令")
        .disable_help_flag(true)
        .disable_version_flag(true);
    command = match zh(path, "") {
        Some(about) => command.about(about),
        None if path.is_empty() => command.about(ABOUT),
        None => command,
    };
    let args: Vec<(String, bool)> =
        command.get_arguments().map(|a| (a.get_id().to_string(), a.is_positional())).collect();
    for (id, positional) in args {
        let help = zh(path, &id);
        command = command.mut_arg(&id, |arg| {
            let arg = match help {
                Some(help) => arg.help(help),
                None => arg,
            };
            let global = arg.is_global_set();
            arg.help_heading(match (positional, global) {
                (true, _) => "参数",
                (false, true) => "通用选项",
                (false, false) => "选项",
            })
        });
    }
    command = command.arg(
        clap::Arg::new("help")
            .short('h')
            .long("help")
            .action(clap::ArgAction::Help)
            .help("显示帮助")
            .help_heading("通用选项")
            .display_order(900),
    );
    if path.is_empty() {
        command = command.arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("显示版本")
                .help_heading("通用选项")
                .display_order(901),
        );
    }
    let names: Vec<String> = command.get_subcommands().map(|s| s.get_name().to_owned()).collect();
    for name in names {
        let inner = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(&name, |sub| in_chinese(sub, &inner));
    }
    command
}
