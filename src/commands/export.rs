//! `amends export`: the cases as tables for spreadsheets and databases, or as whole records.

use super::judged::{Judged, judge_all};
use super::list::day;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::words::words;
use crate::clock::View;
use crate::clock::view::Phase;
use crate::render::csv::{BOM, Texts, heading, row_of};
use crate::render::{Format, json};
use crate::report::export::record::record;
use crate::report::export::{Table, Type};
use crate::store::{Loaded, output_folder, output_is_writable, read_yaml, write_output};
use crate::text::{Exporting, Trouble, Usage};
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value};
use std::path::Path;

/// Export the cases as tables for spreadsheets and databases, or as whole records
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What: cases (the default), cycles, events, clocks, days, records (each case whole, jsonl only), or all (each of them into a file in the folder of -o)
    #[arg(value_name = "TABLE")]
    pub table: Option<String>,
    /// Of cases in these states: open, waiting, closed
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub state: Vec<String>,
    /// Of cases received on or after this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Of cases received on or before this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// With customers, contacts and texts unmasked
    #[arg(long)]
    pub reveal: bool,
    /// CSV for programs: no guard against formulas, no mark at the beginning, line ends as they are
    #[arg(long)]
    pub raw: bool,
}

words! {
    /// What is exported.
    What {
        /// The table of cases.
        Cases = "cases",
        /// Of cycles.
        Cycles = "cycles",
        /// Of events.
        Events = "events",
        /// Of deadlines.
        Clocks = "clocks",
        /// Of judged days.
        Days = "days",
        /// Whole records.
        Records = "records",
        /// All of them, a file each.
        All = "all",
    }
}

impl What {
    /// The table; records are none.
    fn table(self) -> Option<Table> {
        Table::parse(self.as_str())
    }
}

