//! Dates as people type them, year included.

use chrono::NaiveDate;

/// `2026-11-20`, `2026/11/20`, `2026年11月20日`: the date, what follows, and whether an offset may.
pub(super) fn numbered(text: &str) -> Option<(NaiveDate, &str, bool)> {
    let (year, rest) = digits(text, 4..=4)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '年'))?;
    let (month, rest) = digits(&rest[mark.len_utf8()..], 1..=2)?;
    let rest = rest.strip_prefix(if mark == '年' { '月' } else { mark })?;
    let (day, rest) = digits(rest, 1..=2)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    if mark == '年' {
        return Some((date, rest.strip_prefix(['日', '号'])?, false));
    }
    let apart = rest.is_empty() || rest.starts_with(' ') || mark == '-' && rest.starts_with('t');
    apart.then_some((date, rest, true))
}

/// `20 nov 2026`, `november 20, 2026`.
pub(super) fn with_month_name(text: &str) -> Option<(NaiveDate, &str, bool)> {
    let (first, rest) = text.split_once(' ')?;
    let (second, rest) = rest.trim_start().split_once(' ')?;
    let rest = rest.trim_start();
    let (day, month) = match month(first) {
        Some(month) => (second.strip_suffix(',').unwrap_or(second), month),
        None => (first, month(second.strip_suffix(',').unwrap_or(second))?),
    };
    let (day, "") = digits(day, 1..=2)? else { return None };
    let (year, rest) = digits(rest, 4..=4)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    (rest.is_empty() || rest.starts_with(' ')).then_some((date, rest, false))
}

pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS
        .iter()
        .position(|name| *name == word || name[..3] == *word || word == "sept" && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

/// The number a text begins with, if it has so many digits, and what follows.
pub(super) fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(u32, &str)> {
    let n = text.bytes().take_while(u8::is_ascii_digit).count();
    if !count.contains(&n) {
        return None;
    }
    Some((text[..n].parse().ok()?, &text[n..]))
}
