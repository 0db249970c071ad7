//! Where the workspace is, and which case files it holds.

use super::snapshot::Snapshot;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// The folder that holds `amends.toml`, `cases/` and `playbooks/`.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
    /// Files as git holds them, in place of those on disk.
    pub(super) held: Option<Arc<Snapshot>>,
}

/// The nearest folder upward from `start` with `amends.toml` or `cases/`.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|a| a.join("amends.toml").is_file() || a.join("cases").is_dir()).map(Path::to_path_buf)
}

/// Whether nothing stands there, for certain: a file that can't be looked at must not pass for one that isn't there, or
/// a write would follow another zone and other gates than the team's.
pub(super) fn is_absent(path: &Path) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    path.symlink_metadata().is_err_and(|e| matches!(e.kind(), NotFound | NotADirectory))
}

/// A file that is, or should be, a case.
#[derive(Debug, Clone)]
pub(super) struct CaseFile {
    pub(super) path: PathBuf,
    /// What the system said when even the name could not be read.
    pub(super) trouble: Option<String>,
}

impl Workspace {
    /// The workspace at a folder.
    #[must_use]
    pub fn at(root: PathBuf) -> Self {
        Self { root, held: None }
    }

    /// Its folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a file, or of a new one the nearest folder that is there, really lies in the workspace: that no link on
    /// the way leads out of it.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let there = path.ancestors().find(|a| a.symlink_metadata().is_ok());
        let real = there.and_then(|a| a.canonicalize().ok());
        real.zip(self.root.canonicalize().ok()).is_some_and(|(real, root)| real.starts_with(root))
    }

    /// Whether a link on the way to a file leads out of the workspace, for certain: a path that can't be followed to its
    /// end is no such thing.
    pub(super) fn leads_out(&self, path: &Path) -> bool {
        let ends = path.canonicalize().ok().zip(self.root.canonicalize().ok());
        ends.is_some_and(|(real, root)| !real.starts_with(root))
    }

    /// The name of a file as messages give it: relative to the workspace.
    #[must_use]
    pub fn relative(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy();
        crate::case::place::visible(&shown)
    }

    /// Whether a file is, or would be, one that the workspace is made of: no report may take its place.
    #[must_use]
    pub fn is_record(&self, path: &Path) -> bool {
        let Ok(root) = self.root.canonicalize() else { return false };
        let own = |file: &Path| {
            let inside = file.strip_prefix(&root);
            inside.is_ok_and(|f| {
                ["cases", "playbooks", "rules", "templates", ".amends", "amends.toml", "calendar.toml"]
                    .iter()
                    .any(|own| f.starts_with(own))
            })
        };
        // A link is written through, so where it leads counts too.
        let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
        let named = folder.map(|folder| folder.join(path.file_name().unwrap_or_default()));
        named.is_some_and(|file| own(&file)) || path.canonicalize().is_ok_and(|file| own(&file))
    }

    /// Every folder that may hold cases.
    pub(super) fn case_folders(&self) -> Vec<PathBuf> {
        let walk = WalkDir::new(self.root.join("cases")).follow_links(false).into_iter();
        walk.flatten().filter(|e| e.file_type().is_dir()).map(walkdir::DirEntry::into_path).collect()
    }

    /// Every case file, in the order of their names. Hidden files are skipped, links are not followed.
    pub(super) fn case_files(&self) -> Vec<CaseFile> {
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        if let Some(held) = &self.held {
            return held.case_files(&self.root);
        }
        let mut files = Vec::new();
        let cases = self.root.join("cases");
        if cases.symlink_metadata().is_err() {
            return files;
        }
        if !self.holds(&cases) {
            return vec![CaseFile { path: cases, trouble: None }];
        }
        let mut walk = WalkDir::new(&cases).follow_links(false).into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if entry.depth() > 0 && hidden(entry.file_name()) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                // A folder in the place of a case is named, and nothing in it is a case.
                Ok(entry) if entry.file_type().is_dir() && is_yaml(entry.path()) => {
                    walk.skip_current_dir();
                    files.push(CaseFile { path: entry.into_path(), trouble: None });
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if is_yaml(entry.path()) => {
                    files.push(CaseFile { path: entry.into_path(), trouble: None });
                }
                // Cases behind a link would be missed without a word.
                Ok(entry) if entry.file_type().is_symlink() && entry.path().is_dir() => {
                    files.push(CaseFile { path: entry.into_path(), trouble: None });
                }
                Ok(_) => {}
                Err(error) => files.push(CaseFile {
                    path: error.path().unwrap_or(&cases).to_path_buf(),
                    trouble: Some(error.io_error().map_or_else(|| error.to_string(), ToString::to_string)),
                }),
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }
}

pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}
