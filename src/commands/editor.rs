//! `amends edit CASE`: the whole file in git's editor, held against the rules until it is right.

use super::desk::{Desk, write_failure};
use super::edit::{EditArgs, edit_events, received};
use super::surroundings::open_editor;
use super::{Context, Exit, Failure, Outcome, Output, input};
use crate::case::header::KNOWN;
use crate::case::header_fact::HeaderFact;
use crate::case::raw::same_pairs;
use crate::case::{Case, place::visible};
use crate::store::{Draft, Loaded, merge_texts, read_faults, read_text, read_yaml, typed_text};
use crate::text::{Hint, Refused, Trouble, Usage};

/// What the remarks begin with that the program puts above a text with a mistake.
const REMARK: &str = "# amends: ";

/// Runs the command.
///
/// # Errors
/// When nobody sits at a terminal, the typed text has a mistake, or the case can't be written.
pub(super) fn run(args: &EditArgs, ctx: &Context, output: &mut Output) -> Outcome {
    let s = &ctx.surroundings;
    if ctx.global.no_input || !s.stdin_terminal || !s.stderr_terminal {
        return Err(Failure::from(Usage::MissingFlag { flag: "--set" }).into());
    }
    // Looked at before the editor is opened, so that nobody types in vain.
    ctx.sound_policy()?;
    ctx.actor()?;
    let loaded = ctx.load(&args.case)?;
    if let Some(fault) = loaded.damage() {
        return Err(write_failure(ctx, crate::store::WriteFailure::Damaged(Box::new(fault.clone()))).into());
    }
    let Some(case) = &loaded.case else {
        return Err(Failure::from(Trouble::Damaged { path: loaded.shown }).into());
    };
    let draft = Draft::of(&ctx.workspace, &case.header.id, ctx.random());
    let typed = match type_until_right(ctx, &loaded, case, &draft)? {
        Some(typed) => typed,
        None => {
            draft.discard();
            output.hint(Hint::NothingChanged, ctx.lang);
            return Ok(Exit::Fine);
        }
    };
    // From here on a failure leaves the draft, which holds all that was typed.
    let done = write(args, ctx, &loaded, &typed, output);
    match done {
        Ok(exit) => {
            draft.discard();
            Ok(exit)
        }
        Err(error) => {
            output.warn(&ctx.say(Hint::TypedKept { path: draft.shown }));
            Err(error)
        }
    }
}

/// Opens the editor until the text is right; `None` when nothing was changed.
fn type_until_right(ctx: &Context, loaded: &Loaded, case: &Case, draft: &Draft) -> Result<Option<String>, Failure> {
    let mut shown = loaded.text.clone();
    let mut mistake: Option<Failure> = None;
    loop {
        draft.write(&with_remarks(ctx, &shown, mistake.as_ref()), ctx.random()).map_err(|f| write_failure(ctx, f))?;
        let closed = open_editor(ctx.workspace.root(), &draft.path);
        let typed = without_remarks(&draft.read().unwrap_or_default()).to_owned();
        if closed.is_err() || typed.trim().is_empty() || (mistake.is_some() && typed == shown) {
            // Given up: what was typed before an emptied file is put back into the draft.
            let last = if typed.trim().is_empty() { &shown } else { &typed };
            let changed = *last != loaded.text;
            if changed {
                draft.write(last, ctx.random()).map_err(|f| write_failure(ctx, f))?;
            } else if closed.is_ok() {
                return Ok(None);
            }
            let kept = changed.then(|| draft.shown.clone());
            let failure = match (mistake, closed) {
                (Some(mistake), _) => mistake,
                (None, Err(reason)) => Trouble::Editor { reason }.into(),
                (None, Ok(())) => Usage::NoInput.into(),
            };
            return Err(Failure { kept, ..failure });
        }
        if typed == loaded.text {
            return Ok(None);
        }
        match judge(ctx, loaded, case, &typed) {
            Ok(()) => return Ok(Some(typed)),
            Err(failure) => (shown, mistake) = (typed, Some(failure)),
        }
    }
}

