//! All cases judged, and what could not be.

use super::progress::Progress;
use super::{Context, Exit, Output};
use crate::case::Act;
use crate::clock::{Kind, View, deadline};
use crate::policy::Limits;
use crate::store::{Catalog, Loaded};
use crate::text::{Hint, Stage};
use std::collections::BTreeSet;

/// The rows of all cases, what was judged, and what could not be.
pub struct Judged<R> {
    /// The rows.
    pub rows: Vec<R>,
    /// Cases that are not closed.
    pub open: usize,
    /// Faults in words, for standard error.
    pub problems: Vec<String>,
    /// Files with a fault: their name without ending, and the first fault.
    pub damaged: Vec<(String, String)>,
    /// Cases whose playbook can't be read.
    pub no_playbook: Vec<(String, String)>,
    /// Cases of an import are not in their places; said before the command ran.
    pub unfinished: bool,
}

impl<R> Judged<R> {
    /// Whether the result leaves something out.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        !self.damaged.is_empty() || !self.no_playbook.is_empty() || self.unfinished
    }

    /// What is left when the rows are taken.
    #[must_use]
    pub fn rest(self) -> Judged<()> {
        let Self { open, problems, damaged, no_playbook, unfinished, .. } = self;
        Judged { rows: Vec::new(), open, problems, damaged, no_playbook, unfinished }
    }

    /// Says on standard error what is left out.
    pub fn complain(&self, ctx: &Context, output: &mut Output) {
        for problem in &self.problems {
            output.warn(problem);
        }
        for (case, playbook) in &self.no_playbook {
            let hint = Hint::NoStepClock { case: case.clone(), playbook: playbook.clone() };
            output.warn(&ctx.say(hint));
        }
        if !self.damaged.is_empty() {
            output.warn(&ctx.say(Hint::Incomplete { files: self.damaged.len() }));
        }
    }

    /// 3 when something is left out, else what it would be.
    #[must_use]
    pub fn exit(&self, otherwise: Exit) -> Exit {
        if self.is_incomplete() { Exit::Incomplete } else { otherwise }
    }
}

/// Reads every case and lets `judge` make rows of it, as [`judge_files`] does.
pub fn judge_all<R: Send>(
    ctx: &Context,
    closed_too: bool,
    judge: impl Fn(&View<'_>, Option<&str>) -> Vec<R> + Sync,
    damaged: impl Fn(&str, &str) -> Option<R> + Sync,
) -> Judged<R> {
    judge_files(ctx, closed_too, |view, damage, _| judge(view, damage), damaged)
}

/// Reads every case and lets `judge` make rows of it, with the playbooks of closed ones only where they count; a file that can't be judged becomes one row by `damaged`.
pub fn judge_files<R: Send>(
    ctx: &Context,
    closed_too: bool,
    judge: impl Fn(&View<'_>, Option<&str>, &Loaded) -> Vec<R> + Sync,
    damaged: impl Fn(&str, &str) -> Option<R> + Sync,
) -> Judged<R> {
    let (lang, now) = (ctx.lang, ctx.now);
    let (policy, catalog) = (&ctx.policy, &ctx.catalog);
    let progress = Progress::start(ctx, Stage::Reading, 0);
    let parts = ctx.workspace.each_case_watched(&progress, |loaded: Loaded| {
        let mut part = Judged {
            rows: Vec::new(),
            open: 0,
            problems: Vec::new(),
            damaged: Vec::new(),
            no_playbook: Vec::new(),
            unfinished: false,
        };
        let damage = loaded.damage().map(|fault| {
            let problem = super::context::problem(fault, lang);
            part.problems.push(problem.full());
            part.damaged.push((loaded.stem.clone(), problem.line()));
            problem.line()
        });
        match &loaded.case {
            None => part.rows.extend(damaged(&loaded.stem, damage.as_deref().unwrap_or_default())),
            Some(case) => {
                let Some(view) = View::of(case, policy, now) else {
                    return part;
                };
                let needed = closed_too || !view.state.is_closed();
                // Somebody has to judge what an action came to, also after the close, and the playbook may say by when.
                let acts = || view.history.events.iter().any(|e| matches!(e.act, Act::Action { .. }));
                let entry = (needed || acts()).then(|| catalog.get(&view.state.playbook.id)).flatten();
                let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
                let view = view.with(playbook).with_earlier(|id| limits(catalog, id));
                if playbook.is_none() && (needed || waits_to_be_verified(&view)) {
                    part.no_playbook.push((loaded.stem.clone(), view.state.playbook.id.clone()));
                }
                part.open = usize::from(!view.state.is_closed());
                let rows = judge(&view, damage.as_deref(), &loaded);
                match &damage {
                    // Where a doubtful case has nothing else to show, its doubt is shown.
                    Some(damage) if rows.is_empty() => part.rows.extend(damaged(&loaded.stem, damage)),
                    _ => part.rows.extend(rows),
                }
            }
        }
        part
    });
    progress.done();
    let mut all = Judged {
        rows: Vec::new(),
        open: 0,
        problems: Vec::new(),
        damaged: Vec::new(),
        no_playbook: Vec::new(),
        unfinished: ctx.workspace.is_unfinished(),
    };
    for part in parts {
        all.rows.extend(part.rows);
        all.open += part.open;
        all.problems.extend(part.problems);
        all.damaged.extend(part.damaged);
        all.no_playbook.extend(part.no_playbook);
    }
    all
}

/// Whether what a corrective action came to is still to be judged.
fn waits_to_be_verified(view: &View<'_>) -> bool {
    deadline::deadlines(view).iter().any(|d| d.kind == Kind::Verify)
}

/// The limits of a playbook.
pub fn limits(catalog: &Catalog, id: &str) -> Option<Limits> {
    catalog.get(id)?.playbook.as_ref().map(|p| p.clocks.clone())
}

/// Says which years the deadlines shown need and `calendar.toml` doesn't have (clocks T6).
pub fn years_without_data(ctx: &Context, years: impl Iterator<Item = i32>, output: &mut Output) {
    for year in years.collect::<BTreeSet<i32>>() {
        output.warn(&ctx.say(Hint::YearWithoutData { year }));
    }
}
