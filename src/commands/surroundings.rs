//! What the program finds around it: environment, terminal, git. Tests put their own in place.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// The surroundings of a run.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The folder the command was called in.
    pub here: PathBuf,
    /// This program's own file, for git to call.
    pub program: PathBuf,
    /// `AMENDS_BY`.
    pub by: Option<String>,
    /// `GIT_INDEX_FILE`, which git sets for its hooks.
    pub index_file: Option<PathBuf>,
    /// `COLUMNS`.
    pub columns: Option<usize>,
    /// `NO_COLOR` or `TERM=dumb`.
    pub no_color: bool,
    /// `TERM=dumb`: nothing on the terminal can be drawn over.
    pub dumb_terminal: bool,
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
        let dumb_terminal = std::env::var("TERM").is_ok_and(|t| t == "dumb");
        Self {
            here: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            program: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("amends")),
            by: std::env::var("AMENDS_BY").ok().filter(|s| !s.is_empty()),
            index_file: std::env::var_os("GIT_INDEX_FILE").filter(|p| !p.is_empty()).map(PathBuf::from),
            columns: std::env::var("COLUMNS").ok().and_then(|s| s.parse().ok()),
            no_color: set("NO_COLOR") || dumb_terminal,
            dumb_terminal,
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
    let output = crate::store::git::git_in(folder).args(["config", "--get", "user.email"]).output().ok()?;
    let email = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !email.is_empty()).then_some(email)
}

/// A file as git's index has it; `None` outside git, and when it isn't tracked.
#[must_use]
pub fn git_staged(folder: &Path, file: &str) -> Option<Vec<u8>> {
    let output = crate::store::git::git_in(folder).args(["cat-file", "blob", &format!(":./{file}")]).output().ok()?;
    output.status.success().then_some(output.stdout)
}

/// Opens a file in git's editor and waits until it is closed.
///
/// # Errors
/// When the editor can't be run, or ends with a failure: what it came to.
pub fn open_editor(folder: &Path, file: &Path) -> Result<(), String> {
    let editor = editor(folder);
    // As git does: the shell takes the command apart, the file is an argument of its own.
    let status = std::process::Command::new("sh")
        .current_dir(folder)
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg(&editor)
        .arg(file)
        .status()
        .map_err(|e| format!("{editor}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{editor}: {status}")) }
}

/// git's editor; without git that of the environment.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn editor(folder: &Path) -> String {
    let named =
        crate::store::git::git_in(folder).args(["var", "GIT_EDITOR"]).output().ok().filter(|o| o.status.success());
    let named = named.and_then(|o| String::from_utf8(o.stdout).ok()).map(|s| s.trim().to_owned());
    let set = |name| std::env::var(name).ok().filter(|v| !v.is_empty());
    named
        .filter(|e| !e.is_empty())
        .or_else(|| set("VISUAL"))
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| "vi".to_owned())
}
