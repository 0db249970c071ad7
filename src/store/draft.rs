//! Texts that somebody is typing: kept in the workspace's own folder, so that nothing typed gets lost.

use super::append::WriteFailure;
use super::find::Workspace;
use super::lock::own_folder;
use super::write::{Existing, discard, is_special, write_file};
use crate::case::CaseId;
use std::path::PathBuf;

/// A text in an editor.
#[derive(Debug)]
pub struct Draft {
    /// Its file.
    pub path: PathBuf,
    /// Its file as messages name it.
    pub shown: String,
    outside: bool,
}

impl Draft {
    /// The draft of a case; `random` tells it from another one of the same case.
    #[must_use]
    pub fn of(workspace: &Workspace, id: &CaseId, random: u64) -> Self {
        let path = workspace.root().join(".amends").join(format!("edit-{id}-{:04x}.yaml", random & 0xffff));
        let shown = workspace.relative(&path);
        let outside = !workspace.holds(&path);
        Self { path, shown, outside }
    }

    /// Writes the text for the editor.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn write(&self, text: &str, random: u64) -> Result<(), WriteFailure> {
        if self.outside || is_special(&self.path) {
            return Err(WriteFailure::Outside { path: self.shown.clone() });
        }
        let folder = self.path.parent().map_or(Ok(()), own_folder);
        let done = folder.and_then(|()| write_file(&self.path, text, Existing::Replace, random).map(|_| ()));
        done.map_err(|error| WriteFailure::Io { path: self.shown.clone(), error })
    }

    /// Reads what the editor left.
    ///
    /// # Errors
    /// When there is nothing that can be read as text.
    pub fn read(&self) -> Result<String, super::InputTrouble> {
        super::read_input(&self.path)
    }

    /// Removes the file, whose text stands elsewhere now.
    pub fn discard(self) {
        discard(&self.path);
    }
}
