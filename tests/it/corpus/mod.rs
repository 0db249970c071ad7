//! The corpus: small texts of every kind, sound ones and nasty ones, held against what must hold of any text.
//! `cargo bench --bench fuzz` begins with them.

pub(crate) mod oracles;

use crate::scene::Scene;
use oracles::{TAKEN, TARGETS, Target};
use std::path::{Path, PathBuf};

/// The files of a target's folder, in the order of their names.
fn files(target: &Target) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(target.name);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

/// What is called `good` is taken, what is called `bad` is refused, and everything is one or the other.
#[test]
fn the_corpus_is_taken_or_refused_as_it_is_called() {
    let mut report = String::new();
    for target in TARGETS {
        let files = files(&target);
        assert!(files.len() > 1, "no corpus for {}", target.name);
        for file in files {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&file).unwrap();
            let texts: Vec<&str> = if target.by_line { text.lines().collect() } else { vec![&text] };
            for text in texts {
                let verdict = (target.oracle)(text);
                let right = match &verdict {
                    // What is sound is so to both parsers, or nothing could be added to it.
                    Ok(class) if name.starts_with("good") => class.contains(TAKEN) && !class.contains("agreed false"),
                    Ok(class) => name.starts_with("bad") && !class.contains(TAKEN),
                    Err(_) => false,
                };
                if !right {
                    let start: String = text.chars().take(60).collect();
                    report.push_str(&format!("{}/{name}: {start:?}: {verdict:?}\n", target.name));
                }
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// What a file quotes with an escape is not the character itself on the screen.
#[test]
fn an_escaped_key_reaches_no_terminal() {
    let (scene, id) = Scene::with_case();
    let event = "  - {id: zz, at: 2026-11-22T08:00:00+08:00, by: wang, do: note, note: x, \"\\e[31m\\u202e\": 1}\n";
    for (name, text, code) in [
        (format!("cases/2026/11/{id}.yaml"), scene.case(&id) + event, 3),
        (format!("cases/2026/11/{id}.yaml"), "\"\\e[31m\\u202e\": 1\n".to_owned() + &scene.case(&id), 0),
        ("amends.toml".to_owned(), "format = 1\n\"\\u001b[31m\\u202e\" = 1\n".to_owned(), 1),
    ] {
        let old = std::fs::read(scene.root().join(&name)).unwrap();
        scene.write(&name, text);
        for format in ["table", "tsv", "json"] {
            let ran = scene.now(&["check", "--format", format]).expect(code);
            assert!(ran.out.contains("[31m"), "{}", ran.out);
            assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{}", ran.out);
        }
        scene.write(&name, old);
    }
}

/// A file of nothing but faults is named with the first of them.
#[test]
fn a_file_full_of_faults_is_named_by_the_first() {
    let (scene, id) = Scene::with_case();
    let faulty: String = (0..1010).map(|n| format!("  - {{id: n{n}}}\n")).collect();
    scene.write(&format!("cases/2026/11/{id}.yaml"), scene.case(&id) + &faulty);
    scene.write("playbooks/x.toml", "id = \"x\"\n".to_owned() + &"[[step]]\n".repeat(1010));
    let check = scene.now(&["check"]).expect(3);
    for file in [&format!("cases/2026/11/{id}.yaml"), "playbooks/x.toml"] {
        let named = check.out.lines().filter(|l| l.starts_with(file)).count();
        assert_eq!(named, 101, "{file}");
    }
    assert!(check.out.contains("`n0`") || check.out.contains("{id: n0}"), "the first is among them");
}

/// A formatter's spreading is undone also where a field's text stands without quotes.
#[test]
fn an_event_with_a_plain_text_goes_back_on_one_line() {
    let text = include_str!("../../corpus/case/good-plain-facts.yaml");
    let (mended, _) = amends::store::mend_text(text).expect("something to mend");
    let line = mended.lines().last().unwrap();
    assert!(
        line.contains("facts: {cause: \"取\", day: 2026-11-22, hour: 2026-11-22T09:02:00Z, many: [x, \"取\"]"),
        "{line}"
    );
    assert!(line.starts_with("  - {id: f1, ") && line.ends_with("sum: 480.00}}"), "{line}");
}
