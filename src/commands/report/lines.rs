//! The figures of each metric that stand alone, one line each, beside those of the period before.

use super::Report;
use crate::commands::report::percent;
use crate::policy::Lang;
use crate::report::{Distribution, Figure, Metric, Tally};
use crate::text::dates::length;
use crate::text::metrics::Heading;
use crate::text::{Label, Say};

/// A figure that can be set against another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    /// A count.
    Count(i64),
    /// A share in percent.
    Share(f64),
    /// A rate.
    Rate(f64),
    /// Seconds.
    Seconds(i64),
}

/// A figure with its label.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// What it is.
    pub(crate) label: String,
    /// The figure, a share with its parts.
    pub(crate) value: String,
    /// The figure of the period before, where it is asked for.
    pub(crate) before: Option<String>,
    /// How much more or less that is.
    pub(crate) change: Option<String>,
    number: Option<Number>,
}

impl Line {
    fn new(label: String, value: String, number: Option<Number>) -> Self {
        Self { label, value, before: None, change: None, number }
    }
}

/// What the lines of one period are made of.
struct Source<'r> {
    tally: &'r Tally,
    volume: Option<u64>,
    relapsed: Option<(u32, u32)>,
    lang: Lang,
}

/// The lines of a metric.
pub(super) fn lines(report: &Report, metric: Metric, lang: Lang) -> Vec<Line> {
    let (volume, earlier_volume) = report.volumes;
    let relapsed = Some(report.learning.relapsed());
    let mut lines = Source { tally: &report.whole, volume, relapsed, lang }.lines(metric);
    if let Some(before) = &report.before {
        let earlier = Source { tally: before, volume: earlier_volume, relapsed: None, lang }.lines(metric);
        for (place, line) in lines.iter_mut().enumerate() {
            let Some(old) = earlier.iter().find(|old| old.label == line.label) else {
                // A few values stand beside the median of many.
                line.before = earlier.first().filter(|_| place == 0).map(|old| format!("{}: {}", old.label, old.value));
                continue;
            };
            line.before = Some(old.value.clone());
            line.change = line.number.zip(old.number).and_then(|(now, then)| change(now, then, lang));
        }
    }
    lines
}

/// How much more or less a figure is than another.
fn change(now: Number, then: Number, lang: Lang) -> Option<String> {
    if now == then {
        return Some("0".to_owned());
    }
    Some(match (now, then) {
        (Number::Count(now), Number::Count(then)) => format!("{:+}", now - then),
        (Number::Share(now), Number::Share(then)) => format!("{:+.1}", now - then),
        (Number::Rate(now), Number::Rate(then)) => format!("{:+.2}", now - then),
        (Number::Seconds(now), Number::Seconds(then)) => {
            let sign = if now < then { "-" } else { "+" };
            format!("{sign}{}", length((now - then).abs(), lang))
        }
        _ => return None,
    })
}

