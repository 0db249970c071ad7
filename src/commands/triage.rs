//! `amends triage`: what the keyword library makes of a complaint, and what it should learn.

use super::judged::judge_all;
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::header::Header;
use crate::case::words::Severity;
use crate::case::{Case, History, State};
use crate::check::duplicates::contact_marks;
use crate::render::json::Envelope;
use crate::render::{Cell, Sheet};
use crate::store::InputTrouble;
use crate::text::triage::{Heading, Subject, Triaging, because, severity};
use crate::text::{Say, Trouble, Usage};
use crate::wording::learn::{Learned, Lesson, learn};
use crate::wording::told;
use crate::wording::triage::{Proposal, Proposals, Spoke, TRIAGE, TRIAGE_FILE, Triage, read_triage};
use clap::Args;

/// Propose category, playbook and severity by the keyword library
#[derive(Debug, Args)]
pub struct TriageArgs {
    /// The case: its id, a unique part of it, or its file
    #[arg(required_unless_present_any = ["file", "learn"], conflicts_with_all = ["file", "learn"])]
    pub case: Option<String>,
    /// A text that is not filed yet; - reads standard input
    #[arg(long = "from", value_name = "FILE", conflicts_with = "learn")]
    pub file: Option<String>,
    /// List frequent terms of past complaints that no rule knows
    #[arg(long)]
    pub learn: bool,
    /// With --learn: the complaints of how many customers have to share a term, 3 unless said
    #[arg(long, value_name = "NUMBER", requires = "learn")]
    pub least: Option<String>,
    /// With --learn: how many terms to list, 20 unless said
    #[arg(long, value_name = "NUMBER", requires = "learn")]
    pub top: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such case or file, or the keyword library has a fault.
pub fn run(args: &TriageArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let library = library(ctx)?;
    if args.learn {
        let (least, top) = (count("--least", args.least.as_ref(), 3)?, count("--top", args.top.as_ref(), 20)?);
        return learned(ctx, &library, least, top, output);
    }
    let mut exit = Exit::Fine;
    let rows = match (&args.case, &args.file) {
        (Some(case), _) => {
            let loaded = ctx.load(case)?;
            for fault in &loaded.faults {
                output.warn(&ctx.problem(fault).full());
                exit = Exit::Incomplete;
            }
            let Some(case) = &loaded.case else {
                return Ok(Exit::Incomplete);
            };
            rows(ctx, &library.propose(&told(&case.header)), Some(case))
        }
        (None, Some(file)) => rows(ctx, &library.propose(&typed(ctx, file)?), None),
        (None, None) => Vec::new(),
    };
    if rows.is_empty() {
        output.hint(Triaging::Nothing, ctx.lang);
    }
    let envelope = Envelope { schema: "amends.triage/1", now: ctx.now.stamp, incomplete: exit == Exit::Incomplete };
    output.print(&sheet(ctx, rows).print(ctx.format(), ctx.screen(), &envelope));
    Ok(exit)
}

/// A number of a flag, at least 1.
pub(super) fn count(flag: &str, text: Option<&String>, usual: usize) -> Result<usize, Failure> {
    let Some(text) = text else { return Ok(usual) };
    let bad = || Usage::BadForm { flag: flag.to_owned(), text: text.clone(), wanted: "20" };
    text.parse().ok().filter(|n| (1..=100_000).contains(n)).ok_or_else(|| bad().into())
}

/// The keyword library: what comes with the program, and the workspace's own.
///
/// # Errors
/// When the workspace's file has a fault.
pub(super) fn library(ctx: &Context) -> Result<Triage, Failure> {
    let (own, faults) = ctx.workspace.read_toml(TRIAGE_FILE, read_triage);
    if !faults.is_empty() {
        let mut failure = Failure::from(Trouble::Config { path: TRIAGE_FILE.to_owned() });
        failure.problems = faults.iter().map(|f| ctx.config_problem(f)).collect();
        return Err(failure);
    }
    Ok(Triage::of(own.over(read_triage(TRIAGE).0.rules)))
}

fn typed(ctx: &Context, file: &str) -> Result<String, Failure> {
    if file == "-" {
        return input::stdin();
    }
    crate::store::read_input(&ctx.surroundings.here.join(file)).map_err(|bad| {
        let file = file.to_owned();
        Failure::from(match bad {
            InputTrouble::NotAFile => Usage::NotAFile { file },
            InputTrouble::TooLarge => Usage::TooLong { file },
            InputTrouble::Said(reason) => Usage::BadInput { file, reason },
        })
    })
}

/// A line of the table.
struct Row {
    subject: Subject,
    value: String,
    name: String,
    now: Option<(String, String)>,
    because: Vec<Spoke>,
    take: Option<String>,
}

/// The proposals of which the workspace knows the value, with the command that takes each.
fn rows(ctx: &Context, proposals: &Proposals, case: Option<&Case>) -> Vec<Row> {
    let state = case.map(|c| State::of(&History::of(c, None)));
    let id = case.map(|c| c.header.id.to_string()).unwrap_or_default();
    let header = case.map(|c| &c.header);
    let mut rows = Vec::new();
    for (value, spoke) in admitted(ctx, proposals) {
        let (value, name, now, take) = match value {
            Value::Category(category) => {
                let now = header.and_then(|h| h.category.clone());
                let take = format!("amends edit {id} --set category={category} --why TEXT");
                (category.clone(), category, now.clone().map(|n| (n.clone(), n)), (Subject::Category, take))
            }
            Value::Playbook(playbook) => {
                let now = state.as_ref().map(|s| s.playbook.id.clone());
                let take = format!("amends playbook switch {playbook} {id} --why TEXT");
                (playbook.clone(), playbook, now.clone().map(|n| (n.clone(), n)), (Subject::Playbook, take))
            }
            Value::Severity(grade) => {
                let now = state.as_ref().map(State::severity);
                let take = format!("amends assess {id} --severity {grade} --why TEXT");
                let now = now.map(|n| (n.to_string(), severity(n, ctx.lang)));
                (grade.to_string(), severity(grade, ctx.lang), now, (Subject::Severity, take))
            }
        };
        let (subject, take) = take;
        let differs = now.as_ref().is_none_or(|(n, _)| *n != value);
        // A severity is only ever proposed to be raised.
        let lower = subject == Subject::Severity
            && state.as_ref().is_some_and(|s| value.parse::<Severity>().is_ok_and(|v| v <= s.severity()));
        let open = state.as_ref().is_some_and(|s| !s.is_closed());
        let take = (open && differs && !lower).then_some(take);
        rows.push(Row { subject, value, name, now, because: spoke, take });
    }
    rows
}

/// What a proposal would set.
enum Value {
    Category(String),
    Playbook(String),
    Severity(Severity),
}

/// The proposals whose value this workspace has, each kind's best first.
fn admitted(ctx: &Context, proposals: &Proposals) -> Vec<(Value, Vec<Spoke>)> {
    let category = |p: &&Proposal<String>| crate::policy::admits(&ctx.policy.categories, &p.value);
    let playbook = |p: &&Proposal<String>| ctx.catalog.get(&p.value).is_some_and(|e| e.playbook.is_some());
    let mut all: Vec<(Value, Vec<Spoke>)> = Vec::new();
    let categories = proposals.categories.iter().filter(category);
    all.extend(categories.map(|p| (Value::Category(p.value.clone()), p.because.clone())));
    let playbooks = proposals.playbooks.iter().filter(playbook);
    all.extend(playbooks.map(|p| (Value::Playbook(p.value.clone()), p.because.clone())));
    all.extend(proposals.severities.iter().map(|p| (Value::Severity(p.value), p.because.clone())));
    all
}

fn sheet(ctx: &Context, rows: Vec<Row>) -> Sheet {
    let say = |heading: Heading| heading.say(ctx.lang);
    let mut sheet = Sheet::with(vec![
        ("for", say(Heading::For)),
        ("proposal", say(Heading::Proposal)),
        ("now", say(Heading::Now)),
        ("because", say(Heading::Because)),
        ("take", say(Heading::TakeIt)),
    ])
    .flowing(&["because", "take"]);
    for row in rows {
        let spoke: Vec<serde_json::Value> =
            row.because.iter().map(|s| serde_json::json!({ "rule": s.rule, "words": s.words })).collect();
        let as_it_is = row.now.as_ref().is_some_and(|(now, _)| *now == row.value);
        let take = match row.take {
            Some(take) => Cell::text(&take),
            None if as_it_is => Cell { text: Triaging::AsItIs.say(ctx.lang), ..Cell::absent() },
            None => Cell::absent(),
        };
        sheet.rows.push(vec![
            Cell::both(row.subject.as_str(), row.subject.say(ctx.lang)),
            Cell::both(row.value, row.name),
            row.now.map_or_else(Cell::absent, |(now, name)| Cell::both(now, name)),
            Cell::both(spoke, because(&row.because, ctx.lang)),
            take,
        ]);
    }
    sheet
}

/// Frequent terms of past complaints that no rule knows.
fn learned(ctx: &Context, library: &Triage, least: usize, top: usize, output: &mut Output) -> Outcome {
    let mut judged = judge_all(
        ctx,
        false,
        |view, _| {
            let header = &view.case().header;
            let category = header.category.clone();
            let lesson = Lesson { case: header.id.to_string(), category, who: who(header), text: told(header) };
            vec![(header.received, lesson)]
        },
        |_, _| None,
    );
    // The examples of a term are the latest complaints.
    judged.rows.sort_by(|a, b| (a.0, &a.1.case).cmp(&(b.0, &b.1.case)));
    let lessons: Vec<Lesson> = judged.rows.iter().map(|(_, lesson)| lesson.clone()).collect();
    let found = learn(&lessons, library, least);
    if found.is_empty() {
        output.hint(Triaging::NothingNew { cases: judged.rows.len(), least }, ctx.lang);
    }
    let envelope = Envelope { schema: "amends.triage-learn/1", now: ctx.now.stamp, incomplete: judged.is_incomplete() };
    let sheet = learned_sheet(ctx, &found[..found.len().min(top)], judged.rows.len());
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
    if !found.is_empty() {
        output.hint(Triaging::AddTerm, ctx.lang);
    }
    judged.complain(ctx, output);
    Ok(judged.exit(Exit::Fine))
}

/// Who complains, so that one customer counts once however often.
fn who(header: &Header) -> String {
    let contact = header.contact.as_deref().map(str::trim).filter(|c| !c.is_empty());
    let mark = contact.map(|c| contact_marks(c).into_iter().next().unwrap_or_else(|| c.to_lowercase()));
    let name = || header.customer.as_deref().map(|c| c.trim().to_lowercase());
    mark.or_else(name).unwrap_or_else(|| header.id.to_string())
}

fn learned_sheet(ctx: &Context, found: &[Learned], all: usize) -> Sheet {
    let say = |heading: Heading| heading.say(ctx.lang);
    let mut sheet = Sheet::with(vec![
        ("term", say(Heading::Term)),
        ("cases", say(Heading::Cases)),
        ("of_all", say(Heading::Share)),
        ("category", say(Heading::MostlyIn)),
        ("examples", say(Heading::Examples)),
    ])
    .flowing(&["term"]);
    for learned in found {
        let count = learned.cases.len();
        let examples: Vec<&str> = learned.cases.iter().rev().take(3).map(String::as_str).collect();
        let category = learned.category.as_ref();
        sheet.rows.push(vec![
            Cell::text(&learned.term),
            Cell::both(count, count.to_string()),
            Cell::both(all, format!("{count}/{all}")),
            category.map_or_else(Cell::absent, |(name, n)| Cell::both(name.as_str(), format!("{name} {n}/{count}"))),
            Cell::both(examples.clone(), examples.join(" ")),
        ]);
    }
    sheet
}

/// What `open` can take from the library for what nobody has decided.
#[derive(Debug, Default)]
pub(super) struct ForOpen {
    /// The best category.
    pub(super) category: Option<(String, Vec<Spoke>)>,
    /// The best playbook.
    pub(super) playbook: Option<(String, Vec<Spoke>)>,
    /// The gravest severity above the usual one.
    pub(super) severity: Option<(Severity, Vec<Spoke>)>,
    /// Where the workspace's library has a fault, because of which nothing is proposed.
    pub(super) broken: Option<String>,
}

impl ForOpen {
    /// The proposals for a text; nothing where the library has a fault.
    pub(super) fn of(ctx: &Context, text: &str) -> Self {
        let mut out = Self::default();
        let library = match library(ctx) {
            Ok(library) => library,
            Err(failure) => {
                out.broken = failure.problems.first().map(|problem| problem.place.to_string());
                return out;
            }
        };
        for (value, spoke) in admitted(ctx, &library.propose(text)) {
            match value {
                Value::Category(value) => drop(out.category.get_or_insert((value, spoke))),
                Value::Playbook(value) => drop(out.playbook.get_or_insert((value, spoke))),
                Value::Severity(value) if value > Severity::Normal => drop(out.severity.get_or_insert((value, spoke))),
                Value::Severity(_) => {}
            }
        }
        out
    }

    /// Each proposal in words.
    pub(super) fn words(&self, ctx: &Context) -> Vec<String> {
        let one = |subject, value: String, because: &Vec<Spoke>| {
            Triaging::One { subject, value, because: because.clone() }.say(ctx.lang)
        };
        let mut words = Vec::new();
        words.extend(self.category.as_ref().map(|(v, s)| one(Subject::Category, v.clone(), s)));
        words.extend(self.playbook.as_ref().map(|(v, s)| one(Subject::Playbook, v.clone(), s)));
        words.extend(self.severity.as_ref().map(|(v, s)| one(Subject::Severity, severity(*v, ctx.lang), s)));
        words
    }
}
