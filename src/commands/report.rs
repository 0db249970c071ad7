//! `amends report`: the figures of a period.

use super::judged::{Judged, judge_all, limits};
use super::report_board::BoardArgs;
use super::report_risk::Risk;
use super::span::{SpanArgs, period};
use super::{Context, Exit, Failure, Outcome, Output, report_exceptions, report_risk};
use crate::case::words::Channel;
use crate::render::json::print;
use crate::render::table::{pairs, table};
use crate::render::{Cell, Format, Sheet};
use crate::report::figures::{Figures, Group, Period};
use crate::text::dates::length;
use crate::text::{Label, Say, Trouble, pick};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Print the figures of a period
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ReportArgs {
    /// Another report
    #[command(subcommand)]
    pub command: Option<ReportCommand>,
    /// Of when
    #[command(flatten)]
    pub span: SpanArgs,
    /// Apart by: playbook, category, channel, owner, department
    #[arg(long, value_name = "GROUP")]
    pub group_by: Option<String>,
}

/// The reports beside the figures.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Print what a period teaches: causes, recurrence, corrective actions, training needs, lessons, internal feedback
    Learning(SpanArgs),
    /// Print the open cases as a page (HTML): a column for each step, a card for each case with what is due next
    Board(BoardArgs),
}

/// The figures of a case, the group it is in, and what announces a major complaint.
type Row = (Option<Option<String>>, Figures, Option<Risk>);

/// Runs the command.
///
/// # Errors
/// When a flag is wrong, the policy has faults, or the flow doesn't add up.
pub fn run(args: &ReportArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    match &args.command {
        Some(ReportCommand::Learning(span)) => return super::report_learning::learn(period(span, ctx)?, ctx, output),
        Some(ReportCommand::Board(args)) => return super::report_board::board(args, ctx, output),
        None => {}
    }
    let period = period(&args.span, ctx)?;
    let group = ctx.maybe_word::<Group>("--group-by", args.group_by.as_ref())?;
    // Who is at risk is known of now alone, and belongs in no report of a time that is over.
    let now = period.until >= ctx.zone().date(ctx.now.stamp);
    let judged = judge_all(
        ctx,
        true,
        |view, _| {
            // A closed case is judged by its playbook's limits too.
            let entry = ctx.catalog.get(&view.state.playbook.id);
            let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
            let view = view.clone().with(playbook).with_earlier(|id| limits(&ctx.catalog, id));
            let mut figures = Figures::default();
            figures.add(&view, period);
            let risk = now.then(|| Risk::of(ctx, &view)).flatten();
            vec![(group.map(|g| g.of(&view)), figures, risk)]
        },
        |_, _| None,
    );
    let mut all = Figures::default();
    let mut groups: BTreeMap<Option<String>, Figures> = BTreeMap::new();
    for (name, figures, _) in &judged.rows {
        all.merge(figures);
        if let Some(name) = name {
            groups.entry(name.clone()).or_default().merge(figures);
        }
    }
    if !all.identity_holds() {
        return Err(Failure::from(Trouble::Identity).into());
    }
    groups.retain(|_, figures| *figures != Figures::default());
    let risks: Vec<&Risk> = judged.rows.iter().filter_map(|(_, _, risk)| risk.as_ref()).collect();
    match ctx.format() {
        Format::Json => {
            let mut value = as_json(ctx, period, &all, group, &groups, &judged);
            value["at_risk"] = now.then(|| report_risk::as_json(&risks)).into();
            output.print(&print(&value));
        }
        _ => {
            output.page(&as_page(ctx, period, &all, group, &groups, &judged));
            report_risk::page(ctx, &risks, output);
        }
    }
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// A share in percent with one digit; `None` of nothing.
pub(super) fn percent(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| (f64::from(part) * 1000.0 / f64::from(whole)).round() / 10.0)
}

