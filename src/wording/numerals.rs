//! Numbers as texts spell them: 3,000.50, 1.5万, 三万五千.

/// How far a number may go on and still be looked at, in bytes.
const MOST: usize = 60;

/// A number at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// How many bytes it takes.
    pub length: usize,
    /// Its hundredths; `None` when it can be read in two ways, or is too large.
    pub hundredths: Option<u64>,
    /// Whether it is 一 alone, which with 块 says together.
    pub is_lone_one: bool,
}

/// A part of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// 480.50, in millionths: exact for 1.2345万.
    Digits(u128),
    /// 两
    Digit(u128),
    /// 千
    Unit(u128),
    /// 零
    Zero,
}

/// How many millionths make one.
const FINE: u128 = 1_000_000;

/// The number that a folded text begins with.
pub(super) fn number(text: &str) -> Option<Number> {
    let (mut parts, mut at, mut clear) = (Vec::new(), 0, true);
    while let Some((part, length)) = part(&text[at..]) {
        clear &= part.is_some() && at <= MOST;
        // What is too long is passed over at once, without its value.
        if clear {
            parts.extend(part);
        }
        at += length;
    }
    if at == 0 {
        return None;
    }
    let fine = clear.then(|| sum(&parts)).flatten();
    let hundredths = fine.filter(|f| f % (FINE / 100) == 0).and_then(|f| u64::try_from(f / (FINE / 100)).ok());
    Some(Number { length: at, hundredths, is_lone_one: parts == [Part::Digit(1)] })
}

/// The next part and its length; `Some((None, _))` for digits that can be read in two ways.
fn part(text: &str) -> Option<(Option<Part>, usize)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        let run = text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')).count();
        let digits = text[..run].trim_end_matches([',', '.']);
        return Some((digits_of(digits), digits.len()));
    }
    if let Some(part) = spelled(first) {
        return Some((Some(part), first.len_utf8()));
    }
    let near = text.strip_prefix(' ').unwrap_or(text);
    let words = [("k", 1_000_u128, 0), ("thousand", 1_000, 1), ("million", 1_000_000, 1)];
    words.into_iter().find_map(|(word, times, blank)| {
        let rest = near.strip_prefix(word).filter(|_| text.len() - near.len() <= blank)?;
        let whole = !rest.starts_with(super::terms::is_of_word);
        whole.then_some((Some(Part::Unit(times)), text.len() - rest.len()))
    })
}

fn spelled(c: char) -> Option<Part> {
    let digit = |d| Some(Part::Digit(d));
    match c {
        '零' | '〇' => Some(Part::Zero),
        '一' | '壹' => digit(1),
        '二' | '两' | '贰' => digit(2),
        '三' | '叁' => digit(3),
        '四' | '肆' => digit(4),
        '五' | '伍' => digit(5),
        '六' | '陆' => digit(6),
        '七' | '柒' => digit(7),
        '八' | '捌' => digit(8),
        '九' | '玖' => digit(9),
        '十' | '拾' => Some(Part::Unit(10)),
        '百' | '佰' => Some(Part::Unit(100)),
        '千' | '仟' => Some(Part::Unit(1_000)),
        '万' => Some(Part::Unit(10_000)),
        '亿' => Some(Part::Unit(100_000_000)),
        _ => None,
    }
}

/// Digits with commas between thousands and a point, in millionths; `None` when the commas stand elsewhere.
fn digits_of(text: &str) -> Option<Part> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let even = groups.all(|g| g.len() == 3);
    let sound = even && (!grouped || (1..=3).contains(&first.len())) && whole.len() <= 20;
    if !sound || fraction.len() > 6 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: u128 = whole.replace(',', "").parse().ok()?;
    let fraction: u128 = format!("{fraction:0<6}").parse().ok()?;
    // 3.000 is three thousand to some readers; with 万 after it there is only one reading, but nobody writes so.
    let two_ways = text.split_once('.').is_some_and(|(_, f)| f.len() == 3 && f.ends_with('0'));
    (!two_ways).then_some(Part::Digits(whole * FINE + fraction))
}

/// Adds up the parts; `None` when they don't make a number.
fn sum(parts: &[Part]) -> Option<u128> {
    // The millionths of all below the last 亿, of all below the last 万, and of what waits for a unit.
    let (mut total, mut section) = (0_u128, 0_u128);
    let mut waiting: Option<u128> = None;
    let mut last_unit: Option<u128> = None;
    let mut zero = false;
    for (i, part) in parts.iter().enumerate() {
        match part {
            Part::Zero => {
                if waiting.is_some() || i == 0 && parts.len() > 1 {
                    return None;
                }
                zero = true;
            }
            Part::Digits(fine) | Part::Digit(fine) => {
                let fine = if matches!(part, Part::Digit(_)) { fine * FINE } else { *fine };
                if waiting.replace(fine).is_some() {
                    return None;
                }
            }
            Part::Unit(unit) => {
                let large = *unit >= 10_000;
                if large {
                    let count = section.checked_add(waiting.take().unwrap_or(0))?;
                    if count == 0 {
                        return None;
                    }
                    total = total.checked_add(count.checked_mul(*unit)?)?;
                    section = 0;
                } else {
                    let count = waiting.take().or((*unit == 10).then_some(FINE))?;
                    section = section.checked_add(count.checked_mul(*unit)?)?;
                }
                (last_unit, zero) = (Some(*unit), false);
            }
        }
    }
    if let Some(rest) = waiting {
        // 三万五 is thirty-five thousand, 三万零五 thirty thousand and five.
        let spoken = matches!(parts.last(), Some(Part::Digit(_))) && !zero;
        let times = last_unit.filter(|u| spoken && *u > 10).map_or(1, |u| u / 10);
        section = section.checked_add(rest.checked_mul(times)?)?;
    }
    total.checked_add(section)
}
