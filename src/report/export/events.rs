//! The table of events: one row each, with a column for every key that is a single value.
//!
//! What is a list or a map within an event (fields, the options of an offer, chains of whys) is in `records` only.
//! Names that SQL keeps for itself are spelled out: `do` is `act`, `by` is `actor`, `of` is `of_event`.

use super::Type::{Boolean, Date, Decimal, Integer, Text, Time, Word};
use super::{Column, Row, Rows};
use crate::case::event::Contact;
use crate::case::{Act, Event, EventId, When};
use serde_json::Value;

/// The columns of `events`.
pub(super) const EVENTS: &[Column] = &[
    ("case_id", Word),
    ("event_id", Word),
    ("nr", Integer),
    ("cycle", Integer),
    ("happened_at", Time),
    ("happened_day", Date),
    ("actor", Word),
    ("act", Word),
    ("state", Word),
    ("logged_at", Time),
    ("note", Text),
    ("why", Text),
    ("forced", Word),
    ("redacted", Boolean),
    ("step", Word),
    ("to_step", Word),
    ("ticks", Word),
    ("skipped", Boolean),
    ("playbook", Word),
    ("playbook_revision", Integer),
    ("severity", Word),
    ("urgent", Boolean),
    ("flags", Word),
    ("verified", Word),
    ("fault", Word),
    ("fault_share", Integer),
    ("loss", Decimal),
    ("owner", Word),
    ("dir", Word),
    ("via", Word),
    ("reached", Boolean),
    ("told_state", Boolean),
    ("automatic", Boolean),
    ("feedback", Boolean),
    ("purpose", Word),
    ("confirmed", Boolean),
    ("retold", Boolean),
    ("contradicts", Word),
    ("next_at", Time),
    ("rhythm", Word),
    ("kept", Word),
    ("tells", Word),
    ("letter", Word),
    ("what", Text),
    ("due_at", Time),
    ("due_day", Date),
    ("from_at", Time),
    ("moves", Word),
    ("told", Boolean),
    ("of_event", Word),
    ("how", Text),
    ("accepts", Word),
    ("alternative", Text),
    ("amount", Decimal),
    ("currency", Word),
    ("role", Word),
    ("granted", Boolean),
    ("opt", Word),
    ("remedy", Word),
    ("covers", Word),
    ("reason", Text),
    ("until_at", Time),
    ("clock", Word),
    ("approved_by", Text),
    ("satisfied", Boolean),
    ("score", Integer),
    ("words", Text),
    ("department", Text),
    ("category", Text),
    ("code", Word),
    ("bone", Text),
    ("tier", Integer),
    ("trigger", Word),
    ("kind", Word),
    ("level", Word),
    ("source", Text),
    ("sha256", Word),
    ("from_whom", Text),
    ("outcome", Word),
    ("ground", Text),
    ("lesson", Text),
    ("to_case", Word),
    ("relation", Word),
    ("effective", Boolean),
    ("field", Word),
];

/// The rows of the events of a case, in the order in which they take effect; those that count no more stand where they
/// would have.
pub(super) fn events(rows: &Rows<'_>) -> Vec<Vec<Value>> {
    let view = rows.view;
    let known = |e: &&Event| matches!(e.act, Act::Open { .. }) || view.now.until().is_none_or(|now| e.at <= now);
    let mut events: Vec<&Event> = view.case().events.iter().filter(known).collect();
    events.sort_by_key(|e| (!matches!(e.act, Act::Open { .. }), e.at.timestamp()));
    let mut cycle = 1;
    let mut all = Vec::with_capacity(events.len());
    for (index, event) in events.into_iter().enumerate() {
        let retracted = view.history.retracted.contains(&event.id);
        let superseded = view.state.superseded.contains(&event.id);
        if matches!(event.act, Act::Reopen { .. }) && !retracted && !superseded {
            cycle += 1;
        }
        let mut row = rows.row();
        row.word("event_id", event.id.as_str());
        row.set("nr", index + 1);
        row.set("cycle", cycle);
        row.time("happened_at", event.at);
        row.day_of("happened_day", event.at);
        row.word("actor", &event.by);
        row.word("act", event.act.word());
        row.word(
            "state",
            if retracted {
                "retracted"
            } else if superseded {
                "superseded"
            } else {
                "counts"
            },
        );
        row.maybe_time("logged_at", event.logged);
        row.maybe_text("note", event.note.as_ref());
        row.maybe_text("why", event.why.as_ref());
        row.list("forced", event.forced.iter().map(String::as_str));
        row.set("redacted", event.redacted);
        act(&mut row, event);
        all.push(row.done());
    }
    all
}

