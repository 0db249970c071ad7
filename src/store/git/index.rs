//! The index: what is staged for the next commit, and the three sides of an unfinished merge.

use super::{BlobId, Git, GitError};
use std::path::Path;

/// An entry of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// The file, relative to the workspace.
    pub path: String,
    /// 0, or in an unfinished merge 1 for the base, 2 for ours, 3 for theirs.
    pub stage: u8,
    /// Its content.
    pub blob: BlobId,
}

impl Git {
    /// The entries below `folder` (relative to the workspace; "." is all of it), of `index` instead of the
    /// repository's own if given. Links and submodules are left out.
    ///
    /// # Errors
    /// When git fails.
    pub fn staged(&self, index: Option<&Path>, folder: &str) -> Result<Vec<Staged>, GitError> {
        let mut command = self.command();
        if let Some(index) = index {
            command.env("GIT_INDEX_FILE", index);
        }
        let output = super::run(&mut command, &["ls-files", "--stage", "-z", "--", folder])?;
        let text = String::from_utf8_lossy(&output);
        let entry = |line: &str| {
            let (meta, path) = line.split_once('\t')?;
            let mut words = meta.split(' ');
            let (mode, blob, stage) = (words.next()?, words.next()?, words.next()?);
            let stage = stage.parse().ok()?;
            mode.starts_with("100").then(|| Staged { path: path.to_owned(), stage, blob: blob.to_owned() })
        };
        Ok(text.split('\0').filter_map(entry).collect())
    }
}
