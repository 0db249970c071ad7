//! The README and the pages of `docs/` as their readers use them: every ```console block is typed into a shell in a
//! scratch folder and has to print what the page says. Ids are random, so each is compared by the order in which it
//! first appears. The clock stands at nine on 20 November 2026 and moves on five minutes with every command.
#![cfg(unix)]

use crate::scene::Scene;
use ::amends::case::event::ACTS;
use ::amends::playbook::Gate;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the reader's shell knows: `amends` is on the path, and `cargo run -- ARGS` is the same program.
const PRELUDE: &str = r#"exec 2>&1
amends() { "$AMENDS" ${now:+--now "$now"} "$@"; }
cargo() { while [ "$1" != -- ]; do shift; done; shift; now=; amends "$@"; }
"#;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    std::fs::read_to_string(project().join(name)).expect("the page")
}

/// The fenced blocks of a language, each with the number of its first line.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let (mut found, mut open) = (Vec::new(), None::<(bool, usize, String)>);
    for (index, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info == language, index + 2, String::new())),
            (None, None) => {}
            (Some(_), Some(_)) => {
                let (wanted, number, body) = open.take().expect("an open block");
                found.extend(wanted.then_some((number, body)));
            }
            (Some((_, _, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    assert!(open.is_none(), "a block is left open");
    found
}

/// A command of a block, and what it is to print.
struct Typed {
    line: usize,
    command: String,
    prints: String,
}

/// `$ ` begins a command, `> ` continues it, all else is output.
fn typed(number: usize, block: &str) -> Vec<Typed> {
    let mut all: Vec<Typed> = Vec::new();
    for (index, line) in block.lines().enumerate() {
        if let Some(command) = line.strip_prefix("$ ") {
            let (line, command) = (number + index, command.to_owned());
            let prints = String::new();
            all.push(Typed { line, command, prints });
            continue;
        }
        let last = all.last_mut().expect("a block begins with a command");
        match line.strip_prefix("> ").filter(|_| last.prints.is_empty()) {
            Some(more) => last.command.push_str(&format!("\n{more}")),
            None => last.prints.push_str(&format!("{line}\n")),
        }
    }
    all
}

/// The random ids of a text, numbered by their first appearance.
#[derive(Default)]
struct Ids(Vec<String>);

impl Ids {
    fn number(&mut self, text: &str) -> String {
        let (mut out, mut rest) = (String::new(), text);
        while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after;
            if is_random(word, &out) {
                let known = self.0.iter().position(|w| w == word);
                let n = known.unwrap_or_else(|| {
                    self.0.push(word.to_owned());
                    self.0.len() - 1
                });
                out.push_str(&format!("<{n}>"));
            } else {
                out.push_str(word);
            }
        }
        out + rest
    }
}

/// An event's id, or the tail of a case's id, which stands behind a date.
fn is_random(word: &str, before: &str) -> bool {
    let letters = word.bytes().all(|b| b"bcdfghjkmnpqrstvwxz23456789".contains(&b));
    let date = || {
        let tail: Vec<u8> = before.bytes().rev().take(4).collect();
        matches!(tail[..], [b'-', b, a, b'-'] if a.is_ascii_digit() && b.is_ascii_digit())
    };
    letters
        && match word.len() {
            5 => date(),
            6 => !word.starts_with(|c: char| c.is_ascii_digit()),
            _ => false,
        }
}

/// Types commands into a shell; what each prints.
fn run(steps: &[&Typed], folder: &Path) -> Vec<String> {
    let mut script = PRELUDE.to_owned();
    for (n, step) in steps.iter().enumerate() {
        let minutes = 5 * (n + 1);
        let now = format!("2026-11-20T{:02}:{:02}:00+08:00", 9 + minutes / 60, minutes % 60);
        // The exit code of the command before stays in `$?`.
        script.push_str(&format!("code=$?; printf '\\001'; now={now}; (exit $code)\n{}\n", step.command));
    }
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .env("AMENDS", env!("CARGO_BIN_EXE_amends"))
        .env("HOME", folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|key| (key, "Wang")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|key| (key, "wang@example.com")))
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let printed: Vec<String> = printed.split('\u{1}').skip(1).map(ToOwned::to_owned).collect();
    assert_eq!(printed.len(), steps.len(), "the shell stopped early: {printed:#?}");
    printed
}

/// The block with what was printed in place of what it says, and the first difference between the two.
fn compare(steps: &[Typed], printed: &[String], ids: &mut (Ids, Ids)) -> (String, Option<String>) {
    let (mut block, mut difference) = (String::new(), None);
    let (theirs, ours) = ids;
    for (Typed { line, command, prints }, got) in steps.iter().zip(printed) {
        block.push_str(&format!("$ {}\n{got}", command.replace('\n', "\n> ")));
        if theirs.number(prints) != ours.number(got) {
            difference.get_or_insert_with(|| {
                format!("{line}: $ {command}\n--- the page says\n{prints}--- it printed\n{got}")
            });
        }
    }
    (block, difference)
}

