//! Random histories of several clones, merged until something breaks: `cargo bench --bench merges`.
//!
//! `-- --in-process N --git M --seed S`: N merges of texts along a random graph of commits, M merges by git itself with
//! the driver, by union alone, by rebase, cherry-pick and stash pop. Ends with exit code 1 when an event is lost, a file
//! is invalid, two sides exchanged give another text, or `check` says nothing of a doubtful file.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::exit,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench runs git, writes files and prints"
)]

use amends::merge::{Merged, Take};
use amends::store::{merge_texts, read_text, read_yaml, second_opinion, settle_text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

const CASE: &str = "cases/2026/11/2026-11-21-k7f3m.yaml";
const START: &str = "# the facts\nid: 2026-11-21-k7f3m\ntitle: \"t\"\nreceived: 2026-11-21T08:00:00+08:00\nchannel: phone\ncustomer: \"王女士\"\ncontact: \"1\"\ndemand: \"d\"\nplaybook: four-step@1\ndescription: |\n  鞋底开胶。\n# what happened\nlog:\n  - {id: open01, at: 2026-11-21T08:01:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}\n";
const DRIVER: &str = "amends";

/// What was counted.
#[derive(Debug, Default)]
struct Count {
    merges: u64,
    lost: u64,
    invalid: u64,
    not_commuting: u64,
    refused: u64,
    conflicts: u64,
    doubtful: u64,
    unnamed: u64,
}

impl Count {
    fn is_bad(&self) -> bool {
        self.lost + self.invalid + self.not_commuting + self.refused + self.unnamed > 0
    }

    fn print(&self, what: &str, start: Instant) {
        println!(
            "{what:<22} {:6} merges  lost {}  invalid {}  not commuting {}  refused {}  conflicts {}  doubtful {}, unnamed by check {}   {:.1} s",
            self.merges,
            self.lost,
            self.invalid,
            self.not_commuting,
            self.refused,
            self.conflicts,
            self.doubtful,
            self.unnamed,
            start.elapsed().as_secs_f64()
        );
    }
}

/// Dice with a seed.
struct Dice(u64);

impl Dice {
    fn of(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// What has to come through: events, remarks, keys, and which events are redacted.
#[derive(Default)]
struct Told {
    events: BTreeSet<String>,
    remarks: BTreeSet<String>,
    keys: BTreeSet<String>,
    redacted: BTreeSet<String>,
}

impl Told {
    fn of(text: &str) -> Self {
        let mut told = Self::default();
        for line in text.lines() {
            for (at, _) in line.match_indices("#r-") {
                told.remarks.insert(line[at..].split(' ').next().unwrap().to_owned());
            }
            if let Some(rest) = line.trim_start().strip_prefix("- {id: ") {
                let id = rest.split(',').next().unwrap().to_owned();
                if line.contains("redacted: true") {
                    told.redacted.insert(id.clone());
                }
                told.events.insert(id);
            } else if let Some((key, _)) = line.split_once(':').filter(|(k, _)| k.starts_with(char::is_alphabetic)) {
                told.keys.insert(key.to_owned());
            }
        }
        told.keys.remove("conflicts");
        told
    }

    /// What of this is not in a text.
    fn missing(&self, text: &str) -> Vec<String> {
        let there = Self::of(text);
        let pairs = [
            (&self.events, &there.events),
            (&self.remarks, &there.remarks),
            (&self.keys, &there.keys),
            (&self.redacted, &there.redacted),
        ];
        pairs.into_iter().flat_map(|(a, b)| a.difference(b).cloned()).collect()
    }

    fn and(mut self, other: Self) -> Self {
        self.events.extend(other.events);
        self.remarks.extend(other.remarks);
        self.keys.extend(other.keys);
        self.redacted.extend(other.redacted);
        self
    }
}

/// A change as a command or an editor makes it.
fn change(text: &str, dice: &mut Dice, count: &mut u32) -> String {
    *count += 1;
    let n = *count;
    let stamp = format!("2026-11-21T{:02}:{:02}:{:02}+08:00", 9 + n / 3600 % 14, n / 60 % 60, n % 60);
    let append = |rest: String| {
        let line = format!("  - {{id: e{n:05}, at: {stamp}, by: wang, {rest}}}\n");
        format!("{text}{line}")
    };
    let id_of = |what: &str| {
        let line = text.lines().rev().find(|l| l.contains(what))?;
        Some(line.split("{id: ").nth(1)?.split(',').next()?.to_owned())
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    match dice.of(13) {
        0..=3 => append(format!("do: note, note: \"secret{n}\"")),
        4 => append("do: contact, dir: out, via: phone, reached: true".to_owned()),
        5 => append("do: advance, step: soothe, to: establish-cause".to_owned()),
        6 => append("do: close, outcome: withdrawn".to_owned()),
        7 => match id_of("do: close") {
            Some(close) => append(format!("do: reopen, of: {close}, why: \"again\"")),
            None => text.to_owned(),
        },
        8 => {
            let key = ["title", "demand", "customer"][dice.of(3)];
            let edited = |line: &str| {
                let remark = line.find(" #").map_or("", |at| line[at..].trim_end());
                if line.starts_with(&format!("{key}:")) {
                    format!("{key}: \"v{n}\"{remark}\n")
                } else {
                    line.to_owned()
                }
            };
            lines.iter().map(|l| edited(l)).collect()
        }
        9 => text.replacen("# what happened", &format!("x-{n}: {n}\n# what happened"), 1),
        10 | 11 => {
            // A remark above a line, or behind one.
            let place = dice.of(lines.len());
            let inside = |line: &str| line.starts_with("  ") && !line.contains("- {");
            let line = lines[place];
            let mut out: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            if !inside(line) && !line.starts_with("conflicts") && !line.contains("theirs:") {
                let indent = if line.starts_with(' ') { "  " } else { "" };
                if dice.of(2) == 0 || line.contains('#') || line.contains('|') {
                    out.insert(place, format!("{indent}#r-{n}\n"));
                } else {
                    out[place] = format!("{} #r-{n}\n", line.trim_end());
                }
            }
            out.concat()
        }
        _ => {
            let full: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].contains("note: \"secret")).collect();
            let Some(place) = full.get(dice.of(full.len().max(1))) else { return text.to_owned() };
            let mut out: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            let (head, tail) = out[*place].split_once("note: \"secret").unwrap();
            let tail = tail.split_once('"').unwrap().1;
            out[*place] = format!("{head}note: \"\", redacted: true{tail}");
            out.concat()
        }
    }
}

/// A commit: its text and where it comes from.
struct Commit {
    text: String,
    parents: Vec<usize>,
}

fn ancestors(commits: &[Commit], of: usize) -> BTreeSet<usize> {
    let (mut all, mut queue) = (BTreeSet::new(), vec![of]);
    while let Some(at) = queue.pop() {
        if all.insert(at) {
            queue.extend(&commits[at].parents);
        }
    }
    all
}

/// The base of two commits, as git makes it: of several the merge of them.
fn base_of(commits: &[Commit], a: usize, b: usize) -> String {
    let common: BTreeSet<usize> = ancestors(commits, a).intersection(&ancestors(commits, b)).copied().collect();
    let below: BTreeSet<usize> =
        common.iter().flat_map(|c| &commits[*c].parents).flat_map(|p| ancestors(commits, *p)).collect();
    let mut best = common.difference(&below).copied();
    let first = best.next().unwrap();
    let mut text = commits[first].text.clone();
    for other in best {
        let deeper = base_of(commits, first, other);
        if let Ok(merged) = merge_texts(CASE, &deeper, &text, &commits[other].text) {
            text = merged.text;
        }
    }
    text
}

fn in_process(merges: u64, dice: &mut Dice) -> Count {
    let mut count = Count::default();
    while count.merges < merges {
        let mut commits = vec![Commit { text: START.to_owned(), parents: Vec::new() }];
        let mut heads = vec![0; 2 + dice.of(4)];
        let mut events = 0;
        for _ in 0..20 {
            let at = dice.of(heads.len());
            for _ in 0..dice.of(4) {
                let text = change(&commits[heads[at]].text, dice, &mut events);
                commits.push(Commit { text, parents: vec![heads[at]] });
                heads[at] = commits.len() - 1;
            }
            let other = dice.of(heads.len());
            let (o, t) = (heads[at], heads[other]);
            if o == t {
                continue;
            }
            let text = one(&base_of(&commits, o, t), &commits[o].text, &commits[t].text, dice, &mut count);
            commits.push(Commit { text, parents: vec![o, t] });
            heads[at] = commits.len() - 1;
        }
    }
    count
}

fn one(base: &str, ours: &str, theirs: &str, dice: &mut Dice, count: &mut Count) -> String {
    count.merges += 1;
    let told = |what: &str, text: &str| {
        println!("{what}\n--- base\n{base}--- ours\n{ours}--- theirs\n{theirs}--- merged\n{text}---");
    };
    let Ok(Merged { mut text, conflicts }) = merge_texts(CASE, base, ours, theirs) else {
        count.refused += 1;
        told("refused", "");
        return ours.to_owned();
    };
    let missing = Told::of(ours).and(Told::of(theirs)).missing(&text);
    if !missing.is_empty() {
        count.lost += missing.len() as u64;
        told(&format!("lost: {missing:?}"), &text);
    }
    if !is_valid(&text) {
        count.invalid += 1;
        told("invalid", &text);
    }
    if conflicts.is_empty() && merge_texts(CASE, base, theirs, ours).map(|m| m.text).as_ref() != Ok(&text) {
        count.not_commuting += 1;
        told("not commuting", &text);
    }
    count.conflicts += conflicts.len() as u64;
    for conflict in conflicts {
        let which = if dice.of(2) == 0 { Take::Ours } else { Take::Theirs };
        // Now and then nobody settles it, and the next merge meets it.
        if dice.of(5) > 0
            && let Ok(settled) = settle_text(&text, conflict.what.name(), which)
        {
            text = settled;
        }
    }
    text
}

fn is_valid(text: &str) -> bool {
    let reading = read_text(text);
    reading.case.is_some()
        && reading.faults.is_empty()
        && read_yaml(text).is_ok_and(|raw| second_opinion(text, &raw).is_ok())
}

/// A clone of git's, with or without the driver.
struct Clone {
    folder: PathBuf,
    driver: bool,
}

impl Clone {
    fn run(&self, program: &str, args: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.current_dir(&self.folder).args(args).stdin(Stdio::null());
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("AMENDS_BY", "wang");
        for (name, value) in [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_EDITOR", "true")]
        {
            command.env(name, value);
        }
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "bench").env(format!("GIT_{who}_EMAIL"), "bench@example.com");
        }
        command.output().unwrap()
    }

    fn git(&self, args: &[&str]) -> bool {
        self.run("git", args).status.success()
    }

    fn amends(&self, args: &[&str]) -> Output {
        let mut all = args.to_vec();
        all.extend(["--now", "2026-11-22T23:00:00+08:00"]);
        self.run(env!("CARGO_BIN_EXE_amends"), &all)
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.folder.join(CASE)).unwrap()
    }

    fn write(&self, text: &str) {
        std::fs::write(self.folder.join(CASE), text).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "x"]);
    }

    /// What a person does with the file after git: looks at `check`, mends, settles.
    fn mend(&self, dice: &mut Dice, count: &mut Count) {
        let text = self.text();
        if is_doubtful(&text) {
            count.doubtful += 1;
            let check = self.amends(&["check"]);
            if check.status.success() || !String::from_utf8_lossy(&check.stdout).contains("k7f3m") {
                count.unnamed += 1;
                println!("check says nothing of this\n{text}---");
            }
        }
        self.amends(&["check", "--fix"]);
        let mut text = self.text();
        if !self.driver {
            text = by_hand(&text);
            self.write(&text);
            self.amends(&["check", "--fix"]);
        }
        for entry in text.split("\n  - {").filter(|e| e.starts_with("key: ") || e.starts_with("event: ")) {
            let name = entry.split([' ', ',']).nth(1).unwrap();
            count.conflicts += 1;
            let side = ["ours", "theirs"][dice.of(2)];
            if !self.amends(&["merge", "resolve", "--take", side, name]).status.success() {
                self.amends(&["merge", "resolve", "--take", "ours", name]);
            }
        }
        let text = self.text();
        if !is_valid(&text) || is_doubtful(&text) {
            count.invalid += 1;
            println!("invalid after mending\n{text}---");
            self.write(START);
        }
    }
}

