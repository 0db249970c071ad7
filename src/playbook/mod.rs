//! A procedure: its steps, what each asks for, and whether a case may go on.

pub mod advance;
pub mod builtin;
pub mod close;
pub mod condition;
pub mod copy;
pub mod field;
pub mod gate;
pub mod moving;
pub mod overlay;
pub mod paying;
mod read;
pub mod redress;
mod validate;

pub use gate::Gate;
pub use read::read_playbook;

use crate::case::event::Target;
use crate::case::words::{Remedy, words};
use crate::policy::{Bilingual, Duration, Limits};
use condition::Condition;

words! {
    /// How the steps of a playbook relate.
    Kind {
        /// Steps in order.
        Flow = "flow",
        /// One step, its checks in any order.
        Checklist = "checklist",
        /// One step whose checks are added to the running cases that it applies to; no case follows it.
        Overlay = "overlay",
    }
}

words! {
    /// When the procedure's article wants an apology.
    Apology {
        /// At once.
        Early = "early",
        /// When the facts are known.
        AfterFacts = "after-facts",
        /// If it was our fault.
        IfFault = "if-fault",
    }
}

words! {
    /// What a field holds.
    FieldType {
        /// Free text.
        Text = "text",
        /// One of the options.
        Choice = "choice",
        /// Several of the options.
        Many = "many",
        /// `true` or `false`.
        Bool = "bool",
        /// A date.
        Date = "date",
        /// A time.
        Time = "time",
        /// An amount.
        Money = "money",
    }
}

/// A procedure.
#[derive(Debug, Clone, PartialEq)]
pub struct Playbook {
    /// Its id, the name of its file.
    pub id: String,
    /// Raised when ids or the order of steps change.
    pub revision: u32,
    /// Its name.
    pub name: Bilingual,
    /// The document it follows.
    pub source: Option<String>,
    /// The trade it is for.
    pub industry: Option<String>,
    /// How its steps relate.
    pub kind: Kind,
    /// What a case has to be for an overlay to add its checks; all must hold, and none at all applies to nothing.
    pub applies: Vec<Condition>,
    /// When it wants an apology.
    pub apology: Option<Apology>,
    /// What a close asks for beside the end of the flow.
    pub close_requires: Vec<Gate>,
    /// The remedies it admits; empty admits all.
    pub allowed_remedies: Vec<Remedy>,
    /// How many options an offer has.
    pub offer: Option<(u32, u32)>,
    /// Its limits.
    pub clocks: Limits,
    /// Its steps in order; a playbook that was read without a fault has at least one.
    pub steps: Vec<Step>,
}

/// A step of a procedure.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its id, which the cases carry.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// What it is for.
    pub goal: Option<Bilingual>,
    /// The role that does it.
    pub actor: Option<String>,
    /// How long it may take.
    pub within: Option<Duration>,
    /// Whether it may be skipped with a reason.
    pub skippable: bool,
    /// The gates in its way out.
    pub requires: Vec<Requirement>,
    /// What the handler may say.
    pub say: Vec<Bilingual>,
    /// Where a customer who isn't satisfied sends the case back to.
    pub on_unsatisfied: Option<String>,
    /// Where it leads instead of to the following step.
    pub next: Option<Target>,
    /// What is to be done.
    pub checks: Vec<Check>,
    /// What is to be known.
    pub fields: Vec<Field>,
    /// Where it leads under conditions; the first that holds wins.
    pub branches: Vec<Branch>,
}

/// A gate, and when it stands in the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// The gate.
    pub gate: Gate,
    /// All must hold; none means always.
    pub when: Vec<Condition>,
}

/// Something to be done in a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Its id, which the cases carry.
    pub id: String,
    /// What is to be done.
    pub text: Bilingual,
    /// Whether the step can't be left without it.
    pub required: bool,
}

/// Something to be known in a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its id, which the cases carry.
    pub id: String,
    /// What it is called.
    pub label: Bilingual,
    /// What it holds.
    pub kind: FieldType,
    /// The values of a choice.
    pub options: Vec<Choice>,
    /// Whether the step can't be left without it.
    pub required: bool,
}

/// A value of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its id, which the cases carry.
    pub id: String,
    /// What it is called.
    pub name: Bilingual,
}

/// A way out of a step under conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// All must hold.
    pub when: Vec<Condition>,
    /// Where it leads.
    pub to: Target,
}

impl Playbook {
    /// The step of that id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == id)
    }

    /// Its place in the order.
    #[must_use]
    pub fn index(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|s| s.id == id)
    }

    /// The ids of its steps.
    #[must_use]
    pub fn step_ids(&self) -> Vec<&str> {
        self.steps.iter().map(|s| s.id.as_str()).collect()
    }

    /// Where a step leads when no branch holds.
    #[must_use]
    pub fn following(&self, step: &Step) -> Target {
        step.next.clone().unwrap_or_else(|| {
            let next = self.index(&step.id).and_then(|i| self.steps.get(i + 1));
            next.map_or(Target::End, |s| Target::Step(s.id.clone()))
        })
    }

    /// The field of that id, in whatever step.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.steps.iter().flat_map(|s| &s.fields).find(|f| f.id == id)
    }

    /// Where an unsatisfied customer sends a case back to that stands at `step`, or past the end.
    #[must_use]
    pub fn way_back(&self, step: Option<&str>) -> Option<&str> {
        let upto = step.and_then(|s| self.index(s)).unwrap_or(self.steps.len() - 1);
        self.steps[..=upto].iter().rev().find_map(|s| s.on_unsatisfied.as_deref())
    }
}
