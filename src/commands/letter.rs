//! `amends letter`: the draft of a letter to the customer.

use super::judged::limits;
use super::{Context, Exit, Failure, Outcome, Output};
use crate::case::id::nearest;
use crate::case::words::Channel;
use crate::case::{Header, Place, When};
use crate::clock::View;
use crate::letter::builtin::file_name;
use crate::letter::facts::Extension;
use crate::letter::variables::blanked;
use crate::letter::{Facts, Kind, Page, TemplateFault, Variables, builtin, parts};
use crate::policy::Lang;
use crate::render::problem::Problem;
use crate::text::letter_words::variables;
use crate::text::{Letters, Msg, Refused, Say, Trouble, Usage};
use crate::wording::phrases::Grade;
use crate::wording::{Hit, Set, Subject, lint};
use clap::Args;

/// Draft a letter to the customer; nothing is recorded
#[derive(Debug, Args)]
pub struct LetterArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// What for: acknowledgement, progress, extension, result, refusal, apology, statement
    pub kind: String,
    /// What the record can't know, such as "effect=no sleep for a week"
    #[arg(long, value_name = "NAME=TEXT", allow_hyphen_values = true)]
    pub set: Vec<String>,
    /// Exit with 1 when the letter lacks a part it must have, or its wording gets a warning
    #[arg(long)]
    pub strict: bool,
    /// Print the template instead of the letter: the workspace's own, else the built-in one
    #[arg(long, conflicts_with_all = ["set", "strict"])]
    pub template: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no such case, the record or the flags don't hold what the letter says, or the template has a fault.
