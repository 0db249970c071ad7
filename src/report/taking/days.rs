//! When the customer heard from us: the first answer (M2) and every day after it (M6).

use super::super::entry::{Entries, Figure};
use super::Asked;
use crate::case::state::Cycle;
use crate::case::words::Outcome;
use crate::case::{Act, Stamp};
use crate::clock::{DayStatus, Rule};
use crate::playbook::close::is_imported;
use chrono::NaiveDate;

pub(super) fn take(asked: &Asked<'_, '_>, entries: &mut Entries) {
    let view = asked.view;
    // Without a clock nothing is owed, but an answer that was given took its time all the same.
    let is_owed = view.has_feedback_clock();
    let mut judged = Judged::default();
    let mut gap: Option<(i64, Stamp)> = None;
    // What the customer heard before the import, if anything, is not on record.
    let imported = |cycle: &Cycle| view.effective().any(|e| is_imported(view.case(), e) && cycle.end == Some(e.at));
    for cycle in view.state.cycles.iter().filter(|cycle| !imported(cycle)) {
        let rule = Rule::over(view, cycle);
        // A duplicate is answered in the case that it repeats.
        if let Some(closed) = cycle.end.filter(|e| asked.has(*e) && !is_duplicate(asked, cycle)) {
            match rule.feedbacks().first() {
                Some(first) => {
                    let seconds = (first.at - cycle.start).num_seconds();
                    entries.measure(Figure::FirstResponse, first.at, seconds, Some(&first.id));
                }
                None if is_owed => entries.count(Figure::NeverAnswered, closed, None),
                None => {}
            }
        }
        if !is_owed {
            continue;
        }
        judged.add(asked, &rule, entries);
        gap = gap.max(longest(asked, cycle, &rule));
    }
    if let Some((seconds, until)) = gap {
        entries.measure(Figure::Gap, until, seconds, None);
    }
    if judged.met + judged.missed > 0 {
        entries.count(Figure::JudgedCase, asked.end, None);
        if judged.missed == 0 {
            entries.count(Figure::CleanCase, asked.end, None);
        }
    }
    if let Some((days, until)) = judged.longest {
        entries.measure(Figure::Streak, until, days, None);
    }
    let last = view.state.cycle();
    let touches = last.start <= asked.end && last.end.is_none_or(|e| e >= asked.start);
    if touches && is_owed && !imported(last) && Rule::over(view, last).rolls() {
        entries.count(Figure::Rolling, asked.end, None);
    }
}

/// Whether a cycle ended as a duplicate.
fn is_duplicate(asked: &Asked<'_, '_>, cycle: &Cycle) -> bool {
    let as_duplicate = |act: &Act| matches!(act, Act::Close { outcome: Outcome::Duplicate, .. });
    asked.view.effective().any(|e| cycle.end == Some(e.at) && as_duplicate(&e.act))
}

#[derive(Default)]
struct Judged {
    met: u32,
    missed: u32,
    /// The longest streak of missed days, and its last day's cutoff.
    longest: Option<(i64, Stamp)>,
}

impl Judged {
    fn add(&mut self, asked: &Asked<'_, '_>, rule: &Rule<'_, '_>, entries: &mut Entries) {
        let zone = asked.view.zone();
        let mut streak = 0;
        let mut last_missed = NaiveDate::MIN;
        for record in rule.judged(asked.period.since, asked.period.until) {
            let cutoff = zone.at(record.day, asked.view.policy.feedback.cutoff);
            let figure = match record.status {
                DayStatus::Met => {
                    self.met += 1;
                    streak = 0;
                    Figure::Met
                }
                DayStatus::Missed => {
                    // Any feedback ends a streak, also on a day that owes none.
                    let heard = rule.heard_between(last_missed, record.day);
                    streak = if heard { 1 } else { streak + 1 };
                    last_missed = record.day;
                    self.missed += 1;
                    self.longest = self.longest.max(Some((streak, cutoff)));
                    Figure::Missed
                }
                DayStatus::Attempted => Figure::Attempted,
                DayStatus::Excused(_) => Figure::Excused,
            };
            entries.count(figure, cutoff, None);
        }
    }
}

/// The longest silence of a cycle that reaches into the period, in seconds, and its end.
fn longest(asked: &Asked<'_, '_>, cycle: &Cycle, rule: &Rule<'_, '_>) -> Option<(i64, Stamp)> {
    let stop = cycle.end.map_or(asked.end, |e| e.min(asked.end));
    let mut marks = vec![cycle.start];
    marks.extend(rule.feedbacks().iter().map(|e| e.at));
    marks.retain(|at| *at <= stop);
    marks.push(stop);
    marks.sort_unstable();
    let inside = marks.windows(2).filter(|pair| pair[1] >= asked.start);
    inside.map(|pair| ((pair[1] - pair[0]).num_seconds(), pair[1])).max_by_key(|(seconds, _)| *seconds)
}
