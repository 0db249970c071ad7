//! `amends report learning --format json`.

use super::context::Context;
use super::judged::Judged;
use super::report::percent;
use super::report_learning::Row;
use crate::case::When;
use crate::case::stamp::write_stamp;
use crate::render::json::print;
use crate::report::learning::{Cases, CauseRow, Learning, Measure, Need, Pattern, Question};
use serde_json::{Map, Value, json};

/// The whole report as one object.
pub(super) fn as_json(ctx: &Context, question: &Question<'_>, learning: &Learning, judged: &Judged<Row>) -> String {
    let damaged: Vec<Value> =
        judged.damaged.iter().map(|(case, fault)| json!({ "case": case, "damaged": fault })).collect();
    let thresholds = question.thresholds;
    let whole = json!({
        "schema": "amends.report.learning/1",
        "now": write_stamp(ctx.now.stamp),
        "since": question.period.since.to_string(),
        "until": question.period.until.to_string(),
        "incomplete": judged.is_incomplete(),
        "damaged": damaged,
        "thresholds": {
            "recurring": thresholds.recurring,
            "within_days": thresholds.within,
            "relapse_days": thresholds.relapse,
        },
        "received": learning.received,
        "causes": causes(learning),
        "fault": faults(learning),
        "fishbone": fishbone(learning),
        "recurring": recurring(learning),
        "relapses": relapses(learning),
        "actions": measures(learning),
        "training": training(learning),
        "lessons": lessons(learning),
        "departments": departments(learning),
    });
    print(&whole)
}

/// A numerator with its denominator and the cases behind it.
fn share(cases: &Cases, of: u32) -> Map<String, Value> {
    let count = u32::try_from(cases.len()).unwrap_or(u32::MAX);
    let pairs =
        [("count", json!(count)), ("of", json!(of)), ("percent", json!(percent(count, of))), ("cases", json!(cases))];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn with(first: Value, rest: Map<String, Value>) -> Value {
    match first {
        Value::Object(pairs) => Value::Object(pairs.into_iter().chain(rest).collect()),
        other => other,
    }
}

fn cause(row: &CauseRow) -> Value {
    json!({ "code": row.key.code(), "what": row.what })
}

fn causes(learning: &Learning) -> Value {
    let items: Vec<Value> =
        learning.causes.iter().map(|row| with(cause(row), share(&row.cases, learning.with_cause))).collect();
    json!({
        "of": learning.with_cause,
        "closed_with_cause": learning.closed_with_cause,
        "closed": learning.closed,
        "closed_with_cause_percent": percent(learning.closed_with_cause, learning.closed),
        "items": items,
    })
}

fn faults(learning: &Learning) -> Value {
    let of = learning.with_fault();
    let item = |(blame, cases): &(crate::case::words::Blame, Cases)| {
        with(json!({ "fault": blame.as_str() }), share(cases, of))
    };
    json!({ "of": of, "items": learning.faults.iter().map(item).collect::<Vec<_>>() })
}

fn fishbone(learning: &Learning) -> Vec<Value> {
    let bones = learning.fishbone.iter().map(|bone| {
        let causes: Vec<Value> = bone
            .causes
            .iter()
            .map(|row| {
                let Value::Object(mut pairs) = cause(&row.cause) else { return Value::Null };
                pairs.insert("whys".to_owned(), json!(row.chains));
                pairs.insert("cases".to_owned(), json!(row.cause.cases));
                Value::Object(pairs)
            })
            .collect();
        json!({ "bone": bone.bone, "causes": causes })
    });
    bones.collect()
}

/// What keeps happening.
pub(super) fn recurring(learning: &Learning) -> Vec<Value> {
    let item = |found: &crate::report::learning::Recurring| {
        let (code, category, product) = match &found.pattern {
            Pattern::Cause(code) => (Some(code), None, None),
            Pattern::Product { category, product } => (None, Some(category), Some(product)),
        };
        json!({
            "code": code, "category": category, "product": product, "count": found.cases.len(),
            "first": found.days.0.to_string(), "last": found.days.1.to_string(), "cases": found.cases,
        })
    };
    learning.recurring.iter().map(item).collect()
}

fn relapses(learning: &Learning) -> Value {
    let (again, of) = learning.relapsed();
    let item = |relapse: &crate::report::learning::Relapse| {
        json!({
            "case": relapse.action.case, "action": relapse.action.id, "what": relapse.action.what,
            "effective_since": relapse.since.to_string(), "watched_until": relapse.until.to_string(),
            "immature": relapse.immature, "cases": relapse.cases,
        })
    };
    json!({
        "again": again,
        "of": of,
        "percent": percent(again, of),
        "items": learning.relapses.iter().map(item).collect::<Vec<_>>(),
    })
}

fn measures(learning: &Learning) -> Value {
    let all = &learning.measures;
    let due = |m: &Measure| match m.said_due {
        When::At(_) => write_stamp(m.due),
        When::On(date) => date.to_string(),
    };
    let item = |m: &Measure| {
        json!({
            "case": m.case, "id": m.id, "what": m.what, "owner": m.owner, "due": due(m),
            "state": m.state.as_str(), "overdue": m.overdue, "judged": m.verdict.map(|(day, _)| day.to_string()),
        })
    };
    json!({
        "open": all.open,
        "overdue": all.overdue,
        "unchecked": all.unchecked,
        "judged": all.judged,
        "effective": all.effective,
        "effective_percent": percent(all.effective, all.judged),
        "items": all.rows.iter().map(item).collect::<Vec<_>>(),
    })
}

/// Where training may help.
pub(super) fn training(learning: &Learning) -> Vec<Value> {
    let item = |row: &crate::report::learning::NeedRow| {
        let (sign, category) = match &row.need {
            Need::Flagged => ("flagged", None),
            Need::Grieved => ("grieved", None),
            Need::Phrases => ("phrases", None),
            Need::Category(category) => ("category", Some(category)),
        };
        json!({ "sign": sign, "category": category, "count": row.count, "cases": row.cases })
    };
    learning.training.iter().map(item).collect()
}

fn lessons(learning: &Learning) -> Value {
    let item = |l: &crate::report::learning::LessonRow| json!({ "day": l.day.to_string(), "case": l.case, "title": l.title, "lesson": l.lesson });
    let with_lesson = u32::try_from(learning.lessons.len()).unwrap_or(u32::MAX);
    json!({
        "with_lesson": with_lesson,
        "of": learning.closes,
        "percent": percent(with_lesson, learning.closes),
        "items": learning.lessons.iter().map(item).collect::<Vec<_>>(),
    })
}

fn departments(learning: &Learning) -> Vec<Value> {
    let item = |row: &crate::report::learning::DepartmentRow| {
        let of = u32::try_from(row.concerned.len()).unwrap_or(u32::MAX);
        let notes: Vec<Value> = row.notes.iter().map(|(case, note)| json!({ "case": case, "note": note })).collect();
        let named = json!({ "department": row.department, "concerned": row.concerned, "notes": notes });
        with(named, share(&row.told, of))
    };
    learning.departments.iter().map(item).collect()
}
