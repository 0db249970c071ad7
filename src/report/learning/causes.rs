//! Causes by frequency, by fault, and by the bones of a fishbone (D33, D45).

use super::Cases;
use super::taken::{CauseTaken, Taken};
use crate::case::learning::Bone;
use crate::case::words::Blame;
use crate::report::figures::Period;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// By what two causes are the same: their code, or else their words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CauseKey {
    /// A code.
    Code(String),
    /// The words of a cause without a code.
    Words(String),
}

impl CauseKey {
    /// Of a cause.
    #[must_use]
    pub fn of(code: Option<&str>, what: &str) -> Self {
        code.map_or_else(|| Self::Words(what.trim().to_owned()), |code| Self::Code(code.to_owned()))
    }

    /// The code, if it has one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Code(code) => Some(code),
            Self::Words(_) => None,
        }
    }
}

/// How often a cause was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CauseRow {
    /// The cause.
    pub key: CauseKey,
    /// How the first case words it.
    pub what: String,
    /// The cases.
    pub cases: Cases,
}

/// A cause on a bone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FishRow {
    /// The cause.
    pub cause: CauseRow,
    /// Its chains of whys, each once.
    pub chains: Vec<Vec<String>>,
}

/// A bone and its causes, most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoneRow {
    /// The bone; causes without one stand under none.
    pub bone: Option<String>,
    /// Its causes.
    pub causes: Vec<FishRow>,
}

/// The place of a bone: the known ones in their order, then others, then none.
fn place(bone: Option<&str>) -> (usize, Option<&str>) {
    let known = bone.and_then(Bone::parse).and_then(|b| Bone::ALL.iter().position(|k| *k == b));
    (known.unwrap_or(if bone.is_some() { Bone::ALL.len() } else { usize::MAX }), bone)
}

/// The causes recorded in a period, each with its case.
fn recorded(taken: &[Taken], period: Period) -> impl Iterator<Item = (&Taken, &CauseTaken)> {
    let inside = move |c: &&CauseTaken| period.has(c.day);
    taken.iter().flat_map(move |t| t.causes.iter().filter(inside).map(move |c| (t, c)))
}

pub(super) fn frequencies(taken: &[Taken], period: Period) -> Vec<CauseRow> {
    gathered(recorded(taken, period)).into_iter().map(|row| row.cause).collect()
}

/// Causes with their cases and chains, most frequent first.
fn gathered<'t>(causes: impl Iterator<Item = (&'t Taken, &'t CauseTaken)>) -> Vec<FishRow> {
    let mut rows: BTreeMap<&CauseKey, FishRow> = BTreeMap::new();
    for (case, cause) in causes {
        let row = rows.entry(&cause.key).or_insert_with(|| FishRow {
            cause: CauseRow { key: cause.key.clone(), what: cause.what.clone(), cases: Cases::new() },
            chains: Vec::new(),
        });
        row.cause.cases.insert(case.case.clone());
        if !cause.whys.is_empty() && !row.chains.contains(&cause.whys) {
            row.chains.push(cause.whys.clone());
        }
    }
    let mut rows: Vec<FishRow> = rows.into_values().collect();
    rows.sort_by_key(|row| Reverse(row.cause.cases.len()));
    rows
}

/// The causes by their bones.
pub(super) fn fishbone(taken: &[Taken], period: Period) -> Vec<BoneRow> {
    let mut bones: Vec<Option<&str>> = recorded(taken, period).map(|(_, c)| c.bone.as_deref()).collect();
    bones.sort_by_key(|bone| place(*bone));
    bones.dedup();
    let on = |bone: Option<&str>| {
        let causes = gathered(recorded(taken, period).filter(|(_, c)| c.bone.as_deref() == bone));
        BoneRow { bone: bone.map(ToOwned::to_owned), causes }
    };
    bones.into_iter().map(on).collect()
}

/// The cases by whose fault it was; every word of the vocabulary has its row.
pub(super) fn faults(taken: &[Taken]) -> Vec<(Blame, Cases)> {
    let of = |blame: &Blame| taken.iter().filter(|t| t.fault == Some(*blame)).map(|t| t.case.clone()).collect();
    Blame::ALL.iter().map(|blame| (*blame, of(blame))).collect()
}

/// The bones of one case, for its own fishbone.
#[must_use]
pub fn bones_of(causes: &[crate::case::learning::Cause<'_>]) -> Vec<(Option<String>, Vec<usize>)> {
    let mut bones: Vec<Option<&str>> = causes.iter().map(|c| c.bone).collect();
    bones.sort_by_key(|bone| place(*bone));
    bones.dedup();
    let on = |bone: Option<&str>| (0..causes.len()).filter(|i| causes[*i].bone == bone).collect();
    bones.into_iter().map(|bone| (bone.map(ToOwned::to_owned), on(bone))).collect()
}
