//! One case on its way through a procedure, by commands as a handler gives them.

use super::route::Stop;
use crate::scene::Scene;
use amends::case::stamp::{parse_stamp, write_stamp};
use amends::case::{Act, Case, History, Stamp, State};
use amends::cli::run;
use amends::commands::{Exit, Surroundings};
use amends::playbook::advance::{Missing, Request, missing};
use amends::playbook::{Field, FieldType, Gate, Playbook, Step};
use amends::policy::{Lang, Policy, read_policy};
use amends::store::read_text;
use amends::text::Say;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Who works here: wang handles, li signs.
const POLICY: &str = r#"
format = 1
time_zone = "Asia/Shanghai"

[[person]]
id = "wang"
roles = ["agent"]

[[person]]
id = "li"
roles = ["manager"]

[[approval]]
from = "2000.00"
roles = ["manager"]
"#;

/// A case on its way.
pub(super) struct Walk<'p> {
    scene: Scene,
    playbook: &'p Playbook,
    lang: Lang,
    now: Stamp,
    case: String,
    closed: BTreeSet<Gate>,
    policy: Policy,
}

impl<'p> Walk<'p> {
    /// Files a case that follows the procedure.
    pub(super) fn begin(playbook: &'p Playbook, lang: Lang) -> Self {
        Self::begin_with(playbook, lang, &[])
    }

    /// As [`Walk::begin`], with further flags.
    pub(super) fn begin_with(playbook: &'p Playbook, lang: Lang, more: &[&str]) -> Self {
        let scene = Scene::empty();
        scene.write("amends.toml", POLICY);
        std::fs::create_dir(scene.root().join("cases")).unwrap();
        let now = parse_stamp("2026-11-20T09:00:00+08:00").unwrap();
        let policy = read_policy(POLICY).0;
        let mut walk = Self { scene, playbook, lang, now, case: String::new(), closed: BTreeSet::new(), policy };
        let mut args = vec![
            "open",
            "-q",
            "--playbook",
            &playbook.id,
            "--title",
            "鞋底开胶",
            "--customer",
            "王女士",
            "--contact",
            "+86 138 0000 0000",
            "--channel",
            "phone",
            "--demand",
            "换一双",
            "-m",
            "穿了一个月，鞋底开胶。",
        ];
        args.extend(more);
        let filed = walk.does(&args);
        walk.case = filed.trim().to_owned();
        walk
    }

    /// The gates that refused something.
    pub(super) fn closed_gates(&self) -> impl Iterator<Item = Gate> {
        self.closed.iter().cloned()
    }

