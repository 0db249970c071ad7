//! `amends overdue`: who has been left without an answer.

use super::cells::{ids, level_words, stamp, step_name, tint};
use super::judged::{Judged, judge_all, years_without_data};
use super::message::{Row, to_nagios, to_room};
use super::since::{Since, is_known};
use super::{Context, Exit, Failure, Outcome, Output};
use crate::clock::{Kind, Level, Working};
use crate::policy::Duration;
use crate::render::json::Envelope;
use crate::render::{Breaks, Cell, Column, Format, Sheet};
use crate::report::rows::{OverdueRow, overdue};
use crate::text::{Hint, Label, Msg, Say, Usage, dates};
use clap::Args;

/// Show which customers are left without an answer; --format also takes nagios, slack, wecom, dingtalk, feishu
#[derive(Debug, Args)]
pub struct OverdueArgs {
    /// Also what falls due within this time, such as 2d
    #[arg(long, value_name = "DURATION")]
    pub within: Option<String>,
    /// Exit with 1 when there is a row
    #[arg(long)]
    pub exit_code: bool,
    /// Only cases of this person; me is the one who acts
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    /// Only deadlines of this kind: first-response, feedback, promise, step, approval, follow-up, final, action, verify
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Only rows of this level: breach, critical, late, due
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    pub level: Vec<String>,
    /// Say how each deadline came about
    #[arg(long)]
    pub explain: bool,
    /// Only rows that are new or have got worse since this time
    #[arg(long, value_name = "TIME")]
    pub new_since: Option<String>,
    /// Name title and customer in a message to a chat room
    #[arg(long)]
    pub with_names: bool,
}

/// Runs the command.
///
/// # Errors
/// When a flag is wrong or the policy has faults.
pub fn run(args: &OverdueArgs, ctx: &Context, output: &mut Output) -> Outcome {
    if let Some(flag) = without_effect(args, ctx) {
        return Err(Failure::from(Usage::NoEffect { flag }).into());
    }
    ctx.sound_policy()?;
    let within = args.within.as_deref().map(within).transpose()?;
    let soon = |from| within.map(|duration| Working::of(&ctx.policy).end_of_limit(from, duration));
    let since = args.new_since.as_deref().map(|text| Since::read(ctx, text, soon)).transpose()?;
    let within = soon(ctx.now.stamp);
    let kinds = args.kind.iter().map(|k| ctx.word::<Kind>("--kind", k)).collect::<Result<Vec<_>, _>>()?;
    let levels = args.level.iter().map(|l| ctx.word::<Level>("--level", l)).collect::<Result<Vec<_>, _>>()?;
    if levels.contains(&Level::Due) && within.is_none() {
        return Err(Failure::from(Usage::MissingFlag { flag: "--within" }).into());
    }
    let owner = ctx.owner(args.owner.as_deref())?;
    let mut judged = judge_all(
        ctx,
        false,
        |view, damage| {
            let mut rows = overdue(view, within);
            rows.retain(|r| {
                (kinds.is_empty() || r.kind.is_some_and(|k| kinds.contains(&k)))
                    && (levels.is_empty() || levels.contains(&r.level))
                    && owner.as_ref().is_none_or(|o| r.owner.as_ref() == Some(o))
            });
            if let Some(since) = since.filter(|_| !rows.is_empty()) {
                let mut then = since.rows(ctx, view.case());
                then.retain(|r| owner.as_ref().is_none_or(|o| r.owner.as_ref() == Some(o)));
                rows.retain(|r| !is_known(r, &then));
            }
            rows.iter_mut().for_each(|r| r.damaged = damage.map(ToOwned::to_owned));
            rows.into_iter().map(|r| (r, step_name(view, ctx.lang))).collect()
        },
        |case, damage| Some((OverdueRow::damaged(case.to_owned(), damage.to_owned()), None)),
    );
    judged.rows.sort_by(|a, b| a.0.order(&b.0));
    if let Some(room) = ctx.format().room() {
        to_room(ctx, room, &judged.rows, args.with_names, output);
    } else if ctx.format() == Format::Nagios {
        to_nagios(ctx, &judged, within.is_some(), output);
    } else {
        print(args, ctx, &judged, output);
    }
    judged.complain(ctx, output);
    years_without_data(ctx, judged.rows.iter().filter_map(|(r, _)| r.blind), output);
    if judged.rows.is_empty() && ctx.surroundings.stdout_terminal {
        output.hint(Hint::NothingOverdue { open: judged.open }, ctx.lang);
    }
    let found = args.exit_code && !judged.rows.is_empty();
    Ok(judged.exit(if found { Exit::Findings } else { Exit::Fine }))
}

