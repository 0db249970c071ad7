//! What the strict reader passes over or refuses: comments and aliases.

use crate::case::Span;
use granit_parser::{Event, Options, Parser};

/// Whether a text refers to a part of itself, as far as it can be parsed.
#[must_use]
pub fn has_alias(text: &str) -> bool {
    let parser = Parser::new_from_str(text);
    parser.map_while(Result::ok).any(|(event, _)| matches!(event, Event::Alias(_)))
}

/// Where the comments of a sound text stand.
pub(super) fn comments(text: &str) -> Vec<Span> {
    let mut options = Options::default();
    options.set_emit_comments(true);
    let parser = Parser::new_from_str_with_options(text, options);
    let comment = |(event, span): (Event<'_>, granit_parser::Span)| match event {
        Event::Comment(..) => span.byte_range().map(|r| Span { start: r.start, end: r.end }),
        _ => None,
    };
    parser.map_while(Result::ok).filter_map(comment).collect()
}
