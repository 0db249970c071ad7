//! Merges by git itself: with the driver, with union alone, and with neither and `merge resolve` afterwards.

use crate::scene::{NOW, Ran, Scene, amends};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const LATER: &str = "2026-11-22T12:00:00+08:00";
const ATTRIBUTES: &str = ".git/info/attributes";

/// How a clone merges its cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// `amends init` was run in it.
    Driver,
    /// As cloned.
    Union,
    /// The committed attribute is turned off: git's own merge, with this style of markers.
    Markers(&'static str),
    /// The driver is set up, but the program is gone.
    Gone,
    /// The driver is set up, but the program is an older one that knows nothing of it.
    Old,
}

const WAYS: [Way; 7] = [
    Way::Driver,
    Way::Union,
    Way::Markers("merge"),
    Way::Markers("diff3"),
    Way::Markers("zdiff3"),
    Way::Gone,
    Way::Old,
];

/// A repository with one workspace in it, and the folder of the workspace below its top.
struct Repo {
    top: PathBuf,
    below: &'static str,
    id: String,
}

fn git(folder: &Path, args: &[&str]) -> Ran {
    let output = Command::new("git")
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_EDITOR", "true")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "core.quotePath=false"])
        .args(["-c", "protocol.file.allow=always", "-c", "merge.renames=false"])
        .args(args)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("git runs");
    Ran {
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or(-1),
    }
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    let output = amends(folder).args(args).args(["--now", LATER]).output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
}

fn event(id: &str, minute: u32, note: &str) -> String {
    format!("  - {{id: {id}, at: 2026-11-22T10:{minute:02}:00+08:00, by: wang, do: note, note: \"{note}\"}}\n")
}

/// Every line of an event.
fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|l| l.trim_start().starts_with("- {id: ")).collect()
}

impl Repo {
    /// A repository with a workspace and a case in this folder of it; nothing is set up besides what is committed.
    fn start(scene: &Scene, name: &str, below: &'static str) -> Self {
        let top = scene.root().join(name);
        let workspace = top.join(below);
        fs::create_dir_all(&workspace).unwrap();
        git(&top, &["init", "-q", "-b", "main"]).expect(0);
        let mut repo = Self { top, below, id: "2026-11-22-k7f3m".to_owned() };
        repo.workspace();
        git(&repo.top, &["add", "-A"]).expect(0);
        git(&repo.top, &["commit", "-q", "-m", "start"]).expect(0);
        repo.unset();
        repo.id = "2026-11-22-k7f3m".to_owned();
        repo
    }

    /// Makes the workspace and files a case.
    fn workspace(&self) {
        let root = self.root();
        run(&root, &["init", "--time-zone", "Asia/Shanghai"]).expect(0);
        let text = format!(
            "# a case\nid: {}\ntitle: \"鞋底开胶\"\nreceived: {NOW}\nchannel: phone\ncustomer: \"王女士\"\ncontact: \"1\"\ndemand: \"换一双\"\nplaybook: four-step@1\ndescription: |\n  开胶。\n# what happened\nlog:\n  - {{id: kq4z7m, at: {NOW}, by: wang, do: open, step: soothe, severity: normal, owner: wang}}\n",
            self.id
        );
        fs::create_dir_all(self.path().parent().unwrap()).unwrap();
        fs::write(self.path(), text).unwrap();
    }

    /// Takes away what `init` set up beside the committed files.
    fn unset(&self) {
        let _ = fs::remove_file(self.top.join(ATTRIBUTES));
        git(&self.top, &["config", "--remove-section", "merge.amends"]);
    }

