//! `docs/cron.md`: every shell line, script and command definition on it is run, with next to no environment and with
//! what it posts to in a scratch folder.
#![cfg(unix)]

use super::{THEN, damaged, late, shown};
use crate::scene::{Ran, Scene, amends};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Stands in for curl: it reads the address where the page puts it, keeps what was posted, and answers what it is told.
const CURL: &str = r#"#!/bin/sh
set -eu
url= body=
while [ $# -gt 0 ]; do
    case $1 in
        -K) if [ "$2" = - ]; then url=$(cat); else url=$(cat "$2"); fi; shift ;;
        --data-binary) body=${2#@}; shift ;;
        -H) [ "$2" = 'Content-Type: application/json' ]; shift ;;
        -fsS) ;;
        *) echo "curl: $1" >&2; exit 2 ;;
    esac
    shift
done
[ "$url" = 'url = "https://room.example/hook"' ] || { echo "curl: no address: $url" >&2; exit 3; }
cat "$body" >"$SCRATCH/posted"
[ ! -e "$SCRATCH/refuse" ] || { echo "curl: (22) 404" >&2; exit 22; }
cat "$SCRATCH/answer"
"#;

const IFNE: &str = "#!/bin/sh\nfirst=$(cat)\n[ -z \"$first\" ] || printf '%s\\n' \"$first\" | \"$@\"\n";
const APPRISE: &str = "#!/bin/sh\n[ \"$*\" = \"-c $SCRATCH/etc/apprise.yml -t Complaints -i markdown\" ] || exit 9\ncat >\"$SCRATCH/posted\"\n";
const SYSTEMD: &str = "#!/bin/sh\necho \"${0##*/} $*\"\n";

/// The page with its places moved into a scratch folder.
struct Stage {
    scene: Scene,
    id: String,
    scratch: Scene,
    page: String,
}

impl Stage {
    fn new() -> Self {
        let (scene, id) = late("zh", "鞋底开胶");
        let scratch = Scene::empty();
        let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cron.md")).unwrap();
        let at = |name: &str| scratch.root().join(name).display().to_string();
        let page = page
            .replace("/usr/local/bin/", &at("bin/"))
            .replace("/srv/complaints", &scene.root().display().to_string())
            .replace("/srv/www", &at("www"))
            .replace("/etc/amends", &at("etc"))
            .replace("/var/lib/amends", &at("lib"));
        for folder in ["bin", "www", "lib"] {
            std::fs::create_dir(scratch.root().join(folder)).unwrap();
        }
        let stage = Self { scene, id, scratch, page };
        // The clock of the page is the wall's; here it stands still.
        let binary = env!("CARGO_BIN_EXE_amends");
        stage.program("amends", &format!("#!/bin/sh\nexec {binary} \"$@\" ${{NOW:+--now \"$NOW\"}}\n"));
        for (name, text) in [("curl", CURL), ("ifne", IFNE), ("apprise", APPRISE)] {
            stage.program(name, text);
        }
        for name in ["systemctl", "journalctl"] {
            stage.program(name, SYSTEMD);
        }
        stage.program("date", "#!/bin/sh\n[ \"$*\" = '-u +%Y-%m-%dT%H:%M:%SZ' ] && echo \"$CLOCK\"\n");
        let tell = stage.blocks("sh").into_iter().find(|b| b.starts_with("#!/bin/sh")).expect("the script");
        assert!(tell.lines().nth(1).unwrap().contains("/bin/tell-room:"), "{tell}");
        stage.program("tell-room", &tell);
        stage.answer("{\"errcode\":0,\"errmsg\":\"ok\"}");
        stage
    }

    /// The same, if jq is there, which the page asks for.
    fn with_jq() -> Option<Self> {
        let there = Command::new("jq").arg("--version").output().is_ok_and(|o| o.status.success());
        if !there {
            let _ = writeln!(std::io::stderr(), "SKIPPED: jq is not there, lines of docs/cron.md untested");
        }
        there.then(Self::new)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.root().join(name)
    }

