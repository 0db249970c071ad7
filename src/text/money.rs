//! Offers, answers, approvals and redress in words.

use super::{Say, listed};
use crate::case::amount::{hundredths, write_amount};
use crate::case::event::OfferOption;
use crate::case::words::Remedy;
use crate::playbook::paying::Objection;
use crate::playbook::redress::{Part, parts};
use crate::policy::Lang;

/// What is said about money.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Money {
    /// Why money is neither promised nor given.
    Objected { case: String, objection: Objection },
    /// An offer needs somebody's word before the customer hears of it.
    ToSign { case: String, amount: String, from: String, roles: Vec<String> },
    /// An offer may be told.
    ToTell { case: String },
    /// How an option relates to what the customer lost (R65).
    OfLoss { option: String, sum: String, loss: String, percent: u64 },
    /// The customer accepts nothing.
    GoBack { case: String, back: String },
    /// What is left to carry out.
    ToPay { case: String },
    /// An approval was refused.
    OfferAnew { case: String },
    /// An amount with marks between its digits.
    Grouped { flag: String, text: String, meant: String },
    /// An amount of nothing.
    Zero { flag: String },
    /// Two parts of an option for one side.
    SideTwice { option: String, part: Part },
    /// Words for an option that isn't there.
    NoSuchOption { option: String },
    /// An amount of what costs nothing.
    Free { flag: String, remedy: Remedy },
    /// An answer to an offer that was carried out.
    AnsweredByDeed { offer: String },
    /// The event is no offer of now.
    NotAnOffer { event: String },
}

impl Say for Part {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Loss => tr!(lang, "loss", "损失"),
            Self::Inconvenience => tr!(lang, "inconvenience", "不便"),
        }
    }
}

impl Say for Money {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Objected { case, objection } => {
                let text = objected(case, objection, lang);
                tr!(lang, "{case}: {text}", "{case}：{text}")
            }
            Self::ToSign { case, amount, from, roles } => {
                let roles = listed(roles, lang);
                tr!(
                    lang,
                    "{amount} reaches the band from {from}; these have to sign before the customer is told: {roles}: amends redress approve {case} --amount {amount} --by PERSON",
                    "{amount} 达到 {from} 起的审批档；告知客户之前须由以下角色批准：`{roles}`：`amends redress approve {case} --amount {amount} --by PERSON`"
                )
            }
            Self::ToTell { case } => tr!(
                lang,
                "nobody has to sign; tell the customer: amends log {case} --via CHANNEL --tells",
                "无需审批；请告知客户：`amends log {case} --via CHANNEL --tells`"
            ),
            Self::OfLoss { option, sum, loss, percent } => tr!(
                lang,
                "option {option}: {sum}, {percent} % of the loss {loss}",
                "方案 {option}：{sum}，为损失 {loss} 的 {percent}%"
            ),
            Self::GoBack { case, back } => tr!(
                lang,
                "the customer accepts nothing; go back: amends advance {case} --back {back} --why TEXT",
                "客户都不接受；请退回：`amends advance {case} --back {back} --why TEXT`"
            ),
            Self::ToPay { case } => tr!(
                lang,
                "carry it out: amends redress pay {case} --reason TEXT",
                "请落实：`amends redress pay {case} --reason TEXT`"
            ),
            Self::OfferAnew { case } => tr!(
                lang,
                "make another offer: amends redress offer {case} --option a:loss=REMEDY:AMOUNT",
                "请另提方案：`amends redress offer {case} --option a:loss=REMEDY:AMOUNT`"
            ),
            Self::Grouped { flag, text, meant } => tr!(
                lang,
                "{flag}: `{text}` could be read in two ways; did you mean `{meant}`?",
                "{flag}：“{text}”有两种读法；是不是“{meant}”？"
            ),
            Self::Zero { flag } => tr!(
                lang,
                "{flag}: an amount of 0 is none; leave the amount out",
                "{flag}：金额为 0 等于没有金额；请不要写金额"
            ),
            Self::Free { flag, remedy } => {
                let remedy = remedy.as_str();
                tr!(
                    lang,
                    "{flag}: `{remedy}` costs nothing and has no amount; leave it out, or name the remedy that is paid",
                    "{flag}：“{remedy}”不涉及金额；请不要写金额，或改写实际支付的补救方式"
                )
            }
            Self::SideTwice { option, part } => {
                let part = part.as_str();
                tr!(
                    lang,
                    "--option: the option {option} has two entries for `{part}`",
                    "--option：方案 {option} 的“{part}”写了两次"
                )
            }
            Self::NoSuchOption { option } => tr!(
                lang,
                "--say: the offer has no option `{option}`: --option {option}:loss=REMEDY:AMOUNT",
                "--say：没有方案“{option}”：`--option {option}:loss=REMEDY:AMOUNT`"
            ),
            Self::AnsweredByDeed { offer } => tr!(
                lang,
                "the offer {offer} is being carried out; make another offer, or retract the redress first",
                "方案 {offer} 已在落实；请另提方案，或先撤回已落实的部分"
            ),
            Self::NotAnOffer { event } => tr!(
                lang,
                "{event} is no offer made since the case was opened or last went back",
                "{event} 不是本轮（登记或上次退回之后）提出的方案"
            ),
        }
    }
}

