//! Changing header facts under the lock: splice, append the `edit` events, verify, replace.

use super::append::{WriteFailure, Writing};
use super::bytes::MAX_BYTES;
use super::load::{Loaded, read_text};
use super::place::PlacedFault;
use super::splice::{Unsafe, append};
use super::splice_header::{Stuck, set_header};
use super::verify::second_opinion;
use super::write::Existing;
use super::yaml::read_yaml;
use crate::case::header::KNOWN;
use crate::case::header_fact::HeaderFact;
use crate::case::raw::same_pairs;
use crate::case::{Case, Event, Place};

/// A header key and the fact it is to hold.
pub type Change = (&'static str, HeaderFact);

/// The text of a case with other header facts and the events behind its log; everything else stays byte for byte.
///
/// # Errors
/// When that can't be done safely, or the result would not mean what was meant.
pub fn edited_text(loaded: &Loaded, case: &Case, changes: &[Change], events: &[Event]) -> Result<String, WriteFailure> {
    let mut text = loaded.text.clone();
    for (key, fact) in changes {
        let spelled = fact.spelled(key);
        text = set_header(&text, key, spelled.as_deref()).map_err(|stuck| match stuck {
            Stuck::Fault(fault) => WriteFailure::Damaged(Box::new(PlacedFault::of(&loaded.shown, &text, fault))),
            Stuck::At(span) => WriteFailure::UnsafeFact {
                place: Box::new(Place::of(&loaded.shown, &text, span)),
                lines: spelled.iter().map(|value| format!("{key}: {value}")).chain(lines(events)).collect(),
            },
        })?;
    }
    let text = appended(loaded, &text, events)?;
    let doubtful = || WriteFailure::Doubtful { path: loaded.shown.clone(), lines: lines(events).collect() };
    let after = read_text(&text).case.ok_or_else(doubtful)?;
    let meant = |key: &str| changes.iter().find(|(k, _)| *k == key).map(|(_, fact)| fact.clone());
    let right = KNOWN.iter().all(|key| after.header.fact(key) == meant(key).unwrap_or_else(|| case.header.fact(key)));
    let rest = |text| read_yaml(text).map(|raw| raw.header.into_iter().filter(|(k, _)| meant(&k.text).is_none()));
    let kept = match (rest(&loaded.text), rest(&text)) {
        (Ok(old), Ok(new)) => same_pairs(&old.collect::<Vec<_>>(), &new.collect::<Vec<_>>()),
        _ => false,
    };
    if right && kept { verified(loaded, case, text, events) } else { Err(doubtful()) }
}

/// A text that somebody typed with the events behind its log.
///
/// # Errors
/// As [`edited_text`].
pub fn typed_text(loaded: &Loaded, case: &Case, typed: &str, events: &[Event]) -> Result<String, WriteFailure> {
    verified(loaded, case, appended(loaded, typed, events)?, events)
}

fn lines(events: &[Event]) -> impl Iterator<Item = String> + '_ {
    events.iter().map(|e| format!("  - {}", e.to_line()))
}

fn appended(loaded: &Loaded, text: &str, events: &[Event]) -> Result<String, WriteFailure> {
    if events.is_empty() {
        return Ok(text.to_owned());
    }
    append(text, events).map_err(|problem| match problem {
        Unsafe::Fault(fault) => WriteFailure::Damaged(Box::new(PlacedFault::of(&loaded.shown, text, fault))),
        Unsafe::LogShape(span) | Unsafe::LastEvent(span) | Unsafe::Prefix(span) | Unsafe::Behind(span) => {
            let place = Box::new(Place::of(&loaded.shown, text, span));
            WriteFailure::Unsafe { place, lines: lines(events).collect() }
        }
    })
}

/// The events are the old ones and the new, and both parsers read the text alike.
fn verified(loaded: &Loaded, case: &Case, text: String, added: &[Event]) -> Result<String, WriteFailure> {
    if text.len() as u64 > MAX_BYTES {
        return Err(WriteFailure::Outgrown { path: loaded.shown.clone() });
    }
    let doubtful = || WriteFailure::Doubtful { path: loaded.shown.clone(), lines: lines(added).collect() };
    let reading = read_text(&text);
    let events = reading.case.filter(|_| reading.faults.is_empty()).map(|c| c.events).ok_or_else(doubtful)?;
    let raw = read_yaml(&text).map_err(|_| doubtful())?;
    let right = events.len() == case.events.len() + added.len() && events.iter().eq(case.events.iter().chain(added));
    if right && second_opinion(&text, &raw).is_ok() { Ok(text) } else { Err(doubtful()) }
}

impl Writing<'_> {
    /// Replaces the text of a case that was read under this lock by one of [`edited_text`] or [`typed_text`].
    /// `Ok(false)`: written, but the folder wasn't synced.
    ///
    /// # Errors
    /// When the system refuses; the old file is whole then.
    pub fn rewrite(&self, loaded: &Loaded, text: &str, random: u64) -> Result<bool, WriteFailure> {
        self.replace(&loaded.path, text, Existing::Replace, random)
    }
}
