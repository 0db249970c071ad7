//! `amends lint`: what is wrong with an outgoing text, and the same as hints after a write.

use super::desk::Desk;
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::place::{Lines, visible};
use crate::case::words::UnknownWord;
use crate::case::{Event, Span};
use crate::clock::View;
use crate::render::json::Envelope;
use crate::render::{Cell, Sheet, Tint};
use crate::store::{InputTrouble, PlacedConfigFault, read_input};
use crate::text::{Label, Phrasing, Say, Trouble, Usage, phrasing};
use crate::wording::lint::outgoing;
use crate::wording::phrases::{Grade, PHRASES_FILE, PhraseFile};
use crate::wording::{Hit, Phrasebook, Set, Subject, lint, lint_priced, read_phrases};
use clap::Args;

/// How many findings of one text are printed.
const MOST: usize = 500;

/// How many findings are named after a write.
const NAMED: usize = 5;

/// What a text is sent as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Anything but a letter.
    Message,
    /// A letter.
    Letter,
}

impl std::str::FromStr for TextKind {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "message" => Ok(Self::Message),
            "letter" => Ok(Self::Letter),
            _ => Err(UnknownWord { allowed: vec!["message", "letter"] }),
        }
    }
}

/// Look for forbidden phrases, promises too large, jargon, unapproved amounts and untimely apologies in an outgoing text
#[derive(Debug, Args)]
pub struct LintArgs {
    /// The text; standard input for - and when there is none
    #[arg(value_name = "FILE")]
    pub file: Option<String>,
    /// The case it is about: holds it against offers, approvals, the time for an apology, the customer's name, copies
    #[arg(long, value_name = "CASE")]
    pub case: Option<String>,
    /// Also judge by a set of rules that is off: liability; may be given several times
    #[arg(long, value_name = "SET")]
    pub set: Vec<String>,
    /// Exit with 1 when there is a warning
    #[arg(long)]
    pub strict: bool,
    /// What the text is: message (the default) or letter, where an assurance of no repeat and the copies belong
    #[arg(long = "for", value_name = "KIND", id = "kind")]
    pub kind: Option<String>,
}

/// The rules that hold in the workspace, and what is wrong with its own.
#[derive(Debug)]
pub struct Rules {
    /// The rules; the built-in ones alone when the workspace's have a fault.
    pub book: Phrasebook,
    /// What is wrong.
    pub faults: Vec<PlacedConfigFault>,
}

impl Rules {
    /// Reads the workspace's rules.
    #[must_use]
    pub fn of(ctx: &Context) -> Self {
        let (own, faults): (PhraseFile, _) = ctx.workspace.read_toml(PHRASES_FILE, read_phrases);
        let own = if faults.is_empty() { own } else { PhraseFile::default() };
        Self { book: Phrasebook::of(own), faults }
    }
}

/// Runs the command.
///
/// # Errors
/// When there is no text, no such case, or the workspace's rules have a fault.
pub fn run(args: &LintArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let sets: Vec<Set> = args.set.iter().map(|s| ctx.word("--set", s)).collect::<Result<_, _>>()?;
    let kind = args.kind.as_ref().map(|k| ctx.word("--for", k)).transpose()?;
    let mut rules = Rules::of(ctx);
    if let Some(first) = rules.faults.first() {
        let mut failure = Failure::new(Exit::Trouble, Trouble::Config { path: first.place.path.clone() });
        failure.problems = rules.faults.iter().map(|f| ctx.config_problem(f)).collect();
        return Err(failure.into());
    }
    rules.book.turn_on(&sets);
    let loaded = args.case.as_ref().map(|case| ctx.load(case)).transpose()?;
    let case = match &loaded {
        Some(loaded) => Some(loaded.case.as_ref().ok_or_else(|| {
            let mut failure = Failure::new(Exit::Incomplete, Trouble::Damaged { path: loaded.shown.clone() });
            failure.problems = loaded.damage().map(|f| ctx.problem(f)).into_iter().collect();
            failure
        })?),
        None => None,
    };
    let view = case.and_then(|case| View::of(case, &ctx.policy, ctx.now));
    let entry = view.as_ref().and_then(|v| ctx.playbook_of(v));
    let view = view.map(|v| v.with(entry.as_ref().and_then(|e| e.playbook.as_ref())));
    let text = text_of(args, ctx)?;
    let subject = Subject { view: view.as_ref(), letter: kind == Some(TextKind::Letter), whole: true };
    let hits = lint_priced(&text, &subject, &rules.book, &ctx.policy.currency);
    print(&text, &hits, ctx, output);
    if hits.is_empty() {
        output.hint(Phrasing::Clean, ctx.lang);
    }
    if hits.len() > MOST {
        output.hint(Phrasing::Cut { most: MOST }, ctx.lang);
    }
    if view.is_none() {
        output.hint(Phrasing::NoCase, ctx.lang);
    }
    let warned = hits.iter().any(|h| h.grade == Grade::Warning);
    Ok(if args.strict && warned { Exit::Findings } else { Exit::Fine })
}

