//! A small fuzzer: mutations of the corpus against the oracles of `tests/it/corpus/oracles`.
//!
//! `cargo bench --bench fuzz -- --seconds 60 --seed 1 --target case`

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::exit,
    reason = "a bench times, prints, and keeps what it finds"
)]

mod chance;
mod finding;
mod mutate;
#[path = "../../tests/it/corpus/oracles/mod.rs"]
mod oracles;
mod watch;

use chance::Chance;
use oracles::{TARGETS, Target};
use std::collections::BTreeMap;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use watch::Watch;

/// Longer than any text of the size that is tried takes, also on a busy machine.
const SLOW: Duration = Duration::from_secs(3);

/// So many causes are kept; who has mended these looks for the next.
const ENOUGH: usize = 10;

struct Args {
    seconds: u64,
    seed: u64,
    target: Option<String>,
}

fn args() -> Result<Option<Args>, String> {
    let mut found = Args { seconds: 20, seed: 1, target: None };
    let mut bench = false;
    let mut given = std::env::args().skip(1);
    while let Some(arg) = given.next() {
        let mut number = || given.next().and_then(|v| v.parse().ok()).ok_or(format!("{arg} takes a number"));
        match arg.as_str() {
            "--bench" => bench = true,
            "--seconds" => found.seconds = number()?,
            "--seed" => found.seed = number()?,
            "--target" => found.target = given.next(),
            _ => return Err(format!("{arg}? --seconds N --seed S --target NAME")),
        }
    }
    // `cargo test --benches` runs this without `--bench`: nothing is tried there.
    Ok(bench.then_some(found))
}

fn main() -> ExitCode {
    let args = match args() {
        Ok(Some(args)) => args,
        Ok(None) => return ExitCode::SUCCESS,
        Err(what) => {
            println!("{what}");
            return ExitCode::FAILURE;
        }
    };
    let targets: Vec<Target> =
        TARGETS.into_iter().filter(|t| args.target.as_deref().is_none_or(|name| name == t.name)).collect();
    if targets.is_empty() {
        println!("no such target; there are {}", TARGETS.map(|t| t.name).join(", "));
        return ExitCode::FAILURE;
    }
    finding::listen();
    let watch = Watch::begin();
    let each = Duration::from_secs(args.seconds) / targets.len() as u32;
    let mut found = 0;
    for target in targets {
        let watch = watch.clone();
        // As much stack as the threads have that read many cases.
        let run = std::thread::Builder::new().stack_size(2 << 20).spawn(move || fuzz(&target, args.seed, each, &watch));
        found += run.expect("a thread").join().expect("a verdict");
    }
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tries texts for so long; how many causes were found.
fn fuzz(target: &Target, seed: u64, time: Duration, watch: &Watch) -> usize {
    let mut chance = Chance::of(seed, target.name);
    let mut pool = corpus(target);
    let words = mutate::dictionary(&pool);
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut slowest = (Duration::ZERO, String::new());
    let mut tried: u64 = 0;
    let mut last = LastText::open(target.name);
    let start = Instant::now();
    while start.elapsed() < time && found.len() < ENOUGH {
        let text = match pool.get(tried as usize) {
            // The corpus itself comes first.
            Some(text) if tried < 1000 && start.elapsed() < time / 4 => text.to_string(),
            _ => {
                let text = chance.one_of(&pool).unwrap_or_default();
                let other = chance.one_of(&pool).unwrap_or_default();
                mutate::mutate(text, other, &words, &mut chance)
            }
        };
        tried += 1;
        last.is(&text);
        watch.show(target.name, &text);
        let begun = Instant::now();
        let verdict = finding::ask(target, &text);
        let took = begun.elapsed();
        watch.rest();
        if took > slowest.0 {
            slowest = (took, text.clone());
        }
        let verdict = if took > SLOW { Err(format!("slow: {took:?} for {} bytes", text.len())) } else { verdict };
        match verdict {
            Ok(class) => {
                let seen = classes.entry(class).or_insert(0);
                *seen += 1;
                // What is new in kind is worth going on from.
                if *seen <= 2 && text.len() < 20_000 && pool.len() < 4000 {
                    pool.push(text.into());
                }
            }
            Err(message) if !found.contains_key(&finding::cause(&message)) => {
                let slow = took > SLOW;
                let text = if slow { text } else { finding::shrink(target, &text, &message) };
                let message = if slow { message } else { finding::ask(target, &text).err().unwrap_or(message) };
                let path = finding::keep(target.name, found.len() + 1, &text, &message);
                println!("{}: {message}\n  kept in {}", target.name, path.display());
                found.insert(finding::cause(&message), message);
            }
            Err(_) => {}
        }
    }
    last.end();
    finding::keep_slowest(target.name, &slowest.1);
    println!(
        "{:8} seed {seed}: {tried} texts in {} s, {} classes, {} findings, slowest {:.0} ms ({} bytes), peak memory {} MiB",
        target.name,
        start.elapsed().as_secs(),
        classes.len(),
        found.len(),
        slowest.0.as_secs_f64() * 1000.0,
        slowest.1.len(),
        watch::peak()
    );
    found.len()
}

/// The corpus of a target, and what else the repository has of its kind.
fn corpus(target: &Target) -> Vec<Box<str>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("tests/corpus").join(target.name)];
    match target.name {
        "case" => folders.extend(["cases", "tests/errors"].map(|f| root.join(f))),
        "playbook" => folders.extend(["playbooks", "tests/errors"].map(|f| root.join(f))),
        "policy" => folders.extend(["amends.toml", "tests/errors"].map(|f| root.join(f))),
        _ => {}
    }
    let mut texts = Vec::new();
    for (at, folder) in folders.iter().enumerate() {
        let mut files: Vec<_> =
            walkdir::WalkDir::new(folder).into_iter().flatten().map(walkdir::DirEntry::into_path).collect();
        files.sort();
        for file in files {
            let name = file.to_string_lossy();
            let kin = match target.name {
                "case" => name.ends_with(".yaml"),
                "playbook" => name.ends_with(".toml") && !name.ends_with("amends.toml"),
                _ => name.ends_with("amends.toml"),
            };
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            if at == 0 || kin {
                texts.push(text);
            }
        }
    }
    if target.by_line {
        texts = texts.iter().flat_map(|t| t.lines()).map(str::to_owned).collect();
    }
    texts.into_iter().map(Box::from).collect()
}

/// The text at hand on disk, for a death that nothing else survives: a stack that overflows, memory that ends.
struct LastText {
    file: std::fs::File,
    path: std::path::PathBuf,
}

impl LastText {
    fn open(target: &str) -> Self {
        let path = finding::folder().join(format!("{target}-running.txt"));
        let died = finding::folder().join(format!("{target}-died.txt"));
        std::fs::create_dir_all(finding::folder()).expect("a folder for findings");
        if std::fs::rename(&path, &died).is_ok() {
            println!("{target}: an earlier run died of, or was ended at, {}", died.display());
        }
        Self { file: std::fs::File::create(&path).expect("a file"), path }
    }

    fn is(&mut self, text: &str) {
        let written = self.file.seek(SeekFrom::Start(0)).and_then(|_| self.file.write_all(text.as_bytes()));
        written.and_then(|()| self.file.set_len(text.len() as u64)).expect("the text at hand");
    }

    fn end(self) {
        drop(self.file);
        let _ = std::fs::remove_file(self.path);
    }
}
