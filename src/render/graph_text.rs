//! A graph in text: a box for each step, its ways below it. ASCII unless a terminal reads it, as with tables.

use super::Screen;
use super::graph::{Graph, Way};
use super::table::{padded, wrapped};
use unicode_width::UnicodeWidthStr;

/// The strokes.
struct Pen {
    corners: [&'static str; 4],
    across: &'static str,
    down: &'static str,
    way: &'static str,
    last: &'static str,
    back: &'static str,
    last_back: &'static str,
    head: &'static str,
}

const ASCII: Pen = Pen {
    corners: ["+", "+", "+", "+"],
    across: "-",
    down: "|",
    way: "+-> ",
    last: "+-> ",
    back: "+<- ",
    last_back: "+<- ",
    head: "v",
};

const LINES: Pen = Pen {
    corners: ["┌", "┐", "└", "┘"],
    across: "─",
    down: "│",
    way: "├─▶ ",
    last: "└─▶ ",
    back: "├─◀ ",
    last_back: "└─◀ ",
    head: "▼",
};

/// Wider is no easier to read.
const WIDEST: usize = 80;

/// The graph as lines of text.
#[must_use]
pub fn graph_text(graph: &Graph, screen: Screen) -> String {
    let pen = if screen.terminal { &LINES } else { &ASCII };
    let width = screen.width.min(WIDEST);
    let mut out = wrapped("", &format!("{}  ({})", graph.title, graph.id), width);
    graph.about.iter().for_each(|line| out.push_str(&wrapped("  ", line, width)));
    out.push('\n');
    let boxes: Vec<Vec<String>> = (0..graph.steps.len()).map(|i| inside(graph, i, width - 4)).collect();
    let widest = boxes.iter().flatten().map(|line| line.width()).max().unwrap_or(0);
    for (i, lines) in boxes.iter().enumerate() {
        let rule = pen.across.repeat(widest + 2);
        let [left, right, low_left, low_right] = pen.corners;
        out.push_str(&format!("{left}{rule}{right}\n"));
        for line in lines {
            out.push_str(&format!("{} {} {}\n", pen.down, padded(line, widest), pen.down));
        }
        out.push_str(&format!("{low_left}{rule}{low_right}\n"));
        out.push_str(&ways(graph, i, pen, width));
    }
    out.push_str(&format!("  ( {} )\n", graph.end));
    out
}

/// The lines of a step's box.
fn inside(graph: &Graph, index: usize, room: usize) -> Vec<String> {
    let step = &graph.steps[index];
    let number = format!("{}. ", index + 1);
    let mut text = wrapped(&number, &format!("{}  ({})", step.name, step.id), room);
    if !step.note.is_empty() {
        text.push_str(&wrapped(&" ".repeat(number.width()), &step.note, room));
    }
    text.lines().map(ToOwned::to_owned).collect()
}

/// The ways of a step: those that branch off, then the one straight down.
fn ways(graph: &Graph, index: usize, pen: &Pen, width: usize) -> String {
    const INDENT: &str = "    ";
    let straight = graph.straight(index);
    let all = graph.ways.iter().enumerate().filter(|(_, w)| w.from == index);
    let off: Vec<&Way> = all.filter(|(n, _)| Some(*n) != straight).map(|(_, w)| w).collect();
    let mut out = String::new();
    for (n, way) in off.iter().enumerate() {
        let last = n + 1 == off.len() && straight.is_none();
        let mark = match (way.is_back(), last) {
            (false, false) => pen.way,
            (false, true) => pen.last,
            (true, false) => pen.back,
            (true, true) => pen.last_back,
        };
        let name = graph.name(way.to);
        let name = if way.is_back() { format!("{} {name}", graph.back_to) } else { name };
        let text = if way.label.is_empty() { name } else { format!("{name}  [{}]", way.label) };
        let lines = wrapped("", &text, width - INDENT.len() - 4);
        for (l, line) in lines.lines().enumerate() {
            let lead = match (l, last) {
                (0, _) => mark.to_owned(),
                (_, true) => "    ".to_owned(),
                (_, false) => format!("{}   ", pen.down),
            };
            out.push_str(&format!("{INDENT}{lead}{line}\n"));
        }
    }
    if let Some(straight) = straight {
        let label = &graph.ways[straight].label;
        let label = if label.is_empty() { String::new() } else { format!("  [{label}]") };
        out.push_str(&wrapped(&format!("{INDENT}{}", pen.down), &label, width));
        out.push_str(&format!("{INDENT}{}\n", pen.head));
    } else {
        out.push('\n');
    }
    out
}
