//! `check --against`: what a commit held, and what of it is gone or changed.

use super::Placed;
use crate::case::Place;
use crate::check::Finding;
use crate::check::history::{Record, compare};
use crate::check::personal::without_any;
use crate::check::secrets::without_tokens;
use crate::store::git::{Blob, Git, GitError};
use crate::store::{Workspace, is_own_kind, read_lines, read_yaml};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// The case files of a commit.
pub(super) struct Earlier {
    /// The commit as it was asked for.
    pub(super) rev: String,
    /// Its case files by their path.
    pub(super) files: BTreeMap<String, Blob>,
}

/// What the comparison needs to know of a file that is there.
pub(super) struct Present {
    /// The file.
    pub(super) path: PathBuf,
    /// Its path, relative to the workspace.
    pub(super) relative: String,
    /// The id it gives the case, or the name of the file.
    pub(super) id: String,
    /// Whether it has the very bytes of the commit.
    pub(super) same: bool,
}

impl Earlier {
    /// Reads a commit.
    pub(super) fn of(git: &Git, rev: &str) -> Result<Self, GitError> {
        let commit = git.commit(rev)?;
        let hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
        let mut files = git.files_of(&commit, "cases")?;
        files.retain(|(path, _)| is_own_kind(path) && !hidden(path));
        let (paths, ids): (Vec<String>, Vec<String>) = files.into_iter().unzip();
        let blobs = git.blobs(&ids)?;
        Ok(Self { rev: crate::case::place::visible(rev), files: paths.into_iter().zip(blobs).collect() })
    }

    /// Whether a file has the bytes it had.
    pub(super) fn has(&self, relative: &str, text: &str) -> bool {
        matches!(self.files.get(relative), Some(Blob::Bytes(bytes)) if bytes == text.as_bytes())
    }
}

/// Everything that is gone or changed.
pub(super) fn lost(earlier: &Earlier, workspace: &Workspace, present: &[Present]) -> Vec<Placed> {
    let mut by_id: HashMap<&str, Vec<&Present>> = HashMap::new();
    let mut same: HashMap<&str, bool> = HashMap::new();
    for file in present {
        by_id.entry(&file.id).or_default().push(file);
        same.insert(&file.relative, file.same);
    }
    let changed = earlier.files.iter().filter(|(path, _)| same.get(path.as_str()) != Some(&true));
    changed.flat_map(|(path, blob)| lost_of(earlier, workspace, path, blob, &by_id)).collect()
}

fn lost_of(
    earlier: &Earlier,
    workspace: &Workspace,
    path: &str,
    blob: &Blob,
    by_id: &HashMap<&str, Vec<&Present>>,
) -> Vec<Placed> {
    let bytes = if let Blob::Bytes(bytes) = blob { bytes.as_slice() } else { &[] };
    let old_text = String::from_utf8_lossy(bytes);
    let old_lines = OnceCell::new();
    let old = record(&old_text, &old_lines);
    let stem = Path::new(path).file_stem().map(|s| s.to_string_lossy()).unwrap_or_default();
    let id = old.header("id").unwrap_or(&stem).to_owned();
    let files = by_id.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
    let texts: Vec<String> = files.iter().map(|f| workspace.load(&f.path).text).collect();
    let lines: Vec<OnceCell<String>> = texts.iter().map(|_| OnceCell::new()).collect();
    let now: Vec<Record<'_>> = texts.iter().zip(&lines).map(|(text, lines)| record(text, lines)).collect();
    let found = compare(&old, &now, &id, &earlier.rev);
    if found.is_empty() {
        return Vec::new();
    }
    // The file of the same path, or else where the case lies now.
    let shown = files.iter().find(|f| f.relative == path).or(files.first()).map(|f| f.relative.clone());
    let rev = shown.is_none().then(|| earlier.rev.clone());
    let shown = shown.unwrap_or_else(|| crate::case::place::visible(path));
    // Nobody knows who reads this: the old line is shown without what it may tell.
    let telling = without_any(&old_text);
    let telling = without_tokens(&telling).unwrap_or(telling);
    let placed = found.into_iter().map(|(lost, span)| Placed {
        place: Place::of(&shown, &telling, span),
        finding: Finding::Lost(lost),
        rev: rev.clone(),
    });
    placed.collect()
}

/// A text as a record; of one that can't be read the lines that can, which are kept in `lines`.
fn record<'t>(text: &'t str, lines: &'t OnceCell<String>) -> Record<'t> {
    if let Ok(raw) = read_yaml(text) {
        return Record::whole(text, raw);
    }
    let raw = read_yaml(lines.get_or_init(|| read_lines(text)));
    Record::of_lines(text, raw.map(|r| r.events().to_vec()).unwrap_or_default())
}