    /// Sets the clone up to merge in this way.
    fn set(&self, way: Way) {
        let call = |program: &Path| {
            run(&self.root(), &["init"]).expect(0);
            let call = git(&self.top, &["config", "merge.amends.driver"]).expect(0).out;
            let call = call.trim().replace(env!("CARGO_BIN_EXE_amends"), program.to_str().unwrap());
            git(&self.top, &["config", "merge.amends.driver", &call]).expect(0);
        };
        match way {
            Way::Union => {}
            Way::Driver => {
                run(&self.root(), &["init"]).expect(0);
            }
            Way::Markers(style) => {
                fs::write(self.top.join(ATTRIBUTES), "*.yaml !merge\n").unwrap();
                git(&self.top, &["config", "merge.conflictStyle", style]).expect(0);
            }
            Way::Gone => call(Path::new("/nowhere/amends")),
            Way::Old => {
                let old = self.top.join(".git/old");
                fs::write(&old, "#!/bin/sh\necho 'error: unrecognized subcommand' >&2\nexit 2\n").unwrap();
                let mut mode = fs::metadata(&old).unwrap().permissions();
                std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o755);
                fs::set_permissions(&old, mode).unwrap();
                call(&old);
            }
        }
    }

    fn root(&self) -> PathBuf {
        self.top.join(self.below)
    }

    fn path(&self) -> PathBuf {
        self.root().join(format!("cases/2026/11/{}.yaml", self.id))
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> Ran {
        git(&self.top, args)
    }

    /// Changes the case with an editor, and commits.
    #[track_caller]
    fn edit(&self, change: impl FnOnce(String) -> String) {
        fs::write(self.path(), change(self.text())).unwrap();
        self.git(&["commit", "-q", "-a", "-m", "edit"]).expect(0);
    }

    #[track_caller]
    fn append(&self, id: &str, minute: u32) {
        self.edit(|text| format!("{text}{}", event(id, minute, id)));
    }

    /// The codes `check` gives.
    fn check(&self) -> Vec<String> {
        let ran = run(&self.root(), &["check", "-f", "json"]);
        let json: serde_json::Value = serde_json::from_str(&ran.out).expect("check prints JSON");
        json["items"].as_array().unwrap().iter().map(|i| i["code"].as_str().unwrap().to_owned()).collect()
    }

    /// The merge of two branches that left from `main`, by git and whatever has to follow.
    fn two_branches(&self, ours: impl FnOnce(&Self), theirs: impl FnOnce(&Self)) {
        self.git(&["checkout", "-q", "-b", "theirs"]).expect(0);
        theirs(self);
        self.git(&["checkout", "-q", "-b", "ours", "main"]).expect(0);
        ours(self);
    }

    /// After git: markers are resolved, what union left is mended.
    #[track_caller]
    fn settle(&self, way: Way) {
        if matches!(way, Way::Markers(_)) {
            run(&self.root(), &["merge", "resolve"]).expect(0);
        } else {
            run(&self.root(), &["check", "--fix"]);
        }
        assert_eq!(self.check(), [""; 0], "{way:?}\n{}", self.text());
    }
}

/// Both sides write: events in one minute and another, a key each, a comment each.
fn both_write(repo: &Repo) {
    repo.two_branches(
        |repo| {
            repo.append("aaaaa1", 1);
            repo.append("aaaaa3", 3);
            repo.edit(|text| text.replace("demand: \"换一双\"", "demand: \"退款\" # 店长"));
        },
        |repo| {
            repo.append("bbbbb2", 2);
            repo.edit(|text| text.replace("# what happened", "category: product\n# what happened so far"));
        },
    );
}

fn all_ids() -> BTreeSet<&'static str> {
    ["kq4z7m", "aaaaa1", "bbbbb2", "aaaaa3"].into()
}

fn ids(text: &str) -> Vec<&str> {
    lines(text).into_iter().map(|l| l.split("{id: ").nth(1).unwrap().split(',').next().unwrap()).collect()
}

#[track_caller]
fn holds_all(text: &str, told: &str) {
    assert_eq!(ids(text).len(), 4, "{told}\n{text}");
    assert_eq!(ids(text).into_iter().collect::<BTreeSet<_>>(), all_ids(), "{told}\n{text}");
    for word in ["demand: \"退款\" # 店长\n", "category: product\n", "# what happened so far\n", "  开胶。\n"] {
        assert!(text.contains(word), "{told}: {word}\n{text}");
    }
    assert!(!text.contains("换一双"), "{told}\n{text}");
}

