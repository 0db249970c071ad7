//! Which file or folder of the workspace a path on the command line means.

use super::find::{Workspace, is_yaml};
use std::path::{Path, PathBuf};

/// A path relative to the workspace, in git's spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A folder; the workspace itself is the empty path.
    Folder(String),
    /// A file, be it there or not.
    File(String),
}

impl Workspace {
    /// What a path means; `None` when it leads out of the workspace. Links in its folders are followed, the file itself
    /// may be one and is taken as it is.
    #[must_use]
    pub fn named(&self, path: &Path) -> Option<Named> {
        let root = self.root().canonicalize().unwrap_or_else(|_| self.root().to_path_buf());
        let full = resolved(path)?;
        let relative = full.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
        Some(if full.is_dir() { Named::Folder(relative) } else { Named::File(relative) })
    }
}

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

/// Whether a path is that of a case file, a playbook, `amends.toml` or `calendar.toml`.
#[must_use]
pub fn is_own_kind(path: &str) -> bool {
    matches!(path, "amends.toml" | "calendar.toml")
        || (path.starts_with("cases/") && is_yaml(Path::new(path)))
        || path.strip_prefix("playbooks/").is_some_and(|name| !name.contains('/') && name.ends_with(".toml"))
}
