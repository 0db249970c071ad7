//! From the bytes of a file to its text: encodings that spreadsheets save in.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A file's text, and how it was encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// Whether it was taken because the bytes fit, without a mark and without being asked for.
    pub guessed: bool,
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undecodable {
    /// No encoding of that name.
    Unknown {
        /// The name.
        name: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// The bytes don't fit the encoding.
    Bytes {
        /// Its name.
        encoding: &'static str,
    },
    /// The bytes fit neither UTF-8 nor GB18030, and have no mark.
    Neither,
    /// The bytes fit GB18030, but what they say looks like words in a Latin encoding.
    Doubtful,
    /// A zero in every other byte, and no mark.
    Utf16Unmarked,
}

/// Names for `--encoding`, the usual ones.
pub const NAMES: [&str; 7] = ["utf-8", "utf-16le", "utf-16be", "gb18030", "big5", "shift_jis", "windows-1252"];

/// Decodes a file: as it is asked for, else by its mark, else as UTF-8 where it is, else as GB18030 where it fits.
///
/// # Errors
/// When the bytes don't fit.
pub fn decode(bytes: &[u8], asked: Option<&str>) -> Result<Decoded, Undecodable> {
    if let Some(name) = asked {
        let encoding = Encoding::for_label(name.trim().as_bytes());
        let encoding = encoding.filter(|e| e.name() != "replacement").ok_or_else(|| Undecodable::Unknown {
            name: name.to_owned(),
            near: crate::case::id::nearest(name, NAMES),
        })?;
        let body = match Encoding::for_bom(bytes) {
            Some((marked, length)) if marked == encoding => &bytes[length..],
            _ => bytes,
        };
        return with(encoding, body, false).ok_or(Undecodable::Bytes { encoding: encoding.name() });
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..], false).ok_or(Undecodable::Bytes { encoding: encoding.name() });
    }
    // UTF-16 of Latin letters is valid UTF-8 too, with a zero beside each letter.
    let head = &bytes[..bytes.len().min(1000)];
    if head.len() > 3 && head.iter().filter(|b| **b == 0).count() * 3 > head.len() {
        return Err(Undecodable::Utf16Unmarked);
    }
    if let Some(decoded) = with(UTF_8, bytes, false) {
        return Ok(decoded);
    }
    let guessed = with(GB18030, bytes, true).ok_or(Undecodable::Neither)?;
    if looks_latin(&guessed.text) { Err(Undecodable::Doubtful) } else { Ok(guessed) }
}

/// Whether a text of GB18030 was more likely words with accents: `Jürgen` comes out with one character of Chinese between
/// Latin letters. Chinese has most of its characters side by side, also where it says `T恤M`.
fn looks_latin(text: &str) -> bool {
    let (mut between, mut together, mut before) = (0_usize, 0_usize, [' ', ' ']);
    for c in text.chars() {
        let [first, second] = before;
        if !second.is_ascii() {
            if !c.is_ascii() {
                together += 1;
            } else if first.is_ascii_alphabetic() && c.is_ascii_alphabetic() {
                between += 1;
            }
        }
        before = [second, c];
    }
    between > together
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Option<Decoded> {
    // An odd byte at the end of UTF-16 is half a character.
    if (encoding == UTF_16LE || encoding == UTF_16BE) && bytes.len() % 2 == 1 {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    Some(Decoded { text, encoding: encoding.name(), guessed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_of_a_spreadsheet_gives_the_same_text() {
        let text = "编号,客户\nA-1,李女士\n";
        let utf16 = |big: bool| -> Vec<u8> {
            let mark = std::iter::once(0xfeff_u16);
            let units = mark.chain(text.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let (gb, ..) = GB18030.encode(text);
        let files: [(Vec<u8>, &str); 5] = [
            (text.as_bytes().to_vec(), "UTF-8"),
            (format!("\u{feff}{text}").into_bytes(), "UTF-8"),
            (utf16(false), "UTF-16LE"),
            (utf16(true), "UTF-16BE"),
            (gb.into_owned(), "gb18030"),
        ];
        for (bytes, encoding) in files {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
            assert_eq!(decoded.guessed, encoding == "gb18030");
            assert_eq!(decode(&bytes, Some(encoding)).unwrap().text, text);
        }
    }

    #[test]
    fn bytes_that_fit_nothing_are_refused() {
        assert_eq!(decode(b"a,\xff\xff\n", None), Err(Undecodable::Neither));
        assert_eq!(decode(b"a\0,\0b\0", None), Err(Undecodable::Utf16Unmarked));
        assert_eq!(decode(b"no,name\n1,J\xfcrgen M\xfcller\n", None), Err(Undecodable::Doubtful));
        assert_eq!(decode(b"J\xfcrgen", Some("windows-1252")).unwrap().text, "Jürgen");
        assert!(decode(b"J\xfcrgen", Some("gb18030")).is_ok());
        let (shirt, ..) = GB18030.encode("编号,商品\n1,T恤M\n");
        assert_eq!(decode(&shirt, None).unwrap().text, "编号,商品\n1,T恤M\n");
        assert_eq!(decode(b"\xff\xfea", None), Err(Undecodable::Bytes { encoding: "UTF-16LE" }));
        let unknown = Undecodable::Unknown { name: "gb18031".to_owned(), near: Some("gb18030".to_owned()) };
        assert_eq!(decode(b"a", Some("gb18031")), Err(unknown));
        assert_eq!(decode(b"caf\xe9", Some("latin1")).unwrap().text, "café");
    }
}
