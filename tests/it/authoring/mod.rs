//! Procedures as files: overlays, new ones, their graph, and moving cases from one to another.

mod create;
mod graph;
mod overlay;
mod switch;

/// An overlay as a team may write it: two checks, one of which may stay undone.
pub(crate) const PRESS: &str = r#"id = "press"
revision = 1
name = { en = "Press", zh = "媒体介入" }
kind = "overlay"
applies = { flags = ["journalist", "social-media"], severity = ["serious", "major"] }

[[step]]
id = "press"
name = { en = "Press", zh = "媒体介入" }

[[step.check]]
id = "one-voice"
text = { en = "One person speaks for the company", zh = "统一由一人对外发言" }

[[step.check]]
id = "thank-reporter"
text = { en = "Thank the reporter", zh = "感谢记者" }
required = false
"#;
