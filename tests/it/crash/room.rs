//! Folders that let nobody write, and disks without room.

use super::skipped;
use crate::scene::{NOW, Ran, Scene, amends};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The user that nobody is, for whom a folder can be closed even when the tests are run by the one whom nothing stops.
const NOBODY: u32 = 65534;

const CONTACT: [&str; 5] = ["--via", "phone", "-m", "还在查", "--now"];

/// What a run by an ordinary user comes to: by nobody when the tests are run by root.
struct Person {
    binary: Scene,
    is_root: bool,
}

impl Person {
    /// Gives the files of a workspace to the person.
    fn owning(scene: &Scene) -> Self {
        let binary = Scene::empty();
        // Where the binary was built may be closed to others.
        std::fs::copy(env!("CARGO_BIN_EXE_amends"), binary.root().join("amends")).expect("a copy of the binary");
        let is_root = walk(scene.root()).iter().all(|path| chown(path, Some(NOBODY), Some(NOBODY)).is_ok());
        Self { binary, is_root }
    }

    fn run(&self, folder: &Path, args: &[&str]) -> Ran {
        let model = amends(folder);
        let mut command = Command::new(self.binary.root().join("amends"));
        command.current_dir(folder).env_clear().stdin(Stdio::null()).args(args).arg(NOW);
        command.envs(model.get_envs().filter_map(|(key, value)| Some((key, value?))));
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        Ran::of(command.output().expect("the binary runs"))
    }
}

fn walk(root: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(root).into_iter();
    entries.map(|entry| entry.expect("an entry").into_path()).collect()
}

/// Every file with its bytes, but for the lock's.
fn bytes(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = walk(root).into_iter().filter(|path| path.is_file() && !path.starts_with(root.join(".amends")));
    let mut files: Vec<_> = files.map(|path| (path.clone(), std::fs::read(path).expect("a file"))).collect();
    files.sort();
    files
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

#[test]
fn a_folder_that_is_closed_to_writing_keeps_its_old_files() {
    let (scene, id) = Scene::with_case();
    let person = Person::owning(&scene);
    let folder = scene.case_path(&id).parent().expect("a folder").to_path_buf();
    let log = [&["log", &id][..], &CONTACT].concat();
    person.run(scene.root(), &log).expect(0);
    let before = bytes(scene.root());
    for (closed, mode) in [(folder.clone(), 0o555), (scene.root().join(".amends"), 0o555), (folder.clone(), 0o000)] {
        std::fs::remove_file(scene.root().join(".amends/lock")).expect("the lock");
        set_mode(&closed, mode);
        let ran = person.run(scene.root(), &log);
        set_mode(&closed, 0o755);
        assert_eq!(ran.code, 7, "{} with {mode:o}: {}{}", closed.display(), ran.out, ran.err);
        assert!(ran.out.is_empty() && !ran.err.is_empty());
        assert_eq!(bytes(scene.root()), before);
        person.run(scene.root(), &["check", "--now"]).expect(0);
        set_mode(&scene.root().join(".amends"), 0o777);
        std::fs::write(scene.root().join(".amends/lock"), "").expect("the lock");
    }
    std::fs::remove_file(scene.root().join(".amends/lock")).expect("the lock");
    person.run(scene.root(), &log).expect(0);
    assert_eq!(scene.case(&id).matches("还在查").count(), 2);
}

/// A small disk in memory, as long as it lives.
struct Disk {
    scene: Scene,
}

impl Disk {
    /// A disk of so many pages, if one may be mounted here.
    fn of(pages: usize) -> Option<Self> {
        let scene = Scene::empty();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={}", pages * PAGE), "tmpfs"]).arg(scene.root());
        let mounted = mount.stdin(Stdio::null()).stderr(Stdio::null()).status();
        mounted.is_ok_and(|status| status.success()).then(|| Self { scene })
    }

    /// Fills the disk so that so many pages are free.
    fn leave(&self, pages: usize) {
        let path = self.scene.root().join("filling");
        let mut file = std::fs::File::create(path).expect("a file");
        let mut size = 0;
        while let Ok(written) = file.write(&[0; PAGE]) {
            size += written;
        }
        file.set_len((size - pages * PAGE) as u64).expect("a shorter file");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.scene.root()).status();
    }
}

const PAGE: usize = 4096;

#[test]
fn a_full_disk_keeps_its_old_files() {
    let Some(disk) = Disk::of(64) else {
        return skipped("no disk of a few pages may be mounted", "a full disk");
    };
    let scene = &disk.scene;
    scene.run(&["init", "--time-zone", "Asia/Shanghai"]).expect(0);
    let id = scene.open("2026-11-21T14:00:00+08:00", &[]);
    let text = scene.case(&id);
    std::fs::write(scene.case_path(&id), format!("product: {}\n{text}", "长".repeat(3 * PAGE))).expect("the case");
    let log = [&["log", &id][..], &CONTACT, &[NOW]].concat();
    // The text takes ten pages: none of it, a part of it and all of it finds room.
    let mut codes = Vec::new();
    for room in [0, 1, 5, 9, 12] {
        disk.leave(room);
        let before = bytes(scene.root());
        let ran = scene.run(&log);
        codes.push(ran.code);
        if ran.code == 0 {
            continue;
        }
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{room} pages: {}{}", ran.out, ran.err);
        assert!(bytes(scene.root()) == before, "{room} pages: a file has changed");
        if room == 0 {
            let args = ["open", "--title", "t", "--customer", "c", "--contact", "1", "--channel", "phone"];
            scene.now(&[&args[..], &["--demand", "d", "-m", "m", "--playbook", "hotel"]].concat()).expect(7);
            assert!(bytes(scene.root()) == before, "a file has changed");
        }
    }
    assert_eq!(codes, [7, 7, 7, 7, 0]);
    scene.now(&["check"]).expect(0);
}

#[test]
fn a_file_in_the_place_of_a_folder_stops_a_new_case() {
    for blocked in ["playbooks", "cases", "cases/2026", "cases/2026/11"] {
        let scene = Scene::empty();
        scene.write("amends.toml", "format = 1\ntime_zone = \"Asia/Shanghai\"\n");
        scene.write(blocked, "");
        let before = bytes(scene.root());
        let args = ["open", "--title", "t", "--customer", "c", "--contact", "1", "--channel", "phone", "--demand", "d"];
        let ran = scene.now(&[&args[..], &["-m", "m"]].concat());
        assert_eq!(ran.code, 7, "{blocked}: {}{}", ran.out, ran.err);
        let cases = bytes(scene.root()).into_iter().filter(|(path, _)| !path.ends_with("four-step.toml"));
        assert!(cases.eq(before), "{blocked}: {}", ran.err);
        assert!(ran.err.contains("directory"), "{blocked}: {}", ran.err);
    }
}
