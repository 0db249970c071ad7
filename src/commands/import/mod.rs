//! `amends import`: a team's spreadsheet, or our own export, becomes cases.

mod guess;
mod held;
mod known;

use super::desk::{lock_failure, write_failure};
use super::judged::limits;
use super::progress::Progress;
use super::{Context, Exit, Failure, Outcome, Output, way_back};
use crate::case::place::visible;
use crate::clock::View;
use crate::import::guess::{guess, known_names};
use crate::import::map::Map;
use crate::import::{
    Content, Decided, Fate, Sheet, Taker, decide, decode, lines::read_jsonl, read_map, record_ids, sheet,
};
use crate::render::json::Envelope;
use crate::render::{Cell, Sheet as Table};
use crate::report::rows::{OverdueRow, overdue};
use crate::store::{InputTrouble, PATIENCE, PlacedConfigFault, Writing, read_input, read_sheet};
use crate::text::importing::Heading;
use crate::text::{Hint, Importing, Label, Say, Stage, Trouble, Usage};
use clap::Args;
use std::collections::BTreeSet;

/// How many rows with faults are named; a table of all of them is for machines.
const NAMED: usize = 200;

/// How many rows may stand above the names of the columns for a guess to find them.
const ABOVE: usize = 10;

/// How much of a file is looked at for them, in bytes.
const HEAD: usize = 64 * 1024;

/// Import cases from a spreadsheet (CSV, JSON lines) or from records that export wrote
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The file: CSV in any usual encoding, or one JSON object a line
    pub file: String,
    /// Which column holds what, in TOML; records that export wrote need none
    #[arg(long, value_name = "MAP")]
    pub map: Option<String>,
    /// Propose a map from the names of the columns and their values, and import nothing
    #[arg(long, conflicts_with_all = ["map", "skip_faulty"])]
    pub guess: bool,
    /// Import the other rows where some have faults
    #[arg(long)]
    pub skip_faulty: bool,
    /// How the file is encoded: utf-8, utf-16le, gb18030, big5 and others; found out unless said
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// What apart the cells: , ; | or tab; found out unless said
    #[arg(long, value_name = "CHARACTER", allow_hyphen_values = true)]
    pub delimiter: Option<String>,
}

/// A file that was read: its text and what kind it is.
struct Source {
    /// Its name as messages give it.
    shown: String,
    text: String,
    is_json: bool,
}

/// Runs the command.
///
/// # Errors
/// When the file or its map can't be read, a row has faults and nothing was said of those, or nothing can be written.
pub fn run(args: &ImportArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let source = read(args, ctx, output)?;
    if args.guess {
        output.page(&proposed(args, ctx, &source)?);
        return Ok(Exit::Fine);
    }
    let map = args.map.as_ref().map(|file| read_map_file(ctx, file)).transpose()?;
    let header_row = map.as_ref().map_or(1, |(map, ..)| map.header_row);
    let sheet = rows(args, &source, header_row)?;
    let all_records = sheet.rows.iter().all(|r| matches!(r.content, Content::Record(_) | Content::Empty));
    match &map {
        Some((map, shown, text)) => {
            let misfits = map.misfits(&sheet.columns, source.is_json);
            if !misfits.is_empty() && !all_records {
                return Err(config_failure(ctx, shown, PlacedConfigFault::all(shown, text, misfits)).into());
            }
            if source.is_json && !all_records {
                for column in map.absent(&sheet.columns) {
                    let (file, column) = (source.shown.clone(), column.to_owned());
                    output.warn(&ctx.say(Importing::NoSuchKey { file, column }));
                }
            }
        }
        // Lines of JSON may be told apart row by row.
        None if source.is_json && sheet.rows.iter().any(|r| matches!(r.content, Content::Record(_))) => {}
        None => return Err(Failure::new(Exit::Usage, Importing::NoMap { file: source.shown }).into()),
    }
    let by = ctx.actor()?;
    let writing = if ctx.global.dry_run {
        None
    } else {
        Some(Writing::begin(&ctx.workspace, &by, PATIENCE).map_err(lock_failure)?)
    };
    let map = map.map(|(map, ..)| map);
    let (decided, damaged) = decided(ctx, &source, &sheet, map.as_ref(), &by, output)?;
    let exit = finish(args, ctx, &source, &decided, writing.as_ref(), damaged, output)?;
    // What a damaged file holds nobody knows, so a look at the rows isn't the whole truth.
    Ok(if damaged && writing.is_none() { Exit::Incomplete } else { exit })
}

