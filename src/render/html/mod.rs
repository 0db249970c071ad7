//! Pages: one file of HTML that needs nothing else, opens without a network and runs nothing.
//!
//! A page is made of plain data by the templates beside this file. Every text is escaped by the engine, and what would
//! turn the reading direction around is shown as a replacement character; only what `chart` draws is taken as it is.

pub mod board;
mod engine;
pub mod page;

pub use board::{Board, board};
pub use page::{Page, report};

use engine::filled;
use serde::Serialize;

/// What a page could not be made of: a fault of its template, never of the data.
pub type TemplateError = minijinja::Error;

/// What every page has.
#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    /// The language by its tag: `en`, `zh-CN`.
    pub lang: &'static str,
    /// The title.
    pub title: String,
    /// What it is about: of when, as of when.
    pub about: Vec<String>,
    /// The link past the heading.
    pub skip: String,
    /// What is left out of the page, and why.
    pub alert: Option<Alert>,
    /// The end of the page.
    pub foot: String,
}

/// What is left out of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Alert {
    /// What it comes to.
    pub heading: String,
    /// The files and their faults.
    pub lines: Vec<(String, String)>,
    /// What stands for those that are not listed.
    pub more: Option<String>,
}

/// A table with its caption.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DataTable {
    /// What it shows.
    pub caption: String,
    /// The headings.
    pub head: Vec<Head>,
    /// The rows; the first cell of each is its heading.
    pub rows: Vec<Vec<String>>,
    /// What stands for the rows left out.
    pub more: Option<String>,
}

/// The heading of a column.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// The heading.
    pub text: String,
    /// Its cells are numbers.
    pub number: bool,
}

impl Head {
    /// Of a column of texts.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: false }
    }

    /// Of a column of numbers.
    #[must_use]
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true }
    }
}

const SHELL: &str = include_str!("shell.j2");
const STYLE: &str = include_str!("style.css");

/// A page around a body that is HTML already.
fn page_around(shell: &Shell, body: &str) -> Result<String, TemplateError> {
    #[derive(Serialize)]
    struct Whole<'p> {
        #[serde(flatten)]
        shell: &'p Shell,
        style: &'p str,
        body: &'p str,
    }
    filled(SHELL, &Whole { shell, style: STYLE, body })
}
