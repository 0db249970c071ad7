//! What may be shown of a value that must not be shown.

use crate::case::Span;

/// A value with all but its first characters blotted out; what separates them stays, so that its form is known.
#[must_use]
pub fn masked(value: &str, keep: usize) -> String {
    value.chars().enumerate().map(|(i, c)| if i >= keep && c.is_alphanumeric() { '*' } else { c }).collect()
}

/// A text in which every letter and digit of these places is blotted out, but for the first `keep` bytes of each. All
/// other bytes stay where they are, so that places found in the old text hold in the new one.
#[must_use]
pub fn blotted(text: &str, places: &[(Span, usize)]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (span, keep) in places {
        for byte in bytes.get_mut(span.start + keep..span.end).into_iter().flatten() {
            if byte.is_ascii_alphanumeric() {
                *byte = b'*';
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blotted_text_keeps_its_length_and_its_other_letters() {
        let text = "电话 138-0000-0000，谢谢";
        let start = text.find('1').unwrap();
        let blotted = blotted(text, &[(Span { start, end: start + 13 }, 2)]);
        assert_eq!(blotted, "电话 13*-****-****，谢谢");
        assert_eq!(masked("wang@qq.com", 1), "w***@**.***");
    }
}
