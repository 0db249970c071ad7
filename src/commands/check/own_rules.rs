//! The files by which a workspace sorts complaints, judges texts and writes letters.

use super::Placed;
use super::gather::config_faults;
use super::ground::Ground;
use crate::case::id::nearest;
use crate::case::place::visible;
use crate::case::{Place, Span};
use crate::check::Finding;
use crate::letter::builtin::BUILTIN;
use crate::letter::{Page, TemplateFaultKind};
use crate::policy::{ConfigFault, ConfigFaultKind, admits};
use crate::store::PlacedConfigFault;
use crate::wording::phrases::{PHRASES_FILE, read_phrases};
use crate::wording::triage::{TRIAGE_FILE, read_triage};

/// What is wrong with them, by the playbooks that there are.
pub(super) fn findings(ground: &Ground, playbooks: &[String]) -> Vec<Placed> {
    let (_, faults) = ground.workspace.read_toml(PHRASES_FILE, read_phrases);
    let mut all = config_faults(ground, PHRASES_FILE, &faults);
    all.extend(triage(ground, playbooks));
    for name in ground.workspace.templates() {
        all.extend(template(ground, &name));
    }
    all
}

/// Faults of the keyword library, and what it proposes and nothing has.
fn triage(ground: &Ground, playbooks: &[String]) -> Vec<Placed> {
    let (library, faults) = ground.workspace.read_toml(TRIAGE_FILE, read_triage);
    let mut all = config_faults(ground, TRIAGE_FILE, &faults);
    let text = ground.workspace.text_of(TRIAGE_FILE).unwrap_or_default();
    let mut say = |finding, span| all.push(Placed::new(finding, Place::of(TRIAGE_FILE, &text, span)));
    for rule in library.rules {
        let categories = &ground.policy.categories;
        if let Some(token) = rule.category.filter(|category| !admits(categories, category)) {
            let near = nearest(&token, categories.iter().map(|c| c.id.as_str()));
            say(Finding::NotListed { key: "category", token, near }, rule.places.0);
        }
        if let Some(id) = rule.playbook.filter(|id| !playbooks.contains(id)) {
            let near = nearest(&id, playbooks.iter().map(String::as_str));
            say(Finding::UnknownPlaybook { id, near }, rule.places.1);
        }
    }
    all
}

/// Faults of a template. A name that is near to no variable is one that `--set` gives.
fn template(ground: &Ground, name: &str) -> Vec<Placed> {
    let Some((shown, text)) = ground.workspace.template(name) else { return Vec::new() };
    let path = format!("templates/{name}");
    let text = match text {
        Ok(text) => text,
        Err(fault) => return config_faults(ground, &path, &[fault]),
    };
    let names = || BUILTIN.iter().map(|(name, _)| *name);
    let mut faults = Vec::new();
    if !names().any(|known| known == name) {
        let (name, near) = (visible(name), nearest(name, names()));
        faults.push(ConfigFault::new(ConfigFaultKind::UnusedTemplate { name, near }, Span::default()));
    }
    match Page::read(&text) {
        Ok(page) => faults.extend(misspelt(&page)),
        Err(fault) => {
            // Reading alone comes to no other fault.
            if let TemplateFaultKind::Syntax { message } | TemplateFaultKind::Other { message } = fault.kind {
                faults.push(ConfigFault::new(ConfigFaultKind::NoTemplate { message }, fault.span));
            }
        }
    }
    config_faults(ground, &path, &PlacedConfigFault::all(&shown, &text, faults))
}

fn misspelt(page: &Page<'_>) -> Vec<ConfigFault> {
    let unknown = page.unknowns().into_iter();
    let fault = |(name, near, span): (String, Option<String>, Span)| {
        near.map(|near| ConfigFault::new(ConfigFaultKind::MisspeltVariable { name, near }, span))
    };
    unknown.filter_map(fault).collect()
}
