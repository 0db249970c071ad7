//! `amends show`: what announces a major complaint, and what makes a case grave by itself.

use super::Context;
use super::seeing::rude;
use crate::case::stamp::write_stamp;
use crate::case::{EventId, Stamp};
use crate::clock::View;
use crate::escalation::{Criterion, Rule, Signal, at_risk, criteria, signals};
use crate::render::table::wrapped;
use crate::text::done::event_words;
use crate::text::{Say, Seeing, bracketed, dates};
use serde_json::{Value, json};

/// How many events and deadlines of a signal are listed; a case that goes on for months has hundreds.
const SHOWN: usize = 5;

/// The blocks of a page; nothing where there is nothing to say.
pub(super) fn page(ctx: &Context, view: &View<'_>) -> String {
    let (lang, width) = (ctx.lang, ctx.screen().width);
    let mut out = String::new();
    let found = signals(view, &rude(ctx, view));
    if !found.is_empty() {
        let heading = if at_risk(view, &found) {
            Seeing::AtRisk { found: found.len() }
        } else {
            Seeing::Signs { found: found.len() }
        };
        out.push_str(&format!("\n{}\n", heading.say(lang)));
        for signal in &found {
            out.push_str(&wrapped("  ", &signal.kind.say(lang), width));
            out.push_str(&events(ctx, view, &signal.events));
            out.push_str(&late(ctx, signal));
        }
    }
    let criteria = criteria(view);
    if !criteria.is_empty() {
        out.push_str(&format!("\n{}\n", Seeing::Criteria.say(lang)));
        for Criterion { rule, severity, events: behind } in &criteria {
            let words = format!("{}{}", severity.say(lang), bracketed(&rule.say(lang), lang));
            out.push_str(&wrapped("  ", &words, width));
            out.push_str(&events(ctx, view, behind));
        }
    }
    out
}

fn events(ctx: &Context, view: &View<'_>, ids: &[EventId]) -> String {
    let (lang, zone, width) = (ctx.lang, ctx.zone(), ctx.screen().width);
    let line = |event: &crate::case::Event| {
        let mut text = event_words(event, view.playbook, view.policy, zone, lang);
        if let Some(said) = event.note.as_ref().or(event.why.as_ref()) {
            text.push('\n');
            text.push_str(said);
        }
        wrapped(&format!("    {}  {}  ", dates::moment(event.at, zone), event.id), &text, width)
    };
    let (mut out, shown) = latest(ctx, ids);
    out.extend(shown.iter().filter_map(|id| view.case().event(id)).map(line));
    out
}

/// The last few of a list, which tell most, and the line that says how many are left out.
fn latest<'a, T>(ctx: &Context, all: &'a [T]) -> (String, &'a [T]) {
    let hidden = all.len().saturating_sub(SHOWN);
    let more = |left| format!("    {}\n", Seeing::More { left }.say(ctx.lang));
    (if hidden > 0 { more(hidden) } else { String::new() }, &all[hidden..])
}

fn late(ctx: &Context, signal: &Signal) -> String {
    let (lang, zone) = (ctx.lang, ctx.zone());
    let (mut out, shown) = latest(ctx, &signal.late);
    for late in shown {
        out.push_str(&format!("    {}  {}\n", dates::moment(late.due, zone), late.kind.say(lang)));
    }
    out
}

/// The same for machines.
pub(super) fn as_json(ctx: &Context, view: &View<'_>) -> Value {
    let found = signals(view, &rude(ctx, view));
    let stamp = |at: Stamp| write_stamp(view.zone().local(at));
    let ids = |ids: &[EventId]| ids.iter().map(|id| Value::from(id.as_str())).collect::<Vec<_>>();
    let signal = |s: &Signal| {
        let late: Vec<Value> =
            s.late.iter().map(|late| json!({ "kind": late.kind.as_str(), "due": stamp(late.due) })).collect();
        json!({ "signal": s.kind.as_str(), "events": ids(&s.events), "late": late })
    };
    let criterion = |c: &Criterion| {
        let (rule, word) = match &c.rule {
            Rule::Complainant(flag) => ("R30", flag.as_str()),
            Rule::Public(flag) => ("R37", flag.as_str()),
            Rule::Channel(channel) => ("R37", channel.as_str()),
            Rule::Harm(flag) => ("harm", flag.as_str()),
            Rule::Loss { from } => ("from_loss", from.as_str()),
        };
        json!({ "rule": rule, "by": word, "severity": c.severity.as_str(), "events": ids(&c.events) })
    };
    json!({
        "signals": found.iter().map(signal).collect::<Vec<_>>(),
        "at_risk": at_risk(view, &found),
        "criteria": criteria(view).iter().map(criterion).collect::<Vec<_>>(),
    })
}
