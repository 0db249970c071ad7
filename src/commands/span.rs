//! The period of a report.

use super::list::day;
use super::{Context, Failure};
use crate::case::stamp::parse_date;
use crate::report::figures::Period;
use crate::text::Usage;
use chrono::{Datelike, NaiveDate};
use clap::Args;

/// The period of a report.
#[derive(Debug, Args)]
pub struct SpanArgs {
    /// A month, such as 2026-11; this month, unless said
    #[arg(long, value_name = "MONTH", conflicts_with_all = ["since", "until", "quarter", "year"])]
    pub month: Option<String>,
    /// A quarter, such as 2026-Q4
    #[arg(long, value_name = "QUARTER", conflicts_with_all = ["since", "until", "year"])]
    pub quarter: Option<String>,
    /// A year, such as 2026
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["since", "until"])]
    pub year: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Last day; it may lie ahead of now, the figures stop at now
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

/// The period that the flags mean: this month unless they say otherwise.
///
/// # Errors
/// When a date is not clear, or the end comes first.
pub(super) fn period(args: &SpanArgs, ctx: &Context) -> Result<Period, Failure> {
    let today = ctx.zone().date(ctx.now.stamp);
    let bad = |flag: &str, text: &str, wanted| Usage::BadForm { flag: flag.to_owned(), text: text.to_owned(), wanted };
    if let Some(text) = &args.month {
        let first = parse_date(&format!("{text}-01"));
        return Ok(Period::month(first.ok_or_else(|| bad("--month", text, "2026-11"))?));
    }
    if let Some(text) = &args.quarter {
        return Ok(Period::quarter(quarter(text).ok_or_else(|| bad("--quarter", text, "2026-Q4"))?));
    }
    if let Some(text) = &args.year {
        let first = parse_date(&format!("{text}-01-01"));
        return Ok(Period::year(first.ok_or_else(|| bad("--year", text, "2026"))?));
    }
    let (since, until) = (day(ctx, "--since", args.since.as_ref())?, day(ctx, "--until", args.until.as_ref())?);
    let period = match (since, until) {
        (None, None) => Period::month(today),
        (Some(since), None) => Period { since, until: today.max(since) },
        (None, Some(until)) => Period { since: until.with_day(1).unwrap_or(until), until },
        (Some(since), Some(until)) => Period { since, until },
    };
    if period.since > period.until {
        return Err(Usage::PeriodReversed.into());
    }
    Ok(period)
}

/// The first day of a quarter.
fn quarter(text: &str) -> Option<NaiveDate> {
    let (year, number) = text.split_once(['-', ' ']).map(|(y, n)| (y, n.trim_start_matches(['Q', 'q'])))?;
    let first = match number {
        "1" => "01",
        "2" => "04",
        "3" => "07",
        "4" => "10",
        _ => return None,
    };
    parse_date(&format!("{year}-{first}-01"))
}