impl Source<'_> {
    fn lines(&self, metric: Metric) -> Vec<Line> {
        match metric {
            Metric::Flow => self.counts(&[
                Figure::OpenAtStart,
                Figure::Received,
                Figure::Reopened,
                Figure::Closed,
                Figure::DistinctClosed,
                Figure::OpenAtEnd,
            ]),
            Metric::FirstResponse => {
                let mut lines = self.spread(&self.tally.spread(Figure::FirstResponse));
                lines.extend(self.counts(&[Figure::NeverAnswered]));
                lines
            }
            Metric::FirstClose => self.spread(&self.tally.spread(Figure::FirstClose)),
            Metric::LastClose => self.spread(&self.tally.spread(Figure::LastClose)),
            Metric::Handling => self.spread(&self.tally.spread(Figure::Handling)),
            Metric::Feedback => self.feedback(),
            Metric::Promises => self.promises(),
            Metric::Outcomes => {
                vec![self.share(Heading::UpheldRate.say(self.lang), self.upheld(), self.n(Figure::Decided))]
            }
            Metric::Again => self.again(),
            Metric::Rates => self.rates(),
            Metric::Satisfaction => self.satisfaction(),
            Metric::Escalations => self.counts(&[Figure::Escalation, Figure::EscalatedCase]),
            Metric::FirstContact => {
                vec![self.share_of(Figure::SolvedAtOnce, Figure::DecidedHere)]
            }
            Metric::Process => self.counts(&[Figure::Skipped, Figure::Returned, Figure::Forced]),
            Metric::Timeliness
            | Metric::Ageing
            | Metric::Systemic
            | Metric::Channels
            | Metric::Departments
            | Metric::Training
            | Metric::AtRisk => Vec::new(),
        }
    }

    fn n(&self, figure: Figure) -> u32 {
        self.tally.count(figure)
    }

    fn counts(&self, figures: &[Figure]) -> Vec<Line> {
        figures.iter().map(|figure| self.count(*figure)).collect()
    }

    fn count(&self, figure: Figure) -> Line {
        let n = self.n(figure);
        Line::new(figure.say(self.lang), n.to_string(), Some(Number::Count(n.into())))
    }

    fn share(&self, label: String, part: u32, whole: u32) -> Line {
        Line::new(label, super::share(part, whole), percent(part, whole).map(Number::Share))
    }

    fn share_of(&self, part: Figure, whole: Figure) -> Line {
        self.share(part.say(self.lang), self.n(part), self.n(whole))
    }

    fn spread(&self, spread: &Distribution) -> Vec<Line> {
        let lang = self.lang;
        if let Some(values) = spread.values() {
            let shown: Vec<String> = values.iter().map(|v| length(*v, lang)).collect();
            let shown = if shown.is_empty() { "-".to_owned() } else { shown.join(", ") };
            return vec![Line::new(Label::Values.say(lang), shown, None)];
        }
        let line = |label: Label, value: Option<i64>, n: Option<usize>| {
            let shown = value.map(|v| length(v, lang)).unwrap_or_default();
            let shown = n.map_or(shown.clone(), |n| format!("{shown} (n = {n})"));
            Line::new(label.say(lang), shown, value.map(Number::Seconds))
        };
        vec![
            line(Label::Median, spread.percentile(50), Some(spread.n())),
            line(Label::P90, spread.percentile(90), None),
            line(Label::Max, spread.max(), None),
        ]
    }

    fn feedback(&self) -> Vec<Line> {
        let lang = self.lang;
        let (streak, gap) = (self.tally.greatest(Figure::Streak), self.tally.greatest(Figure::Gap));
        let (clean, cases) = (self.n(Figure::CleanCase), self.n(Figure::JudgedCase));
        let mut lines = vec![self.share(Figure::Met.say(lang), self.n(Figure::Met), self.tally.judged())];
        lines.extend(self.counts(&[Figure::Missed, Figure::Attempted, Figure::Excused]));
        lines.push(Line::new(Figure::CleanCase.say(lang), format!("{clean}/{cases}"), None));
        lines.push(Line::new(Figure::Streak.say(lang), streak.to_string(), Some(Number::Count(streak))));
        lines.push(Line::new(Figure::Gap.say(lang), length(gap, lang), Some(Number::Seconds(gap))));
        if self.n(Figure::Rolling) > 0 {
            lines.push(self.count(Figure::Rolling));
        }
        lines
    }

    fn promises(&self) -> Vec<Line> {
        let kept = self.n(Figure::PromiseEarly) + self.n(Figure::PromiseOnTime);
        let all = kept + self.n(Figure::PromiseLate) + self.n(Figure::PromiseBroken);
        let mut lines = vec![self.share(Heading::Kept.say(self.lang), kept, all)];
        lines.extend(self.counts(&[
            Figure::PromiseEarly,
            Figure::PromiseOnTime,
            Figure::PromiseLate,
            Figure::PromiseBroken,
            Figure::PromiseOpen,
            Figure::MovedTold,
            Figure::MovedUntold,
        ]));
        lines
    }

    fn upheld(&self) -> u32 {
        super::json::upheld(self.tally)
    }

    fn again(&self) -> Vec<Line> {
        let lang = self.lang;
        let mut lines = vec![
            self.share(Heading::ReopenRate.say(lang), self.n(Figure::ReopenedSoon), self.n(Figure::Closed)),
            self.count(Figure::Immature),
            self.share(Heading::RepeatRate.say(lang), self.n(Figure::Repeat), self.n(Figure::Repeatable)),
        ];
        if let Some((again, watched)) = self.relapsed {
            lines.push(self.share(Heading::Recurrence.say(lang), again, watched));
        }
        lines
    }

    fn rates(&self) -> Vec<Line> {
        let lang = self.lang;
        let none = || Heading::NotAvailable.say(lang);
        let rate = |heading: Heading, n: u32, per: f64| {
            let volume = self.volume.filter(|v| *v > 0);
            let rate = volume.map(|volume| f64::from(n) * per / volume as f64);
            let shown = match (rate, self.volume) {
                (Some(rate), Some(volume)) => {
                    let above = heading == Heading::PerTenThousand && rate > 1.0;
                    let mark = if above { format!("  ! {}", Heading::AboveOne.say(lang)) } else { String::new() };
                    format!("{rate:.2} ({n}/{volume}){mark}")
                }
                _ => none(),
            };
            Line::new(heading.say(lang), shown, rate.map(Number::Rate))
        };
        let volume = self.volume.map_or_else(none, |v| v.to_string());
        vec![
            Line::new(Heading::Volume.say(lang), volume, None),
            rate(Heading::PerThousand, self.n(Figure::Received), 1_000.0),
            rate(Heading::PerTenThousand, self.n(Figure::Serious), 10_000.0),
        ]
    }

    fn satisfaction(&self) -> Vec<Line> {
        let lang = self.lang;
        vec![
            self.share(Figure::Satisfied.say(lang), self.n(Figure::Satisfied), self.n(Figure::Answer)),
            self.share(Heading::HighRate.say(lang), self.n(Figure::HighScore), self.n(Figure::Score)),
            self.share(Heading::ResponseRate.say(lang), self.n(Figure::Responded), self.n(Figure::Asked)),
        ]
    }
}
