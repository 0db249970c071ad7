//! A report as headed sections of lines and tables: what every format for people is made of.

use super::super::Context;
use super::Report;
use super::lines::{Line, lines};
use super::tables::tables;
use crate::render::Sheet;
use crate::report::{Figure, Metric};
use crate::text::Say;
use crate::text::metrics::basis;

/// The figures of a metric in words.
pub(crate) struct Section {
    /// Which.
    pub(crate) metric: Metric,
    /// Its name.
    pub(crate) title: String,
    /// Numerator, denominator and cohort.
    pub(crate) basis: String,
    /// Figures that stand alone.
    pub(crate) lines: Vec<Line>,
    /// Figures in rows.
    pub(crate) tables: Vec<Sheet>,
    /// Nothing was counted for it.
    pub(crate) empty: bool,
}

/// All metrics in their order.
pub(crate) fn sections(ctx: &Context, report: &Report) -> Vec<Section> {
    let section = |metric: &Metric| {
        let tables = tables(ctx, report, *metric);
        Section {
            metric: *metric,
            title: metric.say(ctx.lang),
            basis: basis(*metric, ctx.lang),
            lines: lines(report, *metric, ctx.lang),
            empty: tables.is_empty() && !counted(report, *metric),
            tables,
        }
    };
    Metric::ALL.iter().map(section).collect()
}

/// Whether anything was counted for a metric, in the period or in the one it is compared with.
fn counted(report: &Report, metric: Metric) -> bool {
    // What all reports begin with is shown when it is nothing, too.
    let always = matches!(metric, Metric::Flow | Metric::FirstResponse | Metric::Feedback);
    let of = |figure: &Figure| {
        let tallies = [Some(&report.whole), report.before.as_ref()];
        figure.metric() == metric && tallies.into_iter().flatten().any(|tally| tally.count(*figure) > 0)
    };
    always || Figure::ALL.iter().any(of) || (metric == Metric::Rates && report.volumes.0.is_some())
}