fn read(args: &ImportArgs, ctx: &Context, output: &mut Output) -> Result<Source, Failure> {
    let shown = visible(&args.file);
    let file = || shown.clone();
    let bytes = read_sheet(&ctx.surroundings.here.join(&args.file)).map_err(|bad| match bad {
        InputTrouble::NotAFile => Usage::NotAFile { file: file() }.into(),
        InputTrouble::TooLarge => Failure::new(Exit::Trouble, Importing::TooLarge { file: file() }),
        InputTrouble::Said(reason) => Usage::BadInput { file: file(), reason }.into(),
    })?;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Failure::new(Exit::Trouble, Importing::Workbook { file: file() }));
    }
    let decoded = decode(&bytes, args.encoding.as_deref()).map_err(|why| {
        let exit = if matches!(why, crate::import::Undecodable::Unknown { .. }) { Exit::Usage } else { Exit::Trouble };
        Failure::new(exit, Importing::Undecodable { file: file(), why })
    })?;
    if decoded.guessed {
        output.hint(Importing::Guessed { file: file(), encoding: decoded.encoding }, ctx.lang);
    }
    let lower = args.file.to_lowercase();
    let named = lower.ends_with(".jsonl") || lower.ends_with(".ndjson");
    let is_json = named || !lower.ends_with(".csv") && decoded.text.trim_start().starts_with('{');
    Ok(Source { shown, text: decoded.text, is_json })
}

/// Takes the file apart.
fn rows(args: &ImportArgs, source: &Source, header_row: usize) -> Result<Sheet, Failure> {
    let delimiter = args.delimiter.as_deref().map(delimiter).transpose()?;
    let sheet =
        if source.is_json { read_jsonl(&source.text) } else { sheet::read_csv(&source.text, delimiter, header_row) };
    sheet.map_err(|why| Failure::new(Exit::Trouble, Importing::NoSheet { file: source.shown.clone(), why }))
}

fn delimiter(text: &str) -> Result<u8, Failure> {
    match text {
        "tab" | "\\t" => Ok(b'\t'),
        _ => match text.as_bytes() {
            [b @ (b'\t' | 0x21..=0x7e)] if !b.is_ascii_alphanumeric() && *b != b'"' => Ok(*b),
            _ => Err(Failure::new(Exit::Usage, Importing::BadDelimiter { text: visible(text) })),
        },
    }
}

fn proposed(args: &ImportArgs, ctx: &Context, source: &Source) -> Result<String, Failure> {
    // A heading may stand above the names of the columns.
    let mut best = (0, 1);
    if !source.is_json {
        let upto = HEAD.min(source.text.len());
        let end = (0..=upto).rev().find(|i| source.text.is_char_boundary(*i)).unwrap_or(0);
        let (shown, text) = (source.shown.clone(), source.text[..end].to_owned());
        let head = Source { shown, text, is_json: false };
        for header_row in 1..=ABOVE {
            let Ok(sheet) = rows(args, &head, header_row) else { continue };
            let known = known_names(&sheet.columns);
            if known > best.0 {
                best = (known, header_row);
            }
        }
    }
    let sheet = rows(args, source, best.1)?;
    Ok(guess::map_text(ctx, &guess(&sheet, best.1, &known::names(ctx)), &source.shown))
}

fn config_failure(ctx: &Context, shown: &str, faults: Vec<PlacedConfigFault>) -> Failure {
    let mut failure = Failure::from(Trouble::Config { path: shown.to_owned() });
    failure.problems = faults.iter().map(|f| ctx.config_problem(f)).collect();
    failure
}

