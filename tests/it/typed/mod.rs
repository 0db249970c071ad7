//! Times as people type them: each has one reading, or is refused with the forms that are taken.

mod laws;
mod table;

use amends::case::When;
use amends::case::stamp::{parse_stamp, write_stamp};
use amends::clock::Zone;
use amends::clock::when::parse_when;

/// What a text is taken for on Sunday 22 November 2026 at 15:00 in Shanghai: a stamp, a date, or why it is refused.
fn read(text: &str) -> String {
    read_at(text, "2026-11-22T15:00:00+08:00", chrono_tz::Asia::Shanghai)
}

fn read_at(text: &str, now: &str, zone: chrono_tz::Tz) -> String {
    match parse_when(text, parse_stamp(now).expect("a stamp"), Zone(zone)) {
        Ok(When::At(stamp)) => write_stamp(stamp),
        Ok(When::On(date)) => date.to_string(),
        Err(unclear) => format!("{unclear:?}"),
    }
}