/// Every way of merging loses nothing, by every command of git's that merges; and what the driver makes of it, `merge
/// resolve` makes of it too, to the byte.
#[test]
fn every_way_by_every_command_keeps_every_event() {
    for command in ["merge", "rebase", "cherry-pick", "stash"] {
        let mut by_driver = String::new();
        for way in WAYS {
            let told = format!("{way:?} {command}");
            let scene = Scene::empty();
            let repo = Repo::start(&scene, "repo", "");
            both_write(&repo);
            repo.set(way);
            match command {
                "merge" => _ = repo.git(&["merge", "-q", "--no-edit", "theirs"]),
                "rebase" => {
                    let mut ran = repo.git(&["rebase", "-q", "theirs"]);
                    while ran.code != 0 {
                        assert!(matches!(way, Way::Markers(_)), "{told}: {}{}", ran.out, ran.err);
                        run(&repo.root(), &["merge", "resolve"]).expect(0);
                        repo.git(&["add", "-A"]).expect(0);
                        ran = repo.git(&["rebase", "--continue"]);
                    }
                }
                "cherry-pick" => {
                    for commit in ["theirs~1", "theirs"] {
                        if repo.git(&["cherry-pick", commit]).code != 0 {
                            assert!(matches!(way, Way::Markers(_)), "{told}");
                            run(&repo.root(), &["merge", "resolve"]).expect(0);
                            repo.git(&["cherry-pick", "--continue"]);
                            repo.git(&["add", "-A"]).expect(0);
                            repo.git(&["cherry-pick", "--continue"]).expect(0);
                        }
                    }
                }
                _ => {
                    // What stands on our branch is not committed yet.
                    repo.git(&["reset", "-q", "main"]).expect(0);
                    repo.git(&["stash", "-q"]).expect(0);
                    repo.git(&["merge", "-q", "--ff-only", "theirs"]).expect(0);
                    repo.git(&["stash", "pop", "-q"]);
                }
            }
            repo.settle(way);
            let text = repo.text();
            holds_all(&text, &told);
            match way {
                Way::Driver => {
                    assert_eq!(ids(&text), ["kq4z7m", "aaaaa1", "bbbbb2", "aaaaa3"], "{told}");
                    by_driver = text;
                }
                // Of a merge in one step all is known; the markers of a rebase are one commit each.
                Way::Markers(_) if command != "rebase" => assert_eq!(text, by_driver, "{told}"),
                _ => {}
            }
        }
    }
}

#[test]
fn a_revert_takes_its_own_event_back_and_no_other() {
    for way in [Way::Driver, Way::Markers("merge")] {
        let scene = Scene::empty();
        let repo = Repo::start(&scene, "repo", "");
        repo.set(way);
        repo.append("aaaaa1", 1);
        repo.append("aaaaa2", 2);
        if repo.git(&["revert", "--no-edit", "HEAD~1"]).code != 0 {
            run(&repo.root(), &["merge", "resolve"]).expect(0);
        }
        assert_eq!(ids(&repo.text()), ["kq4z7m", "aaaaa2"], "{way:?}");
        assert_eq!(repo.check(), [""; 0]);
    }
}

