//! Texts as people, mail programs and mischief write them.

use proptest::prelude::*;
use proptest::sample::select;

/// Pieces that some reader of YAML, or some screen, takes for more than text.
const NASTY: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\\n",
    "\\x41",
    ":",
    ": ",
    " #",
    "#",
    "- ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "&a ",
    "*a",
    "!!str ",
    "!",
    "%YAML 1.2",
    "@",
    "`",
    "|",
    "|-",
    ">",
    "~",
    "null",
    "no",
    "yes",
    "on",
    "y",
    "true",
    "2026-11-22",
    "2026-11-22T09:00:00+08:00",
    "0x1F",
    "1e3",
    ".inf",
    ".nan",
    "007",
    "12:30",
    "<<",
    "<<: ",
    "---",
    "...",
    "--- |",
    "<<<<<<< ours\n",
    "=======",
    ">>>>>>> theirs",
    "log:",
    "\nlog:\n  - {id: a1, do: open}\n",
    "\"}\n  - {",
    "\"}",
    "${x}",
    "%s",
    "=cmd()",
    "</script>",
    " ",
    "   ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{0}",
    "\u{7}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{80}",
    "\u{85}",
    "\u{9f}",
    "\u{a0}",
    "\u{ad}",
    "\u{61c}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{202d}",
    "\u{202c}",
    "\u{202b}",
    "\u{202a}",
    "\u{2068}",
    "\u{2067}",
    "\u{2069}",
    "\u{3000}",
    "\u{e000}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{1fffe}",
    "\u{10ffff}",
    "👍🏽",
    "🇨🇳",
    "👨\u{200d}👩\u{200d}👧",
    "e\u{301}",
    "é",
    "酸奶里喝出苍蝇",
    "“引号”",
    "：",
    "，",
    "＃",
    "李女士",
];

fn piece() -> impl Strategy<Value = String> {
    let plain = proptest::collection::vec(select(&b"abc xyz.,019"[..]), 1..8);
    prop_oneof![
        3 => plain.prop_map(|bytes| bytes.into_iter().map(char::from).collect()),
        6 => select(NASTY).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// A text that says something in a few words; the format takes a blank one for a slip.
pub(super) fn remark() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 1..6)
        .prop_map(|pieces| pieces.concat())
        .prop_map(|t| if t.trim().is_empty() { format!("x{t}") } else { t })
}

/// A text that says something, at times a very long one.
pub(super) fn text() -> impl Strategy<Value = String> {
    let long = (remark(), 200..2000_usize).prop_map(|(t, n)| t.repeat(n.min(40_000 / t.len())));
    prop_oneof![
        20 => remark(),
        2 => remark().prop_map(|t| format!("  {t}  ")),
        2 => remark().prop_map(|t| format!("\n{t}\n")),
        1 => long,
    ]
}

/// An account of events: often paragraphs that a block scalar can hold, sometimes anything.
pub(super) fn account() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        3 => select(&["穿了一个月，鞋底开胶。", "- not a list", "# no comment", "key: value", "{not: a map", "\"quoted\"", "👍🏽 good"][..])
            .prop_map(str::to_owned),
        1 => Just(String::new()),
        1 => Just("  indented".to_owned()),
        1 => Just("...".to_owned()),
        1 => Just("ends in a blank ".to_owned()),
    ];
    let paragraphs = (proptest::collection::vec(line, 0..6), 0..3_usize)
        .prop_map(|(lines, ends)| format!("First line.\n{}{}", lines.join("\n"), "\n".repeat(ends)));
    prop_oneof![3 => paragraphs, 2 => text()]
}

fn made_of(first: &'static [u8], rest: &'static [u8], longest: usize) -> impl Strategy<Value = String> {
    (select(first), proptest::collection::vec(select(rest), 0..longest))
        .prop_map(|(f, r)| std::iter::once(f).chain(r).map(char::from).collect())
}

/// A name of a person, step, check, field or category.
pub(super) fn name() -> impl Strategy<Value = String> {
    const REST: &[u8] = b"abeflnostuxy019._-";
    const EDGE: &[&str] =
        &["wang", "soothe", "none", "nul", "nan.", "e1", "inf1", "y-", "on.", "true_", "x---", "no.no", "null-"];
    prop_oneof![
        2 => select(EDGE).prop_map(str::to_owned),
        4 => made_of(b"abefnoty", REST, 8),
        1 => made_of(b"abefnoty", REST, 60),
    ]
    .prop_filter("a reserved word", |n| amends::case::id::is_name(n))
}

/// A token, plain in the file.
pub(super) fn token() -> impl Strategy<Value = String> {
    const EDGE: &[&str] = &[
        "photo",
        "A",
        "Null-x",
        "http://x/y",
        "a:b",
        "a::b",
        "x/-",
        "A+B@c.d",
        "e.g.",
        "TRUE.",
        "Infinity",
        "NaN1",
        "END",
    ];
    prop_oneof![
        1 => select(EDGE).prop_map(str::to_owned),
        2 => made_of(b"AZaz", b"abyzAZ09._:+@/-", 20),
    ]
    .prop_filter("no token", |t| amends::case::id::is_token(t))
}

/// An amount of money.
pub(super) fn money() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..1_000_000_u32, 0..100_u32).prop_map(|(whole, cents)| format!("{whole}.{cents:02}")),
        select(&["0", "007", "480.00", "999999999999.99"][..]).prop_map(str::to_owned),
    ]
}

/// A duration.
pub(super) fn duration() -> impl Strategy<Value = String> {
    (1..99_999_u32, select(&["m", "h", "d", "w", "bh", "bd"][..])).prop_map(|(n, unit)| format!("{n}{unit}"))
}
