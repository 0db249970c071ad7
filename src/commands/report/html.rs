//! The report as a page: headline figures, charts, and every figure in tables.

use super::charts::Charts;
use super::lines::{Line, lines};
use super::sections::{Section, sections};
use super::{Report, tables};
use crate::commands::Context;
use crate::commands::html_page::{alert, shell};
use crate::commands::judged::Judged;
use crate::policy::Lang;
use crate::render::html::page::{Block, Page, Part, Tile, report as page};
use crate::render::html::{DataTable, Head};
use crate::render::{Cell, Sheet};
use crate::report::{Figure, Group, Metric, Period};
use crate::text::dates::{full_moment, length};
use crate::text::metrics::Heading;
use crate::text::pages::Made;
use crate::text::{Label, Pages, Say};

/// How many rows a table has; what is longer says how many more there are.
const ROWS: usize = 50;
/// How many ids a cell has.
const IDS: usize = 12;

/// The page.
///
/// # Errors
/// When a template has a fault.
pub(super) fn html(ctx: &Context, report: &Report, judged: &Judged<()>) -> anyhow::Result<String> {
    let lang = ctx.lang;
    let Period { since, until } = report.period;
    let mut about = vec![
        Pages::Period { since, until }.say(lang),
        Pages::AsOf { now: full_moment(ctx.now.stamp, ctx.zone()) }.say(lang),
    ];
    about.extend(report.previous.map(|Period { since, until }| Pages::ComparedWith { since, until }.say(lang)));
    let mut shell = shell(ctx, Pages::ReportTitle.say(lang), about);
    shell.alert = alert(ctx, judged);
    let mut parts = vec![Part {
        id: "charts".to_owned(),
        heading: Pages::Charts.say(lang),
        beside: true,
        blocks: Charts::of(ctx, report).all(),
    }];
    if let Some(group) = report.group {
        let heading = Pages::Apart { group: group_label(group).say(lang) }.say(lang);
        let table = data_table(&tables::groups(ctx, group, report), heading.clone(), lang);
        let block = Block::Metric { heading: heading.clone(), tables: vec![table], note: None, definition: None };
        parts.push(Part { id: "groups".to_owned(), heading, beside: false, blocks: vec![block] });
    }
    parts.push(Part {
        id: "figures".to_owned(),
        heading: Pages::AllFigures.say(lang),
        beside: true,
        blocks: sections(ctx, report).into_iter().map(|section| metric(report, section, lang)).collect(),
    });
    Ok(page(&shell, &Page { tiles: tiles(report, lang), parts })?)
}

fn group_label(group: Group) -> Label {
    match group {
        Group::Playbook => Label::Playbook,
        Group::Step => Label::Step,
        Group::Category => Label::Category,
        Group::Channel => Label::Channel,
        Group::Department => Label::Department,
        Group::Owner => Label::Owner,
        Group::Severity => Label::Severity,
        Group::Product => Label::Product,
    }
}

/// A metric: its figures, beside those of the period before, and how it is reckoned.
fn metric(report: &Report, section: Section, lang: Lang) -> Block {
    let heading = format!("{} {}", section.metric, section.title);
    let mut all = Vec::new();
    if !section.lines.is_empty() && !section.empty {
        let mut head = vec![Head::text(Heading::Figure.say(lang)), Head::number(Heading::Value.say(lang))];
        if report.before.is_some() {
            head.extend([Heading::Previous, Heading::Change].map(|heading| Head::number(heading.say(lang))));
        }
        let row = |line: &Line| {
            let mut row = vec![line.label.clone(), line.value.clone()];
            if report.before.is_some() {
                row.extend([&line.before, &line.change].map(|text| text.clone().unwrap_or_default()));
            }
            row
        };
        let rows = section.lines.iter().map(row).collect();
        all.push(DataTable { caption: heading.clone(), head, rows, more: None });
    }
    all.extend(section.tables.iter().map(|sheet| data_table(sheet, heading.clone(), lang)));
    let Period { since, until } = report.period;
    let command = format!("amends report --explain {} --since {since} --until {until}", section.metric);
    let note = section.empty.then(|| Pages::NothingCounted.say(lang));
    let definition = vec![section.basis, Pages::Behind { command }.say(lang)];
    Block::Metric { heading, tables: all, note, definition: Some((Pages::How.say(lang), definition)) }
}

