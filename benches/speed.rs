//! How long the daily job takes: `cargo bench`. Prints ratios of one run, because machines differ and are shared.
//!
//! The yardstick is a bare loop over the same files on the same number of threads: read the file, pull every event
//! out of the YAML parser, keep nothing.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench times and prints"
)]

use amends::case::Case;
use amends::clock::{Now, View, Zone, deadline};
use amends::policy::Policy;
use amends::report::rows::overdue;
use amends::store::{Catalog, Workspace};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const CASES: usize = 10_000;
const ROUNDS: usize = 7;

fn main() {
    // `cargo test --benches` runs this without `--bench`: nothing is timed there.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let root = std::env::temp_dir().join(format!("amends-bench-{}", std::process::id()));
    drivers(&root.join("merges"));
    if std::env::args().any(|a| a == "merges") {
        std::fs::remove_dir_all(&root).unwrap();
        return;
    }
    let bytes = generate(&root.join("many"), CASES);
    generate(&root.join("few"), 100);
    println!("{CASES} cases, {} bytes on average", bytes / CASES);

    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let (mut bare_times, mut judge_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare_times.push(time(|| bare(&root.join("many"), threads)));
        judge_times.push(time(|| judge(&root.join("many"))));
    }
    let (bare_time, judge_time) = (median(bare_times), median(judge_times));
    println!("bare loop, {threads} threads   {bare_time:?}");
    println!("read and judge           {judge_time:?}   ratio {:.2} (at most 1.40)", ratio(judge_time, bare_time));

    generate_open(&root.join("open"), CASES);
    let (mut read_times, mut clock_times) = (Vec::new(), Vec::new());
    let mut deadlines = 0;
    for _ in 0..ROUNDS {
        let workspace = Workspace::at(root.join("open"));
        let mut cases = Vec::new();
        read_times.push(time(|| cases = workspace.each_case(|loaded| loaded.case.expect("a sound case"))));
        clock_times.push(time(|| deadlines = clocks(&workspace, &cases, threads)));
    }
    let (read_time, clock_time) = (median(read_times), median(clock_times));
    println!("read open cases          {read_time:?}");
    println!(
        "all their clocks         {clock_time:?}   ratio {:.2} (below 1.00), {deadlines} deadlines",
        ratio(clock_time, read_time)
    );

    for command in ["log", "advance"] {
        let (mut few, mut many) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            few.push(time(|| write(&root.join("few"), command, round)));
            many.push(time(|| write(&root.join("many"), command, round)));
        }
        let (few, many) = (median(few), median(many));
        println!("{command:8} 100 cases {few:?}, {CASES} cases {many:?}   ratio {:.2}", ratio(many, few));
    }
    commit(&root.join("many"));
    let mut times = [const { Vec::new() }; 4];
    let commands: [&[&str]; 4] = [&["list"], &["check"], &["check", "--staged"], &["check", "--against", "HEAD"]];
    for _ in 0..ROUNDS {
        for (times, command) in times.iter_mut().zip(commands) {
            times.push(time(|| read(&root.join("many"), command)));
        }
    }
    let [list, check, staged, against] = times.map(median);
    println!("list                     {list:?}");
    println!("check                    {check:?}   ratio {:.2} (at most 3.00)", ratio(check, list));
    println!("check --staged           {staged:?}   ratio {:.2}", ratio(staged, list));
    println!("check --against HEAD     {against:?}   ratio {:.2}", ratio(against, list));
    std::fs::remove_dir_all(&root).unwrap();
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn id(n: usize) -> String {
    const LETTERS: &[u8; 27] = b"bcdfghjkmnpqrstvwxz23456789";
    let mut tail = String::new();
    let mut rest = n * 7919 % 14_348_907;
    for _ in 0..5 {
        tail.push(LETTERS[rest % 27] as char);
        rest /= 27;
    }
    // What is open is recent, as in a team that does its work.
    let month = if n.is_multiple_of(3) { 11 } else { 1 + n % 11 };
    format!("2026-{month:02}-{:02}-{tail}", 1 + n % 20)
}

