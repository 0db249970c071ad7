//! How a deadline came about, in one sentence.

use super::{Say, dates, pick};
use crate::clock::excuse::Excuse;
use crate::clock::limits::{Limit, Source};
use crate::clock::why::Heard;
use crate::clock::{Why, Zone};
use crate::policy::{Days, Duration, Lang};

impl Say for Limit {
    fn say(&self, lang: Lang) -> String {
        let (duration, source) = (self.duration.say(lang), source(self, lang));
        tr!(lang, "{duration}, {source}", "{duration}，{source}")
    }
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
        Source::Policy => tr!(lang, "policy", "按默认规定"),
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

/// The sentence.
pub(super) fn say(why: &Why, zone: Zone, lang: Lang) -> String {
    match why {
        Why::FirstResponse { start, limit, changed, missed } => {
            let from = dates::day_and_time(changed.unwrap_or(*start), zone, lang);
            let limit = limit.say(lang);
            let mut text = tr!(
                lang,
                "first response: within {limit}, from {from}; no feedback yet",
                "首次响应：{limit}，自 {from} 起；尚无反馈"
            );
            if changed.is_some() {
                let start = dates::day_and_time(*start, zone, lang);
                text += &tr!(lang, "; the limit changed then (received {start})", "；时限在那时变更（{start} 收到）");
            }
            if !missed.is_empty() {
                let missed = dates::days(missed, lang);
                text += &tr!(lang, "; missed: {missed}", "；漏反馈：{missed}");
            }
            text
        }
        Why::Day { day, limit, days, last, missed, attempted, excused } => {
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
        Why::Rolling { last, from, limit, moved } => {
            let (heard, limit) = (heard(last.as_ref(), zone, lang), limit.say(lang));
            let from = dates::day_and_time(*from, zone, lang);
            let mut text = tr!(lang, "every {limit}, from {from}; {heard}", "每 {limit}，自 {from} 起；{heard}");
            if *moved {
                text += &tr!(lang, "; moved to the next opening", "；顺延到下次上班");
            }
            text
        }
        Why::Promise { what, by, made, due, .. } => {
            let (made, due) = (dates::day_and_time(*made, zone, lang), dates::when(*due, zone));
            tr!(lang, "promised {made} by {by} for {due}: {what}", "{by} 于 {made} 承诺 {due}：{what}")
        }
        Why::Step { step, name, since, limit, waits } => {
            let step = name.as_ref().map_or(step.as_str(), |name| pick(name, lang, step));
            let (since, limit) = (dates::day_and_time(*since, zone, lang), limit.say(lang));
            let mut text = tr!(
                lang,
                "in step \"{step}\" since {since}, limit {limit}",
                "自 {since} 起在步骤“{step}”，时限 {limit}"
            );
            for wait in waits {
                let (from, to) = (dates::day_and_time(wait.from, zone, lang), dates::day_and_time(wait.to, zone, lang));
                let reason = wait.reason.say(lang);
                text += &tr!(lang, "; waited {from} to {to} ({reason})", "；{from} 至 {to} 等待（{reason}）");
            }
            text
        }
    }
}
