//! What a period teaches: causes, patterns, corrective actions, training needs, lessons, internal feedback
//! (metrics M11, M16, M20; D32 to D35, D43 to D45).
//!
//! Everything counts by when it was recorded, except that patterns go by when a complaint was received. Each figure
//! names the cases behind it.

mod causes;
mod departments;
mod patterns;
mod taken;
mod training;

pub use causes::{BoneRow, CauseKey, CauseRow, FishRow, bones_of};
pub use departments::DepartmentRow;
pub use patterns::{Pattern, Recurring, Relapse};
pub use taken::{CauseTaken, Measure, Taken};
pub use training::{Hit, Need, NeedRow};

use super::figures::Period;
use crate::case::learning::ActionState;
use crate::case::words::Blame;
use crate::policy::Learning as Thresholds;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The cases behind a figure.
pub type Cases = BTreeSet<String>;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'q> {
    /// Of when.
    pub period: Period,
    /// The day of the moment by which it is judged.
    pub today: NaiveDate,
    /// From when on something is a pattern.
    pub thresholds: Thresholds,
    /// Outgoing texts with a phrase that is not for customers.
    pub hits: &'q [Hit],
}

/// A lesson and where it was learned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LessonRow {
    /// The day of the close.
    pub day: NaiveDate,
    /// The case.
    pub case: String,
    /// Its title.
    pub title: String,
    /// What was learned.
    pub lesson: String,
}

/// The corrective actions as they stood when the period ended, or now if that is earlier.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measures {
    /// Those that were set or still to be done or judged in the period, or done or judged in it; earliest due first.
    pub rows: Vec<Measure>,
    /// To be done.
    pub open: u32,
    /// Of those, past their time.
    pub overdue: u32,
    /// Done, effect not judged.
    pub unchecked: u32,
    /// Judged in the period.
    pub judged: u32,
    /// Of those, effective.
    pub effective: u32,
}

/// What a period teaches.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learning {
    /// Cases received in the period.
    pub received: u32,
    /// Cases with a cause recorded in the period.
    pub with_cause: u32,
    /// Cases closed in the period.
    pub closed: u32,
    /// Of those, cases with a cause on record.
    pub closed_with_cause: u32,
    /// The causes recorded in the period, most frequent first. A case with two causes counts for both.
    pub causes: Vec<CauseRow>,
    /// The last fault each case was assessed with in the period.
    pub faults: Vec<(Blame, Cases)>,
    /// The causes recorded in the period by their bones.
    pub fishbone: Vec<BoneRow>,
    /// What keeps happening (M16).
    pub recurring: Vec<Recurring>,
    /// What was found effective, and whether it happened again (M11).
    pub relapses: Vec<Relapse>,
    /// Corrective actions (D34).
    pub measures: Measures,
    /// Where training may help (M20).
    pub training: Vec<NeedRow>,
    /// Lessons (D43).
    pub lessons: Vec<LessonRow>,
    /// Closes in the period; a case closed twice counts twice.
    pub closes: u32,
    /// Departments and what they were told (D44).
    pub departments: Vec<DepartmentRow>,
}

impl Learning {
    /// Computes it from what was taken from each case.
    #[must_use]
    pub fn of(mut taken: Vec<Taken>, question: &Question<'_>) -> Self {
        let period = question.period;
        taken.retain(|t| t.received <= period.until);
        taken.sort_by(|a, b| (a.received, &a.case).cmp(&(b.received, &b.case)));
        let count = |keep: &dyn Fn(&Taken) -> bool| number(taken.iter().filter(|t| keep(t)).count());
        let closed = |t: &Taken| !t.closes.is_empty();
        let mut lessons: Vec<LessonRow> = taken.iter().flat_map(lessons_of).collect();
        lessons.sort();
        Self {
            received: count(&|t| period.has(t.received)),
            with_cause: count(&|t| t.causes.iter().any(|c| period.has(c.day))),
            closed: count(&closed),
            closed_with_cause: count(&|t| closed(t) && !t.causes.is_empty()),
            causes: causes::frequencies(&taken, period),
            faults: causes::faults(&taken),
            fishbone: causes::fishbone(&taken, period),
            recurring: patterns::recurring(&taken, question),
            relapses: patterns::relapses(&taken, question),
            measures: measures(&taken, period),
            training: training::needs(&taken, question),
            closes: number(taken.iter().map(|t| t.closes.len()).sum()),
            lessons,
            departments: departments::told(&taken),
        }
    }

    /// Cases assessed with a fault in the period.
    #[must_use]
    pub fn with_fault(&self) -> u32 {
        number(self.faults.iter().map(|(_, cases)| cases.len()).sum())
    }

    /// Actions found effective that are watched in the period, and those of them after which it happened again.
    #[must_use]
    pub fn relapsed(&self) -> (u32, u32) {
        (number(self.relapses.iter().filter(|r| !r.cases.is_empty()).count()), number(self.relapses.len()))
    }
}

impl Period {
    /// Whether a day is in it.
    #[must_use]
    pub fn has(self, day: NaiveDate) -> bool {
        self.since <= day && day <= self.until
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn lessons_of(taken: &Taken) -> impl Iterator<Item = LessonRow> + '_ {
    taken.closes.iter().filter_map(|(day, lesson)| {
        let lesson = lesson.clone()?;
        Some(LessonRow { day: *day, case: taken.case.clone(), title: taken.title.clone(), lesson })
    })
}

fn measures(taken: &[Taken], period: Period) -> Measures {
    let all = || taken.iter().flat_map(|t| &t.actions);
    let judged = |m: &&Measure| m.verdict.is_some_and(|(day, _)| period.has(day));
    let touched = |m: &&Measure| {
        let finished = m.verdict.map(|(day, _)| day);
        finished.is_none_or(|day| day >= period.since)
    };
    let count = |keep: &dyn Fn(&&Measure) -> bool| number(all().filter(keep).count());
    let mut rows: Vec<Measure> = all().filter(touched).cloned().collect();
    rows.sort_by(|a, b| (a.due, &a.case, &a.id).cmp(&(b.due, &b.case, &b.id)));
    Measures {
        rows,
        open: count(&|m| m.state == ActionState::Open),
        overdue: count(&|m| m.overdue),
        unchecked: count(&|m| m.state == ActionState::Done),
        judged: count(&judged),
        effective: count(&|m| judged(m) && m.state == ActionState::Effective),
    }
}
