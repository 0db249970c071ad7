//! Times of day as people say them: `14:00`, `9am`, `下午3点半`.

use super::when::Unclear;
use chrono::{NaiveTime, Timelike};

/// The halves and quarters of the day that Chinese puts before an hour, each with the hours it is said of.
const PARTS: [(&str, std::ops::RangeInclusive<u32>); 9] = [
    ("凌晨", 0..=6),
    ("清晨", 4..=8),
    ("早上", 4..=11),
    ("早晨", 4..=11),
    ("上午", 1..=11),
    ("中午", 11..=14),
    ("下午", 13..=23),
    ("傍晚", 16..=20),
    ("晚上", 17..=23),
];

/// An hour with its minute and second, as far as a text says them.
struct Said {
    hour: u32,
    minute: u32,
    second: u32,
    how: How,
}

/// How an hour was said.
#[derive(PartialEq, Eq)]
enum How {
    /// `9`
    Number,
    /// `9:00`
    Colon,
    /// `9点`
    Word,
}

/// Reads a time of day. A bare number is refused, and so is what people use for two hours.
pub(super) fn time_of_day(text: &str) -> Result<NaiveTime, Unclear> {
    let text = text.trim();
    match text {
        "noon" | "正午" => return NaiveTime::from_hms_opt(12, 0, 0).ok_or(Unclear::Form),
        // That a day ends with, or begins with?
        "midnight" | "午夜" | "半夜" => return Err(Unclear::Twelve),
        _ => {}
    }
    if let Some(evening) = text.strip_prefix("tonight") {
        let time = time_of_day(evening)?;
        return if time.hour() >= 17 { Ok(time) } else { Err(Unclear::Half) };
    }
    let am = ["am", "a.m."].into_iter().find_map(|word| text.strip_suffix(word)).map(|body| (body, 0));
    let pm = || ["pm", "p.m."].into_iter().find_map(|word| text.strip_suffix(word)).map(|body| (body, 12));
    if let Some((body, shift)) = am.or_else(pm) {
        let said = Said::read(body.trim()).filter(|s| s.how != How::Word && (1..=12).contains(&s.hour));
        let said = said.ok_or(Unclear::Form)?;
        if said.hour == 12 && said.minute == 0 && said.second == 0 {
            return Err(Unclear::Twelve);
        }
        return said.at(said.hour % 12 + shift);
    }
    if let Some((part, hours)) = PARTS.into_iter().find(|(part, _)| text.starts_with(part)) {
        let said = Said::read(text[part.len()..].trim()).ok_or(Unclear::Form)?;
        let later = (1..12).contains(&said.hour).then_some(said.hour + 12);
        let unfit = if said.hour == 12 { Unclear::Twelve } else { Unclear::Half };
        let hour = [Some(said.hour), later].into_iter().flatten().find(|hour| hours.contains(hour)).ok_or(unfit)?;
        return said.at(hour);
    }
    let said = Said::read(text).ok_or(Unclear::Form)?;
    match (&said.how, said.hour) {
        (How::Number, _) => Err(Unclear::Form),
        (How::Word, 12) => Err(Unclear::Twelve),
        // `3点` is said at three in the night and in the afternoon; `3:00` is written for the night alone.
        (How::Word, 1..12) => Err(Unclear::Half),
        _ => said.at(said.hour),
    }
}

impl Said {
    fn read(text: &str) -> Option<Self> {
        if let Some(at) = text.find(['点', '时']) {
            let mark = text[at..].chars().next()?;
            let hour = small(&text[..at])?;
            let (minute, second) = minutes(&text[at + mark.len_utf8()..])?;
            return Some(Self { hour, minute, second, how: How::Word });
        }
        let mut parts = text.split(':');
        let hour = number(parts.next()?)?;
        let Some(minute) = parts.next() else { return Some(Self { hour, minute: 0, second: 0, how: How::Number }) };
        let minute = number(minute).filter(|_| minute.len() == 2)?;
        let second = match parts.next() {
            Some(second) => number(second).filter(|_| second.len() == 2)?,
            None => 0,
        };
        parts.next().is_none().then_some(Self { hour, minute, second, how: How::Colon })
    }

    /// The time with another hour.
    fn at(&self, hour: u32) -> Result<NaiveTime, Unclear> {
        if self.second == 60 && self.minute < 60 && hour < 24 {
            return Err(Unclear::Leap);
        }
        NaiveTime::from_hms_opt(hour, self.minute, self.second).ok_or(Unclear::Form)
    }
}

/// What follows `3点`: the minute and the second.
fn minutes(text: &str) -> Option<(u32, u32)> {
    match text {
        "" | "整" | "钟" => return Some((0, 0)),
        "半" => return Some((30, 0)),
        "一刻" => return Some((15, 0)),
        "三刻" => return Some((45, 0)),
        _ => {}
    }
    let Some((minute, second)) = text.split_once('分') else {
        // `3点5` is no way to write five past three.
        return small(text).filter(|_| text.chars().count() >= 2).map(|minute| (minute, 0));
    };
    let second = match second {
        "" => 0,
        _ => small(second.strip_suffix('秒')?)?,
    };
    Some((small(minute)?, second))
}

fn number(text: &str) -> Option<u32> {
    let ok = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    ok.then(|| text.parse().ok()).flatten()
}

/// A number below 100 in digits of either kind.
fn small(text: &str) -> Option<u32> {
    number(text).or_else(|| {
        chinese_number(text.strip_prefix('零').filter(|t| !t.is_empty()).unwrap_or(text))
            .filter(|(_, rest)| rest.is_empty())
            .map(|(n, _)| n)
    })
}

/// The number below 100 that a text begins with in Chinese, and what follows.
pub(super) fn chinese_number(text: &str) -> Option<(u32, &str)> {
    let digit = |text: &str| {
        let c = text.chars().next()?;
        let n = "零一二三四五六七八九".chars().position(|d| d == c).or(match c {
            '〇' => Some(0),
            '两' => Some(2),
            _ => None,
        })?;
        Some((u32::try_from(n).ok()?, c.len_utf8()))
    };
    let (tens, rest) = match digit(text) {
        Some((n, len)) => match text[len..].strip_prefix('十') {
            Some(rest) if n > 0 => (n, rest),
            _ => return Some((n, &text[len..])),
        },
        None => (1, text.strip_prefix('十')?),
    };
    match digit(rest) {
        Some((n, len)) if n > 0 => Some((tens * 10 + n, &rest[len..])),
        _ => Some((tens * 10, rest)),
    }
}
