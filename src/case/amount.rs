//! Durations and amounts as the files spell them.

/// Whether a text is a duration of the format: a number and one of `m h d w bh bd`.
#[must_use]
pub fn is_duration(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=5).contains(&digits)
        && text[..digits].bytes().any(|b| b != b'0')
        && matches!(&text[digits..], "m" | "h" | "d" | "w" | "bh" | "bd")
}

/// Whether a text is an amount: digits, and two decimals or none.
#[must_use]
pub fn is_money(text: &str) -> bool {
    let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
    (1..=12).contains(&whole.len())
        && whole.bytes().all(|b| b.is_ascii_digit())
        && cents.len() == 2
        && cents.bytes().all(|b| b.is_ascii_digit())
}

/// The hundredths of an amount; `None` for what is none.
#[must_use]
pub fn hundredths(text: &str) -> Option<u64> {
    if !is_money(text) {
        return None;
    }
    let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
    Some(whole.parse::<u64>().ok()? * 100 + cents.parse::<u64>().ok()?)
}
