//! The figures for machines: the keys of docs/metrics.md.

use super::super::judged::Judged;
use super::super::{Context, report_risk};
use super::{Report, percent};
use crate::case::amount::write_amount;
use crate::case::stamp::write_stamp;
use crate::clock::Kind;
use crate::report::taking::is_upheld;
use crate::report::{Distribution, Figure, Group, Part, Period, Tally, ageing};
use serde_json::{Map, Value, json};

/// The closes of M10's numerator.
pub(super) fn upheld(tally: &Tally) -> u32 {
    let upheld = |part: &Part| matches!(part, Part::Outcome(outcome) if is_upheld(*outcome));
    tally.parts(Figure::Outcome).filter(|(part, _)| upheld(part)).map(|(_, sum)| sum.n).sum()
}

pub(super) fn as_json(ctx: &Context, report: &Report, judged: &Judged<()>) -> Value {
    let (volume, earlier) = report.volumes;
    let shown = |name: &Option<String>| name.as_ref().map(|name| report.shown_groups.get(name).unwrap_or(name).clone());
    let groups =
        report.groups.iter().map(|(name, tally)| json!({ "group": shown(name), "figures": figures(tally, None) }));
    let damaged = judged.damaged.iter().map(|(case, fault)| json!({ "case": case, "damaged": fault }));
    let mut whole = figures(&report.whole, Some(volume));
    across_cases(report, &mut whole);
    let mut value = json!({
        "schema": "amends.report/1",
        "now": write_stamp(ctx.now.stamp),
        "since": report.period.since.to_string(),
        "until": report.period.until.to_string(),
        "incomplete": judged.is_incomplete(),
        "damaged": damaged.collect::<Vec<_>>(),
        "figures": whole,
        "group_by": report.group.map(Group::as_str),
        "groups": groups.collect::<Vec<_>>(),
        "at_risk": report.risks.as_deref().map(report_risk::as_json),
    });
    if let (Some(Period { since, until }), Some(tally)) = (report.previous, &report.before) {
        let figures = figures(tally, Some(earlier));
        value["previous"] = json!({ "since": since.to_string(), "until": until.to_string(), "figures": figures });
    }
    value
}

/// What needs the cases side by side.
fn across_cases(report: &Report, figures: &mut Value) {
    let learning = &report.learning;
    let (again, watched) = learning.relapsed();
    figures["recurrence"] = json!({ "effective": watched, "relapsed": again });
    figures["systemic"] = super::super::report_learning_json::recurring(learning).into();
    figures["training"] = super::super::report_learning_json::training(learning).into();
}

fn spread(spread: &Distribution) -> Value {
    json!({
        "n": spread.n(),
        "median_seconds": spread.percentile(50),
        "p90_seconds": spread.percentile(90),
        "max_seconds": spread.max(),
        "values_seconds": spread.values(),
    })
}

