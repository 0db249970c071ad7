//! Which files are reported.

use super::against::Earlier;
use super::ground::Changed;
use crate::check::Finding;
use crate::commands::{Context, Failure};
use crate::store::Workspace;
use crate::text::Usage;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The files that findings are shown of.
pub(super) enum Selection {
    /// All.
    All,
    /// These, which differ from HEAD.
    Changed(HashSet<String>),
    /// These files, and what lies below these folders; the empty path is the workspace.
    Named(Vec<String>),
}

impl Selection {
    /// What the command line asks for.
    ///
    /// # Errors
    /// When a path isn't there, leads out of the workspace, or to a file that isn't checked.
    pub(super) fn of(
        paths: &[PathBuf],
        ctx: &Context,
        workspace: &Workspace,
        earlier: Option<&Earlier>,
        changed: Changed,
    ) -> Result<Self, Failure> {
        if paths.is_empty() {
            return Ok(changed.map_or(Self::All, Self::Changed));
        }
        let root = workspace.root().canonicalize().unwrap_or_else(|_| workspace.root().to_path_buf());
        let named = paths.iter().map(|path| {
            let shown = crate::case::place::visible(&path.to_string_lossy());
            let full = resolved(&ctx.surroundings.here.join(path));
            let Some(relative) = full.as_ref().and_then(|f| f.strip_prefix(&root).ok()) else {
                return Err(Failure::from(Usage::NoPath { path: shown }));
            };
            let relative = relative.to_string_lossy().replace('\\', "/");
            if workspace.root().join(&relative).is_dir() {
                return Ok(relative);
            }
            let there = workspace.has(&relative) || earlier.is_some_and(|e| e.files.contains_key(&relative));
            match (there, is_checked(&relative)) {
                (false, _) => Err(Usage::NoPath { path: shown }.into()),
                (true, false) => Err(Usage::NotChecked { path: shown }.into()),
                (true, true) => Ok(crate::case::place::visible(&relative)),
            }
        });
        Ok(Self::Named(named.collect::<Result<_, _>>()?))
    }

    /// Whether a finding of this file is shown. What is gone since an older commit than HEAD was asked for, and the file
    /// need not differ from HEAD.
    pub(super) fn shows(&self, finding: &Finding, path: &str) -> bool {
        matches!((self, finding), (Self::Changed(_), Finding::Lost(_))) || self.covers(path)
    }

    /// Whether findings of this file are shown.
    pub(super) fn covers(&self, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::Changed(paths) => paths.contains(path),
            Self::Named(named) => named.iter().any(|n| {
                n.is_empty()
                    || path.strip_prefix(n.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }),
        }
    }
}

/// A case file, a playbook or `amends.toml`.
fn is_checked(path: &str) -> bool {
    let ends = |endings: &[&str]| {
        Path::new(path).extension().is_some_and(|e| endings.iter().any(|w| e.eq_ignore_ascii_case(w)))
    };
    path == "amends.toml"
        || (path.starts_with("cases/") && ends(&["yaml", "yml"]))
        || path.strip_prefix("playbooks/").is_some_and(|name| !name.contains('/') && ends(&["toml"]))
}

/// The path without links in its folders, also of a file that isn't there. The file itself may be a link, and is named.
fn resolved(path: &Path) -> Option<PathBuf> {
    match path.file_name() {
        Some(name) if !path.is_dir() => {
            let folder = path.parent()?;
            match folder.canonicalize() {
                Ok(folder) => Some(folder.join(name)),
                Err(_) => Some(resolved(folder)?.join(name)),
            }
        }
        _ => path.canonicalize().ok(),
    }
}
