//! The command line: parsing, the global flags, dispatch.

use crate::commands::context::{ColorChoice, Random};
use crate::commands::{
    Context, Exit, Failure, Outcome, Output, Surroundings, action, advance, assess, assign, calendar, cause, check,
    close, decline, doctor, edit, effects, escalate, evidence, export, extend, formats, grievance, help, ics, import,
    init, letter, link, lint, list, log, merge, note, open, overdue, pause, playbook, plugin, promise, redress, reopen,
    report, resume, retract, search, settle, show, similar, survey, tell_team, tick, today, triage, unfinished,
};
use crate::policy::Lang;
use crate::render::Format;
use crate::render::csv::BOM;
use crate::render::nagios::Status;
use crate::store::{Workspace, find_root};
use crate::text::help::in_chinese;
use crate::text::parsing::{Parsing, said};
use crate::text::{Say, Trouble, Usage};
use clap::error::{ContextKind, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Complaint handling in plain files: nobody waits a day without hearing from us, no record is lost, every number can be explained
#[derive(Debug, Parser)]
#[command(
    name = "amends",
    version,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// The flags that every command has.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The flags that every command has.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The workspace
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// Show what would be written and write nothing
    #[arg(short = 'n', long, global = true)]
    pub dry_run: bool,
    /// Print ids only where there are any, and no hints
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// How to print: table, tsv, json, jsonl, csv, md
    #[arg(short, long, value_name = "FORMAT", global = true)]
    pub format: Option<Format>,
    /// Write the result to a file; - is standard output
    #[arg(short, long, value_name = "FILE", global = true)]
    pub output: Option<PathBuf>,
    /// When it happened, such as "yesterday 14:00"; now, unless said
    #[arg(long, value_name = "TIME", global = true)]
    pub at: Option<String>,
    /// Who acts
    #[arg(long, value_name = "PERSON", global = true)]
    pub by: Option<String>,
    /// Judge by this moment; what happened later does not count
    #[arg(long, value_name = "TIME", global = true)]
    pub now: Option<String>,
    /// The language: en or zh
    #[arg(long, value_name = "LANG", global = true)]
    pub lang: Option<Lang>,
    /// Colours: auto, always, never
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto", hide_default_value = true)]
    pub color: ColorChoice,
    /// Ask nothing; what is missing is an error
    #[arg(long, global = true)]
    pub no_input: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "each is documented at its Args")]
