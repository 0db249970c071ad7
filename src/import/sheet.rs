//! A file taken apart into columns and rows, pure: what a spreadsheet shows, row by row.

use super::cells::Cells;
use super::quotes::{Quotes, quotes};
use crate::case::guard::needs_guard;
use crate::case::id::is_token;
use crate::case::line::needs_escape;
use crate::clock::when::narrow;
use serde_json::Value;

/// How many columns a sheet may have: more than any team's, and few enough to look each up.
pub const MOST_COLUMNS: usize = 2000;

/// How many rows: as many as the spreadsheets themselves hold.
pub const MOST_ROWS: usize = 1_048_576;

/// How long a cell may be, in bytes: a case file holds four times as much.
pub const LONGEST_CELL: usize = 1024 * 1024;

/// The schema of a line that holds a whole record.
pub const RECORD: &str = "amends.record/1";

/// Columns and rows of a file.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The names of the columns; of lines of JSON every path that occurs.
    pub columns: Vec<String>,
    /// The rows after the one with the names.
    pub rows: Vec<Row>,
    /// What apart the cells, for CSV.
    pub delimiter: Option<u8>,
}

/// A row and its number, as the spreadsheet shows it.
#[derive(Debug, Clone)]
pub struct Row {
    /// The number, from 1.
    pub number: usize,
    /// What it holds.
    pub content: Content,
}

/// What a row holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// A cell for each column that has something to say.
    Cells(Cells),
    /// A whole record, as `export records` writes it.
    Record(Box<Value>),
    /// Nothing.
    Empty,
    /// Nothing that can be read.
    Broken(Flaw),
}

/// Why a row can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// More cells than there are columns: something slipped.
    MoreCells {
        /// How many.
        cells: usize,
        /// How many columns.
        columns: usize,
    },
    /// A quote that is never closed, so that the rest of the file is one cell.
    OpenQuote,
    /// Text behind a closing quote: one before it may be missing, and rows stand in the cell that it opened.
    StrayQuote {
        /// Over how many lines of the file the row goes on.
        lines: usize,
    },
    /// Not JSON.
    NotJson {
        /// What the parser said.
        message: String,
    },
    /// JSON, but not an object.
    NotAnObject,
    /// Two values for one column.
    KeyTwice {
        /// Its path.
        path: String,
    },
    /// Objects within objects, more deeply than any sheet.
    Deep,
    /// A list of objects, of which no column can be made.
    ListOfObjects {
        /// Its path.
        path: String,
    },
    /// A whole record, of another version.
    OtherSchema {
        /// What it calls itself.
        schema: String,
    },
}

/// Why a file is no sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSheet {
    /// Nothing in it.
    Empty,
    /// No row of that number to take the names from.
    NoHeader {
        /// The number.
        row: usize,
    },
    /// Quotes in the row with the names that don't close where a cell ends.
    HeaderQuote {
        /// The number.
        row: usize,
    },
    /// Too many columns.
    Columns,
    /// Too many rows.
    Rows,
}

/// The delimiter that the first lines of a text speak for: the one that stands there most often, outside quotes.
#[must_use]
pub fn guess_delimiter(text: &str) -> u8 {
    let (mut counts, mut quoted, mut lines) = ([0_usize; 3], false, 0);
    for b in text.bytes().take(100_000) {
        match b {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => lines += 1,
            b',' if !quoted => counts[0] += 1,
            b';' if !quoted => counts[1] += 1,
            b'\t' if !quoted => counts[2] += 1,
            _ => {}
        }
        if lines == 5 {
            break;
        }
    }
    let most = counts.into_iter().max().unwrap_or(0);
    [b',', b';', b'\t'].into_iter().zip(counts).find(|(_, n)| *n == most).map_or(b',', |(d, _)| d)
}