/// An answer that counts for no offer.
pub(super) fn void_answer(case: &str, event: &str, of: &str, option: Option<&str>, lang: Lang) -> String {
    match option {
        Some(option) => tr!(
            lang,
            "the answer {event} accepts `{option}`, which the offer {of} does not have; record it anew: amends redress answer {case} --of {of} --accepts OPTION --how TEXT",
            "答复 {event} 接受“{option}”，但方案 {of} 没有这一项；请重新记录：`amends redress answer {case} --of {of} --accepts OPTION --how TEXT`"
        ),
        None => tr!(
            lang,
            "the answer {event} is to the offer {of}, which no longer counts, and says nothing about another; ask the customer again, then retract it: amends retract {case} {event} --why TEXT",
            "答复 {event} 针对的方案 {of} 已不算数，也不代表客户对其他方案的意见；请重新征求客户意见，再撤回它：`amends retract {case} {event} --why TEXT`"
        ),
    }
}

/// Why money is neither promised nor given, with the command for a case.
pub(super) fn objected(case: &str, objection: &Objection, lang: Lang) -> String {
    match objection {
        Objection::NoOffer => tr!(
            lang,
            "nothing is offered: amends redress offer {case} --option a:loss=REMEDY:AMOUNT",
            "还没有提出方案：`amends redress offer {case} --option a:loss=REMEDY:AMOUNT`"
        ),
        Objection::Options { count, min, max } => tr!(
            lang,
            "the playbook wants {min} to {max} options to choose from, not {count}",
            "流程要求提出 {min} 到 {max} 个方案供选择，现在是 {count} 个"
        ),
        Objection::Remedy { remedy, allowed } => {
            let remedy = remedy.as_str();
            let allowed: Vec<&str> = allowed.iter().map(|r| r.as_str()).collect();
            let allowed = listed(&allowed, lang);
            tr!(
                lang,
                "the playbook does not admit the remedy `{remedy}`; it admits: {allowed}",
                "流程不允许补救方式“{remedy}”；允许的有：`{allowed}`"
            )
        }
        Objection::Untold { offer } => tr!(
            lang,
            "no contact tells the customer the offer {offer}: amends log {case} --via CHANNEL --tells {offer}",
            "还没有把方案 {offer} 告知客户：`amends log {case} --via CHANNEL --tells {offer}`"
        ),
        Objection::NoConsent { turned_down: false, .. } => tr!(
            lang,
            "nothing is carried out before the customer agrees: amends redress answer {case} --accepts OPTION --how TEXT",
            "客户同意之前不能落实：`amends redress answer {case} --accepts OPTION --how TEXT`"
        ),
        Objection::NoConsent { offer, turned_down: true } => tr!(
            lang,
            "the customer accepts nothing of the offer {offer}; make another: amends redress offer {case} --option a:loss=REMEDY:AMOUNT",
            "客户不接受方案 {offer}；请另提方案：`amends redress offer {case} --option a:loss=REMEDY:AMOUNT`"
        ),
        Objection::OtherOption { accepted } => tr!(
            lang,
            "the customer accepted {accepted}: amends redress pay {case} --option {accepted} --reason TEXT",
            "客户接受的是方案 {accepted}：`amends redress pay {case} --option {accepted} --reason TEXT`"
        ),
        Objection::NoPart { accepted, part } => {
            let part = part.as_str();
            tr!(lang, "the option {accepted} has nothing for `{part}`", "方案 {accepted} 没有“{part}”部分")
        }
        Objection::GivenAlready => {
            tr!(lang, "that was carried out already: amends show {case}", "已经落实过了：`amends show {case}`")
        }
        Objection::OtherAmount { offered } => tr!(
            lang,
            "the customer accepted {offered}; another amount needs another offer: amends redress offer {case} --option a:loss=REMEDY:AMOUNT",
            "客户接受的是 {offered}；金额不同要另提方案：`amends redress offer {case} --option a:loss=REMEDY:AMOUNT`"
        ),
        Objection::NoSum => tr!(
            lang,
            "what the customer accepted has no amount; leave --amount out, or make another offer: amends redress offer {case} --option a:loss=REMEDY:AMOUNT",
            "客户接受的内容没有金额；请去掉 --amount，或另提方案：`amends redress offer {case} --option a:loss=REMEDY:AMOUNT`"
        ),
        Objection::NoAmount { remedy } => {
            let remedy = remedy.as_str();
            tr!(
                lang,
                "`{remedy}` is money and needs its amount, which the approval limits are held against: {remedy}:480.00 in an offer, --amount 480.00 in a payment",
                "“{remedy}”是钱款，须写明金额，以便与审批额度比较：方案中写 `{remedy}:480.00`，支付时写 --amount 480.00"
            )
        }
        Objection::Worded { option, named, from } => {
            let named = write_amount(*named);
            tr!(
                lang,
                "the words of the option {option} name {named}, more than its sides, and that reaches the band from {from}; put the amount into a side: --option {option}:loss=REMEDY:{named}",
                "方案 {option} 的文字写到 {named}，超过其各项金额，并达到 {from} 起的审批档；请把金额写进方案：`--option {option}:loss=REMEDY:{named}`"
            )
        }
        Objection::StillOwed { offer, begun: true } => tr!(
            lang,
            "the customer accepted the offer {offer}, and a part of it is left to carry out; do that first: amends redress pay {case} --reason TEXT",
            "客户已接受方案 {offer}，还有未落实的部分；请先落实：`amends redress pay {case} --reason TEXT`"
        ),
        Objection::StillOwed { offer, begun: false } => tr!(
            lang,
            "the customer accepted the offer {offer}, and it is not carried out yet; do that: amends redress pay {case} --reason TEXT, or record that the customer takes it back: amends redress answer {case} --of {offer} --accepts none --how TEXT",
            "客户已接受方案 {offer}，尚未落实；请落实：`amends redress pay {case} --reason TEXT`，或记录客户收回同意：`amends redress answer {case} --of {offer} --accepts none --how TEXT`"
        ),
        Objection::Unsigned { offer, amount, from, roles } => {
            unsigned(case, offer.is_some(), *amount, from, roles, lang)
        }
        Objection::Refused { offer, by } => tr!(
            lang,
            "{by} refused to approve the offer {offer}; make another: amends redress offer {case} --option a:loss=REMEDY:AMOUNT",
            "{by} 没有批准方案 {offer}；请另提方案：`amends redress offer {case} --option a:loss=REMEDY:AMOUNT`"
        ),
        Objection::OtherCurrency { currency, ours } => tr!(
            lang,
            "the approval limits are in {ours}, and {currency} can't be held against them; offer the amount in {ours}: amends redress offer {case} --option a:loss=REMEDY:AMOUNT",
            "审批额度以 {ours} 计，{currency} 无法比较；请以 {ours} 提出方案：`amends redress offer {case} --option a:loss=REMEDY:AMOUNT`"
        ),
        Objection::NothingToSign => {
            tr!(lang, "the offer reaches no approval band; nobody has to sign", "方案没有达到任何审批档，无需批准")
        }
        Objection::OwnOffer { by } => tr!(
            lang,
            "{by} made the offer and can't sign for it; somebody else has to: --by PERSON",
            "方案由 {by} 提出，不能由本人批准；须由他人批准：--by PERSON"
        ),
        Objection::Decided => {
            tr!(lang, "that was decided already: amends show {case}", "已经作出决定：`amends show {case}`")
        }
        Objection::NotAsked { role, roles } => {
            let roles = listed(roles, lang);
            tr!(
                lang,
                "the role `{role}` does not have to sign; these have: {roles}",
                "不需要角色“{role}”批准；还需要：`{roles}`"
            )
        }
        Objection::LacksRole { by, roles } => {
            let roles = listed(roles, lang);
            tr!(
                lang,
                "{by} has none of the roles that have to sign: {roles}: --by PERSON",
                "{by} 没有可以批准的角色：`{roles}`：--by PERSON"
            )
        }
        Objection::TooLittle { amount, needed } => {
            let (amount, needed) = (write_amount(*amount), write_amount(*needed));
            tr!(
                lang,
                "{amount} does not cover what is offered and was given: --amount {needed}",
                "{amount} 不足以涵盖所提方案和已落实的金额：--amount {needed}"
            )
        }
    }
}

