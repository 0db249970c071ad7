//! A bar on the terminal while many files are read, and nothing anywhere else.
#![cfg(unix)]

use crate::scene::{NOW, Ran, Scene, amends};
use std::process::Command;

/// Runs a program with a terminal behind its standard error; what came there follows what came on standard output.
const TERMINAL: &str = r#"
import os, pty, subprocess, sys, threading
ours, theirs = pty.openpty()
# On one core the work lasts, however many this machine has.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
run = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs)
os.close(theirs)
seen = bytearray()
def watch():
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            return
        if not piece:
            return
        seen.extend(piece)
watcher = threading.Thread(target=watch)
watcher.start()
out = run.stdout.read()
code = run.wait()
watcher.join()
sys.stdout.buffer.write(out)
sys.stderr.buffer.write(seen)
sys.exit(code)
"#;

/// Small cases, so many that reading them lasts.
const CASES: usize = 3000;

fn crowd() -> Scene {
    let (scene, id) = Scene::with_case();
    let (text, letters) = (scene.case(&id), "bcdfghjkmnpqrstvwxz");
    let letter = |n: usize| letters.chars().nth(n % letters.len()).expect("a letter");
    for n in 0..CASES - 1 {
        let tail: String = [n / 6859 + 1, n / 361, n / 19, n].map(letter).iter().collect();
        let other = format!("2026-11-20-{tail}b");
        scene.write(&format!("cases/2026/11/{other}.yaml"), text.replacen(&id, &other, 1));
    }
    scene
}

fn on_a_terminal(scene: &Scene, term: &str, args: &[&str]) -> Ran {
    let program = amends(scene.root());
    let mut command = Command::new("python3");
    command.current_dir(scene.root()).env_clear().envs(program.get_envs().filter_map(|(k, v)| Some((k, v?))));
    command.env("TERM", term).arg("-c").arg(TERMINAL).arg(program.get_program()).args(args).args(["--now", NOW]);
    Ran::of(command.output().expect("python3 runs"))
}

#[test]
fn a_bar_is_seen_on_a_terminal_alone() {
    let (scene, all) = (crowd(), format!("/{CASES}"));
    for (args, words) in [
        (&["overdue", "-f", "tsv"][..], "Reading cases ["),
        (&["report", "--lang", "zh"], "读取工单 ["),
        (&["check", "-f", "tsv"], "Checking cases ["),
    ] {
        let ran = on_a_terminal(&scene, "xterm", args);
        assert!(ran.code < 2 && !ran.out.contains('\u{1b}') && !ran.out.contains(words), "{args:?}: {}", ran.out);
        assert!(ran.err.contains(words), "{args:?}: {:?}", ran.err);
        // It is gone again before anything else is said.
        let bar = ran.err.rfind(&all).expect("how many there are");
        let after = &ran.err[bar + all.len()..];
        assert!(after.contains("\u{1b}[2K") && !after.contains(words), "{args:?}: {after:?}");
    }
    let args = ["overdue", "-f", "tsv"];
    for ran in [
        scene.now(&args),
        on_a_terminal(&scene, "dumb", &args),
        on_a_terminal(&scene, "xterm", &[&args[..2], &["jsonl", "-q"]].concat()),
    ] {
        let ran = ran.expect(0);
        assert!(!ran.err.contains("Reading") && !ran.err.contains('\u{1b}'), "{}", ran.err);
    }
}