pub enum Command {
    Open(Box<open::OpenArgs>),
    Log(Box<log::LogArgs>),
    Tick(tick::TickArgs),
    Advance(advance::AdvanceArgs),
    Overdue(overdue::OverdueArgs),
    Today(today::TodayArgs),
    Show(show::ShowArgs),
    List(list::ListArgs),
    Search(search::SearchArgs),
    Report(report::ReportArgs),
    Note(note::NoteArgs),
    Assign(assign::AssignArgs),
    Assess(assess::AssessArgs),
    Link(link::LinkArgs),
    Escalate(escalate::EscalateArgs),
    Promise(promise::PromiseArgs),
    Evidence(evidence::EvidenceArgs),
    Grievance(grievance::GrievanceArgs),
    Settle(settle::SettleArgs),
    Decline(decline::DeclineArgs),
    Redress(redress::RedressArgs),
    Pause(pause::PauseArgs),
    Resume(resume::ResumeArgs),
    Extend(extend::ExtendArgs),
    Letter(letter::LetterArgs),
    Survey(survey::SurveyArgs),
    Cause(cause::CauseArgs),
    Action(action::ActionArgs),
    TellTeam(tell_team::TellTeamArgs),
    Close(close::CloseArgs),
    Reopen(reopen::ReopenArgs),
    Retract(retract::RetractArgs),
    Edit(edit::EditArgs),
    Triage(triage::TriageArgs),
    Similar(similar::SimilarArgs),
    Playbook(playbook::PlaybookArgs),
    Calendar(calendar::CalendarArgs),
    Check(check::CheckArgs),
    Merge(merge::MergeArgs),
    Lint(lint::LintArgs),
    Ics(ics::IcsArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
    Doctor(doctor::DoctorArgs),
    Init(init::InitArgs),
    Help(help::HelpArgs),
}

/// What a run came to.
#[derive(Debug)]
pub struct Finished {
    /// For standard output.
    pub data: String,
    /// For standard error.
    pub hints: String,
    /// Something was written to the workspace, and the data says what: it must not get lost.
    pub recorded: bool,
    /// How it ended.
    pub exit: Exit,
    /// What monitoring is told, if it asks.
    pub status: Option<Status>,
    /// The language of the screen.
    pub lang: Lang,
}

impl Finished {
    /// The exit code: monitoring has its own.
    #[must_use]
    pub fn code(&self) -> u8 {
        self.status.map_or(self.exit.code(), Status::code)
    }
}

/// Runs a command line.
pub fn run(args: Vec<OsString>, surroundings: Surroundings, random: Random) -> Finished {
    let lang = language(&args, &surroundings);
    let mut output = Output::default();
    let asked = plugin::is_asked(&args);
    let parsed = parse(args.clone(), lang);
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return refused(&error, &formats_of(args, &error, lang), asked, lang),
    };
    let asked = cli.global.format == Some(Format::Nagios) && matches!(cli.command, Command::Overdue(_));
    output.quiet = cli.global.quiet;
    // An export of everything writes its files itself.
    let folder = matches!(&cli.command, Command::Export(args) if export::fills_a_folder(args));
    let to_file = cli.global.output.clone().filter(|o| o.as_os_str() != "-" && !folder);
    let marked = cli.global.format == Some(Format::Csv);
    let here = surroundings.here.clone();
    // An event must not be written when its confirmation can't be.
    let ready = to_file.as_ref().map_or(Ok(()), |file| crate::store::output_is_writable(&here.join(file)));
    let outcome = match ready {
        Ok(()) => dispatch(cli, surroundings, random, &mut output),
        Err(error) => {
            let path = to_file.as_ref().map(|f| f.display().to_string()).unwrap_or_default();
            Err(Failure::from(Trouble::CannotWrite { path, reason: error.to_string() }).into())
        }
    };
    let exit = outcome.and_then(|exit| match to_file {
        None => Ok(exit),
        Some(file) => {
            let mut data = std::mem::take(&mut output.data);
            // A spreadsheet that opens a file without the mark takes its text for another encoding.
            if output.mark.unwrap_or(marked) && !data.is_empty() {
                data.insert_str(0, BOM);
            }
            crate::store::write_output(&here.join(&file), &data).map(|()| exit).map_err(|e| {
                if output.recorded {
                    output.warn(&data);
                }
                Failure::from(Trouble::Output { reason: e.to_string() }).into()
            })
        }
    });
    let exit = exit.unwrap_or_else(|error| match error.downcast::<Failure>() {
        Ok(failure) => {
            output.warn(&failure.say(lang));
            if asked {
                output.data = plugin::unknown(&failure, lang);
                output.status = Some(Status::Unknown);
            }
            failure.exit
        }
        Err(other) => {
            output.warn(&format!("amends: {other:#}"));
            Exit::Trouble
        }
    });
    let Output { data, hints, recorded, status, .. } = output;
    Finished { data, hints, recorded, exit, status, lang }
}

