//! The figures over time, drawn in characters.

use super::super::Context;
use super::{Report, share};
use crate::render::bars::{sparkline, with_bars};
use crate::render::{Cell, Sheet};
use crate::report::{Course, Figure, Metric};
use crate::text::metrics::by_stretch;
use crate::text::{Pages, Say};

/// The sparklines of a metric, each with its label; none where the period is one stretch.
pub(super) fn sparks(ctx: &Context, report: &Report, metric: Metric) -> Vec<(String, String)> {
    let course = Course::of(report.period, ctx.today());
    if course.starts.len() < 2 {
        return Vec::new();
    }
    let label = |figure| by_stretch(figure, course.stretch, ctx.lang);
    let blocks = ctx.screen().terminal;
    let counts = |figure: Figure| {
        let counts = course.counts(&report.cases, figure, ctx.zone());
        let most = counts.iter().copied().max().unwrap_or(0);
        let values: Vec<Option<u64>> = counts.iter().map(|n| Some(u64::from(*n))).collect();
        (label(figure), format!("{}  0-{most}", sparkline(&values, most.into(), blocks)))
    };
    match metric {
        Metric::Flow => vec![counts(Figure::Received), counts(Figure::Closed)],
        Metric::Feedback => {
            let percents: Vec<Option<u64>> = judged(ctx, report, &course)
                .into_iter()
                .map(|(met, all)| (all > 0).then(|| u64::from(met) * 100 / u64::from(all)))
                .collect();
            vec![(label(Figure::Met), format!("{}  0-100 %", sparkline(&percents, 100, blocks)))]
        }
        _ => Vec::new(),
    }
}

/// Met and judged days of each stretch.
fn judged(ctx: &Context, report: &Report, course: &Course) -> Vec<(u32, u32)> {
    let count = |figure| course.counts(&report.cases, figure, ctx.zone());
    count(Figure::Met).into_iter().zip(count(Figure::Missed)).map(|(met, missed)| (met, met + missed)).collect()
}

/// Received, closed and compliance of each stretch, with bars as wide as the screen allows.
pub(super) fn sheet(ctx: &Context, report: &Report) -> Sheet {
    let (course, lang, screen) = (Course::of(report.period, ctx.today()), ctx.lang, ctx.screen());
    let mut sheet = Sheet::with(vec![
        ("start", Pages::From { stretch: course.stretch }.say(lang)),
        ("received", Figure::Received.say(lang)),
        ("closed", Figure::Closed.say(lang)),
        ("met", Figure::Met.say(lang)),
    ])
    .rigid(&["start", "met"]);
    let count = |figure| course.counts(&report.cases, figure, ctx.zone());
    let flow = count(Figure::Received).into_iter().zip(count(Figure::Closed));
    for ((start, (received, closed)), (met, all)) in course.starts.iter().zip(flow).zip(judged(ctx, report, &course)) {
        sheet.rows.push(vec![
            Cell::text(&start.to_string()),
            Cell::both(received, received.to_string()),
            Cell::both(closed, closed.to_string()),
            Cell::both(u64::from(met) * 1000 / u64::from(all.max(1)), share(met, all)),
        ]);
    }
    // What the columns beside the bars take, borders included.
    let width = screen.width.saturating_sub(72).clamp(5, 40) / 2;
    with_bars(with_bars(sheet, "received", width.max(5), screen), "closed", width.max(5), screen)
}
