//! A random working life of a workspace: commands as people give them, one after another.

use super::texts::remark;
use crate::scene::Scene;
use amends::case::learning::{ActionState, corrective};
use amends::case::stamp::{parse_stamp, write_stamp};
use amends::case::words::{Blame, Channel, Flag, Outcome, PauseReason, Purpose, Severity, Verified};
use amends::case::{Case, CaseId, History, Stamp, State};
use amends::cli::{Finished, run};
use amends::clock::Zone;
use amends::commands::{Exit, Surroundings};
use amends::playbook::builtin::{BUILTIN, builtin};
use amends::playbook::{FieldType, Playbook, Step, read_playbook};
use amends::store::read_text;
use chrono::{NaiveTime, TimeDelta};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What somebody does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Open,
    Log,
    Attempts,
    Note,
    Tick,
    Advance,
    Assign,
    Assess,
    Escalate,
    Promise,
    Evidence,
    Grievance,
    Settle,
    Decline,
    Offer,
    Answer,
    Approve,
    Pay,
    Pause,
    Resume,
    Survey,
    Cause,
    Improve,
    TellTeam,
    Close,
    Finish,
    GiveUp,
    Reopen,
    Retract,
    Switch,
}

/// A stretch of time, some to where clocks turn over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// None: the same second.
    None,
    /// So many seconds.
    Seconds(i64),
    /// To the next midnight.
    Midnight,
    /// To the next end of the working day, and so many seconds more.
    Cutoff(i64),
}

/// A deed with the time that passes before it and the dice that decide its details.
#[derive(Debug, Clone)]
pub(super) struct Move {
    pub(super) deed: Deed,
    /// What passes between the move before it and this one.
    pub(super) wait: Wait,
    /// How many seconds ago it happened, if it is entered late.
    back: Option<i64>,
    dice: [u8; 10],
    said: String,
}

/// Where and when a walk takes place: a zone, and a moment near one of its changes of clock.
#[derive(Debug, Clone)]
pub(super) struct Start {
    zone: &'static str,
    at: &'static str,
}

const STARTS: &[(&str, &str)] = &[
    ("Asia/Shanghai", "2026-11-20T09:00:00+08:00"),
    ("Europe/London", "2026-10-23T17:30:00+01:00"),
    ("America/New_York", "2026-03-06T23:30:00-05:00"),
    ("Australia/Lord_Howe", "2026-04-03T12:00:00+11:00"),
];

pub(super) fn start() -> impl Strategy<Value = Start> {
    select(STARTS).prop_map(|(zone, at)| Start { zone, at })
}

/// The plain start: no change of clock is near.
pub(super) fn shanghai() -> Start {
    Start { zone: STARTS[0].0, at: STARTS[0].1 }
}

/// So many moves; with `late`, some of them are entered later than they happened.
pub(super) fn moves(n: std::ops::Range<usize>, late: bool) -> impl Strategy<Value = Vec<Move>> {
    let deed = prop_oneof![
        8 => Just(Deed::Open),
        24 => Just(Deed::Log),
        4 => Just(Deed::Attempts),
        3 => Just(Deed::Note),
        4 => Just(Deed::Tick),
        16 => Just(Deed::Advance),
        3 => Just(Deed::Assign),
        4 => Just(Deed::Assess),
        2 => Just(Deed::Escalate),
        6 => Just(Deed::Promise),
        5 => Just(Deed::Evidence),
        3 => Just(Deed::Grievance),
        3 => Just(Deed::Settle),
        3 => Just(Deed::Decline),
        6 => Just(Deed::Offer),
        6 => Just(Deed::Answer),
        4 => Just(Deed::Approve),
        6 => Just(Deed::Pay),
        5 => Just(Deed::Pause),
        4 => Just(Deed::Resume),
        5 => Just(Deed::Survey),
        2 => Just(Deed::Cause),
        5 => Just(Deed::Improve),
        2 => Just(Deed::TellTeam),
        5 => Just(Deed::Close),
        4 => Just(Deed::Finish),
        8 => Just(Deed::GiveUp),
        8 => Just(Deed::Reopen),
        8 => Just(Deed::Retract),
        3 => Just(Deed::Switch),
    ];
    let wait = prop_oneof![
        6 => Just(Wait::None),
        3 => (1..600_i64).prop_map(Wait::Seconds),
        6 => (600..90_000_i64).prop_map(Wait::Seconds),
        2 => (86_400..700_000_i64).prop_map(Wait::Seconds),
        1 => Just(Wait::Midnight),
        1 => (0..2_i64).prop_map(Wait::Cutoff),
    ];
    let back = prop_oneof![
        4 => Just(None),
        1 => (0..2_000_i64).prop_map(Some),
        1 => (0..700_000_i64).prop_map(Some),
    ];
    let one = (deed, wait, back, any::<[u8; 10]>(), remark()).prop_map(move |(deed, wait, back, dice, said)| Move {
        deed,
        wait,
        back: back.filter(|_| late),
        dice,
        said,
    });
    proptest::collection::vec(one, n)
}

