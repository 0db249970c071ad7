//! `amends overdue`: who has been left without an answer.

use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::State;
use crate::clock::{Kind, Level, View};
use crate::policy::{Duration, Limits};
use crate::render::json::Envelope;
use crate::render::{Breaks, Cell, Column, Format, Sheet, Tint};
use crate::report::rows::{OverdueRow, overdue};
use crate::store::{Catalog, Loaded};
use crate::text::labels::Missed;
use crate::text::{Hint, Label, Msg, Say, Usage, dates, pick};
use clap::Args;

/// Show which customers are left without an answer
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
    /// Only deadlines of this kind: first-response, feedback, promise, step
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Only rows of this level: breach, critical, late, due
    #[arg(long, value_name = "LEVEL", value_delimiter = ',')]
    pub level: Vec<String>,
    /// Say how each deadline came about
    #[arg(long)]
    pub explain: bool,
}

/// The rows of all cases, what was judged, and what could not be.
pub struct Judged<R> {
    /// The rows.
    pub rows: Vec<R>,
    /// Cases that are not closed.
    pub open: usize,
    /// Faults in words, for standard error.
    pub problems: Vec<String>,
    /// Files with a fault.
    pub damaged: usize,
    /// Cases whose playbook can't be read.
    pub no_playbook: Vec<(String, String)>,
}

impl<R> Judged<R> {
    /// Whether the result leaves something out.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.damaged > 0 || !self.no_playbook.is_empty()
    }

    /// Says on standard error what is left out.
    pub fn complain(&self, ctx: &Context, output: &mut Output) {
        for problem in &self.problems {
            output.warn(problem);
        }
        for (case, playbook) in &self.no_playbook {
            let hint = Hint::NoStepClock { case: case.clone(), playbook: playbook.clone() };
            output.warn(&ctx.say(hint));
        }
        if self.damaged > 0 {
            output.warn(&ctx.say(Hint::Incomplete { files: self.damaged }));
        }
    }

    /// 3 when something is left out, else what it would be.
    #[must_use]
    pub fn exit(&self, otherwise: Exit) -> Exit {
        if self.is_incomplete() { Exit::Incomplete } else { otherwise }
    }
}

