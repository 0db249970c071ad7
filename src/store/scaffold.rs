//! `init`: what a workspace needs, added where it is missing and never overwritten.

use super::append::WriteFailure;
use super::catalog::{CALENDAR, Catalog};
use super::find::Workspace;
use super::write::{Existing, is_special, write_file};
use std::path::Path;

/// A file or folder that `init` looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scaffold {
    /// Its name.
    pub name: String,
    /// Whether it was made, or a missing line was added, just now.
    pub made: bool,
}

/// What git needs to know about case files, union keeping the events of both sides; and what it should not look at.
const GIT_FILES: [(&str, &str); 2] =
    [(".gitattributes", "cases/**/*.yaml text eol=lf merge=union\n"), (".gitignore", "/.amends/\n.tmp-*~\n")];

/// Makes what is missing.
///
/// # Errors
/// When a file or folder can't be made, or would lie elsewhere.
pub fn scaffold(
    workspace: &Workspace,
    amends_toml: &str,
    calendar_toml: Option<&str>,
    playbook: &str,
    random: &mut dyn FnMut() -> u64,
) -> Result<Vec<Scaffold>, WriteFailure> {
    let root = workspace.root();
    let mut out = Vec::new();
    let cases = root.join("cases");
    let made = !cases.exists();
    std::fs::create_dir_all(&cases).map_err(|error| WriteFailure::Io { path: "cases".to_owned(), error })?;
    out.push(Scaffold { name: "cases/".to_owned(), made });
    out.push(file(root, "amends.toml", amends_toml, &[], random())?);
    if let Some(text) = calendar_toml {
        out.push(file(root, "calendar.toml", text, &[], random())?);
    }
    out.extend(git_files(workspace, random)?);
    let name = format!("playbooks/{playbook}.toml");
    let catalog = Catalog::new(workspace);
    if let Some(entry) = catalog.get(playbook) {
        let adopted = catalog.adopt(&entry, playbook, random())?;
        out.push(Scaffold { name, made: adopted.is_some() });
    }
    Ok(out)
}

/// Puts a calendar in place, such as one of the holiday sets that come with the program; one that is there stays as it is.
///
/// # Errors
/// As [`scaffold`].
pub fn scaffold_calendar(workspace: &Workspace, text: &str, random: u64) -> Result<Scaffold, WriteFailure> {
    file(workspace.root(), CALENDAR, text, &[], random)
}

/// Makes `.gitattributes` and `.gitignore`, or adds the lines that they lack.
///
/// # Errors
/// As [`scaffold`].
pub fn git_files(workspace: &Workspace, random: &mut dyn FnMut() -> u64) -> Result<Vec<Scaffold>, WriteFailure> {
    let of = |(name, text): (&str, &'static str), random| file(workspace.root(), name, text, &lines_of(text), random);
    GIT_FILES.map(|file| of(file, random())).into_iter().collect()
}

/// The lines that `.gitattributes` and `.gitignore` lack: file and line.
#[must_use]
pub fn lacking_git_lines(workspace: &Workspace) -> Vec<(&'static str, &'static str)> {
    let mut lacking = Vec::new();
    for (name, text) in GIT_FILES {
        let path = workspace.root().join(name);
        let old = if is_special(&path) { None } else { std::fs::read_to_string(&path).ok() }.unwrap_or_default();
        lacking.extend(
            lines_of(text).into_iter().filter(|line| !old.lines().any(|l| l.trim() == *line)).map(|l| (name, l)),
        );
    }
    lacking
}

fn lines_of(text: &'static str) -> Vec<&'static str> {
    text.lines().collect()
}

fn file(root: &Path, name: &str, text: &str, lines: &[&'static str], random: u64) -> Result<Scaffold, WriteFailure> {
    let io = |error| WriteFailure::Io { path: name.to_owned(), error };
    match write_file(&root.join(name), text, Existing::Refuse, random) {
        Ok(_) => Ok(Scaffold { name: name.to_owned(), made: true }),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            if lines.is_empty() {
                return Ok(Scaffold { name: name.to_owned(), made: false });
            }
            let path = root.join(name);
            if is_special(&path) {
                return Err(WriteFailure::Outside { path: name.to_owned() });
            }
            let old = std::fs::read_to_string(&path).map_err(io)?;
            let lacking: Vec<_> = lines.iter().filter(|line| !old.lines().any(|l| l.trim() == **line)).collect();
            if lacking.is_empty() {
                return Ok(Scaffold { name: name.to_owned(), made: false });
            }
            let mut new = old;
            if !new.is_empty() && !new.ends_with('\n') {
                new.push('\n');
            }
            for line in lacking {
                new.push_str(line);
                new.push('\n');
            }
            write_file(&path, &new, Existing::Replace, random).map_err(io)?;
            Ok(Scaffold { name: name.to_owned(), made: true })
        }
        Err(error) => Err(io(error)),
    }
}
