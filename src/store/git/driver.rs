//! The merge driver in this clone: what git has to be told, and whether it was told.
//!
//! The committed `merge=union` works in every clone without set-up; `info/attributes` of a clone stands above it and
//! names our driver, and git's configuration says how to call it. When the program is missing, or an old one, the call
//! falls back to union.

use super::{Git, GitError, git_in};
use crate::store::write::{Existing, write_file};
use std::path::Path;

/// The name of the driver in git's configuration and attributes.
pub const DRIVER: &str = "amends";

/// How far the driver is set up in a clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arming {
    /// The line that `info/attributes` needs.
    pub line: String,
    /// Whether git would use the driver for a case of this workspace.
    pub named: bool,
    /// What git would call, if anything.
    pub call: Option<String>,
    /// What it should call.
    pub wanted: String,
}

impl Arming {
    /// Whether nothing is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.named && self.call.as_deref() == Some(&*self.wanted)
    }
}

impl Git {
    /// How far the driver is set up, to be called as the program at `program`.
    ///
    /// # Errors
    /// When git fails.
    pub fn arming(&self, program: &Path) -> Result<Arming, GitError> {
        let line = format!("{} merge={DRIVER}", pattern(&self.prefix()?));
        // Any name will do: the pattern is about all cases.
        let named = self.merge_driver_of("cases/2000/01/2000-01-01-bbbbb.yaml").as_deref() == Some(DRIVER);
        let call = self.setting(&format!("merge.{DRIVER}.driver"));
        Ok(Arming { line, named, call, wanted: call_of(program) })
    }

    /// Sets the driver up in this clone.
    ///
    /// # Errors
    /// When git fails, or `info/attributes` can't be written.
    pub fn arm(&self, program: &Path, random: u64) -> Result<(), GitError> {
        let arming = self.arming(program)?;
        if arming.call.as_deref() != Some(&*arming.wanted) {
            self.set(&format!("merge.{DRIVER}.name"), "amends: case files event by event")?;
            self.set(&format!("merge.{DRIVER}.driver"), &arming.wanted)?;
        }
        if arming.named {
            return Ok(());
        }
        let path = self.own_path("info/attributes")?;
        let failed = |e: std::io::Error| GitError::Failed { command: path.display().to_string(), said: e.to_string() };
        let mut text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(failed(error)),
        };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        // The last line that matches counts.
        text.push_str(&arming.line);
        text.push('\n');
        write_file(&path, &text, Existing::Replace, random).map(|_| ()).map_err(failed)
    }
}

/// What `git merge-file` makes of three files, written to `ours`: whether it was clean.
///
/// # Errors
/// When git fails.
pub fn mark_conflicts(folder: &Path, ours: &Path, base: &Path, theirs: &Path) -> Result<bool, GitError> {
    let args = ["merge-file", "-q", "-L", "ours", "-L", "base", "-L", "theirs", "--"];
    let status = git_in(folder).args(args).args([ours, base, theirs]).status().map_err(|_| GitError::Missing)?;
    match status.code() {
        Some(0) => Ok(true),
        // The number of conflicts; 127 stands for all above.
        Some(1..=127) => Ok(false),
        _ => Err(super::failed(&args, b"")),
    }
}

/// The cases of the workspace as an attributes file names them.
fn pattern(prefix: &str) -> String {
    let mut escaped = String::new();
    for (i, c) in prefix.char_indices() {
        // At the beginning git reads an exclamation mark as "not", in quotes too.
        if "*?[\\".contains(c) || (i == 0 && c == '!') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    let pattern = format!("{escaped}cases/**/*.yaml");
    if !pattern.contains([' ', '"', '\t']) && !pattern.starts_with('#') {
        return pattern;
    }
    format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t"))
}

/// The command line for git's configuration: the program where it is now, else the one on the path, and union when
/// neither is there, or it doesn't know what to do.
fn call_of(program: &Path) -> String {
    let own = program.to_string_lossy();
    // git would read a percent sign as a placeholder.
    let find = if own.contains('%') {
        "amends=amends".to_owned()
    } else {
        format!("amends='{}'; test -x \"$amends\" || amends=amends", own.replace('\'', "'\\''"))
    };
    format!(
        "{find}; \"$amends\" merge driver %O %A %B %P; code=$?; if test $code -gt 1; then git merge-file -q --union %A %O %B; else exit $code; fi"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_with_odd_names_are_spelled_as_git_reads_them() {
        assert_eq!(pattern(""), "cases/**/*.yaml");
        assert_eq!(pattern("team/"), "team/cases/**/*.yaml");
        assert_eq!(pattern("our cases/"), "\"our cases/cases/**/*.yaml\"");
        assert_eq!(pattern("a[1]/"), "a\\[1]/cases/**/*.yaml");
        assert_eq!(pattern("!no/"), "\\!no/cases/**/*.yaml");
    }

    #[test]
    fn a_quote_in_the_path_stays_inside_the_quotes() {
        assert!(call_of(Path::new("/it's/amends")).starts_with("amends='/it'\\''s/amends';"));
        assert!(call_of(Path::new("/100%/amends")).starts_with("amends=amends;"));
    }
}
