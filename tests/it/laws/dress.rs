//! The same record as people's editors, formatters and other programs leave it: comments, other quotes, block
//! scalars, other indents and line ends, keys of their own.

use amends::case::id::is_token;
use amends::case::write::{needs_escape, quoted};
use amends::case::{Case, Event};
use std::fmt::Write as _;

/// A row of decisions; what is past its end, and every zero, leaves the file as the program writes it.
pub(crate) struct Whims<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Whims<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// One of `n` ways; the first is the program's own.
    pub(crate) fn of(&mut self, n: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % n
    }

    /// Once in `n` times.
    pub(crate) fn once_in(&mut self, n: usize) -> bool {
        self.of(n) == 1
    }

    pub(crate) fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.of(list.len())]
    }
}

/// A file with a record in it.
pub(crate) struct Dressed {
    /// Up to the end of the line of the last event.
    pub(super) before: String,
    /// From there on.
    pub(super) after: String,
    /// What stands before the braces of the last event.
    pub(super) prefix: String,
    /// The line end to use.
    pub(super) line_end: &'static str,
    /// Whether a line can be added to the log.
    pub(super) open: bool,
}

impl Dressed {
    /// The whole file.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// The file as it has to be after these events were added.
    pub(super) fn with(&self, events: &[Event]) -> String {
        let mut out = self.before.clone();
        let unfinished = !out.ends_with('\n');
        for event in events {
            let line = format!("{}{}", self.prefix, event.to_line());
            let end = self.line_end;
            // Without a final line end the file goes on without one.
            let _ = if unfinished { write!(out, "{end}{line}") } else { write!(out, "{line}{end}") };
        }
        out + &self.after
    }
}

const COMMENTS: &[&str] = &[
    "",
    "#",
    "# a remark",
    "# title: \"not a key\"",
    "#   - {id: e0, at: 2026-11-21T14:00:00+08:00, by: wang, do: note, note: \"not an event\"}",
    "# 明天再打 👍🏽 \"quoted\" 'single' {brace [bracket | pipe > & * ! %",
    "#\ttab",
    "# log:",
    "# ---",
    "# \u{202e} \u{a0} \u{feff}",
];

const BEHIND: &[&str] = &["", " # a remark", "  # }", " # \"", "\t# after a tab", " # - {id: x}", "   ", " #"];

/// Header keys of other programs, each on lines of its own.
const KEYS_OF_OTHERS: &[&str] = &[
    "ticket: 17",
    "x-nothing: ~",
    "x-empty:",
    "x-null: null",
    "x-hex: 0x1F",
    "x-octal: 0o17",
    "x-zero: 007",
    "x-power: 1e3",
    "x-infinite: .inf",
    "x-plus: +1",
    "x-minus: -0",
    "x-half: .5",
    "x-large: 9223372036854775808",
    "x-under: 1_000",
    "x-time: 12:30",
    "x-date: 2026-11-22",
    "x-yes: yes",
    "x-capital: True",
    "x-decimals: 1.50",
    "x-map: {a: [1, {b: no}], \"c d\": 'it''s'}",
    "x-list:\n  - 1\n  - two",
    "x-flush:\n- 1\n- two",
    "x-nested:\n  inner:\n    - a: 1\n      b: 2",
    "x-literal: |2\n    deeper\n  less",
    "x-folded: >+\n  a\n\n  b",
    "x-plain: some words with 'quotes' and \"more\"",
    "x-lines: some words\n  that go on\n  for a while",
    "\"x quoted key\": 1",
    "'x-single': \"\\U0001F44D \\x41\"",
    "键: 值",
    "x-address: http://example.com/#a",
    "x-log: [{id: e0, do: note}]",
];

