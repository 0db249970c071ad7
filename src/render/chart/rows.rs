//! Numbers as level bars, each with its label and its value: for labels that are long.

use super::canvas::{Anchor, Canvas, SERIES, key_height};
use super::{About, LINE, Place, label, scale};

/// One or two numbers for each label.
#[derive(Debug, Clone)]
pub struct Rows {
    /// What it says about itself.
    pub about: About,
    /// What the series are called, one to three.
    pub series: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What the axis measures.
    pub unit: String,
}

/// A label and its bars.
#[derive(Debug, Clone)]
pub struct Row {
    /// The label.
    pub label: String,
    /// For each series the number and how it is said; nothing where there is none.
    pub bars: Vec<Option<(f64, String)>>,
}

const BAR: f64 = 13.0;
const GAP: f64 = 10.0;
/// The least width at which labels stand beside their bars.
const BESIDE: f64 = 480.0;

/// The chart as SVG.
#[must_use]
pub fn rows(chart: &Rows, place: Place) -> String {
    let names: Vec<(&str, &str)> = SERIES.into_iter().zip(chart.series.iter().map(String::as_str)).collect();
    let several = names.len() > 1;
    let top = if several { key_height(place, &names.iter().map(|(_, n)| *n).collect::<Vec<_>>()) } else { 4.0 };
    let beside = place.width >= BESIDE;
    let left = if beside { place.width * 0.36 } else { 0.0 };
    let (room, most_lines) = if beside { (left - 12.0, 2) } else { (place.width, 2) };
    let labels: Vec<Vec<String>> = chart.rows.iter().map(|r| label::in_lines(&r.label, room, most_lines)).collect();
    let own = names.len().max(1) as f64 * BAR;
    let height = |i: usize| {
        let lines = labels[i].len() as f64 * LINE;
        GAP + if beside { own.max(lines) } else { own + lines + 2.0 }
    };
    let all: f64 = (0..chart.rows.len()).map(height).sum::<f64>().max(60.0);
    let mut canvas = Canvas::new(&chart.about, place, top + all + LINE * 2.0 + 8.0);
    if several {
        canvas.key(place, &names);
    }
    let values = chart.rows.iter().flat_map(|r| r.bars.iter().flatten());
    let said = values.clone().map(|(_, text)| label::width(text)).fold(0.0, f64::max) + 8.0;
    let marks = scale::marks(values.map(|(value, _)| *value).fold(0.0, f64::max));
    let most = marks.last().copied().unwrap_or(1) as f64;
    let end = place.width - said.min(place.width * 0.5).max(12.0);
    let x = |value: f64| left + (end - left) * value / most;
    for mark in &marks {
        let at = x(*mark as f64);
        canvas.line(if *mark == 0 { "axis" } else { "grid" }, (at, top), (at, top + all));
        let anchor = if *mark == 0 && !beside { Anchor::Start } else { Anchor::Middle };
        canvas.text("", anchor, (at, top + all + LINE), &mark.to_string());
    }
    canvas.text("", Anchor::End, (place.width, top + all + LINE * 2.0), &label::shortened(&chart.unit, place.width));
    let mut y = top + GAP / 2.0;
    for (i, row) in chart.rows.iter().enumerate() {
        let lines = labels[i].len() as f64 * LINE;
        let inner = height(i) - GAP;
        let (label_top, bar_top) =
            if beside { (y + (inner - lines) / 2.0, y + (inner - own) / 2.0) } else { (y, y + lines + 2.0) };
        for (l, line) in labels[i].iter().enumerate() {
            let at = (if beside { left - 10.0 } else { 2.0 }, label_top + LINE * (l as f64 + 1.0) - 3.5);
            canvas.text("", if beside { Anchor::End } else { Anchor::Start }, at, line);
        }
        for (s, (class, name)) in names.iter().enumerate() {
            let Some(Some((value, text))) = row.bars.get(s) else { continue };
            let at = bar_top + BAR * s as f64;
            let tip = format!("{} · {name} {text}", row.label);
            canvas.rect(class, (left, at + 1.0), (x(*value) - left, BAR - 2.0), &tip);
            let text = label::shortened(text, place.width - x(*value) - 4.0);
            canvas.text("value", Anchor::Start, (x(*value) + 5.0, at + BAR - 2.5), &text);
        }
        y += height(i);
    }
    canvas.done()
}
