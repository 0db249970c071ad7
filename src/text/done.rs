//! What was written: the line that begins with the case id.

use super::names::{filled, named};
use super::{Say, dates, money, pick};
use crate::case::event::{Contact, Target};
use crate::case::{Act, Event};
use crate::clock::{Kind, Zone};
use crate::playbook::Playbook;
use crate::policy::{Lang, Policy};
use crate::store::Mending;

/// What was done.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Done {
    /// A line of a case file.
    Event { what: String, id: String, at: String },
    /// A case file whose remarks or keys of other programs changed.
    Remarks,
    /// A case file.
    Opened { case: String, path: String, playbook: String, received: String },
    /// A file of `init` was made.
    Made { name: String },
    /// A file of `init` was there.
    Kept { name: String },
    /// The zone that `init` wrote.
    Zone { zone: String },
    /// A line that `check --fix` mended.
    Mended { path: String, line: usize, event: String, what: Mending },
}

impl Say for Done {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Event { what, id, at } => {
                tr!(lang, "{what} ({id}, {at})", "{what}（{id}，{at}）")
            }
            Self::Remarks => tr!(lang, "written; no fact was changed", "已写入；没有改动基本情况"),
            Self::Opened { case, path, playbook, received } => tr!(
                lang,
                "{case} opened in {path}, playbook {playbook}, received {received}",
                "{case} 已登记于 {path}，流程 {playbook}，收到时间 {received}"
            ),
            Self::Made { name } => tr!(lang, "made    {name}", "新建  {name}"),
            Self::Kept { name } => tr!(lang, "kept    {name}", "保留  {name}"),
            Self::Zone { zone } => tr!(
                lang,
                "days are counted in {zone} (time_zone in amends.toml)",
                "日期按时区 {zone} 计算（“time_zone”，见 `amends.toml`）"
            ),
            Self::Mended { path, line, event, what } => {
                let what = match what {
                    Mending::RepeatedLine => tr!(lang, "removed a repeated line", "删去重复的行"),
                    Mending::UnredactedLine => {
                        tr!(lang, "removed the unredacted text", "删去未脱敏的内容")
                    }
                    Mending::OneLine => tr!(lang, "put back on one line", "合并成一行"),
                };
                tr!(lang, "{path}:{line}: {event}: {what}", "{path}:{line}：{event}：{what}")
            }
        }
    }
}

/// What a contact brought beside the talk.
fn contact_details(c: &Contact, zone: Zone, lang: Lang) -> String {
    let mut more = Vec::new();
    if c.update {
        more.push(tr!(lang, "told how things stand", "已说明进展"));
    }
    if c.confirmed {
        more.push(tr!(lang, "restated and confirmed", "复述并得到确认"));
    }
    if c.retold {
        more.push(tr!(lang, "the customer had to tell it again", "客户又说了一遍"));
    }
    if let Some(earlier) = &c.contradicts {
        more.push(tr!(lang, "contradicts {earlier}", "与 {earlier} 矛盾"));
    }
    if let Some(next) = c.next {
        let next = dates::when(next, zone);
        more.push(tr!(lang, "next contact {next}", "下次联系 {next}"));
    }
    if let Some(every) = &c.every {
        more.push(tr!(lang, "wants to hear every {every}", "要求每 {every} 联系一次"));
    }
    if let Some(letter) = &c.letter {
        let letter = letter.parse::<crate::letter::Kind>().map_or_else(|_| letter.clone(), |kind| kind.say(lang));
        more.push(tr!(lang, "letter: {letter}", "信函：{letter}"));
    }
    for id in &c.kept {
        more.push(tr!(lang, "promise {id} kept", "兑现承诺 {id}"));
    }
    more.extend(c.tells.as_ref().map(|id| tr!(lang, "told the offer {id}", "告知方案 {id}")));
    more.into_iter().map(|piece| tr!(lang, ", {piece}", "，{piece}")).collect()
}

