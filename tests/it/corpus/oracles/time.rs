//! Times as people type them.

use super::{TAKEN, Verdict};
use amends::case::stamp::{parse_date, parse_stamp, write_stamp};
use amends::case::{Stamp, When};
use amends::clock::Zone;
use amends::clock::when::{parse_time, parse_when};
use amends::policy::Duration;

const NOWS: [&str; 4] =
    ["2026-11-22T15:00:00+08:00", "2026-03-29T00:59:59Z", "2024-02-29T23:59:59-05:00", "2026-10-25T01:30:00Z"];

/// Whatever is typed, it is read as one moment that can be written and read again, or refused.
pub(super) fn time(text: &str) -> Verdict {
    use chrono_tz::{America::New_York, Asia::Shanghai, Australia::Lord_Howe, Europe::London, Pacific::Apia};
    let mut class = Vec::new();
    for zone in [Shanghai, London, New_York, Lord_Howe, Apia].map(Zone) {
        for now in NOWS.iter().filter_map(|now| parse_stamp(now)) {
            class.push(read(text, now, zone)?);
        }
    }
    class.dedup();
    let duration = Duration::parse(text);
    if let Some(duration) = duration
        && (duration.rough_seconds() <= 0 || Duration::parse(&duration.to_string()) != Some(duration))
    {
        return Err(format!("{text:?} is a duration of {duration}"));
    }
    Ok(format!("{} {}", class.join(" "), duration.is_some()))
}

fn read(text: &str, now: Stamp, zone: Zone) -> Verdict {
    let when = parse_when(text, now, zone);
    let time = parse_time(text, now, zone);
    match (when, time) {
        (Ok(When::At(at)), Ok(stamp)) if at == stamp => {
            let written = write_stamp(stamp);
            if written.len() != 25 || parse_stamp(&written).map(write_stamp).as_ref() != Some(&written) {
                return Err(format!("{text:?} is the moment {written}, which does not read back"));
            }
            if zone.local(stamp).naive_local() != stamp.naive_local() {
                return Err(format!("{text:?} is the moment {written} of another zone"));
            }
            match parse_time(&written, now, zone) {
                Ok(again) if again.timestamp() == stamp.timestamp() => Ok(format!("{TAKEN} time")),
                other => Err(format!("{text:?} is the moment {written}, which typed again is {other:?}")),
            }
        }
        (Ok(When::On(date)), Err(_)) if parse_date(&date.to_string()) == Some(date) => Ok(format!("{TAKEN} day")),
        (Err(unclear), Err(also)) if unclear == also => Ok(format!("refused {unclear:?}")),
        (when, time) => Err(format!("{text:?} is {when:?} and {time:?}")),
    }
}
