//! `amends doctor`: what this clone stands on, and the command that mends each thing.

use super::desk::write_failure;
use super::merge_resolve::is_case;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::place::visible;
use crate::render::json::Envelope;
use crate::render::{Cell, Sheet};
use crate::store::git::{DRIVER, Git, GitError, git_version};
use crate::store::{LockState, git_files, lacking_git_lines};
use crate::text::{Condition, Done, Hint, Label, Say, Trouble};
use clap::Args;

/// The oldest git that answers everything that is asked of it.
const OLDEST_GIT: (u32, u32) = (2, 31);

/// Look at what this clone stands on: git, merge driver, lock, files left behind, file system
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Set up what git lacks in this clone: the lines for cases, and the merge driver
    #[arg(long)]
    pub fix: bool,
}

/// Runs the command.
///
/// # Errors
/// When `--fix` can't write.
pub fn run(args: &DoctorArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let git = Git::at(ctx.workspace.root());
    if args.fix && ctx.global.dry_run {
        output.hint(Hint::DryRun, ctx.lang);
    } else if args.fix {
        fix(ctx, git.as_ref().ok(), output)?;
    }
    let conditions = examine(ctx, &git);
    let mut sheet = Sheet::with(vec![
        ("item", Label::Item.say(ctx.lang)),
        ("fine", Label::State.say(ctx.lang)),
        ("detail", Label::Detail.say(ctx.lang)),
        ("remedy", Label::Remedy.say(ctx.lang)),
    ])
    .flowing(&["detail", "remedy"]);
    for condition in &conditions {
        let fine = condition.is_fine();
        let remedy = condition.remedy(ctx.lang);
        let state = match (fine, &remedy) {
            (false, _) => Label::ToMend,
            (true, Some(_)) => Label::Note,
            (true, None) => Label::Fine,
        };
        sheet.rows.push(vec![
            Cell::both(condition.item(), condition.item_words(ctx.lang)),
            Cell::both(fine, state.say(ctx.lang)),
            Cell::text(&visible(&condition.say(ctx.lang))),
            Cell::maybe(remedy.as_deref()),
        ]);
    }
    let envelope = Envelope { schema: "amends.doctor/1", now: ctx.now.stamp, incomplete: false };
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    Ok(if conditions.iter().all(Condition::is_fine) { Exit::Fine } else { Exit::Findings })
}

fn fix(ctx: &Context, git: Option<&Git>, output: &mut Output) -> Result<(), Failure> {
    let made = ctx.with_random(|random| git_files(&ctx.workspace, random)).map_err(|f| write_failure(ctx, f))?;
    let mut made: Vec<String> = made.into_iter().filter(|f| f.made).map(|f| f.name).collect();
    if let Some(git) = git {
        let program = &ctx.surroundings.program;
        let trouble = |error| Failure::from(Trouble::Git { error });
        if !git.arming(program).map_err(trouble)?.is_complete() {
            git.arm(program, ctx.random()).map_err(trouble)?;
            made.push(Label::MergeDriver.say(ctx.lang));
        }
    }
    for name in made {
        // The table is the answer; this is what was done for it.
        output.hint(Done::Made { name }, ctx.lang);
    }
    Ok(())
}

fn examine(ctx: &Context, git: &Result<Git, GitError>) -> Vec<Condition> {
    let workspace = &ctx.workspace;
    let version = git_version();
    let mut found = vec![Condition::Git { version: version.clone() }];
    if let Some(version) = version.filter(|v| older(v)) {
        found.push(Condition::OldGit { version, wanted: "2.31" });
    }
    match git {
        Err(GitError::Missing) => {}
        Err(GitError::Failed { said, .. }) => {
            found.push(Condition::Repository { top: None, said: Some(said.clone()) });
        }
        Err(_) => found.push(Condition::Repository { top: None, said: None }),
        Ok(git) => {
            found.push(Condition::Repository { top: Some(git.top.display().to_string()), said: None });
            let lacking = lacking_git_lines(workspace);
            let lacking: Vec<String> = lacking.into_iter().map(|(file, line)| format!("{file}: {line}")).collect();
            let attribute = git.merge_driver_of("cases/2000/01/2000-01-01-bbbbb.yaml");
            let overridden = attribute.filter(|a| lacking.is_empty() && a != "union" && a != DRIVER);
            found.push(match overridden {
                Some(attribute) => Condition::UnionOff { attribute },
                None => Condition::GitLines { lacking },
            });
            if let Ok(arming) = git.arming(&ctx.surroundings.program) {
                let complete = arming.is_complete();
                found.push(Condition::Driver { named: arming.named, call: arming.call, complete });
            }
            let replaced = git.setting("merge.union.driver");
            found.extend(replaced.map(|call| Condition::UnionReplaced { call }));
            let staged = git.staged(None, "cases").unwrap_or_default();
            let mut cases: Vec<String> =
                staged.into_iter().filter(|e| e.stage > 0 && is_case(&e.path)).map(|e| e.path).collect();
            cases.dedup();
            found.push(Condition::Unmerged { cases });
        }
    }
    let lock = workspace.lock_state();
    // Under somebody's lock an import is on its way.
    let cut_off = workspace.cut_off().filter(|_| !matches!(lock, LockState::Held(_)));
    found.push(match lock {
        LockState::Free => Condition::LockFree,
        LockState::Held(holder) => Condition::LockHeld { holder },
        LockState::Linked => Condition::LockLinked,
        LockState::Unknown(said) => Condition::LockUnknown { said },
    });
    let strays = workspace.strays();
    let stale = strays.iter().filter(|s| s.stale).count();
    found.push(Condition::Strays { stale, fresh: strays.len() - stale });
    found.extend(cut_off.map(|c| Condition::CutOff { counts: c.counts, cases: c.cases }));
    found.push(Condition::KeptTexts { paths: workspace.kept_texts() });
    found.push(Condition::Policy { faults: ctx.policy_faults.len() });
    found.push(Condition::Actor { person: ctx.actor().ok() });
    let system = workspace.file_system();
    if system.is_remote() {
        found.push(Condition::Remote { kind: system.kind.unwrap_or_default() });
    } else if let Some(kind) = system.kind {
        found.push(Condition::FileSystem { kind });
    }
    found.extend(system.ignores_case.then_some(Condition::IgnoresCase));
    found.extend(system.no_folder_sync.then_some(Condition::NoFolderSync));
    found
}

/// Whether a git is too old; one that names no number is given the benefit of the doubt.
fn older(version: &str) -> bool {
    let mut numbers = version.split(['.', ' ', '-']).map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) < OLDEST_GIT,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(older("2.9.5") && older("2.30.2 (Apple Git-130)") && older("1.99"));
        assert!(!older("2.31") && !older("2.47.3") && !older("3.0.0") && !older("unknown"));
    }
}
