//! A file taken apart into columns and rows, pure: what a spreadsheet shows, row by row.

use crate::case::id::is_token;
use crate::case::line::needs_escape;
use serde_json::Value;
use std::collections::HashMap;

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
    /// A cell for each column, empty where the row has none.
    Cells(Vec<String>),
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
    /// Not JSON.
    NotJson {
        /// What the parser said.
        message: String,
    },
    /// JSON, but not an object.
    NotAnObject,
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
        if !named {
            if number > header {
                return Err(NoSheet::NoHeader { row: header });
            }
            if record.len() > MOST_COLUMNS {
                return Err(NoSheet::Columns);
            }
            named = true;
            sheet.columns = record.iter().map(|cell| column_name(&String::from_utf8_lossy(cell))).collect();
            continue;
        }
        let open = end == text.len() && is_open(&text.as_bytes()[start..end]);
        let content = if open { Content::Broken(Flaw::OpenQuote) } else { cells(&record, sheet.columns.len()) };
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

/// Whether the last record opens a quote that it doesn't close.
fn is_open(record: &[u8]) -> bool {
    let quotes = record.iter().filter(|b| **b == b'"').count();
    quotes % 2 == 1 && record.iter().filter(|b| **b == b'\n').count() > 1
}

fn cells(record: &csv::ByteRecord, columns: usize) -> Content {
    let said = record.iter().rposition(|cell| !cell.trim_ascii().is_empty()).map_or(0, |last| last + 1);
    if said == 0 {
        return Content::Empty;
    }
    if said > columns {
        return Content::Broken(Flaw::MoreCells { cells: said, columns });
    }
    let mut cells: Vec<String> =
        record.iter().take(columns).map(|cell| unguarded(&String::from_utf8_lossy(cell)).to_owned()).collect();
    cells.resize(columns, String::new());
    Content::Cells(cells)
}

/// A cell without the mark by which our own export keeps a spreadsheet from taking a text for a formula.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet might take a text for a formula.
fn is_formula(text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
    text.starts_with(['\t', '\r'])
        || text.trim_start_matches(blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Takes lines of JSON apart: nested keys become dotted columns, a record stays whole.
///
/// # Errors
/// When there are more columns or rows than a spreadsheet holds.
pub fn read_jsonl(text: &str) -> Result<Sheet, NoSheet> {
    let mut sheet = Sheet::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut rows: Vec<(usize, Result<Pairs<usize>, Content>)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if index >= MOST_ROWS {
            return Err(NoSheet::Rows);
        }
        let row = if line.trim().is_empty() {
            Err(Content::Empty)
        } else {
            match serde_json::from_str::<Value>(line) {
                Err(error) => Err(Content::Broken(Flaw::NotJson { message: error.to_string() })),
                Ok(value) => match record_or_pairs(value) {
                    Err(content) => Err(content),
                    Ok(pairs) => {
                        let mut cells = Vec::with_capacity(pairs.len());
                        for (path, cell) in pairs {
                            let next = known.len();
                            let at = *known.entry(path.clone()).or_insert(next);
                            if at == next {
                                if next == MOST_COLUMNS {
                                    return Err(NoSheet::Columns);
                                }
                                sheet.columns.push(path);
                            }
                            cells.push((at, cell));
                        }
                        Ok(cells)
                    }
                },
            }
        };
        rows.push((index + 1, row));
    }
    let width = sheet.columns.len();
    sheet.rows = rows
        .into_iter()
        .map(|(number, row)| {
            let content = row.map_or_else(
                |content| content,
                |pairs| {
                    let mut cells = vec![String::new(); width];
                    pairs.into_iter().for_each(|(at, cell)| cells[at] = cell);
                    Content::Cells(cells)
                },
            );
            Row { number, content }
        })
        .collect();
    if sheet.rows.is_empty() { Err(NoSheet::Empty) } else { Ok(sheet) }
}

/// Cells, each with its column.
type Pairs<C> = Vec<(C, String)>;

fn record_or_pairs(value: Value) -> Result<Pairs<String>, Content> {
    let schema = value.get("schema").and_then(Value::as_str);
    if schema == Some(RECORD) {
        return Err(Content::Record(Box::new(value)));
    }
    if let Some(schema) = schema.filter(|s| s.starts_with("amends.")) {
        return Err(Content::Broken(Flaw::OtherSchema { schema: schema.to_owned() }));
    }
    let Value::Object(map) = value else { return Err(Content::Broken(Flaw::NotAnObject)) };
    let mut pairs = Vec::new();
    // The parser has refused what is nested deeply.
    for (key, value) in map {
        flatten(column_name(&key), value, &mut pairs).map_err(Content::Broken)?;
    }
    let empty = pairs.iter().all(|(_, cell)| cell.trim().is_empty());
    if empty { Err(Content::Empty) } else { Ok(pairs) }
}

fn flatten(path: String, value: Value, pairs: &mut Vec<(String, String)>) -> Result<(), Flaw> {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                flatten(format!("{path}.{}", column_name(&key)), value, pairs)?;
            }
        }
        Value::Array(list) => {
            let items: Option<Vec<String>> = list.iter().map(scalar).collect();
            pairs.push((path.clone(), items.ok_or(Flaw::ListOfObjects { path })?.join("\n")));
        }
        value => pairs.push((path, scalar(&value).unwrap_or_default())),
    }
    Ok(())
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
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
            Content::Cells(cells) => cells.clone(),
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
    }

    #[test]
    fn the_guard_of_a_formula_is_taken_off_and_no_other_quote() {
        for (cell, text) in
            [("'=1+1", "=1+1"), ("'+86 138", "+86 138"), ("'0012", "'0012"), ("0012", "0012"), ("'", "'")]
        {
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn nested_keys_are_dotted_columns() {
        let sheet =
            read_jsonl("{\"id\":7,\"customer\":{\"name\":\"Li\",\"phones\":[1,\"2\"]}}\n\n{\"id\":8,\"ok\":true}\n")
                .unwrap();
        assert_eq!(sheet.columns, ["id", "customer.name", "customer.phones", "ok"]);
        let Content::Cells(cells) = &sheet.rows[0].content else { panic!() };
        assert_eq!(cells, &["7", "Li", "1\n2", ""]);
        assert!(matches!(sheet.rows[1].content, Content::Empty));
        assert_eq!(sheet.rows[2].number, 3);
        for (line, flaw) in [("{", "NotJson"), ("[1]", "NotAnObject"), ("{\"a\":[{}]}", "ListOfObjects")] {
            assert!(format!("{:?}", read_jsonl(line).unwrap().rows[0].content).contains(flaw), "{line}");
        }
    }

    #[test]
    fn more_than_a_spreadsheet_holds_is_refused() {
        assert_eq!(read_csv(&",".repeat(1_000_000), None, 1).unwrap_err(), NoSheet::Columns);
        assert_eq!(read_csv("", None, 1).unwrap_err(), NoSheet::Empty);
        assert_eq!(read_csv("a,b\n", None, 3).unwrap_err(), NoSheet::NoHeader { row: 3 });
    }
}
