//! Two clones climb the same ladder, and git brings them together.

use super::{Team, out, t};
use crate::scene::{Ran, amends};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn git(folder: &Path, args: &[&str]) -> Ran {
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "protocol.file.allow=always"])
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("git runs");
    Ran::of(output)
}

fn run(folder: &Path, args: &[&str], now: &str) -> Ran {
    Ran::of(amends(folder).args(args).args(["--now", &t(now)]).output().expect("the binary runs"))
}

/// What a clone says of the case and of all that is overdue.
fn said(folder: &Path, id: &str, now: &str) -> (String, String) {
    let show: serde_json::Value =
        serde_json::from_str(&run(folder, &["show", id, "--format", "json"], now).expect(0).out).expect("JSON");
    (show["tier"].to_string(), run(folder, &["overdue", "--format", "json"], now).expect(0).out)
}

#[test]
fn two_clones_that_both_escalate_come_to_the_same_as_one() {
    for driver in [true, false] {
        let team = Team::with("");
        let root = team.scene.root();
        let id = team.file("bcdfg", "wang", "serious", &[out("11-02 11:00")]);
        team.scene.write(".gitattributes", "cases/**/*.yaml text eol=lf merge=union\n");
        git(root, &["init", "-q", "-b", "main"]).expect(0);
        git(root, &["add", "-A"]).expect(0);
        git(root, &["commit", "-q", "-m", "start"]).expect(0);
        let other: PathBuf = root.join("../").join(format!("{}-b", root.file_name().unwrap().to_str().unwrap()));
        git(root, &["clone", "-q", root.to_str().unwrap(), other.to_str().unwrap()]).expect(0);
        if driver {
            run(&other, &["init"], "11-04 18:00").expect(0);
        }

        for (folder, now) in [(root, "11-04 18:01"), (&other, "11-04 18:07")] {
            run(folder, &["overdue", "--escalate"], now).expect(0);
            git(folder, &["commit", "-q", "-a", "-m", "the ladder"]).expect(0);
        }
        let alone = said(root, &id, "11-04 19:00");
        git(&other, &["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"]).expect(0);
        let file = other.join(format!("cases/2026/11/{id}.yaml"));
        let merged = std::fs::read_to_string(&file).unwrap();
        assert_eq!(merged.matches("do: escalate").count(), 2, "both lines stand\n{merged}");
        assert_eq!(said(&other, &id, "11-04 19:00"), alone, "driver {driver}");
        assert_eq!(alone.0, "2");

        // Neither writes that rung again, and the next one is written once.
        let again = run(&other, &["overdue", "--escalate"], "11-04 19:00").expect(0);
        assert!(again.err.is_empty(), "{}", again.err);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), merged);
        run(&other, &["overdue", "--escalate"], "11-05 18:01").expect(0);
        assert_eq!(std::fs::read_to_string(&file).unwrap().matches("do: escalate").count(), 3);
        run(&other, &["check"], "11-05 18:02").expect(0);
        std::fs::remove_dir_all(&other).unwrap();
    }
}
