//! The first look at a file: is it text at all, and text that nobody meddled with.

use crate::case::{Fault, FaultKind, Span};

/// The largest file that is read.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The bytes worth a second look: control characters, and the first byte of the two-byte ones.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0;
    while b < 0x20 {
        table[b] = b != b'\t' as usize;
        b += 1;
    }
    table[0x7f] = true;
    table[0xc2] = true;
    table
};

/// The file as text.
///
/// # Errors
/// When it is not UTF-8.
pub(super) fn as_text(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|e| {
        let start = e.valid_up_to();
        Fault::new(FaultKind::NotUtf8, Span { start, end: start + e.error_len().unwrap_or(1) })
    })
}

/// Looks for what no sound file has.
///
/// # Errors
/// When the text is empty, holds control characters or the markers of an unresolved merge.
pub(super) fn look_over(text: &str) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        return Err(Fault::new(FaultKind::Empty, Span::default()));
    }
    if is_marker(bytes) {
        return Err(Fault::new(FaultKind::MergeMarker, Span { start: 0, end: 7 }));
    }
    for (i, &b) in bytes.iter().enumerate() {
        if !SUSPECT[usize::from(b)] {
            continue;
        }
        let at = |kind, start: usize, len| Err(Fault::new(kind, Span { start, end: start + len }));
        match b {
            b'\n' if is_marker(&bytes[i + 1..]) => return at(FaultKind::MergeMarker, i + 1, 7),
            b'\n' => {}
            b'\r' if bytes.get(i + 1) == Some(&b'\n') => {}
            b'\r' => return at(FaultKind::LoneCarriageReturn, i, 1),
            // U+0080 to U+009F, the other control characters, are two bytes long.
            0xc2 if matches!(bytes.get(i + 1), Some(0x80..=0x9f)) => {
                return at(FaultKind::ControlCharacter { code: u32::from(bytes[i + 1]) }, i, 2);
            }
            0xc2 => {}
            _ => return at(FaultKind::ControlCharacter { code: u32::from(b) }, i, 1),
        }
    }
    Ok(())
}

/// Whether a line begins with seven of git's marks.
fn is_marker(line: &[u8]) -> bool {
    let Some(&mark @ (b'<' | b'=' | b'>' | b'|')) = line.first() else {
        return false;
    };
    let run = line.iter().take(8).take_while(|b| **b == mark).count();
    run == 7 && matches!(line.get(7), None | Some(b' ' | b'\n' | b'\r'))
}
