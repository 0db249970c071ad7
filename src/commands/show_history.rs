//! `amends show CASE --history`: who added each line of the file, from git.

use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::place::visible;
use crate::render::json::Envelope;
use crate::render::{Cell, Sheet};
use crate::store::Loaded;
use crate::store::git::{Blamed, Git};
use crate::text::{Hint, Label, Say, Trouble, dates};

/// Prints the lines of a case file with their commits, for whoever has to prove them.
///
/// # Errors
/// When there is no git, or the workspace is in no repository.
pub(super) fn run(ctx: &Context, loaded: &Loaded, output: &mut Output) -> Outcome {
    let trouble = |error| Failure::from(Trouble::Git { error });
    let git = Git::at(ctx.workspace.root()).map_err(trouble)?;
    let lines = match git.blame(&loaded.shown).map_err(trouble)? {
        Some(lines) => lines,
        None => loaded.text.lines().map(|l| Blamed { text: l.to_owned(), commit: None }).collect(),
    };
    let say = |label: Label| label.say(ctx.lang);
    let mut sheet = Sheet::with(vec![
        ("line", say(Label::Line)),
        ("commit", say(Label::Commit)),
        ("committed", say(Label::Committed)),
        ("author", say(Label::Author)),
        ("email", say(Label::Author)),
        ("text", say(Label::Text)),
        ("summary", say(Label::Summary)),
    ])
    .machine_only(&["email", "summary"])
    .flowing(&["text"]);
    let (mut uncommitted, mut cut_off) = (0, 0);
    for (i, line) in lines.iter().enumerate() {
        let number = i + 1;
        let mut cells = vec![Cell::both(number, number.to_string())];
        match &line.commit {
            None => {
                uncommitted += 1;
                let no_commit = Cell { text: say(Label::NotCommitted), ..Cell::absent() };
                cells.extend([no_commit, Cell::absent(), Cell::absent(), Cell::absent()]);
            }
            Some(commit) if commit.cut_off => {
                cut_off += 1;
                let unknown = Cell { text: say(Label::CutOff), ..Cell::absent() };
                cells.extend([unknown, Cell::absent(), Cell::absent(), Cell::absent()]);
            }
            Some(commit) => {
                let at = ctx.zone().moment(commit.time);
                let short: String = commit.id.chars().take(10).collect();
                cells.extend([
                    Cell::both(commit.id.as_str(), short),
                    at.map_or_else(Cell::absent, |at| {
                        Cell::both(crate::case::stamp::write_stamp(at), dates::moment(at, ctx.zone()))
                    }),
                    Cell::text(&visible(&commit.author)),
                    Cell::text(&visible(&commit.email)),
                ]);
            }
        }
        cells.push(Cell::text(&visible(&line.text)));
        let known = line.commit.as_ref().filter(|c| !c.cut_off);
        cells.push(Cell::maybe(known.map(|c| visible(&c.summary)).as_deref()));
        sheet.rows.push(cells);
    }
    let damaged = !loaded.faults.is_empty();
    let envelope = Envelope { schema: "amends.history/1", now: ctx.now.stamp, incomplete: damaged };
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    if uncommitted > 0 {
        output.hint(Hint::NotCommitted { lines: uncommitted }, ctx.lang);
    }
    if cut_off > 0 {
        output.hint(Hint::CutOff { lines: cut_off }, ctx.lang);
    }
    Ok(if damaged { Exit::Incomplete } else { Exit::Fine })
}