/// The headline figures; how well we kept in touch comes first.
fn tiles(report: &Report, lang: Lang) -> Vec<Tile> {
    let flow = |figure: Figure, of: Made| tile(report, Metric::Flow, figure.say(lang), of, lang);
    let share = |metric: Metric, label: String, of: Made| Tile {
        name: metric.say(lang),
        ..tile(report, metric, label, of, lang)
    };
    vec![
        share(Metric::Feedback, Figure::Met.say(lang), Made::Feedback),
        flow(Figure::Received, Made::Received),
        flow(Figure::Closed, Made::Closed),
        flow(Figure::OpenAtEnd, Made::Open),
        time(report, Metric::FirstResponse, Figure::FirstResponse, Made::FirstResponse, lang),
        time(report, Metric::LastClose, Figure::LastClose, Made::LastClose, lang),
        share(Metric::Promises, Heading::Kept.say(lang), Made::Promises),
        tile(report, Metric::Outcomes, Heading::UpheldRate.say(lang), Made::Upheld, lang),
        share(Metric::Satisfaction, Figure::Satisfied.say(lang), Made::Satisfied),
    ]
}

/// A headline figure that is a line of its metric, with what it is made of apart.
fn tile(report: &Report, metric: Metric, label: String, of: Made, lang: Lang) -> Tile {
    let line = lines(report, metric, lang).into_iter().find(|line| line.label == label);
    let (value, change) = line.map(|line| (line.value, line.change)).unwrap_or_default();
    let (value, parts) = match value.split_once(" (") {
        Some((value, parts)) => (value.to_owned(), parts.trim_end_matches(')').to_owned()),
        None => (value, String::new()),
    };
    let share = value.ends_with('%');
    let change = change.map(|change| {
        let change = if share { Pages::ChangeOfShare { change } } else { Pages::Change { change } };
        change.say(lang)
    });
    Tile { name: capital(&label), value, of: Pages::Made { of, parts }.say(lang), change }
}

/// A heading out of a label.
fn capital(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A headline figure that is the middle of times; few values are said as they are.
fn time(report: &Report, metric: Metric, figure: Figure, of: Made, lang: Lang) -> Tile {
    let spread = report.whole.spread(figure);
    let value = spread.percentile(50).map_or_else(|| "-".to_owned(), |s| length(s, lang));
    let change = lines(report, metric, lang).into_iter().find(|l| l.label == Label::Median.say(lang));
    let change = change.and_then(|line| line.change).map(|change| Pages::Change { change }.say(lang));
    let few = spread.values().filter(|values| values.len() > 1);
    let few = few.map(|values| values.iter().map(|s| length(*s, lang)).collect::<Vec<_>>().join(", "));
    let parts = [Some(format!("n = {}", spread.n())), few].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Tile { name: metric.say(lang), value, of: Pages::Made { of, parts }.say(lang), change }
}

/// A sheet as a table of the page: no longer than a page can bear.
pub(super) fn data_table(sheet: &Sheet, caption: String, lang: Lang) -> DataTable {
    let number = |i: usize| {
        let is = |cell: &Cell| cell.value.is_number() || cell.text.starts_with(|c: char| "+-0123456789".contains(c));
        let full = || sheet.rows.iter().map(|row| &row[i]).filter(|cell| !cell.text.is_empty());
        i > 0 && sheet.columns[i].key != "case" && full().next().is_some() && full().all(is)
    };
    let head = sheet.columns.iter().enumerate();
    let head = head.map(|(i, column)| Head { text: column.heading.clone(), number: number(i) }).collect();
    let cell = |(i, cell): (usize, &Cell)| match sheet.columns[i].key {
        "cases" => few(&cell.text, lang),
        _ => cell.text.clone(),
    };
    let rows = sheet.rows.iter().map(|row| row.iter().enumerate().map(cell).collect()).collect();
    let mut table = DataTable { caption, head, rows, more: None };
    bound(&mut table, lang);
    table
}

/// Leaves out what a page can't bear, and says so.
pub(super) fn bound(table: &mut DataTable, lang: Lang) {
    let left = table.rows.len().saturating_sub(ROWS);
    table.rows.truncate(ROWS);
    table.more = (left > 0).then(|| Pages::More { left }.say(lang));
}

/// The first of many ids.
fn few(ids: &str, lang: Lang) -> String {
    let all: Vec<&str> = ids.split([',', ' ', '、', '\n']).filter(|id| !id.is_empty()).collect();
    match all.len().saturating_sub(IDS) {
        0 => ids.to_owned(),
        left => format!("{} {}", all[..IDS].join(" "), Pages::More { left }.say(lang)),
    }
}
