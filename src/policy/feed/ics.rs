//! Calendar feeds (RFC 5545). Lines are unfolded before bytes become text, because simple programs fold within a
//! character. Components are counted and not nested by recursion, so no file is too deep; lines keep their numbers.

use super::{Feed, FeedDay, FeedFault, FeedFaultKind, LeftOut, Why, clean_name};
use crate::policy::table::Bilingual;
use chrono::NaiveDate;

/// A line `NAME;PARAMETERS:VALUE`, without its parameters.
struct Line {
    number: usize,
    name: String,
    value: String,
}

/// What an event says of its days.
#[derive(Default)]
struct Event {
    line: usize,
    summary: String,
    description: String,
    special: String,
    start: Option<(String, usize)>,
    end: Option<(String, usize)>,
    duration: Option<(String, usize)>,
    repeats: bool,
    cancelled: bool,
    all_day: bool,
}

/// How an event is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Off,
    Work,
    None,
}

/// An event that names days.
struct Holiday {
    from: NaiveDate,
    to: NaiveDate,
    name: Option<String>,
    mark: Mark,
    line: usize,
}

pub(super) fn read(bytes: &[u8]) -> Result<Feed, FeedFault> {
    let mut feed = Feed::default();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut event = Event::default();
    let mut holidays = Vec::new();
    for (number, raw) in unfolded(bytes) {
        let Some(Line { number, name, value }) = line(number, &raw)? else {
            continue;
        };
        let inside = open.last().map_or("", |(name, _)| name);
        match name.as_str() {
            "BEGIN" => {
                let component = value.trim().to_ascii_uppercase();
                if component == "VEVENT" {
                    event = Event { line: number, ..Event::default() };
                }
                open.push((component, number));
            }
            "END" => {
                let component = value.trim().to_ascii_uppercase();
                if open.pop().is_none_or(|(name, _)| name != component) {
                    let component = component.chars().take(40).collect();
                    return Err(FeedFault::new(FeedFaultKind::EndOf { component }, number));
                }
                if component == "VEVENT" {
                    holidays.extend(holiday(std::mem::take(&mut event), &mut feed)?);
                }
            }
            "PRODID" if inside == "VCALENDAR" && feed.source.is_none() => {
                feed.source = clean_name(&unescaped(&value), number)?;
            }
            _ if inside == "VEVENT" => event.take(&name, value, number),
            _ => {}
        }
    }
    if let Some((component, line)) = open.pop() {
        let component = component.chars().take(40).collect();
        return Err(FeedFault::new(FeedFaultKind::CutOff { component }, line));
    }
    // A feed that marks its days off has other days too, such as festivals on which everybody works.
    let marked = holidays.iter().any(|h: &Holiday| h.mark == Mark::Off);
    for Holiday { from, to, name, mark, line } in holidays {
        if marked && mark == Mark::None {
            feed.left_out.push(LeftOut { name: name.unwrap_or_default(), line, why: Why::Unmarked });
            continue;
        }
        let name = name.map(|n| Bilingual::plain(&n));
        let day = FeedDay { works: mark == Mark::Work, hours: Vec::new(), name, source: None, line };
        feed.add(from, to, &day)?;
    }
    feed.know_years();
    Ok(feed)
}

/// The logical lines, each with the number of its first one.
fn unfolded(bytes: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
    for (index, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line.first(), lines.last_mut()) {
            (Some(b' ' | b'\t'), Some((_, last))) => last.extend_from_slice(&line[1..]),
            _ => lines.push((index + 1, line.to_vec())),
        }
    }
    lines
}

fn line(number: usize, raw: &[u8]) -> Result<Option<Line>, FeedFault> {
    let fault = |kind| FeedFault::new(kind, number);
    let text = std::str::from_utf8(raw).map_err(|_| fault(FeedFaultKind::NotUtf8))?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    // A parameter in quotes may hold a colon.
    let mut quoted = false;
    let colon = text.find(|c| {
        quoted ^= c == '"';
        c == ':' && !quoted
    });
    let (head, value) = colon.map(|at| text.split_at(at)).ok_or_else(|| fault(FeedFaultKind::NotALine))?;
    let name = head.split(';').next().unwrap_or_default().trim();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.') {
        return Err(fault(FeedFaultKind::NotALine));
    }
    Ok(Some(Line { number, name: name.to_ascii_uppercase(), value: value[1..].to_owned() }))
}

/// A text without the escapes of the format.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c) => out.push(c),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

impl Event {
    fn take(&mut self, name: &str, value: String, number: usize) {
        let is = |wanted: &str| value.trim().eq_ignore_ascii_case(wanted);
        match name {
            "SUMMARY" => self.summary = unescaped(&value),
            "DESCRIPTION" => self.description = unescaped(&value),
            "DTSTART" => self.start = Some((value.trim().to_owned(), number)),
            "DTEND" => self.end = Some((value.trim().to_owned(), number)),
            "DURATION" => self.duration = Some((value.trim().to_owned(), number)),
            "RRULE" | "RDATE" => self.repeats = true,
            "STATUS" => self.cancelled = is("CANCELLED"),
            "X-APPLE-SPECIAL-DAY" => self.special = value.trim().to_ascii_uppercase(),
            "X-MICROSOFT-CDO-ALLDAYEVENT" | "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT" => self.all_day |= is("TRUE"),
            _ => {}
        }
    }

