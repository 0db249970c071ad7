//! A workspace as git's index holds it: what will be committed, whatever stands on disk.

use super::find::{CaseFile, Workspace, is_absent, is_yaml};
use super::git::Blob;
use crate::case::FaultKind;
use crate::policy::ConfigFaultKind;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files by their path relative to the workspace.
#[derive(Debug, Default)]
pub struct Snapshot {
    files: BTreeMap<String, Held>,
}

#[derive(Debug)]
enum Held {
    File(Blob),
    Link,
}

impl Snapshot {
    /// A snapshot of these files and links.
    #[must_use]
    pub fn of(files: impl IntoIterator<Item = (String, Blob)>, links: impl IntoIterator<Item = String>) -> Self {
        let files = files.into_iter().map(|(path, blob)| (path, Held::File(blob)));
        Self { files: files.chain(links.into_iter().map(|path| (path, Held::Link))).collect() }
    }

    /// Every case file, as [`Workspace::each_case`] takes them.
    pub(super) fn case_files(&self, root: &Path) -> Vec<CaseFile> {
        let case = |path: &&String| {
            path.strip_prefix("cases/").is_some_and(|p| !p.split('/').any(|part| part.starts_with('.')))
                && is_yaml(Path::new(path))
        };
        self.files.keys().filter(case).map(|path| CaseFile { path: root.join(path), trouble: None }).collect()
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, FaultKind> {
        match self.files.get(path) {
            Some(Held::File(Blob::Bytes(bytes))) => Ok(bytes.clone()),
            Some(Held::File(Blob::TooLarge)) => Err(FaultKind::TooLarge),
            Some(Held::Link) => Err(FaultKind::NotARegularFile),
            Some(Held::File(Blob::Missing)) | None => {
                Err(FaultKind::Unreadable { reason: "git has no such content".to_owned() })
            }
        }
    }
}

impl Workspace {
    /// The same workspace as a snapshot holds it.
    #[must_use]
    pub fn held(&self, snapshot: Snapshot) -> Self {
        let mut workspace = self.clone();
        workspace.held = Some(Arc::new(snapshot));
        workspace
    }

    fn key(&self, path: &Path) -> String {
        path.strip_prefix(self.root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// The bytes of a file in the snapshot; `None` without one.
    pub(super) fn held_bytes(&self, path: &Path) -> Option<Result<Vec<u8>, FaultKind>> {
        self.held.as_ref().map(|held| held.bytes(&self.key(path)))
    }

    /// The text of a TOML file; `None` when it isn't there.
    pub(super) fn config(&self, path: &Path) -> Option<Result<String, ConfigFaultKind>> {
        let Some(held) = &self.held else {
            return (!is_absent(path)).then(|| self.read_config(path));
        };
        let key = self.key(path);
        held.files.contains_key(&key).then(|| match held.bytes(&key) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| ConfigFaultKind::NotUtf8),
            Err(_) => Err(ConfigFaultKind::NotAFile),
        })
    }

    /// The files of a folder of the workspace, without those of its folders.
    pub(super) fn files_in(&self, folder: &str) -> Vec<PathBuf> {
        let Some(held) = &self.held else {
            let entries = std::fs::read_dir(self.root().join(folder)).into_iter().flatten().flatten();
            return entries.map(|e| e.path()).collect();
        };
        let own = |path: &&String| {
            path.strip_prefix(folder).and_then(|p| p.strip_prefix('/')).is_some_and(|name| !name.contains('/'))
        };
        held.files.keys().filter(own).map(|path| self.root().join(path)).collect()
    }

    /// Whether a file of this path, relative to the workspace, is there.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        match &self.held {
            Some(held) => held.files.contains_key(path),
            None => !is_absent(&self.root().join(path)),
        }
    }

    /// The paths of the snapshot's files; none without one.
    pub(super) fn held_paths(&self) -> Option<Vec<String>> {
        self.held.as_ref().map(|held| held.files.keys().cloned().collect())
    }
}
