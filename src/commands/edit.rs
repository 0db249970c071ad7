//! `amends edit`: correct a header fact.

use super::desk::{Desk, write_failure};
use super::values::yes_or_no;
use super::{Context, Exit, Failure, Outcome, Output, editor, input};
use crate::case::header::KNOWN;
use crate::case::header_fact::HeaderFact;
use crate::case::id::{is_token, nearest};
use crate::case::words::Channel;
use crate::case::{Act, Case, Event, Stamp};
use crate::store::{Change, edited_text};
use crate::text::{Hint, Refused, Usage};
use clap::Args;

/// Correct header facts: some by --set, or the whole file in git's editor
#[derive(Debug, Args)]
pub struct EditArgs {
    /// The case: its id, a unique part of it, or its file
    pub case: String,
    /// A fact and what it is, such as title=… or references.order=…; without a value it goes. Repeatable
    #[arg(long = "set", value_name = "KEY=VALUE", allow_hyphen_values = true)]
    pub set: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub why: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When a key or value is wrong, or the case can't be written.
pub fn run(args: &EditArgs, ctx: &Context, output: &mut Output) -> Outcome {
    if args.set.is_empty() {
        return editor::run(args, ctx, output);
    }
    let settings = args.set.iter().map(|text| Setting::of(text)).collect::<Result<Vec<_>, _>>()?;
    let why = input::required(ctx, args.why.as_ref(), "--why")?;
    let desk = Desk::sit(ctx, &args.case)?;
    let changes = changes(ctx, &desk.case, &settings)?;
    if changes.is_empty() {
        return Err(Failure::from(Refused::Same { what: args.set.join(", ") }).into());
    }
    let events = edit_events(&desk, changes.iter().map(|(key, _)| *key), &why)?;
    let text = edited_text(&desk.loaded, &desk.case, &changes, &events).map_err(|f| write_failure(ctx, f))?;
    if desk.writing.is_none() {
        let shown = &desk.loaded.shown;
        for (key, fact) in &changes {
            let old = desk.case.header.fact(key).spelled(key);
            for (mark, spelled) in [('-', old), ('+', fact.spelled(key))] {
                let value = spelled.unwrap_or_default();
                for line in format!("{key}: {value}").split('\n').filter(|_| !value.is_empty()) {
                    output.line(&format!("{shown}: {mark} {line}"));
                }
            }
        }
    }
    desk.put(&text, &events, output)
}

/// One `edit` event a key.
///
/// # Errors
/// When the case takes none.
pub(super) fn edit_events<'k>(
    desk: &Desk<'_>,
    keys: impl Iterator<Item = &'k str>,
    why: &str,
) -> Result<Vec<Event>, Failure> {
    keys.map(|key| {
        let event = desk.event(Act::Edit { key: key.to_owned() })?;
        Ok(Event { why: Some(why.to_owned()), ..event })
    })
    .collect()
}

impl Desk<'_> {
    /// Replaces the file by a text that holds the events already, and says so.
    ///
    /// # Errors
    /// When the file can't be written; it is whole then.
    pub(super) fn put(&self, text: &str, events: &[Event], output: &mut Output) -> Outcome {
        let (ctx, lang) = (self.ctx, self.ctx.lang);
        let Some(writing) = &self.writing else {
            for event in events {
                output.line(&format!("{}: + {}", self.loaded.shown, event.to_line()));
            }
            output.hint(Hint::DryRun, lang);
            return Ok(Exit::Fine);
        };
        let synced = writing.rewrite(&self.loaded, text, ctx.random()).map_err(|f| write_failure(ctx, f))?;
        if !synced {
            output.hint(Hint::NotSynced { path: self.loaded.shown.clone() }, lang);
        }
        self.tell(events, output)
    }
}

/// A `--set`: the key, the key below it in a mapping, the value.
struct Setting {
    key: &'static str,
    below: Option<String>,
    value: String,
}

impl Setting {
    fn of(text: &str) -> Result<Self, Failure> {
        let flag = || "--set".to_owned();
        let Some((name, value)) = text.split_once('=') else {
            return Err(Usage::BadForm { flag: flag(), text: text.to_owned(), wanted: "title=TEXT" }.into());
        };
        let (name, below) = match name.trim().split_once('.') {
            Some((name, below)) => (name, Some(below.to_owned())),
            None => (name.trim(), None),
        };
        if name == "id" || name == "playbook" {
            return Err(Refused::NotEdited { key: name.to_owned() }.into());
        }
        let editable = || KNOWN.into_iter().filter(|k| *k != "id" && *k != "playbook");
        let Some(key) = editable().find(|k| *k == name) else {
            let allowed = editable().map(ToOwned::to_owned).collect();
            let near = nearest(name, editable());
            return Err(Usage::BadWord { flag: flag(), word: name.to_owned(), allowed, near }.into());
        };
        let mapping = matches!(key, "references" | "prefers");
        let whole = below.is_none() && value.trim().is_empty();
        if mapping != below.is_some() && !(mapping && whole) || below.as_deref().is_some_and(|b| !is_token(b)) {
            let wanted = if mapping { "references.order=A-1024" } else { "title=TEXT" };
            return Err(Usage::BadForm { flag: flag(), text: text.to_owned(), wanted }.into());
        }
        Ok(Self { key, below, value: value.to_owned() })
    }
}

