//! What the program finds around it: environment, terminal, git. Tests put their own in place.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// The surroundings of a run.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The folder the command was called in.
    pub here: PathBuf,
    /// `AMENDS_BY`.
    pub by: Option<String>,
    /// `GIT_INDEX_FILE`, which git sets for its hooks.
    pub index_file: Option<PathBuf>,
    /// `COLUMNS`.
    pub columns: Option<usize>,
    /// `NO_COLOR` or `TERM=dumb`.
    pub no_color: bool,
    /// `CLICOLOR_FORCE`.
    pub force_color: bool,
    /// Standard input is a terminal.
    pub stdin_terminal: bool,
    /// Standard output is a terminal.
    pub stdout_terminal: bool,
    /// Standard error is a terminal.
    pub stderr_terminal: bool,
}

impl Surroundings {
    /// The surroundings of this process.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn of_process() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        Self {
            here: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            by: std::env::var("AMENDS_BY").ok().filter(|s| !s.is_empty()),
            index_file: std::env::var_os("GIT_INDEX_FILE").filter(|p| !p.is_empty()).map(PathBuf::from),
            columns: std::env::var("COLUMNS").ok().and_then(|s| s.parse().ok()),
            no_color: set("NO_COLOR") || std::env::var("TERM").is_ok_and(|t| t == "dumb"),
            force_color: std::env::var("CLICOLOR_FORCE").is_ok_and(|v| !v.is_empty() && v != "0"),
            stdin_terminal: std::io::stdin().is_terminal(),
            stdout_terminal: std::io::stdout().is_terminal(),
            stderr_terminal: std::io::stderr().is_terminal(),
        }
    }
}

/// git's `user.email` in a folder; `None` without git or without one.
#[must_use]
pub fn git_email(folder: &Path) -> Option<String> {
    let output = std::process::Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["config", "--get", "user.email"])
        .stdin(std::process::Stdio::null())
        .output()
        .ok()?;
    let email = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !email.is_empty()).then_some(email)
}

/// Whether a folder is in a git work tree; `None` without git.
#[must_use]
pub fn in_git(folder: &Path) -> Option<bool> {
    let status = std::process::Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["rev-parse", "--is-inside-work-tree"])
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .ok()?;
    Some(status.success())
}