/// A column's name without what only lays it out.
#[must_use]
pub fn column_name(cell: &str) -> String {
    cell.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes comma-separated values apart. `header` is the number of the row with the names.
///
/// # Errors
/// When there is no such row, or more of everything than a spreadsheet holds.
pub fn read_csv(text: &str, delimiter: Option<u8>, header: usize) -> Result<Sheet, NoSheet> {
    // What spreadsheets take for an instruction is no row.
    let (said, text) = match text.strip_prefix("sep=") {
        Some(rest) if rest.find(['\r', '\n']) == Some(1) => {
            (Some(rest.as_bytes()[0]), rest[1..].trim_start_matches('\r').trim_start_matches('\n'))
        }
        _ => (None, text),
    };
    let delimiter = delimiter.or(said).unwrap_or_else(|| guess_delimiter(text));
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut sheet = Sheet { delimiter: Some(delimiter), ..Sheet::default() };
    let (mut number, mut named) = (0_usize, false);
    let mut record = csv::ByteRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        // The text is valid UTF-8 and in memory, so nothing but the end stops the reader.
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            break;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        number += 1 + blank_lines(text.as_bytes(), start);
        if number > MOST_ROWS {
            return Err(NoSheet::Rows);
        }
        if number < header {
            continue;
        }
        let quoting = quotes(&text.as_bytes()[start..end], delimiter);
        if !named {
            if number > header {
                return Err(NoSheet::NoHeader { row: header });
            }
            if quoting != Quotes::Sound {
                return Err(NoSheet::HeaderQuote { row: header });
            }
            if record.len() > MOST_COLUMNS {
                return Err(NoSheet::Columns);
            }
            named = true;
            sheet.columns = record.iter().map(|cell| column_name(&String::from_utf8_lossy(cell))).collect();
            continue;
        }
        let content = match quoting {
            Quotes::Open => Content::Broken(Flaw::OpenQuote),
            Quotes::Stray { lines } => Content::Broken(Flaw::StrayQuote { lines }),
            Quotes::Sound => cells(&record, sheet.columns.len()),
        };
        sheet.rows.push(Row { number, content });
    }
    match (named, number) {
        (true, _) => Ok(sheet),
        (false, 0) => Err(NoSheet::Empty),
        (false, _) => Err(NoSheet::NoHeader { row: header }),
    }
}

/// The blank lines at a place, which the reader passes over and a spreadsheet counts.
fn blank_lines(text: &[u8], start: usize) -> usize {
    let mut rest = &text[start.min(text.len())..];
    // The second half of the line end before it.
    if start > 0 && text[start - 1] == b'\r' && rest.first() == Some(&b'\n') {
        rest = &rest[1..];
    }
    let mut count = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', tail @ ..] | [b'\n' | b'\r', tail @ ..] => tail,
            _ => return count,
        };
        count += 1;
    }
}

fn cells(record: &csv::ByteRecord, columns: usize) -> Content {
    let said = record.iter().rposition(|cell| !cell.trim_ascii().is_empty()).map_or(0, |last| last + 1);
    if said == 0 {
        return Content::Empty;
    }
    if said > columns {
        return Content::Broken(Flaw::MoreCells { cells: said, columns });
    }
    let mut cells = Cells::default();
    for (at, cell) in record.iter().take(said).enumerate() {
        cells.push(at, unguarded(&String::from_utf8_lossy(cell)));
    }
    Content::Cells(cells)
}

/// A cell without the mark by which our own export keeps a spreadsheet from taking a text for a formula or a number.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => cell,
    }
}

/// The first control character of a cell, line ends and tabs apart.
#[must_use]
pub fn control(cell: &str) -> Option<u32> {
    cell.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')).map(u32::from)
}

/// A cell's text with the line ends of the files, without blanks around it.
#[must_use]
pub fn levelled(cell: &str) -> String {
    cell.replace("\r\n", "\n").replace('\r', "\n").trim().trim_matches('\u{feff}').to_owned()
}

