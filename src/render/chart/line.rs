//! A share over time, against its target.

use super::canvas::{Anchor, Canvas, key_height};
use super::{About, LINE, Place, Tick, label, scale};

/// A share in percent for each mark of an axis of time.
#[derive(Debug, Clone)]
pub struct Lines {
    /// What it says about itself.
    pub about: About,
    /// The marks, as many as points.
    pub ticks: Vec<Tick>,
    /// The shares, 0 to 100; where there was nothing to measure the line is broken.
    pub points: Vec<Option<f64>>,
    /// What each point says, as many as points.
    pub tips: Vec<String>,
    /// What the line is called.
    pub name: String,
    /// What it is to reach, 0 to 100, and what that is called.
    pub target: Option<(f64, String)>,
}

const HEIGHT: f64 = 180.0;

/// The chart as SVG.
#[must_use]
pub fn lines(chart: &Lines, place: Place) -> String {
    let mut names = vec![("l1", chart.name.as_str())];
    names.extend(chart.target.as_ref().map(|(_, name)| ("target", name.as_str())));
    let top = key_height(place, &names.iter().map(|(_, name)| *name).collect::<Vec<_>>()) + 4.0;
    let foot = scale::foot(&chart.ticks);
    let mut canvas = Canvas::new(&chart.about, place, top + HEIGHT + foot);
    canvas.key(place, &names);
    let bottom = lowest(chart);
    let marks: Vec<f64> = (0..=5).map(|i| bottom + (100.0 - bottom) * f64::from(i) / 5.0).collect();
    // No sign is as wide as that of percent.
    let left = label::width("100%") + 14.0;
    let y = |share: f64| top + HEIGHT * (1.0 - (share - bottom) / (100.0 - bottom));
    for mark in &marks {
        canvas.line(if *mark == bottom { "axis" } else { "grid" }, (left, y(*mark)), (place.width, y(*mark)));
        canvas.text("", Anchor::End, (left - 6.0, y(*mark) + 4.0), &format!("{mark:.0}%"));
    }
    if let Some((target, _)) = &chart.target {
        canvas.line("target", (left, y(*target)), (place.width, y(*target)));
    }
    let apart = (place.width - left) / chart.ticks.len().max(1) as f64;
    let x = |i: usize| left + apart * (i as f64 + 0.5);
    for (i, text, under) in scale::shown(&chart.ticks, scale::stride(&chart.ticks, apart)) {
        let middle = within(x(i), text, place);
        canvas.text("", Anchor::Middle, (middle, top + HEIGHT + LINE + 2.0), text);
        canvas.text("", Anchor::Middle, (middle, top + HEIGHT + LINE * 2.0 + 1.0), under.unwrap_or_default());
    }
    let mut run: Vec<(f64, f64)> = Vec::new();
    for (i, point) in chart.points.iter().enumerate() {
        match point {
            Some(share) => run.push((x(i), y(share.clamp(bottom, 100.0)))),
            None => canvas.way_of(&mut run),
        }
    }
    canvas.way_of(&mut run);
    for (i, point) in chart.points.iter().enumerate() {
        if let Some(share) = point {
            canvas.dot("p1", (x(i), y(*share)), chart.tips.get(i).map_or("", String::as_str));
        }
    }
    canvas.done()
}

impl Canvas {
    /// Draws what has been gathered of a line.
    fn way_of(&mut self, run: &mut Vec<(f64, f64)>) {
        if run.len() > 1 {
            self.way("l1", run);
        }
        run.clear();
    }
}

/// Where the axis begins: at 0 where a share is low, else at a round number below the lowest.
fn lowest(chart: &Lines) -> f64 {
    let target = chart.target.as_ref().map(|(target, _)| *target);
    let least = chart.points.iter().flatten().copied().chain(target).fold(100.0, f64::min);
    if chart.points.iter().all(Option::is_none) || least < 50.0 {
        0.0
    } else if least < 76.0 {
        50.0
    } else {
        75.0
    }
}

/// The middle of a text that doesn't stick out at the right.
pub(super) fn within(x: f64, text: &str, place: Place) -> f64 {
    let half = label::width(text) / 2.0;
    x.min(place.width - half).max(half)
}
