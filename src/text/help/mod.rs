//! The help of the command line in Chinese; the English stands as doc comments at the flags themselves.

mod authoring;
mod cases;
mod exporting;
mod files;
mod importing;
mod learning;
mod letters;
mod money;
mod outgoing;
mod pages;
mod reading;
mod searching;
mod seeing;
mod sorting;

use clap::Command;

/// The help of the whole program.
pub const ABOUT: &str = "投诉处理，一案一个文件：每位客户每天都有回音，记录一条不丢，数字个个有据";

/// The help of a command (`log`) or of a flag (`log` and `via`). `None` where there is none, which a test forbids.
#[must_use]
pub fn zh(command: &str, arg: &str) -> Option<&'static str> {
    let groups = [
        cases::zh,
        reading::zh,
        files::zh,
        money::zh,
        sorting::zh,
        outgoing::zh,
        pages::zh,
        authoring::zh,
        learning::zh,
        seeing::zh,
        letters::zh,
        importing::zh,
        exporting::zh,
        searching::zh,
    ];
    groups.iter().find_map(|group| group(command, arg)).or_else(|| shared(arg))
}

fn shared(arg: &str) -> Option<&'static str> {
    Some(match arg {
        "case" => "工单：编号、编号中唯一的一段，或文件路径",
        "why" => "原因",
        "dir" => "工作区目录",
        "dry_run" => "只显示将要写入的内容，不写入",
        "quiet" => "有编号时只输出编号，不输出提示",
        "format" => "输出格式：table、tsv、json、jsonl、csv、md",
        "output" => "把结果写入文件，- 表示标准输出",
        "at" => "发生时间，例如“昨天 14:00”；默认为现在",
        "by" => "操作人",
        "now" => "以此刻为准进行判断；之后发生的事不计",
        "lang" => "语言：en 或 zh",
        "color" => "颜色：auto、always、never",
        "no_input" => "不提问；缺少内容时直接报错",
        "help" => "显示帮助",
        "version" => "显示版本",
        _ => return None,
    })
}

/// Puts a command, its flags and its subcommands into Chinese.
#[must_use]
pub fn in_chinese(command: Command, path: &str) -> Command {
    let mut command = command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}")
        .subcommand_help_heading("命令")
        .disable_help_flag(true)
        .disable_version_flag(true);
    command = match zh(path, "") {
        Some(about) => command.about(about),
        None if path.is_empty() => command.about(ABOUT),
        None => command,
    };
    let args: Vec<(String, bool)> =
        command.get_arguments().map(|a| (a.get_id().to_string(), a.is_positional())).collect();
    for (id, positional) in args {
        let help = zh(path, &id);
        command = command.mut_arg(&id, |arg| {
            let arg = match help {
                Some(help) => arg.help(help),
                None => arg,
            };
            let global = arg.is_global_set();
            arg.help_heading(match (positional, global) {
                (true, _) => "参数",
                (false, true) => "通用选项",
                (false, false) => "选项",
            })
        });
    }
    command = command.arg(
        clap::Arg::new("help")
            .short('h')
            .long("help")
            .action(clap::ArgAction::Help)
            .help("显示帮助")
            .help_heading("通用选项")
            .display_order(900),
    );
    if path.is_empty() {
        command = command.arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("显示版本")
                .help_heading("通用选项")
                .display_order(901),
        );
    }
    let names: Vec<String> = command.get_subcommands().map(|s| s.get_name().to_owned()).collect();
    for name in names {
        let inner = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(&name, |sub| in_chinese(sub, &inner));
    }
    command
}
