//! `amends advance`: leave the step, or say what is missing.

use super::desk::Desk;
use super::values::by_name;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::event::Target;
use crate::case::id::nearest;
use crate::playbook::advance::{Decision, Request, advance, back};
use crate::playbook::field::parse_value;
use crate::playbook::{Field, FieldType};
use crate::text::{Hint, Label, Usage, pick};
use clap::Args;

/// Leave the step, or learn what is missing
#[derive(Debug, Args)]
pub struct AdvanceArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// Checks that are done, apart by commas; all ticks every one
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub tick: Vec<String>,
    /// A field that is known now
    #[arg(long = "set", value_name = "FIELD=VALUE", allow_hyphen_values = true)]
    pub set: Vec<String>,
    /// The step to go to, where several ways lead on
    #[arg(long, value_name = "STEP", conflicts_with_all = ["back", "skip"])]
    pub to: Option<String>,
    /// Go back to an earlier step (needs --why)
    #[arg(long, value_name = "STEP", requires = "why", conflicts_with_all = ["skip", "tick", "set", "force"])]
    pub back: Option<String>,
    /// Leave the step undone (needs --why)
    #[arg(long, requires = "why")]
    pub skip: bool,
    /// Go on although something is missing (needs --why); the record says so
    #[arg(long, requires = "why")]
    pub force: bool,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// The ids of `--tick` or of `tick`, which may be apart by commas.
#[must_use]
pub fn tick_ids(given: &[String]) -> Vec<String> {
    given.iter().flat_map(|t| t.split(',')).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
}

/// The ticks and fields of a request, held against the playbook.
///
/// # Errors
/// When a field is unknown, or a value doesn't fit.
pub fn ticks_and_facts(desk: &Desk<'_>, ticks: &[String], set: &[String]) -> Result<Request, Failure> {
    let playbook = desk.playbook()?;
    let mut request = Request {
        tick_all: ticks.iter().any(|t| t == "all"),
        ticks: ticks.iter().filter(|t| *t != "all").cloned().collect(),
        ..Request::default()
    };
    for pair in set {
        let Some((name, value)) = pair.split_once('=') else {
            let flag = "--set".to_owned();
            return Err(Usage::BadForm { flag, text: pair.clone(), wanted: "FIELD=VALUE" }.into());
        };
        let name = name.trim();
        let Some(field) = playbook.field(name) else {
            let ids = playbook.steps.iter().flat_map(|s| &s.fields).map(|f| f.id.as_str());
            return Err(Usage::NoField { field: name.to_owned(), near: nearest(name, ids) }.into());
        };
        let time = |text: &str| {
            desk.ctx.when("--set", text).ok().and_then(|w| match w {
                crate::case::When::At(stamp) => Some(stamp),
                crate::case::When::On(_) => None,
            })
        };
        let fact = parse_value(field, &option_ids(field, value), &time).map_err(|bad| Usage::BadValue {
            field: bad.field,
            value: bad.value,
            kind: bad.kind,
            allowed: bad.allowed,
            near: bad.near,
        })?;
        request.facts.insert(name.to_owned(), fact);
    }
    Ok(request)
}

/// What was typed for a choice, with the ids of options that were called by their names.
fn option_ids(field: &Field, value: &str) -> String {
    let id = |text: &str| by_name(field.options.iter().map(|o| (o.id.as_str(), Some(&o.name))), text.trim()).to_owned();
    match field.kind {
        FieldType::Choice => id(value),
        FieldType::Many => value.split(',').map(id).collect::<Vec<_>>().join(","),
        _ => value.to_owned(),
    }
}

/// Runs the command.
///
/// # Errors
/// When the playbook refuses (exit 4, everything that is missing named), or the case can't be written.
pub fn run(args: &AdvanceArgs, ctx: &Context, output: &mut Output) -> Outcome {
    if args.why.as_ref().is_some_and(|why| why.trim().is_empty()) {
        return Err(Failure::from(Usage::MissingFlag { flag: "--why" }).into());
    }
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let playbook = desk.playbook()?;
    let view = desk.view();
    for step in args.to.iter().chain(&args.back).filter(|s| *s != "end") {
        if playbook.step(step).is_none() {
            let near = nearest(step, playbook.step_ids());
            return Err(Failure::from(Usage::NoStep { step: step.clone(), near }).into());
        }
    }
    let decision = match &args.back {
        Some(to) => back(&view.state, playbook, to),
        None => {
            let request = Request {
                to: args.to.as_deref().map(Target::parse),
                skip: args.skip,
                force: args.force,
                why: args.why.clone(),
                ..ticks_and_facts(&desk, &tick_ids(&args.tick), &args.set)?
            };
            advance(&view.history, &view.state, playbook, &ctx.policy, &request)
        }
    };
    let Decision { acts, forced, to, because } = decision.map_err(|r| desk.refused(r))?;
    let mut events = Vec::new();
    for act in acts {
        events.push(desk.event(act)?);
    }
    if let Some(last) = events.last_mut() {
        last.why = args.why.clone().or(because);
        last.forced = forced;
        if matches!(last.act, crate::case::Act::Return { .. }) && last.why.is_none() {
            return Err(Failure::from(Usage::MissingFlag { flag: "--why" }).into());
        }
        if matches!(last.act, crate::case::Act::Return { .. }) {
            // The first return begins the second round.
            desk.remark(last, Label::Round.numbered(view.state.rounds + 2, ctx.lang));
        }
    }
    let exit = desk.commit(&events, output)?;
    if exit == Exit::Fine && !ctx.global.dry_run {
        let case = desk.id();
        match &to {
            // A close would only send the case back: the customer has said no in this round.
            Target::End => match playbook.way_back(view.state.step.as_deref()) {
                Some(back) if view.state.satisfied == Some(false) && view.state.rounds < 2 => {
                    output.hint(Hint::GoBack { case, back: back.to_owned() }, ctx.lang);
                }
                _ => output.hint(Hint::AtEnd { case }, ctx.lang),
            },
            Target::Step(id) => {
                let name = playbook.step(id).map_or(id.as_str(), |s| pick(&s.name, ctx.lang, id));
                output.hint(Hint::NowIn { case, step: name.to_owned() }, ctx.lang);
            }
        }
    }
    Ok(exit)
}
