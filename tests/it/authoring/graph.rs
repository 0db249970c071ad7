//! `playbook graph`.

use super::PRESS;
use crate::scene::Scene;
use amends::playbook::builtin::BUILTIN;
use amends::playbook::read_playbook;
use unicode_width::UnicodeWidthStr;

#[test]
fn the_text_has_every_step_every_way_and_fits_the_screen() {
    let scene = Scene::workspace();
    for (id, text) in BUILTIN {
        let playbook = read_playbook(id, text).0.unwrap();
        for lang in ["en", "zh"] {
            let graph = scene.now(&["playbook", "graph", id, "--lang", lang]).expect(0).out;
            assert!(graph.lines().all(|l| l.width() <= 80), "{id} {lang}:\n{graph}");
            assert!(graph.is_ascii() || lang == "zh" || graph.contains('’'), "{id}:\n{graph}");
            for step in &playbook.steps {
                assert!(graph.contains(&format!("({})", step.id)), "{id} {lang}: {}\n{graph}", step.id);
            }
            let ways = graph.lines().filter(|l| l.starts_with("    +")).count();
            let downs = graph.lines().filter(|l| *l == "    v").count();
            let back = playbook.steps.iter().filter(|s| s.on_unsatisfied.is_some()).count();
            let branches: usize = playbook.steps.iter().map(|s| s.branches.len()).sum();
            assert_eq!(ways + downs, playbook.steps.len() + branches + back, "{id} {lang}:\n{graph}");
        }
    }
}

#[test]
fn a_page_of_text_reads_like_this() {
    let scene = Scene::workspace();
    let wanted = "\
Car repair  (auto-repair@1)
";
    let graph = scene.now(&["playbook", "graph", "auto-repair"]).expect(0).out;
    assert!(graph.starts_with(wanted), "{graph}");
    for line in [
        "    +-> 4. Not our fault: explain patiently  [Whose fault = Not ours]\n",
        "    |  [otherwise]\n    v\n",
        "  ( end )\n",
    ] {
        assert!(graph.contains(line), "{graph}");
    }
    let graph = scene.now(&["playbook", "graph", "insurance-standard-flow", "--lang", "zh"]).expect(0).out;
    assert!(graph.contains("    +<- 退回 5. 渠道、客户部讨论处理结果  [客户不满意]\n"), "{graph}");
    scene.write("playbooks/press.toml", PRESS);
    let graph = scene.now(&["playbook", "graph", "playbooks/press.toml"]).expect(0).out;
    assert!(graph.contains("  Applies to: flags = journalist / social media, severity = serious / major\n"), "{graph}");
    scene.now(&["playbook", "graph", "auto-repar"]).expect(5);
    scene.write("playbooks/press.toml", PRESS.replace("severity", "gravity"));
    scene.now(&["playbook", "graph", "press"]).expect(7);
    scene.now(&["playbook", "graph", "auto-repair", "-f", "json"]).expect(2);
}

#[test]
fn a_picture_of_another_kind_is_not_written_as_text() {
    let scene = Scene::workspace();
    for (lang, words) in [("en", "no picture of the kind `.png`"), ("zh", "画不出“.png”格式的图")] {
        for more in [&["-o", "x.png"][..], &["-o", "x.png", "--svg"]] {
            let ran = scene.now(&[&["playbook", "graph", "four-step", "--lang", lang][..], more].concat()).expect(2);
            assert!(ran.err.contains(words), "{}", ran.err);
            assert!(ran.err.contains("amends playbook graph four-step -o four-step.svg"), "{}", ran.err);
            assert!(!scene.root().join("x.png").exists());
        }
    }
    for (file, begins) in [("x.txt", "Four steps"), ("X.SVG", "<svg"), ("x", "Four steps")] {
        scene.now(&["playbook", "graph", "four-step", "-o", file]).expect(0);
        let text = std::fs::read_to_string(scene.root().join(file)).unwrap();
        assert!(text.contains(begins), "{file}: {text}");
    }
    assert!(scene.now(&["playbook", "graph", "four-step", "-o", "-"]).expect(0).out.contains("Four steps"));
}

