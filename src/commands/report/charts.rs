//! The figures of a report as charts, each with its numbers in a table.

use super::super::Context;
use super::super::show_fishbone::bone_name;
use super::html::data_table;
use super::tables::{group_name, step_name, steps};
use super::{Report, percent, tables};
use crate::case::amount::{hundredths, write_amount};
use crate::policy::Lang;
use crate::render::chart::bars::{Bars, bars};
use crate::render::chart::fish::{Bone, Fish, fish};
use crate::render::chart::line::{Lines, lines};
use crate::render::chart::rows::{Row, Rows, rows};
use crate::render::chart::{About, Tick, drawn, drawn_broad};
use crate::render::html::page::{Block, Counts};
use crate::render::html::{DataTable, Head};
use crate::report::learning::{CauseKey, CauseRow};
use crate::report::{Course, Figure, Group, Part, Stretch, ageing};
use crate::text::dates::length;
use crate::text::learned::{Heading as Learned, Headline};
use crate::text::metrics::Heading;
use crate::text::names::named;
use crate::text::pages::Chart;
use crate::text::{Label, Pages, Say};
use std::collections::BTreeMap;

/// How many rows a chart of rows has.
const ROWS: usize = 24;
/// How many categories the heat table has.
const CATEGORIES: usize = 20;
/// How many bones a fishbone has, and how many causes a bone.
const BONES: usize = 8;
const CAUSES: usize = 5;

/// What charts are drawn from.
pub(super) struct Charts<'c> {
    ctx: &'c Context,
    report: &'c Report,
    course: Course,
    lang: Lang,
}

impl<'c> Charts<'c> {
    pub(super) fn of(ctx: &'c Context, report: &'c Report) -> Self {
        Self { ctx, report, course: Course::of(report.period, ctx.today()), lang: ctx.lang }
    }

    /// All of them, in the order of the page.
    pub(super) fn all(&self) -> Vec<Block> {
        vec![self.compliance(), self.flow(), self.ages(), self.steps(), self.heat(), self.fishbone(), self.redress()]
    }

    fn say(&self, page: Pages) -> String {
        page.say(self.lang)
    }

    fn heading(&self, chart: Chart) -> String {
        self.say(Pages::Chart { chart, stretch: self.course.stretch })
    }

    fn about(&self, chart: Chart, id: &str, seen: Option<Pages>) -> About {
        let see = self.say(Pages::SeeTable);
        let story = seen.map_or_else(|| see.clone(), |seen| format!("{} {see}", self.say(seen)));
        About { id: id.to_owned(), title: self.heading(chart), story }
    }

    /// A table under a chart.
    fn table(&self, chart: Chart, head: Vec<Head>, rows: Vec<Vec<String>>) -> DataTable {
        DataTable { caption: self.caption(chart), head, rows, more: None }
    }

    fn caption(&self, chart: Chart) -> String {
        self.say(Pages::TableOf { heading: self.heading(chart) })
    }

    /// What is said under a chart that has nothing to show.
    fn no_data(&self, empty: bool) -> Option<String> {
        empty.then(|| self.say(Pages::NoData))
    }

    /// The marks of the axis of time.
    fn ticks(&self) -> Vec<Tick> {
        let tick = |start: &chrono::NaiveDate| match self.course.stretch {
            Stretch::Week => Tick { text: start.format("%m-%d").to_string(), under: start.format("%Y").to_string() },
            Stretch::Month => Tick { text: start.format("%m").to_string(), under: start.format("%Y").to_string() },
            Stretch::Year => Tick { text: start.format("%Y").to_string(), under: String::new() },
        };
        self.course.starts.iter().map(tick).collect()
    }

    fn counts(&self, figure: Figure) -> Vec<u32> {
        self.course.counts(&self.report.cases, figure, self.ctx.zone())
    }

    fn from(&self) -> Head {
        Head::text(self.say(Pages::From { stretch: self.course.stretch }))
    }

