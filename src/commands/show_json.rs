//! A case as JSON.

use super::context::Context;
use crate::case::State;
use crate::case::event::Fact;
use crate::case::stamp::write_stamp;
use crate::clock::{View, deadline};
use crate::playbook::advance::{Missing, Request, missing};
use crate::text::{Msg, Say};
use serde_json::{Value, json};

/// Everything about a case.
pub(super) fn as_json(ctx: &Context, view: &View<'_>, shown: &str) -> Value {
    let zone = ctx.zone();
    let (header, state) = (&view.case().header, &view.state);
    let stamp = |s| write_stamp(zone.local(s));
    let facts: serde_json::Map<String, Value> = state.facts.iter().map(|(k, v)| (k.clone(), fact_json(v))).collect();
    let lacking: Vec<String> = match (view.playbook, state.step.as_deref()) {
        (Some(playbook), Some(id)) if !state.is_closed() => playbook
            .step(id)
            .map(|step| missing(&view.history, state, step, &Request::default()))
            .unwrap_or_default()
            .iter()
            .filter_map(Missing::token)
            .collect(),
        _ => Vec::new(),
    };
    let deadlines: Vec<Value> = deadline::deadlines(view)
        .into_iter()
        .map(|d| {
            json!({
                "kind": d.kind.as_str(),
                "due": stamp(d.due),
                "level": d.level.map(crate::clock::Level::as_str),
                "missed": d.missed,
                "why": Msg::Why(Box::new(d.why), zone).say(ctx.lang),
            })
        })
        .collect();
    let events: Vec<Value> = view
        .history
        .events
        .iter()
        .map(|e| {
            json!({
                "id": e.id.as_str(), "at": stamp(e.at), "by": e.by, "do": e.act.word(), "note": e.note, "why": e.why,
                "superseded": state.superseded.contains(&e.id),
            })
        })
        .collect();
    let State { step, owner, .. } = state;
    json!({
        "schema": "amends.show/1",
        "now": stamp(ctx.now.stamp),
        "case": header.id.as_str(),
        "path": shown,
        "title": header.title,
        "received": stamp(header.received),
        "channel": header.channel.as_str(),
        "customer": header.customer,
        "contact": header.contact,
        "anonymous": header.anonymous,
        "demand": header.demand,
        "category": header.category,
        "description": header.description,
        "state": view.phase().as_str(),
        "outcome": state.closed.as_ref().map(|c| c.outcome.as_str()),
        "playbook": state.playbook.id,
        "step": step,
        "owner": owner,
        "severity": state.severity().as_str(),
        "rounds": state.rounds,
        "cycle": state.cycles.len(),
        "facts": facts,
        "missing": lacking,
        "deadlines": deadlines,
        "events": events,
    })
}

fn fact_json(fact: &Fact) -> Value {
    match fact {
        Fact::Word(s) if s == "true" || s == "false" => Value::Bool(s == "true"),
        Fact::Word(s) | Fact::Text(s) => Value::from(s.as_str()),
        Fact::Many(list) => Value::from(list.clone()),
    }
}
