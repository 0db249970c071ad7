//! Amounts of money named in a text, in digits or Chinese numerals.

use super::fold::Folded;
use super::numerals::{Number, number};
use std::ops::Range;

/// An amount of money that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Where it stands, in bytes of the text, with its unit.
    pub range: Range<usize>,
    /// How much, in hundredths.
    pub hundredths: u64,
    /// The code of the currency; `None` for 元, 块 and 圆, which leave it open.
    pub currency: Option<String>,
}

/// What stands before a number.
const BEFORE: [(&str, &str); 21] = [
    ("us$", "USD"),
    ("hk$", "HKD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("s$", "SGD"),
    ("nt$", "TWD"),
    ("$", "USD"),
    ("¥", "CNY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("人民币", "CNY"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("hkd", "HKD"),
    ("aud", "AUD"),
    ("cad", "CAD"),
    ("sgd", "SGD"),
    ("twd", "TWD"),
];

/// What stands after a number; an empty code leaves the currency open.
const AFTER: [(&str, &str); 30] = [
    ("元人民币", "CNY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("人民币", "CNY"),
    ("块钱", ""),
    ("元", ""),
    ("圆", ""),
    ("块", ""),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("hkd", "HKD"),
    ("aud", "AUD"),
    ("cad", "CAD"),
    ("sgd", "SGD"),
    ("twd", "TWD"),
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("pounds", "GBP"),
    ("€", "EUR"),
];

/// Currencies whose own `$` is the one that a workspace keeping its books in them means.
const DOLLARS: [&str; 6] = ["AUD", "CAD", "HKD", "NZD", "SGD", "TWD"];

/// What 元 is the beginning of, when it is no unit.
const NOT_YUAN: [char; 8] = ['素', '件', '旦', '月', '宵', '老', '首', '帅'];

/// What may follow 块 when it counts money: it also counts pieces.
const AFTER_KUAI: &str = "的以左多吧了给作来,，.。!?;；:、)）」』”\"' \n";

/// The amounts that a text names, in their order. A number without a unit is none, and neither is one that can be read
/// in two ways (`12,34`, `3.000`). Sums too large for an amount of the format are left out.
///
/// `own` is the code of the workspace's currency, empty where it isn't known. It counts as a mark too, and settles what
/// `$`, `¥` and dollars are; pounds are money only where it is GBP or the number has its `£`, as they also weigh.
#[must_use]
pub fn amounts(text: &str, own: &str) -> Vec<Amount> {
    let folded = Folded::of(text);
    let line = folded.text();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let Some(number) = number(&line[at..]) else {
            at += c.len_utf8();
            continue;
        };
        let end = at + number.length;
        if let Some((stretch, hundredths, code)) = amount(line, at, &number, own) {
            let currency = (!code.is_empty()).then(|| code.to_owned());
            at = end.max(stretch.end);
            found.push(Amount { range: folded.origin(stretch), hundredths, currency });
        } else {
            at = end;
        }
    }
    found
}

/// The amount around a number, if it is one: the stretch, the hundredths and the code.
fn amount<'o>(line: &str, at: usize, number: &Number, own: &'o str) -> Option<(Range<usize>, u64, &'o str)> {
    let hundredths = number.hundredths.filter(|h| *h < 100_000_000_000_000)?;
    let end = at + number.length;
    let before = before(&line[..at], own);
    let after = after(&line[end..], number, own);
    let start = before.map_or(at, |(length, _)| at - length);
    let (stop, more) = after.map_or((end, 0), |(length, more, _)| (end + length, more));
    // A code says more than a sign, and a sign more than 元.
    let code = match (before, after) {
        (_, Some((_, _, code))) if !code.is_empty() => code,
        (Some((_, code)), _) => code,
        (None, Some((_, _, code))) => code,
        (None, None) => return None,
    };
    let glued = line[..start].chars().next_back().is_some_and(super::terms::is_of_word);
    (!glued).then_some((start..stop, hundredths + more, code))
}

/// The currency before a number, and how many bytes it and the blank take.
fn before<'o>(head: &str, own: &'o str) -> Option<(usize, &'o str)> {
    let near = head.strip_suffix(' ').unwrap_or(head);
    let listed = BEFORE.into_iter().find(|(mark, _)| near.ends_with(mark));
    let listed = listed.map(|(mark, code)| (mark.len(), meant(mark, code, own)));
    let ends = |own: &&str| {
        is_code(own) && near.get(near.len().wrapping_sub(3)..).is_some_and(|m| m.eq_ignore_ascii_case(own))
    };
    let (length, code) = listed.or_else(|| Some(own).filter(ends).map(|own| (own.len(), own)))?;
    let (rest, mark) = near.split_at(near.len() - length);
    let word = mark.starts_with(|c: char| c.is_ascii_alphabetic());
    let glued = word && rest.ends_with(super::terms::is_of_word);
    (!glued).then_some((head.len() - rest.len(), code))
}