fn unsigned(case: &str, offered: bool, amount: u64, from: &str, roles: &[String], lang: Lang) -> String {
    let (amount, roles) = (write_amount(amount), listed(roles, lang));
    if offered {
        tr!(
            lang,
            "{amount} reaches the band from {from}, and these have not signed for it: {roles}: amends redress approve {case} --amount {amount} --by PERSON",
            "{amount} 达到 {from} 起的审批档，以下角色尚未批准：`{roles}`：`amends redress approve {case} --amount {amount} --by PERSON`"
        )
    } else {
        tr!(
            lang,
            "{amount} in all reaches the band from {from}, for which these have to sign: {roles}; make it an offer: amends redress offer {case} --option a:loss=REMEDY:AMOUNT",
            "合计 {amount}，达到 {from} 起的审批档，须由以下角色批准：`{roles}`；请作为方案提出：`amends redress offer {case} --option a:loss=REMEDY:AMOUNT`"
        )
    }
}

/// A remedy and its amount.
#[must_use]
pub fn side_words(remedy: Remedy, amount: Option<&str>, lang: Lang) -> String {
    let remedy = remedy.say(lang);
    match amount {
        Some(amount) => tr!(lang, "{remedy} {amount}", "{remedy} {amount}"),
        None => remedy,
    }
}

