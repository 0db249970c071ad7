//! Letters to customers: what stands in them, what never does, and templates of a workspace.

mod claims;
mod golden;
mod hostile;
mod log;
mod record;
mod templates;

use crate::scene::Scene;

/// The record that the letters are about. What begins with INTERNAL is for colleagues.
const LOG: &[&str] = &[
    "id: e1, at: 2026-11-20T09:00:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang",
    "id: e2, at: 2026-11-20T10:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, purpose: ack, note: \"INTERNAL ack\"",
    "id: e3, at: 2026-11-20T15:00:00+08:00, by: wang, do: evidence, kind: photo, source: \"INTERNAL/photo.jpg\"",
    "id: e4, at: 2026-11-21T10:00:00+08:00, by: wang, do: contact, dir: out, via: email, reached: true, purpose: progress",
    "id: e5, at: 2026-11-21T11:00:00+08:00, by: zhao, do: assess, verified: confirmed, loss: \"480.00\", why: \"INTERNAL why\"",
    "id: e6, at: 2026-11-21T12:00:00+08:00, by: wang, do: cause, what: \"INTERNAL cause\"",
    "id: e7, at: 2026-11-21T13:00:00+08:00, by: wang, do: note, note: \"INTERNAL note\"",
];

/// A workspace with people, and one case of these header lines and these events beside those of `LOG`.
fn scene(header: &[&str], events: &[&str]) -> (Scene, &'static str) {
    const ID: &str = "2026-11-20-k7f3m";
    let scene = Scene::empty();
    scene.write(
        "amends.toml",
        "time_zone = \"Asia/Shanghai\"\n[[person]]\nid = \"wang\"\nname = { en = \"Wang Fang\", zh = \"王芳\" }\n\
         [[person]]\nid = \"li\"\n[[person]]\nid = \"zhao\"\n",
    );
    let mut text = format!("id: {ID}\nreceived: 2026-11-20T09:00:00+08:00\nplaybook: four-step@1\n");
    for line in header {
        text.push_str(&format!("{line}\n"));
    }
    text.push_str("description: \"INTERNAL description\"\nlog:\n");
    for event in LOG.iter().chain(events) {
        text.push_str(&format!("  - {{{event}}}\n"));
    }
    scene.write(&format!("cases/2026/11/{ID}.yaml"), text);
    (scene, ID)
}

const ENGLISH: [&str; 6] = [
    "title: \"A fly in the yoghurt\"",
    "channel: letter",
    "customer: \"Ms Li\"",
    "contact: \"li@example.com\"",
    "demand: \"Ten times the price\"",
    "language: en",
];

const CHINESE: [&str; 6] = [
    "title: \"酸奶里有苍蝇\"",
    "channel: phone",
    "customer: \"李女士\"",
    "contact: \"+86 138 0000 0042\"",
    "demand: \"十倍赔偿\"",
    "language: zh-CN",
];