fn dispatch(cli: Cli, surroundings: Surroundings, random: Random, output: &mut Output) -> Outcome {
    let must_exist = match &cli.command {
        Command::Init(_) | Command::Help(_) => false,
        // The pages about the rules are the same everywhere.
        Command::Check(args) => args.explain.is_none(),
        // git calls the driver in the top folder of the work tree, wherever the workspace is.
        Command::Merge(args) => !matches!(args.command, merge::MergeCommand::Driver { .. }),
        _ => true,
    };
    if let Some(usage) = formats::refused(&cli.command, cli.global.format) {
        return Err(Failure::from(usage).into());
    }
    if let Some(flag) = effects::without_effect(&cli) {
        return Err(Failure::from(Usage::NoEffect { flag }).into());
    }
    let ctx = &Context::of(cli.global, surroundings, random, must_exist)?;
    if let Some(file) = ctx.global.output.as_ref().filter(|o| o.as_os_str() != "-")
        && ctx.workspace.is_record(&ctx.surroundings.here.join(file))
    {
        let path = crate::case::place::visible(&file.to_string_lossy());
        return Err(Failure::from(Trouble::OutputOnRecord { path }).into());
    }
    let lacking = unfinished::clear_up(&cli.command, ctx, output)?;
    let outcome = match &cli.command {
        Command::Open(args) => open::run(args, ctx, output),
        Command::Log(args) => log::run(args, ctx, output),
        Command::Tick(args) => tick::run(args, ctx, output),
        Command::Advance(args) => advance::run(args, ctx, output),
        Command::Overdue(args) => overdue::run(args, ctx, output),
        Command::Today(args) => today::run(args, ctx, output),
        Command::Show(args) => show::run(args, ctx, output),
        Command::List(args) => list::run(args, ctx, output),
        Command::Search(args) => search::run(args, ctx, output),
        Command::Report(args) => report::run(args, ctx, output),
        Command::Note(args) => note::run(args, ctx, output),
        Command::Assign(args) => assign::run(args, ctx, output),
        Command::Assess(args) => assess::run(args, ctx, output),
        Command::Link(args) => link::run(args, ctx, output),
        Command::Escalate(args) => escalate::run(args, ctx, output),
        Command::Promise(args) => promise::run(args, ctx, output),
        Command::Evidence(args) => evidence::run(args, ctx, output),
        Command::Grievance(args) => grievance::run(args, ctx, output),
        Command::Settle(args) => settle::run(args, ctx, output),
        Command::Decline(args) => decline::run(args, ctx, output),
        Command::Redress(args) => redress::run(args, ctx, output),
        Command::Pause(args) => pause::run(args, ctx, output),
        Command::Extend(args) => extend::run(args, ctx, output),
        Command::Resume(args) => resume::run(args, ctx, output),
        Command::Letter(args) => letter::run(args, ctx, output),
        Command::Survey(args) => survey::run(args, ctx, output),
        Command::Cause(args) => cause::run(args, ctx, output),
        Command::Action(args) => action::run(args, ctx, output),
        Command::TellTeam(args) => tell_team::run(args, ctx, output),
        Command::Close(args) => close::run(args, ctx, output),
        Command::Reopen(args) => reopen::run(args, ctx, output),
        Command::Retract(args) => retract::run(args, ctx, output),
        Command::Edit(args) => edit::run(args, ctx, output),
        Command::Triage(args) => triage::run(args, ctx, output),
        Command::Similar(args) => similar::run(args, ctx, output),
        Command::Playbook(args) => playbook::run(args, ctx, output),
        Command::Calendar(args) => calendar::run(args, ctx, output),
        Command::Check(args) => check::run(args, ctx, output),
        Command::Merge(args) => merge::run(args, ctx, output),
        Command::Lint(args) => lint::run(args, ctx, output),
        Command::Ics(args) => ics::run(args, ctx, output),
        Command::Import(args) => import::run(args, ctx, output),
        Command::Export(args) => export::run(args, ctx, output),
        Command::Doctor(args) => doctor::run(args, ctx, output),
        Command::Init(args) => init::run(args, ctx, output),
        Command::Help(args) => topic(args, ctx, output),
    };
    if lacking { outcome.map(unfinished::lacking) } else { outcome }
}

/// The command line's grammar in a language.
#[must_use]
pub fn grammar(lang: Lang) -> clap::Command {
    let command = Cli::command();
    match lang {
        Lang::En => command,
        Lang::Zh => in_chinese(command, ""),
    }
}

fn parse(args: Vec<OsString>, lang: Lang) -> Result<Cli, clap::Error> {
    let matches = grammar(lang).try_get_matches_from(args)?;
    Cli::from_arg_matches(&matches)
}