/// Whether it is the code of a currency, so that a text may have it as a mark.
fn is_code(own: &str) -> bool {
    own.len() == 3 && own.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The currency that a sign stands for in a workspace of this currency.
fn meant<'o>(mark: &str, code: &'static str, own: &'o str) -> &'o str {
    match mark {
        "$" | "dollar" | "dollars" if DOLLARS.contains(&own) => own,
        "¥" if own == "JPY" => own,
        _ => code,
    }
}

/// The unit after a number, how many bytes it takes, and the hundredths that follow it (3元5角).
fn after<'o>(tail: &str, number: &Number, own: &'o str) -> Option<(usize, u64, &'o str)> {
    let about = tail.chars().next().filter(|c| matches!(c, '多' | '余' | '来' | ' ')).map_or(0, char::len_utf8);
    let near = &tail[about..];
    let listed = AFTER.into_iter().find_map(|(mark, code)| {
        let rest = near.strip_prefix(mark)?;
        let next = rest.chars().next();
        let (more_length, more) = if matches!(mark, "元" | "块") { small_change(rest) } else { (0, 0) };
        let unit = match mark {
            "元" | "圆" => !next.is_some_and(|c| NOT_YUAN.contains(&c)),
            "块" => more > 0 || !number.is_lone_one && next.is_none_or(|c| AFTER_KUAI.contains(c)),
            "pounds" if own != "GBP" => false,
            _ if mark.is_ascii() => !next.is_some_and(super::terms::is_of_word),
            _ => true,
        };
        unit.then_some((about + mark.len() + more_length, more, meant(mark, code, own)))
    });
    listed.or_else(|| {
        let (mark, rest) =
            near.split_at_checked(3).filter(|(mark, _)| is_code(own) && mark.eq_ignore_ascii_case(own))?;
        (!rest.starts_with(super::terms::is_of_word)).then_some((about + mark.len(), 0, own))
    })
}

/// What follows 3元 in 3元5角 and 3元5角2分: its length and hundredths.
fn small_change(rest: &str) -> (usize, u64) {
    let piece = |text: &str, units: &[char]| {
        let digit = number(text).filter(|n| n.hundredths.is_some_and(|h| h < 1000 && h % 100 == 0))?;
        let unit = text[digit.length..].chars().next().filter(|c| units.contains(c))?;
        Some((digit.length + unit.len_utf8(), digit.hundredths? / 100))
    };
    let Some((length, tenths)) = piece(rest, &['角', '毛']) else { return (0, 0) };
    let (more, cents) = piece(&rest[length..], &['分']).unwrap_or((0, 0));
    (length + more, tenths * 10 + cents)
}

#[cfg(test)]
mod tests {
    use super::amounts;

    fn said(text: &str) -> Vec<(String, u64, String)> {
        in_currency(text, "CNY")
    }

    fn in_currency(text: &str, own: &str) -> Vec<(String, u64, String)> {
        let all = amounts(text, own);
        all.into_iter().map(|a| (text[a.range].to_owned(), a.hundredths, a.currency.unwrap_or_default())).collect()
    }

