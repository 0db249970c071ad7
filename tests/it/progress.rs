//! A bar on the terminal while many files are read, and nothing anywhere else.
#![cfg(unix)]

use crate::scene::{NOW, Ran, Scene, amends};
use std::process::Command;

/// Runs a program with a terminal behind its standard error; what came there follows what came on standard output.
const TERMINAL: &str = r#"
import os, pty, subprocess, sys, threading
ours, theirs = pty.openpty()
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
    let scene = crowd();
    let all = format!("/{CASES}");
    let quiet = scene.now(&["overdue", "-q"]).expect(0);
    assert!(quiet.err.is_empty(), "{}", quiet.err);
    for (args, words) in [
        (&["overdue", "-q"][..], None),
        (&["overdue", "-f", "tsv"], Some("Reading cases [")),
        (&["report", "--lang", "zh"], Some("读取工单 [")),
        (&["check", "-f", "tsv"], Some("Checking cases [")),
    ] {
        let (pipe, terminal) = (scene.now(args), on_a_terminal(&scene, "xterm", args));
        assert!(!pipe.err.contains(&all), "{args:?}: {}", pipe.err);
        assert_eq!((terminal.code, &terminal.out), (pipe.code, &pipe.out), "{args:?}: {}", terminal.err);
        match words {
            None => assert_eq!(terminal.err, "", "{args:?}"),
            Some(words) => {
                let bar = terminal.err.rfind(&all).unwrap_or_else(|| panic!("{args:?}: {:?}", terminal.err));
                assert!(terminal.err.contains(words), "{args:?}: {:?}", terminal.err);
                // It is gone again before anything else is said.
                let rest = terminal.err[bar + all.len()..].replace("\r\n", "\n");
                assert!(rest.ends_with(&format!("\u{1b}[2K{}", pipe.err)), "{args:?}: {rest:?}");
            }
        }
    }
    let dumb = on_a_terminal(&scene, "dumb", &["overdue", "-f", "tsv"]).expect(0);
    assert_eq!(dumb.err, scene.now(&["overdue", "-f", "tsv"]).err);
}
