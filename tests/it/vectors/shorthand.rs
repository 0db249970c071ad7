//! The shorthand of the vectors made into what the files hold.

use amends::case::stamp::write_stamp;
use chrono::{LocalResult, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

/// `11-03 18:00` of 2026 in the zone, `2027-01-04 18:00`, or a whole stamp, as a stamp.
pub(super) fn stamp(text: &str, zone: Tz) -> String {
    if text.contains('T') {
        return text.to_owned();
    }
    let (day, time) = text.split_once(' ').unwrap_or_else(|| panic!("{text:?} is no day and time"));
    let year = if day.len() == 5 { "2026-" } else { "" };
    let local = format!("{year}{day} {time}{}", if time.len() == 5 { ":00" } else { "" });
    if let Some(before) = local.strip_suffix(":60") {
        // A leap second is written as it is; nobody reckons with it.
        return stamp(&format!("{before}:59"), zone).replacen(":59+", ":60+", 1);
    }
    let local = NaiveDateTime::parse_from_str(&local, "%Y-%m-%d %H:%M:%S").unwrap_or_else(|e| panic!("{text:?}: {e}"));
    match zone.from_local_datetime(&local) {
        LocalResult::Single(t) => write_stamp(t.fixed_offset()),
        _ => panic!("{text:?} is no single moment in {zone}; write the whole stamp"),
    }
}

/// The same for every `<11-03 18:00>` in a text.
pub(super) fn stamps(text: &str, zone: Tz) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let (moment, after) = after.split_once('>').expect("a closing >");
        out += before;
        out += &stamp(moment, zone);
        rest = after;
    }
    out + rest
}

/// `11-03 10:00 out, next: 2026-11-08` and its like as a line of the log.
pub(super) fn event(n: usize, text: &str, zone: Tz) -> String {
    let mut words = text.split_whitespace();
    let first = words.next().expect("a moment");
    let moment =
        if first.contains('T') { first.to_owned() } else { format!("{first} {}", words.next().expect("a time")) };
    let rest = text.trim_start()[first.len()..].trim_start();
    let mut rest = if first.contains('T') { rest } else { rest.split_once(' ').expect("what happened").1.trim_start() };
    let mut id = format!("e{}", n + 1);
    if let Some(labelled) = rest.strip_prefix('#') {
        let (label, what) = labelled.split_once(' ').expect("what happened");
        id = label.to_owned();
        rest = what.trim_start();
    }
    let (word, more) = rest.split_once(',').map_or((rest, String::new()), |(word, more)| (word, format!(",{more}")));
    let what = match word.split_once(' ').unwrap_or((word, "")) {
        ("out", "") => "do: contact, dir: out, via: phone, reached: true".to_owned(),
        ("tried", "") => "do: contact, dir: out, via: phone, reached: false".to_owned(),
        ("in", "") => "do: contact, dir: in, via: phone".to_owned(),
        ("close", "") => "do: close, outcome: goodwill".to_owned(),
        ("reopen", of) if !of.is_empty() => format!("do: reopen, of: {of}, why: \"not solved\""),
        _ => word.to_owned(),
    };
    let what = stamps(&format!("{what}{more}"), zone);
    let by = if what.contains(" by: ") { "" } else { "by: wang, " };
    format!("  - {{id: {id}, at: {}, {by}{what}}}\n", stamp(&moment, zone))
}

/// `bcdfg: feedback late 1 11-03 18:00` with its stamp written out.
pub(super) fn row(text: &str, zone: Tz) -> String {
    let (case, row) = text.split_once(": ").map_or(("", text), |(case, row)| (case, row));
    let mut words = row.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_else(|| panic!("{text:?} lacks words"));
    let (kind, level, missed, due) = (word(), word(), word(), word());
    let prefix = if case.is_empty() { String::new() } else { format!("{case}: ") };
    format!("{prefix}{kind} {level} {missed} {}", if due == "-" { due.to_owned() } else { stamp(due, zone) })
}
