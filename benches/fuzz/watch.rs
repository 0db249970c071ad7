//! Someone who looks on: a text that takes forever, or all the memory, can't say so itself.

use crate::finding::keep;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// After so long a text is taken to hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// No text of the size that is tried needs so much memory.
const MEMORY: u64 = 1 << 30;

/// The text at hand.
struct AtHand {
    since: Instant,
    target: &'static str,
    text: String,
}

/// Who looks at it.
#[derive(Clone, Default)]
pub(crate) struct Watch(Arc<Mutex<Option<AtHand>>>);

impl Watch {
    /// Begins to look on.
    pub(crate) fn begin() -> Self {
        let watch = Self::default();
        let looked_at = watch.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_millis(100));
                looked_at.look();
            }
        });
        watch
    }

    /// Shows it the text at hand.
    pub(crate) fn show(&self, target: &'static str, text: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(AtHand { since: Instant::now(), target, text: text.to_owned() });
    }

    /// Nothing is at hand.
    pub(crate) fn rest(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn look(&self) {
        let at_hand = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(AtHand { since, target, text }) = &*at_hand else { return };
        let memory = resident();
        let what = if since.elapsed() > PATIENCE {
            format!("no end after {PATIENCE:?}")
        } else if memory > MEMORY {
            format!("{} MiB of memory", memory >> 20)
        } else {
            return;
        };
        let path = keep(target, 0, text, &what);
        println!("{target}: {what}: {}", path.display());
        std::process::exit(1);
    }
}

/// How much memory the process takes now; 0 where nobody says.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).map_or(0, |pages| pages * 4096)
}

/// How much memory it took at most, in MiB.
pub(crate) fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().map_or(0, |kib| kib >> 10)
}
