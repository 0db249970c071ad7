//! The workspace of one vector, and what the binary says of it.

use super::Asked;
use super::shorthand::{event, row, stamp, stamps};
use crate::scene::{Ran, Scene, amends};
use chrono_tz::Tz;
use serde_json::Value;
use toml::Table;

/// The tails of the cases of a vector, in its order.
const TAILS: [&str; 6] = ["bcdfg", "cdfgh", "dfghj", "fghjk", "ghjkm", "hjkmn"];

pub(super) struct Bench {
    scene: Scene,
    zone: Tz,
    /// The zone of the machine, which decides nothing.
    host: Option<String>,
    many: bool,
}

impl Bench {
    pub(super) fn set_up(vector: &mut Asked) -> Self {
        let policy = vector.text("policy").unwrap_or_default();
        let zone = policy.lines().find_map(|line| line.strip_prefix("time_zone = "));
        let own = if zone.is_none() { "time_zone = \"Asia/Shanghai\"\n" } else { "" };
        let zone: Tz = zone.map_or("Asia/Shanghai", |zone| zone.trim().trim_matches('"')).parse().expect("a zone");
        let scene = Scene::empty();
        scene.write("amends.toml", format!("format = 1\n{own}{}", stamps(&policy, zone)));
        if let Some(calendar) = vector.text("calendar") {
            scene.write("calendar.toml", calendar);
        }
        let limit = vector.text("step").unwrap_or_else(|| "52w".to_owned());
        let playbook = vector.text("playbook").unwrap_or_else(|| {
            let mut text = "id = \"plain\"\nrevision = 1\nname = \"Plain\"\nkind = \"flow\"\n".to_owned();
            for step in ["begin", "finish"] {
                text += &format!("[[step]]\nid = \"{step}\"\nname = \"{step}\"\nwithin = \"{limit}\"\n");
                text += &format!("[[step.check]]\nid = \"{step}-check\"\ntext = \"Done\"\n");
            }
            text
        });
        scene.write("playbooks/plain.toml", playbook);
        let cases = vector.tables("case");
        assert!(!cases.is_empty(), "{}: has no case", vector.place);
        let bench = Self { scene, zone, host: vector.text("host_zone"), many: cases.len() > 1 };
        for (case, tail) in cases.iter().zip(TAILS) {
            bench.add(case, tail, &vector.place);
        }
        bench
    }

    fn add(&self, case: &Table, tail: &str, place: &str) {
        let mut case = Asked::new(case, place);
        let received = stamp(&case.text("received").expect("received"), self.zone);
        let opened = case.text("opened").map_or_else(|| received.clone(), |at| stamp(&at, self.zone));
        let severity = case.text("severity").unwrap_or_else(|| "normal".to_owned());
        let header = case.text("header").unwrap_or_default();
        let customer = if header.contains("anonymous: true") {
            ""
        } else {
            "customer: \"王女士\"\ncontact: \"+86 138 0000 0000\"\n"
        };
        let id = format!("{}-{tail}", &received[..10]);
        let mut text = format!(
            "id: {id}\ntitle: \"鞋底开胶\"\nreceived: {received}\nchannel: phone\n{customer}demand: \"换一双\"\n\
             playbook: plain@1\ndescription: \"穿了一个月，鞋底开胶。\"\n{header}\nlog:\n  - {{id: e0, at: {opened}, by: wang, \
             do: open, step: begin, severity: {severity}, owner: wang}}\n"
        );
        for (n, line) in case.texts("events").unwrap_or_default().iter().enumerate() {
            text += &event(n, line, self.zone);
        }
        case.end();
        self.scene.write(&format!("cases/{}/{}/{id}.yaml", &id[..4], &id[5..7]), text);
    }

    fn run(&self, args: &[&str], now: &str) -> Ran {
        let mut command = amends(self.scene.root());
        command.args(args).args(["--now", now]).env("COLUMNS", "2000");
        if let Some(host) = &self.host {
            command.env("TZ", host);
        }
        Ran::of(command.output().expect("the binary runs"))
    }

