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

/// An amount in hundredths as the files spell it.
#[must_use]
pub fn write_amount(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Why a typed amount is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnclearAmount {
    /// Not digits with two decimals or none.
    NoAmount,
    /// With marks between the digits, which some read as decimals; without them it would be this.
    Grouped(String),
    /// Nothing at all.
    Zero,
}

/// The hundredths of an amount that somebody typed: `480` or `480.00`, in full-width digits too.
///
/// # Errors
/// When it is none, or could be read as two different ones.
pub fn typed_amount(text: &str) -> Result<u64, UnclearAmount> {
    let fold = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        c => c,
    };
    let folded: String = text.trim().chars().map(fold).collect();
    match hundredths(&folded) {
        Some(0) => Err(UnclearAmount::Zero),
        Some(amount) => Ok(amount),
        None => {
            let bare: String = folded.chars().filter(|c| !matches!(c, ',' | '\'' | ' ')).collect();
            let meant = hundredths(&bare).filter(|_| bare != folded);
            Err(meant.map_or(UnclearAmount::NoAmount, |m| UnclearAmount::Grouped(write_amount(m))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_exact_or_refused() {
        for (text, amount) in
            [("480", 48_000), ("0.01", 1), ("1999.99", 199_999), ("４８０．００", 48_000), (" 7 ", 700)]
        {
            assert_eq!(typed_amount(text), Ok(amount), "{text}");
            assert_eq!(hundredths(&write_amount(amount)), Some(amount));
        }
        let grouped = |t: &str| Err(UnclearAmount::Grouped(t.to_owned()));
        for (text, slip) in [
            ("1,999.99", grouped("1999.99")),
            ("1，999", grouped("1999.00")),
            ("10 000", grouped("10000.00")),
            ("0", Err(UnclearAmount::Zero)),
            ("480.5", Err(UnclearAmount::NoAmount)),
            ("480元", Err(UnclearAmount::NoAmount)),
            ("-5", Err(UnclearAmount::NoAmount)),
            ("1e3", Err(UnclearAmount::NoAmount)),
            ("1234567890123", Err(UnclearAmount::NoAmount)),
            ("", Err(UnclearAmount::NoAmount)),
        ] {
            assert_eq!(typed_amount(text), slip, "{text}");
        }
    }
}
