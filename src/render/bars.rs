//! Bars and sparklines of characters: blocks where a terminal reads them, ASCII elsewhere.

use super::{Breaks, Cell, Column, Screen, Sheet};

/// Parts of a block, from an eighth on.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
/// Heights of a sparkline.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The same without blocks: from little ink to much.
const INKS: [char; 8] = ['.', ':', '-', '=', '+', '*', '#', '@'];

/// A bar of at most `width` columns for a value of at most `most`. What is not nothing shows.
#[must_use]
pub fn bar(value: u64, most: u64, width: usize, blocks: bool) -> String {
    if value == 0 || most == 0 || width == 0 {
        return String::new();
    }
    let units = if blocks { width.saturating_mul(8) } else { width };
    let wanted = u128::from(value.min(most)) * units as u128;
    let filled = usize::try_from((wanted + u128::from(most) / 2) / u128::from(most)).unwrap_or(units).clamp(1, units);
    if !blocks {
        return "#".repeat(filled);
    }
    let mut bar = "█".repeat(filled / 8);
    if filled % 8 > 0 {
        bar.push(EIGHTHS[filled % 8 - 1]);
    }
    bar
}

/// A sparkline: a character a value, from the least to the greatest of 0 and the values; a blank where there is none.
#[must_use]
pub fn sparkline(values: &[Option<u64>], most: u64, blocks: bool) -> String {
    let signs = if blocks { HEIGHTS } else { INKS };
    let sign = |value: u64| match most {
        0 => signs[0],
        most => {
            let place = u128::from(value.min(most)) * 7 / u128::from(most);
            signs[usize::try_from(place).unwrap_or(7).min(7)]
        }
    };
    values.iter().map(|value| value.map_or(' ', sign)).collect()
}

/// The sheet with a bar for the numbers of a column behind it, as wide as `width` allows.
#[must_use]
pub fn with_bars(mut sheet: Sheet, key: &str, width: usize, screen: Screen) -> Sheet {
    let Some(place) = sheet.columns.iter().position(|c| c.key == key) else { return sheet };
    let number = |row: &[Cell]| row[place].value.as_u64().unwrap_or(0);
    let most = sheet.rows.iter().map(|row| number(row)).max().unwrap_or(0);
    for row in &mut sheet.rows {
        let drawn = bar(number(row), most, width, screen.terminal);
        row.insert(place + 1, Cell::text(&drawn));
    }
    let column = Column { key: "bar", heading: String::new(), from_width: Some(0), breaks: Breaks::Nowhere };
    sheet.columns.insert(place + 1, column);
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!(bar(10, 10, 4, true), "████");
        assert_eq!(bar(5, 10, 4, true), "██");
        assert_eq!(bar(1, 1000, 4, true), "▏");
        assert_eq!(bar(0, 10, 4, true), "");
        assert_eq!(bar(3, 0, 4, true), "");
        assert_eq!(bar(10, 10, 4, false), "####");
        assert_eq!(bar(1, 1000, 4, false), "#");
        assert_eq!(bar(u64::MAX, u64::MAX, 4, false), "####");
    }

    #[test]
    fn a_sparkline_has_a_sign_for_each_value() {
        let values = [Some(0), Some(5), Some(10), None];
        assert_eq!(sparkline(&values, 10, true), "▁▄█ ");
        assert_eq!(sparkline(&values, 10, false), ".=@ ");
        assert_eq!(sparkline(&[Some(0)], 0, true), "▁");
    }
}