fn text_of(args: &LintArgs, ctx: &Context) -> Result<String, Failure> {
    let text = match args.file.as_deref() {
        None | Some("-") => input::stdin()?,
        Some(file) => read_input(&ctx.surroundings.here.join(file)).map_err(|bad| {
            let file = visible(file);
            Failure::from(match bad {
                InputTrouble::NotAFile => Usage::NotAFile { file },
                InputTrouble::TooLarge => Usage::TooLong { file },
                InputTrouble::Said(reason) => Usage::BadInput { file, reason },
            })
        })?,
    };
    if text.trim().is_empty() { Err(Usage::NoInput.into()) } else { Ok(text) }
}

fn print(text: &str, hits: &[Hit], ctx: &Context, output: &mut Output) {
    let mut sheet = Sheet::with(vec![
        ("line", Label::Line.say(ctx.lang)),
        ("column", Label::ColumnNumber.say(ctx.lang)),
        ("severity", Label::Grade.say(ctx.lang)),
        ("words", Label::Words.say(ctx.lang)),
        ("why", Label::Summary.say(ctx.lang)),
        ("instead", Label::Instead.say(ctx.lang)),
        ("rule", Label::Rule.say(ctx.lang)),
        ("source", Label::Source.say(ctx.lang)),
    ])
    .flowing(&["words", "why", "instead", "source"])
    .wide_only(&["source"], 120);
    let lines = Lines::of(text);
    for hit in hits.iter().take(MOST) {
        let place = hit.range.as_ref().map(|r| lines.place("", Span { start: r.start, end: r.end }));
        let number = |n: Option<usize>| n.map_or_else(Cell::absent, |n| Cell::both(n, n.to_string()));
        let tint = (hit.grade == Grade::Warning).then_some(Tint::Yellow);
        sheet.rows.push(vec![
            number(place.as_ref().map(|p| p.line)),
            number(place.as_ref().map(|p| p.col)),
            Cell::both(hit.grade.as_str(), hit.grade.say(ctx.lang)).tinted(tint),
            Cell::text(&visible(&hit.words)),
            Cell::text(&visible(&phrasing::reason(hit, ctx.lang))),
            Cell::maybe(phrasing::suggestion(hit, ctx.lang).as_deref()),
            Cell::text(&hit.rule),
            Cell::maybe(hit.source.as_deref()),
        ]);
    }
    let envelope = Envelope { schema: "amends.lint/1", now: ctx.now.stamp, incomplete: false };
    output.print(&sheet.print(ctx.format(), ctx.screen(), &envelope));
}

/// Names on standard error what is wrong with texts that go to the customer. It blocks nothing.
fn hints_for(ctx: &Context, texts: &[&str], subject: &Subject<'_>, output: &mut Output) {
    if ctx.global.quiet || texts.iter().all(|t| t.trim().is_empty()) {
        return;
    }
    hint_at(ctx, texts.iter().flat_map(|text| lint(text, subject, &ctx.phrases().book)), output);
}

/// Names findings on standard error. Rules that can't be read are named, too; the built-in ones hold then.
pub fn hint_at(ctx: &Context, found: impl IntoIterator<Item = Hit>, output: &mut Output) {
    if let Some(fault) = ctx.phrases().faults.first() {
        output.hint(Phrasing::Broken { place: fault.place.to_string() }, ctx.lang);
    }
    let mut hits: Vec<Hit> = Vec::new();
    for hit in found {
        // The same words twice are one thing to learn.
        if !hits.iter().any(|h| h.rule == hit.rule && h.words == hit.words && h.matter == hit.matter) {
            hits.push(hit);
        }
    }
    let count = hits.len().saturating_sub(NAMED);
    for hit in hits.into_iter().take(NAMED) {
        output.hint(Phrasing::Found(Box::new(hit)), ctx.lang);
    }
    if count > 0 {
        output.hint(Phrasing::More { count }, ctx.lang);
    }
}

/// As `hints_for`, of what events of a case say to the customer, by the case as it stands before them.
pub fn hints_of(desk: &Desk<'_>, events: &[Event], output: &mut Output) {
    let texts: Vec<&str> = events.iter().flat_map(outgoing).collect();
    hints_for(desk.ctx, &texts, &Subject { view: Some(&desk.view()), ..Subject::default() }, output);
}
