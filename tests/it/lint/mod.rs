//! `lint`: what is found in outgoing texts, what isn't, and what is said of it.

mod articles;
mod command;
mod money;
mod near_misses;
mod rules;

use crate::scene::Scene;
use amends::wording::phrases::{Grade, PhraseFile};
use amends::wording::{Hit, Phrasebook, Set, Subject, lint};

/// The built-in rules.
fn book() -> Phrasebook {
    Phrasebook::of(PhraseFile::default())
}

/// What the built-in rules find in a message.
fn found(text: &str) -> Vec<Hit> {
    lint(text, &Subject::default(), &book())
}

/// The ids of the rules of a set that find something in a message.
fn by_set(text: &str, set: Set) -> Vec<String> {
    found(text).into_iter().filter(|h| h.set == set).map(|h| h.rule).collect()
}

fn warnings(text: &str) -> Vec<String> {
    found(text).into_iter().filter(|h| h.grade == Grade::Warning).map(|h| format!("{}: {}", h.rule, h.words)).collect()
}

/// Runs `lint` over a text of a file.
fn run(scene: &Scene, text: &str, args: &[&str]) -> crate::scene::Ran {
    scene.write("text.txt", text);
    let mut all = vec!["lint", "text.txt"];
    all.extend(args);
    scene.now(&all)
}
