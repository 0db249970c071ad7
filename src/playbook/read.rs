//! Reading a playbook from its TOML.

use super::condition::Condition;
use super::overlay::NO_PART_OF_IT;
use super::validate::{BranchPlaces, Places, StepPlaces, validate};
use super::{Branch, Check, Choice, Field, Gate, Kind, Playbook, Requirement, Step};
use crate::case::Span;
use crate::case::event::Target;
use crate::case::id::{is_name, nearest};
use crate::policy::table::{Entry, Table, parse};
use crate::policy::{Bilingual, ConfigFault, ConfigFaultKind, ConfigType, Limits};
use toml::de::DeValue;

/// Reads a playbook from the text of the file `stem.toml` and holds it against every rule of the format.
/// With a fault there is no playbook; every fault is reported, in the order of the file.
#[must_use]
pub fn read_playbook(stem: &str, text: &str) -> (Option<Playbook>, Vec<ConfigFault>) {
    let mut faults = Vec::new();
    let mut playbook = None;
    if let Some(document) = parse(text, &mut faults) {
        let read = read((&document, Span::default()), &mut faults);
        if let Some((read, places)) = read.filter(|_| faults.is_empty()) {
            validate(&read, &places, stem, &mut faults);
            playbook = Some(read);
        }
    }
    crate::policy::fault::in_order(&mut faults);
    (playbook.filter(|_| faults.is_empty()), faults)
}