/// The figures of a set of cases; `volume` stands in the figures of all cases only.
fn figures(tally: &Tally, volume: Option<Option<u64>>) -> Value {
    let n = |figure| tally.count(figure);
    let mut first = json!({ "cohort": "cycles closed in the period" });
    extend(&mut first, spread(&tally.spread(Figure::FirstResponse)));
    first["never_answered"] = n(Figure::NeverAnswered).into();
    let mut all = json!({
        "flow": {
            "open_at_start": n(Figure::OpenAtStart),
            "received": n(Figure::Received),
            "reopened": n(Figure::Reopened),
            "closed": n(Figure::Closed),
            "distinct_closed": n(Figure::DistinctClosed),
            "open_at_end": n(Figure::OpenAtEnd),
        },
        "first_response": first,
        "first_close": spread(&tally.spread(Figure::FirstClose)),
        "last_close": spread(&tally.spread(Figure::LastClose)),
        "handling": spread(&tally.spread(Figure::Handling)),
        "feedback": {
            "met": n(Figure::Met),
            "judged": tally.judged(),
            "missed": n(Figure::Missed),
            "compliance_percent": percent(n(Figure::Met), tally.judged()),
            "attempted": n(Figure::Attempted),
            "excused": n(Figure::Excused),
            "cases": n(Figure::JudgedCase),
            "cases_without_miss": n(Figure::CleanCase),
            "longest_streak": tally.greatest(Figure::Streak),
            "longest_gap_seconds": tally.greatest(Figure::Gap),
            "rolling_cases": n(Figure::Rolling),
        },
        "timeliness": timeliness(tally),
        "promises": promises(tally),
        "ageing": ageing_json(tally),
        "outcomes": outcomes(tally),
        "redress": redress(tally),
        "reopened": {
            "closes": n(Figure::Closed),
            "reopened": n(Figure::ReopenedSoon),
            "immature": n(Figure::Immature),
            "percent": percent(n(Figure::ReopenedSoon), n(Figure::Closed)),
        },
        "repeat": {
            "received": n(Figure::Repeatable),
            "repeat": n(Figure::Repeat),
            "percent": percent(n(Figure::Repeat), n(Figure::Repeatable)),
        },
        "satisfaction": {
            "asked": n(Figure::Asked),
            "responded": n(Figure::Responded),
            "response_percent": percent(n(Figure::Responded), n(Figure::Asked)),
            "answers": n(Figure::Answer),
            "satisfied": n(Figure::Satisfied),
            "percent": percent(n(Figure::Satisfied), n(Figure::Answer)),
            "scores": n(Figure::Score),
            "high": n(Figure::HighScore),
            "high_percent": percent(n(Figure::HighScore), n(Figure::Score)),
        },
        "escalations": escalations(tally),
        "first_contact": {
            "decided": n(Figure::DecidedHere),
            "solved": n(Figure::SolvedAtOnce),
            "percent": percent(n(Figure::SolvedAtOnce), n(Figure::DecidedHere)),
        },
        "process": process(tally),
        "channels": by_part(tally, &[
            ("received", Figure::CameBy),
            ("out", Figure::ContactOut),
            ("in", Figure::ContactIn),
            ("attempts", Figure::Attempt),
        ]),
        "departments": by_part(tally, &[
            ("received", Figure::DepartmentReceived),
            ("closed", Figure::DepartmentClosed),
            ("upheld", Figure::DepartmentUpheld),
            ("open_at_end", Figure::DepartmentOpen),
            ("told", Figure::DepartmentTold),
        ]),
        "exceptions": {
            "forced_advances": n(Figure::Forced),
            "cases_by_gate": counts(tally, Figure::Overridden),
        },
    });
    if let Some(volume) = volume {
        let (received, serious) = (n(Figure::Received), n(Figure::Serious));
        let rate = |n: u32, per: f64| {
            volume.filter(|v| *v > 0).map(|volume| (f64::from(n) * per * 100.0 / volume as f64).round() / 100.0)
        };
        all["rates"] = json!({
            "volume": volume,
            "received": received,
            "per_1000": rate(received, 1_000.0),
            "serious": serious,
            "per_10000": rate(serious, 10_000.0),
            "above_1_in_10000": volume.filter(|v| *v > 0).map(|volume| u64::from(serious) * 10_000 > volume),
        });
    }
    all
}

fn extend(value: &mut Value, more: Value) {
    if let (Value::Object(value), Value::Object(more)) = (value, more) {
        value.extend(more);
    }
}

/// A part as a key.
fn key(part: &Part) -> String {
    match part {
        Part::Whole => String::new(),
        Part::Clock(kind) => kind.to_string(),
        Part::Outcome(outcome) => outcome.to_string(),
        Part::Channel(channel) => channel.to_string(),
        Part::Tier(tier, _) => tier.to_string(),
        Part::Step(playbook, step) => format!("{playbook}/{step}"),
        Part::Name(name) => name.clone(),
        Part::Redress(parcel) => parcel.remedy.to_string(),
    }
}

fn counts(tally: &Tally, figure: Figure) -> Value {
    let counts: Map<String, Value> = tally.parts(figure).map(|(part, sum)| (key(part), sum.n.into())).collect();
    Value::Object(counts)
}

/// An object for each part that any of the figures has.
fn by_part(tally: &Tally, figures: &[(&str, Figure)]) -> Value {
    let mut all = Map::new();
    for part in tally.parts_of(figures.iter().map(|(_, figure)| *figure)) {
        let counts = figures.iter().map(|(name, figure)| ((*name).to_owned(), tally.count_of(*figure, &part).into()));
        all.insert(key(&part), Value::Object(counts.collect()));
    }
    Value::Object(all)
}

