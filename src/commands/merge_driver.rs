//! `amends merge driver`: three versions in files of git's, the result in the place of ours.

use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::place::visible;
use crate::policy::Lang;
use crate::store::git::mark_conflicts;
use crate::store::{NoMerge, Version, Workspace, find_root, merge_texts, read_version, write_version};
use crate::text::{Merging, Say, Trouble};
use std::path::Path;

/// Merges `ours` and `theirs`, which both come from `base`, into the file of ours. git goes by the exit code: 0 is
/// clean, 1 leaves something to be settled.
///
/// # Errors
/// When a file can't be read or written: the caller falls back to union then.
pub(super) fn drive(ctx: &Context, files: [&Path; 3], path: &str, output: &mut Output) -> Outcome {
    let lang = language(ctx, path);
    let shown = visible(path);
    let mut texts = Vec::with_capacity(3);
    for (i, file) in files.iter().enumerate() {
        match read_version(file) {
            Ok(text) => texts.push(text),
            // No base is a base that nobody changed.
            Err(_) if i == 0 => texts.push(String::new()),
            Err(kind) => {
                let trouble = Trouble::CannotRead { path: visible(&file.to_string_lossy()), reason: kind.say(lang) };
                return Err(Failure::from(trouble).into());
            }
        }
    }
    match merge_texts(&shown, &texts[0], &texts[1], &texts[2]) {
        Ok(merged) => {
            write_version(files[1], &merged.text)
                .map_err(|e| Failure::from(Trouble::CannotWrite { path: shown.clone(), reason: e.to_string() }))?;
            if merged.conflicts.is_empty() {
                return Ok(Exit::Fine);
            }
            for conflict in merged.conflicts {
                output.warn(&Merging::Contested { path: shown.clone(), conflict }.say(lang));
            }
            output.warn(&Merging::Settle.say(lang));
            Ok(Exit::Findings)
        }
        Err(refusal) => {
            let clean = mark_conflicts(&ctx.surroundings.here, files[1], files[0], files[2])
                .map_err(|e| Failure::from(Trouble::Git { error: e }))?;
            complain(&refusal, &shown, lang, output);
            let path = shown;
            output.warn(&if clean { Merging::Textual { path } } else { Merging::Marked { path } }.say(lang));
            Ok(Exit::Findings)
        }
    }
}

/// Says why versions were not merged event by event.
pub(super) fn complain(refusal: &NoMerge, path: &str, lang: Lang, output: &mut Output) {
    let path = path.to_owned();
    match refusal {
        NoMerge::Unreadable { version, fault } => {
            output.warn(&super::context::problem(fault, lang).full());
            output.warn(&Merging::Unreadable { path, theirs: *version == Version::Theirs }.say(lang));
        }
        NoMerge::TwoCases => output.warn(&Merging::TwoCases { path }.say(lang)),
        NoMerge::NoWay => output.warn(&Merging::NoWay { path }.say(lang)),
    }
}

/// The language of the workspace that the case lies in, which need not be the top of the work tree.
fn language(ctx: &Context, path: &str) -> Lang {
    if let Some(lang) = ctx.global.lang {
        return lang;
    }
    let file = ctx.surroundings.here.join(path);
    let root = file.parent().and_then(find_root);
    root.map_or(ctx.lang, |root| Workspace::at(root).policy().0.language)
}
