//! The final answer, and its lawful extensions (clocks T9).

use super::deadline::{Deadline, Kind, Level};
use super::limits;
use super::owed::end_of;
use super::pause::{Halt, Wait, clipped, moved};
use super::reckon::{Reckoned, reckon};
use super::view::View;
use super::why::{Extension, Why};
use crate::case::{Act, Event, EventId, Stamp};

/// Why an extension moves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Void {
    /// Of a clock that can't be extended.
    Clock,
    /// Nobody else approved it.
    Alone,
    /// The customer wasn't told.
    Untold,
    /// The deadline had passed.
    Late,
    /// It lies no later than the deadline.
    Earlier,
}

/// What an extension came to.
type Judged = Result<(), Void>;

/// The final deadline while it is being reckoned.
struct Final<'v, 'a> {
    view: &'v View<'a>,
    /// Closed stretches, and pauses where the policy says so.
    waits: Vec<Wait>,
    /// The last lawful extension, and the date it gave.
    extended: Option<(Extension, Stamp)>,
}

impl<'v, 'a> Final<'v, 'a> {
    fn of(view: &'v View<'a>) -> Self {
        let gaps = view.state.cycles.windows(2).filter_map(|pair| {
            let (from, to) = (pair[0].end?, pair[1].start);
            Some(Wait { halt: Halt::Closed, from, to, recorded: from, adds: 0, void_until: None })
        });
        let mut waits: Vec<Wait> = gaps.collect();
        if view.policy.final_pauses {
            waits.extend(view.waits());
        }
        Self { view, waits, extended: None }
    }

    /// The limit from the first receipt, with the waits up to a moment.
    fn limit(&self, until: Option<Stamp>) -> Reckoned {
        let view = self.view;
        let waits: Vec<Wait> = match until {
            None => self.waits.clone(),
            Some(until) => self.waits.iter().filter_map(|w| clipped(w, until)).collect(),
        };
        let limit_at = |at| limits::last(view.policy, view.limits_at(at), view.grade_at(at));
        reckon(view, view.case().header.received, until, &waits, limit_at)
    }

    /// The deadline, with the waits up to a moment: what an extension gave is moved by what came after it.
    fn due(&self, until: Option<Stamp>) -> Stamp {
        let Some((extension, given)) = &self.extended else { return self.limit(until).due };
        let view = self.view;
        let unit = self.limit(Some(extension.at)).limit.duration.unit;
        let waits = self.waits.iter().filter_map(|w| until.map_or(Some(*w), |until| clipped(w, until)));
        let waits: Vec<Wait> = waits.collect();
        view.zone().local(moved(view.working(), view.zone(), (extension.at, *given), unit, &waits).0)
    }

    /// Takes an extension into account: with a reason, somebody else who approved it and word to the customer, on
    /// record before the old date passed.
    fn extend(&mut self, event: &Event) -> Option<Judged> {
        let Act::Extend { clock, due: new, approved_by, told } = &event.act else { return None };
        let from = self.due(Some(event.at));
        let given = end_of(*new, self.view.zone());
        Some(match approved_by.as_ref().filter(|person| **person != event.by) {
            _ if clock != Kind::Final.as_str() => Err(Void::Clock),
            None => Err(Void::Alone),
            Some(_) if !told => Err(Void::Untold),
            Some(_) if event.recorded() > from => Err(Void::Late),
            Some(_) if given <= from => Err(Void::Earlier),
            Some(person) => {
                let (by, approved_by, why) = (event.by.clone(), person.clone(), event.why.clone());
                self.extended = Some((Extension { at: event.at, by, approved_by, from, why }, given));
                Ok(())
            }
        })
    }
}

/// The final answer, which runs on from the first receipt, less the time the case was closed. A lawful extension moves
/// it, and then the old date is no breach.
#[must_use]
pub fn last(view: &View<'_>) -> Deadline {
    let mut running = Final::of(view);
    for event in view.effective() {
        running.extend(event);
    }
    let (reckoned, due) = (running.limit(None), running.due(None));
    let blind = reckoned.blind(view);
    let why = Why::Final { reckoned, extended: running.extended.map(|(extension, _)| extension) };
    // A final deadline leaves nothing to wait for.
    let level = (view.now.stamp > due).then_some(Level::Breach);
    Deadline { blind, level, ..Deadline::new(Kind::Final, due, why) }
}

/// The extensions of a case that move nothing, and why.
#[must_use]
pub fn void_extensions(view: &View<'_>) -> Vec<(EventId, Void)> {
    let mut running = Final::of(view);
    let judged = view.effective().filter_map(|e| Some((e.id.clone(), running.extend(e)?.err()?)));
    judged.collect()
}