/// Texts whose form says what a parser has to make of them.
fn styled(text: &str, whims: &mut Whims<'_>) -> Vec<String> {
    let harmless = !text.chars().any(needs_escape);
    let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
    let no_controls = lines.iter().all(|l| !l.chars().any(needs_escape));
    let no_odd_blanks = lines.iter().all(|l| l.is_empty() || !l.trim().is_empty());
    let ends = text.bytes().rev().take_while(|b| *b == b'\n').count();
    let block = no_controls && no_odd_blanks && lines.first().is_some_and(|l| !l.trim().is_empty()) && ends < 2;
    let first_flush = lines.first().is_some_and(|l| !l.starts_with(char::is_whitespace));
    let flush = |l: &&str| !l.is_empty() && l.trim() == *l;
    let in_block = |head: String, lines: Vec<String>, behind: &str| {
        let body = lines.into_iter().map(|l| if l.is_empty() { l } else { format!("  {l}") });
        std::iter::once(format!("{head}{behind}")).chain(body).collect()
    };
    let own = |lines: &[&str]| lines.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
    let chomp = if ends == 0 { "-" } else { "" };
    match whims.of(8) {
        1 if harmless => vec![format!("'{}'{}", text.replace('\'', "''"), whims.one(BEHIND))],
        2 if is_token(text) || is_plain_chinese(text) => vec![format!("{text}{}", whims.one(BEHIND))],
        3 | 4 if block && first_flush => in_block(format!("|{chomp}"), own(&lines), whims.one(BEHIND)),
        5 if block => in_block(format!("|2{chomp}"), own(&lines), whims.one(BEHIND)),
        6 if block && lines.iter().all(flush) => {
            in_block(format!(">{chomp}"), folded(&lines, whims), whims.one(BEHIND))
        }
        7 => over_two_lines(text, whims),
        _ => vec![format!("{}{}", quoted(text), whims.one(BEHIND))],
    }
}

fn is_plain_chinese(text: &str) -> bool {
    text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The lines of a folded scalar: a line end is written as an empty line, and a blank may be a line end.
fn folded(lines: &[&str], whims: &mut Whims<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            out.push(String::new());
        }
        let broken = whims.once_in(2).then(|| line.split_once(' ')).flatten();
        match broken.filter(|(a, b)| !a.is_empty() && !b.starts_with(char::is_whitespace)) {
            Some((a, b)) => out.extend([a.to_owned(), b.to_owned()]),
            None => out.push((*line).to_owned()),
        }
    }
    out
}

/// A double-quoted text whose line end is escaped, where two letters stand side by side.
fn over_two_lines(text: &str, whims: &mut Whims<'_>) -> Vec<String> {
    let whole = quoted(text);
    let place = text
        .char_indices()
        .zip(text.chars().skip(1))
        .position(|((_, a), b)| a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && !text.contains('\\'));
    match place {
        Some(place) => {
            let cut = text.char_indices().nth(place + 1).map_or(text.len(), |(i, _)| i);
            let (a, b) = (quoted(&text[..cut]), quoted(&text[cut..]));
            vec![format!("{}\\", &a[..a.len() - 1]), format!("   {}{}", &b[1..], whims.one(BEHIND))]
        }
        None => vec![whole],
    }
}

fn key(name: &str, whims: &mut Whims<'_>) -> String {
    match whims.of(12) {
        1 => format!("\"{name}\""),
        2 => format!("'{name}'"),
        _ => name.to_owned(),
    }
}

/// A key with a value of one or more lines.
fn entry(name: &str, value: Vec<String>, whims: &mut Whims<'_>) -> Vec<String> {
    let key = key(name, whims);
    let gap = whims.one(&[" ", " ", " ", "  ", "\t "]);
    let mut value = value.into_iter();
    let first = value.next().unwrap_or_default();
    std::iter::once(format!("{key}:{gap}{first}")).chain(value).collect()
}

fn list(name: &str, items: &[String], whims: &mut Whims<'_>) -> Vec<String> {
    if whims.once_in(3) {
        let mut out = vec![format!("{name}:{}", whims.one(BEHIND))];
        for item in items {
            out.push(format!("  - {}{}", quoted(item), whims.one(BEHIND)));
        }
        return out;
    }
    let items: Vec<String> = items.iter().map(|i| quoted(i)).collect();
    entry(name, vec![format!("[{}]{}", items.join(", "), whims.one(BEHIND))], whims)
}

fn map(name: &str, pairs: &[(String, String)], whims: &mut Whims<'_>) -> Vec<String> {
    if whims.once_in(3) {
        let mut out = vec![format!("{name}:")];
        for (key, value) in pairs {
            out.push(format!("    {key}: {}{}", quoted(value), whims.one(BEHIND)));
        }
        return out;
    }
    let pairs: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}: {}", quoted(v))).collect();
    entry(name, vec![format!("{{{}}}{}", pairs.join(", "), whims.one(BEHIND))], whims)
}

