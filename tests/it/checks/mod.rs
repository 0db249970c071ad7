//! `amends check` beyond the rules about one case: which files, which formats, which history.

mod against;
mod each;
mod own_rules;
mod private;
mod rules;
mod selection;

use crate::scene::{NOW, Ran, Scene};
use serde_json::Value;

/// The moment of a case that gives no finding.
pub(super) const RECEIVED: &str = "2026-11-21T14:00:00+08:00";

/// Runs `check -f json`: each finding's code, path and severity, and the run.
#[track_caller]
pub(super) fn found(scene: &Scene, args: &[&str]) -> (Vec<(String, String)>, Ran) {
    let mut all = vec!["check", "-f", "json", "--now", NOW];
    all.extend(args);
    let ran = scene.run(&all);
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}{}", ran.out, ran.err));
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let items = json["items"].as_array().expect("items");
    (items.iter().map(|i| (text(i, "code"), text(i, "path"))).collect(), ran)
}

/// The codes alone.
#[track_caller]
pub(super) fn codes(scene: &Scene, args: &[&str]) -> Vec<String> {
    found(scene, args).0.into_iter().map(|(code, _)| code).collect()
}

/// A workspace in git with one case, all of it committed.
pub(super) fn committed() -> (Scene, String) {
    let (scene, id) = Scene::with_case();
    scene.git(&["init", "-q"]).expect(0);
    commit(&scene);
    (scene, id)
}

/// Commits everything.
#[track_caller]
pub(super) fn commit(scene: &Scene) {
    scene.git(&["add", "-A"]).expect(0);
    scene.git(&["commit", "-q", "-m", "work"]).expect(0);
}

/// Puts one text of a case in place of another.
#[track_caller]
pub(super) fn change(scene: &Scene, id: &str, old: &str, new: &str) {
    let text = scene.case(id);
    assert!(text.contains(old), "{text}");
    std::fs::write(scene.case_path(id), text.replace(old, new)).unwrap();
}

/// The path of a case below the workspace.
pub(super) fn path_of(id: &str) -> String {
    format!("cases/{}/{}/{id}.yaml", &id[..4], &id[5..7])
}