/// An option with both its sides.
#[must_use]
pub fn option_words(option: &OfferOption, lang: Lang) -> String {
    let sides: Vec<String> = parts(option)
        .map(|(part, side)| {
            let (what, part) = (side_words(side.remedy, side.amount.as_deref(), lang), part.say(lang));
            tr!(lang, "{what} for the {part}", "补偿{part}：{what}")
        })
        .collect();
    let what = option.what.as_ref().map(|what| tr!(lang, ": {what}", "，{what}")).unwrap_or_default();
    let sides = match lang {
        Lang::En => sides.join(" and "),
        Lang::Zh => sides.join("，"),
    };
    format!("{sides}{what}")
}

/// The options of an offer.
#[must_use]
pub fn offer_words(options: &[OfferOption], lang: Lang) -> String {
    let options: Vec<String> = options
        .iter()
        .map(|o| {
            let (letter, words) = (&o.opt, option_words(o, lang));
            tr!(lang, "{letter}) {words}", "{letter}）{words}")
        })
        .collect();
    let options = match lang {
        Lang::En => options.join("; "),
        Lang::Zh => options.join("；"),
    };
    tr!(lang, "offer: {options}", "方案：{options}")
}

/// An approval or its refusal.
#[must_use]
pub fn approval_words(granted: bool, of: &str, amount: Option<&str>, role: Option<&str>, lang: Lang) -> String {
    let amount = amount.map(|a| tr!(lang, ", {a}", "，{a}")).unwrap_or_default();
    let role = role.map(|r| tr!(lang, ", as {r}", "，以“{r}”身份")).unwrap_or_default();
    if granted {
        tr!(lang, "approved {of}{amount}{role}", "批准 {of}{amount}{role}")
    } else {
        tr!(lang, "approval of {of} refused{amount}{role}", "不批准 {of}{amount}{role}")
    }
}

