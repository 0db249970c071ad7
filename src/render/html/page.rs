//! A report as a page: tiles, charts with their tables, tables of figures.

use super::engine::filled;
use super::{DataTable, Shell, TemplateError, page_around};
use crate::render::chart::Drawn;
use serde::Serialize;

/// A report before it is a page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The headline figures.
    pub tiles: Vec<Tile>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A headline figure.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    /// What it is.
    pub name: String,
    /// The figure.
    pub value: String,
    /// Numerator, denominator and cohort.
    pub of: String,
    /// What became of it since the period before.
    pub change: Option<String>,
}

/// A part under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Its id on the page: lower-case ASCII letters and dashes.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// Charts and tables stand side by side where there is room.
    pub beside: bool,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// Something in a part.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Block {
    /// A chart and its table.
    Figure {
        /// The heading.
        heading: String,
        /// The picture.
        drawn: Drawn,
        /// What is said of a chart without data, or of how to read it.
        note: Option<String>,
        /// The same numbers.
        table: DataTable,
        /// It takes the whole breadth.
        broad: bool,
    },
    /// A table whose cells are the darker the more they count.
    Heat {
        /// The heading.
        heading: String,
        /// What is said of one without data, or of how to read it.
        note: Option<String>,
        /// The numbers, on as many tables as paper has room for.
        tables: Vec<Heat>,
    },
    /// A metric: its figures and how it is reckoned.
    Metric {
        /// The heading.
        heading: String,
        /// The figures.
        tables: Vec<DataTable>,
        /// What is said where there are none.
        note: Option<String>,
        /// The question how it is reckoned, and the answer.
        definition: Option<(String, Vec<String>)>,
    },
}

/// Rows of counts over an axis.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Heat {
    /// What it shows.
    pub caption: String,
    /// What the rows are, then what stands above each column.
    pub head: Vec<String>,
    /// The rows, each as long as the columns.
    pub rows: Vec<HeatRow>,
    /// What stands for the rows left out.
    pub more: Option<String>,
    /// What the sum of a row is called; of several tables the last one has it.
    pub sum: Option<String>,
}

/// A row of counts.
#[derive(Debug, Clone, Serialize)]
pub struct HeatRow {
    /// What it counts.
    pub name: String,
    /// The counts, each with its shade from 0 to 5.
    pub cells: Vec<(u32, u32)>,
    /// The sum over all tables.
    pub sum: u32,
}

/// How many columns of counts a sheet of paper has room for.
const COLUMNS: usize = 27;

/// Rows of counts over an axis, before they are tables.
#[derive(Debug, Clone)]
pub struct Counts {
    /// What they show.
    pub caption: String,
    /// What the rows are.
    pub rows_are: String,
    /// What stands above each column.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<(String, Vec<u32>)>,
    /// What stands for the rows left out.
    pub more: Option<String>,
    /// What the sum of a row is called.
    pub sum: String,
}

impl Counts {
    /// As tables, each count with a shade by the greatest of all.
    #[must_use]
    pub fn shaded(&self) -> Vec<Heat> {
        let most = self.rows.iter().flat_map(|(_, counts)| counts).copied().max().unwrap_or(0).max(1);
        let shade = |count: u32| (count * 5).div_ceil(most);
        let tables = self.head.len().div_ceil(COLUMNS).max(1);
        // As long as each other, so that the last is no stump.
        let columns = self.head.len().div_ceil(tables);
        let table = |n: usize| {
            let inside = n * columns..((n + 1) * columns).min(self.head.len());
            let row = |(name, counts): &(String, Vec<u32>)| HeatRow {
                name: name.clone(),
                sum: counts.iter().sum(),
                cells: counts[inside.clone()].iter().map(|count| (*count, shade(*count))).collect(),
            };
            let ends = (tables > 1).then(|| (self.head.get(inside.start), self.head[inside.clone()].last()));
            let caption = match ends {
                Some((Some(first), Some(last))) => format!("{} · {first} – {last}", self.caption),
                _ => self.caption.clone(),
            };
            let mut head = vec![self.rows_are.clone()];
            head.extend(self.head[inside.clone()].iter().cloned());
            let sum = (n + 1 == tables).then(|| self.sum.clone());
            Heat { caption, head, rows: self.rows.iter().map(row).collect(), more: self.more.clone(), sum }
        };
        (0..tables).map(table).collect()
    }
}

const REPORT: &str = include_str!("report.j2");
const TABLE: &str = include_str!("table.j2");

/// The report as a page.
///
/// # Errors
/// When a template has a fault.
pub fn report(shell: &Shell, page: &Page) -> Result<String, TemplateError> {
    #[derive(Serialize)]
    struct Made<'p> {
        #[serde(flatten)]
        block: &'p Block,
        made: String,
    }
    #[derive(Serialize)]
    struct MadePart<'p> {
        #[serde(flatten)]
        part: &'p Part,
        made: Vec<Made<'p>>,
    }
    #[derive(Serialize)]
    struct Whole<'p> {
        tiles: &'p [Tile],
        parts: Vec<MadePart<'p>>,
    }
    let mut parts = Vec::new();
    for part in &page.parts {
        let mut made = Vec::new();
        for block in &part.blocks {
            let tables = match block {
                Block::Figure { table, .. } => std::slice::from_ref(table),
                Block::Metric { tables, .. } => tables,
                Block::Heat { .. } => &[],
            };
            let tables = tables.iter().map(|table| filled(TABLE, table)).collect::<Result<String, TemplateError>>()?;
            made.push(Made { block, made: tables });
        }
        parts.push(MadePart { part, made });
    }
    page_around(shell, &filled(REPORT, &Whole { tiles: &page.tiles, parts })?)
}
