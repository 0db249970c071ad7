//! The part of `report` about exceptions: forced advances, and what they overrode.

use super::Context;
use crate::render::table::pairs;
use crate::report::Exceptions;
use crate::text::{Label, Say};
use serde_json::{Value, json};

/// The lines of the page; none where nothing was forced.
pub(super) fn lines(ctx: &Context, exceptions: &Exceptions) -> String {
    if exceptions.gates.is_empty() {
        return String::new();
    }
    let mut rows = vec![(Label::ForcedAdvances.say(ctx.lang), exceptions.forced.to_string())];
    rows.extend(exceptions.gates.iter().map(|(gate, cases)| (format!("- {gate}"), cases.to_string())));
    format!("\n{}\n{}", Label::Exceptions.say(ctx.lang), pairs(&rows, 2, ctx.screen().width))
}

/// The same as JSON.
pub(super) fn as_json(exceptions: &Exceptions) -> Value {
    json!({ "forced_advances": exceptions.forced, "cases_by_gate": exceptions.gates })
}
