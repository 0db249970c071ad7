//! `amends merge resolve`: what a merge without the driver left, made into what the driver would have made of it.

use super::merge::{put, writing};
use super::merge_driver::complain;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::FaultKind;
use crate::case::conflict::{CONFLICTS, Conflict, conflicts_of};
use crate::merge::{Merged, Take, sides_of};
use crate::store::git::{Blob, Git};
use crate::store::{Writing, merge_texts, read_text, read_version, read_yaml, settle_text};
use crate::text::{Hint, Merging, Say, Trouble};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The versions of a case in an unfinished merge: base, ours, theirs, as far as they exist; `Err` for what is no text.
type Versions = [Option<Result<String, ()>>; 3];

/// What came of one case.
enum Outcomes {
    Done,
    Contested,
    Asked,
    Failed,
}

/// Resolves the conflicts of these cases, or of all.
///
/// # Errors
/// When a case can't be found or written.
pub(super) fn resolve(ctx: &Context, files: &[String], output: &mut Output) -> Outcome {
    let unmerged = unmerged(ctx);
    let wanted = wanted(ctx, files, &unmerged)?;
    let writing = writing(ctx)?;
    let (mut worst, mut merged, mut asked) = (Exit::Fine, Vec::new(), false);
    for path in wanted {
        let shown = ctx.workspace.relative(&path);
        let outcome = one(ctx, writing.as_ref(), &path, unmerged.get(&shown), !files.is_empty(), output)?;
        match outcome {
            None => continue,
            Some(Outcomes::Failed) => worst = worst.max(Exit::Trouble),
            // Nothing is ready for `git add` while something is left to be settled.
            Some(Outcomes::Contested) => worst = worst.max(Exit::Findings),
            Some(Outcomes::Asked) => asked = true,
            Some(Outcomes::Done) => merged.push(shown),
        }
    }
    if worst == Exit::Findings {
        output.hint(Merging::Settle, ctx.lang);
    }
    if ctx.global.dry_run {
        output.hint(Hint::DryRun, ctx.lang);
    } else if merged.is_empty() && worst == Exit::Fine && files.is_empty() && !asked {
        output.hint(Merging::Nothing, ctx.lang);
    } else if !merged.is_empty() && Git::at(ctx.workspace.root()).is_ok() {
        output.hint(Merging::Add { paths: merged }, ctx.lang);
    }
    output.recorded = !ctx.global.dry_run;
    Ok(if asked { worst.max(Exit::Findings) } else { worst })
}

/// The cases in an unfinished merge, by their path in the workspace.
pub(super) fn unmerged(ctx: &Context) -> BTreeMap<String, Versions> {
    let mut cases: BTreeMap<String, Versions> = BTreeMap::new();
    let Ok(git) = Git::at(ctx.workspace.root()) else { return cases };
    let entries = git.staged(None, "cases").unwrap_or_default();
    let entries: Vec<_> = entries.into_iter().filter(|e| (1..=3).contains(&e.stage) && is_case(&e.path)).collect();
    let blobs = git.blobs(&entries.iter().map(|e| e.blob.clone()).collect::<Vec<_>>()).unwrap_or_default();
    for (entry, blob) in entries.into_iter().zip(blobs) {
        let text = match blob {
            Blob::Bytes(bytes) => String::from_utf8(bytes).map_err(|_| ()),
            Blob::TooLarge | Blob::Missing => Err(()),
        };
        cases.entry(entry.path).or_default()[usize::from(entry.stage) - 1] = Some(text);
    }
    cases
}

