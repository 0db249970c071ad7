//! The rows of `overdue` as a message to a chat room or to monitoring.

use super::cells::level_words;
use super::judged::Judged;
use super::{Context, Output};
use crate::clock::Level;
use crate::render::nagios::Status;
use crate::render::{Notice, Room};
use crate::report::rows::OverdueRow;
use crate::text::notices::{Counts, Notices};
use crate::text::{Say, dates};

/// A row, and the name of the step its case is in.
pub(super) type Row = (OverdueRow<String>, Option<String>);

/// What a chat room is told; nothing when there is no row.
pub(super) fn to_room(ctx: &Context, room: Room, rows: &[Row], names: bool, output: &mut Output) {
    if rows.is_empty() {
        return;
    }
    let heading = Notices::Heading { counts: counts(rows) }.say(ctx.lang);
    let rows = rows.iter().map(|r| line(ctx, r, names)).collect();
    let rest = &|rows| Notices::More { rows }.say(ctx.lang);
    output.print(&Notice { heading, rows, rest }.body(room));
}

/// What monitoring is told: a status whatever there is.
pub(super) fn to_nagios(ctx: &Context, judged: &Judged<Row>, within: bool, output: &mut Output) {
    let Counts { breach, critical, late, damaged, due } = counts(&judged.rows);
    let status = if judged.is_incomplete() {
        Status::Unknown
    } else if breach + critical > 0 {
        Status::Critical
    } else if late > 0 {
        Status::Warning
    } else {
        Status::Ok
    };
    let counted = counts(&judged.rows);
    let says = if !judged.no_playbook.is_empty() {
        Notices::NoPlaybook { counts: counted, cases: judged.no_playbook.len() }.say(ctx.lang)
    } else if judged.rows.is_empty() {
        Notices::NothingOverdue { open: judged.open }.say(ctx.lang)
    } else {
        counted.say(ctx.lang)
    };
    let mut figures = vec![("breach", breach), ("critical", critical), ("late", late), ("damaged", damaged)];
    figures.extend(within.then_some(("due", due)));
    let rows: Vec<String> = judged.rows.iter().map(|r| line(ctx, r, false)).collect();
    output.print(&status.page(&says, &figures, &rows));
    output.status = Some(status);
}

fn counts(rows: &[Row]) -> Counts {
    let mut counts = Counts::default();
    for (row, _) in rows {
        *match row.level {
            Level::Breach => &mut counts.breach,
            Level::Critical => &mut counts.critical,
            Level::Late => &mut counts.late,
            Level::Damaged => &mut counts.damaged,
            Level::Due => &mut counts.due,
        } += 1;
    }
    counts
}

/// Level, case, what is owed and by when, step, owner; title and customer only where names are wanted. What is wrong
/// with a damaged file is left out, because a fault may quote what stands there.
fn line(ctx: &Context, (row, step): &Row, names: bool) -> String {
    let words = level_words(row, ctx.lang);
    let level = match words.split_once('\n') {
        Some((level, missed)) => Notices::Missed { level: level.to_owned(), missed: missed.to_owned() }.say(ctx.lang),
        None => words,
    };
    let case = short(&row.case);
    let (Some(kind), Some(due)) = (row.kind, row.due) else {
        return Notices::Damaged { level, case }.say(ctx.lang);
    };
    let due = dates::moment(due, ctx.zone());
    let mut line = Notices::Row { level, case, kind: kind.say(ctx.lang), due }.say(ctx.lang);
    let mut add = |text: Option<&String>| {
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            line.push_str(" · ");
            line.push_str(&short(text));
        }
    };
    add(row.step.as_ref().map(|id| step.as_ref().unwrap_or(id)));
    add(row.owner.as_ref());
    if names {
        add(row.full_title.as_ref());
        add(row.customer.as_ref());
    }
    line
}

/// No text is so long that a row could be too long for a message.
fn short(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