/// The formats of the command whose `--format` names none; nothing after another mistake.
fn formats_of(mut args: Vec<OsString>, error: &clap::Error, lang: Lang) -> Vec<String> {
    let told = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (arg, given) = (told(ContextKind::InvalidArg), told(ContextKind::InvalidValue));
    if error.kind() != ErrorKind::ValueValidation || !arg.starts_with("--format") {
        return Vec::new();
    }
    // Only a whole call tells which command it is of: the same with a format that there is.
    let joined = [format!("--format={given}"), format!("-f={given}"), format!("-f{given}")].map(OsString::from);
    for i in 1..args.len() {
        if joined.contains(&args[i]) {
            args[i] = "--format=table".into();
        } else if args[i] == *given && (args[i - 1] == "-f" || args[i - 1] == "--format") {
            args[i] = "table".into();
        }
    }
    parse(args, lang).map_or_else(|_| Vec::new(), |cli| formats::words(&cli.command))
}

fn topic(args: &help::HelpArgs, ctx: &Context, output: &mut Output) -> Outcome {
    if args.topic.first().is_some_and(|t| t == "exit-codes") {
        return Ok(help::exit_codes(ctx.lang, output));
    }
    let grammar = grammar(ctx.lang);
    if let Some(topic) = args.topic.first()
        && grammar.find_subcommand(topic).is_none()
    {
        let names = grammar.get_subcommands().map(clap::Command::get_name).chain(["exit-codes"]);
        let near = crate::case::id::nearest(topic, names);
        let text = Parsing::UnknownCommand { arg: topic.clone(), near }.say(ctx.lang);
        return Err(Failure::from(Usage::CommandLine { text }).into());
    }
    let mut line = vec![OsString::from("amends")];
    line.extend(args.topic.iter().map(OsString::from));
    line.push("--help".into());
    match grammar.try_get_matches_from(line) {
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            output.print(&error.to_string());
            Ok(Exit::Fine)
        }
        Err(error) => Err(Failure::from(Usage::CommandLine { text: said(&error, &[], ctx.lang) }).into()),
        Ok(_) => Ok(Exit::Fine),
    }
}

/// The language, before anything else is parsed: `--lang`, else the workspace's.
fn language(args: &[OsString], surroundings: &Surroundings) -> Lang {
    let text = |i: usize| args.get(i).and_then(|a| a.to_str());
    let mut dir = None;
    for i in 1..args.len() {
        match text(i) {
            Some("--") => break,
            Some("--lang") => {
                if let Some(lang) = text(i + 1).and_then(|l| l.parse().ok()) {
                    return lang;
                }
            }
            Some("-C") => dir = args.get(i + 1).map(PathBuf::from),
            Some(other) if other.starts_with("-C") => dir = other.get(2..).map(PathBuf::from),
            Some(other) => {
                if let Some(lang) = other.strip_prefix("--lang=").and_then(|l| l.parse().ok()) {
                    return lang;
                }
            }
            None => {}
        }
    }
    let start = dir.map_or_else(|| surroundings.here.clone(), |d| surroundings.here.join(d));
    find_root(&start).map_or(Lang::En, |root| Workspace::at(root).policy().0.language)
}

/// Help and version are no failures; everything else is a wrong call.
fn refused(error: &clap::Error, formats: &[String], asked: bool, lang: Lang) -> Finished {
    let mut finished =
        Finished { data: String::new(), hints: String::new(), recorded: false, exit: Exit::Usage, status: None, lang };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            finished.data = error.to_string();
            finished.exit = Exit::Fine;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => finished.hints = error.to_string(),
        _ => {
            let failure = Failure::from(Usage::CommandLine { text: said(error, formats, lang) });
            let mut output = Output::default();
            output.warn(&failure.say(lang));
            finished.hints = output.hints;
            finished.exit = failure.exit;
            if asked {
                finished.data = plugin::unknown(&failure, lang);
                finished.status = Some(Status::Unknown);
            }
        }
    }
    finished
}
