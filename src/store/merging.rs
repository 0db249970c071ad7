//! Texts of case files merged: read strictly, merged by `merge`, and held against two parsers before anybody sees them.

use super::append::{WriteFailure, Writing};
use super::bytes::look_over;
use super::shared_lines::{Shared, shared};
use super::verify::{read_alike, second_opinion};
use super::write::{Existing, replace_unsynced};
use super::yaml::read_yaml;
use crate::case::raw::{RawCase, same_pairs};
use crate::case::{Fault, FaultKind, Place};
use crate::merge::{Merged, Side, Take, Untaken, keeps_all, merge, take};
use std::path::Path;

/// One of the versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

/// Why two versions can't be merged event by event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoMerge {
    /// A version can't be read.
    Unreadable {
        /// Which.
        version: Version,
        /// What is wrong with it, and where in it.
        fault: Box<super::PlacedFault>,
    },
    /// Both sides filed another complaint under the same id.
    TwoCases,
    /// The log of a version is not one dash an event, or the result would not read back as meant.
    NoWay,
}

/// Merges the versions of the case file `path`; an empty base is none.
///
/// # Errors
/// When a version can't be read or taken apart, or the result would not say what both say.
pub fn merge_texts(path: &str, base: &str, ours: &str, theirs: &str) -> Result<Merged, NoMerge> {
    let unchanged = |text: &str| Ok(Merged { text: text.to_owned(), conflicts: Vec::new() });
    if ours == theirs || theirs == base {
        return unchanged(ours);
    }
    if ours == base {
        return unchanged(theirs);
    }
    let dress = Dress::of(base).merged(Dress::of(ours), Dress::of(theirs));
    let texts = [base, ours, theirs].map(plain);
    let merged = match shared(&texts[0], &texts[1], &texts[2]) {
        Some(shared) => merge_apart(path, &shared).map_or_else(|| merge_whole(path, &texts), Ok),
        None => merge_whole(path, &texts),
    }?;
    let text = dress.put_on(&merged.text);
    // Without its line end a text block at the end of the file says something else.
    let same = text == merged.text || says_the_same(&text, &merged.text);
    let text = if same { text } else { merged.text };
    Ok(Merged { text, conflicts: merged.conflicts })
}

/// Merges what the versions don't share; `None` when the whole texts have to be looked at.
fn merge_apart(path: &str, shared: &Shared<'_>) -> Option<Merged> {
    if shared.texts.iter().any(|text| !read_yaml(text).is_ok_and(|raw| !shared.concerns(&raw))) {
        return None;
    }
    let merged = merge_whole(path, &shared.texts).ok()?;
    Some(Merged { text: shared.put_back(&merged.text)?, conflicts: merged.conflicts })
}

fn merge_whole(path: &str, texts: &[String; 3]) -> Result<Merged, NoMerge> {
    let [base, ours, theirs] = texts;
    let raw_ours = strict(ours).map_err(|fault| unreadable(path, ours, Version::Ours, fault))?;
    let raw_theirs = strict(theirs).map_err(|fault| unreadable(path, theirs, Version::Theirs, fault))?;
    let raw_base = strict(base).ok();
    let filed = |raw: &RawCase<'_>| {
        let open = raw.events().iter().find(|e| e.scalar("do") == Some("open"));
        open.and_then(|e| e.scalar("id")).map(ToOwned::to_owned)
    };
    if let (None, Some(a), Some(b)) = (&raw_base, filed(&raw_ours), filed(&raw_theirs))
        && a != b
    {
        return Err(NoMerge::TwoCases);
    }
    let base = raw_base.as_ref().map(|raw| Side { text: base, raw });
    let merged = merge(base, Side { text: ours, raw: &raw_ours }, Side { text: theirs, raw: &raw_theirs })
        .map_err(|_| NoMerge::NoWay)?;
    let raw = strict(&merged.text).map_err(|_| NoMerge::NoWay)?;
    let sound =
        keeps_all(raw_base.as_ref(), &raw_ours, &raw_theirs, &raw) && second_opinion(&merged.text, &raw).is_ok();
    if sound { Ok(merged) } else { Err(NoMerge::NoWay) }
}