    fn program(&self, name: &str, text: &str) {
        let path = self.path("bin").join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn answer(&self, text: &str) {
        self.scratch.write("answer", text);
    }

    fn posted(&self) -> String {
        let path = self.path("posted");
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let _ = std::fs::remove_file(path);
        text
    }

    /// The fenced blocks of a language.
    fn blocks(&self, language: &str) -> Vec<String> {
        let fence = format!("```{language}\n");
        let parts = self.page.split(&fence).skip(1);
        parts.map(|p| p.split("```\n").next().expect("an end").to_owned()).collect()
    }

    /// Runs a line as cron does.
    fn sh(&self, line: &str, now: &str, clock: &str) -> Ran {
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        let output = Command::new("/bin/sh")
            .args(["-c", line])
            .env_clear()
            .env("PATH", path)
            .env("LC_ALL", "C.UTF-8")
            .envs([("NOW", now), ("CLOCK", clock), ("ROOM_URL", "https://room.example/hook")])
            .env("SCRATCH", self.scratch.root())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .current_dir(self.scratch.root())
            .stdin(Stdio::null())
            .output();
        Ran::of(output.expect("a shell"))
    }

    /// Puts the address where the page says, by the lines of the page.
    fn keep_the_address(&self) {
        let lines = self.blocks("sh").into_iter().find(|b| b.starts_with("install ")).expect("the lines");
        self.sh(&lines, THEN, "").expect(0);
        let mode = |name: &str| std::fs::metadata(self.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("etc"), mode("etc/room.curl")), (0o700, 0o600));
    }

    /// Makes the workspace a clone of a repository, for the lines that pull.
    fn clone_of(&self) {
        self.scene.git(&["init", "-q"]).expect(0);
        self.scene.git(&["add", "."]).expect(0);
        self.scene.git(&["commit", "-qm", "cases"]).expect(0);
        let origin = self.path("origin").display().to_string();
        self.scene.git(&["clone", "-q", "--bare", ".", &origin]).expect(0);
        self.scene.git(&["remote", "add", "origin", &origin]).expect(0);
        self.scene.git(&["fetch", "-q"]).expect(0);
        let branch = self.scene.git(&["branch", "--show-current"]).expect(0).out;
        self.scene.git(&["branch", "-q", "-u", &format!("origin/{}", branch.trim())]).expect(0);
    }
}

#[test]
fn every_crontab_line_runs_and_what_it_prints_is_whole() {
    let Some(stage) = Stage::with_jq() else { return };
    stage.keep_the_address();
    stage.clone_of();
    let mut tried = 0;
    for block in stage.blocks("crontab") {
        for line in block.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit() || c == '*')) {
            let command = line.splitn(6, ' ').nth(5).expect("five fields and a command");
            assert!(!command.contains('%'), "{command}");
            let ran = stage.sh(command, THEN, "2026-11-26T00:30:00Z").expect(0);
            // What was written is said on standard error, a line each.
            let written = command.contains("--escalate");
            assert!(
                if written { ran.err.starts_with(&stage.id) } else { ran.err.is_empty() },
                "{command}: {}",
                ran.err
            );
            let told = ran.out
                + &stage.posted()
                + &std::fs::read_to_string(stage.path("www/complaints.ics")).unwrap_or_default();
            assert_eq!(command.starts_with("git "), told.is_empty(), "{command}");
            assert!(told.is_empty() || told.contains(&stage.id), "{command}: {told}");
            tried += 1;
        }
    }
    assert_eq!(tried, 7);
}

