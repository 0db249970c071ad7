//! A case as JSON.

use super::context::Context;
use super::show_others::Others;
use crate::case::event::Fact;
use crate::case::keys::COMMON;
use crate::case::learning::{causes, corrective, told};
use crate::case::raw::Value as Spelled;
use crate::case::stamp::write_stamp;
use crate::case::{Act, Event, Stamp, When};
use crate::check::first_lines;
use crate::clock::why::Derivation;
use crate::clock::{Deadline, View, deadline};
use crate::playbook::advance::{Missing, Request, missing};
use crate::playbook::{Check, Playbook};
use crate::store::{Loaded, read_yaml};
use crate::text::{Msg, Say};
use serde_json::{Value, json};

/// Everything about a case.
pub(super) fn as_json(
    ctx: &Context,
    view: &View<'_>,
    overlays: &[&Playbook],
    others: &Others,
    loaded: &Loaded,
) -> Value {
    let zone = ctx.zone();
    let (header, state) = (&view.case().header, &view.state);
    let stamp = |s| write_stamp(zone.local(s));
    let facts: serde_json::Map<String, Value> = state.facts.iter().map(|(k, v)| (k.clone(), fact_json(v))).collect();
    let lacking: Vec<String> = match (view.playbook, state.step.as_deref()) {
        (Some(playbook), Some(id)) if !state.is_closed() => playbook
            .step(id)
            .map(|step| missing(&view.history, state, step, view.policy, &Request::default()))
            .unwrap_or_default()
            .iter()
            .filter_map(Missing::token)
            .collect(),
        _ => Vec::new(),
    };
    let (met, deadlines): (Vec<Deadline>, Vec<Deadline>) =
        deadline::obligations(view).into_iter().partition(|d| d.met.is_some());
    let deadlines: Vec<Value> = deadlines
        .into_iter()
        .map(|d| {
            json!({
                "kind": d.kind.as_str(),
                "due": stamp(d.due),
                "level": d.level.map(crate::clock::Level::as_str),
                "missed": d.missed,
                "why": why(ctx, d),
            })
        })
        .collect();
    let met: Vec<Value> = met
        .into_iter()
        .map(|d| {
            json!({
                "kind": d.kind.as_str(),
                "due": stamp(d.due),
                "met": d.met.as_ref().map(|m| stamp(m.at)),
                "event": d.met.as_ref().map(|m| m.event.as_str()),
                "why": why(ctx, d),
            })
        })
        .collect();
    let closed = state.closed.as_ref();
    let value = json!({
        "schema": "amends.show/1",
        "now": stamp(ctx.now.stamp),
        "case": header.id.as_str(),
        "path": loaded.shown,
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
        "outcome": closed.map(|c| c.outcome.as_str()),
        "playbook": state.playbook.id,
        "step": state.step,
        "owner": state.owner,
        "severity": state.severity().as_str(),
        "rounds": state.rounds,
        "cycle": state.cycles.len(),
        "facts": facts,
        "missing": lacking,
        "deadlines": deadlines,
        "met": met,
    });
    let more = [
        further_facts(view),
        judgement(view, &stamp),
        open_points(view, &stamp),
        super::show_redress::as_json(view),
        lessons(view, &stamp),
        json!({ "checklist": checklist(view), "overlays": added_checks(view, overlays) }),
        super::show_signals::as_json(ctx, view),
        others.as_json(ctx),
        json!({ "events": events(ctx, view, &loaded.text, &stamp) }),
    ];
    let parts = std::iter::once(value).chain(more).filter_map(|part| match part {
        Value::Object(pairs) => Some(pairs),
        _ => None,
    });
    Value::Object(parts.flatten().collect())
}

/// The header facts that not every case has.
fn further_facts(view: &View<'_>) -> Value {
    let header = &view.case().header;
    let map = |pairs: &[(String, String)]| -> serde_json::Map<String, Value> {
        pairs.iter().map(|(k, v)| (k.clone(), Value::from(v.as_str()))).collect()
    };
    json!({
        "product": header.product,
        "department": header.department,
        "place": header.place,
        "people": header.people,
        "cc": header.cc,
        "references": map(&header.references),
        "reported_by": header.reported_by,
        "representative": header.representative,
        "language": header.language,
        "prefers": map(&header.prefers),
        "tags": header.tags,
    })
}

