//! A write is safe at every point: whichever system call is the last one or fails, the record is the old one or the new
//! one, and the next command works.
//!
//! The points are found by watching an undisturbed run; the tables say how many there must be of each kind, so that no
//! call slips in unnoticed.

mod command;
mod room;
mod strace;

use command::{CHECK_FIX, IMPORT, LOG, OPEN, Trial};
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use strace::{Blow, Point, Strace};

/// A test that can't be run here says so where it is seen, also when the test binary holds back what passing tests
/// print.
fn skipped(why: &str, untested: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}, {untested} untested");
}

/// The blows that a point gets: killed there, failing there, and failing in the ways that a full, locked or read-only
/// disk makes it fail.
fn blows(point: &Point) -> Vec<Blow> {
    let mut blows = vec![Blow::Kill, Blow::Error("EIO")];
    if matches!(point.kind, "open" | "write" | "sync" | "rename" | "link" | "mkdir") {
        blows.extend(["ENOSPC", "EACCES", "EROFS"].map(Blow::Error));
    }
    if point.kind == "link" {
        // What file systems without hard links say.
        blows.extend(["EPERM", "EOPNOTSUPP"].map(Blow::Error));
    }
    blows
}

/// How many calls of each kind there are on each thing. Into how many pieces a text is read or written, and in how many
/// looks a path is taken apart, is the system library's business: reads and writes count once when they follow each
/// other, looks at names are struck but not counted.
fn table(points: &[Point]) -> String {
    let mut rows: Vec<(String, usize)> = Vec::new();
    let mut last = String::new();
    for point in points {
        if matches!(point.kind, "stat" | "readlink") {
            continue;
        }
        let row = format!("{} {}", point.kind, point.on);
        if row == last && matches!(point.kind, "read" | "write") {
            continue;
        }
        last.clone_from(&row);
        match rows.iter_mut().find(|(known, _)| *known == row) {
            Some((_, count)) => *count += 1,
            None => rows.push((row, 1)),
        }
    }
    rows.into_iter().map(|(row, count)| format!("{row} {count}\n")).collect()
}

/// Every blow at every point of a command, each on a fresh workspace.
fn strike_everywhere(trial: &Trial) {
    let Some(strace) = Strace::find() else {
        let lines: usize = trial.calls.lines().filter_map(|l| l.rsplit(' ').next()?.parse::<usize>().ok()).sum();
        return skipped("strace is not there or may not trace", &format!("at least {lines} points of {}", trial.name));
    };
    let points = strace.points(trial.fresh().root(), &trial.args());
    let found = table(&points);
    assert!(found == trial.calls, "{} makes other calls than it did, namely these:\n{found}", trial.name);
    let own = points.iter().filter(|p| trial.is_own(p));
    let strikes: Vec<(&Point, Blow)> = own.flat_map(|p| blows(p).into_iter().map(move |b| (p, b))).collect();
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((point, blow)) = strikes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(what) = strike(trial, &strace, point, *blow) {
                        failures.lock().expect("the list").push(format!("{blow:?} at {point}: {what}"));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().expect("the list");
    assert!(failures.is_empty(), "{} of {} strikes:\n{}", failures.len(), strikes.len(), failures.join("\n"));
}

fn strike(trial: &Trial, strace: &Strace, point: &Point, blow: Blow) -> Result<(), String> {
    for _ in 0..5 {
        let scene = trial.fresh();
        // The calls before a program's own may differ by one between runs, and the blow then falls beside its point.
        if let Some(struck) = strace.strike(scene.root(), &trial.args(), point, blow) {
            return trial.judge(&scene, &struck, point, blow);
        }
    }
    Err("the blow never fell there".to_owned())
}

#[test]
fn a_log_is_whole_whichever_call_fails_or_is_the_last() {
    strike_everywhere(&Trial::of(LOG));
}

#[test]
fn an_open_is_whole_whichever_call_fails_or_is_the_last() {
    strike_everywhere(&Trial::of(OPEN));
}

#[test]
fn a_mending_is_whole_whichever_call_fails_or_is_the_last() {
    strike_everywhere(&Trial::of(CHECK_FIX));
}

#[test]
fn an_import_is_whole_whichever_call_fails_or_is_the_last() {
    strike_everywhere(&Trial::of(IMPORT));
}
