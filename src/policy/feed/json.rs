//! Holiday sets in JSON: `days` with `date` and `isOffDay`, alone or in a list; `holidays` and `workdays` by date; and
//! the bank holidays of gov.uk.

use super::{Feed, FeedDay, FeedFault, FeedFaultKind, clean_name, date_of};
use crate::policy::table::Bilingual;
use serde_json::{Map, Value};
use std::collections::{HashMap, VecDeque};

type Object = Map<String, Value>;

/// A set on its way to a feed. serde_json knows no places, so the line of a date is where its text stands.
struct Reader<'t> {
    lines: HashMap<&'t str, VecDeque<usize>>,
    feed: Feed,
}

pub(super) fn read(text: &str, division: Option<&str>) -> Result<Feed, FeedFault> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        // The line is told apart from the message.
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        FeedFault::new(FeedFaultKind::Json { message }, error.line())
    })?;
    let mut reader = Reader { lines: lines_of_dates(text), feed: Feed::default() };
    match &value {
        Value::Array(sets) => {
            for set in sets {
                let set = set.as_object().ok_or_else(|| shape("days: [{date, isOffDay, name}]"))?;
                reader.set(set)?;
            }
        }
        Value::Object(set) if set.contains_key("days") => reader.set(set)?,
        Value::Object(set) if ["holidays", "workdays"].iter().any(|k| set.get(*k).is_some_and(Value::is_object)) => {
            reader.by_date(set)?;
        }
        Value::Object(set) => reader.divisions(set, division)?,
        _ => return Err(FeedFault::new(FeedFaultKind::NotAFeed, 0)),
    }
    if reader.feed.years.is_empty() {
        reader.feed.know_years();
    }
    Ok(reader.feed)
}

fn shape(wanted: &'static str) -> FeedFault {
    FeedFault::new(FeedFaultKind::Shape { wanted }, 0)
}

/// The lines on which each text of a date's length stands.
fn lines_of_dates(text: &str) -> HashMap<&str, VecDeque<usize>> {
    let mut lines: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (index, line) in text.split('\n').enumerate() {
        for (at, _) in line.match_indices('"') {
            if let Some(date) = line.get(at + 1..at + 11).filter(|_| line.as_bytes().get(at + 11) == Some(&b'"')) {
                lines.entry(date).or_default().push_back(index + 1);
            }
        }
    }
    lines
}

impl Reader<'_> {
    fn day(&mut self, date: &str, works: bool, name: Option<Bilingual>, source: Option<&str>) -> Result<(), FeedFault> {
        let line = self.lines.get_mut(date).and_then(VecDeque::pop_front).unwrap_or_default();
        let day = date_of(date, line)?;
        let clean = |text: Option<String>| clean_name(text.as_deref().unwrap_or_default(), line);
        let name = match name {
            Some(Bilingual { en, zh }) => Some(Bilingual { en: clean(en)?, zh: clean(zh)? }),
            None => None,
        };
        let name = name.filter(|n| *n != Bilingual::default());
        let source = source.map(ToOwned::to_owned);
        self.feed.add(day, day, &FeedDay { works, hours: Vec::new(), name, source, line })
    }

    /// A year of a set as holiday-cn has it.
    fn set(&mut self, set: &Object) -> Result<(), FeedFault> {
        const WANTED: &str = "days: [{date, isOffDay, name}]";
        let days = set.get("days").and_then(Value::as_array).ok_or_else(|| shape(WANTED))?;
        let papers = set.get("papers").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let papers = clean_name(&papers.collect::<Vec<_>>().join(" "), 0)?;
        for day in days {
            let date = day.get("date").and_then(Value::as_str).ok_or_else(|| shape(WANTED))?;
            let off = day.get("isOffDay").and_then(Value::as_bool).ok_or_else(|| shape(WANTED))?;
            let name = day.get("name").and_then(Value::as_str).map(Bilingual::plain);
            self.day(date, !off, name, papers.as_deref())?;
        }
        // What the set says of its year holds: it may name the last days of the December before.
        if let Some(year) = set.get("year").and_then(Value::as_i64).and_then(|y| i32::try_from(y).ok())
            && self.feed.days.keys().any(|d| chrono::Datelike::year(d) == year)
        {
            self.feed.years.insert(year);
        }
        Ok(())
    }

    /// `holidays` and `workdays`, each from a date to `English,中文,number`.
    fn by_date(&mut self, set: &Object) -> Result<(), FeedFault> {
        const WANTED: &str = "holidays: {date: name}";
        for (key, works) in [("holidays", false), ("workdays", true)] {
            let Some(days) = set.get(key) else { continue };
            for (date, name) in days.as_object().ok_or_else(|| shape(WANTED))? {
                let name = name.as_str().ok_or_else(|| shape(WANTED))?;
                let parts: Vec<&str> = name.split(',').collect();
                let name = match parts[..] {
                    [en, zh, n] if n.bytes().all(|b| b.is_ascii_digit()) => {
                        Bilingual { en: Some(en.to_owned()), zh: Some(zh.to_owned()) }
                    }
                    _ => Bilingual::plain(name),
                };
                self.day(date, works, Some(name), None)?;
            }
        }
        Ok(())
    }

    /// `events` of one country, or of several by their names.
    fn divisions(&mut self, set: &Object, wanted: Option<&str>) -> Result<(), FeedFault> {
        const WANTED: &str = "events: [{title, date}]";
        let has_events = |value: &Value| value.get("events").is_some_and(Value::is_array);
        let own = Value::Object(set.clone());
        let all: Vec<(&String, &Value)> = set.iter().filter(|(_, v)| has_events(v)).collect();
        let names = || all.iter().take(20).map(|(name, _)| name.chars().take(40).collect()).collect();
        let chosen = match (wanted, &all[..]) {
            _ if has_events(&own) => &own,
            (_, []) => return Err(FeedFault::new(FeedFaultKind::NotAFeed, 0)),
            (None, [(_, only)]) => only,
            (None, _) => return Err(FeedFault::new(FeedFaultKind::WhichDivision { divisions: names() }, 0)),
            (Some(wanted), _) => {
                let (wanted, divisions) = (wanted.to_owned(), names());
                let found = all.iter().find(|(name, _)| **name == wanted).map(|(_, events)| *events);
                found.ok_or_else(|| FeedFault::new(FeedFaultKind::NoDivision { wanted, divisions }, 0))?
            }
        };
        for event in chosen.get("events").and_then(Value::as_array).into_iter().flatten() {
            let date = event.get("date").and_then(Value::as_str).ok_or_else(|| shape(WANTED))?;
            let title = event.get("title").and_then(Value::as_str).map(Bilingual::plain);
            self.day(date, false, title, None)?;
        }
        Ok(())
    }
}
