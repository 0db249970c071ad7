//! `amends log --to-parts`: one contact with all the customers of one fault, under one lock.

use super::desk::{Desk, write_failure};
use super::log::{Refers, Said};
use super::seeing::hint_at_signals;
use super::ties::{naming, parts};
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::Event;
use crate::text::{Hint, Seeing};

/// Logs what was said to a case and to each of its open parts, or to none of them.
pub(super) fn log_to_parts(case: &str, said: &Said, ctx: &Context, output: &mut Output) -> Outcome {
    let main = Desk::sit(ctx, case)?;
    let id = main.case.header.id.clone();
    let naming = naming(ctx, &id);
    let parts = parts(&naming, &id, None);
    if let Some(loaded) = naming.iter().find(|loaded| loaded.damage().is_some()) {
        // It may be a part, and its customer would be left out.
        let mut failure = Failure::new(Exit::Trouble, Seeing::PartUnsound { path: loaded.shown.clone() });
        failure.problems = loaded.damage().map(|fault| ctx.problem(fault)).into_iter().collect();
        return Err(failure.into());
    }
    if parts.is_empty() {
        return Err(Failure::new(Exit::Refused, Seeing::NoParts { case: id.to_string() }).into());
    }
    let mut work: Vec<(Desk<'_>, Vec<Event>)> = Vec::new();
    for loaded in naming.iter().filter(|loaded| parts.contains(&loaded.stem)) {
        let desk = main.beside(&loaded.path)?;
        if desk.view().state.is_closed() {
            output.hint(Seeing::PartClosed { case: desk.id() }, ctx.lang);
            continue;
        }
        work.push((desk, Vec::new()));
    }
    work.insert(0, (main, Vec::new()));
    for (desk, events) in &mut work {
        match said.events(desk, Refers::default()) {
            Ok(found) => *events = found,
            Err(failure) => {
                output.warn(&ctx.say(Seeing::PartRefuses { case: desk.id() }));
                return Err(failure.into());
            }
        }
    }
    // Every line finds its place before the first one is written.
    for (desk, events) in &work {
        desk.loaded.text_with(events).map_err(|failure| write_failure(ctx, failure))?;
    }
    let (main, events) = &work[0];
    // The words are the same in each case, so what is wrong with them is said once.
    super::lint::hints_of(main, events, output);
    let mut written: Vec<String> = Vec::new();
    for (desk, events) in &work {
        match desk.add(main.writing.as_ref(), events, output) {
            Ok(()) => {
                written.push(desk.id());
                if main.writing.is_some() {
                    hint_at_signals(desk, events, output);
                }
            }
            Err(failure) if written.is_empty() => return Err(failure.into()),
            Err(failure) => {
                output.warn(&failure.say(ctx.lang));
                let left = work[written.len()..].iter().map(|(desk, _)| desk.id()).collect();
                return Err(Failure::new(Exit::Trouble, Seeing::Midway { written, left }).into());
            }
        }
    }
    if ctx.global.dry_run {
        output.hint(Hint::DryRun, ctx.lang);
    }
    Ok(Exit::Fine)
}
