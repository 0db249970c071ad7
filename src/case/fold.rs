//! State from events: one pass over the history.

use super::event::{Act, Assessment, Contact, Event, Facts, Target};
use super::id::EventId;
use super::order::History;
use super::state::{Closing, Cycle, Grade, Grievance, Pause, Promise, Rung, State};
use super::words::{Direction, PauseReason, Severity, Trigger};
use std::collections::{BTreeMap, BTreeSet};

impl State {
    /// Folds a history. A history always begins with `open`, because reading refuses a case without one.
    #[must_use]
    pub fn of(history: &History<'_>) -> Self {
        let header = &history.case.header;
        let mut state = Self {
            step: None,
            left: None,
            step_since: header.received,
            first_step: String::new(),
            playbook: header.playbook.clone(),
            procedures: vec![(header.received, header.playbook.id.clone())],
            owner: String::new(),
            grades: vec![Grade { since: header.received, severity: Severity::Normal, urgent: false }],
            flags: BTreeSet::new(),
            verified: None,
            fault: None,
            loss: None,
            tier: 1,
            rungs: BTreeSet::new(),
            doubled: BTreeSet::new(),
            closed: None,
            cycles: vec![Cycle { start: header.received, end: None }],
            rounds: 0,
            facts: BTreeMap::new(),
            ticks: BTreeMap::new(),
            promises: Vec::new(),
            grievances: Vec::new(),
            pauses: Vec::new(),
            satisfied: None,
            offers: Vec::new(),
            answer: None,
            agreed: None,
            cycle_from: 0,
            round_from: 0,
            superseded: BTreeSet::new(),
            clashing_closes: Vec::new(),
        };
        for (index, event) in history.events.iter().enumerate() {
            state.take(index, event);
        }
        state
    }

