//! The commands that are struck: the workspace they start from, and what must be so afterwards.

use super::strace::{Blow, Point, Struck};
use crate::scene::{NOW, Scene};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A command, how its workspace is laid out, and the calls it makes there.
pub(super) struct Command {
    name: &'static str,
    prepare: fn(&Scene, &str),
    args: fn(&str) -> Vec<String>,
    done: Done,
    calls: &'static str,
    /// What its answer names.
    names: &'static str,
}

/// Whether a command did its work, told by the files before it and after it; an error when they are neither the old
/// ones nor the new ones.
type Done = fn(&Trial, &Files, &Files) -> Result<bool, String>;

/// A contact on a case that others must not read.
pub(super) const LOG: Command = Command {
    name: "log",
    prepare: |_, _| {},
    args: |id| words(&["log", id, "--via", "phone", "-m", "还在查"]),
    done: logged,
    calls: include_str!("calls/log.txt"),
    names: "2026-11-21-",
};

/// A new case, the first of its year, whose procedure is new to the workspace, which was never written to.
pub(super) const OPEN: Command = Command {
    name: "open",
    prepare: |scene, _| std::fs::remove_dir_all(scene.root().join(".amends")).expect("the lock's folder"),
    args: |_| words(&OPENING),
    done: opened,
    calls: include_str!("calls/open.txt"),
    names: "2025-12-31-",
};

const OPENING: [&str; 16] = [
    "open",
    "--title",
    "酸奶",
    "--customer",
    "李女士",
    "--contact",
    "1",
    "--channel",
    "phone",
    "--demand",
    "道歉",
    "-m",
    "孩子发现的。",
    "--playbook",
    "hotel",
    "--received=2025-12-31T14:00:00+08:00",
];

/// A mending of a line that stands twice.
pub(super) const CHECK_FIX: Command = Command {
    name: "check --fix",
    prepare: |scene, id| std::fs::write(scene.case_path(id), scene.case(id) + LINE + LINE).expect("the case"),
    args: |_| words(&["check", "--fix"]),
    done: mended,
    calls: include_str!("calls/check-fix.txt"),
    names: "2026-11-21-",
};

/// Two rows of a spreadsheet, into a folder that isn't there yet.
pub(super) const IMPORT: Command = Command {
    name: "import",
    prepare: |scene, _| {
        scene.write("sheet.csv", "no,received\nA-1,2025-12-30\nA-2,2025-12-31\n");
        let constants = "channel = \"phone\"\ncustomer = \"李女士\"\ncontact = \"1\"\ndemand = \"道歉\"\n";
        let map = format!("[reference]\ncolumn = \"no\"\n[columns]\nreceived = \"received\"\n[constants]\n{constants}");
        scene.write("map.toml", map);
    },
    args: |_| words(&["import", "sheet.csv", "--map", "map.toml"]),
    done: imported,
    calls: include_str!("calls/import.txt"),
    names: "2025-12-3",
};

const LINE: &str = "  - {id: zzzzzz, at: 2026-11-22T08:00:00+08:00, by: wang, do: note, note: \"两次\"}\n";

/// The bytes and the mode of every file.
pub(super) type Files = BTreeMap<PathBuf, (Vec<u8>, u32)>;

/// A command with the workspace that every strike gets a copy of.
pub(super) struct Trial {
    pub(super) name: &'static str,
    pub(super) calls: &'static str,
    command: Command,
    template: Scene,
    before: Files,
    id: String,
}

impl Trial {
    /// Lays out the workspace.
    pub(super) fn of(command: Command) -> Self {
        let (template, id) = Scene::with_case();
        template.open("2026-10-08T14:00:00+08:00", &["--playbook", "four-step"]);
        template.open("2026-11-20T14:00:00+08:00", &[]);
        // A mode of its own, to see that it is kept.
        std::fs::set_permissions(template.case_path(&id), std::fs::Permissions::from_mode(0o600)).expect("a mode");
        (command.prepare)(&template, &id);
        let before = files(template.root());
        Self { name: command.name, calls: command.calls, command, template, before, id }
    }

    /// The command line.
    pub(super) fn args(&self) -> Vec<String> {
        let mut args = (self.command.args)(&self.id);
        args.extend(words(&["--now", NOW]));
        args
    }

