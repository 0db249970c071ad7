//! Times as people type them, in English and Chinese. What could mean two things is refused.

use super::zone::{Zone, add_days};
use crate::case::stamp::{parse_date, parse_stamp};
use crate::case::{Stamp, When};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

/// Why a typed time is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// Not a form we know, or one that could mean two things.
    Form,
    /// The clock skips that moment, or shows it twice.
    Clock,
    /// A day, where a time is needed.
    DayOnly,
}

/// Reads a date or a time.
///
/// # Errors
/// When the text is not of a known form, or names a moment that the clock skips or shows twice.
pub fn parse_when(text: &str, now: Stamp, zone: Zone) -> Result<When, Unclear> {
    let when = read_when(text.trim(), now, zone)?;
    let year = match when {
        When::At(stamp) => zone.date(stamp).year(),
        When::On(date) => date.year(),
    };
    // Clocks before standard time were off by odd seconds, which the 25-character form of the files can't hold.
    let odd = matches!(when, When::At(stamp) if stamp.offset().local_minus_utc() % 60 != 0);
    // Beyond these years that form ends.
    if (1..=9998).contains(&year) && !odd { Ok(when) } else { Err(Unclear::Form) }
}

fn read_when(text: &str, now: Stamp, zone: Zone) -> Result<When, Unclear> {
    if let Some(stamp) = parse_stamp(text) {
        return Ok(When::At(zone.local(stamp)));
    }
    if let Some(date) = parse_date(text) {
        return Ok(When::On(date));
    }
    let text = text.to_lowercase();
    if matches!(text.as_str(), "now" | "现在") {
        return Ok(When::At(zone.local(now)));
    }
    if let Some(stamp) = distance(&text, now, zone) {
        return stamp.map(When::At);
    }
    let today = zone.date(now);
    let (day, rest) = day(&text, today).ok_or(Unclear::Form)?;
    if rest.trim().is_empty() {
        return Ok(When::On(day));
    }
    let time = time_of_day(rest.strip_prefix('t').unwrap_or(rest).trim()).ok_or(Unclear::Form)?;
    zone.exactly(day.and_time(time)).map(When::At).ok_or(Unclear::Clock)
}

/// Reads a time; a day alone is not enough.
///
/// # Errors
/// As [`parse_when`], and when only a day was named.
pub fn parse_time(text: &str, now: Stamp, zone: Zone) -> Result<Stamp, Unclear> {
    match parse_when(text, now, zone)? {
        When::At(stamp) => Ok(stamp),
        When::On(_) => Err(Unclear::DayOnly),
    }
}

/// `2h ago`, `in 3d`, `2小时前`, `3天后`.
fn distance(text: &str, now: Stamp, zone: Zone) -> Option<Result<Stamp, Unclear>> {
    let (body, back) = if let Some(body) = text.strip_suffix(" ago").or_else(|| text.strip_suffix('前')) {
        (body, true)
    } else if let Some(body) = text.strip_prefix("in ").or_else(|| text.strip_suffix('后')) {
        (body, false)
    } else {
        return None;
    };
    let body = body.trim();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let n: i64 = match body[..digits].parse() {
        Ok(n) if digits <= 5 => n,
        _ => return None,
    };
    let n = if back { -n } else { n };
    let (amount, whole_days) = match body[digits..].trim() {
        "m" | "min" | "minute" | "minutes" | "分钟" => (TimeDelta::minutes(n), false),
        "h" | "hour" | "hours" | "小时" | "个小时" => (TimeDelta::hours(n), false),
        "d" | "day" | "days" | "天" => (TimeDelta::days(n), true),
        "w" | "week" | "weeks" | "周" | "个星期" => (TimeDelta::weeks(n), true),
        _ => return None,
    };
    let moved = if whole_days {
        // The same time on another day, also across a change of clock.
        let local = zone.local(now).naive_local();
        local.checked_add_signed(amount).ok_or(Unclear::Form).and_then(|t| zone.exactly(t).ok_or(Unclear::Clock))
    } else {
        now.checked_add_signed(amount).map(|t| zone.local(t)).ok_or(Unclear::Form)
    };
    Some(moved)
}

