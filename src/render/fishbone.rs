//! A fishbone in text: the problem at the head, a branch for each bone, the causes on it, their whys indented.

use super::Screen;
use super::table::wrapped;
use unicode_width::UnicodeWidthStr;

/// A fishbone before it is drawn.
#[derive(Debug, Clone, Default)]
pub struct Fishbone {
    /// The problem.
    pub head: String,
    /// The branches.
    pub bones: Vec<Branch>,
}

/// A bone with what hangs on it.
#[derive(Debug, Clone)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// Its causes.
    pub causes: Vec<Rib>,
}

/// A cause with the chains of whys behind it.
#[derive(Debug, Clone)]
pub struct Rib {
    /// What it is.
    pub what: String,
    /// Each chain from the first why to the last.
    pub chains: Vec<Vec<String>>,
}

/// The strokes it is drawn with.
struct Strokes {
    head: &'static str,
    spine: &'static str,
    bone: &'static str,
    last_bone: &'static str,
    rib: &'static str,
    last_rib: &'static str,
    side: &'static str,
}

const LINES: Strokes =
    Strokes {
        head: "◀━ ", spine: "┃", bone: "┣━━ ", last_bone: "┗━━ ", rib: "├─ ", last_rib: "└─ ", side: "│  "
    };

const ASCII: Strokes =
    Strokes { head: "<= ", spine: "|", bone: "+== ", last_bone: "+== ", rib: "+- ", last_rib: "+- ", side: "|  " };

/// Draws it within the width of a screen; in ASCII unless a terminal reads it.
#[must_use]
pub fn fishbone(fish: &Fishbone, screen: Screen) -> String {
    let strokes = if screen.terminal { &LINES } else { &ASCII };
    let width = screen.width;
    let mut out = branch(strokes.head, &" ".repeat(strokes.head.width()), &fish.head, width);
    for (n, bone) in fish.bones.iter().enumerate() {
        let last = n + 1 == fish.bones.len();
        out.push_str(strokes.spine);
        out.push('\n');
        let spine = if last { "    ".to_owned() } else { format!("{}   ", strokes.spine) };
        out.push_str(&branch(if last { strokes.last_bone } else { strokes.bone }, &spine, &bone.name, width));
        for (m, cause) in bone.causes.iter().enumerate() {
            let last = m + 1 == bone.causes.len();
            let side = format!("{spine}{}", if last { "   " } else { strokes.side });
            let first = format!("{spine}{}", if last { strokes.last_rib } else { strokes.rib });
            out.push_str(&branch(&first, &side, &cause.what, width));
            for chain in &cause.chains {
                for (depth, why) in chain.iter().enumerate() {
                    let lead = format!("{side}{}", "  ".repeat(depth.min(DEEPEST) + 1));
                    out.push_str(&branch(&lead, &format!("{lead}  "), why, width));
                }
            }
        }
    }
    out
}

/// Whys below this one stand no further in, so that a narrow screen has room for them.
const DEEPEST: usize = 6;

/// A text behind a mark, with another mark before its further lines.
fn branch(first: &str, further: &str, text: &str, width: usize) -> String {
    let room = width.saturating_sub(first.width().max(further.width()));
    let mut out = String::new();
    for (n, line) in wrapped("", text, room).lines().enumerate() {
        let mark = if n == 0 { first } else { further };
        out.push_str(format!("{mark}{line}").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fish() -> Fishbone {
        let rib = |what: &str, chains: &[&[&str]]| Rib {
            what: what.to_owned(),
            chains: chains.iter().map(|c| c.iter().map(|w| (*w).to_owned()).collect()).collect(),
        };
        Fishbone {
            head: "鞋底开胶".to_owned(),
            bones: vec![
                Branch {
                    name: "material".to_owned(),
                    causes: vec![
                        rib("glue past its date", &[&["why? no label", "why? bought loose"]]),
                        rib("wet soles", &[]),
                    ],
                },
                Branch {
                    name: "method".to_owned(),
                    causes: vec![rib("胶水干燥时间不足，工序记录里没有写明应当等待多久才可以压合", &[])],
                },
            ],
        }
    }

    #[test]
    fn a_pipe_gets_ascii_and_a_terminal_lines() {
        let screen = Screen { width: 40, terminal: false, color: false };
        assert_eq!(
            fishbone(&fish(), screen),
            "<= 鞋底开胶\n|\n+== material\n|   +- glue past its date\n|   |    why? no label\n|   |      why? bought loose\n|   +- wet soles\n|\n+== method\n    +- 胶水干燥时间不足，工序记录里没\n       有写明应当等待多久才可以压合\n"
        );
        assert_eq!(
            fishbone(&fish(), Screen { terminal: true, ..screen }),
            "◀━ 鞋底开胶\n┃\n┣━━ material\n┃   ├─ glue past its date\n┃   │    why? no label\n┃   │      why? bought loose\n┃   └─ wet soles\n┃\n┗━━ method\n    └─ 胶水干燥时间不足，工序记录里没\n       有写明应当等待多久才可以压合\n"
        );
    }

    #[test]
    fn nothing_is_wider_than_the_screen() {
        for width in [40, 60, 80] {
            for line in fishbone(&fish(), Screen { width, terminal: true, color: false }).lines() {
                assert!(line.width() <= width, "{line}");
            }
        }
    }
}
