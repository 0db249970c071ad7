//! What becomes of each row: a new case, one that is there already, a fault, or nothing.

use super::cells::Cells;
use super::record::{self, Refused, read_record, same};
use super::sheet::{Content, Flaw, Row, alike};
use super::take::{Taken, Taker};
use super::wrong::Flawed;
use crate::case::words::words;
use crate::case::write::quoted;
use crate::case::write_case::write_case;
use crate::case::{Case, CaseId};
use std::collections::{HashMap, HashSet};

words! {
    /// What becomes of a row.
    Fate {
        /// It becomes a case.
        New = "new",
        /// A case has its reference, or is it.
        There = "there",
        /// Something is wrong with it.
        Faulty = "faulty",
        /// Nothing stands in it.
        Skipped = "skipped",
    }
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// A cell of it.
    Cell(Flawed),
    /// The row itself.
    Row(Flaw),
    /// The record that it holds.
    Record(Refused),
    /// A row before it has the same reference, or holds the same case.
    Twice {
        /// That row.
        row: usize,
        /// The column of the reference; none for a record.
        column: Option<String>,
    },
    /// The workspace has another case under this id.
    OtherCase {
        /// The id.
        case: String,
    },
    /// A damaged file may hold the same.
    InDamaged {
        /// The file.
        path: String,
    },
    /// It is no record, and there is no map.
    NoMap,
}

/// A row, and what becomes of it.
#[derive(Debug, Clone)]
pub struct Fated {
    /// Its number.
    pub row: usize,
    /// Its reference; of a record the id.
    pub reference: String,
    /// What becomes of it.
    pub fate: Fate,
    /// The case that is there, or is to be.
    pub case: Option<CaseId>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// What the workspace holds already.
#[derive(Debug, Default)]
pub struct Known {
    /// The references under the map's key, each [`alike`] those it is not told apart from, and the cases that have them.
    pub references: HashMap<String, String>,
    /// The id of every case.
    pub ids: HashSet<String>,
    /// The cases that records of the file name.
    pub cases: HashMap<String, Case>,
    /// Files that can't be read as a case: name and text.
    pub damaged: Vec<(String, String)>,
}

impl Known {
    /// A damaged file that has a reference, however it is spelled.
    fn reference_in_damaged(&self, key: &str, reference: &str) -> Option<Fault> {
        let escaped = quoted(reference);
        let spelled = [alike(reference), escaped.trim_matches('"').to_owned()];
        let holds = |text: &str| spelled.iter().any(|reference| has_word(text, reference));
        let file = self.damaged.iter().find(|(_, text)| holds(&alike(&among_references(text, key))));
        file.map(|(path, _)| Fault::InDamaged { path: path.clone() })
    }

    /// A damaged file that says a text.
    fn in_damaged(&self, text: &str) -> Option<Fault> {
        let file = self.damaged.iter().find(|(_, says)| says.contains(text));
        file.map(|(path, _)| Fault::InDamaged { path: path.clone() })
    }
}

/// What a damaged file says of its references: the lines that name them or the key, and what is indented below; all of it
/// where no line does.
fn among_references(text: &str, key: &str) -> String {
    let (mut found, mut inside) = (String::new(), false);
    for line in text.lines() {
        inside = line.contains("references") || line.contains(key) || inside && line.starts_with([' ', '\t']);
        if inside {
            found.push_str(line);
            found.push('\n');
        }
    }
    if found.is_empty() { text.to_owned() } else { found }
}

/// Whether a text has a word, and not only as a part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(goes_on) && !text[at + word.len()..].starts_with(goes_on))
}

/// A case to be written.
#[derive(Debug, Clone)]
pub struct Coming {
    /// The case.
    pub case: Case,
    /// Its file's text.
    pub text: String,
}

/// The fates of all rows, and the cases that come of them.
#[derive(Debug, Default)]
pub struct Decided {
    /// One for each row that isn't blank.
    pub rows: Vec<Fated>,
    /// The new cases.
    pub coming: Vec<Coming>,
}

impl Decided {
    /// How many rows have a fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|r| r.fate == fate).count()
    }
}

/// The ids of the records in the rows.
#[must_use]
pub fn record_ids(rows: &[Row]) -> HashSet<String> {
    let id = |row: &Row| match &row.content {
        Content::Record(line) => Some(line.get("record")?.get("id")?.as_str()?.to_owned()),
        _ => None,
    };
    rows.iter().filter_map(id).collect()
}