/// Prints the rows as a table of some form.
fn print(args: &OverdueArgs, ctx: &Context, judged: &Judged<Row>, output: &mut Output) {
    let sheet = sheet(ctx, &judged.rows, args.explain);
    let envelope = Envelope { schema: "amends.overdue/1", now: ctx.now.stamp, incomplete: judged.is_incomplete() };
    if ctx.global.quiet {
        ids(judged.rows.iter().map(|(r, _)| r.case.as_str()), output);
    } else {
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    if args.explain && !ctx.global.quiet && ctx.format() == Format::Table {
        output.page(&explanations(ctx, &judged.rows));
    }
}

/// A flag that the format has no use for.
fn without_effect(args: &OverdueArgs, ctx: &Context) -> Option<&'static str> {
    let (format, message) = (ctx.format(), ctx.format().is_message());
    if args.with_names && format.room().is_none() {
        Some("--with-names")
    } else if args.explain && message {
        Some("--explain")
    } else if ctx.global.quiet && message {
        Some("--quiet")
    } else if args.exit_code && format == Format::Nagios {
        Some("--exit-code")
    } else {
        None
    }
}

fn within(text: &str) -> Result<Duration, Failure> {
    let bad = || Usage::BadForm { flag: "--within".to_owned(), text: text.to_owned(), wanted: "2d" };
    Duration::parse(text).ok_or_else(|| bad().into())
}

fn sheet(ctx: &Context, rows: &[(OverdueRow<String>, Option<String>)], explain: bool) -> Sheet {
    let (lang, zone) = (ctx.lang, ctx.zone());
    let say = |label: Label| label.say(lang);
    let columns = vec![
        ("case", say(Label::Case)),
        ("title", say(Label::Title)),
        ("kind", say(Label::Kind)),
        ("level", say(Label::Level)),
        ("due", say(Label::Due)),
        ("missed", say(Label::Missed)),
        ("owner", say(Label::Owner)),
        ("step", say(Label::Step)),
        ("last_feedback", say(Label::LastFeedback)),
        ("damaged", say(Label::Damaged)),
    ];
    let mut sheet = Sheet::with(columns)
        .machine_only(&["missed"])
        .wide_only(&["step"], 120)
        .rigid(&["due"])
        .flowing(&["title", "step", "damaged"]);
    if explain {
        let (key, heading) = ("why", say(Label::Why));
        // Under the screen's table each derivation has lines of its own.
        let from_width = (ctx.format() == Format::Md).then_some(0);
        sheet.columns.push(Column { key, heading, from_width, breaks: Breaks::Anywhere });
    }
    for (row, step) in rows {
        let mut cells = vec![
            Cell::text(&row.case),
            Cell::maybe(row.title.as_deref()),
            row.kind.map_or_else(Cell::absent, |k| Cell::both(k.as_str(), k.say(lang))),
            Cell::both(row.level.as_str(), level_words(row, lang)).tinted(tint(row.level)),
            stamp(row.due, zone),
            row.missed.map_or_else(Cell::absent, |m| Cell::both(m, m.to_string())),
            Cell::maybe(row.owner.as_deref()),
            row.step.as_deref().map_or_else(Cell::absent, |id| Cell::both(id, step.as_deref().unwrap_or(id))),
            stamp(row.last_feedback, zone),
            Cell::maybe(row.damaged.as_deref()),
        ];
        if explain {
            let why = row.why.clone().map(|w| Msg::Why(Box::new(w), zone).say(lang));
            cells.push(Cell::maybe(why.as_deref()));
        }
        sheet.rows.push(cells);
    }
    sheet
}

/// The derivation of each row, under the table.
fn explanations(ctx: &Context, rows: &[(OverdueRow<String>, Option<String>)]) -> String {
    let (lang, zone, width) = (ctx.lang, ctx.zone(), ctx.screen().width);
    let mut out = String::new();
    for (row, _) in rows {
        if let (Some(kind), Some(why)) = (row.kind, &row.why) {
            let due = row.due.map(|d| dates::moment(d, zone)).unwrap_or_default();
            let why = Msg::Why(Box::new(why.clone()), zone).say(lang);
            out.push_str(&format!("\n{}  {}  {}{due}\n", row.case, kind.say(lang), Label::Due.colon(lang)));
            out.push_str(&crate::render::table::wrapped("    ", &why, width));
        }
    }
    out
}
