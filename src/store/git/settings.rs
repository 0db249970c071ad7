//! git's settings: read, and for the merge driver written, in this clone alone.

use super::{Git, GitError};

impl Git {
    /// The value of a setting, as git would use it here.
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<String> {
        let output = self.ask(&["config", "--get", key]).ok()?;
        let text = String::from_utf8_lossy(&output).into_owned();
        Some(text.strip_suffix('\n').unwrap_or(&text).to_owned())
    }

    /// Puts a setting into this repository's own configuration.
    ///
    /// # Errors
    /// When git fails.
    pub fn set(&self, key: &str, value: &str) -> Result<(), GitError> {
        self.ask(&["config", "--local", "--replace-all", key, value]).map(|_| ())
    }

    /// What the attribute `merge` is for a file of the workspace: the name of the merge driver git would use.
    #[must_use]
    pub fn merge_driver_of(&self, path: &str) -> Option<String> {
        let output = self.ask(&["check-attr", "-z", "merge", "--", path]).ok()?;
        let text = String::from_utf8_lossy(&output).into_owned();
        text.split('\0').nth(2).map(ToOwned::to_owned)
    }
}
