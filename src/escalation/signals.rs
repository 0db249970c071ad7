//! The six signals of a complaint that may become a major one (article 004, R31 to R36, M21). A person decides.

use super::severity::{Rule, by_channel, by_flag, by_loss};
use crate::case::words::{Channel, Direction, Severity, words};
use crate::case::{Act, Event, EventId, Stamp};
use crate::clock::{DayStatus, Kind, Rule as FeedbackRule, View, deadline};
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeSet, HashSet};

words! {
    /// What may turn a complaint into a major one.
    SignalKind {
        /// R31: handed from one to the next, and nothing done.
        PassedAround = "passed-around",
        /// R32: the customer has to tell it again each time.
        ToldAgain = "told-again",
        /// R33: the customer came, and it changed nothing.
        VisitsInVain = "visits-in-vain",
        /// R34: each says something else.
        Contradictions = "contradictions",
        /// R35: not respected, not taken seriously.
        Disrespect = "disrespect",
        /// R36: too slow.
        TooSlow = "too-slow",
    }
}

/// A deadline that passed, or that was met too late.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Late {
    /// By when.
    pub due: Stamp,
    /// What was owed.
    pub kind: Kind,
}

/// A signal, and what it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Which of the six.
    pub kind: SignalKind,
    /// The events behind it, in the order of time.
    pub events: Vec<EventId>,
    /// The deadlines behind it; only what is too slow has some.
    pub late: Vec<Late>,
}

/// The signals of an open case, in the order of the article; a closed case has none. `rude` are the contacts whose
/// words a check of the language took exception to.
#[must_use]
pub fn signals(view: &View<'_>, rude: &[EventId]) -> Vec<Signal> {
    if view.state.is_closed() {
        return Vec::new();
    }
    let limits = &view.policy.signals;
    let by_events = [
        (SignalKind::PassedAround, passed_around(view, limits.passed_around), limits.passed_around),
        (SignalKind::ToldAgain, contacts(view, |e| e.contact().is_some_and(|c| c.retold)), limits.retold),
        (SignalKind::VisitsInVain, in_vain(view), limits.visits),
        (
            SignalKind::Contradictions,
            contacts(view, |e| e.contact().is_some_and(|c| c.contradicts.is_some())),
            limits.contradictions,
        ),
        (SignalKind::Disrespect, disrespect(view, rude), 1),
    ];
    let enough = |events: &[EventId], least: u32| events.len() >= usize::try_from(least).unwrap_or(usize::MAX);
    let mut found: Vec<Signal> = by_events
        .into_iter()
        .filter(|(_, events, least)| enough(events, *least))
        .map(|(kind, events, _)| Signal { kind, events, late: Vec::new() })
        .collect();
    let late = late(view);
    if !late.is_empty() {
        found.push(Signal { kind: SignalKind::TooSlow, events: Vec::new(), late });
    }
    found
}

/// Whether a case with so many signals is said to be at risk. One that is major already has become what was feared.
#[must_use]
pub fn at_risk(view: &View<'_>, signals: &[Signal]) -> bool {
    let enough = signals.len() >= usize::try_from(view.policy.signals.at).unwrap_or(usize::MAX);
    enough && !view.state.is_closed() && view.state.severity() < Severity::Major
}

/// What makes a case serious or major by itself, and the events that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// The rule.
    pub rule: Rule,
    /// How grave it makes the case at the least.
    pub severity: Severity,
    /// The events that say so; the channel is a fact of the filing.
    pub events: Vec<EventId>,
}

/// The criteria that a case meets, the gravest first (R30, R37, and what the policy adds).
#[must_use]
pub fn criteria(view: &View<'_>) -> Vec<Criterion> {
    let assessed = |wanted: &dyn Fn(&crate::case::event::Assessment) -> bool| -> Vec<EventId> {
        let fits = |e: &&Event| matches!(&e.act, Act::Assess(found) if wanted(found));
        view.effective().filter(fits).map(|e| e.id.clone()).collect()
    };
    let flags = view.state.flags.iter().filter_map(|flag| {
        let asked = by_flag(*flag)?;
        Some((asked, assessed(&|found| found.flags.contains(flag))))
    });
    let opened = view.effective().filter(|e| matches!(e.act, Act::Open { .. })).map(|e| e.id.clone());
    let channel = by_channel(view.case().header.channel).map(|asked| (asked, opened.collect()));
    let loss = by_loss(view.policy, view.state.loss.as_deref())
        .map(|asked| (asked, assessed(&|found| found.loss == view.state.loss)));
    let mut all: Vec<Criterion> = flags
        .chain(channel)
        .chain(loss)
        .map(|(asked, events)| Criterion { rule: asked.rule, severity: asked.severity, events })
        .collect();
    all.sort_by_key(|c| std::cmp::Reverse(c.severity));
    all
}

