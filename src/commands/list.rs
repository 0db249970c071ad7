//! `amends list`: the cases.

use super::cells::stamp;
use super::judged::judge_all;
use super::seeing::rude;
use super::ties::main_of;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::words::{Flag, Severity};
use crate::clock::View;
use crate::clock::view::Phase;
use crate::escalation::{at_risk, signals};
use crate::playbook::Playbook;
use crate::render::json::Envelope;
use crate::render::{Cell, Format, Sheet};
use crate::report::rows::CaseRow;
use crate::text::{Label, Say, Usage};
use clap::Args;

/// The width from which the table counts the signals of a major complaint.
const SIGNALS_FROM: usize = 160;

/// List the cases
#[derive(Debug, Args)]
pub struct ListArgs {
    /// In which states: open, waiting, closed
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub state: Vec<String>,
    /// Of this person; me is the one who acts
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    /// Of this playbook
    #[arg(long, value_name = "PLAYBOOK")]
    pub playbook: Option<String>,
    /// In this step
    #[arg(long, value_name = "STEP")]
    pub step: Option<String>,
    /// Of this category
    #[arg(long, value_name = "CATEGORY")]
    pub category: Option<String>,
    /// Of this severity
    #[arg(long, value_name = "SEVERITY", value_delimiter = ',')]
    pub severity: Vec<String>,
    /// Handled on this tier
    #[arg(long, value_name = "NUMBER")]
    pub tier: Option<String>,
    /// With this flag
    #[arg(long, value_name = "FLAG")]
    pub flag: Option<String>,
    /// At risk of becoming a major complaint, by the signals of the policy
    #[arg(long)]
    pub at_risk: bool,
    /// Part of this case
    #[arg(long, value_name = "CASE")]
    pub part_of: Option<String>,
    /// With this text in title, demand, description or notes
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub text: Option<String>,
    /// Received on or after this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Received on or before this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// By what: received (the default), due, feedback, severity, owner
    #[arg(long, value_name = "KEY")]
    pub sort: Option<String>,
}

/// Reads the state of a flag.
impl std::str::FromStr for Phase {
    type Err = crate::case::words::UnknownWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "open" => Ok(Self::Open),
            "waiting" => Ok(Self::Waiting),
            "closed" => Ok(Self::Closed),
            _ => Err(crate::case::words::UnknownWord { allowed: vec!["open", "waiting", "closed"] }),
        }
    }
}

/// A local day of a flag.
///
/// # Errors
/// When it is not clear.
pub fn day(ctx: &Context, flag: &str, text: Option<&String>) -> Result<Option<chrono::NaiveDate>, Failure> {
    let when = text.map(|t| ctx.when(flag, t)).transpose()?;
    Ok(when.map(|w| match w {
        crate::case::When::On(date) => date,
        crate::case::When::At(stamp) => ctx.zone().date(stamp),
    }))
}

