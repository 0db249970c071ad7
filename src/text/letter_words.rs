//! The facts of a case in the words of a letter: they are read by the customer, not by the team.

use super::{Say, pick};
use crate::case::event::{OfferOption, OfferPart};
use crate::case::words::{Channel, Outcome, PauseReason, Verified};
use crate::case::{Stamp, When};
use crate::clock::Zone;
use crate::letter::facts::{Finding, Open};
use crate::letter::happening::Waiting;
use crate::letter::variables::PromiseWords;
use crate::letter::{Facts, Given, Happening, Kind, Variables};
use crate::policy::Lang;
use chrono::{Datelike, NaiveDate};

/// The variables of a letter.
#[must_use]
pub fn variables(kind: Kind, facts: &Facts<'_>, zone: Zone, lang: Lang) -> Variables {
    let header = facts.header;
    let handler = facts.handler.map(|name| pick(name, lang, "").to_owned()).filter(|name| !name.is_empty());
    let told = |list: &[Happening]| list.iter().map(|h| happening(h, lang)).collect();
    let refusal = facts.refusal.as_ref();
    let extension = facts.extension.as_ref();
    Variables {
        case: header.id.to_string(),
        customer: header.customer.clone().filter(|_| !header.anonymous),
        title: header.title.clone(),
        demand: header.demand.clone(),
        product: header.product.clone(),
        channel: channel(header.channel, lang),
        received: day(facts.received, lang),
        today: day(facts.today, lang),
        answered: day(facts.answered, lang),
        handling_time: length((facts.answered - facts.received).num_days(), lang),
        handled: handled(facts, lang),
        investigated: facts.investigated,
        sender: handler.clone().unwrap_or_else(|| tr!(lang, "Customer Service", "客户服务部")),
        handler,
        next: facts.next.map(|at| moment(at, zone, lang)),
        last: facts.last.map(|at| day(zone.date(at), lang)),
        promises: facts.promises.iter().map(|p| promise(p, zone, lang)).collect(),
        news: told(&facts.news),
        done: told(&facts.done),
        waiting: facts.waiting.map(|w| waiting(w, zone, lang)),
        closed: facts.closed.map(|date| day(date, lang)),
        old_date: extension.map(|e| day(zone.date(e.old), lang)),
        new_date: extension.map(|e| match e.new {
            When::At(at) => day(zone.date(at), lang),
            When::On(date) => day(date, lang),
        }),
        reason: match kind {
            Kind::Extension => extension.and_then(|e| e.reason.clone()),
            _ => refusal.and_then(|r| r.why.clone()),
        },
        finding: facts.finding.and_then(|f| finding(f, lang)),
        solution: facts.solution.as_ref().map(|names| {
            let names: Vec<&str> = names.iter().map(|name| pick(name, lang, "")).collect();
            super::listed(&names, lang)
        }),
        offered: facts.offered.iter().map(|o| option(o, facts.currency, lang)).collect(),
        accepted: facts.accepted.as_ref().map(|o| option(o, facts.currency, lang)),
        given: facts.given.iter().map(|g| given(g, facts.currency, lang)).collect(),
        refused: refusal.map(|r| r.what.clone()),
        alternative: refusal.map(|r| r.alternative.clone()),
        cc: header.cc.clone(),
        ..Variables::default()
    }
}

/// `20 November 2026`, `2026年11月20日`.
fn day(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::En => date.format("%-d %B %Y").to_string(),
        Lang::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    }
}

/// `Monday 23 November 2026, 18:00`, `2026年11月23日（周一）18:00`.
fn moment(at: Stamp, zone: Zone, lang: Lang) -> String {
    let (date, time) = (with_weekday(zone.date(at), lang), zone.local(at).format("%H:%M"));
    match lang {
        Lang::En => format!("{date}, {time}"),
        Lang::Zh => format!("{date}{time}"),
    }
}

fn with_weekday(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::En => date.format("%A %-d %B %Y").to_string(),
        Lang::Zh => {
            const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
            let weekday = DAYS[date.weekday().num_days_from_monday() as usize];
            format!("{}（周{weekday}）", day(date, lang))
        }
    }
}

