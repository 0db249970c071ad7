//! Many new cases at once: all of them stand, or none.
//!
//! The files are written into `.amends/import/` and synced there. Then a marker says that they count, and only then each
//! takes its place. A run that is cut off before the marker leaves nothing but that folder, which the next writer
//! removes; one that is cut off behind it is finished by the next writer. Readers see whole files throughout.

use super::append::{WriteFailure, Writing};
use super::bytes::MAX_BYTES;
use super::find::{Workspace, is_absent};
use super::load::Watcher;
use super::write::{Existing, discard, move_into_place, sync_folder, write_file};
use crate::case::CaseId;
use std::collections::BTreeSet;
use std::fs::{Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file that says: these cases count.
const MARKER: &str = "commit";

/// What lies there of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutOff {
    /// Whether its cases count.
    pub counts: bool,
    /// How many of them are not in their places.
    pub cases: usize,
}

/// What became of an import that was cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovered {
    /// It hadn't come to the point from which it counts; what it had written was removed.
    Removed,
    /// It counted, and its cases were put in their places.
    Finished {
        /// So many.
        cases: usize,
        /// So many places held another case of that name by then; these are kept in `.amends/`.
        kept: usize,
    },
}

/// What came of putting cases in their places.
struct Placed {
    cases: usize,
    kept: usize,
    synced: bool,
}

impl Workspace {
    fn staging(&self) -> PathBuf {
        self.root().join(".amends").join("import")
    }

    /// What an import left that was cut off, or that is on its way: whether its cases count, and how many are not in
    /// their places yet. Looked at, never touched.
    #[must_use]
    pub fn cut_off(&self) -> Option<CutOff> {
        let folder = self.staging();
        if is_absent(&folder) {
            return None;
        }
        let names = std::fs::read_dir(&folder).ok()?.flatten().map(|entry| entry.path());
        let cases = names.filter(|path| staged_id(path).is_some()).count();
        Some(CutOff { counts: self.is_unfinished(), cases })
    }

    /// Whether cases count that were not all put in their places: whoever reads sees only some of them.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        self.held.is_none() && self.staging().join(MARKER).symlink_metadata().is_ok()
    }

    /// Finishes or removes what an import left that was cut off. Only under the lock.
    ///
    /// # Errors
    /// When cases that count can't be put in their places; the next writer tries again.
    pub(super) fn recover(&self) -> Result<Option<Recovered>, (PathBuf, io::Error)> {
        let folder = self.staging();
        match folder.symlink_metadata() {
            Ok(found) if found.is_dir() => {}
            Err(error) if !is_absent(&folder) => return Err((folder, error)),
            _ => return Ok(None),
        }
        let marker = folder.join(MARKER);
        if !stands(marker.symlink_metadata()).map_err(|error| (marker, error))? {
            remove(&folder);
            return Ok(is_absent(&folder).then_some(Recovered::Removed));
        }
        let Placed { cases, kept, .. } = self.place_all(&folder)?;
        // All of them stood there already: only the tidying up was cut off.
        Ok((cases + kept > 0).then_some(Recovered::Finished { cases, kept }))
    }

    /// Gives every staged case its place.
    fn place_all(&self, folder: &Path) -> Result<Placed, (PathBuf, io::Error)> {
        let at = |path: &Path| {
            let path = path.to_path_buf();
            move |error| (path, error)
        };
        let (mut placed, mut folders) = (Placed { cases: 0, kept: 0, synced: true }, BTreeSet::new());
        for entry in std::fs::read_dir(folder).map_err(at(folder))? {
            let entry = entry.map_err(at(folder))?;
            let staged = entry.path();
            // Whatever else lies there: only a file that is named like a case finds its way among the cases.
            let Some(id) = staged_id(&staged) else { continue };
            if !entry.file_type().map_err(at(&staged))?.is_file() {
                continue;
            }
            let target = self.root().join(id.relative_path());
            folders.extend(target.parent().map(Path::to_path_buf));
            match place(&staged, &target, &self.root().join(".amends")).map_err(at(&target))? {
                true => placed.cases += 1,
                false => placed.kept += 1,
            }
        }
        for folder in &folders {
            placed.synced &= sync_folder(folder);
        }
        // The folders of years and months may be new themselves.
        let above: BTreeSet<&Path> = folders.iter().flat_map(|f| f.ancestors().skip(1).take(2)).collect();
        for folder in above {
            placed.synced &= sync_folder(folder);
        }
        remove(folder);
        Ok(placed)
    }
}

