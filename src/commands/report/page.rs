//! The report for a terminal, and as Markdown for a pull request.

use super::super::Context;
use super::super::judged::Judged;
use super::Report;
use super::course::{self, sparks};
use super::sections::{Section, sections};
use super::tables::groups;
use crate::render::bars::with_bars;
use crate::render::md::{heading, md, paragraph};
use crate::render::table::{pairs, table, wrapped};
use crate::render::{Cell, Screen, Sheet};
use crate::report::Metric;
use crate::text::metrics::{Heading, empty_ones};
use crate::text::{Label, Say};

/// The terminal's page.
pub(super) fn page(ctx: &Context, report: &Report, judged: &Judged<()>) -> String {
    let screen = ctx.screen();
    let mut out = format!("{}\n", head(ctx, report, judged));
    let (full, empty) = split(sections(ctx, report));
    for section in full {
        let heading = format!("{} {}", section.metric, section.title);
        out.push_str(&format!("\n{heading}\n"));
        out.push_str(&wrapped("  ", &section.basis, screen.width));
        if report.before.is_some() && !section.lines.is_empty() {
            out.push_str(&table(&compared(ctx, &section), screen));
        } else {
            let rows = section.lines.iter().map(|l| (l.label.clone(), l.value.clone()));
            let rows: Vec<(String, String)> = rows.chain(sparks(ctx, report, section.metric)).collect();
            out.push_str(&pairs(&rows, 2, screen.width));
        }
        for sheet in section.tables {
            out.push_str(&table(&drawn(sheet, section.metric, screen), screen));
        }
    }
    let over_time = course::sheet(ctx, report);
    if over_time.rows.len() > 1 {
        out.push_str(&format!("\n{}\n{}", Heading::OverTime.say(ctx.lang), table(&over_time, screen)));
    }
    if let Some(group) = report.group.filter(|_| !report.groups.is_empty()) {
        out.push_str(&format!("\n{}", table(&groups(ctx, group, report), screen)));
    }
    if !judged.damaged.is_empty() {
        // Figures that leave a case out say which.
        out.push_str(&format!("\n{}", table(&damaged(ctx, judged), screen)));
    }
    if !empty.is_empty() {
        let sentence = empty_ones(&empty, ctx.lang);
        out.push_str(&format!("\n{}", wrapped("", &sentence, screen.width)));
    }
    out
}

/// A table with bars for what is compared in it.
fn drawn(sheet: Sheet, metric: Metric, screen: Screen) -> Sheet {
    let key = match metric {
        Metric::Ageing => "cases",
        Metric::Outcomes => "closes",
        Metric::Process => "median",
        _ => return sheet,
    };
    with_bars(sheet, key, (screen.width / 8).clamp(8, 24), screen)
}

/// The page for a pull request or a step's summary.
pub(super) fn markdown(ctx: &Context, report: &Report, judged: &Judged<()>) -> String {
    let mut out = heading(1, &head(ctx, report, judged));
    let (full, empty) = split(sections(ctx, report));
    for section in full {
        out.push_str(&heading(2, &format!("{} {}", section.metric, section.title)));
        out.push_str(&paragraph(&section.basis));
        if !section.lines.is_empty() {
            out.push_str(&md(&compared(ctx, &section)));
            out.push('\n');
        }
        for sheet in &section.tables {
            out.push_str(&md(sheet));
            out.push('\n');
        }
    }
    if let Some(group) = report.group.filter(|_| !report.groups.is_empty()) {
        out.push_str(&format!("{}\n", md(&groups(ctx, group, report))));
    }
    if !judged.damaged.is_empty() {
        out.push_str(&format!("{}\n", md(&damaged(ctx, judged))));
    }
    if !empty.is_empty() {
        out.push_str(&paragraph(&empty_ones(&empty, ctx.lang)));
    }
    out
}

/// The period, what it is compared with, and whether something is left out.
fn head(ctx: &Context, report: &Report, judged: &Judged<()>) -> String {
    let say = |label: Label| label.say(ctx.lang);
    let mark = if judged.is_incomplete() { format!("  [{}]", say(Label::Incomplete)) } else { String::new() };
    let before = report.previous.map(|p| {
        let label = Heading::Previous.say(ctx.lang);
        format!("  ({label} {} … {})", p.since, p.until)
    });
    let period = report.period;
    format!("{} {} … {}{}{mark}", say(Label::Period), period.since, period.until, before.unwrap_or_default())
}

/// The sections with something in them, and the metrics of the others.
fn split(sections: Vec<Section>) -> (Vec<Section>, Vec<Metric>) {
    let (empty, full): (Vec<Section>, Vec<Section>) = sections.into_iter().partition(|s| s.empty);
    (full, empty.into_iter().map(|s| s.metric).collect())
}

/// The lines of a section as a table, beside those of the period before.
fn compared(ctx: &Context, section: &Section) -> Sheet {
    let mut sheet = Sheet::with(vec![
        ("figure", Heading::Figure.say(ctx.lang)),
        ("value", Heading::Value.say(ctx.lang)),
        ("before", Heading::Previous.say(ctx.lang)),
        ("change", Heading::Change.say(ctx.lang)),
    ]);
    for line in &section.lines {
        sheet.rows.push(vec![
            Cell::text(&line.label),
            Cell::text(&line.value),
            Cell::maybe(line.before.as_deref()),
            Cell::maybe(line.change.as_deref()),
        ]);
    }
    sheet
}

fn damaged(ctx: &Context, judged: &Judged<()>) -> Sheet {
    let columns = vec![("case", Label::Case.say(ctx.lang)), ("damaged", Label::Damaged.say(ctx.lang))];
    let mut sheet = Sheet::with(columns).flowing(&["damaged"]);
    for (case, fault) in &judged.damaged {
        sheet.rows.push(vec![Cell::text(case), Cell::text(fault)]);
    }
    sheet
}