    fn compliance(&self) -> Block {
        let (met, missed) = (self.counts(Figure::Met), self.counts(Figure::Missed));
        let points: Vec<Option<f64>> =
            met.iter().zip(&missed).map(|(met, missed)| percent(*met, met + missed)).collect();
        let target = self.ctx.policy.feedback.target;
        let starts = &self.course.starts;
        let shown = |share: &Option<f64>| share.map_or_else(|| "-".to_owned(), |share| format!("{share:.1} %"));
        let lowest = points.iter().zip(starts).filter_map(|(share, at)| Some(((*share)?, at)));
        let lowest = lowest.min_by(|a, b| a.0.total_cmp(&b.0));
        let seen = lowest.map(|(share, at)| Pages::Lowest { share: format!("{share:.1} %"), at: at.to_string() });
        let chart = Lines {
            about: self.about(Chart::Compliance, "compliance", seen),
            ticks: self.ticks(),
            tips: points.iter().zip(starts).map(|(share, at)| format!("{at} · {}", shown(share))).collect(),
            points,
            name: self.say(Pages::Percent),
            target: Some((f64::from(target), self.say(Pages::Target { percent: target }))),
        };
        let head = vec![
            self.from(),
            Head::number(self.say(Pages::DaysMet)),
            Head::number(self.say(Pages::DaysJudged)),
            Head::number(self.say(Pages::Percent)),
        ];
        let row = |i: usize| {
            let judged = met[i] + missed[i];
            vec![starts[i].to_string(), met[i].to_string(), judged.to_string(), shown(&chart.points[i])]
        };
        Block::Figure {
            heading: self.heading(Chart::Compliance),
            drawn: drawn(|place| lines(&chart, place)),
            note: self.no_data(chart.points.iter().all(Option::is_none)),
            table: self.table(Chart::Compliance, head, (0..starts.len()).map(row).collect()),
            broad: false,
        }
    }

    fn flow(&self) -> Block {
        let figures = [Figure::Received, Figure::Reopened, Figure::Closed];
        let counts = figures.map(|figure| self.counts(figure));
        let starts = &self.course.starts;
        let highest = counts[0].iter().zip(starts).filter(|(n, _)| **n > 0).max_by_key(|(n, _)| **n);
        let seen = highest.map(|(n, at)| Pages::Highest { count: *n, at: at.to_string() });
        let series = |i: usize| (figures[i].say(self.lang), counts[i].clone());
        let chart = Bars {
            about: self.about(Chart::Flow, "flow", seen),
            ticks: self.ticks(),
            series: vec![series(0), series(2)],
            stacked: false,
            bands: false,
        };
        let mut head = vec![self.from()];
        head.extend(figures.map(|figure| Head::number(figure.say(self.lang))));
        let row = |i: usize| {
            let mut row = vec![starts[i].to_string()];
            row.extend(counts.iter().map(|counts| counts[i].to_string()));
            row
        };
        Block::Figure {
            heading: self.heading(Chart::Flow),
            drawn: drawn(|place| bars(&chart, place)),
            note: self.no_data(counts.iter().flatten().all(|n| *n == 0)),
            table: self.table(Chart::Flow, head, (0..starts.len()).map(row).collect()),
            broad: false,
        }
    }

    fn ages(&self) -> Block {
        let bands = ageing(&self.report.whole);
        let chart = Bars {
            about: self.about(Chart::Ages, "ages", None),
            ticks: bands.iter().map(|(band, _)| Tick { text: (*band).to_owned(), under: String::new() }).collect(),
            series: vec![(Heading::Cases.say(self.lang), bands.iter().map(|(_, n)| *n).collect())],
            stacked: false,
            bands: true,
        };
        let head = vec![Head::text(Heading::Days.say(self.lang)), Head::number(Heading::Cases.say(self.lang))];
        let row = |(band, n): &(&str, u32)| vec![(*band).to_owned(), n.to_string()];
        Block::Figure {
            heading: self.heading(Chart::Ages),
            drawn: drawn(|place| bars(&chart, place)),
            note: self.no_data(bands.iter().all(|(_, n)| *n == 0)),
            table: self.table(Chart::Ages, head, bands.iter().map(row).collect()),
            broad: false,
        }
    }

