//! What a command prints, gathered first and written once.

use crate::case::place::visible;
use crate::policy::Lang;
use crate::render::nagios::Status;
use crate::text::{Msg, Say};

/// Data for standard output and hints for standard error.
#[derive(Debug, Default)]
pub struct Output {
    /// Data.
    pub data: String,
    /// Hints.
    pub hints: String,
    /// Hints are not wanted.
    pub quiet: bool,
    /// Something was written to the workspace, and the data says what.
    pub recorded: bool,
    /// Whether a file of it begins with the mark of spreadsheets; by `--format` unless said.
    pub mark: Option<bool>,
    /// What monitoring is told, whose numbers take the place of the exit code.
    pub status: Option<Status>,
}

impl Output {
    /// Adds data.
    pub fn print(&mut self, text: &str) {
        self.data.push_str(text);
    }

    /// Adds lines of data that hold other people's texts: nothing in them can move the cursor.
    pub fn page(&mut self, text: &str) {
        for line in text.split_terminator('\n') {
            self.line(line);
        }
    }

    /// Adds a line of data.
    pub fn line(&mut self, text: &str) {
        self.data.push_str(&visible(text));
        self.data.push('\n');
    }

    /// Adds a hint, unless hints are not wanted.
    pub fn hint(&mut self, msg: impl Into<Msg>, lang: Lang) {
        if !self.quiet {
            self.warn(&msg.into().say(lang));
        }
    }

    /// Adds a line to standard error, wanted or not.
    pub fn warn(&mut self, text: &str) {
        for line in text.trim_end_matches('\n').split('\n') {
            self.hints.push_str(&visible(line));
            self.hints.push('\n');
        }
    }
}