fn contacts(view: &View<'_>, wanted: impl Fn(&Event) -> bool) -> Vec<EventId> {
    view.effective().filter(|e| wanted(e)).map(|e| e.id.clone()).collect()
}

/// Whether something was done about the case, so that a hand-over or a visit led somewhere.
fn moves(act: &Act) -> bool {
    matches!(
        act,
        Act::Advance { .. } | Act::Return { .. } | Act::Switch { .. } | Act::Close { .. } | Act::Reopen { .. }
    )
}

/// The hand-overs of every stretch without a step done that has enough of them: what the customer went through stays.
fn passed_around(view: &View<'_>, least: u32) -> Vec<EventId> {
    let least = usize::try_from(least).unwrap_or(usize::MAX);
    let (mut all, mut run, mut owner) = (Vec::new(), Vec::new(), None::<&str>);
    for event in view.effective() {
        match &event.act {
            Act::Open { owner: first, .. } => owner = Some(first),
            Act::Assign { owner: next } => {
                if owner != Some(next) {
                    run.push(event.id.clone());
                }
                owner = Some(next);
            }
            act if moves(act) => {
                if run.len() >= least {
                    all.append(&mut run);
                }
                run.clear();
            }
            _ => {}
        }
    }
    if run.len() >= least {
        all.append(&mut run);
    }
    all
}

/// The visits of the customer before the next of which, or before now, nothing was done.
fn in_vain(view: &View<'_>) -> Vec<EventId> {
    let came = |e: &Event| {
        let personal = |via| matches!(via, Channel::InPerson | Channel::Visit | Channel::Counter);
        e.contact().is_some_and(|c| c.dir == Direction::In && personal(c.via))
    };
    let (mut all, mut last) = (Vec::new(), None);
    for event in view.effective() {
        if came(event) {
            all.extend(last.replace(event.id.clone()));
        } else if moves(&event.act) {
            last = None;
        }
    }
    all.extend(last);
    all
}

/// Conduct of staff, words that must not be said, and customers who were left without an answer.
fn disrespect(view: &View<'_>, rude: &[EventId]) -> Vec<EventId> {
    let conduct = |act: &Act| match act {
        Act::Assess(found) => found.flags.contains(&crate::case::words::Flag::StaffConduct),
        Act::Grievance { category, .. } => category.as_deref() == Some("staff-conduct"),
        _ => false,
    };
    let rude: HashSet<&EventId> = rude.iter().collect();
    let ignored: HashSet<&EventId> = view.state.cycles.iter().flat_map(|cycle| unanswered(view, cycle)).collect();
    let wanted = |e: &Event| conduct(&e.act) || rude.contains(&e.id) || ignored.contains(&e.id);
    contacts(view, wanted)
}

/// The contacts of the customer in a cycle to which nobody answered within a day.
fn unanswered<'a>(view: &View<'a>, cycle: &crate::case::state::Cycle) -> Vec<&'a EventId> {
    let contacts: Vec<&Event> = view
        .effective()
        .filter(|e| e.contact().is_some() && e.at >= cycle.start && cycle.end.is_none_or(|end| e.at <= end))
        .collect();
    let asks = |e: &Event| e.contact().is_some_and(|c| c.dir == Direction::In && !c.auto && !c.update);
    let mut answer = cycle.end.unwrap_or(view.now.stamp);
    let mut left = Vec::new();
    // Backwards, so that the next answer is known; one of the same second stands behind the question in the file.
    for event in contacts.into_iter().rev() {
        if event.is_feedback() {
            answer = event.at;
        } else if asks(event) && answer - event.at > TimeDelta::hours(24) {
            left.push(&event.id);
        }
    }
    left
}

/// What was owed to the customer and came too late, or hasn't come yet: of this cycle, and the promises of all.
fn late(view: &View<'_>) -> Vec<Late> {
    let missed = |d: &deadline::Deadline| d.level.is_some() || d.met.as_ref().is_some_and(|met| met.at > d.due);
    let ours = |kind| !matches!(kind, Kind::Action | Kind::Verify);
    let mut late: BTreeSet<Late> = deadline::obligations(view)
        .iter()
        .filter(|d| ours(d.kind) && missed(d))
        .map(|d| Late { due: d.due, kind: d.kind })
        .collect();
    for cycle in &view.state.cycles {
        let days = FeedbackRule::over(view, cycle).judged(NaiveDate::MIN, NaiveDate::MAX);
        let days = days.into_iter().filter(|record| record.status == DayStatus::Missed);
        late.extend(
            days.map(|record| Late {
                due: view.zone().at(record.day, view.policy.feedback.cutoff),
                kind: Kind::Feedback,
            }),
        );
    }
    late.into_iter().collect()
}
