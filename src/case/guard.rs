//! Texts that a spreadsheet would take for something else. Our own CSV puts `'` before them, and the import takes it off.

/// Whether a text needs the mark: a formula, a number or a date, or one of these with the mark as a part of the text.
#[must_use]
pub fn needs_guard(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    is_formula(text) || is_numeric(text)
}

/// Whether a spreadsheet might take a text for a formula. Some drop blanks before it, and some read the full-width signs
/// as the others.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
    text.starts_with(['\t', '\r'])
        || text.trim_start_matches(blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Whether a spreadsheet might take a text for a number or a date, and show something else: `007` as 7, `3-4` as a day, a
/// long number without its last digits.
fn is_numeric(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || ".,:/-eE%年月日 ".contains(c);
    text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '.') && text.chars().all(sign)
}