/// Redress in words.
#[must_use]
pub fn redress_words(
    remedy: Remedy,
    (amount, currency): (Option<&str>, Option<&str>),
    covers: Option<&str>,
    reason: Option<&str>,
    lang: Lang,
) -> String {
    let what = side_words(remedy, amount, lang);
    let currency = currency.filter(|_| amount.is_some()).map(|c| format!(" {c}")).unwrap_or_default();
    let covers = covers.map(|c| Part::parse(c).map_or_else(|| c.to_owned(), |p| p.say(lang)));
    let covers = covers.map(|c| super::bracketed(&c, lang)).unwrap_or_default();
    let reason = reason.map(|r| tr!(lang, ": {r}", "：{r}")).unwrap_or_default();
    tr!(lang, "redress: {what}{currency}{covers}{reason}", "补偿：{what}{currency}{covers}{reason}")
}

/// What an option comes to.
#[must_use]
pub fn option_sum(option: &OfferOption) -> u64 {
    parts(option).filter_map(|(_, side)| hundredths(side.amount.as_deref()?)).fold(0, u64::saturating_add)
}

/// How an option relates to what the customer lost, in whole percent (R65).
#[must_use]
pub fn percent_of(sum: u64, loss: u64) -> Option<u64> {
    let rounded = (u128::from(sum) * 100 + u128::from(loss) / 2).checked_div(u128::from(loss))?;
    u64::try_from(rounded).ok()
}

/// How an offer or what was given stands, for `show`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Standing {
    /// Somebody has to sign.
    ToSign { from: String, roles: Vec<String> },
    /// Everybody has signed.
    Approved,
    /// Somebody refused to.
    Refused,
    /// The customer knows of it.
    Told,
    /// The customer doesn't.
    Untold,
    /// The customer turned an earlier offer down.
    TurnedDown,
    /// Another offer took its place.
    Replaced,
    /// What the customer said.
    Answered { accepts: Option<String> },
    /// How an option relates to the loss (R65).
    OfLoss { percent: u64, loss: String },
    /// What was given in the cycle.
    Given { sum: String, currency: String },
    /// What the customer waits for.
    Owed { what: String, part: String },
}

impl Say for Standing {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::ToSign { from, roles } => {
                let roles = listed(roles, lang);
                tr!(lang, "band from {from}, to be signed by: {roles}", "{from} 起的审批档，尚待批准：`{roles}`")
            }
            Self::Approved => tr!(lang, "approved", "已批准"),
            Self::Refused => tr!(lang, "approval refused", "未获批准"),
            Self::Told => tr!(lang, "told", "已告知客户"),
            Self::Untold => tr!(lang, "not told yet", "尚未告知客户"),
            Self::TurnedDown => tr!(lang, "refused by the customer", "客户已拒绝"),
            Self::Replaced => tr!(lang, "replaced", "已被取代"),
            Self::Answered { accepts: Some(option) } => tr!(lang, "accepted: {option}", "客户接受：{option}"),
            Self::Answered { accepts: None } => tr!(lang, "nothing accepted", "客户都不接受"),
            Self::OfLoss { percent, loss } => {
                tr!(lang, "{percent} % of the loss {loss}", "为损失 {loss} 的 {percent}%")
            }
            Self::Given { sum, currency } => tr!(lang, "given: {sum} {currency}", "已给：{sum} {currency}"),
            Self::Owed { what, part } => tr!(lang, "owed: {what} for the {part}", "待落实：{part}：{what}"),
        }
    }
}
