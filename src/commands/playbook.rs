//! `amends playbook`: the procedures.

use super::desk::{Desk, write_failure};
use super::handbook::page;
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::header::PlaybookRef;
use crate::case::id::nearest;
use crate::case::{Act, History, State};
use crate::render::json::Envelope;
use crate::render::{Cell, Format, Sheet};
use crate::store::Origin;
use crate::text::{Done, Hint, Label, Refused, Say, Trouble, Usage, pick};
use clap::{Args, Subcommand};

/// List, show, check and switch procedures
#[derive(Debug, Args)]
pub struct PlaybookArgs {
    /// What to do
    #[command(subcommand)]
    pub command: PlaybookCommand,
}

/// What to do with playbooks.
#[derive(Debug, Subcommand)]
pub enum PlaybookCommand {
    /// List the playbooks, the workspace's and the built-in ones
    List,
    /// Show a playbook as a handbook page
    Show {
        /// The playbook
        playbook: String,
    },
    /// Check playbooks against every rule of the format
    Check {
        /// The playbooks; all, unless said
        playbooks: Vec<String>,
    },
    /// Move a case, or all open ones of a playbook, to another playbook or revision
    Switch {
        /// The playbook to follow from now on
        playbook: String,
        /// The case: its id, a unique part of it, or its file
        #[arg(required_unless_present = "all_of")]
        case: Option<String>,
        /// Every open case of this playbook
        #[arg(long, value_name = "PLAYBOOK", conflicts_with = "case")]
        all_of: Option<String>,
        /// The step to go on with; the one of the same name or else the first, unless said
        #[arg(long, value_name = "STEP")]
        step: Option<String>,
        /// Why
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        why: Option<String>,
    },
}

/// Runs the command.
///
/// # Errors
/// When there is no such playbook or case, or a case can't be written.
pub fn run(args: &PlaybookArgs, ctx: &Context, output: &mut Output) -> Outcome {
    match &args.command {
        PlaybookCommand::List => list(ctx, output),
        PlaybookCommand::Show { playbook } => {
            let entry = ctx.sound_playbook(playbook)?;
            if let Some(playbook) = &entry.playbook {
                output.page(&page(playbook, ctx));
            }
            Ok(Exit::Fine)
        }
        PlaybookCommand::Check { playbooks } => check(ctx, playbooks, output),
        PlaybookCommand::Switch { playbook, case, all_of, step, why } => {
            ctx.sound_policy()?;
            let why = input::required(ctx, why.as_ref(), "--why")?;
            let (cases, mut exit) = match (case, all_of) {
                (Some(case), _) => (vec![case.clone()], Exit::Fine),
                (None, Some(of)) => open_cases(ctx, of, output)?,
                (None, None) => (Vec::new(), Exit::Fine),
            };
            for case in cases {
                exit = exit.max(switch(ctx, playbook, &case, step.as_deref(), &why, all_of.is_some(), output)?);
            }
            Ok(exit)
        }
    }
}

fn list(ctx: &Context, output: &mut Output) -> Outcome {
    let lang = ctx.lang;
    let say = |label: Label| label.say(lang);
    let mut sheet = Sheet::with(vec![
        ("id", say(Label::Id)),
        ("name", say(Label::Name)),
        ("kind", say(Label::Kind)),
        ("steps", say(Label::Steps)),
        ("revision", say(Label::Revision)),
        ("industry", say(Label::Industry)),
        ("origin", say(Label::Origin)),
        ("damaged", say(Label::Damaged)),
    ])
    .wide_only(&["industry"], 120)
    .flowing(&["name", "damaged"]);
    let mut broken = false;
    for id in ctx.catalog.ids() {
        let Some(entry) = ctx.catalog.get(&id) else {
            continue;
        };
        let origin = match entry.origin {
            Origin::Workspace => Cell::both("workspace", say(Label::Workspace)),
            Origin::Builtin => Cell::both("builtin", say(Label::Builtin)),
        };
        let fault = entry.faults.first().map(|f| ctx.config_problem(f).line());
        broken |= fault.is_some();
        let mut cells = vec![Cell::text(&id)];
        match &entry.playbook {
            Some(p) => cells.extend([
                Cell::text(pick(&p.name, lang, &p.id)),
                Cell::both(p.kind.as_str(), p.kind.say(lang)),
                Cell::both(p.steps.len(), p.steps.len().to_string()),
                Cell::both(p.revision, p.revision.to_string()),
                Cell::maybe(p.industry.as_deref()),
            ]),
            None => cells.extend(std::iter::repeat_with(Cell::absent).take(5)),
        }
        cells.push(origin);
        cells.push(Cell::maybe(fault.as_deref()));
        sheet.rows.push(cells);
    }
    let envelope = Envelope { schema: "amends.playbooks/1", now: ctx.now.stamp, incomplete: broken };
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    Ok(if broken { Exit::Incomplete } else { Exit::Fine })
}

