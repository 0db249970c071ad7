//! The clocks held against vectors: `tests/clocks/*.toml`, each a policy, a calendar, cases, moments, and the rows that
//! the design asks for. They were reckoned by hand from the design, never taken from what the program prints.
//!
//! `tests/clocks/README.md` is the key to their shorthand.

mod bench;
mod shorthand;

use bench::Bench;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clocks");
    let entries = std::fs::read_dir(folder).expect("the folder of the vectors");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    files
}

/// A table of which every key has to be asked for, so that no expectation is lost to a slip of the pen.
struct Asked {
    table: Table,
    place: String,
}

impl Asked {
    fn new(table: &Table, place: &str) -> Self {
        Self { table: table.clone(), place: place.to_owned() }
    }

    fn text(&mut self, key: &str) -> Option<String> {
        self.table.remove(key).map(|value| value.as_str().expect("a text").to_owned())
    }

    fn texts(&mut self, key: &str) -> Option<Vec<String>> {
        let values = self.table.remove(key)?;
        let values = values.as_array().expect("a list").iter();
        Some(values.map(|value| value.as_str().expect("a text").to_owned()).collect())
    }

    fn number(&mut self, key: &str) -> Option<i64> {
        self.table.remove(key).map(|value| value.as_integer().expect("a number"))
    }

    fn tables(&mut self, key: &str) -> Vec<Table> {
        let Some(value) = self.table.remove(key) else { return Vec::new() };
        let tables = value.as_array().expect("tables").iter();
        tables.map(|value| value.as_table().expect("a table").clone()).collect()
    }

    fn end(self) {
        let left: Vec<&String> = self.table.keys().collect();
        assert!(left.is_empty(), "{}: no vector has the keys {left:?}", self.place);
    }
}

/// Every difference between what a vector asks for and what the binary says.
fn differences(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a vector");
    let value: Value = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let place = path.display().to_string();
    let mut vector = Asked::new(value.as_table().expect("a table"), &place);
    let stem = path.file_stem().and_then(|s| s.to_str()).expect("a name");
    let name = vector.text("name").expect("a name");
    assert!(vector.text("why").is_some_and(|why| why.len() > 10), "{place}: says no reason");
    let bench = Bench::set_up(&mut vector);
    let moments = vector.tables("at");
    assert!(!moments.is_empty(), "{place}: judges at no moment");
    vector.end();
    let mut found: Vec<String> = Vec::new();
    for moment in &moments {
        let mut moment = Asked::new(moment, &place);
        found.extend(bench.judge(&mut moment));
        moment.end();
    }
    if !found.is_empty() {
        found.insert(0, format!("== {stem}: {name}"));
    }
    found
}

#[test]
fn every_clock_says_what_the_design_says() {
    let files = files();
    // A folder that went missing would hold too.
    assert!(files.len() >= 120, "only {} vectors", files.len());
    let found: Vec<String> = files.iter().flat_map(|path| differences(path)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn no_two_vectors_have_the_same_name() {
    let mut seen = std::collections::BTreeMap::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a vector");
        let value: Value = toml::from_str(&text).expect("TOML");
        let name = value["name"].as_str().expect("a name").to_owned();
        if let Some(other) = seen.insert(name.clone(), path.clone()) {
            panic!("{} and {} are both named {name:?}", other.display(), path.display());
        }
    }
}
