//! `amends report board`: the open cases as a page, a column for each step.

use crate::case::Stamp;
use crate::case::words::Severity;
use crate::clock::pause::Halt;
use crate::clock::{Deadline, Level, View, deadline};
use crate::commands::html_page::{alert, shell};
use crate::commands::judged::{Judged, judge_all};
use crate::commands::{Context, Exit, Outcome, Output};
use crate::policy::Lang;
use crate::render::html::Board;
use crate::render::html::board::{Card, CardWords, Column, Next, Procedure, board as page};
use crate::report::masking::Mask;
use crate::text::{Label, Pages, Say, dates, pick};
use clap::Args;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many cards a column has; the worst cases come first.
const MOST: usize = 100;

/// Print the open cases as a page (HTML): a column for each step, a card for each case with what is due next
#[derive(Debug, Args)]
pub struct BoardArgs {
    /// Only cases of this person; me is the one who acts
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    /// Only cases of this playbook
    #[arg(long, value_name = "PLAYBOOK")]
    pub playbook: Option<String>,
}

/// An open case on its way to the board.
struct Open {
    playbook: String,
    step: Option<String>,
    /// How bad what is shown of it is, and by when it is due.
    due: Option<(Level, Stamp)>,
    card: Card,
}

impl Open {
    /// The worst first, then what is due first.
    fn order(&self, other: &Self) -> Ordering {
        let key = |open: &Self| (open.due.is_none(), open.due, open.card.case.clone());
        key(self).cmp(&key(other))
    }
}

