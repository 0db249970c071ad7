//! `amends report`: the figures of a period.

mod board;
mod charts;
mod course;
mod explain;
mod html;
mod json;
mod lines;
mod page;
mod sections;
mod tables;

use self::board::BoardArgs;
use super::judged::{Judged, judge_all, limits};
use super::report_risk::Risk;
use super::seeing::rude;
use super::span::{SpanArgs, period};
use super::{Context, Exit, Failure, Outcome, Output};
use crate::clock::View;
use crate::clock::settled::Procedures;
use crate::playbook::Playbook;
use crate::render::{Format, json::print};
use crate::report::counted::{find_repeats, groups, shown_groups, whole};
use crate::report::learning::{Hit, Learning, Question, Taken};
use crate::report::{Counted, Group, Metric, Period, Tally};
use crate::text::{Trouble, Usage};
use clap::{Args, Subcommand};
use std::collections::BTreeMap;

/// Print the figures of a period; --format html makes a page with charts of them
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ReportArgs {
    /// Another report
    #[command(subcommand)]
    pub command: Option<ReportCommand>,
    /// Of when
    #[command(flatten)]
    pub span: SpanArgs,
    /// Apart by: playbook, step, category, channel, department, owner, severity, product
    #[arg(long, value_name = "GROUP")]
    pub group_by: Option<String>,
    /// With the figures of the period before, and the change
    #[arg(long)]
    pub compare: bool,
    /// How a figure, M1 to M21, is made, and every case behind it
    #[arg(long, value_name = "METRIC", conflicts_with_all = ["group_by", "compare"])]
    pub explain: Option<String>,
}

/// The reports beside the figures.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Print what a period teaches: causes, recurrence, corrective actions, training needs, lessons, internal feedback
    Learning(SpanArgs),
    /// Print the open cases as a page (HTML): a column for each step, a card for each case with what is due next
    Board(BoardArgs),
}

/// What one case brings.
struct Row {
    counted: Counted,
    before: Option<Counted>,
    risk: Option<Risk>,
    taken: Taken,
    hits: Vec<Hit>,
}

/// A report before it is printed.
pub(super) struct Report {
    /// Of when.
    period: Period,
    /// The period it is compared with.
    previous: Option<Period>,
    /// What each case brings.
    cases: Vec<Counted>,
    /// The figures.
    whole: Tally,
    /// The figures of the period before.
    before: Option<Tally>,
    /// What cases are counted by.
    group: Option<Group>,
    /// The figures of each group.
    groups: BTreeMap<Option<String>, Tally>,
    /// The groups that are shown otherwise than they are written.
    shown_groups: BTreeMap<String, String>,
    /// What needs the cases side by side: patterns, training needs.
    learning: Learning,
    /// The cases at risk; `None` where the period is over.
    risks: Option<Vec<Risk>>,
    /// The volume of the period, and of the one before.
    volumes: (Option<u64>, Option<u64>),
}

