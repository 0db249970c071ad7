//! Clones of one repository, merged by git itself.

use crate::Count;
use crate::history::{CASE, Dice, START, Told, by_hand, change, is_doubtful, is_valid};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const DRIVER: &str = "amends";

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

pub(crate) fn by_git(merges: u64, dice: &mut Dice) -> Count {
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