/// A reference without blanks around it and without characters that nobody sees.
#[must_use]
pub fn reference_of(cell: &str) -> String {
    let seen: String = cell.chars().filter(|c| !is_invisible(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What references are told apart by: a wide `Ａ-1` is `A-1`.
#[must_use]
pub fn alike(reference: &str) -> String {
    reference_of(&narrow(reference))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a text may be a key of `references`.
#[must_use]
pub fn is_key(text: &str) -> bool {
    is_token(text) && text.len() <= 60 && !text.chars().any(needs_escape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(text: &str) -> Vec<(usize, Vec<String>)> {
        let sheet = read_csv(text, None, 1).unwrap();
        let cells = |row: &Row| match &row.content {
            Content::Cells(cells) => (0..sheet.columns.len()).map(|at| cells.get(at).to_owned()).collect(),
            other => vec![format!("{other:?}")],
        };
        sheet.rows.iter().map(|row| (row.number, cells(row))).collect()
    }

    #[test]
    fn rows_have_the_numbers_that_the_spreadsheet_shows() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "1,\"x\ny\"", "", "2,z", ",", "3,", ""].join(end);
            let found = numbered(&text);
            let numbers: Vec<usize> = found.iter().map(|(n, _)| *n).collect();
            assert_eq!(numbers, [2, 4, 5, 6], "{end:?}");
            assert_eq!(found[0].1, ["1", "x\ny"]);
            assert_eq!(found[2].1, ["Empty"]);
        }
    }

    #[test]
    fn delimiters_are_guessed_outside_quotes() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n\"1,2,3,4,5\";2\n", b';'),
            ("a\tb\n1\t2\n", b'\t'),
            ("a\n1\n", b','),
            ("sep=;\na;b\n1;2\n", b';'),
            ("sep=;\r\na;b\r\n1;2\r\n", b';'),
        ] {
            let sheet = read_csv(text, None, 1).unwrap();
            assert_eq!(sheet.delimiter, Some(delimiter), "{text:?}");
            assert_eq!(sheet.rows[0].number, 2, "{text:?}");
        }
    }

    #[test]
    fn rows_that_slipped_and_quotes_that_stay_open_are_flaws() {
        assert!(numbered("a,b\n1,2,3\n")[0].1[0].contains("MoreCells"));
        assert_eq!(numbered("a,b\n1,2,,\n")[0].1, ["1", "2"]);
        assert_eq!(numbered("a,b\n1\n")[0].1, ["1", ""]);
        assert!(numbered("a,b\n\"1,2\n3,4\n")[0].1[0].contains("OpenQuote"));
        assert_eq!(numbered("a,b\n5\" screen,2\n")[0].1, ["5\" screen", "2"]);
        // A quote is missing, and the next one closes what it opened: no row may vanish in it.
        let text = "a,b\n1,\"new\n2,old\n3,\"refund\"\n4,x\n";
        let found = numbered(text);
        assert_eq!(found[0].1, ["Broken(StrayQuote { lines: 3 })"]);
        assert_eq!((found.len(), &found[1].1), (2, &vec!["4".to_owned(), "x".to_owned()]));
        assert!(numbered("a,b\n1,\"x\" y\n")[0].1[0].contains("StrayQuote"));
        assert!(numbered("a,b\n1,\"x")[0].1[0].contains("OpenQuote"));
        assert_eq!(read_csv("\"a,b\n1,\"2\"\n", None, 1).unwrap_err(), NoSheet::HeaderQuote { row: 1 });
    }

    #[test]
    fn the_guard_of_a_formula_or_a_number_is_taken_off_and_no_other_quote() {
        for (cell, text) in [
            ("'=1+1", "=1+1"),
            ("'+86 138", "+86 138"),
            ("'0012", "0012"),
            ("0012", "0012"),
            ("'", "'"),
            ("'n'", "'n'"),
            ("''=1", "'=1"),
        ] {
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn more_than_a_spreadsheet_holds_is_refused() {
        assert_eq!(read_csv(&",".repeat(1_000_000), None, 1).unwrap_err(), NoSheet::Columns);
        assert_eq!(read_csv("", None, 1).unwrap_err(), NoSheet::Empty);
        assert_eq!(read_csv("a,b\n", None, 3).unwrap_err(), NoSheet::NoHeader { row: 3 });
    }
}
