//! From text to the spelled record: the events of the YAML parser with their spans, strictly.

use crate::case::raw::{Key, Node, Pair, RawCase, RawEvent, RawLog, Value};
use crate::case::{Fault, FaultKind, Span};
use granit_parser::{Event, Options, Parser, ScalarStyle, StructureStyle};
use std::collections::HashSet;

/// An event's braces may hold three levels; the event itself is the third level of the file.
const MAX_DEPTH: usize = 6;

struct Walker<'t> {
    parser: Parser<'t, granit_parser::StrInput<'t>>,
    text: &'t str,
}

type Step<'t> = (Event<'t>, Span, usize);

/// Reads the text of a case file.
///
/// # Errors
/// The first thing that is not in the format.
pub fn read_yaml(text: &str) -> Result<RawCase<'_>, Fault> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = 32;
    options.block_nesting_limit = 32;
    let mut walker = Walker { parser: Parser::new_from_str_with_options(text, options), text };
    let raw = walker.document();
    raw.map_err(|fault| explain(text, fault))
}

impl<'t> Walker<'t> {
    /// The next event with its bytes and its line.
    fn next(&mut self) -> Result<Step<'t>, Fault> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or_default();
                Ok((event, Span { start: range.start, end: range.end }, span.start.line()))
            }
            Some(Err(error)) => {
                let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
                let kind = FaultKind::Syntax { message: error.info() };
                Err(Fault::new(kind, Span { start: at, end: at + 1 }))
            }
            None => Ok((Event::StreamEnd, Span { start: self.text.len(), end: self.text.len() }, 0)),
        }
    }

    fn document(&mut self) -> Result<RawCase<'t>, Fault> {
        let mut raw = None;
        loop {
            let (event, span, _) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(_, Some(_)) => {
                    return Err(Fault::new(FaultKind::Directive, span));
                }
                Event::DocumentStart(_, None) if raw.is_some() => {
                    return Err(Fault::new(FaultKind::SecondDocument, span));
                }
                // The parser passes over directives that it doesn't know.
                Event::DocumentStart(_, None) if has_directive(&self.text[..span.start.min(self.text.len())]) => {
                    return Err(Fault::new(FaultKind::Directive, span));
                }
                Event::DocumentStart(_, None) => {}
                Event::StreamEnd => {
                    return raw.ok_or(Fault::new(FaultKind::Empty, Span::default()));
                }
                Event::MappingStart(_, anchor, tag) => {
                    plain(anchor, tag.is_some(), span)?;
                    raw = Some(self.top()?);
                }
                Event::Scalar(value, ..) if value.is_empty() || &*value == "~" => {
                    return Err(Fault::new(FaultKind::Empty, Span::default()));
                }
                _ => return Err(Fault::new(FaultKind::NotAMapping, span)),
            }
        }
    }

    /// The pairs of the outermost mapping; `log` is kept apart.
    fn top(&mut self) -> Result<RawCase<'t>, Fault> {
        let mut raw = RawCase { header: Vec::with_capacity(16), log_key: None, log: RawLog::Missing };
        let mut seen = Seen::default();
        while let Ok(key) = self.key_or_end(&raw.header, &mut seen)? {
            if key.text == "log" {
                if raw.log_key.is_some() {
                    return Err(Fault::new(FaultKind::DuplicateKey { key: "log".to_owned() }, key.span));
                }
                raw.log_key = Some(key.span);
                raw.log = self.log()?;
            } else {
                let (event, span, _) = self.next()?;
                let node = self.node(event, span, 2)?;
                raw.header.push((key, node));
            }
        }
        Ok(raw)
    }

    fn log(&mut self) -> Result<RawLog<'t>, Fault> {
        let (event, span, _) = self.next()?;
        let Event::SequenceStart(style, anchor, tag) = event else {
            let node = self.node(event, span, 2)?;
            return Ok(if node.value.is_null() { RawLog::Missing } else { RawLog::Other(node.span) });
        };
        plain(anchor, tag.is_some(), span)?;
        let mut events = Vec::with_capacity(16);
        loop {
            let (event, span, line) = self.next()?;
            match event {
                Event::SequenceEnd => {
                    return Ok(match style {
                        StructureStyle::Block => RawLog::Block(events),
                        StructureStyle::Flow => RawLog::Flow(events, span),
                    });
                }
                Event::MappingStart(style, anchor, tag) => {
                    plain(anchor, tag.is_some(), span)?;
                    let (pairs, end, end_line) = self.pairs(3)?;
                    events.push(RawEvent {
                        pairs,
                        span: Span { start: span.start, end: end.end },
                        flow: style == StructureStyle::Flow,
                        one_line: line == end_line,
                    });
                }
                other => {
                    let node = self.node(other, span, 3)?;
                    return Err(Fault::new(FaultKind::EventNotAMapping, node.span));
                }
            }
        }
    }

    /// The next key of a mapping, or the place and line of its end.
    fn key_or_end(&mut self, earlier: &[Pair<'t>], seen: &mut Seen) -> Result<Result<Key<'t>, (Span, usize)>, Fault> {
        let (event, span, line) = self.next()?;
        match event {
            Event::MappingEnd => Ok(Err((span, line))),
            Event::Scalar(text, style, anchor, tag) => {
                plain(anchor, tag.is_some(), span)?;
                // A key that isn't there has no bytes.
                let absent = text.is_empty() || span.start == span.end;
                if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) || absent {
                    return Err(Fault::new(FaultKind::OddKey, span));
                }
                if text == "<<" {
                    return Err(Fault::new(FaultKind::MergeKey, span));
                }
                if !seen.is_new(earlier, &text) {
                    return Err(Fault::new(FaultKind::DuplicateKey { key: text.into_owned() }, span));
                }
                Ok(Ok(Key { text, span }))
            }
            Event::Alias(_) => Err(Fault::new(FaultKind::Alias, span)),
            _ => Err(Fault::new(FaultKind::OddKey, span)),
        }
    }

    fn pairs(&mut self, depth: usize) -> Result<(Vec<Pair<'t>>, Span, usize), Fault> {
        let mut pairs = Vec::with_capacity(8);
        let mut seen = Seen::default();
        loop {
            match self.key_or_end(&pairs, &mut seen)? {
                Err((span, line)) => return Ok((pairs, span, line)),
                Ok(key) => {
                    let (event, span, _) = self.next()?;
                    let node = self.node(event, span, depth + 1)?;
                    pairs.push((key, node));
                }
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node<'t>, Fault> {
        if depth > MAX_DEPTH && !matches!(event, Event::Scalar(..)) {
            return Err(Fault::new(FaultKind::TooDeep, span));
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                plain(anchor, tag.is_some(), span)?;
                let value = if style == ScalarStyle::Plain { Value::Plain(text) } else { Value::Quoted(text) };
                Ok(Node { value, span })
            }
            Event::SequenceStart(_, anchor, tag) => {
                plain(anchor, tag.is_some(), span)?;
                let mut list = Vec::new();
                loop {
                    let (event, inner, _) = self.next()?;
                    if matches!(event, Event::SequenceEnd) {
                        let whole = Span { start: span.start, end: inner.end };
                        return Ok(Node { value: Value::List(list), span: whole });
                    }
                    list.push(self.node(event, inner, depth + 1)?);
                }
            }
            Event::MappingStart(_, anchor, tag) => {
                plain(anchor, tag.is_some(), span)?;
                let (pairs, end, _) = self.pairs(depth)?;
                Ok(Node { value: Value::Map(pairs), span: Span { start: span.start, end: end.end } })
            }
            Event::Alias(_) => Err(Fault::new(FaultKind::Alias, span)),
            _ => Err(Fault::new(FaultKind::NotAMapping, span)),
        }
    }
}

/// The keys of a large mapping, so that a million of them don't take a million squared comparisons.
#[derive(Default)]
struct Seen(HashSet<String>);

impl Seen {
    fn is_new(&mut self, earlier: &[Pair<'_>], key: &str) -> bool {
        const FEW: usize = 40;
        if earlier.len() < FEW {
            return !earlier.iter().any(|(k, _)| k.text == key);
        }
        if self.0.is_empty() {
            self.0.extend(earlier.iter().map(|(k, _)| k.text.clone().into_owned()));
        }
        self.0.insert(key.to_owned())
    }
}

/// Whether a line of what stands before a document is a directive.
fn has_directive(before: &str) -> bool {
    before.trim_start_matches('\u{feff}').lines().any(|line| line.starts_with('%'))
}

fn plain(anchor: usize, tagged: bool, span: Span) -> Result<(), Fault> {
    if anchor != 0 {
        return Err(Fault::new(FaultKind::Anchor, span));
    }
    if tagged {
        return Err(Fault::new(FaultKind::Tag, span));
    }
    Ok(())
}

/// The `&name` or `!tag` that stands before a node, as a word of its own.
fn word_before(text: &str, node: Span, mark: char) -> Span {
    let at = node.start.min(text.len());
    let Some(last) = text[..at].rfind(mark) else { return node };
    let start = text[..last].trim_end_matches(mark).len();
    let length = text[start..at].find(|c: char| c.is_whitespace() || "{}[],".contains(c)).unwrap_or(at - start);
    Span { start, end: start + length.max(1) }
}

/// Looks for the usual mistake behind a parser's complaint, and for the place where it was made.
fn explain(text: &str, fault: Fault) -> Fault {
    let span = fault.span;
    match fault.kind {
        FaultKind::Anchor => return Fault { span: word_before(text, span, '&'), ..fault },
        FaultKind::Tag => return Fault { span: word_before(text, span, '!'), ..fault },
        FaultKind::Directive => {
            let start = text.split_inclusive('\n').take_while(|l| !l.starts_with('%')).map(str::len).sum();
            return Fault { span: Span { start, end: text.len() }, ..fault };
        }
        _ => {}
    }
    let FaultKind::Syntax { message } = &fault.kind else { return fault };
    if message.contains("anchor") && message.contains("unknown") {
        return Fault::new(FaultKind::Alias, fault.span);
    }
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let here = |at: usize, kind| Fault::new(kind, Span { start: offset + at, end: offset + at + 1 });
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t')
            && fault.span.start >= offset
            && fault.span.start <= offset + line.len()
        {
            return here(tab, FaultKind::Tab);
        }
        if line.starts_with('%') && offset <= fault.span.start {
            return here(0, FaultKind::Directive);
        }
        if offset <= fault.span.start
            && let Some(kind_at) = unclosed(line)
        {
            return here(kind_at.1, kind_at.0);
        }
        offset += line.len();
    }
    fault
}

/// An event's line with a quote or brace that it opens and doesn't close, or a header line with such a quote.
fn unclosed(line: &str) -> Option<(FaultKind, usize)> {
    let body = line.trim_start();
    let start = line.len() - body.len();
    let event = body.strip_prefix("- ").is_some_and(|rest| rest.trim_start().starts_with('{'));
    let header = start == 0 && body.split_once(": ").is_some_and(|(_, v)| v.starts_with('"'));
    if !event && !header {
        return None;
    }
    let (mut quote, mut braces) = (None, Vec::new());
    let mut chars = line.char_indices();
    while let Some((i, c)) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => {
                chars.next();
            }
            (Some(_), '"') => quote = None,
            (None, '"') => quote = Some(i),
            (None, '#') if line[..i].ends_with(' ') => break,
            (None, '{' | '[') => braces.push(i),
            (None, '}' | ']') => {
                braces.pop();
            }
            _ => {}
        }
    }
    match (quote, braces.first()) {
        (Some(at), _) => Some((FaultKind::UnclosedQuote, at)),
        (None, Some(at)) if event => Some((FaultKind::UnclosedBrace, *at)),
        _ => None,
    }
}
