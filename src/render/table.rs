//! Tables for people: wrapped to the width, never truncated; ASCII borders unless a terminal reads them.

use super::{Breaks, Cell, Screen, Sheet, Tint};
use crate::case::place::visible;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

/// The sheet; columns that are empty in every row are left out.
#[must_use]
pub fn table(sheet: &Sheet, screen: Screen) -> String {
    let shown: Vec<usize> = (0..sheet.columns.len())
        .filter(|i| sheet.columns[*i].from_width.is_some_and(|w| screen.width >= w))
        .filter(|i| sheet.rows.iter().any(|r| !r[*i].text.is_empty()))
        .collect();
    let mut table = Table::new();
    table.load_style(if screen.terminal { presets::UTF8_FULL_CONDENSED } else { presets::ASCII_FULL_CONDENSED });
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(screen.width).unwrap_or(u16::MAX));
    table.set_header(shown.iter().map(|i| sheet.columns[*i].heading.clone()).collect::<Vec<_>>());
    for row in &sheet.rows {
        table.add_row(shown.iter().map(|i| cell(&row[*i], screen)).collect::<Vec<_>>());
    }
    let least = least_widths(sheet, &shown, screen.width);
    for (place, least) in least.into_iter().enumerate() {
        if let Some(column) = table.column_mut(place) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
    }
    // Rows are padded to the border; without one the blanks would be noise.
    let lines: Vec<String> = table.lines().map(|l| l.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

/// The width that each column keeps, padding included. On a screen too narrow for whole words first moments may break,
/// then words.
fn least_widths(sheet: &Sheet, shown: &[usize], room: usize) -> Vec<u16> {
    let fits = |widths: &[usize]| widths.iter().sum::<usize>() + shown.len() < room;
    let tries = [Breaks::Nowhere, Breaks::AtBlanks, Breaks::Anywhere].map(|loosest| {
        shown.iter().map(|i| least_width(sheet, *i, sheet.columns[*i].breaks.max(loosest))).collect::<Vec<_>>()
    });
    let narrow = vec![3; shown.len()];
    let chosen = tries.into_iter().find(|widths| fits(widths)).unwrap_or(narrow);
    chosen.into_iter().map(|w| u16::try_from(w).unwrap_or(u16::MAX)).collect()
}

fn least_width(sheet: &Sheet, column: usize, breaks: Breaks) -> usize {
    const FLOWING: usize = 14;
    const NARROW: usize = 8;
    let own = sheet.columns[column].breaks;
    let heading = sheet.columns[column].heading.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let word = |cell: &Cell| {
        let pieces = cell.text.split(|c| c == '\n' || (c == ' ' && breaks == Breaks::AtBlanks));
        pieces.map(UnicodeWidthStr::width).max().unwrap_or(0)
    };
    let words = match (breaks, own) {
        (Breaks::Anywhere, Breaks::Anywhere) => FLOWING,
        (Breaks::Anywhere, _) => NARROW,
        _ => sheet.rows.iter().map(|r| word(&r[column])).max().unwrap_or(0),
    };
    if breaks == own || breaks != Breaks::Anywhere { words.max(heading) + 2 } else { words + 2 }
}

fn cell(cell: &Cell, screen: Screen) -> String {
    // The table takes the square of a line's length, so a very long one comes to it in pieces.
    const LONG: usize = 2000;
    let pieces = |line: String| if line.len() > LONG { wrap(&line, screen.width) } else { vec![line] };
    let text: Vec<String> = cell.text.split('\n').map(visible).flat_map(pieces).collect();
    let color = screen.color;
    if color && !cell.marks.is_empty() && text.len() == 1 {
        return marked(cell);
    }
    let text = text.join("\n");
    match cell.tint {
        Some(Tint::Red) if color => format!("\u{1b}[31m{text}\u{1b}[0m"),
        Some(Tint::Yellow) if color => format!("\u{1b}[33m{text}\u{1b}[0m"),
        _ => text,
    }
}

/// A text of one line with its marked stretches in bold red.
fn marked(cell: &Cell) -> String {
    let (mut out, mut at) = (String::new(), 0);
    let piece = |from: usize, to: usize| cell.text.get(from..to).map(visible).unwrap_or_default();
    for mark in cell.marks.iter().filter(|mark| !mark.is_empty()) {
        out.push_str(&piece(at, mark.start));
        out.push_str(&format!("\u{1b}[1;31m{}\u{1b}[0m", piece(mark.start, mark.end)));
        at = mark.end;
    }
    out + &piece(at, cell.text.len())
}

/// A text with blanks up to a width.
#[must_use]
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Labels and values in two aligned columns, the values wrapped.
#[must_use]
pub fn pairs(pairs: &[(String, String)], indent: usize, width: usize) -> String {
    let widest = pairs.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let mut out = String::new();
    for (label, value) in pairs {
        let gap = " ".repeat(widest - label.width() + 2);
        let first = format!("{}{label}{gap}", " ".repeat(indent));
        out.push_str(&wrapped(&first, value, width));
    }
    out
}

/// A text behind a mark, its further lines aligned under the first.
#[must_use]
pub fn wrapped(first: &str, text: &str, width: usize) -> String {
    let hang = first.width();
    let room = width.saturating_sub(hang).max(20);
    let mut out = String::new();
    let lines: Vec<String> = text.split('\n').flat_map(|line| wrap(&visible(line), room)).collect();
    for (i, line) in lines.iter().enumerate() {
        let lead = if i == 0 { first.to_owned() } else { " ".repeat(hang) };
        out.push_str(format!("{lead}{line}").trim_end());
        out.push('\n');
    }
    out
}

/// Breaks a line at blanks, and Chinese between any two characters but before a closing mark.
fn wrap(line: &str, room: usize) -> Vec<String> {
    const CLOSING: &str = "，。、；：？！）》”’】…%,.;:?!)]}";
    let mut lines = Vec::new();
    let mut here = String::new();
    let mut width = 0;
    let mut last_break: Option<usize> = None;
    for c in line.chars() {
        let w = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if c == ' ' && width >= room {
            lines.push(std::mem::take(&mut here).trim_end().to_owned());
            width = 0;
            last_break = None;
            continue;
        }
        if width + w > room && !here.is_empty() {
            let at = last_break.filter(|at| *at > 0).unwrap_or(here.len());
            let rest = here.split_off(at);
            lines.push(std::mem::take(&mut here).trim_end().to_owned());
            here = rest.trim_start().to_owned();
            width = here.width();
            last_break = None;
        }
        if w == 2 && !CLOSING.contains(c) && !here.is_empty() {
            last_break = Some(here.len());
        }
        here.push(c);
        width += w;
        if c == ' ' || (w == 2 && CLOSING.contains(c)) {
            last_break = Some(here.len());
        }
    }
    lines.push(here);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_wraps_between_characters_and_never_before_a_full_stop() {
        assert_eq!(wrap("持续反馈进展，哪怕没有。", 12), ["持续反馈进", "展，哪怕没", "有。"]);
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""]);
    }
}