/// Two branches that merged each other and went on: git makes a base of two bases, with whatever the driver left there.
#[test]
fn criss_cross_merges_ask_once_and_lose_nothing() {
    for way in [Way::Driver, Way::Markers("merge"), Way::Markers("diff3")] {
        let scene = Scene::empty();
        let repo = Repo::start(&scene, "repo", "");
        repo.set(way);
        let title = |new: &'static str| move |text: String| text.replace("title: \"鞋底开胶\"", new);
        repo.two_branches(
            |repo| repo.edit(|text| title("title: 甲")(text) + &event("aaaaa1", 1, "a")),
            |repo| repo.edit(|text| title("title: 乙")(text) + &event("bbbbb1", 2, "b")),
        );
        repo.git(&["branch", "left", "ours"]).expect(0);
        repo.git(&["branch", "right", "theirs"]).expect(0);
        let meet = |repo: &Repo, branch: &str, with: &str, side: &str, commit: &str| {
            repo.git(&["checkout", "-q", branch]).expect(0);
            repo.git(&["merge", "-q", "--no-edit", with]).expect(1);
            if matches!(way, Way::Markers(_)) {
                run(&repo.root(), &["merge", "resolve"]).expect(1);
            }
            assert_eq!(repo.check(), ["conflicts"], "{way:?}\n{}", repo.text());
            run(&repo.root(), &["merge", "resolve", "--take", side, "title"]).expect(0);
            repo.edit(|text| text + &event(commit, 5, commit));
        };
        // Both settle it for the same title.
        meet(&repo, "left", "theirs", "ours", "aaaaa5");
        meet(&repo, "right", "ours", "theirs", "bbbbb5");
        repo.git(&["merge", "-q", "--no-edit", "left"]);
        if matches!(way, Way::Markers(_)) {
            run(&repo.root(), &["merge", "resolve"]).expect(0);
        }
        let text = repo.text();
        assert!(text.contains("title: 甲\n") && !text.contains("乙"), "{way:?}\n{text}");
        assert_eq!(
            ids(&text).into_iter().collect::<BTreeSet<_>>(),
            ["kq4z7m", "aaaaa1", "bbbbb1", "aaaaa5", "bbbbb5"].into(),
            "{way:?}\n{text}"
        );
        assert_eq!(ids(&text).len(), 5, "{way:?}\n{text}");
        assert_eq!(repo.check(), [""; 0], "{way:?}\n{text}");
    }
}

/// Wherever the workspace lies in the repository, and from wherever git is called.
#[test]
fn the_driver_is_found_in_folders_with_odd_names_and_in_linked_worktrees() {
    for below in ["", "team", "our [cases] 投诉 #1", "a'b", "it's \"so\"", "x*y?", "!no", "back\\slash"] {
        let scene = Scene::empty();
        let repo = Repo::start(&scene, "repo", below);
        repo.set(Way::Driver);
        both_write(&repo);
        repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(0);
        assert_eq!(ids(&repo.text()), ["kq4z7m", "aaaaa1", "bbbbb2", "aaaaa3"], "{below}");
        // Both change one fact: only the driver knows what to do.
        repo.two_branches_again();
        let linked = Repo { top: scene.root().join("linked"), below, id: repo.id.clone() };
        repo.git(&["worktree", "add", "-q", "../linked", "second"]).expect(0);
        let ran = linked.git(&["merge", "-q", "--no-edit", "first"]).expect(1);
        assert!(ran.err.contains("title") && ran.err.contains("first title"), "{below}: {}", ran.err);
        assert_eq!(linked.check(), ["conflicts"], "{below}\n{}", linked.text());
        let settled = run(&linked.root(), &["merge", "resolve", "--take", "theirs", "title"]).expect(0);
        assert!(linked.text().contains("title: first title\n"), "{below}: {}", settled.out);
    }
}

impl Repo {
    fn two_branches_again(&self) {
        for name in ["first", "second"] {
            self.git(&["checkout", "-q", "-b", name, "ours"]).expect(0);
            self.edit(|text| text.replace("title: \"鞋底开胶\"", &format!("title: {name} title")));
        }
        self.git(&["checkout", "-q", "ours"]).expect(0);
    }
}

#[test]
fn a_workspace_in_a_submodule_is_armed_in_the_submodule() {
    let scene = Scene::empty();
    let inner = Repo::start(&scene, "inner", "");
    both_write(&inner);
    let outer = scene.root().join("outer");
    fs::create_dir(&outer).unwrap();
    git(&outer, &["init", "-q", "-b", "main"]).expect(0);
    git(&outer, &["submodule", "--quiet", "add", "../inner", "desk"]).expect(0);
    let desk = Repo { top: outer.join("desk"), below: "", id: inner.id.clone() };
    desk.git(&["checkout", "-q", "-B", "ours", "origin/ours"]).expect(0);
    run(&desk.root(), &["init"]).expect(0);
    assert_eq!(git(&outer, &["config", "merge.amends.driver"]).code, 1, "the outer repository is left alone");
    desk.git(&["merge", "-q", "--no-edit", "origin/theirs"]).expect(0);
    assert_eq!(ids(&desk.text()), ["kq4z7m", "aaaaa1", "bbbbb2", "aaaaa3"]);
}

