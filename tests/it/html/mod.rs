//! The pages: what a file of HTML shows, and what it never holds.

mod board;
mod charts;

use crate::scene::{Ran, Scene};

/// What no page may hold, whatever was on record: what runs, and what asks another file.
#[track_caller]
pub(crate) fn is_self_contained(html: &str) {
    let low = html.to_lowercase();
    for forbidden in
        ["<script", "<link", "<img", "<iframe", "<object", "<embed", "<form", "<base", "@import", "url(", "http:"]
    {
        assert!(!low.contains(forbidden), "the page holds {forbidden}");
    }
    for (at, _) in low.match_indices(" on") {
        let attribute = low[at + 3..].trim_start_matches(|c: char| c.is_ascii_lowercase()).starts_with("=\"");
        let inside = low[..at].rfind('<') > low[..at].rfind('>');
        assert!(!(attribute && inside), "the page holds an event attribute: {}", &low[at..at + 20]);
    }
    assert!(!html.chars().any(|c| c.is_control() && c != '\n'), "the page holds a control character");
    assert!(!html.chars().any(|c| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c)));
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|p| p.split('"').next()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id stands twice");
}

/// A text that would run, or turn a line around, if anything took it for markup; as YAML and TOML spell it.
pub(crate) const EVIL: &str = r#""<script>hit()</script>\"><img onerror=hit()> '\u202ex\u2066""#;
/// How it looks on a page.
pub(crate) const SHOWN: &str =
    "&lt;script&gt;hit()&lt;/script&gt;&quot;&gt;&lt;img onerror=hit()&gt; &#39;\u{fffd}x\u{fffd}";

/// Runs a report that is a page.
#[track_caller]
pub(crate) fn page(scene: &Scene, args: &[&str], code: i32) -> String {
    let Ran { out, .. } = scene.now(&[&["report"], args].concat()).expect(code);
    is_self_contained(&out);
    out
}
