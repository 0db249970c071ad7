//! What git tells its hooks.

use super::Git;
use std::path::{Path, PathBuf};

impl Git {
    /// The index that a hook was told of, when it is one of this repository: `git commit FILE` has one of its own, and
    /// another repository's says nothing here.
    #[must_use]
    pub fn own_index(&self, told: &Path) -> Option<PathBuf> {
        let folder = told.parent()?.canonicalize().ok()?;
        let own = self.dir.canonicalize().ok()?;
        (folder.starts_with(own) && told.is_file()).then(|| told.to_path_buf())
    }
}