/// The header, an entry a key.
fn header(case: &Case, whims: &mut Whims<'_>) -> Vec<Vec<String>> {
    let header = &case.header;
    let mut out = Vec::new();
    let word = |name: &str, value: String, whims: &mut Whims<'_>| {
        let value = match whims.of(6) {
            1 => format!("\"{value}\""),
            2 => format!("'{value}'"),
            _ => value,
        };
        entry(name, vec![format!("{value}{}", whims.one(BEHIND))], whims)
    };
    out.push(word("id", header.id.to_string(), whims));
    let received = amends::case::stamp::write_stamp(header.received);
    out.push(word("received", received, whims));
    out.push(word("channel", header.channel.to_string(), whims));
    out.push(word("playbook", header.playbook.to_string(), whims));
    if header.anonymous {
        out.push(entry("anonymous", vec!["true".to_owned()], whims));
    }
    for (name, value) in [("category", &header.category), ("department", &header.department)] {
        if let Some(value) = value {
            out.push(word(name, value.clone(), whims));
        }
    }
    let texts = [
        ("title", Some(&header.title)),
        ("customer", header.customer.as_ref()),
        ("contact", header.contact.as_ref()),
        ("demand", Some(&header.demand)),
        ("product", header.product.as_ref()),
        ("place", header.place.as_ref()),
        ("reported_by", header.reported_by.as_ref()),
        ("representative", header.representative.as_ref()),
        ("language", header.language.as_ref()),
        ("description", Some(&header.description)),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            let value = styled(value, whims);
            out.push(entry(name, value, whims));
        }
    }
    for (name, items) in [("people", &header.people), ("cc", &header.cc), ("tags", &header.tags)] {
        if !items.is_empty() {
            out.push(list(name, items, whims));
        }
    }
    for (name, pairs) in [("references", &header.references), ("prefers", &header.prefers)] {
        if !pairs.is_empty() {
            out.push(map(name, pairs, whims));
        }
    }
    let mut others: Vec<&str> = Vec::new();
    for _ in 0..whims.of(4) {
        let other = whims.one(KEYS_OF_OTHERS);
        if !others.contains(&other) {
            others.push(other);
            let place = whims.of(out.len() + 1);
            out.insert(place, other.split('\n').map(str::to_owned).collect());
        }
    }
    if whims.once_in(4) {
        let places = out.len();
        out.rotate_left(whims.of(places));
    }
    out
}

/// The pairs of an event's line.
fn pairs(line: &str) -> Vec<String> {
    let inner = &line[1..line.len() - 1];
    let (mut depth, mut in_quotes, mut escaped, mut start) = (0, false, false, 0);
    let mut out = Vec::new();
    for (i, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_quotes => escaped = true,
            '"' => in_quotes = !in_quotes,
            '{' | '[' if !in_quotes => depth += 1,
            '}' | ']' if !in_quotes => depth -= 1,
            ',' if !in_quotes && depth == 0 => {
                out.push(inner[start..i].trim_start().to_owned());
                start = i + 1;
            }
            _ => {}
        }
    }
    out.push(inner[start..].trim_start().to_owned());
    out
}

/// An event in braces, on one line or over several.
fn in_braces(event: &Event, indent: usize, whims: &mut Whims<'_>) -> Vec<String> {
    let mut pairs = pairs(&event.to_line());
    if whims.once_in(4) {
        let n = pairs.len();
        pairs.rotate_left(whims.of(n));
    }
    if whims.once_in(6)
        && let Some(rest) = pairs[0].split_once(':')
    {
        pairs[0] = format!("\"{}\":{}", rest.0, rest.1);
    }
    let deeper = " ".repeat(indent + 4);
    match whims.of(10) {
        1 => vec![format!("{{ {} }}", pairs.join(" , "))],
        2 => vec![format!("{{{},}}", pairs.join(","))],
        3 => {
            let mut lines: Vec<String> = pairs.iter().map(|p| format!("{deeper}{p},")).collect();
            lines[0] = format!("{{{}", lines[0].trim_start());
            let last = lines.len() - 1;
            lines[last] = format!("{}}}", lines[last].trim_end_matches(','));
            lines
        }
        4 => {
            let mut lines = vec!["{".to_owned()];
            lines.extend(pairs.iter().map(|p| format!("{deeper}{p},{}", whims.one(BEHIND))));
            lines.push(format!("{deeper}}}"));
            lines
        }
        _ => vec![format!("{{{}}}", pairs.join(", "))],
    }
}

/// An event as a mapping of one key a line.
fn in_lines(event: &Event, prefix: &str) -> Vec<String> {
    let deeper = " ".repeat(prefix.len());
    let mut lines: Vec<String> = pairs(&event.to_line()).into_iter().map(|p| format!("{deeper}{p}")).collect();
    lines[0] = format!("{prefix}{}", lines[0].trim_start());
    lines
}