/// What union doubled, put right: of two lines for one key, or for one event, the first stays; of an event the redacted.
fn by_hand(text: &str) -> String {
    let (mut seen, mut head, mut log, mut lead) = (BTreeSet::new(), String::new(), Vec::new(), String::new());
    let redacted = Told::of(text).redacted;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        if let Some(id) = start.strip_prefix("- {id: ").and_then(|rest| rest.split(',').next()) {
            let full = redacted.contains(id) && !line.contains("redacted: true");
            if !full && seen.insert(id) {
                log.push(format!("{lead}{line}"));
            } else {
                log.push(lead.clone());
            }
            lead.clear();
        } else if line.starts_with("  #") {
            lead.push_str(line);
        } else if line.starts_with("  ") {
            // A text block that stands twice has its lines behind the first key alone.
            if head.ends_with("description: |\n") {
                head.push_str(line);
            }
        } else if line.split_once(':').is_none_or(|(key, _)| !key.starts_with(char::is_alphabetic) || seen.insert(key))
        {
            head.push_str(&std::mem::take(&mut lead));
            if line.trim_end() != "log:" && !line.starts_with("log: #") {
                head.push_str(line);
            }
        }
    }
    format!("{head}log:\n{}{lead}", log.concat())
}

/// Whether something stands in the file that a person has to look at, by its lines alone.
fn is_doubtful(text: &str) -> bool {
    let mut events: BTreeMap<&str, u32> = BTreeMap::new();
    let mut keys = BTreeSet::new();
    for line in text.lines() {
        if let Some(rest) = line.trim_start().strip_prefix("- {id: ") {
            *events.entry(rest.split(',').next().unwrap()).or_default() += 1;
        } else if let Some((key, _)) = line.split_once(':').filter(|(k, _)| k.starts_with(char::is_alphabetic))
            && (key == "conflicts" || !keys.insert(key))
        {
            return true;
        }
    }
    text.contains("<<<<<<<") || events.values().any(|n| *n > 1)
}

