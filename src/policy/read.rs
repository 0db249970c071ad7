//! Reading `amends.toml`.

use super::fault::{ConfigFault, ConfigFaultKind, ConfigType};
use super::table::{Entry, Table, as_number, parse};
use super::{Absence, Band, Duration, FORMAT, Feedback, Limits, Listed, Person, Policy, Tier};
use crate::case::Span;
use crate::case::amount::is_money;
use crate::case::stamp::parse_date;
use crate::case::words::Severity;
use chrono::NaiveTime;

/// Reads a policy; what it leaves open has its default. Every fault is reported, in the order of the file.
#[must_use]
pub fn read_policy(text: &str) -> (Policy, Vec<ConfigFault>) {
    let mut faults = Vec::new();
    let mut policy = Policy::default();
    let Some(document) = parse(text, &mut faults) else {
        return (policy, faults);
    };
    let mut t = Table::new((&document, Span::default()), &mut faults);
    if let Some(found) = t.number("format", 1, u32::MAX).filter(|n| *n > FORMAT) {
        let span = t.place("format");
        faults.clear();
        faults.push(ConfigFault::new(ConfigFaultKind::NewerFormat { found }, span));
        return (policy, faults);
    }
    set(&mut policy.language, t.word("language"));
    set(&mut policy.zone, t.with("time_zone", ConfigType::Zone, |s| s.parse().ok()));
    set(&mut policy.currency, t.text("currency"));
    set(&mut policy.default_playbook, t.name("default_playbook"));
    let feedback = t.table("feedback");
    let clocks = t.table("clocks");
    let urgent = t.table("urgent");
    let severity = t.table("severity");
    let (tiers, people) = (t.tables("tier"), t.tables("person"));
    let listed = ["department", "category", "cause", "role"].map(|key| t.tables(key));
    let (approvals, volume) = (t.tables("approval"), t.table("volume"));
    t.end();

    if let Some(entry) = feedback {
        read_feedback(entry, &mut policy.feedback, &mut faults);
    }
    if let Some(entry) = clocks {
        let mut t = Table::new(entry, &mut faults);
        policy.clocks = clock_limits(&mut t);
        policy.final_pauses = t.truth("final_pauses").unwrap_or(false);
        t.end();
    }
    if let Some(entry) = urgent {
        let mut t = Table::new(entry, &mut faults);
        set_some(&mut policy.urgent.limits.first_response, t.duration("first_response"));
        set_some(&mut policy.urgent.limits.feedback, t.rhythm("feedback"));
        policy.urgent.around_the_clock = t.truth("around_the_clock").unwrap_or(false);
        t.end();
    }
    for (key, key_span, value, span) in severity.map(Table::free_pairs).unwrap_or_default() {
        match (Severity::parse(key), value.as_table()) {
            (Some(severity), Some(table)) => {
                let mut t = Table::new((table, span), &mut faults);
                let mut limits = clock_limits(&mut t);
                limits.feedback = t.rhythm("feedback");
                t.end();
                policy.severities.push((severity, limits));
            }
            _ => faults.push(ConfigFault::new(
                ConfigFaultKind::UnknownWord {
                    key: "severity".to_owned(),
                    word: key.to_owned(),
                    allowed: Severity::tokens(),
                    near: crate::case::id::nearest(key, Severity::tokens()),
                },
                key_span,
            )),
        }
    }
    policy.tiers = tiers.into_iter().filter_map(|e| read_tier(e, &mut faults)).collect();
    for entry in people {
        let Some((person, place)) = read_person(entry, &mut faults) else { continue };
        if policy.person(&person.id).is_some() {
            faults.push(ConfigFault::new(ConfigFaultKind::DuplicateId { id: person.id.clone() }, place));
        }
        policy.people.push(person);
    }
    let mut lists = listed.into_iter().map(|list| read_list(list, &mut faults));
    policy.departments = lists.next().unwrap_or_default();
    policy.categories = lists.next().unwrap_or_default();
    policy.causes = lists.next().unwrap_or_default();
    policy.roles = lists.next().unwrap_or_default();
    drop(lists);
    policy.approvals = approvals.into_iter().filter_map(|e| read_band(e, &mut faults)).collect();
    for (month, month_span, value, span) in volume.map(Table::free_pairs).unwrap_or_default() {
        let is_month = parse_date(&format!("{month}-01")).is_some();
        match as_number(value) {
            Some(n) if is_month => policy.volumes.push((month.to_owned(), n)),
            _ => {
                let (wanted, span) = if is_month {
                    (ConfigType::Number { min: 0, max: u32::MAX }, span)
                } else {
                    (ConfigType::Month, month_span)
                };
                faults.push(ConfigFault::new(ConfigFaultKind::WrongType { key: month.to_owned(), wanted }, span));
            }
        }
    }
    super::fault::in_order(&mut faults);
    (policy, faults)
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn set_some<T>(place: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *place = value;
    }
}