/// Whether two texts say the same, header and log, to both parsers.
fn says_the_same(text: &str, other: &str) -> bool {
    let (Ok(a), Ok(b)) = (strict(text), strict(other)) else { return false };
    let same_log = a.events().len() == b.events().len()
        && a.events().iter().zip(b.events()).all(|(a, b)| same_pairs(&a.pairs, &b.pairs));
    same_pairs(&a.header, &b.header) && same_log && second_opinion(text, &a).is_ok() && read_alike(text, other)
}

fn unreadable(path: &str, text: &str, version: Version, fault: Fault) -> NoMerge {
    let place = Place::of(path, text, fault.span);
    NoMerge::Unreadable { version, fault: Box::new(super::PlacedFault { kind: fault.kind, span: fault.span, place }) }
}

/// The text of a case with one of its conflicts settled.
///
/// # Errors
/// When there is no such conflict, or the result would not read back as meant.
pub fn settle_text(text: &str, name: &str, which: Take) -> Result<String, Untaken> {
    let dress = Dress::of(text);
    let text = plain(text);
    let raw = strict(&text).map_err(|_| Untaken::Uncut)?;
    let new = take(Side { text: &text, raw: &raw }, name, which)?;
    let raw = strict(&new).map_err(|_| Untaken::Uncut)?;
    if second_opinion(&new, &raw).is_err() {
        return Err(Untaken::Uncut);
    }
    let dressed = dress.put_on(&new);
    let same = dressed == new || says_the_same(&dressed, &new);
    Ok(if same { dressed } else { new })
}

/// Reads a version that git put into a file of its own.
///
/// # Errors
/// When it is no regular file of at most 4 MiB, or not UTF-8.
pub fn read_version(path: &Path) -> Result<String, FaultKind> {
    let bytes = super::load::read_bytes(path)?;
    String::from_utf8(bytes).map_err(|_| FaultKind::NotUtf8)
}

/// Puts the merged text into the file that git reads it from.
///
/// # Errors
/// What the system said; the file is as it was then.
pub fn write_version(path: &Path, text: &str) -> std::io::Result<()> {
    replace_unsynced(path, text)
}

impl Writing<'_> {
    /// Replaces a case by the text that a merge, or the settling of a conflict, made of it.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn settle(&self, path: &Path, text: &str, random: u64) -> Result<bool, WriteFailure> {
        self.replace(path, text, Existing::Replace, random)
    }
}

fn strict(text: &str) -> Result<RawCase<'_>, Fault> {
    look_over(text).and_then(|()| read_yaml(text))
}

/// The text without byte order mark, with LF line ends and one at its end.
fn plain(text: &str) -> String {
    let mut out = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// How a text is dressed beside what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dress {
    mark: bool,
    crlf: bool,
    ended: bool,
}

impl Dress {
    fn of(text: &str) -> Self {
        let crlf = text.find('\n').is_some_and(|i| text[..i].ends_with('\r'));
        Self { mark: text.starts_with('\u{feff}'), crlf, ended: text.is_empty() || text.ends_with('\n') }
    }

    /// What a side changed counts; of two values, one is always the base's.
    fn merged(self, ours: Self, theirs: Self) -> Self {
        let pick = |b: bool, o: bool, t: bool| if o == b { t } else { o };
        Self {
            mark: pick(self.mark, ours.mark, theirs.mark),
            crlf: pick(self.crlf, ours.crlf, theirs.crlf),
            ended: pick(self.ended, ours.ended, theirs.ended),
        }
    }

    fn put_on(self, text: &str) -> String {
        let text = if self.ended { text } else { text.strip_suffix('\n').unwrap_or(text) };
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
        if self.mark { format!("\u{feff}{text}") } else { text }
    }
}