    /// Whether a point is one that the command adds to those of the others. An import looks at many things before it
    /// writes; what comes of failing there is the same as with any command.
    pub(super) fn is_own(&self, point: &Point) -> bool {
        self.name != IMPORT.name || point.on.contains(".amends/import") || point.on.starts_with("cases/2025")
    }

    /// A copy of the workspace.
    pub(super) fn fresh(&self) -> Scene {
        let scene = Scene::empty();
        for (path, (bytes, mode)) in &self.before {
            let path = scene.root().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, bytes).expect("a file");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(*mode)).expect("a mode");
        }
        scene
    }

    /// What must be so after a strike.
    pub(super) fn judge(&self, scene: &Scene, struck: &Struck, point: &Point, blow: Blow) -> Result<(), String> {
        let after = files(scene.root());
        let said = || format!("exit {:?}, out {:?}, err {:?}", struck.code, struck.out, struck.err);
        let left = after.keys().filter(|p| is_temporary(p)).count();
        // A temporary file stays when the process dies, or when just its removal fails.
        if left > usize::from(blow == Blow::Kill || point.kind == "unlink") {
            return Err(format!("{left} temporary files are left; {}", said()));
        }
        let done = (self.command.done)(self, &self.before, &after).map_err(|what| format!("{what}; {}", said()))?;
        let honest = match struck.code {
            None => true,
            Some(0) => done && struck.out.contains(self.command.names),
            // The write stands although its answer could not be given.
            Some(7) if point.on == "stdout" => {
                let named = self.name == CHECK_FIX.name || struck.err.contains(self.command.names);
                done && named && struck.err.contains("is recorded")
            }
            // The cases count, and the next writer puts them in their places.
            Some(7) if counts(&after) => struck.err.contains("the import counts"),
            Some(7) => !done && !struck.err.is_empty(),
            // What could not be read was not mended, and is named.
            Some(1 | 3) if self.name == CHECK_FIX.name => !done && !struck.out.is_empty(),
            // The standard library gives up when a listing can't be closed.
            Some(101) if point.kind == "close" => {
                (!done || self.name == IMPORT.name) && struck.err.contains("closedir")
            }
            Some(_) => false,
        };
        // A folder that can't be synced after the file took its name is a warning, and nothing worse.
        let late = point.kind == "sync" && point.on.starts_with("cases") && !point.on.ends_with("TEMP");
        if late && blow != Blow::Kill && (struck.code != Some(0) || struck.err.is_empty()) {
            return Err(format!("no warning; {}", said()));
        }
        if !honest {
            return Err(format!("written: {done}; {}", said()));
        }
        self.next(scene)
    }

    /// No lock is stuck and nothing is in the way: the same again works, so does a contact, and the workspace is sound.
    fn next(&self, scene: &Scene) -> Result<(), String> {
        let again = (self.command.args)(&self.id);
        let log = (LOG.args)(&self.id);
        for (args, done) in [(again, self.command.done), (log, logged as Done)] {
            let before = files(scene.root());
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let ran = scene.now(&args);
            let done = done(self, &before, &files(scene.root()));
            if ran.code != 0 || done != Ok(true) {
                return Err(format!("the next {} ends with {}, {done:?}: {}", args[0], ran.code, ran.err));
            }
        }
        let check = scene.now(&["check"]);
        if check.code == 0 { Ok(()) } else { Err(format!("check: {}{}", check.out, check.err)) }
    }

    fn case(&self) -> PathBuf {
        let path = self.template.case_path(&self.id);
        path.strip_prefix(self.template.root()).expect("a file of the workspace").to_path_buf()
    }
}

/// One more contact on the case, and nothing else.
fn logged(trial: &Trial, before: &Files, after: &Files) -> Result<bool, String> {
    let case = trial.case();
    same_but(before, after, |path| path == case)?;
    let (old, mode) = &before[&case];
    let (new, new_mode) = after.get(&case).ok_or("the case is gone")?;
    if mode != new_mode {
        return Err(format!("its mode is {new_mode:o}"));
    }
    let added = new.strip_prefix(old.as_slice()).ok_or("earlier bytes changed")?;
    let added = String::from_utf8_lossy(added);
    let event = ", at: 2026-11-22T09:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, note: \"还在查\"}\n";
    let one = added.strip_prefix("  - {id: ").and_then(|rest| rest.strip_suffix(event)).is_some_and(|id| id.len() == 6);
    if added.is_empty() || one { Ok(one) } else { Err(format!("added was {added:?}")) }
}

