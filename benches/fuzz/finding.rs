//! What doesn't hold, of the smallest text that shows it.

use crate::oracles::{Target, Verdict};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

static PANIC: Mutex<String> = Mutex::new(String::new());

/// Keeps what a panic says instead of printing it.
pub(crate) fn listen() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        let payload = info.payload();
        let said = payload.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
        if let Ok(mut panic) = PANIC.lock() {
            *panic = format!("panic at {place}: {said}");
        }
    }));
}

/// What the oracle says, a panic included.
pub(crate) fn ask(target: &Target, text: &str) -> Verdict {
    catch_unwind(AssertUnwindSafe(|| (target.oracle)(text)))
        .unwrap_or_else(|_| Err(PANIC.lock().map(|p| p.clone()).unwrap_or_default()))
}

/// What findings of one cause have in common: the message without its values.
pub(crate) fn cause(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let line = line.split(['"', '`']).next().unwrap_or_default();
    line.chars().filter(|c| !c.is_ascii_digit() || message.starts_with("panic")).take(60).collect()
}

/// The smallest text with the same cause that is found in some seconds.
pub(crate) fn shrink(target: &Target, text: &str, message: &str) -> String {
    let wanted = cause(message);
    let start = Instant::now();
    let shows = |text: &str| ask(target, text).is_err_and(|m| cause(&m) == wanted);
    let mut best = text.to_owned();
    let mut size = best.len() / 2;
    while size > 0 && start.elapsed() < Duration::from_secs(15) {
        let mut at = 0;
        while at < best.len() && start.elapsed() < Duration::from_secs(15) {
            let (from, to) = (boundary(&best, at), boundary(&best, (at + size).min(best.len())));
            let shorter = format!("{}{}", &best[..from], &best[to..]);
            if to > from && shows(&shorter) {
                best = shorter;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    best
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where findings are kept.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/fuzz-findings")
}

/// Keeps a text and what it shows.
pub(crate) fn keep(target: &str, number: usize, text: &str, message: &str) -> PathBuf {
    let path = folder().join(format!("{target}-{number}.txt"));
    std::fs::create_dir_all(folder()).expect("a folder for findings");
    std::fs::write(&path, text).expect("a finding");
    std::fs::write(path.with_extension("why"), format!("{message}\n")).expect("a finding");
    path
}

/// Keeps the text that took longest, for whoever wants to know why.
pub(crate) fn keep_slowest(target: &str, text: &str) {
    std::fs::write(folder().join(format!("{target}-slowest.txt")), text).expect("the slowest text");
}