pub(super) fn is_case(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

/// The files to look at: those named, else those in an unfinished merge and those with markers.
fn wanted(ctx: &Context, files: &[String], unmerged: &BTreeMap<String, Versions>) -> Result<Vec<PathBuf>, Failure> {
    let root = ctx.workspace.root();
    if files.is_empty() {
        let marked = ctx.workspace.each_case(|loaded| {
            let marked = loaded.faults.iter().any(|f| matches!(f.kind, FaultKind::MergeMarker));
            marked.then_some(loaded.path)
        });
        let mut all: Vec<PathBuf> = unmerged.keys().map(|p| root.join(p)).chain(marked.into_iter().flatten()).collect();
        all.sort();
        all.dedup();
        return Ok(all);
    }
    files
        .iter()
        .map(|text| {
            // A case that this side deleted is in the index alone.
            let here = ctx.workspace.relative(&ctx.surroundings.here.join(text));
            let gone = [text.as_str(), &here].into_iter().find(|p| unmerged.contains_key(*p)).map(|p| root.join(p));
            ctx.find(text).or_else(|failure| gone.ok_or(failure))
        })
        .collect()
}

fn one(
    ctx: &Context,
    writing: Option<&Writing<'_>>,
    path: &Path,
    versions: Option<&Versions>,
    named: bool,
    output: &mut Output,
) -> Result<Option<Outcomes>, Failure> {
    let lang = ctx.lang;
    let shown = ctx.workspace.relative(path);
    let present = match read_version(path) {
        Ok(text) => Some(text),
        Err(_) if path.symlink_metadata().is_err() => None,
        Err(kind) => {
            let reason = kind.say(lang);
            output.warn(&Trouble::CannotRead { path: shown, reason }.say(lang));
            return Ok(Some(Outcomes::Failed));
        }
    };
    let marked = present.as_deref().and_then(sides_of);
    let (base, ours, theirs) = match (versions, &marked) {
        (Some([_, Some(Err(())), _] | [_, _, Some(Err(()))]), _) => {
            let theirs = !matches!(versions, Some([_, Some(Err(())), _]));
            output.warn(&Merging::Unreadable { path: shown, theirs }.say(lang));
            return Ok(Some(Outcomes::Failed));
        }
        (Some([base, Some(Ok(ours)), Some(Ok(theirs))]), _) => {
            (base.as_ref().and_then(|b| b.as_deref().ok()).unwrap_or_default(), &**ours, &**theirs)
        }
        (Some([_, ours, theirs]), _) => {
            let Some(Ok(text)) = ours.as_ref().or(theirs.as_ref()) else { return Ok(None) };
            let text: &String = text;
            if present.is_none() {
                put(ctx, writing, path, text)?;
            }
            output.line(&Merging::Kept { path: shown, here: ours.is_some() }.say(lang));
            return Ok(Some(Outcomes::Done));
        }
        (None, Some(marked)) => (&*marked.base, &*marked.ours, &*marked.theirs),
        (None, None) => {
            if present.as_deref().is_some_and(|text| read_text(text).case.is_none()) {
                return Ok(Some(unpaired(ctx, path, &shown, named, output)));
            }
            if named {
                output.line(&Merging::NothingIn { path: shown }.say(lang));
            }
            return Ok(None);
        }
    };
    let merged = match merge_texts(&shown, base, ours, theirs) {
        Ok(merged) => merged,
        Err(refusal) => {
            complain(&refusal, &shown, lang, output);
            return Ok(Some(Outcomes::Failed));
        }
    };
    // A file with nothing but what git made of the versions, or nothing but one of them where none contests it.
    let versioned = versions.is_some();
    let untouched = present.as_deref().is_none_or(|t| match &marked {
        Some(_) => !versioned || is_gits_own(t, [base, ours, theirs]),
        None => t == ours || t == theirs || t == merged.text,
    });
    // Whoever has settled it already, by hand or one conflict after the other, must not find their work undone.
    if let Some(text) = present.filter(|text| !untouched || is_settled(&merged, text)) {
        if text == ours || text == theirs {
            // A decision, or what another tool left: nobody can tell, so it is asked and nothing is changed.
            output.warn(&Merging::OneVersion { path: shown.clone() }.say(lang));
            say_contested(&shown, &merged.conflicts, ctx, output);
            return Ok(Some(Outcomes::Asked));
        }
        let left = listed_in(&text);
        say_contested(&shown, &left, ctx, output);
        if left.is_empty() {
            output.warn(&Merging::Edited { path: shown }.say(lang));
            return Ok(Some(Outcomes::Done));
        }
        return Ok(Some(Outcomes::Contested));
    }
    put(ctx, writing, path, &merged.text)?;
    output.line(&Merging::Merged { path: shown.clone() }.say(lang));
    say_contested(&shown, &merged.conflicts, ctx, output);
    Ok(Some(if merged.conflicts.is_empty() { Outcomes::Done } else { Outcomes::Contested }))
}

/// Whether a text with markers is what git made of the versions: it has no line that none of them has, and all that each
/// of them brought.
fn is_gits_own(text: &str, [base, ours, theirs]: [&str; 3]) -> bool {
    let lines = |text: &'_ str| text.lines().map(|l| l.trim_end_matches('\r').to_owned()).collect::<BTreeSet<String>>();
    let [has, base, ours, theirs] = [text, base, ours, theirs].map(lines);
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let known = |l: &String| {
        base.contains(l) || ours.contains(l) || theirs.contains(l) || marks.iter().any(|mark| l.starts_with(mark))
    };
    let brought = |side: &BTreeSet<String>, other: &BTreeSet<String>| {
        side.iter().all(|l| has.contains(l) || (base.contains(l) && !other.contains(l)))
    };
    has.iter().all(known) && brought(&ours, &theirs) && brought(&theirs, &ours)
}

/// A damaged file that no merge explains.
fn unpaired(ctx: &Context, path: &Path, shown: &str, named: bool, output: &mut Output) -> Outcomes {
    let loaded = ctx.workspace.load(path);
    for fault in loaded.faults.iter().filter(|f| named || matches!(f.kind, FaultKind::MergeMarker)) {
        output.warn(&ctx.problem(fault).full());
    }
    if loaded.faults.iter().any(|f| matches!(f.kind, FaultKind::MergeMarker)) {
        output.warn(&Merging::Unpaired { path: shown.to_owned() }.say(ctx.lang));
    }
    Outcomes::Failed
}

/// Whether a text is the merged one with every conflict settled the same way; it may well be one of the versions then.
fn is_settled(merged: &Merged, text: &str) -> bool {
    let settled = |which| {
        let names: BTreeSet<&str> = merged.conflicts.iter().map(|c| c.what.name()).collect();
        names.into_iter().try_fold(merged.text.clone(), |text, name| settle_text(&text, name, which))
    };
    !merged.conflicts.is_empty()
        && [Take::Ours, Take::Theirs].into_iter().any(|which| settled(which).as_deref() == Ok(text))
}

/// What is left to be settled in a text.
pub(super) fn listed_in(text: &str) -> Vec<Conflict> {
    let raw = read_yaml(text).ok();
    raw.as_ref().and_then(|raw| raw.get(CONFLICTS)).and_then(conflicts_of).unwrap_or_default()
}

fn say_contested(path: &str, conflicts: &[Conflict], ctx: &Context, output: &mut Output) {
    for conflict in conflicts {
        output.line(&Merging::Contested { path: path.to_owned(), conflict: conflict.clone() }.say(ctx.lang));
    }
}
