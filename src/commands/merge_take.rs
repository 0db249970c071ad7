//! `amends merge resolve --take`: one conflict settled.

use super::merge::{put, writing};
use super::merge_resolve::{listed_in, unmerged};
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::conflict::CONFLICTS;
use crate::merge::{Take, Untaken};
use crate::store::{read_version, read_yaml, settle_text};
use crate::text::{Hint, Merging, Say, Trouble};
use std::path::PathBuf;

/// Settles the conflict about `name` in these cases, or in the one case that has it.
///
/// # Errors
/// When no case has it, several have, or it can't be settled safely.
pub(super) fn settle(ctx: &Context, files: &[String], name: &str, which: Take, output: &mut Output) -> Outcome {
    let mut there: Vec<String> = Vec::new();
    let paths = if files.is_empty() {
        let listed = ctx.workspace.each_case(|loaded| {
            let left = if loaded.text.contains(CONFLICTS) { listed_in(&loaded.text) } else { Vec::new() };
            (loaded.path, left)
        });
        let mut with: Vec<PathBuf> = Vec::new();
        for (path, left) in listed {
            if left.iter().any(|c| c.what.name() == name) {
                with.push(path);
            }
            there.extend(left.iter().map(|c| c.what.name().to_owned()));
        }
        if with.len() > 1 {
            let paths = with.iter().map(|p| ctx.workspace.relative(p)).collect();
            return Err(Failure::new(Exit::Usage, Merging::WhichCase { name: name.to_owned(), paths }).into());
        }
        with
    } else {
        files.iter().map(|f| ctx.find(f)).collect::<Result<_, _>>()?
    };
    let none = |there| Failure::new(Exit::NotFound, Merging::NoConflict { name: name.to_owned(), there });
    if paths.is_empty() {
        there.sort();
        there.dedup();
        return Err(none(there).into());
    }
    let writing = writing(ctx)?;
    let mut settled = Vec::new();
    for path in paths {
        let shown = ctx.workspace.relative(&path);
        let text = read_version(&path)
            .map_err(|kind| Failure::from(Trouble::CannotRead { path: shown.clone(), reason: kind.say(ctx.lang) }))?;
        let new = settle_text(&text, name, which).map_err(|why| match why {
            Untaken::NoSuch(there) => none(there),
            Untaken::Several => {
                Failure::new(Exit::Trouble, Merging::SeveralTexts { path: shown.clone(), name: name.to_owned() })
            }
            Untaken::Uncut => {
                Failure::new(Exit::Trouble, Merging::Unsettled { path: shown.clone(), name: name.to_owned() })
            }
        })?;
        put(ctx, writing.as_ref(), &path, &new)?;
        if listed_in(&new).is_empty() {
            settled.push(shown.clone());
        }
        let removed = has(&text, name) && !has(&new, name);
        let done = Merging::Settled { path: shown, name: name.to_owned(), theirs: which == Take::Theirs, removed };
        output.line(&done.say(ctx.lang));
    }
    let unmerged = unmerged(ctx);
    settled.retain(|path| unmerged.contains_key(path));
    if ctx.global.dry_run {
        output.hint(Hint::DryRun, ctx.lang);
    } else if !settled.is_empty() {
        output.hint(Merging::Add { paths: settled }, ctx.lang);
    }
    output.recorded = !ctx.global.dry_run;
    Ok(Exit::Fine)
}

/// Whether a text has a key or an event of that name.
fn has(text: &str, name: &str) -> bool {
    read_yaml(text)
        .is_ok_and(|raw| raw.get(name).is_some() || raw.events().iter().any(|e| e.scalar("id") == Some(name)))
}
