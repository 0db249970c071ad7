//! Which command prints in which formats.

use super::playbook::PlaybookCommand;
use super::report::ReportCommand;
use crate::cli::Command;
use crate::render::Format;
use crate::text::Usage;

/// What every table has.
const SHEET: [Format; 6] = [Format::Table, Format::Tsv, Format::Json, Format::Jsonl, Format::Csv, Format::Md];

/// The messages of `overdue`.
const MESSAGES: [Format; 5] = [Format::Nagios, Format::Slack, Format::Wecom, Format::Dingtalk, Format::Feishu];

/// The formats of a command; none where it prints no data of its own.
fn accepted(command: &Command) -> Vec<Format> {
    match command {
        Command::Overdue(_) => [&SHEET[..], &MESSAGES].concat(),
        Command::Today(_) | Command::List(_) | Command::Search(_) | Command::Doctor(_) => SHEET.to_vec(),
        Command::Calendar(_) | Command::Lint(_) | Command::Triage(_) | Command::Similar(_) => SHEET.to_vec(),
        Command::Import(args) if !args.guess => SHEET.to_vec(),
        Command::Show(args) if args.history => SHEET.to_vec(),
        Command::Show(args) if args.fishbone => vec![Format::Table],
        Command::Show(_) => vec![Format::Table, Format::Json, Format::Jsonl],
        Command::Report(args) => match &args.command {
            Some(ReportCommand::Learning(_)) => vec![Format::Table, Format::Json],
            Some(ReportCommand::Board(_)) => vec![Format::Html],
            None if args.explain.is_some() => SHEET.to_vec(),
            None => vec![Format::Table, Format::Json, Format::Md, Format::Html],
        },
        Command::Export(_) => vec![Format::Csv, Format::Jsonl],
        Command::Check(_) => [&SHEET[..], &[Format::Github]].concat(),
        Command::Playbook(args) => match args.command {
            PlaybookCommand::List | PlaybookCommand::Check { .. } | PlaybookCommand::Switch(_) => SHEET.to_vec(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The formats of a command as they are typed.
#[must_use]
pub fn words(command: &Command) -> Vec<String> {
    accepted(command).iter().map(|f| f.as_str().to_owned()).collect()
}

/// A format that the command doesn't print in, with those that it does.
#[must_use]
pub fn refused(command: &Command, format: Option<Format>) -> Option<Usage> {
    let (format, accepted) = (format?, accepted(command));
    if accepted.is_empty() || accepted.contains(&format) {
        return None;
    }
    let allowed = words(command);
    let (flag, word) = ("--format".to_owned(), format.as_str().to_owned());
    Some(Usage::BadWord { flag, word, allowed, near: None })
}