/// Whether a text is well-formed as far as these files go: every tag is closed in its order, and nothing is unescaped.
fn well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("a tag without an end: {piece}"));
        assert!(!text.contains('>') || open.last() == Some(&"style") || tag == "style", "{piece}");
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        for entity in text.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|e| entity.starts_with(e)), "{piece}");
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// The boxes that texts take: left, right, top, bottom, reckoned by the width of their letters.
fn texts(svg: &str) -> Vec<(f64, f64, f64, f64, String)> {
    let mut out = Vec::new();
    for piece in svg.split("<text ").skip(1) {
        let (tag, rest) = piece.split_once('>').unwrap();
        let value = |key: &str| tag.split(&format!("{key}=\"")).nth(1).map(|v| v.split('"').next().unwrap());
        let number = |key: &str| value(key).unwrap().parse::<f64>().unwrap();
        let words = rest.split('<').next().unwrap().replace("&quot;", "\"").replace("&amp;", "&");
        let size = match value("class").unwrap() {
            "title" => 18.0,
            "name" | "number" => 15.0,
            _ => 12.0,
        };
        #[allow(clippy::cast_precision_loss, reason = "a handful of letters")]
        let width = words.width() as f64 * size * 0.52;
        let (x, y) = (number("x"), number("y"));
        let left = match value("text-anchor") {
            Some("end") => x - width,
            Some("middle") => x - width / 2.0,
            _ => x,
        };
        out.push((left, left + width, y - size * 0.8, y + size * 0.15, words));
    }
    out
}

#[test]
fn the_picture_stands_alone_and_no_two_texts_overlap() {
    let scene = Scene::workspace();
    for (id, _) in BUILTIN {
        for lang in ["en", "zh"] {
            let svg = scene.now(&["playbook", "graph", id, "--svg", "--lang", lang]).expect(0).out;
            well_formed(&svg);
            for part in ["<title id=", "<desc id=", "role=\"img\"", "prefers-color-scheme: dark", "PingFang SC"] {
                assert!(svg.contains(part), "{id}: {part}");
            }
            for part in ["<script", "href", "url(", "@import", "on load"] {
                assert!(!svg.contains(part), "{id}: {part}");
            }
            assert_eq!(svg.matches("http").count(), 1, "{id}: the name space alone");
            let size = |key: &str| -> f64 {
                svg.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
            };
            let texts = texts(&svg);
            for (i, a) in texts.iter().enumerate() {
                assert!(a.0 >= 0.0 && a.1 <= size("width") && a.3 <= size("height"), "{id} {lang}: {a:?} is cut off");
                for b in &texts[i + 1..] {
                    let apart = a.1 <= b.0 || b.1 <= a.0 || a.3 <= b.2 || b.3 <= a.2;
                    assert!(apart, "{id} {lang}: {a:?} over {b:?}");
                }
            }
        }
    }
}

#[test]
fn a_file_that_ends_in_svg_asks_for_the_picture_and_texts_can_not_break_out_of_it() {
    let scene = Scene::workspace();
    let evil = "</title><script>alert(1)</script> & \\\"x\\\" \\u0007 \\uFFFE";
    scene.write("playbooks/press.toml", PRESS.replace("en = \"Press\"", &format!("en = \"{evil}\"")));
    scene.now(&["playbook", "graph", "press", "-o", "press.svg"]).expect(0);
    let svg = std::fs::read_to_string(scene.root().join("press.svg")).unwrap();
    well_formed(&svg);
    assert!(svg.starts_with("<svg ") && !svg.contains("<script") && svg.contains("&lt;script&gt;"), "{svg}");
    assert!(!svg.contains('\u{7}') && !svg.contains('\u{fffe}'), "{svg}");
    scene.now(&["playbook", "graph", "press", "-o", "press.txt"]).expect(0);
    assert!(!std::fs::read_to_string(scene.root().join("press.txt")).unwrap().contains("<svg"));
}
