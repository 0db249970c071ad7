//! `amends playbook switch`: cases to another procedure or revision, and what that would do to them.

use crate::case::header::PlaybookRef;
use crate::case::id::nearest;
use crate::case::{Act, History, State};
use crate::commands::desk::{Desk, write_failure};
use crate::commands::{Context, Exit, Failure, Outcome, Output, input, overlays};
use crate::playbook::Playbook;
use crate::playbook::moving::{Ground, Mapping, Move, moved, standing};
use crate::render::json::Envelope;
use crate::render::{Cell, Sheet};
use crate::store::Entry;
use crate::text::{Authoring, Hint, Label, Refused, Say, Trouble, Usage, bracketed, listed};
use clap::Args;
use std::collections::BTreeSet;

/// Move a case, or all open ones of a playbook, to another playbook or revision
#[derive(Debug, Args)]
pub struct SwitchArgs {
    /// The playbook to follow from now on
    pub playbook: String,
    /// The case: its id, a unique part of it, or its file
    #[arg(required_unless_present = "all_of")]
    pub case: Option<String>,
    /// Every open case of this playbook
    #[arg(long, value_name = "PLAYBOOK", conflicts_with = "case")]
    pub all_of: Option<String>,
    /// The step to go on with, or OLD=NEW for the cases at the step OLD (end: past the last one); can be repeated.
    /// The step of the same name or else the first, unless said; a case past its last step stays there
    #[arg(long, value_name = "STEP")]
    pub step: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such playbook, case or step, or a case can't be written.
pub(super) fn run(args: &SwitchArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let why = input::required(ctx, args.why.as_ref(), "--why")?;
    let (cases, exit) = match (&args.case, &args.all_of) {
        (Some(case), _) => (vec![case.clone()], Exit::Fine),
        (None, Some(of)) => open_cases(ctx, of, output)?,
        (None, None) => (Vec::new(), Exit::Fine),
    };
    let entry = ctx.sound_playbook(&args.playbook)?;
    overlays::refuse(&entry)?;
    let Some(to) = &entry.playbook else {
        return Err(Failure::from(Trouble::Playbook { id: args.playbook.clone() }).into());
    };
    let mut desks = Vec::new();
    // A dry run sits at all of them; a run that writes holds the lock for one at a time.
    let mapping = mapping(&args.step, to)?;
    let stand = |case: &String| -> Result<(String, String), Failure> {
        let loaded = ctx.load(case)?;
        let state = loaded.case.as_ref().map(|case| State::of(&History::of(case, None)));
        Ok(state.map_or_else(Default::default, |s| (standing(&s).to_owned(), s.playbook.id)))
    };
    if !args.step.is_empty() {
        let stand = cases.iter().map(stand).collect::<Result<Vec<_>, _>>()?;
        sane(ctx, &mapping, &stand, output)?;
    }
    let mut ended = 0;
    for case in &cases {
        if ctx.global.dry_run {
            desks.push(Desk::sit_to_move(ctx, case)?);
        } else {
            ended += usize::from(switch(ctx, (&entry, to), case, &mapping, &why, args.all_of.is_some(), output)?);
        }
    }
    if ended > 0 {
        output.hint(Authoring::LeftAtEnd { cases: ended }, ctx.lang);
    }
    if ctx.global.dry_run {
        preview(ctx, to, &desks, &mapping, args.all_of.is_some(), output)?;
    }
    Ok(exit)
}

/// What `--step` says, held against the playbook.
fn mapping(given: &[String], to: &Playbook) -> Result<Mapping, Failure> {
    let mut mapping = Mapping::default();
    for text in given {
        let (from, step) = match text.split_once('=') {
            Some((from, step)) => (Some(from.trim()), step.trim()),
            None => (None, text.trim()),
        };
        let stays = from == Some("end") && step == "end";
        if to.step(step).is_none() && !stays {
            let near = nearest(step, to.step_ids());
            return Err(Usage::NoStep { step: step.to_owned(), near }.into());
        }
        let before = match from {
            Some(from) => mapping.from.insert(from.to_owned(), step.to_owned()),
            None => mapping.all.replace(step.to_owned()),
        };
        if before.is_some() {
            return Err(Failure::new(Exit::Usage, Authoring::StepTwice { from: from.map(ToOwned::to_owned) }));
        }
    }
    Ok(mapping)
}

/// Refuses a mapping from a step that neither a case stands at nor its playbook has, and warns when one step is for cases
/// that stand at several.
fn sane(ctx: &Context, mapping: &Mapping, stand: &[(String, String)], output: &mut Output) -> Result<(), Failure> {
    let mut known: BTreeSet<String> = stand.iter().map(|(step, _)| step.clone()).collect();
    let rest: Vec<String> = known.iter().filter(|step| !mapping.from.contains_key(*step)).cloned().collect();
    for id in stand.iter().map(|(_, playbook)| playbook).collect::<BTreeSet<_>>() {
        let entry = ctx.catalog.get(id);
        known.extend(entry.iter().filter_map(|e| e.playbook.as_ref()).flat_map(|p| &p.steps).map(|s| s.id.clone()));
    }
    known.insert("end".to_owned());
    if let Some(from) = mapping.from.keys().find(|from| !known.contains(*from)) {
        let near = nearest(from, known.iter().map(String::as_str));
        return Err(Failure::new(Exit::Usage, Authoring::NobodyAt { step: from.clone(), near }));
    }
    if let (Some(to), true) = (&mapping.all, rest.len() > 1) {
        output.hint(Authoring::ManySteps { steps: rest, to: to.clone() }, ctx.lang);
    }
    Ok(())
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

/// What a switch means for a case.
enum Planned {
    /// It is moved.
    Moved(Move),
    /// It follows that revision at that step already.
    There,
    /// It is past its last step and stays there.
    Ended,
}

fn planned(state: &State, to: &Playbook, mapping: &Mapping) -> Planned {
    let there = state.playbook.id == to.id && state.playbook.revision == to.revision;
    match moved(state, to, mapping) {
        Some(planned) if !there || state.step.as_ref() != Some(&planned.step) => Planned::Moved(planned),
        None if !there => Planned::Ended,
        _ => Planned::There,
    }
}

/// What becomes of a case that was named and isn't moved.
fn unmoved(case: String, to: &Playbook, ended: bool) -> Failure {
    if ended {
        return Failure::new(Exit::Refused, Authoring::StaysAtEnd { case });
    }
    Refused::Same { what: PlaybookRef { id: to.id.clone(), revision: to.revision }.to_string() }.into()
}

/// Moves a case, or tells that it is past its last step and was left there.
fn switch(
    ctx: &Context,
    (entry, to): (&Entry, &Playbook),
    case: &str,
    mapping: &Mapping,
    why: &str,
    all: bool,
    output: &mut Output,
) -> anyhow::Result<bool> {
    let desk = Desk::sit_to_move(ctx, case)?;
    let planned = match planned(&desk.view().state, to, mapping) {
        Planned::Moved(planned) => planned,
        rest => {
            let ended = matches!(rest, Planned::Ended);
            return if all { Ok(ended) } else { Err(unmoved(desk.id(), to, ended).into()) };
        }
    };
    let reference = PlaybookRef { id: to.id.clone(), revision: to.revision };
    let mut event = desk.event(Act::Switch { playbook: reference, step: planned.step })?;
    event.why = Some(why.to_owned());
    let adopted = ctx.catalog.adopt(entry, &to.id, ctx.random()).map_err(|f| write_failure(ctx, f))?;
    if let Some(path) = adopted {
        output.hint(Hint::Adopted { path }, ctx.lang);
    }
    desk.commit(&[event], output)?;
    Ok(false)
}

/// Every case that would be moved, and what becomes of what was done in it.
fn preview(
    ctx: &Context,
    to: &Playbook,
    desks: &[Desk<'_>],
    mapping: &Mapping,
    all: bool,
    output: &mut Output,
) -> Result<(), Failure> {
    let say = |label: Label| label.say(ctx.lang);
    let mut sheet = Sheet::with(vec![
        ("case", say(Label::Case)),
        ("from", say(Label::FromPlaybook)),
        ("to", say(Label::ToPlaybook)),
        ("step_now", say(Label::StepNow)),
        ("step_then", say(Label::StepThen)),
        ("ground", say(Label::Detail)),
        ("checks_again", say(Label::ChecksAgain)),
        ("checks_gone", say(Label::ChecksGone)),
        ("fields_kept", say(Label::FieldsKept)),
        ("fields_lost", say(Label::FieldsLost)),
    ])
    .machine_only(&["ground"])
    .wide_only(&["to"], 120);
    let reference = PlaybookRef { id: to.id.clone(), revision: to.revision }.to_string();
    let mut moving = Vec::new();
    let (mut there, mut ended, mut first, mut checks, mut fields) = (0, 0, 0, 0, 0);
    for desk in desks {
        let view = desk.view();
        let planned = match planned(&view.state, to, mapping) {
            Planned::Moved(planned) => planned,
            rest => {
                let at_end = matches!(rest, Planned::Ended);
                if !all {
                    return Err(unmoved(desk.id(), to, at_end));
                }
                *if at_end { &mut ended } else { &mut there } += 1;
                continue;
            }
        };
        // What the write would refuse is refused here too.
        desk.event(Act::Switch {
            playbook: PlaybookRef { id: to.id.clone(), revision: to.revision },
            step: planned.step.clone(),
        })?;
        moving.push(desk.id());
        let list = |ids: &[String]| Cell::both(ids.to_vec(), listed(ids, ctx.lang));
        let then = match planned.ground {
            Ground::First => format!("{}{}", planned.step, bracketed(&say(Label::TheFirst), ctx.lang)),
            Ground::Told | Ground::Same => planned.step.clone(),
        };
        first += usize::from(planned.ground == Ground::First);
        checks += planned.again.len() + planned.gone.len();
        fields += planned.lost.len();
        sheet.rows.push(vec![
            Cell::text(&desk.id()),
            Cell::text(&view.state.playbook.to_string()),
            Cell::text(&reference),
            match &view.state.step {
                Some(step) => Cell::text(step),
                None => Cell::both(serde_json::Value::Null, say(Label::End)),
            },
            Cell::both(planned.step.clone(), then),
            Cell::text(planned.ground.as_str()),
            list(&planned.again),
            list(&planned.gone),
            list(&planned.kept),
            list(&planned.lost),
        ]);
    }
    if ctx.global.quiet {
        moving.iter().for_each(|id| output.line(id));
    } else {
        let envelope = Envelope { schema: "amends.switch/1", now: ctx.now.stamp, incomplete: false };
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    let (cases, to) = (sheet.rows.len(), reference);
    output.hint(Authoring::WouldMove { cases, to, there, ended, first, checks, fields }, ctx.lang);
    output.hint(Hint::DryRun, ctx.lang);
    Ok(())
}
