//! `check --fix`: what can be mended without a decision.

use super::selection::Selection;
use crate::commands::desk::{lock_failure, write_failure};
use crate::commands::{Context, Failure, Output};
use crate::render::Format;
use crate::store::{PATIENCE, Writing, mendable};
use crate::text::{Done, Hint};

/// Mends the selected cases, or says what would be mended.
pub(super) fn run(ctx: &Context, selection: &Selection, output: &mut Output) -> Result<(), Failure> {
    let writing = if ctx.global.dry_run {
        None
    } else {
        let who = ctx.actor().unwrap_or_else(|_| "check".to_owned());
        let writing = Writing::begin(&ctx.workspace, &who, PATIENCE).map_err(lock_failure)?;
        writing.sweep();
        Some(writing)
    };
    let chosen = |loaded: &crate::store::Loaded| loaded.case.is_some() && selection.covers(&loaded.shown);
    let loaded = ctx.workspace.each_case(|loaded| chosen(&loaded).then_some(loaded));
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
            // Machines read the findings alone.
            match ctx.format() {
                Format::Table => output.line(&ctx.say(done)),
                _ => output.warn(&ctx.say(done)),
            }
        }
    }
    Ok(())
}
