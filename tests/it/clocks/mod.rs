//! The clocks, judged by what the design says of them: hand-written cases, a moment, and the rows that must come out.
//!
//! Unless a test says otherwise the workspace is in Shanghai, the cutoff is 18:00, the rule is "once a day, every day",
//! and the case came in on Monday 2 November 2026 at 10:00. Moments are written `11-03 18:00` or `11-03 18:00:01`.

mod closed;
mod excused;
mod feedback;
mod figures;
mod others;
mod response;
mod zones;

use crate::scene::{Ran, Scene, amends};
use serde_json::Value;

/// Playbooks of these tests: `long` has a step that never ends within a test, `plain` one without a limit of its own,
/// `two-days` and `six-hours` one with, `paced` its own rhythms.
const PLAYBOOKS: [(&str, &str, &str); 5] = [
    ("long", "", "within = \"52w\""),
    ("plain", "", ""),
    ("two-days", "", "within = \"2d\""),
    ("six-hours", "", "within = \"6h\""),
    ("paced", "[clocks]\nfirst_response = \"8h\"\nfeedback = \"2d\"\n", "within = \"52w\""),
];

/// A policy that leaves feedback alone, for tests of other clocks.
const QUIET: &str = "[feedback]\nevery = \"52w\"\n[clocks]\nfirst_response = \"52w\"\n";

/// Behind a policy: people who work around the clock, for tests of rolling hours.
const ROUND: &str = "\n#calendar\n[week]\nmonday = [\"00:00-24:00\"]\ntuesday = [\"00:00-24:00\"]\n\
    wednesday = [\"00:00-24:00\"]\nthursday = [\"00:00-24:00\"]\nfriday = [\"00:00-24:00\"]\n\
    saturday = [\"00:00-24:00\"]\nsunday = [\"00:00-24:00\"]\n";

/// A workspace of hand-written cases.
struct Desk {
    scene: Scene,
}

/// `11-03 18:00` of 2026 in Shanghai; what is a whole stamp already stays as it is.
fn t(moment: &str) -> String {
    if moment.contains('T') {
        return moment.to_owned();
    }
    let (day, time) = moment.split_once(' ').expect("a day and a time");
    let seconds = if time.len() == 5 { ":00" } else { "" };
    format!("2026-{day}T{time}{seconds}+08:00")
}

/// The stamp of Shanghai in 2026 as the tests write it; any other stays as it is.
fn short(stamp: &str) -> String {
    let Some(local) = stamp.strip_prefix("2026-").and_then(|s| s.strip_suffix("+08:00")) else {
        return stamp.to_owned();
    };
    let (day, time) = local.split_once('T').expect("a stamp");
    format!("{day} {}", time.strip_suffix(":00").unwrap_or(time))
}

/// An event at a moment.
fn event(moment: &str, rest: &str) -> String {
    format!("at: {}, by: wang, {rest}", t(moment))
}

/// A call that reached the customer.
fn out(moment: &str) -> String {
    event(moment, "do: contact, dir: out, via: phone, reached: true")
}

/// The same with more keys.
fn out_with(moment: &str, more: &str) -> String {
    format!("{}, {more}", out(moment))
}

/// A call that nobody took.
fn tried(moment: &str) -> String {
    event(moment, "do: contact, dir: out, via: phone, reached: false")
}

/// A call from the customer.
fn call(moment: &str) -> String {
    event(moment, "do: contact, dir: in, via: phone")
}

fn close(moment: &str, id: &str) -> String {
    format!("id: {id}, {}", event(moment, "do: close, outcome: goodwill"))
}

fn reopen(moment: &str, of: &str) -> String {
    event(moment, &format!("do: reopen, of: {of}, why: \"not solved\""))
}

fn pause(moment: &str, reason: &str, until: &str) -> String {
    event(moment, &format!("do: pause, reason: {reason}, until: {}", t(until)))
}

impl Desk {
    /// A policy; what stands behind `#calendar` is the calendar.
    fn empty(policy: &str) -> Self {
        let scene = Scene::empty();
        let (policy, calendar) = policy.split_once("#calendar\n").map_or((policy, None), |(p, c)| (p, Some(c)));
        if let Some(calendar) = calendar {
            scene.write("calendar.toml", calendar);
        }
        let zone = if policy.contains("time_zone") { "" } else { "time_zone = \"Asia/Shanghai\"\n" };
        scene.write("amends.toml", format!("format = 1\n{zone}{policy}"));
        for (id, clocks, within) in PLAYBOOKS {
            let mut text = format!("id = \"{id}\"\nrevision = 1\nname = \"{id}\"\nkind = \"flow\"\n{clocks}");
            for step in ["begin", "finish"] {
                text += &format!("[[step]]\nid = \"{step}\"\nname = \"{step}\"\n{within}\n");
                text += &format!("[[step.check]]\nid = \"{step}-check\"\ntext = \"Done\"\n");
            }
            scene.write(&format!("playbooks/{id}.toml"), text);
        }
        Self { scene }
    }

