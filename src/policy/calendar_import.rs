//! What a feed adds to a calendar, and the text of `calendar.toml` with it: every line that is there stays.

use super::calendar::{Calendar, Special};
use super::calendar_entries::{calendar_entries, calendar_years};
use super::feed::{Feed, FeedDay, Run, runs};
use super::table::{Bilingual, place_of};
use crate::case::place::Lines;
use crate::case::write::needs_escape;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// What stands above the entries of a new file.
const HEAD: &str = "# Working days and hours. Without [week]: Monday to Friday, 09:00-18:00.\n";

/// What a calendar lacks of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addition {
    /// Days off and of work.
    pub runs: Vec<Run>,
    /// Years whose holidays are known with them.
    pub years: BTreeSet<i32>,
}

/// A date of which calendar and feed say opposite things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The date.
    pub date: NaiveDate,
    /// Whether the calendar says that people work on it.
    pub works_here: bool,
    /// The line of the calendar.
    pub here: usize,
    /// The line of the feed.
    pub there: usize,
}

impl Addition {
    /// What a feed adds to the calendar of that text, of the years `only`, or of all when there are none.
    ///
    /// # Errors
    /// When one says that a day is off and the other that people work.
    pub fn of(text: &str, calendar: &Calendar, feed: &Feed, only: &BTreeSet<i32>) -> Result<Self, Clash> {
        let wanted = |date: &NaiveDate| only.is_empty() || only.contains(&date.year());
        let mut known = BTreeMap::new();
        let lines = Lines::of(text);
        for entry in calendar_entries(text) {
            let line = lines.number(entry.span.start);
            known.extend(entry.days().map(|date| (date, (entry.works, line))));
        }
        let mut new: BTreeMap<NaiveDate, FeedDay> = BTreeMap::new();
        for (date, day) in feed.days.iter().filter(|(date, _)| wanted(date)) {
            match known.get(date) {
                Some((works, here)) if *works != day.works => {
                    return Err(Clash { date: *date, works_here: *works, here: *here, there: day.line });
                }
                Some(_) => {}
                None => {
                    new.insert(*date, day.clone());
                }
            }
        }
        let has_day = |year: &i32| feed.days.keys().any(|d| d.year() == *year);
        let years = if only.is_empty() { &feed.years } else { only };
        let years = years.iter().filter(|y| has_day(y) && !calendar.years.contains(y)).copied().collect();
        Ok(Self { runs: runs(&new), years })
    }

    /// Whether the calendar has it all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.years.is_empty()
    }

    /// How many days off and of work it adds.
    #[must_use]
    pub fn days(&self) -> (i64, i64) {
        let count = |works| self.runs.iter().filter(|r| r.works == works).map(|r| (r.to - r.from).num_days() + 1).sum();
        (count(false), count(true))
    }

    /// The calendar with it.
    #[must_use]
    pub fn added_to(&self, calendar: &Calendar) -> Calendar {
        let mut calendar = calendar.clone();
        calendar.years.extend(&self.years);
        let usual = calendar.usual_hours().to_vec();
        for run in &self.runs {
            let hours = match (run.works, run.hours.is_empty()) {
                (false, _) => Vec::new(),
                (true, true) => usual.clone(),
                (true, false) => run.hours.clone(),
            };
            let special = Special { hours, name: run.name.clone(), source: run.source.clone() };
            for date in run.from.iter_days().take_while(|d| *d <= run.to) {
                calendar.special.insert(date, special.clone());
            }
        }
        calendar
    }

    /// The text of a calendar with it; of no calendar a new one.
    #[must_use]
    pub fn written_to(&self, text: Option<&str>) -> String {
        let mut out = text.unwrap_or(HEAD).to_owned();
        let end = if out.contains("\r\n") { "\r\n" } else { "\n" };
        for year in &self.years {
            out = with_year(&out, *year, end);
        }
        for run in &self.runs {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push_str(end);
            }
            for line in std::iter::once(String::new()).chain(entry_lines(run)) {
                out.push_str(&line);
                out.push_str(end);
            }
        }
        out
    }

    /// The entries as they are written.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let years = (!self.years.is_empty()).then(|| {
            let years: Vec<String> = self.years.iter().map(ToString::to_string).collect();
            format!("years = [{}]", years.join(", "))
        });
        years.into_iter().chain(self.runs.iter().flat_map(entry_lines)).collect()
    }
}