fn promise(p: &Open, zone: Zone, lang: Lang) -> PromiseWords {
    let due = match p.due {
        When::At(at) => moment(at, zone, lang),
        When::On(date) => with_weekday(date, lang),
    };
    PromiseWords { what: ended(&p.what), due, late: p.late }
}

/// A text of the record without the full stop that the sentence around it brings.
fn ended(text: &str) -> String {
    text.trim().trim_end_matches(['。', '.', '；', ';']).to_owned()
}

fn length(days: i64, lang: Lang) -> String {
    match days {
        ..=0 => tr!(lang, "the same day", "当天"),
        1 => tr!(lang, "1 day", "1 天"),
        _ => tr!(lang, "{days} days", "{days} 天"),
    }
}

/// How long it took, a sentence (R70). What is still open was answered and not dealt with.
fn handled(facts: &Facts<'_>, lang: Lang) -> String {
    let days = (facts.answered - facts.received).num_days();
    let (until, took) = (day(facts.answered, lang), length(days, lang));
    match (days, facts.closed) {
        (..=0, Some(_)) => tr!(lang, "We dealt with it on the day we received it.", "收到当天即处理完毕。"),
        (..=0, None) => tr!(lang, "You hear from us on the day we received it.", "收到当天即向您答复。"),
        _ => tr!(
            lang,
            "From the day we received it to {until} this took: {took}.",
            "从收到您的反映到{until}，处理时间：{took}。"
        ),
    }
}

fn channel(channel: Channel, lang: Lang) -> Option<String> {
    Some(match channel {
        Channel::Phone => tr!(lang, "by phone", "通过电话"),
        Channel::Email => tr!(lang, "by e-mail", "通过电子邮件"),
        Channel::Letter => tr!(lang, "by letter", "通过来信"),
        Channel::Chat => tr!(lang, "in our chat", "通过在线聊天"),
        Channel::Form => tr!(lang, "through our online form", "通过在线表单"),
        Channel::Social => tr!(lang, "through social media", "通过社交媒体"),
        Channel::InPerson => tr!(lang, "in person", "当面"),
        Channel::Counter => tr!(lang, "at our counter", "在柜面"),
        Channel::Visit => tr!(lang, "during a visit", "在走访时"),
        Channel::Sms => tr!(lang, "by text message", "通过短信"),
        Channel::Regulator => tr!(lang, "through the regulator", "通过监管机构"),
        Channel::Other => return None,
    })
}

/// What happened, as a piece of a sentence whose subject may be us or the case.
fn happening(happening: &Happening, lang: Lang) -> String {
    match happening {
        Happening::Heard(date) => {
            let date = day(*date, lang);
            tr!(lang, "we heard from you on {date}", "于{date}收到您的来信或来电")
        }
        Happening::Tried(date) => {
            let date = day(*date, lang);
            tr!(lang, "we tried to reach you on {date}", "于{date}尝试与您联系")
        }
        Happening::Gathered => tr!(lang, "we gathered information", "收集了有关资料"),
        Happening::Checked => tr!(lang, "we checked the facts", "核实了有关情况"),
        Happening::CauseFound => tr!(lang, "we found the cause", "查明了原因"),
        Happening::Higher => tr!(lang, "a senior colleague joined in", "请上级主管一同处理"),
        Happening::HandedOver => tr!(lang, "a colleague took over the handling", "安排了另一位同事接手跟进"),
        Happening::Further => tr!(lang, "we went a step further in handling it", "把处理工作又推进了一步"),
        Happening::Again => tr!(lang, "we took the matter up again", "重新着手处理"),
        Happening::Noted => tr!(lang, "we noted your further point", "记下了您提出的另一个问题"),
        Happening::DealtWith => tr!(lang, "we dealt with a further point of yours", "处理了您提出的另一个问题"),
        Happening::Options => tr!(lang, "we worked out ways to put it right", "准备了处理方案"),
        Happening::Chosen => tr!(lang, "we noted your choice", "记下了您的选择"),
        Happening::Carried(remedy) => {
            let remedy = remedy.say(lang);
            tr!(lang, "we carried out what was agreed ({remedy})", "落实了商定的方案（{remedy}）")
        }
        Happening::DepartmentTold => tr!(lang, "we told the department concerned", "反馈给了相关部门"),
        Happening::Improving => tr!(lang, "we started on an improvement", "着手进行改进"),
        Happening::Improved => tr!(lang, "we finished an improvement", "完成了一项改进"),
    }
}

