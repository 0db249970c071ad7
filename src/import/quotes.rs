//! Whether the quotes of a row say where its cells end.

/// How a row is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Each cell in quotes ends with its second one.
    Sound,
    /// The last cell never ends.
    Open,
    /// Something stands behind a closing quote.
    Stray {
        /// The lines that the row goes over.
        lines: usize,
    },
}

/// Looks at the bytes of a row as the file has them.
pub(super) fn quotes(row: &[u8], delimiter: u8) -> Quotes {
    // Blank lines before it, and the second half of a line end.
    let begin = row.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(row.len());
    let row = &row[begin..];
    let (mut at, mut begins) = (0, true);
    while let Some(byte) = row.get(at) {
        at += 1;
        if *byte != b'"' || !begins {
            begins = *byte == delimiter;
            continue;
        }
        loop {
            let Some(next) = row[at..].iter().position(|b| *b == b'"') else { return Quotes::Open };
            at += next + 1;
            match row.get(at) {
                // Two of them are one that belongs to the text.
                Some(b'"') => at += 1,
                Some(b'\r' | b'\n') | None => break,
                Some(other) if *other == delimiter => break,
                Some(_) => {
                    let ends = row.trim_ascii_end().iter().filter(|b| **b == b'\n').count();
                    return Quotes::Stray { lines: ends + 1 };
                }
            }
        }
        begins = false;
    }
    Quotes::Sound
}
