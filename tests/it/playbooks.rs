//! The built-in playbooks against their articles: enough checks in every step, both languages, words of their own.

use amends::playbook::builtin::BUILTIN;
use amends::playbook::{Gate, Playbook, read_playbook};
use amends::policy::Bilingual;
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// The five articles.
const ARTICLES: [&str; 5] = [
    "000_4809310785a76790.txt",
    "001_52a70a9ef859223e.txt",
    "002_91e85a0f1c7ddc31.txt",
    "003_eef2a683a2e73931.txt",
    "004_5309dec8c8e9e75f.txt",
];

/// What was counted in the articles: `tests/playbooks.toml`.
#[derive(Default)]
struct Counted {
    /// By playbook: the items of each step.
    items: BTreeMap<String, BTreeMap<String, usize>>,
    /// Texts of checks that playbooks may share, and which ones.
    shared: BTreeMap<String, BTreeSet<String>>,
}

fn counted() -> Counted {
    let mut all = Counted::default();
    let file: Table = include_str!("../playbooks.toml").parse().expect("TOML");
    for entry in tables(&file, "playbook") {
        let id = text(entry, "id");
        assert!(text(entry, "procedure").starts_with('P'), "{id} names its procedure");
        let items = entry["items"].as_table().expect("items");
        let items = items.iter().map(|(step, n)| (step.clone(), n.as_integer().unwrap().try_into().unwrap()));
        let twice = all.items.insert(id.clone(), items.collect());
        assert!(twice.is_none(), "{id} has two entries");
    }
    for entry in tables(&file, "shared") {
        let playbooks = entry["playbooks"].as_array().expect("playbooks");
        assert!(!text(entry, "why").is_empty(), "{}: why", text(entry, "text"));
        let playbooks = playbooks.iter().map(|p| p.as_str().unwrap().to_owned()).collect::<BTreeSet<_>>();
        all.shared.entry(text(entry, "text")).or_default().extend(playbooks);
    }
    all
}

fn tables<'t>(file: &'t Table, key: &str) -> Vec<&'t Table> {
    file.get(key).and_then(Value::as_array).into_iter().flatten().map(|v| v.as_table().expect("a table")).collect()
}

fn text(table: &Table, key: &str) -> String {
    table.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("{key} of {table}")).to_owned()
}

fn playbooks() -> Vec<Playbook> {
    let read = |(id, text): &(&str, &str)| {
        let (playbook, faults) = read_playbook(id, text);
        playbook.unwrap_or_else(|| panic!("{id}: {faults:?}"))
    };
    BUILTIN.iter().map(read).collect()
}

/// An overlay adds checks to a case that follows another playbook, and closes nothing itself.
fn is_overlay(playbook: &Playbook) -> bool {
    playbook.kind.as_str() == "overlay"
}

#[test]
fn every_playbook_was_counted_and_nothing_else() {
    let counted: Vec<String> = counted().items.into_keys().collect();
    let mut builtin: Vec<String> = playbooks().into_iter().map(|p| p.id).collect();
    builtin.sort();
    assert_eq!(counted, builtin);
}

#[test]
fn every_step_has_at_least_as_many_checks_as_its_paragraph_has_items() {
    let counted = counted().items;
    let mut wrong = Vec::new();
    for playbook in playbooks() {
        let mut items = counted.get(&playbook.id).cloned().unwrap_or_default();
        for step in &playbook.steps {
            match items.remove(&step.id) {
                None => wrong.push(format!("{}: {} was not counted", playbook.id, step.id)),
                Some(n) if step.checks.len() < n => {
                    wrong.push(format!("{}: {} has {} checks for {n} items", playbook.id, step.id, step.checks.len()));
                }
                Some(_) => {}
            }
        }
        wrong.extend(items.keys().map(|step| format!("{} has no step {step}", playbook.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_two_playbooks_share_a_check_unless_their_articles_do() {
    let shared = counted().shared;
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for playbook in playbooks() {
        for check in playbook.steps.iter().flat_map(|s| &s.checks) {
            for text in [&check.text.en, &check.text.zh].into_iter().flatten() {
                users.entry(text.clone()).or_default().insert(playbook.id.clone());
            }
        }
    }
    let wrong: Vec<String> = users
        .iter()
        .filter(|(text, users)| users.len() > 1 && !shared.get(*text).is_some_and(|s| users.is_subset(s)))
        .map(|(text, users)| format!("{text}: {users:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (text, playbooks) in &shared {
        assert_eq!(users.get(text), Some(playbooks), "listed as shared: {text}");
    }
}

#[test]
fn every_word_of_a_playbook_is_there_in_both_languages() {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for playbook in playbooks() {
        let mut texts: Vec<&Bilingual> = vec![&playbook.name];
        for step in &playbook.steps {
            texts.push(&step.name);
            texts.extend(&step.goal);
            texts.extend(&step.say);
            texts.extend(step.checks.iter().map(|c| &c.text));
            texts.extend(step.fields.iter().map(|f| &f.label));
            texts.extend(step.fields.iter().flat_map(|f| &f.options).map(|o| &o.name));
        }
        for text in texts {
            let en = text.en.as_deref().unwrap_or_else(|| panic!("{}: no English: {text:?}", playbook.id));
            let zh = text.zh.as_deref().unwrap_or_else(|| panic!("{}: no Chinese: {text:?}", playbook.id));
            assert!(en.chars().any(|c| c.is_ascii_alphabetic()) && !en.chars().any(chinese), "{}: {en}", playbook.id);
            assert!(zh.chars().any(chinese), "{}: {zh}", playbook.id);
            let half = zh.chars().find(|c| matches!(c, ',' | ';' | ':' | '?' | '!' | '(' | ')'));
            assert_eq!(half, None, "{}: half-width punctuation: {zh}", playbook.id);
        }
    }
}

#[test]
fn every_playbook_names_its_article() {
    for playbook in playbooks() {
        let source = playbook.source.unwrap_or_default();
        assert!(ARTICLES.contains(&source.as_str()), "{}: {source}", playbook.id);
    }
}

#[test]
fn no_case_is_closed_without_asking_the_customer_and_without_a_lesson() {
    for playbook in playbooks().iter().filter(|p| !is_overlay(p)) {
        for gate in [Gate::Satisfaction, Gate::Lesson] {
            assert!(playbook.close_requires.contains(&gate), "{} closes without {gate}", playbook.id);
        }
    }
    let classify = playbooks().into_iter().find(|p| p.id == "classify-five-step").unwrap();
    assert!(classify.close_requires.contains(&Gate::ToldTeam), "the department hears of it");
}
