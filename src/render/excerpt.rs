//! The surroundings of a mark in a long line.

use crate::case::place::visible;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// A line cut to so many columns around its first mark, `…` where it is cut, and the marks in what is left of it.
/// Nothing in it can move the cursor.
#[must_use]
pub fn excerpt(line: &str, marks: &[Range<usize>], width: usize) -> (String, Vec<Range<usize>>) {
    let columns = |text: &str| text.chars().map(columns_of).sum::<usize>();
    let (mut from, mut to) = (0, line.len());
    if columns(line) > width {
        // Room for both `…`.
        let room = width.saturating_sub(2).max(2);
        let first = marks.first().cloned().unwrap_or(0..0);
        let most = room.saturating_sub(columns(&line[first.clone()])).min(room / 3);
        from = first.start;
        let mut used = 0;
        for (at, c) in line[..first.start].char_indices().rev() {
            if used + columns_of(c) > most {
                break;
            }
            used += columns_of(c);
            from = at;
        }
        to = from;
        used = 0;
        for (at, c) in line[from..].char_indices() {
            if used + columns_of(c) > room {
                break;
            }
            used += columns_of(c);
            to = from + at + c.len_utf8();
        }
    }
    let mut text = String::from(if from > 0 { "…" } else { "" });
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    for mark in marks {
        let (start, end) = (mark.start.clamp(at, to), mark.end.clamp(at, to));
        text.push_str(&visible(&line[at..start]));
        let begins = text.len();
        text.push_str(&visible(&line[start..end]));
        if text.len() > begins {
            kept.push(begins..text.len());
        }
        at = end;
    }
    text.push_str(&visible(&line[at..to]));
    if to < line.len() {
        text.push('…');
    }
    (text, kept)
}

/// How many columns a character takes once it is visible.
fn columns_of(c: char) -> usize {
    if c.is_control() { 1 } else { c.width().unwrap_or(0) }
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one place found is a list of one range")]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn a_long_line_is_cut_around_its_mark_and_never_within_a_character() {
        let line = "甲".repeat(50) + "退款" + &"乙".repeat(50);
        for width in 20..60 {
            let at = line.find("退款").unwrap();
            let (text, marks) = excerpt(&line, &[at..at + 6], width);
            assert!((width - 3..=width).contains(&text.width()), "{width}: {text}");
            assert!(text.starts_with("…甲") && text.ends_with("乙…"), "{text}");
            assert_eq!(marks.len(), 1);
            assert_eq!(&text[marks[0].clone()], "退款");
        }
    }

    #[test]
    fn a_short_line_stays_whole_and_a_mark_goes_with_what_is_cut() {
        assert_eq!(excerpt("ab cd", &[0..2, 3..5], 20), ("ab cd".to_owned(), vec![0..2, 3..5]));
        assert_eq!(excerpt("a\u{1b}b", &[1..2], 20), ("a\u{fffd}b".to_owned(), vec![1..4]));
        let (text, marks) = excerpt(&("x".repeat(30) + "y"), &[0..1, 30..31], 10);
        assert_eq!((text.as_str(), marks), ("xxxxxxxx…", vec![0..1]));
        let (text, _) = excerpt(&"x".repeat(30), &[0..30], 10);
        assert_eq!(text, "xxxxxxxx…");
    }
}
