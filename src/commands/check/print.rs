//! Findings on the screen and for machines.

use super::Placed;
use crate::case::place::visible;
use crate::check::secrets::without_tokens;
use crate::commands::{Context, Output};
use crate::render::json::Envelope;
use crate::render::problem::Problem;
use crate::render::{Cell, Format, Sheet};
use crate::store::git::Git;
use crate::text::{Label, Say, findings};

/// Prints them all.
pub(super) fn print(ctx: &Context, git: Option<&Git>, all: &[Placed], damaged: bool, output: &mut Output) {
    if ctx.format() == Format::Table {
        all.iter().for_each(|placed| output.page(&problem(ctx, placed).full()));
        return;
    }
    // GitHub counts paths from the top of the repository.
    let prefix = git.filter(|_| ctx.format() == Format::Github).and_then(|g| g.prefix().ok()).unwrap_or_default();
    let columns = [
        ("path", Label::File),
        ("line", Label::Line),
        ("col", Label::ColumnNumber),
        ("code", Label::Rule),
        ("severity", Label::Grade),
        ("message", Label::Detail),
        ("help", Label::Remedy),
    ];
    let mut sheet = Sheet::with(columns.map(|(key, label)| (key, label.say(ctx.lang))).to_vec());
    for placed in all {
        let Placed { finding, place, .. } = placed;
        let problem = problem(ctx, placed);
        sheet.rows.push(vec![
            Cell::text(&format!("{prefix}{}", place.path)),
            Cell::both(place.line, place.line.to_string()),
            Cell::both(place.col, place.col.to_string()),
            Cell::text(finding.code().as_str()),
            Cell::both(finding.grade().as_str(), finding.grade().say(ctx.lang)),
            Cell::text(&problem.message),
            Cell::maybe(problem.help.as_deref()),
        ]);
    }
    let envelope = Envelope { schema: "amends.check/1", now: ctx.now.stamp, incomplete: damaged };
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
}

/// A finding in words, in which no token is told, not even by a fault that quotes its value, and nothing of the value
/// moves the cursor.
fn problem(ctx: &Context, Placed { finding, place, rev }: &Placed) -> Problem {
    let lang = ctx.lang;
    let hidden = |text: String| {
        let text = without_tokens(&text).unwrap_or(text);
        text.lines().map(visible).collect::<Vec<_>>().join("\n")
    };
    let mut shown = place.clone();
    if let Some(rev) = rev {
        shown.path = findings::at_rev(&place.path, rev, lang);
    }
    Problem {
        place: shown,
        code: Some(findings::graded(finding, lang)),
        message: hidden(finding.say(lang)),
        help: findings::remedy(finding, &place.path, lang),
    }
}