/// Runs the command.
///
/// # Errors
/// When a flag is wrong or the policy has faults.
pub fn run(args: &ListArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let states = args.state.iter().map(|s| ctx.word::<Phase>("--state", s)).collect::<Result<Vec<_>, _>>()?;
    let severities =
        args.severity.iter().map(|s| ctx.word::<Severity>("--severity", s)).collect::<Result<Vec<_>, _>>()?;
    let flag = ctx.maybe_word::<Flag>("--flag", args.flag.as_ref())?;
    let (since, until) = (day(ctx, "--since", args.since.as_ref())?, day(ctx, "--until", args.until.as_ref())?);
    let owner = ctx.owner(args.owner.as_deref())?;
    if let Some(id) = &args.playbook {
        ctx.playbook_for(Some(id))?;
    }
    if let Some(step) = &args.step {
        known_step(ctx, step)?;
    }
    let category = args.category.as_ref().map(|c| ctx.listed("--category", &ctx.policy.categories, c)).transpose()?;
    let tier = match &args.tier {
        None => None,
        Some(text) => {
            let bad = || Usage::BadForm { flag: "--tier".to_owned(), text: text.clone(), wanted: "2" };
            Some(text.parse::<u32>().map_err(|_| Failure::from(bad()))?)
        }
    };
    let main = args.part_of.as_ref().map(|text| super::link::other_case(ctx, text)).transpose()?;
    // The clocks of every case: only where the table shows what they announce.
    let shown = !ctx.global.quiet && (ctx.format() != Format::Table || ctx.screen().width >= SIGNALS_FROM);
    let announced = |view: &View<'_>| signals(view, &rude(ctx, view));
    let keep = |view: &View<'_>| {
        let (state, header) = (&view.state, &view.case().header);
        let received = view.zone().date(header.received);
        (states.is_empty() || states.contains(&view.phase()))
            && ctx.looks_after(owner.as_ref(), &state.owner)
            && args.playbook.as_ref().is_none_or(|p| p == &state.playbook.id)
            && args.step.as_ref().is_none_or(|s| state.step.as_ref() == Some(s))
            && category.as_ref().is_none_or(|c| header.category.as_ref() == Some(c))
            && (severities.is_empty() || severities.contains(&state.severity()))
            && tier.is_none_or(|t| t == state.tier)
            && flag.is_none_or(|f| state.flags.contains(&f))
            && main.as_ref().is_none_or(|main| main_of(&view.history).is_some_and(|link| &link.to == main))
            && (!args.at_risk || at_risk(view, &announced(view)))
            && args.text.as_ref().is_none_or(|t| says(view, t))
            && since.is_none_or(|s| received >= s)
            && until.is_none_or(|u| received <= u)
    };
    let mut judged = judge_all(
        ctx,
        false,
        |view, damage| {
            let row = || {
                let signals = if shown { announced(view).len() } else { 0 };
                Line::Case(Box::new(CaseRow::of(view)), signals, damage.map(ToOwned::to_owned))
            };
            let row = keep(view).then(row);
            row.into_iter().collect()
        },
        |case, damage| Some(Line::Damaged(case.to_owned(), damage.to_owned())),
    );
    sort(&mut judged.rows, args.sort.as_deref())?;
    if ctx.global.quiet {
        judged.rows.iter().for_each(|line| output.line(line.case()));
    } else {
        let sheet = sheet(ctx, &judged.rows);
        let envelope = Envelope { schema: "amends.list/1", now: ctx.now.stamp, incomplete: judged.is_incomplete() };
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// A step that some playbook has.
fn known_step(ctx: &Context, step: &str) -> Result<(), Failure> {
    let entries: Vec<_> = ctx.catalog.ids().iter().filter_map(|id| ctx.catalog.get(id)).collect();
    let steps: Vec<&str> = entries.iter().filter_map(|e| e.playbook.as_ref()).flat_map(Playbook::step_ids).collect();
    if steps.contains(&step) {
        return Ok(());
    }
    let near = crate::case::id::nearest(step, steps);
    Err(Usage::NoStep { step: step.to_owned(), near }.into())
}

/// A line of the list.
enum Line {
    Case(Box<CaseRow>, usize, Option<String>),
    Damaged(String, String),
}

impl Line {
    fn case(&self) -> &str {
        match self {
            Self::Case(row, ..) => &row.case,
            Self::Damaged(case, _) => case,
        }
    }

    fn row(&self) -> Option<&CaseRow> {
        match self {
            Self::Case(row, ..) => Some(row),
            Self::Damaged(..) => None,
        }
    }
}

/// Whether a case says a text, whatever its case of letters.
fn says(view: &View<'_>, text: &str) -> bool {
    let header = &view.case().header;
    let wanted = text.to_lowercase();
    let has = |s: &str| s.to_lowercase().contains(&wanted);
    has(&header.title)
        || has(&header.demand)
        || has(&header.description)
        || header.product.as_deref().is_some_and(has)
        || view.history.events.iter().any(|e| e.note.as_deref().is_some_and(has) || e.why.as_deref().is_some_and(has))
}

fn sort(rows: &mut [Line], key: Option<&str>) -> Result<(), Failure> {
    // Damaged files come first, so that nobody overlooks them.
    match key.unwrap_or("received") {
        "received" => rows.sort_by_key(|l| (l.row().is_some(), l.row().map(|r| r.received), l.case().to_owned())),
        "due" => rows.sort_by_key(|l| {
            let due = l.row().and_then(|r| r.next_due);
            (l.row().is_some(), due.is_none(), due, l.case().to_owned())
        }),
        "feedback" => {
            rows.sort_by_key(|l| (l.row().is_some(), l.row().and_then(|r| r.last_feedback), l.case().to_owned()))
        }
        "severity" => rows
            .sort_by_key(|l| (l.row().is_some(), std::cmp::Reverse(l.row().map(|r| r.severity)), l.case().to_owned())),
        "owner" => rows.sort_by_key(|l| (l.row().is_some(), l.row().map(|r| r.owner.clone()), l.case().to_owned())),
        other => {
            let allowed: Vec<String> =
                ["received", "due", "feedback", "severity", "owner"].map(ToOwned::to_owned).to_vec();
            let near = crate::case::id::nearest(other, allowed.iter().map(String::as_str));
            return Err(Usage::BadWord { flag: "--sort".to_owned(), word: other.to_owned(), allowed, near }.into());
        }
    }
    Ok(())
}

fn sheet(ctx: &Context, rows: &[Line]) -> Sheet {
    let (lang, zone) = (ctx.lang, ctx.zone());
    let say = |label: Label| label.say(lang);
    let mut sheet = Sheet::with(vec![
        ("case", say(Label::Case)),
        ("title", say(Label::Title)),
        ("state", say(Label::State)),
        ("step", say(Label::Step)),
        ("playbook", say(Label::Playbook)),
        ("owner", say(Label::Owner)),
        ("severity", say(Label::Severity)),
        ("received", say(Label::Received)),
        ("last_feedback", say(Label::LastFeedback)),
        ("next_due", say(Label::NextDue)),
        ("signals", say(Label::Signals)),
        ("damaged", say(Label::Damaged)),
    ])
    .wide_only(&["step", "playbook"], 140)
    .wide_only(&["signals"], SIGNALS_FROM)
    .wide_only(&["severity"], 110)
    .flowing(&["title", "damaged"]);
    for line in rows {
        sheet.rows.push(match line {
            Line::Case(row, signals, damage) => vec![
                Cell::text(&row.case),
                Cell::text(&row.title),
                Cell::both(row.state.as_str(), row.state.say(lang)),
                Cell::maybe(row.step.as_deref()),
                Cell::text(&row.playbook),
                ctx.owner_cell(Some(&row.owner)),
                Cell::both(row.severity.as_str(), row.severity.say(lang)),
                stamp(Some(row.received), zone),
                stamp(row.last_feedback, zone),
                stamp(row.next_due, zone),
                Cell::both(*signals, if *signals == 0 { String::new() } else { signals.to_string() }),
                Cell::maybe(damage.as_deref()),
            ],
            Line::Damaged(case, damage) => {
                let mut cells = vec![Cell::text(case)];
                cells.extend(std::iter::repeat_with(Cell::absent).take(10));
                cells.push(Cell::text(damage));
                cells
            }
        });
    }
    sheet
}
