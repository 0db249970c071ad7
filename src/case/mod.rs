//! The record of one complaint, pure: header, events and the state they fold to.

pub mod amount;
pub mod conflict;
pub mod contact;
pub mod event;
pub mod fact;
pub mod fault;
pub mod fold;
pub mod guard;
pub mod header;
pub mod header_fact;
pub mod id;
pub mod keys;
pub mod learning;
pub mod line;
pub mod offer;
pub mod order;
pub mod pairs;
pub mod place;
pub mod raw;
pub mod read;
mod read_event;
pub mod stamp;
pub mod state;
pub mod words;
pub mod write;
pub mod write_case;

pub use event::{Act, Event};
pub use fault::{Fault, FaultKind};
pub use header::Header;
pub use id::{CaseId, EventId};
pub use order::History;
pub use place::Place;
pub use raw::Span;
pub use stamp::{Stamp, When};
pub use state::State;

/// One complaint as its file tells it: facts in the header, what happened in the events.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The facts about the complaint.
    pub header: Header,
    /// What happened, in file order, each event once.
    pub events: Vec<Event>,
}

impl Case {
    /// The event of that id, if the case has one.
    #[must_use]
    pub fn event(&self, id: &EventId) -> Option<&Event> {
        self.events.iter().find(|e| &e.id == id)
    }

    /// The filing. A case that was read without a fault has exactly one.
    #[must_use]
    pub fn open_event(&self) -> Option<&Event> {
        self.events.iter().find(|e| matches!(e.act, Act::Open { .. }))
    }

    /// When the workspace learned of the case: the `at` of its `open` event.
    #[must_use]
    pub fn registered(&self) -> Stamp {
        self.open_event().map_or(self.header.received, |e| e.at)
    }
}
