//! What a case teaches: its causes, and the corrective actions with what they came to.

use super::event::{Act, Event, Fact};
use super::id::EventId;
use super::stamp::{Stamp, When};
use super::words::{Blame, words};

words! {
    /// The known bones of a fishbone. The sources ask for one and name none; these six are the usual ones (D33).
    Bone {
        /// Who did it.
        People = "people",
        /// What it was done with.
        Machine = "machine",
        /// What it was made of.
        Material = "material",
        /// How it was done.
        Method = "method",
        /// How it was measured.
        Measurement = "measurement",
        /// Where it was done.
        Environment = "environment",
    }
}

words! {
    /// How far a corrective action has come.
    ActionState {
        /// To be carried out.
        Open = "open",
        /// Carried out; nobody judged its effect yet.
        Done = "done",
        /// Carried out, and it works.
        Effective = "effective",
        /// Carried out, and it doesn't work.
        Ineffective = "ineffective",
    }
}

/// The field of a playbook that says why it happened; it counts as a cause where no other is on record.
const CAUSE: &str = "cause";

/// The field of a playbook that says whose fault it was; it counts where none was assessed.
const FAULT: &str = "fault";

/// A cause as a case tells it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause<'e> {
    /// The event: of the cause, or the one that filled in the field.
    pub event: &'e Event,
    /// Its code, as the policy lists it.
    pub code: Option<&'e str>,
    /// What it is.
    pub what: &'e str,
    /// The bone it belongs to.
    pub bone: Option<&'e str>,
    /// Why, and why that, in order.
    pub whys: &'e [String],
    /// The department it lies with.
    pub department: Option<&'e str>,
}

/// The causes among events that count, in their order; where there is none, what a playbook's field `cause` last said.
#[must_use]
pub fn causes<'e>(events: impl Iterator<Item = &'e Event>) -> Vec<Cause<'e>> {
    let events: Vec<&Event> = events.collect();
    let cause = |event: &&'e Event| match &event.act {
        Act::Cause { code, what, bone, whys, department } => Some(Cause {
            event,
            code: code.as_deref(),
            what,
            bone: bone.as_deref(),
            whys,
            department: department.as_deref(),
        }),
        _ => None,
    };
    let found: Vec<Cause<'e>> = events.iter().filter_map(cause).collect();
    if !found.is_empty() {
        return found;
    }
    let filled = field(&events, CAUSE);
    let as_cause = |(event, what)| Cause { event, code: None, what, bone: None, whys: &[], department: None };
    filled.map(as_cause).into_iter().collect()
}

/// Whose fault a playbook's field `fault` last said it was; nothing where a fault was assessed.
#[must_use]
pub fn fault_of_fields<'e>(events: impl Iterator<Item = &'e Event>) -> Option<(&'e Event, Blame)> {
    let events: Vec<&Event> = events.collect();
    if events.iter().any(|e| matches!(&e.act, Act::Assess(a) if a.fault.is_some())) {
        return None;
    }
    let (event, word) = field(&events, FAULT)?;
    Some((event, Blame::parse(word)?))
}

/// The last word on a field, and the event that has it.
fn field<'e>(events: &[&'e Event], id: &str) -> Option<(&'e Event, &'e str)> {
    let value = |event: &&'e Event| {
        let (Act::Tick { facts, .. } | Act::Advance { facts, .. }) = &event.act else { return None };
        let (_, fact) = facts.iter().rev().find(|(field, _)| field == id)?;
        match fact {
            Fact::Word(text) | Fact::Text(text) if !text.trim().is_empty() => Some((*event, text.trim())),
            _ => None,
        }
    };
    events.iter().rev().find_map(value)
}

/// A corrective action and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrective<'e> {
    /// The event that set it.
    pub event: &'e Event,
    /// What is to be done.
    pub what: &'e str,
    /// Who does it.
    pub owner: &'e str,
    /// By when.
    pub due: When,
    /// When it was first reported done.
    pub first_done: Option<Stamp>,
    /// The last report that it is done.
    pub done: Option<&'e Event>,
    /// Everybody who reported it done.
    pub doers: Vec<&'e str>,
    /// The check of the last report, and whether it works.
    pub verdict: Option<(&'e Event, bool)>,
}

impl Corrective<'_> {
    /// Its id: that of the event that set it.
    #[must_use]
    pub fn id(&self) -> &EventId {
        &self.event.id
    }

    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> ActionState {
        match (self.done, self.verdict) {
            (None, _) => ActionState::Open,
            (Some(_), None) => ActionState::Done,
            (Some(_), Some((_, true))) => ActionState::Effective,
            (Some(_), Some((_, false))) => ActionState::Ineffective,
        }
    }

    /// Whether somebody is too close to it to judge it: whoever owns it, or reported it done.
    #[must_use]
    pub fn is_of(&self, person: &str) -> bool {
        self.owner == person || self.doers.contains(&person)
    }
}

/// The corrective actions among events that count, in their order. A check judges the report before it; one without a
/// report judges nothing. What is reported done again after a check waits for another.
#[must_use]
pub fn corrective<'e>(events: impl Iterator<Item = &'e Event>) -> Vec<Corrective<'e>> {
    let mut all: Vec<Corrective<'e>> = Vec::new();
    for event in events {
        let action = |of: &EventId| all.iter().position(|a| &a.event.id == of);
        match &event.act {
            Act::Action { what, owner, due } => all.push(Corrective {
                event,
                what,
                owner,
                due: *due,
                first_done: None,
                done: None,
                doers: Vec::new(),
                verdict: None,
            }),
            Act::Done { of } => {
                let Some(action) = action(of).map(|i| &mut all[i]) else { continue };
                action.first_done = action.first_done.or(Some(event.at));
                action.doers.push(&event.by);
                if action.done.is_none() || action.verdict.is_some() {
                    (action.done, action.verdict) = (Some(event), None);
                }
            }
            Act::Verify { of, effective } => {
                let Some(action) = action(of).map(|i| &mut all[i]) else { continue };
                if action.done.is_some() && action.verdict.is_none() {
                    action.verdict = Some((event, *effective));
                }
            }
            _ => {}
        }
    }
    all
}

/// The departments told, each with its event, in their order.
#[must_use]
pub fn told<'e>(events: impl Iterator<Item = &'e Event>) -> Vec<(&'e Event, &'e str)> {
    let told = |event: &'e Event| match &event.act {
        Act::TellTeam { department } => Some((event, department.as_str())),
        _ => None,
    };
    events.filter_map(told).collect()
}