#[test]
fn clones_over_a_bare_hub_meet_whatever_each_has_set_up() {
    let scene = Scene::empty();
    let start = Repo::start(&scene, "start", "");
    git(scene.root(), &["clone", "-q", "--bare", "start", "hub.git"]).expect(0);
    let clones: Vec<Repo> = ["a", "b", "c"]
        .into_iter()
        .map(|name| {
            git(scene.root(), &["clone", "-q", "hub.git", name]).expect(0);
            Repo { top: scene.root().join(name), below: "", id: start.id.clone() }
        })
        .collect();
    clones[0].set(Way::Driver);
    clones[2].set(Way::Gone);
    for round in 0..3_u32 {
        for (n, clone) in (0..).zip(&clones) {
            clone.append(&format!("e{round}{n}xyz"), 3 * round + n);
        }
        for clone in clones.iter().chain(&clones) {
            clone.git(&["pull", "-q", "--no-edit", if round == 1 { "--rebase" } else { "--no-rebase" }]).expect(0);
            clone.git(&["push", "-q"]).expect(0);
        }
    }
    clones[0].git(&["pull", "-q"]).expect(0);
    let text = clones[0].text();
    let unique: BTreeSet<&str> = ids(&text).into_iter().collect();
    assert_eq!(unique.len(), 10, "{text}");
    assert!(clones[0].check().iter().all(|c| c == "repeated-line"), "{:?}", clones[0].check());
}

#[test]
fn several_workspaces_of_one_repository_are_merged_each_by_its_own() {
    let scene = Scene::empty();
    let repo = Repo::start(&scene, "repo", "shop");
    let second = Repo { top: repo.top.clone(), below: "office", id: "2026-11-22-zzzzz".to_owned() };
    fs::create_dir_all(second.root()).unwrap();
    second.workspace();
    fs::write(second.root().join("amends.toml"), "format = 1\nlanguage = \"zh\"\ntime_zone = \"Asia/Shanghai\"\n")
        .unwrap();
    repo.git(&["add", "-A"]).expect(0);
    repo.git(&["commit", "-q", "-m", "office"]).expect(0);
    repo.unset();
    for workspace in [&repo, &second] {
        run(&workspace.root(), &["init"]).expect(0);
    }
    let attributes = fs::read_to_string(repo.top.join(ATTRIBUTES)).unwrap();
    assert_eq!(attributes, "shop/cases/**/*.yaml merge=amends\noffice/cases/**/*.yaml merge=amends\n");
    let titles = |to: &'static str| {
        move |repo: &Repo| {
            for workspace in [repo, &Repo { top: repo.top.clone(), below: "office", id: "2026-11-22-zzzzz".to_owned() }]
            {
                workspace
                    .edit(|text| text.replace("title: \"鞋底开胶\"", to) + &event(&format!("{}1", &to[7..12]), 1, to));
            }
        }
    };
    repo.two_branches(titles("title: aaaaa"), titles("title: bbbbb"));
    let ran = repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
    // Each speaks the language of its own workspace.
    assert!(ran.err.contains("both sides changed `title`") && ran.err.contains("双方都改了“title”"), "{}", ran.err);
    for workspace in [&repo, &second] {
        assert_eq!(workspace.check(), ["conflicts"]);
        assert_eq!(ids(&workspace.text()).len(), 3);
        run(&workspace.root(), &["merge", "resolve", "--take", "theirs", "title"]).expect(0);
        assert!(workspace.text().contains("title: bbbbb\n"));
        assert_eq!(workspace.check(), [""; 0]);
    }
}