    /// Runs a command, a minute after the one before it.
    fn run(&mut self, args: &[&str]) -> (Exit, String, String) {
        self.now += TimeDelta::minutes(1);
        let surroundings = Surroundings {
            here: self.scene.root().to_path_buf(),
            program: PathBuf::from("amends"),
            by: Some("wang".to_owned()),
            index_file: None,
            columns: None,
            no_color: false,
            dumb_terminal: false,
            force_color: false,
            stdin_terminal: false,
            stdout_terminal: false,
            stderr_terminal: false,
        };
        let (now, lang) = (write_stamp(self.now), if self.lang == Lang::En { "en" } else { "zh" });
        let args = ["amends"].into_iter().chain(args.iter().copied()).chain(["--now", &now, "--lang", lang]);
        let mut seed = self.now.timestamp().unsigned_abs();
        let random = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed.rotate_left(23)
        };
        let done = run(args.map(Into::into).collect(), surroundings, Box::new(random));
        (done.exit, done.data, done.hints)
    }

    /// Runs a command that has to succeed.
    #[track_caller]
    fn does(&mut self, args: &[&str]) -> String {
        let (exit, data, hints) = self.run(args);
        assert_eq!(exit, Exit::Fine, "{}: {args:?}\n{data}{hints}\n{}", self.playbook.id, self.file());
        data
    }

    /// Runs a command that has to be refused, and changes nothing.
    #[track_caller]
    fn refused(&mut self, args: &[&str]) -> String {
        let before = self.file();
        let (exit, data, hints) = self.run(args);
        assert_eq!(exit, Exit::Refused, "{}: {args:?}\n{data}{hints}\n{before}", self.playbook.id);
        assert_eq!(self.file(), before, "{}: {args:?} wrote", self.playbook.id);
        hints
    }

    fn file(&self) -> String {
        if self.case.is_empty() { String::new() } else { self.scene.case(&self.case) }
    }

    fn read(&self) -> Case {
        read_text(&self.file()).case.expect("the case is whole")
    }

    fn state(&self) -> State {
        State::of(&History::of(&self.read(), None))
    }

    fn is_met(&self, gate: &Gate) -> bool {
        let case = self.read();
        let history = History::of(&case, None);
        gate.is_met(&history, &State::of(&history), &self.policy, &Default::default())
    }

    /// Leaves a step: what is missing is named first, then supplied.
    pub(super) fn pass(&mut self, stop: &Stop) {
        let step = &self.playbook.steps[stop.step];
        let id = self.case.clone();
        assert_eq!(self.state().step.as_ref(), Some(&step.id), "{}", self.playbook.id);
        self.miss_fields(step);
        self.know(step, stop);
        self.shut(step, stop);
        let gates: Vec<&Gate> = stop.asked.iter().map(|i| &step.requires[*i].gate).collect();
        for gate in &gates {
            if self.is_met(gate) {
                self.shut_without_events(step, gate);
            }
        }
        let unmet: Vec<&Gate> = gates.into_iter().filter(|g| !self.is_met(g)).collect();
        let unticked: Vec<&str> = step.checks.iter().filter(|c| c.required).map(|c| c.id.as_str()).collect();
        if !unmet.is_empty() || !unticked.is_empty() {
            let said = self.refused(&["advance", &id]);
            for check in &unticked {
                assert!(said.contains(check), "{}: {check} is not named in\n{said}", self.playbook.id);
            }
            for gate in &unmet {
                assert!(said.contains(&gate.say(self.lang)), "{}: {gate} is not named in\n{said}", self.playbook.id);
                self.closed.insert((*gate).clone());
            }
        }
        if !step.checks.is_empty() {
            self.does(&["tick", &id, "all"]);
        }
        for gate in &unmet {
            if !self.is_met(gate) {
                let said = self.refused(&["advance", &id]);
                assert!(said.contains(&gate.say(self.lang)), "{}: {gate} is not named in\n{said}", self.playbook.id);
                self.supply(gate);
                assert!(self.is_met(gate), "{}: {gate} stays closed\n{}", self.playbook.id, self.file());
            }
        }
        self.does(&["advance", &id]);
        let next = stop.exit.map_or_else(|| self.playbook.following(step), |i| step.branches[i].to.clone());
        assert_eq!(self.state().step.unwrap_or_else(|| "end".to_owned()), next.to_string(), "{}", self.playbook.id);
    }

    /// Brings about what some gates only then ask about: a refusal, an offer above a band, an option that was accepted.
    fn shut(&mut self, step: &Step, stop: &Stop) {
        let id = self.case.clone();
        let asks = |gate: &Gate| stop.asked.iter().any(|i| step.requires[*i].gate == *gate);
        // In every round: what was declined in the one before answers no refusal of this one.
        if asks(&Gate::Alternative) && self.is_met(&Gate::Alternative) {
            self.does(&["log", &id, "--via", "phone", "--purpose", "refusal"]);
        }
        if asks(&Gate::Redress) && self.state().answer.is_none() {
            self.offer_and_answer("a");
        } else if asks(&Gate::Approval) && !self.has_offer() {
            self.offer();
        }
    }

    /// What an earlier step brought about opens this gate; it is closed in a case in which nothing happened.
    fn shut_without_events(&mut self, step: &Step, gate: &Gate) {
        let mut case = self.read();
        case.events.truncate(1);
        let facts = self.state().facts;
        let history = History::of(&case, None);
        let request = Request { facts, ..Request::default() };
        let lacking = missing(&history, &State::of(&history), step, &self.policy, &request);
        // A plan is a fact, and facts stay; the others ask for nothing before there is an offer or a refusal.
        if !matches!(gate, Gate::Plan | Gate::Alternative | Gate::Approval | Gate::Redress) {
            assert!(lacking.contains(&Missing::Gate(gate.clone())), "{}: {gate} is open at once", self.playbook.id);
            self.closed.insert(gate.clone());
        }
    }

    /// What the step wants to know, and nobody has said, is named.
    fn miss_fields(&mut self, step: &Step) {
        let state = self.state();
        let id = self.case.clone();
        let unknown: Vec<&Field> =
            step.fields.iter().filter(|f| f.required && !state.facts.contains_key(&f.id)).collect();
        if !unknown.is_empty() {
            let said = self.refused(&["advance", &id]);
            for field in unknown {
                let set = format!("--set {}=VALUE", field.id);
                assert!(said.contains(&set), "{}: {} is not named in\n{said}", self.playbook.id, field.id);
                // The field is what the gate of that name asks for.
                if field.id == "plan" {
                    self.closed.insert(Gate::Plan);
                }
            }
        }
    }

    /// Makes known what the step asks for and what its conditions look at.
    fn know(&mut self, step: &Step, stop: &Stop) {
        let id = self.case.clone();
        let playbook = self.playbook;
        let mut set: Vec<String> = Vec::new();
        for field in step.fields.iter().filter(|f| f.required && !stop.known.contains_key(&f.id)) {
            set.push(format!("{}={}", field.id, some_value(field)));
        }
        for (name, value) in &stop.known {
            match (name.as_str(), playbook.field(name)) {
                (_, Some(_)) => set.push(format!("{name}={value}")),
                ("severity", _) => drop(self.does(&["assess", &id, "--severity", value, "--why", "说明"])),
                ("verified", _) => drop(self.does(&["assess", &id, "--verified", value])),
                ("fault", _) => drop(self.does(&["assess", &id, "--fault", value])),
                ("channel", _) => {
                    drop(self.does(&["edit", &id, "--set", &format!("channel={value}"), "--why", "更正"]))
                }
                ("satisfied", _) => {
                    let answer = if value == "true" { "yes" } else { "no" };
                    drop(self.does(&["survey", &id, "--satisfied", answer]));
                }
                ("accepted", _) => self.offer_and_answer(value),
                (other, _) => panic!("{}: nothing is known of {other}", playbook.id),
            }
        }
        if !set.is_empty() {
            let mut args = vec!["tick", &id];
            for pair in &set {
                args.extend(["--set", pair]);
            }
            self.does(&args);
        }
    }

    /// Gives the command that meets a gate, and what has to come before it.
    fn supply(&mut self, gate: &Gate) {
        let id = self.case.clone();
        let case = id.as_str();
        match gate.to_string().as_str() {
            "contact-out" | "acknowledged" => drop(self.does(&["log", case, "--via", "phone", "-m", "已致电"])),
            "contact-in" => drop(self.does(&["log", case, "--in", "--via", "phone", "-m", "来电"])),
            "confirmed" => drop(self.does(&["log", case, "--via", "phone", "--confirmed"])),
            "evidence" => drop(self.does(&["evidence", case, "照片 0123"])),
            "assessed" => drop(self.does(&["assess", case, "--urgent", "no"])),
            "verified" => drop(self.does(&["assess", case, "--verified", "confirmed"])),
            "cause" => drop(self.does(&["cause", case, "-m", "胶水没有干透"])),
            "promise" => drop(self.does(&["promise", case, "--due", "tomorrow 17:00", "-m", "答复处理结果"])),
            "offer" => self.offer(),
            "told" => self.tell_offer(),
            "consent" => self.offer_and_answer("a"),
            "alternative" => drop(self.does(&["decline", case, "-m", "换一双", "--alternative", "免费维修"])),
            "approval" => self.approve(),
            "redress" => self.pay(),
            "result-told" => drop(self.does(&["log", case, "--via", "phone", "--purpose", "result"])),
            "satisfaction" => drop(self.does(&["survey", case, "--satisfied", "yes"])),
            "follow-up" => drop(self.does(&["log", case, "--via", "phone", "--purpose", "follow-up"])),
            "escalated" => drop(self.does(&["escalate", case, "--why", "需要上级决定"])),
            "told-team" => drop(self.does(&["tell-team", case, "service"])),
            "action" => {
                self.does(&["action", "add", case, "-m", "检查胶水", "--owner", "li", "--due", "tomorrow 17:00"]);
            }
            other => match other.split_once(':') {
                Some(("evidence", kind)) => drop(self.does(&["evidence", case, "档案 7", "--kind", kind])),
                Some(("letter", kind)) => drop(self.does(&["log", case, "--via", "email", "--letter", kind])),
                _ => panic!("{}: how is {other} met?", self.playbook.id),
            },
        }
    }

    fn last(&self, wanted: impl Fn(&Act) -> bool) -> Option<String> {
        self.read().events.iter().rfind(|e| wanted(&e.act)).map(|e| e.id.to_string())
    }

    fn offer(&mut self) {
        let id = self.case.clone();
        let remedy = self.playbook.allowed_remedies.iter().map(|r| r.as_str());
        let remedy = remedy.clone().find(|r| *r != "apology").unwrap_or("refund").to_owned();
        let letters = ["a", "b", "c", "d"];
        let count = self.playbook.offer.map_or(1, |(min, _)| min as usize);
        let options: Vec<String> = letters[..count].iter().map(|l| format!("{l}:loss={remedy}:3000.00")).collect();
        let mut args = vec!["redress", "offer", &id, "--why", "与损失相当"];
        options.iter().for_each(|o| args.extend(["--option", o]));
        self.does(&args);
    }

    /// An offer of this round; those of earlier rounds were not enough.
    fn has_offer(&self) -> bool {
        let events = self.read().events;
        let round = events.iter().rposition(|e| matches!(e.act, Act::Return { .. })).map_or(0, |i| i + 1);
        events[round..].iter().any(|e| matches!(e.act, Act::Offer { .. }))
    }

    fn approve(&mut self) {
        if !self.has_offer() {
            self.offer();
        }
        let id = self.case.clone();
        self.does(&["redress", "approve", &id, "--amount", "9000.00", "--by", "li"]);
    }

    fn tell_offer(&mut self) {
        if !self.has_offer() {
            self.offer();
        }
        let id = self.case.clone();
        let offer = self.last(|a| matches!(a, Act::Offer { .. })).unwrap();
        if self.last(|a| matches!(a, Act::Approve { of, .. } if of.as_str() == offer)).is_none() {
            // What nobody approved is promised to nobody.
            self.refused(&["log", &id, "--via", "phone", "--tells"]);
            self.approve();
        }
        self.does(&["log", &id, "--via", "phone", "--tells", "-m", "说明方案"]);
    }

    fn offer_and_answer(&mut self, accepts: &str) {
        self.offer();
        self.approve();
        self.tell_offer();
        let id = self.case.clone();
        self.does(&["redress", "answer", &id, "--accepts", accepts, "--how", "电话里答复"]);
    }

    fn pay(&mut self) {
        if self.state().answer.is_none() {
            self.offer_and_answer("a");
        }
        let id = self.case.clone();
        self.does(&["redress", "pay", &id, "--option", "a", "--reason", "与损失相当"]);
    }

    /// The customer says no: the case goes back, and the line tells which round begins.
    pub(super) fn displease(&mut self, back: &str) {
        let id = self.case.clone();
        let rounds = self.state().rounds;
        let (exit, _, hints) = self.run(&["survey", &id, "--satisfied", "no", "-m", "还是不满意"]);
        assert_eq!(exit, Exit::Fine);
        assert!(hints.contains(&format!("--back {back}")), "{}: {hints}", self.playbook.id);
        // A case whose customer isn't satisfied doesn't close.
        let said = self.refused(&["close", &id, "--outcome", "upheld", "--lesson", "教训"]);
        assert!(said.contains(&format!("--back {back}")), "{}: {said}", self.playbook.id);
        self.does(&["advance", &id, "--back", back, "--why", "客户不满意"]);
        assert_eq!(self.state().rounds, rounds + 1, "{}", self.playbook.id);
    }

    /// What an overlay asks for stands in the way of the close until it is ticked.
    pub(super) fn overlay(&mut self, overlay: &Playbook) {
        let id = self.case.clone();
        for check in overlay.steps[0].checks.iter().filter(|c| c.required) {
            let said = self.refused(&["close", &id, "--outcome", "upheld"]);
            assert!(said.contains(&check.id), "{}: {} is not named in\n{said}", overlay.id, check.id);
            self.does(&["tick", &id, &check.id]);
        }
        let said = self.run(&["close", &id, "--outcome", "upheld"]).2;
        assert!(!said.contains(&overlay.steps[0].checks[0].id), "{said}");
    }

    /// Closes the case: everything that is missing is named at once, then supplied.
    pub(super) fn close(&mut self) {
        let id = self.case.clone();
        assert_eq!(self.state().step, None, "{}: the flow is at its end", self.playbook.id);
        let unmet: Vec<Gate> = self.playbook.close_requires.iter().filter(|g| !self.is_met(g)).cloned().collect();
        if !unmet.is_empty() {
            let said = self.refused(&["close", &id, "--outcome", "upheld"]);
            for gate in &unmet {
                assert!(said.contains(&gate.say(self.lang)), "{}: {gate} is not named in\n{said}", self.playbook.id);
                self.closed.insert(gate.clone());
            }
        }
        for gate in unmet.iter().filter(|g| **g != Gate::Lesson) {
            if !self.is_met(gate) {
                self.supply(gate);
            }
        }
        let open: Vec<String> = self.state().open_promises().map(|p| p.id.to_string()).collect();
        for promise in open {
            let said = self.refused(&["close", &id, "--outcome", "upheld", "--lesson", "教训"]);
            assert!(said.contains(&promise), "{}: {said}", self.playbook.id);
            self.does(&["log", &id, "--via", "phone", "--kept", &promise, "-m", "已答复"]);
        }
        if self.state().agreed.is_some() && self.last(|a| matches!(a, Act::Redress { .. })).is_none() {
            let said = self.refused(&["close", &id, "--outcome", "upheld", "--lesson", "教训"]);
            assert!(said.contains("amends redress pay"), "{}: {said}", self.playbook.id);
            self.pay();
        }
        self.does(&["close", &id, "--outcome", "upheld", "--lesson", "胶水要等它干透"]);
        assert!(self.state().is_closed());
        let checked = self.does(&["check"]);
        assert_eq!(checked, "", "{}\n{}", self.playbook.id, self.file());
        self.does(&["show", &id]);
    }
}

/// A value that fits a field.
fn some_value(field: &Field) -> String {
    match field.kind {
        FieldType::Text => "说明".to_owned(),
        FieldType::Choice | FieldType::Many => field.options[0].id.clone(),
        FieldType::Bool => "yes".to_owned(),
        FieldType::Date => "2026-11-20".to_owned(),
        FieldType::Time => "2026-11-20 14:00".to_owned(),
        FieldType::Money => "480.00".to_owned(),
    }
}
