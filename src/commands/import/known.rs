//! What an import has to know of the workspace: who and what there is, and which cases it holds already.

use crate::case::header::PlaybookRef;
use crate::case::words::{Channel, Outcome, Severity};
use crate::clock::view::Phase;
use crate::commands::progress::Progress;
use crate::commands::{Context, Failure, Output};
use crate::import::guess::Names;
use crate::import::map::{Target, folded};
use crate::import::sheet::alike;
use crate::import::{Known, Procedure};
use crate::policy::{Bilingual, Lang};
use crate::text::{Say, Stage, Trouble};
use std::collections::{BTreeMap, HashSet};

/// The procedures that a case can follow, by id.
pub(super) fn procedures(ctx: &Context) -> BTreeMap<String, Procedure> {
    let entry = |id: String| {
        let entry = ctx.catalog.get(&id).filter(|entry| !entry.is_overlay())?;
        let playbook = entry.playbook.as_ref()?;
        let reference = PlaybookRef { id: playbook.id.clone(), revision: playbook.revision };
        let first_step = playbook.steps.first()?.id.clone();
        Some((id, Procedure { reference, first_step }))
    };
    ctx.catalog.ids().into_iter().filter_map(entry).collect()
}

/// What words, people and tokens are called in either language: what a sheet may say without a translation.
pub(super) fn names(ctx: &Context) -> Names {
    let mut names = Names::new();
    let mut add = |target: Target, said: &str, token: &str| {
        // Of two that are called alike the first holds, as in flags.
        names.entry(target).or_default().entry(folded(said)).or_insert_with(|| token.to_owned());
    };
    for lang in [Lang::En, Lang::Zh] {
        for channel in Channel::ALL {
            add(Target::Channel, &channel.say(lang), channel.as_str());
            add(Target::LastContactVia, &channel.say(lang), channel.as_str());
        }
        Severity::ALL.iter().for_each(|s| add(Target::Severity, &s.say(lang), s.as_str()));
        Outcome::ALL.iter().for_each(|o| add(Target::Outcome, &o.say(lang), o.as_str()));
        for (phase, token) in [(Phase::Open, "open"), (Phase::Waiting, "open"), (Phase::Closed, "closed")] {
            add(Target::Status, &phase.say(lang), token);
        }
    }
    let both = |name: &Option<Bilingual>| -> Vec<String> {
        name.iter().flat_map(|n| [&n.en, &n.zh]).flatten().filter(|n| !n.trim().is_empty()).cloned().collect()
    };
    for person in &ctx.policy.people {
        both(&person.name).iter().for_each(|name| add(Target::Owner, name, &person.id));
    }
    for (target, list) in [(Target::Category, &ctx.policy.categories), (Target::Department, &ctx.policy.departments)] {
        for listed in list {
            both(&listed.name).iter().for_each(|name| add(target, name, &listed.id));
        }
    }
    for id in ctx.catalog.ids() {
        if let Some(playbook) = ctx.catalog.get(&id).as_ref().and_then(|e| e.playbook.as_ref()) {
            both(&Some(playbook.name.clone())).iter().for_each(|name| add(Target::Playbook, name, &id));
        }
    }
    names
}

/// What one file of the workspace tells.
struct Told {
    stem: String,
    references: Vec<(String, String)>,
    case: Option<crate::case::Case>,
    damaged: Option<(String, String, String)>,
}

/// What the workspace holds already, in one pass over its files.
///
/// # Errors
/// When a file can't be read at all, so that nobody knows what is in it.
pub(super) fn known(
    ctx: &Context,
    key: Option<&str>,
    records: &HashSet<String>,
    output: &mut Output,
) -> Result<Known, Failure> {
    let lang = ctx.lang;
    let progress = Progress::start(ctx, Stage::Reading, 0);
    let told = ctx.workspace.each_case_watched(&progress, |loaded| {
        let id = loaded.case.as_ref().map(|c| c.header.id.to_string());
        let kept = id.as_ref().is_some_and(|id| records.contains(id));
        let references = |case: &crate::case::Case| {
            let ours = case.header.references.iter().filter(|(k, _)| Some(k.as_str()) == key);
            ours.map(|(_, value)| (alike(value), case.header.id.to_string())).collect()
        };
        let damaged = loaded.damage().filter(|_| loaded.case.is_none()).map(|fault| {
            (loaded.shown.clone(), loaded.text.clone(), crate::commands::context::problem(fault, lang).full())
        });
        let references = loaded.case.as_ref().map(references).unwrap_or_default();
        Told { stem: loaded.stem, references, case: loaded.case.filter(|_| kept), damaged }
    });
    progress.done();
    let mut known = Known::default();
    for Told { stem, references, case, damaged } in told {
        known.ids.insert(stem);
        known.references.extend(references);
        if let Some(case) = case {
            known.ids.insert(case.header.id.to_string());
            known.cases.insert(case.header.id.to_string(), case);
        }
        if let Some((path, text, problem)) = damaged {
            output.warn(&problem);
            // Without its text nobody can say which rows it may hold.
            if text.is_empty() {
                return Err(Trouble::Damaged { path }.into());
            }
            known.damaged.push((path, text));
        }
    }
    Ok(known)
}
