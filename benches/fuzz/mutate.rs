//! Texts that are nearly right.

use crate::chance::Chance;

/// The longest text that is tried.
pub(crate) const LONGEST: usize = 96 * 1024;

/// What means something to YAML, to TOML, to a clock, or to a terminal.
const TOKENS: &[&str] = &[
    "- ",
    "-",
    ": ",
    ":",
    "? ",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "!x ",
    "!<x> ",
    "|\n",
    "|2+\n",
    ">-\n",
    "%YAML 1.2\n",
    "%TAG ! x\n",
    "---\n",
    "...\n",
    "--- ",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "[]",
    "[[",
    "]]",
    ",",
    ", ",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "#",
    " # ",
    "\t",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "  ",
    "      ",
    "\u{feff}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{202e}",
    "\u{0}",
    "\u{7f}",
    "\u{9b}",
    "\u{1b}[2J",
    "\u{301}",
    "\u{1f468}\u{200d}\u{1f469}",
    "\u{fffd}",
    "~",
    "null",
    "Null",
    "true",
    "false",
    "yes",
    "no",
    "y",
    "Off",
    ".inf",
    "-.inf",
    ".nan",
    "nan",
    "inf",
    "0",
    "-0",
    "+1",
    "01",
    "0x1F",
    "0o7",
    "0b1",
    "1_000",
    "1e3",
    "1.5",
    "12:30:45",
    "999999999",
    "9999999999",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "\\",
    "\\n",
    "\\x41",
    "\\u4e00",
    "\\UFFFFFFFF",
    "\\ud800",
    "\\/",
    "\\\n",
    "\\e",
    "=",
    " = ",
    ".",
    "a.b",
    "[step]\n",
    "[[step]]\n",
    "[[step.check]]\n",
    "inline = { a = 1 }\n",
    "= {",
    "1979-05-27",
    "07:32:00",
    "1979-05-27T07:32:00Z",
    "2026-11-22T09:00:00+08:00",
    "2026-11-22T09:00:00.123456789+08:00",
    "2026-11-22T23:59:60Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-23:59",
    "2026-11-22T09:00:00+23:59",
    "2026-02-29",
    "9999-12-31",
    "0001-01-01",
    "99999w",
    "1m",
    "0d",
    "-1d",
    "in 99999d",
    "99999h ago",
    "小时前",
    "点半",
    "下午",
    "昨天",
    "am",
    "pm",
    "中",
    "\u{20000}",
    "é",
];

/// Words of the corpus and the tokens: what gets a text past the first fault.
pub(crate) fn dictionary(corpus: &[Box<str>]) -> Vec<Box<str>> {
    let mut words: Vec<Box<str>> = TOKENS.iter().map(|t| (*t).into()).collect();
    let end = |c: char| !(c.is_alphanumeric() || "-_.@+:".contains(c));
    for text in corpus.iter().filter(|t| t.len() < 20_000) {
        words.extend(text.split(end).filter(|w| (1..40).contains(&w.len())).map(Box::from));
        // A whole pair, as `key: value` or `key = value`.
        words.extend(text.split([',', '\n']).map(str::trim).filter(|p| (3..60).contains(&p.len())).map(Box::from));
    }
    words.sort();
    words.dedup();
    words
}

/// A text made of one or two others.
pub(crate) fn mutate(text: &str, other: &str, words: &[Box<str>], chance: &mut Chance) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let times = 1 + chance.below(3) + if chance.once_in(4) { chance.below(12) } else { 0 };
    for _ in 0..times {
        once(&mut bytes, other, words, chance);
        bytes.truncate(LONGEST);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn once(bytes: &mut Vec<u8>, other: &str, words: &[Box<str>], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let near = (at + 1 + chance.below(12)).min(bytes.len());
    match chance.below(16) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = chance.below(128) as u8;
            }
        }
        2 => drop(bytes.drain(at..near)),
        3 | 4 => insert(bytes, at, chance.one_of(words).unwrap_or_default()),
        5 | 6 => {
            bytes.drain(at..near);
            insert(bytes, at, chance.one_of(words).unwrap_or_default());
        }
        7 | 8 => exchange_word(bytes, words, chance),
        9..=12 => lines(bytes, other, chance),
        13 => {
            // The head of one and the tail of the other.
            let from = chance.below(other.len() + 1);
            bytes.truncate(at);
            bytes.extend_from_slice(&other.as_bytes()[from..]);
        }
        14 if chance.once_in(3) => bytes.truncate(at),
        15 if chance.once_in(6) => {
            let times = 1 << chance.below(14);
            let piece = match chance.one_of(words) {
                Some(word) if chance.once_in(2) => word.as_bytes().to_vec(),
                _ => bytes[at..near].to_vec(),
            };
            let room = LONGEST / piece.len().max(1);
            bytes.splice(at..at, piece.repeat(times.min(room)));
        }
        _ => insert(bytes, at, chance.one_of(words).unwrap_or_default()),
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, word: &str) {
    bytes.splice(at..at, word.bytes());
}

/// Puts a word in the place of a word, which is what people mistype.
fn exchange_word(bytes: &mut Vec<u8>, words: &[Box<str>], chance: &mut Chance) {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || b"-_.@+:".contains(b) || !b.is_ascii();
    let at = chance.below(bytes.len() + 1);
    let start = bytes[..at].iter().rposition(|b| !is_word(b)).map_or(0, |i| i + 1);
    let end = bytes[at..].iter().position(|b| !is_word(b)).map_or(bytes.len(), |i| at + i);
    let word = chance.one_of(words).unwrap_or_default().as_bytes().to_vec();
    bytes.splice(start..end, word);
}

/// Doubles, drops, moves or borrows a line.
fn lines(bytes: &mut Vec<u8>, other: &str, chance: &mut Chance) {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    let (a, b) = (chance.below(lines.len()), chance.below(lines.len() + 1));
    match chance.below(4) {
        0 if a < lines.len() => lines.insert(b, lines[a]),
        1 if a < lines.len() => drop(lines.remove(a)),
        2 if a < lines.len() && b < lines.len() => lines.swap(a, b),
        _ => {
            let others: Vec<&str> = other.split_inclusive('\n').collect();
            if let Some(line) = others.get(chance.below(others.len())) {
                lines.insert(b, line.as_bytes());
            }
        }
    }
    *bytes = lines.concat();
}
