//! `amends link`: a case belongs together with another one.

use super::desk::Desk;
use super::ties::{links, main_of, naming, parts};
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::words::Relation;
use crate::case::{Act, CaseId, History};
use crate::text::{Seeing, Usage};
use clap::Args;

/// Link a case with another one
#[derive(Debug, Args)]
pub struct LinkArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// The other case; nothing is written to it
    pub other: String,
    /// What the case is to the other: duplicate-of, repeat-of, part-of, related
    #[arg(long = "as", value_name = "RELATION")]
    pub relation: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such case, the two can't be linked like that, or the case can't be written.
pub fn run(args: &LinkArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let relation = ctx.word("--as", &input::required(ctx, args.relation.as_ref(), "--as")?)?;
    let to = other_case(ctx, &args.other)?;
    let desk = Desk::sit(ctx, &args.case)?;
    // Read under the lock, so that no two links cross.
    let other = ctx.load(&args.other)?;
    let id = &desk.case.header.id;
    let refused = |msg: Seeing| Failure::new(Exit::Refused, msg);
    let case = desk.id();
    if &to == id {
        return Err(refused(Seeing::Itself { case }).into());
    }
    let here = History::of(&desk.case, None);
    if links(&here).iter().any(|link| link.to == to && link.relation == relation) {
        return Err(refused(Seeing::LinkedAlready { case, to: to.to_string(), relation }).into());
    }
    let there = other.case.as_ref().map(|case| History::of(case, None));
    let back = |link: &super::ties::Link| &link.to == id && link.relation == relation;
    if relation != Relation::Related && there.as_ref().is_some_and(|there| links(there).iter().any(back)) {
        return Err(refused(Seeing::OtherWayRound { case, to: to.to_string(), relation }).into());
    }
    if relation == Relation::PartOf {
        if let Some(link) = main_of(&here) {
            let (main, event) = (link.to.to_string(), link.event.to_string());
            return Err(refused(Seeing::PartAlready { case, main, event }).into());
        }
        if let Some(link) = there.as_ref().and_then(main_of) {
            let (main, of) = (to.to_string(), link.to.to_string());
            return Err(refused(Seeing::MainIsPart { main, of, case }).into());
        }
        let parts = parts(&naming(ctx, id), id, None);
        if !parts.is_empty() {
            return Err(refused(Seeing::HasParts { case, parts }).into());
        }
    }
    let mut event = desk.event(Act::Link { to, relation })?;
    event.why = args.why.clone().filter(|why| !why.trim().is_empty());
    desk.commit(&[event], output)
}

/// The id of another case that a text means, damaged or not.
///
/// # Errors
/// When there is none, or there are several.
pub(super) fn other_case(ctx: &Context, text: &str) -> Result<CaseId, Failure> {
    let loaded = ctx.load(text)?;
    let id = loaded.case.map(|c| c.header.id).or_else(|| CaseId::parse(&loaded.stem));
    id.ok_or_else(|| Usage::NoCase { text: text.to_owned() }.into())
}
