//! The figures of a period: flow, first response, feedback compliance (metrics M1, M2, M6, M9).

use super::distribution::Distribution;
use super::exceptions::Exceptions;
use crate::case::Stamp;
use crate::case::state::Cycle;
use crate::clock::{DayStatus, Rule, View};
use chrono::NaiveDate;

/// Local dates, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub since: NaiveDate,
    /// Last day; it may lie ahead of now, the figures stop at now.
    pub until: NaiveDate,
}

/// What cases are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The procedure.
    Playbook,
    /// The kind of complaint.
    Category,
    /// How it came in.
    Channel,
    /// Who handles it.
    Owner,
    /// The unit complained about.
    Department,
}

impl std::str::FromStr for Group {
    type Err = crate::case::words::UnknownWord;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "playbook" => Self::Playbook,
            "category" => Self::Category,
            "channel" => Self::Channel,
            "owner" => Self::Owner,
            "department" => Self::Department,
            _ => {
                let allowed = vec!["playbook", "category", "channel", "owner", "department"];
                return Err(crate::case::words::UnknownWord { allowed });
            }
        })
    }
}

impl Group {
    /// The token of flags and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Playbook => "playbook",
            Self::Category => "category",
            Self::Channel => "channel",
            Self::Owner => "owner",
            Self::Department => "department",
        }
    }

    /// The group a case belongs to; `None` when it says nothing about it.
    #[must_use]
    pub fn of(self, view: &View<'_>) -> Option<String> {
        let header = &view.case().header;
        match self {
            Self::Playbook => Some(view.state.playbook.id.clone()),
            Self::Category => header.category.clone(),
            Self::Channel => Some(header.channel.to_string()),
            Self::Owner => Some(view.state.owner.clone()),
            Self::Department => header.department.clone(),
        }
    }
}

/// The figures of a set of cases over a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// M1: open when the period began.
    pub open_at_start: u32,
    /// M1: received in the period.
    pub received: u32,
    /// M1: reopenings in the period.
    pub reopened: u32,
    /// M1: closes in the period; a case closed twice counts twice.
    pub closed: u32,
    /// M1: cases closed at least once in the period.
    pub distinct_closed: u32,
    /// M1: open when the period ended.
    pub open_at_end: u32,
    /// M2: seconds from start to first feedback, of the cycles closed in the period.
    pub first_response: Vec<i64>,
    /// M2: cycles closed in the period without any feedback.
    pub never_answered: u32,
    /// M6: obligation days that were met.
    pub met: u32,
    /// M6: obligation days that were missed.
    pub missed: u32,
    /// M6: days on which we tried twice in vain.
    pub attempted: u32,
    /// M6: days the customer excused.
    pub excused: u32,
    /// M6: cases with at least one judged day.
    pub judged_cases: u32,
    /// M6: of those, cases without a miss.
    pub clean_cases: u32,
    /// M6: the longest streak of missed days.
    pub longest_streak: u32,
    /// M6: the longest time between two feedbacks of a cycle, its start and end included, in seconds.
    pub longest_gap: i64,
    /// M6: cases under a rolling rule, counted apart.
    pub rolling: u32,
    /// Steps left although something was missing.
    pub exceptions: Exceptions,
}

impl Figures {
    /// M1: what came must be what went or is still there.
    #[must_use]
    pub fn identity_holds(&self) -> bool {
        self.open_at_start + self.received + self.reopened == self.closed + self.open_at_end
    }

    /// M6: judged obligation days.
    #[must_use]
    pub fn judged(&self) -> u32 {
        self.met + self.missed
    }

    /// M2 as a distribution.
    #[must_use]
    pub fn first_response(&self) -> Distribution {
        Distribution::of(self.first_response.clone())
    }

