//! `amends search`: where a text stands in the records.

use super::cells::ids;
use super::judged::judge_files;
use super::list::day;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::id::nearest;
use crate::case::keys::every_key;
use crate::clock::view::Phase;
use crate::render::json::Envelope;
use crate::render::{Cell, Format, Sheet, excerpt};
use crate::report::search::{Hit, Query, search};
use crate::store::read_yaml;
use crate::text::{Label, Say, Searching, Usage};
use clap::Args;
use unicode_width::UnicodeWidthStr;

/// Find where a text stands in the records; finding nothing is no failure
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// What to look for; capitals count only when it has one, full-width letters are the narrow ones
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// TEXT is a regular expression, for each line on its own
    #[arg(long)]
    pub regex: bool,
    /// Only here: a key of the header or of events, such as description, note, lesson
    #[arg(long, value_name = "KEY")]
    pub field: Option<String>,
    /// Only cases in these states: open, waiting, closed
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub state: Vec<String>,
    /// Only cases received on or after this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only cases received on or before this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Print personal data too
    #[arg(long)]
    pub reveal: bool,
}

/// Runs the command.
///
/// # Errors
/// When a flag or the pattern is wrong, or the policy has faults.
pub fn run(args: &SearchArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    if args.reveal && ctx.global.quiet {
        return Err(Failure::from(Usage::NoEffect { flag: "--reveal" }).into());
    }
    let states = args.state.iter().map(|s| ctx.word::<Phase>("--state", s)).collect::<Result<Vec<_>, _>>()?;
    let (since, until) = (day(ctx, "--since", args.since.as_ref())?, day(ctx, "--until", args.until.as_ref())?);
    if since.zip(until).is_some_and(|(since, until)| since > until) {
        return Err(Failure::from(Usage::PeriodReversed).into());
    }
    args.field.as_deref().map_or(Ok(()), known_field)?;
    let query = if args.regex { Query::regex(&args.text) } else { Query::text(&args.text) };
    let query = query.map_err(|fault| Failure::new(Exit::Usage, Searching::Unusable { fault }))?;
    let mut judged = judge_files(
        ctx,
        false,
        |view, _, loaded| {
            let header = &view.case().header;
            let received = view.zone().date(header.received);
            let wanted = (states.is_empty() || states.contains(&view.phase()))
                && since.is_none_or(|s| received >= s)
                && until.is_none_or(|u| received <= u);
            let Some(raw) = read_yaml(&loaded.text).ok().filter(|_| wanted) else { return Vec::new() };
            // Where no text is printed, none has to be masked.
            let reveal = args.reveal || ctx.global.quiet;
            let hits = search(&query, &raw, &view.history, args.field.as_deref(), reveal);
            hits.into_iter().map(|hit| (header.id.to_string(), hit)).collect()
        },
        |_, _| None,
    );
    // A record can be read without its procedure.
    judged.no_playbook.clear();
    if ctx.global.quiet {
        ids(judged.rows.iter().map(|(case, _)| case.as_str()), output);
    } else {
        let sheet = sheet(ctx, &judged.rows);
        let envelope = Envelope { schema: "amends.search/1", now: ctx.now.stamp, incomplete: judged.is_incomplete() };
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// A key that the format has; behind a dot its owner's names begin.
fn known_field(field: &str) -> Result<(), Failure> {
    let (keys, key) = (every_key(), field.split('.').next().unwrap_or_default());
    if keys.contains(key) {
        return Ok(());
    }
    let near = nearest(key, keys);
    Err(Failure::new(Exit::Usage, Searching::NoField { field: field.to_owned(), near }))
}

fn sheet(ctx: &Context, rows: &[(String, Hit)]) -> Sheet {
    let lang = ctx.lang;
    let mut sheet = Sheet::with(vec![
        ("case", Label::Case.say(lang)),
        ("event", Searching::Event.say(lang)),
        ("key", Searching::Key.say(lang)),
        ("line", Label::Line.say(lang)),
        ("text", Label::Text.say(lang)),
    ])
    .flowing(&["text"]);
    let room = room(ctx, rows);
    for (case, hit) in rows {
        let line = hit.line.map_or_else(Cell::absent, |n| Cell::both(n, n.to_string()));
        let text = match room {
            None => Cell::text(&hit.text),
            Some(room) => {
                let (short, marks) = excerpt(&hit.text, &hit.marks, room);
                Cell::both(hit.text.as_str(), short).marked(marks)
            }
        };
        sheet.rows.push(vec![Cell::text(case), Cell::maybe(hit.event.as_deref()), Cell::text(&hit.key), line, text]);
    }
    sheet
}

/// How many columns the screen leaves to a line of text; machines get all of it.
fn room(ctx: &Context, rows: &[(String, Hit)]) -> Option<usize> {
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().map_or(0, |width| width.max(6) + 3);
    let taken = widest(&mut rows.iter().map(|(case, _)| case.width()))
        + widest(&mut rows.iter().filter_map(|(_, hit)| hit.event.as_deref()).map(UnicodeWidthStr::width))
        + widest(&mut rows.iter().map(|(_, hit)| hit.key.width()))
        + widest(&mut rows.iter().filter_map(|(_, hit)| hit.line).map(|n| n.to_string().len()));
    // The borders and blanks of the text's own column.
    (ctx.format() == Format::Table).then(|| ctx.screen().width.saturating_sub(taken + 4).max(20))
}
