//! The calendar of working days: its page, and what is odd about it.

use super::Say;
use crate::check::CalendarFinding;
use crate::policy::{Hours, Lang};
use crate::report::DayKind;
use chrono::{Datelike, NaiveDate};

impl Say for DayKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Work => tr!(lang, "working day", "工作日"),
            Self::Rest => tr!(lang, "day of rest", "休息日"),
            Self::Off => tr!(lang, "day off", "放假"),
            Self::MakeUp => tr!(lang, "make-up working day", "调休上班"),
        }
    }
}

impl Say for CalendarFinding {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::OutsideYears { year } => tr!(
                lang,
                "{year} is not among `years`, so deadlines in it are told as uncertain although days of it are named here",
                "“years”里没有 {year} 年；这里虽然写了该年的日子，落在该年的期限仍会提示没有数据"
            ),
            Self::YearWithoutDays { year } => tr!(
                lang,
                "{year} is declared as known, but no day of it is named",
                "{year} 年写在“years”里，却没有该年的任何日子"
            ),
            Self::RestAnyway { date } => {
                tr!(lang, "{date} is a day of rest without this entry too", "不写这一条，{date} 也是休息日")
            }
            Self::WorkAnyway { date } => tr!(
                lang,
                "{date} is a working day without this entry too, and the entry has no hours of its own",
                "不写这一条，{date} 也是工作日，而且这一条没有写“hours”"
            ),
            Self::NoYears => tr!(
                lang,
                "no `years` are declared, so nobody is warned when a deadline uses a year without data",
                "没有写“years”，期限落在没有数据的年份时不会有提示"
            ),
            Self::YearUnknown { year } => tr!(
                lang,
                "the holidays of {year} are not known; get them with: amends calendar import FILE",
                "没有 {year} 年的节假日；请导入：`amends calendar import FILE`"
            ),
        }
    }
}

/// The name of a month.
#[must_use]
pub fn month_name(first: NaiveDate, lang: Lang) -> String {
    let (year, month) = (first.year(), first.month());
    match lang {
        Lang::En => first.format("%B %Y").to_string(),
        Lang::Zh => format!("{year}年{month}月"),
    }
}

/// `Mon`, `周一`.
#[must_use]
pub fn weekday(date: NaiveDate, lang: Lang) -> String {
    const DAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    match lang {
        Lang::En => date.format("%a").to_string(),
        Lang::Zh => DAYS[date.weekday().num_days_from_monday() as usize].to_owned(),
    }
}

/// A day or a range of days: `2026-10-10 Sat`, `2026-10-01 … 2026-10-07`.
#[must_use]
pub fn days(from: NaiveDate, to: NaiveDate, lang: Lang) -> String {
    if from == to { format!("{from} {}", weekday(from, lang)) } else { format!("{from} … {to}") }
}

/// The mark of a day in the grid; an ordinary working day has none.
#[must_use]
pub fn mark(kind: DayKind, own_hours: bool, lang: Lang) -> String {
    let other = if own_hours { "*" } else { "" };
    match kind {
        DayKind::Work => other.to_owned(),
        DayKind::Rest => "-".to_owned(),
        DayKind::Off => tr!(lang, "off", "休"),
        DayKind::MakeUp => tr!(lang, "work{other}", "班{other}"),
    }
}

/// What hours other than the usual ones are called below the grid.
#[must_use]
pub fn other_hours(lang: Lang) -> String {
    tr!(lang, "other hours than usual", "时段与平日不同")
}

/// What today is called below the grid.
#[must_use]
pub fn today(lang: Lang) -> String {
    tr!(lang, "today", "今天")
}

/// Stretches of working time.
#[must_use]
pub fn hours(hours: &[Hours]) -> String {
    hours.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The heading of a column.
#[must_use]
pub fn heading(key: &str, lang: Lang) -> String {
    match key {
        "date" => tr!(lang, "date", "日期"),
        "weekday" => tr!(lang, "weekday", "星期"),
        "working" => tr!(lang, "working", "上班"),
        "hours" => tr!(lang, "hours", "时段"),
        "kind" => tr!(lang, "kind", "类型"),
        "name" => tr!(lang, "name", "名称"),
        "source" => tr!(lang, "source", "来源"),
        _ => tr!(lang, "year known", "该年有数据"),
    }
}

/// Yes or no.
#[must_use]
pub fn yes(is: bool, lang: Lang) -> String {
    if is { tr!(lang, "yes", "是") } else { tr!(lang, "no", "否") }
}

/// So many working days with so many minutes of working time.
#[must_use]
pub fn working_time(days: usize, minutes: u32, lang: Lang) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match rest {
        0 => tr!(lang, "working days: {days}, hours: {hours}", "工作日 {days} 天，共 {hours} 小时"),
        _ => {
            let rest = format!("{rest:02}");
            tr!(lang, "working days: {days}, hours: {hours}:{rest}", "工作日 {days} 天，共 {hours} 小时 {rest} 分")
        }
    }
}

/// Where the days of the page are known from.
#[must_use]
pub fn source(text: &str, lang: Lang) -> String {
    tr!(lang, "source: {text}", "来源：{text}")
}

/// That the holidays of a year are not known.
#[must_use]
pub fn unknown_year(year: i32, any: bool, lang: Lang) -> String {
    if any {
        tr!(
            lang,
            "the holidays of {year} are not known: only the week and the entries of calendar.toml count",
            "没有 {year} 年的节假日：只按每周安排和 `calendar.toml` 里的日子计算"
        )
    } else {
        tr!(
            lang,
            "no holidays are known: calendar.toml declares no years, so the week decides",
            "没有任何节假日：`calendar.toml` 没有写“years”，只按每周安排计算"
        )
    }
}
