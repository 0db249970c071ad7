//! `amends survey`: how content the customer is.

use super::desk::Desk;
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::Act;
use crate::text::{Hint, Usage};
use clap::Args;

/// Record whether the customer is satisfied
#[derive(Debug, Args)]
pub struct SurveyArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The answer: yes or no
    #[arg(long, value_name = "YES|NO", conflicts_with = "not_reached")]
    pub satisfied: Option<String>,
    /// The score, from 1 to 5
    #[arg(long, value_name = "1-5", conflicts_with = "not_reached")]
    pub score: Option<String>,
    /// We asked and got no answer
    #[arg(long)]
    pub not_reached: bool,
    /// What the customer said; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the case can't be written, or nothing was said.
pub fn run(args: &SurveyArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let satisfied = args.satisfied.as_deref().map(|t| super::values::yes_or_no("--satisfied", t)).transpose()?;
    let score = match &args.score {
        None => None,
        Some(text) => {
            let bad = || Usage::BadForm { flag: "--score".to_owned(), text: text.clone(), wanted: "1 … 5" };
            let score = text.parse().ok().filter(|n| (1..=5).contains(n));
            Some(score.ok_or_else(|| Failure::from(bad()))?)
        }
    };
    if satisfied.is_none() && !args.not_reached {
        return Err(Failure::from(Usage::NothingSaid { flags: "--satisfied --not-reached" }).into());
    }
    let words = input::message(args.message.as_ref())?;
    let desk = Desk::sit(ctx, &args.case)?;
    let event = desk.event(Act::Survey { satisfied, score, words, reached: !args.not_reached })?;
    let exit = desk.commit(&[event], output)?;
    if satisfied == Some(false) && exit == Exit::Fine {
        let view = desk.view();
        let back = view.playbook.and_then(|p| p.way_back(view.state.step.as_deref().or(view.state.left.as_deref())));
        if let Some(back) = back.filter(|_| !view.state.is_closed()) {
            output.hint(Hint::GoBack { case: desk.id(), back: back.to_owned() }, ctx.lang);
        }
    }
    Ok(exit)
}