fn read(document: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<(Playbook, Places)> {
    let mut t = Table::new(document, faults);
    let id = t.name("id");
    let id = t.need("id", id);
    let revision = t.number("revision", 1, 9999);
    let revision = t.need("revision", revision);
    let name = t.bilingual("name");
    let name = t.need("name", name);
    let source = t.text("source");
    let industry = t.text("industry");
    let kind = t.word::<Kind>("kind");
    let kind = t.need("kind", kind);
    let applies = t.table("applies");
    let applies = if kind == Some(Kind::Overlay) { t.need("applies", applies) } else { applies };
    let apology = t.word("apology");
    let close_requires = gates(&mut t, "close_requires");
    let allowed_remedies = t.words("allowed_remedies");
    let (offer, clocks, steps) = (t.table("offer"), t.table("clocks"), t.tables("step"));
    let places = Places {
        id: t.place("id"),
        offer: t.place("offer"),
        applies: t.written("applies"),
        conditions: Vec::new(),
        no_overlay: NO_PART_OF_IT.iter().filter_map(|key| Some((*key, t.written(key)?))).collect(),
        steps: Vec::new(),
    };
    t.end();
    let applies = applies.map(|entry| read_when(entry, faults)).unwrap_or_default();
    let (applies, conditions) = applies.into_iter().unzip();

    let offer = offer.and_then(|entry| {
        let mut t = Table::new(entry, faults);
        let (min, max) = (t.number("min", 1, 20), t.number("max", 1, 20));
        let (min, max) = (t.need("min", min), t.need("max", max));
        t.end();
        Some((min?, max?))
    });
    let clocks = clocks.map(|entry| {
        let mut t = Table::new(entry, faults);
        let limits = Limits {
            first_response: t.duration("first_response"),
            feedback: t.rhythm("feedback"),
            step: t.duration("step"),
            follow_up: t.duration("follow_up"),
            approval: t.duration("approval"),
            last: t.duration("final"),
            verify: t.duration("verify"),
        };
        t.end();
        limits
    });
    let (steps, step_places): (Vec<_>, Vec<_>) = steps.into_iter().filter_map(|e| read_step(e, faults)).unzip();
    let playbook = Playbook {
        id: id?,
        revision: revision?,
        name: name?,
        source,
        industry,
        kind: kind?,
        applies,
        apology,
        close_requires,
        allowed_remedies,
        offer,
        clocks: clocks.unwrap_or_default(),
        steps,
    };
    Some((playbook, Places { conditions, steps: step_places, ..places }))
}

fn gate(t: &mut Table<'_, '_, '_>, text: &str, span: Span) -> Option<Gate> {
    let gate = Gate::parse(text);
    if gate.is_none() {
        let near = nearest(text, Gate::NAMES);
        t.fault(ConfigFaultKind::UnknownGate { gate: text.to_owned(), near }, span);
    }
    gate
}

fn gates(t: &mut Table<'_, '_, '_>, key: &'static str) -> Vec<Gate> {
    t.texts(key).into_iter().filter_map(|(text, span)| gate(t, &text, span)).collect()
}

fn read_step(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<(Step, StepPlaces)> {
    let mut t = Table::new(entry, faults);
    let id = t.name("id");
    let id = t.need("id", id);
    let name = t.bilingual("name");
    let name = t.need("name", name);
    let goal = t.bilingual("goal");
    let actor = t.name("actor");
    let within = t.duration("within");
    let skippable = t.truth("skippable").unwrap_or(true);
    let mut requires = Vec::new();
    let mut require_places = Vec::new();
    for (value, span) in t.items("requires") {
        if let Some((requirement, places)) = read_requirement(&mut t, value, span) {
            requires.push(requirement);
            require_places.push(places);
        }
    }
    let say: Vec<Bilingual> =
        t.items("say").into_iter().filter_map(|(value, span)| t.bilingual_of("say", value, span)).collect();
    let on_unsatisfied = t.name("on_unsatisfied");
    let next = t.with("next", ConfigType::Name, |s| is_name(s).then(|| Target::parse(s)));
    let (checks, fields, branches) = (t.tables("check"), t.tables("field"), t.tables("branch"));
    let mut places = StepPlaces {
        id: t.place("id"),
        next: t.place("next"),
        on_unsatisfied: t.place("on_unsatisfied"),
        requires: require_places,
        checks: Vec::new(),
        fields: Vec::new(),
        branches: Vec::new(),
        no_overlay: NO_PART_OF_IT.iter().filter_map(|key| Some((*key, t.written(key)?))).collect(),
    };
    t.end();
    let mut step = Step {
        id: id?,
        name: name?,
        goal,
        actor,
        within,
        skippable,
        requires,
        say,
        on_unsatisfied,
        next,
        checks: Vec::new(),
        fields: Vec::new(),
        branches: Vec::new(),
    };
    for entry in checks {
        places.checks.push(place_of_id(entry));
        step.checks.extend(read_check(entry, faults));
    }
    for entry in fields {
        places.fields.push(place_of_id(entry));
        step.fields.extend(read_field(entry, faults));
    }
    for entry in branches {
        if let Some((branch, place)) = read_branch(entry, faults) {
            step.branches.push(branch);
            places.branches.push(place);
        }
    }
    Some((step, places))
}

fn place_of_id(entry: Entry<'_, '_>) -> Span {
    let mut ignored = Vec::new();
    Table::new(entry, &mut ignored).place("id")
}

fn read_requirement<'r, 't>(
    t: &mut Table<'r, 't, '_>,
    value: &'r DeValue<'t>,
    span: Span,
) -> Option<(Requirement, BranchPlaces)> {
    if let Some(text) = value.as_str() {
        let requirement = Requirement { gate: gate(t, text, span)?, when: Vec::new() };
        return Some((requirement, BranchPlaces { to: span, conditions: Vec::new() }));
    }
    let Some(table) = value.as_table() else {
        t.fault(ConfigFaultKind::WrongType { key: "requires".to_owned(), wanted: ConfigType::Text }, span);
        return None;
    };
    let mut faults = Vec::new();
    let mut inner = Table::new((table, span), &mut faults);
    let text = inner.text("gate");
    let text = inner.need("gate", text);
    let place = inner.place("gate");
    let when = inner.table("when");
    let gate = text.and_then(|text| gate(&mut inner, &text, place));
    inner.end();
    let when = when.map(|w| read_when(w, &mut faults)).unwrap_or_default();
    let (when, conditions) = when.into_iter().unzip();
    for fault in faults {
        t.fault(fault.kind, fault.span);
    }
    Some((Requirement { gate: gate?, when }, BranchPlaces { to: place, conditions }))
}

fn read_when(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Vec<(Condition, (Span, Span))> {
    let mut out = Vec::new();
    for (name, name_span, value, span) in Table::free_pairs(entry) {
        let values: Option<Vec<String>> = match value.as_array() {
            Some(array) => array.iter().map(|v| condition_value(v.get_ref())).collect(),
            None => condition_value(value).map(|v| vec![v]),
        };
        match values {
            Some(values) if !values.is_empty() => {
                out.push((Condition { name: name.to_owned(), values }, (name_span, span)))
            }
            _ => faults.push(ConfigFault::new(
                ConfigFaultKind::WrongType { key: name.to_owned(), wanted: ConfigType::Text },
                span,
            )),
        }
    }
    out
}

fn condition_value(value: &DeValue<'_>) -> Option<String> {
    value.as_str().map(ToOwned::to_owned).or_else(|| value.as_bool().map(|b| b.to_string()))
}

fn read_check(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<Check> {
    let mut t = Table::new(entry, faults);
    let id = t.name("id");
    let id = t.need("id", id);
    let text = t.bilingual("text");
    let text = t.need("text", text);
    let required = t.truth("required").unwrap_or(true);
    t.end();
    Some(Check { id: id?, text: text?, required })
}

fn read_field(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<Field> {
    let mut t = Table::new(entry, faults);
    let id = t.name("id");
    let id = t.need("id", id);
    let label = t.bilingual("label");
    let label = t.need("label", label);
    let kind = t.word("type");
    let kind = t.need("type", kind);
    let required = t.truth("required").unwrap_or(true);
    let options = t.tables("options");
    t.end();
    let options = options.into_iter().filter_map(|e| read_choice(e, faults)).collect();
    Some(Field { id: id?, label: label?, kind: kind?, options, required })
}

fn read_choice(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<Choice> {
    let mut t = Table::new(entry, faults);
    let id = t.name("id");
    let id = t.need("id", id);
    let name = t.bilingual("name");
    let name = t.need("name", name);
    t.end();
    Some(Choice { id: id?, name: name? })
}

fn read_branch(entry: Entry<'_, '_>, faults: &mut Vec<ConfigFault>) -> Option<(Branch, BranchPlaces)> {
    let mut t = Table::new(entry, faults);
    let when = t.table("when");
    let when = t.need("when", when);
    let to = t.name("to");
    let to = t.need("to", to);
    let place = t.place("to");
    t.end();
    let (when, conditions) = read_when(when?, faults).into_iter().unzip();
    Some((Branch { when, to: Target::parse(&to?) }, BranchPlaces { to: place, conditions }))
}
