//! The templates of a workspace: a file in `templates/` takes the place of the built-in one of the same name.

use super::find::Workspace;
use super::place::PlacedConfigFault;
use crate::policy::ConfigFault;

impl Workspace {
    /// The text of a template of the workspace, and its path as messages name it; `None` when it has none of that name.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<(String, Result<String, PlacedConfigFault>)> {
        let path = self.root().join("templates").join(name);
        let read = self.config(&path)?;
        let shown = self.relative(&path);
        let text = read.map_err(|kind| PlacedConfigFault::of(&shown, "", ConfigFault::new(kind, Default::default())));
        Some((shown, text))
    }
}
