//! The templates of a workspace: a file in `templates/` takes the place of the built-in one of the same name.

use super::find::Workspace;
use super::place::PlacedConfigFault;
use crate::policy::ConfigFault;

impl Workspace {
    /// The names of the files of its templates, in order.
    #[must_use]
    pub fn templates(&self) -> Vec<String> {
        let name = |path: std::path::PathBuf| Some(path.file_name()?.to_str()?.to_owned());
        let mut names: Vec<String> = self.files_in("templates").into_iter().filter_map(name).collect();
        names.retain(|name| name.ends_with(".j2"));
        names.sort();
        names
    }

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
