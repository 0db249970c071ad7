//! The SVG itself: elements with escaped texts and short numbers.

use super::{About, LINE, Place, label};
use crate::case::place::visible;
use std::fmt::Write as _;

/// A picture that is being drawn.
pub(super) struct Canvas {
    out: String,
}

/// Where a text stands by its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What one of several series looks like; not by its colour alone: the second is hollow.
pub(super) const SERIES: [&str; 3] = ["s1", "s2", "s3"];

impl Canvas {
    pub(super) fn new(about: &About, place: Place, height: f64) -> Self {
        let Place { name, width } = place;
        let (id, width, height) = (format!("{}-{name}", about.id), n(width), n(height));
        let (title, story) = (escaped(&about.title), escaped(&about.story));
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg class=\"chart {name}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
             aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{story}</desc>"
        );
        Self { out }
    }

    pub(super) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, y1, x2, y2) = (n(x1), n(y1), n(x2), n(y2));
        let _ = write!(self.out, "<path class=\"{class}\" d=\"M{x1} {y1}L{x2} {y2}\"/>");
    }

    /// A line through points.
    pub(super) fn way(&mut self, class: &str, points: &[(f64, f64)]) {
        let mut d = String::new();
        for (i, (x, y)) in points.iter().enumerate() {
            let _ = write!(d, "{}{} {}", if i == 0 { 'M' } else { 'L' }, n(*x), n(*y));
        }
        let _ = write!(self.out, "<path class=\"{class}\" d=\"{d}\"/>");
    }

    /// A box that says what it stands for.
    pub(super) fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64), tip: &str) {
        let (x, y, width, height) = (n(x), n(y), n(width.max(0.0)), n(height.max(0.0)));
        let _ = write!(self.out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        self.end("rect", tip);
    }

    /// A dot that says what it stands for.
    pub(super) fn dot(&mut self, class: &str, (x, y): (f64, f64), tip: &str) {
        let _ = write!(self.out, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3\"", n(x), n(y));
        self.end("circle", tip);
    }

    fn end(&mut self, element: &str, tip: &str) {
        let _ = if tip.is_empty() {
            write!(self.out, "/>")
        } else {
            write!(self.out, "><title>{}</title></{element}>", escaped(tip))
        };
    }

    pub(super) fn text(&mut self, class: &str, anchor: Anchor, (x, y): (f64, f64), text: &str) {
        if text.is_empty() {
            return;
        }
        let class = match (class, anchor) {
            ("", Anchor::Start) => String::new(),
            (_, Anchor::Start) => format!(" class=\"{class}\""),
            (_, Anchor::Middle) => format!(" class=\"{}\"", format!("{class} mid").trim_start()),
            (_, Anchor::End) => format!(" class=\"{}\"", format!("{class} end").trim_start()),
        };
        let _ = write!(self.out, "<text{class} x=\"{}\" y=\"{}\">{}</text>", n(x), n(y), escaped(text));
    }

    /// Names what the series look like, in as many lines as it takes from the left; returns their height.
    pub(super) fn key(&mut self, place: Place, names: &[(&str, &str)]) -> f64 {
        let (mut x, mut y) = (0.0, 0.0);
        for (class, name) in names {
            let name = label::shortened(name, place.width - 24.0);
            let wide = 18.0 + label::width(&name) + 16.0;
            if x > 0.0 && x + wide > place.width + 16.0 {
                (x, y) = (0.0, y + LINE + 3.0);
            }
            if *class == "target" {
                self.line("target", (x, y + 8.0), (x + 13.0, y + 8.0));
            } else {
                self.rect(class, (x + 1.0, y + 3.0), (11.0, 11.0), "");
            }
            self.text("", Anchor::Start, (x + 18.0, y + 12.5), &name);
            x += wide;
        }
        y + LINE + 10.0
    }

    pub(super) fn done(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// The height of the key before it is drawn.
pub(super) fn key_height(place: Place, names: &[&str]) -> f64 {
    let (mut x, mut lines) = (0.0, 1.0);
    for name in names {
        let wide = 18.0 + label::width(&label::shortened(name, place.width - 24.0)) + 16.0;
        if x > 0.0 && x + wide > place.width + 16.0 {
            (x, lines) = (0.0, lines + 1.0);
        }
        x += wide;
    }
    (lines - 1.0) * (LINE + 3.0) + LINE + 10.0
}

/// A number with at most one digit behind the point.
pub(super) fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text as HTML and XML have it.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
