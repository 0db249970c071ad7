//! The rules about redress.

use super::rules::Rule;
use crate::check::Code;
use crate::policy::Lang;

/// The page of a code, if it is one of these.
pub(super) fn rule(code: Code, lang: Lang) -> Option<Rule> {
    Some(match code {
        Code::SelfApproved => Rule {
            says: tr!(lang, "Somebody approved an offer of their own.", "有人批准了自己提出的方案。"),
            why: tr!(
                lang,
                "Approval is the word of a second person. The command refuses this, so the line was written by hand; it does not count.",
                "审批要由第二个人作出。命令会拒绝这样做，所以这一行是手写的；它不算数。"
            ),
            example: "- {id: mt7w2c, …, by: wang, do: approve, of: rb2xqd, granted: true}   where wang made rb2xqd",
            mend: tr!(
                lang,
                "Retract it, and let somebody else sign: amends redress approve CASE --amount AMOUNT --by PERSON",
                "撤回它，由他人批准：`amends redress approve CASE --amount AMOUNT --by PERSON`"
            ),
        },
        Code::Unapproved => Rule {
            says: tr!(
                lang,
                "Redress reaches an approval band, and not everybody signed who has to.",
                "补救达到审批档，而应当批准的人没有全部批准。"
            ),
            why: tr!(
                lang,
                "All that was given in the cycle counts together, so that splitting it does not get round the limits. In a closed case it is a note only, because the limits may be younger than the case.",
                "一轮之内给出的全部金额合并计算，拆成几笔也绕不过额度。已结案的工单只作提示，因为额度可能是后来才定的。"
            ),
            example: "- {id: mt7w2c, …, do: redress, remedy: refund, amount: \"3000.00\"}   with [[approval]] from 2000.00",
            mend: tr!(
                lang,
                "Retract it, have the offer approved, and record it again: amends redress approve CASE --amount AMOUNT --by PERSON",
                "撤回它，先报批方案，再重新记录：`amends redress approve CASE --amount AMOUNT --by PERSON`"
            ),
        },
        Code::NoConsent => Rule {
            says: tr!(
                lang,
                "Redress of an offer that the customer didn't accept that way, or that was carried out before; or an answer to an offer that doesn't count.",
                "落实的内容客户没有这样同意，或者已经落实过；或者所答复的方案不算数。"
            ),
            why: tr!(
                lang,
                "Nothing is carried out before the customer agrees, each part is given once, and the amount is the one that was accepted.",
                "客户同意之前不能落实；每一项只落实一次；金额以客户接受的为准。"
            ),
            example: "- {id: mt7w2c, …, do: redress, of: rb2xqd, opt: a, remedy: refund, covers: loss}   before any `answer`",
            mend: tr!(
                lang,
                "Retract it, ask the customer, then: amends redress answer CASE --accepts OPTION --how TEXT",
                "撤回它，先征求客户意见，再运行：`amends redress answer CASE --accepts OPTION --how TEXT`"
            ),
        },
        Code::OtherCurrency => Rule {
            says: tr!(
                lang,
                "An amount is in a currency that the approval bands can't be held against.",
                "金额的币种与审批档不同，无法比较。"
            ),
            why: tr!(
                lang,
                "Two currencies are never added, so such an amount would slip past every limit.",
                "不同币种从不相加，这样的金额会绕过所有额度。"
            ),
            example: "- {id: mt7w2c, …, do: redress, remedy: refund, amount: \"900.00\", currency: USD}",
            mend: tr!(
                lang,
                "Retract it, and offer the amount in the workspace's currency: amends redress offer CASE --option a:loss=REMEDY:AMOUNT",
                "撤回它，以工作区的币种提出方案：`amends redress offer CASE --option a:loss=REMEDY:AMOUNT`"
            ),
        },
        _ => return None,
    })
}
