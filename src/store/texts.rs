//! The text files of a workspace beside its cases, for rules that look at any text.

use super::find::{Workspace, is_yaml};
use super::load::read_bytes;
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;

/// What a workspace holds beside its cases, when git doesn't say.
const OWN: [&str; 6] = ["amends.toml", "calendar.toml", "playbooks", "rules", "templates", "schema"];

impl Workspace {
    /// The paths of its files beside the cases: its own, and those that git tracks, if that is known.
    #[must_use]
    pub fn other_files(&self, tracked: &[String]) -> Vec<String> {
        let mut paths: BTreeSet<String> = match self.held_paths() {
            Some(held) => held.into_iter().collect(),
            None => self.own_files().chain(tracked.iter().cloned()).collect(),
        };
        paths.retain(|path| !(path.starts_with("cases/") && is_yaml(Path::new(path))));
        paths.into_iter().collect()
    }

    fn own_files(&self) -> impl Iterator<Item = String> + '_ {
        let walk = |name: &str| WalkDir::new(self.root().join(name)).follow_links(false).into_iter();
        let files = OWN.iter().flat_map(move |name| walk(name).flatten().filter(|e| e.file_type().is_file()));
        files.filter_map(|e| Some(e.path().strip_prefix(self.root()).ok()?.to_str()?.replace('\\', "/")))
    }

    /// The text of a file; `None` when it isn't a text of at most 4 MiB, or not there.
    #[must_use]
    pub fn text_of(&self, path: &str) -> Option<String> {
        let path = self.root().join(path);
        let bytes = self.held_bytes(&path).unwrap_or_else(|| read_bytes(&path)).ok()?;
        // A text holds no zero byte; what does is a picture or a recording.
        let head = &bytes[..bytes.len().min(8000)];
        if head.contains(&0) {
            return None;
        }
        String::from_utf8(bytes).ok()
    }
}