/// Tries the ```console blocks of a page: those that begin with `cargo` in the project, all others in one shell in
/// `folder`. With UPDATE_PAGES in the environment a page that differs is corrected instead of failing the test.
fn try_page(name: &str, folder: &Path) {
    let old = page(name);
    let mut new = old.clone();
    let all = blocks(&old, "console");
    let (in_project, own): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, block)| block.starts_with("$ cargo "));
    for (blocks, folder) in [(in_project, project()), (own, folder)] {
        let steps: Vec<Vec<Typed>> = blocks.iter().map(|(n, block)| typed(*n, block)).collect();
        let mut printed = run(&steps.iter().flatten().collect::<Vec<_>>(), folder).into_iter();
        let mut ids = (Ids::default(), Ids::default());
        let (mut corrected, mut difference) = (new.clone(), None);
        for ((_, block), steps) in blocks.iter().zip(&steps) {
            let printed: Vec<String> = printed.by_ref().take(steps.len()).collect();
            let (now, found) = compare(steps, &printed, &mut ids);
            corrected = corrected.replacen(block, &now, 1);
            difference = difference.or(found);
        }
        // All blocks are corrected together, because they share their ids.
        if let Some(difference) = difference {
            let update = std::env::var_os("UPDATE_PAGES").is_some();
            assert!(update, "{name}:{difference}");
            new = corrected;
        }
    }
    if new != old {
        std::fs::write(project().join(name), new).expect("the page is written");
    }
}

#[test]
fn the_readme_prints_what_it_says() {
    try_page("README.md", Scene::empty().root());
}

#[test]
fn the_page_about_merging_prints_what_it_says() {
    try_page("docs/merging.md", Scene::empty().root());
}

#[test]
fn the_page_about_working_days_prints_what_it_says() {
    try_page("docs/calendar.md", Scene::workspace().root());
}

#[test]
fn the_page_about_importing_prints_what_it_says_and_has_every_fact() {
    try_page("docs/import.md", Scene::workspace().root());
    let page = page("docs/import.md");
    for target in ::amends::import::Target::tokens() {
        assert!(
            page.contains(&format!("{target} ")) || page.contains(&format!(" {target}`")),
            "docs/import.md lacks {target}"
        );
    }
}

#[test]
fn the_page_about_letters_prints_what_it_says_and_has_every_variable() {
    try_page("docs/letters.md", Scene::empty().root());
    let page = page("docs/letters.md");
    for name in ::amends::letter::Variables::names() {
        assert!(page.contains(&format!("`{name}`")), "docs/letters.md lacks {name}");
    }
    for kind in ::amends::letter::Kind::ALL {
        assert!(page.contains(&format!("\n| `{kind}` |")), "docs/letters.md lacks {kind}");
    }
}

#[test]
fn the_page_about_clocks_prints_what_it_says() {
    try_page("docs/clocks-and-metrics.md", Scene::workspace().root());
}

#[test]
fn the_page_about_learning_prints_what_it_says() {
    try_page("docs/learning.md", Scene::workspace().root());
}

#[test]
fn the_page_about_checks_prints_what_it_says_and_has_every_rule() {
    try_page("docs/checks.md", Scene::workspace().root());
    let page = page("docs/checks.md");
    let sections: Vec<&str> = page.lines().filter_map(|l| l.strip_prefix("## ")).collect();
    assert_eq!(sections, ::amends::check::Code::tokens());
}

#[test]
fn the_cases_on_the_pages_pass_the_check() {
    for name in ["README.md", "docs/format.md"] {
        let scene = Scene::workspace();
        let cases = blocks(&page(name), "yaml");
        assert!(!cases.is_empty(), "{name}");
        for (_, case) in cases {
            let id = case.lines().find_map(|l| l.strip_prefix("id: "));
            let id = id.expect("an id");
            let path = format!("cases/{}/{}/{id}.yaml", &id[..4], &id[5..7]);
            scene.write(&path, &case);
        }
        assert_eq!(scene.now(&["check"]).expect(0).out, "", "{name}");
    }
}

#[test]
fn the_settings_on_the_pages_are_read() {
    for name in ["docs/format.md", "docs/escalation.md", "docs/redress.md", "docs/learning.md", "docs/signals.md"] {
        for (number, toml) in blocks(&page(name), "toml") {
            let faults = match toml.contains("[week]") {
                true => ::amends::policy::read_calendar(&toml).1,
                false => ::amends::policy::read_policy(&toml).1,
            };
            assert!(faults.is_empty(), "{name}:{number}: {faults:?}");
        }
    }
}

