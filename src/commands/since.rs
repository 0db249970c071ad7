//! `overdue --new-since`: what stood in the list at an earlier moment, judged by what was known then.

use super::judged::limits;
use super::{Context, Failure};
use crate::case::{Case, Stamp};
use crate::clock::{Now, View};
use crate::report::rows::{OverdueRow, overdue};
use crate::text::{Usage, dates};
use chrono::NaiveDate;

/// An earlier moment, and the end of what fell due soon then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Since {
    at: Stamp,
    within: Option<Stamp>,
}

impl Since {
    /// Reads the moment of `--new-since`; `soon` gives the end of `--within` seen from a moment.
    ///
    /// # Errors
    /// When it is not clear, or ahead of now.
    pub(super) fn read(ctx: &Context, text: &str, soon: impl Fn(Stamp) -> Option<Stamp>) -> Result<Self, Failure> {
        let flag = "--new-since".to_owned();
        let at = ctx.past(&flag, text)?;
        if at > ctx.now.stamp {
            let shown = |stamp| dates::full_moment(stamp, ctx.zone());
            return Err(Usage::TimeAhead { flag, text: shown(at), now: shown(ctx.now.stamp) }.into());
        }
        Ok(Self { at, within: soon(at) })
    }

    /// The day of that moment.
    pub(super) fn day(self, ctx: &Context) -> NaiveDate {
        ctx.zone().date(self.at)
    }

    /// The rows that the case had then.
    pub(super) fn rows(self, ctx: &Context, case: &Case) -> Vec<OverdueRow<()>> {
        let Some(view) = View::of(case, &ctx.policy, Now::given(self.at, ctx.zone())) else {
            return Vec::new();
        };
        let entry = ctx.catalog.get(&view.state.playbook.id);
        let playbook = entry.as_ref().and_then(|e| e.playbook.as_ref());
        overdue(&view.with(playbook).with_earlier(|id| limits(&ctx.catalog, id)), self.within)
    }
}

/// Whether a row stood there already, as bad as now or worse.
pub(super) fn is_known(row: &OverdueRow<String>, then: &[OverdueRow<()>]) -> bool {
    then.iter().any(|t| (t.kind, t.due, &t.event) == (row.kind, row.due, &row.event) && t.level <= row.level)
}
