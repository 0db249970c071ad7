//! The rows of `overdue` as a table, and their derivations under it.

use super::cells::{ids, level_words, stamp, tint};
use super::judged::Judged;
use super::message::Row;
use super::{Context, Output};
use crate::render::json::Envelope;
use crate::render::{Breaks, Cell, Column, Format, Sheet};
use crate::text::{Label, Msg, Say, dates};

/// Prints the rows as a table of some form.
pub(super) fn print(ctx: &Context, judged: &Judged<Row>, explain: bool, output: &mut Output) {
    let sheet = sheet(ctx, &judged.rows, explain);
    let envelope = Envelope { schema: "amends.overdue/1", now: ctx.now.stamp, incomplete: judged.is_incomplete() };
    if ctx.global.quiet {
        ids(judged.rows.iter().map(|(r, _)| r.case.as_str()), output);
    } else {
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
    if explain && !ctx.global.quiet && ctx.format() == Format::Table {
        output.page(&explanations(ctx, &judged.rows));
    }
}

fn sheet(ctx: &Context, rows: &[Row], explain: bool) -> Sheet {
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
            ctx.owner_cell(row.owner.as_deref()),
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
fn explanations(ctx: &Context, rows: &[Row]) -> String {
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
