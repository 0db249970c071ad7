//! What announces a major complaint, and which cases belong together.
//!
//! Unless a test says otherwise a case came in on Monday 2 November 2026 at 10:00 in Shanghai and was answered an hour
//! later, so that nothing is late on that day. Moments are written `11-02 18:00`.

mod filing;
mod linking;
mod parts;
mod repeats;
mod signals;

use crate::scene::{Ran, Scene};
use serde_json::Value;

const POLICY: &str = r#"format = 1
time_zone = "Asia/Shanghai"
"#;

/// `11-02 18:00` of 2026 in Shanghai.
fn t(moment: &str) -> String {
    format!("2026-{}:00+08:00", moment.replace(' ', "T"))
}

/// An event without its id.
fn event(moment: &str, act: &str) -> String {
    format!("at: {}, by: wang, do: {act}", t(moment))
}

/// A call that reached the customer.
fn out(moment: &str) -> String {
    event(moment, "contact, dir: out, via: phone, reached: true")
}

/// A workspace with a procedure of two steps that take a year.
struct Desk {
    scene: Scene,
}

impl Desk {
    fn with(policy: &str) -> Self {
        let scene = Scene::empty();
        scene.write("amends.toml", format!("{POLICY}{policy}"));
        let step = |id: &str| format!("[[step]]\nid = \"{id}\"\nname = \"{id}\"\nwithin = \"52w\"\n");
        let steps = ["begin", "look", "end-of-it"].map(step).concat();
        scene.write(
            "playbooks/long.toml",
            format!("id = \"long\"\nrevision = 1\nname = \"long\"\nkind = \"flow\"\n{steps}"),
        );
        Self { scene }
    }

    fn plain() -> Self {
        Self::with("")
    }

    /// A case with these events behind `open`, which get the ids e1, e2 …
    fn file(&self, tail: &str, header: &str, events: &[String]) -> String {
        let (id, received) = (format!("2026-11-02-{tail}"), t("11-02 10:00"));
        let contact = if header.contains("contact:") { "" } else { "contact: \"1\"\n" };
        let channel = if header.contains("channel:") { "" } else { "channel: phone\n" };
        let mut text = format!(
            "id: {id}\ntitle: \"鞋底开胶 {tail}\"\nreceived: {received}\n{channel}customer: \"王女士\"\n{contact}{header}demand: \"换一双\"\nplaybook: long@1\ndescription: \"开胶\"\nlog:\n"
        );
        text += &format!(
            "  - {{id: e0, at: {received}, by: wang, do: open, step: begin, severity: normal, owner: wang}}\n"
        );
        for (n, event) in events.iter().enumerate() {
            text += &format!("  - {{id: e{}, {event}}}\n", n + 1);
        }
        self.scene.write(&format!("cases/2026/11/{id}.yaml"), text);
        id
    }

    /// An ordinary case that was answered within the hour.
    fn case(&self, tail: &str) -> String {
        self.file(tail, "", &[out("11-02 11:00")])
    }

    fn run(&self, args: &[&str], now: &str) -> Ran {
        let now = t(now);
        let mut all = args.to_vec();
        all.extend(["--now", &now]);
        self.scene.run(&all)
    }

    #[track_caller]
    fn shown(&self, id: &str, now: &str) -> Value {
        serde_json::from_str(&self.run(&["show", id, "--format", "json"], now).expect(0).out).expect("JSON")
    }

    /// The signals of a case, each with its events: `passed-around e1 e2`.
    #[track_caller]
    fn signals(&self, id: &str, now: &str) -> Vec<String> {
        let shown = self.shown(id, now);
        let line = |signal: &Value| {
            let events = signal["events"].as_array().unwrap().iter().map(|e| format!(" {}", e.as_str().unwrap()));
            format!("{}{}", signal["signal"].as_str().unwrap(), events.collect::<String>())
        };
        shown["signals"].as_array().unwrap().iter().map(line).collect()
    }

    #[track_caller]
    fn ids(&self, args: &[&str], now: &str) -> Vec<String> {
        let mut all = args.to_vec();
        all.push("-q");
        self.run(&all, now).expect(0).out.lines().map(ToOwned::to_owned).collect()
    }

    #[track_caller]
    fn is_clean(&self, now: &str) {
        let ran = self.run(&["check"], now);
        assert!(ran.code == 0, "{}{}", ran.out, ran.err);
    }
}