#[test]
fn the_page_about_wording_prints_what_it_says_and_its_rules_are_read() {
    try_page("docs/wording.md", Scene::empty().root());
    for (number, toml) in blocks(&page("docs/wording.md"), "toml") {
        let (_, faults) = ::amends::wording::read_phrases(&toml);
        assert!(faults.is_empty(), "docs/wording.md:{number}: {faults:?}");
    }
}

#[test]
fn the_page_about_escalation_prints_what_it_says() {
    try_page("docs/escalation.md", Scene::empty().root());
}

#[test]
fn the_first_case_takes_at_most_twelve_commands_each_on_a_line() {
    try_page("docs/first-case.md", Scene::empty().root());
    let steps: Vec<Typed> =
        blocks(&page("docs/first-case.md"), "console").iter().flat_map(|(n, block)| typed(*n, block)).collect();
    let writes =
        |t: &&Typed| !["init", "show", "check"].iter().any(|word| t.command.contains(&format!("amends {word}")));
    let commands: Vec<&Typed> = steps.iter().filter(|t| t.command.contains("amends ")).filter(writes).collect();
    assert!(commands[0].command.contains("amends open ") && commands.last().unwrap().command.contains(" close "));
    assert!((5..=12).contains(&commands.len()), "{} commands", commands.len());
    for step in &commands {
        assert!(!step.command.contains('\n') && step.command.chars().count() <= 190, "{}", step.command);
    }
}

#[test]
fn the_page_about_sorting_prints_what_it_says() {
    try_page("docs/triage.md", Scene::empty().root());
}

#[test]
fn the_page_about_search_prints_what_it_says() {
    try_page("docs/search.md", Scene::empty().root());
}

#[test]
fn the_page_about_redress_prints_what_it_says() {
    try_page("docs/redress.md", Scene::empty().root());
}

#[test]
fn the_page_about_signals_prints_what_it_says() {
    try_page("docs/signals.md", Scene::empty().root());
}

#[test]
fn the_playbook_on_its_page_passes_the_check() {
    let scene = Scene::workspace();
    for (_, toml) in blocks(&page("docs/playbooks.md"), "toml") {
        let id = toml.lines().find_map(|l| l.strip_prefix("id = ")).expect("an id");
        scene.write(&format!("playbooks/{}.toml", id.trim_matches('"')), &toml);
    }
    assert_eq!(scene.run(&["playbook", "check"]).expect(0).out, "");
    try_page("docs/playbooks.md", scene.root());
}

#[test]
fn the_pages_name_every_event_and_gate() {
    let (format, playbooks) = (page("docs/format.md"), page("docs/playbooks.md"));
    for act in ACTS {
        assert!(format.contains(&format!("\n| `{act}` |")), "docs/format.md lacks {act}");
    }
    for gate in Gate::NAMES {
        assert!(playbooks.contains(&format!("\n| `{gate}`")), "docs/playbooks.md lacks {gate}");
    }
}

/// A crontab line runs its last field with `sh -c` and next to no environment. Lines that need more than this program are
/// run by `fit::cron`.
#[test]
fn the_crontab_lines_work_with_an_empty_environment() {
    let (scene, _) = Scene::with_case();
    let folder = scene.root().display().to_string();
    let mut tried = 0;
    for name in ["README.md", "docs/cron.md"] {
        for (number, block) in blocks(&page(name), "crontab") {
            for line in block
                .lines()
                .filter(|l| l.contains("bin/amends ") && l.contains(" overdue") && !l.contains("--escalate"))
            {
                let command = line.splitn(6, ' ').nth(5).expect("five fields and a command");
                let command = command
                    .replace("/usr/local/bin/amends", env!("CARGO_BIN_EXE_amends"))
                    .replace("/srv/complaints", &folder)
                    .replace("overdue", "overdue --now '2026-11-26 08:30'");
                let output = Command::new("sh").args(["-c", &command]).env_clear().output();
                let output = output.expect("a shell");
                let (out, err) = (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned());
                assert_eq!(err, "", "{name}:{number}: {line}");
                assert!(!out.is_empty(), "{name}:{number}: {line}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 4, "only {tried} lines were tried");
}

#[test]
fn a_wrong_page_is_noticed() {
    let difference = |block: &str| {
        let (scene, steps) = (Scene::workspace(), typed(1, block));
        let printed = run(&steps.iter().collect::<Vec<_>>(), scene.root());
        compare(&steps, &printed, &mut Default::default()).1
    };
    assert_eq!(difference("$ amends list\n"), None);
    let found = difference("$ amends list\nnothing\n").expect("a difference");
    assert!(found.starts_with("1: $ amends list"), "{found}");
    let mut ids = Ids::default();
    let text = "2026-11-20-k7f3m: note (kq4z7m, 2026-11-20 09:05 +08:00) k7f3m 2026-11-20-k7f3m";
    let numbered = "2026-11-20-<0>: note (<1>, 2026-11-20 09:05 +08:00) k7f3m 2026-11-20-<0>";
    assert_eq!(ids.number(text), numbered);
}
