//! Conditions of branches and gates: a name of something known, and the values it may have.

use super::Playbook;
use crate::case::event::Fact;
use crate::case::words::{Blame, Channel, Severity, Verified};
use crate::case::{Case, State};
use std::collections::BTreeMap;

/// A fact and the values under which the condition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// A field, or one of [`KNOWN_NAMES`].
    pub name: String,
    /// Any of them makes it hold.
    pub values: Vec<String>,
}

/// What a condition may ask about beside fields.
pub const KNOWN_NAMES: [&str; 7] = ["severity", "verified", "fault", "channel", "category", "accepted", "satisfied"];

/// What is known about a case: facts win over what the events say.
pub struct Known<'a> {
    case: &'a Case,
    state: &'a State,
    new: &'a BTreeMap<String, Fact>,
}

impl<'a> Known<'a> {
    /// The state, and the facts that come with the request at hand.
    #[must_use]
    pub fn new(case: &'a Case, state: &'a State, new: &'a BTreeMap<String, Fact>) -> Self {
        Self { case, state, new }
    }

    /// The fact of a field.
    #[must_use]
    pub fn fact(&self, field: &str) -> Option<&'a Fact> {
        self.new.get(field).or_else(|| self.state.facts.get(field)).filter(|f| !f.is_empty())
    }

    /// Whether a condition holds.
    #[must_use]
    pub fn holds(&self, condition: &Condition) -> bool {
        let any = |value: &str| condition.values.iter().any(|v| v == value);
        if let Some(fact) = self.fact(&condition.name) {
            return condition.values.iter().any(|v| fact.holds(v));
        }
        match condition.name.as_str() {
            "severity" => any(self.state.severity().as_str()),
            "verified" => self.state.verified.is_some_and(|v| any(v.as_str())),
            "fault" => self.state.fault.is_some_and(|f| any(f.as_str())),
            "channel" => any(self.case.header.channel.as_str()),
            "category" => self.case.header.category.as_deref().is_some_and(any),
            "accepted" => self.state.answer.as_ref().is_some_and(|(_, a)| any(a.as_deref().unwrap_or("none"))),
            "satisfied" => self.state.satisfied.is_some_and(|s| any(if s { "true" } else { "false" })),
            _ => false,
        }
    }

    /// Whether all conditions hold.
    #[must_use]
    pub fn all(&self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|c| self.holds(c))
    }
}

/// The values that can ever hold for a name at a step, or `None` when any text can.
/// `Err` when nothing of that name is known there.
pub(super) fn possible(playbook: &Playbook, upto: usize, name: &str) -> Result<Option<Vec<String>>, ()> {
    let own = |list: Vec<&'static str>| Some(list.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>());
    let field = playbook.steps[..=upto].iter().flat_map(|s| &s.fields).find(|f| f.id == name);
    if let Some(field) = field {
        return Ok(match field.kind {
            super::FieldType::Choice | super::FieldType::Many => {
                Some(field.options.iter().map(|o| o.id.clone()).collect())
            }
            super::FieldType::Bool => own(vec!["true", "false"]),
            _ => None,
        });
    }
    match name {
        "severity" => Ok(own(Severity::tokens())),
        "verified" => Ok(own(Verified::tokens())),
        "fault" => Ok(own(Blame::tokens())),
        "channel" => Ok(own(Channel::tokens())),
        "satisfied" => Ok(own(vec!["true", "false"])),
        "accepted" => Ok(Some(('a'..='z').map(String::from).chain(["none".to_owned()]).collect())),
        "category" => Ok(None),
        _ => Err(()),
    }
}
