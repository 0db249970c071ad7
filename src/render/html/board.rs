//! The board: a column for each step, a card for each open case.

use super::engine::filled;
use super::{Shell, TemplateError, page_around};
use serde::Serialize;

/// The board before it is a page.
#[derive(Debug, Clone, Serialize)]
pub struct Board {
    /// The procedures that have open cases.
    pub procedures: Vec<Procedure>,
    /// What is said where there is none.
    pub nothing: String,
    /// The headings of a card.
    pub words: CardWords,
}

/// The headings of a card.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "each heads the field of that name")]
pub struct CardWords {
    pub owner: String,
    pub age: String,
    pub severity: String,
    pub next: String,
    pub waiting: String,
}

/// The cases of a procedure.
#[derive(Debug, Clone, Serialize)]
pub struct Procedure {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// How many cases there are.
    pub count: String,
    /// Its steps, in their order.
    pub columns: Vec<Column>,
}

/// A step.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Its number in the order; a step that the procedure doesn't have has none.
    pub number: Option<usize>,
    /// Its name.
    pub name: String,
    /// How many cases are in it.
    pub count: usize,
    /// The cases, worst first.
    pub cards: Vec<Card>,
    /// What stands for those left out.
    pub more: Option<String>,
}

/// An open case.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Its id.
    pub case: String,
    /// Its title, masked.
    pub title: String,
    /// Who handles it.
    pub owner: String,
    /// Since when it has been waiting.
    pub age: String,
    /// How grave it is.
    pub severity: String,
    /// Grave enough to stand out.
    pub grave: bool,
    /// Until when it waits, and for what.
    pub waiting: Option<String>,
    /// What is due next.
    pub next: Option<Next>,
    /// What stands for other deadlines that have passed.
    pub others: Option<String>,
}

/// What is due next.
#[derive(Debug, Clone, Serialize)]
pub struct Next {
    /// What is owed.
    pub kind: String,
    /// By when.
    pub due: String,
    /// How bad it is, as a word of the style sheet.
    pub level: &'static str,
    /// Its shape, for those who see no colours.
    pub mark: &'static str,
    /// How bad it is, in words.
    pub said: String,
}

const BOARD: &str = include_str!("board.j2");

/// The board as a page.
///
/// # Errors
/// When the template has a fault.
pub fn board(shell: &Shell, board: &Board) -> Result<String, TemplateError> {
    page_around(shell, &filled(BOARD, board)?)
}