fn with_remarks(ctx: &Context, text: &str, mistake: Option<&Failure>) -> String {
    let said = mistake.map(|m| m.say(ctx.lang)).unwrap_or_default();
    let remarks: String = said.lines().map(|line| format!("{REMARK}{}\n", visible(line))).collect();
    remarks + text
}

fn without_remarks(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with(REMARK.trim_end()) {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

/// Holds a typed text against the format, the rules of single facts, and the events, which stay as they are.
fn judge(ctx: &Context, loaded: &Loaded, old: &Case, typed: &str) -> Result<(), Failure> {
    let faults = read_faults(&loaded.shown, typed);
    if !faults.is_empty() {
        let mut failure = Failure::new(Exit::Usage, Trouble::Mistyped);
        failure.problems = faults.iter().map(|f| ctx.problem(f)).collect();
        return Err(failure);
    }
    let (Ok(before), Ok(after), Some(case)) = (read_yaml(&loaded.text), read_yaml(typed), read_text(typed).case) else {
        return Err(Trouble::Mistyped.into());
    };
    let (old_events, new_events) = (before.events(), after.events());
    for (n, event) in old_events.iter().enumerate() {
        if !new_events.get(n).is_some_and(|new| same_pairs(&event.pairs, &new.pairs)) {
            let event = event.scalar("id").unwrap_or_default().to_owned();
            return Err(Refused::EventTouched { event, case: old.header.id.to_string() }.into());
        }
    }
    if let Some(event) = new_events.get(old_events.len()) {
        let event = event.scalar("id").unwrap_or_default().to_owned();
        return Err(Refused::EventTouched { event, case: old.header.id.to_string() }.into());
    }
    for key in ["id", "playbook"] {
        if old.header.fact(key) != case.header.fact(key) {
            return Err(Refused::NotEdited { key: key.to_owned() }.into());
        }
    }
    let changed = |key| match case.header.fact(key) {
        HeaderFact::Word(word) if old.header.fact(key) != HeaderFact::Word(word.clone()) => Some(word),
        _ => None,
    };
    if let Some(category) = changed("category") {
        ctx.of_list("category", &ctx.policy.categories, &category)?;
    }
    if let Some(department) = changed("department") {
        ctx.of_list("department", &ctx.policy.departments, &department)?;
    }
    if case.header.received != old.header.received {
        ctx.past("received", &crate::case::stamp::write_stamp(case.header.received))?;
        received(ctx, old, case.header.received)?;
    }
    Ok(())
}

/// Writes what was typed with one `edit` event a known key that changed.
fn write(args: &EditArgs, ctx: &Context, base: &Loaded, typed: &str, output: &mut Output) -> Outcome {
    let keys = changed_keys(&base.text, typed);
    let why = if keys.is_empty() { String::new() } else { input::required(ctx, args.why.as_ref(), "--why")? };
    let desk = Desk::sit(ctx, &args.case)?;
    let text = reconcile(&desk.loaded.shown, &base.text, typed, &desk.loaded.text)
        .ok_or_else(|| Failure::from(Trouble::ChangedMeanwhile { path: desk.loaded.shown.clone() }))?;
    let events = edit_events(&desk, keys.into_iter(), &why)?;
    let text = typed_text(&desk.loaded, &desk.case, &text, &events).map_err(|f| write_failure(ctx, f))?;
    desk.put(&text, &events, output)
}

/// What was typed on top of `base`, merged with what others wrote in the meantime; `None` when both changed one fact.
fn reconcile(path: &str, base: &str, typed: &str, present: &str) -> Option<String> {
    let merged = merge_texts(path, base, present, typed).ok()?;
    merged.conflicts.is_empty().then_some(merged.text)
}

/// The known header keys whose value is another one, or which came or went.
fn changed_keys(old: &str, new: &str) -> Vec<&'static str> {
    let (Ok(old), Ok(new)) = (read_yaml(old), read_yaml(new)) else { return Vec::new() };
    let same = |key: &str| match (old.get(key), new.get(key)) {
        (Some(a), Some(b)) => a.value.same(&b.value),
        (None, None) => true,
        _ => false,
    };
    KNOWN.into_iter().filter(|key| !same(key)).collect()
}
