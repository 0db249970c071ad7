//! What is checked: the files on disk, or what git's index holds.

use super::needs_git;
use crate::commands::{Context, Failure};
use crate::policy::Policy;
use crate::store::git::{BlobId, Git, GitError, Staged};
use crate::store::{Catalog, PlacedConfigFault, Snapshot, Workspace};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A workspace with its policy and playbooks.
pub(super) struct Ground {
    pub(super) workspace: Workspace,
    pub(super) policy: Policy,
    pub(super) faults: Vec<PlacedConfigFault>,
    pub(super) catalog: Catalog,
    /// Files whose merge is unfinished.
    pub(super) unmerged: BTreeSet<String>,
}

/// The files that differ from HEAD; `None` when all are to be reported.
pub(super) type Changed = Option<HashSet<String>>;

impl Ground {
    /// The files on disk.
    pub(super) fn of(ctx: &Context) -> Self {
        Self {
            workspace: ctx.workspace.clone(),
            policy: ctx.policy.clone(),
            faults: ctx.policy_faults.clone(),
            catalog: Catalog::new(&ctx.workspace),
            unmerged: BTreeSet::new(),
        }
    }
}

/// What is staged, and which files of it differ from HEAD.
pub(super) fn staged(ctx: &Context, git: &Git) -> Result<(Ground, Changed), Failure> {
    let failed = |e| needs_git("--staged", e);
    let told = ctx.surroundings.index_file.as_ref();
    let index = told.and_then(|file| git.own_index(&ctx.surroundings.here, file));
    let entries = git.staged(index.as_deref(), ".").map_err(failed)?;
    let head: HashMap<String, BlobId> = match git.commit("HEAD") {
        Ok(commit) => git.files_of(&commit, ".").map_err(failed)?.into_iter().collect(),
        // Before the first commit everything is new.
        Err(GitError::NoCommit { .. }) => HashMap::new(),
        Err(other) => return Err(failed(other)),
    };
    let (entries, unmerged): (Vec<Staged>, Vec<Staged>) = entries.into_iter().partition(|e| e.stage == 0);
    let unmerged: BTreeSet<String> = unmerged.into_iter().map(|e| e.path).filter(|p| is_ours(p)).collect();
    let links = git.staged_links(index.as_deref(), ".").map_err(failed)?;
    let changed = changed(&entries, &head, &links, &unmerged);
    // Of other files only those are read that are new, because nothing else is said of them.
    let wanted: Vec<Staged> = entries.into_iter().filter(|e| is_ours(&e.path) || changed.contains(&e.path)).collect();
    let (paths, ids): (Vec<String>, Vec<BlobId>) = wanted.into_iter().map(|e| (e.path, e.blob)).unzip();
    let blobs = git.blobs(&ids).map_err(failed)?;
    let snapshot = Snapshot::of(paths.into_iter().zip(blobs), links.into_iter().filter(|p| is_ours(p)));
    let workspace = ctx.workspace.held(snapshot);
    let (policy, faults) = workspace.policy();
    let catalog = Catalog::new(&workspace);
    let governed = changed.iter().any(|p| governs(p));
    let ground = Ground { workspace, policy, faults, catalog, unmerged };
    Ok((ground, (!governed).then_some(changed)))
}

/// The paths that are new, differ, or were taken away.
fn changed(
    entries: &[Staged],
    head: &HashMap<String, BlobId>,
    links: &[String],
    unmerged: &BTreeSet<String>,
) -> HashSet<String> {
    let there: HashSet<&str> = entries.iter().map(|e| e.path.as_str()).collect();
    let new = entries.iter().filter(|e| head.get(&e.path) != Some(&e.blob)).map(|e| e.path.clone());
    let gone = head.keys().filter(|p| !there.contains(p.as_str())).cloned();
    new.chain(gone).chain(links.iter().cloned()).chain(unmerged.iter().cloned()).collect()
}

/// Whether a file holds for all cases.
fn governs(path: &str) -> bool {
    matches!(path, "amends.toml" | "calendar.toml") || path.starts_with("playbooks/")
}

/// Whether it is a file of the workspace's own kinds.
fn is_ours(path: &str) -> bool {
    governs(path) || ["cases/", "rules/", "templates/"].iter().any(|folder| path.starts_with(folder))
}
