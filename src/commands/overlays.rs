//! Overlays at the commands: which are in force, what they ask of a case, and those that come into force.

use super::desk::write_failure;
use super::show::optional;
use super::{Context, Exit, Failure, Output};
use crate::case::words::Outcome as Ending;
use crate::case::{Act, Case, History, State};
use crate::playbook::advance::Refusal;
use crate::playbook::close::is_exempt;
use crate::playbook::overlay::{lacking_too, undone};
use crate::playbook::{Check, Playbook};
use crate::policy::Lang;
use crate::store::{Entry, Origin};
use crate::text::{Authoring, Hint, Trouble, pick};
use std::sync::Arc;

impl Context {
    /// The overlays of the workspace.
    ///
    /// # Errors
    /// When one has faults: nobody could say what it asks for.
    pub fn overlays(&self) -> Result<Vec<Arc<Entry>>, Failure> {
        let overlays = self.catalog.overlays();
        match overlays.iter().find(|entry| entry.playbook.is_none()) {
            None => Ok(overlays),
            Some(entry) => {
                let id = entry.shown.trim_start_matches("playbooks/").trim_end_matches(".toml").to_owned();
                let mut failure = Failure::from(Trouble::Playbook { id });
                failure.problems = entry.faults.iter().map(|f| self.config_problem(f)).collect();
                Err(failure)
            }
        }
    }
}

/// Those of the overlays that apply to a case.
#[must_use]
pub(super) fn applying<'e>(overlays: &'e [Arc<Entry>], case: &Case, state: &State) -> Vec<&'e Playbook> {
    let sound = overlays.iter().filter_map(|entry| entry.playbook.as_ref());
    sound.filter(|overlay| overlay.applies_to(case, state)).collect()
}

/// Refuses an overlay in the place of a procedure.
///
/// # Errors
/// When it is one.
pub(super) fn refuse(entry: &Entry) -> Result<(), Failure> {
    match &entry.playbook {
        Some(playbook) if entry.is_overlay() => {
            Err(Failure::new(Exit::Usage, Authoring::IsOverlay { id: playbook.id.clone() }))
        }
        _ => Ok(()),
    }
}

/// What a close comes to with the checks of the overlays; the outcomes that ask for nothing don't ask for them either.
///
/// # Errors
/// When an overlay has faults.
pub(super) fn also(
    ctx: &Context,
    case: &Case,
    state: &State,
    outcome: Ending,
    decided: Result<Vec<Act>, Refusal>,
) -> Result<Result<Vec<Act>, Refusal>, Failure> {
    if is_exempt(outcome) {
        return Ok(decided);
    }
    let overlays = ctx.overlays()?;
    Ok(lacking_too(decided, undone(state, &applying(&overlays, case, state))))
}

/// A check of an overlay as a line has it: its text, whether it may stay undone, and its id.
#[must_use]
pub(super) fn check_words(check: &Check, lang: Lang) -> String {
    format!("{}{}  `{}`", pick(&check.text, lang, &check.id), optional(check.required, lang), check.id)
}

/// The overlays that come to apply to a case by what is about to be written.
pub(super) struct Coming {
    case: String,
    overlays: Vec<Arc<Entry>>,
}

impl Coming {
    /// What applies to the case as it will be, and not to the case as it was.
    #[must_use]
    pub(super) fn of(ctx: &Context, before: Option<&Case>, after: &Case) -> Self {
        let mut overlays = ctx.catalog.overlays();
        overlays.extend(ctx.catalog.overlays_at_hand());
        let applies = |overlay: &Playbook, case: &Case| overlay.applies_to(case, &State::of(&History::of(case, None)));
        let comes = |entry: &Arc<Entry>| {
            let overlay = entry.playbook.as_ref();
            overlay.is_some_and(|o| applies(o, after) && !before.is_some_and(|before| applies(o, before)))
        };
        overlays.retain(comes);
        Self { case: after.header.id.to_string(), overlays }
    }

    /// Copies those that only the program has into the workspace, which puts them in force; not in a dry run.
    ///
    /// # Errors
    /// When a file can't be written.
    pub(super) fn adopt(&self, ctx: &Context) -> Result<(), Failure> {
        for entry in self.new_ones(ctx) {
            if let Some(overlay) = &entry.playbook {
                ctx.catalog.adopt(entry, &overlay.id, ctx.random()).map_err(|f| write_failure(ctx, f))?;
            }
        }
        Ok(())
    }

    fn new_ones<'s>(&'s self, ctx: &Context) -> impl Iterator<Item = &'s Arc<Entry>> {
        let dry = ctx.global.dry_run;
        self.overlays.iter().filter(move |entry| entry.origin == Origin::Builtin && !dry)
    }

    /// Says what was copied, and what is asked for from now on.
    pub(super) fn tell(&self, ctx: &Context, output: &mut Output) {
        for entry in self.new_ones(ctx) {
            output.hint(Hint::Adopted { path: entry.shown.clone() }, ctx.lang);
        }
        for overlay in self.overlays.iter().filter_map(|entry| entry.playbook.as_ref()) {
            let (case, id) = (self.case.clone(), overlay.id.clone());
            let name = pick(&overlay.name, ctx.lang, &overlay.id).to_owned();
            let checks = overlay.overlay_checks().map(|check| check_words(check, ctx.lang)).collect();
            output.hint(Authoring::Asks { case, id, name, checks }, ctx.lang);
        }
    }
}
