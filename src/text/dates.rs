//! Dates and times on the screen.

use crate::case::{Stamp, When};
use crate::clock::Zone;
use crate::policy::Lang;
use chrono::{Datelike, NaiveDate, Timelike};

/// `2026-11-23 18:00`.
#[must_use]
pub fn moment(stamp: Stamp, zone: Zone) -> String {
    zone.local(stamp).format("%Y-%m-%d %H:%M").to_string()
}

/// `2026-11-23 18:00 +08:00`: for a time that was typed and is echoed. Typed again it is the same moment, so seconds are
/// shown where there are any.
#[must_use]
pub fn full_moment(stamp: Stamp, zone: Zone) -> String {
    let local = zone.local(stamp);
    let form = if local.second() == 0 { "%Y-%m-%d %H:%M %:z" } else { "%Y-%m-%d %H:%M:%S %:z" };
    local.format(form).to_string()
}

/// A moment, or a date.
#[must_use]
pub fn when(when: When, zone: Zone) -> String {
    match when {
        When::At(stamp) => full_moment(stamp, zone),
        When::On(date) => date.to_string(),
    }
}

/// `Mon 23 Nov`, `11月23日周一`.
#[must_use]
pub fn day(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::En => date.format("%a %-d %b").to_string(),
        Lang::Zh => {
            const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
            let weekday = DAYS[date.weekday().num_days_from_monday() as usize];
            format!("{}月{}日周{weekday}", date.month(), date.day())
        }
    }
}

/// `Sat 21 Nov 19:20`, `11月21日周六 19:20`.
#[must_use]
pub fn day_and_time(stamp: Stamp, zone: Zone, lang: Lang) -> String {
    format!("{} {}", day(zone.date(stamp), lang), zone.local(stamp).format("%H:%M"))
}

/// Days in a row as a sentence has them; of a long list the ends.
#[must_use]
pub fn days(dates: &[NaiveDate], lang: Lang) -> String {
    let shown = |d: &NaiveDate| day(*d, lang);
    let glue = match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    };
    match dates {
        [first, .., last] if dates.len() > 5 => {
            let n = dates.len();
            let (first, last) = (shown(first), shown(last));
            tr!(lang, "{n} days from {first} to {last}", "{first}至{last}共 {n} 天")
        }
        _ => dates.iter().map(shown).collect::<Vec<_>>().join(glue),
    }
}

/// A length of time in days, hours and minutes: `4d22h40m`, `4天22小时40分`.
#[must_use]
pub fn length(seconds: i64, lang: Lang) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds % 86_400 / 3600, seconds % 3600 / 60);
    match (days, hours) {
        (0, 0) => tr!(lang, "{minutes}m", "{minutes} 分钟"),
        (0, _) => tr!(lang, "{hours}h{minutes:02}m", "{hours} 小时 {minutes:02} 分"),
        _ => tr!(lang, "{days}d{hours:02}h{minutes:02}m", "{days} 天 {hours:02} 小时 {minutes:02} 分"),
    }
}
