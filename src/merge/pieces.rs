//! A text taken apart without losing a byte: keys, events, and the comments that belong to them.

use super::Side;
use crate::case::Span;
use crate::case::conflict::{CONFLICTS, Conflict, conflicts_of};
use crate::case::raw::{Node, RawEvent, RawLog, Value};
use crate::case::read::is_redacted;
use crate::case::stamp::parse_stamp;
use std::ops::Range;

/// A version in pieces.
pub(super) struct Pieces<'s> {
    /// What stands before the first key and its comments, `---` included.
    pub(super) preamble: &'s str,
    /// The keys in their order, `log` among them, `conflicts` not.
    pub(super) keys: Vec<KeyPiece<'s>>,
    /// What an earlier merge left to be settled.
    pub(super) conflicts: Vec<Conflict>,
    /// What people remarked on it, a line each.
    pub(super) remarks: String,
    /// The events in their order.
    pub(super) events: Vec<EventPiece<'s>>,
    /// The comments below the last event that belong to no key after it.
    pub(super) log_tail: &'s str,
    /// What stands below everything, `...` included.
    pub(super) trailer: &'s str,
}

/// A key of the header.
#[derive(Clone, Copy)]
pub(super) struct KeyPiece<'s> {
    pub(super) name: &'s str,
    /// The comments above it.
    pub(super) lead: &'s str,
    /// Key and value.
    pub(super) core: &'s str,
    /// What stands behind the value on its last line.
    pub(super) behind: &'s str,
    /// The blank lines below.
    pub(super) tail: &'s str,
    /// It has no line end of its own: it reaches to the next key, blank lines included.
    pub(super) reaches: bool,
    /// The value; `log` has none here.
    pub(super) value: Option<&'s Value<'s>>,
}

/// An event.
#[derive(Clone, Copy)]
pub(super) struct EventPiece<'s> {
    pub(super) id: &'s str,
    /// Its time in seconds, for the order.
    pub(super) at: Option<i64>,
    /// The comments above it.
    pub(super) lead: &'s str,
    /// The blanks before its dash.
    pub(super) indent: &'s str,
    /// The dash and the blanks behind it.
    pub(super) dash: &'s str,
    /// The event itself.
    pub(super) core: &'s str,
    /// What stands behind it on its last line.
    pub(super) behind: &'s str,
    pub(super) redacted: bool,
    pub(super) raw: &'s RawEvent<'s>,
}

/// Takes a version apart; `None` when it isn't laid out line by line.
pub(super) fn cut<'s>(side: &Side<'s>) -> Option<Pieces<'s>> {
    let Side { text, raw } = *side;
    let RawLog::Block(events) = &raw.log else { return None };
    let mut marks: Vec<(&'s str, Span, Option<&'s Node<'s>>)> =
        raw.header.iter().map(|(k, n)| (&*k.text, k.span, Some(n))).collect();
    marks.push(("log", raw.log_key?, None));
    marks.sort_by_key(|(_, span, _)| span.start);
    let (first, last) = (events.first()?, events.last()?);
    let mut leads = Vec::with_capacity(marks.len());
    for (i, (_, span, _)) in marks.iter().enumerate() {
        let line = line_start(text, span.start);
        if !matches!(&text[line..span.start], "" | "? ") {
            return None;
        }
        let bound = i.checked_sub(1).map_or(0, |p| content_end(text, &marks[p], last));
        leads.push(lead_start(text, line, bound.min(line), |l| l.starts_with('#')));
    }
    let end = content_end(text, marks.last()?, last);
    let trailer = lead_start(text, text.len(), end.min(text.len()), |l| l.starts_with('#') || l == "...\n");
    let mut pieces = Pieces { preamble: &text[..*leads.first()?], trailer: &text[trailer..], ..Pieces::default() };
    for (i, (name, span, node)) in marks.iter().enumerate() {
        let until = leads.get(i + 1).copied().unwrap_or(trailer);
        let line = line_start(text, span.start);
        let lead = &text[leads[i]..line];
        let whole = &text[line..until];
        let Some(node) = node else {
            let colon = span.end + 1;
            let line_end = after_line(text, colon);
            let behind = &text[colon..line_end - 1];
            let first_line = line_start(text, first.span.start);
            if &text[span.end..colon] != ":" || !is_remark(behind) || first_line < line_end {
                return None;
            }
            let (core, tail, value) = (&text[line..colon], "", None);
            pieces.keys.push(KeyPiece { name, lead, core, behind, tail, reaches: false, value });
            let mut at = line_end;
            for event in events {
                let (piece, after) = event_piece(text, at, event)?;
                pieces.events.push(piece);
                at = after;
            }
            pieces.log_tail = text.get(at..until)?;
            continue;
        };
        if *name == CONFLICTS
            && let Some(listed) = conflicts_of(node)
        {
            pieces.conflicts = listed;
            pieces.remarks = remarks_on(text, leads[i]..until, node);
            continue;
        }
        let value = Some(&node.value);
        let piece = match exact_end(text, *span, node) {
            Some(end) => {
                let line_end = after_line(text, end);
                let (core, behind, tail) = (&text[line..end], &text[end..line_end - 1], &text[line_end..until]);
                KeyPiece { name, lead, core, behind, tail, reaches: false, value }
            }
            None => {
                let core = whole.strip_suffix('\n')?;
                KeyPiece { name, lead, core, behind: "", tail: "", reaches: true, value }
            }
        };
        pieces.keys.push(piece);
    }
    Some(pieces)
}

