//! `check --fix`: the harmless leftovers of merges and formatters.

use super::append::{WriteFailure, Writing};
use super::load::{Loaded, read_text};
use super::write::{Existing, sweep};
use super::yaml::read_yaml;
use crate::case::place::Lines;
use crate::case::raw::{RawCase, RawEvent, same_pairs};
use crate::case::read::{is_redacted, read_case, several_lines, spelled};
use crate::case::{Case, Event};
use std::collections::HashMap;
use std::ops::Range;

/// What can be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mending {
    /// A line that stands twice; one of them goes.
    RepeatedLine,
    /// The full text of an event that was redacted elsewhere; it goes.
    UnredactedLine,
    /// An event spread over several lines; it goes back on one.
    OneLine,
}

/// One thing that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// What.
    pub what: Mending,
    /// The event.
    pub event: String,
    /// Its line before.
    pub line: usize,
}

struct Edit {
    range: Range<usize>,
    new: String,
    mended: Mended,
}

impl Writing<'_> {
    /// Removes the temporary files that killed processes left beside the cases.
    pub fn sweep(&self) {
        self.workspace().case_folders().iter().for_each(|folder| sweep(folder));
    }

    /// Mends a case that was read under this lock. `false` beside what was mended: written, but the folder wasn't synced.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn mend(&self, loaded: &Loaded, random: u64) -> Result<(Vec<Mended>, bool), WriteFailure> {
        let Some((text, mended)) = mend_text(&loaded.text) else { return Ok((Vec::new(), true)) };
        let synced = self.replace(&loaded.path, &text, Existing::Replace, random)?;
        Ok((mended, synced))
    }
}

/// What would be mended in a case.
#[must_use]
pub fn mendable(loaded: &Loaded) -> Vec<Mended> {
    mend_text(&loaded.text).map(|(_, mended)| mended).unwrap_or_default()
}

/// The mended text, or `None` when there is nothing to mend or it can't be done without a doubt.
#[must_use]
pub fn mend_text(text: &str) -> Option<(String, Vec<Mended>)> {
    let raw = read_yaml(text).ok()?;
    let before = read_case(&raw).case?;
    let mut edits = edits(text, &raw, &before);
    edits.sort_by_key(|e| e.range.start);
    if edits.is_empty() {
        return None;
    }
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in &edits {
        new.push_str(&text[at..edit.range.start]);
        new.push_str(&edit.new);
        at = edit.range.end;
    }
    new.push_str(&text[at..]);
    // Mending must not change what the case says.
    let after = read_text(&new).case?;
    let same = same_case(&before, &after) && read_yaml(&new).is_ok_and(|r| super::second_opinion(&new, &r).is_ok());
    same.then(|| (new, edits.into_iter().map(|e| e.mended).collect()))
}

fn same_case(a: &Case, b: &Case) -> bool {
    let sorted = |c: &Case| {
        let mut events = c.events.clone();
        events.sort_by(|x, y| x.id.cmp(&y.id));
        events
    };
    a.header == b.header && sorted(a) == sorted(b)
}

fn edits(text: &str, raw: &RawCase<'_>, case: &Case) -> Vec<Edit> {
    let mut edits = Vec::new();
    let events = raw.events();
    let several = several_lines(events);
    let mut met: HashMap<(&str, String), Vec<&RawEvent<'_>>> = HashMap::new();
    let lines = Lines::of(text);
    let typed: HashMap<&str, &Event> = case.events.iter().map(|e| (e.id.as_str(), e)).collect();
    for event in events {
        let Some(id) = event.scalar("id") else {
            continue;
        };
        let mended = |what| Mended { what, event: id.to_owned(), line: lines.number(event.span.start) };
        let (mut repeated, mut redacted_elsewhere) = (false, false);
        if let Some(same) = several.get(id) {
            let earlier = met.entry((id, spelled(event))).or_default();
            repeated = earlier.iter().any(|o| same_pairs(&o.pairs, &event.pairs));
            redacted_elsewhere = same.redacted && !is_redacted(event);
            earlier.push(event);
        }
        let what = match (repeated, redacted_elsewhere) {
            (true, _) => Some(Mending::RepeatedLine),
            (_, true) => Some(Mending::UnredactedLine),
            _ => None,
        };
        if let Some(what) = what {
            if let Some(range) = own_lines(text, event, true) {
                // A remark behind the line stays, on a line of its own.
                let remark = text[event.span.end.min(range.end)..range.end].trim_start_matches([' ', '\t']);
                let new = if remark.starts_with('#') {
                    format!("{}{remark}", blanks(text, range.start))
                } else {
                    String::new()
                };
                edits.push(Edit { range, new, mended: mended(what) });
            }
            continue;
        }
        if (!event.one_line || !event.flow)
            && let (Some(typed), Some(range)) = (typed.get(id), own_lines(text, event, false))
        {
            edits.push(Edit { range, new: typed.to_line(), mended: mended(Mending::OneLine) });
        }
    }
    edits
}

/// The bytes of an event, with its dash and line ends if `whole`; `None` when a comment would be lost with them.
fn own_lines(text: &str, event: &RawEvent<'_>, whole: bool) -> Option<Range<usize>> {
    let start = event.span.start;
    // The span of a block mapping ends where the next thing begins.
    let end = start + text[start..event.span.end].trim_end().len();
    let body = &text[start..end];
    let multi_line_comment =
        body.contains('\n') && body.lines().any(|l| l.trim_start().starts_with('#') || l.contains(" #"));
    if multi_line_comment {
        return None;
    }
    if !whole {
        return Some(start..end);
    }
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |i| end + i + 1);
    let dash_only = text[line_start..start].trim() == "-";
    let behind = text[end..line_end].trim();
    (dash_only && (behind.is_empty() || behind.starts_with('#'))).then_some(line_start..line_end)
}

/// The blanks that a line begins with.
fn blanks(text: &str, line_start: usize) -> &str {
    let line = &text[line_start..];
    &line[..line.len() - line.trim_start_matches(' ').len()]
}
