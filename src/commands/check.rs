//! `amends check`: what a strict reader would object to.

use super::desk::{lock_failure, write_failure};
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::Place;
use crate::check::{Finding, Found, Grade, Subject, check_case};
use crate::playbook::Playbook;
use crate::policy::ConfigFaultKind;
use crate::render::json::Envelope;
use crate::render::problem::Problem;
use crate::render::{Cell, Format, Sheet};
use crate::store::{Loaded, PATIENCE, Writing, mendable, read_yaml};
use crate::text::{Done, Hint, Label, Say, findings};
use clap::Args;
use std::collections::{BTreeMap, HashMap};

/// Check every file of the workspace
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Mend the harmless leftovers of merges and formatters; with -n only say which
    #[arg(long)]
    pub fix: bool,
}

/// A finding with its place.
struct Placed {
    finding: Finding,
    place: Place,
}

/// Runs the command.
///
/// # Errors
/// When `--fix` can't write.
pub fn run(args: &CheckArgs, ctx: &Context, output: &mut Output) -> Outcome {
    if args.fix {
        ctx.sound_policy()?;
        fix(ctx, output)?;
        if ctx.global.dry_run {
            output.hint(Hint::DryRun, ctx.lang);
            return Ok(Exit::Fine);
        }
    }
    if ctx.policy_faults.iter().any(|f| matches!(f.kind, ConfigFaultKind::NewerFormat { .. })) {
        ctx.sound_policy()?;
    }
    let mut all: Vec<Placed> = ctx
        .policy_faults
        .iter()
        .map(|f| Placed { finding: Finding::Config(f.kind.clone()), place: f.place.clone() })
        .collect();
    let (playbooks, ids) = playbooks(ctx, &mut all);
    let default = &ctx.policy.default_playbook;
    if !ids.contains(default) {
        let near = crate::case::id::nearest(default, ids.iter().map(String::as_str));
        let finding = Finding::UnknownPlaybook { id: default.clone(), near };
        all.push(Placed { finding, place: ctx.workspace.place_in_policy("default_playbook") });
    }
    let parts = ctx
        .workspace
        .each_case(|loaded| (loaded.shown.clone(), findings_of(ctx, &loaded, &playbooks, &ids), id_and_place(&loaded)));
    let cases = parts.len();
    let mut seen: HashMap<String, String> = HashMap::new();
    for (shown, found, id) in parts {
        all.extend(found);
        if let Some((id, place)) = id {
            if let Some(other) = seen.get(&id) {
                all.push(Placed { finding: Finding::SameId { id: id.clone(), other: other.clone() }, place });
            }
            seen.entry(id).or_insert(shown);
        }
    }
    let damaged = all.iter().any(|p| matches!(p.finding, Finding::Damage(_)));
    show(ctx, &all, damaged, output);
    if all.is_empty() && ctx.surroundings.stdout_terminal {
        output.hint(Hint::Clean { cases }, ctx.lang);
    }
    let worst = all.iter().map(|p| p.finding.grade()).min();
    Ok(match worst {
        _ if damaged => Exit::Incomplete,
        Some(Grade::Error | Grade::Warning) => Exit::Findings,
        _ => Exit::Fine,
    })
}

/// The id of a case and where it stands.
fn id_and_place(loaded: &Loaded) -> Option<(String, Place)> {
    let id = loaded.case.as_ref()?.header.id.to_string();
    let raw = read_yaml(&loaded.text).ok()?;
    let span = raw.get("id").map(|n| n.span).unwrap_or_default();
    Some((id, Place::of(&loaded.shown, &loaded.text, span)))
}

/// The playbooks that can be read, and the ids of all; the faults of the others are findings.
fn playbooks(ctx: &Context, all: &mut Vec<Placed>) -> (BTreeMap<String, Playbook>, Vec<String>) {
    let ids = ctx.catalog.ids();
    let mut playbooks = BTreeMap::new();
    for id in &ids {
        let Some(entry) = ctx.catalog.get(id) else {
            continue;
        };
        all.extend(
            entry.faults.iter().map(|f| Placed { finding: Finding::Config(f.kind.clone()), place: f.place.clone() }),
        );
        if let Some(playbook) = &entry.playbook {
            playbooks.insert(id.clone(), playbook.clone());
        }
    }
    (playbooks, ids)
}

fn findings_of(ctx: &Context, loaded: &Loaded, playbooks: &BTreeMap<String, Playbook>, ids: &[String]) -> Vec<Placed> {
    let mut out: Vec<Placed> = loaded
        .faults
        .iter()
        .map(|f| Placed { finding: Finding::Damage(f.kind.clone()), place: f.place.clone() })
        .collect();
    if let (Some(case), Ok(raw)) = (&loaded.case, read_yaml(&loaded.text)) {
        let subject = Subject {
            stem: &loaded.stem,
            path: &loaded.shown,
            raw: &raw,
            case,
            policy: &ctx.policy,
            playbooks,
            playbook_ids: ids,
            now: ctx.now,
        };
        let place = |f: Found| Placed { finding: f.finding, place: Place::of(&loaded.shown, &loaded.text, f.span) };
        out.extend(check_case(&subject).into_iter().map(place));
    }
    out
}

fn show(ctx: &Context, all: &[Placed], damaged: bool, output: &mut Output) {
    let lang = ctx.lang;
    if ctx.format() == Format::Table {
        for Placed { finding, place } in all {
            let problem = Problem {
                place: place.clone(),
                code: Some(format!("{}: {}", finding.grade().say(lang), finding.code())),
                message: finding.say(lang),
                help: findings::remedy(finding, &place.path, lang),
            };
            output.print(&problem.full());
        }
        return;
    }
    let mut sheet = Sheet::with(
        ["path", "line", "col", "code", "severity", "message", "help"].map(|k| (k, Label::Case.say(lang))).to_vec(),
    );
    for Placed { finding, place } in all {
        sheet.rows.push(vec![
            Cell::text(&place.path),
            Cell::both(place.line, ""),
            Cell::both(place.col, ""),
            Cell::text(finding.code()),
            Cell::text(finding.grade().as_str()),
            Cell::text(&finding.say(lang)),
            Cell::maybe(findings::remedy(finding, &place.path, lang).as_deref()),
        ]);
    }
    let envelope = Envelope { schema: "amends.check/1", now: ctx.now.stamp, incomplete: damaged };
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
}

fn fix(ctx: &Context, output: &mut Output) -> Result<(), Failure> {
    let writing = if ctx.global.dry_run {
        None
    } else {
        let who = ctx.actor().unwrap_or_else(|_| "check".to_owned());
        let writing = Writing::begin(&ctx.workspace, &who, PATIENCE).map_err(lock_failure)?;
        writing.sweep();
        Some(writing)
    };
    let loaded = ctx.workspace.each_case(|loaded| loaded.case.is_some().then_some(loaded));
    for loaded in loaded.into_iter().flatten() {
        let (mended, synced) = match &writing {
            Some(writing) => writing.mend(&loaded, ctx.random()).map_err(|f| write_failure(ctx, f))?,
            None => (mendable(&loaded), true),
        };
        if !synced {
            output.hint(Hint::NotSynced { path: loaded.shown.clone() }, ctx.lang);
        }
        for mended in mended {
            let done =
                Done::Mended { path: loaded.shown.clone(), line: mended.line, event: mended.event, what: mended.what };
            output.line(&ctx.say(done));
        }
    }
    Ok(())
}
