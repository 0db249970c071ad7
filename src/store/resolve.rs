//! Which case a text on the command line means.

use super::find::{Workspace, is_absent};
use crate::case::CaseId;
use std::path::{Path, PathBuf};

/// What a text came to.
#[derive(Debug)]
pub enum Resolution {
    /// That file.
    Found(PathBuf),
    /// No case.
    Unknown,
    /// A path that leads out of the workspace's cases, or to something else than a case.
    NotACase,
    /// Several cases: id and title of each.
    Ambiguous(Vec<(String, String)>),
}

/// Finds the case that `text` means: a full id, a unique prefix of the id, a unique prefix of the tail, or a path
/// (relative to `here`).
#[must_use]
pub fn resolve(workspace: &Workspace, here: &Path, text: &str) -> Resolution {
    if let Some(id) = CaseId::parse(text) {
        // The full id needs no look at the other cases.
        let path = workspace.root().join(id.relative_path());
        if !is_absent(&path) {
            return Resolution::Found(path);
        }
    }
    if text.contains(['/', '\\']) || text.ends_with(".yaml") || text.ends_with(".yml") {
        return by_path(workspace, &here.join(text));
    }
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !plain {
        return Resolution::Unknown;
    }
    let wanted = text.to_ascii_lowercase();
    let mut exact = Vec::new();
    let mut found = Vec::new();
    for file in workspace.case_files() {
        let Some(stem) = file.path.file_stem().and_then(|s| s.to_str()) else {
            continue;
        };
        let tail = stem.get(11..).unwrap_or_default();
        if stem == wanted || tail == wanted {
            exact.push(file.path);
        } else if stem.starts_with(&wanted) || tail.starts_with(&wanted) {
            found.push(file.path);
        }
    }
    if !exact.is_empty() {
        found = exact;
    }
    match found.len() {
        0 => Resolution::Unknown,
        1 => Resolution::Found(found.remove(0)),
        _ => Resolution::Ambiguous(found.iter().map(|path| id_and_title(workspace, path)).collect()),
    }
}

fn id_and_title(workspace: &Workspace, path: &Path) -> (String, String) {
    let loaded = workspace.load(path);
    let title = loaded.case.map(|c| c.header.title).unwrap_or_default();
    (loaded.stem, title)
}

fn by_path(workspace: &Workspace, path: &Path) -> Resolution {
    let Ok(real) = path.canonicalize() else {
        return Resolution::Unknown;
    };
    let cases = workspace.root().join("cases");
    let inside = cases.canonicalize().is_ok_and(|cases| real.starts_with(cases));
    let is_yaml = real.extension().is_some_and(|e| e == "yaml" || e == "yml");
    let is_link = path.symlink_metadata().is_ok_and(|m| m.file_type().is_symlink());
    if inside && is_yaml && !is_link { Resolution::Found(real) } else { Resolution::NotACase }
}