/// Cases of about 2 KB: a third of them open, the rest closed, with 6 to 12 events.
fn generate(root: &Path, count: usize) -> usize {
    let mut bytes = 0;
    std::fs::create_dir_all(root).unwrap();
    std::fs::write(root.join("amends.toml"), "format = 1\ntime_zone = \"Asia/Shanghai\"\n").unwrap();
    for n in 0..count {
        let id = id(n);
        let date = &id[..10];
        let mut text = format!(
            "id: {id}\ntitle: \"鞋底开胶，要求更换 {n}\"\nreceived: {date}T09:12:00+08:00\nchannel: phone\ncustomer: \"王女士\"\ncontact: \"+86 138 0000 0000\"\ndemand: \"换一双新鞋，或者退款\"\ncategory: product\nplaybook: four-step@1\nproduct: \"板鞋\"\ndescription: |\n  两个月前买的板鞋，鞋底开胶。\n  顾客到店里两次，都说要等技术人员。\nlog:\n  - {{id: aaaaaa, at: {date}T09:15:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}}\n"
        );
        for k in 0..3 + n % 7 {
            let hour = 10 + k;
            text.push_str(&format!("  - {{id: b{k:05}, at: {date}T{hour}:20:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, purpose: progress, note: \"告诉顾客还在查，今天暂时没有新的进展，明天再联系\"}}\n"));
        }
        text.push_str(&format!("  - {{id: cccccc, at: {date}T22:00:00+08:00, by: li, do: advance, step: soothe, to: establish-cause, ticks: [respond-fast, receive-warmly, offer-help, lead-thoughts, let-vent, emotional-need-met, ready-to-solve]}}\n"));
        text.push_str(&format!("  - {{id: dddddd, at: {date}T22:10:00+08:00, by: li, do: promise, due: {date}T23:00:00+08:00, what: \"给出处理方案\"}}\n"));
        if !n.is_multiple_of(3) {
            text.push_str(&format!("  - {{id: eeeeee, at: {date}T23:30:00+08:00, by: li, do: close, outcome: withdrawn, lesson: \"开胶要当场处理\"}}\n"));
        }
        let path = root.join("cases").join(&id[..4]).join(&id[5..7]).join(format!("{id}.yaml"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        bytes += text.len();
        std::fs::write(path, text).unwrap();
    }
    bytes
}

/// The merge driver beside `git merge-file` on the same three files, in turns.
fn drivers(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let event = |id: &str, n: usize| {
        format!(
            "  - {{id: {id}{n:04}, at: 2026-11-22T{:02}:{:02}:00+08:00, by: wang, do: note, note: \"告诉顾客还在查，今天暂时没有新的进展\"}}\n",
            n / 60 % 24,
            n % 60
        )
    };
    for events in [20, 1500] {
        let log: String = (0..events).map(|n| event("aa", n)).collect();
        let base = format!("id: 2026-11-22-k7f3m\ntitle: \"鞋底开胶\"\ndemand: \"换一双\"\nlog:\n{log}");
        let ours = format!("{base}{}", event("oo", 1));
        let theirs = format!("{}{}", base.replace("换一双", "退款"), event("tt", 2));
        let write = |text: &str, name: &str| std::fs::write(folder.join(name), text).unwrap();
        write(&base, "base");
        write(&theirs, "theirs");
        let run = |program: &str, args: &[&str]| {
            write(&ours, "ours");
            time(|| {
                let status = Command::new(program).current_dir(folder).args(args).status().unwrap();
                assert!(status.success(), "{args:?}");
            })
        };
        let (mut git, mut own) = (Vec::new(), Vec::new());
        for _ in 0..5 * ROUNDS {
            git.push(run("git", &["merge-file", "-q", "--union", "ours", "base", "theirs"]));
            own.push(run(env!("CARGO_BIN_EXE_amends"), &["merge", "driver", "base", "ours", "theirs", "cases/x.yaml"]));
        }
        let (git, own) = (median(git), median(own));
        let size = base.len().div_ceil(1000);
        println!("merge of {size} KB   git {git:?}, driver {own:?}   ratio {:.2} (at most 3)", ratio(own, git));
    }
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() { files(&path, out) } else { out.push(path) }
    }
}

fn bare(root: &Path, threads: usize) -> usize {
    let mut all = Vec::new();
    files(&root.join("cases"), &mut all);
    let parts: Vec<&[PathBuf]> = all.chunks(all.len().div_ceil(threads)).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = parts
            .into_iter()
            .map(|part| {
                scope.spawn(move || {
                    let mut count = 0;
                    for path in part {
                        let bytes = std::fs::read(path).unwrap();
                        let text = std::str::from_utf8(&bytes).unwrap();
                        count += granit_parser::Parser::new_from_str(text).filter(Result::is_ok).count();
                    }
                    count
                })
            })
            .collect();
        workers.into_iter().map(|w| w.join().unwrap()).sum()
    })
}

