//! Reading `amends.toml`.

use super::fault::{ConfigFault, ConfigFaultKind, ConfigType};
use super::table::{Entry, Table, as_number, parse};
use super::team::{PlacedTier, known_tiers, read_people, read_tiers};
use super::{Band, Duration, FORMAT, Feedback, Limits, Listed, Policy, Signals, Summons};
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
    let signals = t.table("signals");
    let (tiers, people) = (t.tables("tier"), t.tables("person"));
    let listed = ["department", "category", "cause", "role"].map(|key| t.tables(key));
    let (approvals, volume) = (t.tables("approval"), t.table("volume"));
    let learning = t.table("learning");
    t.end();

    let mut asked: Vec<PlacedTier> = Vec::new();
    if let Some(entry) = feedback {
        read_feedback(entry, &mut policy.feedback, &mut policy.summons, &mut asked, &mut faults);
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
                let tier = tier_number(&mut t, "tier", &mut asked);
                policy.summons.severities.extend(tier.map(|tier| (severity, tier)));
                policy.losses.extend(money(&mut t, "from_loss").map(|from| (severity, from)));
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
    if let Some(entry) = signals {
        read_signals(entry, &mut policy.signals, &mut faults);
    }
    policy.tiers = read_tiers(tiers, &mut faults);
    known_tiers(&policy, &asked, &mut faults);
    policy.people = read_people(people, &mut faults);
    let mut lists = listed.into_iter().map(|list| read_list(list, &mut faults));
    policy.departments = lists.next().unwrap_or_default();
    policy.categories = lists.next().unwrap_or_default();
    policy.causes = lists.next().unwrap_or_default();
    policy.roles = lists.next().unwrap_or_default();
    drop(lists);
    policy.approvals = approvals.into_iter().filter_map(|e| read_band(e, &mut faults)).collect();
    if let Some(entry) = learning {
        policy.learning = super::learning::read_learning(entry, &mut faults);
    }
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

fn money(t: &mut Table<'_, '_, '_>, key: &'static str) -> Option<String> {
    t.with(key, ConfigType::Money, |s| is_money(s).then(|| s.to_owned()))
}

/// The number of a tier that something asks for.
fn tier_number(t: &mut Table<'_, '_, '_>, key: &'static str, asked: &mut Vec<PlacedTier>) -> Option<u32> {
    let tier = t.number(key, 1, 9);
    asked.extend(tier.map(|tier| (tier, t.place(key))));
    tier
}

fn read_feedback(
    entry: Entry<'_, '_>,
    feedback: &mut Feedback,
    summons: &mut Summons,
    asked: &mut Vec<PlacedTier>,
    faults: &mut Vec<ConfigFault>,
) {
    let mut t = Table::new(entry, faults);
    set(&mut feedback.every, t.rhythm("every"));
    set(&mut feedback.days, t.word("days"));
    set(&mut feedback.cutoff, t.with("cutoff", ConfigType::TimeOfDay, |s| NaiveTime::parse_from_str(s, "%H:%M").ok()));
    let days = |s: &str| Duration::parse(s).filter(|d| d.in_days().is_some());
    set(&mut feedback.max_next, t.with("max_next", ConfigType::DaysOrWeeks, days));
    set(&mut feedback.target, t.number("target", 1, 100));
    let (levels, tiers) = (t.table("levels"), t.table("tiers"));
    t.end();
    if let Some(entry) = levels {
        let mut t = Table::new(entry, faults);
        set(&mut feedback.late, t.number("late", 1, 365));
        set(&mut feedback.critical, t.number("critical", 1, 365));
        set(&mut feedback.breach, t.number("breach", 1, 365));
        let pairs = [
            (("late", feedback.late), ("critical", feedback.critical)),
            (("critical", feedback.critical), ("breach", feedback.breach)),
        ];
        for (below, level) in pairs.into_iter().filter(|(below, level)| level.1 < below.1) {
            // Against a default it is the written one that is wrong.
            let written = [level.0, below.0].map(|key| t.place(key)).into_iter().find(|place| *place != t.span());
            let place = written.unwrap_or_else(|| t.span());
            t.fault(ConfigFaultKind::LevelsReversed { level, below }, place);
        }
        t.end();
    }
    if let Some(entry) = tiers {
        let mut t = Table::new(entry, faults);
        summons.critical = tier_number(&mut t, "critical", asked);
        summons.breach = tier_number(&mut t, "breach", asked);
        t.end();
    }
}

fn read_signals(entry: Entry<'_, '_>, signals: &mut Signals, faults: &mut Vec<ConfigFault>) {
    let mut t = Table::new(entry, faults);
    set(&mut signals.passed_around, t.number("passed_around", 1, 99));
    set(&mut signals.retold, t.number("retold", 1, 99));
    set(&mut signals.visits, t.number("visits", 1, 99));
    set(&mut signals.contradictions, t.number("contradictions", 1, 99));
    set(&mut signals.at, t.number("at", 1, 6));
    let days = |s: &str| Duration::parse(s).filter(|d| d.in_days().is_some());
    set(&mut signals.repeat_within, t.with("repeat_within", ConfigType::DaysOrWeeks, days));
    t.end();
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
    let from = money(&mut t, "from");
    let from = t.need("from", from);
    let roles = t.texts("roles").into_iter().map(|(r, _)| r).collect();
    t.end();
    Some(Band { from: from?, roles })
}
