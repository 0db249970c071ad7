//! Times as spreadsheets hold them. Unlike typed ones they are never near to now: no `yesterday`, no `2h ago`.

use super::spoken::time_of_day;
use super::typed_date::{digits, month, numbered, with_month_name};
use super::when::{Unclear, local, narrow, with_offset};
use super::zone::Zone;
use crate::case::When;
use crate::case::stamp::{parse_date, parse_stamp};
use crate::case::words::words;
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

words! {
    /// In which order the numbers of `03/04/2026` stand.
    DateOrder {
        /// The day first.
        Dmy = "dmy",
        /// The month first.
        Mdy = "mdy",
    }
}

words! {
    /// The day from which a spreadsheet counts.
    Epoch {
        /// Most of them: day 1 is the first of January 1900.
        Windows = "1900",
        /// Old ones of the Mac: day 0 is the first of January 1904.
        Mac = "1904",
    }
}

/// What a file's map says about its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SheetDates {
    /// How `03/04/2026` is meant; refused unless said.
    pub order: Option<DateOrder>,
    /// What `45981.5` counts from; refused unless said.
    pub serial: Option<Epoch>,
}

impl SheetDates {
    /// Reads a cell. A time without an offset is one of the zone.
    ///
    /// # Errors
    /// When the text is of no such form, could mean two things, or names a moment that the clock skips or shows twice.
    pub fn read(self, cell: &str, zone: Zone) -> Result<When, Unclear> {
        let text = narrow(cell);
        let text = text.trim();
        if let Some(stamp) = parse_stamp(text) {
            return if text.get(17..19) == Some("60") { Err(Unclear::Leap) } else { Ok(When::At(zone.local(stamp))) };
        }
        if let Some(date) = parse_date(text) {
            return Ok(When::On(date));
        }
        if let Some(epoch) = self.serial
            && let Some(when) = serial(text, epoch, zone)
        {
            return when;
        }
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            let dashed = format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]);
            return parse_date(&dashed).map(When::On).ok_or(Unclear::Form);
        }
        let text = levelled(&text.to_ascii_lowercase());
        let named = || with_month_name(&text).or_else(|| numbered(&text)).map(|(date, rest, _)| (date, rest));
        let (date, rest) = match in_order(&text, self.order) {
            Some(found) => found?,
            None => named().ok_or(Unclear::Form)?,
        };
        let rest = rest.trim_start_matches(['t', ',', ' ']).trim();
        if rest.is_empty() {
            return Ok(When::On(date));
        }
        let rest = whole_seconds(rest);
        match with_offset(date, &rest) {
            Some(stamp) => stamp.map(|stamp| When::At(zone.local(stamp))),
            None => {
                let time = colons(&rest);
                let time = twelve(&time).map_or_else(|| time_of_day(&time), Ok)?;
                local(date.and_time(time), zone).map(When::At)
            }
        }
    }
}

/// `45981.5`: days and parts of a day since the epoch.
fn serial(text: &str, epoch: Epoch, zone: Zone) -> Option<Result<When, Unclear>> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || part.len() > 20 || !is_number(whole) || !is_number(part) {
        return None;
    }
    let days: u64 = whole.parse().ok()?;
    // The sheet takes 1900 for a leap year: its day 60 never was, and the days before it are off by one.
    let first = match epoch {
        Epoch::Windows if days > 60 => NaiveDate::from_ymd_opt(1899, 12, 30)?,
        Epoch::Windows => return Some(Err(Unclear::Form)),
        Epoch::Mac => NaiveDate::from_ymd_opt(1904, 1, 1)?,
    };
    let Some(date) = first.checked_add_days(Days::new(days)) else { return Some(Err(Unclear::Form)) };
    if part.bytes().all(|b| b == b'0') {
        return Some(Ok(When::On(date)));
    }
    let fraction: f64 = format!("0.{part}").parse().ok()?;
    // A day has 86,400 seconds in a spreadsheet, and the parts are rounded.
    let seconds = (fraction * 86_400.0).round() as i64;
    let Some(at) = date.and_time(NaiveTime::MIN).checked_add_signed(TimeDelta::seconds(seconds)) else {
        return Some(Err(Unclear::Form));
    };
    Some(local(at, zone).map(When::At))
}