    fn mark(&self) -> Mark {
        match self.special.as_str() {
            "WORK-HOLIDAY" => return Mark::Off,
            "ALTERNATE-WORKDAY" => return Mark::Work,
            _ => {}
        }
        let lower = self.summary.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
        let has = |wanted: &[&str]| words.iter().any(|w| wanted.contains(w));
        // "Workers' Day" is a holiday, and so is "day off work"; 调休上班 speaks of both and means work.
        let rests = has(&["off", "free", "no", "non", "holiday", "holidays"]);
        if self.summary.contains('班') || (has(&["work", "workday", "workdays", "working"]) && !rests) {
            return Mark::Work;
        }
        let kind = self.description.lines().next().unwrap_or_default().trim().to_lowercase();
        let public = ["public holiday", "公共假期", "公众假期", "法定节假日"].contains(&kind.as_str());
        if self.summary.contains(['休', '假']) || public || bracketed(&lower).is_some_and(|(_, mark)| is_mark(mark)) {
            return Mark::Off;
        }
        Mark::None
    }
}

/// The words in brackets at the end of a name, and what stands before them.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let inner = name.trim_end().strip_suffix([')', '）', ']', '】'])?;
    let at = inner.rfind(['(', '（', '[', '【'])?;
    let mark = inner[at..].trim_start_matches(['(', '（', '[', '【']);
    Some((inner[..at].trim_end(), mark.trim()))
}

fn is_mark(text: &str) -> bool {
    ["休", "班", "假", "补班", "上班", "放假", "holiday", "day off", "off", "work", "workday"]
        .contains(&text.to_lowercase().as_str())
}

/// The days of an event; `None` when it is left out.
fn holiday(event: Event, feed: &mut Feed) -> Result<Option<Holiday>, FeedFault> {
    let mark = event.mark();
    let line = event.line;
    let name = match bracketed(&event.summary) {
        Some((name, mark)) if is_mark(mark) && !name.trim().is_empty() => name,
        _ => &event.summary,
    };
    let name = clean_name(name, line)?;
    let mut leave_out = |why| {
        feed.left_out.push(LeftOut { name: name.clone().unwrap_or_default(), line, why });
        Ok(None)
    };
    if event.cancelled {
        return leave_out(Why::Cancelled);
    }
    if event.repeats {
        return leave_out(Why::Repeats);
    }
    let Some((start, at)) = &event.start else {
        return Err(FeedFault::new(FeedFaultKind::NoStart, line));
    };
    let Some(from) = day(start, event.all_day, *at)? else {
        return leave_out(Why::TimeOfDay);
    };
    let to = match (&event.end, &event.duration) {
        (Some((end, at)), _) => match day(end, event.all_day, *at)? {
            None => return leave_out(Why::TimeOfDay),
            // The end is not part of the event; one that is the start itself means a day.
            Some(end) if end > from => end.pred_opt().unwrap_or(end),
            Some(end) => end,
        },
        (None, Some((duration, at))) => match whole_days(duration) {
            Some(days) => from + chrono::TimeDelta::days((days - 1).min(10 * super::LONGEST)),
            None if duration.contains('T') => return leave_out(Why::TimeOfDay),
            None => return Err(FeedFault::new(FeedFaultKind::BadDate { text: short(duration) }, *at)),
        },
        (None, None) => from,
    };
    Ok(Some(Holiday { from, to, name, mark, line }))
}

/// `20260101`, and midnight where the event says that it lasts all day; `None` for any other time.
fn day(text: &str, all_day: bool, line: usize) -> Result<Option<NaiveDate>, FeedFault> {
    let bad = || FeedFault::new(FeedFaultKind::BadDate { text: short(text) }, line);
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    if date.len() != 8 || !date.bytes().all(|b| b.is_ascii_digit()) {
        return Err(bad());
    }
    let date = super::date_of(&format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]), line).map_err(|_| bad())?;
    Ok(match time {
        None => Some(date),
        Some(time) => (all_day && time.trim_end_matches('Z') == "000000").then_some(date),
    })
}

/// `P1D`, `P2W`.
fn whole_days(text: &str) -> Option<i64> {
    let text = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (digits, days) = match (text.strip_suffix('D'), text.strip_suffix('W')) {
        (Some(digits), _) => (digits, 1),
        (_, Some(digits)) => (digits, 7),
        _ => return None,
    };
    let number: u32 = digits.parse().ok()?;
    (number > 0).then(|| i64::from(number) * days)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