#[test]
fn every_shell_block_runs() {
    let Some(stage) = Stage::with_jq() else { return };
    stage.keep_the_address();
    stage.scratch.write("body.json", "{}");
    let mut tried = 0;
    for block in stage.blocks("sh").into_iter().filter(|b| !b.starts_with("#!")) {
        stage.answer(if block.contains("--format slack") { "ok" } else { "{\"errcode\":0}" });
        let ran = stage.sh(&block, THEN, "").expect(0);
        assert_eq!(ran.err, "", "{block}");
        // Each that asks about rows says something, to the screen or to a room.
        let quiet = block.contains("umask") || block.contains(" ics ") || block.contains("1h ago");
        let told = ran.out + &stage.posted();
        assert_eq!(quiet, told.is_empty(), "{block}: {told}");
        tried += 1;
    }
    assert_eq!(tried, 8);
    assert!(stage.path("www/wang.ics").exists());
}

#[test]
fn the_room_is_told_once_and_again_when_it_gets_worse() {
    let Some(stage) = Stage::with_jq() else { return };
    stage.keep_the_address();
    let tell = stage.path("bin/tell-room").display().to_string();
    let at = |now: &str, clock: &str| stage.sh(&tell, now, clock);
    assert_eq!(at("2026-11-22 15:00", "2026-11-22T07:00:00Z").expect(0).err, "");
    assert!(shown("wecom", &stage.posted()).contains("超期：2026-11-21-"));
    at("2026-11-22 16:00", "2026-11-22T08:00:00Z").expect(0);
    assert_eq!(stage.posted(), "");
    // The machine was off for a day.
    at("2026-11-23 19:00", "2026-11-23T11:00:00Z").expect(0);
    assert!(shown("wecom", &stage.posted()).contains("严重超期，漏 2 天："));
}

#[test]
fn a_refused_message_is_told_again_and_a_damaged_file_keeps_its_code() {
    let Some(stage) = Stage::with_jq() else { return };
    stage.keep_the_address();
    let tell = stage.path("bin/tell-room").display().to_string();
    let at = |clock: &str| stage.sh(&tell, THEN, clock);
    for refusal in [
        "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}",
        "{\"code\":19001}",
        "{\"StatusCode\":1}",
        "{}",
        "<html>",
        "",
    ] {
        stage.answer(refusal);
        assert_ne!(at("2026-11-26T00:30:00Z").code, 0, "{refusal}");
        assert!(stage.posted().contains(&stage.id));
    }
    stage.answer("{\"errcode\":0}");
    stage.scratch.write("refuse", "");
    let ran = at("2026-11-26T00:30:00Z");
    assert!(ran.code != 0 && ran.err.contains("404"), "{ran:?}");
    stage.posted();
    std::fs::remove_file(stage.path("refuse")).unwrap();
    for answer in ["{\"errcode\":0}", "{\"code\":0,\"msg\":\"success\"}", "{\"StatusCode\":0}"] {
        let _ = std::fs::remove_file(stage.path("lib/told"));
        stage.answer(answer);
        at("2026-11-26T00:30:00Z").expect(0);
        assert!(stage.posted().contains(&stage.id), "{answer}");
    }
    damaged(&stage.scene);
    let ran = at("2026-11-26T00:30:00Z").expect(3);
    assert!(ran.err.contains("2026-11-20-bbbbb.yaml:"), "{}", ran.err);
    assert!(stage.posted().contains("文件损坏：2026-11-20-bbbbb"));
    assert_eq!(std::fs::read_to_string(stage.path("lib/told")).unwrap(), "2026-11-26T00:30:00Z\n");
}

#[test]
fn slack_must_answer_ok() {
    let stage = Stage::new();
    stage.keep_the_address();
    let block = stage.blocks("sh").into_iter().find(|b| b.contains("--format slack")).expect("the block");
    let block = block.replace("1h ago", "2026-11-20 08:00");
    stage.answer("ok");
    stage.sh(&block, THEN, "").expect(0);
    assert!(shown("slack", &stage.posted()).contains(&stage.id));
    for answer in ["invalid_payload", ""] {
        stage.answer(answer);
        stage.sh(&block, THEN, "").expect(1);
    }
    stage.scratch.write("refuse", "");
    assert_ne!(stage.sh(&block, THEN, "").code, 0);
}

