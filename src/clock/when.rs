//! Times as people type them, in English and Chinese. What could mean two things is refused.

use super::spoken::{chinese_number, time_of_day};
use super::typed_date::{digits, month, numbered, with_month_name};
use super::zone::Zone;
use crate::case::stamp::{parse_date, parse_stamp};
use crate::case::{Stamp, When};
use chrono::{Datelike, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};

/// Why a typed time is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// Not a form we know.
    Form,
    /// The clock skips that moment.
    Skipped,
    /// The clock shows that moment twice.
    Twice(Stamp, Stamp),
    /// A day, where a time is needed.
    DayOnly,
    /// A time, but not of which day.
    NoDay,
    /// A day of the week: this week's, or the next one's?
    Weekday,
    /// A date without its year.
    NoYear,
    /// `01/02/2026`: is the day first, or the month?
    Order,
    /// Twelve o'clock of a half of the day: noon or midnight, and of which day?
    Twelve,
    /// An hour up to twelve without its half of the day, or of a half that it isn't in.
    Half,
    /// A sixtieth second.
    Leap,
}

/// Reads a date or a time.
///
/// # Errors
/// When the text is not of a known form, could mean two things, or names a moment that the clock skips or shows twice.
pub fn parse_when(text: &str, now: Stamp, zone: Zone) -> Result<When, Unclear> {
    let text = narrow(text);
    let text = text.trim();
    let when = read_when(text, now, zone).map_err(|why| if why == Unclear::Form { reason(text) } else { why })?;
    let year = match when {
        When::At(stamp) => zone.date(stamp).year(),
        When::On(date) => date.year(),
    };
    // Clocks before standard time were off by odd seconds, which the 25-character form of the files can't hold.
    let odd = matches!(when, When::At(stamp) if stamp.offset().local_minus_utc() % 60 != 0);
    // Beyond these years that form ends.
    if (1..=9998).contains(&year) && !odd { Ok(when) } else { Err(Unclear::Form) }
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

/// The text as a Latin keyboard types it: Chinese ones also have wide digits, colons and blanks.
pub(crate) fn narrow(text: &str) -> String {
    let one = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(one).collect()
}

fn read_when(text: &str, now: Stamp, zone: Zone) -> Result<When, Unclear> {
    if let Some(stamp) = parse_stamp(text) {
        return if text.get(17..19) == Some("60") { Err(Unclear::Leap) } else { Ok(When::At(zone.local(stamp))) };
    }
    if let Some(date) = parse_date(text) {
        return Ok(When::On(date));
    }
    let text = text.to_ascii_lowercase();
    if matches!(text.as_str(), "now" | "现在") {
        return Ok(When::At(zone.local(now)));
    }
    if let Some(stamp) = distance(&text, now, zone) {
        return stamp.map(When::At);
    }
    let (day, rest) = day(&text, zone.date(now)).ok_or(Unclear::Form)?;
    match rest {
        Rest::Nothing => Ok(When::On(day)),
        Rest::Words(words) => local(day.and_time(time_of_day(&words)?), zone).map(When::At),
        Rest::Digits(digits) => match with_offset(day, digits) {
            Some(stamp) => stamp.map(|stamp| When::At(zone.local(stamp))),
            None => local(day.and_time(time_of_day(digits)?), zone).map(When::At),
        },
    }
}

/// A moment of the zone's clock, if it shows it, and only once.
pub(super) fn local(local: NaiveDateTime, zone: Zone) -> Result<Stamp, Unclear> {
    match zone.0.from_local_datetime(&local) {
        LocalResult::Single(t) => Ok(t.fixed_offset()),
        LocalResult::Ambiguous(first, second) => Err(Unclear::Twice(first.fixed_offset(), second.fixed_offset())),
        LocalResult::None => Err(Unclear::Skipped),
    }
}

/// `2h ago`, `in 3d`, `2小时前`, `两小时前`, `半小时前`, `3天后`.
fn distance(text: &str, now: Stamp, zone: Zone) -> Option<Result<Stamp, Unclear>> {
    let behind = |words: [&str; 3]| words.into_iter().find_map(|word| text.strip_suffix(word));
    let (body, sign) = if let Some(body) = text.strip_suffix(" ago").or_else(|| behind(["以前", "之前", "前"])) {
        (body, -1)
    } else {
        (text.strip_prefix("in ").or_else(|| behind(["以后", "之后", "后"]))?, 1)
    };
    let body = body.trim();
    if matches!(body, "半小时" | "半个小时" | "半个钟头") {
        return Some(now.checked_add_signed(TimeDelta::minutes(sign * 30)).map(|t| zone.local(t)).ok_or(Unclear::Form));
    }
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let (n, unit) = if digits > 0 {
        (body[..digits].parse::<i64>().ok().filter(|_| digits <= 5)?, &body[digits..])
    } else {
        let (n, unit) = chinese_number(body)?;
        (i64::from(n), unit)
    };
    let n = sign * n;
    let (amount, whole_days) = match unit.trim() {
        "m" | "min" | "mins" | "minute" | "minutes" | "分钟" => (TimeDelta::minutes(n), false),
        "h" | "hr" | "hrs" | "hour" | "hours" | "小时" | "个小时" | "钟头" | "个钟头" => {
            (TimeDelta::hours(n), false)
        }
        "d" | "day" | "days" | "天" => (TimeDelta::days(n), true),
        "w" | "week" | "weeks" | "周" | "个星期" | "个礼拜" => (TimeDelta::weeks(n), true),
        _ => return None,
    };
    let moved = if whole_days {
        // The same time on another day, also across a change of clock.
        let there = zone.local(now).naive_local().checked_add_signed(amount);
        there.ok_or(Unclear::Form).and_then(|there| local(there, zone))
    } else {
        now.checked_add_signed(amount).map(|t| zone.local(t)).ok_or(Unclear::Form)
    };
    Some(moved)
}

/// What stands behind the day.
enum Rest<'t> {
    Nothing,
    /// Behind a date in digits, where an offset may follow.
    Digits(&'t str),
    Words(String),
}

/// The day a text begins with, and what follows it.
fn day(text: &str, today: NaiveDate) -> Option<(NaiveDate, Rest<'_>)> {
    if let Some((date, rest, iso)) = numbered(text).or_else(|| with_month_name(text)) {
        return Some(match rest.trim() {
            "" => (date, Rest::Nothing),
            _ if iso => (date, Rest::Digits(rest.strip_prefix(['t', ' '])?.trim())),
            words => (date, Rest::Words(without_at(words).to_owned())),
        });
    }
    /// The word, the days from today, and the half of the day that it also says.
    const NAMED: [(&str, i64, &str); 24] = [
        ("day before yesterday", -2, ""),
        ("day after tomorrow", 2, ""),
        ("yesterday", -1, ""),
        ("today", 0, ""),
        ("tonight", 0, "tonight"),
        ("tomorrow", 1, ""),
        ("大前天", -3, ""),
        ("大后天", 3, ""),
        ("前天", -2, ""),
        ("昨天", -1, ""),
        ("昨日", -1, ""),
        ("今天", 0, ""),
        ("今日", 0, ""),
        ("明天", 1, ""),
        ("明日", 1, ""),
        ("后天", 2, ""),
        ("前晚", -2, "晚上"),
        ("昨晚", -1, "晚上"),
        ("今早", 0, "早上"),
        ("今晨", 0, "早上"),
        ("今晚", 0, "晚上"),
        ("明早", 1, "早上"),
        ("明晨", 1, "早上"),
        ("明晚", 1, "晚上"),
    ];
    let (name, offset, half) = NAMED.into_iter().find(|(name, ..)| text.starts_with(name))?;
    let rest = &text[name.len()..];
    // `todayish` is no day.
    if name.is_ascii() && rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let date = today.checked_add_signed(TimeDelta::days(offset))?;
    let rest = without_at(rest.trim());
    let nothing = rest.is_empty() && half.is_empty();
    Some((date, if nothing { Rest::Nothing } else { Rest::Words(format!("{half}{rest}")) }))
}

fn without_at(text: &str) -> &str {
    text.strip_prefix("at ").map_or(text, str::trim_start)
}

/// `14:05z`, `14:05:06 +08:00`: a time with its offset, as the program itself shows times.
pub(super) fn with_offset(day: NaiveDate, text: &str) -> Option<Result<Stamp, Unclear>> {
    let at = text.find(['z', '+', '-'])?;
    let (time, offset) = (text[..at].trim_end(), text[at..].to_ascii_uppercase());
    if !time.bytes().all(|b| b.is_ascii_digit() || b == b':') {
        return None;
    }
    let stamp = |time| parse_stamp(&format!("{day}T{time}{offset}")).ok_or(Unclear::Form);
    Some(time_of_day(time).and_then(stamp))
}

/// What exactly is unclear about a text of no form that we know.
fn reason(text: &str) -> Unclear {
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let text = text.to_ascii_lowercase();
    let words = || text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let names_weekday =
        |word: &str| WEEKDAYS.iter().any(|day| *day == word || word.starts_with(day) && word.ends_with("day"));
    let chinese = ["周", "星期", "礼拜"];
    if words().any(names_weekday) || chinese.iter().any(|week| text.contains(week)) {
        return Unclear::Weekday;
    }
    let first = words().next().unwrap_or_default();
    let date: Vec<&str> = text.split([' ', '，', ',']).next().unwrap_or_default().split(['/', '-', '.']).collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match date.as_slice() {
        [a, b, year] if is_number(a) && is_number(b) && (year.len() == 2 || year.len() == 4) => return Unclear::Order,
        [a, b] if is_number(a) && is_number(b) => return Unclear::NoYear,
        _ => {}
    }
    let chinese_date = digits(&text, 1..=2).is_some_and(|(_, rest)| rest.starts_with('月'));
    let named_month = month(first).is_some() || words().nth(1).is_some_and(|word| month(word).is_some());
    if chinese_date || named_month && !words().any(|word| word.len() == 4 && digits(word, 4..=4).is_some()) {
        return Unclear::NoYear;
    }
    match time_of_day(&text) {
        Ok(_) => Unclear::NoDay,
        Err(_) => Unclear::Form,
    }
}