/// A date whose year stands last, and what follows it.
fn in_order(text: &str, order: Option<DateOrder>) -> Option<Result<(NaiveDate, &str), Unclear>> {
    let (first, rest) = digits(text, 1..=2)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, rest) = digits(&rest[1..], 1..=2)?;
    let rest = rest.strip_prefix(mark)?;
    let Some((year, rest)) = digits(rest, 4..=4) else {
        // `20/11/26` may begin with the year.
        return digits(rest, 2..=2).map(|_| Err(Unclear::NoYear));
    };
    let (day, month) = match order {
        Some(DateOrder::Dmy) => (first, second),
        Some(DateOrder::Mdy) => (second, first),
        None => return Some(Err(Unclear::Order)),
    };
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    Some(match date {
        Some(date) if rest.is_empty() || rest.starts_with([' ', 't', ',']) => Ok((date, rest)),
        _ => Err(Unclear::Form),
    })
}

/// `2026.11.20` and `20-nov-2026` with the marks that others have.
fn levelled(text: &str) -> String {
    let is_end = |at: usize, c: char| c == ' ' || c == 't' && text[..at].ends_with(|c: char| c.is_ascii_digit());
    let date = text.char_indices().find(|(at, c)| is_end(*at, *c)).map_or(text, |(at, _)| &text[..at]);
    let parts: Vec<&str> = date.split(['.', '-']).collect();
    match parts.as_slice() {
        [year, _, _] if year.len() == 4 && date.contains('.') => text.replacen('.', "-", 2),
        [day, name, _] if day.len() <= 2 && month(name).is_some() => text.replacen('-', " ", 2),
        _ => text.to_owned(),
    }
}

/// `12:00:00 AM`: in spreadsheets the first moment of the day that stands beside it, and PM its noon.
fn twelve(time: &str) -> Option<NaiveTime> {
    let (body, hour) = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)]
        .into_iter()
        .find_map(|(half, hour)| time.strip_suffix(half).map(|body| (body.trim_end(), hour)))?;
    matches!(body, "12" | "12:00" | "12:00:00").then(|| NaiveTime::from_hms_opt(hour, 0, 0)).flatten()
}