fn judge(root: &Path) -> usize {
    let workspace = Workspace::at(root.to_path_buf());
    let (policy, _): (Policy, _) = workspace.policy();
    let catalog = Catalog::new(&workspace);
    let now = amends::case::stamp::parse_stamp("2026-11-22T09:00:00+08:00").unwrap();
    let now = Now::given(now, Zone(policy.zone));
    let rows = workspace.each_case(|loaded| {
        let case = loaded.case.as_ref().expect("a sound case");
        let Some(view) = View::of(case, &policy, now) else {
            return 0;
        };
        let entry = catalog.get(&view.state.playbook.id);
        let view = view.with(entry.as_ref().and_then(|e| e.playbook.as_ref()));
        overdue::<()>(&view, None).len()
    });
    rows.into_iter().sum()
}

/// Open cases with every kind of clock, in a workspace that counts working time, each with a level of its own.
fn generate_open(root: &Path, count: usize) {
    std::fs::create_dir_all(root).unwrap();
    let policy = "format = 1\ntime_zone = \"Asia/Shanghai\"\n[feedback]\ndays = \"working\"\n[clocks]\nfirst_response = \"8bh\"\nstep = \"5bd\"\nfollow_up = \"3bd\"\napproval = \"2bd\"\nfinal = \"45bd\"\nfinal_pauses = true\nverify = \"30bd\"\n[[approval]]\nfrom = \"2000.00\"\nroles = [\"manager\"]\n";
    std::fs::write(root.join("amends.toml"), policy).unwrap();
    let calendar = "years = [2026]\n[week]\nmonday = [\"09:00-12:00\", \"13:30-18:00\"]\ntuesday = [\"09:00-12:00\", \"13:30-18:00\"]\nwednesday = [\"09:00-12:00\", \"13:30-18:00\"]\nthursday = [\"09:00-12:00\", \"13:30-18:00\"]\nfriday = [\"09:00-12:00\", \"13:30-18:00\"]\n[[off]]\nfrom = 2026-10-01\nto = 2026-10-07\n[[work]]\nday = 2026-10-10\n";
    std::fs::write(root.join("calendar.toml"), calendar).unwrap();
    for n in 0..count {
        let id = id(n * 3);
        let date = &id[..10];
        let event = |id: &str, time: &str, rest: &str| {
            format!("  - {{id: {id}, at: {date}T{time}:00+08:00, by: wang, {rest}}}\n")
        };
        let mut text = format!(
            "id: {id}\ntitle: \"鞋底开胶，要求更换 {n}\"\nreceived: {date}T09:12:00+08:00\nchannel: phone\ncustomer: \"王女士\"\ncontact: \"+86 138 0000 0000\"\ndemand: \"换一双新鞋，或者退款\"\ncategory: product\nplaybook: four-step@1\nproduct: \"板鞋\"\ndescription: |\n  两个月前买的板鞋，鞋底开胶。\n  顾客到店里两次，都说要等技术人员。\nlog:\n"
        );
        text += &event("aaaaaa", "09:15", "do: open, step: soothe, severity: normal, owner: wang");
        for k in 0..3 + n % 4 {
            text += &event(
                &format!("b{k:05}"),
                &format!("{}:20", 10 + k),
                "do: contact, dir: out, via: phone, reached: true, purpose: progress, note: \"告诉顾客还在查，今天暂时没有新的进展，明天再联系\"",
            );
        }
        text += &event("cccccc", "17:00", "do: assess, severity: serious, urgent: false");
        text += &event("dddddd", "17:10", &format!("do: promise, due: {date}, what: \"给出处理方案\""));
        text +=
            &event("eeeeee", "17:20", "do: offer, options: [{opt: a, loss: {remedy: refund, amount: \"2480.00\"}}]");
        text += &event(
            "ffffff",
            "17:30",
            &format!("do: pause, reason: awaiting-third-party, until: {date}T23:30:00+08:00"),
        );
        text += &event("gggggg", "17:40", "do: redress, remedy: refund, amount: \"480.00\", currency: CNY");
        text += &event("hhhhhh", "17:50", "do: action, what: \"换一家鞋厂\", owner: li, due: 2026-12-01");
        text += &event("jjjjjj", "18:00", "do: action, what: \"培训店员\", owner: li, due: 2026-12-01");
        text += &event("kkkkkk", "18:10", "do: done, of: hhhhhh");
        let path = root.join("cases").join(&id[..4]).join(&id[5..7]).join(format!("{id}.yaml"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// Every deadline of every case, from the records to the levels, with as many threads as reading takes.
fn clocks(workspace: &Workspace, cases: &[Case], threads: usize) -> usize {
    let (policy, faults) = workspace.policy();
    assert!(faults.is_empty(), "{faults:?}");
    let catalog = Catalog::new(workspace);
    let now = amends::case::stamp::parse_stamp("2026-11-22T09:00:00+08:00").unwrap();
    let now = Now::given(now, Zone(policy.zone));
    let (policy, catalog) = (&policy, &catalog);
    std::thread::scope(|scope| {
        let part = |part: &'_ [Case]| {
            let of = |case| {
                let view = View::of(case, policy, now).expect("received by then");
                let entry = catalog.get(&view.state.playbook.id);
                deadline::deadlines(&view.with(entry.as_ref().and_then(|e| e.playbook.as_ref()))).len()
            };
            part.iter().map(of).sum::<usize>()
        };
        let parts = cases.chunks(cases.len().div_ceil(threads));
        let workers: Vec<_> = parts.map(|p| scope.spawn(move || part(p))).collect();
        workers.into_iter().map(|w| w.join().unwrap()).sum()
    })
}

/// A run that only reads, through the binary.
fn read(root: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amends"));
    command.current_dir(root).args(args).args(["--now", "2026-11-22T09:00:00+08:00"]);
    let status = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).status().unwrap();
    assert!(status.code().is_some_and(|code| code < 2), "{args:?} failed");
}

fn commit(root: &Path) {
    let who = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com"];
    for args in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "cases"]] {
        let status = Command::new("git").current_dir(root).args(who).args(args).status().unwrap();
        assert!(status.success(), "git {args:?} failed");
    }
}

/// One write with a full id through the binary.
fn write(root: &Path, command: &str, round: usize) {
    let id = id(3 * round);
    let mut args = vec![command, &id, "--now", "2026-11-22T09:00:00+08:00"];
    match command {
        "log" => args.extend(["--via", "phone", "-m", "还在查"]),
        _ => args.extend(["--tick", "all", "--set", "cause=x", "--set", "fault=ours", "--force", "--why", "bench"]),
    }
    let status = Command::new(env!("CARGO_BIN_EXE_amends"))
        .current_dir(root)
        .env("AMENDS_BY", "wang")
        .args(&args)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{command} failed");
}