/// Runs the command.
///
/// # Errors
/// When a flag is wrong, the policy has faults, or the flow doesn't add up.
pub fn run(args: &ReportArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    match &args.command {
        Some(ReportCommand::Learning(span)) => return super::report_learning::learn(period(span, ctx)?, ctx, output),
        Some(ReportCommand::Board(args)) => return board::board(args, ctx, output),
        None => {}
    }
    let period = period(&args.span, ctx)?;
    let group = ctx.maybe_word::<Group>("--group-by", args.group_by.as_ref())?;
    let metric = args.explain.as_deref().map(metric).transpose().map_err(Failure::from)?;
    let previous = match period.previous() {
        previous if args.compare => Some(previous.ok_or_else(|| Failure::from(Usage::PeriodReversed))?),
        // A page has room for the change.
        previous => previous.filter(|_| ctx.format() == Format::Html),
    };
    let (report, judged) = gather(ctx, period, previous, group)?;
    match (metric, ctx.format()) {
        (Some(metric), _) => explain::explain(ctx, &report, metric, judged.is_incomplete(), output),
        (None, Format::Json) => output.print(&print(&json::as_json(ctx, &report, &judged))),
        (None, Format::Html) => output.print(&html::html(ctx, &report, &judged)?),
        (None, Format::Md) => output.print(&page::markdown(ctx, &report, &judged)),
        (None, _) => output.page(&page::page(ctx, &report, &judged)),
    }
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// The metric that a word names, in either case.
fn metric(word: &str) -> Result<Metric, Usage> {
    Metric::parse(&word.to_uppercase()).ok_or_else(|| Usage::BadWord {
        flag: "--explain".to_owned(),
        word: word.to_owned(),
        allowed: Metric::tokens().into_iter().map(ToOwned::to_owned).collect(),
        near: None,
    })
}

/// Reads all cases and adds them up.
///
/// # Errors
/// When the flow doesn't add up.
pub(super) fn gather(
    ctx: &Context,
    period: Period,
    previous: Option<Period>,
    group: Option<Group>,
) -> Result<(Report, Judged<()>), Failure> {
    // Who is at risk is known of now alone, and belongs in no report of a time that is over.
    let current = period.until >= ctx.today();
    let mut judged = judge_all(
        ctx,
        true,
        |view, _| {
            let ids = view.state.procedures.iter().map(|(_, id)| id.clone());
            let entries: Vec<_> = ids.filter_map(|id| Some((ctx.catalog.get(&id)?, id))).collect();
            let procedures: Vec<(String, &Playbook)> =
                entries.iter().filter_map(|(entry, id)| Some((id.clone(), entry.playbook.as_ref()?))).collect();
            let view = view.clone().with_earlier(|id| limits(&ctx.catalog, id));
            let at_end = |period: Period| as_of_end(&view, period, &procedures);
            let count =
                |period: Period| at_end(period).map(|then| Counted::of(&then, &view, &procedures, period, group));
            let Some(counted) = count(period) else { return Vec::new() };
            let zone = view.zone();
            let inside = |e: &crate::case::Event| period.has(zone.date(e.at));
            let case = view.case();
            let hit = |event: crate::case::EventId| Hit { case: counted.case.clone(), event: event.to_string() };
            let watched = current && !view.state.is_closed();
            let rude = if watched || case.events.iter().any(inside) { rude(ctx, &view) } else { Vec::new() };
            let risk = watched.then(|| Risk::of(&view, &rude)).flatten();
            let found = rude.into_iter().filter(|id| case.event(id).is_some_and(inside));
            vec![Row {
                before: previous.and_then(count),
                risk,
                taken: Taken::of(&view, period),
                hits: found.map(hit).collect(),
                counted,
            }]
        },
        |_, _| None,
    );
    let rows = std::mem::take(&mut judged.rows);
    let (mut cases, mut earlier, mut taken, mut hits, mut risks) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        cases.push(row.counted);
        earlier.extend(row.before);
        taken.push(row.taken);
        hits.extend(row.hits);
        risks.extend(row.risk);
    }
    find_repeats(&mut cases);
    find_repeats(&mut earlier);
    let (whole_tally, before) = (whole(&cases), previous.map(|_| whole(&earlier)));
    if !whole_tally.identity_holds() || !before.as_ref().is_none_or(Tally::identity_holds) {
        return Err(Failure::from(Trouble::Identity));
    }
    let question = Question { period, today: ctx.today(), thresholds: ctx.policy.learning, hits: &hits };
    let report = Report {
        period,
        previous,
        groups: groups(&cases),
        shown_groups: shown_groups(&cases),
        cases,
        whole: whole_tally,
        before,
        group,
        learning: Learning::of(taken, &question),
        risks: current.then_some(risks),
        volumes: (volume(ctx, period), previous.and_then(|period| volume(ctx, period))),
    };
    Ok((report, judged.rest()))
}

/// The case as it stood when the period ended, or now if that is earlier; `None` when it wasn't received by then.
fn as_of_end<'a>(view: &View<'a>, period: Period, procedures: &Procedures<'a>) -> Option<View<'a>> {
    let end = view.zone().end_of(period.until);
    if end >= view.now.stamp {
        return Some(view.clone());
    }
    view.until(end, procedures)
}

/// The volume of a period (M12).
fn volume(ctx: &Context, period: Period) -> Option<u64> {
    ctx.policy.volume(period.since, period.whole_months()?)
}

/// A share in percent with one digit; `None` of nothing.
pub(super) fn percent(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| (f64::from(part) * 1000.0 / f64::from(whole)).round() / 10.0)
}

/// A share in percent with its numerator and denominator.
pub(super) fn share(part: u32, whole: u32) -> String {
    percent(part, whole).map_or_else(|| "-".to_owned(), |p| format!("{p:.1} % ({part}/{whole})"))
}
