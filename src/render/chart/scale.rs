//! Axes: round marks on the upright one, as many marks on the level one as have room.

use super::label;
use super::{LINE, Tick};

/// Whole numbers from 0 up to at least the greatest value, at most five steps.
#[must_use]
pub fn marks(greatest: f64) -> Vec<u64> {
    let greatest = greatest.max(0.0).ceil();
    let mut step = 1.0_f64;
    'found: for power in 0..15 {
        for round in [1.0, 2.0, 5.0] {
            step = round * 10.0_f64.powi(power);
            if step * 5.0 >= greatest {
                break 'found;
            }
        }
    }
    let count = (greatest / step).ceil().max(1.0);
    let mut marks = Vec::new();
    let mut n = 0.0;
    while n <= count {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not negative")]
        marks.push((n * step) as u64);
        n += 1.0;
    }
    marks
}

/// Every how many marks one is shown, so that none touches the next.
#[must_use]
pub fn stride(ticks: &[Tick], apart: f64) -> usize {
    let widest = ticks.iter().map(|t| label::width(&t.text).max(label::width(&t.under))).fold(0.0, f64::max);
    let fits = |stride: &usize| *stride as f64 * apart >= widest + 8.0;
    [1, 2, 3, 4, 6, 8, 13, 26, 52].into_iter().find(fits).unwrap_or(ticks.len().max(1))
}

/// The lines of the marks that are shown: the place of each, its text, and what it belongs to where that changes.
#[must_use]
pub fn shown(ticks: &[Tick], stride: usize) -> Vec<(usize, &str, Option<&str>)> {
    let mut before: Option<&str> = None;
    let mut all = Vec::new();
    for (i, tick) in ticks.iter().enumerate().step_by(stride.max(1)) {
        let new = (!tick.under.is_empty() && before != Some(&tick.under)).then_some(tick.under.as_str());
        before = Some(&tick.under);
        all.push((i, tick.text.as_str(), new));
    }
    all
}

/// What the marks take below the axis.
#[must_use]
pub fn foot(ticks: &[Tick]) -> f64 {
    if ticks.iter().any(|t| !t.under.is_empty()) { LINE * 2.0 + 6.0 } else { LINE + 6.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_whole_and_reach_the_greatest() {
        for (greatest, expected) in [
            (0.0, vec![0, 1]),
            (1.0, vec![0, 1]),
            (4.0, vec![0, 1, 2, 3, 4]),
            (5.2, vec![0, 2, 4, 6]),
            (7.0, vec![0, 2, 4, 6, 8]),
            (23.0, vec![0, 5, 10, 15, 20, 25]),
            (100.0, vec![0, 20, 40, 60, 80, 100]),
            (10_000.0, vec![0, 2000, 4000, 6000, 8000, 10_000]),
        ] {
            assert_eq!(marks(greatest), expected, "{greatest}");
        }
    }

    #[test]
    fn marks_below_the_axis_never_touch() {
        let ticks: Vec<Tick> = (0..53)
            .map(|w| Tick { text: format!("{:02}-{:02}", w / 4 + 1, w % 4 * 7 + 1), under: "2026".to_owned() })
            .collect();
        for width in [300.0, 500.0, 900.0] {
            let apart = width / 53.0;
            let stride = stride(&ticks, apart);
            assert!(stride as f64 * apart > label::width("01-01"), "{width}");
        }
        assert_eq!(shown(&ticks, 26), [(0, "01-01", Some("2026")), (26, "07-15", None), (52, "14-01", None)]);
    }
}
