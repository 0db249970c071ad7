//! A table before it has a format: each cell once for machines and once for people.

use serde_json::Value;
use std::ops::Range;

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its key in JSON.
    pub key: &'static str,
    /// Its heading on the screen.
    pub heading: String,
    /// The screen's table has it from this width on; `None` leaves it to machines.
    pub from_width: Option<usize>,
    /// What of its text the screen's table may break.
    pub breaks: Breaks,
}

/// Where the text of a column may break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breaks {
    /// Nowhere: moments.
    Nowhere,
    /// Between words: ids, vocabulary.
    AtBlanks,
    /// Where it must: titles, notes.
    Anywhere,
}

/// The colour of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// Grave.
    Red,
    /// Worth a look.
    Yellow,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// For machines: null when absent.
    pub value: Value,
    /// For people: empty when absent.
    pub text: String,
    /// Its colour.
    pub tint: Option<Tint>,
    /// What is marked in the text for people, in bytes; only in a text of one line.
    pub marks: Vec<Range<usize>>,
}

impl Cell {
    /// The same for both.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self { value: Value::from(text), text: text.to_owned(), tint: None, marks: Vec::new() }
    }

    /// One for each.
    #[must_use]
    pub fn both(value: impl Into<Value>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), tint: None, marks: Vec::new() }
    }

    /// A text that may be absent.
    #[must_use]
    pub fn maybe(text: Option<&str>) -> Self {
        text.map_or_else(Self::absent, Self::text)
    }

    /// Nothing.
    #[must_use]
    pub fn absent() -> Self {
        Self { value: Value::Null, text: String::new(), tint: None, marks: Vec::new() }
    }

    /// With stretches marked.
    #[must_use]
    pub fn marked(mut self, marks: Vec<Range<usize>>) -> Self {
        self.marks = marks;
        self
    }

    /// In a colour.
    #[must_use]
    pub fn tinted(mut self, tint: Option<Tint>) -> Self {
        self.tint = tint;
        self
    }
}

/// Columns and rows.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// An empty sheet with these keys and headings.
    #[must_use]
    pub fn with(columns: Vec<(&'static str, String)>) -> Self {
        let column = |(key, heading)| Column { key, heading, from_width: Some(0), breaks: Breaks::AtBlanks };
        Self { columns: columns.into_iter().map(column).collect(), rows: Vec::new() }
    }

    fn change(mut self, keys: &[&str], change: impl Fn(&mut Column)) -> Self {
        self.columns.iter_mut().filter(|c| keys.contains(&c.key)).for_each(change);
        self
    }

    /// Leaves columns out of the screen's table.
    #[must_use]
    pub fn machine_only(self, keys: &[&str]) -> Self {
        self.change(keys, |c| c.from_width = None)
    }

    /// Shows columns only on a screen that is wide enough.
    #[must_use]
    pub fn wide_only(self, keys: &[&str], width: usize) -> Self {
        self.change(keys, |c| c.from_width = Some(width))
    }

    /// Lets the text of columns break where it must.
    #[must_use]
    pub fn flowing(self, keys: &[&str]) -> Self {
        self.change(keys, |c| c.breaks = Breaks::Anywhere)
    }

    /// Keeps each line of columns whole.
    #[must_use]
    pub fn rigid(self, keys: &[&str]) -> Self {
        self.change(keys, |c| c.breaks = Breaks::Nowhere)
    }
}
