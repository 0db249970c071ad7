//! `calendar.toml`: its text, and replacing it under the lock.

use super::append::{WriteFailure, Writing};
use super::bytes::MAX_BYTES;
use super::catalog::CALENDAR;
use super::find::Workspace;
use super::write::Existing;
use crate::policy::{Calendar, ConfigFaultKind, read_calendar};

/// How many lines somebody may be asked to add by hand.
const BY_HAND: usize = 100;

impl Workspace {
    /// The text of `calendar.toml`; `None` when there is none.
    #[must_use]
    pub fn calendar_text(&self) -> Option<Result<String, ConfigFaultKind>> {
        self.config(&self.root().join(CALENDAR))
    }
}

/// Whether a text of `calendar.toml` reads as `wanted`. `lines` are what it adds.
///
/// # Errors
/// When it means something else, can't be read, or is too long.
pub fn reads_as(text: &str, wanted: &Calendar, lines: Vec<String>) -> Result<(), WriteFailure> {
    let path = CALENDAR.to_owned();
    if text.len() as u64 > MAX_BYTES {
        return Err(WriteFailure::Outgrown { path });
    }
    let (read, faults) = read_calendar(text);
    // To be added by hand; nobody does that with the holidays of a century.
    let lines = if lines.len() > BY_HAND { Vec::new() } else { lines };
    if let Some(fault) = faults.into_iter().next() {
        return Err(WriteFailure::Unreadable { path, fault: Box::new(fault.kind), lines });
    }
    if read == *wanted { Ok(()) } else { Err(WriteFailure::Doubtful { path, lines }) }
}

impl Writing<'_> {
    /// Replaces `calendar.toml`, or makes it where `is_new`, by a text that reads as it should. `Ok(false)`: written,
    /// but the folder wasn't synced.
    ///
    /// # Errors
    /// When the system refuses; the old file is whole then.
    pub fn replace_calendar(&self, text: &str, is_new: bool, random: u64) -> Result<bool, WriteFailure> {
        let path = self.workspace().root().join(CALENDAR);
        let existing = if is_new { Existing::Refuse } else { Existing::Replace };
        self.replace(&path, text, existing, random)
    }
}
