//! How far long work has come: a bar on the terminal behind standard error, and nothing anywhere else.

use super::Context;
use crate::store::Watcher;
use crate::text::Msg;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long work lasts before a bar is worth it: one that flickers says nothing.
const PATIENCE: Duration = Duration::from_millis(400);

/// Work that is being done. Its bar is gone from the terminal when this is dropped, however the work ends.
#[derive(Debug)]
pub struct Progress(Option<Bar>);

#[derive(Debug)]
struct Bar {
    line: ProgressBar,
    patience: Duration,
    shown: AtomicBool,
}

impl Progress {
    /// Work of so many pieces begins; 0 where a [`Watcher`] learns their number later.
    #[must_use]
    pub fn start(ctx: &Context, doing: impl Into<Msg>, total: usize) -> Self {
        let around = &ctx.surroundings;
        if is_wanted(around.stderr_terminal, around.dumb_terminal, ctx.global.quiet) {
            Self::shown_after(PATIENCE, ctx.say(doing), total)
        } else {
            Self(None)
        }
    }

    fn shown_after(patience: Duration, doing: String, total: usize) -> Self {
        let line = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}") {
            line.set_style(style.progress_chars("=> "));
        }
        line.set_message(doing);
        Self(Some(Bar { line, patience, shown: AtomicBool::new(false) }))
    }

    /// So many more pieces are done; from any thread.
    pub fn step(&self, pieces: usize) {
        let Some(bar) = &self.0 else { return };
        bar.line.inc(pieces as u64);
        let waits = !bar.shown.load(Ordering::Relaxed) && bar.line.elapsed() >= bar.patience;
        if waits && !bar.shown.swap(true, Ordering::Relaxed) {
            bar.line.set_draw_target(ProgressDrawTarget::stderr());
            bar.line.tick();
        }
    }

    /// All is done, and the terminal is as it was.
    pub fn done(self) {}
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.line.finish_and_clear();
        }
    }
}

impl Watcher for Progress {
    fn begins(&self, files: usize) {
        if let Some(bar) = &self.0 {
            bar.line.set_length(files as u64);
        }
    }

    fn advances(&self) {
        self.step(1);
    }
}

/// Whether anybody sees a bar: a log must not fill with it, and who wants quiet gets it.
fn is_wanted(terminal: bool, dumb: bool, quiet: bool) -> bool {
    terminal && !dumb && !quiet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_shown(progress: &Progress) -> bool {
        progress.0.as_ref().is_some_and(|bar| bar.shown.load(Ordering::Relaxed))
    }

    #[test]
    fn a_bar_is_wanted_on_a_terminal_that_can_draw_it() {
        for (terminal, dumb, quiet, want) in [
            (true, false, false, true),
            (false, false, false, false),
            (true, true, false, false),
            (true, false, true, false),
        ] {
            assert_eq!(is_wanted(terminal, dumb, quiet), want, "{terminal} {dumb} {quiet}");
        }
    }

    #[test]
    fn it_appears_only_when_the_work_lasts() {
        for (patience, want) in [(Duration::ZERO, true), (Duration::from_secs(3600), false)] {
            let progress = Progress::shown_after(patience, "Reading".to_owned(), 0);
            progress.begins(3);
            assert!(!is_shown(&progress));
            progress.advances();
            progress.step(2);
            assert_eq!(is_shown(&progress), want);
            let line = progress.0.as_ref().map(|bar| (bar.line.position(), bar.line.length()));
            assert_eq!(line, Some((3, Some(3))));
            progress.done();
        }
        let none = Progress(None);
        none.begins(3);
        none.step(3);
        assert!(!is_shown(&none));
    }
}