/// Which cases.
struct Filter {
    states: Vec<Phase>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Filter {
    fn admits(&self, view: &View<'_>) -> bool {
        let received = view.zone().date(view.case().header.received);
        (self.states.is_empty() || self.states.contains(&view.phase()))
            && self.since.is_none_or(|since| received >= since)
            && self.until.is_none_or(|until| received <= until)
    }
}

/// How the rows are written.
#[derive(Clone, Copy)]
struct Form {
    format: Format,
    texts: Texts,
    reveal: bool,
}

/// Whether the result is a folder of files.
#[must_use]
pub fn fills_a_folder(args: &ExportArgs) -> bool {
    args.table.as_deref() == Some(What::All.as_str())
}

/// Runs the command.
///
/// # Errors
/// When a flag is wrong, the policy has faults, or a file can't be written.
pub fn run(args: &ExportArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let what = ctx.maybe_word::<What>("TABLE", args.table.as_ref())?.unwrap_or(What::Cases);
    let format = format(what, ctx)?;
    if args.raw && format != Format::Csv {
        return Err(Failure::from(Usage::NoEffect { flag: "--raw" }).into());
    }
    let states = args.state.iter().map(|s| ctx.word::<Phase>("--state", s)).collect::<Result<Vec<_>, _>>()?;
    let (since, until) = (day(ctx, "--since", args.since.as_ref())?, day(ctx, "--until", args.until.as_ref())?);
    if since.zip(until).is_some_and(|(since, until)| since > until) {
        return Err(Failure::from(Usage::PeriodReversed).into());
    }
    let filter = Filter { states, since, until };
    let texts = if args.raw { Texts::Raw } else { Texts::Guarded };
    let form = Form { format, texts, reveal: args.reveal };
    // A program may take the mark for a part of the first key.
    output.mark = Some(format == Format::Csv && !args.raw);
    if what == What::All {
        return folder(&filter, form, ctx, output);
    }
    let (text, judged) = match what.table() {
        Some(table) => tabled(table, &filter, form, ctx),
        None => recorded(&filter, form, ctx),
    };
    output.print(&text);
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// The format that the flag says, or else the name of the file, or else the one for spreadsheets.
fn format(what: What, ctx: &Context) -> Result<Format, Failure> {
    let ending = ctx.global.output.as_ref().and_then(|file| file.extension()).and_then(|e| e.to_str());
    let named = ending.and_then(Format::parse).filter(|f| matches!(f, Format::Csv | Format::Jsonl));
    let asked = ctx.global.format.or(named);
    match (what, asked) {
        (What::Records, Some(Format::Csv)) => {
            let (flag, word, allowed) = ("--format".to_owned(), "csv".to_owned(), vec!["jsonl".to_owned()]);
            Err(Usage::BadWord { flag, word, allowed, near: None }.into())
        }
        (What::Records, _) => Ok(Format::Jsonl),
        (_, asked) => Ok(asked.unwrap_or(Format::Csv)),
    }
}

/// Every table and the records, a file each; the tables are written in the order of the format's.
fn folder(filter: &Filter, form: Form, ctx: &Context, output: &mut Output) -> Outcome {
    let Some(given) = ctx.global.output.as_ref().filter(|o| o.as_os_str() != "-") else {
        return Err(Failure::from(Usage::MissingFlag { flag: "-o DIR" }).into());
    };
    let folder = ctx.surroundings.here.join(given);
    let refused = |file: &Path, error: std::io::Error| {
        let path = crate::case::place::visible(&file.to_string_lossy());
        Failure::from(Exporting::NotWritten { path, reason: error.to_string() })
    };
    output_folder(&folder).map_err(|e| refused(&folder, e))?;
    let all: Vec<What> = What::ALL.iter().copied().filter(|w| *w != What::All).collect();
    let name = |what: What| {
        let ending = if what == What::Records { Format::Jsonl } else { form.format };
        format!("{what}.{ending}")
    };
    for what in &all {
        let file = folder.join(name(*what));
        if ctx.workspace.is_record(&file) {
            let path = crate::case::place::visible(&file.to_string_lossy());
            return Err(Failure::from(Trouble::OutputOnRecord { path }).into());
        }
        output_is_writable(&file).map_err(|e| refused(&file, e))?;
    }
    let mut exit = Exit::Fine;
    for what in all {
        let (mut text, judged) = match what.table() {
            Some(table) => tabled(table, filter, form, ctx),
            None => recorded(filter, form, ctx),
        };
        if what.table().is_some() && output.mark == Some(true) {
            text.insert_str(0, BOM);
        }
        let file = folder.join(name(what));
        write_output(&file, &text).map_err(|e| refused(&file, e))?;
        let path = given.join(name(what)).to_string_lossy().into_owned();
        if ctx.global.quiet {
            output.line(&path);
        } else {
            output.line(&ctx.say(Exporting::Wrote { path, rows: judged.rows.len() }));
        }
        // What every table leaves out is said once.
        if what == What::Cases {
            judged.complain(ctx, output);
            exit = judged.exit(Exit::Fine);
        }
    }
    Ok(exit)
}

/// A table as text, with a heading in CSV even where it has no rows: who loads it expects its columns.
fn tabled(table: Table, filter: &Filter, form: Form, ctx: &Context) -> (String, Judged<String>) {
    let columns = table.columns();
    let written = |row: Vec<Value>| match form.format {
        Format::Csv => {
            let written = columns.iter().map(|(_, holds)| *holds == Type::Text);
            row_of(row.iter().zip(written), form.texts)
        }
        _ => {
            let pairs = columns.iter().zip(row).map(|((key, _), value)| ((*key).to_owned(), value));
            json::line(&Value::Object(pairs.collect::<Map<_, _>>()))
        }
    };
    let judged = judge_all(
        ctx,
        true,
        |view, _| {
            if !filter.admits(view) {
                return Vec::new();
            }
            table.rows(view, form.reveal).into_iter().map(written).collect()
        },
        |_, _| None,
    );
    let mut text =
        if form.format == Format::Csv { heading(columns.iter().map(|(key, _)| *key)) } else { String::new() };
    text.extend(judged.rows.iter().map(String::as_str));
    (text, judged)
}

/// Whole records, a line each.
fn recorded(filter: &Filter, form: Form, ctx: &Context) -> (String, Judged<String>) {
    let parts = ctx.workspace.each_case(|loaded: Loaded| {
        let damage = loaded.damage().map(|fault| super::context::problem(fault, ctx.lang));
        let view = loaded.case.as_ref().and_then(|case| View::of(case, &ctx.policy, ctx.now));
        let wanted = view.as_ref().is_some_and(|view| filter.admits(view));
        let raw = if wanted { read_yaml(&loaded.text).ok() } else { None };
        let line = raw.as_ref().zip(view.as_ref());
        let line = line.map(|(raw, view)| json::line(&record(raw, view.case(), ctx.now.until(), form.reveal)));
        (line, damage.map(|problem| (problem.full(), (loaded.stem.clone(), problem.line()))))
    });
    let mut judged = Judged {
        rows: Vec::new(),
        open: 0,
        problems: Vec::new(),
        damaged: Vec::new(),
        no_playbook: Vec::new(),
        unfinished: ctx.workspace.is_unfinished(),
    };
    for (line, damage) in parts {
        judged.rows.extend(line);
        if let Some((problem, damaged)) = damage {
            judged.problems.push(problem);
            judged.damaged.push(damaged);
        }
    }
    (judged.rows.concat(), judged)
}
