//! What must hold of any text whatsoever, a function a reader. The corpus goes through them in the tests, mutations of
//! it in `cargo bench --bench fuzz`.

mod case;
mod config;
mod edit;
mod feed;
mod judging;
mod merge;
mod time;

use amends::case::{Place, Span};
use amends::render::problem::Problem;

/// A reader and what must hold of whatever it reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    /// Its name, and that of its folder in the corpus.
    pub(crate) name: &'static str,
    /// Holds a text against the oracle: what class of text it is, or what does not hold.
    pub(crate) oracle: fn(&str) -> Verdict,
    /// Whether its corpus is a file a text, or a line a text.
    pub(crate) by_line: bool,
}

/// What kind of text it was, in a few words that are the same for texts of the same kind; or what does not hold of it.
pub(crate) type Verdict = Result<String, String>;

/// Every reader; the next one is a line here and a folder in `tests/corpus`.
pub(crate) const TARGETS: [Target; 8] = [
    Target { name: "case", oracle: case::case, by_line: false },
    Target { name: "playbook", oracle: config::playbook, by_line: false },
    Target { name: "policy", oracle: config::policy, by_line: false },
    Target { name: "calendar", oracle: config::calendar, by_line: false },
    Target { name: "feed", oracle: feed::feed, by_line: false },
    Target { name: "merge", oracle: merge::merge, by_line: false },
    Target { name: "edit", oracle: edit::edit, by_line: false },
    Target { name: "time", oracle: time::time, by_line: true },
];

/// What a verdict says about a text that was taken.
pub(crate) const TAKEN: &str = "taken";

/// So many faults of a text are named by the program.
const NAMED: usize = 200;

/// A place that is in the text, and a message that shows it.
fn said_soundly(text: &str, span: Span, message: [String; 2]) -> Result<(), String> {
    if span.start > text.len() || !text.is_char_boundary(span.start) {
        return Err(format!("a fault at byte {} of {}, in the middle of nothing", span.start, text.len()));
    }
    for message in message {
        let place = Place::of("a.yaml", text, span);
        let lines = text.matches('\n').count() + 1;
        if place.line == 0 || place.line > lines || place.width == 0 {
            return Err(format!("a fault at {place}, {lines} lines"));
        }
        if message.trim().is_empty() {
            return Err("a fault without words".to_owned());
        }
        harmless(&Problem { place, code: None, message, help: None })?;
    }
    Ok(())
}

/// A problem is shown without a character that a terminal would obey.
fn harmless(problem: &Problem) -> Result<(), String> {
    for shown in [problem.line(), problem.full()] {
        if let Some(c) = shown.chars().find(|c| *c != '\n' && amends::case::write::needs_escape(*c)) {
            return Err(format!("a message with the character {c:?}: {shown:?}"));
        }
    }
    Ok(())
}

/// The first words of what `Debug` shows: the variant without its values.
fn variant(value: &impl std::fmt::Debug) -> String {
    let shown = format!("{value:?}");
    shown.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_owned()
}

/// The kinds of faults, each once.
fn kinds<'k, K: std::fmt::Debug + 'k>(faults: impl Iterator<Item = &'k K>) -> String {
    let mut kinds: Vec<String> = faults.map(variant).collect();
    kinds.sort();
    kinds.dedup();
    kinds.join(" ")
}
