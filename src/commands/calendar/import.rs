//! `calendar import`: holidays from files into `calendar.toml`, without touching a line that is there.

use crate::case::id::nearest;
use crate::case::place::visible;
use crate::commands::desk::{lock_failure, write_failure};
use crate::commands::{Context, Exit, Failure, Outcome, Output, input, way_back};
use crate::policy::feed::{Feed, FeedDay, FeedFault, FeedFaultKind, read_feed};
use crate::policy::holidays::{HOLIDAYS, holidays};
use crate::policy::{Addition, read_calendar};
use crate::store::{InputTrouble, PATIENCE, Writing, read_input_bytes, reads_as};
use crate::text::{Hint, Import, Trouble, Usage};
use chrono::{Datelike, NaiveDate};
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "calendar.toml";

/// How many events that are left out are named.
const NAMED: usize = 20;

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Calendar feeds (ICS), holiday sets (JSON) or other calendars; - is standard input. Or a set that comes with the program: cn-2026 (China)
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    /// Only the days of this year; may be given several times
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=9998))]
    pub year: Vec<i32>,
    /// Where the days are known from; what the file says of itself, unless said
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub source: Option<String>,
    /// The region, where a JSON file has several
    #[arg(long, value_name = "NAME")]
    pub division: Option<String>,
}

/// What the files say together: each day with the file that names it.
#[derive(Default)]
struct Gathered {
    feed: Feed,
    files: BTreeMap<NaiveDate, String>,
}

pub(super) fn import(args: &ImportArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let mut gathered = Gathered::default();
    for file in &args.files {
        let (shown, feed) = (visible(file), feed_of(file, args, ctx)?);
        left_out(&shown, &feed, ctx, output);
        if feed.days.is_empty() {
            let fault = FeedFault { kind: FeedFaultKind::Empty, line: 0 };
            return Err(Failure::new(Exit::Trouble, Import::BadFeed { file: shown, fault }).into());
        }
        gathered.add(&shown, feed, args.source.as_deref())?;
    }
    let only: BTreeSet<i32> = args.year.iter().copied().collect();
    let years: BTreeSet<i32> = gathered.feed.days.keys().map(Datelike::year).collect();
    if let Some(year) = only.iter().find(|y| !years.contains(y)) {
        let years = years.into_iter().collect();
        return Err(Failure::new(Exit::Usage, Import::NoYear { year: *year, years }).into());
    }
    let writing = if ctx.global.dry_run {
        None
    } else {
        let who = ctx.actor().unwrap_or_else(|_| "calendar".to_owned());
        Some(Writing::begin(&ctx.workspace, &who, PATIENCE).map_err(lock_failure)?)
    };
    // Read again: somebody may have written since the policy was read.
    let old = match ctx.workspace.calendar_text() {
        None => None,
        Some(Ok(text)) => Some(text),
        Some(Err(_)) => return Err(Failure::from(Trouble::Config { path: FILE.to_owned() }).into()),
    };
    let text = old.as_deref().unwrap_or_default();
    let (calendar, faults) = read_calendar(text);
    if !faults.is_empty() {
        return Err(Failure::from(Trouble::Config { path: FILE.to_owned() }).into());
    }
    let addition = Addition::of(text, &calendar, &gathered.feed, &only).map_err(|clash| {
        let file = gathered.files.get(&clash.date).cloned().unwrap_or_default();
        Failure::new(Exit::Refused, Import::Clash { clash, file })
    })?;
    if addition.is_empty() {
        output.line(&ctx.say(Import::NothingNew));
        return Ok(Exit::Fine);
    }
    let (new, wanted) = (addition.written_to(old.as_deref()), addition.added_to(&calendar));
    reads_as(&new, &wanted, addition.lines()).map_err(|failure| write_failure(ctx, failure))?;
    if let Some(writing) = &writing {
        let synced = writing.replace_calendar(&new, old.is_none(), ctx.random());
        let synced = synced.map_err(|failure| write_failure(ctx, failure))?;
        output.recorded = true;
        if !synced {
            output.hint(Hint::NotSynced { path: FILE.to_owned() }, ctx.lang);
        }
    }
    for run in &addition.runs {
        output.line(&ctx.say(Import::Days { run: run.clone() }));
    }
    let (off, work) = addition.days();
    output.line(&ctx.say(Import::Added { off, work, years: addition.years.iter().copied().collect() }));
    if writing.is_none() {
        output.hint(Hint::DryRun, ctx.lang);
    } else {
        way_back::uncommitted(ctx, FILE, output);
    }
    Ok(Exit::Fine)
}

/// Reads a file, standard input, or a set that comes with the program.
fn feed_of(file: &str, args: &ImportArgs, ctx: &Context) -> Result<Feed, Failure> {
    let path = ctx.surroundings.here.join(file);
    let there = path.symlink_metadata().is_ok();
    let shown = visible(file);
    let bytes = match holidays(file).filter(|_| !there) {
        Some(text) => text.as_bytes().to_vec(),
        None if file == "-" => input::stdin()?.into_bytes(),
        None if !there && !file.contains(['.', '/', '\\']) => {
            let sets: Vec<String> = HOLIDAYS.iter().map(|(id, _)| (*id).to_owned()).collect();
            let near = nearest(file, sets.iter().map(String::as_str));
            return Err(Failure::new(Exit::Usage, Import::NoSet { text: shown, sets, near }));
        }
        None => read_input_bytes(&path).map_err(|bad| {
            let file = shown.clone();
            Failure::from(match bad {
                InputTrouble::NotAFile => Usage::NotAFile { file },
                InputTrouble::TooLarge => Usage::TooLong { file },
                InputTrouble::Said(reason) => Usage::BadInput { file, reason },
            })
        })?,
    };
    let mut feed = read_feed(&bytes, args.division.as_deref())
        .map_err(|fault| Failure::new(Exit::Trouble, Import::BadFeed { file: shown, fault }))?;
    if feed.source.is_none() && file != "-" {
        feed.source = path.file_name().map(|name| visible(&name.to_string_lossy()));
    }
    Ok(feed)
}

fn left_out(file: &str, feed: &Feed, ctx: &Context, output: &mut Output) {
    for event in feed.left_out.iter().take(NAMED) {
        output.hint(Import::LeftOut { file: file.to_owned(), event: event.clone() }, ctx.lang);
    }
    let count = feed.left_out.len().saturating_sub(NAMED);
    if count > 0 {
        output.hint(Import::MoreLeftOut { file: file.to_owned(), count }, ctx.lang);
    }
}

impl Gathered {
    /// Adds the days of a file. Of a day that two files name the first stays; both ways is refused.
    fn add(&mut self, file: &str, feed: Feed, source: Option<&str>) -> Result<(), Failure> {
        for (date, day) in feed.days {
            if let Some(known) = self.feed.days.get(&date) {
                if known.works != day.works {
                    let known = (known.works, place(&self.files[&date], known.line));
                    let (off, work) = match (known, place(file, day.line)) {
                        ((true, work), off) => (off, work),
                        ((false, off), work) => (off, work),
                    };
                    return Err(Failure::new(Exit::Refused, Import::FilesClash { date, off, work }));
                }
                continue;
            }
            let source = source.map(ToOwned::to_owned).or(day.source).or_else(|| feed.source.clone());
            self.feed.days.insert(date, FeedDay { source, ..day });
            self.files.insert(date, file.to_owned());
        }
        self.feed.years.extend(feed.years);
        Ok(())
    }
}

fn place(file: &str, line: usize) -> String {
    if line > 0 { format!("{file}:{line}") } else { file.to_owned() }
}