    fn take(&mut self, index: usize, event: &Event) {
        if self.is_closed() && !event.act.may_follow_close() {
            self.supersede(event);
            if let (Act::Close { outcome, .. }, Some(closing)) = (&event.act, &self.closed)
                && *outcome != closing.outcome
            {
                self.clashing_closes.push(event.id.clone());
            }
            self.keep_what_survives(event);
            return;
        }
        match &event.act {
            Act::Open { step, severity, owner } => {
                self.first_step.clone_from(step);
                self.enter(Some(step.clone()), event);
                self.owner.clone_from(owner);
                self.grades[0].severity = *severity;
            }
            Act::Contact(contact) => self.contact(contact, event),
            Act::Tick { step, ticks, facts } => self.record(step, ticks, facts),
            Act::Advance { step, to, ticks, facts, .. } => {
                self.record(step, ticks, facts);
                if self.step.as_deref() == Some(step) {
                    let to = match to {
                        Target::Step(to) => Some(to.clone()),
                        Target::End => None,
                    };
                    self.enter(to, event);
                } else {
                    self.supersede(event);
                }
            }
            Act::Return { step, to } => {
                // Past the last step the case has none, and goes back from the one it left.
                let here = self.step.as_ref().or(self.left.as_ref());
                if here == Some(step) {
                    self.enter(Some(to.clone()), event);
                    self.rounds += 1;
                    self.round_from = index + 1;
                    self.satisfied = None;
                    self.offers.clear();
                    self.answer = None;
                } else {
                    self.supersede(event);
                }
            }
            Act::Switch { playbook, step } => {
                self.playbook = playbook.clone();
                self.procedures.push((event.at, playbook.id.clone()));
                self.first_step.clone_from(step);
                self.enter(Some(step.clone()), event);
            }
            Act::Assign { owner } => self.owner.clone_from(owner),
            Act::Assess(assessment) => self.assess(assessment, event),
            Act::Escalate { tier, trigger, kind, level, due } => {
                let rung = match trigger {
                    Trigger::Time => Rung::of(kind.as_deref(), level.as_deref(), *due),
                    Trigger::Severity => self.rung_of_severity(level.as_deref()),
                    Trigger::Request | Trigger::Authority => None,
                };
                self.escalate(*tier, *trigger, rung, event);
            }
            Act::Promise { due, what, moves, told, .. } => {
                if let (Some(moved), true) = (moves, told)
                    && let Some(old) = self.promises.iter_mut().rfind(|p| &p.id == moved)
                {
                    old.moved = true;
                }
                self.promises.push(Promise {
                    id: event.id.clone(),
                    made: event.at,
                    by: event.by.clone(),
                    what: what.clone(),
                    due: *due,
                    kept: None,
                    moved: false,
                });
            }
            Act::Grievance { what, .. } => {
                self.grievances.push(Grievance { id: event.id.clone(), what: what.clone(), settled: false });
            }
            Act::Settle { of, .. } => self.settle(of),
            // What was said to an earlier offer says nothing about the next one.
            Act::Offer { .. } => {
                self.answer = None;
                self.offers.push(event.id.clone());
            }
            Act::Answer { of, accepts, .. } => self.answer(of, accepts.as_ref()),
            Act::Pause { reason, until } => self.pauses.push(Pause {
                id: event.id.clone(),
                reason: *reason,
                from: event.at,
                recorded: event.recorded(),
                until: *until,
                resumed: false,
                ended: None,
                answered: None,
            }),
            // A pause that the customer's answer had ended already is resumed without effect, and nobody crossed.
            Act::Resume { of } => match self.pauses.iter_mut().rfind(|p| &p.id == of && !p.resumed) {
                Some(pause) => {
                    pause.resumed = true;
                    pause.ended.get_or_insert(event.at);
                }
                None => self.supersede(event),
            },
            Act::Survey { satisfied: Some(satisfied), .. } => self.satisfied = Some(*satisfied),
            Act::Close { outcome, .. } => self.close(*outcome, event),
            Act::Reopen { of, step } => {
                if self.closed.as_ref().is_some_and(|c| &c.id == of) {
                    self.reopen(step.as_ref(), index, event);
                } else {
                    self.supersede(event);
                }
            }
            Act::Note
            | Act::Cause { .. }
            | Act::Evidence { .. }
            | Act::Decline { .. }
            | Act::Approve { .. }
            | Act::Redress { .. }
            | Act::Extend { .. }
            | Act::Survey { satisfied: None, .. }
            | Act::TellTeam { .. }
            | Act::Link { .. }
            | Act::Action { .. }
            | Act::Done { .. }
            | Act::Verify { .. }
            | Act::Edit { .. }
            | Act::Retract { .. }
            | Act::Redact { .. } => {}
        }
    }

    fn supersede(&mut self, event: &Event) {
        self.superseded.insert(event.id.clone());
    }

    /// A superseded event loses its effect on the state; its ticks and facts stay (format, rule 9).
    fn keep_what_survives(&mut self, event: &Event) {
        match &event.act {
            Act::Tick { step, ticks, facts } | Act::Advance { step, ticks, facts, .. } => {
                self.record(step, ticks, facts);
            }
            _ => {}
        }
    }

    /// A step's checklist starts afresh each time the step is entered.
    fn enter(&mut self, step: Option<String>, event: &Event) {
        if let Some(step) = &step {
            self.ticks.remove(step);
        }
        self.left = std::mem::replace(&mut self.step, step);
        self.step_since = event.at;
    }

    fn record(&mut self, step: &str, ticks: &[String], facts: &Facts) {
        self.ticks.entry(step.to_owned()).or_default().extend(ticks.iter().cloned());
        for (field, value) in facts {
            self.facts.insert(field.clone(), value.clone());
        }
    }

