//! `amends overdue`: who has been left without an answer.

use super::cells::step_name;
use super::judged::{judge_all, years_without_data};
use super::ladder::{Plan, climb_all};
use super::message::{to_nagios, to_room};
use super::overdue_sheet::print;
use super::since::{Since, is_known};
use super::{Context, Exit, Failure, Outcome, Output};
use crate::clock::{Kind, Level, View, Working};
use crate::escalation::{Passed, climb};
use crate::policy::Duration;
use crate::render::Format;
use crate::report::rows::{OverdueRow, overdue};
use crate::text::{Hint, Usage};
use clap::Args;
use std::sync::{Mutex, PoisonError};

/// Show which customers are left without an answer; --format also takes nagios, slack, wecom, dingtalk, feishu
#[derive(Debug, Args)]
pub struct OverdueArgs {
    /// Also what falls due within this time, such as 2d
    #[arg(long, value_name = "DURATION")]
    pub within: Option<String>,
    /// Exit with 1 when there is a row
    #[arg(long)]
    pub exit_code: bool,
    /// Only cases of this person; me is the one who acts
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    /// Only deadlines of this kind: first-response, feedback, promise, step, approval, follow-up, final, action, verify
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Only rows of this level: breach, critical, late, damaged, due
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    pub level: Vec<String>,
    /// Take what is critical or a breach to the next tier, once for each clock and level; with -n only say so
    #[arg(long)]
    pub escalate: bool,
    /// Say how each deadline came about
    #[arg(long)]
    pub explain: bool,
    /// Only rows that are new or have got worse since this time
    #[arg(long, value_name = "TIME")]
    pub new_since: Option<String>,
    /// Name title and customer in a message to a chat room
    #[arg(long)]
    pub with_names: bool,
}

/// Runs the command.
///
/// # Errors
/// When a flag is wrong or the policy has faults.
pub fn run(args: &OverdueArgs, ctx: &Context, output: &mut Output) -> Outcome {
    if let Some(flag) = without_effect(args, ctx) {
        return Err(Failure::from(Usage::NoEffect { flag }).into());
    }
    ctx.sound_policy()?;
    let within = args.within.as_deref().map(within).transpose()?;
    let soon = |from| within.map(|duration| Working::of(&ctx.policy).end_of_limit(from, duration));
    let since = args.new_since.as_deref().map(|text| Since::read(ctx, text, soon)).transpose()?;
    let within = soon(ctx.now.stamp);
    let kinds = args.kind.iter().map(|k| ctx.word::<Kind>("--kind", k)).collect::<Result<Vec<_>, _>>()?;
    let levels = args.level.iter().map(|l| ctx.word::<Level>("--level", l)).collect::<Result<Vec<_>, _>>()?;
    if levels.contains(&Level::Due) && within.is_none() {
        return Err(Failure::from(Usage::MissingFlag { flag: "--within" }).into());
    }
    let owner = ctx.owner(args.owner.as_deref())?;
    let select = |view: &View<'_>| {
        let mut rows = overdue(view, within);
        rows.retain(|r| {
            (kinds.is_empty() || r.kind.is_some_and(|k| kinds.contains(&k)))
                && (levels.is_empty() || levels.contains(&r.level))
                && r.owner.as_deref().is_none_or(|o| ctx.looks_after(owner.as_ref(), o))
        });
        rows
    };
    // A severity has no row, so a choice among rows leaves it out.
    let by_severity = kinds.is_empty() && levels.is_empty();
    let wanted = |view: &View<'_>, rows: &[OverdueRow<String>]| {
        let passed: Vec<Passed> = rows.iter().filter_map(passed).collect();
        let by_severity = by_severity && ctx.looks_after(owner.as_ref(), &view.state.owner);
        climb(view.case(), &view.state, view.policy, &passed, by_severity)
    };
    let plan: Mutex<Plan> = Mutex::default();
    let mut judged = judge_all(
        ctx,
        false,
        |view, damage| {
            let mut rows = select(view);
            if args.escalate && damage.is_none() {
                // What isn't new climbs all the same: the ladder itself knows what it has climbed.
                let steps = wanted(view, &rows);
                if !steps.is_empty() {
                    let id = view.case().header.id.clone();
                    plan.lock().unwrap_or_else(PoisonError::into_inner).push((id, steps));
                }
            }
            if let Some(since) = since.filter(|_| !rows.is_empty()) {
                let mut then = since.rows(ctx, view.case());
                // What somebody else looked after then is new to whoever takes over, as an owner or as a deputy.
                let day = since.day(ctx);
                then.retain(|r| r.owner.as_deref().is_none_or(|o| ctx.looks_after_on(day, owner.as_ref(), o)));
                rows.retain(|r| !is_known(r, &then));
            }
            rows.iter_mut().for_each(|r| r.damaged = damage.map(ToOwned::to_owned));
            rows.into_iter().map(|r| (r, step_name(view, ctx.lang))).collect()
        },
        |case, damage| Some((OverdueRow::damaged(case.to_owned(), damage.to_owned()), None)),
    );
    judged.rows.sort_by(|a, b| a.0.order(&b.0));
    if let Some(room) = ctx.format().room() {
        to_room(ctx, room, &judged.rows, args.with_names, output);
    } else if ctx.format() == Format::Nagios {
        to_nagios(ctx, &judged, within.is_some(), output);
    } else {
        print(ctx, &judged, args.explain, output);
    }
    judged.complain(ctx, output);
    ctx.name_the_deserted(judged.rows.iter().map(|(r, _)| r), output);
    years_without_data(ctx, judged.rows.iter().filter_map(|(r, _)| r.blind), output);
    if judged.rows.is_empty() && ctx.surroundings.stdout_terminal {
        output.hint(Hint::NothingOverdue { open: judged.open }, ctx.lang);
    }
    let plan = plan.into_inner().unwrap_or_else(PoisonError::into_inner);
    let climbed = climb_all(ctx, plan, |view| wanted(view, &select(view)), output);
    if climbed != Exit::Fine {
        return Ok(climbed);
    }
    let found = args.exit_code && !judged.rows.is_empty();
    Ok(judged.exit(if found { Exit::Findings } else { Exit::Fine }))
}

/// The deadline of a row.
fn passed(row: &OverdueRow<String>) -> Option<Passed> {
    Some(Passed { kind: row.kind?, level: row.level, due: row.due? })
}

/// A flag that the format has no use for.
fn without_effect(args: &OverdueArgs, ctx: &Context) -> Option<&'static str> {
    let (format, message) = (ctx.format(), ctx.format().is_message());
    if args.with_names && format.room().is_none() {
        Some("--with-names")
    } else if args.explain && message {
        Some("--explain")
    } else if ctx.global.quiet && message {
        Some("--quiet")
    } else if args.exit_code && format == Format::Nagios {
        Some("--exit-code")
    } else if args.escalate && format == Format::Nagios {
        // A status would be told before it is known whether the writing succeeds.
        Some("--escalate")
    } else {
        None
    }
}

fn within(text: &str) -> Result<Duration, Failure> {
    let bad = || Usage::BadForm { flag: "--within".to_owned(), text: text.to_owned(), wanted: "2d" };
    Duration::parse(text).ok_or_else(|| bad().into())
}
