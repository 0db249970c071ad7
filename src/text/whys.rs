//! How a deadline came about, in one sentence.

use super::detours::{moved, skipped};
use super::{Say, bracketed, dates, listed, pick};
use crate::clock::deadline::Met;
use crate::clock::excuse::Excuse;
use crate::clock::limits::{Limit, Source};
use crate::clock::why::{Derivation, Extension, Heard};
use crate::clock::{Why, Zone};
use crate::policy::{Days, Duration, Lang};

impl Say for Limit {
    fn say(&self, lang: Lang) -> String {
        let (duration, source) = (self.duration.say(lang), source(self, lang));
        tr!(lang, "{duration}, {source}", "{duration}，{source}")
    }
}

/// How long, and in brackets where that comes from, for a sentence that goes on behind the limit.
fn apart(limit: &Limit, lang: Lang) -> (String, String) {
    (limit.duration.say(lang), bracketed(&source(limit, lang), lang))
}

fn source(limit: &Limit, lang: Lang) -> String {
    match limit.source {
        Source::Urgent => tr!(lang, "urgent case", "加急"),
        Source::Severity(severity) => {
            let severity = severity.say(lang);
            tr!(lang, "severity {severity}", "严重程度：{severity}")
        }
        Source::Step => tr!(lang, "limit of the step", "步骤时限"),
        Source::Playbook => tr!(lang, "playbook", "流程规定"),
        Source::Policy => tr!(lang, "policy", "按团队规定或默认"),
        Source::Customer => tr!(lang, "asked for by the customer", "客户要求"),
    }
}

fn heard(last: Option<&Heard>, zone: Zone, lang: Lang) -> String {
    match last {
        None => tr!(lang, "no feedback yet", "尚无反馈"),
        Some(Heard { at, by, entered_late }) => {
            let at = dates::day_and_time(*at, zone, lang);
            let late = if *entered_late { tr!(lang, ", entered late", "，补记") } else { String::new() };
            tr!(lang, "last feedback {at} by {by}{late}", "上次反馈 {at}，{by}{late}")
        }
    }
}

fn rule(limit: &Limit, days: Days, lang: Lang) -> String {
    let days = match days {
        Days::All => tr!(lang, "all days", "每天都算"),
        Days::Working => tr!(lang, "working days", "仅工作日"),
    };
    if limit.duration == Duration::days(1) {
        let source = source(limit, lang);
        return tr!(lang, "daily, {source}, {days}", "每天一次，{source}，{days}");
    }
    let limit = limit.say(lang);
    tr!(lang, "every {limit}, {days}", "每 {limit}，{days}")
}

/// The sentence: how it came about, what the calendar and waits had to do with it, and what met it or is missing.
pub(super) fn say(derivation: &Derivation, zone: Zone, lang: Lang) -> String {
    let mut text = core(&derivation.why, derivation.met.is_some(), zone, lang);
    text += &skipped(&derivation.skipped, lang);
    if let Some(year) = derivation.blind {
        text += &tr!(
            lang,
            "; the holidays of {year} are not known, the weekly pattern was used",
            "；{year} 年的节假日未知，按每周工作时间推算"
        );
    }
    if let Some(Met { at, by, event }) = &derivation.met {
        let at = dates::day_and_time(*at, zone, lang);
        text += &tr!(lang, "; met {at} by {by} ({event})", "；{by} 于 {at} 完成（{event}）");
    }
    text
}