/// One more case with its procedure, and nothing else.
fn opened(_: &Trial, before: &Files, after: &Files) -> Result<bool, String> {
    let playbook = Path::new("playbooks/hotel.toml");
    let is_new = |path: &Path| path.starts_with("cases/2025/12");
    same_but(before, after, |path| path == playbook || is_new(path))?;
    let adopted = after.get(playbook).map(|(bytes, _)| bytes.as_slice());
    if adopted.is_some() && adopted != amends::playbook::builtin::builtin("hotel").map(str::as_bytes) {
        return Err("the procedure is not whole".to_owned());
    }
    let cases = after.iter().filter(|(path, _)| is_new(path) && !is_temporary(path) && !before.contains_key(*path));
    let cases: Vec<&(Vec<u8>, u32)> = cases.map(|(_, file)| file).collect();
    let [(bytes, _)] = cases.as_slice() else {
        return if cases.is_empty() { Ok(false) } else { Err(format!("{} cases", cases.len())) };
    };
    let text = String::from_utf8_lossy(bytes);
    let whole = amends::store::read_text(&text).faults.is_empty() && text.contains("孩子发现的。");
    if whole && adopted.is_some() { Ok(true) } else { Err(format!("half a case: {text:?}")) }
}

/// Both cases and nothing else; none of them, or one of them while they count, is not done yet.
fn imported(_: &Trial, before: &Files, after: &Files) -> Result<bool, String> {
    same_but(before, after, |path| path.starts_with("cases/2025/12"))?;
    let files = after.iter().filter(|(path, _)| path.starts_with("cases/2025/12") && !is_temporary(path));
    let texts: Vec<String> = files.map(|(_, (bytes, _))| String::from_utf8_lossy(bytes).into_owned()).collect();
    if let Some(half) = texts.iter().find(|text| !amends::store::read_text(text).faults.is_empty()) {
        return Err(format!("half a case: {half:?}"));
    }
    let has = |reference: &str| texts.iter().filter(|t| t.contains(&format!("{{sheet: \"{reference}\"}}"))).count();
    match (has("A-1"), has("A-2")) {
        (1, 1) => Ok(true),
        (0, 0) => Ok(false),
        (0, 1) | (1, 0) if counts(after) => Ok(false),
        other => Err(format!("{other:?} cases of the two rows")),
    }
}

/// Whether an import counts that isn't wholly in place.
fn counts(files: &Files) -> bool {
    files.contains_key(Path::new(".amends/import/commit"))
}

/// The case without the line that stood twice, and nothing else.
fn mended(trial: &Trial, before: &Files, after: &Files) -> Result<bool, String> {
    let case = trial.case();
    same_but(before, after, |path| path == case)?;
    let (old, mode) = &trial.before[&case];
    let (new, new_mode) = after.get(&case).ok_or("the case is gone")?;
    if mode != new_mode {
        return Err(format!("its mode is {new_mode:o}"));
    }
    let once = old.strip_suffix(LINE.as_bytes()).expect("the line stands twice");
    match new {
        new if new.as_slice() == once => Ok(true),
        new if new == old => Ok(false),
        _ => Err("the case says something else".to_owned()),
    }
}

/// Whether all files but some, the lock's and temporary ones are as they were.
fn same_but(before: &Files, after: &Files, may_differ: impl Fn(&Path) -> bool) -> Result<(), String> {
    let looked_at = |path: &Path| !path.starts_with(".amends") && !is_temporary(path) && !may_differ(path);
    let kept = |files: &Files| files.clone().into_iter().filter(|(path, _)| looked_at(path)).collect::<Files>();
    if kept(before) == kept(after) { Ok(()) } else { Err("other files changed".to_owned()) }
}

fn is_temporary(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".tmp-"))
}

fn words(args: &[&str]) -> Vec<String> {
    args.iter().map(|a| (*a).to_owned()).collect()
}

/// Every file below a folder.
fn files(root: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mode = entry.metadata().expect("a file").permissions().mode();
            let bytes = std::fs::read(&path).expect("a file");
            found.insert(path.strip_prefix(root).expect("below the root").to_path_buf(), (bytes, mode));
        }
    }
    found
}
