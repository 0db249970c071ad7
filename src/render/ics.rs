//! A calendar feed (RFC 5545). Nothing in it depends on when it is written: a calendar program that sees an entry change
//! tells people so.

use crate::case::Stamp;
use crate::case::place::visible;
use chrono::{Datelike, Utc};

/// An entry: a moment by which something is owed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name for good: a changed entry keeps it.
    pub uid: String,
    /// The moment.
    pub due: Stamp,
    /// The last change of what it was made from.
    pub changed: Stamp,
    /// Its title.
    pub summary: String,
    /// More about it, a line each.
    pub description: Vec<String>,
    /// What it belongs to, for colours.
    pub category: &'static str,
}

/// The feed. What lies in a year that the format has no digits for is left out.
#[must_use]
pub fn feed(name: &str, mut entries: Vec<Entry>) -> String {
    let tellable = |at: Stamp| (0..=9999).contains(&at.with_timezone(&Utc).year());
    entries.retain(|e| tellable(e.due) && tellable(e.changed));
    entries.sort();
    let mut out = String::new();
    let mut line = |name: &str, value: &str| out.push_str(&folded(&format!("{name}:{value}")));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//amends//deadlines//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("X-WR-CALNAME", &text(name));
    line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    line("X-PUBLISHED-TTL", "PT1H");
    let mut before: Option<&str> = None;
    let mut again = 1;
    for entry in &entries {
        // Of two files with one id neither may hide the other.
        again = if before == Some(&entry.uid) { again + 1 } else { 1 };
        before = Some(&entry.uid);
        let number = if again > 1 { format!("-{again}") } else { String::new() };
        line("BEGIN", "VEVENT");
        line("UID", &text(&format!("{}{number}@amends", entry.uid)));
        line("DTSTAMP", &utc(entry.changed));
        line("LAST-MODIFIED", &utc(entry.changed));
        line("DTSTART", &utc(entry.due));
        line("SUMMARY", &text(&entry.summary));
        if !entry.description.is_empty() {
            let lines: Vec<String> = entry.description.iter().map(|l| text(l)).collect();
            line("DESCRIPTION", &lines.join("\\n"));
        }
        line("CATEGORIES", entry.category);
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

fn utc(at: Stamp) -> String {
    at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text on one line.
fn text(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A line of at most 75 octets, continued by lines that begin with a blank; no character is cut.
fn folded(line: &str) -> String {
    const MOST: usize = 75;
    let mut out = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > MOST {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "酸奶\u{1f600}a".repeat(40));
        let folded = folded(&line);
        let lines: Vec<&str> = folded.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        assert!(lines.len() > 3 && lines.iter().all(|l| l.len() <= 75 && l.len() > 70 || l == lines.last().unwrap()));
        assert_eq!(folded.strip_suffix("\r\n").unwrap().replace("\r\n ", ""), line);
        assert_eq!(super::folded(&"x".repeat(75)), "x".repeat(75) + "\r\n");
        assert_eq!(super::folded(&"x".repeat(76)), "x".repeat(75) + "\r\n x\r\n");
    }

    #[test]
    fn text_is_escaped_and_never_a_line_of_its_own() {
        assert_eq!(text("a,b;c\\n\r\nEND:VEVENT"), "a\\,b\\;c\\\\n  END:VEVENT");
    }

    #[test]
    fn one_name_twice_becomes_two() {
        let at = crate::case::stamp::parse_stamp("2026-11-22T18:00:00+08:00").unwrap();
        let entry = Entry {
            uid: "x".to_owned(),
            due: at,
            changed: at,
            summary: String::new(),
            description: Vec::new(),
            category: "step",
        };
        let feed = feed("n", vec![entry.clone(), entry]);
        assert!(feed.contains("UID:x@amends\r\n") && feed.contains("UID:x-2@amends\r\n"), "{feed}");
    }
}