/// A share in percent with its numerator and denominator.
pub(super) fn share(part: u32, whole: u32) -> String {
    percent(part, whole).map_or_else(|| "-".to_owned(), |p| format!("{p:.1} % ({part}/{whole})"))
}

fn as_page(
    ctx: &Context,
    period: Period,
    all: &Figures,
    group: Option<Group>,
    groups: &BTreeMap<Option<String>, Figures>,
    judged: &Judged<Row>,
) -> String {
    let (lang, width) = (ctx.lang, ctx.screen().width);
    let say = |label: Label| label.say(lang);
    let mark = if judged.is_incomplete() { format!("  [{}]", say(Label::Incomplete)) } else { String::new() };
    let mut out = format!("{} {} … {}{mark}\n", say(Label::Period), period.since, period.until);
    let mut block = |heading: Label, rows: Vec<(Label, String)>| {
        let rows: Vec<(String, String)> = rows.into_iter().map(|(l, v)| (say(l), v)).collect();
        out.push_str(&format!("\n{}\n{}", say(heading), pairs(&rows, 2, width)));
    };
    block(
        Label::Flow,
        vec![
            (Label::OpenAtStart, all.open_at_start.to_string()),
            (Label::ReceivedN, all.received.to_string()),
            (Label::Reopened, all.reopened.to_string()),
            (Label::ClosedN, all.closed.to_string()),
            (Label::DistinctClosed, all.distinct_closed.to_string()),
            (Label::OpenAtEnd, all.open_at_end.to_string()),
        ],
    );
    let spread = all.first_response();
    let mut rows = Vec::new();
    match spread.values() {
        Some(values) => {
            let values: Vec<String> = values.iter().map(|v| length(*v, ctx.lang)).collect();
            rows.push((Label::Values, if values.is_empty() { "-".to_owned() } else { values.join(", ") }));
        }
        None => {
            let value = |v: Option<i64>| v.map(|s| length(s, lang)).unwrap_or_default();
            rows.push((Label::Median, format!("{} (n = {})", value(spread.percentile(50)), spread.n())));
            rows.push((Label::P90, value(spread.percentile(90))));
            rows.push((Label::Max, value(spread.max())));
        }
    }
    rows.push((Label::NeverAnswered, all.never_answered.to_string()));
    block(Label::FirstResponse, rows);
    let mut rows = vec![
        (Label::Met, share(all.met, all.judged())),
        (Label::MissedDays, all.missed.to_string()),
        (Label::Attempted, all.attempted.to_string()),
        (Label::Excused, all.excused.to_string()),
        (Label::CleanCases, format!("{}/{}", all.clean_cases, all.judged_cases)),
        (Label::LongestStreak, all.longest_streak.to_string()),
        (Label::LongestGap, length(all.longest_gap, lang)),
    ];
    if all.rolling > 0 {
        rows.push((Label::Rolling, all.rolling.to_string()));
    }
    block(Label::Compliance, rows);
    out.push_str(&report_exceptions::lines(ctx, &all.exceptions));
    if group.is_some() && !groups.is_empty() {
        out.push('\n');
        out.push_str(&table(&group_sheet(ctx, group, groups), ctx.screen()));
    }
    if !judged.damaged.is_empty() {
        // Figures that leave a case out say which.
        let mut sheet =
            Sheet::with(vec![("case", say(Label::Case)), ("damaged", say(Label::Damaged))]).flowing(&["damaged"]);
        for (case, fault) in &judged.damaged {
            sheet.rows.push(vec![Cell::text(case), Cell::text(fault)]);
        }
        out.push('\n');
        out.push_str(&table(&sheet, ctx.screen()));
    }
    out
}