/// The keys of each kind of event.
fn act(row: &mut Row<'_>, event: &Event) {
    match &event.act {
        Act::Open { step, severity, owner } => {
            row.word("step", step);
            row.word("severity", severity.as_str());
            row.word("owner", owner);
        }
        Act::Contact(c) => {
            contact(row, c);
            row.set("feedback", event.is_feedback());
        }
        Act::Note => {}
        Act::Tick { step, ticks, .. } => {
            row.word("step", step);
            row.list("ticks", ticks.iter().map(String::as_str));
        }
        Act::Advance { step, to, ticks, skipped, .. } => {
            row.word("step", step);
            row.word("to_step", &to.to_string());
            row.list("ticks", ticks.iter().map(String::as_str));
            row.set("skipped", *skipped);
        }
        Act::Return { step, to } => {
            row.word("step", step);
            row.word("to_step", to);
        }
        Act::Switch { playbook, step } => {
            row.word("playbook", &playbook.id);
            row.set("playbook_revision", playbook.revision);
            row.word("step", step);
        }
        Act::Assign { owner } => row.word("owner", owner),
        Act::Assess(a) => {
            row.maybe_word("severity", a.severity.map(crate::case::words::Severity::as_str));
            if let Some(urgent) = a.urgent {
                row.set("urgent", urgent);
            }
            row.list("flags", a.flags.iter().map(|f| f.as_str()));
            row.maybe_word("verified", a.verified.map(crate::case::words::Verified::as_str));
            row.maybe_word("fault", a.fault.map(crate::case::words::Blame::as_str));
            if let Some(share) = a.share {
                row.set("fault_share", share);
            }
            row.maybe_word("loss", a.loss.as_deref());
        }
        Act::Cause { code, what, bone, department, .. } => {
            row.maybe_word("code", code.as_deref());
            row.text("what", what);
            row.maybe_text("bone", bone.as_ref());
            row.maybe_text("department", department.as_ref());
        }
        Act::Escalate { tier, trigger, kind, level, due: until } => {
            row.set("tier", *tier);
            row.word("trigger", trigger.as_str());
            row.maybe_word("kind", kind.as_deref());
            row.maybe_word("level", level.as_deref());
            due(row, *until);
        }
        Act::Promise { due: until, from, what, moves, told } => {
            due(row, Some(*until));
            row.when("from_at", *from);
            row.text("what", what);
            of(row, "moves", moves.as_ref());
            row.set("told", *told);
        }
        Act::Evidence { kind, what, source, sha256, from } => {
            row.maybe_word("kind", kind.as_deref());
            row.maybe_text("what", what.as_ref());
            row.text("source", source);
            row.maybe_word("sha256", sha256.as_deref());
            row.maybe_text("from_whom", from.as_ref());
        }
        Act::Grievance { what, category } => {
            row.text("what", what);
            row.maybe_text("category", category.as_ref());
        }
        Act::Settle { of: grievance, how } => {
            of(row, "of_event", Some(grievance));
            row.text("how", how);
        }
        Act::Action { what, owner, due: until } => {
            row.text("what", what);
            row.word("owner", owner);
            due(row, Some(*until));
        }
        Act::Done { of: action } => of(row, "of_event", Some(action)),
        Act::Verify { of: action, effective } => {
            of(row, "of_event", Some(action));
            row.set("effective", *effective);
        }
        Act::Offer { .. } | Act::Answer { .. } | Act::Decline { .. } | Act::Approve { .. } | Act::Redress { .. } => {
            money(row, &event.act);
        }
        _ => ending(row, &event.act),
    }
}

