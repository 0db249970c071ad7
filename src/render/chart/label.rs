//! Lettering: how wide it is, and what of it fits.

use super::SIZE;
use crate::case::place::visible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a column of a terminal comes to in a proportional font of that size, at its widest.
const COLUMN: f64 = SIZE * 0.64;

/// How wide a text is, in pixels.
#[must_use]
pub fn width(text: &str) -> f64 {
    f64::from(u32::try_from(text.width()).unwrap_or(u32::MAX)) * COLUMN
}

/// A text that fits into so many pixels, its end cut off if it must be.
#[must_use]
pub fn shortened(text: &str, room: f64) -> String {
    let text = visible(text);
    if width(&text) <= room {
        return text;
    }
    let mut out = String::new();
    let mut left = room - COLUMN * 1.5;
    for c in text.chars() {
        left -= COLUMN * c.width().map_or(0.0, |w| if w == 2 { 2.0 } else { 1.0 });
        if left < 0.0 {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}

/// A text in at most so many lines of so many pixels, the last one cut off if it must be.
#[must_use]
pub fn in_lines(text: &str, room: f64, most: usize) -> Vec<String> {
    let text = visible(text);
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while lines.len() + 1 < most && width(rest) > room {
        let at = break_of(rest, room);
        let (line, after) = rest.split_at(at);
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    lines.push(shortened(rest, room));
    lines
}

/// Where a line that is too long breaks: at a blank or beside a wide character, else where it must.
fn break_of(text: &str, room: f64) -> usize {
    const CLOSING: &str = "，。、；：？！）》”’】…%,.;:?!)]}";
    let (mut used, mut good, mut last_wide) = (0.0, 0, false);
    for (at, c) in text.char_indices() {
        let columns = c.width().unwrap_or(0);
        let wide = columns == 2;
        if at > 0 && (c == ' ' || ((wide || last_wide) && !CLOSING.contains(c))) {
            good = at;
        }
        used += if wide { COLUMN * 2.0 } else { COLUMN };
        if used > room {
            return if good > 0 { good } else { at.max(c.len_utf8()) };
        }
        last_wide = wide;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shortened_fits() {
        let chinese = "产品质量与售后服务以及配送延误".repeat(4);
        assert_eq!(chinese.chars().count(), 60);
        for text in [chinese.as_str(), "a label of more than sixty characters that nobody would ever want to read here"]
        {
            for room in [60.0, 120.0, 300.0] {
                assert!(width(&shortened(text, room)) <= room, "{room}");
                let lines = in_lines(text, room, 2);
                assert!(lines.len() <= 2 && lines.iter().all(|l| width(l) <= room), "{lines:?}");
            }
        }
        assert_eq!(shortened("短", 40.0), "短");
    }

    #[test]
    fn lines_break_at_blanks_and_never_before_a_full_stop() {
        assert_eq!(in_lines("one two three", width("one two") + 1.0, 3), ["one two", "three"]);
        assert_eq!(in_lines("持续反馈。完", 60.0, 3), ["持续反", "馈。完"]);
        assert_eq!(in_lines("unbreakable-word", 40.0, 9)[0], "unbre");
        assert_eq!(in_lines("", 40.0, 2), [""]);
    }
}