/// A description, an event and a key that is gone, contested at once and settled one by one.
#[test]
fn take_settles_each_kind_of_conflict() {
    for way in [Way::Driver, Way::Markers("zdiff3")] {
        for (side, description, note, place) in
            [("ours", "  我方\n", "note: \"o\"", false), ("theirs", "  对方\n  两行\n", "note: \"t\"", true)]
        {
            let scene = Scene::empty();
            let repo = Repo::start(&scene, "repo", "");
            repo.edit(|text| {
                text.replace("description: |", "place: Shanghai\ndescription: |") + &event("aaaaa1", 1, "x")
            });
            repo.git(&["branch", "-q", "-f", "main"]);
            repo.two_branches(
                |repo| {
                    repo.edit(|text| {
                        text.replace("  开胶。\n", "  我方\n")
                            .replace("\"x\"", "\"o\"")
                            .replace("place: Shanghai\n", "")
                    });
                },
                |repo| {
                    repo.edit(|text| {
                        text.replace("  开胶。\n", "  对方\n  两行\n")
                            .replace("\"x\"", "\"t\"")
                            .replace("Shanghai", "北京")
                    });
                },
            );
            repo.set(way);
            repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
            if way != Way::Driver {
                run(&repo.root(), &["merge", "resolve"]).expect(1);
            }
            assert!(repo.git(&["status", "--porcelain"]).out.contains("UU "));
            for name in ["description", "aaaaa1", "place"] {
                run(&repo.root(), &["merge", "resolve", "--take", side, name]).expect(0);
            }
            run(&repo.root(), &["merge", "resolve", "--take", side, "place"]).expect(5);
            let text = repo.text();
            assert!(text.contains(description) && text.contains(note), "{way:?} {side}\n{text}");
            assert_eq!(text.contains("place: 北京\n"), place, "{way:?} {side}\n{text}");
            assert_eq!(repo.check(), [""; 0], "{text}");
            repo.git(&["commit", "-q", "-a", "-m", "merged"]).expect(0);
            assert_eq!(repo.git(&["status", "--porcelain"]).out, "");
        }
    }
}

/// Settled all one way the file may be one of the two versions, to the byte; that doesn't bring the questions back.
#[test]
fn what_was_settled_stays_settled() {
    for (side, title) in [("ours", "甲"), ("theirs", "乙")] {
        let scene = Scene::empty();
        let repo = Repo::start(&scene, "repo", "");
        repo.set(Way::Driver);
        repo.two_branches(
            |repo| repo.edit(|text| text.replace("title: \"鞋底开胶\"", "title: 甲")),
            |repo| repo.edit(|text| text.replace("title: \"鞋底开胶\"", "title: 乙")),
        );
        repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
        run(&repo.root(), &["merge", "resolve", "--take", side, "title"]).expect(0);
        let settled = repo.text();
        assert!(settled.contains(&format!("title: {title}\n")), "{settled}");
        // It may as well be what another tool left: it is asked, and nothing is changed.
        let asked = run(&repo.root(), &["merge", "resolve"]).expect(1);
        assert!(asked.out.contains("both sides changed `title`"), "{}", asked.out);
        assert_eq!(repo.text(), settled);
    }
}

#[test]
fn what_is_left_of_a_half_settled_merge_is_named_again() {
    let scene = Scene::empty();
    let repo = Repo::start(&scene, "repo", "");
    repo.set(Way::Driver);
    let both = |title: &'static str, demand: &'static str| {
        move |repo: &Repo| {
            repo.edit(|text| text.replace("\"鞋底开胶\"", title).replace("换一双", demand));
        }
    };
    repo.two_branches(both("ours", "ours too"), both("theirs", "theirs too"));
    repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
    let (title, demand) = (repo.text().contains("key: title"), repo.text().contains("key: demand"));
    assert!(title && demand, "{}", repo.text());
    let wrong = run(&repo.root(), &["merge", "resolve", "--take", "theirs", "titel"]).expect(5);
    assert!(wrong.err.contains("demand, title"), "{}", wrong.err);
    let taken = run(&repo.root(), &["merge", "resolve", "--take", "theirs", "title"]).expect(0);
    assert!(!taken.err.contains("git add"), "{}", taken.err);
    let text = repo.text();
    let again = run(&repo.root(), &["merge", "resolve"]).expect(1);
    assert!(again.out.contains("both sides changed `demand`"), "{}", again.out);
    assert!(!again.err.contains("git add"), "{}", again.err);
    assert_eq!(repo.text(), text);
    let last = run(&repo.root(), &["merge", "resolve", "--take", "ours", "demand"]).expect(0);
    assert!(last.err.contains("git add cases/2026/11/"), "{}", last.err);
    let done = run(&repo.root(), &["merge", "resolve"]).expect(0);
    assert!(done.err.contains("left alone") && done.err.contains("git add"), "{}", done.err);
}

