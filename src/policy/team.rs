//! Reading the team of `amends.toml`: tiers, people and their absences.

use super::fault::{ConfigFault, ConfigFaultKind};
use super::table::{Entry, Table};
use super::{Absence, Person, Policy, Tier};
use crate::case::Span;
use crate::case::fault::ENOUGH;
use crate::case::id::nearest;
use std::collections::BTreeSet;

/// A number of a tier, and where it stands.
pub(super) type PlacedTier = (u32, Span);

/// Reads the tiers; where none is listed the built-in three hold. Their numbers run from 1 without a gap.
pub(super) fn read_tiers(entries: Vec<Entry<'_, '_>>, faults: &mut Vec<ConfigFault>) -> Vec<Tier> {
    let read: Vec<(Tier, Span)> = entries.into_iter().filter_map(|e| read_tier(e, faults)).collect();
    if read.is_empty() {
        return Tier::three();
    }
    let mut levels: Vec<u32> = Vec::new();
    for (tier, place) in &read {
        if levels.contains(&tier.level) {
            faults.push(ConfigFault::new(ConfigFaultKind::TierTwice { level: tier.level }, *place));
        }
        levels.push(tier.level);
    }
    for (tier, place) in &read {
        let below = tier.level - 1;
        if below > 0 && !levels.contains(&below) {
            faults.push(ConfigFault::new(ConfigFaultKind::TierGap { level: tier.level, missing: below }, *place));
        }
    }
    read.into_iter().map(|(tier, _)| tier).collect()
}

fn read_tier(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<(Tier, Span)> {
    let mut t = Table::new(entry, faults);
    let level = t.number("level", 1, 9);
    let level = t.need("level", level);
    let place = t.place("level");
    let roles = t.texts("roles").into_iter().map(|(r, _)| r).collect();
    t.end();
    Some((Tier { level: level?, roles }, place))
}

/// Notes the tiers that something asks for and that aren't there.
pub(super) fn known_tiers(policy: &Policy, asked: &[PlacedTier], faults: &mut Vec<ConfigFault>) {
    for (tier, place) in asked {
        if policy.tier(*tier).is_none() {
            let kind = ConfigFaultKind::NoTier { tier: *tier, highest: policy.top_tier() };
            faults.push(ConfigFault::new(kind, *place));
        }
    }
}

/// Reads the people. A deputy is one of them, and nobody is away twice on one day.
pub(super) fn read_people(entries: Vec<Entry<'_, '_>>, faults: &mut Vec<ConfigFault>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut deputies: Vec<(String, String, Span)> = Vec::new();
    for entry in entries {
        let Some((person, place, spans)) = read_person(entry, faults) else { continue };
        if people.iter().any(|p| p.id == person.id) {
            faults.push(ConfigFault::new(ConfigFaultKind::DuplicateId { id: person.id.clone() }, place));
        }
        for (n, absence) in person.away.iter().enumerate() {
            let crosses = |other: &Absence| absence.from <= other.to && other.from <= absence.to;
            if person.away[..n].iter().any(crosses) {
                faults.push(ConfigFault::new(ConfigFaultKind::AwayTwice { id: person.id.clone() }, spans[n].0));
            }
            deputies.extend(absence.deputy.clone().map(|deputy| (person.id.clone(), deputy, spans[n].1)));
        }
        people.push(person);
    }
    let ids: BTreeSet<&str> = people.iter().map(|p| p.id.as_str()).collect();
    for (person, deputy, place) in deputies {
        if faults.len() > ENOUGH {
            break;
        }
        if person == deputy || !ids.contains(deputy.as_str()) {
            let near = nearest(&deputy, ids.iter().copied().filter(|id| *id != person));
            faults.push(ConfigFault::new(ConfigFaultKind::UnknownDeputy { deputy, near }, place));
        }
    }
    people
}

/// A person, the place of the id, and of each absence its own place and the deputy's.
type PlacedPerson = (Person, Span, Vec<(Span, Span)>);

fn read_person(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<PlacedPerson> {
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
    let (away, spans) = away.into_iter().filter_map(|e| read_absence(e, faults)).unzip();
    Some((Person { id: id?, name, roles, email, handles, away }, place, spans))
}

fn read_absence(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<(Absence, (Span, Span))> {
    let mut t = Table::new(entry, faults);
    let from = t.day("from");
    let from = t.need("from", from);
    let to = t.day("to");
    let to = t.need("to", to);
    let deputy = t.name("deputy");
    let spans = (t.span(), t.place("deputy"));
    if from > to {
        t.fault(ConfigFaultKind::DatesReversed, spans.0);
    }
    t.end();
    Some((Absence { from: from?, to: to?, deputy }, spans))
}