/// An event that stands somewhere behind `from`, and where the line after it begins.
fn event_piece<'s>(text: &'s str, from: usize, event: &'s RawEvent<'s>) -> Option<(EventPiece<'s>, usize)> {
    let line = line_start(text, event.span.start);
    let prefix = &text[line..event.span.start];
    let dash_at = prefix.find('-')?;
    let (indent, dash) = prefix.split_at(dash_at);
    let dashed = indent.bytes().all(|b| b == b' ') && dash.len() > 1 && dash[1..].bytes().all(|b| b == b' ');
    let end = if event.flow { event.span.end } else { event.span.start + block_length(text, event.span) };
    let after = after_line(text, end);
    let (lead, behind) = (text.get(from..line)?, text.get(end..after - 1)?);
    if !dashed || !is_remark(behind) || !lead.lines().all(is_remark) {
        return None;
    }
    let id = event.scalar("id").unwrap_or(&text[event.span.start..end]);
    let at = event.scalar("at").and_then(parse_stamp).map(|at| at.timestamp());
    let core = &text[event.span.start..end];
    let redacted = is_redacted(event);
    Some((EventPiece { id, at, lead, indent, dash, core, behind, redacted, raw: event }, after))
}

/// The length of a block mapping without the blank lines and comments that the parser counts in.
fn block_length(text: &str, span: Span) -> usize {
    let mut body = text[span.start..span.end].trim_end();
    while let Some((before, line)) = body.rsplit_once('\n') {
        if !is_remark(line) {
            break;
        }
        body = before.trim_end();
    }
    body.len()
}

/// The comments on the list of conflicts: those on lines of their own, and those behind an entry.
fn remarks_on(text: &str, lines: Range<usize>, node: &Node<'_>) -> String {
    let Value::List(entries) = &node.value else { return String::new() };
    let ends: Vec<usize> = entries.iter().map(|entry| entry.span.end).collect();
    let mut out = String::new();
    let mut at = lines.start;
    for line in text[lines].split_inclusive('\n') {
        let behind = ends.iter().find(|end| (at..at + line.len()).contains(*end)).map_or(line, |end| &line[end - at..]);
        at += line.len();
        if is_remark(behind) && !behind.trim().is_empty() {
            out.push_str(behind.trim());
            out.push('\n');
        }
    }
    out
}

/// Whether a line holds nothing but blanks or a comment.
fn is_remark(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// Where a value ends, if it ends on a line of its own; block scalars and block collections reach to the next key.
fn exact_end(text: &str, key: Span, node: &Node<'_>) -> Option<usize> {
    let Span { start, end } = node.span;
    // The span of a block scalar begins with its text, which may begin with a quote.
    if text[key.end..start].contains(['|', '>']) {
        return None;
    }
    let first = text[start..end].chars().next()?;
    let exact = match &node.value {
        Value::Quoted(_) => matches!(first, '"' | '\''),
        Value::Plain(_) => true,
        Value::List(_) => first == '[',
        Value::Map(_) => first == '{',
    };
    (exact && is_remark(&text[end..after_line(text, end) - 1])).then_some(end)
}

/// No comment of the next key can begin before this.
fn content_end(text: &str, mark: &(&str, Span, Option<&Node<'_>>), last: &RawEvent<'_>) -> usize {
    let end = match mark.2 {
        None if last.flow => last.span.end,
        None => last.span.start + block_length(text, last.span),
        Some(node) => exact_end(text, mark.1, node).unwrap_or(mark.1.end),
    };
    after_line(text, end)
}

/// The first of the lines directly above `line` that `belongs`, with nothing but such lines and blank ones below it.
fn lead_start(text: &str, line: usize, bound: usize, belongs: impl Fn(&str) -> bool) -> usize {
    let (mut at, mut start) = (line, line);
    while at > bound {
        let above = line_start(text, at - 1);
        let this = &text[above..at];
        if above < bound || !(belongs(this) || this.trim().is_empty()) {
            break;
        }
        at = above;
        if belongs(this) {
            start = above;
        }
    }
    start
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |i| i + 1)
}

/// Where the line after the one at `at` begins. The text ends with a line end.
fn after_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |i| at + i + 1)
}
