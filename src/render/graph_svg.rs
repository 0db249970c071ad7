//! A graph as a picture: one SVG file that needs nothing else, for light and dark pages.

use super::graph::{Graph, Way};
use super::table::wrapped;
use crate::case::place::visible;
use std::fmt::Write as _;

const MARGIN: usize = 24;
const BOX: usize = 320;
/// What a label beside a box may take.
const LABEL: usize = 190;
/// The width of the end.
const END: usize = 120;
const LANE: usize = 16;
const LINE: usize = 16;
/// The free space between two boxes, in which the straight way runs.
const GAP: usize = 40;

/// A side of the column of boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A way beside the boxes, with its heights.
struct Beside<'g> {
    way: &'g Way,
    side: Side,
    label: Vec<String>,
    leaves: usize,
    arrives: usize,
    lane: usize,
    ends: bool,
}

/// A box with its height.
struct Place {
    top: usize,
    height: usize,
}

/// The graph as an SVG document.
#[must_use]
pub fn graph_svg(graph: &Graph) -> String {
    let mut beside = ways_beside(graph);
    let names: Vec<Vec<String>> = graph.steps.iter().map(|s| lines(&s.name, 15, BOX - 62)).collect();
    let notes: Vec<Vec<String>> = graph.steps.iter().map(|s| lines(&s.note, 12, BOX - 62)).collect();
    let about: Vec<String> = graph.about.iter().flat_map(|line| lines(line, 12, BOX)).collect();
    let title = lines(&graph.title, 18, BOX);
    let head = MARGIN + title.len() * 24 + LINE + about.len() * LINE + 14;
    let mut places = Vec::new();
    let mut top = head;
    for i in 0..=graph.steps.len() {
        let text = match names.get(i).zip(notes.get(i)) {
            Some((name, note)) => name.len() * 20 + LINE + note.len() * LINE + 18,
            None => 36,
        };
        let right = slots(&mut beside, i, Side::Right, top);
        let left = slots(&mut beside, i, Side::Left, top);
        let height = text.max(right).max(left);
        places.push(Place { top, height });
        top += height + GAP;
    }
    let (left, right) = (lanes(&mut beside, Side::Left), lanes(&mut beside, Side::Right));
    let room = |lanes: usize| if lanes == 0 { 0 } else { LABEL + 20 + lanes * LANE };
    let x = MARGIN + room(left);
    let width = x + BOX + room(right) + MARGIN;
    let height = top - GAP + MARGIN;
    let mut out = String::new();
    let (name, story) = (escaped(&format!("{} ({})", graph.title, graph.id)), escaped(&story(graph)));
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"name story\">\n<title id=\"name\">{name}</title>\n<desc id=\"story\">{story}</desc>\n\
         {STYLE}<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n"
    );
    let mut y = MARGIN + 16;
    for line in &title {
        text(&mut out, "title", x, y, line);
        y += 24;
    }
    text(&mut out, "id", x, y - 4, &graph.id);
    for line in &about {
        y += LINE;
        text(&mut out, "note", x, y - 4, line);
    }
    beside.iter().for_each(|way| line_beside(&mut out, way, x));
    for i in 0..graph.steps.len() {
        straight(&mut out, graph, i, x, &places);
    }
    for (i, (step, place)) in graph.steps.iter().zip(&places).enumerate() {
        let Place { top, height } = place;
        let _ =
            writeln!(out, "<rect class=\"box\" x=\"{x}\" y=\"{top}\" width=\"{BOX}\" height=\"{height}\" rx=\"8\"/>");
        let own = names[i].len() * 20 + LINE + notes[i].len() * LINE;
        let mut y = top + (height - own) / 2 + 15;
        text(&mut out, "number", x + 16, y, &format!("{}", i + 1));
        for line in &names[i] {
            text(&mut out, "name", x + 46, y, line);
            y += 20;
        }
        text(&mut out, "id", x + 46, y - 3, &step.id);
        for line in &notes[i] {
            y += LINE;
            text(&mut out, "note", x + 46, y - 2, line);
        }
    }
    if let Some(Place { top, height }) = places.last() {
        let _ = writeln!(
            out,
            "<rect class=\"end\" x=\"{}\" y=\"{top}\" width=\"{END}\" height=\"{height}\" rx=\"18\"/>\n\
             <text class=\"name\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            x + BOX / 2 - END / 2,
            x + BOX / 2,
            top + height / 2 + 5,
            escaped(&graph.end)
        );
    }
    out.push_str("</svg>\n");
    out
}

