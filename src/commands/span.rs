//! The period of a report.

use super::list::day;
use super::{Context, Failure};
use crate::clock::zone::add_days;
use crate::report::figures::Period;
use crate::text::Usage;
use chrono::{Datelike, NaiveDate};
use clap::Args;

/// The period of a report.
#[derive(Debug, Args)]
pub struct SpanArgs {
    /// A month, such as 2026-11; this month, unless said
    #[arg(long, value_name = "MONTH", conflicts_with_all = ["since", "until"])]
    pub month: Option<String>,
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
    let month_of = |first: NaiveDate| Period { since: first, until: add_days(first, days_in_month(first) - 1) };
    let first = today.with_day(1).unwrap_or(today);
    if let Some(month) = &args.month {
        let bad = || Usage::BadForm { flag: "--month".to_owned(), text: month.clone(), wanted: "2026-11" };
        let first = crate::case::stamp::parse_date(&format!("{month}-01")).ok_or_else(bad)?;
        return Ok(month_of(first));
    }
    let (since, until) = (day(ctx, "--since", args.since.as_ref())?, day(ctx, "--until", args.until.as_ref())?);
    let period = match (since, until) {
        (None, None) => month_of(first),
        (Some(since), None) => Period { since, until: today.max(since) },
        (None, Some(until)) => Period { since: until.with_day(1).unwrap_or(until), until },
        (Some(since), Some(until)) => Period { since, until },
    };
    if period.since > period.until {
        return Err(Usage::PeriodReversed.into());
    }
    Ok(period)
}

fn days_in_month(first: NaiveDate) -> u32 {
    first.num_days_in_month().into()
}
