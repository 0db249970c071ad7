//! Spreadsheets that become cases: what each row comes to, and what a workspace holds afterwards.

mod dates;
mod files;
mod guessing;
mod hostile;
mod interrupted;
mod records;
mod rows;

use crate::scene::{Ran, Scene};

/// A map for two columns; everything else is constant.
const MAP: &str = r#"
[reference]
key = "sheet"
column = "no"

[columns]
received = "received"

[constants]
channel = "phone"
contact = "li@example.com"
customer = "Ms Li"
demand = "A new bottle"
"#;

/// The map with columns for further facts, each of the fact's name.
fn with(facts: &[&str]) -> String {
    let columns: String = facts.iter().map(|fact| format!("{fact} = \"{fact}\"\n")).collect();
    MAP.replace("[constants]", &format!("{columns}\n[constants]"))
}

/// A workspace with a sheet and a map.
fn scene(sheet: impl AsRef<[u8]>, map: &str) -> Scene {
    let scene = Scene::workspace();
    scene.write("sheet.csv", sheet);
    scene.write("map.toml", map);
    scene
}

/// Imports the sheet.
fn import(scene: &Scene, more: &[&str]) -> Ran {
    let mut args = vec!["import", "sheet.csv", "--map", "map.toml"];
    args.extend(more);
    scene.now(&args)
}

/// The text of the one case there is.
#[track_caller]
fn only(scene: &Scene) -> String {
    let cases = cases(scene);
    assert_eq!(cases.len(), 1, "{cases:?}");
    cases[0].clone()
}

/// The texts of all cases, in the order of their names.
fn cases(scene: &Scene) -> Vec<String> {
    let list = scene.now(&["list", "-q", "--state", "open,waiting,closed"]).expect(0).out;
    let mut ids: Vec<&str> = list.lines().collect();
    ids.sort_unstable();
    ids.into_iter().map(|id| scene.case(id)).collect()
}

/// The rows of a dry run: row, fate and fault.
fn fates(scene: &Scene, code: i32) -> Vec<(u64, String, String)> {
    let out = import(scene, &["-n", "-q", "--format", "json"]).expect(code).out;
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let text = |item: &serde_json::Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let items = json["items"].as_array().expect("items");
    items.iter().map(|i| (i["row"].as_u64().expect("a row"), text(i, "fate"), text(i, "fault"))).collect()
}