#[test]
fn the_definitions_for_monitoring_are_commands_that_answer() {
    let stage = Stage::new();
    let blocks = stage.blocks("text");
    let nagios = blocks.iter().find_map(|b| b.split("command_line ").nth(1)).expect("a definition");
    let icinga = blocks.iter().find_map(|b| b.split("command = [").nth(1)?.split(']').next()).expect("a definition");
    for line in [nagios.trim_end_matches(['}', '\n']).trim().to_owned(), icinga.replace(',', " ")] {
        let ran = stage.sh(&line, THEN, "").expect(2);
        assert!(
            ran.out.starts_with("AMENDS CRITICAL - 重大超期 1 | breach=1;;;0 critical=0;;;0 late=0;;;0 "),
            "{}",
            ran.out
        );
    }
}

/// Every format, called as badly as a scheduler may: no environment, no locale, standard input and output closed.
#[test]
fn each_format_works_without_anything_around_it() {
    let formats = ["table", "tsv", "json", "jsonl", "csv", "md", "nagios", "slack", "wecom", "dingtalk", "feishu"];
    for (lang, words) in [("en", "breach"), ("zh", "重大超期")] {
        let (scene, id) = late(lang, "鞋底开胶");
        for broken in [false, true] {
            if broken {
                damaged(&scene);
            }
            for format in formats {
                let mut command = amends(scene.root());
                let plain = Ran::of(command.args(["overdue", "-f", format, "--now", THEN]).output().unwrap());
                let program = env!("CARGO_BIN_EXE_amends");
                let line = |end: &str| {
                    format!(
                        "LC_ALL=C exec env -i {program} -C '{}' overdue -f {format} --now {THEN} {end}",
                        scene.root().display()
                    )
                };
                let run = |end: &str| {
                    let output = Command::new("/bin/sh").args(["-c", &line(end)]).current_dir("/").output();
                    // A text that is no UTF-8 fails here.
                    Ran::of(output.unwrap())
                };
                let code = match (broken, format) {
                    (true, _) => 3,
                    (false, "nagios") => 2,
                    (false, _) => 0,
                };
                let ran = run("<&-").expect(code);
                assert_eq!(ran.out, plain.out, "{format}");
                assert!(
                    ran.out.contains(&id) && !ran.out.contains('\u{fffd}') && !ran.out.contains('?'),
                    "{}",
                    ran.out
                );
                let machine = ["tsv", "json", "jsonl", "csv"].contains(&format);
                assert!(ran.out.contains(if machine { "first-response" } else { words }), "{}", ran.out);
                assert_eq!(ran.err.is_empty(), !broken, "{}", ran.err);
                assert_eq!(run("<&- >&-").expect(code).out, "", "{format}");
                assert_eq!(run("<&- >&- 2>&-").expect(code).err, "", "{format}");
            }
        }
    }
}

#[test]
fn addresses_of_the_four_services_are_found_in_any_tracked_file() {
    let (scene, _) = late("en", "Sole came off");
    let token = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";
    // Put together here, so that this file holds no address with a token.
    let addresses = [
        ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key="),
        ("oapi.dingtalk.com", "/robot/send?access_token="),
        ("open.feishu.cn", "/open-apis/bot/v2/hook/"),
        ("hooks.slack.com", "/services/T012AB3CD/B012AB3CD/"),
    ];
    scene.git(&["init", "-q"]).expect(0);
    for (n, (host, path)) in addresses.into_iter().enumerate() {
        scene.write(&format!("jobs/room{n}.curl"), format!("url = \"https://{host}{path}{token}\"\n"));
    }
    scene.git(&["add", "-A"]).expect(0);
    let ran = scene.run(&["check", "-f", "csv", "--now", THEN]).expect(1);
    for n in 0..addresses.len() {
        let found =
            ran.out.lines().any(|l| l.starts_with(&format!("jobs/room{n}.curl,1,")) && l.contains(",secret,error,"));
        assert!(found, "{n}: {}", ran.out);
    }
    assert!(!ran.out.contains("0ec2"), "{}", ran.out);
}