/// A text with a year more among those that it declares.
fn with_year(text: &str, year: i32, end: &str) -> String {
    let years = calendar_years(text);
    let (at, new) = if let Some((_, span)) = years.iter().rfind(|(y, _)| *y < year) {
        (span.end, format!(", {year}"))
    } else if let Some((_, span)) = years.first() {
        (span.start, format!("{year}, "))
    } else {
        let list = place_of(text, "years");
        if text.get(list.start..list.end).is_some_and(|t| t.starts_with('[')) && list.end > list.start {
            (list.start + 1, year.to_string())
        } else {
            let gap = if text[head(text)..].trim().is_empty() { "" } else { end };
            (head(text), format!("years = [{year}]{end}{gap}"))
        }
    };
    format!("{}{new}{}", &text[..at], &text[at..])
}

/// Where a key may be put that belongs to no table: below the remarks on top of the file.
fn head(text: &str) -> usize {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let remarks = text[start..].split_inclusive('\n').take_while(|l| l.starts_with('#') && l.ends_with('\n'));
    start + remarks.map(str::len).sum::<usize>()
}

fn entry_lines(run: &Run) -> Vec<String> {
    let mut lines = vec![if run.works { "[[work]]" } else { "[[off]]" }.to_owned()];
    if run.from == run.to {
        lines.push(format!("day = {}", run.from));
    } else {
        lines.push(format!("from = {}", run.from));
        lines.push(format!("to = {}", run.to));
    }
    if !run.hours.is_empty() {
        let hours: Vec<String> = run.hours.iter().map(|h| format!("\"{h}\"")).collect();
        lines.push(format!("hours = [{}]", hours.join(", ")));
    }
    if let Some(name) = &run.name {
        lines.push(format!("name = {}", bilingual(name)));
    }
    if let Some(source) = &run.source {
        lines.push(format!("source = {}", quoted(source)));
    }
    lines
}

fn bilingual(name: &Bilingual) -> String {
    match name {
        Bilingual { en: Some(en), zh: Some(zh) } if en == zh => quoted(en),
        Bilingual { en, zh } => {
            let pair = |key: &str, text: &Option<String>| text.as_ref().map(|t| format!("{key} = {}", quoted(t)));
            let pairs: Vec<String> = [pair("en", en), pair("zh", zh)].into_iter().flatten().collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if needs_escape(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::read_calendar;

    fn addition() -> Addition {
        let day = |d| NaiveDate::from_ymd_opt(2026, 10, d).unwrap();
        let run = |from, to, works, name: &str| Run {
            from: day(from),
            to: day(to),
            works,
            hours: Vec::new(),
            name: Some(Bilingual::plain(name)),
            source: Some("a \"source\" \\".to_owned()),
        };
        Addition { runs: vec![run(1, 7, false, "国庆节"), run(10, 10, true, "补班")], years: [2026].into() }
    }

    #[test]
    fn every_form_of_a_file_takes_the_days_and_keeps_its_lines() {
        for text in [
            "",
            "years = [2025]",
            "years = []\n",
            "years = [\n  2025, # known\n]\n",
            "years = [2025, 2027,]\n[week]\nmonday = [\"09:00-18:00\"]\n",
            "years = [2027]\n",
            "# a remark on top\n\n# on the week\n[week]\nmonday = [\"09:00-18:00\"] # a remark\n",
            "[[off]]\r\nday = 2026-01-01\r\n",
            "\u{feff}# remark\n[[off]]\nday = 2026-01-01",
            "# only a remark, without a line end",
        ] {
            let (calendar, faults) = read_calendar(text);
            assert_eq!(faults, [], "{text:?}");
            let new = addition().written_to(Some(text));
            let (read, faults) = read_calendar(&new);
            assert_eq!(faults, [], "{text:?}\n{new}");
            assert_eq!(read, addition().added_to(&calendar), "{text:?}\n{new}");
            assert_eq!(new.contains("# known"), text.contains("# known"));
            for line in text.lines().filter(|l| !l.starts_with("years") && !l.contains("2025,")) {
                assert!(new.lines().any(|l| l == line), "{line:?} of {text:?} is gone:\n{new}");
            }
            assert_eq!(new.contains("\r\n"), text.contains("\r\n"));
            assert_eq!(new.matches('\n').count(), new.matches(if text.contains('\r') { "\r\n" } else { "\n" }).count());
        }
    }

    #[test]
    fn a_new_file_is_complete() {
        let new = addition().written_to(None);
        let (read, faults) = read_calendar(&new);
        assert_eq!(faults, []);
        assert_eq!(read, addition().added_to(&Calendar::default()));
        assert!(new.starts_with(HEAD), "{new}");
    }

    #[test]
    fn years_stand_in_their_order() {
        let text = with_year("years = [2025, 2027]\n", 2026, "\n");
        assert_eq!(text, "years = [2025, 2026, 2027]\n");
        assert_eq!(with_year("years = [2027]\n", 2026, "\n"), "years = [2026, 2027]\n");
    }
}
