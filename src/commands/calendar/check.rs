//! `calendar check`: what is wrong or odd about `calendar.toml`.

use crate::case::place::Lines;
use crate::check::{Grade, check_calendar};
use crate::commands::{Context, Exit, Output};
use crate::render::json::Envelope;
use crate::render::problem::Problem;
use crate::render::{Cell, Format, Sheet};
use crate::text::{Import, Say};

const FILE: &str = "calendar.toml";

pub(super) fn check(ctx: &Context, output: &mut Output) -> Exit {
    let text = ctx.workspace.calendar_text();
    if text.is_none() && ctx.format() == Format::Table {
        output.line(&ctx.say(Import::NoCalendar));
        return Exit::Fine;
    }
    let problem =
        |grade: Grade, place, message| Problem { place, code: Some(grade.say(ctx.lang)), message, help: None };
    let faults = ctx.policy_faults.iter().filter(|f| f.place.path == FILE);
    let mut found: Vec<(Grade, Problem)> =
        faults.map(|f| (Grade::Error, problem(Grade::Error, f.place.clone(), f.kind.say(ctx.lang)))).collect();
    if let (Some(Ok(text)), true) = (&text, found.is_empty()) {
        let lines = Lines::of(text);
        let today = ctx.zone().date(ctx.now.stamp);
        for (finding, span) in check_calendar(text, &ctx.policy.calendar, today) {
            let grade = finding.grade();
            found.push((grade, problem(grade, lines.place(FILE, span), finding.say(ctx.lang))));
        }
    }
    print(ctx, &found, output);
    let grave = found.iter().any(|(grade, _)| matches!(grade, Grade::Error | Grade::Warning));
    if grave { Exit::Findings } else { Exit::Fine }
}

fn print(ctx: &Context, found: &[(Grade, Problem)], output: &mut Output) {
    let mut sheet = Sheet::with(["path", "line", "col", "severity", "message"].map(|k| (k, k.to_owned())).to_vec());
    for (grade, problem) in found {
        if ctx.format() == Format::Table {
            output.page(&problem.full());
        }
        let place = &problem.place;
        sheet.rows.push(vec![
            Cell::text(&place.path),
            Cell::both(place.line, ""),
            Cell::both(place.col, ""),
            Cell::text(grade.as_str()),
            Cell::text(&problem.message),
        ]);
    }
    if ctx.format() != Format::Table {
        let envelope = Envelope { schema: "amends.calendar-check/1", now: ctx.now.stamp, incomplete: false };
        output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    }
}