/// How the case was assessed, and what the customer said to it.
fn judgement(view: &View<'_>, stamp: &impl Fn(Stamp) -> String) -> Value {
    let state = &view.state;
    json!({
        "playbook_revision": state.playbook.revision,
        "step_since": state.step.as_ref().map(|_| stamp(state.step_since)),
        "registered": stamp(view.case().registered()),
        "closed_at": state.closed.as_ref().map(|c| stamp(c.at)),
        "last_feedback": view.last_feedback().map(|e| stamp(e.at)),
        "feedback_clock": view.has_feedback_clock(),
        "urgent": state.grade().urgent,
        "flags": state.flags.iter().map(|f| f.as_str()).collect::<Vec<_>>(),
        "verified": state.verified.map(crate::case::words::Verified::as_str),
        "fault": state.fault.map(crate::case::words::Blame::as_str),
        "tier": state.tier,
        "satisfied": state.satisfied,
        "grades": state.grades.iter().map(|g| json!({
            "since": stamp(g.since), "severity": g.severity.as_str(), "urgent": g.urgent,
        })).collect::<Vec<_>>(),
    })
}

/// Promises, grievances and waits, those that are done with too.
fn open_points(view: &View<'_>, stamp: &impl Fn(Stamp) -> String) -> Value {
    let state = &view.state;
    let when = |when: When| match when {
        When::At(at) => stamp(at),
        When::On(date) => date.to_string(),
    };
    let promises = state.promises.iter().map(|p| {
        json!({
            "id": p.id.as_str(), "made": stamp(p.made), "by": p.by, "what": p.what, "due": when(p.due),
            "kept": p.kept.map(stamp), "moved": p.moved, "open": p.is_open(),
        })
    });
    let grievances =
        state.grievances.iter().map(|g| json!({ "id": g.id.as_str(), "what": g.what, "settled": g.settled }));
    let waits = view.waits();
    let pauses = state.pauses.iter().zip(&waits).map(|(p, wait)| {
        json!({
            "id": p.id.as_str(), "reason": p.reason.as_str(), "from": stamp(p.from), "until": when(p.until),
            "ended": p.ended.map(stamp), "runs": wait.runs_at(view.now.stamp) && !state.is_closed(),
        })
    });
    json!({
        "promises": promises.collect::<Vec<_>>(),
        "grievances": grievances.collect::<Vec<_>>(),
        "pauses": pauses.collect::<Vec<_>>(),
    })
}

/// Causes, corrective actions and departments told.
fn lessons(view: &View<'_>, stamp: &impl Fn(Stamp) -> String) -> Value {
    let when = |when: When| match when {
        When::At(at) => stamp(at),
        When::On(date) => date.to_string(),
    };
    let causes: Vec<Value> = causes(view.effective())
        .iter()
        .map(|c| {
            json!({
                "id": c.event.id.as_str(), "what": c.what, "code": c.code, "bone": c.bone, "whys": c.whys,
                "department": c.department,
            })
        })
        .collect();
    let actions: Vec<Value> = corrective(view.effective())
        .iter()
        .map(|a| {
            json!({
                "id": a.id().as_str(), "what": a.what, "owner": a.owner, "due": when(a.due),
                "state": a.state().as_str(), "done": a.done.map(|e| stamp(e.at)),
                "done_by": a.done.map(|e| e.by.as_str()), "verified": a.verdict.map(|(e, _)| stamp(e.at)),
                "verified_by": a.verdict.map(|(e, _)| e.by.as_str()), "effective": a.verdict.map(|(_, works)| works),
            })
        })
        .collect();
    let told: Vec<Value> = told(view.effective())
        .iter()
        .map(|(e, department)| json!({ "id": e.id.as_str(), "at": stamp(e.at), "department": department, "note": e.note }))
        .collect();
    json!({ "causes": causes, "actions": actions, "departments_told": told })
}

