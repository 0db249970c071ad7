//! `report --explain M6`: how a figure is made, and everything that was counted for it.

use super::super::{Context, Output};
use super::Report;
use super::tables::{group_name, step_name};
use crate::case::amount::write_amount;
use crate::render::json::Envelope;
use crate::render::table::wrapped;
use crate::render::{Cell, Format, Sheet};
use crate::report::entry::Unit;
use crate::report::learning::Cases;
use crate::report::{Entry, Figure, Group, Metric, Part};
use crate::text::dates::{length, moment};
use crate::text::learned::Heading as Learned;
use crate::text::metrics::{Heading, basis};
use crate::text::names::named;
use crate::text::{Label, Say};

/// Prints it.
pub(super) fn explain(ctx: &Context, report: &Report, metric: Metric, incomplete: bool, output: &mut Output) {
    let format = ctx.format();
    if format == Format::Table {
        output.line(&format!("{metric} {}", metric.say(ctx.lang)));
        output.page(&wrapped("  ", &basis(metric, ctx.lang), ctx.screen().width));
        for line in super::lines::lines(report, metric, ctx.lang) {
            output.line(&format!("  {}: {}", line.label, line.value));
        }
    }
    let sheet = sheet(ctx, report, metric);
    let envelope = Envelope { schema: "amends.explain/1", now: ctx.now.stamp, incomplete };
    let text = sheet.print(format, ctx.screen(), &envelope);
    if format == Format::Table { output.page(&text) } else { output.print(&text) }
}

/// A row for each thing counted, case after case.
fn sheet(ctx: &Context, report: &Report, metric: Metric) -> Sheet {
    let lang = ctx.lang;
    let mut sheet = Sheet::with(vec![
        ("case", Label::Case.say(lang)),
        ("figure", Heading::Figure.say(lang)),
        ("part", Heading::Part.say(lang)),
        ("at", Heading::At.say(lang)),
        ("value", Heading::Value.say(lang)),
        ("event", Heading::Event.say(lang)),
    ])
    .rigid(&["at"])
    .flowing(&["part"]);
    for case in &report.cases {
        let mut entries: Vec<&Entry> = case.entries.iter().filter(|e| belongs(e.figure, metric)).collect();
        entries.sort_by(|a, b| (a.at, a.figure, &a.part).cmp(&(b.at, b.figure, &b.part)));
        for entry in entries {
            let at = ctx.zone().local(entry.at);
            sheet.rows.push(vec![
                Cell::text(&case.case),
                Cell::both(entry.figure.as_str(), entry.figure.say(lang)),
                part(ctx, &entry.part),
                Cell::both(crate::case::stamp::write_stamp(at), moment(at, ctx.zone())),
                value(ctx, entry),
                Cell::maybe(entry.event.as_ref().map(|e| e.as_str())),
            ]);
        }
    }
    for (figure, part, cases) in across_cases(report, metric, ctx) {
        for case in cases {
            let mut row = vec![Cell::text(&case), Cell::text(&figure), Cell::text(&part)];
            row.extend([Cell::maybe(None), Cell::maybe(None), Cell::maybe(None)]);
            sheet.rows.push(row);
        }
    }
    sheet
}

/// Whether a figure is counted for a metric: some are the denominator of another.
fn belongs(figure: Figure, metric: Metric) -> bool {
    let borrowed = match metric {
        Metric::Rates => figure == Figure::Received,
        Metric::Again => figure == Figure::Closed,
        _ => false,
    };
    borrowed || figure.metric() == metric
}

/// What only shows with the cases side by side.
fn across_cases(report: &Report, metric: Metric, ctx: &Context) -> Vec<(String, String, Cases)> {
    let learning = &report.learning;
    let name = metric.say(ctx.lang);
    let text = |sheet: &Sheet, row: usize| sheet.rows.get(row).map(|r| r[0].text.clone()).unwrap_or_default();
    match metric {
        Metric::Systemic => {
            let sheet = super::super::report_learning::recurring(ctx, learning);
            let rows = learning.recurring.iter().enumerate();
            rows.map(|(n, found)| (name.clone(), text(&sheet, n), found.cases.clone())).collect()
        }
        Metric::Training => {
            let sheet = super::super::report_learning::training(ctx, learning);
            let rows = learning.training.iter().enumerate();
            rows.map(|(n, found)| (name.clone(), text(&sheet, n), found.cases.clone())).collect()
        }
        Metric::Again => {
            let (effective, again) = (Learned::Effective.say(ctx.lang), Heading::Recurrence.say(ctx.lang));
            let rows = learning.relapses.iter().flat_map(|r| {
                let action = format!("{} {}", r.action.case, r.action.what);
                let of = Cases::from([r.action.case.clone()]);
                [(effective.clone(), action.clone(), of), (again.clone(), action, r.cases.clone())]
            });
            rows.collect()
        }
        Metric::AtRisk => {
            let sheet = super::super::report_risk::sheet(ctx, report.risks.as_deref().unwrap_or_default());
            let rows = sheet.rows.iter();
            rows.map(|r| (name.clone(), r[3].text.clone(), Cases::from([r[0].text.clone()]))).collect()
        }
        _ => Vec::new(),
    }
}

fn part(ctx: &Context, part: &Part) -> Cell {
    let lang = ctx.lang;
    match part {
        Part::Whole => Cell::maybe(None),
        Part::Clock(kind) => Cell::both(kind.as_str(), kind.say(lang)),
        Part::Outcome(outcome) => Cell::both(outcome.as_str(), outcome.say(lang)),
        Part::Channel(channel) => Cell::both(channel.as_str(), channel.say(lang)),
        Part::Tier(tier, trigger) => Cell::both(format!("{tier} {trigger}"), format!("{tier} {}", trigger.say(lang))),
        Part::Step(playbook, step) => {
            let name = format!("{}: {}", group_name(ctx, Group::Playbook, playbook), step_name(ctx, playbook, step));
            Cell::both(format!("{playbook}/{step}"), name)
        }
        Part::Name(name) => Cell::both(name.as_str(), named(&ctx.policy.departments, name, lang).to_owned()),
        Part::Redress(parcel) => {
            let band = parcel.band.as_ref().map(|(_, from)| format!(" >= {from}")).unwrap_or_default();
            let token = format!("{} {}{band}", parcel.remedy, parcel.currency);
            Cell::both(token, format!("{} {}{band}", parcel.remedy.say(lang), parcel.currency))
        }
    }
}

fn value(ctx: &Context, entry: &Entry) -> Cell {
    let Some(value) = entry.value else { return Cell::maybe(None) };
    match entry.figure.unit() {
        Unit::Seconds => Cell::both(value, length(value, ctx.lang)),
        Unit::Hundredths => Cell::text(&write_amount(u64::try_from(value).unwrap_or(0))),
        Unit::One | Unit::Days | Unit::Points => Cell::both(value, value.to_string()),
    }
}