/// Whether the marker stands. Only what is surely not there isn't: a disk that can't tell must not cost cases that count.
fn stands(found: io::Result<Metadata>) -> io::Result<bool> {
    match found {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The id of the case that a staged file is named like.
fn staged_id(path: &Path) -> Option<CaseId> {
    path.file_name()?.to_str()?.strip_suffix(".yaml").and_then(CaseId::parse)
}

/// Gives a staged file its place; `false` when it is kept aside instead. One that says the same may stand there already, if the run was cut off in between;
/// another one stays, and the staged one is kept beside the lock, where `doctor` names it.
fn place(staged: &Path, target: &Path, aside: &Path) -> io::Result<bool> {
    let refused = match move_into_place(staged, target, Existing::Refuse) {
        Ok(()) => return Ok(true),
        Err(error) => error,
    };
    if refused.kind() == io::ErrorKind::AlreadyExists {
        if std::fs::read(staged)? == std::fs::read(target)? {
            discard(staged);
            return Ok(true);
        }
        let kept = aside.join(target.file_name().unwrap_or_default());
        return move_into_place(staged, &kept, Existing::Replace).map(|()| false);
    }
    // The cases may lie on another file system than the lock, and then a file is copied.
    let text = std::fs::read_to_string(staged)?;
    write_file(target, &text, Existing::Refuse, 0)?;
    discard(staged);
    Ok(true)
}

/// Removes the staging folder with what it holds. The marker goes first: as long as it stands, the cases beside it count
/// and may not go one by one.
fn remove(folder: &Path) {
    let marker = folder.join(MARKER);
    discard(&marker);
    if stands(marker.symlink_metadata()).unwrap_or(true) {
        return;
    }
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    names.for_each(|entry| discard(&entry.path()));
    // A folder that somebody put there goes too; nothing of it is a case.
    let _ = std::fs::remove_dir(folder).or_else(|_| std::fs::remove_dir_all(folder));
}

impl Writing<'_> {
    /// Writes many new cases: all of them, or none. `watcher` learns of each that is written and verified. `Ok(false)`:
    /// all stand, but a folder wasn't synced.
    ///
    /// # Errors
    /// When one would not be read as it is meant, a file of its name exists, or the system refuses.
    pub fn create_all(&self, cases: &[(CaseId, String)], watcher: &impl Watcher) -> Result<bool, WriteFailure> {
        let workspace = self.workspace();
        let folder = workspace.staging();
        let io = |path: &Path, error| WriteFailure::Io { path: workspace.relative(path), error };
        let mut folders = BTreeSet::new();
        for (id, _) in cases {
            let target = workspace.root().join(id.relative_path());
            if target.symlink_metadata().is_ok() {
                return Err(WriteFailure::Exists { path: id.relative_path() });
            }
            folders.extend(target.parent().map(Path::to_path_buf));
        }
        for folder in &folders {
            if !workspace.holds(folder) {
                return Err(WriteFailure::Outside { path: workspace.relative(folder) });
            }
        }
        watcher.begins(cases.len());
        std::fs::create_dir(&folder).map_err(|e| io(&folder, e))?;
        let staged = self.stage(cases, &folder, watcher).and_then(|()| {
            // What can fail fails before the cases count.
            for folder in &folders {
                std::fs::create_dir_all(folder).map_err(|e| io(folder, e))?;
            }
            // Some file systems can't sync a folder, and that is said afterwards, as it is for a single case.
            let mut synced = sync_folder(&folder);
            // Nor may a power cut take the folder with the marker from under cases that are half in their places.
            let own = workspace.root().join(".amends");
            synced &= sync_folder(&own) & sync_folder(workspace.root());
            let marker = folder.join(MARKER);
            let made = OpenOptions::new().write(true).create_new(true).open(&marker);
            made.and_then(|file| file.sync_all()).map_err(|e| io(&marker, e))?;
            Ok(synced)
        });
        let synced = match staged {
            Ok(synced) => synced && sync_folder(&folder),
            Err(failure) => {
                remove(&folder);
                return Err(failure);
            }
        };
        let placed = workspace.place_all(&folder).map_err(|(path, error)| io(&path, error))?;
        if placed.kept > 0 {
            return Err(WriteFailure::Exists { path: workspace.relative(&workspace.root().join(".amends")) });
        }
        Ok(synced && placed.synced)
    }

    /// Writes the files into the staging folder, each held against both parsers, and syncs them.
    fn stage(&self, cases: &[(CaseId, String)], folder: &Path, watcher: &impl Watcher) -> Result<(), WriteFailure> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        let piece = cases.len().div_ceil(threads).max(64);
        let write = |piece: &[(CaseId, String)]| -> Result<(), WriteFailure> {
            for (id, text) in piece {
                sound(id, text)?;
                let path = folder.join(format!("{id}.yaml"));
                let file = OpenOptions::new().write(true).create_new(true).open(&path);
                file.and_then(|mut file| file.write_all(text.as_bytes()))
                    .map_err(|error| WriteFailure::Io { path: id.relative_path(), error })?;
                watcher.advances();
            }
            // Once all are written: the disk has them in one go.
            for (id, _) in piece {
                let path = folder.join(format!("{id}.yaml"));
                let file = OpenOptions::new().write(true).open(&path);
                file.and_then(|file| file.sync_all())
                    .map_err(|error| WriteFailure::Io { path: id.relative_path(), error })?;
            }
            Ok(())
        };
        let pieces: Vec<&[(CaseId, String)]> = cases.chunks(piece).collect();
        if let [piece] = pieces.as_slice() {
            return write(piece);
        }
        std::thread::scope(|scope| {
            let write = &write;
            let workers: Vec<_> = pieces.into_iter().map(|piece| scope.spawn(move || write(piece))).collect();
            workers.into_iter().try_for_each(|worker| match worker.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })
    }
}

/// Whether a text is read as the case of that id, and alike by both parsers.
///
/// # Errors
/// When it is not, or is too long to be read at all.
pub fn sound(id: &CaseId, text: &str) -> Result<(), WriteFailure> {
    let path = id.relative_path();
    if text.len() as u64 > MAX_BYTES {
        return Err(WriteFailure::Outgrown { path });
    }
    let reading = super::load::read_text(text);
    let raw = super::yaml::read_yaml(text);
    let alike = raw.is_ok_and(|raw| super::verify::second_opinion(text, &raw).is_ok());
    let same = reading.case.is_some_and(|case| case.header.id == *id);
    if reading.faults.is_empty() && alike && same {
        return Ok(());
    }
    Err(WriteFailure::Doubtful { path, lines: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_not_there_is_no_marker() {
        let error = |kind: io::ErrorKind| stands(Err(kind.into()));
        assert!(!error(io::ErrorKind::NotFound).unwrap());
        assert!(error(io::ErrorKind::PermissionDenied).is_err());
        // EIO, as a disk says it.
        assert!(stands(Err(io::Error::from_raw_os_error(5))).is_err());
    }
}
