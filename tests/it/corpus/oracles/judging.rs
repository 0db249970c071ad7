//! Whatever was taken can be judged: every clock, row, figure and rule gives an answer and its words.

use amends::case::raw::RawCase;
use amends::case::{Case, Place, Stamp};
use amends::check::{Subject, check_case, first_lines};
use amends::clock::why::Derivation;
use amends::clock::{Kind, Now, View, Zone, deadline};
use amends::playbook::builtin::BUILTIN;
use amends::playbook::{Playbook, read_playbook};
use amends::policy::{Lang, Policy};
use amends::render::problem::Problem;
use amends::report::rows::{CaseRow, overdue};
use amends::report::taking::take;
use amends::report::{Period, Tally};
use amends::store::read_yaml;
use amends::text::done::event_words;
use amends::text::{Msg, Say, findings};
use chrono::{Datelike, NaiveDate, TimeDelta};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The built-in procedures.
pub(super) fn playbooks() -> &'static BTreeMap<String, Playbook> {
    static READ: OnceLock<BTreeMap<String, Playbook>> = OnceLock::new();
    READ.get_or_init(|| {
        let read = |(id, text): &(&str, &str)| Some(((*id).to_owned(), read_playbook(id, text).0?));
        BUILTIN.iter().filter_map(read).collect()
    })
}

/// The policy of a workspace that decided nothing.
pub(super) fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(Policy::default)
}

fn moment() -> Stamp {
    amends::case::stamp::parse_stamp("2026-11-22T09:00:00+08:00").unwrap_or_default()
}

/// Judges a case under a policy with a procedure, at some moments.
pub(super) fn judge(
    case: &Case,
    raw: &RawCase<'_>,
    policy: &Policy,
    with: &BTreeMap<String, Playbook>,
) -> Result<(), String> {
    let zone = Zone(policy.zone);
    let last = case.events.iter().map(|e| e.at).max().unwrap_or(case.header.received);
    // The days between are gone through one by one, and a fast clock must not make the tests slow.
    let later = last.checked_add_signed(TimeDelta::days(40)).filter(|at| at.year() < 2100).unwrap_or(moment());
    let moments = [(moment(), false), (moment(), true), (case.header.received, true), (later, true)];
    for (stamp, given) in moments {
        let now = Now { stamp: zone.local(stamp), given };
        let Some(view) = View::of(case, policy, now) else { continue };
        let playbook = with.get(&view.state.playbook.id);
        let view = view.with(playbook).with_earlier(|id| with.get(id).map(|p| p.clocks.clone()));
        row(&view)?;
    }
    let now = Now { stamp: moment(), given: false };
    let ids: Vec<String> = with.keys().cloned().collect();
    let subject = Subject {
        stem: case.header.id.as_str(),
        path: &case.header.id.relative_path(),
        raw,
        case,
        policy,
        playbooks: with,
        playbook_ids: &ids,
        now,
        lines: first_lines(raw),
    };
    for found in check_case(&subject) {
        for lang in [Lang::En, Lang::Zh] {
            let (message, help) = (found.finding.say(lang), findings::remedy(&found.finding, "a.yaml", lang));
            if message.is_empty() {
                return Err("a finding without words".to_owned());
            }
            super::harmless(&Problem { place: Place::file("a.yaml"), code: None, message, help })?;
        }
    }
    Ok(())
}

fn row(view: &View<'_>) -> Result<(), String> {
    let zone = view.zone();
    for deadline in deadline::obligations(view) {
        for lang in [Lang::En, Lang::Zh] {
            if Msg::Why(Box::new(Derivation::of(deadline.clone(), view.policy)), zone).say(lang).is_empty() {
                return Err("a deadline without words".to_owned());
            }
        }
    }
    let soon = view.now.stamp.checked_add_signed(TimeDelta::days(14));
    let rows = overdue::<()>(view, soon);
    let row = CaseRow::of(view);
    let afterwards = [Kind::Action, Kind::Verify].map(Some);
    if view.state.is_closed() && rows.iter().any(|r| !afterwards.contains(&r.kind)) {
        return Err(format!("{} is closed and has rows of an open case", row.case));
    }
    for event in &view.case().events {
        let _ = event_words(event, view.playbook, view.policy, zone, Lang::En);
    }
    let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
    let known: Vec<(String, &Playbook)> = playbooks().iter().map(|(id, playbook)| (id.clone(), playbook)).collect();
    let period = Period { since: day("2026-11-01"), until: day("2026-11-30") };
    let figures = Tally::of(&take(view, view, &known, period));
    if figures.identity_holds() { Ok(()) } else { Err("the figures don't add up".to_owned()) }
}

/// A case that follows a procedure, from its first step on.
pub(super) fn follow(policy: &Policy, playbook: &Playbook) -> Result<(), String> {
    let Some(first) = playbook.steps.first() else { return Err("a procedure without steps".to_owned()) };
    for (urgent, pause) in [("false", false), ("true", true)] {
        let text = sample(playbook, &first.id, urgent, pause);
        let Ok(raw) = read_yaml(&text) else { return Err(format!("not a case:\n{text}")) };
        let Some(case) = amends::store::read_text(&text).case else { return Err(format!("not a case:\n{text}")) };
        let with = BTreeMap::from([(playbook.id.clone(), playbook.clone())]);
        judge(&case, &raw, policy, &with)?;
    }
    Ok(())
}

fn sample(playbook: &Playbook, step: &str, urgent: &str, pause: bool) -> String {
    let pause = if pause {
        "  - {id: e5, at: 2026-11-20T10:00:00+08:00, by: wang, do: pause, reason: awaiting-customer, until: 2026-11-25}\n"
    } else {
        ""
    };
    format!(
        "id: 2026-11-18-k7f3m\ntitle: t\nreceived: 2026-11-18T10:00:00+08:00\nchannel: phone\ncustomer: c\ncontact: x\n\
         demand: d\nplaybook: {id}@{revision}\ndescription: d\nlog:\n  \
         - {{id: e1, at: 2026-11-18T10:00:00+08:00, by: wang, do: open, step: {step}, severity: serious, owner: wang}}\n  \
         - {{id: e2, at: 2026-11-18T11:00:00+08:00, by: wang, do: assess, urgent: {urgent}}}\n  \
         - {{id: e3, at: 2026-11-18T12:00:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true}}\n  \
         - {{id: e4, at: 2026-11-18T13:00:00+08:00, by: wang, do: promise, due: 2026-11-19, what: w}}\n{pause}",
        id = playbook.id,
        revision = playbook.revision,
    )
}