#[test]
fn a_version_that_is_no_text_is_not_taken_for_a_deletion() {
    let scene = Scene::empty();
    let repo = Repo::start(&scene, "repo", "");
    repo.set(Way::Markers("merge"));
    repo.two_branches(
        |repo| repo.append("aaaaa1", 1),
        |repo| {
            let mut bytes = fs::read(repo.path()).unwrap();
            bytes.extend(b"# \xff\n");
            fs::write(repo.path(), bytes).unwrap();
            repo.git(&["commit", "-q", "-a", "-m", "no text"]).expect(0);
        },
    );
    repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
    let before = fs::read(repo.path()).unwrap();
    let ran = run(&repo.root(), &["merge", "resolve"]).expect(7);
    assert!(!ran.out.contains("deleted"), "{}{}", ran.out, ran.err);
    assert_eq!(fs::read(repo.path()).unwrap(), before);
}

#[test]
fn a_file_that_one_side_deleted_stays() {
    for deleted_by_us in [true, false] {
        for way in [Way::Driver, Way::Union] {
            let scene = Scene::empty();
            let repo = Repo::start(&scene, "repo", "");
            repo.set(way);
            let delete = |repo: &Repo| {
                repo.git(&["rm", "-q", "--", &format!("cases/2026/11/{}.yaml", repo.id)]).expect(0);
                repo.git(&["commit", "-q", "-m", "gone"]).expect(0);
            };
            let write = |repo: &Repo| repo.append("aaaaa1", 1);
            if deleted_by_us {
                repo.two_branches(delete, write)
            } else {
                repo.two_branches(write, delete)
            }
            repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
            let ran = run(&repo.root(), &["merge", "resolve"]).expect(0);
            assert!(ran.out.contains("no record is deleted by a merge"), "{}", ran.out);
            assert_eq!(ids(&repo.text()), ["kq4z7m", "aaaaa1"]);
            repo.git(&["add", "-A"]).expect(0);
            repo.git(&["commit", "-q", "-m", "merged"]).expect(0);
            assert_eq!(repo.check(), [""; 0]);
        }
    }
}

#[test]
fn hand_work_between_the_markers_is_not_thrown_away() {
    for style in ["merge", "diff3", "zdiff3"] {
        let scene = Scene::empty();
        let repo = Repo::start(&scene, "repo", "");
        both_write(&repo);
        repo.set(Way::Markers(style));
        repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
        let marked = repo.text();
        assert!(marked.contains("<<<<<<<"), "{marked}");
        for by_hand in
            [marked.clone() + &event("zzzzz9", 59, "by hand"), marked.replacen("note:", "note: # why\n   ", 1)]
        {
            if by_hand == marked {
                continue;
            }
            fs::write(repo.path(), &by_hand).unwrap();
            let ran = run(&repo.root(), &["merge", "resolve"]);
            assert!(ran.err.contains("left alone"), "{style}: {}{}", ran.out, ran.err);
            assert_eq!(repo.text(), by_hand, "{style}");
        }
        fs::write(repo.path(), &marked).unwrap();
        run(&repo.root(), &["merge", "resolve"]).expect(0);
        holds_all(&repo.text(), style);
    }
}