/// The checks and fields of the step the case is in.
/// How a deadline came about, in a sentence.
fn why(ctx: &Context, deadline: Deadline) -> String {
    Msg::Why(Box::new(Derivation::of(deadline, &ctx.policy)), ctx.zone()).say(ctx.lang)
}

/// What the overlays that apply ask for before the case is closed.
fn added_checks(view: &View<'_>, overlays: &[&Playbook]) -> Vec<Value> {
    let check = |overlay: &Playbook, c: &Check| {
        let done = view.state.is_ticked(&overlay.id, &c.id);
        json!({ "id": c.id, "required": c.required, "done": done })
    };
    let checks = |overlay: &Playbook| overlay.overlay_checks().map(|c| check(overlay, c)).collect::<Vec<_>>();
    overlays.iter().map(|o| json!({ "id": o.id, "revision": o.revision, "checks": checks(o) })).collect()
}

/// The checks and fields of the step the case is in.
fn checklist(view: &View<'_>) -> Vec<Value> {
    let step = view.playbook.zip(view.state.step.as_deref()).and_then(|(playbook, id)| playbook.step(id));
    let Some(step) = step.filter(|_| !view.state.is_closed()) else { return Vec::new() };
    let checks = step.checks.iter().map(|c| {
        let done = view.state.is_ticked(&step.id, &c.id);
        json!({ "id": c.id, "kind": "check", "required": c.required, "done": done })
    });
    let fields = step.fields.iter().map(|f| {
        let done = view.state.facts.contains_key(&f.id);
        json!({ "id": f.id, "kind": "field", "required": f.required, "done": done })
    });
    checks.chain(fields).collect()
}

/// What happened, retracted events too, each with the keys of its kind.
fn events(ctx: &Context, view: &View<'_>, text: &str, stamp: &impl Fn(Stamp) -> String) -> Vec<Value> {
    let raw = read_yaml(text).ok();
    let lines = raw.as_ref().map(first_lines).unwrap_or_default();
    let details = |id: &str| -> serde_json::Map<String, Value> {
        let pairs = lines.get(id).map(|e| e.pairs.as_slice()).unwrap_or_default();
        let common = |key: &str| COMMON.contains(&key) || key == "redacted";
        pairs
            .iter()
            .filter(|(k, _)| !common(&k.text))
            .map(|(k, n)| (k.text.to_string(), spelled_json(&n.value)))
            .collect()
    };
    let known = |e: &&Event| matches!(e.act, Act::Open { .. }) || ctx.now.until().is_none_or(|now| e.at <= now);
    let mut events: Vec<&Event> = view.case().events.iter().filter(known).collect();
    events.sort_by_key(|e| (!matches!(e.act, Act::Open { .. }), e.at.timestamp()));
    let event = |e: &&Event| {
        json!({
            "id": e.id.as_str(), "at": stamp(e.at), "by": e.by, "do": e.act.word(), "note": e.note, "why": e.why,
            "superseded": view.state.superseded.contains(&e.id),
            "retracted": view.history.retracted.contains(&e.id),
            "logged": e.logged.map(stamp), "forced": e.forced, "redacted": e.redacted,
            "details": details(e.id.as_str()),
        })
    };
    events.iter().map(event).collect()
}

/// A value of a file as JSON spells it; what is no number or truth value there is none here.
fn spelled_json(value: &Spelled<'_>) -> Value {
    match value {
        Spelled::Plain(s) if matches!(&**s, "true" | "false") => Value::Bool(s == "true"),
        Spelled::Plain(s) => s.parse::<u32>().map_or_else(|_| Value::from(&**s), Value::from),
        Spelled::Quoted(s) => Value::from(&**s),
        Spelled::List(list) => list.iter().map(|n| spelled_json(&n.value)).collect(),
        Spelled::Map(pairs) => {
            Value::Object(pairs.iter().map(|(k, n)| (k.text.to_string(), spelled_json(&n.value))).collect())
        }
    }
}

fn fact_json(fact: &Fact) -> Value {
    match fact {
        Fact::Word(s) if s == "true" || s == "false" => Value::Bool(s == "true"),
        Fact::Word(s) | Fact::Text(s) => Value::from(s.as_str()),
        Fact::Many(list) => Value::from(list.clone()),
    }
}