fn read_map_file(ctx: &Context, file: &str) -> Result<(Map, String, String), Failure> {
    let shown = visible(file);
    let text = read_input(&ctx.surroundings.here.join(file)).map_err(|bad| {
        let file = shown.clone();
        Failure::from(match bad {
            InputTrouble::NotAFile => Usage::NotAFile { file },
            InputTrouble::TooLarge => Usage::TooLong { file },
            InputTrouble::Said(reason) => Usage::BadInput { file, reason },
        })
    })?;
    let (map, faults) = read_map(&text);
    if faults.is_empty() {
        return Ok((map, shown, text));
    }
    Err(config_failure(ctx, &shown, PlacedConfigFault::all(&shown, &text, faults)))
}

fn decided(
    ctx: &Context,
    source: &Source,
    sheet: &Sheet,
    map: Option<&Map>,
    by: &str,
    output: &mut Output,
) -> Result<(Decided, bool), Failure> {
    let known = known::known(ctx, map.map(|m| m.key.as_str()), &record_ids(&sheet.rows), output)?;
    let (procedures, names) = (known::procedures(ctx), known::names(ctx));
    // It stands in the records, and those are in the workspace's language.
    let why = |row| Importing::Why { file: source.shown.clone(), row }.say(ctx.policy.language);
    let taker = map.map(|map| Taker::new(map, &sheet.columns, &ctx.policy, ctx.now, by, &procedures, &names, &why));
    let decided = ctx.with_random(|random| decide(&sheet.rows, taker.as_ref(), &known, random));
    Ok((held::hold(ctx, sheet, decided), !known.damaged.is_empty()))
}

/// Says what becomes of the rows, and writes the new cases.
fn finish(
    args: &ImportArgs,
    ctx: &Context,
    source: &Source,
    decided: &Decided,
    writing: Option<&Writing<'_>>,
    damaged: bool,
    output: &mut Output,
) -> Outcome {
    let (lang, faulty) = (ctx.lang, decided.count(Fate::Faulty));
    let stops = faulty > 0 && !args.skip_faulty;
    complain(ctx, source, decided, output);
    let Some(writing) = writing else {
        let incomplete = damaged || ctx.workspace.is_unfinished();
        let envelope = Envelope { schema: "amends.import/1", now: ctx.now.stamp, incomplete };
        output.print(&table(ctx, decided).print(ctx.format(), ctx.screen(), &envelope));
        summary(ctx, decided, true, output);
        output.hint(Hint::DryRun, lang);
        return Ok(if stops { Exit::Findings } else { Exit::Fine });
    };
    if stops {
        let (new, file) = (decided.count(Fate::New), source.shown.clone());
        return Err(Failure::new(Exit::Trouble, Importing::Nothing { faulty, new, file }).into());
    }
    if faulty > 0 && decided.coming.is_empty() && decided.count(Fate::There) == 0 {
        let file = source.shown.clone();
        return Err(Failure::new(Exit::Trouble, Importing::NothingLeft { faulty, file }).into());
    }
    if !decided.coming.is_empty() {
        let cases: Vec<_> = decided.coming.iter().map(|c| (c.case.header.id.clone(), c.text.clone())).collect();
        let progress = Progress::start(ctx, Stage::Importing, cases.len());
        let written = writing.create_all(&cases, &progress);
        progress.done();
        if written.is_err() && ctx.workspace.is_unfinished() {
            output.warn(&ctx.say(Importing::Unfinished));
        }
        let synced = written.map_err(|f| write_failure(ctx, f))?;
        output.recorded = true;
        if !synced {
            output.hint(Hint::NotSynced { path: "cases/".to_owned() }, lang);
        }
        for row in decided.rows.iter().filter(|r| r.fate == Fate::New) {
            let case = row.case.as_ref().map(ToString::to_string).unwrap_or_default();
            if ctx.global.quiet {
                output.line(&case);
            } else {
                output.line(&ctx.say(Importing::Case { case, row: row.row, reference: row.reference.clone() }));
            }
        }
        // Only now: an import that fails leaves nothing, no playbook either. Where this fails, the cases follow the built-in one.
        let used: BTreeSet<&str> = decided.coming.iter().map(|c| c.case.header.playbook.id.as_str()).collect();
        for id in used {
            let Some(entry) = ctx.catalog.get(id) else { continue };
            let adopted = ctx.catalog.adopt(&entry, id, ctx.random()).map_err(|f| write_failure(ctx, f))?;
            if let Some(path) = adopted {
                output.hint(Hint::Adopted { path }, lang);
            }
        }
        way_back::uncommitted(ctx, "cases/", output);
    }
    summary(ctx, decided, false, output);
    Ok(Exit::Fine)
}