fn contact(row: &mut Row<'_>, c: &Contact) {
    row.word("dir", c.dir.as_str());
    row.word("via", c.via.as_str());
    row.set("reached", c.reached);
    row.set("told_state", c.update);
    row.set("automatic", c.auto);
    row.maybe_word("purpose", c.purpose.map(crate::case::words::Purpose::as_str));
    row.set("confirmed", c.confirmed);
    row.set("retold", c.retold);
    of(row, "contradicts", c.contradicts.as_ref());
    row.when("next_at", c.next);
    row.maybe_word("rhythm", c.every.as_deref());
    row.list("kept", c.kept.iter().map(EventId::as_str));
    of(row, "tells", c.tells.as_ref());
    row.maybe_word("letter", c.letter.as_deref());
}

/// What was offered, chosen, signed for and given.
fn money(row: &mut Row<'_>, act: &Act) {
    match act {
        Act::Answer { of: offer, accepts, how } => {
            of(row, "of_event", Some(offer));
            row.word("accepts", accepts.as_deref().unwrap_or("none"));
            row.maybe_text("how", how.as_ref());
        }
        Act::Decline { what, alternative, told } => {
            row.text("what", what);
            row.text("alternative", alternative);
            row.set("told", *told);
        }
        Act::Approve { of: offer, amount, role, granted } => {
            of(row, "of_event", Some(offer));
            row.maybe_word("amount", amount.as_deref());
            row.maybe_word("role", role.as_deref());
            row.set("granted", *granted);
        }
        Act::Redress { of: offer, opt, remedy, amount, currency, covers, reason } => {
            of(row, "of_event", offer.as_ref());
            row.maybe_word("opt", opt.as_deref());
            row.word("remedy", remedy.as_str());
            if let Some(amount) = amount {
                row.word("amount", amount);
                let ours = &row.rows.view.policy.currency;
                row.word("currency", currency.as_ref().unwrap_or(ours));
            }
            row.maybe_word("covers", covers.as_deref());
            row.maybe_text("reason", reason.as_ref());
        }
        _ => {}
    }
}

/// Waits, extensions, ends and what follows them.
fn ending(row: &mut Row<'_>, act: &Act) {
    match act {
        Act::Pause { reason, until } => {
            row.word("reason", reason.as_str());
            row.when("until_at", Some(*until));
        }
        Act::Resume { of: event } | Act::Retract { of: event } => of(row, "of_event", Some(event)),
        Act::Extend { clock, due: until, approved_by, told } => {
            row.word("clock", clock);
            due(row, Some(*until));
            row.maybe_text("approved_by", approved_by.as_ref());
            row.set("told", *told);
        }
        Act::Survey { satisfied, score, words, reached } => {
            if let Some(satisfied) = satisfied {
                row.set("satisfied", *satisfied);
            }
            if let Some(score) = score {
                row.set("score", *score);
            }
            row.maybe_text("words", words.as_ref());
            row.set("reached", *reached);
        }
        Act::TellTeam { department } => row.text("department", department),
        Act::Close { outcome, ground, lesson } => {
            row.word("outcome", outcome.as_str());
            row.maybe_text("ground", ground.as_ref());
            row.maybe_text("lesson", lesson.as_ref());
        }
        Act::Reopen { of: close, step } => {
            of(row, "of_event", Some(close));
            row.maybe_word("step", step.as_deref());
        }
        Act::Link { to, relation } => {
            row.word("to_case", to.as_str());
            row.word("relation", relation.as_str());
        }
        Act::Edit { key } => row.word("field", key),
        Act::Redact { of: event, field } => {
            of(row, "of_event", event.as_ref());
            row.maybe_word("field", field.as_deref());
        }
        _ => {}
    }
}

fn of(row: &mut Row<'_>, name: &str, event: Option<&EventId>) {
    row.maybe_word(name, event.map(EventId::as_str));
}

/// When something is due; the day as well where a day alone was named.
fn due(row: &mut Row<'_>, when: Option<When>) {
    row.when("due_at", when);
    if let Some(When::On(day)) = when {
        row.day("due_day", day);
    }
}
