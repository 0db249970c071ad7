//! `amends similar`: complaints like one, and what was learned from them.

use super::judged::judge_all;
use super::triage::count;
use super::{Context, Exit, Outcome, Output};
use crate::case::words::Outcome as Ending;
use crate::case::{Act, History, Stamp};
use crate::clock::View;
use crate::clock::view::Phase;
use crate::render::json::Envelope;
use crate::render::{Cell, Sheet};
use crate::text::triage::{Heading, Triaging};
use crate::text::{Label, Say, listed};
use crate::wording::similar::{Compared, Likeness, similar};
use crate::wording::{nameless, told};
use clap::Args;

/// List complaints like this one, with what came of them
#[derive(Debug, Args)]
pub struct SimilarArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// How many to list, 10 unless said
    #[arg(long, value_name = "NUMBER")]
    pub top: Option<String>,
}

/// Another complaint: how it is compared, and what the table tells of it.
struct Other {
    compared: Compared,
    received: Stamp,
    title: String,
    state: Phase,
    outcome: Option<Ending>,
    lesson: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such case.
pub fn run(args: &SimilarArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let top = count("--top", args.top.as_ref(), 10)?;
    let loaded = ctx.load(&args.case)?;
    let Some(case) = &loaded.case else {
        loaded.faults.iter().for_each(|fault| output.warn(&ctx.problem(fault).full()));
        return Ok(Exit::Incomplete);
    };
    let one = compared(&case.header);
    let mut judged = judge_all(ctx, false, |view, _| vec![other(view)], |_, _| None);
    judged.rows.retain(|o| o.compared.case != one.case);
    judged.rows.sort_by(|a, b| (b.received, &a.compared.case).cmp(&(a.received, &b.compared.case)));
    let others: Vec<Compared> = judged.rows.iter().map(|o| o.compared.clone()).collect();
    let found = similar(&one, &others);
    if found.is_empty() {
        output.hint(Triaging::NoneAlike, ctx.lang);
    }
    let envelope = Envelope { schema: "amends.similar/1", now: ctx.now.stamp, incomplete: judged.is_incomplete() };
    let sheet = sheet(ctx, &judged.rows, &found[..found.len().min(top)]);
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

fn compared(header: &crate::case::header::Header) -> Compared {
    let (category, product) = (header.category.clone(), header.product.clone());
    Compared { case: header.id.to_string(), category, product, text: told(header) }
}

fn other(view: &View<'_>) -> Other {
    let header = &view.case().header;
    Other {
        compared: compared(header),
        received: header.received,
        title: nameless(&header.title, header),
        state: view.phase(),
        outcome: view.state.closed.as_ref().map(|c| c.outcome),
        lesson: lesson(&view.history),
    }
}

/// What was learned at the last close.
fn lesson(history: &History<'_>) -> Option<String> {
    history.events.iter().rev().find_map(|e| match &e.act {
        Act::Close { lesson, .. } => lesson.clone(),
        _ => None,
    })
}

fn sheet(ctx: &Context, others: &[Other], found: &[Likeness]) -> Sheet {
    let lang = ctx.lang;
    let mut sheet = Sheet::with(vec![
        ("case", Label::Case.say(lang)),
        ("points", Heading::Points.say(lang)),
        ("title", Label::Title.say(lang)),
        ("state", Label::State.say(lang)),
        ("outcome", Label::Outcome.say(lang)),
        ("product", Label::Product.say(lang)),
        ("category", Label::Category.say(lang)),
        ("words", Heading::Shared.say(lang)),
        ("lesson", Heading::Lesson.say(lang)),
    ])
    .machine_only(&["product", "category"])
    .flowing(&["title", "words", "lesson"]);
    for likeness in found {
        let other = &others[likeness.index];
        let shared = |same: bool, value: &Option<String>| value.clone().filter(|_| same);
        let product = shared(likeness.product, &other.compared.product);
        let category = shared(likeness.category, &other.compared.category);
        let mut said: Vec<String> = [&product, &category].into_iter().flatten().cloned().collect();
        said.extend(likeness.words.iter().take(6).cloned());
        let outcome = other.outcome.map_or_else(Cell::absent, |o| Cell::both(o.as_str(), o.say(lang)));
        sheet.rows.push(vec![
            Cell::text(&other.compared.case),
            Cell::both(likeness.points(), likeness.points().to_string()),
            Cell::text(&other.title),
            Cell::both(other.state.as_str(), other.state.say(lang)),
            outcome,
            Cell::maybe(product.as_deref()),
            Cell::maybe(category.as_deref()),
            Cell::both(likeness.words.clone(), listed(&said, lang)),
            Cell::maybe(other.lesson.as_deref()),
        ]);
    }
    sheet
}
