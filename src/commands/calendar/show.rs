//! `calendar show`: a month or a year as a page, or its days for machines.

use crate::commands::{Context, Exit, Failure, Outcome, Output};
use crate::render::json::Envelope;
use crate::render::month::month;
use crate::render::{Cell, Sheet, table};
use crate::report::calendar::{DayKind, DayRow, day_rows, special_runs, working_time};
use crate::text::calendar::{
    days, heading, hours, mark, month_name, other_hours, source, today, unknown_year, weekday, working_time as time,
    yes,
};
use crate::text::{Say, Usage, pick};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use unicode_width::UnicodeWidthStr;

pub(super) fn show(period: Option<&str>, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let now = ctx.zone().date(ctx.now.stamp);
    let months = months(period, now)?;
    let last = months.last().map_or(now, |m| *m + chrono::TimeDelta::days(i64::from(m.num_days_in_month()) - 1));
    let rows = day_rows(&ctx.policy.calendar, months.first().copied().unwrap_or(now), last);
    if ctx.global.format.is_some() {
        let envelope = Envelope { schema: "amends.calendar/1", now: ctx.now.stamp, incomplete: false };
        output.print(&sheet(&rows, ctx).print(ctx.format(), ctx.screen(), &envelope));
    } else {
        page(&rows, &months, now, ctx, output);
    }
    Ok(Exit::Fine)
}

/// The first days of the months that a period means.
fn months(period: Option<&str>, now: NaiveDate) -> Result<Vec<NaiveDate>, Failure> {
    let Some(period) = period else {
        return Ok(vec![now.with_day(1).unwrap_or(now)]);
    };
    let bad = || Usage::BadForm { flag: "PERIOD".to_owned(), text: period.to_owned(), wanted: "2026-10, 2026" };
    let first = |text: &str| crate::case::stamp::parse_date(text).filter(|d| (1900..=9998).contains(&d.year()));
    if let Some(month) = first(&format!("{period}-01")) {
        return Ok(vec![month]);
    }
    let year: Option<Vec<NaiveDate>> = (1..=12).map(|m| first(&format!("{period}-{m:02}-01"))).collect();
    year.ok_or_else(|| bad().into())
}

fn sheet(rows: &[DayRow], ctx: &Context) -> Sheet {
    let lang = ctx.lang;
    let keys = ["date", "weekday", "working", "hours", "kind", "name", "source", "covered"];
    let mut sheet =
        Sheet::with(keys.map(|k| (k, heading(k, lang))).to_vec()).flowing(&["name", "source"]).rigid(&["date"]);
    for row in rows {
        let words = row.date.format("%a").to_string().to_lowercase();
        let works = !row.hours.is_empty();
        let name = row.name.as_ref().map(|n| pick(n, lang, "")).filter(|n| !n.is_empty());
        sheet.rows.push(vec![
            Cell::text(&row.date.to_string()),
            Cell::both(words, weekday(row.date, lang)),
            Cell::both(works, yes(works, lang)),
            Cell::maybe(Some(hours(&row.hours)).filter(|_| works).as_deref()),
            Cell::both(row.kind.as_str(), row.kind.say(lang)),
            Cell::maybe(name),
            Cell::maybe(row.source.as_deref()),
            Cell::both(row.covered, yes(row.covered, lang)),
        ]);
    }
    sheet
}

/// Grids, the days with a name, and how much is worked.
fn page(rows: &[DayRow], months: &[NaiveDate], now: NaiveDate, ctx: &Context, output: &mut Output) {
    let lang = ctx.lang;
    let by_date: BTreeMap<NaiveDate, &DayRow> = rows.iter().map(|r| (r.date, r)).collect();
    // Any week will do for the names of its days.
    let monday = now - chrono::TimeDelta::days(i64::from(now.weekday().num_days_from_monday()));
    let names: Vec<String> = monday.iter_days().take(7).map(|d| weekday(d, lang)).collect();
    let names = <[String; 7]>::try_from(names).unwrap_or_default();
    let of_day = |date: NaiveDate| by_date.get(&date).map(|r| mark(r.kind, r.own_hours, lang)).unwrap_or_default();
    for first in months {
        output.line(&month_name(*first, lang));
        for line in month(*first, now, &names, of_day) {
            output.line(&line);
        }
        output.line("");
    }
    output.line(&legend(rows, now, lang));
    named(rows, ctx, output);
    let of_month = |first: &NaiveDate| {
        let own: Vec<DayRow> = rows.iter().filter(|r| r.date.month() == first.month()).cloned().collect();
        let (days, minutes) = working_time(&own);
        (month_name(*first, lang), time(days, minutes, lang))
    };
    if months.len() > 1 {
        let each: Vec<(String, String)> = months.iter().map(of_month).collect();
        output.page(&table::pairs(&each, 0, ctx.screen().width));
    }
    let (days, minutes) = working_time(rows);
    output.line(&time(days, minutes, lang));
    let years: BTreeSet<i32> = rows.iter().filter(|r| !r.covered).map(|r| r.date.year()).collect();
    for year in years {
        output.line(&unknown_year(year, !ctx.policy.calendar.years.is_empty(), lang));
    }
}

/// What the marks mean, of those that are there.
fn legend(rows: &[DayRow], now: NaiveDate, lang: crate::policy::Lang) -> String {
    let kinds = [DayKind::Off, DayKind::MakeUp, DayKind::Rest];
    let there = kinds.into_iter().filter(|kind| rows.iter().any(|r| r.kind == *kind));
    let mut pieces: Vec<String> = there.map(|kind| format!("{} {}", mark(kind, false, lang), kind.say(lang))).collect();
    if rows.iter().any(|r| r.own_hours) {
        pieces.push(format!("* {}", other_hours(lang)));
    }
    if rows.iter().any(|r| r.date == now) {
        pieces.push(format!("[{}] {}", now.day(), today(lang)));
    }
    pieces.join("   ")
}

/// The days that the calendar names, and where they are known from, each source once.
fn named(rows: &[DayRow], ctx: &Context, output: &mut Output) {
    let lang = ctx.lang;
    let runs = special_runs(rows);
    let widest = runs.iter().map(|run| run.first.kind.say(lang).width()).max().unwrap_or(0);
    let mut sources: Vec<&str> = Vec::new();
    let mut pairs = Vec::new();
    for run in &runs {
        let row = run.first;
        let mut words = vec![table::padded(&row.kind.say(lang), widest)];
        words.extend(row.name.as_ref().map(|n| pick(n, lang, "").to_owned()).filter(|n| !n.is_empty()));
        if row.own_hours {
            words.push(hours(&row.hours));
        }
        pairs.push((days(row.date, run.last.date, lang), words.join("  ")));
        sources.extend(row.source.as_deref().filter(|s| !sources.contains(s)));
    }
    if !pairs.is_empty() {
        output.line("");
        output.page(&table::pairs(&pairs, 0, ctx.screen().width));
    }
    for text in sources {
        output.page(&table::wrapped("", &source(text, lang), ctx.screen().width));
    }
    output.line("");
}