/// `14:05:06.000`, as databases export it, in whole seconds.
fn whole_seconds(time: &str) -> String {
    match time.split_once('.') {
        Some((head, tail)) if head.matches(':').count() == 2 => {
            format!("{head}{}", tail.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        _ => time.to_owned(),
    }
}

/// `09时05分`: two digits for the hour are a clock of twenty-four hours.
fn colons(time: &str) -> String {
    let Some((hour, rest)) = time.split_once(['时', '点']) else { return time.to_owned() };
    let is_two = |s: &str| s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
    let rest = rest.trim_end_matches(['分', '秒']).replace('分', ":");
    if is_two(hour) && rest.split(':').all(is_two) { format!("{hour}:{rest}") } else { time.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(dates: SheetDates, text: &str) -> Result<String, Unclear> {
        dates.read(text, Zone(chrono_tz::Asia::Shanghai)).map(|when| when.to_string())
    }

    #[test]
    fn the_forms_of_spreadsheets() {
        let plain = SheetDates::default();
        let at = "2026-11-20T14:05:00+08:00";
        for (text, means) in [
            ("2026-11-20", "2026-11-20"),
            ("2026/11/20", "2026-11-20"),
            ("2026.11.20", "2026-11-20"),
            ("20261120", "2026-11-20"),
            ("2026年11月20日", "2026-11-20"),
            (" ２０２６－１１－２０ ", "2026-11-20"),
            ("2026/11/20 14:05", at),
            ("2026-11-20 14:05:00", at),
            ("2026-11-20 14:05:00.000", at),
            ("2026-11-20T14:05:00", at),
            ("2026-11-20T06:05:00Z", at),
            ("2026-11-20T14:05:00+08:00", at),
            ("2026-11-20 06:05:00+00:00", at),
            ("2026年11月20日 14:05", at),
            ("2026年11月20日14时05分", at),
            ("2026年11月20日 下午2点05分", at),
            ("2026/11/20 2:05 PM", at),
            ("20 Nov 2026 14:05", at),
            ("20-Nov-2026", "2026-11-20"),
            ("20-Oct-2026", "2026-10-20"),
            ("20-Sept-2026 14:05", "2026-09-20T14:05:00+08:00"),
            ("2026.11.20T14:05", at),
            ("2026/11/20 12:00:00 AM", "2026-11-20T00:00:00+08:00"),
            ("2026/11/20 12:00 pm", "2026-11-20T12:00:00+08:00"),
            ("2026-11-20 12:00:00.000 a.m.", "2026-11-20T00:00:00+08:00"),
            ("2026/1/5 9:05", "2026-01-05T09:05:00+08:00"),
            ("2026-01-05 09点05分", "2026-01-05T09:05:00+08:00"),
        ] {
            assert_eq!(read(plain, text).as_deref(), Ok(means), "{text}");
        }
    }

    #[test]
    fn an_order_and_an_epoch_must_be_said() {
        let order = |order| SheetDates { order: Some(order), serial: None };
        for text in ["20.11.2026 14:05", "20/11/2026 14:05", "20-11-2026 14:05"] {
            assert_eq!(read(SheetDates::default(), text), Err(Unclear::Order), "{text}");
            assert_eq!(read(order(DateOrder::Dmy), text).as_deref(), Ok("2026-11-20T14:05:00+08:00"), "{text}");
            assert_eq!(read(order(DateOrder::Mdy), text), Err(Unclear::Form), "{text}");
        }
        assert_eq!(read(order(DateOrder::Mdy), "11/20/2026").as_deref(), Ok("2026-11-20"));
        assert_eq!(read(order(DateOrder::Mdy), "11/20/2026 2:05 PM").as_deref(), Ok("2026-11-20T14:05:00+08:00"));
        // Two digits may be those of a year, first or last, whatever the order.
        for dates in [SheetDates::default(), order(DateOrder::Dmy), order(DateOrder::Mdy)] {
            for text in ["26/11/20", "20/11/26 14:05", "11.20.26"] {
                assert_eq!(read(dates, text), Err(Unclear::NoYear), "{text}");
            }
        }
        assert_eq!(DateOrder::parse("ymd"), None);
        // The year first stays clear.
        assert_eq!(read(order(DateOrder::Dmy), "2026-11-20").as_deref(), Ok("2026-11-20"));
        let serial = |epoch| SheetDates { order: None, serial: Some(epoch) };
        assert!(read(SheetDates::default(), "45981.5").is_err());
        for (epoch, text, means) in [
            (Epoch::Windows, "45981.5", "2025-11-20T12:00:00+08:00"),
            (Epoch::Windows, "45981", "2025-11-20"),
            (Epoch::Windows, "46346.586805555555", "2026-11-20T14:05:00+08:00"),
            (Epoch::Windows, "61", "1900-03-01"),
            (Epoch::Mac, "44884", "2026-11-20"),
        ] {
            assert_eq!(read(serial(epoch), text).as_deref(), Ok(means), "{text}");
        }
        for text in ["60", "99999999", "45981.1.5", "-45981", "1e5", "45981,5"] {
            assert!(read(serial(Epoch::Windows), text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_no_clear_moment_is_refused() {
        for text in
            ["", "yesterday", "2h ago", "昨天 14:00", "now", "14:05", "2026-13-45", "2026-11-31", "2026-11", "abc"]
        {
            assert!(read(SheetDates::default(), text).is_err(), "{text}");
        }
        let london = |text| SheetDates::default().read(text, Zone(chrono_tz::Europe::London));
        assert_eq!(london("2026-03-29 01:30"), Err(Unclear::Skipped));
        assert!(matches!(london("2026-10-25 01:30"), Err(Unclear::Twice(..))));
        assert!(london("2026-10-25T01:30:00+01:00").is_ok());
    }
}
