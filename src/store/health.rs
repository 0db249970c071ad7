//! What a workspace stands on: the lock, files that killed processes left, the file system. Looked at, never touched.

use super::find::Workspace;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The state of the workspace's lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockState {
    /// Nobody writes.
    Free,
    /// Somebody writes: what they wrote into the file.
    Held(String),
    /// A link stands in its place, or in that of its folder; no write goes through it.
    Linked,
    /// It can't be looked at: the system's words.
    Unknown(String),
}

/// A temporary file of a process that is writing, or was killed while it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The file, relative to the workspace.
    pub path: String,
    /// Whether it is older than any write takes, so that `check --fix` removes it.
    pub stale: bool,
}

/// What the file system of a workspace can't do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileSystem {
    /// Its kind as the system names it, where it does.
    pub kind: Option<String>,
    /// It takes `A` and `a` for one name.
    pub ignores_case: bool,
    /// A folder can't be synced to disk.
    pub no_folder_sync: bool,
}

impl FileSystem {
    /// Whether its files lie on another machine, where a lock may not hold everybody.
    #[must_use]
    pub fn is_remote(&self) -> bool {
        const REMOTE: [&str; 10] =
            ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "vboxsf", "prl_fs", "fuse.rclone"];
        self.kind.as_deref().is_some_and(|kind| REMOTE.contains(&kind))
    }
}

impl Workspace {
    /// Whether somebody writes at the moment.
    #[must_use]
    pub fn lock_state(&self) -> LockState {
        let path = self.root().join(".amends").join("lock");
        let own = self.root().join(".amends");
        if [&own, &path].into_iter().any(|p| p.symlink_metadata().is_ok_and(|m| m.file_type().is_symlink())) {
            return LockState::Linked;
        }
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return LockState::Free,
            Err(error) => return LockState::Unknown(error.to_string()),
        };
        // A shared lock is let go at once, and doesn't stand in a writer's way longer than a look takes.
        match file.try_lock_shared() {
            Ok(()) => LockState::Free,
            Err(std::fs::TryLockError::WouldBlock) => {
                LockState::Held(std::fs::read_to_string(&path).unwrap_or_default().trim().to_owned())
            }
            Err(std::fs::TryLockError::Error(error)) => LockState::Unknown(error.to_string()),
        }
    }

    /// The temporary files beside the cases, the playbooks and the policy.
    #[must_use]
    pub fn strays(&self) -> Vec<Stray> {
        let mut folders = self.case_folders();
        folders.extend([self.root().to_path_buf(), self.root().join("playbooks")]);
        let mut strays: Vec<Stray> = folders
            .iter()
            .flat_map(|folder| super::write::temporary(folder))
            .map(|(path, stale)| Stray { path: self.relative(&path), stale })
            .collect();
        strays.sort_by(|a, b| a.path.cmp(&b.path));
        strays
    }

    /// The texts that `edit` kept because they could not be written.
    #[must_use]
    pub fn kept_texts(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.root().join(".amends")).into_iter().flatten().flatten();
        let is_text = |p: &PathBuf| p.extension().is_some_and(|e| e == "yaml");
        let mut kept: Vec<String> = entries.map(|e| e.path()).filter(is_text).map(|p| self.relative(&p)).collect();
        kept.sort();
        kept
    }

    /// What the file system can't do.
    #[must_use]
    pub fn file_system(&self) -> FileSystem {
        let cases = self.root().join("cases");
        let shouted = self.root().join("CASES");
        let ignores_case = match (cases.canonicalize(), shouted.canonicalize()) {
            (Ok(a), Ok(b)) => same(&a, &b),
            _ => false,
        };
        let no_folder_sync = File::open(self.root()).and_then(|f| f.sync_all()).is_err();
        FileSystem { kind: kind_of(self.root()), ignores_case, no_folder_sync }
    }
}

#[cfg(unix)]
fn same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (a.metadata(), b.metadata()) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same(a: &Path, b: &Path) -> bool {
    a.to_string_lossy().to_lowercase() == b.to_string_lossy().to_lowercase()
}

/// The kind of the file system that holds a folder, where the system keeps a list of its mounts.
fn kind_of(folder: &Path) -> Option<String> {
    let real = folder.canonicalize().ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let mount = |line: &str| {
        let mut words = line.split(' ');
        let (_, point, kind) = (words.next()?, words.next()?, words.next()?);
        let point = point.replace("\\040", " ");
        real.starts_with(&point).then(|| (point.len(), kind.to_owned()))
    };
    // The longest mount point above the folder; of two on one point the later lies on top.
    mounts.lines().filter_map(mount).max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}
