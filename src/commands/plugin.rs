//! What monitoring is told when nothing could be judged: it reads one line of standard output and a code of its own, also
//! after a wrong call.

use super::Failure;
use crate::policy::Lang;
use crate::render::nagios::Status;
use crate::text::Say;
use std::ffi::OsString;

/// Whether a command line that can't be read asks for the answer of a plug-in.
#[must_use]
pub fn is_asked(args: &[OsString]) -> bool {
    let text = |i: usize| args.get(i).and_then(|a| a.to_str()).unwrap_or_default();
    let asks = |i: usize| format_of(text(i), text(i + 1)) == Some("nagios");
    (1..args.len()).any(|i| text(i) == "overdue") && (1..args.len()).any(asks)
}

/// The format that an argument asks for, be it by the one after it. Short flags may stand together: `-qf nagios`.
fn format_of<'a>(arg: &'a str, next: &'a str) -> Option<&'a str> {
    if let Some(long) = arg.strip_prefix("--") {
        return if long == "format" { Some(next) } else { long.strip_prefix("format=") };
    }
    let flags = arg.strip_prefix('-')?;
    // What follows one of these is its value.
    let at = flags.find(['f', 'C', 'o'])?;
    match flags[at..].strip_prefix('f')? {
        "" => Some(next),
        value => Some(value.strip_prefix('=').unwrap_or(value)),
    }
}

/// The line about a failure: the first fault behind it, else its message.
#[must_use]
pub fn unknown(failure: &Failure, lang: Lang) -> String {
    let whole = failure.problems.first().map_or_else(|| failure.msg.say(lang), |p| p.line());
    let first = whole.lines().next().unwrap_or_default();
    Status::Unknown.page(first, &[], &[])
}
