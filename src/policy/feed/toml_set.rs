//! The days of another calendar in the format of `calendar.toml`, such as the sets that come with the program.

use super::{Feed, FeedDay, FeedFault, FeedFaultKind, clean_name};
use crate::case::place::Lines;
use crate::policy::table::Bilingual;
use crate::policy::{calendar_entries, read_calendar};

pub(super) fn read(text: &str) -> Result<Feed, FeedFault> {
    let (calendar, faults) = read_calendar(text);
    let lines = Lines::of(text);
    if let Some(fault) = faults.into_iter().next() {
        return Err(FeedFault::new(FeedFaultKind::Toml(fault.kind), lines.number(fault.span.start)));
    }
    let mut feed = Feed::default();
    for entry in calendar_entries(text) {
        let line = lines.number(entry.span.start);
        let Some(special) = calendar.special.get(&entry.from) else {
            continue;
        };
        let name = match &special.name {
            None => None,
            Some(Bilingual { en, zh }) => {
                let clean = |text: &Option<String>| clean_name(text.as_deref().unwrap_or_default(), line);
                Some(Bilingual { en: clean(en)?, zh: clean(zh)? }).filter(|name| *name != Bilingual::default())
            }
        };
        let source = clean_name(special.source.as_deref().unwrap_or_default(), line)?;
        let hours = if entry.own_hours { special.hours.clone() } else { Vec::new() };
        feed.add(entry.from, entry.to, &FeedDay { works: entry.works, hours, name, source, line })?;
    }
    feed.years = calendar.years;
    if feed.years.is_empty() {
        feed.know_years();
    }
    Ok(feed)
}
