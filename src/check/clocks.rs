//! Events about clocks that no clock heeds.

use super::{Finding, Found, Subject};
use crate::case::Act;
use crate::clock::View;
use crate::clock::deadline::void_extensions;

/// Checks that every extension moves the final deadline.
pub fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    if !subject.case.events.iter().any(|e| matches!(e.act, Act::Extend { .. })) {
        return;
    }
    let Some(view) = View::of(subject.case, subject.policy, subject.now) else { return };
    let playbook = subject.playbooks.get(&view.state.playbook.id);
    let limits = |id: &str| subject.playbooks.get(id).map(|p| p.clocks.clone());
    for (event, why) in void_extensions(&view.with(playbook).with_earlier(limits)) {
        let span = subject.place(event.as_str(), "do");
        found.push(Found { finding: Finding::VoidExtension { event: event.to_string(), why }, span });
    }
}
