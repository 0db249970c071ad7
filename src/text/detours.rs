//! What moved a deadline: waits, changes, and days that don't count.

use super::{Say, bracketed, dates, pick};
use crate::clock::Zone;
use crate::clock::pause::Halt;
use crate::clock::reckon::Reckoned;
use crate::clock::why::{Run, Skipped};
use crate::policy::{Duration, Lang, Unit};

/// The waits inside a limit, and the change that brought it.
pub(super) fn moved(reckoned: &Reckoned, zone: Zone, lang: Lang) -> String {
    let mut text = String::new();
    if let Some(changed) = reckoned.changed {
        let at = dates::day_and_time(changed, zone, lang);
        text += &tr!(lang, "; the limit changed {at}", "；时限于 {at} 变更");
    }
    for wait in &reckoned.waits {
        let (from, to) = (dates::day_and_time(wait.from, zone, lang), dates::day_and_time(wait.to, zone, lang));
        let adds = added(wait.adds, reckoned.limit.duration.unit, lang);
        text += &match wait.halt {
            Halt::Closed => tr!(lang, "; closed {from} to {to}: {adds} more", "；{from} 至 {to} 已结案，顺延 {adds}"),
            Halt::Pause(reason) => {
                let reason = reason.say(lang);
                tr!(
                    lang,
                    "; waited {from} to {to} ({reason}): {adds} more",
                    "；{from} 至 {to} 等待（{reason}），顺延 {adds}"
                )
            }
        };
        if let Some(until) = wait.void_until {
            let until = dates::day_and_time(until, zone, lang);
            text +=
                &tr!(lang, ", from there to {until} void: the customer answered", "，此后至 {until} 作废：客户已回复");
        }
    }
    text
}

/// How far a wait moved a limit of that unit.
fn added(adds: i64, unit: Unit, lang: Lang) -> String {
    let count = |unit| Duration { n: u32::try_from(adds).unwrap_or(0), unit }.say(lang);
    match unit {
        Unit::Days | Unit::Weeks => count(Unit::Days),
        Unit::BusinessDays => count(Unit::BusinessDays),
        Unit::Minutes | Unit::Hours => dates::length(adds, lang),
        Unit::BusinessHours => {
            let length = dates::length(adds, lang);
            tr!(lang, "{length} of working time", "工作时间 {length}")
        }
    }
}

/// The days that a limit passed over, and those of rest that it counted.
pub(super) fn skipped(skipped: &Skipped, lang: Lang) -> String {
    let mut pieces = Vec::new();
    let rest = skipped.rest;
    match rest {
        0 => {}
        1 => pieces.push(tr!(lang, "1 day of rest", "1 个休息日")),
        _ => pieces.push(tr!(lang, "{rest} days of rest", "{rest} 个休息日")),
    }
    let glue = tr!(lang, ", ", "、");
    pieces.extend(skipped.runs.iter().filter(|r| !r.made_up).map(|r| named(r, lang)));
    let counted: Vec<String> = skipped.runs.iter().filter(|r| r.made_up).map(|r| named(r, lang)).collect();
    let mut text = String::new();
    if !pieces.is_empty() {
        let pieces = pieces.join(&glue);
        text += &tr!(lang, "; not counted: {pieces}", "；不计：{pieces}");
    }
    if !counted.is_empty() {
        let counted = counted.join(&glue);
        text += &tr!(lang, "; counted: {counted}", "；计入：{counted}");
    }
    text
}

fn named(run: &Run, lang: Lang) -> String {
    let (from, to) = (dates::day(run.from, lang), dates::day(run.to, lang));
    let days = if run.from == run.to { from } else { tr!(lang, "{from} to {to}", "{from}至{to}") };
    let name = run.name.as_ref().map(|name| bracketed(pick(name, lang, ""), lang));
    days + &name.unwrap_or_default()
}