    #[test]
    fn amounts_in_digits_and_in_words() {
        for (text, part, hundredths, currency) in [
            ("赔您480元。", "480元", 48_000, ""),
            ("¥3,000", "¥3,000", 300_000, "CNY"),
            ("共￥３０００整", "￥３０００", 300_000, "CNY"),
            ("3000.50 yuan", "3000.50 yuan", 300_050, "CNY"),
            ("pay RMB 480.", "RMB 480", 48_000, "CNY"),
            ("CNY 480.00", "CNY 480.00", 48_000, "CNY"),
            ("only $50!", "$50", 5_000, "USD"),
            ("USD 50", "USD 50", 5_000, "USD"),
            ("HK$1,250.5", "HK$1,250.5", 125_050, "HKD"),
            ("退3千元", "3千元", 300_000, ""),
            ("1.5万元", "1.5万元", 1_500_000, ""),
            ("两千元", "两千元", 200_000, ""),
            ("三万五千元", "三万五千元", 3_500_000, ""),
            ("三万五元", "三万五元", 3_500_000, ""),
            ("一百零五元", "一百零五元", 10_500, ""),
            ("十五块钱", "十五块钱", 1_500, ""),
            ("1万5千元", "1万5千元", 1_500_000, ""),
            ("贰仟圆", "贰仟圆", 200_000, ""),
            ("2000块", "2000块", 200_000, ""),
            ("2000块的补偿", "2000块", 200_000, ""),
            ("480多元", "480多元", 48_000, ""),
            ("3元5角2分", "3元5角2分", 352, ""),
            ("50美元", "50美元", 5_000, "USD"),
            ("人民币５００元", "人民币５００元", 50_000, "CNY"),
            ("US$ 2k", "US$ 2k", 200_000, "USD"),
            ("€20", "€20", 2_000, "EUR"),
            ("20 euros", "20 euros", 2_000, "EUR"),
            ("1.2 million yuan", "1.2 million yuan", 120_000_000, "CNY"),
            ("0.01元", "0.01元", 1, ""),
            ("100-200元", "200元", 20_000, ""),
        ] {
            assert_eq!(said(text), [(part.to_owned(), hundredths, currency.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_or_could_be_two() {
        for text in [
            "480",
            "12,34元",
            "3.000元",
            "1,000,50元",
            "order A480",
            "call 13800000012",
            "百分之百",
            "2026年元旦",
            "一块去",
            "20块瓷砖",
            "几百元",
            "3元素",
            "no amount",
            "480 yuans",
            "eurasia 5",
            "A5元",
            "2026-11-22",
            "999999999999999999999999元",
            "九亿亿亿元",
            "¥",
            "元",
            "一",
            "万元",
            "1..5元",
            "¥12,34",
            "100%",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }

    #[test]
    fn the_currency_of_the_workspace_settles_what_a_sign_means() {
        for (own, text, part, hundredths, currency) in [
            ("AUD", "$50", "$50", 5_000, "AUD"),
            ("CAD", "50 dollars", "50 dollars", 5_000, "CAD"),
            ("HKD", "＄５０", "＄５０", 5_000, "HKD"),
            ("SGD", "US$50", "US$50", 5_000, "USD"),
            ("TWD", "NT$50", "NT$50", 5_000, "TWD"),
            ("EUR", "$50", "$50", 5_000, "USD"),
            ("CNY", "$50", "$50", 5_000, "USD"),
            ("JPY", "¥5000", "¥5000", 500_000, "JPY"),
            ("JPY", "￥５０００", "￥５０００", 500_000, "JPY"),
            ("JPY", "CNY 50", "CNY 50", 5_000, "CNY"),
            ("CHF", "CHF 50", "CHF 50", 5_000, "CHF"),
            ("CHF", "chf50", "chf50", 5_000, "CHF"),
            ("CHF", "50 CHF.", "50 CHF", 5_000, "CHF"),
            ("INR", "给您50INR", "50INR", 5_000, "INR"),
            ("JPY", "5000 JPY", "5000 JPY", 500_000, "JPY"),
            ("GBP", "80 pounds", "80 pounds", 8_000, "GBP"),
            ("CNY", "£80 pounds", "£80", 8_000, "GBP"),
            ("", "$50", "$50", 5_000, "USD"),
        ] {
            assert_eq!(in_currency(text, own), [(part.to_owned(), hundredths, currency.to_owned())], "{own}: {text}");
        }
        for (own, text) in [
            ("CNY", "He weighs 80 pounds"),
            ("CNY", "CHF 50"),
            ("CHF", "XCHF 50, 50 CHFs"),
            ("", "50"),
            ("元元", "50 kg 退"),
            ("CHF", "é50é"),
        ] {
            assert_eq!(in_currency(text, own), [], "{own}: {text}");
        }
    }

    #[test]
    fn several_stand_in_their_order() {
        let text = "退480元，另补￥２０；or $3,5?";
        assert_eq!(said(text).iter().map(|a| a.1).collect::<Vec<_>>(), [48_000, 2_000]);
    }

    #[test]
    fn a_long_hostile_text_ends() {
        for piece in ["1", "1,", "万", "一千", "$", "元", "1元", "9.", "千万"] {
            let _ = amounts(&piece.repeat(20_000), "CNY");
        }
    }
}
