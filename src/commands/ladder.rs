//! `overdue --escalate`: a lock for some hundred cases that go up, and none when nothing is to be written.

use super::desk::{last_move, lock_failure, write_failure};
use super::judged::limits;
use super::{Context, Exit, Failure, Output};
use crate::case::{CaseId, Event, EventId};
use crate::clock::{Now, View};
use crate::escalation::Escalation;
use crate::store::{PATIENCE, Writing};
use crate::text::{Hint, ladder};

/// How many cases go up under one lock: others wait for it, and for no longer than a second.
const AT_ONCE: usize = 200;

/// What cases need by the rows that were printed.
pub(super) type Plan = Vec<(CaseId, Vec<Escalation>)>;

/// Writes what a plan asks for and what is still due when each case is read again under the lock; with `--dry-run` says
/// what it would write. `wanted` judges a case anew.
pub(super) fn climb_all(
    ctx: &Context,
    mut plan: Plan,
    wanted: impl Fn(&View<'_>) -> Vec<Escalation>,
    output: &mut Output,
) -> Exit {
    if plan.is_empty() {
        return Exit::Fine;
    }
    plan.sort_by(|a, b| a.0.cmp(&b.0));
    if ctx.global.dry_run {
        for (case, steps) in &plan {
            steps.iter().for_each(|step| tell(ctx, case, step, output));
        }
        output.hint(Hint::DryRun, ctx.lang);
        return Exit::Fine;
    }
    let mut exit = Exit::Fine;
    for some in plan.chunks(AT_ONCE) {
        let writing = match Writing::begin(&ctx.workspace, "system", PATIENCE) {
            Ok(writing) => writing,
            Err(error) => return failed(ctx, &lock_failure(error), output),
        };
        for (case, _) in some {
            match climb_one(ctx, &writing, case, &wanted, output) {
                Ok(steps) => steps.iter().for_each(|step| tell(ctx, case, step, output)),
                Err(failure) => exit = failed(ctx, &failure, output),
            }
        }
    }
    exit
}

fn failed(ctx: &Context, failure: &Failure, output: &mut Output) -> Exit {
    output.warn(&failure.say(ctx.lang));
    failure.exit
}

/// What was written for one case.
fn climb_one(
    ctx: &Context,
    writing: &Writing<'_>,
    id: &CaseId,
    wanted: impl Fn(&View<'_>) -> Vec<Escalation>,
    output: &mut Output,
) -> Result<Vec<Escalation>, Failure> {
    let usual = ctx.workspace.root().join(id.relative_path());
    let path = if usual.is_file() { usual } else { ctx.find(id.as_str())? };
    let loaded = writing.read(&path).map_err(|f| write_failure(ctx, f))?;
    let Some(case) = &loaded.case else { return Ok(Vec::new()) };
    // Whatever is on record counts here, also what lies ahead of `--now`: a closed case takes no escalation.
    let now = Now { stamp: ctx.now.stamp, given: false };
    let Some(view) = View::of(case, &ctx.policy, now) else { return Ok(Vec::new()) };
    let entry = ctx.catalog.get(&view.state.playbook.id);
    let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
    let steps = wanted(&view.with(playbook).with_earlier(|id| limits(&ctx.catalog, id)));
    let at = ctx.zone().local(ctx.now.stamp.max(last_move(case, false)));
    let mut taken: Vec<EventId> = case.events.iter().map(|e| e.id.clone()).collect();
    let mut events = Vec::new();
    for step in &steps {
        let known: Vec<&EventId> = taken.iter().collect();
        let id = ctx.with_random(|random| EventId::random(&known, random));
        taken.push(id.clone());
        events.push(Event {
            id,
            at,
            by: "system".to_owned(),
            logged: None,
            note: None,
            why: None,
            forced: Vec::new(),
            redacted: false,
            act: step.act(),
        });
    }
    if !events.is_empty() && !writing.append(&loaded, &events, ctx.random()).map_err(|f| write_failure(ctx, f))? {
        output.hint(Hint::NotSynced { path: loaded.shown.clone() }, ctx.lang);
    }
    Ok(steps)
}

fn tell(ctx: &Context, case: &CaseId, step: &Escalation, output: &mut Output) {
    let (policy, tier, lang) = (&ctx.policy, step.tier, ctx.lang);
    let hint = Hint::Escalated {
        case: case.to_string(),
        tier,
        roles: ladder::roles(policy, tier, lang),
        cause: ladder::cause(&step.act(), ctx.zone(), lang),
        people: ladder::people(policy, tier, lang),
        dry: ctx.global.dry_run,
    };
    output.hint(hint, lang);
}
