//! `amends check`: what a strict reader would object to.

mod against;
mod explain;
mod fix;
mod gather;
mod ground;
mod own_rules;
mod print;
mod selection;

use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::{Place, Span};
use crate::check::{Finding, Found, Grade};
use crate::policy::ConfigFaultKind;
use crate::store::git::{Git, GitError};
use crate::text::{Hint, Trouble, Usage};
use against::Earlier;
use clap::Args;
use ground::Ground;
use selection::Selection;
use std::path::PathBuf;

/// Check every file of the workspace; --format github annotates a pull request
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Report these files or folders only; rules that compare cases still see all
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Mend the harmless leftovers of merges and formatters; with -n only say which
    #[arg(long, conflicts_with = "staged")]
    pub fix: bool,
    /// Check what is staged in git, not the files on disk, against HEAD unless --against says otherwise; reports the files that differ from HEAD, and all of them when amends.toml or a playbook does
    #[arg(long)]
    pub staged: bool,
    /// Also find what this commit held and what is gone or changed since: cases, events
    #[arg(long, value_name = "REV")]
    pub against: Option<String>,
    /// Explain a rule by its code; without CODE list all rules
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "all",
          conflicts_with_all = ["paths", "fix", "staged", "against"])]
    pub explain: Option<String>,
}

/// A finding with its place.
struct Placed {
    finding: Finding,
    place: Place,
    /// The commit that the place is in, when the file is no longer there.
    rev: Option<String>,
}

impl Placed {
    fn new(finding: Finding, place: Place) -> Self {
        Self { finding, place, rev: None }
    }

    /// A finding of a text.
    fn of(path: &str, text: &str, found: Found) -> Self {
        Self::new(found.finding, Place::of(path, text, found.span))
    }

    /// A finding about a whole file.
    fn file(path: &str, finding: Finding) -> Self {
        Self::new(finding, Place { line: 1, col: 1, ..Place::of(path, "", Span::default()) })
    }
}

/// Runs the command.
///
/// # Errors
/// When a path or commit isn't there, git is needed and gives no answer, or `--fix` can't write.
pub fn run(args: &CheckArgs, ctx: &Context, output: &mut Output) -> Outcome {
    if let Some(code) = &args.explain {
        return explain::run(code, ctx, output);
    }
    let git = Git::at(ctx.workspace.root());
    let (ground, changed) = if args.staged {
        let git = git.as_ref().map_err(|e| needs_git("--staged", e.clone()))?;
        ground::staged(ctx, git)?
    } else {
        (Ground::of(ctx), None)
    };
    // What is deleted differs from HEAD too, and a hook that lets it pass guards nothing.
    let head = git.as_ref().ok().filter(|git| args.staged && git.commit("HEAD").is_ok()).map(|_| "HEAD".to_owned());
    let earlier = match args.against.as_ref().or(head.as_ref()) {
        Some(rev) => {
            let git = git.as_ref().map_err(|e| needs_git("--against", e.clone()))?;
            Some(Earlier::of(git, rev).map_err(|e| needs_git("--against", e))?)
        }
        None => None,
    };
    let selection = Selection::of(&args.paths, ctx, &ground.workspace, earlier.as_ref(), changed)?;
    if args.fix {
        ctx.sound_policy()?;
        fix::run(ctx, &selection, output)?;
        if ctx.global.dry_run {
            output.hint(Hint::DryRun, ctx.lang);
            return Ok(Exit::Fine);
        }
    }
    if let Some(newer) = ground.faults.iter().find(|f| matches!(f.kind, ConfigFaultKind::NewerFormat { .. })) {
        let mut failure = Failure::from(Trouble::Config { path: newer.place.path.clone() });
        failure.problems = vec![ctx.config_problem(newer)];
        return Err(failure.into());
    }
    let git = git.ok();
    let tracked = match &git {
        Some(git) if !args.staged => git.staged(None, ".").unwrap_or_default().into_iter().map(|s| s.path).collect(),
        _ => Vec::new(),
    };
    let gathered = gather::gather(ctx, &ground, &tracked, earlier.as_ref(), &selection);
    let (mut all, cases) = (gathered.all, gathered.cases);
    all.retain(|p| selection.shows(&p.finding, &p.place.path));
    // A case in an unfinished merge is not lost, only not staged yet.
    let unmerged: Vec<String> =
        all.iter().filter(|p| p.finding == Finding::Unmerged).map(|p| p.place.path.clone()).collect();
    all.retain(|p| {
        !matches!(p.finding, Finding::Lost(_)) || !unmerged.iter().any(|path| p.place.path.starts_with(path))
    });
    let damaged = all.iter().any(|p| matches!(p.finding, Finding::Damage(_)));
    let incomplete = damaged || !args.fix && ctx.workspace.is_unfinished();
    print::print(ctx, git.as_ref(), &all, incomplete, output);
    if all.is_empty() && ctx.surroundings.stdout_terminal {
        output.hint(Hint::Clean { cases }, ctx.lang);
    }
    let worst = all.iter().map(|p| p.finding.grade()).min();
    Ok(match worst {
        _ if damaged => Exit::Incomplete,
        Some(Grade::Error | Grade::Warning) => Exit::Findings,
        _ => Exit::Fine,
    })
}

/// Why a flag can't do its work.
fn needs_git(flag: &'static str, error: GitError) -> Failure {
    match error {
        GitError::Missing | GitError::NoRepository => Trouble::NeedsGit { flag }.into(),
        GitError::NoCommit { rev } => Usage::NoCommit { rev: crate::case::place::visible(&rev) }.into(),
        error @ GitError::Failed { .. } => Trouble::Git { error }.into(),
    }
}
