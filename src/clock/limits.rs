//! Which limit holds for a case: severity and urgency before the playbook, the playbook before `amends.toml`.

use crate::case::state::Grade;
use crate::case::words::Severity;
use crate::playbook::{Playbook, Step};
use crate::policy::{Duration, Limits, Policy};

/// Where a limit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The case is urgent.
    Urgent,
    /// The case's severity.
    Severity(Severity),
    /// The step itself.
    Step,
    /// The playbook.
    Playbook,
    /// `amends.toml`, or the built-in default.
    Policy,
    /// The customer asked for it.
    Customer,
}

/// A limit and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How long.
    pub duration: Duration,
    /// Why that long.
    pub source: Source,
}

fn graded(policy: &Policy, grade: Grade, key: impl Fn(&Limits) -> Option<Duration>) -> Option<Limit> {
    let urgent =
        key(&policy.urgent.limits).filter(|_| grade.urgent).map(|duration| Limit { duration, source: Source::Urgent });
    let severity = policy
        .severity(grade.severity)
        .and_then(key)
        .map(|duration| Limit { duration, source: Source::Severity(grade.severity) });
    [urgent, severity].into_iter().flatten().min_by_key(|l| l.duration.rough_seconds())
}

fn resolve(
    policy: &Policy,
    playbook: Option<&Limits>,
    grade: Grade,
    default: Duration,
    key: impl Fn(&Limits) -> Option<Duration> + Copy,
) -> Limit {
    let of = |source| move |duration| Limit { duration, source };
    graded(policy, grade, key)
        .or_else(|| playbook.and_then(key).map(of(Source::Playbook)))
        .or_else(|| key(&policy.clocks).map(of(Source::Policy)))
        .unwrap_or(Limit { duration: default, source: Source::Policy })
}

/// Until the first feedback of a cycle (R01: within 24 hours).
#[must_use]
pub fn first_response(policy: &Policy, playbook: Option<&Limits>, grade: Grade) -> Limit {
    resolve(policy, playbook, grade, Duration::hours(24), |l| l.first_response)
}

/// Between two feedbacks (R03: at least once a day).
#[must_use]
pub fn feedback(policy: &Policy, playbook: Option<&Limits>, grade: Grade) -> Limit {
    resolve(policy, playbook, grade, policy.feedback.every, |l| l.feedback)
}

/// For a step (R11: do not delay; the number is ours).
#[must_use]
pub fn step(policy: &Policy, playbook: &Playbook, step: Option<&Step>, grade: Grade) -> Limit {
    if let Some(limit) = graded(policy, grade, |l| l.step) {
        return limit;
    }
    match step.and_then(|s| s.within) {
        Some(duration) => Limit { duration, source: Source::Step },
        None => resolve(policy, Some(&playbook.clocks), grade, Duration::days(5), |l| l.step),
    }
}

/// Until somebody decides on an offer that reaches an approval band.
#[must_use]
pub fn approval(policy: &Policy, playbook: Option<&Limits>, grade: Grade) -> Limit {
    resolve(policy, playbook, grade, Duration::days(2), |l| l.approval)
}

/// Until we ask whether the redress arrived (R14; the number is ours).
#[must_use]
pub fn follow_up(policy: &Policy, playbook: Option<&Limits>, grade: Grade) -> Limit {
    resolve(policy, playbook, grade, Duration::days(3), |l| l.follow_up)
}

/// Until the final answer.
#[must_use]
pub fn last(policy: &Policy, playbook: Option<&Limits>, grade: Grade) -> Limit {
    resolve(policy, playbook, grade, Duration::days(60), |l| l.last)
}

/// Until a corrective action's effect is judged.
#[must_use]
pub fn verify(policy: &Policy, playbook: Option<&Limits>, grade: Grade) -> Limit {
    resolve(policy, playbook, grade, Duration::days(30), |l| l.verify)
}