/// Dice for the details of one command.
struct Dice<'m> {
    left: std::iter::Cycle<std::slice::Iter<'m, u8>>,
    turn: u8,
}

impl Dice<'_> {
    fn of(&mut self, n: usize) -> usize {
        self.turn = self.turn.wrapping_add(31);
        let byte = self.left.next().copied().unwrap_or(0);
        // The first ten throws are the dice themselves, so that smaller ones make a simpler command.
        let byte = if self.turn < 31 { byte.wrapping_add(self.turn) } else { byte };
        usize::from(byte) % n.max(1)
    }

    fn once_in(&mut self, n: usize) -> bool {
        self.of(n) == n - 1
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.of(list.len())]
    }
}

/// A command line under construction.
#[derive(Clone)]
struct Line(Vec<String>);

impl Line {
    fn of(words: &[&str]) -> Self {
        Self(words.iter().map(|w| (*w).to_owned()).collect())
    }

    fn add(&mut self, words: &[&str]) {
        self.0.extend(words.iter().map(|w| (*w).to_owned()));
    }

    /// A flag with a value that may begin with a dash.
    fn set(&mut self, flag: &str, value: &str) {
        self.0.push(format!("{flag}={value}"));
    }
}

/// The outcome of one command of a walk.
pub(super) struct Went {
    pub(super) exit: Exit,
    pub(super) data: String,
    pub(super) hints: String,
}

/// A workspace and everything done in it.
pub(super) struct Walk {
    scene: Scene,
    zone: Zone,
    pub(super) now: Stamp,
    random: u64,
    pub(super) cases: Vec<CaseId>,
    /// Every command line so far with its exit code.
    pub(super) journal: Vec<String>,
    known: BTreeMap<CaseId, (String, Case)>,
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

impl Walk {
    pub(super) fn begin(start: &Start) -> Self {
        let scene = Scene::empty();
        let mut walk = Self {
            scene,
            zone: Zone(start.zone.parse().expect("a zone")),
            now: parse_stamp(start.at).expect("a moment"),
            random: 0x9e37_79b9_7f4a_7c15,
            cases: Vec::new(),
            journal: Vec::new(),
            known: BTreeMap::new(),
        };
        let made = walk.run(&["init", "--time-zone", start.zone]);
        assert_eq!(made.exit, Exit::Fine, "{}", made.hints);
        let policy = walk.scene.root().join("amends.toml");
        let text = std::fs::read_to_string(&policy).expect("the policy");
        let bands = "\n[[approval]]\nfrom = \"2000.00\"\nroles = [\"director\"]\n";
        std::fs::write(policy, text + bands).expect("the policy is written");
        walk
    }

    /// The zone in which days are counted.
    pub(super) fn zone(&self) -> Zone {
        self.zone
    }

    /// Runs a command as it is.
    pub(super) fn run(&mut self, args: &[&str]) -> Went {
        let here = self.scene.root().to_path_buf();
        let surroundings = Surroundings {
            here,
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
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut random = self.random;
        let random = move || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random
        };
        let args = std::iter::once("amends").chain(args.iter().copied()).map(Into::into).collect();
        let Finished { data, hints, exit, .. } = run(args, surroundings, Box::new(random));
        Went { exit, data, hints }
    }

    /// Runs a command at the moment of the walk.
    pub(super) fn at_now(&mut self, args: &[&str]) -> Went {
        self.at(self.now, args)
    }

    /// Runs a command at some moment.
    pub(super) fn at(&mut self, now: Stamp, args: &[&str]) -> Went {
        let now = write_stamp(now);
        let mut all = args.to_vec();
        all.extend(["--now", &now]);
        self.run(&all)
    }

    /// Puts a remark at the head of every title, what, why, how and note on record of a customer with a name, as a
    /// careless hand might.
    pub(super) fn tell_everywhere(&mut self, remark: &str) {
        for id in &self.cases {
            let path = self.scene.case_path(id.as_str());
            let mut text = std::fs::read_to_string(&path).expect("the case file");
            if text.contains("\nanonymous: true\n") {
                continue;
            }
            for key in ["title", "what", "why", "how", "note", "lesson", "reason", "words"] {
                for before in ["\n", "{", ", "] {
                    text = text.replace(&format!("{before}{key}: \""), &format!("{before}{key}: \"{remark} "));
                }
            }
            std::fs::write(&path, text).expect("the case file is written");
        }
    }