const STYLE: &str = "<style>
text { font-family: system-ui, -apple-system, \"Segoe UI\", \"PingFang SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", \"Noto Sans SC\", sans-serif; fill: #1f2328; }
.page { fill: #ffffff; }
.box { fill: #f6f8fa; stroke: #8c959f; }
.end { fill: #ddf4e4; stroke: #4c9a66; }
.title { font-size: 18px; font-weight: 600; }
.number { font-size: 15px; font-weight: 600; fill: #57606a; }
.name { font-size: 15px; font-weight: 600; }
.id { font-size: 12px; fill: #57606a; font-family: ui-monospace, \"SF Mono\", Consolas, \"DejaVu Sans Mono\", monospace; }
.note { font-size: 12px; fill: #57606a; }
.label { font-size: 12px; }
.way { fill: none; stroke: #57606a; stroke-width: 1.5; }
.head { fill: #57606a; }
.back { fill: none; stroke: #bc4c00; stroke-width: 1.5; stroke-dasharray: 5 3; }
.back-head { fill: #bc4c00; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.page { fill: #0d1117; }
.box { fill: #161b22; stroke: #6e7681; }
.end { fill: #12331f; stroke: #3fb950; }
.number, .id, .note { fill: #9198a1; }
.way { stroke: #9198a1; }
.head { fill: #9198a1; }
.back { stroke: #f0883e; }
.back-head { fill: #f0883e; }
}
</style>
";

/// Every way but those straight down: forward ones on the right, ways back on the left.
fn ways_beside(graph: &Graph) -> Vec<Beside<'_>> {
    let straight: Vec<Option<usize>> = (0..graph.steps.len()).map(|i| graph.straight(i)).collect();
    let off = graph.ways.iter().enumerate().filter(|(n, way)| straight[way.from] != Some(*n));
    off.map(|(_, way)| Beside {
        way,
        side: if way.is_back() { Side::Left } else { Side::Right },
        label: lines(&way.label, 12, LABEL),
        leaves: 0,
        arrives: 0,
        lane: 0,
        ends: way.to == graph.steps.len(),
    })
    .collect()
}

/// Gives each way at a side of a box its height, those that arrive above those that leave; the height they take.
fn slots(beside: &mut [Beside<'_>], index: usize, side: Side, top: usize) -> usize {
    let mut y = top + 4;
    for way in beside.iter_mut().filter(|b| b.side == side && b.way.to == index) {
        y += 18;
        way.arrives = y - 4;
    }
    for way in beside.iter_mut().filter(|b| b.side == side && b.way.from == index) {
        y += way.label.len() * 15 + 14;
        way.leaves = y - 4;
    }
    y + 8 - top
}

/// Gives each way of a side the nearest lane that is free over its height; how many lanes that takes.
fn lanes(beside: &mut [Beside<'_>], side: Side) -> usize {
    let span = |b: &Beside<'_>| (b.leaves.min(b.arrives), b.leaves.max(b.arrives));
    let mut order: Vec<usize> = (0..beside.len()).filter(|i| beside[*i].side == side).collect();
    order.sort_by_key(|i| {
        let (from, to) = span(&beside[*i]);
        (to - from, from)
    });
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    for i in order {
        let (from, to) = span(&beside[i]);
        let free = |lane: &Vec<(usize, usize)>| lane.iter().all(|(a, b)| to + 6 < *a || *b + 6 < from);
        let lane = taken.iter().position(free).unwrap_or(taken.len());
        if lane == taken.len() {
            taken.push(Vec::new());
        }
        taken[lane].push((from, to));
        beside[i].lane = lane;
    }
    taken.len()
}

/// A way beside the boxes, with its label over where it leaves.
fn line_beside(out: &mut String, beside: &Beside<'_>, x: usize) {
    let Beside { leaves, arrives, lane, .. } = beside;
    let far = LABEL + 20 + lane * LANE;
    let (edge, lane, tip, line, class, head) = match beside.side {
        // The end is narrower than a step.
        Side::Right if beside.ends => {
            (x + BOX, x + BOX + far, x + BOX / 2 + END / 2, x + BOX / 2 + END / 2 + 7, "way", "head")
        }
        Side::Right => (x + BOX, x + BOX + far, x + BOX, x + BOX + 7, "way", "head"),
        Side::Left => (x, x - far, x, x - 7, "back", "back-head"),
    };
    let into = if beside.side == Side::Right { "8" } else { "-8" };
    let _ = writeln!(
        out,
        "<path class=\"{class}\" d=\"M{edge} {leaves}H{lane}V{arrives}H{line}\"/>\n\
         <path class=\"{head}\" d=\"M{tip} {arrives}l{into} -4.5v9z\"/>"
    );
    let count = beside.label.len();
    for (n, line) in beside.label.iter().enumerate() {
        let y = leaves - 6 - (count - 1 - n) * 15;
        let (at, anchor) = match beside.side {
            Side::Right => (edge + 8, "start"),
            Side::Left => (edge - 8, "end"),
        };
        let _ = writeln!(
            out,
            "<text class=\"label\" x=\"{at}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
            escaped(line)
        );
    }
}

/// The way straight down from a step, with its label beside it.
fn straight(out: &mut String, graph: &Graph, index: usize, x: usize, places: &[Place]) {
    let Some(way) = graph.straight(index) else { return };
    let (middle, from, to) = (x + BOX / 2, places[index].top + places[index].height, places[index + 1].top);
    let _ = writeln!(
        out,
        "<path class=\"way\" d=\"M{middle} {from}V{}\"/>\n<path class=\"head\" d=\"M{middle} {to}l-4.5 -8h9z\"/>",
        to - 6
    );
    let label = &graph.ways[way].label;
    if !label.is_empty() {
        text(out, "label", middle + 12, (from + to) / 2 + 4, label);
    }
}

fn text(out: &mut String, class: &str, x: usize, y: usize, words: &str) {
    let _ = writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(words));
}

/// A text in lines that fit a width, reckoned generously: no font is at hand to measure it.
fn lines(text: &str, size: usize, room: usize) -> Vec<String> {
    let columns = room * 100 / (size * 57);
    wrapped("", text, columns).lines().filter(|l| !l.is_empty()).map(ToOwned::to_owned).collect()
}

/// What the picture shows, for those who can't see it.
fn story(graph: &Graph) -> String {
    let way = |w: &Way| {
        let label = if w.label.is_empty() { String::new() } else { format!(" [{}]", w.label) };
        format!("{} -> {}{label}", graph.name(w.from), graph.name(w.to))
    };
    graph.ways.iter().map(way).collect::<Vec<_>>().join("; ")
}

/// A text as XML has it; what it can't hold at all is shown as a replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
