//! The dependency rule of ARCHITECTURE.md, the size of files, and commands that nobody dispatches.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut queue = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = queue.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                queue.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The modules of ours that a file outside its tests names.
fn uses(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let mut found = BTreeSet::new();
    for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for piece in line.split("crate::").skip(1) {
            let name: String = piece.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            found.insert(name);
        }
    }
    found.remove("");
    found
}

#[test]
fn modules_import_only_what_the_dependency_rule_allows() {
    let rules: [(&str, &[&str]); 12] = [
        ("case", &["case", "playbook", "policy"]),
        ("playbook", &["case", "playbook", "policy"]),
        ("policy", &["case", "playbook", "policy"]),
        ("clock", &["case", "playbook", "policy", "clock"]),
        ("merge", &["case", "playbook", "policy", "merge"]),
        ("escalation", &["case", "playbook", "policy", "clock", "escalation"]),
        ("import", &["case", "playbook", "policy", "clock", "import"]),
        ("wording", &["case", "playbook", "policy", "clock", "wording"]),
        ("letter", &["case", "playbook", "policy", "clock", "letter", "wording"]),
        ("check", &["case", "playbook", "policy", "clock", "check"]),
        // What a report shows is masked by the forms that `check` knows, in texts levelled as `wording` does.
        ("report", &["case", "playbook", "policy", "clock", "check", "wording", "report"]),
        ("render", &["case", "playbook", "policy", "clock", "report", "render"]),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut looked_at = 0;
    for path in sources() {
        let module = path.strip_prefix(&root).unwrap().components().next().unwrap();
        let module = module.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        let Some((_, allowed)) = rules.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        looked_at += 1;
        for used in uses(&std::fs::read_to_string(&path).unwrap()) {
            assert!(allowed.contains(&used.as_str()), "{} uses crate::{used}", path.display());
        }
    }
    assert!(looked_at > 30, "the rule looked at {looked_at} files only");
}

#[test]
fn every_command_file_is_dispatched() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cli = std::fs::read_to_string(root.join("src/cli.rs")).unwrap();
    for path in sources().iter().filter(|p| p.parent().unwrap().ends_with("commands")) {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if text.contains("pub fn run(") {
            assert!(cli.contains(&format!("{name}::run(args, ctx, output)")), "{name} is never run");
        }
    }
}

#[test]
fn every_file_of_calendars_is_embedded_and_named_in_the_help() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("calendars");
    let mut files: Vec<String> = std::fs::read_dir(root)
        .unwrap()
        .flatten()
        .map(|e| e.path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut embedded: Vec<&str> = amends::policy::holidays::HOLIDAYS.iter().map(|(id, _)| *id).collect();
    files.sort();
    embedded.sort_unstable();
    assert_eq!(files, embedded);
    let chinese = amends::text::help::zh("calendar import", "files").unwrap();
    let grammar = amends::cli::grammar(amends::policy::Lang::En);
    let import = grammar.find_subcommand("calendar").and_then(|c| c.find_subcommand("import")).unwrap();
    let english = import.get_arguments().find(|a| a.get_id() == "files").unwrap().get_help().unwrap().to_string();
    for id in embedded {
        assert!(english.contains(id) && chinese.contains(id), "{id} is not in the help of import");
    }
}

#[test]
fn every_file_of_playbooks_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbooks");
    let mut files: Vec<String> = std::fs::read_dir(root)
        .unwrap()
        .flatten()
        .map(|e| e.path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut embedded: Vec<String> = amends::playbook::builtin::BUILTIN.iter().map(|(id, _)| (*id).to_owned()).collect();
    files.sort();
    embedded.sort();
    assert_eq!(files, embedded);
}