    /// Adds the figures of other cases.
    pub fn merge(&mut self, other: &Self) {
        self.open_at_start += other.open_at_start;
        self.received += other.received;
        self.reopened += other.reopened;
        self.closed += other.closed;
        self.distinct_closed += other.distinct_closed;
        self.open_at_end += other.open_at_end;
        self.first_response.extend(&other.first_response);
        self.never_answered += other.never_answered;
        self.met += other.met;
        self.missed += other.missed;
        self.attempted += other.attempted;
        self.excused += other.excused;
        self.judged_cases += other.judged_cases;
        self.clean_cases += other.clean_cases;
        self.longest_streak = self.longest_streak.max(other.longest_streak);
        self.longest_gap = self.longest_gap.max(other.longest_gap);
        self.rolling += other.rolling;
        self.exceptions.merge(&other.exceptions);
    }

    /// Adds a case.
    pub fn add(&mut self, view: &View<'_>, period: Period) {
        let zone = view.zone();
        let start = zone.start_of(period.since);
        let end = zone.end_of(period.until).min(view.now.stamp);
        let inside = |at: Stamp| start <= at && at <= end;
        let mut closes = 0;
        let mut days = Days::default();
        for (index, cycle) in view.state.cycles.iter().enumerate() {
            match (inside(cycle.start), index) {
                (true, 0) => self.received += 1,
                (true, _) => self.reopened += 1,
                (false, _) => {}
            }
            let open_at = |at: Stamp| cycle.start < at && cycle.end.is_none_or(|e| e >= at);
            self.open_at_start += u32::from(open_at(start));
            self.open_at_end += u32::from(cycle.start <= end && cycle.end.is_none_or(|e| e > end));
            let rule = Rule::over(view, cycle);
            if cycle.end.is_some_and(inside) {
                closes += 1;
                match rule.feedbacks().first() {
                    Some(first) => self.first_response.push((first.at - cycle.start).num_seconds()),
                    None => self.never_answered += u32::from(view.has_feedback_clock()),
                }
            }
            days.add(&rule, period);
            self.longest_gap = self.longest_gap.max(gap(view, cycle, &rule, start, end));
        }
        self.closed += closes;
        self.distinct_closed += u32::from(closes > 0);
        let last = view.state.cycle();
        let touches = last.start <= end && last.end.is_none_or(|e| e >= start);
        self.rolling += u32::from(touches && view.has_feedback_clock() && Rule::over(view, last).rolls());
        self.exceptions.add(view, period);
        self.met += days.met;
        self.missed += days.missed;
        self.attempted += days.attempted;
        self.excused += days.excused;
        self.longest_streak = self.longest_streak.max(days.longest);
        if days.met + days.missed > 0 {
            self.judged_cases += 1;
            self.clean_cases += u32::from(days.missed == 0);
        }
    }
}

#[derive(Default)]
struct Days {
    met: u32,
    missed: u32,
    attempted: u32,
    excused: u32,
    longest: u32,
}

impl Days {
    fn add(&mut self, rule: &Rule<'_, '_>, period: Period) {
        let mut streak = 0;
        let mut last_missed = NaiveDate::MIN;
        for record in rule.judged(period.since, period.until) {
            match record.status {
                DayStatus::Met => {
                    self.met += 1;
                    streak = 0;
                }
                DayStatus::Missed => {
                    // Any feedback ends a streak, also on a day that owes none.
                    let heard = rule.heard_between(last_missed, record.day);
                    streak = if heard { 1 } else { streak + 1 };
                    last_missed = record.day;
                    self.missed += 1;
                    self.longest = self.longest.max(streak);
                }
                DayStatus::Attempted => self.attempted += 1,
                DayStatus::Excused(_) => self.excused += 1,
            }
        }
    }
}

/// The longest silence of a cycle inside the period, in seconds.
fn gap(view: &View<'_>, cycle: &Cycle, rule: &Rule<'_, '_>, start: Stamp, end: Stamp) -> i64 {
    if !view.has_feedback_clock() {
        return 0;
    }
    let stop = cycle.end.map_or(end, |e| e.min(end));
    let mut marks = vec![cycle.start];
    marks.extend(rule.feedbacks().iter().map(|e| e.at));
    marks.retain(|at| *at <= stop);
    marks.push(stop);
    marks.sort_unstable();
    let ends_inside = |pair: &&[Stamp]| pair[1] >= start;
    marks.windows(2).filter(ends_inside).map(|pair| (pair[1] - pair[0]).num_seconds()).max().unwrap_or(0)
}
