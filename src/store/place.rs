//! Faults with the place they are at, found in the text on the error path only.

use crate::case::place::Lines;
use crate::case::{Fault, FaultKind, Place, Span};
use crate::policy::{ConfigFault, ConfigFaultKind};

/// A fault of a case file and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The bytes it is about.
    pub span: Span,
    /// Where.
    pub place: Place,
}

/// A fault of a TOML file and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedConfigFault {
    /// What is wrong.
    pub kind: ConfigFaultKind,
    /// The bytes it is about.
    pub span: Span,
    /// Where.
    pub place: Place,
}

impl PlacedFault {
    pub(super) fn of(path: &str, text: &str, fault: Fault) -> Self {
        Self::all(path, text, vec![fault]).remove(0)
    }

    /// Every fault of a file.
    pub(super) fn all(path: &str, text: &str, faults: Vec<Fault>) -> Vec<Self> {
        if faults.is_empty() {
            return Vec::new();
        }
        let lines = Lines::of(text);
        faults.into_iter().map(|fault| Self::at(path, &lines, fault)).collect()
    }

    fn at(path: &str, lines: &Lines<'_>, fault: Fault) -> Self {
        let whole = matches!(
            fault.kind,
            FaultKind::Unreadable { .. } | FaultKind::NotARegularFile | FaultKind::TooLarge | FaultKind::Empty
        );
        let place = if whole { Place { line: 1, col: 1, ..Place::file(path) } } else { lines.place(path, fault.span) };
        Self { kind: fault.kind, span: fault.span, place }
    }
}

impl PlacedConfigFault {
    pub(super) fn of(path: &str, text: &str, fault: ConfigFault) -> Self {
        let place = Place::of(path, text, fault.span);
        Self { kind: fault.kind, span: fault.span, place }
    }

    /// Every fault of a file.
    #[must_use]
    pub fn all(path: &str, text: &str, faults: Vec<ConfigFault>) -> Vec<Self> {
        if faults.is_empty() {
            return Vec::new();
        }
        let lines = Lines::of(text);
        faults.into_iter().map(|f| Self { place: lines.place(path, f.span), span: f.span, kind: f.kind }).collect()
    }
}
