//! A scratch workspace and a run of the binary in it: environment, moment, language and actor are fixed.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The moment of the tests, a Sunday.
pub(crate) const NOW: &str = "2026-11-22T09:00:00+08:00";

/// A folder that goes away with the test.
pub(crate) struct Scene {
    root: PathBuf,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
    /// The exit code.
    pub(crate) code: i32,
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
            code: output.status.code().unwrap_or(-1),
        }
    }

    /// Fails the test unless the run ended with this code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }
}

/// The binary with a clean environment, in a folder.
pub(crate) fn amends(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amends"));
    command
        .current_dir(folder)
        .env_clear()
        .env("AMENDS_BY", "wang")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .stdin(Stdio::null());
    command
}

impl Scene {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        use std::sync::atomic::{AtomicU64, Ordering};
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("amends-test-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&root).expect("a scratch folder");
        Self { root: root.canonicalize().expect("a real path") }
    }

    /// A workspace as `init` makes it, in Shanghai.
    pub(crate) fn workspace() -> Self {
        let scene = Self::empty();
        scene.run(&["init", "--time-zone", "Asia/Shanghai"]).expect(0);
        scene
    }

    /// A workspace with one case, received the day before the tests' moment; its id is returned.
    pub(crate) fn with_case() -> (Self, String) {
        let scene = Self::workspace();
        let id = scene.open("2026-11-21T14:00:00+08:00", &[]);
        (scene, id)
    }

    /// Files a case and returns its id.
    pub(crate) fn open(&self, received: &str, more: &[&str]) -> String {
        let mut args = vec![
            "open",
            "-q",
            "--title",
            "鞋底开胶",
            "--customer",
            "王女士",
            "--contact",
            "+86 138 0000 0000",
            "--channel",
            "phone",
            "--demand",
            "换一双",
            "-m",
            "穿了一个月，鞋底开胶。",
            "--received",
            received,
            "--at",
            received,
            "--now",
            NOW,
        ];
        args.extend(more);
        self.run(&args).expect(0).out.trim().to_owned()
    }

    /// The folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The file of a case.
    pub(crate) fn case_path(&self, id: &str) -> PathBuf {
        self.root.join("cases").join(&id[..4]).join(&id[5..7]).join(format!("{id}.yaml"))
    }

    /// The text of a case.
    pub(crate) fn case(&self, id: &str) -> String {
        std::fs::read_to_string(self.case_path(id)).expect("the case file")
    }

    /// Puts a file in place, folders included.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.root.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }

    /// Runs the binary.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(amends(&self.root).args(args).output().expect("the binary runs"))
    }

    /// Runs the binary at the tests' moment.
    pub(crate) fn now(&self, args: &[&str]) -> Ran {
        let mut all = args.to_vec();
        all.extend(["--now", NOW]);
        self.run(&all)
    }

    /// Runs git.
    #[track_caller]
    pub(crate) fn git(&self, args: &[&str]) -> Ran {
        let output = Command::new("git")
            .current_dir(&self.root)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"])
            .args(args)
            .stdin(Stdio::null())
            .output()
            .expect("git runs");
        Ran::of(output)
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}
