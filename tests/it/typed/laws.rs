//! Whatever is typed, nothing panics; and what is taken is echoed in a form that means the same moment.

use crate::laws::tries;
use amends::case::stamp::write_stamp;
use amends::case::{Stamp, When};
use amends::clock::Zone;
use amends::clock::when::parse_when;
use amends::text::dates;
use chrono::TimeZone;
use proptest::prelude::*;
use proptest::sample::select;
use std::cell::Cell;

const PIECES: &[&str] = &[
    "now",
    "yesterday",
    "today",
    "tonight",
    "tomorrow",
    "day before yesterday",
    "noon",
    "midnight",
    "at",
    "in",
    "ago",
    "am",
    "pm",
    "friday",
    "next",
    "nov",
    "20",
    "2026",
    "2026-11-20",
    "2026/3/29",
    "01/02/2026",
    "2026-10-25",
    "t",
    "z",
    "+08:00",
    "-05:00",
    "14:00",
    "1:30",
    "2:30",
    "23:59:60",
    "00:00",
    "9",
    "12",
    "3",
    "99999",
    "h",
    "d",
    "w",
    "min",
    "days",
    "昨天",
    "前天",
    "大后天",
    "今早",
    "今晚",
    "昨晚",
    "凌晨",
    "上午",
    "中午",
    "下午",
    "晚上",
    "点",
    "时",
    "分",
    "秒",
    "半",
    "一刻",
    "整",
    "十",
    "两",
    "三",
    "十二",
    "小时",
    "天",
    "个星期",
    "分钟",
    "前",
    "后",
    "以前",
    "之后",
    "2026年",
    "11月",
    "20日",
    "年",
    "月",
    "日",
    "周五",
    "１４",
    "：",
    "０",
    "　",
    " ",
    " ",
    " ",
    ":",
    "-",
    "/",
    ".",
    ",",
    "é",
    "👍",
    "\u{0}",
    "İ",
];

/// Words of times in some order, with or without blanks between them.
fn typed() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec(select(PIECES), 0..6);
    prop_oneof![
        4 => words.clone().prop_map(|words| words.concat()),
        4 => words.prop_map(|words| words.join(" ")),
        // Words in an order that makes sense.
        6 => (
            select(&["昨天", "今晚", "明早", "today ", "tomorrow ", "2026-10-25 ", "2026/03/29 ", "2026年11月1日", "8 march 2026 "][..]),
            select(&["", "凌晨", "上午", "中午", "下午", "晚上"][..]),
            0..30_u32,
            select(&["点", "点半", ":00", ":30", ":59:59", "点三刻", "am", "pm", ":15am", ":00 +08:00", ":30z"][..]),
        ).prop_map(|(day, part, hour, rest)| format!("{day}{part}{hour}{rest}")),
        2 => (0..40_000_u32, select(&["m ago", " days ago", "小时前", "天后", "w ago"][..])).prop_map(|(n, unit)| format!("{n}{unit}")),
        1 => any::<String>(),
    ]
}

fn place() -> impl Strategy<Value = (Zone, Stamp)> {
    use chrono_tz::{America::New_York, Asia::Shanghai, Australia::Lord_Howe, Europe::London, Pacific::Apia};
    let moments = select(&[1_795_330_800_i64, 1_774_746_000, 1_793_511_000, 1_772_953_200, 0, 253_370_764_800][..]);
    (select(&[Shanghai, London, New_York, Lord_Howe, Apia][..]), moments, 0..200_000_i64).prop_map(
        |(zone, moment, more)| {
            let now = chrono::Utc.timestamp_opt(moment + more, 0).single().expect("a moment");
            (Zone(zone), Zone(zone).local(now.fixed_offset()))
        },
    )
}

#[test]
fn what_is_taken_is_echoed_and_reads_back_to_the_same_moment() {
    let taken = Cell::new(0_u32);
    proptest!(tries(3000), |(text in typed(), (zone, now) in place())| {
        let Ok(when) = parse_when(&text, now, zone) else { return Ok(()) };
        taken.set(taken.get() + 1);
        let echo = dates::when(when, zone);
        prop_assert_eq!(parse_when(&echo, now, zone), Ok(when), "{:?} is echoed as {}", text, echo);
        if let When::At(stamp) = when {
            prop_assert_eq!(parse_when(&write_stamp(stamp), now, zone), Ok(when), "{:?}", text);
            prop_assert_eq!(*zone.local(stamp).offset(), *stamp.offset(), "{:?} is a moment of another zone", text);
        }
        // Blanks around it, wide digits and capitals change nothing.
        let wide: String = text.chars().map(|c| match c {
            '0'..='9' | ':' => char::from_u32(u32::from(c) + 0xfee0).expect("a wide character"),
            c => c,
        }).collect();
        prop_assert_eq!(parse_when(&format!("  {wide} "), now, zone), Ok(when), "{:?}", wide);
        prop_assert_eq!(parse_when(&text.to_ascii_uppercase(), now, zone), Ok(when), "{:?}", text);
    });
    // A law about texts that are all refused would hold too.
    assert!(taken.get() > 300, "only {} texts were taken", taken.get());
}
