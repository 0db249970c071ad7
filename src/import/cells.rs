//! The cells of a row, in as little room as they need: a sheet may have a thousand columns and a million rows.

/// Cells, each with its column. Those without a text take no room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells {
    /// All texts, one behind the other.
    text: String,
    /// The columns, in their order, and where the text of each ends.
    ends: Vec<(u16, u32)>,
}

impl Cells {
    /// Puts a cell behind the others: its column comes after theirs.
    pub(super) fn push(&mut self, column: usize, cell: &str) {
        if cell.is_empty() {
            return;
        }
        // Neither is ever beyond: 2,000 columns, and files of 256 MiB.
        let end = u32::try_from(self.text.len() + cell.len());
        if let (Ok(column), Ok(end)) = (u16::try_from(column), end) {
            self.text.push_str(cell);
            self.ends.push((column, end));
        }
    }

    /// The text of a column; empty where the row has none.
    #[must_use]
    pub fn get(&self, column: usize) -> &str {
        let found = self.ends.binary_search_by_key(&column, |(at, _)| usize::from(*at));
        let Ok(at) = found else { return "" };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before].1 as usize);
        &self.text[start..self.ends[at].1 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_take_no_room() {
        let mut cells = Cells::default();
        for (column, cell) in [(0, ""), (1, "甲"), (2, ""), (1999, "b")] {
            cells.push(column, cell);
        }
        assert_eq!([0, 1, 2, 1998, 1999, 70_000].map(|at| cells.get(at)), ["", "甲", "", "", "b", ""]);
        assert_eq!(cells.ends.len(), 2);
    }
}
