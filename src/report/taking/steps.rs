//! How long steps take, where cases wait, and what was skipped, repeated or forced (M17).

use super::super::entry::{Entries, Figure, Part};
use super::Asked;
use crate::case::Act;
use crate::clock::settled::visits;
use crate::playbook::close::{IMPORTED, is_imported};
use std::collections::BTreeSet;

pub(super) fn take(asked: &Asked<'_, '_>, entries: &mut Entries) {
    let view = asked.view;
    let mut here = view.case().header.playbook.id.clone();
    for visit in visits(view) {
        let part = Part::Step(visit.playbook, visit.step);
        match visit.left {
            // Nobody knows through which steps a case went that was finished before it was imported.
            Some((_, event)) if view.case().event(&event).is_some_and(|e| is_imported(view.case(), e)) => {}
            Some((at, event)) if asked.has(at) => {
                let seconds = (at - visit.from).num_seconds();
                entries.add(Figure::Visit, part, at, Some(seconds), Some(&event));
            }
            None if visit.from <= asked.end => entries.add(Figure::Waiting, part, asked.end, None, None),
            _ => {}
        }
    }
    let mut overridden: BTreeSet<&String> = BTreeSet::new();
    for event in view.effective() {
        if let Act::Switch { playbook, .. } = &event.act {
            here.clone_from(&playbook.id);
        }
        if !asked.has(event.at) {
            continue;
        }
        match &event.act {
            Act::Advance { step, skipped: true, .. } => {
                let part = Part::Step(here.clone(), step.clone());
                entries.add(Figure::Skipped, part, event.at, None, Some(&event.id));
            }
            Act::Return { step, .. } => {
                let part = Part::Step(here.clone(), step.clone());
                entries.add(Figure::Returned, part, event.at, None, Some(&event.id));
            }
            _ => {}
        }
        // Nobody overrode anything for what was finished elsewhere; it is counted under its word alone.
        if event.forced.iter().any(|gate| gate != IMPORTED) {
            entries.count(Figure::Forced, event.at, Some(&event.id));
        }
        for gate in event.forced.iter().filter(|gate| overridden.insert(gate)) {
            entries.add(Figure::Overridden, Part::Name(gate.clone()), event.at, None, Some(&event.id));
        }
    }
}