    /// The journal, for the message of a law that doesn't hold.
    pub(super) fn story(&self) -> String {
        let mut out = self.journal.join("\n");
        for id in &self.cases {
            out.push_str(&format!("\n\n{}", self.scene.case(id.as_str())));
        }
        out
    }

    fn files(&self) -> Files {
        fn gather(folder: &Path, files: &mut Files) {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    gather(&path, files);
                } else {
                    let bytes = std::fs::read(&path).expect("a file");
                    files.insert(path, bytes);
                }
            }
        }
        let mut files = Files::new();
        for folder in ["cases", "playbooks"] {
            gather(&self.scene.root().join(folder), &mut files);
        }
        files
    }

    /// Runs a writing command and holds it to its contract: it is done and adds to the file of its case, or it is
    /// refused (2, 4 or 5) and changes no byte. Now and then it is rehearsed with `--dry-run`, which writes nothing and
    /// comes to the same.
    fn write(&mut self, mut line: Line, back: Option<i64>) -> Result<Went, TestCaseError> {
        let mut rehearsed = None;
        let now = write_stamp(self.now);
        line.add(&["--now", &now]);
        if let Some(back) = back {
            let at = self.zone.local(self.now - TimeDelta::seconds(back));
            line.add(&["--at", &write_stamp(at)]);
        }
        let before = self.files();
        if self.journal.len() % 8 == 3 {
            let mut dry: Vec<&str> = line.0.iter().map(String::as_str).collect();
            dry.push("--dry-run");
            rehearsed = Some(self.run(&dry).exit);
            prop_assert!(before == self.files(), "a dry run of {dry:?} wrote\n{}", self.story());
        }
        let args: Vec<&str> = line.0.iter().map(String::as_str).collect();
        let went = self.run(&args);
        let shown: Vec<String> =
            line.0.iter().map(|w| if w.len() > 400 { "(long)".to_owned() } else { format!("{w:?}") }).collect();
        self.journal.push(format!("{} <- {}", went.exit.code(), shown.join(" ")));
        prop_assert_eq!(
            rehearsed.unwrap_or(went.exit),
            went.exit,
            "the dry run came to something else\n{}",
            self.story()
        );
        let after = self.files();
        let allowed = [Exit::Fine, Exit::Usage, Exit::Refused, Exit::NotFound];
        prop_assert!(allowed.contains(&went.exit), "{}\n{}", went.hints, self.story());
        if went.exit == Exit::Fine {
            let case = |path: &&PathBuf| path.extension().is_some_and(|e| e == "yaml");
            let changed: Vec<&PathBuf> = after.keys().filter(|p| before.get(*p) != after.get(*p)).collect();
            // What is ticked already is not written again.
            let least = usize::from(args[0] != "tick");
            let cases = changed.iter().copied().filter(case).count();
            prop_assert!((least..=1).contains(&cases), "{cases} cases changed\n{}", self.story());
            for path in changed {
                let old = before.get(path).map_or(&b""[..], Vec::as_slice);
                prop_assert!(after[path].starts_with(old), "{} lost bytes\n{}", path.display(), self.story());
            }
            prop_assert!(before.keys().all(|p| after.contains_key(p)), "{}", self.story());
        } else {
            prop_assert!(before == after, "a refused command wrote\n{}", self.story());
        }
        Ok(went)
    }

    /// Climbs the ladder: what is due goes up once, the second run writes nothing and prints the same, and no byte of
    /// before is lost.
    pub(super) fn climb(&mut self) -> Result<(), TestCaseError> {
        let before = self.files();
        let first = self.at_now(&["overdue", "--escalate"]);
        prop_assert_eq!(first.exit, Exit::Fine, "{}\n{}", first.hints, self.story());
        self.journal.push(format!("0 <- \"overdue\" \"--escalate\" \"--now\" {:?}", write_stamp(self.now)));
        let after = self.files();
        for (path, old) in &before {
            prop_assert!(after[path].starts_with(old), "{} lost bytes\n{}", path.display(), self.story());
        }
        prop_assert_eq!(first.hints.is_empty(), before == after, "{}\n{}", first.hints, self.story());
        let second = self.at_now(&["overdue", "--escalate"]);
        prop_assert_eq!((second.data, second.hints), (first.data, String::new()), "{}", self.story());
        prop_assert!(after == self.files(), "the ladder was climbed twice\n{}", self.story());
        Ok(())
    }

    /// Lets time pass.
    pub(super) fn pass(&mut self, wait: Wait) {
        let today = self.zone.date(self.now);
        let cutoff = NaiveTime::from_hms_opt(18, 0, 0).expect("a time");
        self.now = match wait {
            Wait::None => self.now,
            Wait::Seconds(seconds) => self.zone.local(self.now + TimeDelta::seconds(seconds)),
            Wait::Midnight => self.zone.start_of(today + TimeDelta::days(1)),
            Wait::Cutoff(seconds) => {
                let end = |day| self.zone.at(day, cutoff) + TimeDelta::seconds(seconds);
                if end(today) > self.now { end(today) } else { end(today + TimeDelta::days(1)) }
            }
        };
    }

    /// One more move.
    pub(super) fn step(&mut self, step: &Move) -> Result<(), TestCaseError> {
        self.pass(step.wait);
        let mut dice = Dice { left: step.dice.iter().cycle(), turn: 0 };
        if self.cases.is_empty() || step.deed == Deed::Open && self.cases.len() < 3 {
            return self.open(step, &mut dice);
        }
        let ids = self.cases.clone();
        let turns = ids.iter().map(|id| self.turn(id)).collect::<Result<Vec<_>, _>>()?;
        // What needs something in a case is done where there is one.
        let fits = |turn: &&Turn| {
            let state = turn.state();
            match step.deed {
                Deed::Resume => state.pauses.iter().any(|p| p.ended.is_none()),
                Deed::Settle => state.grievances.iter().any(|g| !g.settled),
                Deed::Reopen => state.is_closed(),
                Deed::Answer | Deed::Approve => !state.is_closed() && !state.offers.is_empty(),
                Deed::Pay => !state.is_closed() && state.agreed.is_some(),
                _ => false,
            }
        };
        let any = &turns[dice.of(turns.len())];
        let turn = turns.iter().find(fits).filter(|_| !dice.once_in(8)).unwrap_or(any);
        let fit = fits(&turn);
        let mut step = step.clone();
        step.deed = match step.deed {
            Deed::Resume if !fit => Deed::Pause,
            Deed::Settle if !fit => Deed::Grievance,
            Deed::Answer | Deed::Approve if !fit => Deed::Offer,
            other => other,
        };
        let closed = turn.state().is_closed();
        let after_close = matches!(
            step.deed,
            Deed::Log | Deed::Attempts | Deed::Note | Deed::Survey | Deed::Improve | Deed::TellTeam | Deed::Retract
        );
        if closed && !after_close && dice.once_in(2) {
            step.deed = Deed::Reopen;
        } else if !closed && step.deed == Deed::Reopen && dice.once_in(2) {
            step.deed = Deed::Finish;
        }
        let step = &step;
        match step.deed {
            Deed::Finish => return self.finish(turn, step, &mut dice),
            Deed::GiveUp => return self.give_up(turn, &mut dice),
            _ => {}
        }
        let line = turn.line(step, &mut dice);
        let back = step.back;
        if step.deed == Deed::Answer {
            self.write(Line::of(&["log", &turn.id, "--via", "phone", "--tells"]), None)?;
        }
        if step.deed == Deed::Attempts {
            // Both on one day, most days.
            self.pass(if dice.once_in(4) { Wait::None } else { Wait::Midnight });
            self.write(line.clone(), None)?;
            self.pass(Wait::Seconds(4 * 3600));
        }
        let by = dice.once_in(4) && step.deed != Deed::Approve;
        let mut line = line;
        if by {
            line.add(&["--by", "li"]);
        }
        self.write(line, back).map(drop)
    }

    /// The case as its file tells it; a file that didn't change isn't read again.
    pub(super) fn read(&mut self, id: &CaseId) -> Result<Case, TestCaseError> {
        let text = self.scene.case(id.as_str());
        if let Some((_, case)) = self.known.get(id).filter(|(known, _)| *known == text) {
            return Ok(case.clone());
        }
        let reading = read_text(&text);
        prop_assert!(reading.faults.is_empty(), "{:?}\n{}", reading.faults, self.story());
        let case = reading.case.ok_or_else(|| TestCaseError::fail("no case"))?;
        self.known.insert(id.clone(), (text, case.clone()));
        Ok(case)
    }

    fn turn(&mut self, id: &CaseId) -> Result<Turn, TestCaseError> {
        let other = self.cases.iter().find(|c| *c != id).unwrap_or(id).to_string();
        Ok(Turn { id: id.to_string(), other, case: self.read(id)?, zone: self.zone, now: self.now })
    }

    fn open(&mut self, step: &Move, dice: &mut Dice<'_>) -> Result<(), TestCaseError> {
        let mut line = Line::of(&["open", "-q", "--title", "鞋底开胶", "--demand", "换一双"]);
        line.set("-m", &step.said);
        line.add(&["--channel", dice.one(Channel::ALL).as_str()]);
        if dice.once_in(6) {
            line.add(&["--anonymous"]);
        } else {
            line.add(&["--customer", "王女士", "--contact", "+86 138 0000 0000"]);
        }
        if dice.once_in(2) {
            line.add(&["--playbook", BUILTIN[dice.of(BUILTIN.len())].0]);
        }
        if dice.once_in(3) {
            line.add(&["--severity", dice.one(Severity::ALL).as_str()]);
        }
        if dice.once_in(3) {
            line.add(&["--owner", "li"]);
        }
        if dice.once_in(3) {
            line.add(&["--spoke", dice.one(Channel::ALL).as_str()]);
        }
        if dice.once_in(3) {
            line.add(&["--cc", "消协: #1", "--reference", "order=A-\"1024\"", "--category", "product"]);
        }
        let late = step.back.filter(|_| dice.once_in(2));
        if let Some(back) = step.back {
            let more = i64::from(step.dice[9]) * 1000 * i64::from(late.is_some());
            let received = self.zone.local(self.now - TimeDelta::seconds(back + more));
            line.add(&["--received", &write_stamp(received)]);
        }
        let went = self.write(line, late)?;
        if went.exit == Exit::Fine {
            let id = CaseId::parse(went.data.trim());
            self.cases.push(id.ok_or_else(|| TestCaseError::fail(format!("no id: {}", went.data)))?);
        }
        Ok(())
    }

    /// Brings a case to its end as a diligent handler would, command by command.
    fn finish(&mut self, turn: &Turn, step: &Move, dice: &mut Dice<'_>) -> Result<(), TestCaseError> {
        let id = turn.id.as_str();
        let state = turn.state();
        let mut lines = Vec::new();
        let mut log = Line::of(&["log", id, "--via", "phone", "--purpose", "follow-up", "--confirmed"]);
        for promise in state.open_promises() {
            log.add(&["--kept", promise.id.as_str()]);
        }
        lines.push(log);
        for grievance in state.grievances.iter().filter(|g| !g.settled) {
            lines.push(Line::of(&["settle", id, grievance.id.as_str(), "-m", "说明了"]));
        }
        if dice.once_in(2) {
            lines.push(Line::of(&["decline", id, "-m", "十倍赔偿", "--alternative", "更换", "--told"]));
        }
        lines.push(Line::of(&["redress", "pay", id, "--reason", "说好的"]));
        lines.push(Line::of(&["log", id, "--via", "phone", "--purpose", "result"]));
        lines.push(Line::of(&["survey", id, "--satisfied", "yes", "--score", "5"]));
        let steps = turn.playbook().map_or(0, |p| p.steps.len());
        for line in lines {
            self.write(line, None)?;
        }
        for _ in 0..steps {
            let turn = self.turn(&turn.case.header.id)?;
            if turn.state().step.is_none() || dice.once_in(12) {
                break;
            }
            let mut line = Line::of(&["advance", id, "--tick", "all", "--force", "--why", "客户已满意"]);
            turn.set_fields(&mut line, step, dice);
            self.write(line, None)?;
        }
        let mut close = Line::of(&["close", id, "--tell-team", "kitchen"]);
        close.add(&["--outcome", dice.one(&["upheld", "partly-upheld", "goodwill", "not-upheld", "unresolvable"])]);
        close.set("--lesson", &step.said);
        self.write(close, None).map(drop)
    }

    /// Ends a case that no answer of ours can end.
    fn give_up(&mut self, turn: &Turn, dice: &mut Dice<'_>) -> Result<(), TestCaseError> {
        let id = turn.id.as_str();
        let outcome = dice.one(&["unreachable", "withdrawn", "referred", "duplicate"]);
        if outcome == "unreachable" {
            self.write(Line::of(&["log", id, "--via", "phone", "--not-reached"]), None)?;
            self.now = self.zone.local(self.now + TimeDelta::hours(4));
            self.write(Line::of(&["log", id, "--via", "sms", "--not-reached"]), None)?;
        }
        // A case is no duplicate of itself.
        let other = self.cases.iter().map(ToString::to_string).find(|c| c != id).unwrap_or_else(|| id.to_owned());
        self.write(Line::of(&["close", id, "--outcome", outcome, "--ground", &other]), None).map(drop)
    }

    /// Every case and what the workspace's checks say about them.
    pub(super) fn check(&mut self) -> Went {
        self.at_now(&["check"])
    }
}