    fn contact(&mut self, contact: &Contact, event: &Event) {
        if contact.reached {
            for kept in &contact.kept {
                if let Some(promise) = self.promises.iter_mut().rfind(|p| &p.id == kept && p.kept.is_none()) {
                    promise.kept = Some(event.at);
                }
            }
        }
        // An automatic reply is no answer.
        if contact.dir == Direction::In && !contact.auto {
            for pause in &mut self.pauses {
                if pause.reason == PauseReason::AwaitingCustomer && pause.ended.is_none() {
                    pause.ended = Some(event.at);
                    pause.answered = Some(event.at);
                }
            }
        }
    }

    fn assess(&mut self, assessment: &Assessment, event: &Event) {
        let now = self.grade();
        let severity = assessment.severity.unwrap_or(now.severity);
        let urgent = assessment.urgent.unwrap_or(now.urgent);
        if (severity, urgent) != (now.severity, now.urgent) {
            self.grades.push(Grade { since: event.at, severity, urgent });
        }
        self.flags.extend(assessment.flags.iter().copied());
        self.verified = assessment.verified.or(self.verified);
        self.fault = assessment.fault.or(self.fault);
        self.loss = assessment.loss.clone().or(self.loss.take());
    }

    /// What the clocks and the severity bring about never takes a case down again, and twice the same is once, however
    /// many clones noticed it (clocks F12). What a person decides holds as written.
    fn escalate(&mut self, tier: u32, trigger: Trigger, rung: Option<Rung>, event: &Event) {
        if rung.is_some_and(|rung| !self.rungs.insert(rung)) {
            self.doubled.insert(event.id.clone());
            return;
        }
        self.tier = match trigger {
            Trigger::Time | Trigger::Severity => self.tier.max(tier),
            Trigger::Request | Trigger::Authority => tier,
        };
    }

    /// The rung of a severity that an event names; `None` where it never held.
    fn rung_of_severity(&self, level: Option<&str>) -> Option<Rung> {
        let severity: Severity = level?.parse().ok()?;
        self.grave_since(severity).map(|since| Rung::Severity { severity, since })
    }

    fn settle(&mut self, of: &EventId) {
        if let Some(grievance) = self.grievances.iter_mut().rfind(|g| &g.id == of) {
            grievance.settled = true;
        }
    }

    /// An answer to an offer that doesn't count says nothing about another one.
    fn answer(&mut self, of: &EventId, accepts: Option<&String>) {
        if !self.offers.contains(of) {
            return;
        }
        let is_held = self.answer.as_ref().is_some_and(|(held, _)| held == of);
        if let Some(option) = accepts {
            self.agreed = Some((of.clone(), option.clone()));
            self.answer = Some((of.clone(), Some(option.clone())));
        } else if self.offers.last() == Some(of) {
            self.agreed = None;
            self.answer = Some((of.clone(), None));
        } else if is_held {
            // The latest offer stands again, unanswered.
            self.agreed = None;
            self.answer = None;
        } else if self.agreed.as_ref().is_some_and(|(agreed, _)| agreed == of) {
            self.agreed = None;
        }
    }

    fn close(&mut self, outcome: super::words::Outcome, event: &Event) {
        self.closed = Some(Closing { id: event.id.clone(), at: event.at, outcome });
        if let Some(cycle) = self.cycles.last_mut() {
            // A hand-edited date may lie before the cycle began; it ends no earlier than that.
            cycle.end = Some(event.at.max(cycle.start));
        }
        for pause in &mut self.pauses {
            pause.ended.get_or_insert(event.at);
        }
    }

    fn reopen(&mut self, step: Option<&String>, index: usize, event: &Event) {
        self.closed = None;
        self.cycles.push(Cycle { start: event.at, end: None });
        self.ticks.clear();
        self.rounds = 0;
        self.satisfied = None;
        self.offers.clear();
        self.answer = None;
        self.agreed = None;
        self.cycle_from = index + 1;
        self.round_from = index + 1;
        let step = step.unwrap_or(&self.first_step).clone();
        self.enter(Some(step), event);
    }
}
