//! Cases as flat, typed tables: what `export` writes, and what SQL needs to come to the figures of `report`.

mod cases;
mod clocks;
mod events;
pub mod record;

use super::Mask;
use crate::case::stamp::write_stamp;
use crate::case::words::words;
use crate::case::{Stamp, When};
use crate::clock::View;
use chrono::NaiveDate;
use serde_json::Value;

words! {
    /// A table of the export.
    Table {
        /// One row a case.
        Cases = "cases",
        /// One row for each stretch from receipt or reopening to the close.
        Cycles = "cycles",
        /// One row an event, also those that count no more.
        Events = "events",
        /// One row a deadline.
        Clocks = "clocks",
        /// One row for each day on which a case owed its customer an answer and that is judged.
        Days = "days",
    }
}

words! {
    /// What a column holds.
    Type {
        /// Text that people wrote; masked unless everything is to be shown.
        Text = "text",
        /// An id, a name of the team's, a word of a vocabulary, or several with a semicolon between them.
        Word = "word",
        /// A whole number; durations are in seconds.
        Integer = "integer",
        /// True or false.
        Boolean = "boolean",
        /// A moment with the offset of the workspace's zone, RFC 3339.
        Time = "time",
        /// A day in the workspace's zone.
        Date = "date",
        /// An amount of money as a decimal number; JSON has it as a string.
        Decimal = "decimal",
    }
}

/// A column: its name, the same in every language, and what it holds.
pub type Column = (&'static str, Type);

impl Table {
    /// The columns, in their order.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Cases => cases::CASES,
            Self::Cycles => cases::CYCLES,
            Self::Events => events::EVENTS,
            Self::Clocks => clocks::CLOCKS,
            Self::Days => clocks::DAYS,
        }
    }

    /// The rows of a case, each as long as the columns. Texts and people are masked unless `reveal`.
    #[must_use]
    pub fn rows(self, view: &View<'_>, reveal: bool) -> Vec<Vec<Value>> {
        let sheet = Rows { columns: self.columns(), view, texts: Texts::of(view, reveal) };
        match self {
            Self::Cases => vec![cases::case(&sheet)],
            Self::Cycles => cases::cycles(&sheet),
            Self::Events => events::events(&sheet),
            Self::Clocks => clocks::clocks(&sheet),
            Self::Days => clocks::days(&sheet),
        }
    }
}

/// The texts of a case as they may be shown.
struct Texts {
    mask: Option<Mask>,
}

impl Texts {
    fn of(view: &View<'_>, reveal: bool) -> Self {
        Self { mask: (!reveal).then(|| Mask::of(view.case())) }
    }
}

/// What the rows of a case are made from.
struct Rows<'r> {
    columns: &'static [Column],
    view: &'r View<'r>,
    texts: Texts,
}

impl Rows<'_> {
    /// A row that names the case and says nothing more yet.
    fn row(&self) -> Row<'_> {
        let mut row = Row { rows: self, cells: vec![Value::Null; self.columns.len()] };
        row.word("case_id", self.view.case().header.id.as_str());
        row
    }
}

/// A row in the making; what nobody sets is absent.
struct Row<'r> {
    rows: &'r Rows<'r>,
    cells: Vec<Value>,
}

impl Row<'_> {
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        if let Some(index) = self.rows.columns.iter().position(|(column, _)| *column == name) {
            self.cells[index] = value.into();
        }
    }

    fn word(&mut self, name: &str, word: &str) {
        self.set(name, word);
    }

    fn maybe_word(&mut self, name: &str, word: Option<&str>) {
        if let Some(word) = word {
            self.word(name, word);
        }
    }

    /// Words with a semicolon between them; nothing without any.
    fn list<'w>(&mut self, name: &str, words: impl Iterator<Item = &'w str>) {
        let words: Vec<&str> = words.collect();
        if !words.is_empty() {
            self.word(name, &words.join(";"));
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        // The block of a description ends with a line end that nobody wrote.
        let text = text.trim_end_matches('\n');
        match &self.rows.texts.mask {
            Some(mask) => self.set(name, mask.text(text).into_owned()),
            None => self.set(name, text),
        }
    }

    fn maybe_text(&mut self, name: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn texts(&mut self, name: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.text(name, &texts.join(";"));
        }
    }

    /// What says who somebody is; absent where people are masked.
    fn person(&mut self, name: &str, person: Option<&String>) {
        if self.rows.texts.mask.is_none() {
            self.maybe_text(name, person);
        }
    }

    fn people(&mut self, name: &str, people: &[String]) {
        if self.rows.texts.mask.is_none() {
            self.texts(name, people);
        }
    }

    fn time(&mut self, name: &str, at: Stamp) {
        let local = write_stamp(self.rows.view.zone().local(at));
        self.set(name, local);
    }

    fn maybe_time(&mut self, name: &str, at: Option<Stamp>) {
        if let Some(at) = at {
            self.time(name, at);
        }
    }

    /// A moment, or the end of a day that was named alone: its cutoff, as for the clocks.
    fn when(&mut self, name: &str, when: Option<When>) {
        match when {
            Some(When::At(at)) => self.time(name, at),
            Some(When::On(day)) => {
                let view = self.rows.view;
                self.time(name, view.zone().at(day, view.policy.feedback.cutoff));
            }
            None => {}
        }
    }

    fn day(&mut self, name: &str, day: NaiveDate) {
        self.set(name, day.to_string());
    }

    /// The local day of a moment.
    fn day_of(&mut self, name: &str, at: Stamp) {
        self.day(name, self.rows.view.zone().date(at));
    }

    fn done(self) -> Vec<Value> {
        self.cells
    }
}
