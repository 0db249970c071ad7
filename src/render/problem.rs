//! Faults as a compiler shows them: place, what, the line with an underline, what to do.

use crate::case::Place;
use crate::case::place::visible;

/// A fault in words.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// The name of the rule, if `check` found it.
    pub code: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// `path:line:col: message` on one line.
    #[must_use]
    pub fn line(&self) -> String {
        // A key or word of megabytes would bury what is said about it.
        const LONGEST: usize = 2000;
        let code = self.code.as_deref().map(|c| format!("{c}: ")).unwrap_or_default();
        let message = match self.message.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &self.message[..end]),
            None => self.message.clone(),
        };
        format!("{}: {code}{}", self.place, harmless(&message))
    }

    /// The line with the place underlined and the remedy.
    #[must_use]
    pub fn full(&self) -> String {
        let mut out = self.line();
        out.push('\n');
        if self.place.line > 0 && !self.place.text.is_empty() {
            let number = self.place.line.to_string();
            let blank = " ".repeat(number.len());
            let mark = "^".repeat(self.place.width);
            out.push_str(&format!(
                "{number} | {}\n{blank} | {}{mark}\n",
                self.place.text,
                " ".repeat(self.place.before)
            ));
        }
        if let Some(help) = &self.help {
            out.push_str(&format!("  = {}\n", harmless(help)));
        }
        out
    }
}

/// What a message quotes from a file may have been spelled there with an escape, and must not reach the terminal as the
/// character itself.
fn harmless(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}
