//! Charts as inline SVG: pure functions of labels and numbers, in colours that the page gives to their classes, so that
//! they follow light, dark and print. The same data gives the same bytes.
//!
//! Each is drawn for a place of a width: a page holds one for a wide and one for a narrow screen, because a picture
//! that is merely scaled down can't be read on a phone.

pub mod bars;
mod canvas;
pub mod fish;
pub mod label;
pub mod line;
pub mod rows;
pub mod scale;

pub(super) use canvas::escaped;
use serde::Serialize;

/// What a chart says about itself to those who can't see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Tells its parts from those of other charts on the page: lower-case ASCII letters and dashes.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be seen in it.
    pub story: String,
}

/// A mark below the horizontal axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// What stands there.
    pub text: String,
    /// What it belongs to, such as the year; shown where it changes.
    pub under: String,
}

/// A chart drawn for both kinds of screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// For a place of at least 480 pixels.
    pub wide: String,
    /// For a phone.
    pub narrow: String,
}

/// For what a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The word of its class and its ids.
    pub name: &'static str,
    /// Pixels.
    pub width: f64,
}

const WIDE: Place = Place { name: "wide", width: 560.0 };
const NARROW: Place = Place { name: "narrow", width: 340.0 };
/// For a chart that has the whole breadth of the page.
const BROAD: Place = Place { name: "wide", width: 760.0 };

/// Draws a chart for both kinds of screen.
pub fn drawn(draw: impl Fn(Place) -> String) -> Drawn {
    Drawn { wide: draw(WIDE), narrow: draw(NARROW) }
}

/// Draws a chart that has the whole breadth of the page.
pub fn drawn_broad(draw: impl Fn(Place) -> String) -> Drawn {
    Drawn { wide: draw(BROAD), narrow: draw(NARROW) }
}

/// The height of the lettering.
const SIZE: f64 = 12.0;
/// From line to line.
const LINE: f64 = 15.0;
