//! A fishbone: the problem at the head, the bones above and below the spine, on each its causes. On a narrow screen the
//! spine stands upright and the bones are at its right.

use super::canvas::{Anchor, Canvas};
use super::{About, LINE, Place, label};

/// A fishbone before it is drawn.
#[derive(Debug, Clone)]
pub struct Fish {
    /// What it says about itself.
    pub about: About,
    /// The problem.
    pub head: String,
    /// The bones.
    pub bones: Vec<Bone>,
}

/// A bone.
#[derive(Debug, Clone)]
pub struct Bone {
    /// Its name.
    pub name: String,
    /// Its causes, each with how often it was found.
    pub causes: Vec<String>,
    /// What stands for those left out.
    pub more: Option<String>,
}

/// The least width at which it looks like a fish.
const LYING: f64 = 640.0;
/// What a bone leans to the right.
const LEAN: f64 = 36.0;

/// The chart as SVG.
#[must_use]
pub fn fish(chart: &Fish, place: Place) -> String {
    if place.width >= LYING { lying(chart, place) } else { standing(chart, place) }
}

/// The lines under a bone's name.
fn lines(bone: &Bone, room: f64) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for cause in &bone.causes {
        let mut cause = label::in_lines(cause, room - 10.0, 2).into_iter();
        all.extend(cause.next().map(|first| format!("– {first}")));
        all.extend(cause.map(|further| format!("\u{2003}{further}")));
    }
    all.extend(bone.more.as_ref().map(|more| label::shortened(more, room)));
    all
}

fn lying(chart: &Fish, place: Place) -> String {
    const HEAD: f64 = 130.0;
    let pairs = chart.bones.len().div_ceil(2).max(3);
    let column = (place.width - HEAD - LEAN) / pairs as f64;
    let room = column - 22.0;
    let texts: Vec<Vec<String>> = chart.bones.iter().map(|b| lines(b, room)).collect();
    // Bones above the spine have even places, those below odd ones.
    let tall = |odd: usize| {
        let most = texts.iter().skip(odd).step_by(2).map(Vec::len).max().unwrap_or(0);
        (most as f64 * LINE + LINE * 2.0).max(70.0)
    };
    let (above, below) = (tall(0), tall(1));
    let spine = above + 8.0;
    let mut canvas = Canvas::new(&chart.about, place, above + below + 16.0);
    canvas.line("spine", (4.0, spine), (place.width - HEAD, spine));
    let head = label::in_lines(&chart.head, HEAD - 18.0, 4);
    let tall_head = head.len() as f64 * LINE + 14.0;
    canvas.rect("head", (place.width - HEAD, spine - tall_head / 2.0), (HEAD - 1.0, tall_head), "");
    for (i, line) in head.iter().enumerate() {
        let y = spine - tall_head / 2.0 + 7.0 + LINE * (i as f64 + 1.0) - 3.5;
        canvas.text("", Anchor::Middle, (place.width - HEAD / 2.0, y), line);
    }
    for (i, bone) in chart.bones.iter().enumerate() {
        let x = 6.0 + column * (i / 2) as f64;
        let up = i % 2 == 0;
        let tip = if up { spine - above + 6.0 } else { spine + below - 6.0 };
        canvas.line("bone", (x, tip), (x + LEAN, spine));
        let name = label::shortened(&bone.name, room);
        let (first, name_y) = if up { (tip + 12.0 + LINE, tip + 9.0) } else { (spine + LINE + 3.0, tip) };
        let lean = |y: f64| x + LEAN * ((y - tip) / (spine - tip)).clamp(0.0, 1.0) + 7.0;
        canvas.text("strong", Anchor::Start, (lean(name_y), name_y), &name);
        for (l, line) in texts[i].iter().enumerate() {
            let y = first + LINE * l as f64;
            canvas.text("", Anchor::Start, (lean(y), y), line);
        }
    }
    canvas.done()
}

fn standing(chart: &Fish, place: Place) -> String {
    const INDENT: f64 = 26.0;
    let room = place.width - INDENT;
    let head = label::in_lines(&chart.head, place.width - 20.0, 3);
    let texts: Vec<Vec<String>> = chart.bones.iter().map(|b| lines(b, room)).collect();
    let tall_head = head.len() as f64 * LINE + 12.0;
    let all: f64 = texts.iter().map(|t| (t.len() as f64 + 1.0) * LINE + 10.0).sum::<f64>().max(60.0);
    let mut canvas = Canvas::new(&chart.about, place, tall_head + all + 8.0);
    canvas.rect("head", (1.0, 1.0), (place.width - 2.0, tall_head), "");
    for (i, line) in head.iter().enumerate() {
        canvas.text("", Anchor::Start, (10.0, 7.0 + LINE * (i as f64 + 1.0) - 3.5), line);
    }
    let mut y = tall_head + 10.0;
    let mut last = tall_head + all;
    for (bone, text) in chart.bones.iter().zip(&texts) {
        last = y + LINE - 4.0;
        canvas.line("bone", (8.0, last), (INDENT - 4.0, last));
        canvas.text("strong", Anchor::Start, (INDENT, y + LINE - 1.0), &label::shortened(&bone.name, room));
        for (l, line) in text.iter().enumerate() {
            canvas.text("", Anchor::Start, (INDENT, y + LINE * (l as f64 + 2.0) - 1.0), line);
        }
        y += (text.len() as f64 + 1.0) * LINE + 10.0;
    }
    canvas.line("spine", (8.0, tall_head + 1.0), (8.0, last));
    canvas.done()
}
