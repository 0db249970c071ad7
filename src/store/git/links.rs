//! Links in the index: git would check them out, and no file of a workspace may be one.

use super::{Git, GitError};
use std::path::Path;

impl Git {
    /// The links below `folder` that are staged; `index` as in [`Git::staged`].
    ///
    /// # Errors
    /// When git fails.
    pub fn staged_links(&self, index: Option<&Path>, folder: &str) -> Result<Vec<String>, GitError> {
        let mut command = self.command();
        if let Some(index) = index {
            command.env("GIT_INDEX_FILE", index);
        }
        let output = super::run(&mut command, &["ls-files", "--stage", "-z", "--", folder])?;
        let text = String::from_utf8_lossy(&output);
        let link = |line: &str| line.split_once('\t').filter(|_| line.starts_with("120000")).map(|(_, p)| p.to_owned());
        Ok(text.split('\0').filter_map(link).collect())
    }
}
