//! Causes, corrective actions, what a department is told, and what a period teaches.

mod commands;
mod fishbone;
mod report;

use crate::scene::{Ran, Scene};

/// A team with closed lists.
const POLICY: &str = r#"format = 1
time_zone = "Asia/Shanghai"
[[person]]
id = "wang"
[[person]]
id = "li"
[[person]]
id = "zhao"
[[category]]
id = "product"
name = { en = "Product quality", zh = "产品质量" }
[[category]]
id = "service"
[[category]]
id = "staff-conduct"
name = { en = "Conduct of staff", zh = "员工言行" }
[[cause]]
id = "glue"
name = { en = "Old glue", zh = "胶水过期" }
[[department]]
id = "workshop"
name = { en = "Workshop", zh = "车间" }
[[department]]
id = "kitchen"
"#;

/// A workspace of that team with one case.
fn team() -> (Scene, String) {
    let scene = Scene::workspace();
    scene.write("amends.toml", POLICY);
    let id = scene.open("2026-11-21T14:00:00+08:00", &[]);
    (scene, id)
}

/// Runs the binary at a moment of November 2026 in Shanghai, `22 09:00`.
fn at(scene: &Scene, moment: &str, args: &[&str]) -> Ran {
    let now = format!("2026-11-{}:00+08:00", moment.replace(' ', "T"));
    let mut all = args.to_vec();
    all.extend(["--now", &now]);
    scene.run(&all)
}

/// The id of the last event of a kind.
#[track_caller]
fn last(scene: &Scene, case: &str, act: &str) -> String {
    let text = scene.case(case);
    let line = text.lines().rfind(|l| l.contains(&format!(" do: {act},"))).expect("such an event");
    line.split("id: ").nth(1).expect("an id")[..6].to_owned()
}