/// The facts that would differ, in the order in which they were typed.
fn changes(ctx: &Context, case: &Case, settings: &[Setting]) -> Result<Vec<Change>, Failure> {
    let mut changes: Vec<Change> = Vec::new();
    for setting in settings {
        let key = setting.key;
        let earlier = changes.iter().position(|(k, _)| *k == key);
        let adds_up = setting.below.is_some() || matches!(key, "people" | "cc" | "tags");
        if earlier.is_some() && !adds_up {
            return Err(Usage::Twice { key }.into());
        }
        let so_far = earlier.map(|i| changes[i].1.clone());
        let fact = fact(ctx, case, setting, so_far)?;
        match earlier {
            Some(i) => changes[i].1 = fact,
            None => changes.push((key, fact)),
        }
    }
    let header = &case.header;
    let after =
        |key: &str| changes.iter().find(|(k, _)| *k == key).map_or_else(|| header.fact(key), |(_, f)| f.clone());
    let anonymous = after("anonymous") != HeaderFact::Absent;
    for key in ["title", "demand", "channel", "received", "description", "customer", "contact"] {
        let spared = anonymous && matches!(key, "customer" | "contact");
        if !spared && after(key) == HeaderFact::Absent {
            return Err(Usage::Needed { key }.into());
        }
    }
    changes.retain(|(key, fact)| header.fact(key) != *fact);
    Ok(changes)
}

fn fact(ctx: &Context, case: &Case, setting: &Setting, so_far: Option<HeaderFact>) -> Result<HeaderFact, Failure> {
    let Setting { key, below, value } = setting;
    let empty = value.trim().is_empty();
    if let Some(below) = below {
        let HeaderFact::Pairs(mut pairs) = so_far.unwrap_or_else(|| case.header.fact(key)) else {
            return Ok(if empty {
                HeaderFact::Absent
            } else {
                HeaderFact::Pairs(vec![(below.clone(), value.clone())])
            });
        };
        match pairs.iter_mut().find(|(k, _)| k == below) {
            Some(pair) => pair.1.clone_from(value),
            None => pairs.push((below.clone(), value.clone())),
        }
        pairs.retain(|(k, v)| k != below || !v.trim().is_empty());
        return Ok(if pairs.is_empty() { HeaderFact::Absent } else { HeaderFact::Pairs(pairs) });
    }
    if empty {
        return Ok(HeaderFact::Absent);
    }
    let flag = format!("--set {key}");
    Ok(match *key {
        "channel" => HeaderFact::Word(ctx.word::<Channel>(&flag, value)?.as_str().to_owned()),
        "category" => HeaderFact::Word(ctx.listed(&flag, &ctx.policy.categories, value)?),
        "department" => HeaderFact::Word(ctx.listed(&flag, &ctx.policy.departments, value)?),
        "anonymous" if yes_or_no(&flag, value)? => HeaderFact::Word("true".to_owned()),
        "anonymous" => HeaderFact::Absent,
        "received" => HeaderFact::Time(received(ctx, case, ctx.zone().local(ctx.past(&flag, value)?))?),
        "people" | "cc" | "tags" => {
            let mut list = match so_far {
                Some(HeaderFact::Texts(list)) => list,
                _ => Vec::new(),
            };
            list.extend(value.split([',', '，']).map(str::trim).filter(|t| !t.is_empty()).map(ToOwned::to_owned));
            if list.is_empty() { HeaderFact::Absent } else { HeaderFact::Texts(list) }
        }
        "title" => HeaderFact::Text(value.split_whitespace().collect::<Vec<_>>().join(" ")),
        "description" if !value.ends_with('\n') => HeaderFact::Text(format!("{value}\n")),
        _ => HeaderFact::Text(value.clone()),
    })
}

/// A time of receipt, held against what happened since.
///
/// # Errors
/// When something happened before it.
pub(super) fn received(ctx: &Context, case: &Case, received: Stamp) -> Result<Stamp, Failure> {
    let (zone, opened) = (ctx.zone(), case.registered());
    if received > opened {
        return Err(Refused::ReceivedAhead { received, now: opened, zone }.into());
    }
    match case.events.iter().map(|e| e.at).min().filter(|at| *at < received) {
        Some(at) => Err(Refused::BeforeReceived { at, received, zone }.into()),
        None => Ok(received),
    }
}