fn by_git(merges: u64, dice: &mut Dice) -> Count {
    let mut count = Count::default();
    let root = std::env::temp_dir().join(format!("amends-merges-{}", std::process::id()));
    while count.merges < merges {
        let start = Clone { folder: root.join(format!("h{}", count.merges)), driver: true };
        std::fs::create_dir_all(start.folder.join("cases/2026/11")).unwrap();
        start.git(&["init", "-q", "-b", "main"]);
        start.amends(&["init", "--time-zone", "Asia/Shanghai"]);
        start.write(START);
        start.commit();
        let mut clones = Vec::new();
        for n in 0..2 + dice.of(4) {
            let folder = root.join(format!("h{}-{n}", count.merges));
            start.git(&["clone", "-q", ".", folder.to_str().unwrap()]);
            let clone = Clone { folder, driver: n % 2 == 0 };
            if clone.driver {
                clone.amends(&["init"]);
                assert!(clone.git(&["config", &format!("merge.{DRIVER}.driver")]));
            }
            clones.push(clone);
        }
        let mut events = 0;
        for _ in 0..15 {
            let (a, b) = (dice.of(clones.len()), dice.of(clones.len()));
            for at in [a, b] {
                for _ in 0..1 + dice.of(3) {
                    let text = change(&clones[at].text(), dice, &mut events);
                    clones[at].write(&text);
                    clones[at].commit();
                }
            }
            if a != b && count.merges < merges {
                meet(&clones[a], &clones[b].folder, dice, &mut events, &mut count);
            }
        }
    }
    let _ = std::fs::remove_dir_all(&root);
    count
}