/// Names the rows with faults, all the faults of each, up to a number of rows that somebody may want to read.
fn complain(ctx: &Context, source: &Source, decided: &Decided, output: &mut Output) {
    let faulty: Vec<_> = decided.rows.iter().filter(|r| r.fate == Fate::Faulty).collect();
    for row in faulty.iter().take(NAMED) {
        for fault in &row.faults {
            let file = source.shown.clone();
            output.warn(&ctx.say(Importing::Row { file, row: row.row, fault: fault.clone() }));
        }
    }
    let rows = faulty.len().saturating_sub(NAMED);
    if rows > 0 {
        output.warn(&ctx.say(Importing::MoreFaults { rows, file: source.shown.clone() }));
    }
}

fn summary(ctx: &Context, decided: &Decided, dry: bool, output: &mut Output) {
    let [new, there, faulty, skipped] =
        [Fate::New, Fate::There, Fate::Faulty, Fate::Skipped].map(|fate| decided.count(fate));
    output.hint(Importing::Summary { new, there, faulty, skipped, dry }, ctx.lang);
    let is_overdue = |coming: &&crate::import::fate::Coming| {
        let entry = ctx.catalog.get(&coming.case.header.playbook.id);
        let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
        View::of(&coming.case, &ctx.policy, ctx.now).is_some_and(|view| {
            let view = view.with(playbook).with_earlier(|id| limits(&ctx.catalog, id));
            let rows: Vec<OverdueRow<()>> = overdue(&view, None);
            !view.state.is_closed() && !rows.is_empty()
        })
    };
    let cases = decided.coming.iter().filter(is_overdue).count();
    if cases > 0 {
        output.hint(Importing::Overdue { cases }, ctx.lang);
    }
}

/// A line for each row. No name, contact or text of a customer stands in it.
fn table(ctx: &Context, decided: &Decided) -> Table {
    let lang = ctx.lang;
    let mut table = Table::with(vec![
        ("row", Heading::Row.say(lang)),
        ("reference", Heading::Reference.say(lang)),
        ("fate", Heading::Fate.say(lang)),
        ("case", Label::Case.say(lang)),
        ("columns", Heading::Columns.say(lang)),
        ("fault", Heading::Fault.say(lang)),
    ])
    .machine_only(&["columns"])
    .flowing(&["fault", "reference"]);
    for row in &decided.rows {
        // Nobody has given a new case its id before it is written.
        let case = row.case.as_ref().filter(|_| row.fate == Fate::There).map(ToString::to_string);
        let said = |sayings: Vec<String>| Some(sayings.join("; ")).filter(|s| !s.is_empty());
        let columns = said(row.faults.iter().filter_map(|f| f.column().map(ToOwned::to_owned)).collect());
        let fault = said(row.faults.iter().map(|f| f.say(lang)).collect());
        let reference = Some(row.reference.as_str()).filter(|r| !r.is_empty());
        table.rows.push(vec![
            Cell::both(row.row, row.row.to_string()),
            Cell::maybe(reference),
            Cell::both(row.fate.as_str(), row.fate.say(lang)),
            Cell::maybe(case.as_deref()),
            Cell::maybe(columns.as_deref()),
            Cell::maybe(fault.as_deref()),
        ]);
    }
    table
}