#[test]
fn what_a_hand_settled_after_the_merge_is_left_alone() {
    let scene = Scene::empty();
    let repo = Repo::start(&scene, "repo", "");
    both_write(&repo);
    repo.set(Way::Markers("merge"));
    repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
    let by_hand =
        repo.git(&["show", "theirs:cases/2026/11/2026-11-22-k7f3m.yaml"]).expect(0).out.replace("开胶", "by hand");
    fs::write(repo.path(), &by_hand).unwrap();
    let ran = run(&repo.root(), &["merge", "resolve"]);
    assert!(ran.err.contains("edited since the merge"), "{}{}", ran.out, ran.err);
    assert_eq!(repo.text(), by_hand);
}

/// A hook of another repository leaves its variables in the environment, and cron closes what it doesn't need.
#[test]
fn the_workspace_s_own_repository_answers_in_a_hook_of_another() {
    let scene = Scene::empty();
    let other = Repo::start(&scene, "other", "");
    let repo = Repo::start(&scene, "repo", "");
    both_write(&repo);
    let hooked = |args: &[&str]| {
        let dir = other.top.join(".git");
        let output = amends(&repo.root())
            .env("GIT_DIR", &dir)
            .env("GIT_WORK_TREE", &other.top)
            .env("GIT_INDEX_FILE", dir.join("index"))
            .env("GIT_PREFIX", "x/")
            .args(args)
            .output()
            .unwrap();
        assert!(output.status.code().is_some_and(|code| code < 2), "{args:?} {output:?}");
    };
    let before = fs::read_to_string(other.top.join(".git/config")).unwrap();
    hooked(&["init"]);
    assert_eq!(fs::read_to_string(other.top.join(".git/config")).unwrap(), before);
    assert!(!other.top.join(ATTRIBUTES).exists());
    repo.git(&["config", "merge.amends.driver"]).expect(0);
    fs::write(repo.top.join(ATTRIBUTES), "*.yaml !merge\n").unwrap();
    repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
    hooked(&["merge", "resolve"]);
    holds_all(&repo.text(), "resolved in a hook");

    // And the driver itself, with stdin, stdout and stderr closed.
    repo.git(&["reset", "-q", "--hard", "ours"]).expect(0);
    repo.unset();
    repo.set(Way::Driver);
    let script = "exec git -c user.name=T -c user.email=t@example.com merge -q --no-edit theirs <&- >&- 2>&-";
    let status = Command::new("sh")
        .current_dir(&repo.top)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", script])
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
    holds_all(&repo.text(), "closed streams");
    assert_eq!(ids(&repo.text()), ["kq4z7m", "aaaaa1", "bbbbb2", "aaaaa3"]);
}

/// Where the versions can't be merged event by event, both stand in the file, and git and `check` say so.
#[test]
fn what_the_driver_cannot_merge_is_marked_as_git_marks_it() {
    let scene = Scene::empty();
    let repo = Repo::start(&scene, "repo", "");
    repo.two_branches(
        |repo| repo.edit(|text| text.replace("title: \"鞋底开胶\"", "title: 甲")),
        |repo| repo.edit(|text| text.replace("title: \"鞋底开胶\"", "title: 乙\ntitle: 丙")),
    );
    repo.set(Way::Driver);
    let ran = repo.git(&["merge", "-q", "--no-edit", "theirs"]).expect(1);
    assert!(
        ran.err.contains("their version can't be read") && ran.err.contains("`title` stands here twice"),
        "{}",
        ran.err
    );
    let text = repo.text();
    assert!(text.contains("<<<<<<< ") && text.contains("甲") && text.contains("丙"), "{text}");
    let ran = run(&repo.root(), &["check"]).expect(3);
    assert!(ran.out.contains("k7f3m") || ran.err.contains("k7f3m"), "{}{}", ran.out, ran.err);
    let ran = run(&repo.root(), &["merge", "resolve"]).expect(7);
    assert!(ran.err.contains("their version can't be read"), "{}", ran.err);
    assert_eq!(repo.text(), text, "nothing was written");
}