/// An event in a few words, as the line after a write and the history of `show` have it; ids by the names that policy
/// and playbook give them.
#[must_use]
pub fn event_words(event: &Event, playbook: Option<&Playbook>, policy: &Policy, zone: Zone, lang: Lang) -> String {
    let step = |id: &str| {
        let name = playbook.and_then(|p| p.step(id)).map(|s| pick(&s.name, lang, id));
        name.unwrap_or(id).to_owned()
    };
    match &event.act {
        Act::Open { step: s, owner, .. } => {
            let s = step(s);
            tr!(lang, "opened at \"{s}\", owner {owner}", "登记，步骤“{s}”，负责人 {owner}")
        }
        Act::Contact(c) => {
            let via = c.via.say(lang);
            let purpose = c.purpose.map(|p| format!(" [{}]", p.say(lang))).unwrap_or_default();
            let more = contact_details(c, zone, lang);
            match (c.dir, c.reached) {
                (crate::case::words::Direction::In, _) => {
                    tr!(lang, "contact from the customer, {via}{purpose}{more}", "客户主动联系，{via}{purpose}{more}")
                }
                (_, true) => tr!(lang, "contact, {via}{purpose}{more}", "联系客户，{via}{purpose}{more}"),
                (_, false) => {
                    tr!(lang, "attempt, {via}, not reached{purpose}{more}", "尝试联系，{via}，未接通{purpose}{more}")
                }
            }
        }
        Act::Note => tr!(lang, "note", "备注"),
        Act::Tick { ticks, facts, .. } => {
            let done = ticks.join(", ");
            let set = filled(facts, playbook, lang);
            match (ticks.is_empty(), facts.is_empty()) {
                (_, true) => tr!(lang, "ticked {done}", "完成：{done}"),
                (true, false) => set,
                (false, false) => tr!(lang, "ticked {done}; {set}", "完成：{done}；{set}"),
            }
        }
        Act::Advance { step: from, to, skipped, .. } => {
            let from = step(from);
            let to = match to {
                Target::Step(to) => step(to),
                Target::End => tr!(lang, "end", "结束"),
            };
            if *skipped {
                tr!(lang, "skipped \"{from}\", on to \"{to}\"", "跳过“{from}”，进入“{to}”")
            } else {
                tr!(lang, "advanced from \"{from}\" to \"{to}\"", "从“{from}”进入“{to}”")
            }
        }
        Act::Return { step: from, to } => {
            let (from, to) = (step(from), step(to));
            tr!(lang, "back from \"{from}\" to \"{to}\"", "从“{from}”退回“{to}”")
        }
        Act::Switch { playbook, step } => {
            tr!(lang, "switched to {playbook}, step {step}", "改用流程 {playbook}，步骤 {step}")
        }
        Act::Assign { owner } => tr!(lang, "assigned to {owner}", "转交 {owner}"),
        Act::Assess(a) => {
            let mut words: Vec<String> = Vec::new();
            words.extend(a.severity.map(|w| w.say(lang)));
            words.extend(
                a.urgent.map(|yes| if yes { tr!(lang, "urgent", "紧急") } else { tr!(lang, "not urgent", "不紧急") }),
            );
            words.extend(a.flags.iter().map(|w| w.say(lang)));
            words.extend(a.verified.map(|w| w.say(lang)));
            words.extend(a.fault.map(|w| {
                let fault = w.say(lang);
                tr!(lang, "fault {fault}", "责任方 {fault}")
            }));
            words.extend(a.share.map(|n| tr!(lang, "our share {n} %", "我方责任 {n}%")));
            words.extend(a.loss.as_ref().map(|loss| tr!(lang, "loss {loss}", "损失 {loss}")));
            let words = match lang {
                Lang::En => words.join(", "),
                Lang::Zh => words.join("，"),
            };
            tr!(lang, "assessed: {words}", "评估：{words}")
        }
        Act::Cause { what, .. } => tr!(lang, "cause: {what}", "原因：{what}"),
        Act::Escalate { tier, .. } => {
            let cause = super::ladder::cause(&event.act, zone, lang);
            tr!(lang, "escalated to tier {tier}: {cause}", "升级到第 {tier} 层：{cause}")
        }
        Act::Promise { due, what, moves, .. } => {
            let due = dates::when(*due, zone);
            let moved = moves.as_ref().map(|id| tr!(lang, " (instead of {id})", "（取代 {id}）")).unwrap_or_default();
            tr!(lang, "promised by {due}: {what}{moved}", "承诺于 {due} 前：{what}{moved}")
        }
        Act::Evidence { kind, what, source, from, .. } => {
            let kind = kind.as_ref().map(|kind| tr!(lang, ", {kind}", "，{kind}")).unwrap_or_default();
            let from = from.as_ref().map(|from| tr!(lang, ", from {from}", "，提供者 {from}")).unwrap_or_default();
            let what = what.as_ref().map(|what| tr!(lang, ": {what}", "：{what}")).unwrap_or_default();
            tr!(lang, "evidence: {source}{kind}{from}{what}", "证据：{source}{kind}{from}{what}")
        }
        Act::Grievance { what, .. } => tr!(lang, "further grievance: {what}", "又一投诉点：{what}"),
        Act::Settle { of, how } => tr!(lang, "settled {of}: {how}", "答复 {of}：{how}"),
        Act::Offer { options } => money::offer_words(options, lang),
        Act::Answer { accepts, how, .. } => {
            let how = how.as_ref().map(|how| tr!(lang, ": {how}", "：{how}")).unwrap_or_default();
            match accepts {
                Some(opt) => tr!(lang, "the customer accepts {opt}{how}", "客户接受方案 {opt}{how}"),
                None => tr!(lang, "the customer accepts none{how}", "客户都不接受{how}"),
            }
        }
        Act::Decline { what, alternative, told } => {
            let told = if *told { tr!(lang, "; the customer was told", "；已告知客户") } else { String::new() };
            tr!(
                lang,
                "declined: {what}; alternative: {alternative}{told}",
                "不予支持：{what}；替代方案：{alternative}{told}"
            )
        }
        Act::Approve { of, amount, role, granted } => {
            let role = role.as_deref().map(|role| named(&policy.roles, role, lang));
            money::approval_words(*granted, of.as_str(), amount.as_deref(), role, lang)
        }
        Act::Redress { remedy, amount, currency, covers, reason, .. } => {
            let amount = (amount.as_deref(), currency.as_deref());
            money::redress_words(*remedy, amount, covers.as_deref(), reason.as_deref(), lang)
        }
        Act::Pause { reason, until } => {
            let (reason, until) = (reason.say(lang), dates::when(*until, zone));
            tr!(lang, "waiting until {until}: {reason}", "等待至 {until}：{reason}")
        }
        Act::Resume { .. } => tr!(lang, "resumed", "恢复处理"),
        Act::Extend { clock, due, .. } => {
            let due = dates::when(*due, zone);
            let clock = if clock == "final" { Kind::Final.say(lang) } else { clock.clone() };
            tr!(lang, "{clock} extended to {due}", "{clock}延期至 {due}")
        }
        Act::Survey { satisfied: Some(satisfied), score, words, .. } => {
            let score = score.map(|n| tr!(lang, ", score {n}", "，评分 {n}")).unwrap_or_default();
            let words = words.as_ref().map(|w| tr!(lang, ": {w}", "：{w}")).unwrap_or_default();
            if *satisfied {
                tr!(lang, "the customer is satisfied{score}{words}", "客户满意{score}{words}")
            } else {
                tr!(lang, "the customer is not satisfied{score}{words}", "客户不满意{score}{words}")
            }
        }
        Act::Survey { reached: true, .. } => tr!(lang, "asked about satisfaction, no answer", "询问满意度，客户未作答"),
        Act::Survey { .. } => tr!(lang, "asked about satisfaction, not reached", "询问满意度，未接通"),
        Act::TellTeam { department } => {
            let department = named(&policy.departments, department, lang);
            tr!(lang, "told {department}", "反馈给 {department}")
        }
        Act::Close { outcome, .. } => {
            let outcome = outcome.say(lang);
            tr!(lang, "closed: {outcome}", "结案：{outcome}")
        }
        Act::Reopen { .. } => tr!(lang, "reopened", "重新打开"),
        Act::Link { to, relation } => {
            let relation = relation.say(lang);
            tr!(lang, "{relation} {to}", "{relation} {to}")
        }
        Act::Action { what, owner, due } => {
            let due = dates::when(*due, zone);
            tr!(lang, "action for {owner} by {due}: {what}", "改进措施（{owner}，{due} 前）：{what}")
        }
        Act::Done { of } => tr!(lang, "action {of} done", "改进措施 {of} 已完成"),
        Act::Verify { effective: true, of } => tr!(lang, "action {of} works", "改进措施 {of} 有效"),
        Act::Verify { effective: false, of } => tr!(lang, "action {of} does not work", "改进措施 {of} 无效"),
        Act::Edit { key } => tr!(lang, "edited {key}", "修改 {key}"),
        Act::Retract { of } => tr!(lang, "retracted {of}", "撤回 {of}"),
        Act::Redact { of, field } => {
            let what = of.as_ref().map(ToString::to_string).or_else(|| field.clone()).unwrap_or_default();
            tr!(lang, "redacted {what}", "脱敏 {what}")
        }
    }
}
