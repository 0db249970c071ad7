//! `overdue` where teams already look: spreadsheets, pages, chat rooms, monitoring, calendars, crontabs.

mod cron;
mod feed;
mod monitoring;
mod new_since;
mod rooms;
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

/// What a service shows of the body that `overdue` prints for it: every text in it, unescaped.
fn shown(room: &str, body: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(body).unwrap_or_else(|e| panic!("{room}: {e}: {body}"));
    let text = |pointer: &str| value.pointer(pointer).and_then(|v| v.as_str()).expect("a text").to_owned();
    match room {
        "slack" => {
            let blocks = value["blocks"].as_array().expect("blocks");
            assert!(blocks.len() <= 50);
            let of = |b: &serde_json::Value| b["text"]["text"].as_str().expect("a text").to_owned();
            blocks.iter().map(of).collect::<Vec<_>>().join("\n")
        }
        "wecom" => text("/markdown/content"),
        "dingtalk" => text("/markdown/text"),
        "feishu" => format!("{}\n{}", text("/card/header/title/content"), text("/card/elements/0/text/content")),
        other => panic!("{other}"),
    }
}

const ROOMS: [&str; 4] = ["slack", "wecom", "dingtalk", "feishu"];
