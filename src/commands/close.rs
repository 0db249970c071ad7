//! `amends close`: end a case, or say what is missing.

use super::advance::{tick_ids, ticks_and_facts};
use super::desk::Desk;
use super::link::other_case;
use super::{Context, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::case::words::{Outcome as Ending, Relation};
use crate::playbook::advance::{Refusal, Request, current_step, known_ticks};
use crate::playbook::close::{Closing, close, is_exempt};
use crate::text::Refused;
use clap::Args;

/// Close a case, or learn what is missing
#[derive(Debug, Args)]
pub struct CloseArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// How it ends: upheld, partly-upheld, not-upheld, goodwill, unresolvable, withdrawn, unreachable, duplicate, referred
    #[arg(long, value_name = "OUTCOME")]
    pub outcome: Option<String>,
    /// What was learned
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub lesson: Option<String>,
    /// The root cause
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub cause: Option<String>,
    /// Why it ends that way; for referred: to whom; for duplicate: the other case
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub ground: Option<String>,
    /// The department that was told
    #[arg(long, value_name = "DEPARTMENT")]
    pub tell_team: Option<String>,
    /// Checks of the last step that are done, apart by commas; all ticks every one
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub tick: Vec<String>,
    /// A field of the last step that is known now
    #[arg(long = "set", value_name = "FIELD=VALUE", allow_hyphen_values = true)]
    pub set: Vec<String>,
}

/// Runs the command.
///
/// # Errors
/// When something is missing (exit 4, all of it named), or the case can't be written.
pub fn run(args: &CloseArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let outcome: Ending = ctx.word("--outcome", &input::required(ctx, args.outcome.as_ref(), "--outcome")?)?;
    let tell_team =
        args.tell_team.as_ref().map(|d| ctx.listed("--tell-team", &ctx.policy.departments, d)).transpose()?;
    let given = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    let (ground, lesson, cause) = (given(&args.ground), given(&args.lesson), given(&args.cause));
    let duplicate_of = match (&ground, outcome) {
        (Some(text), Ending::Duplicate) => Some(other_case(ctx, text)?),
        _ => None,
    };
    let desk = Desk::sit_to_move(ctx, &args.case)?;
    let request = if is_exempt(outcome) && args.tick.is_empty() && args.set.is_empty() {
        Request::default()
    } else {
        ticks_and_facts(&desk, &tick_ids(&args.tick), &args.set)?
    };
    if duplicate_of.as_ref() == Some(&desk.case.header.id) {
        return Err(Failure::from(Refused::DuplicateOfItself).into());
    }
    let closing = Closing {
        outcome,
        lesson: lesson.clone(),
        ground: ground.clone(),
        tells_team: tell_team.is_some(),
        names_cause: cause.is_some(),
        names_duplicate: duplicate_of.is_some(),
        request,
    };
    let view = desk.view();
    let playbook = if is_exempt(outcome) { view.playbook } else { Some(desk.playbook()?) };
    let decided = close(&view.history, &view.state, playbook, &ctx.policy, &closing);
    let before = super::overlays::also(ctx, &desk.case, &view.state, outcome, decided)?.map_err(|r| desk.refused(r))?;
    let mut acts = Vec::new();
    if let Some(what) = cause {
        acts.push(Act::Cause { code: None, what, bone: None, whys: Vec::new(), department: None });
    }
    acts.extend(tell_team.map(|department| Act::TellTeam { department }));
    acts.extend(duplicate_of.map(|to| Act::Link { to, relation: Relation::DuplicateOf }));
    // What is said about the step counts, also where the outcome asks for nothing.
    if before.is_empty()
        && (!closing.request.ticks.is_empty() || closing.request.tick_all || !closing.request.facts.is_empty())
    {
        acts.extend(last_words(&desk, &closing)?);
    }
    acts.extend(before);
    acts.push(Act::Close { outcome, ground, lesson });
    let events = acts.into_iter().map(|act| desk.event(act)).collect::<Result<Vec<_>, _>>()?;
    desk.commit(&events, output)
}

/// The ticks and fields of a close that doesn't advance.
fn last_words(desk: &Desk<'_>, closing: &Closing) -> Result<Option<Act>, Failure> {
    let view = desk.view();
    let playbook = desk.playbook()?;
    let step = match current_step(&view.state, playbook) {
        Err(Refusal::PastEnd) => view.state.left.as_deref().and_then(|id| playbook.step(id)),
        other => Some(other.map_err(|r| desk.refused(r))?),
    };
    let Some(step) = step else { return Ok(None) };
    let ticks = known_ticks(step, &closing.request).map_err(|r| desk.refused(r))?;
    let facts = closing.request.facts.clone().into_iter().collect();
    Ok(Some(Act::Tick { step: step.id.clone(), ticks, facts }))
}
