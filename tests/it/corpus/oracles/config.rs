//! `amends.toml` and playbooks.

use super::{NAMED, TAKEN, Verdict, judging, kinds, said_soundly};
use amends::case::event::Target;
use amends::case::{Case, History, State};
use amends::playbook::advance::{Request, advance, leads_to, missing};
use amends::playbook::{Playbook, read_playbook};
use amends::policy::{ConfigFault, Days, Duration, Lang, Limits, Policy, read_calendar, read_policy};
use amends::text::{Say, pick};
use std::collections::BTreeMap;

fn faults(text: &str, faults: &[ConfigFault]) -> Result<(), String> {
    for fault in faults.iter().take(NAMED) {
        said_soundly(text, fault.span, [fault.kind.say(Lang::En), fault.kind.say(Lang::Zh)])?;
    }
    Ok(())
}

/// Another reader of TOML takes what ours takes.
fn is_toml(text: &str) -> Result<(), String> {
    let other: Result<toml::Table, _> = toml::from_str(text);
    other.map(|_| ()).map_err(|error| format!("taken, but no TOML: {error}"))
}

/// A policy that is taken can be judged by.
pub(super) fn policy(text: &str) -> Verdict {
    let (policy, found) = read_policy(text);
    faults(text, &found)?;
    // What could be read counts, so that a fault elsewhere doesn't move every deadline.
    let some = if found.is_empty() { 2 } else { usize::from(text.len().is_multiple_of(8)) };
    for playbook in judging::playbooks().values().take(some) {
        judging::follow(&policy, playbook)?;
    }
    if found.is_empty() {
        is_toml(text)?;
        return Ok(format!("{TAKEN} {} {}", policy.people.len().min(3), policy.categories.len().min(3)));
    }
    Ok(format!("refused {}", kinds(found.iter().map(|f| &f.kind))))
}

/// A calendar that is taken has working time, whatever else it says, and limits in working time end.
pub(super) fn calendar(text: &str) -> Verdict {
    let (calendar, found) = read_calendar(text);
    faults(text, &found)?;
    if calendar.usual_hours().is_empty() {
        return Err("a week without working time".to_owned());
    }
    let (years, days) = (calendar.years.len().min(3), calendar.special.len().min(3));
    let limit = |text| Duration::parse(text);
    let clocks = Limits { first_response: limit("8bh"), step: limit("5bd"), last: limit("45bd"), ..Limits::default() };
    let mut policy = Policy { zone: chrono_tz::Europe::London, calendar, clocks, ..Policy::default() };
    policy.feedback.days = Days::Working;
    let some = if found.is_empty() { 2 } else { usize::from(text.len().is_multiple_of(8)) };
    for playbook in judging::playbooks().values().take(some) {
        judging::follow(&policy, playbook)?;
    }
    if found.is_empty() {
        is_toml(text)?;
        return Ok(format!("{TAKEN} {years} {days}"));
    }
    Ok(format!("refused {}", kinds(found.iter().map(|f| &f.kind))))
}

/// A playbook that is taken can be followed to its end.
pub(super) fn playbook(text: &str) -> Verdict {
    let (playbook, found) = read_playbook("four-step", text);
    faults(text, &found)?;
    let Some(playbook) = playbook else {
        let kinds = kinds(found.iter().map(|f| &f.kind));
        return if found.is_empty() {
            Err("neither a playbook nor a fault".to_owned())
        } else {
            Ok(format!("refused {kinds}"))
        };
    };
    if !found.is_empty() {
        return Err(format!("a playbook in spite of {}", kinds(found.iter().map(|f| &f.kind))));
    }
    is_toml(text)?;
    for lang in [Lang::En, Lang::Zh] {
        if playbook.steps.iter().any(|s| pick(&s.name, lang, &s.id).is_empty()) {
            return Err("a step without a name".to_owned());
        }
    }
    judging::follow(judging::policy(), &playbook)?;
    let steps = to_the_end(&playbook)?;
    Ok(format!("{TAKEN} {} {steps}", playbook.steps.len().min(8)))
}

/// Goes through the procedure, whatever it asks for; the number of steps that took.
fn to_the_end(playbook: &Playbook) -> Result<usize, String> {
    let first = playbook.steps.first().map(|s| s.id.clone()).unwrap_or_default();
    let text = format!(
        "id: 2026-11-18-k7f3m\ntitle: t\nreceived: 2026-11-18T10:00:00+08:00\nchannel: phone\nanonymous: true\n\
         demand: d\nplaybook: {}@{}\ndescription: d\nlog:\n  \
         - {{id: e1, at: 2026-11-18T10:00:00+08:00, by: wang, do: open, step: {first}, severity: normal, owner: wang}}\n",
        playbook.id, playbook.revision
    );
    let Some(mut case): Option<Case> = amends::store::read_text(&text).case else {
        return Err(format!("no case can begin at the step {first}"));
    };
    let force = Request { tick_all: true, force: true, ..Request::default() };
    let mut taken = 0;
    loop {
        let history = History::of(&case, None);
        let state = State::of(&history);
        let Some(step) = state.step.as_deref() else { return Ok(taken) };
        let Some(step) = playbook.step(step) else { return Err(format!("the step {step} is not there")) };
        let _ = missing(&history, &state, step, judging::policy(), &Request::default());
        let (to, _) = leads_to(&case, &state, playbook, step, &BTreeMap::new());
        if let Target::Step(to) = &to
            && playbook.step(to).is_none()
        {
            return Err(format!("the step {} leads to {to}, which is not there", step.id));
        }
        // A field can't be forced; what remains is to be there first.
        let Ok(decision) = advance(&history, &state, playbook, judging::policy(), &force) else { return Ok(taken) };
        let Some(mut event) = case.events.first().cloned() else { return Err("no event".to_owned()) };
        taken += 1;
        if taken > 2 * playbook.steps.len() {
            return Ok(taken);
        }
        for (n, act) in decision.acts.into_iter().enumerate() {
            let id = format!("s{taken}x{n}");
            event.id = amends::case::EventId::parse(&id).ok_or(id)?;
            event.act = act;
            case.events.push(event.clone());
        }
    }
}
