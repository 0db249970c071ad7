//! The keys of each kind of event, for "did you mean".

use super::event::ACTS;
use super::header::KNOWN;
use std::collections::BTreeSet;

/// The keys that every event may have.
pub const COMMON: [&str; 8] = ["id", "at", "by", "do", "logged", "note", "why", "forced"];

/// Every key that an event may have, and every one of a header: each once, in the order of the alphabet.
#[must_use]
pub fn every_key() -> BTreeSet<&'static str> {
    let of_acts = ACTS.iter().flat_map(|act| keys_of(act)).copied();
    KNOWN.into_iter().chain(COMMON).chain(of_acts).collect()
}

/// The keys of a kind of event beside the common ones, for "did you mean".
pub(super) fn keys_of(act: &str) -> &'static [&'static str] {
    match act {
        "open" => &["step", "severity", "owner"],
        "contact" => &[
            "dir",
            "via",
            "reached",
            "update",
            "auto",
            "purpose",
            "confirmed",
            "retold",
            "contradicts",
            "next",
            "every",
            "kept",
            "tells",
            "letter",
        ],
        "tick" => &["step", "ticks", "facts"],
        "advance" => &["step", "to", "ticks", "facts", "skipped"],
        "return" => &["step", "to"],
        "switch" => &["playbook", "step"],
        "assign" => &["owner"],
        "assess" => &["severity", "urgent", "flags", "verified", "fault", "share", "loss"],
        "cause" => &["code", "what", "bone", "whys", "department"],
        "escalate" => &["tier", "trigger", "kind", "level", "due"],
        "promise" => &["due", "from", "what", "moves", "told"],
        "evidence" => &["kind", "what", "source", "sha256", "from"],
        "grievance" => &["what", "category"],
        "settle" => &["of", "how"],
        "offer" => &["options"],
        "answer" => &["of", "accepts", "how"],
        "decline" => &["what", "alternative", "told"],
        "approve" => &["of", "amount", "role", "granted"],
        "redress" => &["of", "opt", "remedy", "amount", "currency", "covers", "reason"],
        "pause" => &["reason", "until"],
        "extend" => &["clock", "due", "approved_by", "told"],
        "survey" => &["satisfied", "score", "words", "reached"],
        "tell-team" => &["department"],
        "close" => &["outcome", "ground", "lesson"],
        "reopen" => &["of", "step"],
        "link" => &["to", "relation"],
        "action" => &["what", "owner", "due"],
        "verify" => &["of", "effective"],
        "edit" => &["key"],
        "redact" => &["of", "field"],
        _ => &["of"],
    }
}
