//! `amends today`: the queue of the day.

use super::cells::{ids, level_words, stamp, step_name, tint};
use super::judged::{judge_all, years_without_data};
use super::{Context, Exit, Outcome, Output};
use crate::clock::{Level, Zone};
use crate::policy::Lang;
use crate::render::json::Envelope;
use crate::render::{Cell, Sheet};
use crate::report::rows::{LastContact, OverdueRow, TodayRow, today};
use crate::text::{Hint, Label, Say, bracketed, dates};
use clap::Args;

/// Show what is to be done today, with the last contact
#[derive(Debug, Args)]
pub struct TodayArgs {
    /// Only cases of this person; me is the one who acts
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the policy has faults.
pub fn run(args: &TodayArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let owner = ctx.owner(args.owner.as_deref())?;
    let mut judged = judge_all(
        ctx,
        false,
        |view, damage| {
            let step = step_name(view, ctx.lang);
            let mut rows = today(view);
            rows.retain(|r| r.row.owner.as_deref().is_none_or(|o| ctx.looks_after(owner.as_ref(), o)));
            rows.into_iter().map(|row| (row, step.clone(), damage.map(ToOwned::to_owned))).collect()
        },
        |case, damage| {
            let row = TodayRow { row: OverdueRow::damaged(case.to_owned(), ()), last_contact: None };
            Some((row, None, Some(damage.to_owned())))
        },
    );
    judged.rows.sort_by(|a, b| a.0.row.order(&b.0.row));
    let (lang, zone) = (ctx.lang, ctx.zone());
    let say = |label: Label| label.say(lang);
    let mut sheet = Sheet::with(vec![
        ("case", say(Label::Case)),
        ("title", say(Label::Title)),
        ("kind", say(Label::Kind)),
        ("level", say(Label::Level)),
        ("due", say(Label::Due)),
        ("owner", say(Label::Owner)),
        ("step", say(Label::Step)),
        ("last_contact", say(Label::LastContact)),
        ("damaged", say(Label::Damaged)),
    ])
    .wide_only(&["step"], 120)
    .flowing(&["title", "step", "last_contact", "damaged"]);
    for (TodayRow { row, last_contact }, step, damage) in &judged.rows {
        sheet.rows.push(vec![
            Cell::text(&row.case),
            Cell::maybe(row.title.as_deref()),
            row.kind.map_or_else(Cell::absent, |k| Cell::both(k.as_str(), k.say(lang))),
            Cell::both(row.level.as_str(), level_words(row, lang)).tinted(tint(row.level)),
            stamp(row.due, zone),
            ctx.owner_cell(row.owner.as_deref()),
            row.step.as_deref().map_or_else(Cell::absent, |id| Cell::both(id, step.as_deref().unwrap_or(id))),
            last_contact.as_ref().map_or_else(Cell::absent, |c| contact(c, zone, lang)),
            Cell::maybe(damage.as_deref()),
        ]);
    }
    let envelope = Envelope { schema: "amends.today/1", now: ctx.now.stamp, incomplete: judged.is_incomplete() };
    if ctx.global.quiet {
        ids(judged.rows.iter().map(|(r, ..)| r.row.case.as_str()), output);
    } else {
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    judged.complain(ctx, output);
    ctx.name_the_deserted(judged.rows.iter().map(|(r, ..)| &r.row), output);
    years_without_data(ctx, judged.rows.iter().filter_map(|(r, ..)| r.row.blind), output);
    if judged.rows.iter().all(|(r, ..)| r.row.level == Level::Due) && ctx.surroundings.stdout_terminal {
        output.hint(Hint::NothingOverdue { open: judged.open }, lang);
    }
    Ok(judged.exit(Exit::Fine))
}

fn contact(c: &LastContact, zone: Zone, lang: Lang) -> Cell {
    let (at, via) = (dates::moment(c.at, zone), c.via.say(lang));
    let note = c.note.as_deref().map(|n| format!("\n{n}")).unwrap_or_default();
    let value = serde_json::json!({
        "at": crate::case::stamp::write_stamp(c.at),
        "via": c.via.as_str(),
        "dir": c.dir.as_str(),
        "reached": c.reached,
        "note": c.note,
    });
    let failed = if c.reached { String::new() } else { bracketed(&Label::NotReached.say(lang), lang) };
    Cell::both(value, format!("{at} {via}{failed}{note}"))
}