fn waiting(w: Waiting, zone: Zone, lang: Lang) -> String {
    let until = match w.until {
        When::At(at) => zone.date(at),
        When::On(date) => date,
    };
    let until = day(until, lang);
    match w.reason {
        PauseReason::AwaitingCustomer => {
            tr!(lang, "We look forward to your answer by {until}.", "我们期待您在{until}前答复。")
        }
        PauseReason::AwaitingThirdParty => tr!(
            lang,
            "We are waiting for an answer from outside, which we expect by {until}.",
            "我们正在等待外部单位的答复，预计{until}前收到。"
        ),
        PauseReason::AgreedDate => {
            tr!(lang, "As agreed with you, we come back to it on {until}.", "按与您的约定，我们将于{until}继续处理。")
        }
    }
}

/// What we came to; `None` for an outcome that a customer needs no letter about.
fn finding(finding: Finding, lang: Lang) -> Option<String> {
    Some(match finding {
        Finding::Outcome(Outcome::Upheld) | Finding::Verified(Verified::Confirmed) => {
            tr!(lang, "We find that it is as you told us.", "经核实，您反映的情况属实。")
        }
        Finding::Outcome(Outcome::PartlyUpheld) | Finding::Verified(Verified::Partly) => {
            tr!(lang, "We find that it is in part as you told us.", "经核实，您反映的情况部分属实。")
        }
        Finding::Outcome(Outcome::NotUpheld) | Finding::Verified(Verified::Refuted) => tr!(
            lang,
            "With all we have looked at, we could not find it confirmed.",
            "经多方核实，目前的情况与您反映的有所不同。"
        ),
        Finding::Outcome(Outcome::Goodwill) => {
            tr!(lang, "We have settled it with you out of goodwill.", "我们已本着善意与您商定处理办法。")
        }
        Finding::Outcome(Outcome::Unresolvable) => {
            tr!(lang, "With all our efforts we found no way to solve it.", "经多方努力，目前仍未找到解决办法。")
        }
        Finding::Outcome(Outcome::Withdrawn) => {
            tr!(lang, "You have taken your complaint back.", "您已撤回投诉。")
        }
        Finding::Outcome(Outcome::Referred) => {
            tr!(lang, "We have passed it on to those who can decide on it.", "我们已将此事转交有权处理的单位。")
        }
        Finding::Outcome(Outcome::Unreachable | Outcome::Duplicate) => return None,
    })
}

/// `48.00 CNY`, `48.00 元`.
fn amount(sum: &str, currency: &str, lang: Lang) -> String {
    match (currency, lang) {
        ("CNY", Lang::Zh) => format!("{sum} 元"),
        _ => format!("{sum} {currency}"),
    }
}

fn option(o: &OfferOption, currency: &str, lang: Lang) -> String {
    let part = |p: &OfferPart| match &p.amount {
        Some(sum) => format!("{} {}", p.remedy.say(lang), amount(sum, currency, lang)),
        None => p.remedy.say(lang),
    };
    let parts: Vec<String> = [&o.loss, &o.inconvenience].into_iter().flatten().map(part).collect();
    let parts = super::listed(&parts, lang);
    match (&o.what, parts.is_empty()) {
        (Some(what), true) => ended(what),
        (Some(what), false) => {
            let what = ended(what);
            tr!(lang, "{what} ({parts})", "{what}（{parts}）")
        }
        (None, _) => parts,
    }
}

fn given(g: &Given, currency: &str, lang: Lang) -> String {
    let remedy = g.remedy.say(lang);
    match &g.amount {
        Some((sum, of)) => format!("{remedy} {}", amount(sum, of.as_deref().unwrap_or(currency), lang)),
        None => remedy,
    }
}