    fn steps(&self) -> Block {
        const DAY: f64 = 86_400.0;
        let tally = &self.report.whole;
        let mut stays: Vec<_> = tally.parts(Figure::Visit).collect();
        let all = stays.len();
        // Where there are too many, those that most cases went through.
        stays.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.n));
        stays.truncate(ROWS);
        stays.sort_by_cached_key(|(part, _)| tables::place(self.ctx, part));
        let spreads: Vec<_> = stays.into_iter().map(|(part, sum)| (part, sum.spread())).collect();
        let longest = spreads.iter().filter_map(|(_, spread)| spread.percentile(90)).max().unwrap_or(0);
        let (unit, in_words) = if longest >= 172_800 { (DAY, Pages::InDays) } else { (3_600.0, Pages::InHours) };
        let bar = |seconds: Option<i64>| seconds.map(|s| (s as f64 / unit, length(s, self.lang)));
        let several = spreads.iter().any(|(part, _)| playbook(part) != spreads.first().and_then(|(p, _)| playbook(p)));
        let row = |(part, spread): &(&Part, crate::report::Distribution)| {
            let Part::Step(id, step) = part else { return None };
            let name = step_name(self.ctx, id, step);
            let procedure = several.then(|| format!(" · {}", group_name(self.ctx, Group::Playbook, id)));
            let label = name + &procedure.unwrap_or_default();
            Some(Row { label, bars: vec![bar(spread.percentile(50)), bar(spread.percentile(90))] })
        };
        let chart = Rows {
            about: self.about(Chart::Steps, "steps", None),
            series: vec![Label::Median.say(self.lang), Label::P90.say(self.lang)],
            rows: spreads.iter().filter_map(row).collect(),
            unit: self.say(in_words),
        };
        let table = data_table(&steps(self.ctx, tally), self.caption(Chart::Steps), self.lang);
        Block::Figure {
            heading: self.heading(Chart::Steps),
            note: self
                .no_data(chart.rows.is_empty())
                .or_else(|| (all > ROWS).then(|| self.say(Pages::More { left: all - ROWS }))),
            drawn: drawn(|place| rows(&chart, place)),
            table,
            broad: false,
        }
    }

    fn heat(&self) -> Block {
        let mut by: BTreeMap<Option<&str>, Vec<u32>> = BTreeMap::new();
        for case in &self.report.cases {
            let counts = self.course.counts([case], Figure::Received, self.ctx.zone());
            if counts.iter().any(|n| *n > 0) {
                let sums = by.entry(case.category.as_deref()).or_insert_with(|| vec![0; counts.len()]);
                sums.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
            }
        }
        let name = |id: Option<&str>| match id {
            Some(id) => named(&self.ctx.policy.categories, id, self.lang).to_owned(),
            None => Label::Unsaid.say(self.lang),
        };
        let mut counted: Vec<(String, Vec<u32>)> = by.into_iter().map(|(id, counts)| (name(id), counts)).collect();
        counted.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<u32>()));
        let left = counted.len().saturating_sub(CATEGORIES);
        counted.truncate(CATEGORIES);
        let head = self.ticks().into_iter().map(|tick| match self.course.stretch {
            Stretch::Month => format!("{}-{}", tick.under, tick.text),
            Stretch::Week | Stretch::Year => tick.text,
        });
        let counts = Counts {
            caption: self.caption(Chart::Heat),
            rows_are: Label::Category.say(self.lang),
            head: head.collect(),
            rows: counted,
            more: (left > 0).then(|| self.say(Pages::More { left })),
            sum: self.say(Pages::Sum),
        };
        let note = self.no_data(counts.rows.is_empty()).or_else(|| Some(self.say(Pages::EmptyCell)));
        Block::Heat { heading: self.heading(Chart::Heat), note, tables: counts.shaded() }
    }

    fn fishbone(&self) -> Block {
        let learning = &self.report.learning;
        let said = |cause: &CauseRow| match &cause.key {
            CauseKey::Code(code) => {
                let name = named(&self.ctx.policy.causes, code, self.lang);
                if name == code { cause.what.clone() } else { name.to_owned() }
            }
            CauseKey::Words(_) => cause.what.clone(),
        };
        let in_cases = |cause: &CauseRow| self.say(Pages::CauseIn { what: said(cause), cases: cause.cases.len() });
        let bone = |row: &crate::report::learning::BoneRow| {
            let left = row.causes.len().saturating_sub(CAUSES);
            Bone {
                name: bone_name(row.bone.as_deref(), self.lang),
                causes: row.causes.iter().take(CAUSES).map(|c| in_cases(&c.cause)).collect(),
                more: (left > 0).then(|| self.say(Pages::More { left })),
            }
        };
        let chart = Fish {
            about: self.about(Chart::Fishbone, "fishbone", None),
            head: Headline::Problem { cases: learning.with_cause }.say(self.lang),
            bones: learning.fishbone.iter().take(BONES).map(bone).collect(),
        };
        let head = vec![
            Head::text(self.say(Pages::Bone)),
            Head::text(Learned::Cause.say(self.lang)),
            Head::number(Learned::Cases.say(self.lang)),
        ];
        let causes = learning.fishbone.iter().flat_map(|row| row.causes.iter().map(move |c| (&row.bone, &c.cause)));
        let row = |(bone, cause): (&Option<String>, &CauseRow)| {
            vec![bone_name(bone.as_deref(), self.lang), said(cause), cause.cases.len().to_string()]
        };
        let mut table = self.table(Chart::Fishbone, head, causes.map(row).collect());
        super::html::bound(&mut table, self.lang);
        Block::Figure {
            heading: self.heading(Chart::Fishbone),
            drawn: drawn_broad(|place| fish(&chart, place)),
            note: self.no_data(chart.bones.is_empty()),
            table,
            broad: true,
        }
    }

    fn redress(&self) -> Block {
        let tally = &self.report.whole;
        let own = &self.ctx.policy.currency;
        // By band: how many were offered, accepted, carried out, and what of the last has an amount in our currency.
        let figures = [Figure::Offered, Figure::Accepted, Figure::Paid];
        type Key<'k> = (&'k str, Option<&'k (u64, String)>);
        let mut found: BTreeMap<Key<'_>, ([u32; 3], i64, u32)> = BTreeMap::new();
        for (i, figure) in figures.into_iter().enumerate() {
            for (part, sum) in tally.parts(figure) {
                let Part::Redress(parcel) = part else { continue };
                let (counts, total, valued) = found.entry((&parcel.currency, parcel.band.as_ref())).or_default();
                counts[i] += sum.n;
                if figure == Figure::Paid {
                    *total = total.saturating_add(sum.total());
                    *valued += sum.n - sum.without_value();
                }
            }
        }
        let empty = found.is_empty();
        // A band that nothing reached is drawn all the same.
        let edges: Vec<(u64, String)> =
            self.ctx.policy.approvals.iter().filter_map(|b| Some((hundredths(&b.from)?, b.from.clone()))).collect();
        found.entry((own, None)).or_default();
        edges.iter().for_each(|edge| {
            found.entry((own, Some(edge))).or_default();
        });
        let band = |edge: Option<&(u64, String)>| match edge {
            Some((_, from)) => self.say(Pages::BandFrom { from: from.clone() }),
            None => self.say(Pages::NoBand),
        };
        let money = |hundredths: i64| write_amount(u64::try_from(hundredths).unwrap_or(0));
        let row = |((_, edge), (_, total, valued)): (&Key<'_>, &([u32; 3], i64, u32))| {
            let said = self.say(Pages::MoneyTimes { sum: money(*total), count: *valued });
            Row { label: band(*edge), bars: vec![Some((*total as f64 / 100.0, said))] }
        };
        let chart = Rows {
            about: self.about(Chart::Redress, "redress", None),
            series: vec![Figure::Paid.say(self.lang)],
            rows: found.iter().filter(|((currency, _), _)| currency == own).map(row).collect(),
            unit: self.say(Pages::InMoney { currency: own.clone() }),
        };
        let mut head = vec![Head::text(Heading::Band.say(self.lang)), Head::text(Label::Currency.say(self.lang))];
        head.extend(figures.map(|figure| Head::number(figure.say(self.lang))));
        head.push(Head::number(Heading::Sum.say(self.lang)));
        let line = |((currency, edge), (counts, total, valued)): (&Key<'_>, &([u32; 3], i64, u32))| {
            let mut row = vec![band(*edge), (*currency).to_owned()];
            row.extend(counts.map(|n| n.to_string()));
            row.push(if *valued > 0 { money(*total) } else { "-".to_owned() });
            row
        };
        let note = self.no_data(empty);
        Block::Figure {
            heading: self.heading(Chart::Redress),
            note: note.or_else(|| Some(self.say(Pages::OnlyCurrency { currency: own.clone() }))),
            drawn: drawn_broad(|place| rows(&chart, place)),
            table: self.table(Chart::Redress, head, found.iter().map(line).collect()),
            broad: true,
        }
    }
}

fn playbook(part: &Part) -> Option<&str> {
    match part {
        Part::Step(playbook, _) => Some(playbook),
        _ => None,
    }
}
