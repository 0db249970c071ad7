//! Writing under the lock: read again, splice, verify, replace.

use super::find::Workspace;
use super::load::Loaded;
use super::lock::{Lock, LockError};
use super::place::PlacedFault;
use super::splice::{Unsafe, append};
use super::staging::Recovered;
use super::verify::{Doubt, verify};
use super::write::{Existing, write_file};
use crate::case::{CaseId, Event, Place};
use crate::policy::ConfigFaultKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a case file was not written. Nothing was changed.
#[derive(Debug)]
pub enum WriteFailure {
    /// The file is damaged.
    Damaged(Box<PlacedFault>),
    /// The splice can't find a safe place for the line.
    Unsafe {
        /// Where it stumbled.
        place: Box<Place>,
        /// The lines that would have been added.
        lines: Vec<String>,
    },
    /// A header fact can't be changed without touching something else.
    UnsafeFact {
        /// Where it stumbled.
        place: Box<Place>,
        /// The fact as it was to stand, and the lines that would have been added.
        lines: Vec<String>,
    },
    /// The result would not have meant what was meant.
    Doubtful {
        /// The file.
        path: String,
        /// The lines that would have been added.
        lines: Vec<String>,
    },
    /// The result could not be read any more.
    Unreadable {
        /// The file.
        path: String,
        /// The first fault of reading it back.
        fault: Box<ConfigFaultKind>,
        /// The lines that would have been added.
        lines: Vec<String>,
    },
    /// The file, or a folder above it, is a link, or lies outside the workspace.
    Outside {
        /// The file.
        path: String,
    },
    /// The file would become too large to be read.
    Outgrown {
        /// The file.
        path: String,
    },
    /// A file of that name is there already.
    Exists {
        /// The file.
        path: String,
    },
    /// The system said no.
    Io {
        /// The file.
        path: String,
        /// What it said.
        error: std::io::Error,
    },
}

impl Loaded {
    /// The text of the case with events appended to its log, held against two parsers.
    ///
    /// # Errors
    /// When the lines can't be added safely.
    pub fn text_with(&self, events: &[Event]) -> Result<String, WriteFailure> {
        let lines = || events.iter().map(|e| format!("  - {}", e.to_line())).collect();
        let text = append(&self.text, events).map_err(|problem| match problem {
            Unsafe::Fault(fault) => WriteFailure::Damaged(Box::new(PlacedFault::of(&self.shown, &self.text, fault))),
            Unsafe::LogShape(span) | Unsafe::LastEvent(span) | Unsafe::Prefix(span) | Unsafe::Behind(span) => {
                WriteFailure::Unsafe { place: Box::new(Place::of(&self.shown, &self.text, span)), lines: lines() }
            }
        })?;
        if text.len() as u64 > super::bytes::MAX_BYTES {
            return Err(WriteFailure::Outgrown { path: self.shown.clone() });
        }
        verify(&self.text, &text, events).map_err(|doubt| match doubt {
            Doubt::Fault(_) | Doubt::EarlierChanged | Doubt::NewDiffers | Doubt::SecondOpinion => {
                WriteFailure::Doubtful { path: self.shown.clone(), lines: lines() }
            }
        })?;
        Ok(text)
    }
}

/// The right to write in a workspace, as long as it lives.
#[derive(Debug)]
pub struct Writing<'w> {
    workspace: &'w Workspace,
    /// What became of an import that was cut off.
    pub recovered: Option<Recovered>,
    _lock: Lock,
}

impl<'w> Writing<'w> {
    /// Takes the workspace's lock for `who`, and finishes or removes an import that was cut off.
    ///
    /// # Errors
    /// When somebody else holds it for longer than `patience`, or the cases of such an import can't be put in place.
    pub fn begin(workspace: &'w Workspace, who: &str, patience: Duration) -> Result<Self, LockError> {
        let lock = Lock::take(workspace.root(), who, patience)?;
        let recovered = workspace.recover().map_err(|(path, error)| LockError::Io { path, error })?;
        Ok(Self { workspace, recovered, _lock: lock })
    }

    /// The workspace.
    pub(super) fn workspace(&self) -> &'w Workspace {
        self.workspace
    }

    /// Reads a case as it is now that nobody else writes.
    ///
    /// # Errors
    /// When it is damaged or not a regular file of the workspace.
    pub fn read(&self, path: &Path) -> Result<Loaded, WriteFailure> {
        self.inside(path)?;
        let mut loaded = self.workspace.load(path);
        if loaded.faults.is_empty() {
            return Ok(loaded);
        }
        Err(WriteFailure::Damaged(Box::new(loaded.faults.remove(0))))
    }

    fn inside(&self, path: &Path) -> Result<(), WriteFailure> {
        let link = path.symlink_metadata().is_ok_and(|m| m.file_type().is_symlink());
        if !link && self.workspace.holds(path) {
            return Ok(());
        }
        Err(WriteFailure::Outside { path: self.workspace.relative(path) })
    }

    /// Appends events to a case that was read under this lock. `Ok(false)`: written, but the folder wasn't synced.
    ///
    /// # Errors
    /// When the lines can't be added safely, or the system refuses; the old file is whole then.
    pub fn append(&self, loaded: &Loaded, events: &[Event], random: u64) -> Result<bool, WriteFailure> {
        let text = loaded.text_with(events)?;
        self.replace(&loaded.path, &text, Existing::Replace, random)
    }

    /// Writes a new case. `Ok(false)`: written, but the folder wasn't synced.
    ///
    /// # Errors
    /// When a file of that name exists, or the system refuses.
    pub fn create(&self, id: &CaseId, text: &str, random: u64) -> Result<(PathBuf, bool), WriteFailure> {
        let path = self.workspace.root().join(id.relative_path());
        let shown = self.workspace.relative(&path);
        if text.len() as u64 > super::bytes::MAX_BYTES {
            return Err(WriteFailure::Outgrown { path: shown });
        }
        let reading = super::load::read_text(text);
        let raw = super::yaml::read_yaml(text);
        let sound = reading.faults.is_empty() && raw.is_ok_and(|raw| super::verify::second_opinion(text, &raw).is_ok());
        if !sound {
            return Err(WriteFailure::Doubtful { path: shown, lines: Vec::new() });
        }
        let synced = self.replace(&path, text, Existing::Refuse, random)?;
        Ok((path, synced))
    }

    /// Replaces the text of a case by one that `check --fix` made of it.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn replace(
        &self,
        path: &Path,
        text: &str,
        existing: Existing,
        random: u64,
    ) -> Result<bool, WriteFailure> {
        self.inside(path)?;
        let shown = self.workspace.relative(path);
        write_file(path, text, existing, random).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => WriteFailure::Exists { path: shown },
            _ => WriteFailure::Io { path: shown, error },
        })
    }
}
