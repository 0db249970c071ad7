//! New lines in an old file: only bytes are added, none is changed.

use super::yaml::read_yaml;
use crate::case::raw::{RawEvent, RawLog};
use crate::case::{Event, Fault, Span};

/// Why a line can't be added safely; the user edits by hand then.
#[derive(Debug)]
pub(super) enum Unsafe {
    /// The file has a fault.
    Fault(Fault),
    /// The log is missing, empty, or not one dash an event.
    LogShape(Span),
    /// The last event is not in braces.
    LastEvent(Span),
    /// Something else than blanks and a dash stands before the last event.
    Prefix(Span),
    /// Something else than a comment stands behind it.
    Behind(Span),
}

/// The text with the events appended to its log, one a line.
///
/// # Errors
/// When the file can't be spliced safely.
pub(super) fn append(text: &str, events: &[Event]) -> Result<String, Unsafe> {
    let raw = read_yaml(text).map_err(Unsafe::Fault)?;
    let last = match &raw.log {
        RawLog::Block(list) => list.last(),
        RawLog::Missing | RawLog::Flow(..) | RawLog::Other(_) => None,
    };
    let Some(last) = last else {
        return Err(Unsafe::LogShape(raw.log_key.unwrap_or_default()));
    };
    let (prefix, at) = line_of(text, last)?;
    let eol = eol_at(text, at);
    let missing_end = !text[..at].ends_with('\n');
    let mut out = String::with_capacity(text.len() + 256 * events.len());
    out.push_str(&text[..at]);
    for event in events {
        // A file without a final line end stays one: the new line is set off instead of closed.
        if missing_end {
            out.push_str(eol);
        }
        out.push_str(prefix);
        out.push_str(&event.to_line());
        if !missing_end {
            out.push_str(eol);
        }
    }
    out.push_str(&text[at..]);
    Ok(out)
}

/// What stands before the last event's brace on its line, and where the line after it begins.
fn line_of<'t>(text: &'t str, last: &RawEvent<'_>) -> Result<(&'t str, usize), Unsafe> {
    if !last.flow {
        return Err(Unsafe::LastEvent(last.span));
    }
    let line_start = text[..last.span.start].rfind('\n').map_or(0, |i| i + 1);
    let prefix = &text[line_start..last.span.start];
    let dashed = prefix
        .trim_start_matches(' ')
        .strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b == b' '));
    if !dashed {
        return Err(Unsafe::Prefix(Span { start: line_start, end: last.span.start }));
    }
    let line_end = text[last.span.end..].find('\n').map_or(text.len(), |i| last.span.end + i + 1);
    let behind = text[last.span.end..line_end].trim();
    if !behind.is_empty() && !behind.starts_with('#') {
        return Err(Unsafe::Behind(Span { start: last.span.end, end: line_end }));
    }
    Ok((prefix, line_end))
}

/// The end of the line before `at`, or of the line before that when the file lacks its last one.
fn eol_at(text: &str, at: usize) -> &'static str {
    let before = &text[..at];
    let upto = if before.ends_with('\n') { before.len() } else { before.rfind('\n').map_or(0, |i| i + 1) };
    if before[..upto].ends_with("\r\n") { "\r\n" } else { "\n" }
}
