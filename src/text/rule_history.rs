//! The rules that compare cases and commits, and those about what must not be told.

use super::rules::Rule;
use crate::check::Code;
use crate::policy::Lang;

/// The page of a code, if it is one of these.
pub(super) fn rule(code: Code, lang: Lang) -> Option<Rule> {
    Some(match code {
        Code::PossibleDuplicate => Rule {
            says: tr!(
                lang,
                "Two open cases may be one complaint: the same contact, or the same customer and product, within 14 days, or the same number in `references`.",
                "两份未结案的工单可能是同一投诉：14 天内联系方式相同，或客户和产品相同，或单号相同。"
            ),
            why: tr!(
                lang,
                "The customer is called twice and tells it twice, and reports count two complaints. A case that was closed in the last 14 days is compared too. Only a person can tell, so this is a note.",
                "客户会接到两次电话、讲两遍，报表也计两次。最近 14 天内结案的也会比较。只有人能判断，所以只是提示。"
            ),
            example: "contact: \"13800000000\"   beside   contact: \"+86 138 0000 0000\"",
            mend: tr!(
                lang,
                "If they are one, close the later as duplicate. If not, say how they belong together with a `link` event (related, repeat-of, part-of) in either, and the note is gone.",
                "如果相同，把后一份按“duplicate”结案。如果不同，在其中一份加“link”事件说明关系（“related”“repeat-of”“part-of”），提示就会消失。"
            ),
        },
        Code::Secret => Rule {
            says: tr!(
                lang,
                "A file holds the address of a chat robot with its token: WeCom, DingTalk, Feishu, Lark, Slack, Discord, Teams.",
                "文件里有聊天机器人的地址和密钥：企业微信、钉钉、飞书、`Lark`、`Slack`、`Discord`、`Teams`。"
            ),
            why: tr!(
                lang,
                "Whoever has the address can post in the team's name, and git keeps it for ever. Every text file that git tracks below the workspace is looked at; without git amends.toml, calendar.toml, playbooks, rules, templates and cases.",
                "拿到地址的人就能以团队名义发消息，而 `git` 会永远保留它。检查工作区里 `git` 跟踪的所有文本文件；没有 `git` 时检查 `amends.toml`、`calendar.toml`、流程、规则、模板和工单。"
            ),
            example: "hook=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=***",
            mend: tr!(
                lang,
                "Have the robot give a new address, keep that in the environment of the job that posts, and take the old one out.",
                "让机器人换一个新地址，放在发送任务的环境变量里，并删去旧的。"
            ),
        },
        Code::PersonalData => Rule {
            says: tr!(
                lang,
                "A telephone number, e-mail address, identity card or bank card number stands where it doesn't belong.",
                "电话号码、邮箱地址、身份证号码或银行卡号写在了不该写的地方。"
            ),
            why: tr!(
                lang,
                "Lists, reports and letters take their words from titles, labels and notes. Such data may stand in contact, customer, representative, reported_by, cc, people, references, description, and a person's email in amends.toml. In the header, in a file's name, in a playbook or in amends.toml it is a warning; in the demand, in events and comments a note, because an event's text goes by a redaction only. Addresses of example.com and its kin are let pass.",
                "列表、报表和信函会引用标题、标签和备注。这类信息可以写在“contact”“customer”“representative”“reported_by”“cc”“people”“references”“description”里，以及 `amends.toml` 里人员的“email”。在头部、文件名、流程或 `amends.toml` 里是警告；在诉求、事件和注释里是提示，因为事件的文字只能通过脱敏去掉。`example.com` 之类的示例地址不计。"
            ),
            example: "title: \"Call 13*********\"",
            mend: tr!(
                lang,
                "Move it to one of these keys, and name the person in its place. The message and the line that is shown tell only how it begins.",
                "把它移到上述的键里，原处只写是谁。信息和所示的行只显示它的开头。"
            ),
        },
        Code::LostCase => Rule {
            says: tr!(
                lang,
                "With --against: a case that the commit held is gone.",
                "使用 --against 时：该提交里的工单不见了。"
            ),
            why: tr!(
                lang,
                "No record is ever deleted: a complaint that is not in the files was never answered for.",
                "记录从不删除：文件里没有的投诉，就没有人负责。"
            ),
            example: "cases/2026/11/2026-11-21-k7f3m.yaml (at HEAD)",
            mend: tr!(
                lang,
                "git checkout REV -- FILE brings it back. A complaint that was none is closed, not deleted. A case that lies elsewhere under its id is not lost.",
                "`git checkout REV -- FILE` 可以恢复。不成立的投诉应结案，不是删除。编号不变、只是换了位置的不算丢失。"
            ),
        },
        Code::LostEvent => Rule {
            says: tr!(
                lang,
                "With --against: an event that the commit held is gone.",
                "使用 --against 时：该提交里的事件不见了。"
            ),
            why: tr!(
                lang,
                "What was said to a customer was said. Events are compared by case and id; moved lines are none of this.",
                "对客户说过的话就是说过了。按工单和编号比较事件；只是移动的行不算。"
            ),
            example: "- {id: mt7w2c, …, do: contact, …}   in the commit, and not in the file",
            mend: tr!(
                lang,
                "Put the line back; what is no longer true is retracted: amends retract CASE EVENT --why TEXT",
                "把这一行放回去；不再成立的用 `amends retract CASE EVENT --why TEXT` 撤回。"
            ),
        },
        Code::ChangedEvent => Rule {
            says: tr!(
                lang,
                "With --against: an event reads otherwise than in the commit.",
                "使用 --against 时：事件的内容与该提交里的不同。"
            ),
            why: tr!(
                lang,
                "An event is what somebody wrote at its time. Quotes, spaces and the order of keys say nothing; a redaction (redacted: true, free texts emptied, all else kept) is allowed.",
                "事件是当时所写的内容。引号、空格和键的顺序不算改动；脱敏（`redacted: true`，自由文字清空，其余不变）是允许的。"
            ),
            example: "reached: false   where the commit has   reached: true",
            mend: tr!(
                lang,
                "Put the line back as it was, and write what is true now as an event of its own.",
                "恢复原来的内容，现在的情况另写一个事件。"
            ),
        },
        Code::ChangedReceived => Rule {
            says: tr!(
                lang,
                "With --against: the time of receipt was changed, and no event tells of it.",
                "使用 --against 时：收到时间被改动，却没有事件说明。"
            ),
            why: tr!(
                lang,
                "All clocks start there, so a later time makes a late answer look early. The other facts of the header may be put right by hand: git has the old value.",
                "所有计时都从这里开始，改晚了会让迟到的答复看起来及时。头部的其他事实可以手工改正：`git` 里有原值。"
            ),
            example: "received: 2026-11-22T18:40:00+08:00   where the commit has   2026-11-21T18:40:00+08:00",
            mend: tr!(
                lang,
                "Put it back, or add an event that tells of it: do: edit, key: received, why: TEXT",
                "恢复原值，或加一个说明的事件：`do: edit, key: received, why: TEXT`"
            ),
        },
        Code::NotCompared => Rule {
            says: tr!(
                lang,
                "With --against: a file of the commit could not be read, so that not all of it was compared.",
                "使用 --against 时：该提交里的文件无法完整读取，没有全部比较。"
            ),
            why: tr!(
                lang,
                "Silence would look like agreement. The lines that could be read were compared.",
                "不说明就会像是没有问题。能读的行已经比较过。"
            ),
            example: "cases/2026/11/2026-11-21-k7f3m.yaml was damaged in that commit",
            mend: tr!(lang, "Compare it with a commit in which it was whole.", "换一个该文件完好的提交来比较。"),
        },
        _ => return None,
    })
}