/// One clone takes over what the other has.
fn meet(clone: &Clone, other: &Path, dice: &mut Dice, events: &mut u32, count: &mut Count) {
    count.merges += 1;
    clone.git(&["fetch", "-q", other.to_str().unwrap(), "main"]);
    let theirs = std::fs::read_to_string(other.join(CASE)).unwrap();
    let mut told = Told::of(&clone.text());
    let mine = told.remarks.clone();
    let base = clone.run("git", &["merge-base", "HEAD", "FETCH_HEAD"]).stdout;
    let base = format!("{}:{CASE}", String::from_utf8_lossy(&base).trim());
    let base = Told::of(&String::from_utf8_lossy(&clone.run("git", &["show", &base]).stdout));
    let how = dice.of(4);
    match how {
        0 => {
            clone.git(&["merge", "-q", "--no-edit", "FETCH_HEAD"]);
            told = told.and(Told::of(&theirs));
        }
        1 => {
            let mut done = clone.git(&["rebase", "-q", "FETCH_HEAD"]);
            for _ in 0..60 {
                if done {
                    break;
                }
                clone.mend(dice, count);
                clone.git(&["add", "-A"]);
                done = clone.git(&["rebase", "--continue"]) || clone.git(&["rebase", "--skip"]);
            }
            told = told.and(Told::of(&theirs));
        }
        2 => {
            // The last commit of the other, alone.
            let before = clone.run("git", &["show", &format!("FETCH_HEAD~1:{CASE}")]);
            let before = Told::of(&String::from_utf8_lossy(&before.stdout));
            let mut picked = Told::of(&theirs);
            picked.events.retain(|e| !before.events.contains(e));
            picked.remarks.retain(|r| !before.remarks.contains(r));
            (picked.keys, picked.redacted) = (BTreeSet::new(), BTreeSet::new());
            // A merge commit is not picked, and an empty one changes nothing.
            if clone.run("git", &["rev-parse", "-q", "--verify", "FETCH_HEAD^2"]).status.success() {
                picked = Told::default();
            } else if !clone.git(&["cherry-pick", "--allow-empty", "FETCH_HEAD"]) {
                clone.mend(dice, count);
                clone.git(&["add", "-A"]);
                let _ = clone.git(&["cherry-pick", "--continue"]) || clone.git(&["cherry-pick", "--skip"]);
            }
            told = told.and(picked);
        }
        _ => {
            let text = change(&clone.text(), dice, events);
            clone.write(&text);
            told = Told::of(&text).and(Told::of(&theirs));
            let stashed = clone.git(&["stash", "-q"]);
            clone.git(&["merge", "-q", "--no-edit", "FETCH_HEAD"]);
            clone.mend(dice, count);
            clone.commit();
            if stashed && !clone.git(&["stash", "pop", "-q"]) {
                clone.git(&["stash", "drop", "-q"]);
            }
        }
    }
    clone.mend(dice, count);
    clone.commit();
    let text = clone.text();
    // A remark that somebody took away since, putting right what union doubled, is gone.
    let there = Told::of(&theirs).remarks;
    told.remarks.retain(|r| !base.remarks.contains(r) || (mine.contains(r) && there.contains(r)));
    if !clone.driver {
        // With one of two lines its remark goes.
        told.remarks.clear();
    }
    let missing = told.missing(&text);
    if !missing.is_empty() {
        count.lost += missing.len() as u64;
        println!(
            "lost by {} {}: {missing:?}\n{text}---",
            ["merge", "rebase", "cherry-pick", "stash"][how],
            if clone.driver { "(driver)" } else { "(union)" }
        );
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    // `cargo test --benches` runs this without `--bench`: nothing is merged there.
    if !args.iter().any(|a| a == "--bench") {
        return;
    }
    let number = |name: &str, otherwise: u64| {
        let given = args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
        given.map_or(otherwise, |text| text.parse().expect("a number"))
    };
    let seed = number("--seed", 20_261_122).max(1);
    println!("seed {seed}");
    let start = Instant::now();
    let texts = in_process(number("--in-process", 10_000), &mut Dice(seed));
    texts.print("in process", start);
    let start = Instant::now();
    let git = by_git(number("--git", 500), &mut Dice(seed));
    git.print("by git", start);
    if texts.is_bad() || git.is_bad() {
        std::process::exit(1);
    }
}