/// A case on its turn.
struct Turn {
    id: String,
    /// Another case, if there is one.
    other: String,
    case: Case,
    zone: Zone,
    now: Stamp,
}

impl Turn {
    fn state(&self) -> State {
        State::of(&History::of(&self.case, None))
    }

    fn playbook(&self) -> Option<&'static Playbook> {
        static READ: OnceLock<BTreeMap<&'static str, Playbook>> = OnceLock::new();
        let read = READ.get_or_init(|| {
            let read = |(id, _): &(&'static str, _)| Some((*id, read_playbook(id, builtin(id)?).0?));
            BUILTIN.iter().filter_map(read).collect()
        });
        read.get(self.state().playbook.id.as_str())
    }

    fn at_step(&self) -> Option<&'static Step> {
        self.playbook()?.step(self.state().step.as_deref()?)
    }

    /// A time ahead, as a moment or as a day.
    fn ahead(&self, dice: &mut Dice<'_>) -> String {
        let later = self.zone.local(self.now + TimeDelta::minutes(30 + 400 * i64::try_from(dice.of(250)).unwrap_or(0)));
        if dice.once_in(2) { self.zone.date(later).to_string() } else { write_stamp(later) }
    }

    fn event(&self, dice: &mut Dice<'_>) -> String {
        let id = self.case.events[dice.of(self.case.events.len())].id.as_str();
        if dice.once_in(4) { id[..4].to_owned() } else { id.to_owned() }
    }

    fn checks(&self, dice: &mut Dice<'_>) -> String {
        match self.at_step() {
            Some(step) if dice.once_in(2) && !step.checks.is_empty() => {
                step.checks[dice.of(step.checks.len())].id.clone()
            }
            _ => "all".to_owned(),
        }
    }

    /// Values for the fields of the step, of their types.
    fn set_fields(&self, line: &mut Line, step: &Move, dice: &mut Dice<'_>) {
        for field in self.at_step().map_or(&[][..], |s| &s.fields) {
            let option = || field.options.get(usize::from(step.dice[8]) % field.options.len().max(1));
            let value = match field.kind {
                FieldType::Text => step.said.clone(),
                FieldType::Choice => option().map(|o| o.id.clone()).unwrap_or_default(),
                FieldType::Many => {
                    field.options.iter().take(1 + dice.of(2)).map(|o| o.id.as_str()).collect::<Vec<_>>().join(",")
                }
                FieldType::Bool => dice.one(&["yes", "no"]).to_owned(),
                FieldType::Date => self.zone.date(self.now).to_string(),
                FieldType::Time => write_stamp(self.now),
                FieldType::Money => "480.00".to_owned(),
            };
            line.set("--set", &format!("{}={value}", field.id));
        }
    }

    fn line(&self, step: &Move, dice: &mut Dice<'_>) -> Line {
        let id = self.id.as_str();
        let said = step.said.as_str();
        match step.deed {
            Deed::Open | Deed::Note | Deed::Finish | Deed::GiveUp => {
                let mut line = Line::of(&["note", id]);
                line.set("-m", said);
                line
            }
            Deed::Log => self.log(said, dice),
            Deed::Attempts => Line::of(&["log", id, "--via", "phone", "--not-reached"]),
            Deed::Tick => {
                let mut line = Line::of(&["tick", id, &self.checks(dice)]);
                if dice.once_in(2) {
                    self.set_fields(&mut line, step, dice);
                }
                line
            }
            Deed::Advance => self.advance(step, dice),
            Deed::Assign => Line::of(&["assign", id, dice.one(&["wang", "li", "zhao"]), "--why", "休假"]),
            Deed::Escalate => Line::of(&["escalate", id, "--why", "要找经理"]),
            Deed::Assess => {
                let mut line = Line::of(&["assess", id]);
                if dice.once_in(2) {
                    line.add(&["--severity", dice.one(Severity::ALL).as_str()]);
                }
                if dice.once_in(3) {
                    line.add(&["--urgent", dice.one(&["yes", "no"])]);
                }
                if dice.once_in(3) {
                    line.add(&["--flag", dice.one(Flag::ALL).as_str()]);
                }
                if dice.once_in(2) {
                    line.add(&["--verified", dice.one(Verified::ALL).as_str()]);
                }
                if dice.once_in(2) {
                    line.add(&["--fault", dice.one(Blame::ALL).as_str(), "--share", "30%"]);
                }
                line
            }
            Deed::Promise => {
                let due = self.ahead(dice);
                let mut line = Line::of(&["promise", id, "--due", &due]);
                line.set("-m", said);
                if dice.once_in(3) {
                    line.add(&["--from", &self.ahead(dice)]);
                }
                let state = self.state();
                if let Some(open) = state.open_promises().next().filter(|_| dice.once_in(2)) {
                    line.add(&["--moves", open.id.as_str(), "--told"]);
                }
                line
            }
            Deed::Evidence => {
                let mut line = Line::of(&[
                    "evidence",
                    id,
                    "录音/2026: 1.mp3",
                    "--kind",
                    dice.one(&["recording", "photo", "sample"]),
                ]);
                line.set("-m", said);
                line
            }
            Deed::Grievance => {
                let mut line = Line::of(&["grievance", id]);
                line.set("-m", said);
                line
            }
            Deed::Settle => {
                let state = self.state();
                let known = state.grievances.get(dice.of(state.grievances.len())).map(|g| g.id.to_string());
                let mut line = Line::of(&["settle", id, &known.unwrap_or_else(|| self.event(dice))]);
                line.set("-m", said);
                line
            }
            Deed::Decline => {
                let mut line = Line::of(&["decline", id, "-m", "十倍赔偿", "--told"]);
                line.set("--alternative", said);
                line
            }
            Deed::Offer => {
                let sum = dice.one(&["480.00", "1900", "1999.99", "2000.00", "3000"]);
                let mut line = Line::of(&["redress", "offer", id, "--option", &format!("a:loss=refund:{sum}")]);
                if dice.once_in(2) {
                    line.add(&["--option", "a:inconvenience=apology", "--option", "b:loss=replacement"]);
                    line.set("--say", &format!("b:{said}"));
                }
                line
            }
            Deed::Answer => {
                let accepts = dice.one(&["a", "a", "a", "b", "none"]);
                let mut line = Line::of(&["redress", "answer", id, "--accepts", accepts]);
                line.set("--how", said);
                line
            }
            Deed::Approve => {
                let mut line = Line::of(&["redress", "approve", id, "--role", "director", "--by", "zhao"]);
                match dice.of(5) {
                    0 => line.add(&["--refuse", "--why", "太多"]),
                    n => line.add(&["--amount", ["2000", "3000", "5000"][n % 3]]),
                }
                line
            }
            Deed::Pay => {
                let mut line = Line::of(&["redress", "pay", id]);
                match dice.of(6) {
                    0 => line.add(&["--remedy", "goodwill-gift", "--amount", dice.one(&["50", "700.00", "1950"])]),
                    1 => line.add(&["--remedy", "apology"]),
                    2 => line.add(&["--part", "loss"]),
                    _ => {}
                }
                line.set("--reason", said);
                line
            }
            Deed::Pause => {
                Line::of(&["pause", id, "--reason", dice.one(PauseReason::ALL).as_str(), "--until", &self.ahead(dice)])
            }
            Deed::Resume => Line::of(&["resume", id]),
            Deed::Survey => {
                let mut line = Line::of(&["survey", id]);
                match dice.of(4) {
                    0 => line.add(&["--satisfied", "yes", "--score", "4"]),
                    1 | 2 => line.add(&["--satisfied", "no", "--score", "1"]),
                    _ => line.add(&["--not-reached"]),
                }
                line.set("-m", said);
                line
            }
            Deed::Cause => {
                let mut line = Line::of(&["cause", id, "--bone", dice.one(&["people", "料", "weather"])]);
                line.set("-m", said);
                for _ in 0..dice.of(6) {
                    line.set("--because", said);
                }
                if dice.once_in(2) {
                    line.add(&["--code", "glue", "--fault", dice.one(Blame::ALL).as_str(), "--share", "30"]);
                }
                line
            }
            Deed::Improve => self.improve(said, dice),
            Deed::TellTeam => {
                let mut line = Line::of(&["tell-team", id, "kitchen"]);
                line.set("-m", said);
                line
            }
            Deed::Close => {
                let mut line = Line::of(&["close", id, "--outcome", dice.one(Outcome::ALL).as_str(), "--tick", "all"]);
                if dice.once_in(2) {
                    line.set("--lesson", said);
                }
                if dice.once_in(2) {
                    line.set("--cause", said);
                }
                if dice.once_in(2) {
                    line.add(&["--ground", &self.other]);
                }
                if dice.once_in(2) {
                    line.add(&["--tell-team", "kitchen"]);
                }
                self.set_fields(&mut line, step, dice);
                line
            }
            Deed::Reopen => {
                let mut line = Line::of(&["reopen", id]);
                line.set("--why", said);
                if let Some(playbook) = self.playbook().filter(|_| dice.once_in(2)) {
                    line.add(&["--step", &playbook.steps[dice.of(playbook.steps.len())].id]);
                }
                line
            }
            Deed::Retract => {
                // Of many events the late ones are the more likely slips.
                let events = &self.case.events;
                let late = events[events.len() - 1 - dice.of(events.len().min(4))].id.to_string();
                let event = if dice.once_in(2) { late } else { self.event(dice) };
                let mut line = Line::of(&["retract", id, &event]);
                line.set("--why", said);
                line
            }
            Deed::Switch => {
                let playbook = BUILTIN[dice.of(BUILTIN.len())].0;
                let mut line = Line::of(&["playbook", "switch", playbook, id]);
                line.set("--why", said);
                line
            }
        }
    }

    /// The next thing that an action waits for, most of the time.
    fn improve(&self, said: &str, dice: &mut Dice<'_>) -> Line {
        let id = self.id.as_str();
        let history = History::of(&self.case, None);
        let state = corrective(history.events.iter().copied()).last().map(|a| a.state());
        let mut line = match state.filter(|_| !dice.once_in(4)) {
            Some(ActionState::Open) => Line::of(&["action", "done", id]),
            Some(ActionState::Done) => {
                let mut line = Line::of(&["action", "verify", id, "--effective", dice.one(&["yes", "no"])]);
                line.set("--why", said);
                return line;
            }
            _ => Line::of(&["action", "add", id, "--owner", "zhao", "--due", &self.ahead(dice)]),
        };
        line.set("-m", said);
        line
    }

    fn log(&self, said: &str, dice: &mut Dice<'_>) -> Line {
        let mut line = Line::of(&["log", &self.id, "--via", dice.one(Channel::ALL).as_str()]);
        line.set("-m", said);
        let inbound = dice.once_in(3);
        if inbound {
            line.add(&["--in"]);
            if dice.once_in(2) {
                line.add(&["--update"]);
            }
        } else if dice.once_in(4) {
            line.add(&["--not-reached"]);
        }
        if dice.once_in(2) {
            line.add(&["--purpose", dice.one(Purpose::ALL).as_str()]);
        }
        if dice.once_in(4) {
            line.add(&["--confirmed"]);
        }
        if dice.once_in(8) {
            line.add(&["--retold"]);
        }
        if dice.once_in(3) {
            line.add(&["--next", &self.ahead(dice)]);
        }
        if dice.once_in(8) {
            line.add(&["--every", dice.one(&["1d", "2d", "3d", "8h"])]);
        }
        if dice.once_in(3) {
            let state = self.state();
            let open: Vec<_> = state.open_promises().map(|p| p.id.to_string()).collect();
            match open.get(dice.of(open.len())) {
                Some(promise) if dice.once_in(2) => line.add(&["--kept", promise]),
                Some(_) => line.add(&["--kept"]),
                None => {}
            }
        }
        if dice.once_in(4) {
            line.add(&["--promise", &self.ahead(dice), "--what", dice.one(&["说明原因", "退款 2500 元"])]);
        }
        if !self.state().offers.is_empty() && dice.once_in(2) {
            line.add(&["--tells"]);
        }
        line
    }

    fn advance(&self, step: &Move, dice: &mut Dice<'_>) -> Line {
        let mut line = Line::of(&["advance", &self.id]);
        let playbook = self.playbook();
        let some_step = |dice: &mut Dice<'_>| {
            playbook.map_or_else(|| "end".to_owned(), |p| p.steps[dice.of(p.steps.len())].id.clone())
        };
        match dice.of(9) {
            0 => {}
            1 => line.add(&["--skip", "--why", "不需要"]),
            2 => line.add(&["--force", "--why", "店长同意", "--tick", &self.checks(dice)]),
            3 => line.add(&["--back", &some_step(dice), "--why", "又有新情况"]),
            4 => {
                line.add(&["--to", &some_step(dice), "--force", "--why", "店长同意", "--tick", "all"]);
                self.set_fields(&mut line, step, dice);
            }
            _ => {
                line.add(&["--tick", "all"]);
                self.set_fields(&mut line, step, dice);
            }
        }
        line
    }
}