/// Prints the board.
///
/// # Errors
/// When a flag is wrong or the policy has faults.
pub(super) fn board(args: &BoardArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let lang = ctx.lang;
    let owner = ctx.owner(args.owner.as_deref())?;
    let only = args.playbook.as_deref().map(|id| ctx.playbook_for(Some(id)).map(|_| id)).transpose()?;
    let mut judged = judge_all(
        ctx,
        false,
        |view, _| {
            let wanted = !view.state.is_closed()
                && ctx.looks_after(owner.as_ref(), &view.state.owner)
                && only.is_none_or(|id| id == view.state.playbook.id);
            wanted.then(|| open_case(ctx, view)).into_iter().collect()
        },
        |_, _| None,
    );
    judged.rows.sort_by(Open::order);
    let mut about = vec![Pages::AsOf { now: dates::full_moment(ctx.now.stamp, ctx.zone()) }, summary(&judged.rows)];
    about.extend(owner.map(|owner| Pages::OnlyOwner { owner }));
    about.extend(only.map(|id| Pages::OnlyPlaybook { name: playbook_name(ctx, id) }));
    let mut shell = shell(ctx, Pages::BoardTitle.say(lang), about.iter().map(|line| line.say(lang)).collect());
    shell.alert = alert(ctx, &judged);
    let say = |label: Label| label.say(lang);
    let words = CardWords {
        owner: say(Label::Owner),
        age: Pages::AgeHeading.say(lang),
        severity: say(Label::Severity),
        next: Pages::Next.say(lang),
        waiting: crate::clock::view::Phase::Waiting.say(lang),
    };
    let board = Board { procedures: procedures(ctx, &mut judged), nothing: Pages::NoOpenCase.say(lang), words };
    output.print(&page(&shell, &board)?);
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// How many cases there are, and how bad.
fn summary(cases: &[Open]) -> Pages {
    let at = |level: Level| cases.iter().filter(|c| c.due.is_some_and(|(l, _)| l == level)).count();
    let past = [Level::Breach, Level::Critical, Level::Late].map(|level| (at(level), level));
    Pages::Open { count: cases.len(), past: past.into_iter().filter(|(n, _)| *n > 0).collect() }
}

fn open_case(ctx: &Context, view: &View<'_>) -> Open {
    let (lang, zone, header) = (ctx.lang, ctx.zone(), &view.case().header);
    let mut due = deadline::deadlines(view);
    due.sort_by_key(|d| (d.level.unwrap_or(Level::Due), d.due));
    let past = due.iter().filter(|d| d.level.is_some()).count();
    let first = due.first();
    let waits = view.waits();
    let wait = waits.iter().find(|w| w.runs_at(view.now.stamp));
    let severity = view.state.severity();
    let card = Card {
        case: header.id.to_string(),
        title: Mask::of(view.case()).text(&header.title).into_owned(),
        owner: ctx.owner_cell(Some(&view.state.owner)).text,
        age: Pages::Age { days: (zone.date(view.now.stamp) - zone.date(header.received)).num_days() }.say(lang),
        severity: severity.say(lang),
        grave: severity >= Severity::Serious,
        waiting: wait.map(|w| {
            let reason = match w.halt {
                Halt::Pause(reason) => reason.say(lang),
                Halt::Closed => String::new(),
            };
            Pages::WaitsFor { reason, until: dates::moment(w.to, zone) }.say(lang)
        }),
        next: first.map(|deadline| next(deadline, ctx)),
        others: (past > 1).then(|| Pages::OthersPast { count: past - 1 }.say(lang)),
    };
    let step = view.state.step.clone();
    Open {
        playbook: view.state.playbook.id.clone(),
        step,
        due: first.map(|d| (d.level.unwrap_or(Level::Due), d.due)),
        card,
    }
}

/// A deadline as its card says it: how bad it is by a word and a shape, too.
fn next(deadline: &Deadline, ctx: &Context) -> Next {
    let (level, mark) = match deadline.level {
        Some(Level::Breach) => ("breach", "■"),
        Some(Level::Critical) => ("critical", "▲"),
        Some(Level::Late) => ("late", "●"),
        Some(Level::Due | Level::Damaged) | None => ("due", ""),
    };
    let said = deadline.level.map(|level| level.say(ctx.lang)).unwrap_or_default();
    Next { kind: deadline.kind.say(ctx.lang), due: dates::moment(deadline.due, ctx.zone()), level, mark, said }
}

/// The procedures with open cases, each with all its steps.
fn procedures(ctx: &Context, judged: &mut Judged<Open>) -> Vec<Procedure> {
    let mut all: BTreeMap<String, BTreeMap<Option<String>, Vec<Card>>> = BTreeMap::new();
    for open in judged.rows.drain(..) {
        all.entry(open.playbook).or_default().entry(open.step).or_default().push(open.card);
    }
    let procedure = |(id, mut steps): (String, BTreeMap<Option<String>, Vec<Card>>)| {
        let entry = ctx.catalog.get(&id);
        let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
        let count = Pages::OpenCases { count: steps.values().map(Vec::len).sum() }.say(ctx.lang);
        let mut columns: Vec<Column> = Vec::new();
        for (i, step) in playbook.iter().flat_map(|p| &p.steps).enumerate() {
            let cards = steps.remove(&Some(step.id.clone())).unwrap_or_default();
            columns.push(column(Some(i + 1), pick(&step.name, ctx.lang, &step.id), &step.id, cards, ctx.lang));
        }
        // A case may stand in a step that its procedure no longer has.
        for (step, cards) in steps {
            let name = step.clone().unwrap_or_else(|| Pages::NoStep.say(ctx.lang));
            columns.push(column(None, &name, step.as_deref().unwrap_or("-"), cards, ctx.lang));
        }
        Procedure { name: playbook_name(ctx, &id), id, count, columns }
    };
    all.into_iter().map(procedure).collect()
}

fn column(number: Option<usize>, name: &str, id: &str, mut cards: Vec<Card>, lang: Lang) -> Column {
    let count = cards.len();
    cards.truncate(MOST);
    let left = count - cards.len();
    let more = (left > 0).then(|| Pages::MoreCases { left, step: id.to_owned() }.say(lang));
    Column { number, name: name.to_owned(), count, cards, more }
}

/// The name of a procedure, or its id.
fn playbook_name(ctx: &Context, id: &str) -> String {
    let entry = ctx.catalog.get(id);
    entry.as_ref().and_then(|e| e.playbook.as_ref()).map_or(id, |p| pick(&p.name, ctx.lang, id)).to_owned()
}