/// Reads every case and lets `judge` make rows of it; a file that can't be judged becomes one row by `damaged`.
pub fn judge_all<R: Send>(
    ctx: &Context,
    judge: impl Fn(&View<'_>, Option<&str>) -> Vec<R> + Sync,
    damaged: impl Fn(&str, &str) -> Option<R> + Sync,
) -> Judged<R> {
    let (lang, now) = (ctx.lang, ctx.now);
    let (policy, catalog) = (&ctx.policy, &ctx.catalog);
    let parts = ctx.workspace.each_case(|loaded: Loaded| {
        let mut part = Judged { rows: Vec::new(), open: 0, problems: Vec::new(), damaged: 0, no_playbook: Vec::new() };
        let damage = loaded.damage().map(|fault| {
            part.damaged = 1;
            let problem = super::context::problem(fault, lang);
            part.problems.push(problem.full());
            problem.line()
        });
        match &loaded.case {
            None => part.rows.extend(damaged(&loaded.stem, damage.as_deref().unwrap_or_default())),
            Some(case) => {
                let Some(view) = View::of(case, policy, now) else {
                    return part;
                };
                let entry = (!view.state.is_closed()).then(|| catalog.get(&view.state.playbook.id)).flatten();
                let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
                if playbook.is_none() && !view.state.is_closed() {
                    part.no_playbook.push((loaded.stem.clone(), view.state.playbook.id.clone()));
                }
                let view = view.with(playbook).with_earlier(|id| limits(catalog, id));
                part.open = usize::from(!view.state.is_closed());
                part.rows.extend(judge(&view, damage.as_deref()));
            }
        }
        part
    });
    let mut all = Judged { rows: Vec::new(), open: 0, problems: Vec::new(), damaged: 0, no_playbook: Vec::new() };
    for part in parts {
        all.rows.extend(part.rows);
        all.open += part.open;
        all.problems.extend(part.problems);
        all.damaged += part.damaged;
        all.no_playbook.extend(part.no_playbook);
    }
    all
}

/// The limits of a playbook.
pub fn limits(catalog: &Catalog, id: &str) -> Option<Limits> {
    catalog.get(id)?.playbook.as_ref().map(|p| p.clocks.clone())
}

/// Runs the command.
///
/// # Errors
/// When a flag is wrong or the policy has faults.
pub fn run(args: &OverdueArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let within = args.within.as_deref().map(|text| within(ctx, text)).transpose()?;
    let kinds = args.kind.iter().map(|k| ctx.word::<Kind>("--kind", k)).collect::<Result<Vec<_>, _>>()?;
    let levels = args.level.iter().map(|l| ctx.word::<Level>("--level", l)).collect::<Result<Vec<_>, _>>()?;
    if levels.contains(&Level::Due) && within.is_none() {
        return Err(Failure::from(Usage::MissingFlag { flag: "--within" }).into());
    }
    let owner = ctx.owner(args.owner.as_deref())?;
    let mut judged = judge_all(
        ctx,
        |view, damage| {
            let mut rows = overdue(view, within);
            rows.retain(|r| {
                (kinds.is_empty() || r.kind.is_some_and(|k| kinds.contains(&k)))
                    && (levels.is_empty() || levels.contains(&r.level))
                    && owner.as_ref().is_none_or(|o| r.owner.as_ref() == Some(o))
            });
            rows.iter_mut().for_each(|r| r.damaged = damage.map(ToOwned::to_owned));
            rows.into_iter().map(|r| (r, step_name(view, ctx.lang))).collect()
        },
        |case, damage| Some((OverdueRow::damaged(case.to_owned(), damage.to_owned()), None)),
    );
    judged.rows.sort_by(|a, b| a.0.order(&b.0));
    let sheet = sheet(ctx, &judged.rows, args.explain);
    let envelope = Envelope { schema: "amends.overdue/1", now: ctx.now.stamp, incomplete: judged.is_incomplete() };
    if ctx.global.quiet {
        ids(judged.rows.iter().map(|(r, _)| r.case.as_str()), output);
    } else {
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    if args.explain && !ctx.global.quiet && ctx.format() == Format::Table {
        output.print(&explanations(ctx, &judged.rows));
    }
    judged.complain(ctx, output);
    if judged.rows.is_empty() && ctx.surroundings.stdout_terminal {
        output.hint(Hint::NothingOverdue { open: judged.open }, ctx.lang);
    }
    let found = args.exit_code && !judged.rows.is_empty();
    Ok(judged.exit(if found { Exit::Findings } else { Exit::Fine }))
}

/// The ids of rows, each once.
pub fn ids<'r>(cases: impl Iterator<Item = &'r str>, output: &mut Output) {
    let mut seen = std::collections::BTreeSet::new();
    cases.filter(|case| seen.insert(*case)).for_each(|case| output.line(case));
}

/// The end of a time from now.
fn within(ctx: &Context, text: &str) -> Result<crate::case::Stamp, Failure> {
    let bad = || Usage::BadForm { flag: "--within".to_owned(), text: text.to_owned(), wanted: "2d" };
    let duration = Duration::parse(text).ok_or_else(bad)?;
    Ok(ctx.zone().end_of_limit(ctx.now.stamp, duration))
}

/// The name of the step a case is in.
#[must_use]
pub fn step_name(view: &View<'_>, lang: crate::policy::Lang) -> Option<String> {
    let State { step, .. } = &view.state;
    let id = step.as_deref()?;
    Some(view.playbook.and_then(|p| p.step(id)).map_or(id, |s| pick(&s.name, lang, id)).to_owned())
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
        sheet.columns.push(Column { key, heading, from_width: None, breaks: Breaks::Anywhere });
    }
    for (row, step) in rows {
        let mut cells = vec![
            Cell::text(&row.case),
            Cell::maybe(row.title.as_deref()),
            row.kind.map_or_else(Cell::absent, |k| Cell::both(k.as_str(), k.say(lang))),
            Cell::both(row.level.as_str(), level_words(row.level, row.missed, lang)).tinted(tint(row.level)),
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

/// The level, and how many days were missed.
#[must_use]
pub fn level_words(level: Level, missed: Option<u32>, lang: crate::policy::Lang) -> String {
    match missed {
        Some(days) if days > 0 => format!("{}\n{}", level.say(lang), Missed(days).say(lang)),
        _ => level.say(lang),
    }
}

/// The derivation of each row, under the table.
fn explanations(ctx: &Context, rows: &[(OverdueRow<String>, Option<String>)]) -> String {
    let (lang, zone, width) = (ctx.lang, ctx.zone(), ctx.screen().width);
    let mut out = String::new();
    for (row, _) in rows {
        if let (Some(kind), Some(why)) = (row.kind, &row.why) {
            let first = format!("{}  {}: ", row.case, kind.say(lang));
            let due = row.due.map(|d| dates::moment(d, zone)).unwrap_or_default();
            let why = Msg::Why(Box::new(why.clone()), zone).say(lang);
            out.push_str(&format!("\n{first}{} {due}\n", Label::Due.say(lang)));
            out.push_str(&crate::render::table::wrapped("    ", &why, width));
        }
    }
    out
}

/// A moment: exact for machines, short for people.
#[must_use]
pub fn stamp(at: Option<crate::case::Stamp>, zone: crate::clock::Zone) -> Cell {
    at.map_or_else(Cell::absent, |s| Cell::both(crate::case::stamp::write_stamp(zone.local(s)), dates::moment(s, zone)))
}

/// The colour of a level.
#[must_use]
pub fn tint(level: Level) -> Option<Tint> {
    match level {
        Level::Breach | Level::Critical | Level::Damaged => Some(Tint::Red),
        Level::Late => Some(Tint::Yellow),
        Level::Due => None,
    }
}
