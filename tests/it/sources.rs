//! `docs/sources.md`: every rule, field and procedure has its row, and what a row names is there.

use amends::cli::grammar;
use amends::policy::Lang;
use clap::error::ErrorKind;
use std::collections::BTreeSet;
use std::path::Path;

/// The ids of the list, in order.
fn ids() -> Vec<String> {
    let of = |letter: char, last: u32| (1..=last).map(move |n| format!("{letter}{n:02}"));
    of('R', 100).chain(of('D', 46)).chain(of('P', 26)).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of all tests below a folder, as `cargo test` prints them.
fn tests(folder: &Path, module: &str, within: &str, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let inner = if module.is_empty() { stem.clone() } else { format!("{module}::{stem}") };
        if path.is_dir() {
            tests(&path, &inner, within, names);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let module = if ["mod", "lib", "main"].contains(&stem.as_str()) { module } else { &inner };
            let text = std::fs::read_to_string(&path).unwrap();
            names.extend(tests_of(&text).into_iter().map(|name| match module {
                "" => format!("{within}{name}"),
                module => format!("{module}::{within}{name}"),
            }));
        }
    }
}

/// The functions behind `#[test]`, whatever other attributes stand between.
fn tests_of(text: &str) -> Vec<String> {
    let mut marked = false;
    let mut names = Vec::new();
    for line in text.lines().map(str::trim) {
        if line == "#[test]" {
            marked = true;
        } else if let Some(rest) = line.strip_prefix("fn ").filter(|_| marked) {
            names.extend(rest.split('(').next().map(ToOwned::to_owned));
            marked = false;
        }
    }
    names
}

fn all_tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    tests(&root().join("tests/it"), "", "", &mut names);
    tests(&root().join("src"), "", "tests::", &mut names);
    names
}

/// The pieces between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// What is wrong with a piece of the third column: it is a command, a setting, or a file.
fn unknown(piece: &str) -> Option<String> {
    if piece.starts_with("amends ") {
        let parsed = grammar(Lang::En).try_get_matches_from(piece.split_whitespace());
        return match parsed {
            Err(error) if error.kind() != ErrorKind::MissingRequiredArgument => Some(format!("{piece}: {error}")),
            _ => None,
        };
    }
    if piece.starts_with('[') {
        let page = std::fs::read_to_string(root().join("docs/format.md")).unwrap();
        return (!page.contains(piece)).then(|| format!("{piece}: no setting of docs/format.md"));
    }
    let path = Path::new(piece);
    let inside = !path.is_absolute() && !piece.contains("..");
    (!inside || !root().join(path).exists()).then(|| format!("{piece}: no such file"))
}

/// Everything that is wrong with a table.
fn faults(page: &str, ids: &[String], tests: &BTreeSet<String>) -> Vec<String> {
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter_map(|l| l.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|l| l.split(" | ").map(str::trim).collect())
        .filter(|cells: &Vec<&str>| cells[0] != "id")
        .collect();
    let found: Vec<&str> = rows.iter().map(|cells| cells[0]).collect();
    let mut faults = Vec::new();
    if found != ids {
        let wrong = found.iter().zip(ids).find(|(found, id)| found != id);
        faults.push(format!("{} rows for {} ids; the first wrong one: {wrong:?}", found.len(), ids.len()));
    }
    for cells in rows {
        let &[id, asks, carried, test] = cells.as_slice() else {
            faults.push(format!("{}: {} cells", cells[0], cells.len()));
            continue;
        };
        if asks.is_empty() || carried.is_empty() {
            faults.push(format!("{id}: an empty cell"));
        }
        faults.extend(quoted(carried).into_iter().filter_map(unknown).map(|fault| format!("{id}: {fault}")));
        if test == "-" {
            if carried.split_whitespace().count() < 3 {
                faults.push(format!("{id}: neither a test nor a reason"));
            }
            continue;
        }
        let names = quoted(test);
        if names.is_empty() || test.split('`').step_by(2).any(|between| !["", ", "].contains(&between)) {
            faults.push(format!("{id}: not a list of tests: {test}"));
        }
        faults.extend(names.iter().filter(|n| !tests.contains(**n)).map(|n| format!("{id}: no test is called {n}")));
    }
    faults
}

#[test]
fn every_rule_field_and_procedure_has_its_row_and_what_it_names_is_there() {
    let page = std::fs::read_to_string(root().join("docs/sources.md")).unwrap();
    let faults = faults(&page, &ids(), &all_tests());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_wrong_row_is_noticed() {
    let ids = ["R01", "R02"].map(ToOwned::to_owned);
    let tests = BTreeSet::from(["money::bands::edges".to_owned()]);
    let good = "| R01 | a | `amends overdue --kind feedback`, `docs/format.md`, `[signals]` | `money::bands::edges` |";
    let also = "| R02 | b | manner of a person | - |";
    let page = |first: &str, second: &str| {
        format!("| id | what it asks | carried by | test |\n|---|---|---|---|\n{first}\n{second}\n")
    };
    assert_eq!(faults(&page(good, also), &ids, &tests), [""; 0]);
    for (first, second, fault) in [
        (good, "", "1 rows for 2 ids"),
        (also, good, "the first wrong one: Some((\"R02\", \"R01\"))"),
        (good, "| R02-R09 | b | manner of a person | - |", "R02-R09"),
        (good, "| R02 | b | manner of a person | `money::bands::edge` |", "no test is called money::bands::edge"),
        (good, "| R02 | b | manner of a person | money::bands::edges |", "not a list of tests"),
        (good, "| R02 | b | too short | - |", "neither a test nor a reason"),
        (good, "| R02 | b | `amends overdu` of all cases | - |", "amends overdu"),
        (good, "| R02 | b | `amends overdue --kid feedback` of all | - |", "--kid"),
        (good, "| R02 | b | see `docs/formats.md` for it | - |", "no such file"),
        (good, "| R02 | b | see `/etc/hostname` for it | - |", "no such file"),
        (good, "| R02 | b | see `[signal]` for it | - |", "no setting"),
        (good, "| R02 | b | manner of a person |", "3 cells"),
        (good, "| R02 |  | manner of a person | - |", "an empty cell"),
    ] {
        let found = faults(&page(first, second), &ids, &tests);
        assert!(found.iter().any(|f| f.contains(fault)), "{fault}: {found:?}");
    }
}

/// The names are read off the sources, so this test finds itself and one of the library.
#[test]
fn tests_are_found_by_their_names() {
    let names = all_tests();
    for name in ["sources::tests_are_found_by_their_names", "wording::fold::tests::width_case_and_blanks_are_levelled"]
    {
        assert!(names.contains(name), "{name}");
    }
    let text = "#[test]\n#[cfg(unix)]\nfn one() {}\nfn none() {}\n    #[test]\n    fn two(x in 0..9) {}\n";
    assert_eq!(tests_of(text), ["one", "two"]);
}