    fn with(policy: &str, header: &str, events: &[String]) -> Self {
        let desk = Self::empty(policy);
        desk.add("bcdfg", header, events);
        desk
    }

    /// Writes a case. `header` replaces lines of the usual header or adds to it; where no event is `open`, one is put first.
    fn add(&self, tail: &str, header: &str, events: &[String]) -> String {
        let mut facts: Vec<(&str, String)> = vec![
            ("title", "\"鞋底开胶\"".to_owned()),
            ("received", t("11-02 10:00")),
            ("channel", "phone".to_owned()),
            ("customer", "\"王女士\"".to_owned()),
            ("contact", "\"+86 138 0000 0000\"".to_owned()),
            ("demand", "\"换一双\"".to_owned()),
            ("playbook", "long@1".to_owned()),
            ("description", "\"穿了一个月，鞋底开胶。\"".to_owned()),
        ];
        for line in header.lines() {
            let (key, value) = line.split_once(": ").expect("a header line");
            if key == "anonymous" {
                facts.retain(|(k, _)| !["customer", "contact"].contains(k));
            }
            facts.retain(|(k, _)| *k != key);
            let value = if key == "received" { t(value) } else { value.to_owned() };
            facts.push((key, value));
        }
        let received = facts.iter().find(|(k, _)| *k == "received").expect("received").1.clone();
        let id = format!("{}-{tail}", &received[..10]);
        let mut text = format!("id: {id}\n");
        for (key, value) in &facts {
            text += &format!("{key}: {value}\n");
        }
        text += "log:\n";
        if !events.iter().any(|e| e.contains("do: open,")) {
            text += &format!(
                "  - {{id: e0, at: {received}, by: wang, do: open, step: begin, severity: normal, owner: wang}}\n"
            );
        }
        for (n, event) in events.iter().enumerate() {
            let id = if event.starts_with("id: ") { String::new() } else { format!("id: e{}, ", n + 1) };
            text += &format!("  - {{{id}{event}}}\n");
        }
        self.scene.write(&format!("cases/{}/{}/{id}.yaml", &id[..4], &id[5..7]), text);
        id
    }

    fn run(&self, args: &[&str], now: &str) -> Ran {
        let now = t(now);
        let mut all = args.to_vec();
        all.extend(["--now", &now]);
        self.scene.run(&all)
    }

    #[track_caller]
    fn json(&self, args: &[&str], now: &str) -> Value {
        let mut all = args.to_vec();
        all.extend(["--format", "json"]);
        let ran = self.run(&all, now).expect(0);
        serde_json::from_str(&ran.out).expect("JSON")
    }

    #[track_caller]
    fn items(&self, args: &[&str], now: &str) -> Vec<Value> {
        self.json(args, now)["items"].as_array().expect("items").clone()
    }

    /// The rows of `overdue`: kind, level, missed, due.
    #[track_caller]
    fn at(&self, now: &str) -> Vec<String> {
        self.rows(&[], now)
    }

    /// The same with flags.
    #[track_caller]
    fn rows(&self, flags: &[&str], now: &str) -> Vec<String> {
        let mut args = vec!["overdue"];
        args.extend(flags);
        self.items(&args, now).iter().map(row).collect()
    }
}

fn row(item: &Value) -> String {
    let missed = item["missed"].as_u64().map_or_else(|| "-".to_owned(), |n| n.to_string());
    let word = |key: &str| item[key].as_str().unwrap_or("-").to_owned();
    format!("{} {} {missed} {}", word("kind"), word("level"), short(&word("due")))
}

/// The rows of one hand-written case at a moment.
#[track_caller]
fn judge(policy: &str, header: &str, events: &[String], now: &str) -> Vec<String> {
    Desk::with(policy, header, events).at(now)
}

/// Judges one case at several moments; an empty row text stands for no row.
#[track_caller]
fn through(policy: &str, header: &str, events: &[String], moments: &[(&str, &str)]) {
    let desk = Desk::with(policy, header, events);
    for (now, wanted) in moments {
        assert_eq!(desk.at(now).join(" | "), *wanted, "at {now}");
    }
}