/// Remarks between two things; without blank lines behind a text that would keep them.
fn remarks(out: &mut Vec<String>, indent: usize, whims: &mut Whims<'_>) {
    for _ in 0..whims.of(8).saturating_sub(5) {
        let comment = whims.one(COMMENTS);
        let indent = if comment.is_empty() { 0 } else { indent };
        out.push(format!("{}{comment}", " ".repeat(indent)));
    }
}

/// Puts a record into a file.
pub(crate) fn dress(case: &Case, whims: &mut Whims<'_>) -> Dressed {
    let ends: &[&'static str] = [&["\n"][..], &["\r\n"], &["\n", "\r\n"]][whims.of(3)];
    let order_mark = whims.once_in(4);
    let mut top = Vec::new();
    remarks(&mut top, 0, whims);
    match whims.of(8) {
        1 => top.push("---".to_owned()),
        2 => top.push("--- # the record".to_owned()),
        _ => {}
    }
    let mut entries = header(case, whims);
    let behind_log = whims.of(8).saturating_sub(5).min(entries.len() - 1);
    // A block scalar at the very end of a file has no safe end; it stays in front.
    entries.sort_by_key(|e| e.len() == 1);
    let behind_log = entries.split_off(entries.len() - behind_log);
    for entry in entries {
        remarks(&mut top, 0, whims);
        top.extend(entry);
    }
    remarks(&mut top, 0, whims);
    let indent = [2, 0, 4][whims.of(3)];
    let dash = format!("{}-{}", " ".repeat(indent), whims.one(&[" ", " ", "  ", "    "]));
    let form = whims.of(24);
    let mut bottom = Vec::new();
    let mut open = true;
    let mut prefix = dash.clone();
    if form == 1 {
        open = false;
        let lines: Vec<String> = case.events.iter().map(|e| format!("  {}", e.to_line())).collect();
        top.push(format!("{}: [", key("log", whims)));
        top.extend(lines.join(",\n").split('\n').map(str::to_owned));
        top.push("  ]".to_owned());
    } else {
        top.push(format!("{}:{}", key("log", whims), whims.one(BEHIND)));
        let last = case.events.len() - 1;
        for (i, event) in case.events.iter().enumerate() {
            remarks(&mut top, indent, whims);
            let lines = whims.once_in(12) && i < last || form == 2 && i == last;
            if lines {
                open = i < last;
                top.extend(in_lines(event, &dash));
                continue;
            }
            if i == last && (form == 3 || form == 4) {
                open = false;
                top.push(format!("{}{}", dash.trim_end(), if form == 4 { " # a remark" } else { "" }));
                prefix = " ".repeat(indent + 4);
            } else {
                // The dash of an earlier event may stand off otherwise.
                prefix =
                    if i < last && whims.once_in(8) { format!("{}-   ", " ".repeat(indent)) } else { dash.clone() };
            }
            let mut body = in_braces(event, indent, whims).into_iter();
            let first = body.next().unwrap_or_default();
            top.push(format!("{prefix}{first}"));
            top.extend(body);
            if let Some(line) = top.last_mut() {
                line.push_str(whims.one(BEHIND));
            }
        }
    }
    remarks(&mut bottom, indent, whims);
    for entry in behind_log {
        bottom.extend(entry);
        remarks(&mut bottom, 0, whims);
    }
    if whims.once_in(6) {
        bottom.push("...".to_owned());
        remarks(&mut bottom, 0, whims);
    }
    let finished = !whims.once_in(3);
    finish(top, bottom, ends, order_mark, finished, prefix, open, whims)
}

#[expect(clippy::too_many_arguments, reason = "the parts of a file")]
fn finish(
    top: Vec<String>,
    bottom: Vec<String>,
    ends: &[&'static str],
    order_mark: bool,
    finished: bool,
    prefix: String,
    open: bool,
    whims: &mut Whims<'_>,
) -> Dressed {
    let lines = top.len() + bottom.len();
    let mut before = String::from(if order_mark { "\u{feff}" } else { "" });
    let mut after = String::new();
    let (mut line_end, mut earlier) = ("\n", "\n");
    for (i, line) in top.iter().chain(&bottom).enumerate() {
        let part = if i < top.len() { &mut before } else { &mut after };
        part.push_str(line);
        let end = ends[whims.of(ends.len())];
        let last = i + 1 == lines && !finished;
        if !last {
            part.push_str(end);
        }
        if i + 1 == top.len() {
            line_end = if last { earlier } else { end };
        }
        earlier = end;
    }
    Dressed { before, after, prefix, line_end, open }
}
