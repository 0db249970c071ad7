//! Text and answers from the user: `-m`, standard input, and questions on a terminal.

use super::context::Context;
use super::failure::Failure;
use crate::store::MAX_BYTES;
use crate::text::{Hint, Say, Usage};
use std::io::{BufRead, Read, Write};

/// The text of `-m`; `-` reads standard input.
///
/// # Errors
/// When standard input gives nothing, or something that is not text.
pub fn message(text: Option<&String>) -> Result<Option<String>, Failure> {
    match text.map(String::as_str) {
        Some("-") => {
            let text = stdin()?;
            if text.trim().is_empty() { Err(Usage::NoInput.into()) } else { Ok(Some(text)) }
        }
        other => Ok(other.filter(|t| !t.trim().is_empty()).map(ToOwned::to_owned)),
    }
}

/// All of standard input.
///
/// # Errors
/// When it can't be read as text.
pub fn stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let bad = |reason: String| Failure::from(Usage::BadInput { file: "-".to_owned(), reason });
    std::io::stdin().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|e| bad(e.to_string()))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Usage::TooLong { file: "-".to_owned() }.into());
    }
    String::from_utf8(bytes).map_err(|e| bad(e.to_string()))
}

/// A required value: the flag, else a question on a terminal, else a failure that names the flag.
///
/// # Errors
/// When the flag is missing and nobody can be asked.
pub fn required(ctx: &Context, value: Option<&String>, flag: &'static str) -> Result<String, Failure> {
    if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
        return Ok(value.clone());
    }
    ask(ctx, flag).ok_or_else(|| Usage::MissingFlag { flag }.into())
}

/// A required text, which may also come from standard input.
///
/// # Errors
/// As [`required`] and [`message`].
pub fn required_message(ctx: &Context, value: Option<&String>) -> Result<String, Failure> {
    match message(value)? {
        Some(text) => Ok(text),
        None => ask(ctx, "-m").ok_or_else(|| Usage::MissingFlag { flag: "-m" }.into()),
    }
}

/// Asks on a terminal until something is typed; `None` when nobody is there to answer.
#[must_use]
pub fn ask(ctx: &Context, flag: &str) -> Option<String> {
    let s = &ctx.surroundings;
    if ctx.global.no_input || !s.stdin_terminal || !s.stderr_terminal {
        return None;
    }
    let stdin = std::io::stdin();
    for _ in 0..3 {
        let question = Hint::Ask { what: flag.trim_start_matches('-').to_owned() }.say(ctx.lang);
        let mut stderr = std::io::stderr();
        let _ = stderr.write_all(question.as_bytes());
        let _ = stderr.flush();
        let mut line = String::new();
        if stdin.lock().read_line(&mut line).ok()? == 0 {
            return None;
        }
        if !line.trim().is_empty() {
            return Some(line.trim().to_owned());
        }
    }
    None
}
