//! What git tells its hooks.

use super::Git;
use std::path::{Path, PathBuf};

impl Git {
    /// The index that a hook was told of, when it is one of this repository: `git commit FILE` has one of its own, and
    /// another repository's says nothing here.
    #[must_use]
    pub fn own_index(&self, here: &Path, told: &Path) -> Option<PathBuf> {
        let own = self.dir.canonicalize().ok()?;
        let is_own = |file: &PathBuf| {
            let folder = file.parent().and_then(|f| f.canonicalize().ok());
            file.is_file() && folder.is_some_and(|f| f.starts_with(&own))
        };
        // A hook starts at the top of the work tree, and its script may have gone elsewhere since.
        [here.join(told), self.top.join(told)].into_iter().find(is_own)
    }
}
