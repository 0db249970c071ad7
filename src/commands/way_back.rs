//! How to undo a write, said to whoever sits at a terminal.

use super::context::Context;
use super::desk::Desk;
use super::output::Output;
use super::surroundings::git_staged;
use crate::case::{Act, Event};
use crate::store::git::Git;
use crate::text::Hint;

/// Names the way back from a write. Without a terminal nobody reads it, and git isn't asked.
pub(super) fn name(desk: &Desk<'_>, events: &[Event], output: &mut Output) {
    let ctx = desk.ctx;
    if !wanted(ctx, output) {
        return;
    }
    let shown = &desk.loaded.shown;
    // `git checkout --` brings back what is staged, which is the way back only if that is the text before this write.
    let staged = git_staged(ctx.workspace.root(), shown);
    if staged.is_some_and(|bytes| bytes == desk.loaded.text.as_bytes()) {
        let here = ctx.surroundings.here.canonicalize().ok();
        let root = ctx.workspace.root();
        let elsewhere = here != root.canonicalize().ok();
        let folder = if elsewhere { format!("-C {} ", root.display()) } else { String::new() };
        output.hint(Hint::UndoByGit { folder, path: shown.clone() }, ctx.lang);
        return;
    }
    // A retracted correction leaves the fact as it is, and a removed text does not come back.
    let stays = |e: &Event| matches!(e.act, Act::Open { .. } | Act::Edit { .. } | Act::Redact { .. });
    if events.is_empty() || events.iter().any(stays) {
        return;
    }
    let events = events.iter().rev().map(|e| e.id.to_string()).collect();
    output.hint(Hint::UndoByRetracting { case: desk.id(), events }, ctx.lang);
}

/// Says of a new file that it stands in no commit.
pub(super) fn uncommitted(ctx: &Context, path: &str, output: &mut Output) {
    if wanted(ctx, output) && Git::at(ctx.workspace.root()).is_ok() {
        output.hint(Hint::Uncommitted { path: path.to_owned() }, ctx.lang);
    }
}

fn wanted(ctx: &Context, output: &Output) -> bool {
    ctx.surroundings.stderr_terminal && !output.quiet
}