/// The keys of `[clocks]`.
fn clock_limits(t: &mut Table<'_, '_, '_>) -> Limits {
    Limits {
        first_response: t.duration("first_response"),
        feedback: None,
        step: t.duration("step"),
        follow_up: t.duration("follow_up"),
        approval: t.duration("approval"),
        last: t.duration("final"),
        verify: t.duration("verify"),
    }
}

fn read_feedback(entry: Entry<'_, '_>, feedback: &mut Feedback, faults: &mut Vec<ConfigFault>) {
    let mut t = Table::new(entry, faults);
    set(&mut feedback.every, t.rhythm("every"));
    set(&mut feedback.days, t.word("days"));
    set(&mut feedback.cutoff, t.with("cutoff", ConfigType::TimeOfDay, |s| NaiveTime::parse_from_str(s, "%H:%M").ok()));
    let days = |s: &str| Duration::parse(s).filter(|d| d.in_days().is_some());
    set(&mut feedback.max_next, t.with("max_next", ConfigType::DaysOrWeeks, days));
    let (levels, tiers) = (t.table("levels"), t.table("tiers"));
    t.end();
    if let Some(entry) = levels {
        let mut t = Table::new(entry, faults);
        set(&mut feedback.late, t.number("late", 1, 365));
        set(&mut feedback.critical, t.number("critical", 1, 365));
        set(&mut feedback.breach, t.number("breach", 1, 365));
        t.end();
    }
    if let Some(entry) = tiers {
        let mut t = Table::new(entry, faults);
        t.number("critical", 1, 9);
        t.number("breach", 1, 9);
        t.end();
    }
}

fn read_tier(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<Tier> {
    let mut t = Table::new(entry, faults);
    let level = t.number("level", 1, 9);
    let level = t.need("level", level);
    let roles = t.texts("roles").into_iter().map(|(r, _)| r).collect();
    t.end();
    Some(Tier { level: level?, roles })
}

fn read_person(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<(Person, Span)> {
    let mut t = Table::new(entry, faults);
    let id = t.name("id");
    let id = t.need("id", id);
    let name = t.bilingual("name");
    let roles = t.texts("roles").into_iter().map(|(r, _)| r).collect();
    let email = t.text("email");
    let handles = t.texts("handles").into_iter().map(|(r, _)| r).collect();
    let away = t.tables("away");
    let place = t.place("id");
    t.end();
    let away = away.into_iter().filter_map(|e| read_absence(e, faults)).collect();
    Some((Person { id: id?, name, roles, email, handles, away }, place))
}

fn read_absence(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<Absence> {
    let mut t = Table::new(entry, faults);
    let from = t.day("from");
    let from = t.need("from", from);
    let to = t.day("to");
    let to = t.need("to", to);
    let deputy = t.name("deputy");
    if from > to {
        let span = t.span();
        t.fault(ConfigFaultKind::DatesReversed, span);
    }
    t.end();
    Some(Absence { from: from?, to: to?, deputy })
}

fn read_list(entries: Vec<Entry<'_, '_>>, faults: &mut Vec<ConfigFault>) -> Vec<Listed> {
    let mut out: Vec<Listed> = Vec::new();
    for entry in entries {
        let mut t = Table::new(entry, faults);
        let id = t.name("id");
        let id = t.need("id", id);
        let name = t.bilingual("name");
        let place = t.place("id");
        if let Some(id) = id {
            if out.iter().any(|l| l.id == id) {
                t.fault(ConfigFaultKind::DuplicateId { id: id.clone() }, place);
            }
            out.push(Listed { id, name });
        }
        t.end();
    }
    out
}

fn read_band(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<Band> {
    let mut t = Table::new(entry, faults);
    let from = t.with("from", ConfigType::Money, |s| is_money(s).then(|| s.to_owned()));
    let from = t.need("from", from);
    let roles = t.texts("roles").into_iter().map(|(r, _)| r).collect();
    t.end();
    Some(Band { from: from?, roles })
}
