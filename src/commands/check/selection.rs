//! Which files are reported.

use super::against::Earlier;
use super::ground::Changed;
use crate::check::Finding;
use crate::commands::{Context, Failure};
use crate::store::{Named, Workspace, is_own_kind};
use crate::text::Usage;
use std::collections::HashSet;
use std::path::PathBuf;

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
        let named = paths.iter().map(|path| {
            let shown = crate::case::place::visible(&path.to_string_lossy());
            let file = match workspace.named(&ctx.surroundings.here.join(path)) {
                None => return Err(Failure::from(Usage::NoPath { path: shown })),
                Some(Named::Folder(folder)) => return Ok(folder),
                Some(Named::File(file)) => file,
            };
            let there = workspace.has(&file) || earlier.is_some_and(|e| e.files.contains_key(&file));
            match (there, is_own_kind(&file)) {
                (false, _) => Err(Usage::NoPath { path: shown }.into()),
                (true, false) => Err(Usage::NotChecked { path: shown }.into()),
                (true, true) => Ok(crate::case::place::visible(&file)),
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