pub fn run(args: &LetterArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let kind: Kind = ctx.word("KIND", &args.kind)?;
    let settings = settings(&args.set)?;
    let loaded = ctx.load(&args.case)?;
    for fault in &loaded.faults {
        output.warn(&ctx.problem(fault).full());
    }
    let Some(case) = &loaded.case else {
        return Ok(Exit::Incomplete);
    };
    let Some(view) = View::of(case, &ctx.policy, ctx.now) else {
        return Err(Failure::from(Usage::NoCase { text: args.case.clone() }).into());
    };
    let entry = ctx.playbook_of(&view);
    let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
    let view = view.with(playbook).with_earlier(|id| limits(&ctx.catalog, id));
    let lang = language(ctx, &case.header, output);
    let template = Template::of(ctx, kind, lang)?;
    if args.template {
        output.page(&template.text);
        output.hint(Letters::Copied { path: template.shown, own: template.own }, ctx.lang);
        return Ok(if loaded.faults.is_empty() { Exit::Fine } else { Exit::Incomplete });
    }
    let facts = facts(ctx, &view, kind, &settings)?;
    let page = Page::read(&template.text).map_err(|fault| template.failure(ctx, &fault))?;
    admitted(kind, &page, &settings)?;
    let variables = variables(kind, &facts, ctx.zone(), lang).with(&settings);
    let text = page.text(&variables).map_err(|fault| template.failure(ctx, &fault))?;
    output.page(&text);
    // A template that can't do with blanks is judged by its text alone.
    let own = page.text(&blanked(&variables)).unwrap_or_else(|_| text.clone());
    let wording = wording(ctx, kind, &view, &text, &own);
    let warned = wording.iter().any(|hit| hit.grade == Grade::Warning);
    super::lint::hint_at(ctx, wording, output);
    let lacking = parts::lacking(kind, &text, &own, &variables);
    for part in &lacking {
        output.warn(&ctx.say(Letters::Lacks { kind, part: *part }));
    }
    hints(ctx, &facts, kind, view.case().header.id.as_str(), output);
    let found = args.strict && (warned || !lacking.is_empty());
    Ok(if !loaded.faults.is_empty() {
        Exit::Incomplete
    } else if found {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

/// What is wrong with the wording, what the customer wrote aside. A public statement names no customer and has no
/// copies, and what it says everybody is entitled to is decided by who speaks (P26), not by an offer to this customer.
fn wording(ctx: &Context, kind: Kind, view: &View<'_>, text: &str, own: &str) -> Vec<Hit> {
    let public = kind == Kind::Statement;
    let subject = Subject { view: Some(view), letter: true, whole: !public };
    let mut hits = lint(text, &subject, &ctx.phrases().book);
    hits.retain(|hit| !(public && hit.set == Set::Money));
    let own: Vec<char> = own.chars().collect();
    // Both are of the same length unless a template cuts its texts in an unusual way.
    if own.len() == text.chars().count() {
        hits.retain(|hit| {
            let Some(range) = &hit.range else { return true };
            let (before, words) = (text[..range.start].chars().count(), text[range.clone()].chars());
            words.eq(own[before..].iter().copied().take(text[range.clone()].chars().count()))
        });
    }
    hits
}

/// The language of the letter: `--lang`, else the customer's, else the workspace's.
fn language(ctx: &Context, header: &Header, output: &mut Output) -> Lang {
    let (Some(language), None) = (&header.language, ctx.global.lang) else { return ctx.lang };
    let first = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    first.parse().unwrap_or_else(|_| {
        output.hint(Letters::OtherLanguage { language: language.clone() }, ctx.lang);
        ctx.lang
    })
}

/// The facts, where the record or the flags hold what a letter of that kind is about.
fn facts<'a>(ctx: &Context, view: &View<'a>, kind: Kind, settings: &[(String, String)]) -> Result<Facts<'a>, Failure> {
    let case = || view.case().header.id.to_string();
    let set = |name: &str| settings.iter().find(|(n, _)| n == name).map(|(_, value)| value);
    if kind == Kind::Extension && view.state.is_closed() {
        return Err(Refused::Closed { case: case(), act: "extend" }.into());
    }
    let mut facts = Facts::of(view);
    if let (Kind::Extension, Some(due), Some(reason)) = (kind, set("due"), set("reason")) {
        let (old, new) = (crate::clock::deadline::last(view).due, ctx.when("--set due", due)?);
        let day = match new {
            When::At(at) => ctx.zone().date(at),
            When::On(day) => day,
        };
        if day <= ctx.zone().date(old) {
            return Err(Refused::ExtendEarlier { due: old, zone: ctx.zone() }.into());
        }
        facts.extension = Some(Extension { old, new, reason: Some(reason.clone()), on_record: false });
    }
    let mut missing: Vec<&str> = kind.required_settings().iter().copied().filter(|name| set(name).is_none()).collect();
    if kind == Kind::Extension && set("due").is_some() && set("reason").is_none() {
        missing.push("reason");
    } else if !facts.suffice_for(kind) {
        match kind {
            Kind::Refusal => return Err(Failure::new(Exit::Refused, Letters::NoDecline { case: case() })),
            _ => missing.extend(["due", "reason"].into_iter().filter(|name| set(name).is_none())),
        }
    }
    if missing.is_empty() {
        return Ok(facts);
    }
    let settings = missing.iter().map(|name| format!("--set {name}=TEXT")).collect();
    Err(Failure::new(Exit::Usage, Letters::Needs { kind, settings }))
}

/// The pairs of `--set`.
fn settings(pairs: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let mut settings: Vec<(String, String)> = Vec::new();
    for pair in pairs {
        let split = pair.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
        let Some((name, value)) = split.filter(|(name, value)| is_variable(name) && !value.is_empty()) else {
            let flag = "--set".to_owned();
            return Err(Usage::BadForm { flag, text: pair.clone(), wanted: "NAME=TEXT" }.into());
        };
        if settings.iter().any(|(n, _)| n == name) {
            return Err(Failure::new(Exit::Usage, Letters::Twice { name: name.to_owned() }));
        }
        settings.push((name.to_owned(), value.to_owned()));
    }
    Ok(settings)
}

fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Refuses a setting that would change what is on record, or nothing.
fn admitted(kind: Kind, page: &Page<'_>, settings: &[(String, String)]) -> Result<(), Failure> {
    let facts: Vec<String> = Variables::names().into_iter().filter(|name| !Kind::is_setting(name)).collect();
    let own = page.names().iter().filter(|name| !facts.contains(name)).cloned();
    let mut allowed: Vec<String> = kind.settings().iter().map(|s| (*s).to_owned()).chain(own).collect();
    allowed.sort();
    allowed.dedup();
    let Some((name, _)) = settings.iter().find(|(name, _)| !allowed.contains(name)) else { return Ok(()) };
    let (name, near) = (name.clone(), nearest(name, allowed.iter().map(String::as_str)));
    let wrong = match facts.contains(&name) {
        true => Letters::FromRecord { name },
        false => Letters::NoSetting { name, near, settings: allowed },
    };
    Err(Failure::new(Exit::Usage, wrong))
}

/// The template of a letter.
struct Template {
    shown: String,
    own: bool,
    text: String,
}

impl Template {
    /// The workspace's own, else the built-in one.
    fn of(ctx: &Context, kind: Kind, lang: Lang) -> Result<Self, Failure> {
        let name = file_name(kind, lang);
        match ctx.workspace.template(&name) {
            None => Ok(Self { shown: format!("templates/{name}"), own: false, text: builtin(kind, lang).to_owned() }),
            Some((shown, Ok(text))) => Ok(Self { shown, own: true, text }),
            Some((path, Err(fault))) => {
                let mut failure = Failure::from(Trouble::Config { path });
                failure.problems = vec![ctx.config_problem(&fault)];
                Err(failure)
            }
        }
    }

    fn failure(&self, ctx: &Context, fault: &TemplateFault) -> Failure {
        let place = Place::of(&self.shown, &self.text, fault.span);
        let message = Letters::Fault(fault.kind.clone()).say(ctx.lang);
        let mut failure = Failure::new(Exit::Trouble, Letters::Template { path: self.shown.clone() });
        failure.problems = vec![Problem { place, code: None, message, help: None }];
        failure
    }
}

/// What to do with the draft.
fn hints(ctx: &Context, facts: &Facts<'_>, kind: Kind, case: &str, output: &mut Output) {
    let mut hint = |msg: Msg| output.hint(msg, ctx.lang);
    let case = || case.to_owned();
    if kind == Kind::Statement {
        return hint(Letters::NotLogged.into());
    }
    if facts.header.contact.is_none() {
        hint(Letters::NoContact { case: case() }.into());
    }
    if facts.promises.iter().any(|p| p.late) {
        hint(Letters::Late { case: case() }.into());
    }
    hint(Letters::LogIt { case: case(), via: way(facts.header).as_str(), kind }.into());
    if kind == Kind::Extension && facts.extension.as_ref().is_some_and(|e| !e.on_record) {
        hint(Letters::ExtendIt { case: case() }.into());
    }
}

/// How a letter goes out: as the customer likes it, else the way the complaint came, where that works both ways.
fn way(header: &Header) -> Channel {
    let likes = header.prefers.iter().find(|(key, _)| key == "channel").and_then(|(_, value)| Channel::parse(value));
    let writes =
        |c: &Channel| matches!(c, Channel::Email | Channel::Letter | Channel::Chat | Channel::Sms | Channel::Social);
    likes.or(Some(header.channel)).filter(writes).unwrap_or(Channel::Email)
}
