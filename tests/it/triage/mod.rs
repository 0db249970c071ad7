//! The keyword library: what it proposes, what people keep deciding, what it should learn; and complaints alike.

mod learning;
mod likeness;
mod proposals;

use crate::scene::{Ran, Scene};
use serde_json::Value;

/// Files a complaint that says this, and nothing else that a rule could know.
fn filed(scene: &Scene, title: &str, text: &str, more: &[&str]) -> Ran {
    filed_by(scene, ["陈明月", "+86 138 0000 0007"], title, text, more)
}

/// The same, by a customer of this name and contact.
fn filed_by(scene: &Scene, [customer, contact]: [&str; 2], title: &str, text: &str, more: &[&str]) -> Ran {
    let mut args = vec![
        "open",
        "--title",
        title,
        "--customer",
        customer,
        "--contact",
        contact,
        "--channel",
        "phone",
        "--demand",
        "x",
        "-m",
        text,
    ];
    args.extend(more);
    scene.now(&args)
}

/// Files a complaint and returns its id.
fn id_of(scene: &Scene, title: &str, text: &str, more: &[&str]) -> String {
    let mut all = more.to_vec();
    all.push("-q");
    filed(scene, title, text, &all).expect(0).out.trim().to_owned()
}

/// The items of a table in JSON.
fn items(scene: &Scene, args: &[&str]) -> Vec<Value> {
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    let ran = scene.now(&all).expect(0);
    serde_json::from_str::<Value>(&ran.out).unwrap()["items"].as_array().unwrap().clone()
}
