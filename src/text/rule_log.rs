//! The rules about times, playbooks, references and lists.

use super::rules::Rule;
use crate::check::Code;
use crate::policy::Lang;

/// The page of a code, if it is one of these.
pub(super) fn rule(code: Code, lang: Lang) -> Option<Rule> {
    Some(match code {
        Code::Crossed => Rule {
            says: tr!(
                lang,
                "Two branches crossed, and an event lost its effect on the state.",
                "两个分支交叉，有事件不再影响状态。"
            ),
            why: tr!(
                lang,
                "Two people moved the case at the same time; one move holds, the other is kept as text and changes nothing. Two closes with different outcomes are an error, because somebody told the customer something that doesn't hold.",
                "两个人同时推进了工单；一个生效，另一个只作为文字保留。两次结案结果不同是错误，因为有人告诉客户的话已不算数。"
            ),
            example: "- {id: vx5ck8, …, do: advance, step: soothe, to: establish-cause}   after the case had left soothe",
            mend: tr!(
                lang,
                "Look at the case with `amends show`; advance it again if need be, or retract the event that doesn't hold.",
                "用 `amends show` 查看；必要时重新推进，或撤回不成立的事件。"
            ),
        },
        Code::ReceivedAfterOpen => Rule {
            says: tr!(lang, "The complaint was received after it was registered.", "收到时间晚于登记时间。"),
            why: tr!(
                lang,
                "The clocks start when the customer reached us; a later time hides how long the customer has been waiting.",
                "计时从客户找到我们时开始；时间写晚了，就看不出客户等了多久。"
            ),
            example: "received: 2026-12-21T18:40:00+08:00   with an `open` event of 2026-11-21",
            mend: tr!(lang, "Put `received` right.", "改正“received”。"),
        },
        Code::BeforeReceived => Rule {
            says: tr!(lang, "An event lies before the complaint was received.", "事件早于收到投诉的时间。"),
            why: tr!(
                lang,
                "Nobody can have worked on a complaint before it came: one of the two times is wrong, and a deadline with it.",
                "投诉到来之前不可能处理：两个时间必有一个写错，期限也就算错。"
            ),
            example: "- {id: mt7w2c, at: 2026-11-20T19:20:00+08:00, …}   received: 2026-11-21T18:40:00+08:00",
            mend: tr!(
                lang,
                "If `received` is wrong, put it right. If the event is, retract it and write it anew with the right `--at`.",
                "如果“received”错了就改正；如果事件错了，撤回它，用正确的 --at 重新记录。"
            ),
        },
        Code::Future => Rule {
            says: tr!(lang, "A time lies ahead of the clock.", "时间晚于当前时间。"),
            why: tr!(
                lang,
                "A colleague's clock runs fast, or the month is wrong. Until then the customer counts as answered.",
                "同事的时钟快了，或月份写错了。在那之前，客户会被当成已得到答复。"
            ),
            example: "- {id: mt7w2c, at: 2062-11-21T19:20:00+08:00, …}",
            mend: tr!(
                lang,
                "Retract the event and write it anew with the right time; a few minutes pass by themselves.",
                "撤回该事件，用正确的时间重新记录；差几分钟的过一会儿就好。"
            ),
        },
        Code::LoggedBeforeAt => Rule {
            says: tr!(lang, "An event was entered before it happened.", "事件的录入时间早于发生时间。"),
            why: tr!(
                lang,
                "`logged` is when somebody wrote it down; it can't be earlier than the thing itself.",
                "“logged”是录入的时间，不可能早于事情本身。"
            ),
            example: "- {id: mt7w2c, at: 2026-11-21T19:20:00+08:00, logged: 2026-11-21T09:00:00+08:00, …}",
            mend: tr!(
                lang,
                "Retract the event and write it anew with the right time.",
                "撤回该事件，用正确的时间重新记录。"
            ),
        },
        Code::OddTime => Rule {
            says: tr!(lang, "A time has a year or an offset that can't be.", "时间的年份或时区偏移不可能。"),
            why: tr!(
                lang,
                "A year outside 2000 to 2099, or an offset outside -12:00 to +14:00, is a slip of the hand; every deadline that hangs on it is wrong.",
                "年份不在 2000 到 2099 之间，或偏移不在 -12:00 到 +14:00 之间，都是笔误；依它计算的期限全都不对。"
            ),
            example: "received: 0206-11-21T18:40:00+08:00",
            mend: tr!(
                lang,
                "Put the time right; for an event, retract it and write it anew.",
                "改正时间；如果是事件，撤回后重新记录。"
            ),
        },
        Code::UnknownPlaybook => Rule {
            says: tr!(lang, "A playbook is named that is not there.", "所写的流程不存在。"),
            why: tr!(
                lang,
                "Without its playbook a case has no steps, no checks and no step deadlines.",
                "没有流程，工单就没有步骤、检查项和步骤期限。"
            ),
            example: "playbook: four-stp@1",
            mend: tr!(
                lang,
                "Put the name right, or get the file back: git checkout REV -- playbooks/NAME.toml",
                "改正名称，或恢复文件：`git checkout REV -- playbooks/NAME.toml`"
            ),
        },
        Code::PlaybookDrift => Rule {
            says: tr!(
                lang,
                "An open case follows another revision of its playbook than the file at hand.",
                "未结案的工单使用的流程版本与现有文件不同。"
            ),
            why: tr!(
                lang,
                "The steps may have changed under the case. Its deadlines go by the file at hand, and its steps are not judged until it is moved.",
                "步骤可能已经变了。期限按现有文件计算；换版之前不判断其步骤。"
            ),
            example: "playbook: four-step@1   while playbooks/four-step.toml says revision = 2",
            mend: tr!(
                lang,
                "`amends playbook switch NAME CASE --why TEXT` moves it; with --dry-run it shows what would happen.",
                "`amends playbook switch NAME CASE --why TEXT` 换到新版；加 --dry-run 可先预览。"
            ),
        },
        Code::UnknownStep => Rule {
            says: tr!(lang, "An event names a step that the playbook doesn't have.", "事件写了流程里没有的步骤。"),
            why: tr!(
                lang,
                "The case stands at a step that nobody can do or leave.",
                "工单停在一个无法处理、也无法离开的步骤。"
            ),
            example: "- {id: vx5ck8, …, do: advance, step: soothe, to: estblish-cause}",
            mend: tr!(
                lang,
                "Retract the event and advance again; the nearest step is named.",
                "撤回该事件，再推进一次；信息会给出最接近的步骤。"
            ),
        },
        Code::UnknownCheck => Rule {
            says: tr!(lang, "A tick names a check that the step doesn't have.", "勾选了步骤里没有的检查项。"),
            why: tr!(
                lang,
                "The tick counts for nothing, so the step seems undone.",
                "这个勾选不起作用，步骤看起来就没有做完。"
            ),
            example: "ticks: [respond-fsat]",
            mend: tr!(lang, "Tick the right one: amends tick CASE ID", "勾选正确的一项：`amends tick CASE ID`"),
        },
        Code::UnknownField => Rule {
            says: tr!(lang, "A fact is filled in that the playbook has no field for.", "填写了流程里没有的字段。"),
            why: tr!(
                lang,
                "Branches and gates look for the field's name; under another name the fact is not found.",
                "分支和前置条件按字段名查找；换了名字就找不到。"
            ),
            example: "facts: {cuase: \"glue\"}",
            mend: tr!(
                lang,
                "Fill it in under the right name: amends tick CASE --set FIELD=VALUE",
                "用正确的字段名填写：`amends tick CASE --set FIELD=VALUE`"
            ),
        },
        Code::BadFact => Rule {
            says: tr!(
                lang,
                "A fact doesn't fit the type or the options of its field.",
                "填写的值不符合字段的类型或选项。"
            ),
            why: tr!(
                lang,
                "A branch of the playbook may ask for this value and take the wrong way.",
                "流程的分支可能用到这个值，从而走错方向。"
            ),
            example: "facts: {fault: mine}   where the options are ours, customer, supplier",
            mend: tr!(
                lang,
                "Fill it in anew: amends tick CASE --set FIELD=VALUE",
                "重新填写：`amends tick CASE --set FIELD=VALUE`"
            ),
        },
        Code::GatePassed => Rule {
            says: tr!(
                lang,
                "A step was left, or the case closed, without what the playbook asks for.",
                "缺少流程要求的内容就离开了步骤或结了案。"
            ),
            why: tr!(
                lang,
                "Commands refuse this, so the line was written by hand or by a merge. What the step is for may never have been done.",
                "命令会拒绝这样做，所以这一行是手写或合并来的。该步骤要做的事可能根本没做。"
            ),
            example: "- {id: vx5ck8, …, do: advance, step: soothe, to: establish-cause}   without its ticks",
            mend: tr!(
                lang,
                "Do what is listed, or retract the event; an exception is written with --force --why TEXT and counted in reports.",
                "补上所列的内容，或撤回该事件；例外情况用 `--force --why TEXT` 记录，报表会统计。"
            ),
        },
        Code::NoSuchEvent => Rule {
            says: tr!(
                lang,
                "An event refers to one that isn't there, or is of another kind.",
                "事件引用的另一事件不存在，或种类不对。"
            ),
            why: tr!(
                lang,
                "A promise kept, a grievance settled or a pause ended by name must exist, or the real one stays open for ever.",
                "所兑现的承诺、所答复的投诉点、所结束的等待必须存在，否则真正的那个永远不会了结。"
            ),
            example: "- {id: mt7w2c, …, do: resume, of: zzzzzz}",
            mend: tr!(
                lang,
                "Retract the event and write it anew with the right id; `amends show CASE --history` lists them.",
                "撤回该事件，用正确的编号重新记录；`amends show CASE --history` 列出全部事件。"
            ),
        },
        Code::MovedUntold => Rule {
            says: tr!(lang, "A promise was moved without telling the customer.", "承诺改了期，却没有告知客户。"),
            why: tr!(
                lang,
                "The customer waits for the old date, so the old promise stands and becomes overdue.",
                "客户还在等原来的日期，所以原承诺仍有效，并会超期。"
            ),
            example: "- {id: rb2xqd, …, do: promise, moves: mt7w2c, due: 2026-11-25, what: \"the cause\"}",
            mend: tr!(
                lang,
                "Tell the customer, then: amends promise CASE --due TIME --moves ID --told -m WHAT",
                "先告知客户，再运行：`amends promise CASE --due TIME --moves ID --told -m WHAT`"
            ),
        },
        Code::Extension => Rule {
            says: tr!(lang, "An extension that moves nothing.", "延期没有效力。"),
            why: tr!(
                lang,
                "The final deadline is extended lawfully when somebody else approved it, the customer was told, and the old date had not passed; else the old date stands.",
                "延长最终期限须由他人批准、告知客户，并且在原期限之前作出；否则原期限仍然有效。"
            ),
            example: "- {id: rb2xqd, …, do: extend, clock: final, due: 2027-01-15, approved_by: li}",
            mend: tr!(
                lang,
                "amends retract CASE EVENT --why TEXT, then: amends extend CASE --due TIME --why TEXT --approved-by PERSON --told",
                "`amends retract CASE EVENT --why TEXT`，然后：`amends extend CASE --due TIME --why TEXT --approved-by PERSON --told`"
            ),
        },
        Code::OpenRetracted => Rule {
            says: tr!(lang, "An event retracts `open`, which can't be.", "有事件撤回了“open”，这是不允许的。"),
            why: tr!(
                lang,
                "A complaint that was received can't be made unreceived; the retraction has no effect.",
                "收到的投诉不能当作没收到；这一撤回不起作用。"
            ),
            example: "- {id: mt7w2c, …, do: retract, of: kq4z7m, why: \"filed by mistake\"}",
            mend: tr!(
                lang,
                "Close the case instead, for instance as withdrawn or duplicate.",
                "改为结案，例如“withdrawn”或“duplicate”。"
            ),
        },
        Code::UnknownPerson => Rule {
            says: tr!(
                lang,
                "Somebody acts or owns who is not listed in amends.toml.",
                "操作人或负责人没有登记在 `amends.toml` 里。"
            ),
            why: tr!(
                lang,
                "A case of an owner who isn't there shows up in nobody's `today`.",
                "负责人不存在的工单，不会出现在任何人的 `today` 里。"
            ),
            example: "by: wnag",
            mend: tr!(
                lang,
                "List the person, or assign the case to one who is: amends assign CASE PERSON",
                "登记此人，或转交给已登记的人：`amends assign CASE PERSON`"
            ),
        },
        Code::NotListed => Rule {
            says: tr!(
                lang,
                "A category, department, cause or role is not on its list in amends.toml.",
                "类别、部门、原因或角色不在 `amends.toml` 的列表里。"
            ),
            why: tr!(
                lang,
                "Reports group by these tokens; a misspelt one makes a group of its own.",
                "报表按这些词分组；写错的词会自成一组。"
            ),
            example: "category: prodcut",
            mend: tr!(lang, "Put it right, or add it to the list.", "改正它，或加进列表。"),
        },
        _ => return None,
    })
}
