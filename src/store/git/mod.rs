//! git, asked by its command line: where the repository is, what its commits and its index hold.
//!
//! Nothing here changes a commit, the index or a branch. The variables that tie a process to another repository (a hook
//! sets them) are taken out, so that the workspace's own repository answers.

mod blame;
mod driver;
mod hook;
mod index;
mod links;
mod objects;
mod settings;

pub use blame::{Blamed, Commit};
pub use driver::{Arming, DRIVER, mark_conflicts};
pub use index::Staged;
pub use objects::{Blob, BlobId};

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why git gives no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// There is no git.
    Missing,
    /// The workspace is in no work tree of git.
    NoRepository,
    /// No such commit.
    NoCommit {
        /// What was asked for.
        rev: String,
    },
    /// git failed.
    Failed {
        /// What was asked of it.
        command: String,
        /// What it said.
        said: String,
    },
}

/// The repository that a workspace lies in.
#[derive(Debug, Clone)]
pub struct Git {
    root: PathBuf,
    /// The top of the work tree.
    pub top: PathBuf,
    /// The git folder of this work tree.
    pub dir: PathBuf,
}

/// What ties a process to a repository; see `git rev-parse --local-env-vars`. Settings (`GIT_CONFIG_*`) stay.
const TIES: [&str; 10] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
];

/// git in a folder, tied to no repository but that folder's.
#[must_use]
pub fn git_in(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for tie in TIES {
        command.env_remove(tie);
    }
    // Its messages are read here, so they must not be translated.
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command.arg("--literal-pathspecs").arg("-C").arg(folder).stdin(Stdio::null());
    command
}

/// The version that git gives itself, or `None` without git.
#[must_use]
pub fn git_version() -> Option<String> {
    let output = Command::new("git").arg("version").stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().trim_start_matches("git version ").to_owned())
}

impl Git {
    /// The repository of the workspace at `root`.
    ///
    /// # Errors
    /// When there is no git, or no work tree.
    pub fn at(root: &Path) -> Result<Self, GitError> {
        let args = ["rev-parse", "--path-format=absolute", "--show-toplevel", "--git-dir"];
        let output = run(&mut git_in(root), &args)?;
        let mut lines = output.split(|b| *b == b'\n').map(path_of);
        match (lines.next(), lines.next()) {
            (Some(top), Some(dir)) if !top.as_os_str().is_empty() => Ok(Self { root: root.to_path_buf(), top, dir }),
            _ => Err(GitError::NoRepository),
        }
    }

    /// git in the workspace's folder.
    fn command(&self) -> Command {
        git_in(&self.root)
    }

    /// What git prints for these arguments.
    ///
    /// # Errors
    /// When it fails.
    fn ask<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Vec<u8>, GitError> {
        run(&mut self.command(), args)
    }

    /// A file of the git folder, where this work tree's git looks for it.
    ///
    /// # Errors
    /// When git fails.
    pub fn own_path(&self, name: &str) -> Result<PathBuf, GitError> {
        let output = self.ask(&["rev-parse", "--path-format=absolute", "--git-path", name])?;
        Ok(path_of(output.strip_suffix(b"\n").unwrap_or(&output)))
    }

    /// The workspace's folder below the top of the work tree, in git's spelling: empty, or ending in `/`.
    ///
    /// # Errors
    /// When git fails.
    pub fn prefix(&self) -> Result<String, GitError> {
        let output = self.ask(&["rev-parse", "--show-prefix"])?;
        Ok(String::from_utf8_lossy(output.strip_suffix(b"\n").unwrap_or(&output)).into_owned())
    }
}

fn run<S: AsRef<OsStr>>(command: &mut Command, args: &[S]) -> Result<Vec<u8>, GitError> {
    let output = command.args(args).output().map_err(|_| GitError::Missing)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(failed(args, &output.stderr))
}

fn failed<S: AsRef<OsStr>>(args: &[S], stderr: &[u8]) -> GitError {
    let said = String::from_utf8_lossy(stderr).trim().to_owned();
    if said.contains("not a git repository") || said.contains("must be run in a work tree") {
        return GitError::NoRepository;
    }
    let words: Vec<String> = args.iter().map(|a| a.as_ref().to_string_lossy().into_owned()).collect();
    GitError::Failed { command: format!("git {}", words.join(" ")), said }
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsString::from(OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsString::from(String::from_utf8_lossy(bytes).into_owned()))
}