fn timeliness(tally: &Tally) -> Value {
    let mut all = Map::new();
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Feedback) {
        let n = |figure| tally.count_of(figure, &Part::Clock(*kind));
        let (in_time, late, open_late) = (n(Figure::InTime), n(Figure::Late), n(Figure::OpenLate));
        let value = json!({
            "in_time": in_time,
            "late": late,
            "open_late": open_late,
            "not_due": n(Figure::NotDue),
            "percent": percent(in_time, in_time + late + open_late),
        });
        all.insert(kind.to_string(), value);
    }
    Value::Object(all)
}

fn promises(tally: &Tally) -> Value {
    let n = |figure| tally.count(figure);
    let (early, on_time) = (n(Figure::PromiseEarly), n(Figure::PromiseOnTime));
    let (late, broken) = (n(Figure::PromiseLate), n(Figure::PromiseBroken));
    json!({
        "early": early,
        "on_time": on_time,
        "late": late,
        "broken": broken,
        "kept_percent": percent(early + on_time, early + on_time + late + broken),
        "open": n(Figure::PromiseOpen),
        "moved_told": n(Figure::MovedTold),
        "moved_untold": n(Figure::MovedUntold),
    })
}

fn ageing_json(tally: &Tally) -> Value {
    let bands = ageing(tally).into_iter().map(|(band, n)| (band.to_owned(), n.into()));
    Value::Object(bands.collect())
}

fn outcomes(tally: &Tally) -> Value {
    let mut all = counts(tally, Figure::Outcome);
    for outcome in crate::case::words::Outcome::ALL {
        if all.get(outcome.as_str()).is_none() {
            all[outcome.as_str()] = 0.into();
        }
    }
    let decided = tally.count(Figure::Decided);
    all["decided"] = decided.into();
    all["upheld_rate_numerator"] = upheld(tally).into();
    all["upheld_percent"] = percent(upheld(tally), decided).into();
    all
}

fn redress(tally: &Tally) -> Value {
    let mut rows = Vec::new();
    for (stage, figure) in [("offered", Figure::Offered), ("accepted", Figure::Accepted), ("paid", Figure::Paid)] {
        for (part, sum) in tally.parts(figure) {
            let Part::Redress(parcel) = part else { continue };
            let money = |value: i64| write_amount(u64::try_from(value).unwrap_or(0));
            rows.push(json!({
                "stage": stage,
                "remedy": parcel.remedy.as_str(),
                "band": parcel.band.as_ref().map(|(_, from)| from),
                "currency": parcel.currency,
                "n": sum.n,
                "without_amount": sum.without_value(),
                "sum": money(sum.total()),
                "median": sum.spread().percentile(50).map(money),
            }));
        }
    }
    rows.into()
}

fn escalations(tally: &Tally) -> Value {
    let (mut tiers, mut triggers) = (Map::new(), Map::new());
    for (part, sum) in tally.parts(Figure::Escalation) {
        let Part::Tier(tier, trigger) = part else { continue };
        for (map, key) in [(&mut tiers, tier.to_string()), (&mut triggers, trigger.to_string())] {
            let old = map.get(&key).and_then(Value::as_u64).unwrap_or(0);
            map.insert(key, (old + u64::from(sum.n)).into());
        }
    }
    json!({
        "total": tally.count(Figure::Escalation),
        "cases": tally.count(Figure::EscalatedCase),
        "by_tier": tiers,
        "by_trigger": triggers,
    })
}

fn process(tally: &Tally) -> Value {
    let mut steps = Vec::new();
    for part in tally.parts_of([Figure::Visit, Figure::Waiting].into_iter()) {
        let Part::Step(playbook, step) = &part else { continue };
        let stays = tally.sum_of(Figure::Visit, &part).spread();
        let mut row = json!({ "playbook": playbook, "step": step });
        extend(&mut row, spread(&stays));
        row["waiting"] = tally.count_of(Figure::Waiting, &part).into();
        steps.push(row);
    }
    json!({ "steps": steps, "skipped": tally.count(Figure::Skipped), "returns": tally.count(Figure::Returned) })
}
