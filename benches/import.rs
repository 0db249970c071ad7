//! 20,000 rows of a spreadsheet, 50 of them with a fault: named, written once told, and never twice; and how long that
//! takes. `cargo bench --bench import`. In a folder of the memory a sync costs nothing, so that figure is the one
//! without the final sync.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench times and prints"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

const ROWS: usize = 20_000;
const FAULTS: usize = 50;

fn main() {
    // `cargo test --benches` runs this without `--bench`: nothing is timed there.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    for folder in [PathBuf::from("/dev/shm"), std::env::temp_dir()] {
        if folder.is_dir() {
            let root = folder.join(format!("amends-bench-import-{}", std::process::id()));
            std::fs::create_dir_all(&root).unwrap();
            println!("{}", folder.display());
            scenario(&root);
            std::fs::remove_dir_all(&root).unwrap();
        }
    }
}

fn scenario(root: &Path) {
    run(root, &["init", "--time-zone", "Asia/Shanghai"]);
    std::fs::write(root.join("sheet.csv"), sheet()).unwrap();
    std::fs::write(root.join("map.toml"), MAP).unwrap();
    let (refused, took) = timed(root, &["import", "sheet.csv", "--map", "map.toml"]);
    let named = String::from_utf8_lossy(&refused.stderr).matches("sheet.csv: row ").count();
    println!("  refused, rows named        {named:6}  {took:6.2} s");
    assert_eq!((refused.status.code(), named, cases(root)), (Some(7), FAULTS, 0));
    let (done, took) = timed(root, &["import", "-q", "--skip-faulty", "sheet.csv", "--map", "map.toml"]);
    let written = cases(root);
    println!("  cases written              {written:6}  {took:6.2} s  {:.0} rows a second", ROWS as f64 / took);
    assert_eq!((done.status.code(), written), (Some(0), ROWS - FAULTS));
    let (again, took) = timed(root, &["import", "-q", "--skip-faulty", "sheet.csv", "--map", "map.toml"]);
    println!("  again                      {:6}  {took:6.2} s", cases(root) - written);
    assert_eq!((again.status.code(), cases(root)), (Some(0), ROWS - FAULTS));
}

const MAP: &str = r#"
[reference]
column = "编号"
[columns]
received = "收到时间"
customer = "客户"
contact = "电话"
channel = "渠道"
demand = "诉求"
description = "经过"
closed = "结案时间"
[constants]
outcome = "upheld"
"#;

fn sheet() -> String {
    let mut sheet = "编号,收到时间,客户,电话,渠道,诉求,经过,结案时间\n".to_owned();
    for n in 1..=ROWS {
        let received = if n % (ROWS / FAULTS) == 0 { "2026-02-30".to_owned() } else { day(n, 9) };
        let closed = if n % 10 == 0 { String::new() } else { day(n, 15) };
        let _ = writeln!(
            sheet,
            "{n:06},{received},客户{n},'+86 138 0000 {:04},电话,换一瓶新的,\"昨天买的，今天就酸了。\n请尽快处理。\",{closed}",
            n % 10_000
        );
    }
    sheet
}

fn day(n: usize, hour: usize) -> String {
    format!("2026-{:02}-{:02} {hour:02}:{:02}", n % 10 + 1, n % 28 + 1, n % 60)
}

fn timed(root: &Path, args: &[&str]) -> (Output, f64) {
    let start = Instant::now();
    let output = run(root, args);
    (output, start.elapsed().as_secs_f64())
}

fn run(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amends"));
    command.current_dir(root).env("AMENDS_BY", "wang").args(args);
    command.args(["--now", "2026-11-22T09:00:00+08:00"]).output().unwrap()
}

fn cases(root: &Path) -> usize {
    let months = std::fs::read_dir(root.join("cases/2026")).into_iter().flatten().flatten();
    months.map(|month| std::fs::read_dir(month.path()).unwrap().count()).sum()
}
