//! How old open cases are, in bands (M9).

use super::entry::Figure;
use super::tally::Tally;

/// The bands by their name, and the first day that is beyond each.
pub const BANDS: [(&str, i64); 7] =
    [("0-1", 2), ("2-3", 4), ("4-7", 8), ("8-15", 16), ("16-30", 31), ("31-60", 61), ("61+", i64::MAX)];

/// How many open cases are in each band.
#[must_use]
pub fn ageing(tally: &Tally) -> Vec<(&'static str, u32)> {
    let mut counts = BANDS.map(|(name, _)| (name, 0));
    for age in tally.parts(Figure::Age).flat_map(|(_, sum)| &sum.values) {
        if let Some(place) = BANDS.iter().position(|(_, beyond)| age < beyond) {
            counts[place].1 += 1;
        }
    }
    counts.to_vec()
}
