//! Tiers, escalation, severity, absence, and the ready-made policies: hand-written cases and what the commands make of
//! them.
//!
//! Unless a test says otherwise a case came in on Monday 2 November 2026 at 10:00 in Shanghai and was answered an hour
//! later, so that its first missed day is the Tuesday. Moments are written `11-03 18:01`.

mod absence;
mod assessing;
mod climbing;
mod clones;
mod escalating;
mod ready;

use crate::scene::{Ran, Scene, amends};
use serde_json::Value;

/// One of each role; `sun` has two.
const TEAM: &str = r#"
[[person]]
id = "wang"
roles = ["agent"]
[[person]]
id = "li"
roles = ["supervisor"]
[[person]]
id = "chen"
roles = ["technical-lead"]
[[person]]
id = "sun"
roles = ["general-manager", "call-back"]
"#;

/// `11-03 18:00` of 2026 in Shanghai.
fn t(moment: &str) -> String {
    format!("2026-{}:00+08:00", moment.replace(' ', "T"))
}

/// A call that reached the customer.
fn out(moment: &str) -> String {
    format!("at: {}, by: wang, do: contact, dir: out, via: phone, reached: true", t(moment))
}

/// A workspace with a team.
struct Team {
    scene: Scene,
}

impl Team {
    /// With these lines of policy before the people.
    fn with(policy: &str) -> Self {
        Self::exactly(&format!("{policy}{TEAM}"))
    }

    fn exactly(policy: &str) -> Self {
        let scene = Scene::empty();
        scene.write("amends.toml", format!("format = 1\ntime_zone = \"Asia/Shanghai\"\n{policy}"));
        scene.write(
            "playbooks/long.toml",
            "id = \"long\"\nrevision = 1\nname = \"long\"\nkind = \"flow\"\n[[step]]\nid = \"begin\"\nname = \"begin\"\nwithin = \"52w\"\n[[step.check]]\nid = \"done\"\ntext = \"Done\"\n",
        );
        Self { scene }
    }

    /// A case of an owner and a severity, with these events behind `open`.
    fn file(&self, tail: &str, owner: &str, severity: &str, events: &[String]) -> String {
        let (id, received) = (format!("2026-11-02-{tail}"), t("11-02 10:00"));
        let mut text = format!(
            "id: {id}\ntitle: \"鞋底开胶\"\nreceived: {received}\nchannel: phone\ncustomer: \"王女士\"\ncontact: \"1\"\ndemand: \"换一双\"\nplaybook: long@1\ndescription: \"开胶\"\nlog:\n"
        );
        text += &format!(
            "  - {{id: e0, at: {received}, by: wang, do: open, step: begin, severity: {severity}, owner: {owner}}}\n"
        );
        for (n, event) in events.iter().enumerate() {
            let id = if event.starts_with("id: ") { String::new() } else { format!("id: e{}, ", n + 1) };
            text += &format!("  - {{{id}{event}}}\n");
        }
        self.scene.write(&format!("cases/2026/11/{id}.yaml"), text);
        id
    }

    /// An ordinary case of wang that was answered within the hour.
    fn case(&self, tail: &str) -> String {
        self.file(tail, "wang", "normal", &[out("11-02 11:00")])
    }

    fn run(&self, args: &[&str], now: &str) -> Ran {
        let now = t(now);
        let mut all = args.to_vec();
        all.extend(["--now", &now]);
        self.scene.run(&all)
    }

    #[track_caller]
    fn climb(&self, now: &str) -> Ran {
        self.run(&["overdue", "--escalate"], now).expect(0)
    }

    /// The escalations of a case without their ids.
    fn escalations(&self, id: &str) -> Vec<String> {
        let line = |l: &str| l.split_once(", at: ").map(|(_, rest)| rest.trim_end_matches('}').to_owned());
        self.scene.case(id).lines().filter(|l| l.contains("do: escalate")).filter_map(line).collect()
    }

    #[track_caller]
    fn items(&self, args: &[&str], now: &str) -> Vec<Value> {
        let mut all = args.to_vec();
        all.extend(["--format", "json"]);
        let ran = self.run(&all, now).expect(0);
        serde_json::from_str::<Value>(&ran.out).expect("JSON")["items"].as_array().expect("items").clone()
    }

    /// The rows of `overdue`: kind, level, due.
    #[track_caller]
    fn rows(&self, flags: &[&str], now: &str) -> Vec<String> {
        let word = |item: &Value, key: &str| item[key].as_str().unwrap_or("-").to_owned();
        let items = self.items(&[&["overdue"], flags].concat(), now);
        items.iter().map(|i| format!("{} {} {}", word(i, "kind"), word(i, "level"), word(i, "due"))).collect()
    }

    /// The ids of a listing.
    #[track_caller]
    fn ids(&self, args: &[&str], now: &str) -> Vec<String> {
        let mut all = args.to_vec();
        all.push("-q");
        self.run(&all, now).expect(0).out.lines().map(ToOwned::to_owned).collect()
    }

    /// The tier of a case.
    #[track_caller]
    fn tier(&self, id: &str, now: &str) -> u64 {
        let ran = self.run(&["show", id, "--format", "json"], now).expect(0);
        let show: Value = serde_json::from_str(&ran.out).expect("JSON");
        show["state"]["tier"].as_u64().or_else(|| show["tier"].as_u64()).expect("a tier")
    }
}
