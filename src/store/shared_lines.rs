//! The lines that three versions of a long log begin with: left out of the merge, put back behind it.
//!
//! A merge of two appended events would else read a log of thousands of lines four times over, with two parsers.

use super::bytes::look_over;
use super::plain_line::event_on;
use crate::case::raw::RawCase;
use std::collections::HashSet;

/// So many lines are worth it.
const WORTHWHILE: usize = 8;

/// Three versions without the lines they share.
pub(super) struct Shared<'t> {
    /// Base, ours, theirs, each without the lines.
    pub(super) texts: [String; 3],
    /// The line before them, which all versions have.
    first: &'t str,
    /// The lines.
    lines: &'t str,
    ids: HashSet<&'t str>,
}

/// Finds the event lines that stand first in all three logs; `None` when there are few. The first line that isn't as the
/// program writes them ends them.
pub(super) fn shared<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> Option<Shared<'t>> {
    let texts = [base, ours, theirs];
    let logs = [log_of(base)?, log_of(ours)?, log_of(theirs)?];
    let mut lines = logs.map(|at| at.1.split_inclusive('\n'));
    let (mut first, mut first_id, mut length, mut margin) = ("", "", 0, 0);
    let mut ids = HashSet::new();
    while let [Some(line), Some(second), Some(third)] = lines.each_mut().map(Iterator::next) {
        let Some(id) = event_on(line).filter(|_| line == second && line == third) else { break };
        let here = line.find('{').unwrap_or_default();
        if first.is_empty() {
            (first, first_id, margin) = (line, id, here);
        } else if here != margin || id == first_id || !ids.insert(id) {
            break;
        } else {
            length += line.len();
        }
    }
    let lines = &logs[0].1[first.len()..first.len() + length];
    if ids.len() < WORTHWHILE || look_over(lines).is_err() {
        return None;
    }
    let without = [0, 1, 2].map(|i| {
        let behind = &logs[i].1[first.len() + length..];
        format!("{}{first}{behind}", &texts[i][..logs[i].0])
    });
    Some(Shared { texts: without, first, lines, ids })
}

impl Shared<'_> {
    /// Whether a version says more about one of the lines further down: an edited or repeated event.
    pub(super) fn concerns(&self, raw: &RawCase<'_>) -> bool {
        raw.events().iter().any(|e| e.scalar("id").is_some_and(|id| self.ids.contains(id)))
    }

    /// The merged text with the lines back in their place; `None` when that isn't plain.
    pub(super) fn put_back(&self, merged: &str) -> Option<String> {
        let (start, log) = log_of(merged)?;
        let place = match log.strip_prefix(self.first) {
            Some(_) => start + self.first.len(),
            None => start + log.find(&format!("\n{}", self.first))? + 1 + self.first.len(),
        };
        Some(format!("{}{}{}", &merged[..place], self.lines, &merged[place..]))
    }
}

/// Where the lines below `log:` begin, and those lines; `None` when the key doesn't stand alone on its line.
fn log_of(text: &str) -> Option<(usize, &str)> {
    const KEY: &str = "\nlog:\n";
    let at = text.find(KEY)? + KEY.len();
    (!text[at..].contains("\nlog:")).then(|| (at, &text[at..]))
}
