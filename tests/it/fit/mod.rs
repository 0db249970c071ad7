//! `overdue` where teams already look: spreadsheets, pages, chat rooms, monitoring, calendars, crontabs.

mod tables;

use crate::scene::Scene;

/// The moment of these tests: five days after the cases of `late` came in.
const THEN: &str = "2026-11-26T08:30:00+08:00";

/// A workspace in a language with a case that nobody answered.
fn late(lang: &str, title: &str) -> (Scene, String) {
    let scene = Scene::workspace();
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    scene.write("amends.toml", policy.replace("language = \"en\"", &format!("language = \"{lang}\"")));
    let id = scene.open("2026-11-21T14:00:00+08:00", &[]);
    retitle(&scene, &id, title);
    (scene, id)
}

/// Gives a case another title, escapes included.
fn retitle(scene: &Scene, id: &str, title: &str) {
    let quoted = ::amends::case::write::quoted(title);
    let text = scene.case(id).replace("title: \"鞋底开胶\"", &format!("title: {quoted}"));
    assert!(text.contains(&quoted), "{text}");
    std::fs::write(scene.case_path(id), text).unwrap();
}

/// A file that can't be judged.
fn damaged(scene: &Scene) {
    scene.write("cases/2026/11/2026-11-20-bbbbb.yaml", "id: 2026-11-20-bbbbb\ntitle: \"李女士\" 坏\n");
}
