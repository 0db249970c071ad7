//! The tables of cases and of their cycles.

use super::Type::{Boolean, Date, Decimal, Integer, Text, Time, Word};
use super::{Column, Rows};
use crate::case::amount::{hundredths, write_amount};
use crate::case::{Act, Event};
use crate::clock::{Rule, View, deadline};
use crate::playbook::close::is_imported;
use serde_json::Value;

/// The columns of `cases`.
pub(super) const CASES: &[Column] = &[
    ("case_id", Word),
    ("title", Text),
    ("state", Word),
    ("received_at", Time),
    ("received_day", Date),
    ("registered_at", Time),
    ("channel", Word),
    ("anonymous", Boolean),
    ("customer", Text),
    ("contact", Text),
    ("representative", Text),
    ("reported_by", Text),
    ("people", Text),
    ("cc", Text),
    ("demand", Text),
    ("description", Text),
    ("category", Text),
    ("product", Text),
    ("department", Text),
    ("place", Text),
    ("language", Text),
    ("tags", Text),
    ("playbook", Word),
    ("playbook_revision", Integer),
    ("step", Word),
    ("step_since", Time),
    ("owner", Word),
    ("severity", Word),
    ("urgent", Boolean),
    ("flags", Word),
    ("verified", Word),
    ("fault", Word),
    ("loss", Decimal),
    ("redress", Decimal),
    ("currency", Word),
    ("tier", Integer),
    ("cycles", Integer),
    ("rounds", Integer),
    ("closed_at", Time),
    ("closed_day", Date),
    ("outcome", Word),
    ("satisfied", Boolean),
    ("feedback_clock", Boolean),
    ("rolling", Boolean),
    ("last_feedback_at", Time),
    ("next_kind", Word),
    ("next_due_at", Time),
    ("level", Word),
];

/// The columns of `cycles`.
pub(super) const CYCLES: &[Column] = &[
    ("case_id", Word),
    ("cycle", Integer),
    ("started_at", Time),
    ("started_day", Date),
    ("ended_at", Time),
    ("ended_day", Date),
    ("duration_s", Integer),
    ("outcome", Word),
    ("imported", Boolean),
    ("feedback_clock", Boolean),
    ("first_feedback_at", Time),
    ("first_response_s", Integer),
    ("feedbacks", Integer),
    ("attempts", Integer),
];

/// The row of a case.
pub(super) fn case(rows: &Rows<'_>) -> Vec<Value> {
    let view = rows.view;
    let (header, state) = (&view.case().header, &view.state);
    let mut row = rows.row();
    row.text("title", &header.title);
    row.word("state", view.phase().as_str());
    row.time("received_at", header.received);
    row.day_of("received_day", header.received);
    row.time("registered_at", view.case().registered());
    row.word("channel", header.channel.as_str());
    row.set("anonymous", header.anonymous);
    row.person("customer", header.customer.as_ref());
    row.person("contact", header.contact.as_ref());
    row.person("representative", header.representative.as_ref());
    row.person("reported_by", header.reported_by.as_ref());
    row.people("people", &header.people);
    row.people("cc", &header.cc);
    row.text("demand", &header.demand);
    row.text("description", &header.description);
    row.maybe_text("category", header.category.as_ref());
    row.maybe_text("product", header.product.as_ref());
    row.maybe_text("department", header.department.as_ref());
    row.maybe_text("place", header.place.as_ref());
    row.maybe_text("language", header.language.as_ref());
    row.texts("tags", &header.tags);
    row.word("playbook", &state.playbook.id);
    row.set("playbook_revision", state.playbook.revision);
    if let Some(step) = state.step.as_ref().filter(|_| !state.is_closed()) {
        row.word("step", step);
        row.time("step_since", state.step_since);
    }
    row.word("owner", &state.owner);
    row.word("severity", state.severity().as_str());
    row.set("urgent", state.grade().urgent);
    row.list("flags", state.flags.iter().map(|f| f.as_str()));
    row.maybe_word("verified", state.verified.map(crate::case::words::Verified::as_str));
    row.maybe_word("fault", state.fault.map(crate::case::words::Blame::as_str));
    row.maybe_word("loss", state.loss.as_deref());
    row.maybe_word("redress", given(view).map(write_amount).as_deref());
    row.word("currency", &view.policy.currency);
    row.set("tier", state.tier);
    row.set("cycles", state.cycles.len());
    row.set("rounds", state.rounds);
    if let Some(closed) = &state.closed {
        row.time("closed_at", closed.at);
        row.day_of("closed_day", closed.at);
        row.word("outcome", closed.outcome.as_str());
    }
    if let Some(satisfied) = state.satisfied {
        row.set("satisfied", satisfied);
    }
    row.set("feedback_clock", view.has_feedback_clock());
    row.set("rolling", view.has_feedback_clock() && Rule::over(view, state.cycle()).rolls());
    row.maybe_time("last_feedback_at", view.last_feedback().map(|e| e.at));
    let deadlines = deadline::deadlines(view);
    if let Some(next) = deadlines.first() {
        row.word("next_kind", next.kind.as_str());
        row.time("next_due_at", next.due);
    }
    row.maybe_word("level", deadlines.iter().filter_map(|d| d.level).min().map(|l| l.as_str()));
    row.done()
}

/// What was given in the workspace's currency, in hundredths; `None` without an amount. Currencies never add up.
fn given(view: &View<'_>) -> Option<u64> {
    let amount = |e: &Event| match &e.act {
        Act::Redress { amount, currency, .. } => {
            let ours = currency.as_ref().is_none_or(|c| *c == view.policy.currency);
            amount.as_deref().filter(|_| ours).and_then(hundredths)
        }
        _ => None,
    };
    view.effective().filter_map(amount).reduce(u64::saturating_add)
}

/// The rows of the cycles of a case.
pub(super) fn cycles(rows: &Rows<'_>) -> Vec<Vec<Value>> {
    let view = rows.view;
    let mut closes = view.effective().filter_map(|e| match &e.act {
        Act::Close { outcome, .. } => Some((*outcome, is_imported(view.case(), e))),
        _ => None,
    });
    let mut all = Vec::with_capacity(view.state.cycles.len());
    for (index, cycle) in view.state.cycles.iter().enumerate() {
        let mut row = rows.row();
        row.set("cycle", index + 1);
        row.time("started_at", cycle.start);
        row.day_of("started_day", cycle.start);
        if let Some(end) = cycle.end {
            row.time("ended_at", end);
            row.day_of("ended_day", end);
            row.set("duration_s", (end - cycle.start).num_seconds());
            let close = closes.next();
            row.maybe_word("outcome", close.map(|(outcome, _)| outcome.as_str()));
            row.set("imported", close.is_some_and(|(_, imported)| imported));
        }
        row.set("feedback_clock", view.has_feedback_clock());
        let rule = Rule::over(view, cycle);
        if let Some(first) = rule.feedbacks().first() {
            row.time("first_feedback_at", first.at);
            row.set("first_response_s", (first.at - cycle.start).num_seconds());
        }
        row.set("feedbacks", rule.feedbacks().len());
        row.set("attempts", view.contacts(cycle).filter(|e| e.is_failed_attempt()).count());
        all.push(row.done());
    }
    all
}