/// Decides on every row.
#[must_use]
pub fn decide(rows: &[Row], taker: Option<&Taker<'_>>, known: &Known, random: &mut dyn FnMut() -> u64) -> Decided {
    let mut decided = Decided::default();
    // Which row came first with a reference or an id.
    let (mut references, mut ids): (HashMap<String, usize>, HashMap<String, usize>) = Default::default();
    for row in rows {
        let mut fated =
            Fated { row: row.number, reference: String::new(), fate: Fate::Faulty, case: None, faults: Vec::new() };
        let outcome = match &row.content {
            Content::Empty => {
                fated.fate = Fate::Skipped;
                Ok(None)
            }
            Content::Broken(flaw) => Err(vec![Fault::Row(flaw.clone())]),
            Content::Record(line) => recorded(line, row.number, known, &mut ids, &mut fated),
            Content::Cells(cells) => match taker {
                None => Err(vec![Fault::NoMap]),
                Some(taker) => taken(taker, row.number, cells, known, &mut references, &mut fated, random),
            },
        };
        match outcome {
            Err(faults) => fated.faults = faults,
            Ok(None) => {}
            Ok(Some(mut coming)) => {
                let is_record = matches!(row.content, Content::Record(_));
                let mut id = coming.case.header.id.clone();
                while !is_record && (known.ids.contains(id.as_str()) || ids.contains_key(id.as_str())) {
                    id = CaseId::random(coming.case.header.received.date_naive(), random);
                }
                ids.insert(id.to_string(), row.number);
                if !is_record {
                    coming.case.header.id = id.clone();
                    coming.text = write_case(&coming.case.header, &coming.case.events);
                }
                fated.fate = Fate::New;
                fated.case = Some(id);
                decided.coming.push(coming);
            }
        }
        decided.rows.push(fated);
    }
    decided
}

type Outcome = Result<Option<Coming>, Vec<Fault>>;

fn recorded(
    line: &serde_json::Value,
    number: usize,
    known: &Known,
    ids: &mut HashMap<String, usize>,
    fated: &mut Fated,
) -> Outcome {
    let record::Record { case, text } = read_record(line).map_err(|refused| vec![Fault::Record(refused)])?;
    let id = case.header.id.to_string();
    fated.reference.clone_from(&id);
    if let Some(row) = ids.get(&id) {
        return Err(vec![Fault::Twice { row: *row, column: None }]);
    }
    ids.insert(id.clone(), number);
    if let Some(there) = known.cases.get(&id) {
        if !same(there, &case) {
            return Err(vec![Fault::OtherCase { case: id }]);
        }
        fated.fate = Fate::There;
        fated.case = Some(case.header.id);
        return Ok(None);
    }
    if known.ids.contains(&id) {
        return Err(vec![known.in_damaged(&id).unwrap_or(Fault::OtherCase { case: id })]);
    }
    Ok(Some(Coming { case, text }))
}

fn taken(
    taker: &Taker<'_>,
    number: usize,
    cells: &Cells,
    known: &Known,
    references: &mut HashMap<String, usize>,
    fated: &mut Fated,
    random: &mut dyn FnMut() -> u64,
) -> Outcome {
    let reference = taker.reference(cells);
    fated.reference.clone_from(&reference);
    let mut faults = Vec::new();
    if !reference.is_empty() {
        let alike = alike(&reference);
        match references.get(&alike) {
            Some(row) => {
                let column = taker.map.reference.as_ref().map(|n| n.column.clone());
                faults.push(Fault::Twice { row: *row, column });
            }
            None => {
                references.insert(alike.clone(), number);
                if let Some(case) = known.references.get(&alike) {
                    fated.fate = Fate::There;
                    fated.case = CaseId::parse(case);
                    return Ok(None);
                }
                faults.extend(known.reference_in_damaged(&taker.map.key, &reference));
            }
        }
    }
    let Taken { header, events } = match taker.take(number, cells, random) {
        Ok(taken) if faults.is_empty() => taken,
        Ok(_) => return Err(faults),
        Err(flaws) => {
            faults.extend(flaws.into_iter().map(Fault::Cell));
            return Err(faults);
        }
    };
    Ok(Some(Coming { case: Case { header, events }, text: String::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_found_in_a_damaged_file_however_it_is_spelled() {
        let known = |text: &str| Known { damaged: vec![("x.yaml".to_owned(), text.to_owned())], ..Known::default() };
        for (text, holds) in [
            ("references: {sheet: \"A-1\"}\n", true),
            ("references: {sheet: A-1, order: x}\n", true),
            ("references:\n  sheet: A-1 # old\ntitle: x\n", true),
            ("references:\n  'sheet' : '\u{ff21}-1'\n", true),
            ("A-1 somewhere", true),
            ("references: {sheet: A-12}\n", false),
            ("references: {sheet: B-A-1}\n", false),
            ("references: {sheet: B}\ntitle: A-1\n", false),
        ] {
            assert_eq!(known(text).reference_in_damaged("sheet", "A-1").is_some(), holds, "{text}");
        }
        assert!(known("references: {sheet: \"a\\\"b\"}\n").reference_in_damaged("sheet", "a\"b").is_some());
    }
}