fn group_sheet(ctx: &Context, group: Option<Group>, groups: &BTreeMap<Option<String>, Figures>) -> Sheet {
    let say = |label: Label| label.say(ctx.lang);
    let mut sheet = Sheet::with(vec![
        ("group", say(Label::Group)),
        ("open_at_start", say(Label::OpenAtStart)),
        ("received", say(Label::ReceivedN)),
        ("reopened", say(Label::Reopened)),
        ("closed", say(Label::ClosedN)),
        ("open_at_end", say(Label::OpenAtEnd)),
        ("median", say(Label::Median)),
        ("compliance", say(Label::Met)),
    ]);
    for (name, f) in groups {
        let name = name.as_deref().map_or_else(|| say(Label::Unsaid), |id| group_name(ctx, group, id));
        let median = f.first_response().percentile(50).map(|s| length(s, ctx.lang)).unwrap_or_default();
        let number = |n: u32| Cell::both(n, n.to_string());
        sheet.rows.push(vec![
            Cell::text(&name),
            number(f.open_at_start),
            number(f.received),
            number(f.reopened),
            number(f.closed),
            number(f.open_at_end),
            Cell::text(&median),
            Cell::text(&share(f.met, f.judged())),
        ]);
    }
    sheet
}

/// A group as people call it.
fn group_name(ctx: &Context, group: Option<Group>, id: &str) -> String {
    let listed = |list: &[crate::policy::Listed]| {
        let name = list.iter().find(|l| l.id == id).and_then(|l| l.name.as_ref());
        name.map(|name| pick(name, ctx.lang, id).to_owned())
    };
    let name = match group {
        Some(Group::Channel) => Channel::parse(id).map(|c| c.say(ctx.lang)),
        Some(Group::Category) => listed(&ctx.policy.categories),
        Some(Group::Department) => listed(&ctx.policy.departments),
        Some(Group::Playbook) => {
            let entry = ctx.catalog.get(id);
            let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
            playbook.map(|p| pick(&p.name, ctx.lang, id).to_owned())
        }
        Some(Group::Owner) | None => None,
    };
    name.unwrap_or_else(|| id.to_owned())
}

fn figures_json(f: &Figures) -> Value {
    let spread = f.first_response();
    json!({
        "flow": {
            "open_at_start": f.open_at_start,
            "received": f.received,
            "reopened": f.reopened,
            "closed": f.closed,
            "distinct_closed": f.distinct_closed,
            "open_at_end": f.open_at_end,
        },
        "first_response": {
            "cohort": "cycles closed in the period",
            "n": spread.n(),
            "median_seconds": spread.percentile(50),
            "p90_seconds": spread.percentile(90),
            "max_seconds": spread.max(),
            "values_seconds": spread.values(),
            "never_answered": f.never_answered,
        },
        "feedback": {
            "met": f.met,
            "judged": f.judged(),
            "missed": f.missed,
            "compliance_percent": percent(f.met, f.judged()),
            "attempted": f.attempted,
            "excused": f.excused,
            "cases": f.judged_cases,
            "cases_without_miss": f.clean_cases,
            "longest_streak": f.longest_streak,
            "longest_gap_seconds": f.longest_gap,
            "rolling_cases": f.rolling,
        },
        "exceptions": report_exceptions::as_json(&f.exceptions),
    })
}

fn as_json(
    ctx: &Context,
    period: Period,
    all: &Figures,
    group: Option<Group>,
    groups: &BTreeMap<Option<String>, Figures>,
    judged: &Judged<Row>,
) -> Value {
    let groups: Vec<Value> =
        groups.iter().map(|(name, figures)| json!({ "group": name, "figures": figures_json(figures) })).collect();
    let damaged: Vec<Value> =
        judged.damaged.iter().map(|(case, fault)| json!({ "case": case, "damaged": fault })).collect();
    json!({
        "schema": "amends.report/1",
        "now": crate::case::stamp::write_stamp(ctx.now.stamp),
        "since": period.since.to_string(),
        "until": period.until.to_string(),
        "incomplete": judged.is_incomplete(),
        "damaged": damaged,
        "figures": figures_json(all),
        "group_by": group.map(Group::as_str),
        "groups": groups,
    })
}
