//! What is wrong with the wording of an outgoing text.

use super::{Say, listed, pick};
use crate::policy::Lang;
use crate::wording::phrases::{Grade, Set};
use crate::wording::{Hit, Matter, Standing};

/// What is said of texts.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Phrasing {
    /// Something about a text that was just recorded.
    Found(Box<Hit>),
    /// More of the same.
    More { count: usize },
    /// The workspace's rules can't be read, so the built-in ones hold.
    Broken { place: String },
    /// A text without a finding.
    Clean,
    /// No more findings are printed.
    Cut { most: usize },
    /// Name a case.
    NoCase,
}

impl Say for Phrasing {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Found(hit) => {
                let (words, why, rule) = (&hit.words, reason(hit, lang), &hit.rule);
                let instead = match suggestion(hit, lang) {
                    Some(better) => tr!(lang, "; better: {better}", "；建议：{better}"),
                    None => String::new(),
                };
                match words.as_str() {
                    // What is missing has no words.
                    "" => tr!(lang, "wording: {why}{instead} [{rule}]", "措辞：{why}{instead} [{rule}]"),
                    words => {
                        tr!(
                            lang,
                            "wording: \"{words}\" {why}{instead} [{rule}]",
                            "措辞：“{words}”{why}{instead} [{rule}]"
                        )
                    }
                }
            }
            Self::More { count } => tr!(
                lang,
                "wording: {count} more findings; `amends lint` shows all of a text",
                "措辞：另有 {count} 处；用 `amends lint` 查看全部"
            ),
            Self::Broken { place } => tr!(
                lang,
                "the wording was judged by the built-in rules alone: {place} has a fault; `amends lint` names it",
                "{place} 有错误，措辞只按内置规则检查；用 `amends lint` 查看错误"
            ),
            Self::Clean => tr!(lang, "nothing to find fault with", "没有发现问题"),
            Self::Cut { most } => tr!(lang, "only the first {most} findings are shown", "只显示前 {most} 处"),
            Self::NoCase => tr!(
                lang,
                "without --case nothing is known of offers, approvals, the customer's name and copies",
                "没有 --case，无从核对补偿方案、审批、客户姓名和抄送人"
            ),
        }
    }
}

/// What is wrong, as the rest of a sentence that begins with the words.
#[must_use]
pub fn reason(hit: &Hit, lang: Lang) -> String {
    match &hit.matter {
        Matter::Phrase { why: Some(why), .. } => pick(why, lang, "").to_owned(),
        Matter::Phrase { set, why: None } => against(*set, lang),
        Matter::Compensation(standing) => unallowed(standing, lang),
        Matter::Amount(standing) => unallowed(standing, lang),
        Matter::BeforeFacts => tr!(
            lang,
            "comes before the facts: nothing is assessed as verified and no cause is on record",
            "早于事实：尚未记录核实结果，也没有原因"
        ),
        Matter::NotOurFault => tr!(
            lang,
            "is for a fault of ours only, in this procedure, and none is on record",
            "本流程只在我方有责任时道歉，而记录中没有我方责任"
        ),
        Matter::Vague => tr!(
            lang,
            "says sorry and not for what: name the problem and what it did to the customer",
            "只说抱歉，没有说为什么：请写明问题和给客户带来的影响"
        ),
        Matter::NoName { customer } => {
            tr!(lang, "the customer's name is missing: {customer}", "没有提及客户姓名：{customer}")
        }
        Matter::NoCopy { to } => tr!(
            lang,
            "the complaint was copied to {to}, and the letter doesn't name them as getting a copy",
            "投诉抄送了 {to}，信中没有写明抄送"
        ),
    }
}

/// What to do instead.
#[must_use]
pub fn suggestion(hit: &Hit, lang: Lang) -> Option<String> {
    let of_rule = || hit.instead.as_ref().map(|text| pick(text, lang, "").to_owned());
    match &hit.matter {
        Matter::Compensation(standing) | Matter::Amount(standing) => match standing {
            Standing::NoCase => Some(tr!(
                lang,
                "name the case with --case, so that its offers and approvals count",
                "用 --case 指定工单，以核对补偿方案和审批"
            )),
            Standing::NotOffered | Standing::AboveOffer { .. } | Standing::OtherCurrency { .. } => Some(tr!(
                lang,
                "record the offer first: `amends redress offer`",
                "先记录补偿方案：`amends redress offer`"
            )),
            Standing::Unapproved { .. } => Some(tr!(
                lang,
                "have it approved first: `amends redress approve`",
                "先取得批准：`amends redress approve`"
            )),
            Standing::Refused => {
                Some(tr!(lang, "make another offer: `amends redress offer`", "另提方案：`amends redress offer`"))
            }
        },
        Matter::BeforeFacts => Some(tr!(
            lang,
            "say that you regret the trouble; apologise once `amends assess --verified` has the facts",
            "先表示遗憾；用 `amends assess --verified` 记录核实结果后再道歉"
        )),
        Matter::NotOurFault => Some(tr!(
            lang,
            "say that you regret the trouble; apologise once `amends assess --fault ours` says so",
            "先表示遗憾；用 `amends assess --fault ours` 记录责任后再道歉"
        )),
        Matter::Phrase { set: Set::Jargon, .. } => {
            of_rule().map(|meaning| tr!(lang, "say what it means: {meaning}", "说明含义：{meaning}"))
        }
        Matter::Vague | Matter::NoName { .. } | Matter::NoCopy { .. } => None,
        Matter::Phrase { .. } => of_rule(),
    }
}

/// What a set guards against.
fn against(set: Set, lang: Lang) -> String {
    match set {
        Set::Taboo => tr!(lang, "is a forbidden phrase", "属于忌语"),
        Set::Overpromise => tr!(lang, "promises more than anybody can keep", "承诺过头"),
        Set::Jargon => tr!(lang, "is a word of the trade", "属于专业用语"),
        Set::Liability => tr!(lang, "may create a legal liability", "可能带来法律责任"),
        Set::Money => tr!(lang, "names compensation", "提到补偿"),
        Set::Apology => tr!(lang, "is an apology", "属于道歉"),
        Set::Address => tr!(lang, "is about whom the text addresses", "与称呼有关"),
    }
}

fn unallowed(standing: &Standing, lang: Lang) -> String {
    match standing {
        Standing::NoCase => tr!(lang, "names money that no case allows", "提到金钱，但没有指定工单"),
        Standing::NotOffered => {
            tr!(lang, "names money, and no offer is on record", "提到金钱，但没有记录补偿方案")
        }
        Standing::AboveOffer { offered } => {
            let offered = decimal(*offered);
            tr!(
                lang,
                "is more than the offer on record, which comes to {offered}",
                "超过已记录的补偿方案，该方案最多 {offered}"
            )
        }
        Standing::OtherCurrency { currency } => {
            tr!(lang, "is in {currency}, in which nothing was paid", "是 {currency} 金额，记录中没有")
        }
        Standing::Unapproved { roles } => {
            let roles = listed(roles, lang);
            tr!(lang, "is not approved yet; still to sign: {roles}", "尚未批准，还须签字：{roles}")
        }
        Standing::Refused => tr!(lang, "was refused approval", "未获批准"),
    }
}

/// Hundredths as an amount.
fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl Say for Grade {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Warning => tr!(lang, "warning", "警告"),
            Self::Hint => tr!(lang, "hint", "提示"),
        }
    }
}