fn check(ctx: &Context, ids: &[String], output: &mut Output) -> Outcome {
    let ids = if ids.is_empty() { ctx.catalog.ids() } else { ids.to_vec() };
    let columns =
        [("path", Label::File), ("line", Label::Line), ("col", Label::ColumnNumber), ("message", Label::Detail)];
    let mut sheet = Sheet::with(columns.map(|(key, label)| (key, label.say(ctx.lang))).to_vec());
    for id in ids {
        let entry = ctx.playbook(&id_of(ctx, &id)?)?;
        for fault in &entry.faults {
            let problem = ctx.config_problem(fault);
            if ctx.format() == Format::Table {
                output.page(&problem.full());
            }
            let place = &problem.place;
            sheet.rows.push(vec![
                Cell::text(&place.path),
                Cell::both(place.line, place.line.to_string()),
                Cell::both(place.col, place.col.to_string()),
                Cell::text(&problem.message),
            ]);
        }
    }
    if ctx.format() != Format::Table {
        let envelope = Envelope { schema: "amends.playbook-check/1", now: ctx.now.stamp, incomplete: false };
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    Ok(if sheet.rows.is_empty() { Exit::Fine } else { Exit::Findings })
}

/// The playbook that an id, or the path of a file of this workspace, means.
fn id_of(ctx: &Context, text: &str) -> Result<String, Failure> {
    let Some(path) = text.ends_with(".toml").then(|| ctx.surroundings.here.join(text)) else {
        return Ok(text.to_owned());
    };
    let folder = ctx.workspace.root().join("playbooks").canonicalize().ok();
    let real = path.canonicalize().ok().filter(|p| p.parent() == folder.as_deref());
    let stem = real.as_deref().and_then(std::path::Path::file_stem).and_then(std::ffi::OsStr::to_str);
    stem.map(ToOwned::to_owned).ok_or_else(|| Usage::NoPlaybook { text: text.to_owned(), near: None }.into())
}

/// The open cases of a playbook, which need not be there any more; files that can't be judged are named.
fn open_cases(ctx: &Context, of: &str, output: &mut Output) -> Result<(Vec<String>, Exit), Failure> {
    let cases = ctx.workspace.each_case(|loaded| match &loaded.case {
        Some(case) => {
            let state = State::of(&History::of(case, None));
            let follows = !state.is_closed() && state.playbook.id == of;
            Ok(follows.then(|| case.header.id.to_string()))
        }
        None => Err(loaded.faults),
    });
    let mut found = Vec::new();
    let mut exit = Exit::Fine;
    for case in cases {
        match case {
            Ok(id) => found.extend(id),
            Err(faults) => {
                faults.iter().for_each(|fault| output.warn(&ctx.problem(fault).full()));
                exit = Exit::Incomplete;
            }
        }
    }
    if found.is_empty() && exit == Exit::Fine {
        ctx.playbook_for(Some(of))?;
    }
    Ok((found, exit))
}

fn switch(
    ctx: &Context,
    to: &str,
    case: &str,
    step: Option<&str>,
    why: &str,
    skip_same: bool,
    output: &mut Output,
) -> Outcome {
    let entry = ctx.sound_playbook(to)?;
    super::overlays::refuse(&entry)?;
    let Some(playbook) = &entry.playbook else {
        return Err(Failure::from(Trouble::Playbook { id: to.to_owned() }).into());
    };
    let desk = Desk::sit_to_move(ctx, case)?;
    let view = desk.view();
    let step = match step {
        Some(step) if playbook.step(step).is_none() => {
            let near = nearest(step, playbook.step_ids());
            return Err(Failure::from(Usage::NoStep { step: step.to_owned(), near }).into());
        }
        Some(step) => step.to_owned(),
        None => {
            let same = view.state.step.as_deref().filter(|s| playbook.step(s).is_some());
            same.unwrap_or(&playbook.steps[0].id).to_owned()
        }
    };
    let reference = PlaybookRef { id: playbook.id.clone(), revision: playbook.revision };
    if view.state.playbook == reference && view.state.step.as_deref() == Some(step.as_str()) {
        if skip_same {
            return Ok(Exit::Fine);
        }
        return Err(Failure::from(Refused::Same { what: reference.to_string() }).into());
    }
    let mut event = desk.event(Act::Switch { playbook: reference.clone(), step: step.clone() })?;
    event.why = Some(why.to_owned());
    if ctx.global.dry_run {
        let (case, from) = (desk.id(), view.state.playbook.to_string());
        output.line(&ctx.say(Done::Switched { case, from, to: reference.to_string(), step }));
        output.hint(Hint::DryRun, ctx.lang);
        return Ok(Exit::Fine);
    }
    let adopted = ctx.catalog.adopt(&entry, to, ctx.random()).map_err(|f| write_failure(ctx, f))?;
    if let Some(path) = adopted {
        output.hint(Hint::Adopted { path }, ctx.lang);
    }
    desk.commit(&[event], output)
}
