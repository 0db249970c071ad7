//! Runs of the binary under strace: which calls it makes on a workspace, and what happens when one of them is the
//! last, or fails.

use crate::scene::{Scene, amends};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What happens at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blow {
    /// The process is killed before it does the call.
    Kill,
    /// The call fails with this error.
    Error(&'static str),
}

/// A call that touches the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    /// The call as the kernel names it.
    call: String,
    /// Its number among all calls of that name.
    nth: usize,
    /// Its number among the calls of that name that touch the workspace.
    ours: usize,
    /// What it does, by one name on every machine.
    pub(super) kind: &'static str,
    /// What it does it to: a path in the workspace, with the names that differ from run to run left out.
    pub(super) on: String,
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} ({} #{})", self.kind, self.on, self.call, self.nth)
    }
}

/// What came of a run.
#[derive(Debug)]
pub(super) struct Struck {
    /// Standard output.
    pub(super) out: String,
    /// Standard error.
    pub(super) err: String,
    /// The exit code, `None` when the process was killed.
    pub(super) code: Option<i32>,
}

/// strace, and a folder for what it writes.
pub(super) struct Strace {
    notes: Scene,
    count: AtomicUsize,
}

impl Strace {
    /// strace, if it is there and may trace.
    pub(super) fn find() -> Option<Self> {
        let tried = Command::new("strace")
            .args(["-f", "-qq", "-o", "/dev/null", "true"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let found = Self { notes: Scene::empty(), count: AtomicUsize::new(0) };
        tried.is_ok_and(|status| status.success()).then_some(found)
    }

    fn run(&self, root: &Path, more: &[String], args: &[String]) -> (Output, String) {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let notes: PathBuf = self.notes.root().join(format!("{number}.txt"));
        let model = amends(root);
        let mut command = Command::new("strace");
        command.current_dir(root).env_clear().stdin(Stdio::null());
        command.envs(model.get_envs().filter_map(|(key, value)| Some((key, value?))));
        command.args(["-f", "-qq", "-y", "-o"]).arg(&notes).args(more);
        let output = command.arg("--").arg(model.get_program()).args(args).output().expect("strace runs");
        let text = std::fs::read_to_string(&notes).expect("what strace wrote");
        std::fs::remove_file(&notes).expect("what strace wrote");
        (output, text)
    }

    /// The calls of an undisturbed run that touch the workspace until the lock is let go, and the one that writes the
    /// answer.
    pub(super) fn points(&self, root: &Path, args: &[String]) -> Vec<Point> {
        let (output, text) = self.run(root, &["-e".to_owned(), "trace=all".to_owned()], args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let touching = touching(&text, root);
        let points: Vec<Point> = touching.into_iter().map(|(point, _)| point).collect();
        let end = points.iter().position(|p| p.kind == "close" && p.on == ".amends/lock").expect("the lock is let go");
        let (under_lock, after) = points.split_at(end + 1);
        under_lock.iter().chain(after.iter().filter(|p| p.on == "stdout")).cloned().collect()
    }

    /// Runs the binary with a blow at one point. `None` when the blow fell elsewhere.
    pub(super) fn strike(&self, root: &Path, args: &[String], point: &Point, blow: Blow) -> Option<Struck> {
        let what = match blow {
            Blow::Kill => "signal=KILL".to_owned(),
            Blow::Error(error) => format!("error={error}"),
        };
        let more = [
            "-e".to_owned(),
            format!("trace={}", point.call),
            "-e".to_owned(),
            format!("inject={}:{what}:when={}", point.call, point.nth),
        ];
        let (output, text) = self.run(root, &more, args);
        let struck = touching(&text, root).into_iter().find(|(_, line)| match blow {
            Blow::Kill => line.ends_with("= ?"),
            Blow::Error(_) => line.ends_with("(INJECTED)"),
        });
        let (hit, _) = struck?;
        let code = output.status.code();
        let same = (hit.ours, hit.kind, &hit.on) == (point.ours, point.kind, &point.on);
        (same && (code.is_none() == (blow == Blow::Kill))).then(|| Struck {
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            code,
        })
    }
}

/// The calls that touch the workspace, in their order, each with its line.
fn touching<'t>(text: &'t str, root: &Path) -> Vec<(Point, &'t str)> {
    let root = root.to_str().expect("a scratch folder with a plain name");
    let (mut all, mut ours) = (std::collections::HashMap::new(), std::collections::HashMap::new());
    let mut points = Vec::new();
    for line in text.lines() {
        let Some((_, rest)) = line.split_once(' ') else { continue };
        let Some((call, rest)) = rest.trim_start().split_once('(') else { continue };
        let nth = all.entry(call).and_modify(|n| *n += 1).or_insert(1_usize);
        // These are not about files; `fcntl` only asks about a handle, and only in a debug build.
        if matches!(call, "execve" | "getcwd" | "fcntl") {
            continue;
        }
        let Some(on) = object(call, rest, root) else { continue };
        let mine = ours.entry(call).and_modify(|n| *n += 1).or_insert(1_usize);
        let point = Point { call: call.to_owned(), nth: *nth, ours: *mine, kind: kind(call), on };
        points.push((point, line.trim_end()));
    }
    points
}

/// What a call is about, if it is about the workspace or standard output.
fn object(call: &str, arguments: &str, root: &str) -> Option<String> {
    if call == "write" && arguments.starts_with("1<") {
        return Some("stdout".to_owned());
    }
    // The folder that the process is in says nothing about the call.
    let arguments = match arguments.strip_prefix("AT_FDCWD<") {
        Some(rest) => rest.split_once('>')?.1,
        None => arguments,
    };
    let inside = &arguments[arguments.find(root)? + root.len()..];
    let path = inside.split(['"', '>']).next()?;
    if !path.is_empty() && !path.starts_with('/') {
        return None;
    }
    let names: Vec<&str> = path.split('/').skip(1).map(without_what_differs).collect();
    Some(if names.is_empty() { ".".to_owned() } else { names.join("/") })
}

/// A temporary file's name is made up, and so is that of a new case.
fn without_what_differs(name: &str) -> &str {
    if name.starts_with(".tmp-") {
        "TEMP"
    } else if name.ends_with(".yaml") {
        "CASE"
    } else {
        name
    }
}

/// The calls of several names that do one thing, some of them missing on some machines.
fn kind(call: &str) -> &'static str {
    match call {
        "open" | "openat" => "open",
        "stat" | "lstat" | "fstat" | "newfstatat" | "fstatat64" | "statx" => "stat",
        "readlink" | "readlinkat" => "readlink",
        "access" | "faccessat" | "faccessat2" => "access",
        "mkdir" | "mkdirat" => "mkdir",
        "rename" | "renameat" | "renameat2" => "rename",
        "link" | "linkat" => "link",
        "unlink" | "unlinkat" => "unlink",
        "fchmod" | "chmod" | "fchmodat" => "chmod",
        "getdents" | "getdents64" => "list",
        "read" | "pread64" => "read",
        "write" | "pwrite64" => "write",
        "lseek" | "_llseek" => "seek",
        "ftruncate" | "ftruncate64" => "truncate",
        "fsync" | "fdatasync" => "sync",
        "flock" => "lock",
        "close" => "close",
        _ => "other",
    }
}