/// The day a text begins with, and what follows it.
fn day(text: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    const NAMED: [(&str, i64); 9] = [
        ("day before yesterday", -2),
        ("yesterday", -1),
        ("today", 0),
        ("tomorrow", 1),
        ("前天", -2),
        ("昨天", -1),
        ("今天", 0),
        ("明天", 1),
        ("后天", 2),
    ];
    for (name, offset) in NAMED {
        if let Some(rest) = text.strip_prefix(name) {
            let ascii = name.is_ascii();
            // `todayish` is no day.
            if ascii && rest.starts_with(|c: char| c.is_alphanumeric()) {
                return None;
            }
            return Some((today.checked_add_signed(TimeDelta::days(offset))?, rest));
        }
    }
    let date = parse_date(text.get(..10)?)?;
    let rest = &text[10..];
    rest.starts_with([' ', 't'])
        .then_some((date, rest))
        .or_else(|| (rest.is_empty()).then_some((add_days(date, 0), rest)))
}

/// `14:00`, `14:00:30`, `9am`, `9:30pm`, `上午9点`, `下午3点半`, `14点30分`. A bare number is refused.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (body, half) = if let Some(body) = text.strip_suffix("am").or_else(|| text.strip_prefix("上午")) {
        (body, Some(false))
    } else if let Some(body) = text.strip_suffix("pm").or_else(|| text.strip_prefix("下午")) {
        (body, Some(true))
    } else if let Some(body) = text.strip_prefix("晚上") {
        (body, Some(true))
    } else {
        (text, None)
    };
    let body = body.trim();
    let chinese = body.replace('：', ":").replace("点半", ":30").replace('点', ":").replace('分', "");
    let chinese = chinese.trim_end_matches(':');
    let said_hour = body.contains('点') || half.is_some();
    let mut parts = chinese.split(':');
    let hour = number(parts.next()?)?;
    let minute = match parts.next() {
        Some(m) if m.len() == 2 => number(m)?,
        Some(_) => return None,
        None if said_hour => 0,
        None => return None,
    };
    let second = match parts.next() {
        Some(s) if s.len() == 2 => number(s)?,
        Some(_) => return None,
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn number(text: &str) -> Option<u32> {
    let ok = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    ok.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::stamp::write_stamp;

    fn read(text: &str) -> String {
        let now = parse_stamp("2026-11-22T15:00:00+08:00").unwrap();
        match parse_when(text, now, Zone(chrono_tz::Asia::Shanghai)) {
            Ok(When::At(stamp)) => write_stamp(stamp),
            Ok(When::On(date)) => date.to_string(),
            Err(unclear) => format!("{unclear:?}"),
        }
    }

    #[test]
    fn typed_times_mean_one_thing() {
        for (typed, meant) in [
            ("yesterday 14:00", "2026-11-21T14:00:00+08:00"),
            ("today 09:30", "2026-11-22T09:30:00+08:00"),
            ("tomorrow 9am", "2026-11-23T09:00:00+08:00"),
            ("tomorrow 12am", "2026-11-23T00:00:00+08:00"),
            ("2h ago", "2026-11-22T13:00:00+08:00"),
            ("in 3d", "2026-11-25T15:00:00+08:00"),
            ("昨天 14:00", "2026-11-21T14:00:00+08:00"),
            ("昨天14:00", "2026-11-21T14:00:00+08:00"),
            ("2小时前", "2026-11-22T13:00:00+08:00"),
            ("明天上午9点", "2026-11-23T09:00:00+08:00"),
            ("明天下午3点半", "2026-11-23T15:30:00+08:00"),
            ("后天", "2026-11-24"),
            ("2026-11-20 14:00", "2026-11-20T14:00:00+08:00"),
            ("2026-11-20T14:05:00Z", "2026-11-20T22:05:00+08:00"),
            ("2026-11-20", "2026-11-20"),
            ("tomorrow", "2026-11-23"),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_refused() {
        for typed in [
            "14",
            "01/02/2026",
            "next friday",
            "friday 25:00",
            "2h ago foo",
            "11-20",
            "a day ago",
            "yesterday 25:00",
            "yesterday 14",
            "2026-11-20T14:05",
            "today 13pm",
            "todayish",
            "",
            "昨天 14",
            "2026-02-30",
            "yesterday 1:2",
            "2026-11-20T",
            "2026-11-20 t t 14:00",
            "99999w ago",
        ] {
            let result = read(typed);
            let fine = typed == "2026-11-20T14:05";
            assert_eq!(result == "Form", !fine, "{typed} was read as {result}");
        }
    }

    #[test]
    fn a_moment_that_the_clock_skips_or_repeats_is_refused() {
        let now = parse_stamp("2026-03-20T12:00:00Z").unwrap();
        let london = Zone(chrono_tz::Europe::London);
        assert_eq!(parse_when("2026-03-29 01:30", now, london), Err(Unclear::Clock));
        assert_eq!(parse_when("2026-10-25 01:30", now, london), Err(Unclear::Clock));
    }
}
