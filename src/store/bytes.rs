//! The first look at a file: is it text at all, and text that nobody meddled with.

use crate::case::{Fault, FaultKind, Span};

/// The largest file that is read.
pub(super) const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The file as text.
///
/// # Errors
/// When it is empty, not UTF-8, holds control characters or the markers of an unresolved merge.
pub(super) fn as_text(bytes: &[u8]) -> Result<&str, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let start = e.valid_up_to();
        Fault::new(
            FaultKind::NotUtf8,
            Span {
                start,
                end: start + e.error_len().unwrap_or(1),
            },
        )
    })?;
    if bytes.is_empty() {
        return Err(Fault::new(FaultKind::Empty, Span::default()));
    }
    let mut line_start = true;
    for (i, &b) in bytes.iter().enumerate() {
        let at = |kind, len| {
            Err(Fault::new(
                kind,
                Span {
                    start: i,
                    end: i + len,
                },
            ))
        };
        match b {
            b'\n' => {
                line_start = true;
                continue;
            }
            b'\t' => {}
            b'\r' if bytes.get(i + 1) == Some(&b'\n') => {}
            b'\r' => return at(FaultKind::LoneCarriageReturn, 1),
            0..=0x1f | 0x7f => return at(FaultKind::ControlCharacter { code: u32::from(b) }, 1),
            // U+0080 to U+009F, the other control characters, are two bytes long.
            0xc2 if matches!(bytes.get(i + 1), Some(0x80..=0x9f)) => {
                return at(
                    FaultKind::ControlCharacter {
                        code: u32::from(bytes[i + 1]),
                    },
                    2,
                );
            }
            b'<' | b'=' | b'>' | b'|' if line_start && is_marker(&bytes[i..]) => {
                return at(FaultKind::MergeMarker, 7);
            }
            _ => {}
        }
        line_start = false;
    }
    Ok(text)
}

fn is_marker(rest: &[u8]) -> bool {
    let run = rest.iter().take_while(|b| **b == rest[0]).count();
    run == 7 && matches!(rest.get(7), None | Some(b' ' | b'\n' | b'\r'))
}