    fn items(&self, args: &[&str], now: &str) -> Result<(Vec<Value>, Ran), String> {
        let mut all = args.to_vec();
        all.extend(["--format", "json"]);
        let ran = self.run(&all, now);
        let items = serde_json::from_str::<Value>(&ran.out).ok().and_then(|json| json["items"].as_array().cloned());
        items.map(|items| (items, ran)).ok_or_else(|| format!("{args:?} printed no items"))
    }

    fn row(&self, item: &Value) -> String {
        let word = |key: &str| item[key].as_str().unwrap_or("-").to_owned();
        let missed = item["missed"].as_u64().map_or_else(|| "-".to_owned(), |n| n.to_string());
        let case = word("case");
        let prefix =
            if self.many { format!("{}: ", case.rsplit('-').next().unwrap_or_default()) } else { String::new() };
        format!("{prefix}{} {} {missed} {}", word("kind"), word("level"), word("due"))
    }

    /// The differences at one moment.
    pub(super) fn judge(&self, moment: &mut Asked) -> Vec<String> {
        let shown = moment.text("now").expect("now");
        let now = stamp(&shown, self.zone);
        let flags = moment.texts("flags").unwrap_or_default();
        let wanted: Option<Vec<String>> =
            moment.texts("rows").map(|rows| rows.iter().map(|text| row(text, self.zone)).collect());
        let code = moment.number("code").unwrap_or(0);
        let mut found = Vec::new();
        let mut args = vec!["overdue"];
        args.extend(flags.iter().map(String::as_str));
        match self.items(&args, &now) {
            Err(why) => found.push(why),
            Ok((items, ran)) => {
                let rows: Vec<String> = items.iter().map(|item| self.row(item)).collect();
                if let Some(wanted) = &wanted
                    && *wanted != rows
                {
                    found.push(format!("wanted rows {wanted:?}\n     got rows    {rows:?}"));
                }
                if i64::from(ran.code) != code {
                    found.push(format!("wanted exit {code}, got {}", ran.code));
                }
                let warned = ran.err.trim();
                match moment.text("warns") {
                    Some(part) if !warned.contains(&part) => found.push(format!("no {part:?} in stderr: {warned:?}")),
                    None if !warned.is_empty() => found.push(format!("stderr: {warned:?}")),
                    _ => {}
                }
            }
        }
        if let Some(parts) = moment.texts("explain") {
            let mut args = args.clone();
            args.push("--explain");
            let out = self.run(&args, &now).out;
            let absent = parts.iter().filter(|part| !out.contains(*part));
            found.extend(absent.map(|part| format!("no {part:?} in the explanation:\n{out}")));
        }
        if let Some(due) = moment.texts("due") {
            found.extend(self.due(&due, &now));
        }
        if let Some(next) = moment.text("next") {
            let wanted = if next == "-" { next } else { stamp(&next, self.zone) };
            match self.items(&["list", "--state", "open,waiting,closed"], &now) {
                Err(why) => found.push(why),
                Ok((items, _)) => {
                    let got = items.first().and_then(|item| item["next_due"].as_str()).unwrap_or("-").to_owned();
                    if got != wanted {
                        found.push(format!("wanted next_due {wanted}, got {got}"));
                    }
                }
            }
        }
        found.into_iter().map(|line| format!("  at {shown}: {line}")).collect()
    }

    /// What is said to fall due later: `final 2027-01-01 23:59:59`, or `no final`.
    fn due(&self, wanted: &[String], now: &str) -> Vec<String> {
        let items = match self.items(&["overdue", "--within", "104w"], now) {
            Err(why) => return vec![why],
            Ok((items, _)) => items,
        };
        let open = |item: &&Value| item["level"] == "due";
        let rows: Vec<String> = items
            .iter()
            .filter(open)
            .map(|item| format!("{} {}", item["kind"].as_str().unwrap_or("-"), item["due"].as_str().unwrap_or("-")))
            .collect();
        let met = |text: &&String| match text.strip_prefix("no ") {
            Some(kind) => !rows.iter().any(|row| row.split(' ').next() == Some(kind)),
            None => {
                let (kind, due) = text.split_once(' ').expect("a kind and a moment");
                rows.contains(&format!("{kind} {}", stamp(due, self.zone)))
            }
        };
        let lost = wanted.iter().filter(|text| !met(text));
        lost.map(|text| format!("wanted to fall due: {text}; what does: {rows:?}")).collect()
    }
}
