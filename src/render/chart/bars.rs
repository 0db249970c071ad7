//! Numbers as upright bars: one group a mark, a bar for each series.

use super::canvas::{Anchor, Canvas, SERIES, key_height, n};
use super::line::within;
use super::{About, LINE, Place, Tick, label, scale};

/// Whole numbers for each mark of an axis, in one to three series.
#[derive(Debug, Clone)]
pub struct Bars {
    /// What it says about itself.
    pub about: About,
    /// The marks.
    pub ticks: Vec<Tick>,
    /// The series: what each is called, and as many numbers as marks.
    pub series: Vec<(String, Vec<u32>)>,
    /// One upon the other instead of side by side.
    pub stacked: bool,
    /// The bars touch: the marks are bands of one measure.
    pub bands: bool,
}

const HEIGHT: f64 = 180.0;

/// The chart as SVG.
#[must_use]
pub fn bars(chart: &Bars, place: Place) -> String {
    let names: Vec<(&str, &str)> = SERIES.into_iter().zip(chart.series.iter().map(|(name, _)| name.as_str())).collect();
    // What a single series is, the title says.
    let several = names.len() > 1;
    let key = if several { key_height(place, &names.iter().map(|(_, name)| *name).collect::<Vec<_>>()) } else { 0.0 };
    let top = key + LINE;
    let mut canvas = Canvas::new(&chart.about, place, top + HEIGHT + scale::foot(&chart.ticks));
    if several {
        canvas.key(place, &names);
    }
    let marks = scale::marks(greatest(chart));
    let most = marks.last().copied().unwrap_or(1) as f64;
    let left = marks.iter().map(|m| label::width(&m.to_string())).fold(0.0, f64::max) + 8.0;
    let y = |value: f64| top + HEIGHT * (1.0 - value / most);
    for mark in &marks {
        let at = y(*mark as f64);
        canvas.line(if *mark == 0 { "axis" } else { "grid" }, (left, at), (place.width, at));
        canvas.text("", Anchor::End, (left - 6.0, at + 4.0), &mark.to_string());
    }
    let apart = (place.width - left) / chart.ticks.len().max(1) as f64;
    for (i, text, under) in scale::shown(&chart.ticks, scale::stride(&chart.ticks, apart)) {
        let middle = within(left + apart * (i as f64 + 0.5), text, place);
        canvas.text("", Anchor::Middle, (middle, top + HEIGHT + LINE + 2.0), text);
        canvas.text("", Anchor::Middle, (middle, top + HEIGHT + LINE * 2.0 + 1.0), under.unwrap_or_default());
    }
    let beside = if chart.stacked { 1 } else { names.len().max(1) };
    let gap = if chart.bands { 2.0 } else { apart * 0.2 };
    let thick = ((apart - gap) / beside as f64).clamp(0.5, 40.0);
    let first = (apart - thick * beside as f64) / 2.0;
    for (i, tick) in chart.ticks.iter().enumerate() {
        let start = left + apart * i as f64 + first;
        let mut under = 0.0;
        for (s, (class, name)) in names.iter().enumerate() {
            let value = chart.series[s].1.get(i).copied().unwrap_or_default();
            if value == 0 {
                continue;
            }
            let height = HEIGHT * f64::from(value) / most;
            let x = if chart.stacked { start } else { start + thick * s as f64 };
            let from = y(0.0) - height - if chart.stacked { under } else { 0.0 };
            let tip = format!("{} · {name} {value}", tick.text);
            canvas.rect(class, (x, from), (thick - if thick > 4.0 { 1.0 } else { 0.0 }, height), &tip);
            under += height;
            if !chart.stacked && label::width(&n(f64::from(value))) <= thick + 2.0 {
                canvas.text("value", Anchor::Middle, (x + thick / 2.0, from - 4.0), &value.to_string());
            }
        }
    }
    canvas.done()
}

fn greatest(chart: &Bars) -> f64 {
    let value = |s: usize, i: usize| chart.series[s].1.get(i).copied().unwrap_or_default();
    let all = 0..chart.series.len();
    let of = |i: usize| {
        let values = all.clone().map(|s| value(s, i));
        if chart.stacked { values.sum() } else { values.max().unwrap_or_default() }
    };
    f64::from((0..chart.ticks.len()).map(of).max().unwrap_or_default())
}
