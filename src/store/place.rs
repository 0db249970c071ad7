//! Faults with the place they are at, found in the text on the error path only.

use crate::case::{Fault, FaultKind, Place};
use crate::policy::{ConfigFault, ConfigFaultKind};

/// So many faults of one file are named. Who has mended these sees the next, and a file of nothing but faults doesn't
/// hold up all the others while each is looked for in its text.
pub(super) const NAMED: usize = 200;

/// A fault of a case file and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where.
    pub place: Place,
}

/// A fault of a TOML file and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedConfigFault {
    /// What is wrong.
    pub kind: ConfigFaultKind,
    /// Where.
    pub place: Place,
}

impl PlacedFault {
    pub(super) fn of(path: &str, text: &str, fault: Fault) -> Self {
        let whole = matches!(
            fault.kind,
            FaultKind::Unreadable { .. } | FaultKind::NotARegularFile | FaultKind::TooLarge | FaultKind::Empty
        );
        let place =
            if whole { Place { line: 1, col: 1, ..Place::file(path) } } else { Place::of(path, text, fault.span) };
        Self { kind: fault.kind, place }
    }
}

impl PlacedConfigFault {
    pub(super) fn of(path: &str, text: &str, fault: ConfigFault) -> Self {
        let place = Place::of(path, text, fault.span);
        Self { kind: fault.kind, place }
    }
}
