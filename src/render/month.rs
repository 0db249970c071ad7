//! A month as a grid of weeks, Monday first.

use super::table;
use chrono::{Datelike, NaiveDate};

/// How wide a day is.
const WIDTH: usize = 9;

/// The weeks of the month that begins with `first`. A day is its number, in brackets when it is `today`, and the mark
/// that `mark` gives it.
#[must_use]
pub fn month(
    first: NaiveDate,
    today: NaiveDate,
    weekdays: &[String; 7],
    mark: impl Fn(NaiveDate) -> String,
) -> Vec<String> {
    let mut lines = vec![weekdays.iter().map(|name| padded(&format!("  {name}"))).collect::<String>()];
    let mut line = padded("").repeat(first.weekday().num_days_from_monday() as usize);
    for date in first.iter_days().take_while(|d| (d.year(), d.month()) == (first.year(), first.month())) {
        let day = date.day();
        let number = if date == today { format!("{:>4}", format!("[{day}]")) } else { format!("{day:>3} ") };
        line.push_str(&padded(&format!("{number} {}", mark(date))));
        if date.weekday() == chrono::Weekday::Sun {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    lines.into_iter().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn padded(text: &str) -> String {
    table::padded(text, WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn wide_marks_keep_the_columns() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 2, d).unwrap();
        let names = ["一", "二", "三", "四", "五", "六", "日"].map(ToOwned::to_owned);
        let lines = month(day(1), day(9), &names, |d| if d == day(14) { "班".to_owned() } else { "·".to_owned() });
        assert_eq!(lines.len(), 6, "{lines:#?}");
        let at = |line: &str, what: &str| line[..line.find(what).unwrap()].width();
        assert_eq!(at(&lines[0], "六"), 47);
        assert_eq!(at(&lines[3], "[9]"), 1);
        assert_eq!(at(&lines[3], "14"), 46);
        assert_eq!(at(&lines[3], "15"), 55);
        assert_eq!(at(&lines[5], "28"), 46);
    }
}