fn core(why: &Why, met: bool, zone: Zone, lang: Lang) -> String {
    match why {
        Why::FirstResponse { reckoned, missed } => {
            let from = dates::day_and_time(reckoned.changed.unwrap_or(reckoned.start), zone, lang);
            let limit = reckoned.limit.say(lang);
            let mut text = tr!(lang, "first response: within {limit}, from {from}", "首次响应：{limit}，自 {from} 起");
            if !met {
                text += &tr!(lang, "; no feedback yet", "；尚无反馈");
            }
            if reckoned.changed.is_some() {
                let start = dates::day_and_time(reckoned.start, zone, lang);
                text +=
                    &tr!(lang, "; the limit changed then (in place of {start})", "；时限在那时变更（原自 {start} 起）");
            }
            if !missed.is_empty() {
                let missed = dates::days(missed, lang);
                text += &tr!(lang, "; missed: {missed}", "；漏反馈：{missed}");
            }
            text
        }
        Why::Day { day, limit, days, last, missed, attempted, excused, .. } => {
            let (day, rule, heard) =
                (dates::day(*day, lang), rule(limit, *days, lang), heard(last.as_ref(), zone, lang));
            let mut text = tr!(lang, "obligation of {day} ({rule}); {heard}", "{day}应反馈（{rule}）；{heard}");
            if !missed.is_empty() {
                let missed = dates::days(missed, lang);
                text += &tr!(lang, "; missed: {missed}", "；漏反馈：{missed}");
            }
            if !attempted.is_empty() {
                let attempted = dates::days(attempted, lang);
                text += &tr!(lang, "; tried twice in vain: {attempted}", "；两次未接通：{attempted}");
            }
            for (day, excuse) in excused {
                let day = dates::day(*day, lang);
                text += &match excuse {
                    Excuse::Next(next) => {
                        let next = dates::day(*next, lang);
                        tr!(lang, "; {day} excused (the customer asked for {next})", "；{day}除外（客户约定{next}）")
                    }
                    Excuse::Agreed => tr!(lang, "; {day} excused (agreed date)", "；{day}除外（约定日期）"),
                };
            }
            text
        }
        Why::Rolling { last, from, limit, unmoved, stands } => {
            let (heard, limit) = (heard(last.as_ref(), zone, lang), limit.say(lang));
            let from = dates::day_and_time(*from, zone, lang);
            let mut text = tr!(lang, "every {limit}, from {from}; {heard}", "每 {limit}，自 {from} 起；{heard}");
            if *stands {
                text += &tr!(lang, "; due already before that rhythm began", "；原期限在此间隔生效前已定，仍有效");
            }
            if let Some(unmoved) = unmoved {
                let unmoved = dates::day_and_time(*unmoved, zone, lang);
                text += &tr!(
                    lang,
                    "; {unmoved} is outside working hours, moved to the next opening",
                    "；{unmoved} 不在工作时间，顺延到下次上班"
                );
            }
            text
        }
        Why::Promise { what, by, made, due } => {
            let (made, due) = (dates::day_and_time(*made, zone, lang), dates::when(*due, zone));
            let text = tr!(lang, "promised {made} by {by} for {due}: {what}", "{by} 于 {made} 承诺 {due}：{what}");
            text + &missing(met, || tr!(lang, "; not kept yet", "；尚未兑现"))
        }
        Why::Step { step, name, reckoned } => {
            let step = name.as_ref().map_or(step.as_str(), |name| pick(name, lang, step));
            let (since, limit) = (dates::day_and_time(reckoned.start, zone, lang), reckoned.limit.say(lang));
            let text = tr!(
                lang,
                "in step \"{step}\" since {since}, limit {limit}",
                "自 {since} 起在步骤“{step}”，时限 {limit}"
            );
            text + &moved(reckoned, zone, lang) + &tr!(lang, "; not left yet", "；尚未离开")
        }
        Why::Approval { by, from, roles, reckoned } => {
            let (at, limit) = (dates::day_and_time(reckoned.start, zone, lang), reckoned.limit.say(lang));
            let text = tr!(
                lang,
                "offer of {at} by {by} reaches the approval band from {from}; decision within {limit}",
                "{by} 于 {at} 提出的方案达到 {from} 起的审批档；审批时限 {limit}"
            );
            let roles = listed(roles, lang);
            let lacks = missing(met, || match roles.is_empty() {
                true => tr!(lang, "; not decided yet", "；尚未审批"),
                false => tr!(lang, "; not yet signed by: {roles}", "；尚待签批：{roles}"),
            });
            text + &moved(reckoned, zone, lang) + &lacks
        }
        Why::FollowUp { by, reckoned } => {
            let at = dates::day_and_time(reckoned.start, zone, lang);
            let (limit, source) = apart(&reckoned.limit, lang);
            let text = tr!(
                lang,
                "redress of {at} by {by}; ask whether it arrived within {limit}{source}",
                "{by} 于 {at} 落实补救；{limit}内回访{source}"
            );
            let lacks = missing(met, || {
                tr!(lang, "; no follow-up contact or survey answer yet", "；尚未回访，也没有满意度答复")
            });
            text + &moved(reckoned, zone, lang) + &lacks
        }
        Why::Final { reckoned, extended } => {
            let (at, limit) = (dates::day_and_time(reckoned.start, zone, lang), reckoned.limit.say(lang));
            let mut text = tr!(
                lang,
                "final answer within {limit}, from the first receipt {at}",
                "最终答复：{limit}，自首次收到 {at} 起"
            );
            text += &moved(reckoned, zone, lang);
            if let Some(Extension { at, by, approved_by, from, why }) = extended {
                let (at, from) = (dates::day_and_time(*at, zone, lang), dates::moment(*from, zone));
                text += &tr!(
                    lang,
                    "; extended {at} by {by}, approved by {approved_by}, before that {from}",
                    "；{by} 于 {at} 延期，{approved_by} 批准，原期限 {from}"
                );
                text += &why.as_ref().map(|why| bracketed(why, lang)).unwrap_or_default();
            }
            text + &missing(met, || tr!(lang, "; not closed yet", "；尚未结案"))
        }
        Why::Action { what, by, made, due } => {
            let (made, due) = (dates::day_and_time(*made, zone, lang), dates::when(*due, zone));
            let text = tr!(
                lang,
                "action set {made} by {by} for {due}: {what}",
                "{by} 于 {made} 定下 {due} 前完成的改进措施：{what}"
            );
            text + &missing(met, || tr!(lang, "; not done yet", "；尚未完成"))
        }
        Why::Verify { what, by, reckoned } => {
            let at = dates::day_and_time(reckoned.start, zone, lang);
            let (limit, source) = apart(&reckoned.limit, lang);
            let text = tr!(
                lang,
                "action done {at} by {by}: {what}; its effect is judged within {limit}{source}",
                "{by} 于 {at} 完成改进措施：{what}；{limit}内验证效果{source}"
            );
            let lacks = missing(met, || tr!(lang, "; not judged yet", "；尚未验证"));
            text + &moved(reckoned, zone, lang) + &lacks
        }
    }
}

fn missing(met: bool, words: impl Fn() -> String) -> String {
    if met { String::new() } else { words() }
}
